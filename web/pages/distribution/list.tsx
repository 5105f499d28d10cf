import { type ReactElement, useState } from 'react'
import { formatYuan, parseYuan } from '../../../src/kernel/money.ts'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/distribution.ts'
import { asWritten } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { ownUnit, useMay, useMe } from '../../session.tsx'
import { type Column, DataTable, usePage } from '../../ui/data-table.tsx'
import { Money, showYuan } from '../../ui/figures.tsx'
import { ClearFilters, FilterSelect } from '../../ui/filters.tsx'
import { Notice, PageHead, Tag } from '../../ui/page.tsx'
import { Verdict } from '../../ui/verdict.tsx'
import { ScopeTag } from '../registry/scope-tag.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { defaultYear, type State, STATES, stateTone, USUAL_TERMS, yearsTo } from './words.ts'

type Answer = Out<'listDistributions'>
type Row = Answer['rows'][number]

/** Every co-op's distribution of a year: where it stands first, then who waits for what. */
export default function Distributions(): ReactElement {
  const t = useT()
  const me = useMe()
  const [search] = useUrl()
  const { limit, offset } = usePage()
  const year = search['year'] ?? String(defaultYear(me.clock.today))
  const list = useRead('listDistributions', {
    year,
    unitId: search['unitId'],
    state: search['state'] as State | undefined,
    failing: search['failing'] === 'true' ? 'true' : 'false',
    limit,
    offset,
  })
  const { data } = list
  return (
    <div className="page">
      <PageHead
        title={t('dist.title')}
        sentence={data === undefined ? '…' : <Sentence data={data} />}
        actions={<Bulk year={Number(year)} rows={data?.rows ?? []} />}
      />
      <DataTable
        name="distributions"
        label={t('dist.title')}
        columns={useColumns(year)}
        rows={data?.rows}
        rowKey={(row) => row.coopId}
        error={list.error}
        retry={() => void list.refetch()}
        busy={list.isPlaceholderData}
        {...(data === undefined ? {} : { total: data.total })}
        filters={
          <>
            <FilterSelect
              name="year"
              label={t('dist.year')}
              all={String(defaultYear(me.clock.today))}
              options={yearsTo(me.clock.today).map((one) => ({
                value: String(one),
                label: String(one),
              }))}
            />
            <FilterSelect
              name="state"
              label={t('dist.state')}
              options={STATES.map((value) => ({ value, label: t(`state.${value}`) }))}
            />
            <FilterSelect
              name="failing"
              label={t('dist.failing')}
              options={[{ value: 'true', label: t('dist.failingOnly') }]}
            />
            <ScopeTag />
            <ClearFilters names={['year', 'state', 'failing', 'unitId']} />
          </>
        }
      />
    </div>
  )
}

const unpaidOf = (due: string, paid: string): string =>
  formatYuan((parseYuan(due) ?? 0n) - (parseYuan(paid) ?? 0n))

function Sentence({ data }: { data: Answer }): ReactElement {
  const t = useT()
  const { states, sums } = data
  const total = STATES.reduce((n, state) => n + (states[state] ?? 0), 0)
  if (total === 0) return <>{t('dist.sentenceNone')}</>
  return (
    <>
      {t('dist.sentence', {
        year: String(data.year),
        total,
        posted: (states.posted ?? 0) + (states.paid ?? 0),
        resolved: states.resolved ?? 0,
        open: (states.draft ?? 0) + (states.computed ?? 0),
        none: (states.none ?? 0) + (states.books_open ?? 0) + (states.no_books ?? 0),
        distributable: showYuan(sums.distributable) ?? '',
        unpaid: showYuan(unpaidOf(sums.due, sums.paid)) ?? '',
      })}
      {data.failing === 0 ? null : ` ${t('dist.failingSentence', { n: data.failing })}`}
      {data.depending === 0 ? null : ` ${t('dist.dependingSentence', { n: data.depending })}`}
    </>
  )
}

