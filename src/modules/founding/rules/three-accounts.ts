import { assert } from '../../../kernel/assert.ts'
import { displayPercent, type Fraction, fraction } from '../../../kernel/fraction.ts'
import { displayYuan, type Fen, fen } from '../../../kernel/money.ts'
import { type Text, text } from '../../../kernel/text.ts'
import { sayHundredths } from './wishes.ts'

/*
 * 三笔账: what a household earned, earns, and would earn with the co-op over some years. Every amount is whole
 * fen. A quantity times a price, and a share of a pool, are a rate on a pool: rounded half up to the fen, the
 * patronage return up (it must not fall below its floor). Assumptions are the household's and the village's own.
 */

/** One line of a year as the household tells it: so much of something at a price, or just an amount. */
export interface GivenLine {
  readonly title: string
  readonly kind: 'income' | 'cost'
  /** Hundredths; null where only the amount is told. */
  readonly quantity: bigint | null
  readonly measure: string
  /** Fen a unit, or the amount itself where there is no quantity. */
  readonly price: Fen
}

export interface GivenYear {
  readonly year: number
  readonly lines: readonly GivenLine[]
}

/** What the household would bring and do, the same in every case. */
export interface Promise3 {
  /** Hundredths of a mu. */
  readonly landMu: bigint
  /** Fen: the land as valued and the cash, by which dividends are shared. */
  readonly contribution: Fen
  /** What goes on outside the co-op, in a year. */
  readonly outside: readonly GivenLine[]
}

/** One way the co-op could go. */
export interface Scenario {
  /** Guaranteed return for a mu, in fen a year; 0 where none is promised. */
  readonly guaranteed: Fen
  /** The co-op's surplus of a year after losses, and from which year on (1: the first). */
  readonly surplus: Fen
  readonly from: number
  /** The household's days of work and the pay of a day. */
  readonly workdays: number
  readonly wage: Fen
  /** The household's trade with the co-op in a year and what it costs to bring it. */
  readonly trade: Fen
  readonly tradeCost: Fen
}

/** What the charter and the plan of the co-op fix for all. */
export interface Terms {
  readonly contributions: Fen
  readonly allTrade: Fen
  /** Share of the surplus kept as reserve. */
  readonly reserve: Fraction
  /** Share of the rest that is returned by trade: 60 % at least (农民专业合作社法 44). */
  readonly returned: Fraction
}

export const CASES = ['low', 'middle', 'high'] as const
export type Case = (typeof CASES)[number]

export interface Household3 {
  readonly past: GivenYear
  readonly present: GivenYear
  readonly years: number
  readonly brings: Promise3
  readonly terms: Terms
  readonly cases: Readonly<Record<Case, Scenario>>
}

export type LineKey = 'outside' | 'guaranteed' | 'returned' | 'dividend' | 'wages' | 'trade'

/** An amount with the arithmetic in words. */
export interface Reckoned {
  readonly title: Text
  readonly amount: Fen
  readonly words: Text
}

export interface ReckonedCase {
  /** A year in which there is a surplus. */
  readonly lines: readonly (Reckoned & { readonly key: LineKey })[]
  /** In a year with surplus, and before. */
  readonly year: Fen
  readonly before: Fen
  /** Over all the years. */
  readonly total: Fen
  /** Against as many years as at present. */
  readonly gain: Fen
  /**
   * The least surplus of a year at which the household is not worse off than at present; null where no surplus
   * can bring that about, because it holds no share and trades nothing.
   */
  readonly breakEven: Fen | null
}

export interface ThreeAccounts {
  readonly past: { readonly lines: readonly Reckoned[]; readonly total: Fen }
  readonly present: { readonly lines: readonly Reckoned[]; readonly total: Fen }
  readonly cases: Readonly<Record<Case, ReckonedCase>>
}

/** rate × base, half up to the fen; neither is negative. */
export function halfUp(rate: Fraction, base: bigint): Fen {
  assert(rate.num >= 0n && base >= 0n, 'a rate on a pool is not negative')
  return fen((2n * rate.num * base + rate.den) / (2n * rate.den))
}

const ceiling = (rate: Fraction, base: bigint): Fen =>
  fen((rate.num * base + rate.den - 1n) / rate.den)

