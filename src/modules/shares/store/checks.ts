import { insertRows, isOneOf } from '../../../platform/rows.ts'
import { sql } from 'kysely'
import type { Instant, LocalDate } from '../../../kernel/date.ts'
import type { Outcome, Severity } from '../../../kernel/finding.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { insideScope } from '../../../platform/unit.ts'
import { type CheckCause, shareTables } from '../store.ts'

/** One rule's state in one co-op, as boards count it. */
interface RuleState {
  readonly coopId: AnyId
  readonly rule: string
  readonly outcome: Outcome
  readonly severity: Severity
  readonly binding: string
  readonly bound: Outcome
  readonly measured: string | null
  readonly exempt: boolean
}

export interface StoredCheck {
  readonly id: AnyId
  readonly coopId: AnyId
  readonly asOf: LocalDate
  readonly cause: CheckCause
  readonly ruleVersions: Readonly<Record<string, string>>
  readonly outcome: Outcome
  /** Findings as JSON, with exemptions. */
  readonly findings: unknown
  /** Hash of register, facts, rules and answer: equal means that nothing has changed. */
  readonly registerHash: string
  readonly states: readonly RuleState[]
}

export interface CurrentCheck {
  readonly checkId: AnyId
  readonly coopId: AnyId
  readonly asOf: LocalDate
  readonly computedAt: Instant
  readonly confirmedOn: LocalDate
  readonly outcome: Outcome
  readonly registerHash: string
  readonly findings: unknown
}

/** The check that counts now for each of these co-ops. */
export async function currentCheckRows(
  ctx: Ctx,
  coopIds: readonly AnyId[],
): Promise<Map<AnyId, CurrentCheck>> {
  const rows = await shareTables(ctx.tx)
    .selectFrom('share_check_current as n')
    .innerJoin('share_check as k', (join) =>
      join.onRef('k.county_id', '=', 'n.county_id').onRef('k.id', '=', 'n.check_id'),
    )
    .select([
      'n.check_id as checkId',
      'n.coop_id as coopId',
      'n.confirmed_on as confirmedOn',
      'k.as_of as asOf',
      'k.computed_at as computedAt',
      'k.outcome',
      'k.register_hash as registerHash',
      'k.findings',
    ])
    .where('n.county_id', '=', ctx.county)
    .where(isOneOf('n.coop_id', coopIds))
    .execute()
  return new Map(rows.map((row) => [row.coopId, row]))
}

/** How a co-op stood by the check that counted on a day. */
export interface KeptCheck {
  readonly coopId: AnyId
  readonly asOf: LocalDate
  readonly outcome: Outcome
  readonly standing: 'kept' | 'warned' | 'broken'
}

/** The last check of each co-op that had been made by the end of the day; absent where there was none. */
export async function checksOn(
  ctx: Ctx,
  coopIds: readonly AnyId[],
  asOf: LocalDate,
): Promise<Map<AnyId, KeptCheck>> {
  const broken = (severity: Severity) =>
    sql`jsonb_path_exists(k.findings, '$[*] ? (@.bound == "fails" && @.exemption == null
      && @.severity == $severity)', jsonb_build_object('severity', ${severity}::text))`
  const { rows } = await sql<KeptCheck>`
    SELECT DISTINCT ON (k.coop_id) k.coop_id AS "coopId", k.as_of AS "asOf", k.outcome,
      CASE WHEN ${broken('block')} THEN 'broken' WHEN ${broken('warn')} THEN 'warned'
        ELSE 'kept' END AS standing
    FROM share_check AS k
    WHERE k.county_id = ${ctx.county} AND ${isOneOf('k.coop_id', coopIds)}
      AND k.as_of <= ${asOf}::date
    ORDER BY k.coop_id, k.computed_at DESC, k.id DESC`.execute(ctx.tx)
  return new Map(rows.map((row) => [row.coopId, row]))
}

/** Writes checks that say something new, and points to them as those that count now. */
export async function saveChecks(ctx: Ctx, checks: readonly StoredCheck[]): Promise<void> {
  await insertRows(
    ctx.tx,
    {
      table: 'share_check',
      columns: `county_id int, id uuid, coop_id uuid, as_of date, computed_at timestamptz, cause text,
        rule_versions jsonb, outcome text, findings jsonb, register_hash text`,
    },
    checks.map((check) => ({
      county_id: ctx.county,
      id: check.id,
      coop_id: check.coopId,
      as_of: check.asOf,
      computed_at: ctx.now,
      cause: check.cause,
      rule_versions: check.ruleVersions,
      outcome: check.outcome,
      findings: check.findings,
      register_hash: check.registerHash,
    })),
  )
  for (let i = 0; i < checks.length; i += 500) {
    const part = checks.slice(i, i + 500)
    await pointTo(ctx, part)
    await saveStates(ctx, part)
  }
}

