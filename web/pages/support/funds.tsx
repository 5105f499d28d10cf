import { type ReactElement, useState } from 'react'
import { useT } from '../../locale/support.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { type Column, DataTable, usePage } from '../../ui/data-table.tsx'
import { Money, showYuan } from '../../ui/figures.tsx'
import { ClearFilters, FilterSelect } from '../../ui/filters.tsx'
import { Panel, Tag } from '../../ui/page.tsx'
import { Empty } from '../../ui/state.tsx'
import { AddFund } from './add-fund.tsx'
import { type Fund, type Level, LEVEL_WORDS, optionsOf } from './words.ts'

/** The pool: each fund by its document. */
export function Funds(): ReactElement {
  const t = useT()
  const may = useMay()
  const [search] = useUrl()
  const { limit, offset } = usePage()
  const [adding, setAdding] = useState(false)
  const read = useRead('listSupportFunds', {
    level: search['level'] as Level | undefined,
    limit,
    offset,
  })
  const { amount = '0', free = '0', integrated = '0' } = read.data ?? {}
  return (
    <Panel
      title={t('support.tabFunds')}
      hint={t('fund.hint', {
        amount: showYuan(amount) ?? '',
        free: showYuan(free) ?? '',
        integrated: showYuan(integrated) ?? '',
      })}
      extra={
        may('addSupportFund') ? (
          <button type="button" className="button button-small" onClick={() => setAdding(true)}>
            {t('fund.add')}
          </button>
        ) : null
      }
    >
      <DataTable
        name="support-funds"
        label={t('support.tabFunds')}
        columns={useColumns()}
        rows={read.data?.rows}
        rowKey={(row) => row.fundId}
        error={read.error}
        retry={() => void read.refetch()}
        busy={read.isPlaceholderData}
        empty={<Empty title={t('fund.none')} hint={t('fund.noneHint')} />}
        {...(read.data === undefined ? {} : { total: read.data.total })}
        filters={
          <>
            <FilterSelect
              name="level"
              label={t('fund.level')}
              options={optionsOf(LEVEL_WORDS, say)}
            />
            <ClearFilters names={['level']} />
          </>
        }
      />
      {adding ? <AddFund close={() => setAdding(false)} /> : null}
    </Panel>
  )
}

export function FundKind({ fund }: { fund: Fund }): ReactElement {
  const t = useT()
  if (fund.integrated) return <Tag tone="accent">{t('fund.integrated')}</Tag>
  return fund.restricted ? (
    <Tag tone="depends">{t('fund.restricted')}</Tag>
  ) : (
    <Tag>{t('fund.apart')}</Tag>
  )
}

function useColumns(): readonly Column<Fund>[] {
  const t = useT()
  return [
    {
      key: 'title',
      title: t('fund.title'),
      text: (row) => row.title,
      cell: (row) => (
        <div className="support-cell">
          <Go to={paths.supportFund(row.unit.id, row.fundId)}>{asWritten(row.title)}</Go>
          <span className="muted small">
            {row.year} · {say(LEVEL_WORDS[row.level])} · {asWritten(row.unit.name)}
          </span>
        </div>
      ),
    },
    {
      key: 'document',
      title: t('fund.document'),
      text: (row) => row.document,
      cell: (row) => (
        <div className="support-cell">
          <span>{asWritten(row.document)}</span>
          <span className="muted small">
            {asWritten(row.issuer)} <span className="num">{row.documentOn}</span>
          </span>
        </div>
      ),
    },
    { key: 'code', title: t('fund.code'), text: (row) => row.code, cell: (row) => row.code },
    { key: 'kind', title: t('fund.kind'), cell: (row) => <FundKind fund={row} /> },
    {
      key: 'amount',
      title: t('fund.amount'),
      right: true,
      text: (row) => row.amount,
      cell: (row) => <Money value={row.amount} />,
    },
    {
      key: 'allocated',
      title: t('fund.allocated'),
      right: true,
      text: (row) => row.allocated,
      cell: (row) => <Money value={row.allocated} />,
    },
    {
      key: 'free',
      title: t('fund.free'),
      right: true,
      text: (row) => row.free,
      cell: (row) => <Money value={row.free} />,
    },
    {
      key: 'arrived',
      title: t('alloc.arrived'),
      right: true,
      text: (row) => row.arrived,
      cell: (row) => <Money value={row.arrived} />,
    },
  ]
}
