import { describe, expect, test } from 'vitest'
import { refusalOf } from '../policy/testing.ts'
import { FEASIBILITY, foundingWorld } from './testing.ts'

const said: { carried: boolean | null } = { carried: false }
const world = await foundingWorld(said)
const { as, run, ids, village, paper, sign, planOf, deliver } = world
let day = ''

interface Step {
  key: string
  status: string
  dueOn: string | null
  evidence: { name: string; holds: boolean; text: { zh: string } }[]
}
interface Read {
  state: string
  sentence: { zh: string }
  missing: string[]
  steps: Step[]
  discussion: { caseId: string; decided: boolean } | null
  coop: { id: string; status: string; certificates: number } | null
  papers: { kind: string; missing: { zh: string } | null }[]
}

let [projectId, caseId, coopId] = ['', '', '']
const read = (by = 'secretary') => as<Read>(by, 'readFounding', { projectId })
const evidenceAt = async (step: string) =>
  (await read()).steps.find(({ key }) => key === step)?.evidence[0]

describe('a co-op from nothing to its first certificate', () => {
  test('a project opens its case; a neighbour sees nothing of it', async () => {
    ;({ projectId, caseId } = await world.start())
    const now = await read()
    expect(now.state).toBe('running')
    expect(now.sentence.zh).toBe(
      '距领照还差 9 项:村情摸底、宣传动员、项目可行性论证、村级“四议两公开”决定等。正等乡镇经管站办理“村情摸底”。',
    )
    expect((await refusalOf(read('neighbour'))).code).toBe('not_found')
    expect(
      (
        await refusalOf(
          as('neighbour', 'startDiscussions', {
            projectId,
            origin: 'cadres',
            content: '投入',
          }),
        )
      ).code,
    ).toBe('not_found')
  })

  test('a step waits for what must be proved, and says why', async () => {
    await paper('station', caseId, 'survey', ['survey-sheet'])
    const values = { assetsChecked: true, debts: '0', branch: '班子团结' }
    const refused = await refusalOf(sign('station', caseId, 'survey', { values }))
    expect(refused.text.zh).toBe('条件未满足:村页面还没有资源调查')
    expect(await evidenceAt('survey')).toMatchObject({ holds: false })
    await world.survey()
    await sign('station', caseId, 'survey', { values })
    expect((await read()).papers.find(({ kind }) => kind === 'survey-sheet')?.missing).toBe(null)
  })

  test('mobilisation and feasibility', async () => {
    await as('secretary', 'recordVisits', {
      projectId,
      visits: [
        {
          kind: 'visit',
          on: '2020-11-25',
          visitors: '书记',
          householdIds: [village.households[0]],
        },
      ],
    })
    await sign('secretary', caseId, 'mobilise', { values: { endedOn: '2020-11-30' } })
    const answer = await as<{ surplus: string; notes: unknown[] }>('secretary', 'fillFeasibility', {
      projectId,
      feasibility: FEASIBILITY,
    })
    expect(answer).toMatchObject({ surplus: '120000.00', gap: '0.00', notes: [] })
    await paper('secretary', caseId, 'feasibility', ['feasibility-report'])
    await sign('secretary', caseId, 'feasibility', { values: { conclusion: '可行' } })
  })

  test('the village decides in its own case, linked and not mixed', async () => {
    const early = await refusalOf(sign('secretary', caseId, 'village'))
    expect(early.text.zh).toContain('还没有发起“四议两公开”')
    const opened = await as<{ caseId: string }>('secretary', 'startDiscussions', {
      projectId,
      origin: 'cadres',
      content: '村集体以现金 3 万元加入合作社',
      amount: '30000',
    })
    const again = as('secretary', 'startDiscussions', { projectId, origin: 'above', content: 'x' })
    expect((await refusalOf(again)).code).toBe('conflict')
    expect((await refusalOf(sign('secretary', caseId, 'village'))).text.zh).toContain(
      '尚未办到备案',
    )
    day = await world.decide(opened.caseId)
    expect((await read()).discussion).toMatchObject({ caseId: opened.caseId, decided: true })
    await sign('secretary', caseId, 'village')
  })

  test('the share plan is judged by the code that judges the register', async () => {
    await as('secretary', 'saveSharePlan', { projectId, plan: planOf('30000', '5000') })
    expect((await evidenceAt('draft'))?.text.zh).toContain('须先登记筹备中的合作社')
    const registered = await as<{ coopId: string }>('secretary', 'registerProjectCoop', {
      projectId,
      branchId: village.branchId,
      collectiveId: village.collectiveId,
      businessScope: '大姜种植、销售',
    })
    ;({ coopId } = registered)
    expect((await read()).coop?.status).toBe('preparing')
    await as('secretary', 'saveSharePlan', { projectId, plan: planOf('30000', '5000', 3) })
    const broken = await evidenceAt('draft')
    expect(broken).toMatchObject({ holds: false })
    const saved = await as<{ version: number; check: { blocks: number }; refused: boolean }>(
      'secretary',
      'saveSharePlan',
      { projectId, plan: planOf('30000', '5000') },
    )
    expect(saved).toMatchObject({ version: 3, refused: false, check: { blocks: 0 } })
    await paper('secretary', caseId, 'draft', ['charter-draft'])
    await sign('secretary', caseId, 'draft')
  })

  test('station, then Party committee; nobody checks what they made', async () => {
    const early = await refusalOf(as('secretary', 'openPlannedRegister', { projectId }))
    expect(early.code).toBe('not_allowed_now')
    await paper('station', caseId, 'station-check', ['rule-report'])
    await sign('station', caseId, 'station-check', {
      basis: 'guidance',
      basisText: '财农〔2021〕121号 7',
      values: { opinion: '同意' },
    })
    const approve = {
      basis: 'guidance',
      basisText: '同上',
      values: { meeting: day, opinion: '同意' },
    }
    expect((await refusalOf(sign('station', caseId, 'town-check', approve))).code).toBe('forbidden')
    await sign('town', caseId, 'town-check', approve)
    const late = as('secretary', 'saveSharePlan', { projectId, plan: planOf('30000', '6000') })
    expect((await refusalOf(late)).code).toBe('not_allowed_now')
    await deliver()
    expect((await read()).coop?.status).toBe('founding')
  })

  test('the assembly is proved by governance alone', async () => {
    await paper('secretary', caseId, 'assembly', ['founding-minutes', 'charter'])
    const values = { heldOn: day, founders: 15 }
    expect((await refusalOf(sign('secretary', caseId, 'assembly', { values }))).text.zh).toBe(
      '条件未满足:设立大会记录',
    )
    const opened = await as('secretary', 'openPlannedRegister', { projectId })
    expect(opened).toEqual({ members: 15, promised: '100000.00' })
    said.carried = true
    await sign('secretary', caseId, 'assembly', { values })
  })

  test('the licence makes it a legal person', async () => {
    const licence = { projectId, licensedOn: day, registrar: '县行政审批局' }
    const wrong = as('secretary', 'recordLicence', { ...licence, creditCode: '933713230000000000' })
    expect((await refusalOf(wrong)).faults[0]?.path).toBe('$.creditCode')
    await as('secretary', 'recordLicence', { ...licence, creditCode: '93371323MA3TTTTT8R' })
    await paper('secretary', caseId, 'registration', ['licence'])
    await sign('secretary', caseId, 'registration', { values: { licensedOn: day } })
    const now = await read()
    expect(now.coop?.status).toBe('registered')
    expect(now.sentence.zh).toMatch(
      /^距首批成员证还差 3 项:刻章开户办税、出资到位、发放成员证。正等村党支部书记办理“刻章开户办税”,期限 /,
    )
  })

  test('contributions, certificates, filing', async () => {
    await sign('secretary', caseId, 'accounts', {
      values: { sealedOn: day, bank: '农商行', taxed: true },
    })
    expect((await refusalOf(sign('secretary', caseId, 'contributions'))).text.zh).toContain(
      '还有 100,000.00 元出资未到位',
    )
    const { rows } = await run<{ rows: { holderId: string; promised: string }[] }>('readRegister', {
      coopId,
    })
    await as('station', 'recordChanges', {
      coopId,
      on: day,
      changes: rows.map(({ holderId, promised }) => ({
        kind: 'payment',
        holder: holderId,
        form: 'cash',
        amount: promised,
      })),
    })
    await sign('secretary', caseId, 'contributions')
    expect((await evidenceAt('certificates'))?.text.zh).toBe('成员 15 户(个),已发证 0 份')
    await as('station', 'issueCertificates', { coopId })
    await sign('secretary', caseId, 'certificates')
    await paper('station', caseId, 'filing', ['filing-form'])
    await sign('station', caseId, 'filing', { values: { number: '备2020-1' } })
    await sign('county', caseId, 'filing')
    expect((await read()).coop?.certificates).toBe(15)
  })

  test('rules, books and the first month end it', async () => {
    await sign('secretary', caseId, 'rules')
    expect((await evidenceAt('books'))?.text.zh).toBe('还没有建账')
    expect(await as('station', 'openProjectBooks', { projectId })).toEqual({
      openedPeriod: 202012,
      capital: '100000.00',
    })
    expect((await evidenceAt('books'))?.text.zh).toBe('期初余额还没有确认')
    // What stands in the opening is booked once.
    expect(await run('bookShareEvents', { unitId: coopId })).toEqual({ booked: 0 })
    await run('closePeriods', { unitId: coopId, period: 202000, coopIds: [coopId] })
    await sign('station', caseId, 'books')
    expect((await refusalOf(sign('station', caseId, 'operation'))).text.zh).toContain(
      '首月还没有结账',
    )
  })

  test('every paper that has its data is written, with its number', async () => {
    const { papers } = await read()
    expect(papers.filter(({ missing }) => missing !== null).map(({ kind }) => kind)).toEqual([
      'appraisal-list',
    ])
    const first = { pdf: '%PDF-', docx: 'PK\u0003\u0004' }
    for (const { kind } of papers.filter(({ missing }) => missing === null)) {
      for (const format of ['pdf', 'docx'] as const) {
        const { content } = await as<{ content: string }>('town', 'printFoundingPaper', {
          projectId,
          kind,
          format,
        })
        const bytes = Buffer.from(content, 'base64').toString('latin1')
        expect(bytes.startsWith(first[format]), `${kind} ${format}`).toBe(true)
      }
    }
    const refused = as('town', 'printFoundingPaper', { projectId, kind: 'appraisal-list' })
    expect((await refusalOf(refused)).code).toBe('not_allowed_now')
  })

  test('the county sees where everything stands, and what is late', async () => {
    interface List {
      total: number
      overdue: number
      rows: { name: string; waiting: { overdue: boolean }[] }[]
    }
    await world.setDay('2021-06-01')
    const list = await as<List>('county', 'listFoundings', {})
    expect(list).toMatchObject({ total: 1, overdue: 1 })
    expect(list.rows[0]?.waiting[0]?.overdue).toBe(true)
    expect(await as<List>('neighbour', 'listFoundings', {})).toMatchObject({ total: 0, rows: [] })
    expect(await as<List>('county', 'listFoundings', { state: 'ended' })).toMatchObject({
      total: 0,
    })
  })
})

