import { displayYuan, type Fen, sumFen } from '../../../kernel/money.ts'
import { compareCodePoints, type Text, text } from '../../../kernel/text.ts'
import type { MemberBalance, MemberPosition } from '../model/facts.ts'
import type { Statements, TieOut, TieOutId, YearBooks } from '../model.ts'
import { equityIrregularities, sheetIrregularities } from './irregularities.ts'
import { minus, netOf, PROFIT_AND_LOSS, rowAmount } from './sums.ts'
import { mustBeZero, mustEqual, placed, SYSTEM } from './tie-out.ts'

export interface TieOutFacts {
  readonly books: YearBooks
  readonly statements: Statements
  /** The year before, for 年初 = 上年末; null in the first year. */
  readonly prior: Statements | null
  /** The books hold month 13: what a year's end must empty is checked. */
  readonly closed: boolean
  /** What 301, 221 and 222 hold by member; null: not asked. */
  readonly memberBalances: readonly MemberBalance[] | null
  /** Paid contributions by the register of shares, by member; null: no register; absent: not asked. */
  readonly contributions?: readonly Contribution[] | null
  /** The member accounts; null: not kept yet. */
  readonly members: readonly MemberPosition[] | null
  /** What distributions owe and have paid, by member; null or absent: no distribution was posted here. */
  readonly payables?: readonly Payable[] | null
  /** Which reserves the charter quantifies to members; null: the year's are not quantified yet. */
  readonly quantified: 'surplus-reserve' | 'both-reserves' | null
}

export interface Contribution {
  readonly memberId: string
  readonly contribution: Fen
}

export type Payable = Pick<MemberPosition, 'memberId' | 'declared' | 'paid' | 'converted'>

/** Every check that the facts allow, failing or not, in a fixed order. */
export function tieOuts(facts: TieOutFacts): TieOut[] {
  const { statements, books } = facts
  return [
    // Before the year's end nothing can have been extracted from its surplus yet.
    ...sheetIrregularities(statements.balanceSheet).filter(
      ({ id }) => facts.closed || id !== 'NO-RESERVE',
    ),
    ...betweenForms(statements),
    ...withPriorYear(statements, facts.prior),
    ...(facts.closed ? afterClose(books) : []),
    ...withMembers(facts),
    ...equityIrregularities(books),
  ]
}

function betweenForms({ balanceSheet, surplus, equity }: Statements): TieOut[] {
  const sheet = (row: number): Fen => rowAmount(balanceSheet.rows, row, 'closing')
  const undistributed = rowAmount(surplus.rows, 20, 'current')
  const rows = equity.columns.map((column, i) =>
    mustEqual({
      id: 'EQUITY-03-01',
      severity: 'block',
      left: placed(
        `会农社03表“${column.label.zh}”年末余额`,
        `statement 03, ${column.label.en}, closing`,
        column.closing,
      ),
      right: placed(
        `会农社01表第${36 + i}行期末余额`,
        `statement 01, row ${36 + i}, closing`,
        sheet(36 + i),
      ),
      source: SYSTEM,
      hint: text(
        '请核对该科目当年的全部发生额及其权益项目。',
        'Check every movement of the account in the year and its equity item.',
      ),
    }),
  )
  const flow = equity.columns.at(-1)
  return [
    mustEqual({
      id: 'UNDISTRIBUTED-02-01',
      severity: 'block',
      left: placed('会农社02表第20行', 'statement 02, row 20', undistributed),
      right: placed('会农社01表第40行', 'statement 01, row 40', sheet(40)),
      source: `${SYSTEM} 02表编制说明（19）`,
      hint: text(
        '请检查“盈余分配”是否有未通过“各项分配”“其他转入”明细科目的记账。',
        'Look for postings to 332 outside its sub-accounts for appropriations and transfers.',
      ),
    }),
    ...rows,
    mustEqual({
      id: 'EQUITY-03-01',
      severity: 'block',
      left: placed('会农社03表合计年末余额', 'statement 03, total, closing', equity.total.closing),
      right: placed('会农社01表第41行', 'statement 01, row 41', sheet(41)),
      source: SYSTEM,
      hint: text('请先核对上列各栏。', 'Check the columns above first.'),
    }),
    mustEqual({
      id: 'UNDISTRIBUTED-03-02',
      severity: 'block',
      left: placed(
        '会农社03表“未分配盈余”年末余额',
        'statement 03, undistributed surplus, closing',
        flow?.closing ?? 0n,
      ),
      right: placed('会农社02表第20行', 'statement 02, row 20', undistributed),
      source: SYSTEM,
      hint: text('两表取数口径必须一致。', 'Both forms must draw on the same postings.'),
    }),
  ]
}

