import { type Text, text } from '../../../kernel/text.ts'
import type { Organ, SpendingClass } from '../model.ts'

/*
 * What is paid without a request of its own, because somebody has decided on it already: the organ, what is paid, and on
 * what that rests. Whatever stands in no row is held against the matrix of limits.
 */

/** What an act of the product begins the origin of its vouchers with. */
export const ACTS = ['distribution', 'share_event', 'trade'] as const
export type Act = (typeof ACTS)[number]

export interface Exemption {
  /** The act that pays; null: a voucher under an approved contract, whoever typed it. */
  readonly act: Act | null
  /** Whom: members, or everybody. */
  readonly to: 'member' | 'anybody'
  /** What is paid, where the class decides; null: whatever the act pays. */
  readonly class: SpendingClass | null
  /** Who has decided; null: the contract that its organs approved. */
  readonly organ: Organ | null
  readonly basis: Text
  readonly source: string
}

export const EXEMPTIONS: readonly Exemption[] = [
  {
    act: 'distribution',
    to: 'anybody',
    class: null,
    organ: 'assembly',
    basis: text(
      '成员大会通过的盈余分配方案(含帮扶股收益)',
      'The distribution the assembly resolved, assistance shares among it',
    ),
    source: '农民专业合作社法第二十九条第五项、第四十四条',
  },
  {
    act: 'share_event',
    to: 'anybody',
    class: null,
    organ: 'assembly',
    basis: text(
      '成员退社、减资的股权变动(退还成员账户记载的出资)',
      'An exit or reduction in the register: contributions in the member’s account are given back',
    ),
    source: '农民专业合作社法第二十五条、第二十八条;章程',
  },
  {
    act: 'trade',
    to: 'member',
    class: null,
    organ: null,
    basis: text(
      '与成员的交易按订单和约定价格结算(交易台账逐笔登记)',
      'A settlement with a member by order and agreed price, each trade in the ledger of trades',
    ),
    source: '农民专业合作社法第三条、第四十三条;民法典第四百六十五条',
  },
  {
    act: null,
    to: 'anybody',
    class: 'labour',
    organ: null,
    basis: text(
      '已审批合同约定的工资和劳务费,在合同金额以内',
      'Wages under an approved contract, within its amount',
    ),
    source: '民法典第四百六十五条、第五百七十九条;县支出审批权限表',
  },
]
