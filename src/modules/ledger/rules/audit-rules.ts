import { type Text, text } from '../../../kernel/text.ts'

/* The declared rules by which vouchers are picked for internal audit: R55, practice of county auditors. */

export const AUDIT_RULES = [
  'SPLIT',
  'RELATED',
  'GRANT-OUT',
  'GRANT-INCOME',
  'NO-SURPLUS',
  'MEMBERS-NETTED',
  'TWICE',
  'LATE-BOOKED',
  'JUST-UNDER',
  'CASH-NEGATIVE',
  'CASH-ABOVE',
  'NOT-BANKED',
  'WHITE-SLIP',
  'NO-PAPER',
  'ROUND',
  'REVERSED',
  'OFF-HOURS',
] as const
export type AuditRule = (typeof AUDIT_RULES)[number]

interface Declared {
  readonly title: Text
  readonly source: string
  /** What may be innocent about it: asked before anything else. */
  readonly innocent: readonly Text[]
}

/** Payments to an officer's kin from this many on, or from the limit of approval. */
export const RELATED_TIMES = 3
/** What an entry of the book of parties says of kin of those who decide. */
export const KIN =
  /(?:理事长|书记|理事|监事|经理|主任|负责人|会计|出纳)的?[^,，。;；]{0,6}?(?:配偶|妻子?|丈夫|父亲?|母亲?|儿子|女儿|子女|兄弟?|弟弟?|姐妹?|妹妹?|亲属|亲戚|家属)|关联方/
/** A grant is looked at for so many days after it came, its own day included. */
export const GRANT_DAYS = 30
/** Money that came for a project, by the words of the paper that came with it. */
export const PROJECT_MONEY = /项目|专项|扶持资金|建设资金|补助资金/
/** The same again within so many days, both ends included. */
export const TWICE_DAYS = 7
/** 补记6月…, 补记2020-06-03 …, 补入去年12月…: what a voucher says of the month it belongs to. */
export const LATE =
  /(?:补记|补录|补入|补报|漏记)[^\d]{0,4}(?:(?<year>\d{4})[年-])?(?<month>\d{1,2})[月-]/
/** Takings are to be in the bank this many days later. */
export const BANKED_DAYS = 3
/** From this share of the limit on a payment lies just under it, in hundredths. */
export const UNDER_SHARE = 85n
/** Round sums: whole thousands from this amount on, in fen. */
export const ROUND_FROM = 500_000n
export const ROUND_STEP = 100_000n
/** Posted from this hour on, or before the other, by the clock of China. */
export const NIGHT = { from: 22, to: 6 } as const
/** Statutory holidays that lie on fixed days; those by the lunar calendar are not judged. */
export const HOLIDAYS: readonly string[] = ['01-01', '05-01', '10-01', '10-02', '10-03']
/** What people call a paper that is no invoice. */
export const SLIP = /白条|白单|收条|便条|借条|欠条|自制|手写/

