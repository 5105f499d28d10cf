import { must } from '../../kernel/assert.ts'
import { addDays, date, type LocalDate } from '../../kernel/date.ts'
import { text } from '../../kernel/text.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { type DemoAccount, showCoop } from '../accounts.ts'
import { idOf } from './ids.ts'
import { receiptPicture } from './receipt.ts'
import { type Desk, withDesk } from './sessions.ts'
import type { Load, Step } from './step.ts'
import * as words from './talent-words.ts'

/*
 * 驻村、雏雁、积分、承诺 at work: first secretaries of the departments that help, villages that are due one, people in
 * the reserve at every step, deeds of the show branch with an appeal that waits, promises from made to kept.
 */

const [ORGANISATION, TOWN, VILLAGE, MEMBER, COUNTY] = [
  'demo-org',
  'demo-town-secretary',
  'demo-village',
  'demo-member',
  'demo-county',
]
const NAMES = [ORGANISATION, TOWN, VILLAGE, MEMBER, COUNTY]

/** The part of a load about people; a county without these accounts has none. */
export const talentSteps = (runtime: Runtime, accounts: readonly DemoAccount[]): readonly Step[] =>
  NAMES.every((name) => accounts.some(({ username }) => username === name))
    ? [
        {
          name: 'talent',
          title: text('驻村、储备、积分、承诺', 'Postings, reserve, points, promises'),
          weight: 250,
          run: (load) =>
            withDesk(runtime, { accounts, names: NAMES }, (desk) => talent(load, desk)),
        },
      ]
    : []

interface World {
  readonly load: Load
  readonly desk: Desk
  readonly today: LocalDate
  readonly villageId: string
  readonly villageCode: string
  readonly coopId: string
  readonly ago: (days: number) => LocalDate
}

async function talent(load: Load, desk: Desk): Promise<void> {
  const coop = showCoop(load.plan)
  const today = date(load.plan.today)
  const world: World = {
    load,
    desk,
    today,
    villageCode: coop.villageCode,
    villageId: idOf(load.ids.villages, coop.villageCode),
    coopId: idOf(load.ids.coops, coop.key),
    ago: (days) => addDays(today, -days),
  }
  await since(world, await postings(world))
  load.tell(0.4)
  for (const one of await nominations(world)) await leadOn(world, one)
  load.tell(0.6)
  await points(world)
  load.tell(0.8)
  await promises(world)
  load.tell(1)
}

const organisation = ({ desk }: World, label: string) => desk.as(ORGANISATION, `talent ${label}`)

/** The show village and others with counted co-ops, one in so many. */
const villagesOf = ({ load, villageCode }: World, count: number): string[] => {
  const codes = new Set(
    load.plan.coops.filter(({ counted }) => counted).map((coop) => coop.villageCode),
  )
  codes.delete(villageCode)
  const list = [...codes].toSorted()
  const every = Math.max(1, Math.floor(list.length / count))
  return [villageCode, ...list.filter((_, i) => i % every === 0).slice(0, count - 1)]
}

interface Sent {
  readonly postingId: string
  readonly code: string
  readonly villageId: string
  readonly department: { readonly name: string; readonly helperId: string }
}

/** Villages that are due a first secretary, and who was sent in spring. */
async function postings(world: World): Promise<Sent[]> {
  const { load, ago } = world
  const villages = villagesOf(world, 24)
  const { rows: departments } = await organisation(world, 'helpers').help.listHelpers({
    channel: 'department',
  })
  await organisation(world, 'due').talent.markDueVillages({
    rows: villages
      .filter((_, i) => i % 2 === 0)
      .map((code, i) => ({
        villageId: idOf(load.ids.villages, code),
        reason: must(words.DUE_REASONS[i % words.DUE_REASONS.length], 'a reason'),
        from: ago(730),
      })),
  })
  const sent: Sent[] = []
  // Every seventh of those due stays a gap.
  for (const [i, code] of villages.filter((_, at) => at % 14 !== 12).entries()) {
    const department = must(departments[(i * 5 + 14) % departments.length], 'a department')
    const term = must(words.TERMS[i % words.TERMS.length], 'a term')
    const villageId = idOf(load.ids.villages, code)
    const { postingId } = await organisation(world, `posting ${i}`).talent.savePosting({
      villageId,
      kind: 'first_secretary',
      name: words.someName(i),
      sendingUnit: department.name,
      helperId: department.helperId,
      from: ago(-term.began),
      until: ago(-term.until),
      document: '演示派〔2020〕1号',
    })
    sent.push({ postingId, code, villageId, department })
  }
  return sent
}

