import type { ReactElement } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/help.ts'
import { asWritten } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { type Column, DataTable, usePage } from '../../ui/data-table.tsx'
import { Money } from '../../ui/figures.tsx'
import { Tag } from '../../ui/page.tsx'
import { Empty } from '../../ui/state.tsx'

type Row = Out<'listEnterpriseHelp'>['rows'][number]

/** Enterprises and the co-ops they are paired with: agreement, what is proven, what is only claimed. */
export function Pairings(): ReactElement {
  const t = useT()
  const [search] = useUrl()
  const { limit, offset } = usePage()
  const read = useRead('listEnterpriseHelp', { unitId: search['unitId'], limit, offset })
  const columns: readonly Column<Row>[] = [
    {
      key: 'pair',
      title: t('pair.enterprise'),
      text: (row) => row.enterprise.name,
      cell: (row) => (
        <div className="help-coop">
          <Go to={paths.helpPairing(row.coop.id, row.assignmentId)}>
            {asWritten(row.enterprise.name)}
          </Go>
          <span className="muted small">{asWritten(row.coop.name)}</span>
        </div>
      ),
    },
    {
      key: 'agreement',
      title: t('pair.agreement'),
      cell: (row) =>
        row.agreement === null ? (
          <Tag tone="depends">{t('pair.noAgreement')}</Tag>
        ) : (
          <span>
            {asWritten(row.agreement.number)}{' '}
            <span className="muted small">{t('pair.until', { day: row.agreement.until })}</span>
          </span>
        ),
    },
    {
      key: 'delivered',
      title: t('pair.delivered'),
      right: true,
      cell: (row) => <Money value={row.delivered} />,
    },
    {
      key: 'claimed',
      title: t('pair.claimed'),
      right: true,
      cell: (row) => <Money value={row.claimed} />,
    },
    { key: 'jobs', title: t('pair.jobs'), right: true, cell: (row) => row.jobs },
  ]
  return (
    <DataTable
      name="enterprise-help"
      label={t('help.tabPairings')}
      columns={columns}
      rows={read.data?.rows}
      rowKey={(row) => row.assignmentId}
      error={read.error}
      retry={() => void read.refetch()}
      empty={<Empty title={t('pair.none')} hint={t('pair.noneHint')} />}
      {...(read.data === undefined ? {} : { total: read.data.total })}
    />
  )
}
