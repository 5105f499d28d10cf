import { parseDate, yearOf } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { loadCase, type LoadedCase } from '../../approvals/index.ts'
import { daysLate } from '../rules/clock.ts'
import { reasonForListing } from '../rules/criteria.ts'
import * as listings from '../store/listings.ts'
import * as store from '../store/problems.ts'
import { followAssignments } from './assignments.ts'
import { followBulletin } from './reports.ts'
import { refreshSources } from './sources.ts'
import { rewind } from './view.ts'

/* What supervision does when a case of its own moves, and every day. Each bears being told twice. */

type Payload = Readonly<Record<string, unknown>>

/** Where a case stands: the first step that is open, or how it ended. */
function stageOf(found: LoadedCase): string {
  const { state, steps } = found.standing
  if (state === 'done') return 'closed'
  if (state !== 'running') return 'withdrawn'
  return steps.find(({ status }) => status === 'open')?.key ?? 'draft'
}

/** The stage of a problem, and the plate of one, follow their cases. */
export async function followCase(ctx: Ctx, payload: Payload): Promise<void> {
  const { caseId, process } = payload
  if (typeof caseId !== 'string' || typeof process !== 'string') return
  if (process === 'bulletin') await followBulletin(ctx, caseId as AnyId)
  if (process === 'listed-supervision') await followPlate(ctx, caseId as AnyId)
  if (process.startsWith('extension-by-')) await followExtension(ctx, caseId as AnyId)
  if (process.startsWith('problem-')) await followProblem(ctx, caseId as AnyId)
}

async function followProblem(ctx: Ctx, caseId: AnyId): Promise<void> {
  const found = await loadCase(ctx, caseId, false)
  const problemId = found.row.subject_id
  const row = problemId === null ? null : await store.problemRow(ctx, problemId, true)
  // An earlier case of a problem that was reopened since says nothing any more.
  if (row === null || row.case_id !== caseId) return
  const stage = stageOf(found)
  if (stage === row.stage) return
  const ended = found.standing.state === 'running' ? null : found.standing.endedOn
  await store.setProblem(ctx, row.id, { stage, closed_on: ended })
  if (stage === 'closed') ctx.emit('problem.closed', { problemId: row.id, unitId: row.unit_id })
}

/** A text that was written down. */
const written = (value: unknown): string => (typeof value === 'string' ? value : '')

async function followExtension(ctx: Ctx, caseId: AnyId): Promise<void> {
  const found = await loadCase(ctx, caseId, false)
  const problemId = found.row.subject_id
  if (found.standing.state !== 'done' || problemId === null) return
  const row = await store.problemRow(ctx, problemId, true)
  const until = parseDate(written(found.facts['until']))
  if (row === null || until === null || row.closed_on !== null) return
  const events = await store.eventRows(ctx, problemId)
  if (events.some((event) => event.kind === 'extended' && event.case_id === caseId)) return
  const words = written(found.facts['reason'])
  await store.addEvent(ctx, problemId, { kind: 'extended', words, dueOn: until, caseId })
  await rewind(ctx, problemId)
}

async function followPlate(ctx: Ctx, caseId: AnyId): Promise<void> {
  const found = await loadCase(ctx, caseId, false)
  const listing = await listings.listingOfCase(ctx, caseId)
  if (listing === null) return
  const { state, steps, endedOn } = found.standing
  const approved = steps.find(({ key }) => key === 'approve')
  if (listing.number === null && approved?.status === 'done' && state !== 'refused') {
    const listed = approved.doneOn ?? ctx.today
    const number = await listings.nextPlate(ctx)
    await listings.setListing(ctx, listing.id, {
      state: 'listed',
      year: yearOf(ctx.today),
      number,
      listed_on: listed,
    })
  }
  if (state === 'done') {
    await listings.setListing(ctx, listing.id, { state: 'removed', removed_on: endedOn })
  }
  if (state === 'refused' || state === 'withdrawn') {
    await listings.setListing(ctx, listing.id, { state: 'refused' })
  }
}

/** Overdue rises by itself: the story of the problem, a fact for those above, a proposal of a plate. */
export async function raiseOverdue(ctx: Ctx): Promise<void> {
  for (const row of await store.untoldOverdue(ctx)) {
    await store.addEvent(ctx, row.id, { kind: 'overdue', words: '', dueOn: row.due_on })
    ctx.emit('problem.overdue', {
      problemId: row.id,
      unitId: row.unit_id,
      dueOn: row.due_on,
      // The level above the one that issued the notice is told.
      role: row.issuer === 'county' ? 'county_leader' : 'county_agriculture',
    })
  }
  for (const row of await store.unlistedOpen(ctx)) {
    const late = daysLate({ dueOn: row.due_on, paused: row.paused, until: ctx.today })
    const reason = reasonForListing({
      severity: row.severity,
      daysLate: late,
      reopened: row.reopened,
    })
    if (reason === null) continue
    const id = ctx.newId()
    await listings.insertListing(ctx, { id, problemId: row.id, reason: reason.zh })
    ctx.record({ entity: 'problem_listing', id, after: { problemId: row.id, reason: reason.zh } })
  }
}

/** Every morning: the facts of the other modules, what is overdue, what was not answered. */
export async function everyMorning(ctx: Ctx): Promise<void> {
  await refreshSources(ctx)
  await raiseOverdue(ctx)
  await followAssignments(ctx)
}