/** What was done since: most tasks, one call back, a team for the show village. */
async function since(world: World, sent: readonly Sent[]): Promise<void> {
  const { desk, ago } = world
  for (const [i, { villageId, postingId }] of sent.entries()) {
    // Every sixth has not reported yet; the show village has its own story.
    if (i === 0 || i % 6 === 4) continue
    const of = { villageId, postingId }
    const { tasks } = await organisation(world, `tasks ${i}`).talent.readPosting(of)
    for (const [n, { taskId }] of tasks.entries()) {
      await organisation(world, `task ${i} ${n}`).talent.finishPostingTask({
        ...of,
        taskId,
        outcome: 'done',
        on: ago(100 - n * 20),
        said: must(words.TASKS_DONE[n % words.TASKS_DONE.length], 'a word'),
      })
    }
  }
  const [show, ...others] = sent
  await showPosting(world, must(show, 'the posting of the show village'))
  await recalled(world, must(others[4], 'a posting'))
  for (const i of [0, 1]) {
    await desk.as(TOWN, `talent member ${i}`).talent.savePosting({
      villageId: world.villageId,
      kind: i === 0 ? 'team_leader' : 'team_member',
      name: words.someName(i + 40),
      sendingUnit: '县乡村振兴服务队',
      from: ago(200),
      until: ago(-530),
      document: '演示派〔2020〕2号',
    })
  }
}

/** The posting of the show village: tasks on their way, a visit and an offer of its sending unit. */
async function showPosting(world: World, { postingId, department }: Sent): Promise<void> {
  const { desk, villageId, coopId, ago } = world
  const { helperId } = department
  const of = { villageId, postingId }
  const town = (label: string) => desk.as(TOWN, `talent ${label}`)
  const { tasks } = await town('tasks').talent.readPosting(of)
  const other = must(
    tasks.find(({ aboutCoop }) => !aboutCoop),
    'a task',
  )
  await town('done').talent.finishPostingTask({
    ...of,
    taskId: other.taskId,
    outcome: 'done',
    on: ago(15),
    said: must(words.TASKS_DONE[0], 'a word'),
  })
  for (const [i, { what, ago: days }] of words.MORE_TASKS.entries()) {
    const on = ago(days > 0 ? 0 : days)
    await town(`task ${i}`).talent.addPostingTask({ ...of, what, coopId, dueOn: on })
  }
  await desk.as(COUNTY, 'talent visit').help.recordVisit({
    unitId: coopId,
    helperId,
    on: ago(9),
    place: '果园',
    did: words.SENT_VISIT,
  })
  await desk.as(COUNTY, 'talent offer').help.saveResource({
    unitId: world.load.ids.county,
    side: 'offer',
    kind: 'technology',
    helperId,
    ...words.OFFER,
  })
}

/** One was called back early; the next came the day after. */
async function recalled(world: World, of: Sent): Promise<void> {
  const { villageId } = of
  await organisation(world, 'recall').talent.endPosting({
    villageId,
    postingId: of.postingId,
    on: world.ago(40),
    ending: 'recall',
    reason: '连续两个月不在岗,经核实召回',
    handover: '工作台账、印鉴已移交村党支部',
  })
  await organisation(world, 'successor').talent.savePosting({
    villageId,
    kind: 'first_secretary',
    name: words.someName(30),
    sendingUnit: of.department.name,
    from: world.ago(39),
    until: world.ago(-690),
    replacesId: of.postingId,
    document: '演示派〔2020〕9号',
  })
}

