import { type Chance, openChance } from '../../src/demo/chance.ts'
import type { Plan } from '../../src/modules/distribution/model/plan.ts'
import type { Person } from '../../src/modules/distribution/model/run.ts'
import { runPlan } from '../../src/modules/distribution/rules/engine.ts'
import type { Ground } from './ground.ts'
import { spread } from './load.ts'
import { against, interleaved, milliseconds } from './rounds.ts'

/* P9: a year's surplus of 296 co-ops among 13,799 members: the engine against the barest exact loop. */

const SEED = 44
const ROUNDS = 7
const COOPS = 296
const MEMBERS = 13_799

interface Coop {
  readonly surplus: number
  /** By id, as the engine orders them; fen. */
  readonly capital: readonly number[]
  readonly trade: readonly number[]
  readonly people: readonly Person[]
}

function coopOf(chance: Chance, size: number): Coop {
  const capital = Array.from({ length: size }, () => chance.between(5, 60) * 10_000)
  const trade = Array.from({ length: size }, () =>
    chance.happens(300) ? 0 : chance.between(100, 3_000_000),
  )
  return {
    surplus: chance.happens(30) ? -chance.between(1, 900_000) : chance.between(1, 90_000_000),
    capital,
    trade,
    people: capital.map((contribution, i) => ({
      id: String(i).padStart(6, '0'),
      member: true,
      groups: [],
      months: 12,
      contribution: BigInt(contribution),
      reserveShare: 0n,
      grantShare: 0n,
      donationShare: 0n,
      measures: { trade: BigInt(trade[i] ?? 0) },
    })),
  }
}

function coopsOf(times: number): Coop[] {
  return Array.from({ length: times }, (_, round) => {
    const chance = openChance(SEED, `bench/${round}`)
    let left = MEMBERS
    return Array.from({ length: COOPS }, (_, i) => {
      const rest = COOPS - i
      const size =
        rest === 1 ? left : Math.max(5, chance.between(1, Math.floor((2 * left) / rest) - 1))
      left -= size
      return coopOf(chance, size)
    })
  }).flat()
}

const title = { zh: '测速', en: 'bench' }

/** Ten per cent reserve, sixty of the rest by trade, what remains by contributions. */
const PLAN: Plan = {
  body: 'cooperative',
  measures: [{ id: 'trade', title, unit: title, nature: 'trade' }],
  transaction: [{ measure: 'trade', weight: { num: 1n, den: 1n } }],
  steps: [
    { kind: 'make-up-loss', id: 'loss', title },
    {
      kind: 'reserve',
      id: 'reserve',
      title,
      amount: { by: 'rate', rate: { num: 1n, den: 10n }, of: 'after-loss' },
      quantifyBy: 'contribution',
    },
    {
      kind: 'allocate',
      id: 'return',
      title,
      class: 'patronage',
      amount: { by: 'rate', rate: { num: 3n, den: 5n }, of: 'distributable' },
      to: { kind: 'people', partYear: 'full', by: { by: 'transaction' } },
    },
    {
      kind: 'allocate',
      id: 'rest',
      title,
      class: 'capital',
      amount: { by: 'rest' },
      to: { kind: 'people', partYear: 'full', by: { by: 'account', parts: ['contribution'] } },
    },
  ],
}

const byEngine = (coops: readonly Coop[]): bigint[][] =>
  coops.map(({ surplus, people }) => [
    ...runPlan(
      PLAN,
      {
        netSurplus: BigInt(surplus),
        priorLoss: 0n,
        otherTransfersIn: 0n,
        openingUndistributed: 0n,
      },
      people,
    ).paid,
  ])

/** Adds to `out` what each gets of the pool, largest remainder, the earlier first; exact in whole numbers. */
function share(pool: number, weights: readonly number[], out: number[]): void {
  let total = 0
  for (const weight of weights) total += weight
  if (total === 0) return
  const remainders: number[] = []
  let left = pool
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i] ?? 0
    const product = pool * weight
    let [amount, remainder] = [0, 0]
    if (product <= Number.MAX_SAFE_INTEGER) {
      remainder = product % total
      amount = (product - remainder) / total
    } else {
      const exact = BigInt(pool) * BigInt(weight)
      amount = Number(exact / BigInt(total))
      remainder = Number(exact % BigInt(total))
    }
    out[i] = (out[i] ?? 0) + amount
    remainders.push(remainder)
    left -= amount
  }
  if (left === 0) return
  const order = remainders.map((_, i) => i)
  order.sort((a, b) => (remainders[b] ?? 0) - (remainders[a] ?? 0) || a - b)
  for (const i of order.slice(0, left)) out[i] = (out[i] ?? 0) + 1
}

const byLoop = (coops: readonly Coop[]): number[][] =>
  coops.map(({ surplus, capital, trade }) => {
    const out = Array.from(capital, () => 0)
    if (surplus <= 0) return out
    const rest = surplus - Math.floor((surplus + 5) / 10)
    const back = trade.some((one) => one > 0) ? Math.ceil((rest * 3) / 5) : 0
    share(back, trade, out)
    share(rest - back, capital, out)
    return out
  })

/** The reserve's shares are part of the engine's work; the loop leaves them out. */
export async function dividing({ say }: Pick<Ground, 'say'>): Promise<void> {
  const [one, ten] = [coopsOf(1), coopsOf(10)]
  const [engine, loop] = [byEngine(one), byLoop(one)]
  const same = engine.filter((paid, i) => paid.every((fen, j) => fen === BigInt(loop[i]?.[j] ?? 0)))
  const made = await interleaved(ROUNDS, {
    engine: () => milliseconds(() => byEngine(one)),
    loop: () => milliseconds(() => byLoop(one)),
    engineTen: () => milliseconds(() => byEngine(ten)),
  })
  const members = one.reduce((sum, { people }) => sum + people.length, 0)
  say(
    `P9 distribution of ${one.length} co-ops, ${members} members: ` +
      `${against(made.engine, made.loop, 1)} × a bare whole-number loop [at most 10]; ` +
      `${spread(made.engine, 0)} ms; equal to the fen in ${same.length} of ${one.length}; ten times the county ` +
      `takes ${against(
        made.engineTen,
        made.engine.map((ms) => ms * 10),
      )} × as long a co-op [at most 1.3]`,
  )
}
