import { beforeAll, describe, expect, test } from 'vitest'
import { insightModule } from '../insight/index.ts'
import { refusalOf } from '../policy/testing.ts'
import { FACTS } from './data/facts.ts'
import { type Edition, type Figures, figuresWorld, type Rows } from './testing.ts'

/* Every fact at every level is its rows; the headline is that of the board; what is frozen stays as it was. */

const world = await figuresWorld([insightModule])
const { run, as, ids, coops } = world
const UNITS = [
  ['county', ids.county],
  ['town', ids.townA],
  ['town', ids.townB],
  ['village', ids.villageA],
  ['village', ids.villageB],
  ['coop', coops[0].coopId],
  ['coop', coops[2].coopId],
] as const

const rowsOf = async (unitId: string, fact: string, more: object = {}): Promise<Rows> => {
  const first = await run<Rows>('listFigureRows', { unitId, fact, limit: 500, ...more })
  const rows = [...first.rows]
  while (rows.length < first.total) {
    const next = await run<Rows>('listFigureRows', {
      unitId,
      fact,
      limit: 500,
      offset: rows.length,
      ...more,
    })
    rows.push(...next.rows)
  }
  return { ...first, rows }
}

/** There is no community, no books show 2019, and nobody of them is in the fourth class. */
const EMPTY = [
  'communities',
  'class-rebuild',
  'income-before',
  'subsidy-before',
  'collective-before',
  'member-before',
]

const LIVE = { live: 'true', period: '2020-11' }

describe('a fact is its rows', () => {
  const seen = new Set<string>()
  test.each(UNITS)('of every fact, at a %s', async (kind, unitId) => {
    for (const fact of FACTS) {
      const { value, recount, differs, total, rows } = await rowsOf(unitId, fact.id, LIVE)
      if (value === null) {
        expect([fact.lowest, kind], fact.id).toEqual(['village', 'coop'])
        continue
      }
      expect(recount, fact.id).toBe(value)
      expect(differs, fact.id).toBe(false)
      expect(rows, fact.id).toHaveLength(total)
      const sum = rows.reduce((amount, row) => amount + world.scaled(row.amount), 0n)
      expect(fact.fold === 'distinct' ? BigInt(total) * 1_000_000n : sum, fact.id).toBe(
        world.scaled(value),
      )
      if (total > 0) seen.add(fact.id)
    }
  })

  test('the world of this test has rows for nearly all of them', () => {
    // Two villages cannot stand in five states; no year before this one has income in its books.
    const without = FACTS.filter(({ id, family }) => !seen.has(id) && family !== 'doubling')
    expect(without.map(({ id }) => id)).toEqual(EMPTY)
  })

  test('sums of the towns are the county, and distinct people are not more', async () => {
    for (const fact of FACTS) {
      const value = async (unitId: string) =>
        world.scaled((await rowsOf(unitId, fact.id, LIVE)).value ?? '0/1')
      const [county, a, b] = [
        await value(ids.county),
        await value(ids.townA),
        await value(ids.townB),
      ]
      if (fact.fold === 'sum') expect(a + b, fact.id).toBe(county)
      else expect(a + b >= county, fact.id).toBe(true)
    }
  })
})

describe('the headline', () => {
  test.each(['county', 'townA', 'townB', 'villageA'] as const)(
    'of %s is that of the board',
    async (name) => {
      const board = await run<{ figures: { id: string; value: string }[] }>('board', {
        unitId: ids[name],
      })
      const figures = await run<Figures>('readFigures', { unitId: ids[name], ...LIVE })
      const value = (id: string) => figures.figures.find((one) => one.indicator === id)?.value
      for (const { id, value: shown } of board.figures) {
        const mine = value(id)
        if (mine === undefined) {
          expect([id, name]).toEqual(['unions', 'villageA'])
          continue
        }
        expect(mine, id).toBe(shown.includes('/') ? shown : `${shown}/1`)
      }
    },
  )

  test('清零倍增 stands as the statements of village income judge it', async () => {
    const said = await run<{ counts: Record<string, number> }>('readVillageIncome', {
      unitId: ids.county,
      year: 2020,
      baseYear: 2019,
    })
    for (const state of ['zero', 'cleared', 'growing', 'doubled']) {
      const { value } = await rowsOf(ids.county, `${state}-villages`, LIVE)
      expect(value, state).toBe(`${said.counts[state]}/1`)
    }
    expect((await rowsOf(ids.county, 'unknown-villages', LIVE)).value).toBe(
      `${said.counts['no-figure']}/1`,
    )
  })
})