async function pointTo(ctx: Ctx, checks: readonly StoredCheck[]): Promise<void> {
  if (checks.length === 0) return
  await shareTables(ctx.tx)
    .insertInto('share_check_current')
    .values(
      checks.map((check) => ({
        county_id: ctx.county,
        coop_id: check.coopId,
        check_id: check.id,
        confirmed_at: ctx.now,
        confirmed_on: ctx.today,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['county_id', 'coop_id']).doUpdateSet({
        check_id: sql`excluded.check_id`,
        confirmed_at: sql`excluded.confirmed_at`,
        confirmed_on: sql`excluded.confirmed_on`,
      }),
    )
    .execute()
}

/** `since` stays where the binding reading still comes out as before. */
async function saveStates(ctx: Ctx, checks: readonly StoredCheck[]): Promise<void> {
  const rows = checks.flatMap(({ states, asOf }) =>
    states.map((state) => ({
      county_id: ctx.county,
      coop_id: state.coopId,
      rule: state.rule,
      outcome: state.outcome,
      severity: state.severity,
      binding: state.binding,
      bound: state.bound,
      measured: state.measured,
      exempt: state.exempt,
      since: asOf,
    })),
  )
  await sql`
    INSERT INTO share_check_rule (county_id, coop_id, rule, outcome, severity, binding, bound,
      measured, exempt, since)
    SELECT county_id, coop_id, rule, outcome, severity, binding, bound, measured, exempt, since
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS x(county_id int, coop_id uuid,
      rule text, outcome text, severity text, binding text, bound text, measured text,
      exempt boolean, since date)
    ON CONFLICT (county_id, coop_id, rule) DO UPDATE SET
      outcome = excluded.outcome, severity = excluded.severity, binding = excluded.binding,
      bound = excluded.bound, measured = excluded.measured, exempt = excluded.exempt,
      since = CASE WHEN share_check_rule.bound = excluded.bound THEN share_check_rule.since
        ELSE excluded.since END`.execute(ctx.tx)
}

/** Notes that these checks were made again with the same answer. */
export async function confirmChecks(ctx: Ctx, coopIds: readonly AnyId[]): Promise<void> {
  if (coopIds.length === 0) return
  await shareTables(ctx.tx)
    .updateTable('share_check_current')
    .set({ confirmed_at: ctx.now, confirmed_on: ctx.today })
    .where('county_id', '=', ctx.county)
    .where(isOneOf('coop_id', coopIds))
    .execute()
}

export async function checkPage(
  ctx: Ctx,
  coopId: AnyId,
  page: { readonly limit: number; readonly offset: number },
) {
  const query = shareTables(ctx.tx)
    .selectFrom('share_check')
    .where('county_id', '=', ctx.county)
    .where('coop_id', '=', coopId)
  const rows = await query
    .selectAll()
    .orderBy('computed_at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit)
    .offset(page.offset)
    .execute()
  const { total } = await query
    .select(sql<number>`count(*)::int`.as('total'))
    .executeTakeFirstOrThrow()
  return { total, rows }
}

export interface StateFilter {
  readonly unitId?: AnyId | undefined
  readonly rule?: string | undefined
  readonly bound?: Outcome | undefined
  readonly severity?: Severity | undefined
}

function stateQuery(ctx: Ctx, filter: StateFilter) {
  return shareTables(ctx.tx)
    .selectFrom('share_check_rule as s')
    .where('s.county_id', '=', ctx.county)
    .where(insideScope(ctx, 's.coop_id'))
    .$if(filter.unitId !== undefined, (q) =>
      q.where(sql<boolean>`EXISTS (SELECT 1 FROM org_unit AS place
        WHERE place.county_id = ${ctx.county} AND place.id = s.coop_id
        AND place.ancestors @> ARRAY[${filter.unitId}::uuid])`),
    )
    .$if(filter.rule !== undefined, (q) => q.where('s.rule', '=', filter.rule ?? ''))
    .$if(filter.bound !== undefined, (q) => q.where('s.bound', '=', filter.bound ?? 'fails'))
    .$if(filter.severity !== undefined, (q) =>
      q.where('s.severity', '=', filter.severity ?? 'block'),
    )
}

/** The states of all rules in the caller's scope: a page of rows, and counts over all of them. */
export async function statePage(
  ctx: Ctx,
  filter: StateFilter & { readonly limit: number; readonly offset: number },
) {
  const query = stateQuery(ctx, filter)
  const rows = await query
    .select([
      's.coop_id as coopId',
      's.rule',
      's.outcome',
      's.severity',
      's.bound',
      's.measured',
      's.exempt',
      's.since',
    ])
    .orderBy('s.rule')
    .orderBy('s.coop_id')
    .limit(filter.limit)
    .offset(filter.offset)
    .execute()
  const counts = await query
    .select([
      's.rule',
      sql<number>`count(*) FILTER (WHERE s.bound = 'passes')::int`.as('passes'),
      sql<number>`count(*) FILTER (WHERE s.bound = 'depends')::int`.as('depends'),
      sql<number>`count(*) FILTER (WHERE s.bound = 'fails')::int`.as('fails'),
      sql<number>`count(*) FILTER (WHERE s.exempt)::int`.as('exempt'),
    ])
    .groupBy('s.rule')
    .orderBy('s.rule')
    .execute()
  const total = counts.reduce((sum, row) => sum + row.passes + row.depends + row.fails, 0)
  return { total, rows, counts }
}

/** States of these co-ops, for a comparison before they are written anew. */
export async function statesOf(ctx: Ctx, coopIds: readonly AnyId[]) {
  return shareTables(ctx.tx)
    .selectFrom('share_check_rule')
    .select(['coop_id as coopId', 'rule', 'bound', 'measured'])
    .where('county_id', '=', ctx.county)
    .where(isOneOf('coop_id', coopIds))
    .execute()
}
