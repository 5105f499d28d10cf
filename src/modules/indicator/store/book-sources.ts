import { type RawBuilder, sql } from 'kysely'
import { date } from '../../../kernel/date.ts'
import {
  type Asking,
  bookMonth,
  countedCoops,
  isCounted,
  linesUntil,
  sameDay,
  type Source,
} from './asking.ts'

/* Row sources over the books. */

/** Accounts whose cost makes a credit of 114 a price for goods, land or work of members (as statements do). */
export const COSTS = sql`('121', '128', '141', '142', '151', '153', '401', '521', '523', '529')`

const yearsOf = (ask: Asking) => {
  const year = Number(ask.yearFrom.slice(0, 4))
  return { year, before: year - 1, base: ask.baseYear }
}

/** Income by voucher line, and what members and collectives got. */
export const incomeRows: Source = (ask) => {
  const { year, before, base } = yearsOf(ask)
  const now = linesUntil(year * 100 + 1, ask.asOf)
  const then = linesUntil(before * 100 + 1, sameDay(ask.asOf, before))
  return sql`
    SELECT f.fact, l.coop_id AS unit_id, l.voucher_id || ' ' || l.line AS key,
      l.credit_fen - l.debit_fen AS amount, 'voucher' AS ref_kind, l.voucher_id AS ref_id,
      coalesce(l.summary, v.summary) AS label
    FROM voucher_line l
    LEFT JOIN voucher v ON v.county_id = l.county_id AND v.id = l.voucher_id
    CROSS JOIN LATERAL (VALUES
      (CASE WHEN ${now} THEN 'income' END),
      (CASE WHEN ${now} AND l.item = 'subsidy' THEN 'subsidy-income' END),
      (CASE WHEN ${then} THEN 'income-before' END),
      (CASE WHEN ${then} AND l.item = 'subsidy' THEN 'subsidy-before' END)) f (fact)
    WHERE l.county_id = ${ask.county} AND ${isCounted(ask, 'l.coop_id')}
      AND left(l.account, 3) IN ('501', '502', '511')
      AND l.period % 100 BETWEEN 1 AND 12 AND (${inYears([year, before])}) AND f.fact IS NOT NULL
    UNION ALL
    SELECT g.whose || CASE g.year WHEN ${year} THEN '-income' ELSE '-before' END, g.coop_id,
      g.voucher_id || ' ' || g.line, g.amount, 'voucher', g.voucher_id, g.label
    FROM (${gainRows(ask, { year, base })}) g`
}

/** Years that follow each other are one stretch of the index. */
const inYears = (years: readonly number[]) => {
  const sorted = [...new Set(years)].toSorted((a, b) => a - b)
  const [first = 0, last = 0] = [sorted[0], sorted.at(-1)]
  const stretches = last - first < sorted.length ? [[first, last] as const] : sorted.map(alone)
  return sql.join(
    stretches.map(([from, to]) => sql`l.period BETWEEN ${from * 100} AND ${to * 100 + 99}`),
    sql` OR `,
  )
}

const alone = (year: number) => [year, year] as const

/**
 * What the books owe collectives and persons, line by line: credits of 221 and 222, and credits of 114 whose voucher
 * books a cost. This year up to the day, the base year whole, both with the transfers of their month 13.
 */
function gainRows(ask: Asking, { year, base }: { year: number; base: number }) {
  const now = linesUntil(year * 100 + 1, ask.asOf, { transfers: true })
  const then =
    base === year
      ? sql`false`
      : linesUntil(base * 100 + 1, date(`${base}-12-31`), { transfers: true })
  const line = (amount: RawBuilder<unknown>, only: RawBuilder<unknown>) => sql`
    SELECT l.period / 100 AS year, l.coop_id, l.voucher_id, l.line,
      coalesce(l.summary, v.summary) AS label,
      CASE h.kind WHEN 'collective' THEN 'collective' ELSE 'member' END AS whose, ${amount} AS amount
    FROM voucher_line l
    JOIN share_holder h ON h.county_id = l.county_id AND h.id = l.member_id
      AND h.kind IN ('collective', 'person')
    LEFT JOIN voucher v ON v.county_id = l.county_id AND v.id = l.voucher_id
    WHERE l.county_id = ${ask.county} AND ${isCounted(ask, 'l.coop_id')}
      AND (${inYears([year, base])}) AND (${now} OR ${then}) AND ${only}`
  const declared = line(
    sql`l.credit_fen`,
    sql`left(l.account, 3) IN ('221', '222') AND l.credit_fen <> 0`,
  )
  const due = line(
    sql`l.credit_fen - l.debit_fen`,
    sql`left(l.account, 3) = '114' AND l.credit_fen <> l.debit_fen
      AND EXISTS (SELECT FROM voucher_line o WHERE o.county_id = l.county_id AND o.coop_id = l.coop_id
        AND o.period = l.period AND o.voucher_id = l.voucher_id AND o.debit_fen <> 0
        AND left(o.account, 3) IN ${COSTS})`,
  )
  return sql`${declared} UNION ALL ${due}`
}

