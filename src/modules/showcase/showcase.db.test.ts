import { beforeAll, describe, expect, test } from 'vitest'
import { figuresWorld } from '../indicator/testing.ts'
import { refusalOf } from '../policy/testing.ts'
import { showcaseModule } from './index.ts'

/* From the text to the page outside: numbers from editions alone, four eyes, and nothing that moves once it is out. */

const world = await figuresWorld([showcaseModule])
const { run, as, ids, coops, account } = world
const coop = coops[0].coopId
const PERIOD = '2020-11'

interface Saved {
  readonly showcaseId: string
  readonly version: number
  readonly shown: {
    readonly sections: readonly { readonly paragraphs: readonly (readonly { text: string }[])[] }[]
    readonly figures: readonly { readonly shown: string; readonly editionId: string }[]
    readonly sha256: string
  }
  readonly flags: readonly { readonly path: string; readonly said: string }[]
}

const words = (unitId: string, written: string, more: object = {}) => ({
  unitId,
  title: '支部领着干',
  summary: '一户一户算账',
  unitIds: [unitId],
  sections: [{ heading: '做法', text: written }],
  reason: '报送',
  ...more,
})
const members = (unitId: string, period = PERIOD) => `{{members|${unitId}|${period}}}`
const write = (who: string, input: object) => as<Saved>(who, 'saveShowcase', input)
const act = (who: string, of: Saved, what: string, more: object = {}) =>
  as<{ state: string; number: string | null }>(who, 'actOnShowcase', {
    unitId: coop,
    showcaseId: of.showcaseId,
    version: of.version,
    act: what,
    ...more,
  })
const outside = (showcaseId: string) =>
  run(
    'readPublicShowcase',
    { county: '371323', showcaseId },
    { caller: { kind: 'anonymous', source: 'test' } },
  )

beforeAll(async () => {
  await account('农业甲', 'county_agriculture', { unit: ids.county as never })
  await account('组织甲', 'county_organisation', { unit: ids.county as never })
  await run('freezeFigures', { period: PERIOD })
})

describe('numbers of a text', () => {
  test('come from the edition, with the fingerprint of where they were taken', async () => {
    const saved = await write('镇书记', words(coop, `入社 ${members(coop)}。`))
    const figures = await run<{ figures: { indicator: string; value: string }[] }>('readFigures', {
      unitId: coop,
      period: PERIOD,
    })
    const value = figures.figures.find(({ indicator }) => indicator === 'members')?.value ?? ''
    expect(saved.flags).toEqual([])
    expect(saved.shown.figures[0]?.shown).toBe(`${value.split('/')[0]}人`)
    expect(saved.shown.sections[0]?.paragraphs[0]?.map(({ text }) => text).join('')).toBe(
      `入社 ${value.split('/')[0]}人。`,
    )
  })

  test.each([
    ['{{members|甲}}', '写作'],
    [members(coops[0].coopId, '2020-13'), '期间'],
    [members(coops[0].coopId, '2020-06'), '尚未固化'],
    [`{{nothing|${coops[0].coopId}|2020-11}}`, '没有这个指标'],
    ['{{members|无此社|2020-11}}', '没有这个单位'],
  ])('%s is refused at its field', async (written, why) => {
    const refusal = await refusalOf(write('镇书记', words(coop, written)))
    expect(refusal.code).toBe('bad_input')
    expect(JSON.stringify(refusal)).toContain('$.sections[0].text')
    expect(JSON.stringify(refusal)).toContain(why)
  })

  test('a village does not quote what it does not reach', async () => {
    const far = coops[2].coopId
    const refusal = await refusalOf(write('村书记', words(coop, members(far))))
    expect(JSON.stringify(refusal)).toContain('无权引用')
    await expect(write('村书记', words(coop, members(coop)))).resolves.toMatchObject({ version: 1 })
  })

  test('units told of lie inside the unit of the case', async () => {
    const refusal = await refusalOf(
      write('镇书记', words(coop, '做法', { unitIds: [coops[2].coopId] })),
    )
    expect(JSON.stringify(refusal)).toContain('$.unitIds[0]')
  })
})

