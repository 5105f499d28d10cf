import { type ReactElement, useState } from 'react'
import { isRefusal } from '../../api.ts'
import { useT } from '../../locale/ledger.ts'
import { useT as useSpending } from '../../locale/spending.ts'
import { say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useAct, useRead } from '../../query.ts'
import { ownUnit, useMay, useMe } from '../../session.tsx'
import { Money } from '../../ui/figures.tsx'
import { PageHead, Panel, Tag } from '../../ui/page.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Empty, Loaded, Refused } from '../../ui/state.tsx'
import { Icon } from '../../ui/icon.tsx'
import { DraftDetail } from './draft-detail.tsx'
import { type KeyColumn, KeyTable } from './key-table.tsx'
import type { DraftRow } from './words.ts'
import './ledger.css'

const LIMIT = 300

/** The vouchers that wait for a second person, over all co-ops of one's desk. */
export default function Approvals(): ReactElement {
  const t = useT()
  const [search] = useUrl()
  const read = useRead('listDrafts', {
    unitId: search['unitId'],
    status: 'submitted',
    limit: LIMIT,
  })
  const rows = read.data?.rows ?? []
  const coops = new Set(rows.map((row) => row.coopId)).size
  const mine = rows.filter((row) => row.mine).length
  return (
    <div className="page page-wide">
      <PageHead
        title={t('approvals.title')}
        sentence={
          read.data === undefined
            ? '…'
            : rows.length === 0
              ? t('approvals.none')
              : `${t('approvals.sentence', { n: read.data.total, coops })}${
                  mine > 0 ? t('approvals.mine', { n: mine }) : ''
                }`
        }
      />
      <Loaded read={read} lines={10}>
        {(data) =>
          data.rows.length === 0 ? (
            <Empty title={t('approvals.none')} hint={t('approvals.noneHint')} />
          ) : (
            <Queue rows={data.rows} />
          )
        }
      </Loaded>
    </div>
  )
}

/** What is marked and still waits; a row that has left the queue is no longer marked. */
function useMarked(rows: readonly DraftRow[]) {
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set())
  const present = new Set(rows.filter((row) => !row.mine).map((row) => row.id))
  return { chosen: new Set([...marked].filter((id) => present.has(id))), setChosen: setMarked }
}

/** The act itself: the marked vouchers, or the one under the cursor. */
function useApproval(rows: readonly DraftRow[]) {
  const me = useMe()
  const approve = useAct('approveDrafts')
  const { chosen, setChosen } = useMarked(rows)
  const [current, setCurrent] = useState<string | null>(rows[0]?.id ?? null)
  const shown = rows.find((row) => row.id === current) ?? rows[0]
  const ids = chosen.size > 0 ? [...chosen] : shown?.mine === false ? [shown.id] : []
  const send = (): void => {
    if (ids.length === 0 || approve.isPending) return
    approve.mutate({ input: { unitId: ownUnit(me)?.id ?? '', draftIds: ids } })
  }
  return { approve, chosen, setChosen, shown, setCurrent, ids, send }
}

type Approval = ReturnType<typeof useApproval>

function Queue({ rows }: { rows: readonly DraftRow[] }): ReactElement {
  const t = useT()
  const may = useMay()
  const approval = useApproval(rows)
  const [returning, setReturning] = useState<DraftRow | null>(null)
  const { shown, send } = approval
  const mayApprove = may('approveDrafts')
  return (
    <div
      className="queue"
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || !mayApprove) return
        event.preventDefault()
        send()
      }}
    >
      <div className="data-table queue-list">
        <QueueTable rows={rows} approval={approval} onReturn={mayApprove ? setReturning : null} />
        {mayApprove ? <QueueFoot approval={approval} onReturn={setReturning} /> : null}
        <Outcome rows={rows} approval={approval} />
      </div>
      {shown === undefined ? null : (
        <Panel
          className="queue-detail"
          title={shown.coopName}
          extra={<Go to={paths.bookPlace(shown.coopId, 'drafts')}>{t('approvals.allOfCoop')}</Go>}
        >
          <DraftDetail coopId={shown.coopId} draftId={shown.id} />
        </Panel>
      )}
      {returning === null ? null : (
        <ReasonDialog
          title={t('approvals.return')}
          confirm={t('approvals.return')}
          verb="returnDraft"
          input={(reason) => ({ coopId: returning.coopId, draftId: returning.id, reason })}
          close={() => setReturning(null)}
        >
          <p>{t('approvals.returnBody', { what: returning.summary, who: returning.preparedBy })}</p>
        </ReasonDialog>
      )}
    </div>
  )
}

