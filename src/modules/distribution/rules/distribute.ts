import { z } from 'zod'
import { sayFaults } from '../../../kernel/fault.ts'
import { findingSchema } from '../../../kernel/finding.ts'
import { fractionSchema, line, yuan, yuanFromZero } from '../../../kernel/schema.ts'
import { fen } from '../../../kernel/money.ts'
import { badInput } from '../../../kernel/refusal.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { AccountPart, Plan, Step } from '../model/plan.ts'
import type { Person, Run } from '../model/run.ts'
import { runPlan } from './engine.ts'
import { explainRun } from './explain.ts'
import { actFindings } from './findings.ts'

/* `distribute`: one year's surplus by Art. 44, as one fixed plan of the engine. No database, no tenant. */

sayFaults({
  share_of_one: text('比例应在 0 与 1 之间', 'the rate must be between 0 and 1'),
  patronage_quantity: text(
    '应为最多六位小数的非负数',
    'must be a decimal of at most six places, not negative',
  ),
  loss_and_surplus: text(
    '年初不能既有未弥补亏损又有未分配盈余',
    'there cannot be both an uncovered loss and undistributed surplus brought forward',
  ),
  loss_in_opening: text(
    '年初未分配盈余为负即未弥补亏损,应与 priorLoss 一致',
    'a negative opening is the uncovered loss and must equal priorLoss',
  ),
})

const QUANTITY = /^(\d{1,18})(?:\.(\d{1,6}))?$/

/** A quantity: a decimal string of at most six places outside, whole millionths inside. */
export const quantitySchema = z.codec(
  z.string(),
  z.custom<bigint>((v) => typeof v === 'bigint'),
  {
    decode: (value, ctx) => {
      const match = QUANTITY.exec(value)
      if (match !== null) return BigInt((match[1] ?? '') + (match[2] ?? '').padEnd(6, '0'))
      ctx.issues.push({ code: 'custom', input: value, message: 'patronage_quantity' })
      return z.NEVER
    },
    encode: (micro) => `${micro / 1_000_000n}.${String(micro % 1_000_000n).padStart(6, '0')}`,
  },
)

const rate = fractionSchema.refine((f) => f.num >= 0n && f.num <= f.den, { error: 'share_of_one' })

/** Ids that occur twice are faults, each named where it occurs again. */
export function uniqueIds(rows: readonly { readonly id: string }[], context: z.RefinementCtx) {
  const seen = new Set<string>()
  rows.forEach(({ id }, i) => {
    if (seen.has(id)) context.addIssue({ code: 'custom', path: [i, 'id'], message: 'duplicate_id' })
    seen.add(id)
  })
}

export const yearFields = {
  netSurplus: yuan,
  priorLoss: yuanFromZero,
  otherTransfersIn: yuanFromZero,
  openingUndistributed: yuan,
}

/** What was brought forward is a loss or a surplus, told once. */
export function checkBroughtForward(
  { priorLoss, openingUndistributed }: { priorLoss: bigint; openingUndistributed: bigint },
  context: z.RefinementCtx,
): void {
  const say = (message: string): void =>
    context.addIssue({ code: 'custom', path: ['openingUndistributed'], message })
  if (priorLoss > 0n && openingUndistributed > 0n) say('loss_and_surplus')
  if (openingUndistributed < 0n && -openingUndistributed !== priorLoss) say('loss_in_opening')
}

export const accountFields = {
  contribution: yuanFromZero,
  reserveShare: yuanFromZero,
  grantShare: yuanFromZero,
  donationShare: yuanFromZero,
}

const member = z.strictObject({ id: line(200), patronage: quantitySchema, ...accountFields })

export const distributeInput = z
  .strictObject({
    ...yearFields,
    reserve: z.strictObject({
      rate,
      base: z.enum(['after-loss', 'surplus']),
      includeNewReserve: z.boolean().default(false),
      quantifyBy: z.enum(['contribution', 'patronage', 'equal']).default('contribution'),
    }),
    patronageRate: rate,
    retain: yuan,
    members: z.array(member).min(1).max(100_000).superRefine(uniqueIds),
  })
  .superRefine(checkBroughtForward)
type Input = z.output<typeof distributeInput>

export const distributeOutput = z.object({
  afterLoss: yuan,
  reserve: yuan,
  distributable: yuan,
  row16: yuan,
  patronageReturn: yuan,
  residual: yuan,
  retained: yuan,
  unallocated: yuan,
  members: z.array(
    z.object({
      id: z.string(),
      patronageReturn: yuan,
      residual: yuan,
      total: yuan,
      newReserveShare: yuan,
    }),
  ),
  findings: z.array(findingSchema),
  explanation: z.array(
    z.object({ step: z.string(), article: z.string(), formula: z.string(), amount: yuan }),
  ),
})
type Output = z.output<typeof distributeOutput>

/**
 * Distributes a year's surplus: losses, reserve, return by transactions, retained, the rest by the accounts.
 * Throws `bad_input` when the rest would be negative, when more is drawn from earlier surplus than there is,
 * or when there is a rest and every account is empty.
 */
