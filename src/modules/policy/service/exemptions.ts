import { notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { policyContract } from '../contract.ts'
import type { RuleCatalogue } from '../model.ts'
import { checkExemptionRange, exemptionCounts, exemptionEnd } from '../rules.ts'
import {
  addExemptionRow,
  exemptionsOf,
  listExemptionRows,
  lockPolicy,
  revokeExemptionRow,
} from '../store.ts'

type Exemptions = Pick<
  Verbs<typeof policyContract, Ctx>,
  'listExemptions' | 'grantExemption' | 'revokeExemption'
>

/** Exemptions from the rules of a catalogue. The approver is whoever calls; nobody types a name. */
export const exemptionVerbs = (catalogue: RuleCatalogue): Exemptions => ({
  listExemptions: async (ctx, input) => {
    const asOf = input.asOf ?? ctx.today
    const { total, rows } = await listExemptionRows(ctx, {
      coopIds: input.coopId === undefined ? undefined : [input.coopId],
      rule: input.rule,
      inForceOn: input.inForce ? asOf : undefined,
      limit: input.limit,
      offset: input.offset,
    })
    const exemptions = rows.map((row) => ({ ...row, inForce: exemptionCounts(row, asOf) }))
    return { asOf, total, exemptions }
  },

  grantExemption: async (ctx, input) => {
    const spec = catalogue.find(({ rule }) => rule === input.rule)
    if (spec === undefined) throw notFound()
    if (!spec.adjustable) {
      throw new Refusal(
        'not_allowed_now',
        text(
          `${spec.title.zh}出自${spec.source},县里不能豁免。`,
          `${spec.title.en} comes from ${spec.source}; the county cannot exempt from it.`,
        ),
      )
    }
    checkExemptionRange({ ...input, today: ctx.today })
    await lockPolicy(ctx)
    const others = await exemptionsOf(ctx, { coopIds: [input.coopId], rule: input.rule })
    const clash = others.find(
      (other) => other.validFrom < input.validTo && input.validFrom < exemptionEnd(other),
    )
    if (clash !== undefined) {
      throw new Refusal(
        'conflict',
        text(
          `该社此规则在 ${clash.validFrom} 至 ${exemptionEnd(clash)} 已有豁免,不能重叠。`,
          `The co-op is already exempt from ${clash.validFrom} to ${exemptionEnd(clash)}.`,
        ),
      )
    }
    const exemptionId = ctx.newId()
    await addExemptionRow(ctx, { ...input, id: exemptionId })
    ctx.record({ entity: 'exemption', id: exemptionId, after: { ...input } })
    ctx.emit('policy.exempted', { coopId: input.coopId, rule: input.rule })
    return { exemptionId }
  },

  revokeExemption: async (ctx, input) => {
    await lockPolicy(ctx)
    const found = (await exemptionsOf(ctx, { coopIds: [input.coopId] })).find(
      ({ id }) => id === input.exemptionId,
    )
    if (found === undefined) throw notFound()
    if (found.revoked !== null || found.validTo <= ctx.today) {
      throw new Refusal('conflict', text('该豁免已经终止。', 'This exemption has ended already.'))
    }
    await revokeExemptionRow(ctx, found.id, { from: ctx.today, reason: input.reason })
    ctx.record({
      entity: 'exemption',
      id: found.id,
      before: { validTo: found.validTo },
      after: { revokedFrom: ctx.today, reason: input.reason },
    })
    ctx.emit('policy.exempted', { coopId: found.coopId, rule: found.rule })
    return { from: ctx.today }
  },
})