/** Money received on 235 and 311: their net in vouchers that also move cash or bank. */
export const supportRows: Source = (ask) => sql`
  SELECT f.fact, l.coop_id AS unit_id, l.voucher_id || ' ' || l.line AS key,
    l.credit_fen - l.debit_fen AS amount, 'voucher' AS ref_kind, l.voucher_id AS ref_id,
    coalesce(l.summary, v.summary) AS label
  FROM voucher_line l
  JOIN voucher v ON v.county_id = l.county_id AND v.id = l.voucher_id
    AND v.on_date BETWEEN ${ask.opinions}::date AND ${ask.asOf}::date AND v.kind <> 'opening'
  CROSS JOIN LATERAL (VALUES ('support-total'),
    (CASE WHEN v.on_date >= ${ask.yearFrom}::date THEN 'support-received' END)) f (fact)
  WHERE l.county_id = ${ask.county} AND ${isCounted(ask, 'l.coop_id')}
    AND l.period BETWEEN ${bookMonth(ask.opinions)} AND ${bookMonth(ask.asOf)}
    AND left(l.account, 3) IN ('235', '311')
    AND f.fact IS NOT NULL AND EXISTS (SELECT FROM voucher_line o WHERE o.county_id = l.county_id
    AND o.coop_id = l.coop_id AND o.period = l.period AND o.voucher_id = l.voucher_id
    AND left(o.account, 3) IN ('101', '102', '109') AND o.debit_fen <> 0)`

/** Debit balances of 113 by other side; old: nothing moved for so many days. */
export const receivableRows: Source = (ask) => sql`
  SELECT f.fact, b.coop_id AS unit_id, b.coop_id || ' ' || coalesce(b.party_id::text, '-') AS key,
    b.amount, 'coop' AS ref_kind, b.coop_id AS ref_id, concat_ws(' · ', c.name, p.name) AS label
  FROM (
    SELECT l.coop_id, l.party_id, sum(l.debit_fen - l.credit_fen)::bigint AS amount,
      max(v.on_date) AS moved
    FROM voucher_line l
    JOIN voucher v ON v.county_id = l.county_id AND v.id = l.voucher_id AND v.on_date <= ${ask.asOf}::date
    WHERE l.county_id = ${ask.county} AND l.account LIKE '113%' GROUP BY l.coop_id, l.party_id
  ) b
  JOIN (${countedCoops(ask)}) c ON c.coop_id = b.coop_id
  LEFT JOIN ledger_party p ON p.county_id = ${ask.county} AND p.id = b.party_id
  CROSS JOIN LATERAL (VALUES ('receivables'), (CASE WHEN b.moved < ${ask.asOf}::date
    - ${ask.parameters.oldDays}::int THEN 'receivables-old' END)) f (fact)
  WHERE b.amount > 0 AND f.fact IS NOT NULL`

