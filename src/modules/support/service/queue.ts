import { badInput } from '../../../kernel/refusal.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { lockFor } from '../../../platform/db.ts'
import type { supportContract } from '../contract.ts'
import { SHIPPED_DEPARTMENTS } from '../data/departments.ts'
import { type Department, type DepartmentRole, DEPARTMENTS } from '../model.ts'
import { type QueueRow, queueRows, stepTitles } from '../store/queue.ts'
import { type GroupRow, groupRows, insertGroup } from '../store/settings.ts'

type QueueVerbs = Pick<
  Verbs<typeof supportContract, Ctx>,
  'readLeadingGroup' | 'saveLeadingGroup' | 'readQueue'
>

const inForce = (ctx: Ctx, rows: readonly GroupRow[]): GroupRow | undefined =>
  rows.find((row) => row.valid_from <= ctx.today)

/** The five departments as they stand today: names, leaders, liaisons, duties (R14). */
export async function departmentsToday(ctx: Ctx): Promise<readonly Department[]> {
  const row = inForce(ctx, await groupRows(ctx))
  return row === undefined ? SHIPPED_DEPARTMENTS : departmentsIn(row)
}

const departmentsIn = ({ body }: GroupRow): readonly Department[] =>
  Array.isArray(body) ? (body as Department[]) : SHIPPED_DEPARTMENTS

const WAITING: Readonly<Record<'issue' | 'call', Text>> = {
  issue: text('答复问题', 'answer an issue'),
  call: text('答复呼叫', 'answer a call'),
}

const isLate = (ctx: Ctx, row: QueueRow): boolean => row.due_on !== null && row.due_on < ctx.today

/** The department whose desk the caller sits at; null for leaders, towns and everybody else. */
function ownRole(ctx: Ctx): DepartmentRole | null {
  if (ctx.actor.kind !== 'account') return null
  const held = new Set(ctx.actor.grants.map(({ role }) => role))
  return DEPARTMENTS.find((role) => held.has(role)) ?? null
}

const shownDepartment = (one: Department) => ({ ...one, duties: [...one.duties] })

export const queueVerbs: QueueVerbs = {
  readLeadingGroup: async (ctx) => {
    const rows = await groupRows(ctx)
    const row = inForce(ctx, rows)
    return {
      version: row?.version ?? 0,
      validFrom: row?.valid_from ?? null,
      document: row?.document ?? '',
      departments: (row === undefined ? SHIPPED_DEPARTMENTS : departmentsIn(row)).map(
        shownDepartment,
      ),
      versions: rows.map((one) => ({
        version: one.version,
        validFrom: one.valid_from,
        document: one.document,
        reason: one.reason,
        by: one.recorded_by,
      })),
    }
  },

  saveLeadingGroup: async (ctx, { departments, validFrom, document, reason }) => {
    const faults = departments.flatMap(({ role }, i) =>
      departments.findIndex((one) => one.role === role) === i
        ? []
        : [{ path: `$.departments[${i}].role`, text: text('部门重复', 'occurs twice') }],
    )
    if (faults.length > 0) throw badInput(faults)
    await lockFor(ctx.tx, 'leading-group')
    const before = await departmentsToday(ctx)
    const version = await insertGroup(ctx, {
      valid_from: validFrom,
      body: departments,
      document,
      reason,
    })
    ctx.record({
      entity: 'leading_group',
      id: String(version),
      before: { departments: before },
      after: { departments, validFrom, document, reason },
    })
    return { version }
  },

  readQueue: async (ctx, { role: asked, limit, offset }) => {
    const role = asked ?? ownRole(ctx)
    const all = await queueRows(ctx, DEPARTMENTS)
    const byRole = Map.groupBy(all, (row) => row.role)
    const picked = role === null ? [] : (byRole.get(role) ?? [])
    const page = picked.slice(offset, offset + limit)
    const titles = await stepTitles(ctx, page)
    return {
      departments: (await departmentsToday(ctx)).map((one) => {
        const own = byRole.get(one.role) ?? []
        const late = own.filter((row) => isLate(ctx, row)).length
        return { ...shownDepartment(one), waiting: own.length, late }
      }),
      role,
      total: picked.length,
      rows: page.map((row) => ({
        kind: row.kind,
        refId: row.ref_id,
        unit: { id: row.unit_id, name: row.unit_name },
        title: row.title,
        step:
          row.kind === 'issue' || row.kind === 'call'
            ? { ...WAITING[row.kind] }
            : (titles.get(`${row.process}@${row.version}/${row.step}`) ?? {
                zh: row.step,
                en: row.step,
              }),
        since: row.since,
        dueOn: row.due_on,
        late: isLate(ctx, row),
      })),
    }
  },
}
