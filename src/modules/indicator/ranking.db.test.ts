import { describe, expect, test } from 'vitest'
import { refusalOf } from '../policy/testing.ts'
import { type Figures, figuresWorld } from './testing.ts'

/* Rankings by sets of the county, scorecards, and figures that people type in. */

const world = await figuresWorld()
const { run, as, ids, coops } = world

interface Ranking {
  readonly ranked: number
  readonly before: { readonly period: string } | null
  readonly rows: readonly {
    readonly unit: { readonly id: string } | null
    readonly rank: number
    readonly score: string
    readonly movement: number | null
    readonly groups: readonly { readonly id: string; readonly component: string }[]
    readonly lifts: readonly { readonly indicator: string; readonly to: string }[]
  }[]
}

const SET = {
  title: { zh: '按成员', en: 'by members' },
  level: 'town',
  groups: [{ id: 'all', title: { zh: '全部', en: 'all' } }],
  lines: [{ indicator: 'members', weight: '1', normalise: 'minmax', group: 'all' }],
  source: '县委办〔2020〕1号',
}
const ranking = (more: object = {}) =>
  run<Ranking>('readRanking', { unitId: ids.county, set: 'by-members', ...more })

describe('ranking sets', () => {
  test('a set is previewed by its dry run, kept with its source, and ranks', async () => {
    const preview = await run<{ rows: { rank: number; unit: { id: string } }[] }>(
      'saveRankingSet',
      { set: 'by-members', ...SET },
      { dryRun: true },
    )
    expect(preview.rows.map(({ unit }) => unit.id)).toEqual([ids.townA, ids.townB])
    expect((await refusalOf(ranking())).code).toBe('not_found')
    await run('saveRankingSet', { set: 'by-members', ...SET })
    const { rows, ranked } = await ranking()
    expect(ranked).toBe(2)
    expect(rows.map(({ rank, score }) => [rank, score])).toEqual([
      [1, '1/1'],
      [2, '0/1'],
    ])
    expect(rows[0]?.lifts).toEqual([])
    const members = async (unitId: string) =>
      (await run<Figures>('readFigures', { unitId })).figures.find(
        ({ indicator }) => indicator === 'members',
      )?.value
    expect(rows[1]?.lifts).toEqual([{ indicator: 'members', to: await members(ids.townA) }])
  })

  test('faults stand at their lines', async () => {
    const refused = await refusalOf(
      run('saveRankingSet', {
        set: 'wrong',
        ...SET,
        lines: [
          { indicator: 'nothing', weight: '1', normalise: 'minmax', group: 'all' },
          { indicator: 'villages', weight: '-1', normalise: 'minmax', group: 'none' },
        ],
      }),
    )
    expect(refused.faults.map(({ path }) => path)).toEqual([
      '$.lines[0].indicator',
      '$.lines[1].indicator',
      '$.lines[1].weight',
      '$.lines[1].group',
      '$.lines',
    ])
  })

  test('movement is counted from the edition of the period before, by its own set', async () => {
    await run('freezeFigures', { period: '2020-10' })
    expect((await ranking()).before).toBeNull()
    await run('freezeFigures', { period: '2020-10', reason: '位次办法已定' })
    const day = await run<Ranking>('readRanking', { unitId: ids.county, set: 'towns' })
    expect(day.before).toMatchObject({ period: '2020-10' })
  })

  test('co-ops are ranked inside a class', async () => {
    await run('saveRankingSet', {
      set: 'coops',
      ...SET,
      level: 'coop',
      lines: [{ indicator: 'members', weight: '1', normalise: 'rank', group: 'all' }],
    })
    const all = await ranking({ set: 'coops' })
    expect(all.ranked).toBe(3)
    const models = await ranking({ set: 'coops', class: 'model' })
    expect(models.rows.map(({ unit }) => unit?.id)).toEqual([coops[0].coopId])
  })

  test('a scorecard has the four results of its unit', async () => {
    for (const unitId of [ids.townA, coops[0].coopId]) {
      const card = await run<{ set: { groups: unknown[] }; row: Ranking['rows'][number] | null }>(
        'readScorecard',
        { unitId },
      )
      expect(card.set.groups).toHaveLength(4)
      expect(card.row === null || card.row.groups.length === 4).toBe(true)
    }
    expect((await refusalOf(run('readScorecard', { unitId: ids.villageA }))).code).toBe('not_found')
  })

  test('a workbook of figures and of the ranking', async () => {
    for (const [verb, input] of [
      ['figuresFile', { unitId: ids.county }],
      ['rankingFile', { unitId: ids.county, set: 'by-members' }],
    ] as const) {
      const file = await run<{ name: string; content: string }>(verb, input)
      expect(file.name.endsWith('.xlsx')).toBe(true)
      expect(Buffer.from(file.content, 'base64').subarray(0, 2).toString()).toBe('PK')
    }
  })
})

describe('claims', () => {
  const claims = (unitId: string) =>
    run<{ total: number; claims: { id: string; amount: string; withdrawn: object | null }[] }>(
      'listClaims',
      { unitId },
    )
  const trainings = async () =>
    (await run<Figures>('readFigures', { unitId: ids.county })).figures.find(
      ({ indicator }) => indicator === 'trainings',
    )?.value

  test('count in their own indicator, marked as claims, until they are taken back', async () => {
    const [claim] = (await claims(ids.villageA)).claims
    expect(claim).toMatchObject({ amount: '35/1', withdrawn: null })
    expect(await trainings()).toBe('35/1')
    const taken = { unitId: ids.villageA, claimId: claim?.id, reason: '重复' }
    await run('withdrawClaim', taken)
    expect(await trainings()).toBe('0/1')
    expect((await refusalOf(run('withdrawClaim', taken))).code).toBe('conflict')
    expect((await claims(ids.county)).total).toBe(2)
  })

  test('beside an indicator they never change its value', async () => {
    const figure = async () =>
      (await run<Figures>('readFigures', { unitId: ids.villageA })).figures.find(
        ({ indicator }) => indicator === 'members',
      )
    const before = await figure()
    await as('村书记', 'recordClaim', {
      unitId: ids.villageA,
      about: 'members',
      period: '2020-11',
      amount: '999',
      evidence: '村统计',
    })
    const after = await figure()
    expect(after?.value).toBe(before?.value)
    expect([before?.claims, after?.claims]).toEqual([0, 1])
  })

  test('ratios are not typed in, nor parts of people, nor figures of another village', async () => {
    const claim = { unitId: ids.villageA, period: '2020-11', amount: '1', evidence: 'x' }
    const faults = async (input: object) =>
      (await refusalOf(run('recordClaim', { ...claim, ...input }))).faults.map(({ path }) => path)
    expect(await faults({ about: 'coverage' })).toEqual(['$.about'])
    expect(await faults({ about: 'trainings', amount: '1.5' })).toEqual(['$.amount'])
    expect(await faults({ about: 'trainings', period: '2020-13' })).toEqual(['$.period'])
    const other = as('村书记', 'recordClaim', {
      ...claim,
      about: 'trainings',
      unitId: ids.villageB,
    })
    expect((await refusalOf(other)).code).toBe('not_found')
  })
})
