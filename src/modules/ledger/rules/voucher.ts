import { type LocalDate, yearOf } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { displayYuan } from '../../../kernel/money.ts'
import type { Fault } from '../../../kernel/refusal.ts'
import { type Text, text } from '../../../kernel/text.ts'
import { type Chart, isAccountCode, isMoney, topCode } from '../model/chart.ts'
import { type DraftVoucher, periodOf } from '../model/draft.ts'
import {
  type Dimension,
  EQUITY_ITEMS,
  INCOME_ITEMS,
  type Line,
  type Period,
  type Voucher,
} from '../model.ts'
import { imbalance, redInk } from './lines.ts'

/* Whether a voucher may stand in the books; 会计基础工作规范 and the sub-ledgers 37号 asks for. */

export type PartyKind = Exclude<Dimension, 'member'>

/** What the rules must know of the book: its chart, its open periods, its members and parties. */
export interface VoucherGround {
  readonly chart: Chart
  readonly isOpen: (period: Period) => boolean
  /** Whether a membership with this id belongs to the co-op. */
  readonly isMember: (id: AnyId) => boolean
  /** What kind of party of the co-op has this id; null when none has. */
  readonly partyKind: (id: AnyId) => PartyKind | null
}

const OPENING = 0
const YEAR_END = 13
/** Ten trillion yuan in fen. */
const AMOUNT_MAX = 10n ** 15n

/** Everything that keeps the voucher out of the books; empty when it may be posted. */
export function faultsOfVoucher(
  voucher: DraftVoucher,
  ground: VoucherGround,
  path = '$',
): readonly Fault[] {
  const month = voucher.period % 100
  return [
    ...faultsOfPeriod(voucher, ground, path),
    ...faultsOfBalance(voucher.lines, month, path),
    ...voucher.lines.flatMap((one, i) =>
      faultsOfLine(one, { ground, month }).map(([field, why]): Fault => ({
        path: `${path}.lines[${i}]${field === '' ? '' : `.${field}`}`,
        text: why,
      })),
    ),
  ]
}

/** Whether a day may carry vouchers of the period: opening balances on the first, transfers on the last day. */
export function dayInPeriod(day: LocalDate, period: Period): boolean {
  const [year, month] = [Math.floor(period / 100), period % 100]
  if (month === OPENING) return day === `${year}-01-01`
  return month === YEAR_END ? day === `${year}-12-31` : periodOf(day) === period
}

function faultsOfPeriod(voucher: DraftVoucher, ground: VoucherGround, path: string): Fault[] {
  const { period, onDate } = voucher
  if (!dayInPeriod(onDate, period)) {
    const why = text(
      `${onDate} 不在会计期间 ${period} 内`,
      `${onDate} does not lie in the period ${period}`,
    )
    return [{ path: `${path}.onDate`, text: why }]
  }
  if (ground.isOpen(period)) return []
  const why = text(`会计期间 ${period} 未开启或已结账`, `the period ${period} is not open`)
  return [{ path: `${path}.onDate`, text: why }]
}

function faultsOfBalance(lines: readonly Line[], month: number, path: string): Fault[] {
  const least = month === OPENING ? 1 : 2
  if (lines.length < least) {
    const why = text(
      `至少要有 ${least} 条分录`,
      `a voucher has at least ${least} line${least === 1 ? '' : 's'}`,
    )
    return [{ path: `${path}.lines`, text: why }]
  }
  const off = imbalance(lines)
  if (off === 0n) return []
  const [side, other] = off > 0n ? ['借方', '贷方'] : ['贷方', '借方']
  const size = displayYuan(off > 0n ? off : 0n - off)
  const why = text(
    `借贷不平,${side}比${other}多 ${size} 元`,
    `not balanced: the ${off > 0n ? 'debits' : 'credits'} are ${size} yuan more`,
  )
  return [{ path: `${path}.lines`, text: why }]
}

type LineFault = readonly [field: string, why: Text]

interface Place {
  readonly ground: VoucherGround
  readonly month: number
}

function faultsOfLine(one: Line, place: Place): LineFault[] {
  return [
    ...faultsOfAmount(one),
    ...faultsOfAccount(one, place),
    ...faultsOfNames(one, place.ground),
    ...faultsOfItem(one, place.month),
  ]
}

