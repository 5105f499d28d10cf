import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Refusal } from '../../kernel/refusal.ts'
import { inCounty } from '../../platform/db.ts'
import { defineModule } from '../../platform/module.ts'
import { asJob } from '../../platform/outbox.ts'
import { days, line, seat, step } from './data/processes/words.ts'
import { approvalsModule } from './index.ts'
import { casesWorld, CHARTER, decision, PHOTO, trials } from './testing.ts'

/* Who may do what in a case, and who was quicker. */

/** Facts are kept for who hears them: a later module that hears when a case has ended. */
const listener = defineModule({
  name: 'listener',
  contract: {},
  verbs: {},
  reactions: { 'case.ended': () => Promise.resolve() },
})
const world = await casesWorld([listener])
const { units, as, at, refusal, db } = world

const { save, open, sign } = trials(world)
const station = [seat('station', 'town_station')]

async function tellOverdue(): Promise<void> {
  const job = approvalsModule.daily.find(({ name }) => name === 'approvals.tell-overdue')
  if (job === undefined) throw new Error('no such job')
  const { runtime, database } = world.house
  await inCounty(database, 1, (tx) => asJob(runtime, { tx, county: 1, name: job.name }, job.run))
}

const SIGNERS = Array.from({ length: 12 }, (_, i) => `站员${i + 1}`)

beforeAll(async () => {
  await world.account('农业农村局', 'county_agriculture', { unit: units.county })
  await world.account('镇书记', 'town_secretary', { unit: units.town })
  await world.account('村书记', 'village_secretary', { unit: units.village })
  await world.account('邻村书记', 'village_secretary', { unit: units.otherVillage })
  await world.account('邻镇站长', 'town_station', { unit: units.otherTown })
  for (const name of SIGNERS) await world.account(name, 'town_station', { unit: units.town })
})
beforeEach(async () => {
  await at('2026-03-02')
  await save([decision()])
})

test('thirty cases, twelve signers at once: one winner each, the others learn who', async () => {
  const cases = await Promise.all(Array.from({ length: 30 }, (_, i) => open(`第${i + 1}件`)))
  const answers = await Promise.all(
    cases.flatMap((caseId) =>
      SIGNERS.map(async (who) => {
        try {
          const { stepDone } = await sign(who, caseId)
          return { caseId, who, stepDone, refused: null }
        } catch (error) {
          if (!(error instanceof Refusal)) throw error
          return { caseId, who, stepDone: false, refused: error }
        }
      }),
    ),
  )
  for (const caseId of cases) {
    const here = answers.filter((answer) => answer.caseId === caseId)
    const winners = here.filter(({ stepDone }) => stepDone).map(({ who }) => who)
    expect(winners).toHaveLength(1)
    for (const { refused, who } of here) {
      if (who === winners[0]) continue
      expect(refused?.code).toBe('conflict')
      expect(refused?.data).toEqual({ by: winners[0], on: '2026-03-02' })
      expect(refused?.text.zh).toContain(winners[0])
    }
  }
  const acts = await db.owner.query<{ n: string }>(
    `SELECT count(*) AS n FROM case_act WHERE kind = 'sign' AND case_id = ANY ($1::uuid[])`,
    [cases],
  )
  expect(Number(acts.rows[0]?.n)).toBe(30)
  const tasks = await db.owner.query(`SELECT 1 FROM case_task WHERE case_id = ANY ($1::uuid[])`, [
    cases,
  ])
  expect(tasks.rowCount).toBe(0)
  const numbers = await db.owner.query<{ number: string }>(
    `SELECT number FROM process_case WHERE id = ANY ($1::uuid[]) ORDER BY number`,
    [cases],
  )
  const first = Number(numbers.rows[0]?.number)
  expect(numbers.rows.map(({ number }) => Number(number) - first)).toEqual(cases.map((_, i) => i))
})

