import { describe, expect, test } from 'vitest'
import { formatYuan } from '../../../src/kernel/money.ts'
import { type Chart, chartWith, NATIONAL_CHART } from '../../../src/modules/ledger/model/chart.ts'
import { fillTemplate } from '../../../src/modules/ledger/rules/fill.ts'
import { listTemplates } from '../../../src/modules/ledger/rules/post.ts'
import { templateOf, TEMPLATES } from '../../../src/modules/ledger/rules/templates.ts'
import { ITEMS_OF as SERVER_ITEMS } from '../../../src/modules/ledger/rules/voucher.ts'
import { EQUITY_ITEMS, INCOME_ITEMS, type Line } from '../../../src/modules/ledger/model.ts'
import {
  balanceAt,
  changeLine,
  copyAbove,
  emptyEntry,
  type Entry,
  readAmount,
  readShortDay,
  removeLine,
  setAccount,
  setAmount,
  switchSide,
  voucherOf,
} from './entry.ts'
import { initialsOf, matchesInitials } from './initials.ts'
import { linesOfTemplate, YEAR_END_TEMPLATES } from './templates.ts'
import { ITEM_WORDS, ITEMS_OF, monthBefore, periodAfter, periodsAround } from './words.ts'

const DAY = '2020-11-30'

/** Cash to the bank, the second line without its amount. */
function begun(): Entry {
  let entry = emptyEntry(DAY)
  entry = changeLine(entry, 0, { summary: '存现' })
  entry = setAccount(entry, 0, { code: '102', dimension: 'bank' })
  entry = setAmount(entry, 0, 'debit', '1200.50')
  return setAccount(entry, 1, { code: '101', dimension: null })
}

describe('the grid', () => {
  test.each([
    ['1,200.5', '1200.50'],
    ['１２００', '1200.00'],
    ['.5', '0.50'],
    ['3.', '3.00'],
    ['-40', '-40.00'],
    ['￥ 12 元', '12.00'],
    ['1.234', null],
    ['abc', null],
  ])('reads %s as %s', (typed, amount) => {
    expect(readAmount(typed)).toBe(amount)
  })

  test.each([
    ['5', '2020-11-05'],
    ['1105', '2020-11-05'],
    ['20201231', '2020-12-31'],
    ['2020-9-1', '2020-09-01'],
    ['31', null],
  ])('the day %s is %s', (typed, day) => {
    expect(readShortDay(typed, DAY)).toBe(day)
  })

  test('the balancing amount goes to the side where it belongs', () => {
    const balanced = balanceAt(begun(), 1)
    expect(balanced?.side).toBe('credit')
    expect(balanced?.entry.lines[1]).toMatchObject({ debit: '', credit: '1200.50' })
    expect(balanced === null ? null : balanceAt(balanced.entry, 2)).toBeNull()
  })

  test('an amount on one side empties the other, and can be moved across', () => {
    const entry = setAmount(begun(), 0, 'credit', '7.00')
    expect(entry.lines[0]).toMatchObject({ debit: '', credit: '7.00' })
    expect(switchSide(entry, 0).lines[0]).toMatchObject({ debit: '7.00', credit: '' })
  })

  test('another account takes off whom only the old one could name', () => {
    const named = changeLine(begun(), 1, { account: '113', partyId: 'p', who: '供销社' })
    const member = setAccount(named, 1, { code: '114', dimension: 'member' })
    expect(member.lines[1]).toMatchObject({ partyId: null, who: '' })
    const kept = setAccount(changeLine(member, 1, { memberId: 'm', who: '张三' }), 1, {
      code: '221',
      dimension: 'member',
    })
    expect(kept.lines[1]).toMatchObject({ memberId: 'm', who: '张三' })
  })

  test('copies the line above into a blank line', () => {
    const entry = { ...begun(), lines: begun().lines.slice(0, 1).concat(emptyEntry(DAY).lines) }
    const copied = copyAbove(entry, 1)
    expect(copied?.at).toBe(1)
    expect(copied?.entry.lines).toHaveLength(entry.lines.length)
    expect(copied?.entry.lines[1]).toMatchObject({ account: '102', debit: '1200.50' })
    expect(copyAbove(emptyEntry(DAY), 0)).toBeNull()
  })

  test('never loses its last line', () => {
    const emptied = begun().lines.reduce((entry) => removeLine(entry, 0), begun())
    expect(emptied.lines).toHaveLength(1)
  })

  test('sends only what was filled in; the first summary is that of the voucher', () => {
    const voucher = voucherOf(setAmount(begun(), 1, 'credit', '1200.50'))
    expect(voucher?.summary).toBe('存现')
    expect(
      voucher?.lines.map((line) => [line.account, line.debit, line.credit, line.summary]),
    ).toEqual([
      ['102', '1200.50', '0', null],
      ['101', '0', '1200.50', null],
    ])
    expect(voucherOf(emptyEntry(DAY))).toBeNull()
  })
})

