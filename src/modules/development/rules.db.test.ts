import { beforeAll, describe, expect, test } from 'vitest'
import { indicatorModule } from '../indicator/index.ts'
import { refusalOf } from '../policy/testing.ts'
import { foundingOf, sharesWorld } from '../shares/testing.ts'
import { developmentModule } from './index.ts'

/* What the county sets: rules with their effect before they are saved, places, and facts that are figures elsewhere. */

const world = await sharesWorld([indicatorModule, developmentModule])
const { run, as, account, ids, lawful, people, cooperative, db } = world

interface Rules {
  rules: {
    tests: { id: string; on: boolean; limit: string }[]
    pairing: Record<string, number>
    union: { least: number; most: number; classes: string[] }
    stakeCap: string
  }
}
interface Effect {
  classes: {
    before: Record<string, number>
    after: Record<string, number>
    changed: number
    rows: { coop: { id: string }; before: string; after: string }[]
  }
  pairings:
    | null
    | {
        purpose: string
        before: { pairs: number; points: number }
        after: { pairs: number; points: number }
        kept: number
      }[]
  unions: null | { before: object; after: object }
  stakes: null | { before: number; after: number; rows: object[] }
}

let [sound, broken] = ['', '']
beforeAll(async () => {
  sound = (await lawful(ids.villageA)).coopId
  const village = await people(ids.villageB, 12)
  broken = await cooperative(ids.villageB, village, '乙村果蔬专业合作社')
  const founding = foundingOf(broken, village.personIds.slice(0, 10))
  const holders = founding.holders.map((holder) =>
    holder.key === 'p3' ? { ...holder, contributions: [{ form: 'cash', paid: '90000' }] } : holder,
  )
  await run('openRegisters', {
    unitId: broken,
    asFound: true,
    sourceNote: '老社',
    registers: [{ ...founding, holders }],
  })
  await run('classifyCooperatives', {
    unitId: ids.county,
    rows: [
      { coopId: sound, class: 'model', reason: '示范', document: '测试', on: '2020-11-01' },
      { coopId: broken, class: 'improve', reason: '规范', document: '测试', on: '2020-11-01' },
    ],
  })
  await run('saveTownBorders', {
    source: '县行政区划图(测试)',
    borders: [{ townId: ids.townA, otherId: ids.townB }],
  })
  await account('desk', 'county_agriculture', { unit: ids.county as never })
  await account('station', 'town_station', { unit: ids.townA as never })
})

const inForce = async () => (await run<Rules>('readDevelopmentRules', {})).rules
const preview = (rules: object, by = 'desk') => as<Effect>(by, 'previewDevelopmentRules', { rules })

describe('the effect of changed rules', () => {
  test('none where nothing changes', async () => {
    const effect = await preview(await inForce())
    expect(effect.classes.changed).toBe(0)
    expect(effect.classes.before).toEqual(effect.classes.after)
    expect(effect).toMatchObject({ pairings: null, unions: null, stakes: null })
  })

  test('a test that no longer counts moves the co-ops that failed it; after saving it is as foretold', async () => {
    const rules = await inForce()
    const all = rules.tests.map((one) =>
      ['concentrated', 'collective-low'].includes(one.id) ? { ...one, on: false } : one,
    )
    const effect = await preview({ ...rules, tests: all })
    expect(effect.classes.rows).toMatchObject([{ coop: { id: broken }, before: 'transform' }])
    const [row] = effect.classes.rows
    await run('saveDevelopmentRules', {
      from: '2020-11-30',
      source: '县文件',
      reason: '试行',
      rules: { ...rules, tests: all },
    })
    const one = await run<{ proposed: string }>('readClassProposal', { coopId: broken })
    expect(one.proposed).toBe(row?.after)
    await run('saveDevelopmentRules', {
      from: '2020-11-30',
      source: '县文件',
      reason: '恢复',
      rules,
    })
  })

  test('weights of pairing: pairs and points before and after, for both purposes', async () => {
    const rules = await inForce()
    const pairing = { ...rules.pairing, least: 1_000 }
    const { pairings, unions } = await preview({ ...rules, pairing })
    expect(pairings?.map(({ purpose }) => purpose)).toEqual(['quality', 'scale'])
    for (const row of pairings ?? []) {
      expect(row.after).toMatchObject({ pairs: 0, points: 0 })
      expect(row.kept).toBe(0)
    }
    expect(unions).not.toBeNull()
    // What was foretold of the rules in force is what the proposal says.
    const proposed = await run<{ found: { points: number }; proposals: object[] }>(
      'proposePairings',
      { purpose: 'quality' },
    )
    expect(pairings?.[0]?.before.points).toBe(proposed.found.points)
  })

  test('only the county changes rules, and asks what they would do', async () => {
    const refused = await refusalOf(preview(await inForce(), 'station'))
    expect(refused.code).toBe('not_found')
  })
})

