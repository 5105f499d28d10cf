import { beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import type { AnyId } from '../../kernel/id.ts'
import { SHEET_LIMITS } from '../../platform/sheet/cell.ts'
import { parseWorkbook } from '../../platform/sheet/parse.ts'
import { refusalOf } from '../policy/testing.ts'
import { sharesWorld } from '../shares/testing.ts'
import type { exchangeContract } from './contract.ts'
import { exchangeModule } from './index.ts'

type File = z.input<(typeof exchangeContract)['exportPersons']['output']>

const world = await sharesWorld([exchangeModule])
const { run, as, ids, db } = world
const ID_NUMBER = '371323198001010019'
let coopA = ''
let coopB = ''

/** The rows of an exported file as texts, the heading first. */
async function rowsOf(file: File): Promise<string[][]> {
  const bytes = Buffer.from(file.content, 'base64')
  const book = await parseWorkbook(bytes, file.name, SHEET_LIMITS)
  const [sheet] = book.sheets
  const width = Math.max(...(sheet?.rows.flatMap(({ cells }) => cells.map((c) => c.column)) ?? [0]))
  return (sheet?.rows ?? []).map(({ cells }) => {
    const texts: string[] = Array.from({ length: width }, () => '')
    for (const cell of cells) texts[cell.column - 1] = cell.text
    return texts
  })
}
const exported = async (verb: string, input: object = {}) => rowsOf(await run<File>(verb, input))
const column = (rows: readonly string[][], title: string): string[] => {
  const at = rows[0]?.indexOf(title) ?? -1
  expect(at, title).toBeGreaterThanOrEqual(0)
  return rows.slice(1).map((row) => row[at] ?? '')
}

beforeAll(async () => {
  const [a, b] = [await world.people(ids.villageA, 3), await world.people(ids.villageB, 2)]
  coopA = await world.cooperative(ids.villageA, a, '=cmd|合作社')
  coopB = await world.cooperative(ids.villageB, b, '乙合作社')
  await run('addPersons', {
    unitId: ids.villageA,
    rows: [
      { name: '@遮盖·𠮷', villageId: ids.villageA, idNumber: ID_NUMBER, phone: '13800001234' },
    ],
  })
  await run('openRegisters', {
    unitId: coopA,
    asFound: true,
    sourceNote: '测试',
    registers: [
      {
        coopId: coopA,
        foundedOn: '2020-01-01',
        holders: [
          {
            key: 'c',
            kind: 'collective',
            contributions: [{ form: 'land_right', paid: '1234567.89' }],
            units: [{ unitClass: 'contribution', units: '12.5' }],
          },
          {
            key: 'p',
            kind: 'person',
            personId: a.personIds[0],
            contributions: [{ form: 'cash', paid: '0.01', promised: '99.99' }],
          },
        ],
      },
    ],
  })
  await run('issueCertificates', { coopId: coopA })
})

describe('every list as a file', () => {
  test.each([
    ['exportCooperatives', 'listCooperatives'],
    ['exportVillages', 'listVillages'],
    ['exportHouseholds', 'listHouseholds'],
    ['exportPersons', 'listPersons'],
    ['exportCollectives', 'listCollectives'],
    ['exportBranches', 'listBranches'],
    ['exportRegisters', 'listRegisters'],
    ['exportFindings', 'listCurrentChecks'],
  ])('%s has as many rows as %s, in both formats and languages', async (verb, list) => {
    const { total } = await run<{ total: number }>(list, {})
    expect(total).toBeGreaterThan(0)
    const chinese = await exported(verb)
    const english = await exported(verb, { format: 'csv', language: 'en' })
    expect(chinese.length - 1).toBe(total)
    expect(english.length - 1).toBe(total)
    expect(chinese[0]?.join('')).toMatch(/[一-鿿]/)
    expect(english[0]?.join('')).not.toMatch(/[一-鿿]/)
  })

  test('an empty list is a file with headings', async () => {
    const rows = await exported('exportUnions')
    expect(rows).toHaveLength(1)
  })

  test('the filters of the list are those of the file', async () => {
    const rows = await exported('exportCooperatives', { unitId: ids.townB })
    expect(column(rows, '名称')).toEqual(['乙合作社'])
    const people = await exported('exportPersons', { q: '遮盖' })
    expect(column(people, '姓名')).toEqual(['@遮盖·𠮷'])
  })

  test('the register: amounts as exact numbers, shares, days', async () => {
    const rows = await exported('exportRegister', { coopId: coopA })
    expect(column(rows, '认缴出资额(元)')).toEqual(['1234567.89', '100'])
    expect(column(rows, '实缴出资额(元)')).toEqual(['1234567.89', '0.01'])
    expect(column(rows, '未缴出资额(元)')).toEqual(['0', '99.99'])
    expect(column(rows, '股数')).toEqual(['12.5', '0'])
    expect(column(rows, '占比')[0]).toBe('99.9919%')
    expect(column(rows, '入社日期')).toEqual(['2020-01-01', '2020-01-01'])
    const events = await exported('exportShareEvents', { coopId: coopA })
    expect(column(events, '变动')).toContain('出资')
    const certificates = await exported('exportCertificates', { coopId: coopA })
    expect(column(certificates, '状态')).toEqual(['有效', '有效'])
  })
})

test('persons leave masked, in every format, and names that would run are quoted in CSV', async () => {
  for (const format of ['xlsx', 'csv']) {
    const rows = await exported('exportPersons', { format })
    expect(JSON.stringify(rows)).not.toContain(ID_NUMBER)
    expect(column(rows, '身份证号(已遮盖)')).toContain('371323********0019')
    expect(column(rows, '电话(已遮盖)')).toContain('138****1234')
    expect(column(rows, '姓名')).toContain('@遮盖·𠮷')
  }
  const { content } = await run<File>('exportPersons', { format: 'csv' })
  expect(Buffer.from(content, 'base64').toString('utf8')).toContain("'@遮盖·𠮷")
  const coops = await run<File>('exportCooperatives', { format: 'csv' })
  expect(Buffer.from(coops.content, 'base64').toString('utf8')).toContain("'=cmd|合作社")
})

describe('who may', () => {
  beforeAll(async () => {
    await world.account('站乙', 'town_station', { unit: ids.townB as AnyId })
    await world.account('县领导', 'county_leader', { unit: ids.county as AnyId })
    await world.account('会计乙', 'coop_accountant', { unit: coopB as AnyId })
  })

  test('a town’s files hold the town only', async () => {
    const coops = await rowsOf(await as<File>('站乙', 'exportCooperatives', {}))
    expect(column(coops, '名称')).toEqual(['乙合作社'])
    const people = await rowsOf(await as<File>('站乙', 'exportPersons', {}))
    expect(people.length - 1).toBe(2)
    const other = await refusalOf(as('站乙', 'exportRegister', { coopId: coopA }))
    expect(other.code).toBe('not_found')
  })

  test('whoever may not see persons gets no file of them', async () => {
    expect((await refusalOf(as('县领导', 'exportPersons', {}))).code).toBe('forbidden')
    const coops = await rowsOf(await as<File>('县领导', 'exportCooperatives', {}))
    expect(coops.length - 1).toBe(2)
    const own = await rowsOf(await as<File>('会计乙', 'exportCooperatives', {}))
    expect(column(own, '名称')).toEqual(['乙合作社'])
  })

  test('each export leaves a row in the trail that says how many rows left', async () => {
    await as<File>('站乙', 'exportPersons', { q: '号1' })
    const { rows } = await db.owner.query<{ input: unknown; changes: { after: unknown }[] }>(
      `SELECT input, changes FROM audit_event WHERE verb = 'exportPersons' ORDER BY recorded_at DESC LIMIT 1`,
    )
    expect(rows[0]?.input).toMatchObject({ q: '号1' })
    expect(rows[0]?.changes[0]).toMatchObject({ entity: 'export', after: { rows: 1 } })
  })
})