function faultsOfAmount({ debit, credit }: Line): LineFault[] {
  if (debit === 0n && credit === 0n) {
    return [['', text('金额不能为零', 'the amount must not be zero')]]
  }
  if (debit !== 0n && credit !== 0n) {
    return [['', text('一条分录只能记一方', 'a line has one side only')]]
  }
  const amount = debit + credit
  return amount > AMOUNT_MAX || amount < -AMOUNT_MAX
    ? [[debit === 0n ? 'credit' : 'debit', text('金额过大', 'the amount is too large')]]
    : []
}

function faultsOfAccount({ account }: Line, { ground, month }: Place): LineFault[] {
  const { chart } = ground
  if (!isAccountCode(account) || chart.exact(account) === null) {
    return [['account', text(`没有科目 ${account}`, `there is no account ${account}`)]]
  }
  if (chart.hasChildren(account)) {
    const why = text(
      `${account} 设有明细科目,须记到末级`,
      `${account} has sub-accounts; post to one of them`,
    )
    return [['account', why]]
  }
  if (chart.isRetired(account)) {
    return [['account', text(`科目 ${account} 已停用`, `account ${account} is out of use`)]]
  }
  if (topCode(account) === '331' && month !== OPENING && month !== YEAR_END) {
    const why = text('本年盈余只在年末结转时记', '331 takes only the transfers of the year’s end')
    return [['account', why]]
  }
  if (isMoney(account) && month === YEAR_END) {
    const why = text(
      '年末结转期不记收付款,请记入12月',
      'money does not move in the transfers of the year’s end; book it in December',
    )
    return [['account', why]]
  }
  return []
}

const NAMED: Readonly<Record<Dimension, Text>> = {
  member: text('成员', 'the member'),
  counterparty: text('往来单位或个人', 'the counterparty'),
  worker: text('劳务人员', 'the worker'),
  project: text('补助项目', 'the grant project'),
  source: text('资金来源', 'the source'),
  bank: text('开户行账户', 'the bank account'),
}

/** Kinds of parties that may stand on an account: a grant project is a source of 专项基金 as well. */
const FITTING: Readonly<Record<PartyKind, readonly PartyKind[]>> = {
  counterparty: ['counterparty'],
  worker: ['worker'],
  project: ['project'],
  source: ['source', 'project'],
  bank: ['bank'],
}

function faultsOfNames(one: Line, ground: VoucherGround): LineFault[] {
  const account = ground.chart.nearest(one.account)
  if (account === null) return []
  const faults: LineFault[] = []
  const { memberId, partyId } = one
  const label = `${account.code} ${account.name.zh}`
  if (memberId !== null && !ground.isMember(memberId)) {
    faults.push(['memberId', text('不是本社成员', 'is no member of this co-op')])
  }
  const kind = partyId === null ? null : ground.partyKind(partyId)
  if (partyId !== null && kind === null) {
    faults.push(['partyId', text('本社没有这个往来单位', 'is no party of this co-op')])
  }
  const { dimension } = account
  if (dimension === 'member') {
    if (memberId === null) faults.push(['memberId', mustName(label, 'member')])
    if (partyId !== null) {
      const why = text(
        `${label}只记成员;非成员用 113、211`,
        `${account.code} is for members only; others stand on 113 and 211`,
      )
      faults.push(['partyId', why])
    }
  } else if (dimension !== null) {
    if (memberId !== null && dimension === 'counterparty') {
      const why = text(
        `${label}只记非成员;成员用 114 成员往来`,
        `${account.code} is for non-members only; members stand on 114`,
      )
      faults.push(['memberId', why])
    }
    // One bank account needs no naming; several are told apart by sub-accounts or by the party.
    if (partyId === null && dimension !== 'bank')
      faults.push(['partyId', mustName(label, dimension)])
    if (kind !== null && !FITTING[dimension].includes(kind)) {
      const why = text(
        `${label}须记${NAMED[dimension].zh}`,
        `${account.code} must name ${NAMED[dimension].en}`,
      )
      faults.push(['partyId', why])
    }
  }
  return faults
}

const mustName = (label: string, dimension: Dimension): Text =>
  text(
    `${label}须写明${NAMED[dimension].zh}`,
    `${label.slice(0, 3)} must name ${NAMED[dimension].en}`,
  )

const NO_INVESTMENT = INCOME_ITEMS.filter((item) => item !== 'investment')

