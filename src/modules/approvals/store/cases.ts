import { sql } from 'kysely'
import { yearOf } from '../../../kernel/date.ts'
import type { AnyId, Id } from '../../../kernel/id.ts'
import type { UnitKind } from '../../../kernel/role.ts'
import { actorAccount, actorName } from '../../../platform/actor.ts'
import { takeNumbers } from '../../../platform/counter.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { Tx } from '../../../platform/db.ts'
import { idArray, insertRows, isOneOf } from '../../../platform/rows.ts'
import { ancestorsOf } from '../../../platform/unit.ts'
import type { Act, CaseState, Values } from '../model.ts'
import { type ActRow, approvalTables, type CaseRow, type TaskRow } from '../store.ts'

/** The units of a case, for the platform's scope check. */
export async function unitsOfCase(tx: Tx, id: AnyId): Promise<readonly Id<'unit'>[] | null> {
  const row = await approvalTables(tx)
    .selectFrom('process_case')
    .select('unit_id')
    .where('county_id', '=', sql<number>`app_county()`)
    .where('id', '=', id)
    .executeTakeFirst()
  return row === undefined ? null : ancestorsOf(tx, row.unit_id)
}

/** A case; `lock` holds it until the transaction ends, so that of two who act at once one waits. */
export async function caseRow(ctx: Ctx, id: AnyId, lock: boolean): Promise<CaseRow | null> {
  const query = approvalTables(ctx.tx)
    .selectFrom('process_case')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst()
  return row ?? null
}

/** The running case of a process about a subject; null when there is none. */
export async function runningCase(
  ctx: Ctx,
  process: string,
  subjectId: AnyId,
): Promise<CaseRow | null> {
  const row = await approvalTables(ctx.tx)
    .selectFrom('process_case')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('process', '=', process)
    .where('subject_id', '=', subjectId)
    .where('state', '=', 'running')
    .executeTakeFirst()
  return row ?? null
}

/** Cases about subjects, newest first. */
export const casesAbout = (ctx: Ctx, subjectIds: readonly AnyId[]): Promise<CaseRow[]> =>
  approvalTables(ctx.tx)
    .selectFrom('process_case')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where(sql<boolean>`subject_id = ANY (${`{${subjectIds.join(',')}}`}::uuid[])`)
    .orderBy('opened_at', 'desc')
    .orderBy('id', 'desc')
    .execute()

export const actRows = (ctx: Ctx, caseId: AnyId): Promise<ActRow[]> =>
  approvalTables(ctx.tx)
    .selectFrom('case_act')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('case_id', '=', caseId)
    .orderBy('seq')
    .execute()

/** An act as the rules read it. */
export function actOf(row: ActRow): Act {
  const body = row.body as Record<string, unknown>
  return {
    ...body,
    kind: row.kind,
    seq: row.seq,
    on: row.on_date,
    by: {
      accountId: row.by_account,
      personId: row.by_person,
      name: row.by_name,
      role: row.by_role,
      instead: row.instead,
    },
  } as Act
}

export interface NewCase {
  readonly id: AnyId
  readonly process: string
  readonly version: number
  readonly unitId: Id<'unit'>
  readonly title: string
  readonly subject: { readonly kind: string; readonly id: AnyId } | null
  readonly facts: Values
}

