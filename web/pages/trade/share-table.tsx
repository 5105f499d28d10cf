import type { ReactElement } from 'react'
import { displayYuan, formatYuan } from '../../../src/kernel/money.ts'
import { useT } from '../../locale/trade.ts'
import { asWritten } from '../../locale/translate.ts'
import { Money } from '../../ui/figures.tsx'
import { fenOf } from '../ledger/entry.ts'
import { readMicro, showMicro } from './figures.ts'
import { type Unit, unitName } from './words.ts'

export interface ShownShare {
  readonly key: string
  readonly who: string
  readonly goods: string
  readonly unit: Unit
  readonly day: string
  readonly quantity: string
  /** Yuan with six decimals before it was made whole fen. */
  readonly exact: string | null
  readonly amount: string
}

/** How many fen the largest remainder gave above the exact share cut to the fen. */
function extraFen({ exact, amount }: ShownShare): bigint | null {
  if (exact === null) return null
  const micro = readMicro(exact.replace('-', ''))
  if (micro === null) return null
  const size = fenOf(amount.replace('-', ''))
  return size - micro / 10_000n
}

/** Who gets what of a pool: the exact share beside the fen, so that the last fen can be followed. */
export function ShareTable(props: { pool: string; shares: readonly ShownShare[] }): ReactElement {
  const t = useT()
  const shares = props.shares.toSorted((a, b) => (a.who < b.who ? -1 : 1))
  const total = shares.reduce((sum, share) => sum + fenOf(share.amount), 0n)
  const lucky = shares.filter((share) => (extraFen(share) ?? 0n) > 0n).length
  return (
    <>
      <div
        className="table-scroll table-tall"
        tabIndex={0}
        role="group"
        aria-label={t('settle.split')}
      >
        <table className="table table-small">
          <thead>
            <tr>
              <th scope="col">{t('grid.who')}</th>
              <th scope="col">{t('settle.delivered')}</th>
              <th scope="col" className="num">
                {t('grid.quantity')}
              </th>
              <th scope="col" className="num">
                {t('settle.exact')}
              </th>
              <th scope="col" className="num">
                {t('settle.extra')}
              </th>
              <th scope="col" className="num">
                {t('settle.amount')}
              </th>
            </tr>
          </thead>
          <tbody>
            {shares.map((share) => (
              <ShareRow key={share.key} share={share} />
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={5}>
                {t('settle.sum', { n: shares.length })}
              </th>
              <td className="num">
                <Money value={formatYuan(total)} />
              </td>
            </tr>
          </tfoot>
        </table>
      </div>
      <p className="muted small">
        {t(total === fenOf(props.pool) ? 'settle.equal' : 'settle.unequal', {
          pool: displayYuan(fenOf(props.pool)),
          n: lucky,
        })}
      </p>
    </>
  )
}

function ShareRow({ share }: { share: ShownShare }): ReactElement {
  const t = useT()
  const extra = extraFen(share)
  return (
    <tr>
      <th scope="row">{asWritten(share.who)}</th>
      <td>
        <span className="nowrap">{share.day}</span> {asWritten(share.goods)}
      </td>
      <td className="num">
        {showMicro(share.quantity)} {unitName(share.unit)}
      </td>
      <td className="num">{share.exact === null ? '—' : showMicro(share.exact)}</td>
      <td className="num muted">{extra === null ? '—' : extra > 0n ? t('settle.oneFen') : ''}</td>
      <td className="num">
        <Money value={share.amount} />
      </td>
    </tr>
  )
}
