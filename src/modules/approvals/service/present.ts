import { must } from '../../../kernel/assert.ts'
import { text } from '../../../kernel/text.ts'
import type { Output, Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { approvalsContract } from '../contract.ts'
import type { Act, Calendar, Person, Process, StepNow } from '../model.ts'
import { hasActed, isObjection, mayAct, returnsFrom, seatsFor } from '../rules/act.ts'
import { clockOf } from '../rules/clock.ts'
import { stepOf } from '../rules/standing.ts'
import { actRows } from '../store/cases.ts'
import { caseRows, type ListedTask, taskRows } from '../store/lists.ts'
import { draftRows, printRows } from '../store/drafts.ts'
import { paperRows } from '../store/papers.ts'
import { processesOf, versionKey } from '../store/processes.ts'
import type { CaseRow, DraftRow, PrintRow } from '../store.ts'
import { type Loaded, loadCase, personOf } from './acts.ts'
import { calendarFor } from './processes.ts'

type ReadVerbs = Pick<Verbs<typeof approvalsContract, Ctx>, 'readCase' | 'listCases' | 'listTasks'>
type TaskOutput = Output<(typeof approvalsContract)['listTasks']>['rows'][number]
type StepOutput = Output<(typeof approvalsContract)['readCase']>['steps'][number]

/** A case's number as people write it: 〔2020〕12号. */
export const sayNumber = ({ year, number }: Pick<CaseRow, 'year' | 'number'>): string =>
  `〔${year}〕${number}号`

/** The number on a printed sheet: 表〔2026〕12号. */
export const saySerial = ({ year, number }: Pick<PrintRow, 'year' | 'number'>): string =>
  `表〔${year}〕${number}号`

async function stepOutput(
  ctx: Ctx,
  found: Loaded,
  at: {
    readonly now: StepNow
    readonly person: Person
    readonly calendar: Calendar
    readonly drafts: readonly DraftRow[]
  },
): Promise<StepOutput> {
  const { now, person, calendar, drafts } = at
  const draft = drafts.find((one) => one.step === now.key && one.round === now.round)
  const step = must(stepOf(found.process, now.key), now.key)
  const open = found.standing.state === 'running' && now.status === 'open'
  const clock = open
    ? clockOf(step, now, { standing: found.standing, calendar })
    : { earliestOn: null, dueOn: null, uncovered: false }
  const free = mayAct(found, { step: now.key, person, today: ctx.today, calendar })
  const seated = open && seatsFor(person, now, found.units).length > 0
  const prepares = seated && !hasActed(found, step, person)
  const about = { unitId: found.row.unit_id, subjectId: found.row.subject_id }
  const evidence: StepOutput['evidence'] = []
  for (const name of open ? step.evidence : []) {
    const answer = await ctx.evidence(name, about)
    const said = answer?.text ?? text(`无法核对:${name}`, `cannot be proved: ${name}`)
    evidence.push({ name, holds: answer?.holds ?? false, text: said })
  }
  return {
    key: now.key,
    status: now.status,
    round: now.round,
    openedOn: now.openedOn,
    doneOn: now.doneOn,
    ...clock,
    overdue: clock.dueOn !== null && clock.dueOn < ctx.today,
    opposed: now.opposed,
    seats: now.seats.map(({ key, role, appointed, signed }) => ({
      key,
      role,
      appointed: appointed?.name ?? null,
      signed:
        signed === null
          ? null
          : {
              by: { name: signed.by.name, role: signed.by.role, instead: signed.by.instead },
              on: signed.on,
              outcome: signed.outcome,
              basis: signed.basis,
              basisText: signed.basisText,
              reason: signed.reason,
            },
    })),
    values: now.values as never,
    draft: !open ? null : draft === undefined ? earlierOf(found, now.key) : draftOf(draft),
    mine: isObjection(free)
      ? { seat: null, because: free.text, prepares }
      : { seat: free.seat.key, because: null, prepares },
    returns: seated ? [...returnsFrom(found, now.key)] : [],
    evidence,
  }
}

const draftOf = (row: DraftRow) => ({
  values: row.values as never,
  by: row.saved_by,
  at: row.saved_at,
})

/** What was signed in the round before a return: nobody writes the same twice. */
function earlierOf(found: Loaded, step: string): StepOutput['draft'] {
  const act = found.acts.findLast(
    (one) => one.kind === 'sign' && one.step === step && Object.keys(one.values).length > 0,
  )
  return act?.kind === 'sign' ? { values: act.values as never, by: act.by.name, at: act.on } : null
}

const wordsOf = (act: Act): string => {
  switch (act.kind) {
    case 'sign':
    case 'return':
    case 'withdraw':
      return act.reason
    case 'comment':
      return act.text
    case 'add-seat':
    case 'replace-seat':
      return `${act.seat.name}:${act.reason}`
    case 'paper':
      return act.name
    case 'overdue':
      return act.due
    case 'open':
      return ''
  }
}

const storyOf = (act: Act, at: string) => ({
  seq: act.seq,
  kind: act.kind,
  on: act.on,
  at,
  by: { name: act.by.name, role: act.by.role, instead: act.by.instead },
  step: 'step' in act ? act.step : null,
  outcome: act.kind === 'sign' ? act.outcome : null,
  basis: act.kind === 'sign' ? act.basis : null,
  basisText: act.kind === 'sign' ? act.basisText : '',
  words: wordsOf(act),
  to: act.kind === 'return' ? act.to : null,
  paperId: act.kind === 'paper' ? act.paperId : null,
})

export const readVerbs: ReadVerbs = {
  readCase: async (ctx, { caseId }) => {
    const found = await loadCase(ctx, caseId, false)
    const { row, process, standing } = found
    const calendar = await calendarFor(ctx)
    const person = await personOf(ctx)
    const drafts = await draftRows(ctx, caseId)
    const steps: StepOutput[] = []
    for (const now of standing.steps) {
      steps.push(await stepOutput(ctx, found, { now, person, calendar, drafts }))
    }
    const times = await actRows(ctx, caseId)
    const rounds = new Map(standing.steps.map(({ key, round }) => [key, round]))
    const unit = must(found.chain[0], 'the unit of a case')
    return {
      caseId,
      number: sayNumber(row),
      title: row.title,
      unitId: row.unit_id,
      unitName: unit.name,
      unitKind: unit.kind,
      state: standing.state,
      openedOn: row.opened_on,
      openedBy: row.opened_name,
      endedOn: standing.endedOn,
      acts: row.acts,
      version: row.version,
      subjectKind: row.subject_kind,
      subjectId: row.subject_id,
      facts: found.facts as never,
      process: process as never,
      steps,
      story: found.acts.map((act, i) => storyOf(act, times[i]?.at ?? '')),
      papers: (await paperRows(ctx, caseId)).map((paper) => ({
        paperId: paper.id,
        step: paper.step,
        kind: paper.kind,
        old: paper.round !== rounds.get(paper.step),
        name: paper.name,
        mediaType: paper.media_type,
        bytes: paper.bytes,
        sha256: paper.sha256,
        addedAt: paper.added_at,
        addedBy: paper.added_by,
      })),
      prints: (await printRows(ctx, caseId)).map((print) => ({
        serial: saySerial(print),
        step: print.step,
        kind: print.kind,
        at: print.printed_at,
        by: print.printed_by,
      })),
      withdrawable:
        standing.state === 'running' && found.acts[0]?.by.accountId === person.accountId,
    }
  },

  listCases: async (ctx, filter) => {
    const rows = await caseRows(ctx, filter)
    const processes = await processesOf(ctx, rows)
    return {
      total: rows[0]?.total ?? 0,
      overdue: rows[0]?.overdue_total ?? 0,
      rows: rows.map((row) => {
        const process = must(processes.get(versionKey(row)), row.process)
        return {
          caseId: row.id,
          process: row.process,
          processTitle: process.title,
          number: sayNumber(row),
          title: row.title,
          unitId: row.unit_id,
          unitName: row.unit_name,
          state: row.state,
          openedOn: row.opened_on,
          endedOn: row.ended_on,
          waiting: row.waiting.map(({ step, role }) => ({
            step,
            title: must(stepOf(process, step), step).title,
            role,
          })),
          dueOn: row.due_on,
          overdue: row.due_on !== null && row.due_on < ctx.today,
        }
      }),
    }
  },

  listTasks: async (ctx, { process, limit, offset }) => {
    const person = await personOf(ctx)
    const { rows, kinds } = await taskRows(ctx, person, { process, limit, offset })
    const processes = await processesOf(ctx, [...rows, ...kinds])
    const processFor = (of: { process: string; version: number }): Process =>
      must(processes.get(versionKey(of)), of.process)
    const counted = kinds.filter((kind) => kind.process === (process ?? kind.process))
    const sum = (what: 'tasks' | 'overdue' | 'ready'): number =>
      counted.reduce((all, kind) => all + kind[what], 0)
    return {
      total: sum('tasks'),
      overdue: sum('overdue'),
      ready: sum('ready'),
      processes: kinds.map((kind) => ({
        process: kind.process,
        title: processFor(kind).title,
        tasks: kind.tasks,
      })),
      rows: rows.map((row) => taskOutput(ctx, row, processFor(row))),
    }
  },
}

function taskOutput(ctx: Ctx, row: ListedTask, process: Process): TaskOutput {
  const step = must(stepOf(process, row.step), row.step)
  return {
    caseId: row.case_id,
    process: row.process,
    processTitle: process.title,
    number: sayNumber(row),
    title: row.title,
    unitId: row.case_unit_id,
    unitName: row.unit_name,
    step: row.step,
    stepTitle: step.title,
    kind: step.kind,
    seat: row.seat,
    openedOn: row.opened_on,
    earliestOn: row.earliest_on,
    dueOn: row.due_on,
    uncovered: row.uncovered,
    overdue: row.due_on !== null && row.due_on < ctx.today,
    waits: row.waits,
    escalated: row.escalated,
    instead: row.instead,
    bulk: !row.escalated && step.form.length === 0 && !step.papers.some(({ required }) => required),
    acts: row.acts,
  }
}