function withPriorYear(now: Statements, prior: Statements | null): TieOut[] {
  if (prior === null) return []
  const opening = rowAmount(now.surplus.rows, 13, 'current')
  const rows = now.balanceSheet.rows
    .filter((row) => row.opening !== rowAmount(prior.balanceSheet.rows, row.row, 'closing'))
    .map(({ row }) => String(row))
  return [
    mustEqual({
      id: 'PRIOR-YEAR-02',
      severity: 'block',
      left: placed('会农社02表第13行', 'statement 02, row 13', opening),
      right: placed(
        '上年会农社02表第20行',
        'last year’s statement 02, row 20',
        rowAmount(prior.surplus.rows, 20, 'current'),
      ),
      source: `${SYSTEM} 02表编制说明（12）`,
      hint: text(
        '以前年度差错在发现当年更正，不追溯调整年初数。',
        'Errors of former years are mended in the year found; openings are not restated.',
      ),
    }),
    mustEqual({
      id: 'OPENING-CLOSING',
      severity: 'block',
      left: placed(
        '会农社01表年初资产总计',
        'statement 01, total assets, opening',
        rowAmount(now.balanceSheet.rows, 22, 'opening'),
      ),
      right: placed(
        '上年会农社01表期末资产总计',
        'last year’s statement 01, total assets, closing',
        rowAmount(prior.balanceSheet.rows, 22, 'closing'),
      ),
      rows,
      source: `${SYSTEM} 01表编制说明2`,
      hint: text(
        `年初数与上年末数不一致的行次：${rows.join('、')}。`,
        `Rows whose opening differs from last year’s closing: ${rows.join(', ')}.`,
      ),
    }),
  ]
}

function afterClose({ closing }: YearBooks): TieOut[] {
  const zero = (id: TieOutId, code: string, zh: string, en: string): TieOut =>
    mustBeZero({
      id,
      severity: 'block',
      amount: placed(
        `${code} ${zh}年末余额`,
        `${code} ${en} at the year’s end`,
        netOf(closing, code),
      ),
      rows: netOf(closing, code) === 0n ? [] : [code],
      source: SYSTEM,
      hint: text('请完成年终结转后再出报表。', 'Finish the year-end transfers first.'),
    })
  const open = PROFIT_AND_LOSS.filter((code) => netOf(closing, code) !== 0n)
  return [
    zero('CLOSED-181', '181', '待处理财产损溢', 'property losses pending'),
    mustBeZero({
      id: 'CLOSED-PROFIT-AND-LOSS',
      severity: 'block',
      amount: placed(
        '损益类科目年末余额',
        'income and expense accounts at the year’s end',
        sumFen(PROFIT_AND_LOSS.map((code) => netOf(closing, code))),
      ),
      rows: open,
      source: SYSTEM,
      hint: text(`未结平的科目：${open.join('、')}。`, `Accounts not emptied: ${open.join(', ')}.`),
    }),
    zero('CLOSED-331', '331', '本年盈余', 'surplus of the year'),
    zero('CLOSED-33201', '33201', '盈余分配——各项分配', 'appropriations'),
    zero('CLOSED-33203', '33203', '盈余分配——其他转入', 'transfers in'),
  ]
}

function withMembers(facts: TieOutFacts): TieOut[] {
  const { books, memberBalances, members } = facts
  const ledger = (code: string): Fen => minus(0n, netOf(books.closing, code))
  const checks: TieOut[] = []
  if (memberBalances !== null) {
    checks.push(
      mustEqual({
        id: 'LEDGER-301',
        severity: 'block',
        left: placed('301 股金明细账合计', 'sub-ledger of 301', sumOf(memberBalances, ['301'])),
        right: placed('301 股金总账余额', 'account 301', ledger('301')),
        source: `${SYSTEM} 301`,
        hint: text('股金必须逐笔记到成员名下。', 'Every posting to 301 must name its member.'),
      }),
    )
  }
  const contributions = facts.contributions ?? members
  if (memberBalances !== null && contributions !== null) {
    const place =
      facts.contributions === undefined || facts.contributions === null
        ? text('成员账户出资合计', 'contributions of the member accounts')
        : text('成员和股权名册出资合计', 'contributions by the register of shares')
    checks.push(contributionsTie(memberBalances, contributions, place))
  }
  const payables = facts.payables === undefined ? members : facts.payables
  if (memberBalances !== null && payables?.every(({ declared }) => declared !== null) === true) {
    checks.push(payablesTie(memberBalances, payables))
  }
  if (members === null) return checks
  if (facts.quantified !== null) checks.push(reserveShares(facts.quantified, members, ledger))
  checks.push(
    mustEqual({
      id: 'FUND-SHARES-311',
      severity: 'warn',
      left: placed(
        '成员账户补助、捐赠量化份额合计',
        'grant and donation shares of the member accounts',
        sumFen(members.map((member) => member.grantShare + member.donationShare)),
      ),
      right: placed('311 专项基金余额', 'account 311', ledger('311')),
      source: '农民专业合作社法 44; 财会〔2021〕37号 57',
      hint: text(
        '年度终了应将专项基金平均量化到成员。',
        'At the year’s end the special fund is quantified equally to the members.',
      ),
    }),
  )
  return checks
}

