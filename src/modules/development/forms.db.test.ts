import { beforeAll, describe, expect, test } from 'vitest'
import { credit, debit, ledgerWorld } from '../ledger/testing.ts'
import { sharesModule } from '../shares/index.ts'
import { developmentModule } from './index.ts'

/* Forms of business on a real database: what they are, what happened, and which lines of the books are theirs. */

const { run, ids, a } = await ledgerWorld([sharesModule, developmentModule])
const { coopId } = a

interface Business {
  sums: { income: string; cost: string; investment: string }
  totals: { visitors: number; bookings: number; output: string; yield: string | null }
  added: string
  bySector: { first: string; third: string; none: string }
  phases: { planned: string; invested: string }[]
  lines: { voucherId: string; line: number; amount: string }[]
  versions: { version: number }[]
}
interface Candidates {
  rows: { voucherId: string; line: number; period: number; amount: string }[]
}

const save = (terms: object, more: object = {}) =>
  run<{ businessId: string; version: number }>('saveBusiness', {
    coopId,
    name: '甲村采摘园',
    startedOn: '2020-03-01',
    terms,
    ...more,
  })
const read = (businessId: string) => run<Business>('readBusiness', { coopId, businessId })
const candidates = (role: string) =>
  run<Candidates>('listBusinessLines', { coopId, role, year: 2020 })

const TOURISM = { form: 'tourism', site: '村东采摘园', beds: 20, visitorsADay: 300 }

beforeAll(async () => {
  const voucher = (onDate: string, summary: string, lines: object[]) => ({
    coopId,
    preparedBy: '甲',
    approvedBy: '乙',
    attachments: 1,
    onDate,
    summary,
    lines,
  })
  await run('importVouchers', {
    unitId: ids.county,
    source: '旧账',
    vouchers: [
      voucher('2020-05-10', '门票收入', [
        debit('101', '3000'),
        credit('501', '3000', { item: 'tourism' }),
      ]),
      voucher('2020-05-11', '鲜果采摘收入', [
        debit('101', '2000'),
        credit('501', '2000', { item: 'sales' }),
      ]),
    ],
  })
})

describe('tourism', () => {
  test('visitors and bookings are recorded by days that do not overlap', async () => {
    const { businessId } = await save(TOURISM)
    const record = (from: string, to: string, more: object = {}) =>
      run<{ recordId: string }>('recordBusiness', {
        coopId,
        businessId,
        from,
        to,
        measures: { form: 'tourism', visitors: 120, bookings: 30 },
        ...more,
      })
    const { recordId } = await record('2020-05-01', '2020-05-31')
    await expect(record('2020-05-15', '2020-06-15')).rejects.toMatchObject({ code: 'conflict' })
    await expect(
      record('2020-06-01', '2020-06-30', { measures: { form: 'logistics', volume: '1' } }),
    ).rejects.toMatchObject({ code: 'bad_input' })
    await run('withdrawBusinessRecord', { coopId, recordId, reason: '登错' })
    await record('2020-05-15', '2020-06-15')
    expect((await read(businessId)).totals).toMatchObject({ visitors: 120, bookings: 30 })
  })

  test('its money is a line of the books, linked once, never typed', async () => {
    const { businessId } = await save(TOURISM, { name: '甲村民宿' })
    const { rows } = await candidates('income')
    expect(rows.map(({ amount }) => amount)).toEqual(['3000.00', '2000.00'])
    const [ticket] = rows
    const link = (role: string) =>
      run('linkBusinessLines', {
        coopId,
        businessId,
        lines: [
          {
            voucherId: ticket?.voucherId,
            line: ticket?.line,
            period: ticket?.period,
            role,
            sector: 3,
          },
        ],
      })
    await expect(link('cost')).rejects.toMatchObject({
      faults: [expect.objectContaining({ path: '$.lines[0].role' })],
    })
    await link('income')
    await expect(link('income')).rejects.toMatchObject({ code: 'bad_input' })
    expect(await read(businessId)).toMatchObject({
      sums: { income: '3000.00' },
      added: '3000.00',
      bySector: { third: '3000.00', first: '0.00', none: '0.00' },
    })
    expect((await candidates('income')).rows).toHaveLength(1)
    const line = { coopId, voucherId: ticket?.voucherId, line: ticket?.line, reason: '关联错' }
    await run('unlinkBusinessLine', line)
    await expect(run('unlinkBusinessLine', line)).rejects.toMatchObject({ code: 'not_allowed_now' })
    expect((await read(businessId)).sums.income).toBe('0.00')
  })

  test('a change is a new version with its reason; an ended one takes nothing', async () => {
    const { businessId } = await save(TOURISM, { name: '甲村茶园' })
    await expect(save(TOURISM, { businessId })).rejects.toMatchObject({
      faults: [expect.objectContaining({ path: '$.reason' })],
    })
    const { version } = await save({ ...TOURISM, beds: 40 }, { businessId, reason: '扩建' })
    expect(version).toBe(2)
    await run('endBusiness', { coopId, businessId, on: '2020-11-30', reason: '停业' })
    await expect(
      save({ ...TOURISM, beds: 50 }, { businessId, reason: '再扩' }),
    ).rejects.toMatchObject({ code: 'not_allowed_now' })
  })
})

describe('other forms', () => {
  test('processing says its yield exactly', async () => {
    const { businessId } = await save({
      form: 'processing',
      product: '姜片',
      lines: 1,
      capacity: '500',
      measure: '吨',
    })
    await run('recordBusiness', {
      coopId,
      businessId,
      from: '2020-10-01',
      to: '2020-10-31',
      measures: { form: 'processing', input: '30', output: '7.5' },
    })
    expect((await read(businessId)).totals).toMatchObject({ output: '7.5', yield: '1/4' })
  })

  test('a complex shows planned and invested by phase', async () => {
    const phases = [{ name: '一期', from: '2020-01-01', to: '2020-12-31', planned: '50000' }]
    const { businessId } = await save({
      form: 'complex',
      kind: 'rural',
      partners: [{ name: '示例文旅公司', part: '运营' }],
      phases,
      components: [{ name: '大姜种植', sector: 1 }],
    })
    expect((await read(businessId)).phases).toMatchObject([
      { planned: '50000.00', invested: '0.00' },
    ])
    await expect(
      save({
        form: 'complex',
        kind: 'rural',
        partners: [],
        phases: [{ ...phases[0], to: '2019-12-31' }],
        components: [],
      }),
    ).rejects.toMatchObject({ code: 'bad_input' })
  })

  test('the list counts by form and leaves as a file', async () => {
    const list = await run<{ total: number; byForm: Record<string, number> }>('listBusinesses', {})
    expect(list.byForm).toEqual({ tourism: 3, processing: 1, complex: 1 })
    expect(list.total).toBe(5)
    const file = await run<{ content: string }>('exportBusinesses', { format: 'csv' })
    expect(Buffer.from(file.content, 'base64').toString('utf8')).toContain('甲村采摘园')
  })
})
