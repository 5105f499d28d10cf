import type { ReactElement } from 'react'
import { useT } from '../../locale/trade.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useMay } from '../../session.tsx'
import { showYuan } from '../../ui/figures.tsx'
import { Icon } from '../../ui/icon.tsx'
import { setOrder, type Sheet } from './sheet.ts'
import type { Traders } from './traders.ts'
import type { Desk } from './use-sheet.ts'
import { BROUGHT, KINDS, type TradeKind } from './words.ts'

/* What the desk and the form at the scale have in common. */

/** The kinds that the signed-in person may record. */
export function useKinds(): readonly TradeKind[] {
  const may = useMay()
  return may('addProducts') ? KINDS : BROUGHT
}

/** The contract that the rows of a sheet are delivered under. */
export function OrderChoice(props: {
  sheet: Sheet
  change: (sheet: Sheet) => void
  traders: Traders
}): ReactElement {
  const t = useT()
  const { sheet, change, traders } = props
  return (
    <label className="entry-field">
      <span>{t('entry.order')}</span>
      <select
        className="cell cell-boxed"
        value={sheet.orderId ?? ''}
        onChange={(event) =>
          change(setOrder(sheet, traders.terms.order(event.target.value) ?? null))
        }
      >
        <option value="">{t('entry.noOrder')}</option>
        {traders.orders.map((order) => (
          <option key={order.id} value={order.id}>
            {order.number} {order.buyer.name} {order.product.name}
          </option>
        ))}
      </select>
    </label>
  )
}

/** What has just been recorded, and the ways on: slips, the list. */
export function RecordedLine({ coopId, desk }: { coopId: string; desk: Desk }): ReactElement {
  const t = useT()
  const { recorded } = desk
  return (
    <p role="status" className="entry-sent">
      {recorded === null ? null : (
        <>
          <Icon name="passes" size={16} />
          {t('entry.recorded', { n: recorded.recorded, amount: showYuan(recorded.amount) ?? '' })}
          <Go to={paths.tradeSlips(coopId, { batch: recorded.batchId })}>{t('entry.slips')}</Go>
          <Go to={paths.trade(coopId, { tab: 'list', batch: recorded.batchId })}>
            {t('entry.seeList')}
          </Go>
        </>
      )}
    </p>
  )
}