const times = (hundredths: bigint, price: bigint): Fen => halfUp(fraction(hundredths, 100n), price)

const yuan = (amount: bigint): string => displayYuan(amount)

function reckonLine(line: GivenLine): Reckoned {
  const size = line.quantity === null ? line.price : times(line.quantity, line.price)
  const amount = line.kind === 'income' ? size : fen(0n - size)
  const title = text(line.title, line.title)
  if (line.quantity === null) {
    return { title, amount, words: text(`${yuan(size)} 元`, `${yuan(size)} yuan`) }
  }
  const said = `${sayHundredths(line.quantity)} ${line.measure} × ${yuan(line.price)}`
  return {
    title,
    amount,
    words: text(`${said} 元 = ${yuan(size)} 元`, `${said} yuan = ${yuan(size)} yuan`),
  }
}

const sumOf = (lines: readonly { readonly amount: bigint }[]): Fen =>
  fen(lines.reduce((all, { amount }) => all + amount, 0n))

function yearOf({ lines }: GivenYear) {
  const reckoned = lines.map(reckonLine)
  return { lines: reckoned, total: sumOf(reckoned) }
}

/** How a year's surplus is divided, and what of it comes to a holder of that contribution and trade. */
export interface FromSurplus {
  readonly reserve: Fen
  readonly distributable: Fen
  readonly pool: Fen
  readonly rest: Fen
  readonly returned: Fen
  readonly dividend: Fen
}

/**
 * What a surplus brings one household: reserve half up, return by trade rounded up, the rest by contribution.
 * All parts grow (or stay) with the surplus, so the break-even below is exact.
 */
export function fromSurplus(
  surplus: bigint,
  terms: Terms,
  own: { readonly contribution: bigint; readonly trade: bigint },
): FromSurplus {
  const reserve = halfUp(terms.reserve, surplus)
  const distributable = fen(surplus - reserve)
  // Without any trade in the co-op there is nothing to return by; the whole goes by contribution.
  const pool = terms.allTrade === 0n ? fen(0n) : ceiling(terms.returned, distributable)
  const rest = fen(distributable - pool)
  const part = (mine: bigint, all: bigint, of: bigint): Fen =>
    all === 0n ? fen(0n) : halfUp(fraction(mine, all), of)
  return {
    reserve,
    distributable,
    pool,
    rest,
    returned: part(own.trade, terms.allTrade, pool),
    dividend: part(own.contribution, terms.contributions, rest),
  }
}

function reckonCase(of: Household3, scenario: Scenario, present: Fen): ReckonedCase {
  const { brings, terms, years } = of
  const own = { contribution: brings.contribution, trade: scenario.trade }
  const shares = fromSurplus(scenario.surplus, terms, own)
  const fixed = fixedLines(brings, scenario)
  const lines = [...fixed, ...shareLines(of, scenario, shares)]
  const before = sumOf(fixed)
  const year = sumOf(lines)
  const withSurplus = BigInt(Math.max(0, years - scenario.from + 1))
  const total = fen(year * withSurplus + before * (BigInt(years) - withSurplus))
  return {
    lines,
    year,
    before,
    total,
    gain: fen(total - present * BigInt(years)),
    breakEven: breakEven(terms, own, present - before),
  }
}

/** What does not hang on the surplus. */
function fixedLines(brings: Promise3, scenario: Scenario): ReckonedCase['lines'] {
  const outside = brings.outside.map((line) => ({ ...reckonLine(line), key: 'outside' as const }))
  const guaranteed = times(brings.landMu, scenario.guaranteed)
  const wages = fen(BigInt(scenario.workdays) * scenario.wage)
  const mu = sayHundredths(brings.landMu)
  const earned = fen(scenario.trade - scenario.tradeCost)
  return [
    ...outside,
    {
      key: 'guaranteed',
      title: text('土地保底收益', 'Guaranteed return of the land'),
      amount: guaranteed,
      words: text(
        `${mu} 亩 × ${yuan(scenario.guaranteed)} 元 = ${yuan(guaranteed)} 元`,
        `${mu} mu × ${yuan(scenario.guaranteed)} yuan = ${yuan(guaranteed)} yuan`,
      ),
    },
    {
      key: 'wages',
      title: text('务工收入', 'Wages'),
      amount: wages,
      words: text(
        `${scenario.workdays} 天 × ${yuan(scenario.wage)} 元 = ${yuan(wages)} 元`,
        `${scenario.workdays} days × ${yuan(scenario.wage)} yuan = ${yuan(wages)} yuan`,
      ),
    },
    {
      key: 'trade',
      title: text('交售产品净收入', 'Net income of what is sold to the co-op'),
      amount: earned,
      words: text(
        `交售 ${yuan(scenario.trade)} 元 − 成本 ${yuan(scenario.tradeCost)} 元 = ${yuan(earned)} 元`,
        `${yuan(scenario.trade)} − ${yuan(scenario.tradeCost)} = ${yuan(earned)} yuan`,
      ),
    },
  ]
}

