import { type RawBuilder, sql } from 'kysely'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { insideScope } from '../../../platform/unit.ts'
import type { AuditPayee, AuditVoucher } from '../model/audit.ts'
import type { Period } from '../model.ts'

/** A voucher as the tables of the books know it; which contract it was paid under, spending says. */
export interface AuditRow extends Omit<AuditVoucher, 'contract' | 'exempt'> {
  readonly coopName: string
  readonly origin: string | null
}

type Payee = Omit<AuditPayee, 'debit'> & { readonly debit: string }

interface Span {
  readonly unitId: AnyId | undefined
  readonly from: Period
  readonly to: Period
}

const coopsOf = (ctx: Ctx, unitId: AnyId | undefined) => sql`
  SELECT b.coop_id AS id, u.name FROM ledger_book b
  JOIN org_unit u ON u.county_id = b.county_id AND u.id = b.coop_id
  WHERE b.county_id = ${ctx.county} AND ${insideScope(ctx, 'b.coop_id')}
    AND (${unitId ?? null}::uuid IS NULL OR u.ancestors @> ARRAY[${unitId ?? null}::uuid])`

const ofAccounts = (side: 'debit_fen' | 'credit_fen', which: RawBuilder<unknown>) =>
  sql`coalesce(sum(${sql.ref(side)}) FILTER (WHERE ${which}), 0)::bigint`

const under = (code: string) => sql`account LIKE ${`${code}%`}`
const BANK = sql`left(account, 3) IN ('102', '109')`
const DIVIDENDS = sql`left(account, 3) IN ('221', '222')`
const MONEY = sql`left(account, 3) IN ('101', '102', '109')`

/** The business vouchers of a span with what the audit rules ask of them, by co-op and day. */
export async function auditRows(ctx: Ctx, span: Span): Promise<AuditRow[]> {
  const { rows } = await sql<Omit<AuditRow, 'payees'> & { payees: Payee[] }>`
    WITH coop AS (${coopsOf(ctx, span.unitId)}),
    l AS MATERIALIZED (${voucherSums(ctx, span)}),
    named AS MATERIALIZED (${namedSums(ctx, span)}),
    who AS (${names(ctx)}),
    payee AS (
      SELECT n.voucher_id, jsonb_agg(jsonb_build_object('id', n.id, 'name', w.name, 'note', w.note,
        'debit', n.debit::text, 'member', w.member) ORDER BY n.id) AS all_of
      FROM named n JOIN who w ON w.id = n.id GROUP BY n.voucher_id
    ),
    project AS (
      SELECT n.voucher_id, jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name) ORDER BY p.id) AS all_of
      FROM named n JOIN ledger_party p ON p.county_id = ${ctx.county} AND p.id = n.id AND p.kind = 'project'
      GROUP BY n.voucher_id
    )
    SELECT v.id, v.coop_id AS "coopId", c.name AS "coopName", v.kind, v.number, v.on_date AS "onDate", v.summary,
      v.amount_fen AS amount, v.attachments::int AS attachments, v.posted_at AS "postedAt",
      v.prepared_by IS NOT NULL AS "byHand", ${fromAct('v')} AS "fromAct",
      v.origin, v.approval, coalesce(j.all_of, '[]') AS projects,
      v.reverses_id AS "reversesId", (SELECT r.id FROM voucher r WHERE r.county_id = v.county_id
        AND r.reverses_id = v.id) AS "reversedById",
      l.cash_in AS "cashIn", l.cash_out AS "cashOut", l.bank_in AS "bankIn", l.bank_out AS "bankOut",
      coalesce(p.all_of, '[]') AS payees, l.shape, l.grant_in AS "grantIn", l.grant_used AS "grantUsed",
      l.advanced + CASE WHEN v.template = 'member-advance' THEN l.to_members ELSE 0 END AS "advanced",
      l.dividends, l.other_income AS "otherIncome", l.distributed,
      CASE WHEN l.distributed > 0 THEN ${surplusBefore} END AS "surplusBefore",
      CASE WHEN l.only_members THEN jsonb_array_length(p.all_of) ELSE 0 END AS "membersNetted",
      concat_ws(' ', v.summary, l.words, (SELECT string_agg(d.name || ' ' || d.note, ' ') FROM ledger_document d
        WHERE d.county_id = v.county_id AND d.voucher_id = v.id)) AS words
    FROM l JOIN voucher v ON v.county_id = ${ctx.county} AND v.id = l.voucher_id
    JOIN coop c ON c.id = v.coop_id
    LEFT JOIN payee p ON p.voucher_id = v.id
    LEFT JOIN project j ON j.voucher_id = v.id
    -- Acts of the product that move no money are picked by no rule but that of reversals.
    WHERE v.kind <> 'opening' AND (NOT ${fromAct('v')} OR l.moves
      OR EXISTS (SELECT FROM voucher r WHERE r.county_id = v.county_id AND r.reverses_id = v.id))
    ORDER BY c.name, c.id, v.on_date, v.seq`.execute(ctx.tx)
  return rows.map((row) => ({
    ...row,
    payees: row.payees.map((payee) => ({ ...payee, debit: BigInt(payee.debit) })),
  }))
}

