import { text } from '../../../kernel/text.ts'
import type { Text } from '../../../kernel/text.ts'

/*
 * The chart of 财会〔2007〕15号 (37 accounts) and what each becomes by 财会〔2021〕38号. The same code may
 * mean another thing: 522 was 管理费用 and is 税金及附加; 141 and 142 were 牲畜（禽）资产 and 林木资产.
 * So the accounts that changed their meaning or their extent are split item by item, never by code.
 */

/** What becomes of an old account: all of it goes to one new account, or each item finds its own. */
export type Becomes =
  | { readonly kind: 'same'; readonly to: string }
  | { readonly kind: 'split'; readonly into: readonly string[]; readonly how: Text }

export interface OldAccount {
  readonly code: string
  readonly name: string
  readonly becomes: Becomes
}

const same = (code: string, name: string, to = code): OldAccount => ({
  code,
  name,
  becomes: { kind: 'same', to },
})

const split = (
  old: readonly [code: string, name: string],
  into: readonly string[],
  how: Text,
): OldAccount => ({ code: old[0], name: old[1], becomes: { kind: 'split', into, how } })

const BIOLOGICAL = ['141', '142', '143', '144']
const BY_NATURE = text(
  '按用途逐项分析:消耗性转 141,生产性按原价转 142、已摊销的成本转 143,公益性转 144',
  'item by item: consumable to 141, productive at cost to 142 and what was written off to 143, public-benefit to 144',
)

/** The 37 accounts of the old chart. */
export const OLD_ACCOUNTS: readonly OldAccount[] = [
  same('101', '库存现金'),
  same('102', '银行存款'),
  same('113', '应收款'),
  same('114', '成员往来'),
  same('121', '产品物资'),
  same('124', '委托加工物资'),
  same('125', '委托代销商品'),
  same('127', '受托代购商品'),
  same('128', '受托代销商品'),
  same('131', '对外投资'),
  split(['141', '牲畜（禽）资产'], BIOLOGICAL, BY_NATURE),
  split(['142', '林木资产'], BIOLOGICAL, BY_NATURE),
  same('151', '固定资产'),
  same('152', '累计折旧'),
  same('153', '在建工程'),
  same('154', '固定资产清理'),
  split(
    ['161', '无形资产'],
    ['161', '162'],
    text('还原为原价转 161,已摊销额转 162', 'back to cost in 161, what was amortised in 162'),
  ),
  same('201', '短期借款'),
  split(
    ['211', '应付款'],
    ['211', '213', '214', '215'],
    text(
      '劳务费转 213,税费转 214,利息转 215,其余留在 211',
      'casual labour to 213, taxes to 214, interest to 215, the rest stays in 211',
    ),
  ),
  same('212', '应付工资'),
  same('221', '应付盈余返还'),
  same('222', '应付剩余盈余'),
  same('231', '长期借款'),
  same('235', '专项应付款'),
  same('301', '股金'),
  same('311', '专项基金'),
  same('321', '资本公积'),
  same('322', '盈余公积'),
  same('331', '本年盈余'),
  same('332', '盈余分配', '33202'),
  same('401', '生产成本'),
  same('501', '经营收入'),
  same('502', '其他收入'),
  same('511', '投资收益'),
  same('521', '经营支出'),
  split(
    ['522', '管理费用'],
    ['523', '522'],
    text('管理费用转 523,其中的税费转 522', 'administration to 523, the taxes in it to 522'),
  ),
  split(
    ['529', '其他支出'],
    ['529', '524', '522', '531'],
    text(
      '利息等财务费用转 524,税费转 522,所得税转 531,其余留在 529',
      'interest and other financial cost to 524, taxes to 522, income tax to 531, the rest stays in 529',
    ),
  ),
]

/** Accounts that the old system left to those who needed them. */
export const OLD_OPTIONAL_ACCOUNTS: readonly OldAccount[] = [
  same('109', '其他货币资金'),
  same('122', '包装物'),
  split(
    ['149', '其他农业资产'],
    [...BIOLOGICAL, '121', '151', '171'],
    text('逐项分析,转入相应的资产科目', 'item by item, to the asset account it belongs to'),
  ),
  same('171', '长期待摊费用'),
]

const BY_CODE: ReadonlyMap<string, OldAccount> = new Map(
  [...OLD_ACCOUNTS, ...OLD_OPTIONAL_ACCOUNTS].map((account) => [account.code, account]),
)

/** The old account of a code or of a sub-account's code below it. */
export const oldAccountOf = (code: string): OldAccount | null =>
  BY_CODE.get(code.slice(0, 3)) ?? null