describe('closed lists', () => {
  test('the items of each account are those of the server', () => {
    const sorted = (table: Readonly<Record<string, readonly string[]>>) =>
      Object.fromEntries(Object.entries(table).map(([top, items]) => [top, items.toSorted()]))
    expect(sorted(ITEMS_OF)).toEqual(sorted(SERVER_ITEMS))
    expect(Object.keys(ITEM_WORDS).toSorted()).toEqual(
      [...new Set<string>([...EQUITY_ITEMS, ...INCOME_ITEMS])].toSorted(),
    )
  })

  test('periods follow one another', () => {
    expect(monthBefore('2020-11-30')).toBe(202010)
    expect(monthBefore('2020-01-05')).toBe(201912)
    expect(periodAfter(202012)).toBe(202013)
    expect(periodAfter(202013)).toBe(202100)
    expect(periodsAround('2020-02-01').slice(0, 4)).toEqual([202000, 202001, 202002, 202013])
  })
})

describe('initials', () => {
  test.each([
    ['库存现金', 'kcxj'],
    ['成员往来', 'cywl'],
    ['应收款', 'ysk'],
    ['提取盈余公积', 'tqyygj'],
    ['现金存入银行', 'xjcryx'],
    ['扶贫股A2', 'fpga2'],
  ])('%s is typed %s', (written, typed) => {
    expect(initialsOf(written)).toBe(typed)
  })

  test('surnames and characters with two readings are found by both', () => {
    expect(initialsOf('单明', true)).toBe('sm')
    expect(matchesInitials('银行存款', 'yhck')).toBe(true)
    expect(matchesInitials('银行存款', 'zz')).toBe(false)
  })
})

describe('templates', () => {
  /** Lines as they cross the wire. */
  const sent = (lines: readonly Line[]) =>
    lines.map((line) => ({
      ...line,
      debit: formatYuan(line.debit),
      credit: formatYuan(line.credit),
    }))
  const leavesOf = (chart: Chart): ReadonlySet<string> =>
    new Set(chart.accounts.map(({ code }) => code).filter((code) => !chart.hasChildren(code)))
  const amountOf = (type: string): bigint => (type === 'money' ? 10_000n : 1n)

  const offered = TEMPLATES.filter(({ id }) => !YEAR_END_TEMPLATES.has(id))

  test.each(offered)('$id: items and leaves are those of the server', (template) => {
    const values = Object.fromEntries(
      Object.entries(template.fields).map(([name, { type, options }]) => [
        name,
        type === 'money' || type === 'quantity' ? amountOf(type) : (options?.[0] ?? 'somebody'),
      ]),
    )
    const booked = template.lines(values)
    const listed = listTemplates().templates.find(({ id }) => id === template.id)
    expect(listed).toBeDefined()
    if (listed === undefined) return
    const shown = linesOfTemplate(listed, sent(booked), {
      nameOf: String,
      leaves: leavesOf(NATIONAL_CHART),
    })
    expect(shown.map((line) => [line.account, line.item])).toEqual(
      booked.map((line) => [line.account, line.item]),
    )
  })

  test('a template becomes lines of the book, in the sub-account that was chosen', () => {
    const found = listTemplates().templates.find(({ id }) => id === 'cash-deposit')
    const template = templateOf('cash-deposit')
    expect(template).not.toBeNull()
    if (template === null) return
    const made = fillTemplate(template, { amounts: { amount: '500' }, parties: { into: '10202' } })
    const chart = chartWith([
      { code: '10201', name: '农商行' },
      { code: '10202', name: '农行' },
    ])
    const leaves = leavesOf(chart)
    expect(found).toBeDefined()
    if (found === undefined) return
    const lines = linesOfTemplate(found, sent(made.lines), { nameOf: String, leaves })
    expect(lines.map((line) => [line.account, line.debit, line.credit])).toEqual([
      ['10202', '500.00', ''],
      ['101', '', '500.00'],
    ])
    expect(lines[0]?.summary).toBe('现金存入银行')
  })
})
