import { z } from 'zod'
import { date, type LocalDate } from '../../kernel/date.ts'
import type { Severity } from '../../kernel/finding.ts'
import { type Text, text } from '../../kernel/text.ts'
import type { RuleSpec } from './model.ts'
import { amount, count, flag, onDay, oneOf, share } from './parameter-schemas.ts'

/*
 * The rules of distribution, of leaving and of the books that the product ships. How a plan, a settlement or a
 * voucher is measured against them is the work of the distribution and ledger modules.
 */

/** In the order in which they are always printed. */
export const BOOK_RULE_IDS = [
  'DIST-60',
  'DIST-ORDER',
  'DIST-RESERVE',
  'DIST-EQUALGRANT',
  'DIST-RESIDUAL',
  'DIST-COVER',
  'DIST-MEMBERS',
  'DIST-VOTE',
  'DIST-MEETING',
  'DIST-TERMS',
  'EXIT-NOTICE',
  'EXIT-REFUND',
  'SEED-10K',
  'SPEND-FROM',
  'LEDGER-CASH',
  'LEDGER-SLIP',
] as const
export type BookRuleId = (typeof BOOK_RULE_IDS)[number]

const none = z.strictObject({})

export const BOOK_PARAMETERS = {
  /** The least part that goes back by transactions. */
  'DIST-60': z.strictObject({ min: share }),
  'DIST-ORDER': none,
  /** The least reserve, and of what; nought where neither charter nor county sets one. */
  'DIST-RESERVE': z.strictObject({ min: share, of: oneOf(['after-loss', 'surplus']) }),
  /** How far apart two members' shares of one grant may lie: what an indivisible pool leaves. */
  'DIST-EQUALGRANT': z.strictObject({ apart: amount }),
  'DIST-RESIDUAL': none,
  'DIST-COVER': none,
  'DIST-MEMBERS': none,
  /** Heads present, votes in favour (more than), days for which plan and accounts lie open. */
  'DIST-VOTE': z.strictObject({ quorum: share, majority: share, notice: count }),
  /** From this day on assemblies are held in the product; what was decided before is entered from its minutes. */
  'DIST-MEETING': z.strictObject({ from: onDay }),
  /** The terms of a plan where the charter says nothing else. */
  'DIST-TERMS': z.strictObject({
    reserveRate: share,
    reserveOf: oneOf(['after-loss', 'surplus']),
    quantifyBy: oneOf(['contribution', 'patronage', 'equal']),
    returnRate: share,
    partYear: oneOf(['full', 'months', 'none']),
    countNewReserve: flag,
  }),
  /** Months before the year's end: natural persons, units, members of a union. */
  'EXIT-NOTICE': z.strictObject({ person: count, unit: count, union: count }),
  /** How losses are borne and what becomes of donation shares where the charter says nothing. */
  'EXIT-REFUND': z.strictObject({
    lossBy: oneOf(['contribution', 'equal']),
    donations: oneOf(['like-grants', 'refund']),
  }),
  /** From this amount on, the amount itself included or not. */
  'SEED-10K': z.strictObject({ amount, inclusive: flag }),
  /** The first day on which payments are held against approvals kept in the system. */
  'SPEND-FROM': z.strictObject({ from: onDay }),
  'LEDGER-CASH': z.strictObject({ amount }),
  'LEDGER-SLIP': z.strictObject({ amount }),
} as const

export type BookParametersOf<R extends BookRuleId> = z.output<(typeof BOOK_PARAMETERS)[R]>

/** What the product ships of a rule. It has the form of an entry in the county's rule catalogue. */
export interface BookRule<R extends BookRuleId = BookRuleId> extends RuleSpec {
  readonly rule: R
  readonly parameters: (typeof BOOK_PARAMETERS)[R]
  readonly defaults: z.input<(typeof BOOK_PARAMETERS)[R]>
}

const act = (article: string): string => `农民专业合作社法(2017年修订)${article}`
const ACT_FROM = date('2018-07-01')

interface Origin {
  readonly source: string
  readonly clause: { readonly document: string; readonly number: string }
  readonly adjustable: boolean
  readonly from: LocalDate | null
}

/** National law is fixed; how the product reads it where it is silent is the county's to decide. */
const law = (source: string, clause: string, adjustable = false): Origin => ({
  source,
  clause: { document: 'coop-law', number: clause },
  adjustable,
  from: ACT_FROM,
})

const seedArticle = '《一着妙棋活全盘》(沂水县农业农村局,2020-11-30)'

interface Words {
  readonly title: Text
  readonly readings: readonly (readonly [id: string, zh: string, en: string])[]
  readonly severity: Severity
}

