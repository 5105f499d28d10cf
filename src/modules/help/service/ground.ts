import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { badInput, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { SHIPPED_RULES } from '../data/rules.ts'
import type { Assigned, HelperState, HelpRules } from '../model.ts'
import type { AssignmentRow, HelperRow } from '../store/helpers.ts'
import { rulesRow } from '../store/helpers.ts'

/** The rules that count on a day, with what the product ships where the county has set none. */
export async function helpRules(ctx: Ctx, on: LocalDate = ctx.today): Promise<HelpRules> {
  const row = await rulesRow(ctx, on)
  return { ...SHIPPED_RULES, ...(row?.rules as Partial<HelpRules> | undefined) }
}

export const helperState = (row: HelperRow): HelperState => ({
  id: row.id,
  channel: row.channel,
  name: row.name,
  homeTownId: row.unit_kind === 'county' ? null : row.unit_id,
  capacity: row.capacity,
  retired: row.retired_on !== null,
})

export const assignedOf = (row: AssignmentRow): Assigned => ({
  id: row.id,
  helperId: row.helper_id,
  channel: row.channel,
  unitId: row.unit_id,
  from: row.valid_from,
})

export const shownAssignment = (row: AssignmentRow) => ({
  assignmentId: row.id,
  channel: row.channel,
  helper: { id: row.helper_id, name: row.helper_name },
  post: row.post,
  unit: { id: row.unit_id, name: row.unit_name },
  from: row.valid_from,
  to: row.valid_to,
  duties: row.duties,
  document: row.document,
  endedWhy: row.ended_why,
  handover: row.handover,
  replaces: row.replaces_id,
})

/** Whether the actor reaches any of these units with the verb's permission; jobs reach all. */
export const reaches = (ctx: Ctx, ancestors: readonly AnyId[]): boolean =>
  ctx.actor.kind === 'job' || ancestors.some((unit) => ctx.scope.includes(unit as never))

const LATE = text('不能晚于今天', 'must not lie in the future')

export function refuseFuture(ctx: Ctx, on: LocalDate, path: string): void {
  if (on > ctx.today) throw badInput([{ path, text: LATE }])
}

export const refused = (zh: string, en: string): Refusal =>
  new Refusal('not_allowed_now', text(zh, en))
