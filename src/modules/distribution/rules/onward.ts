import { fen } from '../../../kernel/money.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { Plan } from '../model/plan.ts'
import type { Run } from '../model/run.ts'
import { halfUp, least, sum } from './pools.ts'
import { shareOut } from './split.ts'
import { fundStep, STEP } from './terms.ts'

/* What is passed on: assistance shares to the people they were lent to, a collective's part to its village. */

export interface FundFacts {
  readonly id: string
  /** Whom the engine knows as the holder of the title; null: not a member in the year. */
  readonly personId: string | null
  readonly amount: bigint
  readonly guaranteed: bigint
  readonly floating: boolean
  readonly cap: bigint | null
  /** Units of the fund, and of each beneficiary, in millionths. */
  readonly units: bigint
  readonly beneficiaries: readonly { readonly id: string; readonly units: bigint }[]
}

export interface FundDues {
  readonly guaranteed: bigint
  readonly floating: bigint
  readonly pool: bigint
  readonly kept: bigint
  readonly short: bigint
  /** In the order of the beneficiaries. */
  readonly dues: readonly bigint[]
}

/**
 * What a fund yields in a year by a computed plan: the guaranteed return as the plan could bear it, and of the
 * title holder's rest the part that the fund is of its contribution. Units nobody has and what is above the
 * cap stay with the holder of the title.
 */
export function fundDues(fund: FundFacts, run: Run | null): FundDues {
  const place = run?.people.findIndex(({ id }) => id === fund.personId) ?? -1
  const paidBy = (step: string): bigint =>
    run?.steps.find(({ id }) => id === step)?.division?.shares[place] ?? 0n
  const guaranteed = place < 0 ? 0n : paidBy(fundStep(fund.id))
  const contribution = run?.people[place]?.contribution ?? 0n
  const floating =
    fund.floating && contribution > 0n && place >= 0
      ? halfUp({ num: least(fund.amount, contribution), den: contribution }, paidBy(STEP.rest))
      : 0n
  const pool = guaranteed + floating
  const given = sum(fund.beneficiaries.map(({ units }) => units))
  const idle = fund.units > given ? fund.units - given : 0n
  if (given + idle === 0n) {
    const short = fund.guaranteed - guaranteed
    return { guaranteed, floating, pool, kept: pool, short, dues: [] }
  }
  // The cap is each beneficiary's: what idle units yield is held by none.
  const sizes = [...fund.beneficiaries.map(({ units }) => units), idle]
  const plain = shareOut(pool, sizes, {}).shares
  const dues = fund.beneficiaries.map((_, i) => {
    const share = plain[i] ?? 0n
    return fund.cap === null ? share : least(share, fund.cap)
  })
  return {
    guaranteed,
    floating,
    pool,
    kept: pool - sum(dues),
    short: fund.guaranteed - guaranteed,
    dues,
  }
}

const NOT_EARNED: ReadonlySet<string> = new Set(['subsidy', 'loan', 'advance'])

/** A payment that the year's operations did not earn: not a dividend, whatever it is called. */
export const isNotEarned = (source: string, earned: boolean): boolean =>
  !earned || NOT_EARNED.has(source)

export const NOT_EARNED_WARNING: Text = text(
  '该笔发放不是来自本年经营盈余,已标注;不得计作分红成效。',
  'This payment does not come from the surplus of operations; it is marked so and counts for no dividend.',
)

const named = (id: string, title: Text) => ({ id, title: { ...title } })
const tenth = (n: bigint) => ({ num: n, den: 10n })

/** 二四一三: 20 % to villagers, 40 % for industry, 10 % for managers, 30 % for public works. */
export function planOf2413(): Plan {
  const people = (group: string) =>
    ({ kind: 'people', group, by: { by: 'head' }, partYear: 'full' }) as const
  const fund = (name: Text) => ({ kind: 'fund', name: { ...name } }) as const
  return {
    body: 'collective',
    measures: [],
    transaction: [],
    steps: [
      {
        kind: 'partition',
        ...named('dividend', text('集体所得分配', "The collective's part divided")),
        amount: { by: 'rest' },
        parts: [
          {
            ...named('villagers', text('村民直接分配', 'To villagers')),
            class: 'other',
            weight: tenth(2n),
            to: people('villager'),
          },
          {
            ...named('industry', text('产业发展滚动资金', 'Rolling capital for industry')),
            class: 'other',
            weight: tenth(4n),
            to: fund(text('产业发展滚动资金', 'Rolling capital for industry')),
          },
          {
            ...named('managers', text('管理人员报酬', 'Managers')),
            class: 'prize',
            weight: tenth(1n),
            to: people('manager'),
          },
          {
            ...named('works', text('村内公益事业', 'Public works')),
            class: 'other',
            weight: tenth(3n),
            to: fund(text('村内公益事业', 'Public works')),
          },
        ],
      },
    ],
  }
}

/** A pool as the year of a collective's own plan. */
export const yearOfPool = (amount: bigint) => ({
  netSurplus: fen(amount),
  priorLoss: fen(0n),
  otherTransfersIn: fen(0n),
  openingUndistributed: fen(0n),
})
