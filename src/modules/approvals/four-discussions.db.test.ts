import { beforeEach, describe, expect, test } from 'vitest'
import { casesWorld, PHOTO } from './testing.ts'

/* 四议两公开 of a village, from the proposal to its published result, by the server's clock. */

const world = await casesWorld()
const { units, as, at, refusal } = world
await world.account('村书记', 'village_secretary', { unit: units.village })
await world.account('经管站', 'town_station', { unit: units.town })

let caseId = ''
const open = async (facts: object = {}): Promise<void> => {
  const opened = await as<{ caseId: string; number: string }>('村书记', 'openCase', {
    unitId: units.village,
    process: 'four-discussions',
    title: '集体以冷库入社',
    facts: {
      origin: 'cadres',
      matter: 'assets',
      amount: '120000',
      content: '以集体冷库评估作价入社',
      collective: true,
      ...facts,
    },
  })
  caseId = opened.caseId
}

const paper = (step: string, kind: string, who = '村书记') =>
  as(who, 'addCasePaper', { caseId, step, kind, name: `${kind}.jpg`, content: PHOTO })
const sign = (step: string, values: object = {}, who = '村书记') =>
  as<{ state: string; stepDone: boolean }>(who, 'signStep', { caseId, step, values })
const refused = (step: string, values: object = {}) => refusal(sign(step, values))
interface Step {
  readonly key: string
  readonly status: string
  readonly earliestOn: string | null
  readonly dueOn: string | null
}
const step = async (key: string): Promise<Step | undefined> => {
  const { steps } = await as<{ steps: Step[] }>('村书记', 'readCase', { caseId })
  return steps.find((one) => one.key === key)
}

const meeting = (heldOn: string, expected: number, present: number) => ({
  heldOn,
  form: 'meeting',
  expected,
  present,
  content: '同意',
})
const party = (more: object = {}) => ({ ...meeting('2026-03-05', 30, 20), agree: 16, ...more })
const representatives = (more: object = {}) => ({
  ...meeting('2026-03-07', 30, 20),
  body: 'representatives',
  womenExpected: 9,
  womenPresent: 6,
  agree: 11,
  against: 5,
  abstain: 4,
  ...more,
})
const collective = (more: object = {}) => ({
  collectiveBody: 'delegates',
  collectiveHeldOn: '2026-03-12',
  collectiveAll: 30,
  collectivePresent: 24,
  collectiveYes: 20,
  ...more,
})

async function toNotice(): Promise<void> {
  await paper('branch', 'branch-sheet')
  await sign('branch', meeting('2026-03-01', 5, 3))
  await paper('committees', 'committees-sheet')
  await sign('committees', { ...meeting('2026-03-02', 9, 7), agree: 4 })
}
async function toParty(): Promise<void> {
  await toNotice()
  await paper('notice', 'plan')
  await sign('notice', { sentOn: '2026-03-02' })
  await paper('collective-notice', 'collective-notice-photo')
  await sign('collective-notice', { sentOn: '2026-03-02', agenda: '三月十二日,村委会,冷库入社' })
  await at('2026-03-05')
}
async function toRepresentatives(): Promise<void> {
  await toParty()
  await paper('party', 'party-sheet')
  await sign('party', party())
  await at('2026-03-07')
  await paper('representatives', 'representatives-sheet')
  await paper('representatives', 'sign-in')
}
async function toPublication(): Promise<void> {
  await toRepresentatives()
  await sign('representatives', representatives())
  await at('2026-03-12')
  await paper('collective', 'collective-resolution')
  await sign('collective', collective())
}

beforeEach(() => at('2026-03-02'))

test('from the proposal to the published result', async () => {
  await open()
  await toPublication()
  await paper('publish', 'publish-photo')
  await sign('publish', { postedOn: '2026-03-12', place: '村务公开栏' })
  // Posted on the 12th: the seventh day is the 19th and must be over (民法典 201, 203).
  expect(await step('objections')).toMatchObject({ status: 'open', earliestOn: '2026-03-20' })
  await at('2026-03-19')
  await paper('objections', 'publish-sheet')
  const values = {
    objections: [{ who: '户主', objection: '租金?', answer: '已答复' }],
    supervision: '属实',
  }
  expect((await refused('objections', values)).code).toBe('not_allowed_now')
  await at('2026-03-20')
  await sign('objections', values)
  // Five working days from Friday the 20th.
  expect(await step('filing')).toMatchObject({ dueOn: '2026-03-27' })
  expect((await refused('filing')).code).toBe('forbidden')
  await sign('filing', { opinion: '予以备案' }, '经管站')
  await paper('result', 'result-sheet')
  await paper('result', 'result-photo')
  expect(
    await sign('result', { postedOn: '2026-03-20', outcome: '已交付使用', supervision: '属实' }),
  ).toMatchObject({ state: 'done', stepDone: true })
  expect((await refusal(paper('result', 'result-photo'))).code).toBe('not_allowed_now')
})

test('a matter without collective property skips the collective’s vote', async () => {
  await open({ collective: false, matter: 'other' })
  expect((await step('collective'))?.status).toBe('waiting')
  await toNotice()
  expect((await step('collective-notice'))?.status).toBe('skipped')
  expect((await refused('collective-notice')).code).toBe('not_allowed_now')
})

