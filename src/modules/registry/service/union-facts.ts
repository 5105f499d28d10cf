import type { LocalDate } from '../../../kernel/date.ts'
import { badInput, notFound } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { pinyinOf } from '../../../platform/pinyin.ts'
import { nameUnit } from '../../../platform/unit.ts'
import type { unionContract } from '../contract/unions.ts'
import { type CreditCode, readCreditCode, readName } from '../rules/codes.ts'
import { changedFacts, factNames } from '../rules/cooperatives.ts'
import { unionStatusFault } from '../rules/unions.ts'
import { insertMany } from '../store/batch.ts'
import * as store from '../store/unions.ts'
import { industryIds } from './catalogues.ts'
import { requireFreeCodes } from './coop-facts.ts'
import { requireInOrder, writerOf } from './inside.ts'
import { ended, lockUnion } from './unions.ts'

type Union = Verbs<typeof unionContract, Ctx>
type Change = Parameters<Union['changeUnion']>[1]

/** Changes what is registered of a union from a day; what counted before stays for its days. */
export const changeUnion: Union['changeUnion'] = async (ctx, input) => {
  await lockUnion(ctx, input.unionId)
  const union = await store.unionOn(ctx, input.unionId, ctx.today)
  if (union === null) throw notFound()
  if (union.ended_on !== null) throw ended()
  requireInOrder(ctx, { from: input.from, since: union.facts_from })
  const before = factsOf(union)
  const { facts: after, code } = await changedTo(ctx, input, before)
  requireSound(ctx, { from: before, to: after })
  await requireFreeCodes(ctx, [
    { code: after.credit_code, path: '$.changes.creditCode', owner: input.unionId },
  ])
  const changed = changedFacts(before, after)
  const warnings = code.finding === null ? [] : [code.finding]
  if (changed.length === 0) return { validFrom: union.facts_from, changed: [], warnings }
  await keepFormer(ctx, { union, before, input })
  const { full, initials } = pinyinOf(after.name)
  await store.changeUnion(ctx, input.unionId, {
    ...after,
    name_pinyin: full,
    name_initials: initials,
    facts_from: input.from,
  })
  if (after.name !== before.name) await nameUnit(ctx, input.unionId, after.name)
  const part = (facts: Facts) =>
    Object.fromEntries(Object.entries(facts).filter(([key]) => changed.includes(key)))
  ctx.record({
    entity: 'coop_union',
    id: input.unionId,
    before: part(before),
    after: { from: input.from, reason: input.reason, document: input.document, ...part(after) },
  })
  ctx.emit('union.changed', { unionId: input.unionId })
  return { validFrom: input.from, changed: factNames(changed), warnings }
}

/** The facts of a union that change from a day, as its columns. */
const factsOf = (union: store.UnionState) => ({
  name: union.name,
  status: union.status,
  credit_code: union.credit_code,
  credit_code_check: union.credit_code_check,
  registered_on: union.registered_on,
  registered_address: union.registered_address,
  registered_capital_fen: union.registered_capital_fen,
  industry_id: union.industry_id,
  chair_name: union.chair_name,
})
type Facts = ReturnType<typeof factsOf>

/** The facts after the change; what is not given stays, what is null is taken away. */
async function changedTo(
  ctx: Ctx,
  { unionId, changes }: Change,
  before: Facts,
): Promise<{ facts: Facts; code: CreditCode }> {
  const pick = <T>(value: T | null | undefined, old: T | null): T | null =>
    value === undefined ? old : value
  const path = '$.changes.industry'
  const industries = await industryIds(ctx, [{ code: changes.industry, path }])
  const name = changes.name === undefined ? before.name : readName(changes.name)
  const code = readCreditCode(pick(changes.creditCode, before.credit_code), { row: unionId, name })
  const { industry } = changes
  const facts: Facts = {
    name,
    status: changes.status ?? before.status,
    credit_code: code.code,
    credit_code_check: code.check,
    registered_on: pick<LocalDate>(changes.registeredOn, before.registered_on),
    registered_address: pick(changes.registeredAddress, before.registered_address),
    registered_capital_fen: pick(changes.registeredCapital, before.registered_capital_fen),
    industry_id:
      industry === undefined
        ? before.industry_id
        : industry === null
          ? null
          : (industries.get(industry) ?? null),
    chair_name: pick(changes.chairName, before.chair_name),
  }
  return { facts, code }
}

/** Refuses a status that does not follow, and a registration in the future. */
function requireSound(ctx: Ctx, change: { readonly from: Facts; readonly to: Facts }): void {
  const { from, to } = change
  if (to.registered_on !== null && to.registered_on > ctx.today) {
    throw badInput([
      {
        path: '$.changes.registeredOn',
        text: text('日期不能在今天之后', 'the date lies in the future'),
      },
    ])
  }
  const fault = unionStatusFault({
    from: from.status,
    to: to.status,
    registeredOn: to.registered_on,
  })
  if (fault !== null) throw badInput([{ path: `$.changes.${fault.place}`, text: fault.text }])
}

/** Keeps the facts that end; a change on their own first day corrects them, the audit trail has both. */
async function keepFormer(
  ctx: Ctx,
  at: { readonly union: store.UnionState; readonly before: Facts; readonly input: Change },
): Promise<void> {
  const { union, before, input } = at
  if (union.facts_from === input.from) return
  await insertMany(ctx, 'coop_union_former', [
    {
      union_id: union.id,
      valid_from: union.facts_from,
      valid_to: input.from,
      ...before,
      reason: input.reason,
      document: input.document,
      changed_at: ctx.now,
      changed_by: writerOf(ctx),
    },
  ])
}
