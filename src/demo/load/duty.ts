import { must } from '../../kernel/assert.ts'
import { addDays, date, type LocalDate } from '../../kernel/date.ts'
import { text } from '../../kernel/text.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { type DemoAccount, showCoop } from '../accounts.ts'
import { idOf } from './ids.ts'
import { nameAt, PLAN_AIMS, REGISTER } from './duty-words.ts'
import { type Desk, withDesk } from './sessions.ts'
import type { Load, Step } from './step.ts'

/*
 * 责任落实 at work: who holds the posts, the mechanism with its people, meetings of the county and of the show town with
 * what they ordered, plans of the towns in every state: none, draft, with the county, confirmed with gaps explained.
 */

const [ORG, COUNTY, TOWN, STATION] = ['demo-org', 'demo-county', 'demo-town-secretary', 'demo-town']
const NAMES = [ORG, COUNTY, TOWN, STATION]
const YEAR = 2020
const BASIS = { basis: 'guidance', basisText: '县党支部领办合作社工作部署' } as const

/** The part of a load for duties, meetings and plans; a county without these accounts has none. */
export const dutySteps = (runtime: Runtime, accounts: readonly DemoAccount[]): readonly Step[] =>
  NAMES.every((name) => accounts.some(({ username }) => username === name))
    ? [
        {
          name: 'duty',
          title: text('责任落实', 'Duties'),
          weight: 250,
          run: (load) => withDesk(runtime, { accounts, names: NAMES }, (desk) => work(load, desk)),
        },
      ]
    : []

interface Place {
  readonly id: string
  readonly name: string
}

async function work(load: Load, desk: Desk): Promise<void> {
  const { rows } = await desk.as(COUNTY, 'duty towns').duty.listTownPlans({ year: YEAR })
  const towns = rows.map(({ town }) => town)
  const show = await showTown(load, desk)
  await posts(load, desk, towns)
  load.tell(0.3)
  await meetings(load, desk, { towns, show })
  load.tell(0.6)
  await plans(load, desk, show)
  load.tell(0.8)
  await otherPlans(
    load,
    towns.filter(({ id }) => id !== show.id),
  )
  load.tell(1)
}

/** The town of the local accounts, with the village of theirs. */
async function showTown(load: Load, desk: Desk): Promise<Place & { readonly villageId: string }> {
  const coopId = idOf(load.ids.coops, showCoop(load.plan).key)
  const coop = await desk.as(COUNTY, 'duty show').registry.readCooperative({ coopId })
  const { town, village } = coop.cooperative
  return { ...must(town, 'the town of the show co-op'), villageId: village.id }
}

/** Who holds which post, and the people of the mechanism. */
async function posts(load: Load, desk: Desk, towns: readonly Place[]): Promise<void> {
  const from = '2020-01-06'
  const hold = (label: string, unitId: string, more: object) =>
    desk.as(ORG, `holder ${label}`).duty.saveDutyHolder({
      unitId,
      document: '演示任〔2020〕1号',
      from,
      ...(more as { post: 'town_secretary'; name: string }),
    })
  const county = load.ids.county
  await hold('county', county, { post: 'county_secretary', name: nameAt(0) })
  await hold('group', county, { post: 'leading_group', name: nameAt(1) })
  const read = await desk.as(ORG, 'mechanism').duty.readMechanism({})
  const departments = read.departments.map(({ role, name, duties }, i) => ({
    role,
    name,
    duties,
    leader: nameAt(i + 2),
    liaison: nameAt(i + 9),
  }))
  for (const { role, leader } of departments) {
    await hold(role, county, { post: 'department', department: role, name: leader })
  }
  await desk.as(ORG, 'save mechanism').duty.saveMechanism({
    label: read.label,
    reading: read.reading,
    documents: read.documents.map(({ code }) => code),
    departments,
    validFrom: load.plan.today,
    reason: '登记分管领导和联络员',
  })
  for (const [i, town] of towns.entries()) {
    const name = nameAt(i + 20)
    await hold(`town ${i}`, town.id, { post: 'town_secretary', name })
    await hold(`committee ${i}`, town.id, { post: 'town_committee', name })
  }
}

/** Meetings with what they resolved; the first orders of the county are answered by the show town. */
async function meetings(
  load: Load,
  desk: Desk,
  at: { readonly towns: readonly Place[]; readonly show: Place & { readonly villageId: string } },
): Promise<void> {
  const today = date(load.plan.today)
  const { rows } = await desk.as(COUNTY, 'tours').contest.listContests({ kind: 'tour', limit: 1 })
  const [tour] = rows
  for (const [i, { ago, level, site, items, ...meeting }] of REGISTER.entries()) {
    const county = level === 'county'
    const to = county ? at.towns.slice(0, 3) : [{ id: at.show.villageId, name: '' }]
    const heldOn = addDays(today, -ago)
    await desk.as(county ? COUNTY : STATION, `register ${i}`).duty.recordMeeting({
      ...meeting,
      unitId: county ? load.ids.county : at.show.id,
      heldOn,
      contestId: site === true ? (tour?.contestId ?? null) : null,
      items: items.map(({ said, task }) => ({
        said,
        tasks:
          task === undefined
            ? []
            : (county ? [...to.filter(({ id }) => id !== at.show.id), at.show] : to).map(
                ({ id }) => ({
                  unitId: id,
                  what: task.what,
                  responsible: task.responsible,
                  dueOn: addDays(heldOn, task.days),
                }),
              ),
      })),
    })
  }
  const { rows: errands } = await desk
    .as(TOWN, 'orders')
    .supervision.listAssignments({ direction: 'down', state: 'mine', limit: 50 })
  const mine = errands.filter(
    ({ source, mine: moves }) => source === 'meeting' && moves.includes('reply'),
  )
  for (const [i, { assignmentId }] of mine.slice(0, 2).entries()) {
    await desk.as(TOWN, `reply ${i}`).supervision.replyAssignment({
      assignmentId,
      words: '已按要求完成,附台账。',
    })
    if (i > 0) continue
    await desk
      .as(COUNTY, `judge ${i}`)
      .supervision.judgeAssignment({ assignmentId, done: true, words: '核实属实,办结。' })
  }
}

