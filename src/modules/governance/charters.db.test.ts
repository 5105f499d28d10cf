import { describe, expect, test } from 'vitest'
import { inCounty } from '../../platform/db.ts'
import { asJob } from '../../platform/outbox.ts'
import { refusalOf } from '../policy/testing.ts'
import { MODEL_CHARTER } from './rules/charter.ts'
import { CALLED, governanceWorld, HELD, PHOTO } from './testing.ts'

const world = await governanceWorld()
const { run, as, setDay, meetingCoop, opened } = world

/** What governance says to a question of a case. */
async function evidence(name: string, unitId: string): Promise<unknown> {
  let said: unknown
  await inCounty(world.database, 1, (tx) =>
    asJob(world.runtime, { tx, county: 1, name: 'test' }, async (ctx) => {
      said = await ctx.evidence(name, { unitId, subjectId: null })
    }),
  )
  return said
}

type Coop = Awaited<ReturnType<typeof meetingCoop>>
const everybody = (coop: Coop): string[] => Array.from({ length: 10 }, (_, i) => coop.holder(i))
const charterFor = (change: object = {}) => ({
  ...MODEL_CHARTER,
  name: '示例专业合作社',
  address: '甲村',
  scope: '种植大姜。',
  ...change,
})
const drafted = (coop: Coop, change: object = {}) =>
  run<{ charterId: string; version: number }>('draftCharter', {
    coopId: coop.coopId,
    parameters: charterFor(change),
  })

/** The members decide by hands; `yes` of the ten people are in favour. */
async function decide(coop: Coop, matter: string, subject: { kind: string; id: string }, yes = 10) {
  const { meetingId, matters } = await opened(coop.coopId, [{ matter, title: '议题', subject }])
  const at = { meetingId, matterId: matters[0] }
  await run('signMembersIn', { meetingId, holderIds: everybody(coop) })
  await run('openVoting', at)
  await run('recordHands', {
    ...at,
    rows: everybody(coop).map((holderId, i) => ({ holderId, choice: [i < yes ? 'yes' : 'no'] })),
  })
  await run('closeVoting', at)
  return run<{ resolutionId: string; carried: boolean }>('declareResult', at)
}

describe('charters', () => {
  test('an older one is recorded as found; after that only a special majority changes it', async () => {
    await setDay(CALLED)
    const coop = await meetingCoop(10, 'a')
    const first = await drafted(coop)
    const adopt = (more: object) => run('adoptCharter', { coopId: coop.coopId, ...more })
    const asFound = { adoptedOn: '2020-01-01', document: '设立大会纪要' }
    await adopt({ charterId: first.charterId, asFound })
    const second = await drafted(coop, { assembly: { ...MODEL_CHARTER.assembly, noticeDays: 20 } })
    expect(second.version).toBe(2)
    expect((await refusalOf(adopt({ charterId: second.charterId, asFound }))).code).toBe(
      'not_allowed_now',
    )
    // Eleven votes in all: a special matter needs eight, seven carry an ordinary one.
    const short = await decide(
      coop,
      'charter_amendment',
      { kind: 'charter', id: second.charterId },
      7,
    )
    expect(short.carried).toBe(false)
    const { resolutionId: failed } = short
    const refused = await refusalOf(adopt({ charterId: second.charterId, resolutionId: failed }))
    expect(refused.code).toBe('not_allowed_now')
    const other = await decide(coop, 'other', { kind: 'charter', id: second.charterId })
    expect(
      (await refusalOf(adopt({ charterId: second.charterId, resolutionId: other.resolutionId })))
        .code,
    ).toBe('not_allowed_now')
    const good = await decide(
      coop,
      'charter_amendment',
      { kind: 'charter', id: second.charterId },
      8,
    )
    await adopt({ charterId: second.charterId, resolutionId: good.resolutionId })
    const read = await run<{
      current: { version: number; adoptedOn: string }
      differences: { path: string; changed: boolean }[]
    }>('readCharter', { coopId: coop.coopId })
    expect(read.current).toMatchObject({ version: 2, adoptedOn: HELD })
    expect(read.differences.filter(({ changed }) => changed).map(({ path }) => path)).toEqual([
      'assembly.noticeDays',
    ])
    // From now on meetings are called twenty days before.
    await setDay(HELD)
    const meetingId = await world.draft(coop.coopId, [{ matter: 'other', title: '事项' }], {
      heldOn: '2021-01-03',
    })
    expect((await world.read(meetingId)).earliestOn).toBe('2021-01-04')
  })

  test('below the law it is not even drafted; papers come as PDF and Word', async () => {
    await setDay(CALLED)
    const coop = await meetingCoop(10, 'b')
    const loose = { assembly: { ...MODEL_CHARTER.assembly, special: '1/2' } }
    expect((await refusalOf(drafted(coop, loose))).code).toBe('rule_blocked')
    await drafted(coop)
    for (const [format, magic] of [
      ['pdf', '%PDF'],
      ['docx', 'PK\u0003\u0004'],
    ]) {
      const file = await run<{ content: string }>('printCharter', { coopId: coop.coopId, format })
      const bytes = Buffer.from(file.content, 'base64')
      expect(bytes.subarray(0, 4).toString('latin1')).toBe(magic)
    }
    const tried = await run<{ findings: { outcome: string }[] }>('tryCharter', {
      coopId: coop.coopId,
      parameters: charterFor(loose),
    })
    expect(tried.findings.some(({ outcome }) => outcome === 'fails')).toBe(true)
  })
})

