import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { date } from '../../../kernel/date.ts'
import { Refusal } from '../../../kernel/refusal.ts'
import { chartWith } from '../model/chart.ts'
import { fillTemplate, fillTogether, type Filled, voucherKindOf } from './fill.ts'
import { imbalance } from './lines.ts'
import { isAmount, type Template } from './template.ts'
import { templateOf, TEMPLATES } from './templates.ts'
import { givenFor } from './testing.ts'
import { faultsOfVoucher, type PartyKind } from './voucher.ts'

const must = (id: string): Template => {
  const found = templateOf(id)
  if (found === null) throw new Error(`no template ${id}`)
  return found
}

/** The faults of a refused call, or what it made. */
const tryFill = (make: () => Filled): Filled | string[] => {
  try {
    return make()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return error.faults.map(({ path, text }) => `${path} ${text.en}`)
  }
}

const KINDS: Readonly<Record<string, PartyKind>> = {
  counterparty: 'counterparty',
  worker: 'worker',
  project: 'project',
  source: 'source',
}

/** The book in which the random documents stand: every member and party of theirs exists. */
const groundOf = (template: Template) => ({
  chart: chartWith([]),
  isOpen: () => true,
  isMember: (id: string) => template.fields[id.replace('-1', '')]?.type === 'member',
  partyKind: (id: string) => KINDS[template.fields[id.replace('-1', '')]?.type ?? ''] ?? null,
})

const atYearEnd = (filled: Filled): boolean =>
  filled.lines.some(({ account }) => account.startsWith('331'))

describe('every template', () => {
  test('there are those of the daily business', () => {
    expect(TEMPLATES.length).toBeGreaterThan(100)
    for (const { title, fields, clause } of TEMPLATES) {
      expect(title.zh).toMatch(/\p{Script=Han}/u)
      expect(title.en).not.toMatch(/\p{Script=Han}/u)
      expect(clause).toContain('财会〔2021〕37号')
      expect(Object.values(fields).some(isAmount)).toBe(true)
    }
    expect(new Set(TEMPLATES.map(({ title }) => title.zh)).size).toBe(TEMPLATES.length)
  })

  test.each(TEMPLATES.map((one) => [one.id, one] as const))(
    '%s balances and may be posted, whatever the amounts',
    (_, template) => {
      let made = 0
      fc.assert(
        fc.property(givenFor(template), (given) => {
          const filled = tryFill(() => fillTemplate(template, given))
          if (Array.isArray(filled)) return
          made += 1
          expect(imbalance(filled.lines)).toBe(0n)
          expect(filled.lines.length).toBeGreaterThanOrEqual(2)
          const period = atYearEnd(filled) ? 202_313 : 202_303
          const voucher = {
            kind: filled.kind,
            onDate: date(atYearEnd(filled) ? '2023-12-31' : '2023-03-05'),
            period,
            summary: template.title.zh,
            lines: filled.lines,
            attachments: 1,
            template: template.id,
            clause: filled.clause,
            documentIds: [],
          }
          expect(faultsOfVoucher(voucher, groundOf(template))).toEqual([])
        }),
        { numRuns: 60, seed: 7 },
      )
      expect(made).toBeGreaterThan(3)
    },
  )

  test.each(TEMPLATES.map((one) => [one.id, one] as const))(
    '%s refuses what is missing, negative, zero or unknown',
    (_, template) => {
      const given = {
        amounts: { surprise: '1' },
        parties: { surprise: 'x' },
      }
      const missing = tryFill(() => fillTemplate(template, given))
      const required = Object.entries(template.fields).filter(([, field]) => field.required)
      const places = required.map(([name, field]) =>
        isAmount(field) ? `$.amounts.${name}` : `$.parties.${name}`,
      )
      const said = (missing as string[]).map((fault) => fault.split(' ')[0])
      expect(said).toEqual(['$.amounts.surprise', '$.parties.surprise', ...places])

      const amounts = Object.entries(template.fields).filter(([, field]) => isAmount(field))
      const wrong = Object.fromEntries(amounts.map(([name]) => [name, '-0.01']))
      const faults = tryFill(() => fillTemplate(template, { amounts: wrong, parties: {} }))
      for (const [name] of amounts) {
        expect(faults).toContainEqual(expect.stringContaining(`$.amounts.${name} `))
      }
    },
  )

  test.each(TEMPLATES.map((one) => [one.id, one] as const))(
    '%s says the kind of voucher it makes when nothing is chosen',
    (_, template) => {
      const amounts: Record<string, string> = {}
      const parties: Record<string, string> = {}
      let next = 1000
      for (const [name, field] of Object.entries(template.fields)) {
        if (field.type === 'quantity') amounts[name] = '1'
        else if (field.type === 'money' && field.required) amounts[name] = String(next--)
        else if (!isAmount(field) && field.type !== 'account-choice') parties[name] = name
      }
      const given = { amounts, parties }
      if (Object.keys(amounts).length === 0) {
        const first = Object.entries(template.fields).find(([, { type }]) => type === 'money')
        amounts[first?.[0] ?? ''] = '1'
      }
      // A sale of assets is a receipt as soon as something comes in.
      if (template.id === 'asset-sale') amounts['proceeds'] = '1'
      const { lines } = fillTemplate(template, given)
      expect(voucherKindOf(lines)).toBe(template.kind)
    },
  )
})

