import type { LocalDate } from '../../../kernel/date.ts'
import type { Finding } from '../../../kernel/finding.ts'
import type { AnyId, Id } from '../../../kernel/id.ts'
import type { Fault } from '../../../kernel/refusal.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type {
  Act,
  Calendar,
  Person,
  Process,
  SeatNow,
  Signature,
  Signer,
  Standing,
  Step,
  StepNow,
  Values,
} from '../model.ts'
import { clockOf } from './clock.ts'
import { judgeDemand } from './condition.ts'
import { faultsOfForm } from './form.ts'
import { lookupAt, prerequisitesOf, stepOf } from './standing.ts'

/** A case as its acts are judged: its process, the facts it was opened with, what happened so far. */
export interface Case {
  readonly process: Process
  readonly facts: Values
  readonly acts: readonly Act[]
  readonly standing: Standing
  /** The case's unit and everything above it. */
  readonly units: readonly Id<'unit'>[]
}

export interface Moment {
  readonly today: LocalDate
  readonly calendar: Calendar
}

/** Why somebody may not do something now: `who` for the person, `when` for the case, faults for what they wrote. */
export interface Objection {
  readonly why: 'who' | 'when' | 'written'
  readonly text: Text
  readonly faults?: readonly Fault[]
  readonly findings?: readonly Finding[]
}

const objection = (why: Objection['why'], zh: string, en: string): Objection => ({
  why,
  text: text(zh, en),
})

/** A seat somebody may sign, and whose account they stand in for. */
export interface Free {
  readonly seat: SeatNow
  readonly instead: string | null
}

/**
 * The seats of a step that this person may sign: by appointment, as a substitute, by role at the case's units. Seats
 * of one's own name come first: one of a role can be signed by others, too.
 */
export function seatsFor(person: Person, step: StepNow, units: readonly Id<'unit'>[]): Free[] {
  const named = step.seats.filter(({ appointed }) => appointed !== null)
  const open = step.seats.filter(({ appointed }) => appointed === null)
  return [...named, ...open].flatMap((seat): Free[] => {
    if (seat.signed !== null) return []
    const { appointed } = seat
    if (appointed === null) {
      const holds = person.grants.some(
        ({ role, unitId }) => role === seat.role && unitId !== null && units.includes(unitId),
      )
      return holds ? [{ seat, instead: null }] : []
    }
    if (appointed.accountId === person.accountId) return [{ seat, instead: null }]
    const absent = person.substitutes.find(({ accountId }) => accountId === appointed.accountId)
    return absent === undefined ? [] : [{ seat, instead: absent.name }]
  })
}

/** Two signatures of one hand: the same account, or two accounts of one person. */
type Hand = Pick<Person, 'accountId' | 'personId'>
const isSame = (person: Hand, by: Signer): boolean =>
  by.accountId === person.accountId || (by.personId !== null && by.personId === person.personId)

/** Who has acted at a step of this round, or opened the case. */
function handsAt(found: Case, key: string): readonly Signer[] {
  if (key === 'open') return found.acts.slice(0, 1).map(({ by }) => by)
  const step = found.standing.steps.find((s) => s.key === key)
  return (step?.seats ?? []).flatMap(({ signed }) => (signed === null ? [] : [signed.by]))
}

/** Whether somebody may sign a step now, and for which seat; the first reason why not otherwise. */
export function mayAct(
  found: Case,
  what: { readonly step: string; readonly person: Person } & Moment,
): Free | Objection {
  const [step, now] = [stepOf(found.process, what.step), stepNowOf(found, what.step)]
  if (step === undefined || now === undefined) {
    return objection('when', '流程中没有这一步。', 'The process has no such step.')
  }
  const refused = refusedNow(found, step, { now, ...what })
  if (refused !== null) return refused
  const [free] = seatsFor(what.person, now, found.units)
  if (free === undefined) {
    return objection('who', '这一步不由您办理。', 'This step is not yours to do.')
  }
  if (hasActed(found, step, what.person)) {
    return objection(
      'who',
      '经办与审核必须是不同的人:您已在本件的相关环节中签署或发起。',
      'Who prepared something cannot approve it: you have signed or opened what this step checks.',
    )
  }
  return free
}

