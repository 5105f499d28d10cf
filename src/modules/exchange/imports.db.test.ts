import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { citizenCheckCharacter } from '../../kernel/identifier.ts'
import type { AnyId } from '../../kernel/id.ts'
import { inCounty } from '../../platform/db.ts'
import { asJob } from '../../platform/outbox.ts'
import { SHEET_LIMITS } from '../../platform/sheet/cell.ts'
import { parseWorkbook } from '../../platform/sheet/parse.ts'
import { makeBook, textRow } from '../../platform/sheet/testing.ts'
import { refusalOf } from '../policy/testing.ts'
import { sharesWorld } from '../shares/testing.ts'
import type { exchangeContract } from './contract.ts'
import { exchangeModule } from './index.ts'

type Answer<K extends keyof typeof exchangeContract> = z.input<
  (typeof exchangeContract)[K]['output']
>

const world = await sharesWorld([exchangeModule])
const { run, as, ids, db } = world

interface Register {
  foundedOn: string
  totals: { members: number; registered: string; paid: string }
  rows: { name: string; kind: string; class: string; registered: string; personId: string | null }[]
}
const registerOf = (coopId: string) => run<Register>('readRegister', { coopId })

/** An ID number with the right check character, the `n`th of a day. */
function idNumber(n: number): string {
  const first = `37132319${String(600101 + Math.floor(n / 900)).slice(0, 6)}${String(n % 900).padStart(3, '0')}`
  return first + citizenCheckCharacter(first)
}

let made = 0
async function coop(name?: string): Promise<string> {
  made += 1
  const people = await world.people(ids.villageA, 1)
  return world.cooperative(ids.villageA, people, name ?? `导入${made}合作社`)
}

type Rows = readonly (readonly string[])[]
const base64 = (bytes: Buffer): string => bytes.toString('base64')
const csv = (rows: Rows): string =>
  base64(Buffer.from(rows.map((row) => row.join(',')).join('\r\n')))
const upload = (unitId: string, content: string, fileName = '成员册.csv') =>
  run<Answer<'uploadRegister'>>('uploadRegister', { unitId, fileName, content })
const preview = (importId: string, more: object = {}) =>
  run<Answer<'previewImport'>>('previewImport', { importId, ...more })
const confirm = (importId: string, more: object = {}) =>
  run<Answer<'confirmImport'>>('confirmImport', { importId, ...more })

const HEAD = [
  '姓名或名称',
  '成员类型',
  '身份证号码',
  '户号',
  '户主',
  '出资方式',
  '出资额(万元)',
  '股数',
  '入社日期',
]
const members = (from: number): Rows => [
  HEAD,
  ['甲村股份经济合作社', '村集体经济组织', '', '', '', '土地经营权', '0.6', '60', '2020-03-01'],
  [
    `𠮷田${from}`,
    '农民成员',
    idNumber(from),
    `H${from}`,
    `𠮷田${from}`,
    '货币',
    '0.3',
    '30',
    '2020-03-01',
  ],
  [
    `李·四${from}`,
    '农民成员',
    idNumber(from + 1),
    `H${from}`,
    `𠮷田${from}`,
    '货币',
    '0.1',
    '10',
    '2020-04-01',
  ],
  ['合计', '', '', '', '', '', '1.0', '100', ''],
]

