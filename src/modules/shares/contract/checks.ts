import { z } from 'zod'
import { OUTCOMES, SEVERITIES, textSchema } from '../../../kernel/finding.ts'
import { day, fractionSchema, id, line, page, yuan } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { COUNTY_SCOPE, defineVerbs, LIST_SCOPE, unitScope } from '../../../kernel/verb.ts'
import { ruleId } from '../../policy/contract.ts'
import { changeSchema, checkedFinding, checkSchema, jsonText, newHolder } from './words.ts'

/** How much lies in few hands (R54); every part is of all registered contributions. */
const concentration = z.object({
  /** The largest holder, the largest three and five, the collective left out. */
  largest: fractionSchema.nullable(),
  top3: fractionSchema.nullable(),
  top5: fractionSchema.nullable(),
  /** Sum of the squares of all shares (Herfindahl). */
  herfindahl: fractionSchema.nullable(),
  largestHousehold: fractionSchema.nullable(),
  largestGroup: fractionSchema.nullable(),
})

const lookAheadSchema = z.object({
  holderId: id,
  /** What the holder may still contribute before a binding reading newly fails; null: no limit found. */
  room: yuan.nullable(),
  /** The rule that sets the limit. */
  limitedBy: z.string().nullable(),
  text: textSchema,
})

const stateSchema = z.object({ outcome: z.enum(OUTCOMES), measured: z.string().nullable() })

/** The verbs of findings: what the rules say, would say, and said. */
export const checkVerbs = defineVerbs({
  checkCooperative: {
    title: text('股权合规检查', 'Check a co-op'),
    kind: 'read',
    path: '/cooperatives/:coopId/check',
    access: 'shares.read',
    scope: unitScope('coopId'),
    input: z.strictObject({ coopId: id, asOf: day.optional() }),
    output: checkSchema.extend({ concentration }),
  },
  listChecks: {
    title: text('检查历史', 'History of checks'),
    kind: 'read',
    path: '/cooperatives/:coopId/checks',
    access: 'shares.read',
    scope: unitScope('coopId'),
    input: z.strictObject({ coopId: id, ...page }),
    output: z.object({
      total: z.number().int(),
      checks: z.array(
        z.object({
          id,
          asOf: day,
          computedAt: z.string(),
          cause: z.enum(['write', 'founding', 'nightly', 'asked', 'facts']),
          outcome: z.enum(OUTCOMES),
          /** Rules whose binding reading failed. */
          failing: z.array(z.string()),
          ruleVersions: z.record(z.string(), z.string()),
          registerHash: z.string(),
        }),
      ),
    }),
  },
  listCurrentChecks: {
    title: text('全县合规状况', 'Current findings'),
    kind: 'read',
    path: '/checks',
    access: 'shares.read',
    scope: LIST_SCOPE,
    input: z.strictObject({
      /** A village or town: the co-ops inside it. */
      unitId: id.optional(),
      rule: ruleId.optional(),
      bound: z.enum(OUTCOMES).optional(),
      severity: z.enum(SEVERITIES).optional(),
      ...page,
    }),
    output: z.object({
      total: z.number().int(),
      /** Counts over the whole answer, not over the page. */
      rules: z.array(
        z.object({
          rule: z.string(),
          passes: z.number().int(),
          depends: z.number().int(),
          fails: z.number().int(),
          exempt: z.number().int(),
        }),
      ),
      rows: z.array(
        z.object({
          coopId: id,
          coopName: z.string(),
          rule: z.string(),
          outcome: z.enum(OUTCOMES),
          bound: z.enum(OUTCOMES),
          severity: z.enum(SEVERITIES),
          measured: z.string().nullable(),
          exempt: z.boolean(),
          /** Since when the binding reading has come out like this. */
          since: day,
        }),
      ),
    }),
  },
  recheckCooperatives: {
    title: text('重新检查', 'Check again'),
    kind: 'write',
    path: '/units/:unitId/recheck',
    access: 'shares.write',
    scope: unitScope('unitId'),
    input: z.strictObject({ unitId: id }),
    output: z.object({
      checked: z.number().int(),
      changed: z.array(
        z.object({ coopId: id, coopName: z.string(), rule: z.string(), bound: z.enum(OUTCOMES) }),
      ),
    }),
  },
  previewRule: {
    title: text('规则修改影响预览', 'What a rule change would do'),
    kind: 'read',
    path: '/rules/:rule/preview',
    access: 'policy.write',
    scope: COUNTY_SCOPE,
    input: z.strictObject({
      rule: ruleId,
      validFrom: day.optional(),
      severity: z.enum(SEVERITIES).optional(),
      binding: line(60).optional(),
      /** JSON; the parameters in force where left out. */
      parameters: jsonText(z.record(z.string(), z.unknown())).optional(),
    }),
    output: z.object({
      rule: z.string(),
      cooperatives: z.number().int(),
      newlyFailing: z.number().int(),
      newlyPassing: z.number().int(),
      /** Binding readings that fail, before and after. */
      failing: z.object({ before: z.number().int(), after: z.number().int() }),
      changes: z.array(
        z.object({ coopId: id, coopName: z.string(), before: stateSchema, after: stateSchema }),
      ),
    }),
  },
  whatIf: {
    title: text('股权变动试算', 'What if'),
    kind: 'read',
    path: '/cooperatives/:coopId/what-if',
    access: 'shares.read',
    scope: unitScope('coopId'),
    input: z.strictObject({
      coopId: id,
      on: day.optional(),
      newHolders: jsonText(z.array(newHolder).max(100)).optional(),
      changes: jsonText(z.array(changeSchema).max(200)),
    }),
    output: z.object({
      asOf: day,
      before: checkSchema,
      after: checkSchema,
      /** What recording it would meet: a refusal, a request for a reason, or nothing. */
      blocked: z.array(z.string()),
      warned: z.array(z.string()),
      concentration,
      lookAhead: z.array(lookAheadSchema),
    }),
    refusals: ['not_allowed_now', 'conflict'],
  },
  lookAhead: {
    title: text('还可出资多少', 'How much more may be contributed'),
    kind: 'read',
    path: '/cooperatives/:coopId/look-ahead',
    access: 'shares.read',
    scope: unitScope('coopId'),
    input: z.strictObject({ coopId: id, holderId: id, asOf: day.optional() }),
    output: lookAheadSchema,
  },
  draftFix: {
    title: text('按最小改动起草', 'Draft the smallest fix'),
    kind: 'read',
    path: '/cooperatives/:coopId/draft-fix',
    access: 'shares.read',
    scope: unitScope('coopId'),
    input: z.strictObject({ coopId: id, rule: ruleId, asOf: day.optional() }),
    output: z.object({
      finding: checkedFinding,
      newHolders: z.array(newHolder),
      changes: z.array(changeSchema),
      /** Members, households or farmers still missing, where only people can mend it. */
      peopleMissing: z.number().int(),
    }),
    refusals: ['not_allowed_now'],
  },
})
