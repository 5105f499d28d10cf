import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Fen } from '../../../kernel/money.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { idArray, insertRows, isOneOf } from '../../../platform/rows.ts'
import type { BankDraft, BankItem, BookItem } from '../model/bank.ts'

export interface BankAccount {
  readonly coopId: AnyId
  readonly account: string
}

/** No day is after it: the state of today, whatever lines are dated. */
export const ANY_DAY = '9999-12-31' as LocalDate

/** The identities of lines that are here already. */
export async function knownReferences(
  ctx: Ctx,
  { coopId, account }: BankAccount,
  references: readonly string[],
): Promise<Set<string>> {
  const { rows } = await sql<{ reference: string }>`SELECT reference FROM bank_line
    WHERE county_id = ${ctx.county} AND coop_id = ${coopId} AND account = ${account}
      AND reference = ANY (${references as string[]})`.execute(ctx.tx)
  return new Set(rows.map(({ reference }) => reference))
}

export type NewBankLine = BankDraft & {
  readonly id: AnyId
  readonly reference: string
  readonly place: number
}

export async function insertBankLines(
  ctx: Ctx,
  { coopId, account }: BankAccount,
  what: { readonly by: string; readonly lines: readonly NewBankLine[] },
): Promise<void> {
  await insertRows(
    ctx.tx,
    {
      table: 'bank_line',
      columns:
        'county_id int, id uuid, coop_id uuid, account text, on_date date, amount_fen bigint, balance_fen bigint, other_side text, memo text, reference text, place int, imported_at timestamptz, imported_by text',
    },
    what.lines.map((line) => ({
      county_id: ctx.county,
      id: line.id,
      coop_id: coopId,
      account,
      on_date: line.onDate,
      amount_fen: line.amount.toString(),
      balance_fen: line.balance?.toString() ?? null,
      other_side: line.otherSide,
      memo: line.memo,
      reference: line.reference,
      place: line.place,
      imported_at: ctx.now,
      imported_by: what.by,
    })),
  )
}

/** What the bank holds after the last line up to a day; null while no line tells a balance. */
export async function bankBalanceAt(
  ctx: Ctx,
  { coopId, account }: BankAccount,
  on: LocalDate,
): Promise<{ balance: bigint | null; through: LocalDate | null }> {
  const { rows } = await sql<{ balance: bigint | null; through: LocalDate | null }>`
    WITH l AS (
      SELECT *, row_number() OVER (ORDER BY on_date DESC, imported_at DESC, place DESC) AS back
      FROM bank_line WHERE county_id = ${ctx.county} AND coop_id = ${coopId} AND account = ${account}
        AND on_date <= ${on}
    ), anchor AS (SELECT back, balance_fen FROM l WHERE balance_fen IS NOT NULL ORDER BY back LIMIT 1)
    SELECT (SELECT balance_fen FROM anchor)
        + coalesce(sum(amount_fen) FILTER (WHERE back < (SELECT back FROM anchor)), 0)::bigint AS balance,
      max(on_date) AS through FROM l`.execute(ctx.tx)
  return rows[0] ?? { balance: null, through: null }
}

/** What the books say the account holds at the end of a day, in fen. */
export async function bookBalanceAt(
  ctx: Ctx,
  { coopId, account }: BankAccount,
  on: LocalDate,
): Promise<bigint> {
  const { rows } = await sql<{ net: bigint }>`
    SELECT coalesce(sum(l.debit_fen - l.credit_fen), 0)::bigint AS net FROM voucher_line l
    JOIN voucher v ON v.county_id = l.county_id AND v.id = l.voucher_id
    WHERE l.county_id = ${ctx.county} AND l.coop_id = ${coopId} AND l.account = ${account}
      AND v.on_date <= ${on}`.execute(ctx.tx)
  return rows[0]?.net ?? 0n
}

/** Rows of `bank_match` that close a co-op's line by a day: in force, and nothing of their group is later. */
const closing = (ctx: Ctx, coopId: AnyId, on: LocalDate) => sql`SELECT FROM bank_match m
  WHERE m.county_id = ${ctx.county} AND m.coop_id = ${coopId} AND m.ended_at IS NULL
    AND m.group_id NOT IN (SELECT o.group_id FROM bank_match o
      LEFT JOIN bank_line ob ON ob.county_id = o.county_id AND ob.id = o.bank_line_id
      LEFT JOIN voucher ov ON ov.county_id = o.county_id AND ov.id = o.voucher_id
      WHERE o.county_id = ${ctx.county} AND o.coop_id = ${coopId} AND o.ended_at IS NULL
        AND coalesce(ob.on_date, ov.on_date) > ${on})`