describe('makers never check', () => {
  test('not with a second account of the same person either', async () => {
    const personId = '00000000-0000-4000-8000-0000000000aa'
    await world.account('双岗甲', 'village_secretary', { unit: units.village, personId })
    const caseId = await open('自己的事', '双岗甲')
    // One account at a time stands for a person; the case remembers for whom the first one acted.
    await db.owner.query(`UPDATE account SET person_id = NULL WHERE display_name = '双岗甲'`)
    await world.account('双岗乙', 'town_station', { unit: units.town, personId })
    const refused = await refusal(sign('双岗乙', caseId))
    expect([refused.code, refused.text.zh]).toEqual([
      'forbidden',
      expect.stringContaining('不同的人'),
    ])
    const read = await as<{ steps: { mine: { seat: string | null } }[] }>('双岗乙', 'readCase', {
      caseId,
    })
    expect(read.steps[0]?.mine.seat).toBeNull()
    expect((await sign('站员1', caseId)).state).toBe('done')
  })

  test('two seats need two persons', async () => {
    await save([
      decision({ seats: [seat('first', 'town_station'), seat('second', 'town_station')] }),
    ])
    const caseId = await open()
    expect((await sign('站员1', caseId)).stepDone).toBe(false)
    expect((await refusal(sign('站员1', caseId))).code).toBe('forbidden')
    expect((await sign('站员2', caseId)).state).toBe('done')
  })

  test('of two seats, one taken: who comes late learns who took it', async () => {
    await save([
      decision({ seats: [seat('first', 'town_station'), seat('second', 'town_secretary')] }),
    ])
    const caseId = await open()
    await sign('站员1', caseId)
    const late = await refusal(sign('站员2', caseId))
    expect([late.code, late.data]).toEqual(['conflict', { by: '站员1', on: '2026-03-02' }])
  })

  test('nobody signs what changed since they looked', async () => {
    await save([
      decision({ seats: [seat('first', 'town_station'), seat('second', 'town_secretary')] }),
    ])
    const caseId = await open()
    const { acts } = await as<{ acts: number }>('镇书记', 'readCase', { caseId })
    await sign('站员1', caseId)
    const stale = await refusal(sign('镇书记', caseId, { seen: acts }))
    expect([stale.code, stale.data]).toEqual(['stale', { by: '站员1', on: '2026-03-02' }])
    expect((await sign('镇书记', caseId, { seen: acts + 1 })).state).toBe('done')
  })
})

describe('a no', () => {
  const no = { outcome: 'opposed', reason: '价格依据不足' }

  test('on the charter ends the case', async () => {
    const caseId = await open()
    expect((await refusal(sign('站员1', caseId, { ...no, reason: '' }))).faults[0]?.path).toBe(
      '$.reason',
    )
    expect((await sign('站员1', caseId, no)).state).toBe('refused')
    expect((await refusal(sign('站员2', caseId))).code).toBe('conflict')
  })

  test('as guidance does not, unless the county’s rules say so', async () => {
    const next = step('next', ['下一步', 'Next'], { after: ['decide'], seats: station })
    await save([decision(), next])
    const caseId = await open()
    const guidance = { ...no, basis: 'guidance', basisText: '指导意见' }
    expect(await sign('站员1', caseId, guidance)).toMatchObject({
      state: 'running',
      stepDone: true,
    })
    const read = await as<{ steps: { status: string; opposed: boolean }[] }>('村书记', 'readCase', {
      caseId,
    })
    expect(read.steps.map(({ status, opposed }) => [status, opposed])).toEqual([
      ['done', true],
      ['open', false],
    ])
    await save([decision({ guidanceBinds: true }), next])
    expect((await sign('站员1', await open(), guidance)).state).toBe('refused')
  })

  test('says on what it rests', async () => {
    const refused = await refusal(sign('站员1', await open(), { ...no, basis: null }))
    expect(refused.faults.map(({ path }) => path)).toEqual(['$.basis'])
  })
})

describe('substitutes', () => {
  const appointed = async (who: string): Promise<string> => {
    const caseId = await open()
    await as('站员3', 'replaceApprover', {
      caseId,
      step: 'decide',
      seat: 'station',
      accountId: world.accounts.get(who),
      reason: '分管',
    })
    return caseId
  }

  test('stand in for the days named, and until it is ended', async () => {
    const caseId = await appointed('站员1')
    expect((await refusal(sign('站员2', caseId))).code).toBe('forbidden')
    const { id } = await as<{ id: string }>('站员1', 'nameSubstitute', {
      accountId: world.accounts.get('站员2'),
      from: '2026-03-04',
      to: '2026-03-05',
      reason: '外出培训',
    })
    await at('2026-03-03')
    expect((await refusal(sign('站员2', caseId))).code).toBe('forbidden')
    await at('2026-03-04')
    const { rows } = await as<{ rows: { caseId: string; instead: string | null }[] }>(
      '站员2',
      'listTasks',
      { limit: 200 },
    )
    expect(rows.find((row) => row.caseId === caseId)?.instead).toBe('站员1')
    await at('2026-03-06')
    expect((await refusal(sign('站员2', caseId))).code).toBe('forbidden')
    await at('2026-03-05')
    await as('站员1', 'endSubstitute', { substitutionId: id })
    expect((await refusal(sign('站员2', caseId))).code).toBe('forbidden')
    expect((await refusal(as('站员1', 'endSubstitute', { substitutionId: id }))).code).toBe(
      'not_found',
    )
  })

  test('the story says for whom', async () => {
    const caseId = await appointed('站员4')
    await as('站员4', 'nameSubstitute', {
      accountId: world.accounts.get('站员5'),
      from: '2026-03-02',
      to: '2026-03-09',
      reason: '病假',
    })
    await sign('站员5', caseId)
    const { story } = await as<{ story: { kind: string; by: object }[] }>('村书记', 'readCase', {
      caseId,
    })
    expect(story.at(-1)).toMatchObject({ kind: 'sign', by: { name: '站员5', instead: '站员4' } })
  })

  test('only those who hold the same role there', async () => {
    const to = { from: '2026-03-02', to: '2026-03-03', reason: '外出' }
    for (const name of ['邻镇站长', '镇书记', '站员1']) {
      const accountId = world.accounts.get(name)
      const refused = await refusal(as('站员1', 'nameSubstitute', { accountId, ...to }))
      expect(refused.faults.map(({ path }) => path)).toEqual(['$.accountId'])
    }
  })
})

