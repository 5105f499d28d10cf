import { type Text, text } from '../../../kernel/text.ts'

/* The declared rules by which vouchers are picked for internal audit: R55, practice of county auditors. */

export const AUDIT_RULES = [
  'SPLIT',
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

/** Payments to one payee within this many days, both ends included, count together. */
export const SPLIT_DAYS = 30
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
    title: text(
      '同一收款人30天内合计达到审批限额',
      'Payments to one payee reach the limit together',
    ),
    source: '沂水县2020-11-30;县级审计案例:拆分付款规避审批',
    innocent: [
      text('分次交货、按约定分期付款', 'several deliveries, or instalments by contract'),
      text(
        '同一人有几项互不相干的业务',
        'several dealings that have nothing to do with each other',
      ),
    ],
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
