import type { ReactElement } from 'react'
import { addressOf, download, type In } from '../../api.ts'
import { useT } from '../../locale/support.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { ROLES } from '../../../src/kernel/role.ts'
import { type Column, DataTable, usePage } from '../../ui/data-table.tsx'
import { showYuan } from '../../ui/figures.tsx'
import { ClearFilters, FilterSelect } from '../../ui/filters.tsx'
import { PageHead, Tag } from '../../ui/page.tsx'
import { Empty } from '../../ui/state.tsx'
import { ScopeTag } from '../registry/scope-tag.tsx'
import { Ask } from './ask.tsx'
import { Toned } from './parts.tsx'
import {
  optionsOf,
  OUTCOME_TONES,
  OUTCOME_WORDS,
  type Request,
  REQUEST_FILTERS,
  REQUEST_WORDS,
} from './words.ts'
import './support.css'

type Filters = Omit<In<'listSupportRequests'>, 'limit' | 'offset'>

/** 扶持申请: what villages and co-ops ask for, whom it waits for, what was answered. */
export default function Requests(): ReactElement {
  const t = useT()
  const may = useMay()
  const [search, change] = useUrl()
  const { limit, offset } = usePage()
  const asking = search['ask'] !== undefined
  const filters: Filters = {
    unitId: search['unitId'],
    kind: search['kind'] as Filters['kind'],
    state: search['state'] as Filters['state'],
  }
  const read = useRead('listSupportRequests', { ...filters, limit, offset })
  const { open = 0, late = 0, ended = 0 } = read.data ?? {}
  return (
    <div className="page">
      <PageHead
        title={t('request.title')}
        sentence={read.data === undefined ? '…' : t('request.sentence', { open, late, ended })}
        actions={
          may('askSupport') ? (
            <button
              type="button"
              className="button button-primary"
              onClick={() => change({ ask: 'own' })}
            >
              {t('request.ask')}
            </button>
          ) : null
        }
      />
      <DataTable
        name="support-requests"
        label={t('request.title')}
        columns={useColumns()}
        rows={read.data?.rows}
        rowKey={(row) => row.requestId}
        error={read.error}
        retry={() => void read.refetch()}
        busy={read.isPlaceholderData}
        empty={<Empty title={t('request.none')} hint={t('request.noneHint')} />}
        serverExport={(format) => download('exportSupportRequests', { ...filters, format })}
        {...(read.data === undefined ? {} : { total: read.data.total })}
        filters={
          <>
            <FilterSelect
              name="kind"
              label={t('request.kind')}
              options={optionsOf(REQUEST_WORDS, say)}
            />
            <FilterSelect
              name="state"
              label={t('request.state')}
              options={optionsOf(REQUEST_FILTERS, say)}
            />
            <ScopeTag />
            <ClearFilters names={['kind', 'state', 'unitId']} />
          </>
        }
      />
      {asking && may('askSupport') ? (
        <Ask
          unitId={search['ask'] === 'own' ? null : (search['ask'] ?? null)}
          close={() => change({ ask: undefined })}
        />
      ) : null}
    </div>
  )
}

/** What is asked, in one line: 20,000.00 元 / 36 月 / 3.2 亩 for 2021. */
function useAsked(): (row: Request) => string {
  const t = useT()
  return (row) =>
    [
      row.amount === null ? '' : t('request.yuan', { amount: showYuan(row.amount) ?? '' }),
      row.months === null ? '' : t('request.term', { n: row.months }),
      row.lender ?? '',
      row.landUse ?? '',
      row.area === null ? '' : t('request.mu', { area: row.area }),
      row.planYear === null ? '' : t('request.plan', { year: String(row.planYear) }),
    ]
      .filter((part) => part !== '')
      .join(' · ')
}

function useColumns(): readonly Column<Request>[] {
  const t = useT()
  const asked = useAsked()
  return [
    {
      key: 'number',
      title: t('alloc.number'),
      text: (row) => row.number,
      cell: (row) => (
        <div className="support-cell">
          <Go to={paths.case(row.caseId)}>{asWritten(row.number)}</Go>
          <span className="muted small num">{row.askedOn}</span>
        </div>
      ),
    },
    {
      key: 'unit',
      title: t('alloc.unit'),
      text: (row) => row.unit.name,
      cell: (row) => (
        <div className="support-cell">
          <span>{asWritten(row.unit.name)}</span>
          <span className="muted small">{asWritten(row.town ?? '')}</span>
        </div>
      ),
    },
    {
      key: 'what',
      title: t('request.what'),
      text: (row) => row.title,
      cell: (row) => (
        <div className="support-cell">
          <span>
            <Tag>{say(REQUEST_WORDS[row.kind])}</Tag> <strong>{asWritten(row.title)}</strong>
          </span>
          <span className="small">{asWritten(asked(row))}</span>
          <span className="muted small">{asWritten(row.reason)}</span>
          {row.files.map((file) => (
            <a
              key={file.fileId}
              className="small"
              href={addressOf('readSupportFile', { unitId: row.unit.id, fileId: file.fileId }).url}
              target="_blank"
              rel="noreferrer"
            >
              {asWritten(file.name)}
            </a>
          ))}
        </div>
      ),
    },
    {
      key: 'state',
      title: t('request.state'),
      text: (row) => row.outcome ?? row.waitsFor ?? '',
      cell: (row) => <Standing row={row} />,
    },
  ]
}

function Standing({ row }: { row: Request }): ReactElement {
  const t = useT()
  if (row.outcome === null) {
    const role = row.waitsFor as keyof typeof ROLES | null
    return (
      <div className="support-cell">
        <span>{t('request.waits', { who: role === null ? '' : say(ROLES[role].title) })}</span>
        <span className="muted small">
          {row.dueOn === null ? '' : t('request.due', { day: row.dueOn })}{' '}
          {row.late ? <Tag tone="fail">{t('queue.late')}</Tag> : null}
        </span>
      </div>
    )
  }
  const granted =
    row.granted !== null
      ? t('request.yuan', { amount: showYuan(row.granted) ?? '' })
      : row.grantedArea === null
        ? ''
        : t('request.mu', { area: row.grantedArea })
  return (
    <div className="support-cell">
      <span>
        <Toned tone={OUTCOME_TONES[row.outcome]}>{say(OUTCOME_WORDS[row.outcome])}</Toned> {granted}
      </span>
      <span className="small">{asWritten(row.answer ?? '')}</span>
      <span className="muted small num">{row.endedOn ?? ''}</span>
    </div>
  )
}
