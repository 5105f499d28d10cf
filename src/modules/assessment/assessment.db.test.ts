import { describe, expect, test } from 'vitest'
import type { AnyId } from '../../kernel/id.ts'
import { deliverFacts } from '../../platform/outbox.ts'
import { contestModule } from '../contest/index.ts'
import { foundingWorld } from '../founding/testing.ts'
import { indicatorModule } from '../indicator/index.ts'
import { messagesModule } from '../messages/index.ts'
import { refusalOf } from '../policy/testing.ts'
import { supervisionModule } from '../supervision/index.ts'
import { assessmentModule } from './index.ts'

/* Secretaries of two villages and two towns, from scores to sign-off and proposals. */

const world = await foundingWorld({ carried: true }, [
  messagesModule,
  indicatorModule,
  supervisionModule,
  contestModule,
  assessmentModule,
])
const { ids, as, run, account, people, cooperative, sign, runtime, setDay, db } = world
const county = { unit: ids.county as AnyId }
const villageA = await people(ids.villageA, 4)
const other = await people(ids.villageA, 3)
const villageB = await people(ids.villageB, 3)
await cooperative(ids.villageA, villageA, '甲村大姜专业合作社')
await cooperative(ids.villageB, villageB, '乙村桃专业合作社')
const [first = '', second = ''] = villageA.personIds
const [twin = ''] = other.personIds
const [far = ''] = villageB.personIds
const post = (personId: string, branchId: string, from: string, secretary = true) => ({
  personId,
  branchId,
  joinedParty: '2000-07-01',
  committee: true,
  secretary,
  from,
})
await run('recordPartyMembers', {
  unitId: ids.county,
  rows: [
    post(first, villageA.branchId, '2019-01-01'),
    post(twin, other.branchId, '2019-01-01'),
    post(far, villageB.branchId, '2019-01-01'),
  ],
})
await run('recordPartyMembers', {
  unitId: ids.county,
  rows: [
    post(first, villageA.branchId, '2020-11-10', false),
    post(second, villageA.branchId, '2020-11-10'),
  ],
})
const at = (unit: string, person: string) => ({ unit: unit as AnyId, person: person as AnyId })
await account('前任', 'village_secretary', at(ids.villageA, first))
await account('现任', 'village_secretary', at(ids.villageA, second))
await account('同村', 'village_secretary', at(ids.villageA, twin))
await account('乙村', 'village_secretary', at(ids.villageB, far))
await account('组织乙', 'county_organisation', county)
await account('乙镇书记', 'town_secretary', { unit: ids.townB as AnyId })

const MONTH = { kind: 'secretary_month', period: '2020-11' }
interface Run {
  runId: string
  state: string
  rows: {
    subjectId: string
    unit: { id: string }
    place: number
    points: number
    pointsText: string
    version: number
    overallText: string | null
  }[]
  edition: { hash: string } | null
  events: { kind: string }[]
}
interface Sheet {
  subjectId: string
  points: number
  pointsText: string
  version: number
  versions: { pointsText: string }[]
  lines: { item: string; parts: { numerator: string | null; denominator: string | null }[] }[]
  predecessors: { from: string; to: string }[]
  postSince: string
  deductionText: string
  graded: boolean
  months: { count: number } | null
  replies: { outcome: string | null; dueOn: string | null }[]
}
interface Own {
  known: boolean
  sheet: Sheet | null
  place: { place: number; of: number } | null
  next: { band: string; gapText: string } | null
  steps: { gainText: string }[]
  history: { place: number; of: number }[]
  mayReply: boolean
}
const read = (who: string, unitId: string, runId: string) =>
  as<Run>(who, 'readAssessment', { unitId, runId })
const own = (who: string, input: object = {}) => as<Own>(who, 'readOwnAssessment', input)
const sheetOf = async (who: string, unitId: string, subjectId: string) =>
  (await as<{ sheet: Sheet; may: object }>(who, 'readAssessmentSheet', { unitId, subjectId })).sheet
