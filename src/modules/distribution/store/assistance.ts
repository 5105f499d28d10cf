import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { actorName } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { insertRows, isOneOf } from '../../../platform/rows.ts'

export type PaySource = 'surplus' | 'reserve' | 'cost' | 'subsidy' | 'loan' | 'advance'
export type ReceiptHow = 'bank' | 'signed' | 'proxy' | 'withdrawn'

export interface AssistancePayment {
  readonly id: AnyId
  readonly coopId: AnyId
  readonly fundId: AnyId
  readonly planId: AnyId | null
  readonly year: number
  readonly on: LocalDate
  readonly source: PaySource
  readonly notEarned: boolean
  readonly voucherId: AnyId | null
  readonly reference: string | null
  readonly lines: readonly { readonly beneficiaryId: AnyId; readonly amount: bigint }[]
}

export async function insertAssistancePayment(ctx: Ctx, one: AssistancePayment): Promise<void> {
  const amount = one.lines.reduce((all, line) => all + line.amount, 0n)
  await sql`INSERT INTO assistance_payment (county_id, id, coop_id, fund_id, plan_id, year, on_date, source,
      not_earned, amount_fen, voucher_id, reference, recorded_at, recorded_by)
    VALUES (${ctx.county}, ${one.id}, ${one.coopId}, ${one.fundId}, ${one.planId}, ${one.year}, ${one.on},
      ${one.source}, ${one.notEarned}, ${amount}, ${one.voucherId}, ${one.reference}, ${ctx.now},
      ${actorName(ctx)})`.execute(ctx.tx)
  await insertRows(
    ctx.tx,
    {
      table: 'assistance_payment_line',
      columns: `county_id int, payment_id uuid, beneficiary_id uuid, coop_id uuid, fund_id uuid, year int,
        amount_fen bigint`,
    },
    one.lines.map((line) => ({
      county_id: ctx.county,
      payment_id: one.id,
      beneficiary_id: line.beneficiaryId,
      coop_id: one.coopId,
      fund_id: one.fundId,
      year: one.year,
      amount_fen: line.amount.toString(),
    })),
  )
}

/** The last mark on a line of a payment; a withdrawn one stands as null. */
export interface Receipt {
  readonly on: LocalDate
  readonly how: ReceiptHow
  readonly note: string | null
}

export interface PaidLine {
  readonly beneficiaryId: AnyId
  readonly amount: bigint
  readonly received: Receipt | null
}

export interface AssistancePaid {
  readonly id: AnyId
  readonly coopId: AnyId
  readonly fundId: AnyId
  readonly year: number
  readonly on: LocalDate
  readonly source: PaySource
  readonly notEarned: boolean
  readonly amount: bigint
  readonly voucherId: AnyId | null
  readonly reference: string | null
  readonly reversed: { readonly on: LocalDate; readonly reason: string } | null
  readonly lines: readonly PaidLine[]
}

type PaidRow = Omit<AssistancePaid, 'lines' | 'reversed'> & {
  readonly reversedOn: LocalDate | null
  readonly reason: string | null
}

const PAID =
  sql.raw(`m.id, m.coop_id AS "coopId", m.fund_id AS "fundId", m.year, m.on_date AS on, m.source,
  m.not_earned AS "notEarned", m.amount_fen AS amount, m.voucher_id AS "voucherId", m.reference,
  r.on_date AS "reversedOn", r.reason`)
const REVERSED = sql.raw(`LEFT JOIN assistance_payment_reversal r ON r.county_id = m.county_id
  AND r.payment_id = m.id`)

/** The payments of these co-ops for a year, with their lines and marks, in the order of their days. */
export async function assistancePayments(
  ctx: Ctx,
  coopIds: readonly AnyId[],
  year: number,
): Promise<AssistancePaid[]> {
  const { rows } = await sql<PaidRow>`SELECT ${PAID} FROM assistance_payment m ${REVERSED}
    WHERE m.county_id = ${ctx.county} AND ${isOneOf('m.coop_id', coopIds)} AND m.year = ${year}
    ORDER BY m.on_date, m.id`.execute(ctx.tx)
  return withLines(ctx, rows)
}

