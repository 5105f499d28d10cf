import { badInput, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { startCase } from '../../approvals/index.ts'
import type { supervisionContract } from '../contract.ts'
import { mondayOf, mondaysBetween } from '../rules/clock.ts'
import * as store from '../store/listings.ts'
import { lockProblem, notNow, sayPlate, sayProblem } from './view.ts'

type ListingVerbs = Pick<
  Verbs<typeof supervisionContract, Ctx>,
  'proposeListing' | 'startListing' | 'dismissListing' | 'writeListingWeek' | 'listListings'
>

const NONE = () => notNow('该问题没有待定的挂牌建议。', 'No proposal waits for this problem.')

export const listingVerbs: ListingVerbs = {
  proposeListing: async (ctx, { problemId, reason }) => {
    const problem = await lockProblem(ctx, problemId)
    if (problem.closed_on !== null) throw notNow('问题已经办结。', 'The problem has ended.')
    if ((await store.liveListing(ctx, problemId)) !== null) {
      throw new Refusal(
        'conflict',
        text('已有挂牌建议或者正在挂牌督办。', 'It is proposed or listed already.'),
      )
    }
    const id = ctx.newId()
    await store.insertListing(ctx, { id, problemId, reason })
    ctx.record({ entity: 'problem_listing', id, after: { problemId, reason } })
    return { listingId: id }
  },

  startListing: async (ctx, { problemId, leader, dueOn }) => {
    const problem = await lockProblem(ctx, problemId)
    const listing = await store.liveListing(ctx, problemId)
    if (listing === null || listing.state !== 'proposed') throw NONE()
    if (dueOn < ctx.today) {
      throw badInput([{ path: '$.dueOn', text: text('不能早于今天', 'lies in the past') }])
    }
    const number = sayProblem(problem)
    const found = await startCase(ctx, {
      process: 'listed-supervision',
      unitId: problem.unit_id,
      title: `${number} 挂牌督办`,
      subject: { kind: 'problem', id: problemId },
      facts: {
        number,
        problem: problem.title,
        leader,
        dueOn,
        reason: listing.reason,
        frequency: '每周',
      },
    })
    const caseId = found.row.id
    await store.setListing(ctx, listing.id, {
      state: 'running',
      leader,
      due_on: dueOn,
      case_id: caseId,
    })
    ctx.record({ entity: 'problem_listing', id: listing.id, after: { leader, dueOn, caseId } })
    return { caseId }
  },

  dismissListing: async (ctx, { problemId, why }) => {
    await lockProblem(ctx, problemId)
    const listing = await store.liveListing(ctx, problemId)
    if (listing === null || listing.state !== 'proposed') throw NONE()
    await store.setListing(ctx, listing.id, { state: 'dismissed', dismissed_why: why })
    ctx.record({ entity: 'problem_listing', id: listing.id, after: { dismissed: why } })
    return {}
  },

  writeListingWeek: async (ctx, { problemId, week, progress }) => {
    await lockProblem(ctx, problemId)
    const listing = await store.liveListing(ctx, problemId)
    if (listing === null || listing.state !== 'listed') {
      throw notNow('该问题没有挂牌。', 'The problem is not listed.')
    }
    if (week > ctx.today) {
      throw badInput([{ path: '$.week', text: text('不能晚于今天', 'lies in the future') }])
    }
    const monday = mondayOf(week)
    const version = await store.insertWeek(ctx, { listingId: listing.id, monday, progress })
    ctx.record({ entity: 'problem_listing', id: listing.id, after: { monday, version, progress } })
    return { monday, version }
  },

  listListings: async (ctx, { unitId, past }) => {
    const rows = await store.listingRows(ctx, { unitId, past })
    const weeks = Map.groupBy(
      await store.weekRows(
        ctx,
        rows.map(({ id }) => id),
      ),
      ({ listing_id: id }) => id,
    )
    return { rows: rows.map((row) => shown(ctx, row, weeks.get(row.id) ?? [])) }
  },
}

function shown(ctx: Ctx, row: store.NamedListing, weeks: readonly store.ListingWeek[]) {
  const told = new Set(weeks.map(({ monday }) => monday))
  const until = row.removed_on ?? ctx.today
  const due = row.listed_on === null ? [] : mondaysBetween(row.listed_on, until)
  return {
    listingId: row.id,
    problemId: row.problem_id,
    problem: row.problem_title,
    number: sayProblem({ year: row.problem_year, number: row.problem_number }),
    unit: { id: row.unit_id, name: row.unit_name, kind: row.unit_kind },
    state: row.state,
    reason: row.reason,
    proposedOn: row.proposed_on,
    proposedBy: row.proposed_by,
    dismissedWhy: row.dismissed_why,
    leader: row.leader,
    dueOn: row.due_on,
    overdue: row.state === 'listed' && row.due_on !== null && row.due_on < ctx.today,
    caseId: row.case_id,
    plate: sayPlate(row.year, row.number),
    listedOn: row.listed_on,
    removedOn: row.removed_on,
    weeks: weeks.map((week) => ({
      monday: week.monday,
      version: week.version,
      progress: week.progress,
      by: week.recorded_by,
    })),
    missing: due.filter((monday) => !told.has(monday)),
  }
}
