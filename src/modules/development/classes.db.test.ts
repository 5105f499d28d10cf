import { beforeAll, describe, expect, test } from 'vitest'
import { sharesWorld } from '../shares/testing.ts'
import { developmentModule } from './index.ts'

/* Classes of co-ops on a real database: proposals, confirmation, campaigns, plans. */

const { run, ids, lawful, cooperative, people, count } = await sharesWorld([developmentModule])

interface Row {
  coop: { id: string }
  class: string | null
  proposed: string
  unanimous: boolean
  plan: { open: number; overdue: number; done: number } | null
}
interface List {
  total: number
  ready: number
  matrix: { class: string | null; model: number; improve: number; transform: number }[]
  rows: Row[]
}
interface One {
  class: string | null
  proposed: string
  unanimous: boolean
  next: string | null
  steps: { test: string; said: { zh: string } }[]
  history: { class: string; reason: string; tests: { id: string; holds: boolean | null }[] }[]
  results: { id: string; holds: boolean | null; measured: { zh: string } }[]
}
interface Plans {
  plans: { planId: string; tasks: { taskId: string; test: string | null; overdue: boolean }[] }[]
  draft: { aim: string; dueOn: string; tasks: { what: string; dueOn: string }[] } | null
}

const coops: { small: string; unled: string } = { small: '', unled: '' }
const read = (coopId: string) => run<One>('readClassProposal', { coopId })
const list = (input: object = {}) => run<List>('listClassProposals', input)
const confirm = (rows: object[], more: object = {}) =>
  run<{ confirmed: number; changed: number }>('confirmClasses', {
    unitId: ids.county,
    on: '2020-11-30',
    document: '沂农字〔2020〕1号(测试)',
    rows,
    ...more,
  })

beforeAll(async () => {
  coops.small = (await lawful(ids.villageA)).coopId
  const found = await people(ids.villageB, 3)
  coops.unled = await cooperative(ids.villageB, found)
})

describe('proposals', () => {
  test('a small sound co-op is put into the second class, with every test and what is short', async () => {
    const one = await read(coops.small)
    expect(one).toMatchObject({ class: null, proposed: 'improve', unanimous: true, next: 'model' })
    const size = one.results.find(({ id }) => id === 'size')
    expect(size).toMatchObject({ holds: false, measured: { zh: '11' } })
    expect(one.steps.map((step) => step.test)).toEqual(
      expect.arrayContaining(['size', 'reach', 'audit', 'disclosure']),
    )
  })

  test('one without a register stays open: nobody is put into a class by what is not known', async () => {
    const one = await read(coops.unled)
    expect(one.unanimous).toBe(false)
    const listed = await list({ unanimous: 'false' })
    expect(listed.rows.map(({ coop }) => coop.id)).toEqual([coops.unled])
  })

  test('the list counts present against proposed, and filters', async () => {
    const { total, matrix, ready } = await list()
    expect(total).toBe(2)
    expect(ready).toBe(1)
    expect(matrix).toMatchObject([{ class: null, improve: 2 }])
    expect((await list({ proposed: 'rebuild' })).total).toBe(0)
    expect((await list({ unitId: ids.townB })).rows.map(({ coop }) => coop.id)).toEqual([
      coops.unled,
    ])
  })

  test('what people saw decides; what the ledgers say cannot be typed in', async () => {
    await expect(
      run('recordClassFact', {
        coopId: coops.small,
        fact: 'members',
        holds: true,
        on: '2020-11-01',
        note: '手填',
      }),
    ).rejects.toMatchObject({ code: 'bad_input' })
    const seen = await run('recordClassFact', {
      coopId: coops.small,
      fact: 'big_household',
      holds: true,
      on: '2020-11-01',
      note: '走访三户,账由大户掌握',
    })
    expect(seen).toEqual({ proposed: 'transform', unanimous: true })
    await run('recordClassFact', {
      coopId: coops.small,
      fact: 'big_household',
      holds: false,
      on: '2020-11-20',
      note: '复核:已改选理事会',
    })
    expect(await read(coops.small)).toMatchObject({ proposed: 'improve' })
  })
})