function QueueTable(props: {
  rows: readonly DraftRow[]
  approval: Approval
  /** Null for those who may only look. */
  onReturn: ((row: DraftRow) => void) | null
}): ReactElement {
  const t = useT()
  const columns = useColumns()
  const { rows, approval, onReturn } = props
  return (
    <KeyTable
      takesFocus
      label={t('approvals.title')}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      current={approval.shown?.id ?? null}
      onCurrent={approval.setCurrent}
      onOpen={(row) => approval.setCurrent(row.id)}
      onKey={(event, row) => {
        if (event.key.toLowerCase() !== 'r' || event.ctrlKey || onReturn === null) return
        event.preventDefault()
        onReturn(row)
      }}
      {...(onReturn === null
        ? {}
        : {
            chosen: approval.chosen,
            onChoose: approval.setChosen,
            choosable: (row: DraftRow) => !row.mine,
            chooseLabel: (row: DraftRow) =>
              t('approvals.choose', { what: `${row.coopName} ${row.summary}` }),
            allLabel: t('approvals.chooseAll'),
          })}
    />
  )
}

function QueueFoot(props: {
  approval: Approval
  onReturn: (row: DraftRow | null) => void
}): ReactElement {
  const t = useT()
  const { ids, approve, shown, send } = props.approval
  return (
    <div className="queue-foot no-print">
      <button
        type="button"
        className="button button-primary"
        disabled={ids.length === 0 || approve.isPending}
        onClick={send}
      >
        {t('approvals.approve', { n: ids.length })} <kbd>Ctrl+Enter</kbd>
      </button>
      <button
        type="button"
        className="button"
        disabled={shown === undefined}
        onClick={() => props.onReturn(shown ?? null)}
      >
        {t('approvals.return')} <kbd>R</kbd>
      </button>
      <span className="muted small">{t('approvals.keys')}</span>
    </div>
  )
}

function Outcome(props: { rows: readonly DraftRow[]; approval: Approval }): ReactElement {
  const t = useT()
  const { approve, ids } = props.approval
  return (
    <>
      <p role="status">
        {approve.data === undefined ? null : (
          <>
            <Icon name="passes" size={16} />{' '}
            {t('approvals.posted', { n: approve.data.posted.length })}
          </>
        )}
      </p>
      {approve.error === null ? null : (
        <ApproveError error={approve.error} rows={props.rows} ids={ids} />
      )}
    </>
  )
}

/** A refusal names drafts by their place in the call; people know them by co-op and summary. */
function ApproveError(props: {
  error: Error
  rows: readonly DraftRow[]
  ids: readonly string[]
}): ReactElement {
  const { error, rows, ids } = props
  const faults = isRefusal(error) ? error.faults : []
  const named = faults.flatMap((fault) => {
    const at = /^\$\.draftIds\[(\d+)\]/.exec(fault.path)
    const row = rows.find((one) => one.id === ids[Number(at?.[1] ?? -1)])
    return row === undefined ? [] : [{ row, text: say(fault.text) }]
  })
  const wanted = wantedOf(error)
  if (wanted !== null) return <NeedsApproval error={error} wanted={wanted} rows={rows} />
  if (named.length === 0 || named.length < faults.length) return <Refused error={error} write />
  return (
    <div className="notice notice-fail" role="alert">
      <ul className="notice-list">
        {named.map(({ row, text }) => (
          <li key={`${row.id}${text}`}>
            <strong>{row.coopName}</strong> {row.summary} <Money value={row.amount} /> — {text}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** What a request for a payment that lacks its approval begins with. */
interface Wanted {
  readonly draftId: string
  readonly coopId: string
  readonly payee: string
  readonly memberId: string | null
  readonly amount: string
}

function wantedOf(error: Error): Wanted | null {
  const data = isRefusal(error) ? (error.data as { needsApproval?: Wanted } | null) : null
  return data?.needsApproval ?? null
}

/** A payment that may not be posted: which, why, and the way to ask for its approval. */
function NeedsApproval(props: {
  error: Error
  wanted: Wanted
  rows: readonly DraftRow[]
}): ReactElement {
  const t = useSpending()
  const may = useMay()
  const { coopId, payee, memberId, amount, draftId } = props.wanted
  const row = props.rows.find(({ id }) => id === draftId)
  return (
    <div className="stack">
      {row === undefined ? null : (
        <p>
          <strong>{row.coopName}</strong> {row.summary} <Money value={row.amount} />
        </p>
      )}
      <Refused error={props.error} write />
      {may('requestSpending') ? (
        <div>
          <Go
            className="button button-primary"
            to={paths.newSpending({ coopId, payee, memberId, amount })}
          >
            {t('pay.ask')}
          </Go>
        </div>
      ) : null}
    </div>
  )
}

function useColumns(): readonly KeyColumn<DraftRow>[] {
  const t = useT()
  return [
    { key: 'coop', title: t('common.coop'), cell: (row) => row.coopName },
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
          {row.summary}
          {row.reversesId === null ? null : <Tag tone="fail">{t('voucher.red')}</Tag>}
          {row.mine ? <Tag tone="depends">{t('approvals.ownTag')}</Tag> : null}
        </>
      ),
    },
    {
      key: 'amount',
      title: t('entry.amount'),
      right: true,
      cell: (row) => <Money value={row.amount} />,
    },
  ]
}
