import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { faultsOf } from '../../../kernel/fault.ts'
import { Refusal } from '../../../kernel/refusal.ts'
import { commandVerbs } from '../contract/commands.ts'
import { listTemplates, post, postInput, postOutput, templatesOutput } from './post.ts'
import { TEMPLATES } from './templates.ts'

const GOLDEN = new URL('../../../../test/golden/post/', import.meta.url)

/** A line is written 借|贷 account name amount, then whom it names. */
interface Golden {
  readonly why?: string
  readonly template: string
  readonly amounts?: Readonly<Record<string, string>>
  readonly parties?: Readonly<Record<string, string>>
  readonly clause?: string
  readonly lines: readonly string[]
  readonly warnings?: readonly string[]
}

const cases = readdirSync(GOLDEN)
  .filter((file) => file.endsWith('.json'))
  .flatMap((file) => JSON.parse(readFileSync(new URL(file, GOLDEN), 'utf8')) as Golden[])

const printed = (line: ReturnType<typeof post>['lines'][number]): string => {
  const side = line.debit === '0.00' ? `贷 ${line.account}` : `借 ${line.account}`
  const amount = line.debit === '0.00' ? line.credit : line.debit
  return [
    `${side} ${line.name} ${amount}`,
    ...(line.member === undefined ? [] : [`成员 ${line.member}`]),
    ...(line.counterparty === undefined ? [] : [`对方 ${line.counterparty}`]),
  ].join(' | ')
}

describe('golden entries', () => {
  test('every template has one', () => {
    const seen = new Set(cases.map(({ template }) => template))
    expect(TEMPLATES.filter(({ id }) => !seen.has(id)).map(({ id }) => id)).toEqual([])
  })

  test.each(cases.map((one) => [`${one.template} ${one.why ?? ''}`, one] as const))(
    '%s',
    (_, golden) => {
      const { template, amounts, parties } = golden
      const output = post(postInput.parse({ template, date: '2023-12-31', amounts, parties }))
      expect(postOutput.parse(output)).toEqual(output)
      expect(output.lines.map(printed)).toEqual(golden.lines)
      expect(output.warnings.map(({ code }) => code)).toEqual(golden.warnings ?? [])
      if (golden.clause !== undefined) expect(output.clause).toBe(golden.clause)
    },
  )
})

