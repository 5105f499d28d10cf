import { describe, expect, test } from 'vitest'
import { addDays, date } from '../../kernel/date.ts'
import { governanceModule } from '../governance/index.ts'
import { MODEL_CHARTER } from '../governance/rules/charter.ts'
import { refusalOf } from '../policy/testing.ts'
import { foundingWorld } from './testing.ts'

/* The founding assembly as the meeting it is: governance says what it decided, founding rests on that. */

const world = await foundingWorld({ carried: null }, [governanceModule])
const { as, run, paper, sign, village } = world
const { projectId, caseId, coopId, today } = await world.checked()

interface Step {
  key: string
  evidence: { holds: boolean; text: { zh: string } }[]
}
const evidenceAt = async (step: string) =>
  (await as<{ steps: Step[] }>('secretary', 'readFounding', { projectId })).steps.find(
    ({ key }) => key === step,
  )?.evidence[0]

interface Meeting {
  agenda: {
    matterId: string
    matter: string
    post: string | null
    candidates: { candidateId: string }[]
    resolution: { resolutionId: string; carried: boolean } | null
  }[]
}
const heldOn = addDays(date(today), 15)
let [meetingId, charterId] = ['', '']
let founders: string[] = []
const meeting = () => run<Meeting>('readMeeting', { meetingId })

const election = (title: string, post: string, at: readonly number[]) => ({
  matter: 'election',
  title,
  post,
  seats: at.length,
  candidates: at.map((i) => village.personIds[i]),
})

