import { z } from 'zod'
import { sayFaults } from '../../../kernel/fault.ts'
import { textSchema } from '../../../kernel/finding.ts'
import { day, id, line, paragraph, yuanAboveZero, yuanFromZero } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { ROLE_NAMES } from '../../../kernel/role.ts'

/* The words of founding as they cross JSON. */

sayFaults({
  founding_quantity: text(
    '应为最多两位小数的数,如 12.50',
    'must be a number of at most two decimals, like 12.50',
  ),
  founding_return: text('返还比例不得低于 60%', 'at least 60 % must be returned'),
  founding_rate: text('应为 0 到 1 之间的分数或小数', 'must be a share between 0 and 1'),
})

export const role = z.enum(ROLE_NAMES)
/** A paragraph that must say something. */
export const said = (max = 2_000) =>
  paragraph(max).refine((value) => value !== '', { error: 'empty' })
/** Mu, days, pieces: at most two decimals, a string inside as well. */
export const quantity = z.string().regex(/^\d{1,9}(\.\d{1,2})?$/, { error: 'founding_quantity' })
export const quantityAboveZero = quantity.refine((v) => /[1-9]/.test(v), {
  error: 'founding_quantity',
})

/** A code of the catalogue of kinds or industries: `land_share`. */
export const code = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/)
export const named = z.object({ id, name: z.string() })

export const feasibility = z.strictObject({
  scale: said(1_000),
  market: said(),
  partner: paragraph(1_000).default(''),
  budget: yuanAboveZero,
  ownFunds: yuanFromZero,
  borrowed: yuanFromZero,
  income: yuanFromZero,
  cost: yuanFromZero,
  risks: said(),
  benefits: said(),
})

const contribution = z.strictObject({
  form: z.enum(['cash', 'land_right', 'forest_right', 'kind', 'ip']),
  amount: yuanAboveZero,
  dueOn: day.nullable().default(null),
  appraisal: z
    .strictObject({ by: z.enum(['all_members', 'third_party']), note: line(300) })
    .nullable()
    .default(null),
  land: z
    .strictObject({ areaMu: quantityAboveZero, certificate: line(60) })
    .nullable()
    .default(null),
})

export const plannedHolder = z.strictObject({
  key: line(60),
  kind: z.enum(['collective', 'person', 'enterprise', 'unit']),
  personId: id.nullable().default(null),
  name: line(200),
  contributions: z.array(contribution).min(1).max(20),
})

export const sharePlan = z.strictObject({ holders: z.array(plannedHolder).min(1).max(5_000) })

export const stepView = z.object({
  key: z.string(),
  title: textSchema,
  status: z.enum(['waiting', 'open', 'done', 'skipped']),
  clause: z.string(),
  /** Who acts. */
  roles: z.array(role),
  signed: z.number().int(),
  doneOn: day.nullable(),
  dueOn: day.nullable(),
  overdue: z.boolean(),
  /** Days after the step opens by which it is due, as the process says; working days marked. */
  days: z.object({ days: z.number().int(), working: z.boolean() }).nullable(),
  opinion: z.enum(['agreed', 'opposed']).nullable(),
  papers: z.array(
    z.object({ kind: z.string(), title: textSchema, required: z.boolean(), here: z.boolean() }),
  ),
  /** What must be provable before it can be signed; asked of open steps only. */
  evidence: z.array(z.object({ name: z.string(), holds: z.boolean(), text: textSchema })),
})

/** Every paper that the product writes from the data of a project. */
export const PAPERS = [
  'survey-sheet',
  'feasibility-report',
  'risk-assessment',
  'share-plan',
  'appraisal-list',
  'rule-report',
  'town-opinion',
  'founding-minutes',
  'contribution-list',
  'member-list',
  'registration-application',
  'registration-list',
  'seal-register',
  'payment-list',
  'certificate-list',
  'filing-form',
  'opening-balances',
] as const
