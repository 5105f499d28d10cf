import { badInput, notFound } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { colleaguesAt } from '../../identity/index.ts'
import type { approvalsContract } from '../contract.ts'
import { endSubstituteRow, insertSubstitute, substituteRows } from '../store/substitutes.ts'
import { personOf } from './acts.ts'

type SubstituteVerbs = Pick<
  Verbs<typeof approvalsContract, Ctx>,
  'listSubstitutes' | 'findSubstitutes' | 'nameSubstitute' | 'endSubstitute'
>

/** Who holds one of the caller's roles where the caller holds it: nobody hands a right to who has none. */
async function candidates(ctx: Ctx) {
  const person = await personOf(ctx)
  const units = person.grants.flatMap(({ unitId }) => (unitId === null ? [] : [unitId]))
  const all = await colleaguesAt(ctx, units)
  return all.filter(
    ({ accountId, role, unitId }) =>
      accountId !== person.accountId &&
      person.grants.some((grant) => grant.role === role && grant.unitId === unitId),
  )
}

export const substituteVerbs: SubstituteVerbs = {
  listSubstitutes: async (ctx) => {
    const { accountId } = await personOf(ctx)
    const rows = await substituteRows(ctx, accountId)
    return {
      rows: rows.map((row) => ({
        id: row.id,
        name: row.name,
        substitute: row.substitute,
        mine: row.account_id === accountId,
        from: row.from_day,
        to: row.to_day,
        reason: row.reason,
        endedOn: row.ended_on,
      })),
    }
  },

  findSubstitutes: async (ctx) => {
    const found = new Map((await candidates(ctx)).map(({ accountId, name }) => [accountId, name]))
    return { rows: [...found].map(([accountId, name]) => ({ accountId, name })) }
  },

  nameSubstitute: async (ctx, { accountId, from, to, reason }) => {
    const faults = []
    if (from < ctx.today) {
      faults.push({ path: '$.from', text: text('不能早于今天', 'must not lie in the past') })
    }
    if (to < from)
      faults.push({ path: '$.to', text: text('早于开始日', 'lies before the first day') })
    const found = (await candidates(ctx)).find((one) => one.accountId === accountId)
    if (found === undefined) {
      faults.push({
        path: '$.accountId',
        text: text('只能由同岗位人员代办', 'only somebody who holds the same role there'),
      })
    }
    if (faults.length > 0) throw badInput(faults)
    const person = await personOf(ctx)
    const id = ctx.newId()
    await insertSubstitute(ctx, {
      id,
      account_id: person.accountId,
      substitute_id: accountId,
      from_day: from,
      to_day: to,
      reason,
    })
    ctx.record({ entity: 'substitute', id, after: { substitute: found?.name, from, to, reason } })
    return { id }
  },

  endSubstitute: async (ctx, { substitutionId }) => {
    const { accountId } = await personOf(ctx)
    const ended = await endSubstituteRow(ctx, { id: substitutionId, accountId, on: ctx.today })
    if (!ended) throw notFound()
    ctx.record({ entity: 'substitute', id: substitutionId, after: { endedOn: ctx.today } })
    return {}
  },
}
