import type { ReactElement } from 'react'
import { parseYuan } from '../../../src/kernel/money.ts'
import { useT } from '../../locale/distribution.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Money } from '../../ui/figures.tsx'
import type { Computed } from './words.ts'

type Bar = Computed['waterfall'][number]

interface Placed extends Bar {
  /** Of a thousand: where the bar begins and how long it is. */
  readonly from: number
  readonly size: number
}

/** Where each bar hangs: totals stand on the ground, steps hang where the last one ended. */
function placed(bars: readonly Bar[]): Placed[] {
  const amounts = bars.map(({ amount }) => parseYuan(amount) ?? 0n)
  let level = 0n
  const spans = bars.map((bar, i) => {
    const amount = amounts[i] ?? 0n
    const [low, high] = bar.total
      ? amount < 0n
        ? [amount, 0n]
        : [0n, amount]
      : amount < 0n
        ? [level + amount, level]
        : [level, level + amount]
    level = bar.total ? amount : level + amount
    return [low, high] as const
  })
  const least = spans.reduce((all, [low]) => (low < all ? low : all), 0n)
  const most = spans.reduce((all, [, high]) => (high > all ? high : all), 1n)
  const whole = most - least
  return bars.map((bar, i) => {
    const [low, high] = spans[i] ?? [0n, 0n]
    return {
      ...bar,
      from: Number(((low - least) * 1000n) / whole),
      size: Number(((high - low) * 1000n) / whole),
    }
  })
}

/** From surplus to what is left: each step's bar, amount, arithmetic and article; readable without colour. */
export function Waterfall(props: { bars: readonly Bar[]; label: string }): ReactElement {
  const t = useT()
  return (
    <ol className="waterfall" aria-label={props.label}>
      {placed(props.bars).map((bar) => (
        <li key={bar.step} className={bar.total ? 'waterfall-row total' : 'waterfall-row'}>
          <span className="waterfall-title">{say(bar.title)}</span>
          <span className="waterfall-track" aria-hidden="true">
            <span
              className={barClass(bar)}
              style={{ insetInlineStart: `${bar.from / 10}%`, inlineSize: `${bar.size / 10}%` }}
            />
          </span>
          <Money value={bar.amount} />
          <span className="waterfall-words muted small">
            {say(bar.formula)}
            {bar.formula.zh === '' ? '' : ' · '}
            {bar.article === null ? t('plan.byCharter') : asWritten(bar.article)}
          </span>
        </li>
      ))}
    </ol>
  )
}

const barClass = (bar: Bar): string =>
  bar.total
    ? 'waterfall-bar bar-total'
    : bar.class === 'patronage'
      ? 'waterfall-bar bar-patronage'
      : 'waterfall-bar'