/** What a line of the account may say of why it moved. Operating income (501) is never a subsidy. */
export const ITEMS_OF: Readonly<Record<string, readonly string[]>> = {
  '301': EQUITY_ITEMS.filter((item) => /contribution$|^exit$|^other$/.test(item)),
  '311': ['state_grant', 'donation', 'other'],
  '321': [
    'contribution',
    'capital_reserve_to_contribution',
    'revaluation',
    'loss_cover',
    'exit',
    'other',
  ],
  '322': ['from_surplus', 'surplus_reserve_to_contribution', 'loss_cover', 'exit', 'other'],
  '501': NO_INVESTMENT.filter((item) => item !== 'subsidy'),
  '502': NO_INVESTMENT,
  '511': ['investment'],
}

/** Opening balances and the transfers of income need no reason; 511 has one only. */
const needsItem = (top: string, month: number): boolean =>
  month !== OPENING && top !== '511' && (month !== YEAR_END || !top.startsWith('5'))

function faultsOfItem({ account, item }: Line, month: number): LineFault[] {
  const top = topCode(account)
  const items = ITEMS_OF[top]
  if (items === undefined) {
    return item === null ? [] : [['item', text('该科目没有项目', 'the account takes no item')]]
  }
  if (item === null) {
    return needsItem(top, month)
      ? [['item', text(`${top} 须选择项目`, `${top} must say its item: ${items.join(', ')}`)]]
      : []
  }
  return items.includes(item)
    ? []
    : [['item', text('该科目没有这个项目', `must be one of: ${items.join(', ')}`)]]
}

/** The word before a voucher's number. */
export const KIND_WORDS: Readonly<Record<Voucher['kind'], string>> = {
  general: '记',
  receipt: '收',
  payment: '付',
  transfer: '转',
}

/** How a voucher is spoken of: 记-12. */
export const voucherLabel = (kind: Voucher['kind'], number: number): string =>
  `${KIND_WORDS[kind]}-${number}`

/** What of a posted voucher a reversal needs. */
export type Reversible = Pick<
  Voucher,
  'kind' | 'number' | 'onDate' | 'period' | 'lines' | 'template' | 'clause'
> &
  Pick<Voucher, 'reversesId' | 'reversedById'>

/**
 * Why the voucher cannot be undone by red ink on that day. Only mistakes of the same year are (会计基础工作
 * 规范 51(5)); one of an earlier year is put right in the year it is found (37号 59).
 */
export function faultsOfReversal(voucher: Reversible, onDate: LocalDate): readonly Fault[] {
  const faults: Fault[] = []
  if (voucher.reversedById !== null) {
    faults.push({ path: '$.voucherId', text: text('已经冲销', 'is reversed already') })
  }
  if (voucher.reversesId !== null) {
    const why = text('红字凭证不能再冲销', 'a red-ink voucher is not reversed again')
    faults.push({ path: '$.voucherId', text: why })
  }
  // A transfer of the year's end is undone where it stands, whenever that is noticed.
  if (voucher.period % 100 === YEAR_END) return faults
  if (yearOf(onDate) !== Math.floor(voucher.period / 100)) {
    const why = text(
      '以前年度的差错在发现的年度更正,不冲销原凭证',
      'a mistake of an earlier year is put right in the year it is found, not by reversal',
    )
    faults.push({ path: '$.onDate', text: why })
  } else if (onDate < voucher.onDate) {
    const why = text('不能早于原凭证日期', 'must not be before the voucher')
    faults.push({ path: '$.onDate', text: why })
  }
  return faults
}

/** The red-ink copy: the same lines on the same sides, negative. A transfer of month 13 is undone in month 13. */
export function reversalOf(voucher: Reversible, onDate: LocalDate): DraftVoucher {
  const atYearEnd = voucher.period % 100 === YEAR_END
  const [, month = '', day = ''] = voucher.onDate.split('-')
  const label = voucherLabel(voucher.kind, voucher.number)
  return {
    kind: voucher.kind,
    onDate: atYearEnd ? voucher.onDate : onDate,
    period: atYearEnd ? voucher.period : periodOf(onDate),
    summary: `注销${Number(month)}月${Number(day)}日${label}号凭证`,
    lines: redInk(voucher.lines),
    attachments: 0,
    template: voucher.template,
    clause: voucher.clause,
    documentIds: [],
  }
}
