import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { actorName } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { insertRows } from '../../../platform/rows.ts'

export interface AssistancePayment {
  readonly id: AnyId
  readonly coopId: AnyId
  readonly fundId: AnyId
  readonly planId: AnyId | null
  readonly year: number
  readonly on: LocalDate
  readonly source: 'surplus' | 'reserve' | 'cost' | 'subsidy' | 'loan' | 'advance'
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

export interface AssistancePaid {
  readonly id: AnyId
  readonly fundId: AnyId
  readonly on: LocalDate
  readonly source: AssistancePayment['source']
  readonly notEarned: boolean
  readonly amount: bigint
  readonly people: number
  readonly voucherId: AnyId | null
}

export async function assistancePayments(
  ctx: Ctx,
  coopId: AnyId,
  year: number,
): Promise<{ payments: AssistancePaid[]; paid: Map<AnyId, bigint> }> {
  const { rows: payments } =
    await sql<AssistancePaid>`SELECT m.id, m.fund_id AS "fundId", m.on_date AS on,
      m.source, m.not_earned AS "notEarned", m.amount_fen AS amount, m.voucher_id AS "voucherId",
      (SELECT count(*)::int FROM assistance_payment_line l WHERE l.county_id = m.county_id
        AND l.payment_id = m.id) AS people
    FROM assistance_payment m WHERE m.county_id = ${ctx.county} AND m.coop_id = ${coopId} AND m.year = ${year}
    ORDER BY m.on_date, m.id`.execute(ctx.tx)
  const { rows } = await sql<{ id: AnyId; amount: bigint }>`SELECT beneficiary_id AS id,
      sum(amount_fen)::bigint AS amount FROM assistance_payment_line
    WHERE county_id = ${ctx.county} AND coop_id = ${coopId} AND year = ${year}
    GROUP BY beneficiary_id`.execute(ctx.tx)
  return { payments, paid: new Map(rows.map(({ id, amount }) => [id, amount])) }
}

export interface CollectivePlanRow {
  readonly id: AnyId
  readonly planId: AnyId
  readonly holderId: AnyId
  readonly amount: bigint
  readonly document: unknown
  readonly inputs: unknown
  readonly resolution: string
  readonly recordedAt: string
  readonly recordedBy: string
}

export async function insertCollectivePlan(
  ctx: Ctx,
  one: Omit<CollectivePlanRow, 'document' | 'inputs' | 'recordedAt' | 'recordedBy'> & {
    readonly coopId: AnyId
    readonly document: string
    readonly inputs: string
  },
): Promise<void> {
  await sql`INSERT INTO collective_plan (county_id, id, coop_id, plan_id, holder_id, amount_fen, document, inputs,
      resolution, recorded_at, recorded_by)
    VALUES (${ctx.county}, ${one.id}, ${one.coopId}, ${one.planId}, ${one.holderId}, ${one.amount},
      ${one.document}::jsonb, ${one.inputs}::jsonb, ${one.resolution}, ${ctx.now}, ${actorName(ctx)})`.execute(
    ctx.tx,
  )
}

/** The last that was recorded for a plan. */
export async function collectivePlanOf(ctx: Ctx, planId: AnyId): Promise<CollectivePlanRow | null> {
  const { rows } =
    await sql<CollectivePlanRow>`SELECT id, plan_id AS "planId", holder_id AS "holderId",
      amount_fen AS amount, document, inputs, resolution, recorded_at AS "recordedAt", recorded_by AS "recordedBy"
    FROM collective_plan WHERE county_id = ${ctx.county} AND plan_id = ${planId}
    ORDER BY recorded_at DESC, id DESC LIMIT 1`.execute(ctx.tx)
  return rows[0] ?? null
}
