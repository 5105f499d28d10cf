import { type ReactElement, useState } from 'react'
import { useT } from '../../locale/ledger.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go, useGo, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useAct, useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { Money } from '../../ui/figures.tsx'
import { FilterSelect } from '../../ui/filters.tsx'
import { Panel, Tag } from '../../ui/page.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Empty, Loaded, Refused } from '../../ui/state.tsx'
import { BookFrame, useCoopId } from './book-frame.tsx'
import { DraftDetail } from './draft-detail.tsx'
import { type KeyColumn, KeyTable } from './key-table.tsx'
import { type DraftRow, STATUS_TONES, STATUS_WORDS } from './words.ts'

const STATUSES = ['draft', 'submitted', 'returned'] as const

/** What has been prepared in one book and is not posted yet. */
export default function Drafts(): ReactElement {
  const t = useT()
  const coopId = useCoopId()
  return (
    <BookFrame
      place="drafts"
      wide
      title={t('drafts.title')}
      sentence={(book) =>
        book.drafts + book.waiting === 0
          ? t('drafts.none')
          : t('drafts.sentence', { drafts: book.drafts, waiting: book.waiting })
      }
    >
      {() => <Listed coopId={coopId} />}
    </BookFrame>
  )
}

function Listed({ coopId }: { coopId: string }): ReactElement {
  const t = useT()
  const [search] = useUrl()
  const read = useRead('listDrafts', {
    unitId: coopId,
    status: STATUSES.find((status) => status === search['status']),
    limit: 300,
  })
  return (
    <>
      <div className="data-filters no-print">
        <FilterSelect
          name="status"
          label={t('common.status')}
          options={STATUSES.map((value) => ({ value, label: say(STATUS_WORDS[value]) }))}
        />
      </div>
      <Loaded read={read} lines={6}>
        {(data) =>
          data.rows.length === 0 ? (
            <Empty title={t('drafts.none')} hint={t('drafts.noneHint')} />
          ) : (
            <Split rows={data.rows} coopId={coopId} />
          )
        }
      </Loaded>
    </>
  )
}

function Split({ rows, coopId }: { rows: readonly DraftRow[]; coopId: string }): ReactElement {
  const t = useT()
  const go = useGo()
  const may = useMay()
  const submit = useAct('submitDrafts')
  const columns = useColumns()
  const [current, setCurrent] = useState<string | null>(rows[0]?.id ?? null)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [discarding, setDiscarding] = useState<DraftRow | null>(null)
  const shown = rows.find((row) => row.id === current) ?? rows[0]
  const ready = rows.filter((row) => row.status !== 'submitted')
  const ids = ready.map((row) => row.id).filter((id) => chosen.size === 0 || chosen.has(id))
  const mayWrite = may('saveDraft')
  const edit = (row: DraftRow): void => go(paths.bookPlace(coopId, 'entry', { draft: row.id }))
  return (
    <div className="queue">
      <div className="data-table queue-list">
        <KeyTable
          takesFocus
          label={t('drafts.title')}
          columns={columns}
          rows={rows}
          rowKey={(row) => row.id}
          current={shown?.id ?? null}
          onCurrent={setCurrent}
          onOpen={(row) => (mayWrite && row.reversesId === null ? edit(row) : setCurrent(row.id))}
          {...(mayWrite
            ? {
                chosen,
                onChoose: setChosen,
                choosable: (row: DraftRow) => row.status !== 'submitted',
                chooseLabel: (row: DraftRow) => t('approvals.choose', { what: row.summary }),
                allLabel: t('approvals.chooseAll'),
              }
            : {})}
        />
        {mayWrite && ready.length > 0 ? (
          <div className="queue-foot">
            <button
              type="button"
              className="button button-primary"
              disabled={submit.isPending || ids.length === 0}
              onClick={() => submit.mutate({ input: { unitId: coopId, draftIds: ids } })}
            >
              {t('drafts.submit', { n: ids.length })}
            </button>
            <span className="muted small">{t('drafts.keys')}</span>
          </div>
        ) : null}
        {submit.error === null ? null : <Refused error={submit.error} write />}
      </div>
      {shown === undefined ? null : (
        <Shown draft={shown} mayWrite={mayWrite} onDiscard={() => setDiscarding(shown)} />
      )}
      {discarding === null ? null : (
        <ReasonDialog
          title={t('drafts.discard')}
          confirm={t('drafts.discard')}
          danger
          verb="discardDraft"
          input={(reason) => ({ coopId, draftId: discarding.id, reason })}
          close={() => setDiscarding(null)}
        >
          <p>{t('drafts.discardBody', { what: discarding.summary })}</p>
        </ReasonDialog>
      )}
    </div>
  )
}

function Shown(props: { draft: DraftRow; mayWrite: boolean; onDiscard: () => void }): ReactElement {
  const t = useT()
  const { draft } = props
  return (
    <Panel
      className="queue-detail"
      title={asWritten(draft.summary)}
      extra={
        props.mayWrite ? (
          <span className="row">
            {draft.reversesId === null ? (
              <Go
                to={paths.bookPlace(draft.coopId, 'entry', { draft: draft.id })}
                className="button"
              >
                {t('common.edit')}
              </Go>
            ) : null}
            <button type="button" className="button" onClick={props.onDiscard}>
              {t('drafts.discard')}
            </button>
          </span>
        ) : undefined
      }
    >
      <DraftDetail coopId={draft.coopId} draftId={draft.id} />
    </Panel>
  )
}

function useColumns(): readonly KeyColumn<DraftRow>[] {
  const t = useT()
  return [
    {
      key: 'status',
      title: t('common.status'),
      cell: (row) => {
        const tone = STATUS_TONES[row.status]
        return <Tag {...(tone === undefined ? {} : { tone })}>{say(STATUS_WORDS[row.status])}</Tag>
      },
    },
    {
      key: 'day',
      title: t('common.day'),
      cell: (row) => <span className="nowrap">{row.onDate}</span>,
    },
    {
      key: 'summary',
      title: t('entry.summary'),
      cell: (row) => (
        <>
          {asWritten(row.summary)}
          {row.reversesId === null ? null : <Tag tone="fail">{t('voucher.red')}</Tag>}
        </>
      ),
    },
    {
      key: 'amount',
      title: t('entry.amount'),
      right: true,
      cell: (row) => <Money value={row.amount} />,
    },
    { key: 'by', title: t('draft.preparedBy'), wide: true, cell: (row) => row.preparedBy },
  ]
}