describe('confirmation', () => {
  test('in bulk only what nothing unknown could change, as proposed', async () => {
    const both = [
      { coopId: coops.small, class: 'improve' },
      { coopId: coops.unled, class: 'improve' },
    ]
    await expect(confirm(both)).rejects.toMatchObject({
      code: 'bad_input',
      faults: [expect.objectContaining({ path: '$.rows[1].class' })],
    })
    expect(await count('class_decision')).toBe(0)
  })

  test('another class than proposed needs its reason', async () => {
    const row = { coopId: coops.small, class: 'transform' }
    await expect(confirm([row])).rejects.toMatchObject({
      faults: [expect.objectContaining({ path: '$.rows[0].reason' })],
    })
    expect(await confirm([{ ...row, reason: '群众反映强烈' }])).toEqual({
      confirmed: 1,
      changed: 1,
    })
    expect(await read(coops.small)).toMatchObject({ class: 'transform', next: 'improve' })
  })

  test('the registry keeps the class, this module the tests as they stood', async () => {
    expect(await confirm([{ coopId: coops.small, class: 'improve' }])).toMatchObject({ changed: 1 })
    const one = await read(coops.small)
    expect(one.history.map((each) => each.class)).toEqual(['improve', 'transform'])
    expect(one.history[0]?.tests.find(({ id }) => id === 'size')?.holds).toBe(false)
    expect(await count('cooperative_class', 'valid_to IS NULL')).toBe(1)
  })

  test('to confirm what it is already is a decision, and no new class', async () => {
    const before = await count('cooperative_class')
    expect(await confirm([{ coopId: coops.small, class: 'improve' }])).toMatchObject({ changed: 0 })
    expect(await count('cooperative_class')).toBe(before)
    expect(await count('class_decision')).toBe(3)
  })

  test('a co-op elsewhere is not found', async () => {
    await expect(
      confirm([{ coopId: coops.small, class: 'model', reason: '试' }], { unitId: ids.townB }),
    ).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('the county’s own rules', () => {
  test('a version with its source changes the proposal from its day, and keeps the old', async () => {
    const { rules } = await run<{
      rules: { tests: { id: string; limit: string; on: boolean }[] }
    }>('readDevelopmentRules', {})
    const easier = rules.tests.map((one) =>
      one.id === 'size'
        ? { ...one, limit: '10/1' }
        : one.id === 'audit' || one.id === 'disclosure' || one.id === 'earns' || one.id === 'pays'
          ? { ...one, on: false }
          : one,
    )
    await run('saveDevelopmentRules', {
      from: '2020-11-30',
      source: '沂农字〔2020〕2号(测试)',
      reason: '试点',
      rules: { ...rules, tests: easier },
    })
    expect(await read(coops.small)).toMatchObject({ proposed: 'model', rulesVersion: 1 })
    await expect(
      run('saveDevelopmentRules', {
        from: '2020-11-01',
        source: '更早',
        reason: '更早',
        rules,
      }),
    ).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('campaigns', () => {
  test('take in a cohort with the class of the day of the baseline, and count who moved', async () => {
    const { coops: taken } = await run<{ coops: number }>('startClassCampaign', {
      title: '合作社规范提升(测试)',
      cohort: 'after',
      baselineOn: '2020-11-30',
      endsOn: '2021-06-30',
      document: '测试',
    })
    expect(taken).toBe(2)
    await confirm([{ coopId: coops.small, class: 'model' }])
    const { campaigns } = await run<{
      campaigns: { campaignId: string; up: number; unclassed: number; daysLeft: number }[]
    }>('listClassCampaigns', {})
    expect(campaigns).toMatchObject([{ up: 1, unclassed: 1, daysLeft: 212 }])
    const campaignId = campaigns[0]?.campaignId
    expect((await list({ campaignId })).total).toBe(2)
    await run('closeClassCampaign', { campaignId, note: '到期总结' })
    await expect(run('closeClassCampaign', { campaignId, note: '再次' })).rejects.toMatchObject({
      code: 'not_allowed_now',
    })
  })
})

describe('plans', () => {
  const plans = (coopId = coops.small) => run<Plans>('readClassPlans', { coopId })

  test('come from templates, run one at a time, and print', async () => {
    const { draft } = await plans()
    expect(draft?.tasks.length).toBeGreaterThan(1)
    const input = {
      coopId: coops.small,
      aim: draft?.aim,
      helper: '张三(经管站)',
      startsOn: '2020-11-30',
      dueOn: draft?.dueOn,
      tasks: draft?.tasks,
    }
    await run('makeClassPlan', input)
    await expect(run('makeClassPlan', input)).rejects.toMatchObject({ code: 'conflict' })
    expect((await plans()).draft).toBeNull()
    for (const [format, mark] of [
      ['pdf', '%PDF'],
      ['docx', 'PK'],
    ] as const) {
      const { content } = await run<{ content: string }>('printClassPlan', {
        coopId: coops.small,
        format,
      })
      expect(Buffer.from(content, 'base64').toString('latin1').startsWith(mark)).toBe(true)
    }
  })

  test('a task is done once, with day and note', async () => {
    const task = (await plans()).plans[0]?.tasks[0]
    const done = { coopId: coops.small, taskId: task?.taskId, on: '2020-11-30', note: '已结对' }
    await expect(run('finishClassTask', { ...done, on: '2020-12-24' })).rejects.toMatchObject({
      code: 'bad_input',
    })
    await run('finishClassTask', done)
    await expect(run('finishClassTask', done)).rejects.toMatchObject({ code: 'not_allowed_now' })
    const listed = await run<{ total: number }>('listClassTasks', { state: 'done' })
    expect(listed.total).toBe(1)
    expect((await list({ unitId: ids.townA })).rows[0]?.plan?.done).toBe(1)
  })

  test('without a class there is no plan', async () => {
    expect((await plans(coops.unled)).draft).toBeNull()
    await expect(
      run('makeClassPlan', {
        coopId: coops.unled,
        aim: '试',
        helper: '试',
        startsOn: '2020-11-30',
        dueOn: '2021-01-30',
        tasks: [{ what: '试', responsible: '试', dueOn: '2020-12-30' }],
      }),
    ).rejects.toMatchObject({ code: 'not_allowed_now' })
  })
})