const rule = <R extends BookRuleId>(
  id: R,
  judges: RuleSpec['judges'],
  parts: Words & Origin & { readonly defaults: BookRule<R>['defaults'] },
): BookRule<R> => {
  const { readings, ...rest } = parts
  return {
    ...rest,
    rule: id,
    judges,
    readings: readings.map(([reading, zh, en]) => ({ id: reading, text: text(zh, en) })),
    parameters: BOOK_PARAMETERS[id],
    binding: readings[0]?.[0] ?? '',
  }
}

const PLAN_RULES = {
  'DIST-60': rule('DIST-60', 'distribution', {
    title: text('按交易量(额)返还不低于 60%', 'At least 60 % returned by transactions'),
    ...law(act('第四十四条'), '第四十四条'),
    readings: [
      ['H1', '返还占可分配盈余', 'returned, of the distributable surplus'],
      ['H2', '返还占全部支付', 'returned, of all that is paid'],
      ['H3', '连同以前年度未分配盈余计算', 'with earlier surplus counted'],
      ['H1-trade-only', '只算买卖交易,不算土地和劳动', 'by trade alone, without land and labour'],
    ],
    severity: 'block',
    defaults: { min: '3/5' },
  }),
  'DIST-ORDER': rule('DIST-ORDER', 'distribution', {
    title: text('先补亏、再提公积金、后分配', 'Losses, then reserve, then distribution'),
    ...law(act('第四十二条、第四十四条'), '第四十四条'),
    readings: [
      ['transfers', '公积金转入只用于弥补亏损', 'reserves moved in cover losses only'],
      ['order', '步骤先后', 'the order of the steps'],
      ['quantified', '提取的公积金量化到成员', 'the reserve is quantified to members'],
    ],
    severity: 'block',
    defaults: {},
  }),
  'DIST-RESERVE': rule('DIST-RESERVE', 'distribution', {
    title: text('公积金不低于章程比例', 'The reserve keeps to the charter’s rate'),
    ...law(act('第四十二条'), '第四十二条', true),
    readings: [['rate', '提取的公积金占基数', 'the reserve, of its base']],
    // The Act lets charter or assembly set the reserve: a plan below the charter is said, and the county may block it.
    severity: 'warn',
    defaults: { min: '0/1', of: 'after-loss' },
  }),
  'DIST-EQUALGRANT': rule('DIST-EQUALGRANT', 'distribution', {
    title: text('补助、捐赠份额平均量化', 'Grant and donation shares equal by head'),
    ...law(act('第四十四条第二款'), '第四十四条'),
    readings: [
      ['grants', '财政补助份额之差', 'how far shares of grants lie apart'],
      ['donations', '捐赠份额之差', 'how far shares of donations lie apart'],
      ['grant-steps', '按补助份额分配的步骤', 'steps that divide by grants'],
    ],
    severity: 'block',
    defaults: { apart: '0.01' },
  }),
  'DIST-RESIDUAL': rule('DIST-RESIDUAL', 'distribution', {
    title: text('剩余盈余按账户份额分配', 'The rest divided by the accounts'),
    ...law(act('第四十四条第二款、第四款'), '第四十四条', true),
    readings: [
      ['members-left-out', '漏掉的成员', 'members left out'],
      ['parts-left-out', '漏掉的份额', 'parts of the account left out'],
      ['charter-steps', '法律没有列明的用途', 'uses the Act does not name'],
    ],
    severity: 'warn',
    defaults: {},
  }),
  'DIST-COVER': rule('DIST-COVER', 'distribution', {
    title: text('分配不超过盈余', 'Covered by the surplus'),
    ...law(`${act('第四十四条第一款')};没有盈余不得以分红名义支付`, '第四十四条', true),
    readings: [['covered', '承诺多于可分的部分', 'promised beyond what there is']],
    severity: 'block',
    defaults: {},
  }),
  'DIST-MEMBERS': rule('DIST-MEMBERS', 'distribution', {
    title: text('只分给成员', 'Paid to members only'),
    ...law(act('第四十四条第二款'), '第四十四条', true),
    readings: [['outsiders', '分得盈余的非成员', 'non-members who are paid']],
    severity: 'warn',
    defaults: {},
  }),
  'DIST-VOTE': rule('DIST-VOTE', 'distribution', {
    title: text('分配方案由成员大会表决', 'The assembly votes on the plan'),
    ...law(act('第二十九条、第三十条、第四十条'), '第三十条'),
    readings: [
      ['quorum', '到会人数', 'heads present'],
      ['majority', '赞成票', 'votes in favour'],
      ['notice', '会前供查阅的天数', 'days open to members before'],
    ],
    severity: 'block',
    defaults: { quorum: '2/3', majority: '1/2', notice: 15 },
  }),
  'DIST-MEETING': rule('DIST-MEETING', 'distribution', {
    title: text('分配决议出自系统内的成员大会', 'The resolution comes from a meeting held here'),
    ...law(`${act('第二十九条、第四十条')};此日以前的大会按会议记录登记`, '第二十九条', true),
    readings: [['decided-on', '决议日期', 'the day of the resolution']],
    severity: 'block',
    // The first whole year after the county's procedures became known.
    defaults: { from: '2021-01-01' },
  }),
  'DIST-TERMS': rule('DIST-TERMS', 'distribution', {
    title: text('章程没有约定时的分配办法', 'Terms of a plan where the charter is silent'),
    ...law(act('第四十二条、第四十四条;章程另有约定的从其约定'), '第四十二条', true),
    readings: [['charter', '章程或成员大会另有约定的除外', 'unless charter or assembly say else']],
    severity: 'info',
    defaults: {
      reserveRate: '1/10',
      reserveOf: 'after-loss',
      quantifyBy: 'contribution',
      returnRate: '3/5',
      partYear: 'full',
      countNewReserve: false,
    },
  }),
}