export type OpenBankLine = BankItem & {
  readonly account: string
  readonly balance: Fen | null
  readonly settledNote: string | null
}

/** Bank lines up to a day that nothing in the books answers by that day, oldest first. */
export async function openBankLines(
  ctx: Ctx,
  { coopId, account }: BankAccount,
  on: LocalDate,
): Promise<OpenBankLine[]> {
  const { rows } = await sql<OpenBankLine>`
    SELECT id, account, on_date AS "onDate", amount_fen AS amount, balance_fen AS balance,
      other_side AS "otherSide", memo, settled_note AS "settledNote"
    FROM bank_line b WHERE county_id = ${ctx.county} AND coop_id = ${coopId} AND account = ${account}
      AND on_date <= ${on} AND NOT EXISTS (${closing(ctx, coopId, on)} AND m.bank_line_id = b.id)
    ORDER BY on_date, imported_at, place`.execute(ctx.tx)
  return rows
}

export type Entry = Omit<BookItem, 'names'> & {
  readonly kind: string
  readonly number: number
  readonly names: string[]
}

const entryColumns = sql.raw(`v.id AS "voucherId", l.line::int AS line, v.kind, v.number,
  v.on_date AS "onDate", l.debit_fen - l.credit_fen AS amount, coalesce(l.summary, v.summary) AS summary,
  v.reverses_id AS "reversesId",
  ARRAY(SELECT p.name FROM voucher_line x JOIN ledger_party p ON p.county_id = x.county_id AND p.id = x.party_id
      WHERE x.county_id = l.county_id AND x.coop_id = l.coop_id AND x.period = l.period
        AND x.voucher_id = l.voucher_id
    UNION SELECT h.name FROM ledger_members(ARRAY(SELECT x.member_id FROM voucher_line x
      WHERE x.county_id = l.county_id AND x.coop_id = l.coop_id AND x.period = l.period
        AND x.voucher_id = l.voucher_id AND x.member_id IS NOT NULL)) h ORDER BY 1) AS names`)

/** Lines of the books on the account up to a day that no bank line answers by that day. Never the opening. */
export async function openEntries(
  ctx: Ctx,
  { coopId, account }: BankAccount,
  on: LocalDate,
): Promise<Entry[]> {
  const { rows } = await sql<Entry>`SELECT ${entryColumns} FROM voucher_line l
    JOIN voucher v ON v.county_id = l.county_id AND v.id = l.voucher_id
    WHERE l.county_id = ${ctx.county} AND l.coop_id = ${coopId} AND l.account = ${account}
      AND v.kind <> 'opening' AND v.on_date <= ${on}
      AND NOT EXISTS (${closing(ctx, coopId, on)} AND m.voucher_id = l.voucher_id AND m.line = l.line)
    ORDER BY v.on_date, v.seq, l.line`.execute(ctx.tx)
  return rows
}

export interface BankLineRow {
  readonly id: AnyId
  readonly account: string
  readonly onDate: LocalDate
  readonly amount: Fen
  readonly balance: Fen | null
  readonly otherSide: string
  readonly memo: string
  readonly settledNote: string | null
  readonly importedAt: string
  readonly importedBy: string
  readonly matchId: AnyId | null
  readonly vouchers: { id: AnyId; kind: string; number: number; onDate: LocalDate }[]
}