function reserveShares(
  quantified: 'surplus-reserve' | 'both-reserves',
  members: readonly MemberPosition[],
  ledger: (code: string) => Fen,
): TieOut {
  const both = quantified === 'both-reserves'
  return mustEqual({
    id: 'RESERVE-SHARES-322',
    severity: 'warn',
    left: placed(
      '成员账户公积金份额合计',
      'reserve shares of the member accounts',
      sumFen(members.map(({ reserveShare }) => reserveShare)),
    ),
    right: both
      ? placed('321、322 公积余额合计', 'accounts 321 and 322', ledger('321') + ledger('322'))
      : placed('322 盈余公积余额', 'account 322', ledger('322')),
    source: '农民专业合作社法 42, 43',
    hint: text(
      '每年提取的公积金应按章程量化为每个成员的份额。',
      'Each year’s reserve is quantified to every member as the charter says.',
    ),
  })
}

/** Member by member: the register's paid contributions against 301. */
function contributionsTie(
  balances: readonly MemberBalance[],
  members: readonly Contribution[],
  place: Text,
): TieOut {
  const rows = differing(balances, ['301'], members, (member) => member.contribution)
  return mustEqual({
    id: 'CONTRIBUTIONS-301',
    severity: 'block',
    left: placed('301 股金明细账合计', 'sub-ledger of 301', sumOf(balances, ['301'])),
    right: placed(place.zh, place.en, sumFen(members.map(({ contribution }) => contribution))),
    rows,
    source: '农民专业合作社法 43; 财会〔2021〕37号 57',
    hint: text(`不符的成员 ${rows.length} 名。`, `${rows.length} members differ.`),
  })
}

/** Member by member: what was declared and is still owed against 221 and 222. */
function payablesTie(balances: readonly MemberBalance[], members: readonly Payable[]): TieOut {
  const owed = (member: Payable): bigint => (member.declared ?? 0n) - member.paid - member.converted
  const rows = differing(balances, ['221', '222'], members, owed)
  const held = sumOf(balances, ['221', '222'])
  const expected = sumFen(members.map(owed))
  return mustEqual({
    id: 'PAYABLE-TO-MEMBERS',
    severity: 'block',
    left: placed('221、222 明细账合计', 'sub-ledgers of 221 and 222', held),
    right: placed('已宣告减已支付、已转出资', 'declared less paid less converted', expected),
    rows,
    source: '财会〔2021〕37号 221, 222',
    hint: text(
      `不符的成员 ${rows.length} 名，合计差额 ${displayYuan(held - expected)} 元。` +
        '分配的支付应在“盈余分配—支付”登记；手工凭证请红字冲销后重新登记。',
      `${rows.length} members differ. Payments are recorded with the distribution; ` +
        'reverse what was booked by hand and record it there.',
    ),
  })
}

function sumOf(balances: readonly MemberBalance[], codes: readonly string[]): Fen {
  return sumFen(balances.filter((each) => isIn(each, codes)).map(({ amount }) => amount))
}

const isIn = (balance: MemberBalance, codes: readonly string[]): boolean =>
  codes.some((code) => balance.account.startsWith(code))

function differing<M extends { readonly memberId: string }>(
  balances: readonly MemberBalance[],
  codes: readonly string[],
  members: readonly M[],
  expected: (member: M) => bigint,
): string[] {
  const gaps = new Map<string, bigint>()
  for (const balance of balances) {
    if (!isIn(balance, codes)) continue
    gaps.set(balance.memberId, (gaps.get(balance.memberId) ?? 0n) + balance.amount)
  }
  for (const member of members) {
    gaps.set(member.memberId, (gaps.get(member.memberId) ?? 0n) - expected(member))
  }
  return [...gaps]
    .filter(([, gap]) => gap !== 0n)
    .map(([memberId]) => memberId)
    .toSorted(compareCodePoints)
}
