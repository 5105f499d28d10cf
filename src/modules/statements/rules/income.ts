import { displayPercent, type Fraction, fraction } from '../../../kernel/fraction.ts'
import { displayYuan, type Fen, fen, sumFen } from '../../../kernel/money.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { IncomeFlow } from '../model/facts.ts'
import type { IncomeItem, SurplusStatement, TieOut } from '../model.ts'
import { rowAmount } from './sums.ts'
import { mustEqual, placed } from './tie-out.ts'

/** The sources in the order of the report; `null` is what its voucher gave no source. */
const SOURCES: readonly { readonly item: IncomeItem | null; readonly label: Text }[] = [
  { item: 'sales', label: text('产品销售', 'Product sales') },
  { item: 'service', label: text('服务', 'Services') },
  { item: 'land', label: text('土地经营', 'Land') },
  { item: 'labour', label: text('劳务', 'Labour') },
  { item: 'processing', label: text('加工', 'Processing') },
  { item: 'tourism', label: text('旅游', 'Tourism') },
  { item: 'lease', label: text('租赁', 'Leases') },
  { item: 'subsidy', label: text('补助', 'Subsidies') },
  { item: 'investment', label: text('投资', 'Investment') },
  { item: 'other', label: text('其他', 'Other') },
  { item: null, label: text('未分来源', 'No source given') },
]

/** Whether a line's item is one of the sources of income. */
export const isIncomeItem = (item: string): item is IncomeItem =>
  SOURCES.some((source) => source.item === item)

export interface IncomeLine {
  readonly item: IncomeItem | null
  readonly label: Text
  readonly current: Fen
  readonly prior: Fen
  readonly growth: Fen
  /** Of the year's income; null when there is none. */
  readonly share: Fraction | null
}

/**
 * What the growth is made of:
 * - `unknown`: nothing to compare with; `none`: income did not grow; `own`: no part of the growth is subsidy; `partly`: some of it, less than
 *   half; `mostly`: half or more; `all`: without subsidy there would be no growth at all.
 */
export type GrowthVerdict = 'unknown' | 'none' | 'own' | 'partly' | 'mostly' | 'all'

export interface IncomeBySource {
  readonly lines: readonly IncomeLine[]
  readonly current: Fen
  readonly prior: Fen
  readonly growth: Fen
  readonly subsidyGrowth: Fen
  /** Growth without subsidies; below zero where subsidies hid a decline. */
  readonly ownGrowth: Fen
  /** subsidyGrowth / growth; null when income did not grow. */
  readonly subsidyPart: Fraction | null
  readonly verdict: GrowthVerdict
  readonly sentence: Text
}

/**
 * Income of 501, 502 and 511 by source in two years (seed R63: growth that is only subsidy must show as
 * such). Amounts are credits less debits in fen; lines without income in both years are left out.
 */
export function incomeBySource(facts: {
  /** What the figures cover: 2020年, 2020年1—6月. */
  readonly span: Text
  readonly current: readonly IncomeFlow[]
  /** Null where no books were kept then: nothing is compared. */
  readonly prior: readonly IncomeFlow[] | null
}): IncomeBySource {
  const before = facts.prior ?? []
  const [current, prior] = [incomeOf(facts.current), incomeOf(before)]
  const lines = SOURCES.map(({ item, label }): IncomeLine => {
    const now = incomeOf(facts.current.filter((flow) => flow.item === item))
    const earlier = incomeOf(before.filter((flow) => flow.item === item))
    return {
      item,
      label,
      current: now,
      prior: earlier,
      growth: fen(now - earlier),
      share: current === 0n ? null : fraction(now, current),
    }
  })
  const growth = fen(current - prior)
  const subsidyGrowth = lines.find(({ item }) => item === 'subsidy')?.growth ?? fen(0)
  const ownGrowth = fen(growth - subsidyGrowth)
  const subsidyPart = growth > 0n ? fraction(subsidyGrowth, growth) : null
  const verdict = facts.prior === null ? 'unknown' : verdictOf(growth, subsidyGrowth)
  return {
    lines: lines.filter((line) => line.current !== 0n || line.prior !== 0n),
    current,
    prior,
    growth,
    subsidyGrowth,
    ownGrowth,
    subsidyPart,
    verdict,
    sentence: sentenceOf({ span: facts.span, current, growth, subsidyGrowth, ownGrowth, verdict }),
  }
}