export async function bankLineRows(
  ctx: Ctx,
  filter: {
    readonly coopId: AnyId
    readonly account: string | undefined
    readonly from: LocalDate | undefined
    readonly to: LocalDate | undefined
    readonly open: boolean
    readonly limit: number
    readonly offset: number
  },
): Promise<{ total: number; rows: BankLineRow[] }> {
  const [account, from, to] = [filter.account ?? null, filter.from ?? null, filter.to ?? null]
  const picked = sql`FROM bank_line b
    LEFT JOIN bank_match m ON m.county_id = b.county_id AND m.bank_line_id = b.id AND m.ended_at IS NULL
    WHERE b.county_id = ${ctx.county} AND b.coop_id = ${filter.coopId}
      AND (${account}::text IS NULL OR b.account = ${account})
      AND (${from}::date IS NULL OR b.on_date >= ${from}::date)
      AND (${to}::date IS NULL OR b.on_date <= ${to}::date)
      AND (NOT ${filter.open}::boolean OR (m.id IS NULL AND b.settled_note IS NULL))`
  const total = await sql<{ n: number }>`SELECT count(*)::int AS n ${picked}`.execute(ctx.tx)
  const { rows } = await sql<BankLineRow>`
    SELECT b.id, b.account, b.on_date AS "onDate", b.amount_fen AS amount, b.balance_fen AS balance,
      b.other_side AS "otherSide", b.memo, b.settled_note AS "settledNote", b.imported_at AS "importedAt",
      b.imported_by AS "importedBy", m.group_id AS "matchId",
      coalesce((SELECT jsonb_agg(DISTINCT jsonb_build_object('id', v.id, 'kind', v.kind, 'number', v.number,
          'onDate', v.on_date)) FROM bank_match g
        JOIN voucher v ON v.county_id = g.county_id AND v.id = g.voucher_id
        WHERE g.county_id = b.county_id AND g.group_id = m.group_id AND g.ended_at IS NULL), '[]') AS vouchers
    ${picked} ORDER BY b.account, b.on_date DESC, b.imported_at DESC, b.place DESC
    LIMIT ${filter.limit} OFFSET ${filter.offset}`.execute(ctx.tx)
  return { total: total.rows[0]?.n ?? 0, rows }
}

export interface AccountState {
  readonly account: string
  readonly lines: number
  readonly open: number
}

/** How many lines each bank account has, and how many wait. */
export async function bankAccountStates(ctx: Ctx, coopId: AnyId): Promise<AccountState[]> {
  const { rows } = await sql<AccountState>`
    SELECT account, count(*)::int AS lines, count(*) FILTER (WHERE b.settled_note IS NULL
      AND NOT EXISTS (SELECT FROM bank_match m WHERE m.county_id = b.county_id AND m.bank_line_id = b.id
        AND m.ended_at IS NULL))::int AS open
    FROM bank_line b WHERE county_id = ${ctx.county} AND coop_id = ${coopId}
    GROUP BY account`.execute(ctx.tx)
  return rows
}

export interface MatchSide {
  readonly key: string
  readonly amount: bigint
  readonly matched: boolean
}

/** Bank lines of an account by id, with their amounts and whether they are matched. */
export async function bankSides(
  ctx: Ctx,
  { coopId, account }: BankAccount,
  ids: readonly AnyId[],
): Promise<Map<string, MatchSide>> {
  const { rows } = await sql<MatchSide>`
    SELECT b.id AS key, b.amount_fen AS amount, EXISTS (SELECT FROM bank_match m
      WHERE m.county_id = b.county_id AND m.bank_line_id = b.id AND m.ended_at IS NULL) AS matched
    FROM bank_line b WHERE b.county_id = ${ctx.county} AND b.coop_id = ${coopId}
      AND b.account = ${account} AND ${isOneOf('b.id', ids)}`.execute(ctx.tx)
  return new Map(rows.map((row) => [row.key, row]))
}

/** Voucher lines on the account, by `voucher:line`. */
export async function bookSides(
  ctx: Ctx,
  { coopId, account }: BankAccount,
  voucherIds: readonly AnyId[],
): Promise<Map<string, MatchSide>> {
  const { rows } = await sql<MatchSide>`
    SELECT l.voucher_id || ':' || l.line AS key, l.debit_fen - l.credit_fen AS amount,
      EXISTS (SELECT FROM bank_match m WHERE m.county_id = l.county_id AND m.voucher_id = l.voucher_id
        AND m.line = l.line AND m.ended_at IS NULL) AS matched
    FROM voucher_line l JOIN voucher v ON v.county_id = l.county_id AND v.id = l.voucher_id
    WHERE l.county_id = ${ctx.county} AND l.coop_id = ${coopId} AND l.account = ${account}
      AND v.kind <> 'opening' AND ${isOneOf('l.voucher_id', voucherIds)}`.execute(ctx.tx)
  return new Map(rows.map((row) => [row.key, row]))
}