export function distribute(input: Input): Output {
  const run = runPlan(planOf(input), yearOf(input), input.members.map(personOf))
  const step = (id: string) => run.steps.find((one) => one.id === id)
  refuseImpossible(input, run)
  const [returned, rest] = [step('patronage-return'), step('residual')]
  const [byTrade, byAccount] = [returned?.division?.shares, rest?.division?.shares]
  return {
    afterLoss: fen(run.law.afterLoss),
    reserve: fen(run.law.reserve),
    distributable: fen(run.law.distributable),
    row16: fen(run.law.row16),
    patronageReturn: fen(returned?.amount ?? 0n),
    residual: fen(rest?.amount ?? 0n),
    retained: fen(run.retained),
    unallocated: fen(run.unallocated),
    members: run.people.map(({ id }, i) => ({
      id,
      patronageReturn: fen(byTrade?.[i] ?? 0n),
      residual: fen(byAccount?.[i] ?? 0n),
      total: fen(run.paid[i] ?? 0n),
      newReserveShare: fen(run.newReserve[i] ?? 0n),
    })),
    findings: actFindings(run),
    explanation: explainRun(run).map(({ step: id, article, formula, amount }) => ({
      step: id,
      article: article ?? '章程、成员大会决议',
      formula: `${formula.zh} / ${formula.en}`,
      amount: fen(amount),
    })),
  }
}

/** Exit code 1: some finding fails or depends. */
export const notAllPass = ({ findings }: Pick<Output, 'findings'>): boolean =>
  findings.some(({ outcome }) => outcome !== 'passes')

const TRADE = text('交易量(额)', 'Transactions')
const ACCOUNT: readonly AccountPart[] = [
  'contribution',
  'reserveShare',
  'grantShare',
  'donationShare',
]

/** The fixed plan behind the command. A negative `retain` draws on the surplus of earlier years. */
export function planOf({ reserve, patronageRate, retain }: Input): Plan {
  const named = (id: string, title: Text) => ({ id, title: { ...title } })
  const people = { kind: 'people', partYear: 'full' } as const
  const parts: AccountPart[] = reserve.includeNewReserve
    ? [...ACCOUNT, 'newReserveShare']
    : [...ACCOUNT]
  const kept: Step =
    retain < 0n
      ? {
          kind: 'draw',
          ...named('retain', text('动用以前年度未分配盈余', 'Drawn from earlier surplus')),
          amount: fen(0n - retain),
        }
      : {
          kind: 'retain',
          ...named('retain', text('留存未分配', 'Retained')),
          amount: { by: 'fixed', amount: retain },
        }
  return {
    body: 'cooperative',
    measures: [{ id: 'patronage', title: { ...TRADE }, unit: { zh: '', en: '' }, nature: 'trade' }],
    transaction: [{ measure: 'patronage', weight: { num: 1n, den: 1n } }],
    steps: [
      { kind: 'make-up-loss', ...named('after-loss', text('弥补亏损', 'After losses')) },
      {
        kind: 'reserve',
        ...named('reserve', text('提取盈余公积', 'Reserve')),
        amount: { by: 'rate', rate: reserve.rate, of: reserve.base },
        quantifyBy: reserve.quantifyBy,
      },
      {
        kind: 'allocate',
        ...named('patronage-return', text('盈余返还', 'Return by transactions')),
        class: 'patronage',
        amount: { by: 'rate', rate: patronageRate, of: 'distributable' },
        to: { ...people, by: { by: 'transaction' } },
      },
      kept,
      {
        kind: 'allocate',
        ...named('residual', text('剩余盈余分配', 'The rest by accounts')),
        class: 'capital',
        amount: { by: 'rest' },
        to: { ...people, by: { by: 'account', parts } },
      },
    ],
  }
}

const yearOf = ({ openingUndistributed, ...year }: Input): Run['year'] => ({
  netSurplus: year.netSurplus,
  priorLoss: year.priorLoss,
  otherTransfersIn: year.otherTransfersIn,
  openingUndistributed: openingUndistributed > 0n ? openingUndistributed : 0n,
})

const NO_GROUPS: readonly string[] = []

const personOf = ({ patronage, ...account }: Input['members'][number]): Person => ({
  ...account,
  member: true,
  groups: NO_GROUPS,
  months: 12,
  measures: { patronage },
})

function refuseImpossible({ retain }: Input, { steps }: Run): void {
  const kept = steps.find(({ id }) => id === 'retain')
  if (kept !== undefined && kept.short > 0n) {
    const beyond = text(
      '动用的以前年度未分配盈余超过实有数',
      'draws more earlier surplus than there is',
    )
    const negative = text(
      '留存后剩余盈余为负:留存不能超过可分配盈余减返还',
      'the rest would be negative: at most the distributable surplus less the return may be retained',
    )
    throw badInput([{ path: '$.retain', text: retain < 0n ? beyond : negative }])
  }
  const rest = steps.find(({ id }) => id === 'residual')
  if (rest !== undefined && rest.unallocated > 0n) {
    throw badInput([
      {
        path: '$.members',
        text: text(
          '有剩余盈余要分,但所有成员的出资和份额都为零',
          'there is a rest to divide, but every contribution and share is zero',
        ),
      },
    ])
  }
}
