import type { AnyId } from '../../../kernel/id.ts'
import { notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import { actorAccount } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { State } from '../model.ts'
import { type ContestRow, contestRow, entriesOf } from '../store/editions.ts'
import { conflictsOf, type JudgeRow, judgesOf, sheetsOf } from '../store/judging.ts'
import type { Sheet } from '../model.ts'

/** A "no" because of where things stand. */
export const notNow = (zh: string, en: string): Refusal =>
  new Refusal('not_allowed_now', text(zh, en))

/** A contest in one of these states, locked for the verbs that change it. */
export async function lockContest(
  ctx: Ctx,
  id: AnyId,
  states: readonly State[],
): Promise<ContestRow> {
  const row = await contestRow(ctx, id, true)
  if (row === null) throw notFound()
  if (!states.includes(row.state)) {
    throw notNow('当前阶段不能进行这项操作。', 'This cannot be done at this stage.')
  }
  return row
}

const pair = (a: AnyId, b: AnyId): string => `${a} ${b}`

/** Who scores whom: judges that stay, units that stay, without those between whom something stands. */
export interface Field {
  readonly judges: readonly JudgeRow[]
  readonly units: readonly { readonly unit_id: AnyId; readonly name: string }[]
  readonly mayScore: (accountId: AnyId, unitId: AnyId) => boolean
}

export async function fieldOf(ctx: Ctx, contestId: AnyId): Promise<Field> {
  const judges = (await judgesOf(ctx, contestId)).filter((one) => one.withdrawn_on === null)
  const units = (await entriesOf(ctx, contestId)).filter((one) => one.withdrawn_why === null)
  const barred = new Set(
    (await conflictsOf(ctx, contestId)).map((one) => pair(one.account_id, one.unit_id)),
  )
  const [seated, entered] = [
    new Set(judges.map((one) => one.account_id)),
    new Set(units.map((one) => one.unit_id)),
  ]
  return {
    judges,
    units,
    mayScore: (accountId, unitId) =>
      seated.has(accountId) && entered.has(unitId) && !barred.has(pair(accountId, unitId)),
  }
}

/** The sheets that count: the last version of each judge and unit, of judges who may score the unit. */
export async function countingSheets(ctx: Ctx, contestId: AnyId, field: Field): Promise<Sheet[]> {
  const last = new Map<string, Sheet>()
  for (const row of await sheetsOf(ctx, contestId)) {
    if (!field.mayScore(row.account_id, row.unit_id)) continue
    last.set(pair(row.account_id, row.unit_id), {
      judge: row.account_id,
      unitId: row.unit_id,
      scores: row.scores as Record<string, string>,
    })
  }
  return [...last.values()]
}

/** The caller as a judge of a contest; `not_found` for everybody else. */
export async function ownSeat(ctx: Ctx, contestId: AnyId): Promise<JudgeRow> {
  const account = actorAccount(ctx)
  const seat = (await judgesOf(ctx, contestId)).find(
    (one) => one.account_id === account && one.withdrawn_on === null,
  )
  if (seat === undefined) throw notFound()
  return seat
}