describe('editions', () => {
  let edition: Edition
  let before: unknown
  const read = (more: object) =>
    Promise.all(
      UNITS.map(([, unitId]) => run('readFigures', { unitId, parts: 'true', ...more })),
    ).then((answers) => JSON.stringify(answers))
  const ranking = (more: object) =>
    run('readRanking', { unitId: ids.county, set: 'towns', ...more }).then((answer) =>
      JSON.stringify(answer),
    )

  beforeAll(async () => {
    await world.setDay('2020-12-01')
    edition = (await run<{ edition: Edition }>('freezeFigures', { period: '2020-11' })).edition
    before = [await read({ editionId: edition.id }), await ranking({ editionId: edition.id })]
  })

  test('an edition reads the same to the byte after records, names and definitions changed', async () => {
    await world.change()
    const saved = await run<{ preview: { before: string; after: string } }>('saveIndicator', {
      indicator: 'coops',
      title: { zh: '合作社(改)', en: 'changed' },
      group: 'coverage',
      formula: { times: '2', of: { fact: 'coops' } },
      direction: 'up',
      form: 'count',
      unit: { zh: '个', en: '' },
      levels: ['county', 'town', 'village', 'coop'],
      source: '试验',
    })
    expect(saved.preview).toMatchObject({ before: '3/1', after: '6/1' })
    const { versions } = await run<{
      versions: { shipped: boolean; source: string; fields: { field: string; said: object }[] }[]
    }>('listDefinitionVersions', { kind: 'indicator', name: 'coops' })
    expect(versions.map(({ shipped, source }) => [shipped, source])).toEqual([
      [false, '试验'],
      [true, ''],
    ])
    const titles = versions.map(({ fields }) => fields.find(({ field }) => field === 'title')?.said)
    expect(titles[0]).toEqual({ zh: '合作社(改)', en: 'changed' })
    expect(titles[1]).not.toEqual(titles[0])
    const again = [await read({ editionId: edition.id }), await ranking({ editionId: edition.id })]
    expect(again).toEqual(before)
    const live = await run<Figures>('readFigures', {
      unitId: ids.county,
      live: 'true',
      period: '2020-11',
    })
    const frozen = await run<Figures>('readFigures', { unitId: ids.county, period: '2020-11' })
    expect(frozen.origin.edition?.id).toBe(edition.id)
    const pick = (figures: Figures, id: string) =>
      figures.figures.find((one) => one.indicator === id)?.value
    expect(pick(live, 'members')).not.toBe(pick(frozen, 'members'))
  })

  test('rows behind a frozen figure say that today’s count differs', async () => {
    const rows = await rowsOf(ids.county, 'members', { editionId: edition.id })
    expect(rows.differs).toBe(true)
    expect(rows.recount).not.toBe(rows.value)
  })

  test('its fingerprint holds, and stops holding when a value is touched', async () => {
    const verify = () => run<{ holds: boolean }>('verifyEdition', { editionId: edition.id })
    expect((await verify()).holds).toBe(true)
    const touch = (sql: string) => world.untouched(sql)
    await touch(`UPDATE figure_unit SET amounts[5] = amounts[5] + 1 WHERE kind = 'county'`)
    expect((await verify()).holds).toBe(false)
    await touch(`UPDATE figure_unit SET amounts[5] = amounts[5] - 1 WHERE kind = 'county'`)
    expect((await verify()).holds).toBe(true)
    await expect(world.db.owner.query(`UPDATE figure_edition SET hash = ''`)).rejects.toThrow()
  })

  test('freezing again needs a reason, makes a second edition and keeps the first', async () => {
    const refused = await refusalOf(run('freezeFigures', { period: '2020-11' }))
    expect(refused.faults.map(({ path }) => path)).toEqual(['$.reason'])
    const again = await run<{ edition: Edition; changed: number }>('freezeFigures', {
      period: '2020-11',
      reason: '补登迟报的入社',
    })
    expect(again.edition.edition).toBe(2)
    expect(again.changed).toBeGreaterThan(0)
    expect(await read({ editionId: edition.id })).toBe((before as string[])[0])
    const { editions } = await run<{ editions: Edition[] }>('listEditions', { period: '2020-11' })
    expect(editions.map((each) => each.edition)).toEqual([2, 1])
    const compared = await run<{ figures: { indicator: string; change: string | null }[] }>(
      'compareEditions',
      { unitId: ids.county, fromEdition: edition.id, toEdition: again.edition.id },
    )
    expect(compared.figures.find(({ indicator }) => indicator === 'members')?.change).toBe('1/1')
  })

  test('a later period shows the change against it, and a trend', async () => {
    await world.setDay('2021-01-02')
    await run('freezeFigures', { period: '2020-12' })
    const figures = await run<Figures>('readFigures', { unitId: ids.county, period: '2020-12' })
    const coops = figures.figures.find(({ indicator }) => indicator === 'members')
    expect(coops?.before).toMatchObject({ period: '2020-11', change: '0/1', better: null })
    const one = await run<{ trend: { period: string }[]; parts: unknown[]; facts: unknown[] }>(
      'readIndicator',
      { unitId: ids.county, indicator: 'coverage', period: '2020-12' },
    )
    expect(one.trend.map(({ period }) => period)).toEqual(['2020-11', '2020-12'])
    expect(one.parts).toHaveLength(2)
    expect(one.facts).toHaveLength(3)
  })

  test('a period that has not begun is refused', async () => {
    const refused = await refusalOf(run('freezeFigures', { period: '2029' }))
    expect(refused.code).toBe('not_allowed_now')
    expect((await refusalOf(run('freezeFigures', { period: '2020-W54' }))).code).toBe('bad_input')
  })
})

