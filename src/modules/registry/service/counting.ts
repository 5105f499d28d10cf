import type { LocalDate } from '../../../kernel/date.ts'
import type { Text } from '../../../kernel/text.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { CountingRules } from '../model.ts'
import { countingRulesOf, countingSentence as sentenceOf } from '../rules/cooperatives.ts'
import { countingSetting, saveCountingSetting } from '../store/cooperatives.ts'
import { writerOf } from './inside.ts'

/** How the county counts co-ops: its own settings over the defaults. */
export const countingRules = async (ctx: Ctx): Promise<CountingRules> =>
  countingRulesOf(await countingSetting(ctx))

/** The sentence that belongs beside every total of co-ops. */
export const countingSentence = async (ctx: Ctx, asOf?: LocalDate): Promise<Text> =>
  sentenceOf(await countingRules(ctx), asOf ?? ctx.today)

const shown = (rules: CountingRules, today: LocalDate) => ({
  countedStatuses: [...rules.countedStatuses],
  opinionsDate: rules.opinionsDate,
  opinionsDateIsDefault: rules.opinionsDateIsDefault,
  text: sentenceOf(rules, today),
})

export const readCountingRules = async (ctx: Ctx) => shown(await countingRules(ctx), ctx.today)

export async function setCountingRules(
  ctx: Ctx,
  input: {
    countedStatuses?: CountingRules['countedStatuses'] | undefined
    opinionsDate?: LocalDate | undefined
    reason: string
  },
) {
  const before = await countingSetting(ctx)
  const after = {
    ...before,
    ...(input.countedStatuses === undefined ? {} : { countedStatuses: input.countedStatuses }),
    ...(input.opinionsDate === undefined ? {} : { opinionsDate: input.opinionsDate }),
  }
  await saveCountingSetting(ctx, { value: after, by: writerOf(ctx) })
  ctx.record({
    entity: 'registry_setting',
    id: 'counting',
    before,
    after: { ...after, reason: input.reason },
  })
  return shown(countingRulesOf(after), ctx.today)
}
