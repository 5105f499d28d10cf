import { expect, test } from 'vitest'
import { PHOTO, talentWorld } from './testing.ts'

const world = await talentWorld()
const { as, ids, coop, party, others, setDay, morning, count } = world

const promise = {
  villageId: ids.villageA,
  personId: party,
  coopId: coop.coopId,
  what: '带动 5 户入社',
  on: '2020-11-01',
  dueOn: '2020-12-10',
}
const make = async (more: object = {}) => {
  const made = await as<{ promiseId: string; number: string }>('secretary', 'makePromise', {
    ...promise,
    ...more,
  })
  return { ...made, of: { villageId: ids.villageA, promiseId: made.promiseId } }
}
const stateOf = async (promiseId: string): Promise<string | undefined> => {
  const { rows } = await as<{ rows: { promiseId: string; state: string }[] }>(
    'secretary',
    'listPromises',
    {},
  )
  return rows.find((row) => row.promiseId === promiseId)?.state
}
const { promiseId, number, of } = await make()
const act = (verb: string, more: object, by = 'secretary') => as(by, verb, { ...of, ...more })
const tally = {
  on: '2020-11-30',
  kept: 8,
  partly: 1,
  unkept: 0,
  counters: ['王计票', '李监票'],
  file: { name: '计票单.png', content: PHOTO },
}

interface OwnPromises {
  own: { promiseId: string; state: string }[]
  shown: { promiseId: string; name: string; rateUntil: string | null; rated: boolean }[]
}
const mine = (by: string) => as<OwnPromises>(by, 'readOwnPromises', {})

test('a promise is a Party member’s of the village, about a co-op of the village', async () => {
  expect(number).toBe('诺〔2020〕1号')
  await expect(make({ personId: others[0] })).rejects.toMatchObject({ code: 'bad_input' })
  await expect(make({ dueOn: '2020-10-31' })).rejects.toMatchObject({ code: 'bad_input' })
  const far = await world.lawful(ids.villageB)
  await expect(make({ coopId: far.coopId })).rejects.toMatchObject({ code: 'bad_input' })
  expect(await as('townB', 'listPromises', {})).toMatchObject({ total: 0 })
  await expect(as('desk', 'listPromises', {})).rejects.toMatchObject({ code: 'forbidden' })
})

test('shown before it is kept, kept before it is assessed; members see it once it is on phones', async () => {
  expect(await stateOf(promiseId)).toBe('promised')
  const evidence = { on: '2020-11-25', said: '已带动 4 户' }
  await expect(act('addPromiseEvidence', evidence)).rejects.toMatchObject({
    code: 'not_allowed_now',
  })
  await act('publishPromise', { place: 'board', on: '2020-11-05' })
  await expect(act('publishPromise', { place: 'board', on: '2020-11-06' })).rejects.toMatchObject({
    code: 'not_allowed_now',
  })
  expect(await stateOf(promiseId)).toBe('published')
  await expect(act('countAssessment', tally)).rejects.toMatchObject({ code: 'not_allowed_now' })
  await act('addPromiseEvidence', evidence)
  expect((await mine('m1')).shown).toEqual([])
  await expect(act('openAssessment', { until: '2020-12-05' })).rejects.toMatchObject({
    code: 'not_allowed_now',
  })
  await act('publishPromise', { place: 'phone', on: '2020-11-26' })
  expect((await mine('m1')).shown).toMatchObject([{ promiseId, rateUntil: null }])
  expect(await mine('m0')).toMatchObject({ own: [{ promiseId, state: 'published' }], shown: [] })
})