describe('what is refused', () => {
  test('steps out of order, papers that are missing, the same step twice', async () => {
    await open()
    expect((await refused('committees')).text.zh).toContain('村党支部提议')
    expect((await refused('branch', meeting('2026-03-01', 5, 3))).text.zh).toContain('还缺材料')
    expect((await refused('branch', meeting('2026-03-01', 5, 3))).code).toBe('not_allowed_now')
    await toNotice()
    const again = await refused('branch', meeting('2026-03-01', 5, 3))
    expect([again.code, again.data]).toEqual(['conflict', { by: '村书记', on: '2026-03-02' }])
    expect((await refused('nowhere')).code).toBe('not_found')
  })

  test('dates before earlier meetings, in the future, within a waiting period', async () => {
    await open()
    await paper('branch', 'branch-sheet')
    expect((await refused('branch', meeting('2026-03-03', 5, 3))).faults[0]?.path).toBe(
      '$.values.heldOn',
    )
    await sign('branch', meeting('2026-03-01', 5, 3))
    await paper('committees', 'committees-sheet')
    const before = await refused('committees', { ...meeting('2026-02-28', 9, 7), agree: 4 })
    expect([before.code, before.faults[0]?.path]).toEqual(['bad_input', '$.values.heldOn'])
    await sign('committees', { ...meeting('2026-03-02', 9, 7), agree: 4 })
    await paper('notice', 'plan')
    await sign('notice', { sentOn: '2026-03-02' })
    await paper('party', 'party-sheet')
    await at('2026-03-04')
    expect((await refused('party', party({ heldOn: '2026-03-04' }))).text.zh).toContain(
      '2026-03-05',
    )
    await at('2026-03-06')
    // Signed when the period is over, said to have been held within it.
    const early = await refused('party', party({ heldOn: '2026-03-04' }))
    expect([early.code, early.faults[0]?.path]).toEqual(['bad_input', '$.values.heldOn'])
    await sign('party', party())
  })

  const ruleOf = async (at: string, values: object): Promise<string[]> => {
    const refusedAs = await refused(at, values)
    expect(refusedAs.code).toBe('rule_blocked')
    return (refusedAs.data as { findings: { rule: string }[] }).findings.map(({ rule }) => rule)
  }

  test('majorities at their exact bounds', async () => {
    await open()
    await paper('branch', 'branch-sheet')
    // Half is not more than half.
    expect(await ruleOf('branch', meeting('2026-03-01', 4, 2))).toEqual(['4D-BRANCH'])
    expect(await ruleOf('branch', meeting('2026-03-01', 4, 5))).toEqual(['4D-BRANCH-COUNT'])
    await sign('branch', meeting('2026-03-01', 4, 3))
    await paper('committees', 'committees-sheet')
    const half = { ...meeting('2026-03-02', 9, 8), agree: 4 }
    expect(await ruleOf('committees', half)).toEqual(['4D-COMMITTEES'])
    expect(await ruleOf('committees', { ...half, agree: 9 })).toEqual(['4D-COMMITTEES-VOTES'])
    await sign('committees', { ...half, agree: 5 })
    await paper('notice', 'plan')
    await sign('notice', { sentOn: '2026-03-02' })
    await paper('collective-notice', 'collective-notice-photo')
    await sign('collective-notice', { sentOn: '2026-03-02', agenda: '冷库入社' })
    await at('2026-03-05')
    await paper('party', 'party-sheet')
    expect(await ruleOf('party', party({ present: 19 }))).toEqual(['4D-PARTY-PRESENT'])
    // More than half of those who should attend, not of those present.
    expect(await ruleOf('party', party({ agree: 15 }))).toEqual(['4D-PARTY-AGREE'])
    await sign('party', party())
    await at('2026-03-07')
    await paper('representatives', 'representatives-sheet')
    await paper('representatives', 'sign-in')
    const votes = (present: number, agree: number, against: number) =>
      representatives({ present, agree, against, abstain: 0 })
    expect(await ruleOf('representatives', votes(19, 15, 4))).toEqual(['4D-REP-PRESENT'])
    expect(await ruleOf('representatives', votes(20, 10, 10))).toEqual(['4D-REP-AGREE'])
    expect(await ruleOf('representatives', votes(20, 11, 10))).toEqual(['4D-REP-VOTES'])
    expect(await ruleOf('representatives', representatives({ womenPresent: 5 }))).toEqual([
      '4D-REP-WOMEN',
    ])
    const villagers = { body: 'villagers', expected: 40 }
    expect(await ruleOf('representatives', representatives(villagers))).toEqual([
      '4D-VILLAGERS-PRESENT',
    ])
    await sign('representatives', representatives())
  })

  test('two thirds of those present are not two thirds of all members', async () => {
    await open()
    await toRepresentatives()
    await sign('representatives', representatives())
    await paper('collective', 'collective-resolution')
    await at('2026-03-11')
    expect((await refused('collective', collective())).text.zh).toContain('2026-03-12')
    await at('2026-03-12')
    expect(await ruleOf('collective', collective({ collectiveYes: 19 }))).toEqual(['COLL-DEC'])
    const few = { collectivePresent: 19, collectiveYes: 19 }
    expect(await ruleOf('collective', collective(few))).toEqual(['COLL-PRESENT', 'COLL-DEC'])
    await sign('collective', collective())
    expect((await step('publish'))?.status).toBe('open')
  })
})