const incomeOf = (flows: readonly IncomeFlow[]): Fen =>
  sumFen(flows.map((flow) => flow.credit - flow.debit))

function verdictOf(growth: bigint, subsidyGrowth: bigint): GrowthVerdict {
  if (growth <= 0n) return 'none'
  if (subsidyGrowth <= 0n) return 'own'
  if (subsidyGrowth >= growth) return 'all'
  return subsidyGrowth * 2n >= growth ? 'mostly' : 'partly'
}

interface Said {
  readonly span: Text
  readonly current: Fen
  readonly growth: Fen
  readonly subsidyGrowth: Fen
  readonly ownGrowth: Fen
  readonly verdict: GrowthVerdict
}

function sentenceOf(said: Said): Text {
  const { span, growth } = said
  const now = displayYuan(said.current)
  if (said.verdict === 'unknown') {
    return text(
      `${span.zh}收入合计 ${now} 元；上年同期没有账，不作比较。`,
      `Income of ${span.en} was ${now} yuan; there are no books of the year before to compare with.`,
    )
  }
  const first = text(
    `${span.zh}收入合计 ${now} 元，比上年${changed(growth).zh}`,
    `Income of ${span.en} was ${now} yuan, ${changed(growth).en} the year before`,
  )
  const second = ofSubsidy(said)
  return text(`${first.zh}${second.zh}`, `${first.en}${second.en}`)
}

function ofSubsidy({ growth, subsidyGrowth, ownGrowth, verdict }: Said): Text {
  const grant = displayYuan(subsidyGrowth)
  const own = changed(ownGrowth)
  switch (verdict) {
    case 'unknown':
    case 'none':
      return subsidyGrowth > 0n
        ? text(
            `；补助增加 ${grant} 元，扣除补助后${own.zh}。`,
            `; subsidies grew by ${grant} yuan, without them income was ${own.en} the year before.`,
          )
        : text('。', '.')
    case 'own':
      return text('，增加额中没有补助。', '; no part of the growth is subsidy.')
    case 'partly':
    case 'mostly': {
      const part = displayPercent(fraction(subsidyGrowth, growth))
      return text(
        `，其中补助增加 ${grant} 元，占增加额的 ${part}；扣除补助后${own.zh}。`,
        `; subsidies make ${grant} yuan or ${part} of the growth, without them income was ${own.en} the year before.`,
      )
    }
    case 'all':
      return text(
        `，但补助增加 ${grant} 元：增长全部来自补助，扣除补助后${own.zh}。`,
        `, but subsidies grew by ${grant} yuan: all of the growth is subsidy, without it income was ${own.en} the year before.`,
      )
  }
}

function changed(amount: bigint): Text {
  if (amount === 0n) return text('持平', 'level with')
  const size = displayYuan(amount < 0n ? -amount : amount)
  return amount > 0n
    ? text(`增加 ${size} 元`, `${size} yuan above`)
    : text(`减少 ${size} 元`, `${size} yuan below`)
}

/** The split must add up to rows 1, 2 and 8 of 会农社02表. */
export function incomeTies(income: IncomeBySource, statement: SurplusStatement): TieOut {
  const form = [1, 2, 8].map((row) => rowAmount(statement.rows, row, 'current'))
  return mustEqual({
    id: 'INCOME-BY-SOURCE',
    severity: 'block',
    left: placed('收入来源分析合计', 'income by source, total', income.current),
    right: placed('会农社02表第1、2、8行合计', 'statement 02, rows 1, 2 and 8', sumFen(form)),
    source: '财会〔2021〕37号 02表',
    hint: text('两者须取自同一期间的记账。', 'Both must come from the same months.'),
  })
}
