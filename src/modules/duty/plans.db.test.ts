import { expect, test } from 'vitest'
import { refusalOf } from '../policy/testing.ts'
import { PDF } from '../founding/testing.ts'
import { dutyWorld } from './testing.ts'

const world = await dutyWorld()
const { as, ids, coop, sign, told, setDay } = world

interface Plan {
  planId: string | null
  status: string
  version: number
  confirmed: number | null
  caseId: string | null
  may: { save: boolean; submit: boolean; show: boolean }
  sums: { plannedCoops: number; actualCoops: number; planned: string; actual: string }
  lines: {
    key: string
    state: string
    coopsDone: number
    invested: string
    done: { id: string }[]
    gaps: { reason: string }[]
  }[]
  unplanned: { id: string }[]
  milestones: {
    key: string
    state: string
    doneOn: string | null
    reached: string
    shown: { proofId: string }[]
  }[]
}
const BODY = {
  responsible: '李书记',
  aims: '年内新领办合作社 2 家',
  lines: [
    {
      key: 'l1',
      villageId: ids.villageA,
      name: '大姜专业合作社',
      coops: 2,
      investment: '300000',
      dueOn: '2020-06-30',
      responsible: '王某',
    },
  ],
  milestones: [
    {
      key: 'm1',
      title: '登记一家',
      dueOn: '2020-03-31',
      responsible: '王某',
      proof: { kind: 'coops', count: 1 },
    },
    {
      key: 'm2',
      title: '资金到位',
      dueOn: '2020-11-01',
      responsible: '赵某',
      proof: { kind: 'investment', amount: '1000' },
    },
    {
      key: 'm3',
      title: '镇党委专题研究',
      dueOn: '2020-12-10',
      responsible: '李书记',
      proof: { kind: 'record' },
    },
  ],
}
const save = (by: string, more: object = {}, townId = ids.townA) =>
  as<{ planId: string; version: number }>(by, 'saveTownPlan', {
    townId,
    year: 2020,
    ...BODY,
    ...more,
  })
const read = (by: string, more: object = {}) =>
  as<Plan>(by, 'readTownPlan', { townId: ids.townA, year: 2020, ...more })
const submit = (by: string) =>
  as<{ caseId: string }>(by, 'submitTownPlan', { townId: ids.townA, year: 2020 })
const opinion = { values: { opinion: '同意' } }

test('written by the town, signed by its secretary, checked and confirmed by two desks of the county', async () => {
  expect(await read('town')).toMatchObject({ status: 'none', planId: null, version: 0 })
  await expect(save('county')).rejects.toMatchObject({ code: 'forbidden' })
  await expect(save('town', {}, ids.townB)).rejects.toMatchObject({ code: 'not_found' })
  const wrong = { lines: [{ ...BODY.lines[0], villageId: ids.villageB, dueOn: '2021-06-30' }] }
  expect((await refusalOf(save('town', wrong))).faults.map(({ path }) => path)).toEqual([
    '$.lines[0].dueOn',
    '$.lines[0].villageId',
  ])
  expect(await save('station')).toMatchObject({ version: 1 })
  expect(await save('station')).toMatchObject({ version: 2 })
  expect(await read('town')).toMatchObject({ status: 'draft', version: 2, may: { submit: true } })
  const { caseId } = await submit('station')
  expect(await read('county')).toMatchObject({ status: 'submitted', caseId })
  // While it lies with the county nobody changes it.
  expect((await refusalOf(save('station'))).code).toBe('not_allowed_now')
  await sign('town', caseId, 'sign', opinion)
  await sign('county', caseId, 'check', opinion)
  await sign('organisation', caseId, 'confirm', { basis: 'guidance', basisText: '县工作部署' })
  await told()
  expect(await read('town')).toMatchObject({ status: 'confirmed', confirmed: 2, caseId: null })
  // A later version needs its reason and counts only when it is confirmed in its turn.
  expect((await refusalOf(save('station'))).faults[0]?.path).toBe('$.reason')
  await save('station', { responsible: '赵书记', reason: '人事调整' })
  expect(await read('town')).toMatchObject({ status: 'changed', version: 2 })
  expect(await read('town', { which: 'latest' })).toMatchObject({ version: 3 })
  const again = await submit('station')
  await as('station', 'withdrawCase', { caseId: again.caseId, reason: '再改' })
  await told()
  expect(await read('town')).toMatchObject({ status: 'changed', confirmed: 2, caseId: null })
})

