import { z } from 'zod'
import { sayFaults } from '../../../kernel/fault.ts'
import { findingSchema, OUTCOMES, SEVERITIES, worstOutcome } from '../../../kernel/finding.ts'
import { day, line, yuanFromZero } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import type { HolderFacts, RegisterFacts } from './facts.ts'
import { findingsOf } from './findings.ts'
import { inOrder, PARAMETER_SHAPES, policyWith, type RuleId, SHARE_RULES } from './policy.ts'

/* `check-register`: one register as a document, its findings as a document. No database, no tenant. */

sayFaults({
  share_units: text(
    '份数应为最多六位小数的非负数',
    'must be a quantity of at most six decimals, not negative',
  ),
  rule_reading: text('该规则没有这种口径', 'the rule has no such reading'),
})

const FORMS = ['cash', 'land', 'kind', 'labour', 'grant', 'donation'] as const
/** Forms that are registered contributions (Art. 13; labour is none: 市场主体登记管理条例 Art. 13). */
const REGISTERED: ReadonlySet<string> = new Set(['cash', 'land', 'kind'])

const QUANTITY = /^(\d{1,18})(?:\.(\d{1,6}))?$/

/** A quantity of units: a decimal string of at most six places outside, whole millionths inside. */
const quantity = z.codec(
  z.string(),
  z.custom<bigint>((v) => typeof v === 'bigint'),
  {
    decode: (value, ctx) => {
      const match = QUANTITY.exec(value)
      if (match !== null) return BigInt((match[1] ?? '') + (match[2] ?? '').padEnd(6, '0'))
      ctx.issues.push({ code: 'custom', input: value, message: 'share_units' })
      return z.NEVER
    },
    encode: (micro) => `${micro / 1_000_000n}.${String(micro % 1_000_000n).padStart(6, '0')}`,
  },
)

const heads = z.number().int().min(0).max(10_000_000)
const name = line(200)

const holder = z.strictObject({
  id: name,
  name,
  class: z.enum(['collective', 'person', 'enterprise', 'unit']),
  farmer: z.boolean(),
  household: name.nullable(),
  group: name.optional(),
  publicFunction: z.boolean().optional(),
  poverty: z.boolean().optional(),
  contributions: z
    .array(z.strictObject({ form: z.enum(FORMS), paid: yuanFromZero, promised: yuanFromZero }))
    .max(1000),
  internalUnits: quantity.optional(),
  dividendRights: quantity.optional(),
})

const unique = (
  ids: readonly string[],
  context: z.RefinementCtx,
  path: (i: number) => PropertyKey[],
) => {
  const seen = new Set<string>()
  ids.forEach((id, i) => {
    if (seen.has(id)) {
      context.addIssue({ code: 'custom', path: path(i), message: 'duplicate_id' })
    }
    seen.add(id)
  })
}

const people = z
  .array(name)
  .max(10_000)
  .superRefine((ids, context) => unique(ids, context, (i) => [i]))

/** What may be changed of one rule: any part of it, the rest stays at the default. */
const override = <R extends RuleId>(rule: R) =>
  z
    .strictObject({
      version: line(60).optional(),
      severity: z.enum(SEVERITIES).optional(),
      binding: z
        .string()
        .refine((id) => SHARE_RULES[rule].readings.some((reading) => reading.id === id), {
          error: 'rule_reading',
        })
        .optional(),
      parameters: z.strictObject(PARAMETER_SHAPES[rule]).partial().optional(),
    })
    .optional()

const policy = z
  .strictObject({
    'SEED-COLL': override('SEED-COLL'),
    'SEED-BRANCH': override('SEED-BRANCH'),
    'SEED-MAX20': override('SEED-MAX20'),
    'SEED-HH10': override('SEED-HH10'),
    'COOP-MIN': override('COOP-MIN'),
    'COOP-FARMER80': override('COOP-FARMER80'),
    'COOP-UNIT': override('COOP-UNIT'),
    'COOP-PUBLIC': override('COOP-PUBLIC'),
  } satisfies Record<RuleId, z.ZodType>)
  .superRefine((overrides, context) => {
    if (inOrder(policyWith(overrides)['SEED-COLL'].parameters)) return
    context.addIssue({
      code: 'custom',
      path: ['SEED-COLL', 'parameters', 'min'],
      message: 'band_order',
    })
  })

export const checkRegisterInput = z.strictObject({
  asOf: day,
  village: z.strictObject({
    households: heads,
    residentHouseholds: heads.optional(),
    collectiveHouseholds: heads.optional(),
  }),
  branch: z.strictObject({ committee: people, partyMembers: people }),
  stage: z.enum(['founding', 'running']).optional(),
  holders: z
    .array(holder)
    .max(20_000)
    .superRefine((holders, context) =>
      unique(
        holders.map(({ id }) => id),
        context,
        (i) => [i, 'id'],
      ),
    ),
  policy: policy.optional(),
})

export const checkRegisterOutput = z.object({
  outcome: z.enum(OUTCOMES),
  findings: z.array(findingSchema),
})

/** Judges one register by all eight rules. A register without a stage is one that runs. */
export function checkRegister(
  input: z.output<typeof checkRegisterInput>,
): z.output<typeof checkRegisterOutput> {
  const findings = findingsOf(factsOf(input), policyWith(input.policy ?? {}))
  return { outcome: worstOutcome(findings.map(({ outcome }) => outcome)), findings }
}

/** Exit code 1: some finding fails or depends. */
export const notAllPass = ({ outcome }: z.output<typeof checkRegisterOutput>): boolean =>
  outcome !== 'passes'

export function factsOf(input: z.output<typeof checkRegisterInput>): RegisterFacts {
  const { asOf, village, branch, stage, holders } = input
  return {
    asOf,
    village: {
      households: village.households,
      residentHouseholds: village.residentHouseholds ?? null,
      collectiveHouseholds: village.collectiveHouseholds ?? null,
    },
    branch,
    stage: stage ?? 'running',
    holders: holders.map((one): HolderFacts => {
      const registered = one.contributions.filter(({ form }) => REGISTERED.has(form))
      return {
        id: one.id,
        name: one.name,
        class: one.class,
        farmer: one.farmer,
        household: one.household,
        group: one.group ?? null,
        publicFunction: one.publicFunction ?? false,
        poverty: one.poverty ?? false,
        paid: registered.reduce((sum, { paid }) => sum + paid, 0n),
        promised: registered.reduce((sum, { promised }) => sum + promised, 0n),
        internalUnits: one.internalUnits ?? null,
        dividendRights: one.dividendRights ?? null,
      }
    }),
  }
}
