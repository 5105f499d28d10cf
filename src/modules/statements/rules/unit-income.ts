import { type Fraction, fraction } from '../../../kernel/fraction.ts'
import { displayYuan, type Fen, fen, sumFen } from '../../../kernel/money.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { FigureMark, UnitIncome } from '../model/facts.ts'

/** Over what the average is taken, and the words for it. */
export interface Denominator {
  /** Villages or households; must not be zero for an average. */
  readonly count: number
  /** 已成立党支部领办合作社的村; 入社农户 … said beside the figure. */
  readonly name: Text
  /** 村均, 户均. */
  readonly average: Text
}

export interface IncomeIncrease {
  readonly baseYear: number
  readonly year: number
  /** Sums over the units with both figures. */
  readonly base: Fen
  readonly current: Fen
  readonly increase: Fen
  readonly denominator: Denominator
  /** increase / count in fen, exact; null when nothing can be divided by. */
  readonly perUnit: Fraction | null
  /** `estimate` as soon as one figure is one, else `claim` as soon as one is only reported. */
  readonly mark: FigureMark
  readonly formula: Text
  /** Units left out because a figure is missing. */
  readonly missing: readonly string[]
  readonly sentence: Text
}

/**
 * The increase of income since a base year and its average (seed R8: 村集体村均增收, 户均增收): the sum of
 * the units' increases over a denominator that is named beside it. A unit with a missing figure is left out
 * and listed; the denominator stays what the county says it is.
 */
export function incomeIncrease(facts: {
  readonly baseYear: number
  readonly year: number
  readonly units: readonly UnitIncome[]
  readonly denominator: Denominator
}): IncomeIncrease {
  const { baseYear, year, units, denominator } = facts
  const known = units.filter((unit) => unit.base !== null && unit.current !== null)
  const base = sumFen(known.map((unit) => unit.base ?? 0n))
  const current = sumFen(known.map((unit) => unit.current ?? 0n))
  const increase = fen(current - base)
  const mark =
    (['estimate', 'claim'] as const).find((each) => known.some((unit) => unit.mark === each)) ??
    'actual'
  const perUnit = denominator.count > 0 ? fraction(increase, denominator.count) : null
  const missing = units
    .filter((unit) => unit.base === null || unit.current === null)
    .map(({ id }) => id)
  return {
    baseYear,
    year,
    base,
    current,
    increase,
    denominator,
    perUnit,
    mark,
    formula: text(
      `（${year}年收入 ${displayYuan(current)} − ${baseYear}年收入 ${displayYuan(base)}）÷ ${denominator.name.zh} ${denominator.count}`,
      `(income of ${year} ${displayYuan(current)} − income of ${baseYear} ${displayYuan(base)}) ÷ ${denominator.count} ${denominator.name.en}`,
    ),
    missing,
    sentence: increaseSentence({ year, baseYear, perUnit, mark, denominator, missing }),
  }
}

const MARK_WORDS: Readonly<Record<FigureMark, Text>> = {
  actual: text('（实际数）', ' (actual)'),
  claim: text('（申报数，账上未证实）', ' (reported, not proved by the books)'),
  estimate: text('（预计数）', ' (estimate)'),
}

function increaseSentence(
  said: Pick<IncomeIncrease, 'year' | 'baseYear' | 'perUnit' | 'mark' | 'denominator' | 'missing'>,
): Text {
  const { year, baseYear, perUnit, denominator, missing } = said
  const left =
    missing.length === 0
      ? text('', '')
      : text(
          `；缺数 ${missing.length} 个单位未计入`,
          `; ${missing.length} units without figures are left out`,
        )
  if (perUnit === null) {
    return text(
      `${year}年${denominator.average.zh}增收无法计算：${denominator.name.zh}为 0${left.zh}。`,
      `The average increase of ${year} cannot be computed: there are no ${denominator.name.en}${left.en}.`,
    )
  }
  const [size, word] =
    perUnit.num < 0n
      ? [{ ...perUnit, num: -perUnit.num }, text('减收', 'decrease')]
      : [perUnit, text('增收', 'increase')]
  const amount = averageText(size)
  const mark = MARK_WORDS[said.mark]
  return text(
    `${year}年比${baseYear}年${denominator.average.zh}${word.zh} ${amount} 元${mark.zh}，按${denominator.name.zh} ${denominator.count} 计算${left.zh}。`,
    `${year} against ${baseYear}: ${denominator.average.en} ${word.en} ${amount} yuan${mark.en}, over ${denominator.count} ${denominator.name.en}${left.en}.`,
  )
}

/** An average in fen for people: cut to the fen, "约" before it when something was cut off. */
export function averageText(average: Fraction): string {
  const whole = average.num / average.den
  return `${average.den === 1n ? '' : '约 '}${displayYuan(whole)}`
}

/** Where a village stands on the way from nothing to double (seed R1: 清零倍增). */
export type DoublingState = 'no-figure' | 'zero' | 'cleared' | 'growing' | 'doubled'

export interface VillageDoubling {
  readonly id: string
  readonly name: string
  readonly state: DoublingState
  /** Twice the base; null when the base is zero or unknown. */
  readonly target: Fen | null
  /** current / target, exact. */
  readonly progress: Fraction | null
  readonly mark: FigureMark
}

export interface Doubling {
  readonly villages: readonly VillageDoubling[]
  readonly counts: Readonly<Record<DoublingState, number>>
  readonly sentence: Text
}

/**
 * 清零倍增 (seed R1): a village with no collective income in the base year leaves zero when the year shows
 * income above `zeroLine` (fen; 0 by default); a village with income is asked to double it. Only actual
 * figures clear or double: what is reported or estimated counts as growing or zero until the books show it.
 */
export function doubling(facts: {
  readonly baseYear: number
  readonly year: number
  readonly units: readonly UnitIncome[]
  readonly zeroLine: Fen
}): Doubling {
  const villages = facts.units.map((unit): VillageDoubling => {
    const { id, name, mark } = unit
    const target = unit.base === null || unit.base <= facts.zeroLine ? null : fen(unit.base * 2n)
    const progress =
      target === null || unit.current === null ? null : fraction(unit.current, target)
    return { id, name, mark, target, progress, state: stateOf(unit, facts.zeroLine) }
  })
  const count = (state: DoublingState): number =>
    villages.filter((village) => village.state === state).length
  const counts = {
    'no-figure': count('no-figure'),
    zero: count('zero'),
    cleared: count('cleared'),
    growing: count('growing'),
    doubled: count('doubled'),
  }
  return {
    villages,
    counts,
    sentence: text(
      `${facts.year}年：${villages.length} 个村中，比${facts.baseYear}年翻番 ${counts.doubled} 个，消除空白 ${counts.cleared} 个，仍为空白 ${counts.zero} 个，未翻番 ${counts.growing} 个，缺数 ${counts['no-figure']} 个。`,
      `${facts.year}: of ${villages.length} villages ${counts.doubled} doubled their income of ${facts.baseYear}, ${counts.cleared} left zero, ${counts.zero} are still at zero, ${counts.growing} have not doubled, ${counts['no-figure']} have no figure.`,
    ),
  }
}

function stateOf({ base, current, mark }: UnitIncome, zeroLine: Fen): DoublingState {
  if (base === null || current === null) return 'no-figure'
  if (base <= zeroLine) return current > zeroLine && mark === 'actual' ? 'cleared' : 'zero'
  return current >= base * 2n && mark === 'actual' ? 'doubled' : 'growing'
}
