import { describe, expect, test } from 'vitest'
import { refusalOf } from '../policy/testing.ts'
import { governanceWorld } from './testing.ts'

const world = await governanceWorld()
const { run, as, meetingCoop, draft } = world

const declare = (coopId: string, personId: string, publicDuty: boolean) =>
  run('declareDuty', {
    coopId,
    personId,
    publicDuty,
    duty: publicDuty ? '乡镇农业服务' : '',
    declaredOn: '2020-11-30',
    document: '声明书',
  })
const rules = (refusal: { data: unknown }): string[] =>
  (refusal.data as { findings: { rule: string }[] }).findings.map(({ rule }) => rule)

describe('who may not hold a post', () => {
  test('a supervisor is no manager, accountant or director, and the other way round', async () => {
    const coop = await meetingCoop(10, 'a')
    const [one = '', two = ''] = coop.people.personIds
    await declare(coop.coopId, one, false)
    await declare(coop.coopId, two, false)
    const record = (post: string, personId: string, more: object = {}) =>
      run('recordPosts', {
        coopId: coop.coopId,
        rows: [{ post, personId, from: '2020-11-30' }],
        ...more,
      })
    await record('supervisor', one, { asFound: true })
    expect(rules(await refusalOf(record('accountant', one)))).toEqual(['SUP-INCOMPAT'])
    await record('accountant', two)
    const election = (personId: string, post: string) =>
      draft(coop.coopId, [
        { matter: 'election', title: '选举', post, seats: 1, candidates: [personId] },
      ])
    expect(rules(await refusalOf(election(two, 'supervisor')))).toEqual(['SUP-INCOMPAT'])
    await expect(election(two, 'director')).resolves.toEqual(expect.any(String))
    const { now, vacant } = await run<{ now: { name: string }[]; vacant: string[] }>('readPosts', {
      coopId: coop.coopId,
    })
    expect(now).toHaveLength(2)
    expect(vacant).toEqual(['chair', 'cashier'])
  })

  test('who leads a co-op of the same business leads no other; unknown business asks for a reason', async () => {
    const coop = await meetingCoop(10, 'b')
    const another = await meetingCoop(10, 'c')
    const [person = ''] = coop.people.personIds
    await declare(coop.coopId, person, false)
    await run('recordPosts', {
      coopId: another.coopId,
      asFound: true,
      reason: '现状登记',
      rows: [{ post: 'manager', personId: person, from: '2020-01-01' }],
    })
    const appoint = (more: object = {}) =>
      run('recordPosts', {
        coopId: coop.coopId,
        rows: [{ post: 'manager', personId: person, from: '2020-11-30' }],
        ...more,
      })
    expect(rules(await refusalOf(appoint()))).toEqual(['DIR-OVERLAP'])
    await expect(appoint({ reason: '一社种姜,一社养羊' })).resolves.toMatchObject({
      findings: [{ rule: 'DIR-OVERLAP', outcome: 'depends' }],
    })
  })

  test('persons with public duties are closed out by mark or by their own word', async () => {
    const coop = await meetingCoop(10, 'd')
    const [official = '', silent = ''] = coop.people.personIds
    const elect = (personId: string) =>
      draft(coop.coopId, [
        {
          matter: 'election',
          title: '选举理事长',
          post: 'chair',
          seats: 1,
          candidates: [personId],
        },
      ])
    // Who has not declared is a question, not a refusal.
    await expect(elect(silent)).resolves.toEqual(expect.any(String))
    await declare(coop.coopId, official, true)
    expect(rules(await refusalOf(elect(official)))).toEqual(['OFFICIAL-BAN'])
    await declare(coop.coopId, official, false)
    await expect(elect(official)).resolves.toEqual(expect.any(String))
    const { rows } = await run<{ rows: { findings: { rule: string; outcome: string }[] }[] }>(
      'checkCandidates',
      { coopId: coop.coopId, post: 'chair', personIds: `${official},${silent}` },
    )
    expect(rows.map(({ findings }) => findings.map(({ outcome }) => outcome))).toEqual([
      [],
      ['depends'],
    ])
  })

  test('elected posts need members, a resolution that elected them, and one chair', async () => {
    const coop = await meetingCoop(10, 'e')
    const [person = ''] = coop.people.personIds
    const [stranger = ''] = (await meetingCoop(10, 'f')).people.personIds
    const outsider = (await world.people(world.ids.villageB, 1)).personIds[0] ?? ''
    const record = (personId: string, more: object = {}) =>
      run('recordPosts', {
        coopId: coop.coopId,
        reason: '现状',
        rows: [{ post: 'chair', personId, from: '2020-11-30' }],
        ...more,
      })
    expect((await refusalOf(record(person))).code).toBe('bad_input')
    const elected = draft(coop.coopId, [
      { matter: 'election', title: '选举', post: 'director', seats: 1, candidates: [stranger] },
    ])
    expect(rules(await refusalOf(elected))).toEqual(['POST-MEMBER'])
    expect((await refusalOf(record(outsider, { asFound: true }))).code).toBe('not_found')
    const { postIds } = await run<{ postIds: string[] }>('recordPosts', {
      coopId: coop.coopId,
      asFound: true,
      reason: '现状',
      rows: [{ post: 'chair', personId: person, from: '2020-01-01', termEnds: '2020-06-30' }],
    })
    const again = record(coop.people.personIds[1] ?? '', { asFound: true })
    expect((await refusalOf(again)).code).toBe('not_allowed_now')
    const listed = await as<{ rows: { expired: boolean; coopId: string }[] }>('town', 'listPosts', {
      unitId: coop.coopId,
    })
    expect(listed.rows).toMatchObject([{ expired: true, coopId: coop.coopId }])
    expect((await as<{ rows: unknown[] }>('other', 'listPosts', {})).rows).toEqual([])
    await run('endPost', {
      coopId: coop.coopId,
      postId: postIds[0],
      on: '2020-11-30',
      reason: '任满',
    })
    await expect(record(coop.people.personIds[1] ?? '', { asFound: true })).resolves.toBeDefined()
  })
})
