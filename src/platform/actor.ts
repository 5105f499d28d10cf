import type { Instant } from '../kernel/date.ts'
import type { Id } from '../kernel/id.ts'
import type { Ctx } from './ctx.ts'

/** Who acts, as rows keep it: the account's name, or the job's. */
export function actorName(ctx: Ctx): string {
  const { actor } = ctx
  return actor.kind === 'account' ? actor.name : actor.kind === 'job' ? `job:${actor.name}` : ''
}

/** The acting account; null for jobs. */
export const actorAccount = (ctx: Ctx): Id<'account'> | null =>
  ctx.actor.kind === 'account' ? ctx.actor.accountId : null

/** The columns that say whose a row is, who wrote it, and when. */
export interface Written {
  readonly county_id: number
  readonly recorded_at: Instant
  readonly recorded_by: string
}

export const written = (ctx: Ctx): Written => ({
  county_id: ctx.county,
  recorded_at: ctx.now,
  recorded_by: actorName(ctx),
})