const code = async (doing: Promise<unknown>) => (await refusalOf(doing)).code
const told = async () => {
  while ((await deliverFacts(runtime, 1)) > 0);
}
const messages = async (who: string) =>
  (await as<{ rows: { text: { zh: string } }[] }>(who, 'listNotices', {})).rows.map(
    ({ text }) => text.zh,
  )
const deduct = (unitId: string, more: object = {}) => ({
  unitId,
  period: '2020-11',
  item: 'late',
  points: 1_000,
  on: '2020-11-12',
  what: '交办事项逾期',
  evidence: '督导台账',
  ...more,
})

let monthId = ''
let subjectId = ''

describe('the month of a village secretary', () => {
  test('is scored from a frozen edition and nothing else, once', async () => {
    expect(await code(as('county', 'runAssessment', MONTH))).toBe('not_allowed_now')
    await as('county', 'freezeFigures', { period: '2020-11' })
    const bad = { kind: 'secretary_month', period: '2020' }
    expect(await code(as('county', 'runAssessment', bad))).toBe('bad_input')
    await as('county', 'recordAssessmentFact', deduct(ids.villageA))
    const made = await as<{ runId: string; subjects: number; without: object[] }>(
      'county',
      'runAssessment',
      MONTH,
    )
    // Two branches of one village have a secretary each.
    expect(made).toMatchObject({ subjects: 3, without: [] })
    monthId = made.runId
    expect(await code(as('county', 'runAssessment', MONTH))).toBe('conflict')
    const found = await read('county', ids.county, monthId)
    expect(found.rows).toHaveLength(3)
    expect(found.edition?.hash).toMatch(/^[0-9a-f]{64}$/)
  })

  test('before it is told nobody but the desks sees it', async () => {
    expect((await own('现任')).sheet).toBeNull()
    expect(await code(read('town', ids.townA, monthId))).toBe('not_found')
    const { rows } = await as<{ rows: object[] }>('town', 'listAssessments', { unitId: ids.townA })
    expect(rows).toEqual([])
    const { replyUntil } = await as<{ replyUntil: string }>('county', 'notifyAssessment', {
      runId: monthId,
    })
    // Five working days after Monday 2020-11-30.
    expect(replyUntil).toBe('2020-12-07')
    await told()
    expect(await messages('现任')).toEqual([
      '2020年11月考核得分可以查看,2020-12-07 前可以回复或申诉。',
    ])
    expect(await messages('前任')).toEqual([])
  })

  test('each sees the own score, its arithmetic and the own place, and nobody else’s', async () => {
    const mine = await own('现任')
    subjectId = mine.sheet?.subjectId ?? ''
    expect(mine.sheet).toMatchObject({ postSince: '2020-11-10', deductionText: '1' })
    expect(mine.sheet?.predecessors).toMatchObject([{ from: '2019-01-01', to: '2020-11-10' }])
    const kept = mine.sheet?.lines.find(({ item }) => item === 'kept-share')
    expect(kept?.parts[0]).toMatchObject({ denominator: '1' })
    expect(mine.place?.of).toBe(2)
    expect(mine.steps.length).toBeGreaterThan(0)
    expect(mine.mayReply).toBe(true)
    // Who handed the post over has no sheet of that month; who has another person's account sees nothing.
    expect((await own('前任')).sheet).toBeNull()
    expect(await own('secretary')).toMatchObject({ known: false, sheet: null, history: [] })
    for (const who of ['同村', '乙村', '前任']) {
      expect(await code(own(who, { subjectId })), who).toBe('not_found')
      const reply = { subjectId, kind: 'appeal', said: '代他人申诉' }
      expect(await code(as(who, 'replyOwnAssessment', reply)), who).toBe('not_found')
    }
    const said = JSON.stringify(await own('同村'))
    expect(said).not.toContain(subjectId)
    expect(said).not.toContain(second)
  })

  test('a town secretary sees those of the own town alone', async () => {
    const { rows } = await read('town', ids.townA, monthId)
    expect(rows.map(({ unit }) => unit.id)).toEqual([ids.villageA, ids.villageA])
    expect(await code(read('town', ids.townB, monthId))).toBe('not_found')
    expect(await code(sheetOf('乙镇书记', ids.villageA, subjectId))).toBe('not_found')
    expect(await code(sheetOf('leader', ids.villageA, subjectId))).toBe('not_found')
    expect((await sheetOf('auditor', ids.villageA, subjectId)).subjectId).toBe(subjectId)
    // The same sheet asked for under another unit is none of it.
    expect(await code(sheetOf('county', ids.villageB, subjectId))).toBe('not_found')
  })

  test('an appeal is decided by somebody else; upheld it is computed again, the old version stays', async () => {
    const before = await sheetOf('county', ids.villageA, subjectId)
    const rescore = { unitId: ids.villageA, subjectId, reason: '申诉成立' }
    expect(await code(as('county', 'rescoreSubject', rescore))).toBe('not_allowed_now')
    const appeal = { subjectId, kind: 'appeal', said: '逾期不属实,已按时办结' }
    expect(await as('现任', 'replyOwnAssessment', appeal)).toMatchObject({ dueOn: '2020-12-07' })
    expect(await code(as('现任', 'replyOwnAssessment', appeal))).toBe('conflict')
    await told()
    expect(await messages('organisation')).toContain(
      '2020年11月考核有一件申诉待处理,2020-12-07 前办结。',
    )
    const decide = { unitId: ids.villageA, subjectId, outcome: 'upheld', reasons: '核查属实' }
    expect(await code(as('county', 'decideAssessmentAppeal', decide))).toBe('forbidden')
    await as('organisation', 'decideAssessmentAppeal', decide)
    expect(await code(as('organisation', 'decideAssessmentAppeal', decide))).toBe('not_allowed_now')

    const { rows } = await as<{ rows: { factId: string }[] }>('town', 'listAssessmentFacts', {
      unitId: ids.townA,
    })
    await as('county', 'withdrawAssessmentFact', {
      unitId: ids.villageA,
      factId: rows[0]?.factId,
      reason: '申诉成立',
    })
    const again = await as<{ version: number; changed: boolean }>(
      'county',
      'rescoreSubject',
      rescore,
    )
    expect(again).toMatchObject({ version: 2, changed: true })
    const after = await sheetOf('county', ids.villageA, subjectId)
    expect(after.points).toBe(before.points + 1_000)
    expect(after.versions.map(({ pointsText }) => pointsText)).toEqual([
      before.pointsText,
      after.pointsText,
    ])
    // Once upheld and computed, the same appeal does not open the score again.
    expect(await code(as('county', 'rescoreSubject', rescore))).toBe('not_allowed_now')
  })

  test('what an appeal says and a score stay out of the audit trail', async () => {
    const { rows } = await db.owner.query<{ event: string }>(
      `SELECT to_jsonb(a)::text AS event FROM audit_event a
       WHERE verb IN ('replyOwnAssessment', 'decideAssessmentAppeal', 'runAssessment', 'rescoreSubject')`,
    )
    const trail = rows.map(({ event }) => event).join()
    expect(rows.length).toBeGreaterThan(3)
    expect(trail).not.toContain('逾期不属实')
    expect(trail).not.toMatch(/points|band|deduction/i)
  })

  test('the organisation department signs after the time for appeals; then it is final', async () => {
    const { caseId } = await as<{ caseId: string }>('county', 'submitAssessment', {
      runId: monthId,
    })
    const said = { basis: 'guidance', basisText: '考核办法' }
    expect(await code(sign('organisation', caseId, 'sign', said))).toBe('not_allowed_now')
    await setDay('2020-12-08')
    await sign('organisation', caseId, 'sign', said)
    await told()
    expect((await read('county', ids.county, monthId)).state).toBe('final')
    const late = { subjectId, kind: 'appeal', said: '再申诉' }
    expect(await code(as('现任', 'replyOwnAssessment', late))).toBe('not_allowed_now')
    expect(await code(as('county', 'recordAssessmentFact', deduct(ids.villageA)))).toBe(
      'not_allowed_now',
    )
    const check = { unitId: ids.county, runId: monthId }
    expect(await as('auditor', 'verifyAssessment', check)).toMatchObject({ subjects: 3, wrong: [] })
  })

  test('a scheme begins after everything that is scored', async () => {
    const { scheme, origin } = await as<{
      scheme: { title: string }
      origin: { proposal: boolean }
    }>('organisation', 'readScheme', { kind: 'secretary_month' })
    expect(origin.proposal).toBe(true)
    const save = (validFrom: string, title: string) =>
      as('organisation', 'saveScheme', {
        kind: 'secretary_month',
        scheme: { ...scheme, title },
        validFrom,
        source: '沂组〔2020〕9号',
      })
    const { faults } = await refusalOf(save('2020-11-30', '新办法'))
    expect(faults.map(({ path }) => path)).toEqual(['$.validFrom'])
    expect(await save('2020-12-01', '新办法')).toEqual({ version: 1 })
    const check = { unitId: ids.county, runId: monthId }
    expect(await as('county', 'verifyAssessment', check)).toMatchObject({ wrong: [] })
  })
})

