import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { lockFor } from '../../../platform/db.ts'
import type { ruleVerbs as contract } from '../contract/rules.ts'
import { SHIPPED_RULES } from '../data/rules.ts'
import type { TalentRules } from '../model.ts'
import { insertRules, rulesRow } from '../store/ground.ts'
import { fault, rulesOn } from './ground.ts'

/** Rules as JSON has them: nothing in them is shared with the shipped ones. */
const copyOf = (rules: TalentRules) => ({
  posting: { ...rules.posting, tasks: rules.posting.tasks.map((one) => ({ ...one })) },
  reserve: { sources: rules.reserve.sources.map((one) => ({ ...one })) },
  points: {
    ...rules.points,
    items: rules.points.items.map((one) => ({ ...one })),
    excluded: rules.points.excluded.map((one) => ({ ...one })),
  },
  promises: { ...rules.promises },
})

export const ruleVerbs: Verbs<typeof contract, Ctx> = {
  readTalentRules: async (ctx) => {
    const row = await rulesRow(ctx, ctx.today)
    const { version, rules } =
      row === null ? { version: 0, rules: SHIPPED_RULES } : await rulesOn(ctx)
    return {
      version,
      validFrom: row?.valid_from ?? null,
      reason: row?.reason ?? '',
      rules: copyOf(rules),
    }
  },

  saveTalentRules: async (ctx, { rules, validFrom, reason }) => {
    if (validFrom < ctx.today) {
      throw fault(
        '$.validFrom',
        '不能早于今天:已经登记的仍按当时的规则',
        'must not be before today: what was recorded keeps its rules',
      )
    }
    await lockFor(ctx.tx, `talent-rules:${ctx.county}`)
    const version = await insertRules(ctx, { valid_from: validFrom, reason, body: rules })
    ctx.record({ entity: 'talent_rules', id: String(version), after: { validFrom, rules, reason } })
    return { version }
  },
}
