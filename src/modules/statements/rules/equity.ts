import { displayYuan, type Fen, fen, sumFen } from '../../../kernel/money.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type {
  EquityColumn,
  EquityColumnKey,
  EquityFlow,
  EquityItem,
  EquityPart,
  EquityStatement,
  YearBooks,
} from '../model.ts'
import { minus, netOf, PROFIT_AND_LOSS } from './sums.ts'
import { surplusAmounts } from './surplus.ts'

type Side = 'debit' | 'credit'

/** A "其中" line of the form and the items that belong to it. */
interface PartDefinition {
  readonly label: Text
  readonly items: readonly EquityItem[]
}

interface ColumnDefinition {
  readonly key: Exclude<EquityColumnKey, 'undistributed'>
  readonly account: string
  readonly label: Text
  readonly increase: readonly PartDefinition[]
  readonly decrease: readonly PartDefinition[]
}

const part = (zh: string, en: string, ...items: EquityItem[]): PartDefinition => ({
  label: text(zh, en),
  items,
})

/**
 * The columns of 会农社03表 with the parts the form names. The form prints 弥补亏损 only under 资本公积,
 * though it is 盈余公积 whose use for losses the chart describes: what 322 gave for losses is in that
 * column's total and in the remarks.
 */
const COLUMNS: readonly ColumnDefinition[] = [
  {
    key: 'contributions',
    account: '301',
    label: text('股金', 'Contributions'),
    increase: [
      part('资本公积转增', 'From capital reserve', 'capital_reserve_to_contribution'),
      part('盈余公积转增', 'From surplus reserve', 'surplus_reserve_to_contribution'),
      part('成员增加出资', 'Contributed by members', 'contribution'),
    ],
    decrease: [part('成员减少出资', 'Withdrawn by members', 'contribution', 'exit')],
  },
  {
    key: 'specialFund',
    account: '311',
    label: text('专项基金', 'Special fund'),
    increase: [
      part('接受国家财政直接补助形成', 'From state grants', 'state_grant'),
      part('接受他人捐赠形成', 'From donations', 'donation'),
    ],
    decrease: [],
  },
  {
    key: 'capitalReserve',
    account: '321',
    label: text('资本公积', 'Capital reserve'),
    increase: [
      part('股金溢价', 'Premium on contributions', 'contribution'),
      part('资产评估增值', 'Revaluation', 'revaluation'),
    ],
    decrease: [
      part('转为成员出资', 'Converted to contributions', 'capital_reserve_to_contribution'),
      part('弥补亏损', 'Losses made up', 'loss_cover'),
    ],
  },
  {
    key: 'surplusReserve',
    account: '322',
    label: text('盈余公积', 'Surplus reserve'),
    increase: [part('从盈余中提取', 'Extracted from surplus', 'from_surplus')],
    decrease: [
      part('转为成员出资', 'Converted to contributions', 'surplus_reserve_to_contribution'),
    ],
  },
]

const ITEM_NAMES: Readonly<Record<EquityItem, Text>> = {
  contribution: text('成员出资', 'contributions'),
  capital_reserve_to_contribution: text('资本公积转增', 'conversion of capital reserve'),
  surplus_reserve_to_contribution: text('盈余公积转增', 'conversion of surplus reserve'),
  surplus_to_contribution: text('盈余转为成员出资', 'conversion of surplus'),
  state_grant: text('国家财政直接补助', 'state grants'),
  donation: text('他人捐赠', 'donations'),
  revaluation: text('资产评估增值', 'revaluation'),
  from_surplus: text('从盈余中提取', 'extraction from surplus'),
  loss_cover: text('弥补亏损', 'losses made up'),
  exit: text('成员退社', 'members leaving'),
  other: text('其他', 'other reasons'),
}

/** The accounts behind a column of 会农社03表. */
export const equityAccount = (key: EquityColumnKey): readonly string[] => {
  const column = COLUMNS.find((each) => each.key === key)
  return column === undefined ? ['331', '332', ...PROFIT_AND_LOSS] : [column.account]
}