/** The villages of the town in which co-ops were registered this year come first: some lines are reached, some not. */
async function plans(load: Load, desk: Desk, show: Place): Promise<void> {
  const as = (username: string, label: string) => desk.as(username, `plan ${label}`)
  const lines = await linesFor(as(STATION, 'lines').registry, { townId: show.id, other: 3 })
  const at = { townId: show.id, year: YEAR }
  const body = {
    responsible: nameAt(30),
    aims: PLAN_AIMS,
    lines,
    milestones: milestonesOf(lines.length),
  }
  await as(STATION, 'save').duty.saveTownPlan({ ...at, ...body })
  const { caseId } = await as(STATION, 'submit').duty.submitTownPlan(at)
  const sign = (by: string, step: string, more: object = {}) =>
    as(by, step).approvals.signStep({ caseId, step, values: { opinion: '同意。' }, ...more })
  await sign(TOWN, 'sign')
  await sign(COUNTY, 'check')
  await sign(ORG, 'confirm', { values: {}, ...BASIS })
  await as(STATION, 'shown').duty.showMilestone({
    ...at,
    milestone: 'm4',
    on: addDays(date(load.plan.today), -12) as LocalDate,
    said: '镇党委会议专题研究,印发实施方案。',
  })
  await as(STATION, 'gap').duty.explainPlanGap({
    ...at,
    about: must(lines.at(-3), 'a line without a co-op').key,
    reason: '土地流转合同尚差两户签字,预计下月中旬完成登记。',
  })
}

/**
 * A town's planned villages: those where co-ops were registered this year, and some where none is yet; the first of
 * these should have been there by September.
 */
async function linesFor(
  registry: Load['door']['registry'],
  of: { readonly townId: string; readonly other: number },
) {
  const { rows } = await registry.listCooperatives({ unitId: of.townId, limit: 500 })
  const fresh = rows.filter(({ registeredOn }) => registeredOn?.startsWith(String(YEAR)) === true)
  const done = [...Map.groupBy(fresh, ({ village }) => village.id)]
  const { rows: villages } = await registry.listVillages({ townId: of.townId, limit: 500 })
  const other = villages.filter(({ id }) => !done.some(([villageId]) => villageId === id))
  const common = { industryId: null, name: '特色产业合作社' }
  return [
    ...done.map(([villageId, coops], i) => ({
      ...common,
      villageId,
      coops: coops.length,
      investment: `${coops.length * (250_000 + (i % 4) * 50_000)}`,
      dueOn: i % 6 === 5 ? '2020-06-30' : '2020-12-31',
      responsible: nameAt(i + 40),
    })),
    ...other.slice(0, of.other).map(({ id: villageId }, i) => ({
      ...common,
      villageId,
      name: '土地股份合作社',
      coops: 1,
      investment: `${(i + 1) * 150_000}`,
      dueOn: i === 0 ? '2020-09-30' : '2020-12-31',
      responsible: nameAt(i + 50),
    })),
  ].map((line, i) => ({ key: `l${i + 1}`, ...line }))
}

/** Of the other towns some have no plan yet, most a draft, every third sent to the county. */
async function otherPlans(load: Load, towns: readonly Place[]): Promise<void> {
  const { duty, registry } = load.door
  for (const [i, town] of towns.entries()) {
    if (i % 5 === 4) continue
    const { rows: known } = await duty.listTownPlans({ year: YEAR, limit: 500 })
    // Cut off and begun again: what is there stays.
    if (known.some((row) => row.town.id === town.id && row.status !== 'none')) continue
    const lines = await linesFor(registry, { townId: town.id, other: 1 + (i % 2) })
    const at = { townId: town.id, year: YEAR }
    const plan = { responsible: nameAt(i + 20), lines, milestones: milestonesOf(lines.length) }
    await duty.saveTownPlan({ ...at, ...plan })
    if (i % 3 === 0) await duty.submitTownPlan(at)
  }
}

const milestonesOf = (lines: number) => [
  {
    key: 'm1',
    title: '全年启动创办',
    dueOn: '2020-10-31',
    responsible: nameAt(31),
    proof: { kind: 'foundings' as const, count: 1 },
  },
  {
    key: 'm2',
    title: '新登记合作社过半',
    dueOn: '2020-11-20',
    responsible: nameAt(31),
    proof: { kind: 'coops' as const, count: Math.ceil(lines / 2) },
  },
  {
    key: 'm3',
    title: '到位资金 50 万元',
    dueOn: '2020-12-15',
    responsible: nameAt(32),
    proof: { kind: 'investment' as const, amount: '500000' },
  },
  {
    key: 'm4',
    title: '镇党委专题研究并印发方案',
    dueOn: '2020-11-20',
    responsible: nameAt(30),
    proof: { kind: 'record' as const },
  },
  {
    key: 'm5',
    title: '全年计划完成',
    dueOn: '2020-12-31',
    responsible: nameAt(30),
    proof: { kind: 'coops' as const, count: lines },
  },
]