const EXIT_RULES = {
  'EXIT-NOTICE': rule('EXIT-NOTICE', 'exit', {
    title: text('退社在期限前提出', 'Notice of leaving in time'),
    ...law(act('第二十五条'), '第二十五条'),
    readings: [['notice', '晚于期限的申请', 'notices that came too late']],
    severity: 'warn',
    defaults: { person: 3, unit: 6, union: 6 },
  }),
  'EXIT-REFUND': rule('EXIT-REFUND', 'exit', {
    title: text('退还出资和公积金份额,补助份额不退', 'Contribution and reserve share are refunded'),
    ...law(`${act('第二十八条')};山东省农民专业合作社条例第二十二条`, '第二十八条', true),
    readings: [['refund', '应退金额', 'what is to be refunded']],
    severity: 'block',
    defaults: { lossBy: 'contribution', donations: 'like-grants' },
  }),
}

const LIMITS = {
  'SEED-10K': rule('SEED-10K', 'books', {
    title: text('支出审批限额', 'Spending that needs approval'),
    source: `${seedArticle}:1万元以上的重大支出实行审批`,
    clause: { document: 'yishui-procedures', number: '(二)规范管理·支出审批' },
    adjustable: true,
    from: null,
    readings: [
      ['payment', '单笔付款', 'a single payment'],
      ['payee', '同一收款人30天内合计', 'one payee within thirty days'],
      ['contract', '同一合同合计', 'one contract'],
      ['project', '同一项目合计', 'one project'],
    ],
    severity: 'warn',
    // 以上 includes the number itself.
    defaults: { amount: '10000.00', inclusive: true },
  }),
  'SPEND-FROM': rule('SPEND-FROM', 'books', {
    title: text('支出审批启用日期', 'Approvals of spending in use from'),
    source: `${seedArticle}:自该文发布之日起;以前的付款不补办审批`,
    clause: { document: 'yishui-procedures', number: '(二)规范管理·支出审批' },
    adjustable: true,
    from: null,
    readings: [['paid-on', '凭证日期', 'the day of the voucher']],
    severity: 'block',
    defaults: { from: '2020-11-30' },
  }),
  'LEDGER-CASH': rule('LEDGER-CASH', 'books', {
    title: text('库存现金限额', 'Cash that may be kept'),
    source: '现金管理暂行条例第九条;村级财务制度',
    clause: { document: 'cash-regs', number: '第九条' },
    adjustable: true,
    from: null,
    readings: [['day-end', '每日终了的库存现金', 'cash at the end of a day']],
    severity: 'warn',
    defaults: { amount: '5000.00' },
  }),
  'LEDGER-SLIP': rule('LEDGER-SLIP', 'books', {
    title: text('自制凭据(白条)付款限额', 'Payments on a self-made paper'),
    source: '会计基础工作规范第四十八条;村级财务制度',
    clause: { document: 'accounting-basics', number: '第四十八条' },
    adjustable: true,
    from: null,
    readings: [['payment', '单笔付款', 'a single payment']],
    severity: 'warn',
    defaults: { amount: '500.00' },
  }),
}

export const BOOK_RULES: { readonly [R in BookRuleId]: BookRule<R> } = {
  ...PLAN_RULES,
  ...EXIT_RULES,
  ...LIMITS,
}