/** Whether a line's item is one of the reasons of equity. */
export const isEquityItem = (item: string): item is EquityItem => Object.hasOwn(ITEM_NAMES, item)

/**
 * 会农社03表 in fen: five columns with opening, increases, decreases and closing, the parts the form names,
 * and their sum. Increases are credits, decreases debits (a red-ink line takes off its own side). The column
 * 未分配盈余 follows rows 12-15 and 17-19 of 会农社02表.
 */
export function equityStatement(books: YearBooks): EquityStatement {
  const columns = [...COLUMNS.map((column) => fundColumn(column, books)), undistributed(books)]
  const over = (pick: (column: EquityColumn) => Fen): Fen => sumFen(columns.map(pick))
  return {
    columns,
    total: {
      label: text('合计', 'Total'),
      opening: over((column) => column.opening),
      increase: over((column) => column.increase.total),
      decrease: over((column) => column.decrease.total),
      closing: over((column) => column.closing),
    },
    remarks: COLUMNS.flatMap((column) => remarksOf(column, books.equityFlows)),
  }
}

function fundColumn(definition: ColumnDefinition, books: YearBooks): EquityColumn {
  const { key, account, label } = definition
  const flows = books.equityFlows.filter((flow) => flow.account.startsWith(account))
  const opening = minus(0n, netOf(books.opening, account))
  const movement = (side: Side, parts: readonly PartDefinition[]) => ({
    total: sumFen(flows.map((flow) => flow[side])),
    parts: parts.map(({ label: name, items }): EquityPart => ({
      label: name,
      amount: sumFen(flows.filter((flow) => isOf(flow, items)).map((flow) => flow[side])),
    })),
  })
  const increase = movement('credit', definition.increase)
  const decrease = movement('debit', definition.decrease)
  return {
    key,
    label,
    opening,
    increase,
    decrease,
    closing: fen(opening + increase.total - decrease.total),
  }
}

const isOf = (flow: EquityFlow, items: readonly EquityItem[]): boolean =>
  flow.item !== null && items.includes(flow.item)

function undistributed(books: YearBooks): EquityColumn {
  const amounts = surplusAmounts(books)
  const row = (number: number): Fen => fen(amounts[number] ?? 0n)
  const named = (zh: string, en: string, number: number): EquityPart => ({
    label: text(zh, en),
    amount: row(number),
  })
  const increase = [
    named('本年盈余', 'Surplus of the year', 12),
    named('其他转入', 'Other transfers in', 14),
  ]
  const decrease = [
    named('提取盈余公积', 'Reserve extracted', 15),
    named('盈余返还', 'Surplus returned', 17),
    named('剩余盈余分配', 'Residual distributed', 18),
    named('转为成员出资', 'Converted to contributions', 19),
  ]
  const total = (parts: readonly EquityPart[]): Fen => sumFen(parts.map(({ amount }) => amount))
  return {
    key: 'undistributed',
    label: text('未分配盈余', 'Undistributed surplus'),
    opening: row(13),
    increase: { total: total(increase), parts: increase },
    decrease: { total: total(decrease), parts: decrease },
    closing: row(20),
  }
}

/** What a column's totals hold that the form gives no line. */
function remarksOf(column: ColumnDefinition, flows: readonly EquityFlow[]): Text[] {
  const own = flows.filter((flow) => flow.account.startsWith(column.account))
  return (['credit', 'debit'] as const).flatMap((side) => {
    const parts = side === 'credit' ? column.increase : column.decrease
    const word = side === 'credit' ? text('增加数', 'increase') : text('减少数', 'decrease')
    return own
      .filter((flow) => flow[side] !== 0n && !parts.some(({ items }) => isOf(flow, items)))
      .map((flow) => {
        const name =
          flow.item === null ? text('未注明原因', 'no reason given') : ITEM_NAMES[flow.item]
        return text(
          `“${column.label.zh}”栏本年${word.zh}含${name.zh} ${displayYuan(flow[side])} 元，表式未单列。`,
          `${column.label.en}: the ${word.en} includes ${displayYuan(flow[side])} yuan of ${name.en}, for which the form has no line.`,
        )
      })
  })
}