export interface NewMatchRow {
  readonly id: AnyId
  readonly groupId: AnyId
  readonly bankLineId: AnyId | null
  readonly voucherId: AnyId | null
  readonly line: number | null
}

export async function insertMatches(
  ctx: Ctx,
  what: { readonly coopId: AnyId; readonly by: string; readonly rows: readonly NewMatchRow[] },
): Promise<void> {
  await insertRows(
    ctx.tx,
    {
      table: 'bank_match',
      columns:
        'county_id int, id uuid, coop_id uuid, group_id uuid, bank_line_id uuid, voucher_id uuid, line smallint, matched_at timestamptz, matched_by text',
    },
    what.rows.map((row) => ({
      county_id: ctx.county,
      id: row.id,
      coop_id: what.coopId,
      group_id: row.groupId,
      bank_line_id: row.bankLineId,
      voucher_id: row.voucherId,
      line: row.line,
      matched_at: ctx.now,
      matched_by: what.by,
    })),
  )
}

/** Ends these groups of a co-op; answers which were in force. */
export async function endMatches(
  ctx: Ctx,
  what: { readonly coopId: AnyId; readonly groupIds: readonly AnyId[]; readonly by: string },
): Promise<Set<AnyId>> {
  const { rows } = await sql<{ group_id: AnyId }>`
    UPDATE bank_match SET ended_at = ${ctx.now}, ended_by = ${what.by}
    WHERE county_id = ${ctx.county} AND coop_id = ${what.coopId} AND group_id = ANY (${idArray(what.groupIds)})
      AND ended_at IS NULL RETURNING group_id`.execute(ctx.tx)
  return new Set(rows.map((row) => row.group_id))
}

/** Writes or takes back the note of bank lines. */
export async function noteBankLines(
  ctx: Ctx,
  ids: readonly AnyId[],
  note: string | null,
): Promise<void> {
  await sql`UPDATE bank_line SET settled_note = ${note}
    WHERE county_id = ${ctx.county} AND ${isOneOf('id', ids)}`.execute(ctx.tx)
}

/** The account, day and note of a line of this co-op; null when there is none. */
export async function bankLineById(
  ctx: Ctx,
  coopId: AnyId,
  id: AnyId,
): Promise<{ account: string; settledNote: string | null; matched: boolean } | null> {
  const { rows } = await sql<{ account: string; settledNote: string | null; matched: boolean }>`
    SELECT account, settled_note AS "settledNote", EXISTS (SELECT FROM bank_match m
      WHERE m.county_id = b.county_id AND m.bank_line_id = b.id AND m.ended_at IS NULL) AS matched
    FROM bank_line b WHERE county_id = ${ctx.county} AND coop_id = ${coopId} AND id = ${id}
    FOR UPDATE OF b`.execute(ctx.tx)
  return rows[0] ?? null
}

/** The balance before the earliest of the lines at hand: of the line that lies right before a day. */
export async function balanceBefore(
  ctx: Ctx,
  { coopId, account }: BankAccount,
  before: LocalDate,
): Promise<bigint | null> {
  const { rows } = await sql<{ balance: bigint | null }>`
    SELECT balance_fen AS balance FROM bank_line
    WHERE county_id = ${ctx.county} AND coop_id = ${coopId} AND account = ${account}
      AND on_date < ${before} ORDER BY on_date DESC, imported_at DESC, place DESC LIMIT 1`.execute(
    ctx.tx,
  )
  return rows[0]?.balance ?? null
}

/** The first balance known from a day on, before its line. */
export async function balanceAfter(
  ctx: Ctx,
  { coopId, account }: BankAccount,
  after: LocalDate,
): Promise<bigint | null> {
  const { rows } = await sql<{ balance: bigint | null }>`
    SELECT balance_fen - amount_fen AS balance FROM bank_line
    WHERE county_id = ${ctx.county} AND coop_id = ${coopId} AND account = ${account}
      AND on_date > ${after} ORDER BY on_date, imported_at, place LIMIT 1`.execute(ctx.tx)
  return rows[0]?.balance ?? null
}
