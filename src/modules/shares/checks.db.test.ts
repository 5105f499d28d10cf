import { beforeAll, describe, expect, test } from 'vitest'
import type { Ctx } from '../../platform/ctx.ts'
import { inCounty } from '../../platform/db.ts'
import { asJob, deliverFacts } from '../../platform/outbox.ts'
import { refusalOf } from '../policy/testing.ts'
import { currentChecks, registerOf, registerTotals } from './index.ts'
import { recheckAll } from './service/recheck.ts'
import {
  type Check,
  contribution,
  failing,
  foundingOf,
  type Lawful,
  sharesWorld,
  transfer,
} from './testing.ts'

const world = await sharesWorld()
const { run, as, ids, record, count } = world
let one: Lawful
let other: Lawful

interface WhatIf {
  blocked: string[]
  warned: string[]
  after: Check
  before: Check
  concentration: Record<string, string | null>
  lookAhead: { holderId: string; room: string | null; limitedBy: string | null }[]
}
const whatIf = (coopId: string, changes: unknown[], more: object = {}) =>
  run<WhatIf>('whatIf', { coopId, changes: JSON.stringify(changes), ...more })

interface Current {
  total: number
  rules: { rule: string; passes: number; fails: number; exempt: number }[]
  rows: { coopId: string; rule: string; bound: string; since: string }[]
}
const current = (filter: object = {}) => run<Current>('listCurrentChecks', filter)

/** Work as the product's own, in a transaction of its own. */
const job = (work: (ctx: Ctx) => Promise<void>) =>
  inCounty(world.database, 1, (tx) => asJob(world.runtime, { tx, county: 1, name: 'test' }, work))

beforeAll(async () => {
  one = await world.lawful(ids.villageA)
  other = await world.lawful(ids.villageB)
  await world.account('agri', 'county_agriculture', { unit: ids.county })
  await world.account('stationA', 'town_station', { unit: ids.townA as never })
  await world.account('secretary', 'village_secretary', { unit: ids.villageA as never })
})

describe('what if', () => {
  test('says what recording would say, and leaves nothing', async () => {
    const { coopId, holders } = one
    const rows = await count('share_event')
    const changes = [2, 3].map((i) => transfer(holders.get(`p${i}`), holders.get('p4'), '700'))
    const answer = await whatIf(coopId, changes)
    expect(answer.blocked).toEqual(['SEED-MAX20'])
    expect(failing(answer.before)).toEqual([])
    expect(answer.concentration).toMatchObject({ largest: '21/100', top3: '7/20' })
    expect((await refusalOf(record(coopId, changes))).code).toBe('rule_blocked')
    expect(await count('share_event')).toBe(rows)
  })

  test('look-ahead: with this much more it is allowed, with a fen more it is not', async () => {
    const { coopId, holders } = one
    const { room, limitedBy } = await run<{ room: string; limitedBy: string }>('lookAhead', {
      coopId,
      holderId: holders.get('p4'),
    })
    expect(limitedBy).toBe('SEED-MAX20')
    // 700 + y = 20% of 10,000 + y: y = 1,625.
    expect(room).toBe('1625.00')
    const [fits, above] = [
      contribution(holders.get('p4'), room),
      contribution(holders.get('p4'), '1625.01'),
    ]
    expect((await whatIf(coopId, [fits])).blocked).toEqual([])
    expect((await whatIf(coopId, [above])).blocked).toEqual(['SEED-MAX20'])
  })

  test('a newcomer can be tried out; a broken draft is a fault with its place', async () => {
    const { coopId, people } = one
    const newHolders = JSON.stringify([
      { key: 'n', kind: 'person', personId: people.personIds.at(-1) },
    ])
    const answer = await whatIf(coopId, [contribution('n', '10000')], { newHolders })
    expect(answer.blocked).toEqual(['SEED-MAX20'])
    expect(answer.warned).toEqual(['SEED-COLL'])
    const faults = async (changes: string) =>
      (await refusalOf(run('whatIf', { coopId, changes }))).faults.map(({ path }) => path)
    expect(await faults('[')).toEqual(['$.changes'])
    expect(await faults('[{"kind":"gift"}]')).toEqual(['$.changes[0].kind'])
  })
})

