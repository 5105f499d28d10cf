import { beforeAll, describe, expect, test } from 'vitest'
import type { AnyId } from '../../kernel/id.ts'
import { registryWorld } from '../registry/testing.ts'
import { sharesModule } from '../shares/index.ts'
import { ledgerModule } from './index.ts'
import { credit, debit } from './testing.ts'

const world = await registryWorld([ledgerModule, sharesModule])
const { run, as, ids } = world
let coopId = ''

interface Points {
  limits: { rule: string; amount: string; version: string }[]
  rows: { rule: string; vouchers: { summary: string }[] }[]
}
const points = async (rule: string) => {
  const found = await run<Points>('listAuditPoints', {
    unitId: coopId,
    rule,
    from: 202010,
    to: 202012,
  })
  return found.rows.flatMap(({ vouchers }) => vouchers.map(({ summary }) => summary))
}
const paid = (onDate: string, amount: string, summary: string) => ({
  coopId,
  preparedBy: '甲',
  approvedBy: '乙',
  onDate,
  summary,
  attachments: 1,
  lines: [debit('523', amount), credit('102', amount)],
})

beforeAll(async () => {
  await run('installPolicy', { countyRulesFrom: '2020-01-01' })
  coopId = await world.cooperative(ids.villageA, await world.people(ids.villageA, 3))
  await world.account('县局', 'county_agriculture', { unit: ids.county as AnyId })
  await run('openBooks', {
    unitId: ids.county,
    books: [{ coopId, openedPeriod: 202010, appliedEarly: true }],
  })
  await run('importVouchers', {
    unitId: ids.county,
    source: '测试',
    vouchers: [
      {
        ...paid('2020-10-05', '50000', '存入'),
        lines: [debit('102', '50000'), credit('502', '50000', { item: 'other' })],
      },
      paid('2020-10-12', '9999.99', '十月略低'),
      paid('2020-10-20', '10000', '十月正好'),
      paid('2020-12-10', '9999.99', '十二月略低'),
      paid('2020-12-11', '5500', '十二月新限额'),
    ],
  })
})

describe('the limits of the books', () => {
  test('are rows of the county’s rules; the amount itself needs approval', async () => {
    const { limits } = await run<Points>('listAuditPoints', { from: 202010, to: 202012 })
    expect(limits.map(({ rule, amount, version }) => [rule, amount, version])).toEqual([
      ['SEED-10K', '10000.00', '1'],
      ['LEDGER-CASH', '5000.00', '1'],
      ['LEDGER-SLIP', '500.00', '1'],
    ])
    expect(await points('JUST-UNDER')).toEqual(['十月略低', '十二月略低'])
  })

  test('a new version counts from its day: earlier vouchers keep the limit of theirs', async () => {
    await as('县局', 'proposeRuleVersion', {
      rule: 'SEED-10K',
      severity: 'warn',
      binding: 'payment',
      parameters: { amount: '6000', inclusive: true },
      reason: '县里收紧',
      validFrom: '2020-12-01',
    })
    await world.setDay('2020-12-31')
    expect(await points('JUST-UNDER')).toEqual(expect.arrayContaining(['十月略低', '十二月新限额']))
    expect(await points('JUST-UNDER')).toHaveLength(2)
    const { limits } = await run<Points>('listAuditPoints', { from: 202010, to: 202012 })
    expect(limits[0]).toMatchObject({ rule: 'SEED-10K', amount: '6000.00', version: '2' })
  })

  test('a draft is warned by the limits of its own day', async () => {
    const save = (onDate: string) =>
      run<{ warnings: { code: string }[] }>('saveDraft', {
        coopId,
        voucher: {
          onDate,
          kind: 'payment',
          summary: '白条付修路款',
          attachments: 1,
          lines: [debit('523', '800'), credit('102', '800')],
        },
      })
    const codes = (await save('2020-12-20')).warnings.map(({ code }) => code)
    expect(codes).toContain('white_slip')
    await as('县局', 'proposeRuleVersion', {
      rule: 'LEDGER-SLIP',
      severity: 'warn',
      binding: 'payment',
      parameters: { amount: '1000' },
      reason: '偏远村放宽',
      validFrom: '2020-12-31',
    })
    const later = (await save('2020-12-31')).warnings.map(({ code }) => code)
    expect(later).not.toContain('white_slip')
    expect((await save('2020-12-21')).warnings.map(({ code }) => code)).toContain('white_slip')
  })
})