describe('approvers while the case runs', () => {
  const approver = (verb: string, caseId: string, name: string, more: object = {}) =>
    as('站员1', verb, {
      caseId,
      step: 'decide',
      accountId: world.accounts.get(name),
      reason: '涉及面广',
      ...more,
    })

  test('who was added must sign as well', async () => {
    const caseId = await open()
    await approver('addApprover', caseId, '镇书记')
    expect((await refusal(approver('addApprover', caseId, '镇书记'))).code).toBe('not_allowed_now')
    expect((await sign('站员1', caseId)).stepDone).toBe(false)
    expect((await sign('镇书记', caseId)).state).toBe('done')
  })

  test('of one signer out of two an added one is still needed', async () => {
    await save([
      decision({ seats: [seat('a', 'town_station'), seat('b', 'town_station')], signers: 1 }),
    ])
    const caseId = await open()
    await approver('addApprover', caseId, '镇书记')
    expect((await sign('站员2', caseId)).stepDone).toBe(false)
    expect((await sign('镇书记', caseId)).stepDone).toBe(true)
  })

  test('who was replaced signs no more', async () => {
    const caseId = await open()
    await approver('replaceApprover', caseId, '站员9', { seat: 'station' })
    expect((await refusal(sign('站员1', caseId))).code).toBe('forbidden')
    expect((await sign('站员9', caseId)).state).toBe('done')
  })

  test('nobody without a role there, nobody who opened the case', async () => {
    const caseId = await open()
    for (const name of ['邻镇站长', '村书记']) {
      const refused = await refusal(approver('addApprover', caseId, name))
      expect(refused.faults.map(({ path }) => path)).toEqual(['$.accountId'])
    }
    expect(
      (
        await refusal(
          as('村书记', 'addApprover', {
            caseId,
            step: 'decide',
            accountId: world.accounts.get('镇书记'),
            reason: '请示',
          }),
        )
      ).code,
    ).toBe('forbidden')
  })
})

test('a return opens a second round with its reason; papers of the first stay in the story', async () => {
  const draftStep = step('draft', ['起草', 'Draft'], {
    after: [],
    seats: [seat('secretary', 'village_secretary')],
    form: [line('words', ['内容', 'Words'])],
    papers: [{ kind: 'sheet', title: { zh: '表', en: 'Sheet' }, source: 'form', required: true }],
  })
  await save([draftStep, decision({ after: ['draft'], apart: ['draft'] })])
  const caseId = await open()
  const add = () =>
    as('村书记', 'addCasePaper', {
      caseId,
      step: 'draft',
      kind: 'sheet',
      name: '表.jpg',
      content: PHOTO,
    })
  const write = (words: string) =>
    as('村书记', 'signStep', { caseId, step: 'draft', values: { words } })
  await add()
  await write(' 第一稿 ')
  const back = (to: string, who = '站员1') =>
    as(who, 'returnCase', { caseId, step: 'decide', to, reason: '请补充价格依据' })
  expect((await refusal(back('decide'))).code).toBe('not_allowed_now')
  expect((await refusal(back('draft', '村书记'))).code).toBe('forbidden')
  await back('draft')
  const read = () =>
    as<{ steps: object[]; papers: object[]; story: object[] }>('村书记', 'readCase', { caseId })
  const returned = await read()
  expect(returned.steps[0]).toMatchObject({ status: 'open', round: 2, values: {} })
  expect(returned.papers).toMatchObject([{ old: true, name: '表.jpg' }])
  expect(returned.story.at(-1)).toMatchObject({
    kind: 'return',
    words: '请补充价格依据',
    to: 'draft',
  })
  expect((await refusal(write('第二稿'))).text.zh).toContain('还缺材料')
  await add()
  await write('第二稿')
  expect((await sign('站员1', caseId)).state).toBe('done')
  expect((await read()).steps[0]).toMatchObject({ round: 2, values: { words: '第二稿' } })
})

