import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import type { AnyId } from '../../kernel/id.ts'
import { PERMISSIONS } from '../../kernel/permission.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { exchangeModule } from '../exchange/index.ts'
import { identityModule } from '../identity/index.ts'
import { insightModule } from '../insight/index.ts'
import { refusalOf } from '../policy/testing.ts'
import { proofModule } from '../proof/index.ts'
import { statementsModule } from '../statements/index.ts'
import { foundingWorld } from './testing.ts'

const world = await foundingWorld({ carried: false }, [
  identityModule,
  statementsModule,
  exchangeModule,
  proofModule,
  insightModule,
])
const { as, ids, village, db } = world
const [refuser = '', friend = ''] = village.households
const personOf = (i: number) => village.personIds[i] ?? ''

/** Those who may know of the work and must not know of the wishes. */
const ABOVE = [
  'station',
  'town',
  'county',
  'organisation',
  'leader',
  'auditor',
  'audit-admin',
  'security',
  'neighbour',
  'accountant',
] as const

let [projectId, caseId, coopId] = ['', '', '']
const wish = (householdId: string, said: string, more: object = {}) => ({
  householdId,
  wish: said,
  on: '2020-11-28',
  ...more,
})
const record = (rows: object[]) => as('secretary', 'recordWishes', { projectId, rows })

beforeAll(async () => {
  const at = (unit: string) => ({ unit: unit as AnyId })
  await world.account('audit-admin', 'audit_admin', at(ids.county))
  await world.account('security', 'security_admin', at(ids.county))
  ;({ projectId, caseId } = await world.start())
  ;({ coopId } = await as<{ coopId: string }>('secretary', 'registerProjectCoop', {
    projectId,
    branchId: village.branchId,
    collectiveId: village.collectiveId,
  }))
  await world.account('accountant', 'coop_accountant', at(coopId))
  await as('secretary', 'saveSharePlan', { projectId, plan: world.planOf('30000', '5000', 6) })
})

describe('the ledger of the village', () => {
  test('visits, meetings and the last wish of each household', async () => {
    await as('secretary', 'recordVisits', {
      projectId,
      visits: [
        {
          kind: 'visit',
          on: '2020-11-25',
          visitors: '书记',
          householdIds: [refuser],
          note: '担心亏本',
        },
        { kind: 'visit', on: '2020-11-27', visitors: '书记', householdIds: [refuser, friend] },
        { kind: 'meeting', on: '2020-11-26', place: '村委', visitors: '两委', attended: 40 },
      ],
    })
    await record([
      wish(refuser, 'undecided', { on: '2020-11-25' }),
      wish(friend, 'willing', { landMu: '2.5', cash: '3000', workdays: 60 }),
    ])
    await record([wish(refuser, 'unwilling', { note: '地已流转' })])
    const now = await as('secretary', 'readMobilisation', { projectId })
    expect(now).toMatchObject({
      households: 16,
      visited: 2,
      willing: 1,
      unwilling: 1,
      undecided: 0,
      unasked: 14,
      offered: { landMu: '2.5', cash: '3000.00', workdays: 60 },
      visits: [{ on: '2020-11-27' }, { on: '2020-11-26', attended: 40 }, { note: '担心亏本' }],
    })
  })

  test('an older day entered later does not overtake a newer word', async () => {
    await record([wish(friend, 'unwilling', { on: '2020-11-01' })])
    expect(await as('secretary', 'readMobilisation', { projectId })).toMatchObject({ willing: 1 })
  })

  test('who is unwilling brings nothing; strangers and days to come are faults at their place', async () => {
    const brings = await refusalOf(record([wish(refuser, 'unwilling', { cash: '1' })]))
    expect(brings.faults[0]?.path).toBe('$.rows[0].wish')
    const other = await world.people(ids.villageB, 1)
    const stray = await refusalOf(
      record([
        wish(friend, 'willing'),
        wish(other.households[0] ?? '', 'willing', { on: '2030-01-01' }),
      ]),
    )
    expect(stray.faults.map(({ path }) => path)).toEqual(['$.rows[1].on', '$.rows[1].householdId'])
  })

  test('doubts and answers; the bank of the county holds no names', async () => {
    await as('secretary', 'recordQuestions', {
      projectId,
      rows: [{ householdId: refuser, question: '亏了怎么办?', raisedOn: '2020-11-25' }],
    })
    const { questions } = await as<{ questions: { id: string; household: string }[] }>(
      'secretary',
      'readMobilisation',
      { projectId },
    )
    expect(questions).toMatchObject([{ household: '户主0', answer: null }])
    const answer = '以出资额为限承担责任(农民专业合作社法 6)。'
    await as('secretary', 'answerQuestion', { projectId, questionId: questions[0]?.id, answer })
    const shared = { projectId, topic: 'risk', question: '合作社亏损,成员怎么担?', answer }
    const named = await refusalOf(
      as('secretary', 'shareQuestion', { ...shared, question: '户主0家问,亏了怎么办?' }),
    )
    expect(named.text.zh).toContain('户主0')
    await as('secretary', 'shareQuestion', shared)
    const bank = await as<{ rows: { id: string }[] }>('neighbour', 'listQuestionBank', {})
    expect(bank.rows).toEqual([
      { id: bank.rows[0]?.id, topic: 'risk', question: shared.question, answer },
    ])
    await as('county', 'removeBankQuestion', { id: bank.rows[0]?.id })
    expect(await as('neighbour', 'listQuestionBank', {})).toEqual({ rows: [] })
  })

  test('a sheet for each household, in large type', async () => {
    const { content } = await as<{ content: string }>('secretary', 'printWishSheets', { projectId })
    const bytes = Buffer.from(content, 'base64').toString('latin1')
    expect(bytes.startsWith('%PDF-')).toBe(true)
    expect(bytes.match(/\/Type \/Page\b/g)).toHaveLength(16)
  })
})