function useColumns(year: string): readonly Column<Row>[] {
  const t = useT()
  const money = (key: string, title: string, pick: (row: Row) => string): Column<Row> => ({
    key,
    title,
    right: true,
    cell: (row) => <Money value={pick(row)} />,
    text: pick,
  })
  return [
    {
      key: 'coop',
      title: t('common.coop'),
      cell: (row) => (
        <Go to={paths.distribution(row.coopId, { year })}>{asWritten(row.coopName)}</Go>
      ),
      text: (row) => row.coopName,
    },
    {
      key: 'town',
      title: t('col.town'),
      cell: (row) => asWritten(row.townName),
      text: (row) => row.townName,
    },
    {
      key: 'state',
      title: t('dist.state'),
      cell: (row) => <Tag {...stateTone(row.state)}>{t(`state.${row.state}`)}</Tag>,
      text: (row) => t(`state.${row.state}`),
    },
    {
      key: 'outcome',
      title: t('dist.failing'),
      cell: (row) => (row.outcome === null ? '—' : <Verdict outcome={row.outcome} />),
      text: (row) => row.failing.join(' '),
    },
    money('surplus', t('col.surplus'), (row) => row.netSurplus),
    money('distributable', t('col.distributable'), (row) => row.distributable),
    money('returned', t('col.returned'), (row) => row.returned),
    money('residual', t('col.residual'), (row) => row.residual),
    money('unpaid', t('col.unpaid'), (row) => unpaidOf(row.due, row.paid)),
  ]
}

type Act = 'draft' | 'compute' | 'post'

/** Acts for all co-ops of the unit at once; each shows what it would do before it is done. */
function Bulk({ year, rows }: { year: number; rows: readonly Row[] }): ReactElement {
  const t = useT()
  const may = useMay()
  const me = useMe()
  const [search] = useUrl()
  const [act, setAct] = useState<Act | null>(null)
  const unitId = search['unitId'] ?? ownUnit(me)?.id ?? ''
  const close = (): void => setAct(null)
  const missing = rows.filter(({ state }) => state === 'none' || state === 'books_open')
  const plans = missing.map(({ coopId }) => ({ coopId, year, terms: USUAL_TERMS }))
  return (
    <>
      {may('draftPlans') && missing.length > 0 ? (
        <button type="button" className="button" onClick={() => setAct('draft')}>
          {t('bulk.draft')}
        </button>
      ) : null}
      {may('computePlans') ? (
        <button type="button" className="button" onClick={() => setAct('compute')}>
          {t('bulk.compute')}
        </button>
      ) : null}
      {may('postPlans') ? (
        <button type="button" className="button button-primary" onClick={() => setAct('post')}>
          {t('bulk.post')}
        </button>
      ) : null}
      {act === null ? null : (
        <BulkDialog act={act} unitId={unitId} year={year} plans={plans} close={close} />
      )}
    </>
  )
}

interface BulkProps {
  readonly act: Act
  readonly unitId: string
  readonly year: number
  readonly plans: In<'draftPlans'>['plans']
  readonly close: () => void
}

function BulkDialog({ act, unitId, year, plans, close }: BulkProps): ReactElement {
  const t = useT()
  const shared = {
    title: t(`bulk.${act}`),
    confirm: t('bulk.confirm'),
    close,
    onDone: () => undefined,
    children: () => null,
  }
  if (act === 'draft') {
    return (
      <WriteDialog
        {...shared}
        verb="draftPlans"
        input={{ unitId, plans }}
        preview={(answer) => (
          <Notice tone="info">{t('bulk.draftDone', { n: answer.plans.length })}</Notice>
        )}
      />
    )
  }
  if (act === 'compute') {
    return (
      <WriteDialog
        {...shared}
        verb="computePlans"
        input={{ unitId, year }}
        preview={(answer) => (
          <Notice tone="info">
            {t('bulk.computeDone', {
              n: answer.computed.length,
              failing: answer.computed.filter(({ outcome }) => outcome === 'fails').length,
              left: answer.left.length,
            })}
          </Notice>
        )}
      />
    )
  }
  return (
    <WriteDialog
      {...shared}
      verb="postPlans"
      input={{ unitId, year }}
      preview={(answer) => (
        <Notice tone={answer.left.length > 0 ? 'depends' : 'pass'}>
          {t('bulk.postDone', { n: answer.posted.length, left: answer.left.length })}
        </Notice>
      )}
    />
  )
}
