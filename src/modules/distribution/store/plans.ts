import { sql } from 'kysely'
import type { Outcome } from '../../../kernel/finding.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { actorName } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { idArray, insertRows, isOneOf } from '../../../platform/rows.ts'
import type { PlanFigures, PlanRow, ResolutionRow } from '../store.ts'

const FIGURES =
  sql.raw(`p.id, p.coop_id, p.year, p.status, p.content_hash, p.net_surplus_fen, p.reserve_fen,
  p.distributable_fen, p.returned_fen, p.residual_fen, p.converted_fen, p.retained_fen, p.members, p.outcome,
  p.failing, p.computed_at, p.resolution_id, p.posted_at, p.posted_by, p.reverse_reason`)

/** The co-ops among these, or all of them, that lie inside a unit, with their names. */
export async function coopsInside(
  ctx: Ctx,
  unitId: AnyId,
  coopIds?: readonly AnyId[],
): Promise<Map<AnyId, string>> {
  const some = coopIds === undefined ? sql<boolean>`true` : isOneOf('u.id', coopIds)
  const { rows } = await sql<{ id: AnyId; name: string }>`SELECT u.id, u.name FROM org_unit u
    WHERE u.county_id = ${ctx.county} AND u.kind = 'coop' AND u.ancestors @> ARRAY[${unitId}]::uuid[]
      AND ${some} ORDER BY u.id`.execute(ctx.tx)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** What people call these co-ops. The caller answers for the scope. */
export async function coopNames(ctx: Ctx, ids: readonly AnyId[]): Promise<Map<AnyId, string>> {
  const { rows } = await sql<{ id: AnyId; name: string }>`SELECT id, name FROM org_unit
    WHERE county_id = ${ctx.county} AND ${isOneOf('id', ids)}`.execute(ctx.tx)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** The plans of a year that count, by co-op, without their documents. */
export async function planFigures(
  ctx: Ctx,
  coopIds: readonly AnyId[],
  year: number,
): Promise<Map<AnyId, PlanFigures>> {
  const { rows } = await sql<PlanFigures>`SELECT ${FIGURES} FROM distribution_plan p
    WHERE p.county_id = ${ctx.county} AND ${isOneOf('p.coop_id', coopIds)} AND p.year = ${year}
      AND p.status <> 'reversed'`.execute(ctx.tx)
  return new Map(rows.map((row) => [row.coop_id, row]))
}

/** The plan of a co-op's year that counts; the last that was taken back when none does. */
export async function planOfYear(ctx: Ctx, coopId: AnyId, year: number): Promise<PlanRow | null> {
  const { rows } =
    await sql<PlanRow>`SELECT ${FIGURES}, p.terms, p.document, p.inputs FROM distribution_plan p
    WHERE p.county_id = ${ctx.county} AND p.coop_id = ${coopId} AND p.year = ${year}
    ORDER BY (p.status = 'reversed'), p.created_at DESC, p.id DESC LIMIT 1`.execute(ctx.tx)
  return rows[0] ?? null
}

/** The plans of a year that count, by co-op, with their documents. */
export async function plansOfYear(
  ctx: Ctx,
  coopIds: readonly AnyId[],
  year: number,
): Promise<Map<AnyId, PlanRow>> {
  const { rows } =
    await sql<PlanRow>`SELECT ${FIGURES}, p.terms, p.document, p.inputs FROM distribution_plan p
    WHERE p.county_id = ${ctx.county} AND ${isOneOf('p.coop_id', coopIds)} AND p.year = ${year}
      AND p.status <> 'reversed'`.execute(ctx.tx)
  return new Map(rows.map((row) => [row.coop_id, row]))
}

/** Plans of a year, those taken back too, whose content hash begins so. */
export async function plansByHash(ctx: Ctx, year: number, begins: string): Promise<PlanRow[]> {
  const { rows } =
    await sql<PlanRow>`SELECT ${FIGURES}, p.terms, p.document, p.inputs FROM distribution_plan p
    WHERE p.county_id = ${ctx.county} AND p.year = ${year}
      AND left(p.content_hash, ${begins.length}) = ${begins}`.execute(ctx.tx)
  return rows
}

/** The county's code and name. */
export async function countyOf(ctx: Ctx): Promise<{ code: string; name: string }> {
  const { rows } = await sql<{ code: string; name: string }>`SELECT code, name FROM county
    WHERE county_id = ${ctx.county}`.execute(ctx.tx)
  return rows[0] ?? { code: '', name: '' }
}

export async function plansByIds(ctx: Ctx, ids: readonly AnyId[]): Promise<Map<AnyId, PlanRow>> {
  const { rows } =
    await sql<PlanRow>`SELECT ${FIGURES}, p.terms, p.document, p.inputs FROM distribution_plan p
    WHERE p.county_id = ${ctx.county} AND ${isOneOf('p.id', ids)}`.execute(ctx.tx)
  return new Map(rows.map((row) => [row.id, row]))
}

/** Takes all these locks of the transaction in the order of their names, so that two batches cannot cross. */
export async function lockAll(ctx: Ctx, names: readonly string[]): Promise<void> {
  await sql`SELECT count(pg_advisory_xact_lock(hashtextextended(name, 0)))
    FROM (SELECT name FROM unnest(${names as string[]}::text[]) AS name ORDER BY name) AS ordered`.execute(
    ctx.tx,
  )
}

/**
 * Takes the plans of these co-ops' year for writing, in one order, so that two rounds wait for each other and
 * the second sees what the first did.
 */
export async function lockPlans(
  ctx: Ctx,
  coopIds: readonly AnyId[],
  year: number,
): Promise<PlanRow[]> {
  const { rows } =
    await sql<PlanRow>`SELECT ${FIGURES}, p.terms, p.document, p.inputs FROM distribution_plan p
    WHERE p.county_id = ${ctx.county} AND ${isOneOf('p.coop_id', coopIds)} AND p.year = ${year}
      AND p.status <> 'reversed' ORDER BY p.coop_id FOR UPDATE`.execute(ctx.tx)
  return rows
}

export interface DraftRow {
  readonly id: AnyId
  readonly coopId: AnyId
  readonly year: number
  /** JSON texts. */
  readonly terms: string | null
  readonly document: string
}

export async function insertPlans(ctx: Ctx, plans: readonly DraftRow[]): Promise<void> {
  await insertRows(
    ctx.tx,
    {
      table: 'distribution_plan',
      columns: `county_id int, id uuid, coop_id uuid, year int, status text, terms jsonb, document jsonb,
        created_at timestamptz, created_by text, net_surplus_fen bigint, reserve_fen bigint,
        distributable_fen bigint, returned_fen bigint, residual_fen bigint, converted_fen bigint,
        retained_fen bigint, members int, failing text[]`,
    },
    plans.map((plan) => ({
      county_id: ctx.county,
      id: plan.id,
      coop_id: plan.coopId,
      year: plan.year,
      status: 'draft',
      terms: plan.terms === null ? null : (JSON.parse(plan.terms) as unknown),
      document: JSON.parse(plan.document) as unknown,
      created_at: ctx.now,
      created_by: actorName(ctx),
      net_surplus_fen: '0',
      reserve_fen: '0',
      distributable_fen: '0',
      returned_fen: '0',
      residual_fen: '0',
      converted_fen: '0',
      retained_fen: '0',
      members: 0,
      failing: [],
    })),
  )
}

/** A plan that is not yet resolved gets other terms: what was computed counts no more. */
export async function redraft(
  ctx: Ctx,
  id: AnyId,
  plan: { readonly terms: string | null; readonly document: string },
): Promise<void> {
  await sql`UPDATE distribution_plan SET status = 'draft', terms = ${plan.terms}::jsonb,
      document = ${plan.document}::jsonb, inputs = NULL, content_hash = NULL, outcome = NULL, failing = '{}',
      computed_at = NULL, resolution_id = NULL
    WHERE county_id = ${ctx.county} AND id = ${id}`.execute(ctx.tx)
}

export interface ComputedRow {
  readonly id: AnyId
  readonly document: string
  readonly inputs: string
  readonly contentHash: string
  readonly figures: {
    readonly netSurplus: bigint
    readonly reserve: bigint
    readonly distributable: bigint
    readonly returned: bigint
    readonly residual: bigint
    readonly converted: bigint
    readonly retained: bigint
    readonly members: number
    readonly outcome: Outcome
    readonly failing: readonly string[]
  }
}

/** The assembly's resolution counts no more; it stays on record. */
export async function withdraw(ctx: Ctx, id: AnyId): Promise<void> {
  await sql`UPDATE distribution_plan SET status = 'computed', resolution_id = NULL
    WHERE county_id = ${ctx.county} AND id = ${id}`.execute(ctx.tx)
}

/** Keeps what plans were computed on and what they come to, all in one statement a chunk. */
export async function saveComputed(ctx: Ctx, plans: readonly ComputedRow[]): Promise<void> {
  for (let i = 0; i < plans.length; i += COMPUTED_CHUNK) {
    const chunk = plans.slice(i, i + COMPUTED_CHUNK).map(({ figures: f, ...plan }) => ({
      id: plan.id,
      document: JSON.parse(plan.document) as unknown,
      inputs: JSON.parse(plan.inputs) as unknown,
      content_hash: plan.contentHash,
      net_surplus_fen: f.netSurplus.toString(),
      reserve_fen: f.reserve.toString(),
      distributable_fen: f.distributable.toString(),
      returned_fen: f.returned.toString(),
      residual_fen: f.residual.toString(),
      converted_fen: f.converted.toString(),
      retained_fen: f.retained.toString(),
      members: f.members,
      outcome: f.outcome,
      failing: f.failing,
    }))
    await sql`UPDATE distribution_plan p SET status = 'computed', document = x.document, inputs = x.inputs,
        content_hash = x.content_hash, net_surplus_fen = x.net_surplus_fen, reserve_fen = x.reserve_fen,
        distributable_fen = x.distributable_fen, returned_fen = x.returned_fen,
        residual_fen = x.residual_fen, converted_fen = x.converted_fen, retained_fen = x.retained_fen,
        members = x.members, outcome = x.outcome, failing = x.failing, computed_at = ${ctx.now},
        resolution_id = NULL
      FROM jsonb_to_recordset(${JSON.stringify(chunk)}::jsonb) AS x(id uuid, document jsonb, inputs jsonb,
        content_hash text, net_surplus_fen bigint, reserve_fen bigint, distributable_fen bigint,
        returned_fen bigint, residual_fen bigint, converted_fen bigint, retained_fen bigint, members int,
        outcome text, failing text[])
      WHERE p.county_id = ${ctx.county} AND p.id = x.id`.execute(ctx.tx)
  }
}

/** Plans of one statement: bounds the text that is sent, not the transaction. */
const COMPUTED_CHUNK = 200

export type NewResolution = Omit<ResolutionRow, 'recorded_by'>

/** Keeps resolutions and lets each count for its plan. */
export async function saveResolutions(ctx: Ctx, rows: readonly NewResolution[]): Promise<void> {
  await insertRows(
    ctx.tx,
    {
      table: 'distribution_resolution',
      columns: `county_id int, id uuid, plan_id uuid, coop_id uuid, body text, number text, decided_on date,
        heads int, present int, votes int, in_favour int, available_from date, document text, review text,
        content_hash text, recorded_at timestamptz, recorded_by text`,
    },
    rows.map((row) => ({
      ...row,
      county_id: ctx.county,
      recorded_at: ctx.now,
      recorded_by: actorName(ctx),
    })),
  )
  await sql`UPDATE distribution_plan p SET status = 'resolved', resolution_id = r.id
    FROM distribution_resolution r WHERE p.county_id = ${ctx.county} AND r.county_id = p.county_id
      AND r.plan_id = p.id AND ${isOneOf(
        'r.id',
        rows.map(({ id }) => id),
      )}`.execute(ctx.tx)
}

export async function resolutionsByIds(
  ctx: Ctx,
  ids: readonly AnyId[],
): Promise<Map<AnyId, ResolutionRow>> {
  const { rows } = await sql<ResolutionRow>`SELECT * FROM distribution_resolution
    WHERE county_id = ${ctx.county} AND ${isOneOf('id', ids)}`.execute(ctx.tx)
  return new Map(rows.map((row) => [row.id, row]))
}

export interface PostedRow {
  readonly planId: AnyId
  readonly coopId: AnyId
  readonly year: number
  readonly vouchers: readonly { readonly voucherId: AnyId; readonly step: string }[]
  readonly events: readonly AnyId[]
  readonly dues: readonly {
    readonly holderId: AnyId
    readonly returned: bigint
    readonly residual: bigint
    readonly convertedReturn: bigint
    readonly convertedResidual: bigint
    readonly reserve: bigint
  }[]
}

/** Keeps what posting did: the vouchers, the events of the register, what is due to whom. */
export async function savePosted(ctx: Ctx, plans: readonly PostedRow[]): Promise<void> {
  await saveVouchers(ctx, plans)
  await insertRows(
    ctx.tx,
    {
      table: 'distribution_conversion',
      columns: 'county_id int, plan_id uuid, event_id uuid, coop_id uuid',
    },
    plans.flatMap(({ planId, coopId, events }) =>
      events.map((event) => ({
        county_id: ctx.county,
        plan_id: planId,
        event_id: event,
        coop_id: coopId,
      })),
    ),
  )
  await insertRows(
    ctx.tx,
    {
      table: 'distribution_due',
      columns: `county_id int, plan_id uuid, holder_id uuid, coop_id uuid, year int, return_fen bigint,
        residual_fen bigint, converted_return_fen bigint, converted_residual_fen bigint, reserve_fen bigint`,
    },
    plans.flatMap(({ planId, coopId, year, dues }) =>
      dues.map((due) => ({
        county_id: ctx.county,
        plan_id: planId,
        holder_id: due.holderId,
        coop_id: coopId,
        year,
        return_fen: due.returned.toString(),
        residual_fen: due.residual.toString(),
        converted_return_fen: due.convertedReturn.toString(),
        converted_residual_fen: due.convertedResidual.toString(),
        reserve_fen: due.reserve.toString(),
      })),
    ),
  )
  await sql`UPDATE distribution_plan SET status = 'posted', posted_at = ${ctx.now}, posted_by = ${actorName(ctx)}
    WHERE county_id = ${ctx.county} AND id = ANY (${idArray(plans.map(({ planId }) => planId))})`.execute(
    ctx.tx,
  )
}

export async function saveVouchers(
  ctx: Ctx,
  plans: readonly Pick<PostedRow, 'planId' | 'coopId' | 'vouchers'>[],
): Promise<void> {
  await insertRows(
    ctx.tx,
    {
      table: 'distribution_voucher',
      columns: 'county_id int, voucher_id uuid, plan_id uuid, coop_id uuid, step text',
    },
    plans.flatMap(({ planId, coopId, vouchers }) =>
      vouchers.map(({ voucherId, step }) => ({
        county_id: ctx.county,
        voucher_id: voucherId,
        plan_id: planId,
        coop_id: coopId,
        step,
      })),
    ),
  )
}

export async function markReversed(ctx: Ctx, planId: AnyId, reason: string): Promise<void> {
  await sql`UPDATE distribution_plan SET status = 'reversed', reversed_at = ${ctx.now},
      reversed_by = ${actorName(ctx)}, reverse_reason = ${reason}
    WHERE county_id = ${ctx.county} AND id = ${planId}`.execute(ctx.tx)
}

export async function vouchersOfPlan(
  ctx: Ctx,
  planId: AnyId,
): Promise<{ voucherId: AnyId; step: string }[]> {
  const { rows } = await sql<{ voucherId: AnyId; step: string }>`
    SELECT d.voucher_id AS "voucherId", d.step FROM distribution_voucher d
    JOIN voucher v ON v.county_id = d.county_id AND v.id = d.voucher_id
    WHERE d.county_id = ${ctx.county} AND d.plan_id = ${planId} ORDER BY v.seq`.execute(ctx.tx)
  return rows
}

export async function conversionsOfPlan(ctx: Ctx, planId: AnyId): Promise<AnyId[]> {
  const { rows } = await sql<{ id: AnyId }>`SELECT c.event_id AS id FROM distribution_conversion c
    JOIN share_event e ON e.county_id = c.county_id AND e.id = c.event_id
    WHERE c.county_id = ${ctx.county} AND c.plan_id = ${planId} ORDER BY e.seq DESC`.execute(ctx.tx)
  return rows.map(({ id }) => id)
}