/** Young people of the show town: one waits, one was returned. @returns the two who are led on, one of them by kin. */
async function nominations(world: World): Promise<Led[]> {
  const led: Led[] = []
  const { desk, load, ago, villageCode } = world
  const town = villageCode.slice(0, 9)
  const young = load.plan.persons.filter(
    (person) =>
      person.villageCode.startsWith(town) &&
      person.birthDate >= '1985-01-01' &&
      person.birthDate <= '1998-12-31',
  )
  const people = words.NOMINATED.map((_, i) => must(young[i * 3], 'somebody young'))
  for (const [i, { ...given }] of words.NOMINATED.entries()) {
    const person = must(people[i], 'a person')
    const villageId = idOf(load.ids.villages, person.villageCode)
    const { reserveId } = await desk.as(TOWN, `talent nominate ${i}`).talent.nominateReserve({
      villageId,
      personId: idOf(load.ids.persons, person.key),
      ...given,
      consentOn: ago(95),
      consentPaper: '本人书面同意书(演示)',
    })
    const of = { villageId, reserveId }
    if (i === 2) continue
    await organisation(world, `decide ${i}`).talent.decideNomination({
      ...of,
      decision: i === 3 ? 'return' : 'confirm',
      reason: i === 3 ? '材料中没有村党支部意见,请补齐后再报' : '经考察符合条件',
      reviewOn: i === 3 ? null : ago(-120),
    })
    if (i < 2) led.push({ ...of, i, key: person.key, home: person.householdKey })
  }
  return led
}

interface Led {
  readonly villageId: string
  readonly reserveId: string
  readonly i: number
  readonly key: string
  readonly home: string
}

async function leadOn(world: World, of: Led): Promise<void> {
  const { load, ago } = world
  const { i, key, home, villageId, reserveId } = of
  const entry = { villageId, reserveId }
  const kin = load.plan.persons.find((one) => one.householdKey === home && one.key !== key)
  const mentor = i === 1 && kin !== undefined ? kin : null
  await organisation(world, `mentor ${i}`).talent.assignMentor({
    ...entry,
    name: mentor?.name ?? words.someName(50),
    personId: mentor === null ? null : idOf(load.ids.persons, mentor.key),
    reason: '镇党委委员联系培养',
  })
  for (const [n, { ago: days, days: long, ...course }] of words.COURSES.entries()) {
    await organisation(world, `course ${i} ${n}`).talent.recordTraining({
      ...entry,
      ...course,
      from: ago(days),
      until: ago(days - long + 1),
      result: 'passed',
    })
  }
  await organisation(world, `step ${i}`).talent.moveReserve({
    ...entry,
    step: i === 0 ? 'ready' : 'training',
    reason: i === 0 ? '在合作社跟岗一年,考核优秀' : '安排参加合作社管理培训',
    reviewOn: ago(i === 0 ? -90 : -30),
  })
}

/** Party members of a village, the demonstration's own member first. */
function partyOf({ load }: World, villageCode: string): string[] {
  const coop = showCoop(load.plan)
  const own = coop.holders.filter(({ kind }) => kind === 'person')[7]?.personKey
  const keys = load.plan.party
    .filter((row) => row.villageCode === villageCode && !row.secretary)
    .map((row) => row.personKey)
  return keys
    .toSorted((a, b) => Number(b === own) - Number(a === own))
    .map((key) => idOf(load.ids.persons, key))
}

const photo = (name: string) => ({
  name: `${name}.png`,
  content: receiptPicture([`DEMO ${name}`]).toString('base64'),
})