describe('many rows of one template', () => {
  const rows = [
    { amounts: { amount: '21970.08' }, parties: { member: 'M2' } },
    { amounts: { amount: '7353.88' }, parties: { member: 'M4' } },
    { amounts: { amount: '0.02' }, parties: { member: 'M4' } },
  ]

  test('make one voucher: one line for the co-op, one for each member', () => {
    const { lines, kind, notes } = fillTogether(must('surplus-return'), rows)
    expect(kind).toBe('transfer')
    expect(notes.map(({ code }) => code)).toEqual(['resolution'])
    expect(lines.map((one) => [one.account, one.debit, one.credit, one.memberId])).toEqual([
      ['3320102', 2_932_398n, 0n, null],
      ['221', 0n, 2_197_008n, 'M2'],
      ['221', 0n, 735_390n, 'M4'],
    ])
  })

  test('name the row of each fault', () => {
    const bad = [rows[0], { amounts: {}, parties: { member: '' } }].filter(
      (row) => row !== undefined,
    )
    expect(tryFill(() => fillTogether(must('surplus-return'), bad))).toEqual([
      '$.rows[1].parties.member Member: must be 1 to 200 characters without control characters',
      '$.rows[1].amounts.amount Amount: is missing',
    ])
  })
})

describe('items', () => {
  const itemsOf = (id: string, given: Parameters<typeof fillTemplate>[1]) =>
    fillTemplate(must(id), given).lines.flatMap(({ account, item }) =>
      item === null ? [] : [`${account} ${item}`],
    )

  test.each([
    [
      'contribution-cash',
      { paid: '2', share: '1' },
      { member: 'M' },
      ['301 contribution', '321 contribution'],
    ],
    [
      'exit-refund',
      { contribution: '5', reserveShare: '1', below: '1' },
      { member: 'M' },
      ['301 exit', '322 exit', '321 exit'],
    ],
    ['capital-reserve-to-contribution', { amount: '1' }, { member: 'M' }, null],
    ['grant-spent-on-asset', { amount: '1' }, { project: 'P' }, ['311 state_grant']],
    ['donation-cash', { amount: '1' }, { source: 'S' }, ['311 donation']],
    ['reserve', { amount: '1' }, {}, ['322 from_surplus']],
    ['loss-cover', { amount: '1' }, {}, ['322 loss_cover']],
    ['investment-kind', { agreed: '2', cost: '1' }, {}, ['321 revaluation']],
    [
      'surplus-to-contribution',
      { fromReturn: '1' },
      { member: 'M' },
      ['301 surplus_to_contribution'],
    ],
    ['subsidy-income', { amount: '1' }, {}, ['502 subsidy']],
    ['sell-to-member', { amount: '1' }, { member: 'M' }, ['501 sales']],
    ['tourism-income-outsider', { amount: '1' }, { into: '102' }, ['501 tourism']],
    ['input-service', { amount: '1', fee: '1' }, { member: 'M' }, ['501 service']],
    ['investment-return-due', { amount: '1' }, { counterparty: 'C' }, ['511 investment']],
    ['payable-forgiven', { amount: '1' }, { counterparty: 'C' }, ['502 other']],
    ['period-close', { income501: '1', investmentGain: '1' }, {}, []],
  ])('%s', (id, amounts, parties, expected) => {
    expect(itemsOf(id, { amounts: amounts as never, parties: parties as never })).toEqual(
      expected ?? ['321 capital_reserve_to_contribution', '301 capital_reserve_to_contribution'],
    )
  })

  test('assets of poverty-alleviation projects are marked, money is not', () => {
    const given = { amounts: { amount: '1' }, parties: { project: 'P' }, assisted: true }
    const { lines } = fillTemplate(must('grant-spent-on-asset'), given)
    expect(lines.filter(({ assisted }) => assisted).map(({ account }) => account)).toEqual(['151'])
  })
})