/** Ids that are made anew for each answer become their place in it. */
function numbered(answer: string): string {
  const places = new Map<string, string>()
  return answer.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, (id) => {
    const place = places.get(id) ?? `#${places.size}`
    places.set(id, place)
    return place
  })
}

/** What every reading verb answers to everybody above, with all the ids they could know. */
async function everythingSeen(): Promise<Map<string, string>> {
  const known: Record<string, string> = {
    projectId,
    caseId,
    coopId,
    unitId: ids.villageA,
    villageId: ids.villageA,
    townId: ids.townA,
    householdId: refuser,
    personId: personOf(0),
    branchId: village.branchId,
    holderId: randomUUID(),
    q: '户主0',
    kind: 'share-plan',
    period: '2020',
    year: '2020',
    process: 'founding',
    topic: 'risk',
    format: 'csv',
    reason: '核对',
  }
  const seen = new Map<string, string>()
  const verbs = world.runtime.verbs.filter(({ spec }) => spec.kind === 'read')
  for (const { name, spec } of verbs) {
    const shape = 'shape' in spec.input ? Object.keys(spec.input.shape as object) : []
    const inputs = [
      Object.fromEntries(shape.flatMap((key) => (key in known ? [[key, known[key]]] : []))),
      Object.fromEntries(
        shape.flatMap((key) => (key.endsWith('Id') && key in known ? [[key, known[key]]] : [])),
      ),
    ]
    for (const who of ABOVE) {
      let answer: unknown = ''
      for (const input of inputs) {
        answer = await as(who, name, input).catch((error: unknown) =>
          error instanceof Refusal ? error.code : 'error',
        )
        if (typeof answer === 'object') break
      }
      seen.set(`${who} ${name}`, numbered(JSON.stringify(answer)))
    }
  }
  return seen
}

/** Verbs whose answers move with every call of the product: sessions, clocks, the trail itself. */
const MOVING = /audit|verify|whoAmI|session|proof|anchor|Export|throughput|chain|Head/i

