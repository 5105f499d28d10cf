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
