import { displayYuan, type Fen, fen, sumFen } from '../../../kernel/money.ts'
import { text } from '../../../kernel/text.ts'
import type { BalanceSheet, TieOut, YearBooks } from '../model.ts'
import type { TrialBalance } from './trial-balance.ts'
import { rowAmount } from './sums.ts'
import { askAbout, mustEqual, placed, SYSTEM } from './tie-out.ts'

type Column = 'closing' | 'opening'

/** Rows that cannot be negative on a sound sheet. */
const NEVER_NEGATIVE = [1, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 16, 17, 18, 19, 20, 36, 37, 39]

/**
 * What a balance sheet shows by itself, wherever it came from (also one typed in from paper): both columns
 * must balance, and signs of a sheet that was not kept: no contributions, fixed assets never depreciated,
 * no reserve beside a large undistributed surplus, negative cash.
 */
export function sheetIrregularities(sheet: BalanceSheet): TieOut[] {
  return [
    balances(sheet, 'closing'),
    balances(sheet, 'opening'),
    ...sheet.unplaced.map(({ account, closing, opening }) =>
      askAbout({
        id: 'UNPLACED-ACCOUNT',
        left: placed(`${account} 科目期末余额`, `account ${account}, closing`, closing),
        right: placed(`${account} 科目年初余额`, `account ${account}, opening`, opening),
        rows: [account],
        source: `${SYSTEM} 附录`,
        text: text(
          `${account} 科目期末余额 ${displayYuan(closing)} 元，资产负债表没有它的行次，须结清或归入规定科目。`,
          `Account ${account} holds ${displayYuan(closing)} yuan and has no row on the form; clear it or move it to a prescribed account.`,
        ),
      }),
    ),
    ...noContributions(sheet),
    ...noDepreciation(sheet),
    ...noReserve(sheet),
    ...negatives(sheet),
  ]
}

function balances(sheet: BalanceSheet, column: Column): TieOut {
  const word = column === 'closing' ? text('期末余额', 'closing') : text('年初余额', 'opening')
  const at = (row: number): Fen => rowAmount(sheet.rows, row, column)
  return mustEqual({
    id: 'ASSETS-EQUAL-CLAIMS',
    severity: 'block',
    left: placed(`会农社01表第22行${word.zh}`, `statement 01, row 22, ${word.en}`, at(22)),
    right: placed(`会农社01表第42行${word.zh}`, `statement 01, row 42, ${word.en}`, at(42)),
    source: `${SYSTEM} 01表`,
    hint: text(
      '资产总计必须等于负债和所有者权益总计。',
      'Total assets must equal total liabilities and equity.',
    ),
  })
}

const at = (sheet: BalanceSheet, row: number, column: Column): Fen =>
  rowAmount(sheet.rows, row, column)

function noContributions(sheet: BalanceSheet): TieOut[] {
  const [closing, opening] = [at(sheet, 36, 'closing'), at(sheet, 36, 'opening')]
  if (closing !== 0n || at(sheet, 22, 'closing') === 0n) return []
  const both = opening === 0n
  return [
    askAbout({
      id: 'NO-CONTRIBUTIONS',
      left: placed('会农社01表第36行期末余额', 'statement 01, row 36, closing', closing),
      right: placed('会农社01表第36行年初余额', 'statement 01, row 36, opening', opening),
      source: '农民专业合作社法 13, 43',
      text: text(
        `股金${both ? '年初、期末均' : '期末'}为 0.00 元：成员出资没有入账。`,
        `Contributions are 0.00 yuan ${both ? 'at both dates' : 'at the end'}: what the members contributed is not in the books.`,
      ),
    }),
  ]
}

function noDepreciation(sheet: BalanceSheet): TieOut[] {
  const gross = { closing: at(sheet, 10, 'closing'), opening: at(sheet, 10, 'opening') }
  if (gross.closing <= 0n || gross.opening <= 0n) return []
  if (at(sheet, 11, 'closing') !== 0n || at(sheet, 11, 'opening') !== 0n) return []
  const fell = gross.opening - gross.closing
  return [
    askAbout({
      id: 'NO-DEPRECIATION',
      left: placed('会农社01表第10行期末余额', 'statement 01, row 10, closing', gross.closing),
      right: placed('会农社01表第10行年初余额', 'statement 01, row 10, opening', gross.opening),
      rows: ['151', '152'],
      source: `${SYSTEM} 26`,
      text:
        fell > 0n
          ? text(
              `累计折旧年初、期末均为 0.00 元，而固定资产原值减少 ${displayYuan(fell)} 元：折旧可能直接冲减了原值，或处置未入清理。`,
              `Accumulated depreciation is 0.00 yuan at both dates while fixed assets at cost fell by ${displayYuan(fell)} yuan: depreciation may have been taken off the cost, or a disposal left out.`,
            )
          : text(
              '固定资产原值不为零，累计折旧年初、期末均为 0.00 元：没有按月计提折旧。',
              'There are fixed assets at both dates and no depreciation: it is due every month.',
            ),
    }),
  ]
}

