import { describe, expect, test } from 'vitest'
import { refusalOf } from '../policy/testing.ts'
import { statementsWorld } from './testing.ts'

const world = await statementsWorld()
const { run, as, ids, coops, account, db } = world
const [first, second] = coops
const { coopId } = first

await account('镇站', 'town_station', { unit: ids.townA })
await account('审计', 'auditor', { unit: ids.county })

interface Notes {
  readonly fields: readonly {
    readonly note: { readonly field: string; readonly content: unknown }
    readonly versions: readonly { readonly id: string; readonly recordedBy: string }[]
  }[]
  readonly before: readonly { readonly field: string; readonly content: unknown }[]
}
interface Statement {
  readonly statement: {
    readonly items: readonly {
      readonly sections: readonly { paragraphs: string[]; rows: unknown[][] }[]
      readonly missing: readonly string[]
    }[]
  }
}

const read = (year = 2020) => run<Notes>('readStatementNotes', { coopId, year })
const printed = async () =>
  (await run<Statement>('readStatement', { coopId, form: 'notes', period: '2020' })).statement.items
const write = (fields: readonly object[], year = 2020) =>
  as<{ written: number }>('镇站', 'writeStatementNotes', { coopId, year, fields })
const text = (field: string, content: string | null, seen: string | null = null) => ({
  seen,
  note: { field, content },
})

describe('notes to the statements', () => {
  test('what is typed stands in the notes, and is no longer missing', async () => {
    expect((await printed())[1]?.missing).toEqual(['主要服务对象', '主要经营项目'])
    const officers = [{ post: '理事长', name: '𠮷·买买提', change: '' }]
    const matters = [{ name: '购置冷库', amount: '120000.55', remark: '成员大会通过' }]
    const { written } = await write([
      text('mainBusiness', '大姜种植、收购和销售。'),
      { note: { field: 'officers', content: officers } },
      { note: { field: 'majorMatters', content: matters } },
      { note: { field: 'nominalAssets', content: [] } },
    ])
    expect(written).toBe(4)
    const items = await printed()
    expect(items[1]?.sections[0]?.paragraphs).toContain('主要经营项目：大姜种植、收购和销售。')
    expect(items[1]?.missing).toEqual(['主要服务对象'])
    expect(items[2]?.sections[0]?.rows).toEqual([['理事长', '𠮷·买买提', '']])
    expect(items[5]?.sections[0]?.paragraphs).toEqual(['无。'])
    expect(items[6]?.sections[2]?.rows).toEqual([
      ['购置冷库', { yuan: '120000.55' }, '成员大会通过'],
    ])
  })

  test('a change is a new version, the earlier one stays; saying the same again is none', async () => {
    const before = (await read()).fields.find(({ note }) => note.field === 'mainBusiness')
    const seen = before?.versions[0]?.id ?? null
    expect((await write([text('mainBusiness', '大姜种植、收购和销售。', seen)])).written).toBe(0)
    expect((await write([text('mainBusiness', '大姜和苹果。', seen)])).written).toBe(1)
    const after = (await read()).fields.find(({ note }) => note.field === 'mainBusiness')
    expect(after?.note.content).toBe('大姜和苹果。')
    expect(after?.versions).toHaveLength(2)
    expect(after?.versions[0]?.recordedBy).toContain('镇站')
    const { rows } = await db.owner.query<{ n: string }>(
      `SELECT count(*) AS n FROM statement_note WHERE field = 'mainBusiness'`,
    )
    expect(rows[0]?.n).toBe('2')
  })

  test('who has not seen the latest version is told who wrote it', async () => {
    const refusal = await refusalOf(write([text('mainBusiness', '别的。')]))
    expect(refusal.code).toBe('conflict')
    expect(refusal.text.zh).toContain('镇站')
  })

  test('what is taken back is missing again', async () => {
    const { fields } = await read()
    const seen = fields.find(({ note }) => note.field === 'nominalAssets')?.versions[0]?.id ?? null
    await write([{ seen, note: { field: 'nominalAssets', content: null } }])
    expect((await printed())[5]?.missing).toEqual(['以名义金额计量的资产'])
  })

  test('the next year offers what stood before, and says nothing by itself', async () => {
    const next = await read(2021)
    expect(next.fields).toEqual([])
    expect(next.before.map(({ field }) => field).toSorted()).toEqual([
      'mainBusiness',
      'majorMatters',
      'officers',
    ])
  })

  test('they go into the paper; who only reads cannot write', async () => {
    const file = await run<{ content: string }>('statementFile', {
      coopId,
      form: 'notes',
      period: '2020',
      file: 'xlsx',
    })
    expect(Buffer.from(file.content, 'base64').subarray(0, 2).toString()).toBe('PK')
    const refused = await refusalOf(
      as('审计', 'writeStatementNotes', { coopId, year: 2020, fields: [text('others', null)] }),
    )
    expect(refused.code).toBe('forbidden')
    expect(await run<Notes>('readStatementNotes', { coopId: second.coopId, year: 2020 })).toEqual({
      fields: [],
      before: [],
      lastDay: '2020-12-31',
    })
  })

  test('a list where words belong, and a field said twice, are faults', async () => {
    const wrong = await refusalOf(write([{ note: { field: 'litigation', content: [] } }]))
    expect(wrong.code).toBe('bad_input')
    const twice = await refusalOf(write([text('litigation', '无。'), text('litigation', '有。')]))
    expect(twice.faults.map(({ path }) => path)).toEqual(['$.fields[1].note.field'])
  })
})
