import { z } from 'zod'
import type { LocalDate } from '../../../kernel/date.ts'
import { badInput, Refusal } from '../../../kernel/refusal.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { lockFor } from '../../../platform/db.ts'
import type { classVerbs } from '../contract/classes.ts'
import { rulesSchema } from '../contract/words.ts'
import { SHIPPED_RULES, SHIPPED_SOURCE } from '../data/rules.ts'
import type { DevelopmentRules } from '../model.ts'
import { insertRules, rulesRows } from '../store/classes.ts'

type RuleVerbs = Pick<
  Verbs<typeof classVerbs, Ctx>,
  'readDevelopmentRules' | 'saveDevelopmentRules'
>

export interface RulesInForce {
  readonly version: number
  readonly validFrom: LocalDate | null
  readonly source: Text
  readonly rules: DevelopmentRules
}

/** What counts on the county's day: the last version begun by then, else what the product ships. */
export async function rulesInForce(ctx: Ctx): Promise<RulesInForce> {
  const row = (await rulesRows(ctx)).findLast(({ valid_from: from }) => from <= ctx.today)
  if (row === undefined) {
    return { version: 0, validFrom: null, source: SHIPPED_SOURCE, rules: SHIPPED_RULES }
  }
  return {
    version: row.version,
    validFrom: row.valid_from,
    source: text(row.source, row.source),
    rules: rulesSchema.parse(row.body),
  }
}

/** Every class keeps a test, ids are used once, and the third and fourth class cannot be entered by groups. */
function faultsOf(rules: DevelopmentRules) {
  const seen = new Set<string>()
  return rules.tests.flatMap((test, i) => {
    if (!seen.has(test.id)) {
      seen.add(test.id)
      return []
    }
    const why = text(`标准编号重复:${test.id}`, `the id occurs twice: ${test.id}`)
    return [{ path: `$.rules.tests[${i}].id`, text: why }]
  })
}

export const ruleVerbs: RuleVerbs = {
  readDevelopmentRules: async (ctx) => {
    const { version, validFrom, source, rules } = await rulesInForce(ctx)
    const history = await rulesRows(ctx)
    return {
      version,
      validFrom,
      source: { ...source },
      rules: {
        ...rules,
        tests: rules.tests.map((test) => ({
          ...test,
          title: { ...test.title },
          cure: { ...test.cure },
        })),
        pairing: { ...rules.pairing },
        union: { ...rules.union, classes: [...rules.union.classes] },
      },
      history: history.toReversed().map((row) => ({
        version: row.version,
        validFrom: row.valid_from,
        source: row.source,
        reason: row.reason,
        by: row.recorded_by,
      })),
    }
  },

  saveDevelopmentRules: async (ctx, { from, source, reason, rules }) => {
    await lockFor(ctx.tx, `development-rules:${ctx.county}`)
    const faults = faultsOf(rules)
    if (faults.length > 0) throw badInput(faults)
    const rows = await rulesRows(ctx)
    const last = rows.at(-1)
    if (last !== undefined && from < last.valid_from) {
      throw new Refusal(
        'conflict',
        text(
          `现行版本自 ${last.valid_from} 起,新版本不能更早。`,
          `The last version counts from ${last.valid_from}; a new one cannot begin earlier.`,
        ),
      )
    }
    const version = (last?.version ?? 0) + 1
    const body: unknown = z.encode(rulesSchema, rules)
    await insertRules(ctx, { version, valid_from: from, body, source, reason })
    ctx.record({
      entity: 'development_rules',
      id: String(version),
      before: last === undefined ? null : { version: last.version, body: last.body },
      after: { version, from, source, reason, body },
    })
    return { version }
  },
}
