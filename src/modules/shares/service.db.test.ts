import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { inCounty } from '../../platform/db.ts'
import { refusalOf } from '../policy/testing.ts'
import { contribution, failing, foundingOf, sharesWorld, transfer } from './testing.ts'

const world = await sharesWorld()
const { run, as, ids, lawful, record, count } = world

interface RegisterAnswer {
  totals: { members: number; paid: string; registered: string; households: number }
  rows: {
    holderId: string
    name: string
    kind: string
    memberNumber: string
    paid: string
    registered: string
    share: string | null
    branch: { committee: boolean; party: boolean } | null
  }[]
}

const register = (coopId: string, asOf?: string) =>
  run<RegisterAnswer>('readRegister', { coopId, ...(asOf === undefined ? {} : { asOf }) })
beforeAll(async () => {
  await world.account('stationA', 'town_station', { unit: ids.townA as never })
  await world.account('stationB', 'town_station', { unit: ids.townB as never })
  await world.account('desk', 'county_organisation', { unit: ids.county })
  await world.account('agri', 'county_agriculture', { unit: ids.county })
})

describe('register', () => {
  test('opened, moved, read as of any day; the register is the sum of its events', async () => {
    const { coopId, holders } = await lawful(ids.villageA)
    const opened = await register(coopId)
    expect(opened.totals).toMatchObject({ members: 11, paid: '10000.00', households: 10 })
    expect(opened.rows.map(({ memberNumber }) => memberNumber)).toEqual(
      Array.from({ length: 11 }, (_, i) => String(i + 1).padStart(4, '0')),
    )
    expect(opened.rows[1]).toMatchObject({ share: '7/100' })
    expect(opened.rows[1]?.name).toContain('𠮷')
    await record(coopId, [transfer(holders.get('p0'), holders.get('p1'), '100.01')])
    expect((await register(coopId, '2020-10-31')).rows[1]?.paid).toBe('700.00')
    const now = await register(coopId)
    expect(now.rows.slice(1, 3).map(({ paid }) => paid)).toEqual(['599.99', '800.01'])
    const sums = await world.db.owner.query<{ paid: string }>(
      'SELECT sum(paid_fen) AS paid FROM share_line WHERE coop_id = $1',
      [coopId],
    )
    expect(sums.rows[0]?.paid).toBe('1000000')
  })

  test('reversal restores the register of every day, and happens once', async () => {
    const { coopId, holders } = await lawful(ids.villageA)
    const before = await register(coopId)
    const { events } = await record(coopId, [{ kind: 'exit', holder: holders.get('p9') }])
    expect((await register(coopId)).totals.members).toBe(10)
    const reverse = { coopId, eventId: events[0]?.id, note: '录错了人' }
    await run('reverseEvent', reverse)
    expect(await register(coopId)).toEqual(before)
    expect(await register(coopId, '2020-11-01')).toEqual({ ...before, asOf: '2020-11-01' })
    expect((await refusalOf(run('reverseEvent', reverse))).code).toBe('conflict')
    const list = await run<{ events: { kind: string; reversedBy: string | null }[] }>(
      'listShareEvents',
      { coopId, limit: '2' },
    )
    expect(list.events.map(({ kind, reversedBy }) => [kind, reversedBy !== null])).toEqual([
      ['reversal', false],
      ['exit', true],
    ])
  })

  test('new members join in the same call; faults name their place', async () => {
    const { coopId, people } = await lawful(ids.villageA)
    const [, , , , , , , , , , eleventh] = people.personIds
    const joining = {
      newHolders: [{ key: 'new', kind: 'person', personId: eleventh }],
    }
    await record(coopId, [contribution('new', '500')], joining)
    expect((await register(coopId)).totals).toMatchObject({ members: 12, paid: '10500.00' })
    const again = record(coopId, [contribution('new', '1')], joining)
    expect((await refusalOf(again)).faults.map(({ path }) => path)).toEqual([
      '$.newHolders[0].personId',
    ])
    const unknown = record(coopId, [contribution('nobody', '1'), contribution('x', '0')])
    expect((await refusalOf(unknown)).faults.map(({ path }) => path)).toEqual([
      '$.changes[0].holder',
      '$.changes[1].holder',
    ])
    const tomorrow = record(coopId, [contribution('x', '1')], { on: '2020-12-01' })
    expect((await refusalOf(tomorrow)).faults.map(({ path }) => path)).toEqual(['$.on'])
  })

  test('two who open the same register at once: one opens it, the other is told', async () => {
    const people = await world.people(ids.villageA, 8)
    const coopId = await world.cooperative(ids.villageA, people)
    const input = {
      unitId: coopId,
      asFound: true,
      sourceNote: 'x',
      registers: [foundingOf(coopId, people.personIds)],
    }
    const answers = await Promise.allSettled([1, 2, 3].map(() => run('openRegisters', input)))
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const answer of answers) {
      if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'conflict' })
    }
  })

  test('events and lines are append-only for the application', async () => {
    const change = (statement: string) =>
      inCounty(world.database, 1, (tx) => sql.raw(statement).execute(tx))
    for (const table of ['share_event', 'share_line', 'share_check', 'assistance_status']) {
      await expect(change(`DELETE FROM ${table}`)).rejects.toThrow('permission denied')
      await expect(change(`UPDATE ${table} SET county_id = 2`)).rejects.toThrow('permission denied')
    }
    await expect(change(`UPDATE share_certificate SET number = 9`)).rejects.toThrow('permission')
    await expect(change(`UPDATE share_holder SET person_id = NULL`)).rejects.toThrow('permission')
  })

  test('a town records for its own co-ops only', async () => {
    const { coopId, holders } = await lawful(ids.villageA)
    const input = {
      coopId,
      on: '2020-11-01',
      changes: [transfer(holders.get('p0'), holders.get('p1'), '1')],
    }
    expect((await refusalOf(as('stationB', 'recordChanges', input))).code).toBe('not_found')
    await as('stationA', 'recordChanges', input)
    const seen = await as<{ registers: { coopId: string }[] }>('stationB', 'listRegisters', {})
    expect(seen.registers.map((row) => row.coopId)).not.toContain(coopId)
  })
})

