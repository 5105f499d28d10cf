import { z } from 'zod'
import { badInput } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { limitVerbs as contract } from '../contract/limits.ts'
import { faultsOfMatrix } from '../rules/limits.ts'
import { insertLimits } from '../store/limits.ts'
import { matrixBody, spendingRules } from './matrix.ts'

export const limitVerbs: Verbs<typeof contract, Ctx> = {
  readLimits: async (ctx, { on = ctx.today }) => {
    const rules = await spendingRules(ctx)
    const { rows, terms, origin, source, validFrom } = rules.on(on)
    return {
      on,
      origin,
      source,
      validFrom,
      rows: rows.map((row) => ({ ...row, classes: [...row.classes], readings: [...row.readings] })),
      terms,
      inUseFrom: rules.inUseFrom,
      versions: rules.versions.map((version) => ({
        validFrom: version.valid_from,
        source: version.source,
        recordedAt: version.recorded_at,
        recordedBy: version.recorded_by,
      })),
    }
  },

  saveLimits: async (ctx, { rows, terms, validFrom, source }) => {
    const faults = faultsOfMatrix({ rows, terms })
    if (validFrom < ctx.today) {
      faults.push({
        path: '$.validFrom',
        text: text('不能早于今天', 'must not lie in the past'),
      })
    }
    if (faults.length > 0) throw badInput(faults)
    const before = (await spendingRules(ctx)).on(validFrom)
    const body = z.encode(matrixBody, { rows, terms })
    await insertLimits(ctx, { validFrom, body, source })
    ctx.record({
      entity: 'spending_limits',
      id: validFrom,
      before: z.encode(matrixBody, {
        rows: before.rows.map((row) => ({
          ...row,
          classes: [...row.classes],
          readings: [...row.readings],
        })),
        terms: before.terms,
      }),
      after: { ...body, source },
    })
    return { validFrom }
  },
}