/** What the surplus brings, in two lines. */
function shareLines(of: Household3, scenario: Scenario, got: FromSurplus): ReckonedCase['lines'] {
  const { brings, terms } = of
  const pool = `${yuan(scenario.surplus)} − ${yuan(got.reserve)} = ${yuan(got.distributable)}`
  const rate = displayPercent(terms.returned)
  return [
    {
      key: 'returned',
      title: text('按交易量(额)返还', 'Return by trade'),
      amount: got.returned,
      words: text(
        `盈余 ${pool} 元,${rate} 即 ${yuan(got.pool)} 元返还;本户交易 ${yuan(scenario.trade)} ÷ 全社 ${yuan(
          terms.allTrade,
        )} × ${yuan(got.pool)} = ${yuan(got.returned)} 元`,
        `surplus ${pool}; ${rate} = ${yuan(got.pool)} is returned; ${yuan(scenario.trade)} ÷ ${yuan(
          terms.allTrade,
        )} × ${yuan(got.pool)} = ${yuan(got.returned)} yuan`,
      ),
    },
    {
      key: 'dividend',
      title: text('按出资分红', 'Dividend by contribution'),
      amount: got.dividend,
      words: text(
        `本户出资 ${yuan(brings.contribution)} ÷ 全社 ${yuan(terms.contributions)} × 剩余 ${yuan(
          got.rest,
        )} = ${yuan(got.dividend)} 元`,
        `${yuan(brings.contribution)} ÷ ${yuan(terms.contributions)} × ${yuan(got.rest)} = ${yuan(
          got.dividend,
        )} yuan`,
      ),
    },
  ]
}

/** No co-op of a county comes near: where even this is not enough, nothing is. */
const MOST = 10n ** 15n

/** The least surplus, in fen, whose shares cover the gap; 0 where there is none, null where none can. */
function breakEven(
  terms: Terms,
  own: { readonly contribution: bigint; readonly trade: bigint },
  gap: bigint,
): Fen | null {
  if (gap <= 0n) return fen(0n)
  const covers = (surplus: bigint): boolean => {
    const { returned, dividend } = fromSurplus(surplus, terms, own)
    return returned + dividend >= gap
  }
  if (!covers(MOST)) return null
  let [low, high] = [0n, MOST]
  while (high - low > 1n) {
    const middle = (low + high) / 2n
    if (covers(middle)) high = middle
    else low = middle
  }
  return fen(high)
}

/** The three accounts of a household: past, present, and the co-op in three cases. Pure; nothing is kept. */
export function reckon(of: Household3): ThreeAccounts {
  const [past, present] = [yearOf(of.past), yearOf(of.present)]
  const one = (key: Case): ReckonedCase => reckonCase(of, of.cases[key], present.total)
  return { past, present, cases: { low: one('low'), middle: one('middle'), high: one('high') } }
}

/** Printed under every account, and signed with it. */
export const DISCLAIMER: Text = text(
  '本测算按所列假设计算,市场、气候和经营情况变化都会改变结果,不构成对收益的承诺;入社自愿、退社自由,成员以出资额和公积金份额为限承担责任(农民专业合作社法 4、6)。',
  'Reckoned on the assumptions listed; market, weather and management change the result, and nothing here is a promise. Joining and leaving are free; a member is liable up to contribution and reserve share.',
)
