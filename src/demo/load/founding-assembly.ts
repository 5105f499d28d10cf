import { must } from '../../kernel/assert.ts'
import type { CoopPlan } from '../model.ts'
import type { Door } from './door.ts'
import { caseOf, type Stage } from './founding-stage.ts'
import { idOf } from './ids.ts'

/* The founding assembly of the co-op whose founding is told: called from the register of founders, held, minuted. */

const VILLAGE = 'demo-village'
/** Under this name the stage keeps the id of the meeting. */
const MEETING = 'told meeting'

const as = ({ desk }: Stage, what: string): Door => desk.as(VILLAGE, `founding assembly ${what}`)

/** Opens the register of founders, puts charter, organs and rules on the agenda and gives notice. */
export async function callAssembly(stage: Stage, coop: CoopPlan): Promise<void> {
  const { load, made } = stage
  const coopId = idOf(load.ids.coops, coop.key)
  const { projectId } = caseOf(stage, 'told')
  const { founding, governance, shares } = as(stage, 'call')
  await founding.openPlannedRegister({ projectId })
  const { rows } = await shares.readRegister({ coopId })
  const persons = new Map(
    coop.holders.flatMap(({ key, personKey }) =>
      personKey === null ? [] : [[idOf(load.ids.persons, personKey), key] as const],
    ),
  )
  const collective = must(coop.holders[0], 'the collective').key
  for (const { holderId, personId } of rows) {
    const key = personId === null ? collective : must(persons.get(personId), 'a founder')
    load.ids.holders.set(`${coop.key} ${key}`, holderId)
  }
  const { parameters } = await governance.readCharter({ coopId })
  const { charterId } = await governance.draftCharter({
    coopId,
    parameters: { ...parameters, scope: coop.scope },
  })
  const people = coop.holders.flatMap(({ personKey }) =>
    personKey === null ? [] : [idOf(load.ids.persons, personKey)],
  )
  const election = (
    title: string,
    post: 'chair' | 'director' | 'supervisor_head',
    at: number[],
  ) => ({
    matter: 'election' as const,
    title,
    post,
    seats: at.length,
    candidates: at.map((i) => must(people[i], title)),
  })
  const { meetingId } = await governance.draftMeeting({
    coopId,
    kind: 'founding',
    title: '设立大会',
    heldOn: coop.foundedOn,
    startsAt: '09:00',
    place: '村党群服务中心',
    matters: [
      {
        matter: 'charter_adoption',
        title: '通过章程',
        subject: { kind: 'charter', id: charterId },
      },
      election('选举理事长', 'chair', [0]),
      election('选举理事', 'director', [2, 5]),
      election('选举执行监事', 'supervisor_head', [8]),
      { matter: 'internal_rules', title: '通过内部管理制度' },
    ],
  })
  await governance.giveNotice({ meetingId, reason: '方案已经乡镇审核通过' })
  made.set(MEETING, { projectId: meetingId, caseId: '' })
}

/** Everybody comes and agrees by hands; it is minuted and closed. @returns how many founders there are. */
export async function holdAssembly(stage: Stage, coop: CoopPlan): Promise<number> {
  const { projectId: meetingId } = caseOf(stage, MEETING)
  const { governance } = as(stage, 'hold')
  await governance.openMeeting({ meetingId })
  const { rows } = await governance.readMeetingRoll({ meetingId })
  const holderIds = rows.map(({ holderId }) => holderId)
  await governance.signMembersIn({ meetingId, holderIds })
  const { agenda } = await governance.readMeeting({ meetingId })
  for (const { matterId, post, candidates } of agenda) {
    const at = { meetingId, matterId }
    const verbs = as(stage, `vote ${matterId}`).governance
    const choice = post === null ? ['yes'] : candidates.map(({ candidateId }) => candidateId)
    await verbs.openVoting(at)
    await verbs.recordHands({ ...at, rows: holderIds.map((holderId) => ({ holderId, choice })) })
    await verbs.closeVoting(at)
    await verbs.declareResult(at)
  }
  const people = coop.holders.filter(({ kind }) => kind === 'person')
  await governance.writeMinutes({
    meetingId,
    minutes:
      '逐条宣读章程和出资清单,全体设立人一致同意;集体以设施作价出资,作价清册经全体设立人签字确认。',
    chairName: must(people[0], 'a chair').name,
    recorderName: must(people[4], 'a recorder').name,
  })
  await governance.closeMeeting({ meetingId })
  return holderIds.length
}