describe('rules on every write', () => {
  test('a block refuses with findings and the smallest fix; nothing is left behind', async () => {
    const { coopId, holders } = await lawful(ids.villageA)
    const events = await count('share_event')
    const refusal = await refusalOf(
      record(
        coopId,
        [2, 3].map((i) => transfer(holders.get(`p${i}`), holders.get('p4'), '700')),
      ),
    )
    expect(refusal.code).toBe('rule_blocked')
    expect(refusal.data).toMatchObject({
      needsReason: false,
      findings: [{ rule: 'SEED-MAX20', severity: 'block', fix: { kind: 'transfer' } }],
    })
    expect(await count('share_event')).toBe(events)
    expect(await count('audit_event', `refusal = 'rule_blocked'`)).toBeGreaterThan(0)
  })

  test('exactly at the limit passes: 2,000 of 10,000 is 20%', async () => {
    const { coopId, holders } = await lawful(ids.villageA)
    const to = holders.get('p4')
    const { check } = await record(coopId, [
      transfer(holders.get('p2'), to, '700'),
      transfer(holders.get('p3'), to, '600'),
    ])
    expect(failing(check)).toEqual([])
    const more = record(coopId, [transfer(holders.get('p3'), to, '0.01')])
    expect((await refusalOf(more)).code).toBe('rule_blocked')
  })

  test('a warning asks for a reason and keeps it', async () => {
    const { coopId, holders } = await lawful(ids.villageA)
    // The collective pays in more: 5,500 of 12,500 is above 40%.
    const change = [contribution(holders.get('c'), '2500')]
    const refusal = await refusalOf(record(coopId, change))
    expect(refusal.data).toMatchObject({ needsReason: true, findings: [{ rule: 'SEED-COLL' }] })
    const reason = '集体以整修后的仓库款追加,半年内引入成员资金'
    const { check } = await record(coopId, change, { reason })
    expect(failing(check)).toEqual(['SEED-COLL'])
    expect(await count('share_event', `reason = '${reason}'`)).toBe(1)
    // It fails already: a move that does not make it worse needs no new reason.
    await record(coopId, [transfer(holders.get('p0'), holders.get('p1'), '10')])
    const worse = record(coopId, [contribution(holders.get('c'), '1')])
    expect((await refusalOf(worse)).data).toMatchObject({ needsReason: true })
  })

  test('registers as they are: recorded with their breaches, which block nobody from mending', async () => {
    const people = await world.people(ids.villageA, 8)
    const coopId = await world.cooperative(ids.villageA, people)
    const founding = {
      unitId: ids.townA,
      registers: [
        {
          coopId,
          foundedOn: '2020-01-01',
          holders: people.personIds.slice(0, 5).map((personId, i) => ({
            key: `p${i}`,
            kind: 'person',
            personId,
            contributions: [{ form: 'cash', paid: i === 0 ? '6000' : '1000' }],
          })),
        },
      ],
    }
    expect((await refusalOf(run('openRegisters', founding))).code).toBe('rule_blocked')
    const nameless = run('openRegisters', { ...founding, asFound: true })
    expect((await refusalOf(nameless)).faults.map(({ path }) => path)).toEqual(['$.sourceNote'])
    const answer = await run<{
      registers: { failing: string[]; holders: { key: string; holderId: string }[] }[]
    }>('openRegisters', { ...founding, asFound: true, sourceNote: '2019年登记册' })
    expect(answer.registers[0]?.failing).toContain('SEED-MAX20')
    expect(
      (await refusalOf(run('openRegisters', { ...founding, asFound: true, sourceNote: 'x' }))).code,
    ).toBe('conflict')
    const holders = new Map(answer.registers[0]?.holders.map((one) => [one.key, one.holderId]))
    const better = await record(coopId, [transfer(holders.get('p0'), holders.get('p1'), '500')])
    expect(failing(better.check)).toContain('SEED-MAX20')
    const worse = record(coopId, [transfer(holders.get('p2'), holders.get('p0'), '600')])
    expect((await refusalOf(worse)).data).toMatchObject({ findings: [{ rule: 'SEED-MAX20' }] })
  })

  test('two transfers at once that together break the cap: at most one passes', async () => {
    const { coopId, holders } = await lawful(ids.villageA)
    const to = holders.get('p4')
    // 700 + 700 is allowed (14%), 700 + 700 + 700 is not (21%).
    const answers = await Promise.allSettled(
      ['p2', 'p3', 'p5', 'p6'].map((from) =>
        record(coopId, [transfer(holders.get(from), to, '700')]),
      ),
    )
    const done = answers.filter(({ status }) => status === 'fulfilled')
    expect(done).toHaveLength(1)
    for (const answer of answers) {
      if (answer.status === 'rejected')
        expect(answer.reason).toMatchObject({ code: 'rule_blocked' })
    }
    expect((await register(coopId)).rows.find((row) => row.holderId === to)?.paid).toBe('1400.00')
  })

  test('an exemption lets a block through for its time, and the finding says so', async () => {
    const { coopId, holders } = await lawful(ids.villageA)
    const change = [2, 3].map((i) => transfer(holders.get(`p${i}`), holders.get('p4'), '700'))
    expect((await refusalOf(record(coopId, change))).code).toBe('rule_blocked')
    await as('desk', 'grantExemption', {
      coopId,
      rule: 'SEED-MAX20',
      reason: '大户带动试点',
      basis: '会议纪要',
      validFrom: '2020-11-01',
      validTo: '2021-11-01',
    })
    const { check } = await record(coopId, change)
    const cap = check.findings.find(({ rule }) => rule === 'SEED-MAX20')
    expect(cap).toMatchObject({ bound: 'fails', exemption: { approver: 'desk' } })
    expect(check.blocks).toBe(0)
    // Before the exemption began the rule stood.
    const more = [5, 6].map((i) => transfer(holders.get(`p${i}`), holders.get('p4'), '700'))
    const early = record(coopId, more, { on: '2020-10-31' })
    expect((await refusalOf(early)).code).toBe('rule_blocked')
  })

  test('a back-dated move is judged on its own day and today', async () => {
    const { coopId, holders } = await lawful(ids.villageA)
    const to = holders.get('p4')
    await record(coopId, [transfer(holders.get('p2'), to, '700')])
    // On its own day it would be lawful, today it would not.
    const early = record(coopId, [transfer(holders.get('p3'), to, '700')], { on: '2020-02-01' })
    expect((await refusalOf(early)).code).toBe('rule_blocked')
  })

  test('correcting who somebody is goes through the rules as well', async () => {
    const { coopId, holders } = await lawful(ids.villageA)
    const linked = (key: string) =>
      run('updateHolder', { coopId, holderId: holders.get(key), farmer: false })
    await linked('p0')
    const second = await refusalOf(linked('p1'))
    expect(second.data).toMatchObject({ needsReason: true, findings: [{ rule: 'COOP-FARMER80' }] })
  })
})
