import { type RawBuilder, sql } from 'kysely'
import { addDays, type LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { idArray } from '../../../platform/rows.ts'
import type { Parameters } from '../model.ts'

/** What every row source is asked with: the county, the days, and how the county counts. */
export interface Asking {
  readonly county: number
  readonly period: string
  /** The period's first day and the day as of which is counted. */
  readonly from: LocalDate
  readonly asOf: LocalDate
  /** The first of January of the year of `asOf`. */
  readonly yearFrom: LocalDate
  readonly baseYear: number
  /** The day of the county's implementation opinions (registry). */
  readonly opinions: LocalDate
  readonly counted: readonly string[]
  /** The co-ops counted on the day: `countedCoops`, read once, so that long lists of lines need no join for it. */
  readonly coops: readonly AnyId[]
  readonly parameters: Parameters
}

/**
 * A row source: a query of the columns fact, unit_id, key, amount, ref_kind, ref_id, label. Sums and distinct counts
 * of figures, and the rows behind them, come from this one text.
 */
export type Source = (ask: Asking) => RawBuilder<unknown>

/** The version that held on the day. */
export const heldOn = (alias: string, day: LocalDate): RawBuilder<boolean> =>
  sql`(${sql.ref(`${alias}.valid_from`)} <= ${day}::date
    AND (${sql.ref(`${alias}.valid_to`)} IS NULL OR ${sql.ref(`${alias}.valid_to`)} > ${day}::date))`

/** The co-ops the county counts on the day, as boards do. */
export const countedCoops = (ask: Omit<Asking, 'coops'>) => sql`
  SELECT v.coop_id, v.village_id, v.name, v.registered_on, v.area_mu, k.class
  FROM cooperative_version v
  JOIN cooperative_status s ON s.county_id = v.county_id AND s.coop_id = v.coop_id
    AND ${heldOn('s', ask.asOf)} AND s.status = ANY (${ask.counted}::text[])
  LEFT JOIN cooperative_class k ON k.county_id = v.county_id AND k.coop_id = v.coop_id
    AND ${heldOn('k', ask.asOf)}
  WHERE v.county_id = ${ask.county} AND ${heldOn('v', ask.asOf)}`

/** Whether a column holds a counted co-op. */
export const isCounted = (ask: Asking, column: string): RawBuilder<boolean> =>
  sql`${sql.ref(column)} = ANY (${idArray(ask.coops)})`

/** A month of the books, yyyymm. */
export const bookMonth = (day: LocalDate): number =>
  Number(day.slice(0, 4)) * 100 + Number(day.slice(5, 7))

/** The same day of another year; of a 29th of February the 28th. */
export function sameDay(day: LocalDate, year: number): LocalDate {
  const rest = day.slice(4)
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return `${year}${rest === '-02-29' && !leap ? '-02-28' : rest}` as LocalDate
}

/**
 * Lines `l` of a book's months from a first to a day, the transfers of month 13 only when asked for. Their voucher `v`
 * is looked at only where the day ends no month: a line stands in the month of its voucher.
 */
export function linesUntil(
  from: number,
  day: LocalDate,
  how: { readonly transfers?: boolean } = {},
): RawBuilder<boolean> {
  const last = bookMonth(day) + (how.transfers === true && day.endsWith('-12-31') ? 1 : 0)
  const whole = addDays(day, 1).endsWith('-01')
  const within = whole
    ? sql`true`
    : sql`(l.period < ${bookMonth(day)} OR v.on_date <= ${day}::date)`
  return sql`(l.period BETWEEN ${from} AND ${last} AND ${within})`
}