describe('fixes', () => {
  test('the drafted fix, recorded as it is, mends the rule', async () => {
    const people = await world.people(ids.villageA, 8)
    const coopId = await world.cooperative(ids.villageA, people)
    const founding = foundingOf(coopId, people.personIds, '3000')
    const holders = founding.holders.map((holder) =>
      holder.key === 'p3'
        ? {
            ...holder,
            contributions: [
              { form: 'cash', paid: '500' },
              { form: 'land_right', paid: '4000' },
            ],
          }
        : holder,
    )
    await run('openRegisters', {
      unitId: coopId,
      asFound: true,
      sourceNote: '老社',
      registers: [{ ...founding, holders }],
    })
    const draft = await run<{
      changes: unknown[]
      peopleMissing: number
      finding: { fix: unknown }
    }>('draftFix', { coopId, rule: 'SEED-MAX20' })
    expect(draft.finding.fix).toMatchObject({ kind: 'transfer' })
    expect(draft.changes.length).toBeGreaterThan(0)
    const { check } = await record(coopId, draft.changes)
    expect(failing(check)).not.toContain('SEED-MAX20')
    const nothing = run('draftFix', { coopId, rule: 'SEED-MAX20' })
    expect((await refusalOf(nothing)).code).toBe('not_allowed_now')
  })

  test('people of the branch without shares join by the fix; who may not see the Party sees none of it', async () => {
    const people = await world.people(ids.villageA, 12)
    await run('recordPartyMembers', {
      unitId: ids.villageA,
      rows: [
        {
          personId: people.personIds[11],
          branchId: people.branchId,
          committee: true,
          from: '2010-01-01',
        },
      ],
    })
    const coopId = await world.cooperative(ids.villageA, people)
    await run('openRegisters', {
      unitId: coopId,
      asFound: true,
      sourceNote: '老社',
      registers: [foundingOf(coopId, people.personIds.slice(0, 10))],
    })
    const seen = await run<Check>('checkCooperative', { coopId })
    const branch = seen.findings.find(({ rule }) => rule === 'SEED-BRANCH')
    expect(branch?.bound).toBe('fails')
    expect(branch?.text.zh).not.toContain('person:')
    const draft = await run<{
      newHolders: { key: string; personId: string }[]
      changes: { kind: string; holder?: string; to?: string }[]
    }>('draftFix', { coopId, rule: 'SEED-BRANCH' })
    expect(draft.newHolders).toMatchObject([{ personId: people.personIds[11] }])
    const { check } = await record(coopId, draft.changes, { newHolders: draft.newHolders })
    expect(failing(check)).not.toContain('SEED-BRANCH')

    const blind = await as<Check>('stationA', 'checkCooperative', { coopId })
    const hidden = blind.findings.find(({ rule }) => rule === 'SEED-BRANCH')
    expect(hidden).toMatchObject({ rows: [], fix: null })
    const draftBlind = as('stationA', 'draftFix', { coopId, rule: 'SEED-BRANCH' })
    expect((await refusalOf(draftBlind)).code).toBe('not_found')
    const register = await as<{ rows: { branch: unknown }[] }>('stationA', 'readRegister', {
      coopId,
    })
    expect(register.rows.every((row) => row.branch === null)).toBe(true)
    const open = await as<{ rows: { branch: { party: boolean } | null }[] }>(
      'secretary',
      'readRegister',
      { coopId },
    )
    expect(open.rows.filter((row) => row.branch?.party === true)).toHaveLength(1)
  })
})

