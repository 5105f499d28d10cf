import type { AnyId } from '../../../kernel/id.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { Ctx, Evidence } from '../../../platform/ctx.ts'
import type { EvidenceSource } from '../../../platform/module.ts'
import { adoptedBy } from '../store/internal-rules.ts'
import { motionDone } from '../store/motions.ts'
import { foundingResolution, resolutionCarried, resolutionNumber } from '../store/resolutions.ts'
import { missingRules } from './internal-rules.ts'

/* What meetings and rules prove to the cases of other modules. */

const holds = (said: Text): Evidence => ({ holds: true, text: said })
const fails = (said: Text): Evidence => ({ holds: false, text: said })

/** Whether a body of the co-op has carried a resolution about the subject. */
async function carried(ctx: Ctx, coopId: AnyId, subjectId: AnyId | null): Promise<Evidence> {
  const one = subjectId === null ? null : await resolutionCarried(ctx, { coopId, subjectId })
  return one === null
    ? fails(text('还没有通过的决议', 'no resolution about it has been carried'))
    : holds(
        text(
          `${one.decidedOn} ${one.number}决议通过`,
          `resolution ${one.number} of ${one.decidedOn} carried it`,
        ),
      )
}

/** Whether what a motion asked for stands in the register. */
async function motion(ctx: Ctx, subjectId: AnyId | null): Promise<Evidence> {
  const on = subjectId === null ? null : await motionDone(ctx, subjectId)
  return on === null
    ? fails(text('还没有登记成员册', 'the register does not say so yet'))
    : holds(text(`${on} 已登记成员册`, `entered in the register on ${on}`))
}

/** Whether all founders have adopted the charter at the founding assembly (农民专业合作社法 14). */
async function founded(ctx: Ctx, coopId: AnyId): Promise<Evidence> {
  const row = await foundingResolution(ctx, coopId)
  return row === null
    ? fails(
        text(
          '设立大会还没有一致通过章程的决议',
          'no founding assembly has adopted the charter unanimously',
        ),
      )
    : holds(
        text(
          `设立大会 ${row.decided_on} ${resolutionNumber(row)}决议通过`,
          `resolution ${resolutionNumber(row)} of the founding assembly of ${row.decided_on}`,
        ),
      )
}

/** Whether charter and every internal rule the county asks for are adopted (practice.md R56, R62). */
async function complete(ctx: Ctx, coopId: AnyId): Promise<Evidence> {
  const known = await adoptedBy(ctx, [coopId])
  const missing = missingRules(known.kinds.get(coopId) ?? new Set())
  if (!known.charters.has(coopId)) {
    return fails(text('章程还没有通过', 'the charter is not adopted'))
  }
  return missing.length === 0
    ? holds(text('内部制度齐全', 'the internal rules are complete'))
    : fails(
        text(`还缺 ${missing.length} 项内部制度`, `${missing.length} internal rule(s) are missing`),
      )
}

export const governanceEvidence: Readonly<Record<string, EvidenceSource>> = {
  'governance.resolution-carried': (ctx, { unitId, subjectId }) => carried(ctx, unitId, subjectId),
  'governance.motion-done': (ctx, { subjectId }) => motion(ctx, subjectId),
  'governance.founding-carried': (ctx, { unitId }) => founded(ctx, unitId),
  'governance.rules-complete': (ctx, { unitId }) => complete(ctx, unitId),
}