describe('internal rules', () => {
  test('the set is complete when each kind is adopted, by resolution or by an older paper', async () => {
    await setDay(CALLED)
    const coop = await meetingCoop(10, 'c')
    const adopt = (kind: string, more: object = {}) =>
      run('adoptInternalRule', {
        coopId: coop.coopId,
        kind,
        title: `${kind}制度`,
        body: '第一条……',
        adoptedOn: '2020-01-01',
        document: '成员大会纪要',
        ...more,
      })
    expect((await refusalOf(adopt('finance', { body: '' }))).code).toBe('bad_input')
    expect((await refusalOf(adopt('finance', { document: '' }))).code).toBe('bad_input')
    const missing = async () =>
      (await run<{ missing: string[] }>('readInternalRules', { coopId: coop.coopId })).missing
    expect(await missing()).toHaveLength(8)
    for (const kind of await missing()) await adopt(kind)
    expect(await missing()).toEqual([])
    const { ruleId } = await run<{ ruleId: string }>('adoptInternalRule', {
      coopId: coop.coopId,
      kind: 'finance',
      title: '财务制度(修订)',
      file: { name: '制度.png', content: PHOTO },
      adoptedOn: '2020-06-01',
      document: '纪要',
    })
    const file = await run<{ name: string }>('readInternalRuleFile', {
      coopId: coop.coopId,
      ruleId,
    })
    expect(file.name).toBe('制度.png')
    const list = await as<{
      complete: number
      rows: { missing: string[]; charterOn: string | null }[]
    }>('town', 'listRuleCompleteness', { unitId: coop.coopId })
    expect(list).toMatchObject({ complete: 0, rows: [{ missing: [], charterOn: null }] })
    expect(await evidence('governance.rules-complete', coop.coopId)).toMatchObject({
      holds: false,
      text: { zh: '章程还没有通过' },
    })
    expect(await evidence('governance.founding-carried', coop.coopId)).toMatchObject({
      holds: false,
    })
  })
})