test('what records say: co-ops of the register, money of the books, nothing typed in', async () => {
  const plan = await read('county')
  expect(plan.sums).toMatchObject({
    plannedCoops: 2,
    actualCoops: 1,
    planned: '300000.00',
    actual: '0.00',
  })
  expect(plan.lines).toMatchObject([{ state: 'overdue', coopsDone: 1, done: [{ id: coop }] }])
  expect(plan.unplanned).toEqual([])
  expect(plan.milestones.map(({ key, state, doneOn }) => [key, state, doneOn])).toEqual([
    ['m1', 'done', '2020-01-01'],
    ['m2', 'overdue', null],
    ['m3', 'soon', null],
  ])
  const board = await as<{
    rows: {
      town: { id: string }
      status: string
      unexplained: number
      next: { title: string } | null
    }[]
    sums: { actualCoops: number }
  }>('county', 'listTownPlans', { year: 2020 })
  expect(board.rows.find(({ town }) => town.id === ids.townA)).toMatchObject({
    status: 'changed',
    unexplained: 2,
    next: { title: '资金到位' },
  })
  expect(board.rows.find(({ town }) => town.id === ids.townB)).toMatchObject({ status: 'none' })
  expect((await as<typeof board>('town', 'listTownPlans', { year: 2020 })).rows).toHaveLength(1)
})

test('why it is behind, each reason kept; a line that does not exist has none', async () => {
  const explain = (about: string, reason: string) =>
    as('station', 'explainPlanGap', { townId: ids.townA, year: 2020, about, reason })
  await explain('l1', '土地流转推迟')
  await explain('l1', '雨季误工')
  await expect(explain('l9', '无')).rejects.toMatchObject({ code: 'not_found' })
  expect((await read('county')).lines[0]?.gaps.map(({ reason }) => reason)).toEqual([
    '雨季误工',
    '土地流转推迟',
  ])
  const board = await as<{ rows: { unexplained: number }[] }>('town', 'listTownPlans', {
    year: 2020,
  })
  expect(board.rows[0]?.unexplained).toBe(1)
})

test('a milestone that no record proves is shown with a paper, and taken back with a reason', async () => {
  const show = (milestone: string, more: object = {}) =>
    as<{ proofId: string }>('station', 'showMilestone', {
      townId: ids.townA,
      year: 2020,
      milestone,
      on: '2020-11-28',
      said: '党委会议记录',
      ...more,
    })
  expect((await refusalOf(show('m1'))).code).toBe('not_allowed_now')
  expect((await refusalOf(show('m3', { on: '2020-12-01' }))).faults[0]?.path).toBe('$.on')
  const bad = { file: { name: 'a.txt', content: Buffer.from('words').toString('base64') } }
  expect((await refusalOf(show('m3', bad))).faults[0]?.path).toBe('$.file.content')
  const { proofId } = await show('m3', { file: { name: '记录.pdf', content: PDF } })
  const third = async () => (await read('county')).milestones[2]
  expect(await third()).toMatchObject({ state: 'done', doneOn: '2020-11-28' })
  const file = await as<{ content: string }>('county', 'readPlanFile', {
    townId: ids.townA,
    proofId,
  })
  expect(file.content).toBe(PDF)
  await expect(as('county', 'readPlanFile', { townId: ids.townB, proofId })).rejects.toMatchObject({
    code: 'not_found',
  })
  await as('station', 'withdrawMilestone', { townId: ids.townA, proofId, reason: '日期有误' })
  expect(await third()).toMatchObject({ state: 'soon', doneOn: null })
  expect((await third())?.shown).toHaveLength(1)
  await setDay('2020-12-11')
  expect(await third()).toMatchObject({ state: 'overdue' })
  await setDay('2020-11-30')
})

test('plan and outcome as PDF and Word', async () => {
  for (const format of ['pdf', 'docx']) {
    const file = await as<{ content: string }>('county', 'printTownPlan', {
      townId: ids.townA,
      year: 2020,
      format,
    })
    const head = Buffer.from(file.content, 'base64').subarray(0, 4).toString('latin1')
    expect(head).toBe(format === 'pdf' ? '%PDF' : 'PK\u0003\u0004')
  }
  expect(
    (await refusalOf(as('county', 'printTownPlan', { townId: ids.townB, year: 2020 }))).code,
  ).toBe('not_allowed_now')
})

test('from a document to what rests on it: rules with what they find, steps, duties', async () => {
  const { documents } = await as<{ documents: { id: string; code: string }[] }>(
    'county',
    'listDocuments',
    {},
  )
  const doors = (code: string) =>
    as<{
      rules: { rule: string; fails: number }[]
      steps: { process: string; clauseId: string | null }[]
      duties: { duty: string; clauseId: string | null }[]
    }>('county', 'readClauseDoors', {
      documentId: documents.find((one) => one.code === code)?.id,
    })
  const law = await doors('coop-law')
  expect(
    law.steps.some(({ process, clauseId }) => process === 'founding' && clauseId !== null),
  ).toBe(true)
  expect(law.duties.map(({ duty }) => duty)).toContain('branch-assembly')
  const article = await doors('yishui-article')
  expect(article.steps.map(({ process }) => process)).toContain('town-plan')
  expect(article.duties.length).toBeGreaterThan(10)
})