/** Writes a case down under the next number of its process and year: no gaps, whoever rolls back. */
export async function insertCase(ctx: Ctx, fresh: NewCase): Promise<CaseRow> {
  const year = yearOf(ctx.today)
  const number = await takeNumbers(ctx, { unitId: fresh.process, kind: 'case', year })
  return approvalTables(ctx.tx)
    .insertInto('process_case')
    .values({
      county_id: ctx.county,
      id: fresh.id,
      process: fresh.process,
      version: fresh.version,
      unit_id: fresh.unitId,
      year,
      number,
      title: fresh.title,
      subject_kind: fresh.subject?.kind ?? null,
      subject_id: fresh.subject?.id ?? null,
      facts: JSON.stringify(fresh.facts),
      state: 'running',
      opened_on: ctx.today,
      opened_at: ctx.now,
      opened_by: actorAccount(ctx),
      opened_name: actorName(ctx),
      ended_on: null,
      acts: 1,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

export async function insertAct(ctx: Ctx, caseId: AnyId, act: Act): Promise<void> {
  const { seq, on, by, kind, ...body } = act
  await approvalTables(ctx.tx)
    .insertInto('case_act')
    .values({
      county_id: ctx.county,
      case_id: caseId,
      seq,
      kind,
      body: JSON.stringify(body),
      on_date: on,
      at: ctx.now,
      by_account: by.accountId,
      by_person: by.personId,
      by_name: by.name,
      by_role: by.role,
      instead: by.instead,
    })
    .execute()
}

export async function setCase(
  ctx: Ctx,
  id: AnyId,
  now: Pick<CaseRow, 'state' | 'ended_on' | 'acts'> & { readonly state: CaseState },
): Promise<void> {
  await approvalTables(ctx.tx)
    .updateTable('process_case')
    .set(now)
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .execute()
}

const TASK_COLUMNS = `county_id int, case_id uuid, step text, seat text, role text, unit_id uuid, account_id uuid,
  round int, opened_on date, earliest_on date, due_on date, uncovered boolean, escalate text, timed boolean`

/** What waits for whom in a case, instead of what waited before. */
export async function replaceTasks(
  ctx: Ctx,
  caseId: AnyId,
  tasks: readonly Omit<TaskRow, 'county_id' | 'case_id'>[],
): Promise<void> {
  await approvalTables(ctx.tx)
    .deleteFrom('case_task')
    .where('county_id', '=', ctx.county)
    .where('case_id', '=', caseId)
    .execute()
  await insertRows(
    ctx.tx,
    { table: 'case_task', columns: TASK_COLUMNS },
    tasks.map((task) => ({ county_id: ctx.county, case_id: caseId, ...task })),
  )
}

/** What still waits at a step of a case in a round. */
export const seatsWaitingAt = (
  ctx: Ctx,
  at: { readonly caseId: AnyId; readonly step: string; readonly round: number },
): Promise<TaskRow[]> =>
  approvalTables(ctx.tx)
    .selectFrom('case_task')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('case_id', '=', at.caseId)
    .where('step', '=', at.step)
    .where('round', '=', at.round)
    .execute()

/** Cases by their ids, in no order; ids without a case are absent. */
export const caseRowsOf = (ctx: Ctx, ids: readonly AnyId[]): Promise<CaseRow[]> =>
  approvalTables(ctx.tx)
    .selectFrom('process_case')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where(isOneOf('id', ids))
    .execute()

/** All acts of these cases, each case's in order. */
export const actRowsOf = (ctx: Ctx, caseIds: readonly AnyId[]): Promise<ActRow[]> =>
  approvalTables(ctx.tx)
    .selectFrom('case_act')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where(isOneOf('case_id', caseIds))
    .orderBy('case_id')
    .orderBy('seq')
    .execute()

export async function countyName(ctx: Ctx): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    SELECT name FROM county WHERE county_id = ${ctx.county}`.execute(ctx.tx)
  return rows[0]?.name ?? ''
}

type Chain = readonly { readonly id: Id<'unit'>; readonly kind: UnitKind; readonly name: string }[]

/** A unit and everything above it, nearest first, with kind and name. */
export const chainOf = async (ctx: Ctx, unitId: AnyId): Promise<Chain> =>
  (await chainsOf(ctx, [unitId])).get(unitId) ?? []

/** The same for many units at once. */
export async function chainsOf(
  ctx: Ctx,
  unitIds: readonly AnyId[],
): Promise<ReadonlyMap<AnyId, Chain>> {
  const { rows } = await sql<{ of: AnyId; id: Id<'unit'>; kind: UnitKind; name: string }>`
    SELECT u.id AS of, above.id, above.kind, above.name
    FROM org_unit u
    CROSS JOIN LATERAL unnest(u.ancestors) WITH ORDINALITY AS a (id, place)
    JOIN org_unit above ON above.county_id = u.county_id AND above.id = a.id
    WHERE u.county_id = ${ctx.county} AND u.id = ANY (${idArray(unitIds)})
    ORDER BY u.id, a.place`.execute(ctx.tx)
  const chains = Map.groupBy(rows, ({ of }) => of)
  return new Map(
    [...chains].map(([unit, chain]) => [
      unit,
      chain.map(({ id, kind, name }) => ({ id, kind, name })),
    ]),
  )
}