test('what is overdue is told once, to who stands above, and approves nothing', async () => {
  await save([decision({ due: days(2, { working: true }), escalate: 'town_secretary' })])
  const caseId = await open('要过期的事')
  const tasksOf = async (who: string) => {
    const { rows } = await as<{ rows: { caseId: string }[] }>(who, 'listTasks', { limit: 200 })
    return rows.find((row) => row.caseId === caseId)
  }
  expect(await tasksOf('镇书记')).toBeUndefined()
  await at('2026-03-05')
  const told = async () => {
    await tellOverdue()
    const facts = await db.owner.query<{ payload: object }>(
      `SELECT payload FROM outbox WHERE topic = 'case.overdue' AND payload ->> 'caseId' = $1`,
      [caseId],
    )
    return facts.rows.map(({ payload }) => payload)
  }
  expect(await told()).toMatchObject([
    { step: 'decide', dueOn: '2026-03-04', role: 'town_secretary', unitId: units.town },
  ])
  expect(await told()).toHaveLength(1)
  expect(await tasksOf('镇书记')).toMatchObject({ overdue: true, escalated: true, bulk: false })
  expect((await refusal(sign('镇书记', caseId))).code).toBe('forbidden')
  const { state, story } = await as<{ state: string; story: { kind: string }[] }>(
    '村书记',
    'readCase',
    { caseId },
  )
  expect([state, story.map(({ kind }) => kind)]).toEqual(['running', ['open', 'overdue']])
  await at('2026-03-06')
  expect(await told()).toHaveLength(1)
})

describe('scope', () => {
  test('other villages and towns see nothing and do nothing', async () => {
    const caseId = await open()
    for (const who of ['邻村书记', '邻镇站长']) {
      expect((await refusal(as(who, 'readCase', { caseId }))).code).toBe('not_found')
      expect((await refusal(sign(who, caseId))).code).toBe('not_found')
      const { rows } = await as<{ rows: object[] }>(who, 'listCases', {})
      expect(rows).toEqual([])
    }
    const foreign = as('邻村书记', 'openCase', {
      unitId: units.village,
      process: 'four-discussions',
      title: '别村的事',
      facts: {},
    })
    expect((await refusal(foreign)).code).toBe('not_found')
  })

  test('bulk: all or none, nothing that asks for a form', async () => {
    const cases = [await open('批一'), await open('批二')]
    const list = (ids: readonly string[]) => ({
      unitId: units.town,
      items: ids.map((caseId) => ({ caseId, step: 'decide' })),
      ...CHARTER,
    })
    await save([decision({ form: [line('words', ['意见', 'Words'])] })])
    const withForm = await open('要填表的')
    const refused = await refusal(as('站员1', 'signSteps', list([...cases, withForm])))
    expect([refused.code, refused.text.zh]).toEqual([
      'not_allowed_now',
      expect.stringContaining('要填表的'),
    ])
    expect(await as('站员1', 'signSteps', list(cases))).toEqual({ signed: 2 })
    expect((await refusal(as('站员2', 'signSteps', list(cases)))).code).toBe('conflict')
  })
})

test('who opened it may withdraw it; what has ended stays as it is', async () => {
  const caseId = await open()
  const withdraw = (who: string) =>
    as<{ state: string }>(who, 'withdrawCase', { caseId, reason: '情况有变' })
  expect((await refusal(withdraw('站员1'))).code).toBe('forbidden')
  expect((await withdraw('村书记')).state).toBe('withdrawn')
  expect((await refusal(withdraw('村书记'))).code).toBe('not_allowed_now')
  expect((await refusal(sign('站员1', caseId))).code).toBe('not_allowed_now')
  await as('站员1', 'commentCase', { caseId, text: '已知悉' })
  const ended = await db.owner.query(
    `SELECT 1 FROM outbox WHERE topic = 'case.ended' AND payload ->> 'caseId' = $1`,
    [caseId],
  )
  expect(ended.rowCount).toBe(1)
})
