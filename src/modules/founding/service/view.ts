import { must } from '../../../kernel/assert.ts'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import {
  type Calendar,
  calendarFor,
  clockOf,
  loadCase,
  type LoadedCase,
  stepOf,
} from '../../approvals/index.ts'
import type { Standpoint } from '../model.ts'
import { countDown } from '../rules/countdown.ts'
import { projectRow } from '../store/projects.ts'
import type { ProjectRow } from '../store.ts'

/** A project with the case of its founding. */
export interface Founding {
  readonly project: ProjectRow
  readonly found: LoadedCase
}

/** A project by id with its case; locked for the verbs that change it. */
export async function loadFounding(ctx: Ctx, id: AnyId, lock = false): Promise<Founding> {
  const project = await projectRow(ctx, id, lock)
  if (project === null) throw notFound()
  return { project, found: await loadCase(ctx, project.case_id, false) }
}

/** Refuses what a project that has ended cannot do any more. */
export function mustRun({ found }: Founding): void {
  if (found.standing.state === 'running') return
  throw new Refusal('not_allowed_now', text('该项目已经办结。', 'The founding has ended.'))
}

export const isDone = ({ found }: Founding, step: string): boolean =>
  found.standing.steps.some(({ key, status }) => key === step && status === 'done')

export const isOpen = ({ found }: Founding, step: string): boolean =>
  found.standing.state === 'running' &&
  found.standing.steps.some(({ key, status }) => key === step && status === 'open')

/** Refuses a change of what the town has already checked. */
export function mustBeUnchecked(founding: Founding): void {
  mustRun(founding)
  if (!isDone(founding, 'town-check')) return
  throw new Refusal(
    'not_allowed_now',
    text(
      '乡镇(街道)已审核通过,不能再改;确需修改,请在办件中退回“章程和股权方案”。',
      'The town has checked it: return the case to the draft first.',
    ),
  )
}

/** The open steps' last days, and the rest of a step as the countdown reads it. */
export function standpointsOf(found: LoadedCase, calendar: Calendar): Standpoint[] {
  const { standing } = found
  return standing.steps.map((now) => {
    const step = must(stepOf(found.process, now.key), now.key)
    const open = standing.state === 'running' && now.status === 'open'
    const dueOn: LocalDate | null = open ? clockOf(step, now, { standing, calendar }).dueOn : null
    const roles = open
      ? now.seats.filter((seat) => seat.signed === null).map((seat) => seat.role)
      : []
    return { key: now.key, title: step.title, status: now.status, after: step.after, dueOn, roles }
  })
}

const ENDED = {
  done: text('已投入运营,创办办结。', 'In operation; the founding is complete.'),
  refused: text('审核未通过,项目已终止。', 'Refused; the project has ended.'),
  withdrawn: text('项目已撤回。', 'The project was withdrawn.'),
} as const

/** Where a project stands, in one sentence with what is missing. */
export function countdownOf(found: LoadedCase, standpoints: readonly Standpoint[], day: LocalDate) {
  const { state } = found.standing
  if (state !== 'running') {
    return { milestone: null, missing: [], overdue: [], sentence: { ...ENDED[state] } }
  }
  const { milestone, missing, overdue, sentence } = countDown(standpoints, day)
  return {
    milestone: milestone === null ? null : { ...milestone },
    missing: [...missing],
    overdue: [...overdue],
    sentence: { ...sentence },
  }
}

/** Everything a page says of the steps of a founding. */
export async function stepsOf(ctx: Ctx, { project, found }: Founding) {
  const calendar = await calendarFor(ctx)
  const standpoints = standpointsOf(found, calendar)
  const steps = []
  for (const now of found.standing.steps) {
    const step = must(stepOf(found.process, now.key), now.key)
    const due = standpoints.find(({ key }) => key === now.key)?.dueOn ?? null
    const open = found.standing.state === 'running' && now.status === 'open'
    const evidence = []
    for (const name of open ? step.evidence : []) {
      const about = { unitId: project.village_id, subjectId: project.id }
      const answer = await ctx.evidence(name, about)
      const said = answer?.text ?? text(`无法核对:${name}`, `cannot be proved: ${name}`)
      evidence.push({ name, holds: answer?.holds ?? false, text: { ...said } })
    }
    steps.push({
      key: now.key,
      title: { ...step.title },
      status: now.status,
      clause: step.clause,
      roles: now.seats.map(({ role }) => role),
      signed: now.seats.filter(({ signed }) => signed !== null).length,
      doneOn: now.doneOn,
      dueOn: due,
      overdue: due !== null && due < ctx.today,
      days: step.due === null ? null : { days: step.due.days, working: step.due.working },
      opinion: step.kind === 'record' ? null : opinionOf(now.seats),
      papers: step.papers.map(({ kind, title, required }) => ({
        kind,
        title: { ...title },
        required,
        here: now.papers.includes(kind),
      })),
      evidence,
    })
  }
  return { steps, ...countdownOf(found, standpoints, ctx.today) }
}

const opinionOf = (
  seats: readonly { readonly signed: { readonly outcome: 'agreed' | 'opposed' } | null }[],
): 'agreed' | 'opposed' | null =>
  seats.findLast(({ signed }) => signed !== null)?.signed?.outcome ?? null