/** One payment of a co-op; null when it has none of this id. */
export async function assistancePaymentById(
  ctx: Ctx,
  coopId: AnyId,
  id: AnyId,
): Promise<AssistancePaid | null> {
  const { rows } = await sql<PaidRow>`SELECT ${PAID} FROM assistance_payment m ${REVERSED}
    WHERE m.county_id = ${ctx.county} AND m.coop_id = ${coopId} AND m.id = ${id}`.execute(ctx.tx)
  return (await withLines(ctx, rows))[0] ?? null
}

/** The payments that have lines of these beneficiaries, with those lines alone. */
export async function paymentsToBeneficiaries(
  ctx: Ctx,
  beneficiaryIds: readonly AnyId[],
): Promise<AssistancePaid[]> {
  const { rows } = await sql<PaidRow>`SELECT ${PAID} FROM assistance_payment m ${REVERSED}
    WHERE m.county_id = ${ctx.county} AND EXISTS (SELECT FROM assistance_payment_line l
      WHERE l.county_id = m.county_id AND l.payment_id = m.id AND ${isOneOf('l.beneficiary_id', beneficiaryIds)})
    ORDER BY m.on_date, m.id`.execute(ctx.tx)
  const wanted = new Set(beneficiaryIds)
  return (await withLines(ctx, rows)).map((payment) => ({
    ...payment,
    lines: payment.lines.filter(({ beneficiaryId }) => wanted.has(beneficiaryId)),
  }))
}

interface LineRow {
  readonly paymentId: AnyId
  readonly beneficiaryId: AnyId
  readonly amount: bigint
  readonly on: LocalDate | null
  readonly how: ReceiptHow | null
  readonly note: string | null
}

async function withLines(ctx: Ctx, rows: readonly PaidRow[]): Promise<AssistancePaid[]> {
  const { rows: found } = await sql<LineRow>`SELECT l.payment_id AS "paymentId",
      l.beneficiary_id AS "beneficiaryId", l.amount_fen AS amount, t.on_date AS on, t.how, t.note
    FROM assistance_payment_line l
    LEFT JOIN LATERAL (SELECT on_date, how, note FROM assistance_receipt t WHERE t.county_id = l.county_id
      AND t.payment_id = l.payment_id AND t.beneficiary_id = l.beneficiary_id
      ORDER BY recorded_at DESC, id DESC LIMIT 1) t ON true
    WHERE l.county_id = ${ctx.county} AND ${isOneOf(
      'l.payment_id',
      rows.map(({ id }) => id),
    )} ORDER BY l.beneficiary_id`.execute(ctx.tx)
  const lines = Map.groupBy(found, ({ paymentId }) => paymentId)
  return rows.map(({ reversedOn, reason, ...row }) => ({
    ...row,
    reversed: reversedOn === null ? null : { on: reversedOn, reason: reason ?? '' },
    lines: (lines.get(row.id) ?? []).map(({ beneficiaryId, amount, on, how, note }) => ({
      beneficiaryId,
      amount,
      received: on === null || how === null || how === 'withdrawn' ? null : { on, how, note },
    })),
  }))
}

export async function insertReversal(
  ctx: Ctx,
  of: {
    readonly paymentId: AnyId
    readonly coopId: AnyId
    readonly on: LocalDate
    readonly reason: string
  },
): Promise<void> {
  await sql`INSERT INTO assistance_payment_reversal (county_id, payment_id, coop_id, on_date, reason,
      recorded_at, recorded_by)
    VALUES (${ctx.county}, ${of.paymentId}, ${of.coopId}, ${of.on}, ${of.reason}, ${ctx.now},
      ${actorName(ctx)})`.execute(ctx.tx)
}

export async function insertReceipts(
  ctx: Ctx,
  of: {
    readonly paymentId: AnyId
    readonly coopId: AnyId
    readonly on: LocalDate
    readonly how: ReceiptHow
    readonly note: string | null
    readonly beneficiaryIds: readonly AnyId[]
  },
): Promise<void> {
  await insertRows(
    ctx.tx,
    {
      table: 'assistance_receipt',
      columns: `county_id int, id uuid, payment_id uuid, beneficiary_id uuid, coop_id uuid, on_date date,
        how text, note text, recorded_at timestamptz, recorded_by text`,
    },
    of.beneficiaryIds.map((beneficiaryId) => ({
      county_id: ctx.county,
      id: ctx.newId(),
      payment_id: of.paymentId,
      beneficiary_id: beneficiaryId,
      coop_id: of.coopId,
      on_date: of.on,
      how: of.how,
      note: of.note,
      recorded_at: ctx.now,
      recorded_by: actorName(ctx),
    })),
  )
}