describe('the year and what follows from it', () => {
  let yearId = ''
  test('is made of final months; the maker never signs', async () => {
    const { scheme } = await as<{ scheme: object }>('organisation', 'readScheme', {
      kind: 'secretary_year',
    })
    await as('organisation', 'saveScheme', {
      kind: 'secretary_year',
      scheme: { ...scheme, months: { points: 60_000, least: 1 } },
      validFrom: '2020-01-01',
      source: '沂组〔2020〕10号',
    })
    await as('county', 'freezeFigures', { period: '2020' })
    const made = await as<{ runId: string; subjects: number }>('organisation', 'runAssessment', {
      kind: 'secretary_year',
      period: '2020',
    })
    yearId = made.runId
    const { replyUntil } = await as<{ replyUntil: string }>('organisation', 'notifyAssessment', {
      runId: yearId,
    })
    const mine = await own('现任')
    expect(mine.sheet).toMatchObject({ graded: true, months: { count: 1 } })
    expect(mine.history).toHaveLength(2)
    await setDay('2020-12-18')
    expect(replyUntil < '2020-12-18').toBe(true)
    // Somebody else sends it for sign-off; the maker is barred all the same.
    const { caseId } = await as<{ caseId: string }>('county', 'submitAssessment', { runId: yearId })
    const said = { basis: 'guidance', basisText: '考核办法' }
    expect(await code(sign('organisation', caseId, 'sign', said))).toBe('not_allowed_now')
    expect(await code(as('organisation', 'proposeFromYear', { runId: yearId }))).toBe(
      'not_allowed_now',
    )
    await sign('组织乙', caseId, 'sign', said)
    await told()
    expect((await read('county', ids.county, yearId)).state).toBe('final')
  })

  test('leads to proposals that a person decides, once, with a reason', async () => {
    const { made } = await as<{ made: number }>('organisation', 'proposeFromYear', {
      runId: yearId,
    })
    expect(made).toBeGreaterThan(0)
    expect(await as('organisation', 'proposeFromYear', { runId: yearId })).toEqual({
      made: 0,
      known: made,
    })
    interface List {
      open: number
      rows: {
        measureId: string
        unit: { id: string }
        decision: string | null
        grounds: string[]
      }[]
    }
    const list = (who: string, unitId: string) => as<List>(who, 'listMeasures', { unitId })
    const { rows, open } = await list('organisation', ids.county)
    expect([open, rows.length]).toEqual([made, made])
    expect(rows[0]?.grounds[0]).toContain('2020 年度考核')
    expect(await code(list('town', ids.townA))).toBe('forbidden')
    const [row] = rows
    const decide = (more: object) =>
      as('organisation', 'decideMeasure', {
        unitId: row?.unit.id,
        measureId: row?.measureId,
        ...more,
      })
    expect(await code(decide({ decision: 'accepted', reason: '' }))).toBe('bad_input')
    expect(await code(decide({ decision: 'changed', reason: '从宽' }))).toBe('bad_input')
    await decide({ decision: 'changed', what: '改为集中培训', reason: '任职不足一月' })
    expect(await code(decide({ decision: 'accepted', reason: '同意' }))).toBe('conflict')
    expect((await list('auditor', ids.county)).open).toBe(made - 1)
  })

  test('a changed score or input is found', async () => {
    const client = await db.owner.connect()
    try {
      await client.query('SET session_replication_role = replica')
      await client.query(
        `UPDATE assessment_score SET inputs = jsonb_set(inputs, '{figures,party-joined,0,value}', '"7/90"')
         WHERE subject_id = $1 AND version = 2`,
        [subjectId],
      )
      await client.query('RESET session_replication_role')
    } finally {
      client.release()
    }
    const found = await as<{ wrong: { id: string }[] }>('county', 'verifyAssessment', {
      unitId: ids.county,
      runId: monthId,
    })
    expect(found.wrong.map(({ id }) => id)).toEqual([ids.villageA])
  })
})

