import { written } from '../../../platform/actor.ts'
import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Text } from '../../../kernel/text.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { ConflictKind, Inputs, UnitScore } from '../model.ts'
import { contestTables, type ContestTables, type New } from '../store.ts'

export type JudgeRow = ContestTables['contest_judge']
export type ConflictRow = ContestTables['contest_conflict']

export const judgesOf = (ctx: Ctx, contestId: AnyId): Promise<JudgeRow[]> =>
  contestTables(ctx.tx)
    .selectFrom('contest_judge')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('contest_id', '=', contestId)
    .orderBy('recorded_at')
    .orderBy('account_id')
    .execute()

export async function insertJudge(
  ctx: Ctx,
  judge: Omit<New<'contest_judge'>, 'withdrawn_on' | 'withdrawn_why'>,
): Promise<void> {
  await contestTables(ctx.tx)
    .insertInto('contest_judge')
    .values({ ...judge, withdrawn_on: null, withdrawn_why: null, ...written(ctx) })
    .execute()
}

export async function withdrawJudge(
  ctx: Ctx,
  of: { readonly contestId: AnyId; readonly accountId: AnyId; readonly why: string },
): Promise<boolean> {
  const done = await contestTables(ctx.tx)
    .updateTable('contest_judge')
    .set({ withdrawn_on: ctx.today, withdrawn_why: of.why })
    .where('county_id', '=', ctx.county)
    .where('contest_id', '=', of.contestId)
    .where('account_id', '=', of.accountId)
    .where('withdrawn_on', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

export const conflictsOf = (ctx: Ctx, contestId: AnyId): Promise<ConflictRow[]> =>
  contestTables(ctx.tx)
    .selectFrom('contest_conflict')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('contest_id', '=', contestId)
    .orderBy('account_id')
    .orderBy('unit_id')
    .orderBy('kind')
    .orderBy('source')
    .execute()

/** Puts down why a judge does not score a unit; said again, it stays as it was. */
export async function insertConflict(
  ctx: Ctx,
  row: {
    readonly contestId: AnyId
    readonly accountId: AnyId
    readonly unitId: AnyId
    readonly kind: ConflictKind
    readonly source: ConflictRow['source']
    readonly said: Text
  },
): Promise<void> {
  await contestTables(ctx.tx)
    .insertInto('contest_conflict')
    .values({
      contest_id: row.contestId,
      account_id: row.accountId,
      unit_id: row.unitId,
      kind: row.kind,
      source: row.source,
      said: JSON.stringify(row.said),
      ...written(ctx),
    })
    .onConflict((again) => again.doNothing())
    .execute()
}

/** All sheets of a contest, the older versions as well. */
export const sheetsOf = (ctx: Ctx, contestId: AnyId) =>
  contestTables(ctx.tx)
    .selectFrom('contest_sheet')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('contest_id', '=', contestId)
    .orderBy('account_id')
    .orderBy('unit_id')
    .orderBy('version')
    .execute()

/** The sheets of one judge alone. */
export const sheetsBy = (ctx: Ctx, contestId: AnyId, accountId: AnyId) =>
  contestTables(ctx.tx)
    .selectFrom('contest_sheet')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('contest_id', '=', contestId)
    .where('account_id', '=', accountId)
    .orderBy('version')
    .execute()

/** How many units each judge has scored, and by how many judges each unit was scored: no points. */
export async function filedSheets(ctx: Ctx, contestId: AnyId) {
  const { rows } = await sql<{ account_id: AnyId; unit_id: AnyId }>`
    SELECT DISTINCT account_id, unit_id FROM contest_sheet
    WHERE county_id = ${ctx.county} AND contest_id = ${contestId}::uuid`.execute(ctx.tx)
  return rows
}

export async function insertSheet(
  ctx: Ctx,
  sheet: Omit<New<'contest_sheet'>, 'scores'> & {
    readonly scores: Readonly<Record<string, string>>
  },
): Promise<void> {
  await contestTables(ctx.tx)
    .insertInto('contest_sheet')
    .values({ ...sheet, scores: JSON.stringify(sheet.scores), ...written(ctx) })
    .execute()
}

export const vetoesOf = (ctx: Ctx, contestId: AnyId) =>
  contestTables(ctx.tx)
    .selectFrom('contest_veto')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('contest_id', '=', contestId)
    .orderBy('recorded_at')
    .orderBy('id')
    .execute()

export async function insertVeto(
  ctx: Ctx,
  veto: Omit<New<'contest_veto'>, 'withdrawn_on' | 'withdrawn_why'>,
): Promise<void> {
  await contestTables(ctx.tx)
    .insertInto('contest_veto')
    .values({ ...veto, withdrawn_on: null, withdrawn_why: null, ...written(ctx) })
    .execute()
}

export async function withdrawVeto(
  ctx: Ctx,
  of: { readonly contestId: AnyId; readonly id: AnyId; readonly why: string },
): Promise<boolean> {
  const done = await contestTables(ctx.tx)
    .updateTable('contest_veto')
    .set({ withdrawn_on: ctx.today, withdrawn_why: of.why })
    .where('county_id', '=', ctx.county)
    .where('contest_id', '=', of.contestId)
    .where('id', '=', of.id)
    .where('withdrawn_on', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

/** Results, the first edition first. */
export const resultsOf = (ctx: Ctx, contestId: AnyId) =>
  contestTables(ctx.tx)
    .selectFrom('contest_result')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('contest_id', '=', contestId)
    .orderBy('edition')
    .execute()

export async function insertResult(
  ctx: Ctx,
  result: Omit<New<'contest_result'>, 'inputs' | 'body'> & {
    readonly inputs: Inputs
    readonly body: string
  },
): Promise<void> {
  await contestTables(ctx.tx)
    .insertInto('contest_result')
    .values({ ...result, inputs: JSON.stringify(result.inputs), ...written(ctx) })
    .execute()
}

export const appealsOf = (ctx: Ctx, contestId: AnyId) =>
  contestTables(ctx.tx)
    .selectFrom('contest_appeal')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('contest_id', '=', contestId)
    .orderBy('recorded_at')
    .execute()

export async function insertAppeal(
  ctx: Ctx,
  appeal: Omit<New<'contest_appeal'>, 'outcome' | 'ended_on'>,
): Promise<void> {
  await contestTables(ctx.tx)
    .insertInto('contest_appeal')
    .values({ ...appeal, outcome: null, ended_on: null, ...written(ctx) })
    .execute()
}

/** How an appeal ended; told twice, it stays as it was. */
export async function endAppeal(
  ctx: Ctx,
  of: {
    readonly caseId: AnyId
    readonly outcome: NonNullable<ContestTables['contest_appeal']['outcome']>
    readonly on: LocalDate
  },
): Promise<void> {
  await contestTables(ctx.tx)
    .updateTable('contest_appeal')
    .set({ outcome: of.outcome, ended_on: of.on })
    .where('county_id', '=', ctx.county)
    .where('case_id', '=', of.caseId)
    .where('outcome', 'is', null)
    .execute()
}

export const tasksOf = (ctx: Ctx, contestId: AnyId) =>
  contestTables(ctx.tx)
    .selectFrom('contest_task')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('contest_id', '=', contestId)
    .orderBy('due_on')
    .orderBy('id')
    .execute()

export async function insertTask(
  ctx: Ctx,
  task: Omit<New<'contest_task'>, 'done_on' | 'done_said' | 'done_by'>,
): Promise<void> {
  await contestTables(ctx.tx)
    .insertInto('contest_task')
    .values({ ...task, done_on: null, done_said: null, done_by: null, ...written(ctx) })
    .execute()
}

export async function finishTask(
  ctx: Ctx,
  of: { readonly id: AnyId; readonly unitId: AnyId; readonly said: string },
): Promise<boolean> {
  const done = await contestTables(ctx.tx)
    .updateTable('contest_task')
    .set({ done_on: ctx.today, done_said: of.said, done_by: written(ctx).recorded_by })
    .where('county_id', '=', ctx.county)
    .where('id', '=', of.id)
    .where('unit_id', '=', of.unitId)
    .where('done_on', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

/** Places as they stand in a result. */
export const bodyOf = (row: Pick<ContestTables['contest_result'], 'body'>): UnitScore[] =>
  revive(row.body) as UnitScore[]

/** Fractions are kept as {"f": "31/100"}. */
function revive(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(revive)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
  const [only] = entries
  if (entries.length === 1 && only?.[0] === 'f' && typeof only[1] === 'string') {
    const [num = '0', den = '1'] = only[1].split('/')
    return { num: BigInt(num), den: BigInt(den) }
  }
  return Object.fromEntries(entries.map(([key, one]) => [key, revive(one)]))
}
