import { type Fen, fen, ZERO_FEN } from '../../../kernel/money.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { RowKind, SurplusRow, SurplusStatement, YearBooks } from '../model.ts'
import type { RowParts } from './balance-sheet.ts'
import { netOf, PROFIT_AND_LOSS, turnoverOf } from './sums.ts'

interface RowDefinition {
  readonly row: number
  readonly label: Text
  readonly kind: RowKind
}

const define = (row: number, kind: RowKind, label: Text): RowDefinition => ({ row, kind, label })

/** The 20 rows of 会农社02表. */
const ROWS: readonly RowDefinition[] = [
  define(1, 'sum', text('一、经营收入', '1. Operating income')),
  define(2, 'item', text('加：投资收益', 'Add: investment income')),
  define(3, 'less', text('减：经营支出', 'Less: operating expenses')),
  define(4, 'less', text('税金及附加', 'Taxes and surcharges')),
  define(5, 'less', text('管理费用', 'Administrative expenses')),
  define(6, 'less', text('财务费用', 'Financial expenses')),
  define(7, 'sum', text('二、经营收益', '2. Operating result')),
  define(8, 'item', text('加：其他收入', 'Add: other income')),
  define(9, 'less', text('减：其他支出', 'Less: other expenses')),
  define(10, 'sum', text('三、盈余总额', '3. Total surplus')),
  define(11, 'less', text('减：所得税费用', 'Less: income tax')),
  define(12, 'sum', text('四、本年盈余', '4. Surplus of the year')),
  define(13, 'item', text('加：年初未分配盈余', 'Add: undistributed surplus at the beginning')),
  define(14, 'item', text('其他转入', 'Other transfers in')),
  define(15, 'less', text('减：提取盈余公积', 'Less: surplus reserve extracted')),
  define(16, 'sum', text('五、可分配盈余', '5. Distributable surplus')),
  define(17, 'less', text('减：盈余返还', 'Less: surplus returned')),
  define(18, 'less', text('剩余盈余分配', 'Residual surplus distributed')),
  define(19, 'less', text('转为成员出资', 'Converted to contributions')),
  define(20, 'sum', text('六、年末未分配盈余', '6. Undistributed surplus at the end')),
]

/** 各项分配 and 其他转入 below 332. Month 13 clears them from the other side. */
const TRANSFERRED_IN = '33203'
const APPROPRIATIONS = { 15: '3320101', 17: '3320102', 18: '3320103', 19: '3320104' } as const

const READ_FROM: Readonly<Record<number, readonly string[]>> = {
  1: ['501'],
  2: ['511'],
  3: ['521'],
  4: ['522'],
  5: ['523'],
  6: ['524'],
  8: ['502'],
  9: ['529'],
  11: ['531'],
  13: ['331', '332'],
  14: [TRANSFERRED_IN],
  15: [APPROPRIATIONS[15]],
  17: [APPROPRIATIONS[17]],
  18: [APPROPRIATIONS[18]],
  19: [APPROPRIATIONS[19], '221', '222'],
}
const ADDED_UP: Readonly<Record<number, readonly number[]>> = {
  7: [1, 2, 3, 4, 5, 6],
  10: [7, 8, 9],
  12: [10, 11],
  16: [12, 13, 14, 15],
  20: [16, 17, 18, 19],
}

/** What a row of the form is made of. */
export const surplusParts = (row: number): RowParts => ({
  accounts: READ_FROM[row] ?? [],
  rows: ADDED_UP[row] ?? [],
})

/**
 * 会农社02表 in fen. Income and expenses are the movements of months 1-12 (the transfers of month 13 would
 * empty them); rows 15 and 17-19 are the debits of 33201xx and row 14 the credits of 33203, whose clearing
 * stands on the other side. Row 13 is 331 + 332 at the year's beginning, minus for a loss carried forward.
 * What the year declared and turned into contributions leaves rows 17 and 18 for row 19, so that nothing
 * is counted twice. An interim statement is cumulative. `prior` null leaves the prior-year column blank (38号: the first year).
 */
export function surplusStatement(current: YearBooks, prior: YearBooks | null): SurplusStatement {
  const now = surplusAmounts(current)
  const before = prior === null ? null : surplusAmounts(prior)
  return {
    rows: ROWS.map((definition): SurplusRow => ({
      ...definition,
      current: now[definition.row] ?? ZERO_FEN,
      prior: before === null ? null : (before[definition.row] ?? ZERO_FEN),
    })),
  }
}

/** The 20 amounts by row number (index 0 is empty). */
export function surplusAmounts(books: YearBooks): readonly Fen[] {
  const income = (code: string): bigint => {
    const moved = turnoverOf(books.business, code)
    return moved.credit - moved.debit
  }
  const year = [...books.business, ...books.yearEnd]
  const appropriated = (code: string): bigint => turnoverOf(year, code).debit
  const a: bigint[] = Array.from({ length: 21 }, () => 0n)
  const at = (row: number): bigint => a[row] ?? 0n

  a[1] = income('501')
  a[2] = income('511')
  a[3] = -income('521')
  a[4] = -income('522')
  a[5] = -income('523')
  a[6] = -income('524')
  a[7] = at(1) + at(2) - at(3) - at(4) - at(5) - at(6)
  a[8] = income('502')
  a[9] = -income('529')
  a[10] = at(7) + at(8) - at(9)
  a[11] = -income('531')
  a[12] = at(10) - at(11)
  a[13] = openingUndistributed(books)
  a[14] = turnoverOf(year, TRANSFERRED_IN).credit
  a[15] = appropriated(APPROPRIATIONS[15])
  a[16] = at(12) + at(13) + at(14) - at(15)
  const { surplusReturn, residual } = books.converted
  a[17] = appropriated(APPROPRIATIONS[17]) - surplusReturn
  a[18] = appropriated(APPROPRIATIONS[18]) - residual
  a[19] = appropriated(APPROPRIATIONS[19]) + surplusReturn + residual
  a[20] = at(16) - at(17) - at(18) - at(19)
  return a.map((amount) => fen(amount))
}

/** 331, 332 and (should books be taken over in mid-year) income and expenses at the beginning. */
const openingUndistributed = (books: YearBooks): bigint =>
  ['331', '332', ...PROFIT_AND_LOSS].reduce((sum, code) => sum - netOf(books.opening, code), 0n)