describe('the county’s item for towns', () => {
  let townRun = ''
  test('counts every town, with its points in the overall assessment', async () => {
    await as(
      'county',
      'recordAssessmentFact',
      deduct(ids.townB, { period: '2020', item: 'complaint' }),
    )
    expect(await code(as('town', 'recordAssessmentFact', deduct(ids.townA)))).toBe('forbidden')
    const made = await as<{ runId: string; subjects: number }>('county', 'runAssessment', {
      kind: 'town',
      period: '2020',
    })
    townRun = made.runId
    expect(made.subjects).toBe(2)
    const { rows } = await read('leader', ids.county, townRun).catch(() => ({ rows: [] }))
    expect(rows).toEqual([])
    await as('county', 'notifyAssessment', { runId: townRun })
    const told = await read('leader', ids.county, townRun)
    expect(told.rows.map(({ overallText }) => overallText)).not.toContain(null)
  })

  test('a town replies for itself', async () => {
    const { rows } = await read('town', ids.townA, townRun)
    expect(rows).toHaveLength(1)
    const input = { unitId: ids.townA, subjectId: rows[0]?.subjectId, kind: 'appeal', said: '有误' }
    expect(await code(as('乙镇书记', 'replyAssessment', input))).toBe('not_found')
    await as('town', 'replyAssessment', input)
    // No secretary's score can be answered through the town's door.
    const wrong = { unitId: ids.villageA, subjectId, kind: 'reply', said: '代答' }
    expect(await code(as('town', 'replyAssessment', wrong))).toBe('not_found')
    const decide = { unitId: ids.townA, subjectId: rows[0]?.subjectId, reasons: '无误' }
    await as('组织乙', 'decideAssessmentAppeal', { ...decide, outcome: 'rejected' })
  })

  test('every paper can be printed', async () => {
    const paper = async (verb: string, input: object, who = 'county') => {
      const { content } = await as<{ content: string }>(who, verb, input)
      return Buffer.from(content, 'base64').length
    }
    for (const format of ['pdf', 'docx', 'xlsx']) {
      for (const runId of [townRun, monthId]) {
        const input = { unitId: ids.county, runId, format }
        expect(await paper('printAssessmentList', input)).toBeGreaterThan(2_000)
      }
      if (format === 'xlsx') continue
      for (const kind of ['sheet', 'notice']) {
        const input = { subjectId, paper: kind, format }
        expect(await paper('printOwnAssessment', input, '现任')).toBeGreaterThan(2_000)
        expect(
          await paper('printAssessmentSheet', { ...input, unitId: ids.villageA }),
        ).toBeGreaterThan(2_000)
      }
    }
  })

  test('results of supervision lead to proposals about towns', async () => {
    const result = await as<{ made: number }>('organisation', 'proposeFromResults', {
      period: '2020-11',
    })
    expect(result.made).toBe(0)
    const rules = {
      persons: [],
      towns: [
        {
          id: 'none-late',
          fact: 'overdue',
          compare: 'at_most',
          value: 0,
          kind: 'reward',
          what: '通报表扬',
        },
      ],
    }
    await as('organisation', 'saveMeasureRules', {
      rules,
      validFrom: '2020-12-01',
      source: '沂组〔2020〕11号',
    })
    expect(await as('organisation', 'proposeFromResults', { period: '2020-11' })).toEqual({
      made: 2,
      known: 0,
    })
    expect(await code(as('organisation', 'proposeFromResults', { period: '2020-09' }))).toBe(
      'not_allowed_now',
    )
  })
})