test('members say it once on their phones; nobody sees figures before the last day is over', async () => {
  const rate = (by: string, verdict = 'kept') => as(by, 'ratePromise', { promiseId, verdict })
  await expect(rate('m1')).rejects.toMatchObject({ code: 'not_allowed_now' })
  await expect(act('openAssessment', { until: '2020-11-30' })).rejects.toMatchObject({
    code: 'bad_input',
  })
  await act('openAssessment', { until: '2020-12-05' })
  await rate('m1')
  await rate('m2', 'partly')
  await rate('m3')
  await expect(rate('m1', 'unkept')).rejects.toMatchObject({ code: 'conflict' })
  await expect(rate('m0')).rejects.toMatchObject({ code: 'not_found' })
  expect((await mine('m1')).shown).toMatchObject([{ rated: true, rateUntil: '2020-12-05' }])
  const shown = () =>
    as<{ rows: { state: string; assessment: { ballots: object | null } }[] }>(
      'town',
      'listPromises',
      {},
    )
  expect((await shown()).rows).toMatchObject([{ assessment: { ballots: null } }])
  await expect(act('countAssessment', tally)).rejects.toMatchObject({ code: 'not_allowed_now' })
  await setDay('2020-12-06')
  expect((await shown()).rows).toMatchObject([
    { state: 'kept', assessment: { ballots: { kept: 2, partly: 1, unkept: 0 } } },
  ])
  await expect(rate('m4')).rejects.toMatchObject({ code: 'not_allowed_now' })
  await expect(act('withdrawPromise', { reason: '登记错误' })).rejects.toMatchObject({
    code: 'not_allowed_now',
  })
})

test('who said what stands in no trail', async () => {
  const { rows } = await world.db.owner.query<{ words: string }>(
    `SELECT string_agg(e::text, ' ') AS words FROM audit_event e WHERE e::text LIKE '%ratePromise%'`,
  )
  expect(rows[0]?.words).toContain('ratePromise')
  expect(rows[0]?.words).not.toContain('partly')
})

test('on paper two persons count, neither of them who promised', async () => {
  const second = await make({ what: '义务管护路灯', coopId: null })
  const on2 = (verb: string, more: object) => as('secretary', verb, { ...second.of, ...more })
  await on2('publishPromise', { place: 'board', on: '2020-11-02' })
  await on2('addPromiseEvidence', { on: '2020-11-20', said: '每周巡查' })
  const counted = (more: object) => on2('countAssessment', { ...tally, ...more })
  await expect(counted({ counters: ['王计票', '王计票'] })).rejects.toMatchObject({
    code: 'bad_input',
  })
  const { rows } = await world.db.owner.query<{ name: string }>(
    'SELECT name FROM person WHERE id = $1',
    [party],
  )
  await expect(counted({ counters: [rows[0]?.name ?? '', '李监票'] })).rejects.toMatchObject({
    code: 'bad_input',
  })
  await expect(counted({ kept: 0, partly: 0 })).rejects.toMatchObject({ code: 'bad_input' })
  expect(await counted({ kept: 2, partly: 3, unkept: 4 })).toEqual({ state: 'partly' })
  expect(await stateOf(second.promiseId)).toBe('partly')
})

test('what is overdue comes to the branch once, and goes when it is taken back', async () => {
  const third = await make({ what: '帮助困难户销售', dueOn: '2020-12-01' })
  await morning()
  await morning()
  expect(await stateOf(third.promiseId)).toBe('late')
  expect(await count('message', `topic = 'promise.late'`)).toBe(1)
  await as('secretary', 'withdrawPromise', { ...third.of, reason: '登记重复' })
  expect(await count('message', `topic = 'promise.late' AND state = 'waiting'`)).toBe(0)
})

test('the board is printed in A4 and A3, with names as the county lets them stand', async () => {
  const print = (more: object, by = 'secretary') =>
    as<{ content: string }>(by, 'printPromiseBoard', { villageId: ids.villageA, ...more })
  const pages = async (more: object) =>
    Buffer.from((await print(more)).content, 'base64').toString('latin1')
  expect(await pages({})).toMatch(/MediaBox \[0 0 841\.89 595\.28\]/)
  expect(await pages({ size: 'A3' })).toMatch(/MediaBox \[0 0 1190\.6\d* 841\.85\d*\]/)
  const word = Buffer.from((await print({ format: 'docx' })).content, 'base64')
  expect(word.subarray(0, 2).toString()).toBe('PK')
  await expect(print({}, 'desk')).rejects.toMatchObject({ code: 'forbidden' })
})