describe('places', () => {
  const list = (by: string, more: object = {}) =>
    as<{
      total: number
      villages: { all: number; placed: number }
      coops: { all: number; placed: number }
      rows: { unit: { id: string; name: string }; latitude: string | null }[]
    }>(by, 'listPlaces', more)
  const csv = (...lines: string[]) => ['名称,乡镇,纬度,经度', ...lines].join('\n')
  const load = (text: string, by = 'desk', unitId = ids.county) =>
    as<{ rows: number; fresh: number; changed: number; same: number; moved: object[] }>(
      by,
      'importPlaces',
      { unitId, source: '天地图(测试)', csv: text },
    )

  test('a file is taken whole or not at all, each fault at its line', async () => {
    const wrong = csv('甲村,许家湖镇,35.78,118.62', '没有的村,,35.78,118.62', '乙村,,95.1,118.62')
    const { faults } = await refusalOf(load(wrong))
    expect(faults.map(({ path }) => path)).toEqual(['csv!3:name', 'csv!4:latitude'])
    expect((await list('desk')).villages.placed).toBe(0)
    const right = csv('甲村,许家湖镇,35.78,118.62', '乙村,黄山铺镇,35.9,118.62')
    expect(await load(right)).toMatchObject({ rows: 2, fresh: 2, changed: 0, same: 0 })
    const again = csv('甲村,许家湖镇,35.78,118.62', '乙村,黄山铺镇,35.93,118.62')
    expect(await load(again)).toMatchObject({ fresh: 0, changed: 1, same: 1 })
    expect((await load(csv('乙村,黄山铺镇,36.5,118.62'))).moved).toMatchObject([{ name: '乙村' }])
  })

  test('a town sees and sets its own alone', async () => {
    const own = await list('station')
    expect(own.villages).toEqual({ all: 1, placed: 1 })
    expect(own.rows.map(({ unit }) => unit.name)).not.toContain('乙村')
    const { faults } = await refusalOf(load(csv('乙村,,35.9,118.6'), 'station', ids.townA))
    expect(faults.map(({ path }) => path)).toEqual(['csv!2:name'])
    const other = { latitude: '35.9', longitude: '118.6', source: '错', unitId: broken }
    expect((await refusalOf(as('station', 'savePlace', other))).code).toBe('not_found')
  })

  test('a co-op stands where its village does until it has a place of its own', async () => {
    const metres = async () => {
      const rules = await inForce()
      const pairing = { ...rules.pairing, least: 0, perKilometre: 0, farthestKilometres: 500 }
      await run('saveDevelopmentRules', {
        from: '2020-11-30',
        source: '测试',
        reason: '放宽距离',
        rules: { ...rules, pairing },
      })
      const { proposals } = await run<{
        proposals: { followers: { coop: { id: string }; metres: number | null }[] }[]
      }>('proposePairings', { purpose: 'quality' })
      return proposals[0]?.followers.find(({ coop }) => coop.id === broken)?.metres ?? null
    }
    const byVillages = await metres()
    // From 35.78 to 36.5 degrees of latitude: 0.72 of some 111 km.
    expect(byVillages).toBeGreaterThan(79_000)
    expect(byVillages).toBeLessThan(81_000)
    const place = { latitude: '35.79', longitude: '118.62', source: '现场定位' }
    await run('savePlace', { ...place, unitId: broken })
    const own = await metres()
    expect(own).toBeGreaterThan(1_000)
    expect(own).toBeLessThan(1_300)
  })
})

describe('facts that are figures elsewhere', () => {
  interface Result {
    results: { fact: string; measured: { zh: string } }[]
  }
  const fact = async (coopId: string, name: string): Promise<string> => {
    const { results } = await run<Result>('readClassProposal', { coopId })
    return results.find((one) => one.fact === name)?.measured.zh ?? ''
  }
  const figure = async (unitId: string, name: string): Promise<bigint> => {
    const found = await run<{ value: string }>('listFigureRows', {
      unitId,
      fact: name,
      period: '2020-11',
      live: 'true',
      limit: 1,
    })
    const [whole = '', parts] = found.value.split('/')
    expect(parts).toBe('1')
    return BigInt(whole)
  }
  const units = async (coopId: string): Promise<bigint> => {
    const { rows } = await db.owner.query<{ n: string }>(
      `SELECT count(*) n FROM share_holder WHERE coop_id = $1 AND kind NOT IN ('person', 'other')
         AND left_on IS NULL`,
      [coopId],
    )
    return BigInt(rows[0]?.n ?? '0')
  }

  test('members, findings and the collective’s share are what the indicators say, co-op by co-op', async () => {
    for (const coopId of [sound, broken]) {
      // 入社群众 counts persons; 成员数 counts units as well (农民专业合作社法 19).
      const persons = await figure(coopId, 'members')
      expect(BigInt(await fact(coopId, 'members'))).toBe(persons + (await units(coopId)))
      expect(BigInt(await fact(coopId, 'red'))).toBe(await figure(coopId, 'findings-block'))
      expect(BigInt(await fact(coopId, 'amber'))).toBe(await figure(coopId, 'findings-warn'))
      const [own, all] = [
        await figure(coopId, 'collective-contributions'),
        await figure(coopId, 'contributions'),
      ]
      const percent = (own * 10_000n) / all
      const said = await fact(coopId, 'collective_share')
      expect(said).toBe(sayPercent(percent))
    }
    expect(await figure(broken, 'findings-block')).toBeGreaterThan(0n)
  })
})

/** Hundredths of a percent as tests show them. */
function sayPercent(hundredths: bigint): string {
  const places = String(hundredths % 100n).padStart(2, '0')
  return `${hundredths / 100n}.${places}%`
}