describe('who sees what', () => {
  test('a town sees its own name in the ranking, of the others only the places', async () => {
    const own = await as<{ rows: { unit: { id: string } | null; rank: number }[] }>(
      '镇书记',
      'readRanking',
      { unitId: ids.townA, set: 'towns', live: 'true', period: '2020-11' },
    )
    expect(new Set(own.rows.map(({ unit }) => unit?.id ?? null))).toEqual(
      new Set([ids.townA, null]),
    )
  })

  test('a bureau without books sees no figures of books and no names of members', async () => {
    const figures = await as<Figures>('自然资源局', 'readFigures', {
      unitId: ids.county,
      live: 'true',
      period: '2020-11',
    })
    const shown = figures.figures.map(({ indicator }) => indicator)
    expect(shown).toContain('coops')
    expect(shown).not.toContain('own-income')
    expect(shown).not.toContain('party-joined')
    const rows = await as<Rows>('自然资源局', 'listFigureRows', {
      unitId: ids.county,
      fact: 'members',
      ...LIVE,
    })
    expect(rows.rows.every(({ label, refId }) => label === '' && refId === null)).toBe(true)
    const refused = await refusalOf(
      as('自然资源局', 'listFigureRows', { unitId: ids.county, fact: 'income', ...LIVE }),
    )
    expect(refused.code).toBe('forbidden')
  })
})