const counted = async (table: string): Promise<number> => {
  const { rows } = await db.owner.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`)
  return rows[0]?.n ?? 0
}

describe('a register comes in', () => {
  let coopId = ''
  let importId = ''
  const content = csv(members(1))
  beforeAll(async () => {
    coopId = await coop()
    const answer = await upload(coopId, content)
    importId = answer.importId
    expect(answer).toMatchObject({
      counts: { members: 3, added: 3, unchanged: 0, errors: 0 },
      before: null,
    })
  })

  test('the preview shows mapping, totals and rows, numbers masked', async () => {
    const seen = await preview(importId)
    expect(seen.sheets[0]?.columns.map(({ field, unit }) => [field, unit])).toEqual([
      ['name', null],
      ['member_type', null],
      ['id_number', null],
      ['household_number', null],
      ['household_head', null],
      ['contribution_form', null],
      ['contribution', 'wan'],
      ['shares', null],
      ['joined_on', null],
    ])
    expect(seen.coops).toMatchObject([
      { coopId, opens: true, foundedOn: '2020-01-01', added: 3, paid: '10000.00' },
    ])
    expect(seen.people).toEqual({ persons: 2, knownPersons: 0, newPersons: 2, newHouseholds: 1 })
    expect(seen.rows[1]).toMatchObject({ name: '𠮷田1', contributions: [{ paid: '3000.00' }] })
    const whole = JSON.stringify(seen)
    expect(whole).not.toContain(idNumber(1))
    expect(whole).toContain(`371323********${idNumber(1).slice(-4)}`)
  })

  test('a dry run judges and leaves nothing', async () => {
    const before = await counted('share_holder')
    const answer = await run<Answer<'confirmImport'>>(
      'confirmImport',
      { importId },
      { dryRun: true },
    )
    expect(answer.changed).toBe(true)
    expect(await counted('share_holder')).toBe(before)
    expect((await preview(importId)).import.status).toBe('draft')
  })

  test('confirming writes persons, household, members, contributions and units', async () => {
    const answer = await confirm(importId)
    expect(answer).toMatchObject({
      changed: true,
      personsAdded: 2,
      householdsAdded: 1,
      coops: [{ coopId, opened: true, added: 3, unchanged: 0 }],
    })
    const register = await registerOf(coopId)
    expect(register.foundedOn).toBe('2020-01-01')
    expect(register.totals).toMatchObject({ members: 3, registered: '10000.00', paid: '10000.00' })
    expect(register.rows.map((row) => [row.name, row.class, row.registered])).toEqual([
      ['甲村股份经济合作社', 'collective', '6000.00'],
      ['𠮷田1', 'villager', '3000.00'],
      ['李·四1', 'villager', '1000.00'],
    ])
  })

  test('the same file again changes nothing and says so, from whatever draft', async () => {
    const before = [
      await counted('person'),
      await counted('share_holder'),
      await counted('share_event'),
    ]
    const again = await upload(coopId, content)
    expect(again.before).toMatchObject({ importId })
    const answer = await confirm(again.importId)
    expect(answer).toMatchObject({ changed: false, before: { importId }, coops: [] })
    expect(answer.text.zh).toContain('没有任何改动')
    expect(await confirm(importId)).toMatchObject({ changed: false })
    expect([
      await counted('person'),
      await counted('share_holder'),
      await counted('share_event'),
    ]).toEqual(before)
    const closed = await refusalOf(preview(again.importId))
    expect(closed.code).toBe('not_allowed_now')
  })

  test('another file with the same people and one more adds the one', async () => {
    const [head, ...rows] = members(1)
    const more = [
      head ?? [],
      ...rows.slice(0, 3),
      ['新人', '农民成员', idNumber(3), '', '', '货币', '0.2', '20', '2020-06-01'],
    ]
    const answer = await upload(coopId, csv(more))
    expect(answer.counts).toMatchObject({ members: 4, added: 1, unchanged: 3, errors: 0 })
    const done = await confirm(answer.importId, { reason: '补登' })
    expect(done).toMatchObject({
      personsAdded: 1,
      coops: [{ opened: false, added: 1, unchanged: 3 }],
    })
    expect((await registerOf(coopId)).totals).toMatchObject({ members: 4, registered: '12000.00' })
  })

  test('another amount of a member is an error at its cell, and nothing is written', async () => {
    const rows = members(1).map((row) => row.map((value) => (value === '0.3' ? '0.4' : value)))
    const answer = await upload(coopId, csv(rows))
    expect(answer.counts.errors).toBe(1)
    const refusal = await refusalOf(confirm(answer.importId))
    expect(refusal.code).toBe('bad_input')
    expect(refusal.faults.map(({ path }) => path)).toEqual(['成员册!3:7'])
    expect(refusal.faults[0]?.text.zh).toMatch(/第 3 行.*G 列/)
    expect((await registerOf(coopId)).totals.members).toBe(4)
  })
})

test('all or nothing: one bad row of many leaves no person behind', async () => {
  const coopId = await coop()
  const before = await counted('person')
  const rows = [
    ...members(50).slice(0, 4),
    ['坏行', '农民成员', '123', '', '', '货币', 'x', '', ''],
  ]
  const answer = await upload(coopId, csv(rows))
  expect(answer.counts).toMatchObject({ members: 4, errors: 2 })
  const refusal = await refusalOf(confirm(answer.importId))
  expect(refusal.faults).toHaveLength(2)
  expect(await counted('person')).toBe(before)
  const missing = await refusalOf(registerOf(coopId))
  expect(missing.code).toBe('not_found')
})

test('a refusal deep inside the registers undoes the persons as well', async () => {
  const coopId = await coop()
  const before = await counted('person')
  // A register founded today must satisfy the rules: one person holds everything.
  const rows = [HEAD, ['独大', '农民成员', idNumber(70), '', '', '货币', '10', '', '']]
  const { importId } = await upload(coopId, csv(rows))
  const refusal = await refusalOf(confirm(importId, { asFound: false }))
  expect(refusal.code).toBe('rule_blocked')
  expect(await counted('person')).toBe(before)
  expect((await preview(importId)).import.status).toBe('draft')
})

describe('mapping', () => {
  const rows: Rows = [
    ['人名', '号', '钱'],
    ['甲一', idNumber(90), '3'],
    ['乙二', idNumber(91), '4'],
  ]
  test('headings nobody knows are pointed at, corrected and remembered', async () => {
    const coopId = await coop()
    const first = await upload(coopId, csv(rows))
    expect(first.counts.errors).toBe(1)
    const mapped = await run<Answer<'setMapping'>>('setMapping', {
      importId: first.importId,
      sheets: [
        {
          sheet: '成员册',
          used: true,
          headerTop: 1,
          columns: [
            { column: 1, field: 'name' },
            { column: 2, field: 'id_number' },
            { column: 3, field: 'contribution', unit: 'wan' },
          ],
        },
      ],
      foundedOn: '2019-01-01',
    })
    expect(mapped.counts).toMatchObject({ members: 2, errors: 0 })
    const seen = await preview(first.importId)
    expect(seen.coops[0]).toMatchObject({ foundedOn: '2019-01-01', paid: '70000.00' })

    const other = await coop()
    const second = await upload(other, csv([...rows, ['丙三', idNumber(92), '5']]))
    const corrected = await preview(second.importId)
    expect(corrected.sheets[0]?.headerTop).toBe(1)
    expect(corrected.sheets[0]?.columns.map(({ field }) => field)).toEqual([
      'name',
      'id_number',
      'contribution',
    ])
    expect(second.counts).toMatchObject({ members: 3, errors: 0 })
    expect(corrected.sheets[0]?.columns[2]).toMatchObject({
      unit: 'wan',
      confidence: 'remembered',
    })
  })

  test('a founding day in the future is refused', async () => {
    const { importId } = await upload(await coop(), csv(rows))
    const refusal = await refusalOf(run('setMapping', { importId, foundedOn: '2099-01-01' }))
    expect(refusal.faults[0]?.path).toBe('$.foundedOn')
  })
})

test('one file for many co-ops of a town, each named in its rows', async () => {
  const names = ['联合导入甲合作社', '联合导入乙合作社']
  const coops = [await coop(names[0]), await coop(names[1])]
  const rows = [
    ['合作社名称', '姓名', '身份证号', '出资额(元)'],
    [names[0] ?? '', '跨社人', idNumber(110), '1000'],
    [names[1] ?? '', '跨社人', idNumber(110), '2000'],
    [names[1] ?? '', '另一人', idNumber(111), '500'],
  ]
  const wrong = await upload(ids.townB, csv(rows))
  expect(wrong.counts).toMatchObject({ members: 3, errors: 3 })
  const answer = await upload(ids.townA, csv(rows))
  expect(answer.counts).toMatchObject({ members: 3, added: 3, errors: 0 })
  const done = await confirm(answer.importId)
  expect(done).toMatchObject({ personsAdded: 2 })
  expect((await registerOf(coops[0] ?? '')).totals.registered).toBe('1000.00')
  expect((await registerOf(coops[1] ?? '')).totals.registered).toBe('2500.00')
})

test('people of other villages come in through the co-op', async () => {
  const coopId = await coop()
  const rows = [
    ['姓名', '身份证号', '出资额', '所在村'],
    ['外来人', idNumber(120), '100', '远方村'],
  ]
  const { importId } = await upload(coopId, csv(rows))
  await confirm(importId)
  const register = await registerOf(coopId)
  expect(register.rows[0]).toMatchObject({ name: '外来人', class: 'outside_farmer' })
})

test('the template, filled by its example, comes back without a fault', async () => {
  const file = await run<Answer<'importTemplate'>>('importTemplate', {})
  const bytes = Buffer.from(file.content, 'base64')
  const book = await parseWorkbook(bytes, file.name, SHEET_LIMITS)
  expect(book.sheets.map(({ name }) => name)).toEqual(['成员册', '填写说明'])
  const coopId = await coop()
  const untouched = await preview((await upload(coopId, file.content, file.name)).importId)
  expect(untouched.total).toBe(0)
  expect(untouched.sheets[0]?.columns.every(({ confidence }) => confidence === 'exact')).toBe(true)
  // The clerk takes the mark off the rows.
  const rows = book.sheets[0]?.rows.map(({ cells }) => {
    const texts: string[] = Array.from({ length: 15 }, () => '')
    for (const { column, text } of cells) if (column <= 14) texts[column - 1] = text
    return texts
  })
  const filled = await preview((await upload(coopId, csv(rows ?? []))).importId)
  expect(filled.faults.filter(({ level }) => level === 'error')).toEqual([])
  expect(filled.coops[0]).toMatchObject({ members: 3, paid: '90000.00', promised: '10000.00' })
  const several = await run<Answer<'importTemplate'>>('importTemplate', {
    format: 'csv',
    several: 'true',
  })
  expect(Buffer.from(several.content, 'base64').toString('utf8')).toContain('合作社名称,姓名或名称')
})

describe('what is refused, and what is kept', () => {
  test('macros, rubbish and too much', async () => {
    const coopId = await coop()
    const sheets = [{ name: 'S', data: textRow(1, ['姓名', '出资额']) }]
    const macro = makeBook({ sheets, more: [{ name: 'xl/vbaProject.bin', body: 'x' }] })
    expect((await refusalOf(upload(coopId, base64(macro)))).text.zh).toContain('宏')
    expect((await refusalOf(upload(coopId, 'not base64!'))).faults[0]?.path).toBe('$.content')
    const long = 'A'.repeat(Math.ceil(SHEET_LIMITS.fileBytes / 3) * 4 + 4)
    expect((await refusalOf(upload(coopId, long))).code).toBe('too_large')
  })

  test('the file lies sealed; audit, answers and mapping hold no number', async () => {
    const coopId = await coop()
    const number = idNumber(130)
    const { importId } = await upload(
      coopId,
      csv([
        ['姓名', '身份证号', '出资额'],
        ['保密人', number, '100'],
      ]),
    )
    await confirm(importId)
    const { rows } = await db.owner.query<{ whole: string }>(
      `SELECT row_to_json(i)::text AS whole FROM register_import i WHERE id = $1
       UNION ALL SELECT row_to_json(a)::text FROM audit_event a
       UNION ALL SELECT row_to_json(h)::text FROM import_heading h`,
      [importId],
    )
    expect(rows.length).toBeGreaterThan(3)
    const sealedHex = Buffer.from(number).toString('hex')
    for (const { whole } of rows) {
      expect(whole).not.toContain(number)
      expect(whole).not.toContain(sealedHex)
    }
  })

  test('a discarded draft and an old one lose their file', async () => {
    const coopId = await coop()
    const file = csv([
      ['姓名', '出资额'],
      ['弃', '1'],
    ])
    const thrown = await upload(coopId, file)
    await run('discardImport', { importId: thrown.importId })
    expect((await refusalOf(run('discardImport', { importId: thrown.importId }))).code).toBe(
      'not_allowed_now',
    )
    const left = await upload(coopId, file)
    const forget = exchangeModule.daily[0]
    await world.setDay('2020-12-31')
    await inCounty(world.database, 1, (tx) =>
      asJob(world.runtime, { tx, county: 1, name: 'forget' }, async (ctx) => forget?.run(ctx)),
    )
    await world.setDay('2020-11-30')
    const { rows } = await db.owner.query<{ status: string; empty: boolean }>(
      `SELECT status, content_sealed IS NULL AS empty FROM register_import WHERE id = ANY($1) ORDER BY status`,
      [[thrown.importId, left.importId]],
    )
    expect(rows).toEqual([
      { status: 'discarded', empty: true },
      { status: 'expired', empty: true },
    ])
  })
})

describe('scope', () => {
  test('each sees the imports of the own units only', async () => {
    const [mine, other] = [await coop(), await coop()]
    await world.account('会计甲', 'coop_accountant', { unit: mine as AnyId })
    await world.account('站甲', 'town_station', { unit: ids.townA as AnyId })
    const content = csv([
      ['姓名', '出资额'],
      ['丁', '1'],
    ])
    const upper = await upload(ids.townA, content)
    const theirs = await upload(other, content)
    const own = await as<Answer<'uploadRegister'>>('会计甲', 'uploadRegister', {
      unitId: mine,
      fileName: 'a.csv',
      content,
    })
    const list = await as<Answer<'listImports'>>('会计甲', 'listImports', {})
    expect(list.imports.map((row) => row.id)).toEqual([own.importId])
    expect(list.imports[0]?.uploadedBy).toBe('会计甲')
    for (const importId of [upper.importId, theirs.importId, randomUUID()]) {
      const refusal = await refusalOf(as('会计甲', 'previewImport', { importId }))
      expect(refusal.code).toBe('not_found')
    }
    const station = await as<Answer<'listImports'>>('站甲', 'listImports', { limit: '500' })
    expect(station.imports.map((row) => row.id)).toEqual(
      expect.arrayContaining([own.importId, upper.importId, theirs.importId]),
    )
    const elsewhere = await refusalOf(
      as('会计甲', 'uploadRegister', { unitId: other, fileName: 'a.csv', content }),
    )
    expect(elsewhere.code).toBe('not_found')
  })
})