describe('a refusal is never shown upward', { timeout: 180_000 }, () => {
  test('only the village secretary holds the permissions', () => {
    expect(PERMISSIONS['mobilisation.read']).toEqual(['village_secretary'])
    expect(PERMISSIONS['mobilisation.write']).toEqual(['village_secretary'])
  })

  test('nobody above may open the ledger, the sheets or the accounts', async () => {
    const verbs = world.runtime.verbs.filter(({ spec }) => spec.access.startsWith('mobilisation.'))
    expect(verbs.length).toBeGreaterThan(6)
    for (const { name } of verbs) {
      for (const who of ABOVE.filter((one) => one !== 'neighbour')) {
        expect((await refusalOf(as(who, name, { projectId }))).code, `${name} ${who}`).toBe(
          'forbidden',
        )
      }
      expect(['not_found', 'bad_input']).toContain(
        (await refusalOf(as('neighbour', name, { projectId }))).code,
      )
    }
  })

  test('no answer to anybody above changes when a wish does: nothing can be inferred by difference', async () => {
    await record([wish(refuser, 'willing', { cash: '7777.77' }), wish(friend, 'willing')])
    const control = await everythingSeen()
    const before = await everythingSeen()
    await record([wish(refuser, 'unwilling', { note: '坚决不入' }), wish(friend, 'willing')])
    const after = await everythingSeen()
    // Files with the time in them differ without anybody doing anything: told by a second look before.
    const still = [...before].filter(([key, answer]) => control.get(key) === answer)
    const changed = still.filter(([key, answer]) => after.get(key) !== answer)
    expect(changed.map(([key]) => key).filter((key) => !MOVING.test(key))).toEqual([])
    const names = new Set(still.map(([key]) => key.split(' ')[1] ?? ''))
    for (const name of [
      'readFounding',
      'listFoundings',
      'readSharePlan',
      'readCase',
      'listCases',
    ]) {
      expect(names.has(name), name).toBe(true)
    }
    const answered = [...after.values()].filter((answer) => answer.startsWith('{'))
    expect(answered.length).toBeGreaterThan(200)
    for (const [key, answer] of after) {
      expect(answer, key).not.toMatch(/unwilling|undecided|坚决不入|7777\.77/)
    }
  })

  test('the trail tells that something was recorded: not of whom, not how many, not what', async () => {
    const { rows } = await db.owner.query<{ said: string }>(
      `SELECT input::text || changes::text AS said FROM audit_event WHERE verb = ANY ($1)`,
      [['recordWishes', 'recordVisits', 'recordQuestions', 'answerQuestion', 'shareQuestion']],
    )
    expect(rows.length).toBeGreaterThan(5)
    for (const { said } of rows) {
      expect(said).not.toMatch(/willing|undecided|亏|地已流转/)
      for (const household of village.households) expect(said).not.toContain(household)
      expect(said).not.toMatch(/"(recorded|rows|count)":\s*\d/)
    }
  })

  test('nor do the tables: every row of the database, read without the key', async () => {
    const { rows: tables } = await db.owner.query<{ name: string }>(
      `SELECT c.relname AS name FROM pg_class c WHERE c.relkind = 'r'
        AND c.relnamespace = 'public'::regnamespace`,
    )
    let looked = 0
    for (const { name } of tables) {
      const { rows } = await db.owner.query<{ said: string }>(
        `SELECT t::text AS said FROM ${name} t`,
      )
      looked += rows.length
      for (const { said } of rows) {
        // The process's own demands and titles are no household's words.
        if (name === 'process_version') continue
        expect(said, name).not.toMatch(/unwilling|坚决不入|7777\.77|777777|地已流转|担心亏本/)
      }
    }
    expect(looked).toBeGreaterThan(200)
  })

  test('what is shown upward are counts of the work', async () => {
    const { mobilisation } = await as<{ mobilisation: object }>('county', 'readFounding', {
      projectId,
    })
    expect(mobilisation).toEqual({ visits: 2, meetings: 1, questionsOpen: 0, questionsAnswered: 1 })
  })
})
