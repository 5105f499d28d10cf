import { sumFen } from '../../../kernel/money.ts'
import { badInput, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import { actorName } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { lockFor } from '../../../platform/db.ts'
import type { budgetVerbs as contract } from '../contract/budget.ts'
import { execute, faultsOfBudget, overruns } from '../rules/budget.ts'
import { turnoverBetween } from '../store/balances.ts'
import { booksOf } from '../store/books.ts'
import { budgetOf, insertBudget } from '../store/budget.ts'
import { chartOf } from './charts.ts'

export const budgetVerbs: Verbs<typeof contract, Ctx> = {
  adoptBudget: async (ctx, { coopId, year, adoptedOn, basis, rows }) => {
    await lockFor(ctx.tx, `budget:${coopId}`)
    if (!(await booksOf(ctx, [coopId])).has(coopId)) {
      throw badInput([{ path: '$.coopId', text: text('还没有建账', 'has no books yet') }])
    }
    const faults = faultsOfBudget(rows, await chartOf(ctx, coopId))
    if (adoptedOn > ctx.today) {
      const why = text('不能晚于今天', 'must not lie in the future')
      faults.push({ path: '$.adoptedOn', text: why })
    }
    if (faults.length > 0) throw badInput(faults)
    const before = await budgetOf(ctx, coopId, year)
    if (before !== null && before.adoptedOn >= adoptedOn) {
      throw new Refusal(
        'conflict',
        text(
          `${before.adoptedOn} 已通过预算;调整预算的日期须在其后。`,
          `A budget was adopted on ${before.adoptedOn}; a change comes after that day.`,
        ),
      )
    }
    await insertBudget(ctx, actorName(ctx), { coopId, year, adoptedOn, basis, rows })
    ctx.record({
      entity: 'ledger_budget',
      id: coopId,
      before,
      after: { year, adoptedOn, basis, rows },
    })
    return { adopted: rows.length, total: sumFen(rows.map(({ amount }) => amount)) }
  },

  readBudget: async (ctx, { coopId, year, to }) => {
    const last = year * 100 + 12
    const until = to === undefined ? last : Math.min(to, last)
    const budget = await budgetOf(ctx, coopId, year)
    const span = { from: year * 100 + 1, to: until }
    const moved = (await turnoverBetween(ctx, [coopId], span)).get(coopId) ?? []
    const rows = execute(budget?.rows ?? [], moved, await chartOf(ctx, coopId))
    return {
      year,
      to: until,
      adoptedOn: budget?.adoptedOn ?? null,
      basis: budget?.basis ?? null,
      rows,
      findings: budget === null ? [] : overruns(rows, budget.basis),
    }
  },
}