/** Made by another act of the product; what was imported is kept like what was typed. */
const fromAct = (alias: string) =>
  sql`(${sql.ref(`${alias}.origin`)} IS NOT NULL AND ${sql.ref(`${alias}.origin`)} NOT LIKE 'import:%')`

const inSpan = (ctx: Ctx, span: Span) => sql`l.county_id = ${ctx.county}
  AND l.period BETWEEN ${span.from} AND ${span.to} AND l.period % 100 BETWEEN 1 AND 12`

const voucherSums = (ctx: Ctx, span: Span) => sql`
  SELECT l.voucher_id,
    ${ofAccounts('debit_fen', under('101'))} AS cash_in, ${ofAccounts('credit_fen', under('101'))} AS cash_out,
    ${ofAccounts('debit_fen', BANK)} AS bank_in, ${ofAccounts('credit_fen', BANK)} AS bank_out,
    ${ofAccounts('credit_fen', under('235'))} AS grant_in, ${ofAccounts('debit_fen', under('235'))} AS grant_used,
    ${ofAccounts('debit_fen', under('113'))} AS advanced, ${ofAccounts('debit_fen', under('114'))} AS to_members,
    ${ofAccounts('debit_fen', DIVIDENDS)} AS dividends,
    ${ofAccounts('credit_fen', under('502'))} AS other_income,
    -- Surplus that leaves 332 for the members: owed to them, paid out or turned into contributions.
    CASE WHEN bool_or(credit_fen > 0 AND left(account, 3) IN ('221', '222', '301', '101', '102', '109'))
      THEN ${ofAccounts('debit_fen', under('332'))} ELSE 0 END AS distributed,
    bool_and(account LIKE '114%') AS only_members,
    -- Whatever the order of the lines: the same accounts on the same sides.
    sum(hashtext(account || CASE WHEN debit_fen <> 0 THEN 'd' ELSE 'c' END)::bigint)::text AS shape,
    string_agg(l.summary, ' ') AS words, bool_or(${MONEY}) AS moves
  FROM voucher_line l JOIN coop c ON c.id = l.coop_id WHERE ${inSpan(ctx, span)}
  GROUP BY l.voucher_id`

const namedSums = (ctx: Ctx, span: Span) => sql`
  SELECT l.voucher_id, coalesce(l.member_id, l.party_id) AS id,
    coalesce(sum(l.debit_fen) FILTER (WHERE NOT ${DIVIDENDS}), 0) AS debit
  FROM voucher_line l JOIN coop c ON c.id = l.coop_id
  WHERE ${inSpan(ctx, span)} AND (l.member_id IS NOT NULL OR (l.party_id IS NOT NULL AND NOT ${MONEY}))
  GROUP BY l.voucher_id, coalesce(l.member_id, l.party_id)`

/** Who can be paid: a project and the source of a fund are names, not people. */
const names = (ctx: Ctx) => sql`
  SELECT p.id, p.name, p.note, false AS member FROM ledger_party p
    WHERE p.county_id = ${ctx.county} AND p.id IN (SELECT id FROM named)
      AND p.kind IN ('counterparty', 'worker')
  UNION ALL SELECT m.id, m.name, NULL, true FROM ledger_members((SELECT array_agg(DISTINCT id) FROM named)) m`

/** What 331 and 332 held before a voucher: the surplus of closed years that is not distributed. */
const surplusBefore = sql`(
  (SELECT coalesce(sum(b.credit_fen - b.debit_fen), 0) FROM ledger_balance b
    WHERE b.county_id = v.county_id AND b.coop_id = v.coop_id AND b.period < v.period
      AND left(b.account, 3) IN ('331', '332'))
  + (SELECT coalesce(sum(x.credit_fen - x.debit_fen), 0) FROM voucher_line x
    JOIN voucher w ON w.county_id = x.county_id AND w.id = x.voucher_id
    WHERE x.county_id = v.county_id AND x.coop_id = v.coop_id AND x.period = v.period AND w.seq < v.seq
      AND left(x.account, 3) IN ('331', '332')))::bigint`

/** Cash on hand of each co-op before the span. */
export async function cashBefore(ctx: Ctx, span: Span): Promise<Map<AnyId, bigint>> {
  const { rows } = await sql<{ id: AnyId; net: bigint }>`
    WITH coop AS (${coopsOf(ctx, span.unitId)})
    SELECT b.coop_id AS id, sum(b.debit_fen - b.credit_fen)::bigint AS net FROM ledger_balance b
    JOIN coop c ON c.id = b.coop_id
    WHERE b.county_id = ${ctx.county} AND b.account LIKE '101%' AND b.period < ${span.from}
    GROUP BY b.coop_id`.execute(ctx.tx)
  return new Map(rows.map(({ id, net }) => [id, net]))
}
