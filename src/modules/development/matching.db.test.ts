import { beforeAll, describe, expect, test } from 'vitest'
import { sharesWorld } from '../shares/testing.ts'
import { developmentModule } from './index.ts'

/* Pairings and unions on a real database: proposals, what people say to them, what came of them. */

const { run, ids, lawful, count } = await sharesWorld([developmentModule])

interface Proposals {
  found: { status: string; points: number; gap: number }
  proposals: {
    lead: { id: string }
    followers: {
      coop: { id: string }
      points: number
      parts: { points: number; said: { zh: string } }[]
      others: { lead: { id: string }; points: number; full: boolean }[]
    }[]
  }[]
  unmatched: { coop: { id: string }; why: { zh: string } }[]
}

const coops: string[] = []
const propose = (input: object = {}) => run<Proposals>('proposePairings', input)
const classify = (coopId: string, of: string, on = '2020-11-01') =>
  run('confirmClasses', {
    unitId: ids.county,
    on,
    document: '测试',
    rows: [{ coopId, class: of, reason: '测试' }],
  })

beforeAll(async () => {
  for (let i = 0; i < 5; i++) {
    const village = i === 4 ? ids.villageB : ids.villageA
    coops.push((await lawful(village)).coopId)
    await run('changeCooperative', {
      coopId: coops[i],
      from: '2020-06-01',
      reason: '测试',
      changes: { industry: 'ginger' },
    })
  }
  await classify(coops[0] ?? '', 'model')
  for (const coopId of coops.slice(1)) await classify(coopId, 'improve')
})

const accept = (followerIds: unknown[], more: object = {}) =>
  run<{ pairingId: string }>('acceptPairing', {
    unitId: ids.county,
    purpose: 'quality',
    leadId: coops[0],
    followerIds,
    agreement: '结对协议(测试)',
    from: '2020-11-30',
    tasks: [{ what: '统一购销', responsible: '理事长', dueOn: '2021-03-31' }],
    ...more,
  })

describe('1+N', () => {
  test('a leader takes as many as it can carry; who is left over hears why', async () => {
    const { found, proposals, unmatched } = await propose()
    expect(found).toMatchObject({ status: 'optimal', gap: 0 })
    expect(proposals.map(({ lead }) => lead.id)).toEqual([coops[0]])
    const own = proposals[0]?.followers ?? []
    expect(own).toHaveLength(3)
    for (const { points, parts } of own) {
      expect(parts.reduce((all, part) => all + part.points, 0)).toBe(points)
    }
    expect(found.points).toBe(own.reduce((all, { points }) => all + points, 0))
    expect(unmatched.map(({ coop }) => coop.id)).toEqual([coops[4]])
    expect(unmatched[0]?.why.zh).toContain('没有合适的带动社')
  })

  test('towns that border and places bring the far one near', async () => {
    const borders = [{ townId: ids.townB, otherId: ids.townA }]
    await run('saveTownBorders', { source: '县行政区划图(测试)', borders })
    expect((await propose()).unmatched[0]?.why.zh).not.toContain('没有合适的带动社')
    await expect(
      run('saveTownBorders', {
        source: '错',
        borders: [{ townId: ids.townA, otherId: ids.townA }],
      }),
    ).rejects.toMatchObject({ code: 'bad_input' })
    const [lead = '', , , , far = ''] = coops
    const place = { latitude: '35.78', longitude: '118.62', source: '测试' }
    await run('savePlace', { ...place, unitId: lead })
    await run('savePlace', { ...place, unitId: far, latitude: '36.78' })
    expect((await propose()).unmatched.map(({ coop }) => coop.id)).toContain(far)
  })

  test('a pair that people rule out is not proposed', async () => {
    const pair = {
      unitId: ids.county,
      leadId: coops[0],
      followerId: coops[1],
      reason: '两社有纠纷',
    }
    await run('ruleOutPair', pair)
    await expect(run('ruleOutPair', pair)).rejects.toMatchObject({ code: 'conflict' })
    const { proposals } = await propose()
    expect(proposals[0]?.followers.map(({ coop }) => coop.id)).not.toContain(coops[1])
    await expect(accept([coops[1]])).rejects.toMatchObject({ code: 'not_allowed_now' })
  })

  test('accepting one forms the registry’s pairing, with its reasons and tasks', async () => {
    const { pairingId } = await accept([coops[2], coops[3]])
    expect(await count('pairing_origin')).toBe(1)
    expect(await count('coop_pairing')).toBe(1)
    await expect(accept([coops[2]])).rejects.toMatchObject({ code: 'not_allowed_now' })
    expect((await propose()).proposals).toEqual([])
    const { pairings } = await run<{
      pairings: {
        pairingId: string
        tasks: { taskId: string; doneOn: string | null }[]
        followers: { before: { class: string; members: number }; now: { class: string } }[]
      }[]
    }>('listPairingEffects', {})
    expect(pairings).toMatchObject([{ pairingId, tasks: [{ doneOn: null }] }])
    expect(pairings[0]?.followers[0]?.before).toMatchObject({ class: 'improve', members: 11 })
    const done = {
      leadId: coops[0],
      taskId: pairings[0]?.tasks[0]?.taskId,
      on: '2020-11-30',
      note: '已签购销协议',
    }
    await run('finishPairingTask', done)
    await expect(run('finishPairingTask', done)).rejects.toMatchObject({ code: 'not_allowed_now' })
  })

  test('what it did is read from dated records: the class of today against that of the day', async () => {
    await classify(coops[2] ?? '', 'model', '2020-11-30')
    const { pairings } = await run<{
      pairings: { followers: { coop: { id: string }; now: { class: string } }[] }[]
    }>('listPairingEffects', {})
    const own = pairings[0]?.followers.find(({ coop }) => coop.id === coops[2])
    expect(own?.now.class).toBe('model')
    const file = await run<{ content: string }>('exportPairingEffects', { format: 'csv' })
    expect(Buffer.from(file.content, 'base64').toString('utf8')).toContain('示范引领型')
  })
})

describe('unions', () => {
  interface Groups {
    found: { status: string; gap: number }
    groups: {
      seat: { id: string }
      points: number
      members: { coop: { id: string }; points: number }[]
    }[]
  }

  test('those of one industry near each other are proposed, exactly', async () => {
    for (const coopId of coops.slice(1, 4)) await classify(coopId, 'improve', '2020-11-30')
    const { found, groups } = await run<Groups>('proposeUnionGroups', {})
    expect(found).toMatchObject({ status: 'optimal', gap: 0 })
    expect(groups).toHaveLength(1)
    const members = groups[0]?.members ?? []
    expect(members.map(({ coop }) => coop.id).toSorted()).toEqual(coops.slice(1).toSorted())
    expect(members.reduce((all, { points }) => all + points, 0)).toBe(groups[0]?.points)
  })

  test('a union’s figures are those of its members together', async () => {
    const { id: unionId } = await run<{ id: string }>('formUnion', {
      seatId: ids.townA,
      name: '甲镇大姜联合社',
      foundedOn: '2020-11-30',
      memberIds: coops.slice(1, 4),
      document: '测试',
    })
    const figures = await run<{ total: { members: number; paid: string; without: number } }>(
      'readUnionFigures',
      { unionId },
    )
    expect(figures.total).toMatchObject({ members: 33, paid: '30000.00', without: 3 })
    expect((await run<Groups>('proposeUnionGroups', {})).groups).toEqual([])
  })
})