/** A row for each co-op and month that should be closed, and for what of it is done. */
export const closingRows: Source = (ask) => sql`
  SELECT f.fact, c.coop_id AS unit_id, c.coop_id || ' ' || to_char(m.month, 'YYYY-MM') AS key, f.amount,
    'coop' AS ref_kind, c.coop_id AS ref_id, c.name || ' · ' || to_char(m.month, 'YYYY-MM') AS label
  FROM (${countedCoops(ask)}) c
  JOIN ledger_book b ON b.county_id = ${ask.county} AND b.coop_id = c.coop_id
  CROSS JOIN LATERAL (
    SELECT g::date AS month, (g + interval '1 month' - interval '1 day')::date AS last
    FROM generate_series(greatest(${ask.yearFrom}::date, to_date(greatest(b.opened_period,
      (b.opened_period / 100) * 100 + 1)::text, 'YYYYMM')), ${ask.asOf}::date, interval '1 month') g) m
  LEFT JOIN LATERAL (
    SELECT (k.closed_at AT TIME ZONE 'Asia/Shanghai')::date - m.last AS days FROM ledger_closure k
    WHERE k.county_id = ${ask.county} AND k.coop_id = c.coop_id
      AND k.period = to_char(m.month, 'YYYYMM')::int
      AND (k.closed_at AT TIME ZONE 'Asia/Shanghai')::date <= ${ask.asOf}::date) k ON true
  CROSS JOIN LATERAL (VALUES ('months-due', 1::bigint),
    (CASE WHEN k.days IS NOT NULL THEN 'months-closed' END, 1),
    (CASE WHEN k.days <= ${ask.parameters.closingDays}::int THEN 'months-on-time' END, 1),
    (CASE WHEN k.days IS NOT NULL THEN 'closing-days' END, greatest(k.days, 0))) f (fact, amount)
  WHERE f.fact IS NOT NULL AND m.last + ${ask.parameters.closingDays}::int <= ${ask.asOf}::date`

export const voucherRows: Source = (ask) => sql`
  SELECT f.fact, v.coop_id AS unit_id, v.id::text AS key, 1::bigint AS amount, 'voucher' AS ref_kind,
    v.id AS ref_id, v.summary AS label
  FROM (${countedCoops(ask)}) c
  JOIN voucher v ON v.county_id = ${ask.county} AND v.coop_id = c.coop_id AND v.kind <> 'opening'
    AND v.period / 100 BETWEEN ${Number(ask.from.slice(0, 4))} AND ${Number(ask.asOf.slice(0, 4))}
    AND v.on_date BETWEEN ${ask.from}::date AND ${ask.asOf}::date
  CROSS JOIN LATERAL (VALUES ('vouchers'), (CASE WHEN v.attachments = 0 AND v.reverses_id IS NULL
    AND (v.origin IS NULL OR v.origin LIKE 'import:%') AND NOT EXISTS (SELECT FROM voucher r
      WHERE r.county_id = v.county_id AND r.reverses_id = v.id) THEN 'vouchers-bare' END)) f (fact)
  WHERE f.fact IS NOT NULL`

export const dividendRows: Source = (ask) => {
  const before = Number(ask.yearFrom.slice(0, 4)) - 1
  return sql`
    SELECT 'books-last-year' AS fact, c.coop_id AS unit_id, c.coop_id::text AS key, 1::bigint AS amount,
      'coop' AS ref_kind, c.coop_id AS ref_id, c.name AS label
    FROM (${countedCoops(ask)}) c
    JOIN ledger_book b ON b.county_id = ${ask.county} AND b.coop_id = c.coop_id
      AND b.opened_period <= ${before * 100 + 12}
    UNION ALL
    SELECT f.fact, p.coop_id, p.coop_id::text, 1, 'coop', p.coop_id, c.name
    FROM distribution_plan p
    JOIN (${countedCoops(ask)}) c ON c.coop_id = p.coop_id
    CROSS JOIN LATERAL (VALUES ('divided'), (CASE WHEN (SELECT sum(x.amount_fen)
      FROM distribution_payment x WHERE x.county_id = p.county_id AND x.plan_id = p.id
        AND x.on_date <= ${ask.asOf}::date) > 0 THEN 'paid' END)) f (fact)
    WHERE p.county_id = ${ask.county} AND p.year = ${before} AND p.status = 'posted'
      AND (p.posted_at AT TIME ZONE 'Asia/Shanghai')::date <= ${ask.asOf}::date AND f.fact IS NOT NULL
    UNION ALL
    SELECT 'dividends-paid', x.coop_id, x.id::text, x.amount_fen, 'voucher', x.voucher_id, c.name
    FROM distribution_payment x
    JOIN (${countedCoops(ask)}) c ON c.coop_id = x.coop_id
    WHERE x.county_id = ${ask.county} AND x.on_date BETWEEN ${ask.yearFrom}::date AND ${ask.asOf}::date`
}