export const AUDIT_WORDS: Readonly<Record<AuditRule, Declared>> = {
  SPLIT: {
    title: text('多笔付款合计达到审批限额', 'Payments that reach the limit together'),
    source: '沂水县2020-11-30(同一收款人、合同、项目合计);县级审计案例:拆分付款规避审批',
    innocent: [
      text('分次交货、按约定分期付款', 'several deliveries, or instalments by contract'),
      text(
        '同一人有几项互不相干的业务',
        'several dealings that have nothing to do with each other',
      ),
    ],
  },
  RELATED: {
    title: text('向负责人亲属付款', 'Payments to kin of an officer'),
    source: '农民专业合作社法第三十六条;县级审计案例:向亲属经营单位采购',
    innocent: [
      text(
        '价格不高于市场,经理事会回避表决',
        'at market price, voted with the officer out of the room',
      ),
      text('本村只此一家', 'there is no other in the village'),
    ],
  },
  'GRANT-OUT': {
    title: text('项目资金到账后转出', 'A grant passed on as advances'),
    source: '财会〔2021〕37号 235;县级审计案例:项目资金转入个人账户',
    innocent: [
      text('按合同预付工程款、货款', 'paid in advance by contract'),
      text('项目支出尚未入账', 'what it was spent on is not booked yet'),
    ],
  },
  'GRANT-INCOME': {
    title: text('项目资金记入其他收入', 'Project money booked as other income'),
    source: '财会〔2021〕37号 235、502',
    innocent: [text('属于没有专门用途的奖补', 'an award without a purpose of its own')],
  },
  'NO-SURPLUS': {
    title: text('没有可分配盈余仍分配', 'Distributed without surplus'),
    source: '农民专业合作社法第四十四条;会计基础工作规范',
    innocent: [text('上年结转凭证尚未过账', 'the transfers of last year are not posted yet')],
  },
  'MEMBERS-NETTED': {
    title: text('成员往来互抵', 'Members’ accounts netted'),
    source: '财会〔2021〕37号 114:按成员设置明细,分别反映应收应付',
    innocent: [text('成员之间有书面债权转让', 'the members assigned a claim in writing')],
  },
  TWICE: {
    title: text('疑似重复入账', 'Perhaps booked twice'),
    source: '会计基础工作规范第四十八条;审计抽样惯例',
    innocent: [text('同日两笔同额业务', 'two dealings of the same amount')],
  },
  'LATE-BOOKED': {
    title: text('跨期补记', 'Booked in a later month'),
    source: '财会〔2021〕37号:权责发生制;会计基础工作规范第五十一条',
    innocent: [text('票据到得晚,金额不大', 'the paper came late, the amount is small')],
  },
  'JUST-UNDER': {
    title: text('付款略低于审批限额', 'Payment just under the limit'),
    source: '沂水县2020-11-30:一万元以上的重大支出须经审批',
    innocent: [text('市场价恰好如此', 'the price happens to be so')],
  },
  'CASH-NEGATIVE': {
    title: text('库存现金为负', 'Cash below zero'),
    source: '会计基础工作规范:现金日记账日清月结',
    innocent: [text('收款凭证入账晚于付款凭证', 'the receipt was booked later than the payment')],
  },
  'CASH-ABOVE': {
    title: text('库存现金超过限额', 'Cash above its limit'),
    source: '现金管理暂行条例第九条;村级财务制度',
    innocent: [text('次日发放劳务费备用', 'kept for wages of the next day')],
  },
  'NOT-BANKED': {
    title: text('现金收入三日内未存入银行', 'Cash takings not banked in three days'),
    source: '现金管理暂行条例第十一条:不得坐支;村级财务制度:三日内存入',
    innocent: [
      text('经开户银行同意坐支', 'spent from takings with the consent of the bank'),
      text('存款凭证尚未入账', 'the deposit is not booked yet'),
    ],
  },
  'WHITE-SLIP': {
    title: text('白条入账', 'Self-made paper above the limit'),
    source: '会计基础工作规范第四十八条;村级财务制度',
    innocent: [text('向农户收购农产品,可用收购凭证', 'farm produce bought from farmers')],
  },
  'NO-PAPER': {
    title: text('没有附原始单据', 'No original document'),
    source: '会计基础工作规范第五十一条(四)',
    innocent: [
      text('单据在纸质账册中,尚未拍照', 'the paper is in the folder and not photographed'),
    ],
  },
  ROUND: {
    title: text('大额整数付款', 'Large round payment'),
    source: '审计抽样惯例',
    innocent: [text('预付款、定额补助、押金', 'an advance, a fixed subsidy, a deposit')],
  },
  REVERSED: {
    title: text('被冲销的凭证', 'Reversed voucher'),
    source: '会计基础工作规范第五十一条(五)',
    innocent: [text('录入错误已改正', 'a slip of the hand that was put right')],
  },
  'OFF-HOURS': {
    title: text('夜间或节假日过账', 'Posted at night or on a holiday'),
    source: '审计抽样惯例',
    innocent: [text('月末加班结账', 'overtime at the month’s end')],
  },
}
