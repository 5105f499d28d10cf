import { describe, expect, test } from 'vitest'
import type { AnyId } from '../../kernel/id.ts'
import { deliverFacts } from '../../platform/outbox.ts'
import { foundingWorld } from '../founding/testing.ts'
import { indicatorModule } from '../indicator/index.ts'
import { refusalOf } from '../policy/testing.ts'
import { contestModule } from './index.ts'

/* A contest of two towns from set-up to publication: blind, with a third judge, a veto, an appeal. */

const world = await foundingWorld({ carried: true }, [indicatorModule, contestModule])
const { ids, as, account, sign, runtime, setDay, db } = world
const county = { unit: ids.county as AnyId }
await account('农业局甲', 'county_agriculture', county)
await account('金融乙', 'finance_centre', county)
await account('财政丙', 'finance_bureau', county)
await account('自规丁', 'natural_resources', county)
await account('乙镇书记', 'town_secretary', { unit: ids.townB as AnyId })
await as('county', 'freezeFigures', { period: '2020-11' })

interface Contest {
  contestId: string
  state: string
  apart: { unit: { id: string }; item: string }[]
  conflicts: { accountId: string; unitId: string; kind: string }[]
  judges: { accountId: string; name: string; filed: number; expected: number }[]
  result: null | {
    edition: number
    rows: {
      unit: { id: string }
      place: number
      vetoes: string[]
      items: { item: string; given: string[]; apart: boolean }[]
    }[]
  }
  editions: { edition: number }[]
}
interface Setup {
  items: { id: string; kind: string; max: number }[]
  trim: number
}
interface Own {
  mayScore: boolean
  units: { unit: { id: string }; conflicts: unknown[]; own: null | { scores: object } }[]
}

const { setup } = await as<{ setup: Setup }>('county', 'suggestContest', { kind: 'contest' })
const { rows: people } = await as<{ rows: { accountId: string; name: string }[] }>(
  'county',
  'listJudgeCandidates',
  { unitId: ids.county },
)
const idOf = (name: string): string => people.find((one) => one.name === name)?.accountId ?? ''
const judgedItems = setup.items.filter(({ kind }) => kind === 'judged')
const sheet = (points: string) => Object.fromEntries(judgedItems.map(({ id }) => [id, points]))

const GROUPS = [
  { id: 'expansion', title: '一', weight: '25' },
  { id: 'income', title: '二', weight: '25' },
  { id: 'models', title: '三', weight: '25' },
]

const add = async () =>
  (
    await as<{ contestId: string }>('county', 'addContest', {
      unitId: ids.county,
      kind: 'contest',
      setup: { ...setup, trim: 1 },
      entries: [ids.townA, ids.townB],
    })
  ).contestId
const seat = (contestId: string, names: readonly string[], part = 'judge') =>
  as<{ conflicts: { name: string; kind: string; unitId: string }[] }>('county', 'addJudges', {
    contestId,
    judges: names.map((name) => ({ accountId: idOf(name), post: '评委', part })),
  })
const score = (name: string, contestId: string, unitId: string, points: string, more = {}) =>
  as(name, 'saveSheet', { contestId, unitId, scores: sheet(points), ...more })
const read = (name: string, contestId: string) => as<Contest>(name, 'readContest', { contestId })
const told = async () => {
  while ((await deliverFacts(runtime, 1)) > 0);
}
const refused = async (doing: Promise<unknown>) => (await refusalOf(doing)).code