/** Whether somebody has signed this step already, or one that must be done by other hands. */
export function hasActed(found: Case, step: Step, who: Hand): boolean {
  // Of two steps kept apart either may come first where they run side by side.
  const mirrored = found.process.steps.flatMap(({ key, apart }) =>
    apart.includes(step.key) ? [key] : [],
  )
  return [step.key, ...step.apart, ...mirrored]
    .flatMap((key) => handsAt(found, key))
    .some((by) => isSame(who, by))
}

export const isObjection = (value: Free | Objection): value is Objection => 'why' in value

export const stepNowOf = (found: Case, key: string): StepNow | undefined =>
  found.standing.steps.find((step) => step.key === key)

/** Why the step cannot be done by anybody now; null when it can. */
function refusedNow(
  found: Case,
  step: Step,
  { now, today, calendar }: { readonly now: StepNow } & Moment,
): Objection | null {
  if (found.standing.state !== 'running') {
    return objection('when', '本件已经办结。', 'The case has ended.')
  }
  if (now.status === 'waiting') {
    const open = step.after.filter((key) => {
      const status = stepNowOf(found, key)?.status
      return status !== 'done' && status !== 'skipped'
    })
    const names = open.map((key) => stepOf(found.process, key)?.title ?? text(key, key))
    return objection(
      'when',
      `前面的环节还没有完成:${names.map(({ zh }) => zh).join('、')}。`,
      `Earlier steps are not done: ${names.map(({ en }) => en).join(', ')}.`,
    )
  }
  if (now.status === 'skipped') {
    return objection('when', '本件不需要办理这一步。', 'The case does not ask for this step.')
  }
  if (now.status !== 'open') {
    return objection('when', '这一步已经完成。', 'The step is already done.')
  }
  const clock = clockOf(step, now, { standing: found.standing, calendar })
  if (step.wait !== null && clock.earliestOn === null) {
    return objection(
      'when',
      '工作日历尚未维护到该日期,期限无法计算,不能办理。请先录入国务院放假安排。',
      'The working calendar does not reach that far, so the period cannot be counted: enter the holidays first.',
    )
  }
  if (clock.earliestOn !== null && today < clock.earliestOn) {
    return objection(
      'when',
      `法定或规定的期限未满,最早可于 ${clock.earliestOn} 办理。`,
      `The period has not run out: not before ${clock.earliestOn}.`,
    )
  }
  return null
}

/** What a signature says beyond who gives it. */
export type Writing = Pick<Signature, 'outcome' | 'basis' | 'basisText' | 'reason' | 'values'>

/**
 * Whether a no would end the case: only at an approval, and not on guidance, which is an opinion about what the
 * members may lawfully decide (农民专业合作社法 7, 69), unless the county's rule set says so of the step.
 */
export const bindsAt = (step: Step, basis: Signature['basis']): boolean =>
  step.kind === 'approval' && (basis !== 'guidance' || step.guidanceBinds === true)

/** What is wrong with what was written at a step: the form, the papers, what must hold. None: it can be signed. */
export function objectionsTo(
  found: Case,
  what: { readonly step: string; readonly writing: Writing } & Moment,
): Objection | null {
  const [step, now] = [stepOf(found.process, what.step), stepNowOf(found, what.step)]
  if (step === undefined || now === undefined) return null
  const { writing } = what
  const faults = faultsOfWriting(found, { ...what, step, now })
  if (faults.length > 0) {
    return { why: 'written', text: text('填写有误。', 'The form has faults.'), faults }
  }
  if (writing.outcome === 'opposed') return null
  const look = lookupAt(found.standing, { ...now.values, ...writing.values }, found.facts)
  const findings = step.demands
    .map((demand) => judgeDemand(demand, look))
    .filter((finding) => finding !== null)
    .filter(({ outcome }) => outcome !== 'passes')
  if (findings.length === 0) return objectionToPapers(step, now)
  return {
    why: 'when',
    text: text(
      `条件未满足:${findings.map((finding) => finding.text.zh).join(';')}`,
      `Not met: ${findings.map((finding) => finding.text.en).join('; ')}`,
    ),
    findings,
  }
}