describe('kept findings', () => {
  test('history has a row when something changed, and none when nothing did', async () => {
    const { coopId, holders } = other
    const rows = () => count('share_check', `coop_id = '${coopId}'`)
    const before = await rows()
    await run('recheckCooperatives', { unitId: coopId })
    expect(await rows()).toBe(before)
    await record(coopId, [transfer(holders.get('p0'), holders.get('p1'), '5')])
    expect(await rows()).toBe(before + 1)
    const { checks } = await run<{ checks: { cause: string; registerHash: string }[] }>(
      'listChecks',
      {
        coopId,
      },
    )
    expect(checks.map(({ cause }) => cause)).toEqual(['write', 'founding'])
    expect(new Set(checks.map(({ registerHash }) => registerHash)).size).toBe(2)
  })

  test('counts by rule over all, rows by filter; a town counts its own', async () => {
    const all = await current()
    const cap = all.rules.find(({ rule }) => rule === 'SEED-MAX20')
    expect((cap?.passes ?? 0) + (cap?.fails ?? 0)).toBe(await count('share_register'))
    const failingCap = await current({ rule: 'SEED-BRANCH', bound: 'fails' })
    expect(failingCap.rows.every(({ bound }) => bound === 'fails')).toBe(true)
    const town = await as<Current>('stationA', 'listCurrentChecks', { rule: 'COOP-MIN' })
    expect(town.rows.map(({ coopId }) => coopId)).not.toContain(other.coopId)
    expect(town.total).toBeGreaterThan(0)
    const asked = await current({ rule: 'COOP-MIN', unitId: world.ids.townA })
    expect(asked.total).toBe(town.total)
    expect(asked.rows.map(({ coopId }) => coopId)).not.toContain(other.coopId)
  })

  test('a rule change: previewed without saving, then in force, turns what was previewed', async () => {
    const input = { rule: 'SEED-MAX20', parameters: JSON.stringify({ max: '5/100' }) }
    interface Preview {
      newlyFailing: number
      cooperatives: number
      changes: { coopId: string; before: { outcome: string }; after: { measured: string } }[]
    }
    const preview = await as<Preview>('agri', 'previewRule', input)
    expect(preview.cooperatives).toBe(await count('share_register'))
    expect(preview.newlyFailing).toBe(preview.changes.length)
    expect(preview.newlyFailing).toBeGreaterThan(0)
    expect((await current({ rule: 'SEED-MAX20', bound: 'fails' })).total).toBe(0)
    const wrong = as('agri', 'previewRule', { ...input, parameters: JSON.stringify({ max: '5' }) })
    expect((await refusalOf(wrong)).faults.map(({ path }) => path)).toEqual(['$.parameters.max'])

    const { versions } = await run<{ versions: { binding: string }[] }>('readRule', {
      rule: 'SEED-MAX20',
    })
    await as('agri', 'proposeRuleVersion', {
      rule: 'SEED-MAX20',
      severity: 'warn',
      binding: versions[0]?.binding,
      parameters: { max: '5/100' },
      reason: '试点',
      validFrom: '2020-12-01',
    })
    while ((await deliverFacts(world.runtime, 1)) > 0) {
      // a reaction may leave facts of its own
    }
    expect((await current({ rule: 'SEED-MAX20', bound: 'fails' })).total).toBe(0)
    await world.setDay('2020-12-01')
    await job(recheckAll)
    const now = await current({ rule: 'SEED-MAX20', bound: 'fails' })
    expect(new Set(now.rows.map(({ coopId }) => coopId))).toEqual(
      new Set(preview.changes.map(({ coopId }) => coopId)),
    )
    expect(now.rows.every(({ since }) => since === '2020-12-01')).toBe(true)
    const past = await run<Check>('checkCooperative', { coopId: one.coopId, asOf: '2020-11-30' })
    expect(failing(past)).toEqual([])
    // What was decided then explains itself the same today: same rules, same numbers, same sentences.
    const stored = await world.db.owner.query<{ register_hash: string; findings: unknown }>(
      `SELECT register_hash, findings FROM share_check WHERE coop_id = $1 AND as_of = '2020-11-30'
       ORDER BY computed_at DESC LIMIT 1`,
      [one.coopId],
    )
    expect(past.registerHash).toBe(stored.rows[0]?.register_hash)
    expect(past.findings).toEqual(stored.rows[0]?.findings)
    const today = await run<Check>('checkCooperative', { coopId: one.coopId })
    expect(today.findings.find(({ rule }) => rule === 'SEED-MAX20')).toMatchObject({
      version: '2',
      source: '《关于推动党支部领办合作社工作的实施意见》(二)规范管理·单个社员出资',
    })
  })
})

describe('the door for later modules', () => {
  test('register, sums and current checks agree', async () => {
    await job(async (ctx) => {
      const register = await registerOf(ctx, other.coopId as never)
      const [sums] = await registerTotals(ctx, {
        asOf: ctx.today,
        coopIds: [other.coopId as never],
      })
      expect(sums).toMatchObject({
        members: register?.totals.members,
        registered: register?.totals.registered,
        households: register?.totals.households,
      })
      const checks = await currentChecks(ctx, [other.coopId as never])
      expect(checks.get(other.coopId as never)?.confirmedOn).toBe('2020-12-01')
      expect(await registerOf(ctx, ids.villageA as never)).toBeNull()
    })
  })
})
