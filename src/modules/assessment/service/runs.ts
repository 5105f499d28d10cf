import { yearOf } from '../../../kernel/date.ts'
import type { AnyId, Id } from '../../../kernel/id.ts'
import { notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import { actorAccount } from '../../../platform/actor.ts'
import { takeNumbers } from '../../../platform/counter.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { calendarFor, dayAfter, loadCase, startCase } from '../../approvals/index.ts'
import type { assessmentContract } from '../contract.ts'
import type { Inputs, Scheme } from '../model.ts'
import { scoreOf } from '../rules/score.ts'
import { KIND_WORDS, pointsText, sayPeriod, sayRun } from '../rules/words.ts'
import { repliesOf } from '../store/replies.ts'
import * as store from '../store/runs.ts'
import {
  fingerprint,
  fingerprintOf,
  lockRun,
  notNow,
  periodFor,
  schemeFor,
  schemeOfRun,
  seesDraft,
  seesKind,
  settle,
  subjectOf,
} from './ground.ts'
import { type Candidate, groundFor, inputsFor, subjectsOf, type Wanted } from './inputs.ts'

type RunVerbs = Pick<
  Verbs<typeof assessmentContract, Ctx>,
  | 'runAssessment'
  | 'notifyAssessment'
  | 'submitAssessment'
  | 'cancelAssessment'
  | 'rescoreSubject'
  | 'verifyAssessment'
>

const scoreRow = (
  scheme: Scheme,
  inputs: Inputs,
  of: { readonly subjectId: AnyId; readonly version: number; readonly reason: string },
): store.NewScore => {
  const score = scoreOf(scheme, inputs)
  return { ...of, inputs, score, sha256: fingerprint(scheme, inputs, score) }
}

/** Of secretaries the year stands on months that are final, so that nothing beneath it moves any more. */
async function refuseOpenMonths(ctx: Ctx, kind: string, year: string): Promise<void> {
  if (kind !== 'secretary_year') return
  const months = []
  for (const run of await store.runRows(ctx, 'secretary_month')) {
    if (run.period.startsWith(`${year}-`)) months.push(await settle(ctx, run))
  }
  const open = months.filter(({ state }) => state !== 'final')
  if (open.length === 0) return
  const said = open.map(({ period }) => period).join('、')
  throw notNow(`${said} 的月考核还没有审定。`, `the months ${said} are not final.`)
}

async function refuseTwice(ctx: Ctx, kind: store.RunRow['kind'], period: string): Promise<void> {
  const known = (await store.runRows(ctx, kind)).find((run) => run.period === period)
  if (known === undefined) return
  throw new Refusal(
    'conflict',
    text(
      `该期已经核算:${sayRun(known)}。改动须先作废或经申诉重新核算。`,
      `That period is computed already: ${sayRun(known)}.`,
    ),
    { data: { runId: known.id } },
  )
}

export const runVerbs: RunVerbs = {
  runAssessment: async (ctx, { kind, period: written }) => {
    const period = periodFor(kind, written)
    await refuseTwice(ctx, kind, written)
    await refuseOpenMonths(ctx, kind, written)
    const { scheme, origin } = await schemeFor(ctx, kind, period.to)
    const asked = { kind, period: written, scheme }
    const ground = await groundFor(ctx, asked)
    const { asOf } = ground.frozen.table
    const [wanted, without] = sorted(kind, ground.candidates, asOf)
    if (wanted.length === 0) throw notNow('没有可考核的对象。', 'There is nobody to assess.')
    const inputs = await inputsFor(ctx, asked, { ground, wanted })
    const runId = ctx.newId()
    const year = yearOf(ctx.today)
    const number = await takeNumbers(ctx, { unitId: '', kind: 'assessment', year })
    await store.insertRun(ctx, {
      id: runId,
      kind,
      period: written,
      ends_on: period.to,
      year,
      number,
      scheme_version: origin.version,
      scheme,
      maker: actorAccount(ctx),
    })
    const subjects = wanted.map((one) => ({ id: ctx.newId(), ...one }))
    await store.insertSubjects(
      ctx,
      subjects.map(({ id, unitId, townId, personId, name, unitName, townName }) => ({
        id,
        run_id: runId,
        unit_id: unitId as Id<'unit'>,
        town_id: townId as Id<'unit'>,
        person_id: personId,
        name,
        unit_name: unitName,
        town_name: townName,
      })),
    )
    const scores = subjects.flatMap(({ id: subjectId }, i) => {
      const own = inputs[i]
      return own === undefined ? [] : [scoreRow(scheme, own, { subjectId, version: 1, reason: '' })]
    })
    await store.insertScores(ctx, scores)
    await store.addEvent(ctx, runId, { kind: 'scored' })
    // The trail keeps that scores were computed and from what, not whose they are.
    ctx.record({
      entity: 'assessment',
      id: runId,
      after: {
        number: sayRun({ year, number }),
        kind,
        period: written,
        scheme: origin.version,
        edition: ground.frozen.head,
        subjects: subjects.length,
      },
    })
    return { runId, number: sayRun({ year, number }), subjects: subjects.length, without }
  },

  notifyAssessment: async (ctx, { runId }) => {
    const run = await lockRun(ctx, runId, ['draft'])
    const replyUntil = await workingDay(ctx, schemeOfRun(run).replyDays)
    await store.setRun(ctx, runId, { state: 'notified', reply_until: replyUntil })
    await store.addEvent(ctx, runId, { kind: 'notified' })
    ctx.record({ entity: 'assessment', id: runId, after: { state: 'notified', replyUntil } })
    ctx.emit('assessment.notified', { runId })
    return { replyUntil }
  },

  submitAssessment: async (ctx, { runId }) => {
    const run = await lockRun(ctx, runId, ['notified'])
    if (run.case_id !== null) {
      throw new Refusal('conflict', text('已经送审。', 'It has been sent already.'))
    }
    const county = await store.countyUnit(ctx)
    if (county === null) throw notFound()
    const rows = await store.scoredIn(ctx, runId, null)
    const number = sayRun(run)
    const title = `${sayPeriod(run.period)}${KIND_WORDS[run.kind]}`
    const found = await startCase(ctx, {
      process: 'assessment-result',
      unitId: county.id as Id<'unit'>,
      title: `${number} ${title}`,
      subject: { kind: 'assessment', id: runId },
      // Who got what stands in the assessment alone: cases are read by more people.
      facts: { number, title, subjects: String(rows.length), hash: fingerprintOf(rows) },
    })
    await store.setRun(ctx, runId, { case_id: found.row.id })
    await store.addEvent(ctx, runId, { kind: 'submitted' })
    ctx.record({ entity: 'assessment', id: runId, after: { caseId: found.row.id } })
    return { caseId: found.row.id }
  },

  cancelAssessment: async (ctx, { runId, reason }) => {
    const run = await lockRun(ctx, runId, ['draft', 'notified'])
    await refuseRunning(ctx, run)
    await store.setRun(ctx, runId, { state: 'cancelled' })
    await store.addEvent(ctx, runId, { kind: 'cancelled', words: reason })
    ctx.record({ entity: 'assessment', id: runId, after: { state: 'cancelled', reason } })
    return {}
  },

  rescoreSubject: async (ctx, { unitId, subjectId, reason }) => {
    const { run, row } = await subjectOf(ctx, { unitId, subjectId, lock: true })
    if (run.state !== 'notified') {
      throw notNow('只有告知后、审定前可以重新核算。', 'Only between telling and sign-off.')
    }
    await refuseRunning(ctx, run)
    const upheld = (await repliesOf(ctx, subjectId)).some(
      ({ outcome, version }) => outcome === 'upheld' && version >= row.version,
    )
    if (!upheld) {
      throw notNow('没有成立的申诉,不能重新核算。', 'No appeal was upheld: the score stands.')
    }
    const scheme = schemeOfRun(run)
    const asked = { kind: run.kind, period: run.period, scheme }
    const ground = await groundFor(ctx, asked)
    const wanted: Wanted = {
      unitId: row.unit_id,
      unitName: row.unit_name,
      townId: row.town_id,
      townName: row.town_name,
      personId: row.person_id,
      name: row.name,
      postSince: row.inputs.postSince,
      predecessors: row.inputs.predecessors,
    }
    const [inputs] = await inputsFor(ctx, asked, { ground, wanted: [wanted] })
    if (inputs === undefined) throw notFound()
    const version = row.version + 1
    const fresh = scoreRow(scheme, inputs, { subjectId, version, reason })
    await store.insertScores(ctx, [fresh])
    await store.addEvent(ctx, run.id, { kind: 'rescored', words: `${row.unit_name}:${reason}` })
    ctx.record({ entity: 'assessment_subject', id: subjectId, after: { version, reason } })
    return {
      version,
      changed: fresh.score.points !== row.points,
      pointsText: pointsText(fresh.score.points),
    }
  },

  verifyAssessment: async (ctx, { unitId, runId }) => {
    const run = await store.runRow(ctx, runId, false)
    if (run === null || !seesKind(ctx, run.kind) || !seesDraft(ctx, run)) throw notFound()
    const scheme = schemeOfRun(run)
    const rows = await store.scoredIn(ctx, runId, unitId)
    const wrong = rows.filter(
      ({ inputs, sha256: hash }) => fingerprint(scheme, inputs, scoreOf(scheme, inputs)) !== hash,
    )
    return {
      subjects: rows.length,
      wrong: wrong.map((row) => ({ id: row.unit_id, name: row.unit_name })),
      hash: fingerprintOf(rows),
    }
  },
}

/** Who is scored, and villages in whose post nobody is on the last day. */
function sorted(kind: store.RunRow['kind'], candidates: readonly Candidate[], asOf: string) {
  const wanted: Wanted[] = []
  const without: { id: AnyId; name: string }[] = []
  for (const candidate of candidates) {
    const found = subjectsOf(kind, candidate, asOf)
    if (found.length === 0) without.push({ id: candidate.unitId, name: candidate.unitName })
    wanted.push(...found)
  }
  return [wanted, without] as const
}

/** So many working days from today; refuses beyond what the calendar of holidays covers. */
export async function workingDay(ctx: Ctx, days: number) {
  const day = dayAfter(ctx.today, { days, working: true }, await calendarFor(ctx))
  if (day === null) {
    throw notNow(
      '工作日历没有覆盖到期日,请先在“工作日历”中登记。',
      'The working calendar does not reach that far.',
    )
  }
  return day
}

/** A run whose sign-off is under way is left alone. */
export async function refuseRunning(ctx: Ctx, run: store.RunRow): Promise<void> {
  if (run.case_id === null) return
  const { standing } = await loadCase(ctx, run.case_id, false)
  if (standing.state === 'running') {
    throw notNow('结果正在审定,请先撤回。', 'It is being signed off: withdraw that first.')
  }
}
