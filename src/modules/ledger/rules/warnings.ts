import { displayYuan, type Fen } from '../../../kernel/money.ts'
import { type Text, text } from '../../../kernel/text.ts'
import { type Chart, isMoney, liesUnder } from '../model/chart.ts'
import { amountOf, type DraftVoucher } from '../model/draft.ts'
import { voucherKindOf } from './fill.ts'

/* What a bookkeeper should look at before a voucher is posted. Nothing here refuses anything. */

export const WARNING_CODES = [
  'cash_limit',
  'cash_negative',
  'bank_negative',
  'no_attachment',
  'white_slip',
  'abnormal_side',
  'twice',
  'kind',
  'needs_approval',
] as const
export type WarningCode = (typeof WARNING_CODES)[number]

export interface Warning {
  readonly code: WarningCode
  /** Index of the line it concerns; null for the whole voucher. */
  readonly line: number | null
  readonly text: Text
}

/** Another voucher or draft of the same day. */
export interface SameDay {
  /** How it is spoken of: 记-12. */
  readonly label: string
  readonly amount: bigint
  /** The members and parties its lines name. */
  readonly names: readonly string[]
}

export interface Circumstances {
  readonly chart: Chart
  /** Debit minus credit of every account before this voucher, in fen. */
  readonly balances: ReadonlyMap<string, bigint>
  /** The most cash the co-op may keep; null when it has set no limit. */
  readonly cashLimit: Fen | null
  /** The most that may be paid on a self-made paper (白条); null when there is no limit. */
  readonly whiteSlipLimit: Fen | null
  /** Whether the paper behind the voucher is self-made. */
  readonly whiteSlip: boolean
  /** The voucher undoes another: it needs no paper of its own. */
  readonly reverses: boolean
  readonly sameDay: readonly SameDay[]
}

/** The warnings of a voucher that has no faults. */
export function warningsOfVoucher(voucher: DraftVoucher, c: Circumstances): readonly Warning[] {
  const month = voucher.period % 100
  const byHand = month >= 1 && month <= 12 && !c.reverses
  return [
    ...moneyWarnings(voucher, c),
    ...sideWarnings(voucher, c),
    ...(byHand ? paperWarnings(voucher, c) : []),
    ...(byHand ? twiceWarnings(voucher, c) : []),
    ...(byHand ? kindWarnings(voucher) : []),
  ]
}

const netAfter = (voucher: DraftVoucher, c: Circumstances, ancestor: string): bigint => {
  let net = 0n
  for (const [code, before] of c.balances) if (liesUnder(code, ancestor)) net += before
  for (const one of voucher.lines) {
    if (liesUnder(one.account, ancestor)) net += one.debit - one.credit
  }
  return net
}

const lineOf = (voucher: DraftVoucher, ancestor: string): number | null => {
  const at = voucher.lines.findIndex((one) => liesUnder(one.account, ancestor))
  return at < 0 ? null : at
}

function moneyWarnings(voucher: DraftVoucher, c: Circumstances): Warning[] {
  const warnings: Warning[] = []
  const cashLine = lineOf(voucher, '101')
  if (cashLine !== null) {
    const cash = netAfter(voucher, c, '101')
    if (cash < 0n) {
      const why = text(
        `记账后库存现金为 ${displayYuan(cash)} 元`,
        `cash on hand would be ${displayYuan(cash)} yuan`,
      )
      warnings.push({ code: 'cash_negative', line: cashLine, text: why })
    } else if (c.cashLimit !== null && cash > c.cashLimit) {
      const why = text(
        `记账后库存现金 ${displayYuan(cash)} 元,超过限额 ${displayYuan(c.cashLimit)} 元`,
        `cash on hand would be ${displayYuan(cash)} yuan, above the limit of ${displayYuan(c.cashLimit)}`,
      )
      warnings.push({ code: 'cash_limit', line: cashLine, text: why })
    }
  }
  for (const code of ['102', '109']) {
    const line = lineOf(voucher, code)
    const after = line === null ? 0n : netAfter(voucher, c, code)
    if (after < 0n) {
      const name = c.chart.fullName(code)
      const why = text(
        `记账后${name.zh}为 ${displayYuan(after)} 元`,
        `${name.en} would be ${displayYuan(after)} yuan`,
      )
      warnings.push({ code: 'bank_negative', line, text: why })
    }
  }
  return warnings
}

/** Accounts that would stand on the side where they do not belong. */
function sideWarnings(voucher: DraftVoucher, c: Circumstances): Warning[] {
  const codes = new Set(voucher.lines.map((one) => one.account))
  return [...codes].flatMap((code): Warning[] => {
    const account = c.chart.nearest(code)
    if (account === null || account.twoSided || isMoney(code)) return []
    const after = netAfter(voucher, c, code)
    const wrong = account.side === 'debit' ? after < 0n : after > 0n
    if (!wrong) return []
    const size = displayYuan(after < 0n ? -after : after)
    const [zh, en] = after < 0n ? ['贷', 'credit'] : ['借', 'debit']
    const name = c.chart.fullName(code)
    const why = text(
      `记账后 ${code} ${name.zh}为${zh}方余额 ${size} 元,方向异常`,
      `${code} ${name.en} would stand at ${size} yuan on the ${en}, where it does not belong`,
    )
    return [{ code: 'abnormal_side', line: lineOf(voucher, code), text: why }]
  })
}

function paperWarnings(voucher: DraftVoucher, c: Circumstances): Warning[] {
  const warnings: Warning[] = []
  if (voucher.attachments === 0 && voucher.documentIds.length === 0) {
    const why = text('没有附件(原始凭证)', 'no original paper is attached')
    warnings.push({ code: 'no_attachment', line: null, text: why })
  }
  const amount = amountOf(voucher.lines)
  if (c.whiteSlip && c.whiteSlipLimit !== null && amount > c.whiteSlipLimit) {
    const why = text(
      `白条 ${displayYuan(amount)} 元,超过限额 ${displayYuan(c.whiteSlipLimit)} 元`,
      `a self-made paper for ${displayYuan(amount)} yuan, above the limit of ${displayYuan(c.whiteSlipLimit)}`,
    )
    warnings.push({ code: 'white_slip', line: null, text: why })
  }
  return warnings
}

/** The same amount with the same member or party on the same day: perhaps booked before. */
function twiceWarnings(voucher: DraftVoucher, c: Circumstances): Warning[] {
  const amount = amountOf(voucher.lines)
  const names = new Set(voucher.lines.flatMap((one) => [one.memberId, one.partyId]))
  return c.sameDay
    .filter((other) => other.amount === amount && other.names.some((name) => names.has(name)))
    .map((other) => ({
      code: 'twice',
      line: null,
      text: text(
        `与 ${other.label} 同日、同对象、同金额,可能重复入账`,
        `same day, same party and same amount as ${other.label}: booked before?`,
      ),
    }))
}

/** 收, 付, 转 say whether money moves; 记 says nothing. */
function kindWarnings(voucher: DraftVoucher): Warning[] {
  const fitting = voucherKindOf(voucher.lines)
  if (voucher.kind === 'general' || fitting === 'general' || voucher.kind === fitting) return []
  const why = text('凭证类别与收付内容不符', 'the kind of voucher does not fit what it books')
  return [{ code: 'kind', line: null, text: why }]
}
