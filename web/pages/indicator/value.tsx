import type { ReactElement } from 'react'
import { displayDecimal, displayPercent, parseFraction } from '../../../src/kernel/fraction.ts'
import { displayYuan } from '../../../src/kernel/money.ts'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/indicator.ts'
import { say } from '../../locale/translate.ts'
import { WHY_WORDS } from './words.ts'

type Form = Out<'readFigures'>['indicators'][number]['form']
type Change = Out<'readFigures'>['figures'][number]['before']

/** How the amounts of a fact's measure are written. */
export const FORM_OF = { count: 'count', fen: 'yuan', mu: 'mu', days: 'days' } as const

/** An exact value as people read it: 31.25%, 1,234.50, 46.6. */
export function showFigure(exact: string, form: Form): string {
  const value = parseFraction(exact)
  if (value === null) return exact
  switch (form) {
    case 'share':
      return displayPercent(value)
    case 'yuan':
      return displayYuan((value.num * 100n) / value.den)
    case 'mu':
      return displayDecimal(value, 2)
    case 'count':
      return displayDecimal(value, value.den === 1n ? 0 : 1)
    case 'days':
    case 'rate':
      return displayDecimal(value, 1)
  }
}

/** A value with its unit; the reason where there is none; the exact fraction in its title. */
export function Figure(props: {
  value: string | null
  why?: keyof typeof WHY_WORDS | null
  form: Form
  unit?: { zh: string; en: string }
}): ReactElement {
  if (props.value === null) {
    const why = props.why === null || props.why === undefined ? '—' : say(WHY_WORDS[props.why])
    return <span className="muted small">{why}</span>
  }
  const shown = showFigure(props.value, props.form)
  const unit = props.unit === undefined || props.form === 'share' ? '' : say(props.unit)
  return (
    <span className={shown.startsWith('-') ? 'num negative' : 'num'} title={props.value}>
      {shown}
      {unit === '' ? null : <span className="figure-unit"> {unit}</span>}
    </span>
  )
}

/** Up or down against an earlier period: sign, amount, and whether it is for the better (never colour alone). */
export function ChangeOf(props: { change: Change; form: Form; none: string }): ReactElement {
  const t = useT()
  const { change, form } = props
  if (change.period === null) return <span className="muted small">{props.none}</span>
  if (change.change === null) return <span className="muted">—</span>
  const exact = parseFraction(change.change)
  // A share moves by points of a hundred, not by percent of itself.
  const points = form === 'share' && exact !== null
  const shown = points
    ? displayDecimal({ num: exact.num * 100n, den: exact.den }, 2)
    : showFigure(change.change, form)
  if (exact?.num === 0n) return <span className="muted num">0</span>
  const tone = change.better === null ? '' : change.better ? ' figure-better' : ' figure-worse'
  const down = shown.startsWith('-')
  return (
    <span className={`num figure-change${tone}`} title={change.period}>
      <span aria-hidden="true">{down ? '↓' : '↑'}</span>
      <span className="visually-hidden">{down ? '-' : '+'}</span>
      {down ? shown.slice(1) : shown}
      {points ? <span className="figure-unit"> {t('fg.points')}</span> : null}
    </span>
  )
}

/** A score from 0 to 1 as points of 100, two places. */
export function showScore(exact: string): string {
  const value = parseFraction(exact)
  return value === null ? exact : displayDecimal({ num: value.num * 100n, den: value.den }, 2)
}

/** Places gained or lost. */
export function Movement({ places }: { places: number | null }): ReactElement {
  const t = useT()
  if (places === null) return <span className="muted">—</span>
  if (places === 0) return <span className="muted">{t('rk.same')}</span>
  const up = places > 0
  return (
    <span className={up ? 'figure-better' : 'figure-worse'}>
      <span aria-hidden="true">{up ? '↑' : '↓'}</span>{' '}
      {up ? t('rk.up', { n: places }) : t('rk.down', { n: -places })}
    </span>
  )
}