describe('a founding that ends early', () => {
  test('withdrawn: what was never registered is given up', async () => {
    const fresh = await as<{ projectId: string; caseId: string }>('secretary', 'startFounding', {
      villageId: ids.villageA,
      name: '甲村劳务专业合作社',
      mainKind: 'service',
    })
    const { coopId: made } = await as<{ coopId: string }>('secretary', 'registerProjectCoop', {
      projectId: fresh.projectId,
      branchId: village.branchId,
    })
    await as('secretary', 'withdrawCase', { caseId: fresh.caseId, reason: '村里另有安排' })
    await deliver()
    const { cooperative } = await run<{ cooperative: { status: string } }>('readCooperative', {
      coopId: made,
    })
    expect(cooperative.status).toBe('abandoned')
    const late = as('secretary', 'fillFeasibility', {
      projectId: fresh.projectId,
      feasibility: FEASIBILITY,
    })
    expect((await refusalOf(late)).code).toBe('not_allowed_now')
  })

  test('a branch of another village cannot lead it', async () => {
    const other = await world.people(ids.villageB, 1)
    const { projectId: made } = await as<{ projectId: string }>('secretary', 'startFounding', {
      villageId: ids.villageA,
      name: '甲村电商专业合作社',
      mainKind: 'production',
    })
    const wrong = as('secretary', 'registerProjectCoop', {
      projectId: made,
      branchId: other.branchId,
    })
    expect((await refusalOf(wrong)).faults[0]?.path).toBe('$.branchId')
  })
})