function noReserve(sheet: BalanceSheet): TieOut[] {
  const [reserve, undistributed] = [at(sheet, 39, 'closing'), at(sheet, 40, 'closing')]
  if (reserve !== 0n || at(sheet, 39, 'opening') !== 0n || undistributed <= 0n) return []
  return [
    askAbout({
      id: 'NO-RESERVE',
      left: placed('会农社01表第40行期末余额', 'statement 01, row 40, closing', undistributed),
      right: placed('会农社01表第39行期末余额', 'statement 01, row 39, closing', reserve),
      source: '农民专业合作社法 42, 44',
      text: text(
        `未分配盈余 ${displayYuan(undistributed)} 元，盈余公积为 0.00 元：请说明章程或成员大会对公积金和分配的决定。`,
        `${displayYuan(undistributed)} yuan are undistributed and there is no reserve: state what the charter or the assembly decided on reserve and distribution.`,
      ),
    }),
  ]
}

function negatives(sheet: BalanceSheet): TieOut[] {
  return sheet.rows
    .filter(({ row, closing }) => NEVER_NEGATIVE.includes(row) && closing < 0n)
    .map(({ row, label, closing, opening }) =>
      askAbout({
        id: 'NEGATIVE-AMOUNT',
        left: placed(`会农社01表第${row}行期末余额`, `statement 01, row ${row}, closing`, closing),
        right: placed(`会农社01表第${row}行年初余额`, `statement 01, row ${row}, opening`, opening),
        source: SYSTEM,
        text: text(
          `“${label.zh}”期末为 ${displayYuan(closing)} 元，不应为负数。`,
          `“${label.en}” is ${displayYuan(closing)} yuan at the end; it cannot be negative.`,
        ),
      }),
    )
}

/** What the flows of equity show: reserve used for losses, and movements without a reason. */
export function equityIrregularities(books: YearBooks): TieOut[] {
  const checks: TieOut[] = []
  const used = sumFen(
    books.equityFlows
      .filter((flow) => flow.account.startsWith('322') && flow.item === 'loss_cover')
      .map((flow) => flow.debit - flow.credit),
  )
  if (used !== 0n) {
    checks.push(
      askAbout({
        id: 'RESERVE-COVERED-LOSS',
        left: placed('322 盈余公积弥补亏损', 'account 322, losses made up', used),
        right: placed(
          '会农社03表“盈余公积”栏弥补亏损',
          'statement 03, surplus reserve, losses made up',
          0n,
        ),
        rows: ['322'],
        source: `${SYSTEM} 03表、322`,
        text: text(
          `盈余公积弥补亏损 ${displayYuan(used)} 元：表式只在“资本公积”栏列“弥补亏损”，该数已含在“盈余公积”栏本年减少数内，请在附注说明。`,
          `${displayYuan(used)} yuan of surplus reserve made up losses: the form names this only under capital reserve; the amount is in the total of the surplus reserve column. Explain it in the notes.`,
        ),
      }),
    )
  }
  const silent = books.equityFlows.filter(
    ({ item, debit, credit }) => item === null && (debit !== 0n || credit !== 0n),
  )
  if (silent.length > 0) {
    const amount = sumFen(silent.map(({ debit, credit }) => credit - debit))
    checks.push(
      askAbout({
        id: 'EQUITY-WITHOUT-ITEM',
        left: placed('未注明权益项目的净额', 'equity movements without an item, net', amount),
        right: placed('应为', 'which must be', 0n),
        rows: silent.map(({ account }) => account),
        source: `${SYSTEM} 03表`,
        text: text(
          `科目 ${silent.map(({ account }) => account).join('、')} 有未注明原因的发生额，不能列入会农社03表的“其中”项。`,
          `Accounts ${silent.map(({ account }) => account).join(', ')} moved without a reason; statement 03 cannot break it down.`,
        ),
      }),
    )
  }
  return checks
}

/** Each pair of columns of a trial balance must come out even. */
export function trialBalanceTies(balance: TrialBalance): TieOut[] {
  const pairs = [
    ['opening', text('期初余额', 'opening')],
    ['movement', text('本期发生额', 'movement')],
    ['yearToDate', text('本年累计', 'year to date')],
    ['closing', text('期末余额', 'closing')],
  ] as const
  const even = pairs.map(([pair, name]) =>
    mustEqual({
      id: 'TRIAL-BALANCE',
      severity: 'block',
      left: placed(
        `科目余额表${name.zh}借方合计`,
        `trial balance, ${name.en}, debit`,
        balance.total[pair].debit,
      ),
      right: placed(
        `科目余额表${name.zh}贷方合计`,
        `trial balance, ${name.en}, credit`,
        balance.total[pair].credit,
      ),
      source: '会计基础工作规范; 借贷记账法',
      hint: text('有借必有贷，借贷必相等。', 'Debits must equal credits.'),
    }),
  )
  const net = (sides: { readonly debit: Fen; readonly credit: Fen }): bigint =>
    sides.debit - sides.credit
  const broken = balance.rows
    .filter((row) => net(row.opening) + net(row.movement) !== net(row.closing))
    .map(({ account }) => account)
  const sum = (pair: 'opening' | 'movement' | 'closing'): bigint =>
    balance.rows.reduce((whole, row) => whole + (row.level === 0 ? net(row[pair]) : 0n), 0n)
  return [
    ...even,
    mustEqual({
      id: 'TRIAL-BALANCE',
      severity: 'block',
      left: placed(
        '期初余额加本期发生额',
        'opening plus movement',
        fen(sum('opening') + sum('movement')),
      ),
      right: placed('期末余额', 'closing', fen(sum('closing'))),
      rows: broken,
      source: '会计基础工作规范',
      hint: text(
        `不平的科目：${broken.join('、')}。`,
        `Accounts that do not add up: ${broken.join(', ')}.`,
      ),
    }),
  ]
}