describe('publication', () => {
  test('four eyes, every number proved, a version that was read', async () => {
    const saved = await write('农业甲', words(coop, '带动 46 户,省工 30%。'))
    expect(saved.flags.map(({ said }) => said)).toEqual(['46 户', '30%'])
    expect((await refusalOf(act('农业甲', saved, 'check'))).code).toBe('not_allowed_now')
    expect((await refusalOf(act('村书记', saved, 'check'))).code).toBe('forbidden')
    await act('组织甲', saved, 'check')
    const unproved = await refusalOf(act('组织甲', saved, 'publish'))
    expect(JSON.stringify(unproved)).toContain('46 户')
    const claimed = await write(
      '农业甲',
      words(coop, '带动 46 户,省工 30%。', {
        showcaseId: saved.showcaseId,
        claims: [
          { said: '46 户', source: '社里花名册' },
          { said: '30%', source: '社里测算' },
        ],
      }),
    )
    expect([claimed.version, claimed.flags]).toEqual([2, []])
    expect((await refusalOf(act('组织甲', saved, 'check'))).code).toBe('conflict')
    await act('组织甲', claimed, 'check')
    expect((await refusalOf(outside(saved.showcaseId))).code).toBe('not_found')
    const out = await act('组织甲', claimed, 'publish')
    expect(out).toEqual({ state: 'published', number: '典型案例2020年第1号' })
    expect((await refusalOf(act('组织甲', claimed, 'withdraw'))).code).toBe('bad_input')
    await act('组织甲', claimed, 'withdraw', { said: '数字有误' })
    expect((await refusalOf(outside(saved.showcaseId))).code).toBe('not_found')
  })

  test('what is out stays byte for byte, whatever the records and later editions say', async () => {
    const saved = await write('镇书记', words(coop, `入社 ${members(coop)}。`))
    await act('组织甲', saved, 'check')
    await act('农业甲', saved, 'publish')
    const before = JSON.stringify(await outside(saved.showcaseId))
    await world.untouched(`UPDATE share_holder SET left_on = '2020-11-02' WHERE coop_id = '${coop}'
      AND kind = 'person' AND member_number = (SELECT min(member_number) FROM share_holder
        WHERE coop_id = '${coop}' AND kind = 'person')`)
    await run('freezeFigures', { period: PERIOD, reason: '补录' })
    const now = await write('镇书记', words(coop, `入社 ${members(coop)}。`))
    expect(now.shown.figures[0]?.shown).not.toBe(saved.shown.figures[0]?.shown)
    expect(JSON.stringify(await outside(saved.showcaseId))).toBe(before)
    const { holds } = await run<{ holds: boolean }>('verifyShowcase', {
      unitId: coop,
      showcaseId: saved.showcaseId,
    })
    expect(holds).toBe(true)
    await world.untouched(`UPDATE showcase_version SET body = jsonb_set(body, '{title}', '"改"')
      WHERE case_id = '${saved.showcaseId}'`)
    const forged = await run<{ holds: boolean }>('verifyShowcase', {
      unitId: coop,
      showcaseId: saved.showcaseId,
    })
    expect(forged.holds).toBe(false)
  })

  test('a new version is a draft while the old one stays out', async () => {
    const first = await write('镇书记', words(coop, '一步一步来'))
    await act('组织甲', first, 'check')
    await act('组织甲', first, 'publish')
    await write('镇书记', words(coop, '又改了', { showcaseId: first.showcaseId }))
    expect(JSON.stringify(await outside(first.showcaseId))).toContain('一步一步来')
    const { rows } = await as<{ rows: { showcaseId: string; state: string; published: number }[] }>(
      '镇书记',
      'listShowcases',
      {},
    )
    expect(rows.find(({ showcaseId }) => showcaseId === first.showcaseId)).toMatchObject({
      state: 'draft',
      published: 1,
    })
  })

  test.each(['pdf', 'docx'])('on paper as %s', async (format) => {
    const saved = await write('镇书记', words(coop, `入社 ${members(coop)}。`))
    const file = await as<{ name: string; content: string }>('镇书记', 'printShowcase', {
      unitId: coop,
      showcaseId: saved.showcaseId,
      format,
    })
    expect(file.name).toBe(`支部领着干.${format}`)
    const head = Buffer.from(file.content, 'base64').subarray(0, 2).toString()
    expect(head).toBe(format === 'pdf' ? '%P' : 'PK')
  })
})