/** An approved list of a fund's year; amounts by beneficiary, fen. */
export interface AssistanceList {
  readonly id: AnyId
  readonly coopId: AnyId
  readonly fundId: AnyId
  readonly year: number
  readonly version: number
  readonly document: string
  readonly decidedOn: LocalDate
  readonly postedFrom: LocalDate | null
  readonly postedTo: LocalDate | null
  readonly reason: string | null
  readonly recordedBy: string
  readonly lines: ReadonlyMap<AnyId, bigint>
}

/** The lists of these co-ops for a year, the newest of each fund first. */
export async function assistanceLists(
  ctx: Ctx,
  coopIds: readonly AnyId[],
  year: number,
): Promise<AssistanceList[]> {
  return listsWhere(ctx, sql<boolean>`${isOneOf('l.coop_id', coopIds)} AND l.year = ${year}`)
}

/** The lists of these funds, of whatever year. */
export const listsOfFunds = (ctx: Ctx, fundIds: readonly AnyId[]): Promise<AssistanceList[]> =>
  listsWhere(ctx, isOneOf('l.fund_id', fundIds))

async function listsWhere(
  ctx: Ctx,
  which: ReturnType<typeof sql<boolean>>,
): Promise<AssistanceList[]> {
  const { rows } = await sql<
    Omit<AssistanceList, 'lines'>
  >`SELECT l.id, l.coop_id AS "coopId", l.fund_id AS "fundId",
      l.year, l.version, l.document, l.decided_on AS "decidedOn", l.posted_from AS "postedFrom",
      l.posted_to AS "postedTo", l.reason, l.recorded_by AS "recordedBy"
    FROM assistance_list l WHERE l.county_id = ${ctx.county} AND ${which}
    ORDER BY l.fund_id, l.year DESC, l.version DESC`.execute(ctx.tx)
  const { rows: lines } = await sql<{ listId: AnyId; id: AnyId; amount: bigint }>`
    SELECT list_id AS "listId", beneficiary_id AS id, amount_fen AS amount FROM assistance_list_line
    WHERE county_id = ${ctx.county} AND ${isOneOf(
      'list_id',
      rows.map(({ id }) => id),
    )}`.execute(ctx.tx)
  const byList = Map.groupBy(lines, ({ listId }) => listId)
  return rows.map((row) => ({
    ...row,
    lines: new Map((byList.get(row.id) ?? []).map(({ id, amount }) => [id, amount])),
  }))
}

export async function insertList(
  ctx: Ctx,
  list: Omit<AssistanceList, 'recordedBy'>,
): Promise<void> {
  await sql`INSERT INTO assistance_list (county_id, id, coop_id, fund_id, year, version, document, decided_on,
      posted_from, posted_to, reason, recorded_at, recorded_by)
    VALUES (${ctx.county}, ${list.id}, ${list.coopId}, ${list.fundId}, ${list.year}, ${list.version},
      ${list.document}, ${list.decidedOn}, ${list.postedFrom}, ${list.postedTo}, ${list.reason},
      ${ctx.now}, ${actorName(ctx)})`.execute(ctx.tx)
  await insertRows(
    ctx.tx,
    {
      table: 'assistance_list_line',
      columns: 'county_id int, list_id uuid, beneficiary_id uuid, coop_id uuid, amount_fen bigint',
    },
    [...list.lines].map(([beneficiaryId, amount]) => ({
      county_id: ctx.county,
      list_id: list.id,
      beneficiary_id: beneficiaryId,
      coop_id: list.coopId,
      amount_fen: amount.toString(),
    })),
  )
}

/** Whether a voucher stands in the books of a co-op. */
export async function isVoucherOf(ctx: Ctx, coopId: AnyId, voucherId: AnyId): Promise<boolean> {
  const { rows } = await sql`SELECT 1 FROM voucher WHERE county_id = ${ctx.county}
    AND coop_id = ${coopId} AND id = ${voucherId}`.execute(ctx.tx)
  return rows.length > 0
}