describe('the founding assembly', () => {
  test('is called from the register of founders, with charter, organs and rules on its agenda', async () => {
    expect(await evidenceAt('assembly')).toMatchObject({ holds: false })
    const none = as('secretary', 'draftMeeting', {
      coopId,
      kind: 'founding',
      title: '设立大会',
      heldOn,
      startsAt: '09:00',
      place: '村委会议室',
    })
    expect((await refusalOf(none)).code).toBe('not_allowed_now')
    await as('secretary', 'openPlannedRegister', { projectId })
    const changed = as('secretary', 'saveSharePlan', {
      projectId,
      plan: world.planOf('30000', '6000'),
    })
    expect((await refusalOf(changed)).code).toBe('not_allowed_now')
    ;({ charterId } = await as<{ charterId: string }>('secretary', 'draftCharter', {
      coopId,
      parameters: {
        ...MODEL_CHARTER,
        name: '甲村大姜专业合作社',
        address: '甲镇甲村',
        scope: '大姜种植、销售',
      },
    }))
    ;({ meetingId } = await as<{ meetingId: string }>('secretary', 'draftMeeting', {
      coopId,
      kind: 'founding',
      title: '设立大会',
      heldOn,
      startsAt: '09:00',
      place: '村委会议室',
      matters: [
        {
          matter: 'charter_adoption',
          title: '通过章程',
          subject: { kind: 'charter', id: charterId },
        },
        election('选举理事长', 'chair', [0]),
        election('选举理事', 'director', [1, 2]),
        election('选举执行监事', 'supervisor_head', [3]),
        { matter: 'internal_rules', title: '通过内部管理制度' },
      ],
    }))
    await as('secretary', 'giveNotice', { meetingId, reason: '乡镇已审核通过' })
    await world.setDay(heldOn)
    await as('secretary', 'openMeeting', { meetingId })
    const { rows } = await run<{ rows: { holderId: string }[] }>('readMeetingRoll', { meetingId })
    founders = rows.map(({ holderId }) => holderId)
    expect(founders).toHaveLength(15)
  })

  test('one founder against the charter, and the assembly proves nothing', async () => {
    await as('secretary', 'signMembersIn', { meetingId, holderIds: founders })
    const [charter, ...others] = (await meeting()).agenda
    await vote(charter, (i) => (i === 0 ? 'no' : 'yes'))
    expect((await meeting()).agenda[0]?.resolution?.carried).toBe(false)
    expect(await evidenceAt('assembly')).toMatchObject({ holds: false })
    for (const one of others) await vote(one, () => (one.post === null ? 'yes' : one.candidates))
    await closeWith('未一致通过章程')
  })

  test('unanimous at the second one: the evidence holds and the step is signed', async () => {
    const again = addDays(heldOn, 15)
    ;({ meetingId } = await as<{ meetingId: string }>('secretary', 'draftMeeting', {
      coopId,
      kind: 'founding',
      title: '设立大会(再次召开)',
      heldOn: again,
      startsAt: '09:00',
      place: '村委会议室',
      matters: [
        {
          matter: 'charter_adoption',
          title: '通过章程',
          subject: { kind: 'charter', id: charterId },
        },
        { matter: 'internal_rules', title: '通过内部管理制度' },
      ],
    }))
    await as('secretary', 'giveNotice', { meetingId, reason: '乡镇已审核通过' })
    await world.setDay(again)
    await as('secretary', 'openMeeting', { meetingId })
    await as('secretary', 'signMembersIn', { meetingId, holderIds: founders })
    for (const one of (await meeting()).agenda) await vote(one, () => 'yes')
    await closeWith('全体设立人一致通过')
    const said = await evidenceAt('assembly')
    expect(said).toMatchObject({ holds: true })
    expect(said?.text.zh).toContain(`设立大会 ${again}`)
    await paper('secretary', caseId, 'assembly', ['founding-minutes', 'charter'])
    const signed = await sign('secretary', caseId, 'assembly', {
      values: { heldOn: again, founders: 15 },
    })
    expect(signed.stepDone).toBe(true)
  })

  test('charter and eight rules rest on its resolutions: the rules step is proved', async () => {
    const { agenda } = await meeting()
    const resolutionOf = (matter: string) =>
      agenda.find((one) => one.matter === matter)?.resolution?.resolutionId
    await as('secretary', 'recordLicence', {
      projectId,
      creditCode: '93371323MA3TTTTT8R',
      licensedOn: addDays(heldOn, 15),
      registrar: '县行政审批局',
    })
    await paper('secretary', caseId, 'registration', ['licence'])
    const values = { licensedOn: addDays(heldOn, 15) }
    await sign('secretary', caseId, 'registration', { values })
    expect((await evidenceAt('rules'))?.text.zh).toBe('章程还没有通过')
    const adopted = { coopId, charterId, resolutionId: resolutionOf('charter_adoption') }
    await as('secretary', 'adoptCharter', adopted)
    expect((await evidenceAt('rules'))?.text.zh).toBe('还缺 8 项内部制度')
    const { required } = await run<{ required: string[] }>('readInternalRules', { coopId })
    for (const kind of required) {
      await as('secretary', 'adoptInternalRule', {
        coopId,
        kind,
        title: `${kind} 制度`,
        body: '按章程执行。',
        resolutionId: resolutionOf('internal_rules'),
      })
    }
    expect(await evidenceAt('rules')).toMatchObject({ holds: true, text: { zh: '内部制度齐全' } })
    expect((await sign('secretary', caseId, 'rules')).stepDone).toBe(true)
  })
})

/** Everybody in the room shows hands on a matter, and its result is declared. */
async function vote(
  matter: Meeting['agenda'][number] | undefined,
  choice: (i: number) => string | Meeting['agenda'][number]['candidates'],
): Promise<void> {
  const matterId = matter?.matterId
  await as('secretary', 'openVoting', { meetingId, matterId })
  await as('secretary', 'recordHands', {
    meetingId,
    matterId,
    rows: founders.map((holderId, i) => {
      const said = choice(i)
      return {
        holderId,
        choice: typeof said === 'string' ? [said] : said.map(({ candidateId }) => candidateId),
      }
    }),
  })
  await as('secretary', 'closeVoting', { meetingId, matterId })
  await as('secretary', 'declareResult', { meetingId, matterId })
}

async function closeWith(minutes: string): Promise<void> {
  const names = { chairName: '成员甲', recorderName: '成员乙' }
  await as('secretary', 'writeMinutes', { meetingId, minutes, ...names })
  await as('secretary', 'closeMeeting', { meetingId })
}
