import { addDays, type LocalDate } from '../../../kernel/date.ts'
import { displayYuan, type Fen, fen, sumFen } from '../../../kernel/money.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Fault } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Actual, Milestone, MilestoneState, PlanBody, PlanLine } from '../model.ts'

/** A milestone not reached is near so many days before its last day. */
const SOON_DAYS = 30

/** What is wrong with a plan before anybody compares it with records: keys, days, places. */
export function faultsOf(
  body: PlanBody,
  known: { readonly year: number; readonly villages: ReadonlySet<AnyId> },
): Fault[] {
  const faults: Fault[] = []
  const say = (path: string, zh: string, en: string): number =>
    faults.push({ path: `$.${path}`, text: text(zh, en) })
  const keys = new Set<string>()
  const once = (key: string, path: string): void => {
    if (keys.has(key)) say(path, '编号重复', 'is used twice')
    keys.add(key)
  }
  const within = (on: LocalDate, path: string): void => {
    if (!on.startsWith(String(known.year))) say(path, '不在计划年度内', 'lies outside the year')
  }
  for (const [i, line] of body.lines.entries()) {
    const path = `lines[${i}]`
    once(line.key, `${path}.key`)
    within(line.dueOn, `${path}.dueOn`)
    if (!known.villages.has(line.villageId))
      say(`${path}.villageId`, '不是本镇的村', 'lies outside')
    const others = body.lines.slice(0, i).filter(({ villageId }) => villageId === line.villageId)
    const told = (one: PlanLine): boolean =>
      one.industryId !== null && line.industryId !== null && one.industryId !== line.industryId
    if (!others.every(told)) {
      say(`${path}.villageId`, '同一村分行的,产业应各不相同', 'one village, one industry a line')
    }
  }
  for (const [i, milestone] of body.milestones.entries()) {
    once(milestone.key, `milestones[${i}].key`)
    within(milestone.dueOn, `milestones[${i}].dueOn`)
  }
  return faults
}

/** A co-op fulfils a line of its village when their industries are the same, or one of them is not said. */
const fits = (line: PlanLine, coop: Actual['coops'][number]): boolean =>
  coop.villageId === line.villageId &&
  (line.industryId === null || coop.industryId === null || line.industryId === coop.industryId)

export interface LineNow {
  readonly line: PlanLine
  readonly done: Actual['coops']
  readonly running: Actual['foundings']
  readonly invested: Fen
  readonly state: MilestoneState
}
export interface MilestoneNow {
  readonly milestone: Milestone
  readonly state: MilestoneState
  readonly doneOn: LocalDate | null
  readonly reached: string
}
export interface PlanNow {
  readonly lines: readonly LineNow[]
  readonly milestones: readonly MilestoneNow[]
  /** Registered in the year, and no line of the plan. */
  readonly unplanned: Actual['coops']
  readonly plannedCoops: number
  readonly actualCoops: number
  readonly planned: Fen
  readonly actual: Fen
}

function stateAt(
  of: { readonly done: boolean; readonly doneOn: LocalDate | null; readonly dueOn: LocalDate },
  today: LocalDate,
): MilestoneState {
  if (of.done) return of.doneOn !== null && of.doneOn > of.dueOn ? 'late' : 'done'
  if (of.dueOn < today) return 'overdue'
  return of.dueOn <= addDays(today, SOON_DAYS) ? 'soon' : 'open'
}

/** Each co-op fulfils one line: its own industry's before one without. */
function share(body: PlanBody, actual: Actual): Map<string, Actual['coops'][number][]> {
  const taken = new Map<string, Actual['coops'][number][]>()
  const inOrder = actual.coops.toSorted((a, b) => (a.registeredOn < b.registeredOn ? -1 : 1))
  for (const coop of inOrder) {
    const fitting = body.lines.filter((line) => fits(line, coop))
    const best =
      fitting.find(({ industryId }) => industryId !== null && industryId === coop.industryId) ??
      fitting.find(({ key, coops }) => (taken.get(key)?.length ?? 0) < coops) ??
      fitting[0]
    if (best !== undefined) taken.set(best.key, [...(taken.get(best.key) ?? []), coop])
  }
  return taken
}

function milestoneNow(milestone: Milestone, actual: Actual, today: LocalDate): MilestoneNow {
  const { proof } = milestone
  const at = (done: boolean, doneOn: LocalDate | null, reached: string): MilestoneNow => ({
    milestone,
    doneOn: done ? doneOn : null,
    reached,
    state: stateAt({ done, doneOn, dueOn: milestone.dueOn }, today),
  })
  switch (proof.kind) {
    case 'coops':
    case 'foundings': {
      const days =
        proof.kind === 'coops'
          ? actual.coops.map(({ registeredOn }) => registeredOn).toSorted()
          : actual.foundings.map(({ startedOn }) => startedOn).toSorted()
      const nth = days[proof.count - 1] ?? null
      return at(nth !== null, nth, `${days.length}/${proof.count}`)
    }
    case 'investment':
      return at(
        actual.townInvested >= proof.amount,
        null,
        `${displayYuan(actual.townInvested)}/${displayYuan(proof.amount)}`,
      )
    case 'record': {
      const [first] = actual.shown
        .filter((one) => one.milestone === milestone.key)
        .map(({ on }) => on)
        .toSorted()
      return at(first !== undefined, first ?? null, '')
    }
  }
}

/**
 * A plan against what records say on a day. A line is reached when so many co-ops are registered in its village, a
 * milestone when its proof is there; late when after its day. Amounts are in fen; of amounts no day of reaching is
 * kept, so such a milestone is never late, only overdue until it is reached.
 */
export function planNow(body: PlanBody, actual: Actual, today: LocalDate): PlanNow {
  const shared = share(body, actual)
  const villages = new Set<AnyId>()
  const lines = body.lines.map((line): LineNow => {
    const done = shared.get(line.key) ?? []
    const nth = done[line.coops - 1]?.registeredOn ?? null
    // The money of a village stands with its first line alone: it cannot be told apart by industry.
    const first = !villages.has(line.villageId)
    villages.add(line.villageId)
    return {
      line,
      done,
      running: actual.foundings.filter(
        ({ villageId, running }) => running && villageId === line.villageId,
      ),
      invested: first ? (actual.invested.get(line.villageId) ?? fen(0)) : fen(0),
      state: stateAt({ done: nth !== null, doneOn: nth, dueOn: line.dueOn }, today),
    }
  })
  const planned = new Set([...shared.values()].flat().map(({ id }) => id))
  return {
    lines,
    milestones: body.milestones.map((one) => milestoneNow(one, actual, today)),
    unplanned: actual.coops.filter(({ id }) => !planned.has(id)),
    plannedCoops: body.lines.reduce((sum, { coops }) => sum + coops, 0),
    actualCoops: actual.coops.length,
    planned: sumFen(body.lines.map(({ investment }) => investment)),
    actual: actual.townInvested,
  }
}

/** What is behind: keys of lines and milestones that are overdue. */
export const behind = (now: PlanNow): string[] => [
  ...now.lines.filter(({ state }) => state === 'overdue').map(({ line }) => line.key),
  ...now.milestones
    .filter(({ state }) => state === 'overdue')
    .map(({ milestone }) => milestone.key),
]
