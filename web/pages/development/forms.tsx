import { type ReactElement, useState } from 'react'
import { download, type Out } from '../../api.ts'
import { useT } from '../../locale/development.ts'
import { asWritten, comma, language, say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { type Column, DataTable, usePage } from '../../ui/data-table.tsx'
import { Money } from '../../ui/figures.tsx'
import { PageHead, TabPanel, Tabs, Tag } from '../../ui/page.tsx'
import { Empty } from '../../ui/state.tsx'
import { ScopeTag } from '../registry/scope-tag.tsx'
import { BusinessDialog } from './business-form.tsx'
import { activityOf, type Business, FORM_WORDS, type Form, FORMS, sizeOf } from './form-words.ts'
import './development.css'

const TRADE = ['orders', 'ecommerce'] as const
type TabKey = Form | (typeof TRADE)[number]

/** Forms of business, each with its list; orders and e-commerce come from members' trade. */
export default function FormsPage(): ReactElement {
  const t = useT()
  const may = useMay()
  const [search, change] = useUrl()
  const [adding, setAdding] = useState(false)
  const counts = useRead('listBusinesses', { unitId: search['unitId'], limit: 1 })
  const keys: readonly TabKey[] = may('listOrders') ? [...FORMS, ...TRADE] : FORMS
  const tab = keys.find((one) => one === search['tab']) ?? 'tourism'
  const form = FORMS.find((one) => one === tab)
  return (
    <div className="page">
      <PageHead
        title={t('form.title')}
        sentence={t('form.sentence')}
        actions={
          form !== undefined && may('saveBusiness') ? (
            <button type="button" className="button button-primary" onClick={() => setAdding(true)}>
              {t('form.new')}
            </button>
          ) : undefined
        }
      />
      <Tabs
        label={t('form.title')}
        current={tab}
        onChange={(key) => change({ tab: key, page: undefined })}
        tabs={keys.map((key) => {
          const count = counts.data?.byForm[key] ?? 0
          const label =
            key === 'orders' || key === 'ecommerce' ? t(`form.${key}`) : say(FORM_WORDS[key])
          return { key, label, ...(count > 0 ? { badge: count } : {}) }
        })}
      />
      <TabPanel tab={tab}>
        {tab === 'orders' ? (
          <Orders />
        ) : tab === 'ecommerce' ? (
          <Settlements />
        ) : (
          <Businesses key={tab} form={tab} />
        )}
      </TabPanel>
      {adding && form !== undefined ? (
        <BusinessDialog form={form} business={null} close={() => setAdding(false)} />
      ) : null}
    </div>
  )
}

function Businesses({ form }: { form: Form }): ReactElement {
  const t = useT()
  const [search] = useUrl()
  const { limit, offset } = usePage()
  const filter = { form, unitId: search['unitId'] }
  const list = useRead('listBusinesses', { ...filter, limit, offset })
  return (
    <DataTable
      name={`businesses-${form}`}
      label={say(FORM_WORDS[form])}
      columns={useColumns(form)}
      rows={list.data?.rows}
      rowKey={(row) => row.businessId}
      error={list.error}
      retry={() => void list.refetch()}
      busy={list.isPlaceholderData}
      empty={<Empty title={t('form.none')} hint={t('form.noneHint')} />}
      filters={<ScopeTag />}
      {...(list.data === undefined ? {} : { total: list.data.total })}
      serverExport={(format) =>
        download('exportBusinesses', { ...filter, format, language: language() })
      }
    />
  )
}

const money = (
  key: 'income' | 'cost' | 'investment' | 'dividend',
  title: string,
): Column<Business> => ({
  key,
  title,
  right: true,
  cell: (row) => <Money value={row.sums[key]} />,
  text: (row) => row.sums[key],
})

function useColumns(form: Form): readonly Column<Business>[] {
  const t = useT()
  return [
    {
      key: 'name',
      title: t('form.name'),
      cell: (row) => (
        <>
          <Go to={paths.form(row.coop.id, row.businessId)}>{asWritten(row.name)}</Go>{' '}
          {row.endedOn === null ? null : <Tag>{t('form.ended')}</Tag>}
        </>
      ),
      text: (row) => row.name,
    },
    {
      key: 'coop',
      title: t('common.coop'),
      cell: (row) => (
        <>
          {row.coop.name} <span className="muted small">{row.town}</span>
        </>
      ),
      text: (row) => row.coop.name,
    },
    {
      key: 'scale',
      title: t('form.scale'),
      cell: (row) => <span className="small">{asWritten(sizeOf(t, row.terms))}</span>,
      text: (row) => sizeOf(t, row.terms),
    },
    {
      key: 'activity',
      title: t('form.activity'),
      cell: (row) => <span className="small">{activityOf(t, row).join(comma())}</span>,
      text: (row) => activityOf(t, row).join(comma()),
    },
    money('investment', t('form.invest')),
    ...(form === 'stake'
      ? [money('dividend', t('form.dividend'))]
      : [money('income', t('form.income')), money('cost', t('form.cost'))]),
    ...(form === 'processing'
      ? [
          {
            key: 'added',
            title: t('form.added'),
            right: true,
            cell: (row: Business) => <Money value={row.added} />,
            text: (row: Business) => row.added,
          },
        ]
      : []),
  ]
}

type Order = Out<'listOrders'>['rows'][number]

function useOrderColumns(): readonly Column<Order>[] {
  const t = useT()
  return [
    {
      key: 'coop',
      title: t('common.coop'),
      cell: (row) => <Go to={paths.trade(row.coopId, { tab: 'orders' })}>{row.coopName}</Go>,
      text: (row) => row.coopName,
    },
    {
      key: 'buyer',
      title: t('order.buyer'),
      cell: (row) => asWritten(row.buyer.name),
      text: (row) => row.buyer.name,
    },
    {
      key: 'product',
      title: t('order.product'),
      cell: (row) => asWritten(row.product.name),
      text: (row) => row.product.name,
    },
    {
      key: 'quantity',
      title: t('order.quantity'),
      right: true,
      cell: (row) => <span className="num">{row.quantity}</span>,
      text: (row) => row.quantity,
    },
    {
      key: 'delivered',
      title: t('order.delivered'),
      right: true,
      cell: (row) => <span className="num">{row.delivered}</span>,
      text: (row) => row.delivered,
    },
    {
      key: 'due',
      title: t('order.due'),
      cell: (row) => (
        <span className="nowrap">
          {row.dueOn}{' '}
          {row.overdue ? <Tag tone="fail">{t('order.late', { n: row.overdueDays })}</Tag> : null}
        </span>
      ),
      text: (row) => row.dueOn,
    },
    {
      key: 'amount',
      title: t('order.amount'),
      right: true,
      cell: (row) => <Money value={row.amount} />,
      text: (row) => row.amount,
    },
  ]
}

function Orders(): ReactElement {
  const t = useT()
  const [search] = useUrl()
  const { limit, offset } = usePage()
  const list = useRead('listOrders', { unitId: search['unitId'], limit, offset })
  return (
    <DataTable
      name="form-orders"
      label={t('form.orders')}
      columns={useOrderColumns()}
      rows={list.data?.rows}
      rowKey={(row) => row.id}
      error={list.error}
      retry={() => void list.refetch()}
      empty={<Empty title={t('form.none')} hint={t('form.ordersHint')} />}
      filters={<ScopeTag />}
      {...(list.data === undefined ? {} : { total: list.data.total })}
    />
  )
}

type Settlement = Out<'listSettlements'>['rows'][number]

function Settlements(): ReactElement {
  const t = useT()
  const [search] = useUrl()
  const { limit, offset } = usePage()
  const list = useRead('listSettlements', { unitId: search['unitId'], limit, offset })
  const amount = (key: 'gross' | 'net' | 'pool'): Column<Settlement> => ({
    key,
    title: t(`ec.${key}`),
    right: true,
    cell: (row) => <Money value={row[key]} />,
    text: (row) => row[key],
  })
  const columns: readonly Column<Settlement>[] = [
    {
      key: 'coop',
      title: t('common.coop'),
      cell: (row) => <Go to={paths.trade(row.coopId, { tab: 'settlements' })}>{row.coopName}</Go>,
      text: (row) => row.coopName,
    },
    {
      key: 'platform',
      title: t('ec.platform'),
      cell: (row) => `${asWritten(row.platform)} ${row.number}`,
      text: (row) => row.platform,
    },
    {
      key: 'on',
      title: t('ec.on'),
      cell: (row) => <span className="nowrap">{row.settledOn}</span>,
      text: (row) => row.settledOn,
    },
    amount('gross'),
    amount('net'),
    amount('pool'),
  ]
  return (
    <DataTable
      name="form-settlements"
      label={t('form.ecommerce')}
      columns={columns}
      rows={list.data?.rows}
      rowKey={(row) => row.id}
      error={list.error}
      retry={() => void list.refetch()}
      empty={<Empty title={t('form.none')} hint={t('form.ordersHint')} />}
      filters={<ScopeTag />}
      {...(list.data === undefined ? {} : { total: list.data.total })}
    />
  )
}
