import type { ReactElement } from 'react'
import { displayPercent, parseFraction } from '../../src/kernel/fraction.ts'
import { displayYuan, parseYuan } from '../../src/kernel/money.ts'
import { asWritten, say, useLanguage } from '../locale/translate.ts'

/** Yuan as text with separators and two decimals; null when the text is no amount. */
export function showYuan(value: string): string | null {
  const amount = parseYuan(value)
  return amount === null ? null : displayYuan(amount)
}

/** Yuan as 万元 with two decimals, half up: for boards only. */
export function showWan(value: string): string | null {
  const amount = parseYuan(value)
  if (amount === null) return null
  const half = amount < 0n ? -5_000n : 5_000n
  return displayYuan((amount + half) / 10_000n)
}

/** An amount in a column: right-aligned, tabular, red with a minus when negative. */
export function Money({ value, unit }: { value: string; unit?: 'wan' }): ReactElement {
  const shown = unit === 'wan' ? showWan(value) : showYuan(value)
  return <span className={value.startsWith('-') ? 'num negative' : 'num'}>{shown ?? value}</span>
}

/** A fraction of exact text as a percentage, cut (not rounded), the exact value in its title. */
export function Percent({ value, places = 2 }: { value: string; places?: number }): ReactElement {
  return (
    <span className="num" title={value}>
      {showPercent(value, places)}
    </span>
  )
}

export function showPercent(value: string, places = 2): string {
  const exact = parseFraction(value)
  return exact === null ? value : displayPercent(exact, places)
}

/** The fraction as a number of percent, for the length of a bar only: never shown, never compared. */
export function barLength(value: string): number {
  const exact = parseFraction(value)
  return exact === null ? 0 : Number((exact.num * 1_000_000n) / exact.den) / 10_000
}

/** '2020-11-30' in tables, 2020年11月30日 (30 Nov 2020) in sentences and on paper. */
export function showDay(day: string, style: 'table' | 'paper' = 'table', zh = true): string {
  if (style === 'table') return day
  const [year = '', month = '', date = ''] = day.split('-')
  return zh
    ? `${year}年${Number(month)}月${Number(date)}日`
    : `${Number(date)} ${MONTHS[Number(month) - 1] ?? ''} ${year}`
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** A day in a sentence, in the language of the screen. */
export function Day({ value }: { value: string }): ReactElement {
  const zh = useLanguage() === 'zh'
  return <time dateTime={value}>{showDay(value, 'paper', zh)}</time>
}

/** An instant on China's clock, to the minute (16 characters) or the second (19). */
export function showInstant(instant: string, length: 16 | 19 = 16): string {
  const shifted = new Date(Date.parse(instant) + 8 * 3_600_000)
  return Number.isNaN(shifted.getTime())
    ? instant
    : shifted.toISOString().slice(0, length).replace('T', ' ')
}

const UNKNOWN = { zh: '未登记', en: 'not recorded' }

/** A value that may be absent: said, not left blank. */
export function Maybe({ value }: { value: string | number | null | undefined }): ReactElement {
  useLanguage()
  if (value === null || value === undefined || value === '') {
    return <span className="muted">{say(UNKNOWN)}</span>
  }
  return <>{typeof value === 'string' ? asWritten(value) : value}</>
}
