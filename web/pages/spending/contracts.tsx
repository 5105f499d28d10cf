import type { ReactElement } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/spending.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { type Column, DataTable, usePage } from '../../ui/data-table.tsx'
import { Money } from '../../ui/figures.tsx'
import { ClearFilters, FilterSelect, FilterText } from '../../ui/filters.tsx'
import { PageHead, Tag } from '../../ui/page.tsx'
import { Empty } from '../../ui/state.tsx'
import { ScopeTag } from '../registry/scope-tag.tsx'
import { DuePanel } from './due.tsx'
import { PrintRegister } from './paperwork.tsx'
import {
  CONTRACT_KINDS,
  CONTRACT_STATES,
  CONTRACT_TONES,
  type ContractState,
  DIRECTIONS,
  keysOf,
} from './words.ts'
import './spending.css'

type Answer = Out<'listContracts'>
export type ContractRow = Answer['rows'][number]

/** The register of contracts: what falls due, then every contract with its state. */
export default function Contracts(): ReactElement {
  const t = useT()
  const may = useMay()
  const [search] = useUrl()
  const { limit, offset } = usePage()
  const list = useRead('listContracts', {
    unitId: search['unitId'],
    state: search['state'] as ContractState | undefined,
    search: search['q'],
    limit,
    offset,
  })
  const { data } = list
  const add = may('saveContract') ? (
    <Go to={paths.newContract()} className="button button-primary">
      {t('contract.new')}
    </Go>
  ) : null
  return (
    <div className="page">
      <PageHead
        title={t('contract.title')}
        sentence={data === undefined ? '…' : sentenceOf(t, data)}
        actions={
          <>
            {add}
            <PrintRegister register="contracts" unitId={search['unitId']} />
          </>
        }
      />
      <DuePanel unitId={search['unitId']} />
      <DataTable
        name="contracts"
        label={t('contract.title')}
        columns={useContractColumns(true)}
        rows={data?.rows}
        rowKey={(row) => row.contractId}
        error={list.error}
        retry={() => void list.refetch()}
        busy={list.isPlaceholderData}
        empty={<Empty title={t('contract.none')} hint={t('contract.noneHint')} action={add} />}
        {...(data === undefined ? {} : { total: data.total })}
        filters={
          <>
            <FilterText name="q" label={t('contract.search')} />
            <FilterSelect
              name="state"
              label={t('spend.state')}
              options={keysOf(CONTRACT_STATES).map((value) => ({
                value,
                label: say(CONTRACT_STATES[value]),
              }))}
            />
            <ScopeTag />
            <ClearFilters names={['q', 'state', 'unitId']} />
          </>
        }
      />
    </div>
  )
}

function sentenceOf(t: ReturnType<typeof useT>, { states, rows }: Answer): string {
  const of = (state: ContractState): number =>
    states.find((one) => one.state === state)?.contracts ?? 0
  const total = states.reduce((sum, { contracts }) => sum + contracts, 0)
  return total === 0
    ? t('contract.noneHint')
    : t('contract.sentence', {
        total,
        force: of('in_force'),
        approving: of('approving'),
        soon: rows.filter(({ expiresIn }) => expiresIn !== null).length,
      })
}

/** The state of a contract, when it ends soon, and what ties its sides. */
export function ContractTag({
  row,
}: {
  row: Pick<ContractRow, 'state' | 'expiresIn' | 'related'>
}) {
  const t = useT()
  const tone = CONTRACT_TONES[row.state]
  return (
    <>
      <Tag {...(tone === undefined ? {} : { tone })}>{say(CONTRACT_STATES[row.state])}</Tag>
      {row.expiresIn === null ? null : (
        <Tag tone="depends">{t('contract.expiresIn', { n: row.expiresIn })}</Tag>
      )}
      {row.related === 0 ? null : (
        <Tag tone="fail">{t('contract.related', { n: row.related })}</Tag>
      )}
    </>
  )
}

export function useContractColumns(withCoop: boolean): readonly Column<ContractRow>[] {
  const t = useT()
  return [
    {
      key: 'title',
      title: t('contract.name'),
      cell: (row) => (
        <>
          <Go to={paths.contract(row.contractId, row.coopId)}>{asWritten(row.title)}</Go>{' '}
          <span className="muted small nowrap">{asWritten(row.number)}</span>
        </>
      ),
      text: (row) => row.title,
    },
    {
      key: 'state',
      title: t('spend.state'),
      cell: (row) => <ContractTag row={row} />,
      text: (row) => say(CONTRACT_STATES[row.state]),
    },
    ...(withCoop
      ? [
          {
            key: 'coop',
            title: t('common.coop'),
            cell: (row: ContractRow) => asWritten(row.coopName),
            text: (row: ContractRow) => row.coopName,
          },
        ]
      : []),
    {
      key: 'partner',
      title: t('contract.partner'),
      cell: (row) => asWritten(row.partner),
      text: (row) => row.partner,
    },
    {
      key: 'kind',
      title: t('contract.kind'),
      cell: (row) => (
        <>
          {say(CONTRACT_KINDS[row.kind])}{' '}
          <span className="muted small">{say(DIRECTIONS[row.direction])}</span>
        </>
      ),
      text: (row) => say(CONTRACT_KINDS[row.kind]),
    },
    {
      key: 'amount',
      title: t('spend.amount'),
      right: true,
      cell: (row) => <Money value={row.amount} />,
      text: (row) => row.amount,
    },
    {
      key: 'expires',
      title: t('contract.expires'),
      cell: (row) => <span className="nowrap">{row.expiresOn}</span>,
      text: (row) => row.expiresOn,
    },
  ]
}
