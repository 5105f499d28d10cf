import { type ReactElement, useState } from 'react'
import type { In } from '../../api.ts'
import { useT } from '../../locale/trade.ts'
import { asWritten, comma, say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay, useMe } from '../../session.tsx'
import { DayField } from '../../ui/field.tsx'
import { Money } from '../../ui/figures.tsx'
import { ClearFilters, FilterSelect } from '../../ui/filters.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Tag } from '../../ui/page.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Segments } from '../../ui/segments.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import { Pages } from '../ledger/pages.tsx'
import { readMicro, showMicro } from './figures.ts'
import { OrderDialog } from './order-dialog.tsx'
import {
  type Formula,
  type Order,
  ORDER_STATES,
  ORDER_TONES,
  ORDER_WORDS,
  unitName,
} from './words.ts'

const PAGE = 50

/** Contracts with buyers (订单农业): the price as a formula, what was delivered under it and settled. */
export function OrdersTab({ coopId }: { coopId: string }): ReactElement {
  const t = useT()
  const may = useMay()
  const [search] = useUrl()
  const [adding, setAdding] = useState(false)
  const [ending, setEnding] = useState<Order | null>(null)
  const page = Math.max(1, Number(search['page'] ?? '1') || 1)
  const read = useRead('listOrders', {
    coopId,
    state: ORDER_STATES.find((state) => state === search['state']),
    limit: PAGE,
    offset: (page - 1) * PAGE,
  })
  return (
    <div className="data-table">
      <div className="data-bar no-print">
        <div className="data-filters">
          <FilterSelect
            name="state"
            label={t('common.status')}
            options={ORDER_STATES.map((value) => ({ value, label: say(ORDER_WORDS[value]) }))}
          />
          <ClearFilters names={['state']} />
        </div>
        {may('addOrders') ? (
          <button type="button" className="button button-primary" onClick={() => setAdding(true)}>
            <Icon name="add" /> {t('orders.add')}
          </button>
        ) : null}
      </div>
      <Loaded read={read} lines={6}>
        {(data) =>
          data.rows.length === 0 ? (
            <Empty title={t('orders.none')} hint={t('orders.noneHint')} />
          ) : (
            <>
              <OrderRows coopId={coopId} rows={data.rows} onEnd={setEnding} />
              <Pages total={data.total} page={page} size={PAGE} />
            </>
          )
        }
      </Loaded>
      {adding ? <OrderDialog coopId={coopId} close={() => setAdding(false)} /> : null}
      {ending === null ? null : (
        <EndOrder coopId={coopId} order={ending} close={() => setEnding(null)} />
      )}
    </div>
  )
}

/** A formula in words: 3.2 元; or its base and what each grade adds. */
export function formulaWords(formula: Formula): string {
  if (formula.kind === 'fixed') return showMicro(formula.price)
  const steps = formula.steps.map(
    ({ grade, step }) => `${grade} ${step.startsWith('-') ? step : `+${step}`}`,
  )
  return `${showMicro(formula.base)} (${steps.join(comma())})`
}

/** How much of the contract was delivered, for the length of a bar only. */
function partOf(order: Order): number {
  const [done, all] = [readMicro(order.delivered), readMicro(order.quantity)]
  if (done === null || all === null || all === 0n) return 0
  return Math.min(100, Number((done * 1000n) / all) / 10)
}

interface OrderRowsProps {
  readonly coopId: string
  readonly rows: readonly Order[]
  readonly onEnd: (order: Order) => void
}

function OrderRows(props: OrderRowsProps): ReactElement {
  const t = useT()
  return (
    <div className="table-scroll" tabIndex={0} role="group" aria-label={t('tab.orders')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('orders.number')}</th>
            <th scope="col">{t('orders.buyer')}</th>
            <th scope="col">{t('orders.goods')}</th>
            <th scope="col">{t('orders.formula')}</th>
            <th scope="col" className="num">
              {t('orders.delivered')}
            </th>
            <th scope="col" className="num">
              {t('orders.settled')}
            </th>
            <th scope="col">{t('orders.due')}</th>
            <th scope="col">{t('common.status')}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {props.rows.map((order) => (
            <OrderRow key={order.id} {...props} order={order} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function OrderRow(props: OrderRowsProps & { order: Order }): ReactElement {
  const t = useT()
  const may = useMay()
  const { coopId, order } = props
  const tone = ORDER_TONES[order.state]
  const unit = unitName(order.product.unit)
  return (
    <tr>
      <th scope="row">{order.number}</th>
      <td>{asWritten(order.buyer.name)}</td>
      <td>
        {asWritten(order.product.name)} {showMicro(order.quantity)} {unit}
        <div className="muted small">{asWritten(order.quality)}</div>
      </td>
      <td>
        {asWritten(formulaWords(order.formula))}{' '}
        <span className="muted small">{t('orders.per', { unit })}</span>
      </td>
      <td className="num">
        <Go to={paths.trade(coopId, { tab: 'list', orderId: order.id })} className="door">
          {showMicro(order.delivered)}
        </Go>
        <div className="order-bar" aria-hidden="true">
          <span style={{ width: `${partOf(order)}%` }} />
        </div>
        {order.missing === '0' ? null : (
          <div className="muted small">{t('orders.missing', { n: showMicro(order.missing) })}</div>
        )}
      </td>
      <td className="num">
        {showMicro(order.settled)}
        <div className="small">
          <Money value={order.amount} />
        </div>
      </td>
      <td className="nowrap">
        {order.dueOn}
        {order.overdue ? (
          <div>
            <Tag tone="fail">{t('orders.overdue', { n: order.overdueDays })}</Tag>
          </div>
        ) : null}
      </td>
      <td>
        <Tag {...(tone === undefined ? {} : { tone })}>{say(ORDER_WORDS[order.state])}</Tag>
        {order.endReason === null ? null : (
          <div className="muted small">
            {order.endedOn} {asWritten(order.endReason)}
          </div>
        )}
      </td>
      <td className="trade-acts">
        {may('endOrder') && order.endedOn === null ? (
          <button type="button" className="button-link" onClick={() => props.onEnd(order)}>
            {t('orders.end')}
            <span className="visually-hidden"> {order.number}</span>
          </button>
        ) : null}
      </td>
    </tr>
  )
}

/** A person says why a contract ends, and whether somebody broke it. */
function EndOrder(props: { coopId: string; order: Order; close: () => void }): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const { coopId, order } = props
  const [state, setState] = useState<'ended' | 'broken'>('ended')
  const [on, setOn] = useState(clock.today)
  return (
    <ReasonDialog
      title={t('orders.endTitle', { number: order.number })}
      confirm={t('orders.end')}
      danger
      verb="endOrder"
      input={(reason) => ({
        coopId,
        orderId: order.id,
        state,
        on: on as In<'endOrder'>['on'],
        reason,
      })}
      close={props.close}
    >
      <Segments
        legend={t('orders.how')}
        titled
        value={state}
        options={(['ended', 'broken'] as const).map((value) => ({
          value,
          label: say(ORDER_WORDS[value]),
        }))}
        onChange={setState}
      />
      <DayField label={t('orders.endOn')} value={on} onChange={setOn} max={clock.today} />
    </ReasonDialog>
  )
}
