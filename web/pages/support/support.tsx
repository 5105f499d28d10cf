import { type ReactElement, useState } from 'react'
import { download, type In } from '../../api.ts'
import { useT } from '../../locale/support.ts'
import { say } from '../../locale/translate.ts'
import { useUrl } from '../../navigation.tsx'
import { useRead } from '../../query.ts'
import { ownUnit, useMay, useMe } from '../../session.tsx'
import { DataTable, usePage } from '../../ui/data-table.tsx'
import { showWan } from '../../ui/figures.tsx'
import { ClearFilters, FilterSelect, FilterText } from '../../ui/filters.tsx'
import { PageHead, Panel, TabPanel, Tabs } from '../../ui/page.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import { ScopeTag } from '../registry/scope-tag.tsx'
import { Arrivals } from './arrivals.tsx'
import { AllocateDialog } from './allocate.tsx'
import { Criteria } from './criteria.tsx'
import { Funds } from './funds.tsx'
import { Overview } from './overview.tsx'
import { useAllocationColumns } from './parts.tsx'
import { LEVEL_WORDS, optionsOf, STATE_FILTERS } from './words.ts'
import './support.css'

type Filters = Omit<In<'listSupportAllocations'>, 'limit' | 'offset'>

/** 资金扶持: the pool, who got what and why, what arrived by the books. */
export default function Support(): ReactElement {
  const t = useT()
  const may = useMay()
  const [search, change] = useUrl()
  const tab = search['tab'] ?? 'overview'
  const [allocating, setAllocating] = useState(false)
  const whole = useRead('listSupportAllocations', { limit: 1 })
  const money = whole.data?.money
  const tabs = [
    { key: 'overview', label: t('support.tabOverview') },
    ...(may('addSupportFund') ? [{ key: 'funds', label: t('support.tabFunds') }] : []),
    { key: 'allocations', label: t('support.tabAllocations') },
    ...(may('listSupportArrivals') ? [{ key: 'arrivals', label: t('support.tabArrivals') }] : []),
    { key: 'criteria', label: t('support.tabCriteria') },
  ]
  return (
    <div className="page">
      <PageHead
        title={t('support.title')}
        sentence={
          money === undefined
            ? '…'
            : t('support.sentence', {
                n: whole.data?.total ?? 0,
                net: showWan(money.net) ?? '',
                arrived: showWan(money.arrived) ?? '',
                waiting: showWan(money.waiting) ?? '',
              })
        }
        actions={
          <>
            <Prints />
            {may('allocateSupport') ? (
              <button
                type="button"
                className="button button-primary"
                onClick={() => setAllocating(true)}
              >
                {t('support.allocate')}
              </button>
            ) : null}
          </>
        }
      />
      <Tabs
        label={t('support.title')}
        current={tab}
        onChange={(key) =>
          change({ tab: key === 'overview' ? undefined : key, page: undefined, state: undefined })
        }
        tabs={tabs}
      />
      <TabPanel tab={tab}>
        {tab === 'funds' ? (
          <Funds />
        ) : tab === 'allocations' ? (
          <Allocations />
        ) : tab === 'arrivals' ? (
          <Arrivals />
        ) : tab === 'criteria' ? (
          <Criteria />
        ) : (
          <Loaded read={whole}>{(data) => <Overview data={data} />}</Loaded>
        )}
      </TabPanel>
      {allocating ? <AllocateDialog close={() => setAllocating(false)} /> : null}
    </div>
  )
}

/** The ledger and the published list as papers of the caller's own unit. */
function Prints(): ReactElement | null {
  const t = useT()
  const me = useMe()
  const own = ownUnit(me)
  const [search] = useUrl()
  if (own === null) return null
  const year = search['year'] ?? me.clock.today.slice(0, 4)
  const at = { unitId: own.id }
  return (
    <>
      <button
        type="button"
        className="button"
        onClick={() => void download('printSupportList', { ...at, year, format: 'pdf' })}
      >
        {t('support.list', { year })}
      </button>
      <button
        type="button"
        className="button"
        onClick={() => void download('printSupportList', { ...at, year, format: 'docx' })}
      >
        {t('support.word')}
      </button>
      <button
        type="button"
        className="button"
        onClick={() => void download('printSupportLedger', { ...at, format: 'pdf' })}
      >
        {t('support.ledger')}
      </button>
    </>
  )
}

function Allocations(): ReactElement {
  const t = useT()
  const [search] = useUrl()
  const { limit, offset } = usePage()
  const year = search['year']
  const filters: Filters = {
    unitId: search['unitId'],
    level: search['level'] as Filters['level'],
    state: search['state'] as Filters['state'],
    q: search['q'],
    ...(year === undefined ? {} : { year }),
  }
  const read = useRead('listSupportAllocations', { ...filters, limit, offset })
  return (
    <Panel title={t('support.tabAllocations')} hint={t('alloc.hint')}>
      <DataTable
        name="support-allocations"
        label={t('support.tabAllocations')}
        columns={useAllocationColumns()}
        rows={read.data?.rows}
        rowKey={(row) => row.allocationId}
        error={read.error}
        retry={() => void read.refetch()}
        busy={read.isPlaceholderData}
        empty={<Empty title={t('alloc.none')} hint={t('alloc.noneHint')} />}
        serverExport={(format) => download('exportSupport', { ...filters, format })}
        {...(read.data === undefined ? {} : { total: read.data.total })}
        filters={<AllocationFilters />}
      />
    </Panel>
  )
}

function AllocationFilters(): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const now = Number(clock.today.slice(0, 4))
  const years = [now, now - 1, now - 2, now - 3].map(String)
  return (
    <>
      <FilterText name="q" label={t('alloc.q')} />
      <FilterSelect
        name="year"
        label={t('fund.year')}
        options={years.map((value) => ({ value, label: value }))}
      />
      <FilterSelect name="level" label={t('fund.level')} options={optionsOf(LEVEL_WORDS, say)} />
      <FilterSelect name="state" label={t('alloc.state')} options={optionsOf(STATE_FILTERS, say)} />
      <ScopeTag />
      <ClearFilters names={['q', 'year', 'level', 'state', 'unitId']} />
    </>
  )
}