describe('a contest', () => {
  test('runs blind from set-up to publication', async () => {
    const contestId = await add()
    const { conflicts } = await seat(contestId, ['农业局甲', '金融乙', '乙镇书记'])
    expect(conflicts).toMatchObject([{ name: '乙镇书记', kind: 'own_unit', unitId: ids.townB }])
    await expect(refused(score('农业局甲', contestId, ids.townA, '80'))).resolves.toBe(
      'not_allowed_now',
    )
    await as('county', 'openContest', { contestId })

    await score('农业局甲', contestId, ids.townA, '80.5')
    await score('农业局甲', contestId, ids.townB, '70')
    await score('金融乙', contestId, ids.townA, '90')
    await score('乙镇书记', contestId, ids.townA, '85')
    // A conflict bars the sheet; a second sheet is a correction and needs a reason.
    await expect(refused(score('乙镇书记', contestId, ids.townB, '99'))).resolves.toBe(
      'not_allowed_now',
    )
    await expect(refused(score('农业局甲', contestId, ids.townA, '81'))).resolves.toBe('bad_input')
    await score('农业局甲', contestId, ids.townA, '81', { reason: '笔误' })
    await expect(refused(score('自规丁', contestId, ids.townA, '80'))).resolves.toBe('not_found')
    await expect(refused(score('金融乙', contestId, ids.townB, '101'))).resolves.toBe('bad_input')
    // One sheet short.
    await expect(refused(as('county', 'endScoring', { contestId }))).resolves.toBe(
      'not_allowed_now',
    )
    await score('金融乙', contestId, ids.townB, '95')

    expect(await as('county', 'endScoring', { contestId })).toEqual({ apart: judgedItems.length })
    expect((await read('county', contestId)).apart).toHaveLength(judgedItems.length)
    // A judge who holds the desk as well is told nothing.
    expect((await read('农业局甲', contestId)).apart).toEqual([])
    await expect(refused(as('county', 'closeContest', { contestId }))).resolves.toBe(
      'not_allowed_now',
    )
    await seat(contestId, ['财政丙'], 'extra')
    await expect(
      refused(score('金融乙', contestId, ids.townB, '94', { reason: '改' })),
    ).resolves.toBe('not_allowed_now')
    await score('财政丙', contestId, ids.townB, '80')
    expect(await as('county', 'closeContest', { contestId })).toEqual({ edition: 1 })

    const closed = await read('town', contestId)
    const second = closed.result?.rows.find(({ unit }) => unit.id === ids.townB)
    expect(second?.items.find(({ item }) => item === judgedItems[0]?.id)).toMatchObject({
      given: ['70', '80', '95'],
      trimmed: 1,
      apart: true,
      valueText: '80.00',
    })
    const { rows: sheets } = await as<{ rows: { counts: boolean; version: number }[] }>(
      'county',
      'listSheets',
      { contestId },
    )
    expect(sheets.filter(({ counts }) => !counts)).toHaveLength(1)
    expect(await as('county', 'verifyContest', { contestId })).toMatchObject({
      computes: true,
      sheetsKept: true,
    })

    // An appeal is upheld: false data, computed again, the second edition is sent round.
    const { caseId: appeal } = await as<{ caseId: string }>('town', 'appealContest', {
      unitId: ids.townA,
      contestId,
      what: '乙镇上报数据不实',
    })
    await sign('organisation', appeal, 'examine', { values: { found: '属实' } })
    await sign('leader', appeal, 'decide', { values: { decision: 'upheld', reasons: '属实' } })
    await told()
    const { caseId } = await as<{ caseId: string }>('county', 'submitContest', { contestId })
    await setDay('2020-12-20')
    // Upheld and not computed again: the check cannot be signed.
    await expect(
      refused(sign('organisation', caseId, 'check', { values: { opinion: '无误' } })),
    ).resolves.toBe('not_allowed_now')
    await as('county', 'withdrawCase', { caseId, reason: '重新核算' })
    await told()
    await as('county', 'addVeto', {
      contestId,
      unitId: ids.townB,
      kind: 'false_data',
      reason: '虚报新入社户数',
      evidence: '核查记录',
    })
    expect(await as('county', 'recomputeContest', { contestId, reason: '申诉成立' })).toEqual({
      edition: 2,
      changed: true,
    })
    const again = await read('county', contestId)
    expect(again.result?.rows.at(-1)).toMatchObject({
      unit: { id: ids.townB },
      vetoes: ['false_data'],
    })
    expect(again.editions.map(({ edition }) => edition)).toEqual([1, 2])
    await setDay('2020-12-30')
    const sent = await as<{ caseId: string }>('county', 'submitContest', { contestId })
    await sign('organisation', sent.caseId, 'check', { values: { opinion: '无误' } })
    await sign('leader', sent.caseId, 'approve', { basis: 'guidance', basisText: '擂台赛办法' })
    await told()
    expect((await read('county', contestId)).state).toBe('published')

    // Stars by the county's rules; nobody gets them twice for one contest.
    await as('county', 'saveStarRules', {
      rules: { promote: 1, demote: 1, vetoTakesAll: true, months: 12 },
      from: '2020-12-30',
      reason: '县定办法',
    })
    const { rows } = await as<{ rows: { after: number; unit: { id: string } }[] }>(
      'county',
      'proposeStars',
      { contestId },
    )
    expect(rows.map(({ after }) => after)).toEqual([1, 0])
    await as('county', 'giveStars', { contestId, document: '沂组〔2020〕1号', from: '2020-12-30' })
    await expect(
      refused(
        as('county', 'giveStars', { contestId, document: '沂组〔2020〕1号', from: '2020-12-30' }),
      ),
    ).resolves.toBe('conflict')
    for (const format of ['pdf', 'docx']) {
      for (const verb of ['printScoreSheet', 'printContestResult']) {
        const { content } = await as<{ content: string }>('county', verb, { contestId, format })
        expect(Buffer.from(content, 'base64').length, verb).toBeGreaterThan(2_000)
      }
    }
  })

  test('tells nobody what another gave before closing', async () => {
    const contestId = await add()
    await seat(contestId, ['农业局甲', '金融乙'])
    await as('county', 'openContest', { contestId })
    await score('农业局甲', contestId, ids.townA, '77.31')
    await expect(refused(as('county', 'listSheets', { contestId }))).resolves.toBe(
      'not_allowed_now',
    )
    await expect(refused(as('county', 'printContestResult', { contestId }))).resolves.toBe(
      'not_allowed_now',
    )
    await expect(refused(as('county', 'verifyContest', { contestId }))).resolves.toBe(
      'not_allowed_now',
    )
    const own = await as<Own>('金融乙', 'readOwnSheets', { contestId })
    expect(own.units.every((unit) => unit.own === null)).toBe(true)
    // Every verb that may answer, asked by the desk, another judge, a town and the auditor.
    const reads = Object.entries(contestModule.contract).filter(
      ([name, spec]) => spec.kind === 'read' && name !== 'readOwnSheets',
    )
    for (const [name] of reads) {
      for (const who of ['county', '金融乙', 'town', 'auditor']) {
        const input = { contestId, unitId: ids.county, kind: 'contest' }
        const said = await Promise.all(
          [{ contestId }, {}, input].map((one) =>
            as(who, name, one).then(JSON.stringify, () => ''),
          ),
        )
        expect(said.join(), `${name} as ${who}`).not.toContain('77.31')
      }
    }
    // Neither does the trail: that a sheet was filed, not what stands on it.
    const { rows } = await db.owner.query<{ event: string }>(
      `SELECT to_jsonb(a)::text AS event FROM audit_event a WHERE verb = 'saveSheet'`,
    )
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.map(({ event }) => event).join()).not.toContain('77.31')
    await as('county', 'cancelContest', { contestId, reason: '试评' })
  })

  test('takes figures from a frozen edition alone', async () => {
    const { contestId } = await as<{ contestId: string }>('county', 'addContest', {
      unitId: ids.county,
      kind: 'contest',
      setup: {
        ...setup,
        items: setup.items.filter(({ kind }) => kind === 'data'),
        groups: GROUPS,
        period: '2020-10',
      },
      entries: [ids.townA, ids.townB],
    })
    await as('county', 'openContest', { contestId })
    await as('county', 'endScoring', { contestId })
    await expect(refused(as('county', 'closeContest', { contestId }))).resolves.toBe(
      'not_allowed_now',
    )
    await as('county', 'freezeFigures', { period: '2020-10' })
    expect(await as('county', 'closeContest', { contestId })).toEqual({ edition: 1 })
  })

  test('a rotating flag has one holder, with its history', async () => {
    const give = (unitId: string, from: string) =>
      as<{ takenFrom: null | { id: string } }>('county', 'giveAward', {
        unitId,
        kind: 'rotating_flag',
        title: '流动红旗',
        document: '沂组〔2020〕2号',
        reason: '第一名',
        from,
      })
    expect((await give(ids.townA, '2020-11-05')).takenFrom).toBeNull()
    expect((await give(ids.townB, '2020-11-20')).takenFrom?.id).toBe(ids.townA)
    await expect(refused(give(ids.townB, '2020-11-21'))).resolves.toBe('conflict')
    const { rows } = await as<{ rows: { unit: { id: string }; to: string | null }[] }>(
      'county',
      'listAwards',
      { kind: 'rotating_flag', past: 'true' },
    )
    expect(rows.map(({ unit, to }) => [unit.id, to])).toEqual([
      [ids.townB, null],
      [ids.townA, '2020-11-20'],
    ])
  })
})