describe('members’ motions', () => {
  const sign = (caseId: string, step: string, more: object = {}, who = 'd-accountant') =>
    as(who, 'signStep', { caseId, step, ...more })
  const paper = (caseId: string, step: string, kind: string, who = 'd-accountant') =>
    as(who, 'addCasePaper', { caseId, step, kind, name: '扫描.png', content: PHOTO })

  test('nobody is expelled without a hearing and a vote; the register follows at the year’s end', async () => {
    await setDay(CALLED)
    const coop = await meetingCoop(10, 'd')
    await world.account('village', 'village_secretary', { unit: world.ids.villageA })
    const { motionId, caseId } = await run<{ motionId: string; caseId: string }>('fileMotion', {
      coopId: coop.coopId,
      kind: 'expulsion',
      holderId: coop.holder(9),
      grounds: '侵占集体财产',
    })
    await paper(caseId, 'grounds', 'told', 'village')
    await sign(caseId, 'grounds', { values: { toldOn: CALLED } }, 'village')
    const heard = (yes: boolean) =>
      sign(
        caseId,
        'hearing',
        { values: { heardOn: CALLED, heard: yes, statement: '我不同意' } },
        'village',
      )
    expect((await refusalOf(heard(true))).text.zh).toMatch(/材料|记录/)
    await paper(caseId, 'hearing', 'hearing', 'village')
    const unheard = await refusalOf(heard(false))
    expect(JSON.stringify(unheard.data)).toContain('EXPEL-HEAR')
    await heard(true)
    expect((await refusalOf(sign(caseId, 'assembly'))).text.zh).toContain('还没有通过的决议')
    await decide(coop, 'expulsion', { kind: 'motion', id: motionId }, 9)
    await sign(caseId, 'assembly')
    const carry = (on: string) =>
      run('carryOutMotion', { coopId: coop.coopId, motionId, on, reason: '除名' })
    expect((await refusalOf(carry(HELD))).text.zh).toContain('2020-12-31')
    await setDay('2020-12-31')
    await paper(caseId, 'register', 'settlement')
    expect((await refusalOf(sign(caseId, 'register'))).text.zh).toContain('还没有登记成员册')
    // What is paid back comes from the member account, which this module does not know.
    expect((await refusalOf(carry('2020-12-31'))).text.zh).toContain('成员账户结算')
  })

  test('an admission waits for the vote, then stands in the register', async () => {
    await setDay(CALLED)
    const coop = await meetingCoop(10, 'e')
    const [person = ''] = coop.people.personIds.slice(10)
    const file = () =>
      run<{ motionId: string; caseId: string }>('fileMotion', {
        coopId: coop.coopId,
        kind: 'admission',
        personId: person,
      })
    const { motionId, caseId } = await file()
    expect((await refusalOf(file())).code).toBe('conflict')
    await paper(caseId, 'application', 'application', 'e-accountant')
    await sign(caseId, 'application', { values: { appliedOn: CALLED } }, 'e-accountant')
    await sign(caseId, 'council', { values: { opinion: '符合' } }, 'village')
    const carry = (on: string) =>
      run('carryOutMotion', { coopId: coop.coopId, motionId, on, paid: '700', reason: '入社' })
    expect((await refusalOf(carry(CALLED))).text.zh).toContain('还没有通过')
    await decide(coop, 'admission', { kind: 'motion', id: motionId })
    await sign(caseId, 'assembly', {}, 'e-accountant')
    await carry(HELD)
    await sign(caseId, 'register', {}, 'e-accountant')
    const register = await run<{ totals: { members: number } }>('readRegister', {
      coopId: coop.coopId,
    })
    expect(register.totals.members).toBe(12)
    expect((await refusalOf(carry(HELD))).code).toBe('conflict')
  })

  test('who gives notice too late leaves a year later', async () => {
    const coop = await meetingCoop(10, 'f')
    await setDay('2020-12-01')
    const left = await run<{ endsOn: string; findings: { rule: string; outcome: string }[] }>(
      'fileMotion',
      { coopId: coop.coopId, kind: 'exit', holderId: coop.holder(0) },
    )
    expect(left.endsOn).toBe('2021-12-31')
    expect(left.findings).toMatchObject([{ rule: 'EXIT-NOTICE', outcome: 'fails' }])
  })

  test('a liquidation keeps its clocks and gives no grant property away', async () => {
    await setDay(CALLED)
    const coop = await meetingCoop(10, 'g')
    const { motionId, caseId } = await run<{ motionId: string; caseId: string }>('fileMotion', {
      coopId: coop.coopId,
      kind: 'dissolution',
      grounds: '成员大会决议',
    })
    await decide(coop, 'dissolution', { kind: 'motion', id: motionId })
    const act = (step: string, values: object) => sign(caseId, step, { values }, 'g-accountant')
    await sign(caseId, 'decision', {}, 'g-accountant')
    const due = async (step: string) => {
      const found = await as<{ steps: { key: string; dueOn: string | null }[] }>(
        'town',
        'readCase',
        { caseId },
      )
      return found.steps.find(({ key }) => key === step)?.dueOn
    }
    expect(await due('group')).toBe('2020-12-30')
    await setDay('2020-12-20')
    await act('group', { formedOn: '2020-12-20', members: '三人' })
    expect([await due('notice'), await due('publication')]).toEqual(['2020-12-30', '2021-02-18'])
    for (const [step, kind, values] of [
      ['notice', 'notices', { toldOn: '2020-12-20' }],
      ['publication', 'publication', { publishedOn: '2020-12-20', paper: '公示系统' }],
    ] as const) {
      await paper(caseId, step, kind, 'g-accountant')
      await act(step, values)
    }
    await setDay('2021-02-02')
    expect((await refusalOf(act('claims', { claims: '无' }))).code).toBe('not_allowed_now')
    await setDay('2021-02-03')
    await act('claims', { claims: '无' })
    await paper(caseId, 'plan', 'plan', 'g-accountant')
    const plan = (grantsKept: boolean) =>
      act('plan', {
        wages: '0.00',
        taxes: '0.00',
        debts: '0.00',
        grants: '10000.00',
        grantsKept,
        resolution: '2021年第1号',
      })
    expect(JSON.stringify((await refusalOf(plan(false))).data)).toContain('LIQ-GRANT')
    await expect(plan(true)).resolves.toBeDefined()
  })
})