function objectionToPapers(step: Step, now: StepNow): Objection | null {
  const missing = step.papers.filter(({ kind, required }) => required && !now.papers.includes(kind))
  if (missing.length === 0) return null
  return objection(
    'when',
    `还缺材料:${missing.map(({ title }) => title.zh).join('、')}。`,
    `Papers are missing: ${missing.map(({ title }) => title.en).join(', ')}.`,
  )
}

function faultsOfWriting(
  found: Case,
  at: { readonly step: Step; readonly now: StepNow; readonly writing: Writing } & Moment,
): Fault[] {
  const { step, now, writing } = at
  const first = now.seats.every(({ signed }) => signed === null)
  if (!first && Object.keys(writing.values).length > 0) {
    return [
      {
        path: '$.values',
        text: text(
          '本环节的内容已由前一位填写,您只能签署意见;有异议请退回。',
          'The first signer has filled this in; sign it, or return it.',
        ),
      },
    ]
  }
  const ends = writing.outcome === 'opposed' && bindsAt(step, writing.basis)
  // A no that ends the case needs its reason, not what a yes would have had to write down.
  const faults =
    first && !(ends && Object.keys(writing.values).length === 0)
      ? faultsOfForm(step.form, writing.values, '$.values')
      : []
  if (step.kind === 'record') {
    if (writing.outcome === 'opposed') {
      faults.push({
        path: '$.outcome',
        text: text('这一步没有意见可选', 'there is no opinion here'),
      })
    }
  } else if (writing.basis === null) {
    faults.push({ path: '$.basis', text: text('请注明依据', 'say on what it rests') })
  }
  if (writing.outcome === 'opposed' && writing.reason === '') {
    faults.push({ path: '$.reason', text: text('不同意须写明理由', 'a no needs its reason') })
  }
  return faults.length > 0 ? faults : faultsOfDays(found, at)
}

/**
 * An event cannot lie before those of the steps it follows, nor in the future, nor within the period the step had
 * to wait: what was signed later cannot claim to have happened earlier.
 */
function faultsOfDays(
  found: Case,
  at: { readonly step: Step; readonly now: StepNow; readonly writing: Writing } & Moment,
): Fault[] {
  const { step, now, writing, today, calendar } = at
  const { earliestOn } = clockOf(step, now, { standing: found.standing, calendar })
  const earlier = prerequisitesOf(found.process, step.key).flatMap((key) => {
    const before = stepOf(found.process, key)
    const values = stepNowOf(found, key)?.values ?? {}
    return eventsOf(before?.form ?? [], values)
  })
  const last = earlier.toSorted().at(-1)
  return step.form.flatMap((field): Fault[] => {
    const value = writing.values[field.key]
    if (field.kind !== 'day' || !field.event || typeof value !== 'string') return []
    const path = `$.values.${field.key}`
    if (value > today) return [{ path, text: text('不能晚于今天', 'must not lie in the future') }]
    if (earliestOn !== null && value < earliestOn) {
      const said = text(
        `期限未满,不能早于 ${earliestOn}`,
        `within the waiting period: not before ${earliestOn}`,
      )
      return [{ path, text: said }]
    }
    return last !== undefined && value < last
      ? [
          {
            path,
            text: text(
              `不能早于前面环节的日期 ${last}`,
              `must not lie before ${last}, the day of an earlier step`,
            ),
          },
        ]
      : []
  })
}

const eventsOf = (form: Step['form'], values: Values): string[] =>
  form.flatMap((field) => {
    const value = values[field.key]
    return field.kind === 'day' && field.event && typeof value === 'string' ? [value] : []
  })

/** Where a case can be returned to from a step: what is done and comes before it. */
export const returnsFrom = (found: Case, step: string): readonly string[] =>
  prerequisitesOf(found.process, step).filter((key) => stepNowOf(found, key)?.status === 'done')

/** An id by which an appointed seat is found again. */
export const seatKeyOf = (accountId: AnyId): string => `account:${accountId}`