describe('the document', () => {
  const document = {
    template: 'contribution-cash',
    date: '2023-12-31',
    amounts: { paid: '1' },
    parties: { member: 'M1' },
  }
  const faults = (input: unknown): string[] => {
    const parsed = postInput.safeParse(input, { reportInput: true })
    if (!parsed.success) {
      return faultsOf(parsed.error).map(({ path, text }) => `${path} ${text.en}`)
    }
    try {
      post(parsed.data)
      return []
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return error.faults.map(({ path, text }) => `${path} ${text.en}`)
    }
  }

  test('is read as the contract says', () => {
    expect(post(postInput.parse(document))).toEqual({
      lines: [
        { account: '102', name: '银行存款', debit: '1.00', credit: '0.00' },
        { account: '301', name: '股金', debit: '0.00', credit: '1.00', member: 'M1' },
      ],
      clause: '财会〔2021〕37号 301 股金、321 资本公积',
      warnings: [],
    })
  })

  test.each([
    [{ ...document, template: 'contribution' }, '$.template no such template, see templates'],
    [{ ...document, more: 1 }, '$.more unknown field'],
    [{ ...document, date: '2023-02-29' }, '$.date must be a date YYYY-MM-DD'],
    [{ template: 'x', amounts: {}, parties: {} }, '$.date is missing'],
    [{ ...document, amounts: { paid: 1 } }, '$.amounts.paid must be of type string'],
    [{ ...document, amounts: {} }, '$.amounts.paid Amount paid: is missing'],
    [
      { ...document, amounts: { paid: '1.005' } },
      '$.amounts.paid Amount paid: must be yuan with at most two decimals, like 1234.50',
    ],
    [
      { ...document, amounts: { paid: '-1' } },
      '$.amounts.paid Amount paid: the amount must not be negative',
    ],
    [
      { ...document, amounts: { paid: '0' } },
      '$.amounts.paid Amount paid: the amount must be above zero',
    ],
    [
      { ...document, amounts: { paid: '99999999999999' } },
      '$.amounts.paid Amount paid: the amount is too large',
    ],
    [{ ...document, amounts: { paid: '1', member: '2' } }, '$.amounts.member unknown field'],
    [{ ...document, amounts: { paid: '1', 'a b': '2' } }, '$.amounts["a b"] unknown field'],
    [{ ...document, amounts: { paid: '1', toString: '2' } }, '$.amounts.toString unknown field'],
    [{ ...document, parties: {} }, '$.parties.member Member: is missing'],
    [
      { ...document, parties: { member: '\u202e' } },
      '$.parties.member Member: must be 1 to 200 characters without control characters',
    ],
    [
      { ...document, parties: { member: 'M1', into: '151' } },
      '$.parties.into Received in: must be one of: 102, 101, 109',
    ],
    [
      { ...document, parties: { member: 'M1', into: '1021' } },
      '$.parties.into Received in: must be one of: 102, 101, 109',
    ],
    [
      {
        ...document,
        template: 'donation-nominal',
        amounts: { items: '1.5' },
        parties: { source: 'S' },
      },
      '$.amounts.items Number of items, 1 yuan each: must be a positive whole number of at most six digits',
    ],
    [
      { ...document, template: 'sell-to-outsider', amounts: { amount: '1' }, parties: {} },
      '$.parties.counterparty Counterparty: is missing; 113 must name it',
    ],
    [
      { ...document, template: 'period-close', amounts: { income501: '0' }, parties: {} },
      '$.amounts give at least one amount that moves something',
    ],
    [
      {
        ...document,
        template: 'contribution-transfer',
        amounts: { share: '1' },
        parties: { from: 'M1', to: 'M1' },
      },
      '$.parties.to must not be the member who transfers',
    ],
    [
      {
        ...document,
        template: 'exit-refund',
        amounts: { contribution: '1', lossShare: '1.01' },
      },
      '$.amounts.lossShare losses to bear must not exceed contribution and reserve share',
    ],
    [
      { ...document, template: 'exit-refund', amounts: { contribution: '1', below: '1.01' } },
      '$.amounts.below exceeds what is due',
    ],
    [
      {
        ...document,
        template: 'asset-to-disposal',
        amounts: { cost: '1', written: '1.01' },
        parties: {},
      },
      '$.amounts.written exceeds the cost',
    ],
    [
      {
        ...document,
        template: 'loss-found',
        amounts: { cost: '1', written: '1' },
        parties: { asset: '121' },
      },
      '$.amounts.written nothing is written off this asset',
    ],
    [
      {
        ...document,
        template: 'wages-paid',
        amounts: { gross: '1', tax: '2' },
        parties: {},
      },
      '$.amounts.tax exceeds the gross amount',
    ],
  ])('a fault is named with its place: %#', (input, said) => {
    expect(faults(input)).toEqual([said])
  })
})

describe('templates', () => {
  test('lists every template with its fields', () => {
    const list = listTemplates()
    expect(templatesOutput.parse(list)).toEqual(list)
    expect(list.templates.map(({ id }) => id)).toEqual(TEMPLATES.map(({ id }) => id))
    const cash = list.templates.find(({ id }) => id === 'contribution-cash')
    expect(
      cash?.fields.map(({ id, type, in: group, required }) => [id, type, group, required]),
    ).toEqual([
      ['member', 'member', 'parties', true],
      ['paid', 'money', 'amounts', true],
      ['share', 'money', 'amounts', false],
      ['into', 'account-choice', 'parties', false],
    ])
    expect(cash?.fields[3]?.options?.map(({ account }) => account)).toEqual(['102', '101', '109'])
  })

  test('both are verbs without a caller', () => {
    expect(Object.values(commandVerbs).map(({ kind, access }) => [kind, access])).toEqual([
      ['compute', 'public'],
      ['compute', 'public'],
    ])
  })
})