async function points(world: World): Promise<void> {
  const { desk, villageId, ago, load } = world
  const village = (label: string) => desk.as(VILLAGE, `talent ${label}`).talent
  const [own = '', ...others] = partyOf(world, world.villageCode)
  for (const [i, { ago: days, ...deed }] of words.DEEDS.entries()) {
    const file = i === 2 ? photo('class') : null
    const at = { villageId, on: ago(days), ...deed }
    await village(`own ${i}`).recordPoints({ ...at, personId: own, file })
  }
  for (const [i, personId] of others.slice(0, 6).entries()) {
    for (const [n, { ago: days, ...deed }] of words.DEEDS.slice(0, 1 + (i % 3)).entries()) {
      await village(`deed ${i} ${n}`).recordPoints({
        villageId,
        personId,
        on: ago(days + i),
        ...deed,
      })
    }
  }
  await village('last year').recordPoints({
    villageId,
    personId: own,
    item: 'work',
    times: 6,
    on: ago(400),
    evidence: '修生产路义务出工 6 天',
  })
  await organisation(world, 'close').talent.closePointYear({
    unitId: idOf(load.ids.towns, world.villageCode.slice(0, 9)),
    year: Number(world.today.slice(0, 4)) - 1,
  })
  await appeal(world, own)
  await elsewhere(world)
}

/** The branch took an entry back; the member says that was wrong, and the town has not decided yet. */
async function appeal({ desk, villageId, ago }: World, personId: string): Promise<void> {
  const village = (label: string) => desk.as(VILLAGE, `talent ${label}`).talent
  const { eventId } = await village('wrong').recordPoints({
    villageId,
    personId,
    item: 'helped',
    times: 1,
    on: ago(12),
    evidence: '帮五保户收花生半天',
  })
  await village('taken back').withdrawPoints({ villageId, eventId, reason: '没有见证人签字' })
  await desk.as(MEMBER, 'talent appeal').talent.appealPoints({
    eventId,
    what: '当天有两名邻居在场,可以作证,请恢复。',
  })
}

/** A few deeds in other branches, for the sums of the county: those branches have no accounts of their own. */
async function elsewhere(world: World): Promise<void> {
  const { load, ago } = world
  const before = await load.door.talent.listPointSums({ limit: 1 })
  if (before.total > 1) return
  for (const code of villagesOf(world, 9).slice(1)) {
    const villageId = idOf(load.ids.villages, code)
    for (const [i, personId] of partyOf(world, code).slice(0, 3).entries()) {
      const { ago: days, ...deed } = must(words.DEEDS[i], 'a deed')
      await load.door.talent.recordPoints({ villageId, personId, on: ago(days), ...deed })
    }
  }
}

async function promises(world: World): Promise<void> {
  const { desk, villageId, coopId, ago } = world
  const persons = partyOf(world, world.villageCode)
  const village = (label: string) => desk.as(VILLAGE, `talent ${label}`).talent
  for (const [i, one] of words.PROMISES.entries()) {
    // The second is the demonstration member's own.
    const personId = must(persons[i === 1 ? 0 : i + 1], 'a Party member')
    const { promiseId } = await village(`promise ${i}`).makePromise({
      villageId,
      personId,
      coopId: i === 3 ? null : coopId,
      what: one.what,
      on: ago(one.ago),
      dueOn: ago(-one.due),
    })
    const of = { villageId, promiseId }
    if (i === words.PROMISES.length - 1) continue
    for (const place of ['board', 'phone'] as const) {
      await village(`show ${i} ${place}`).publishPromise({ ...of, place, on: ago(one.ago - 5) })
    }
    if (one.evidence === null) continue
    await village(`evidence ${i}`).addPromiseEvidence({
      ...of,
      on: ago(6),
      said: one.evidence,
      file: i === 2 ? photo('contract') : null,
    })
    if (one.how === 'phone') await village('ask').openAssessment({ ...of, until: ago(-10) })
    if (one.how === 'paper') {
      await village('count').countAssessment({
        ...of,
        on: ago(3),
        kept: 24,
        partly: 5,
        unkept: 1,
        counters: [words.someName(3), words.someName(8)],
        file: photo('tally'),
      })
    }
  }
}
