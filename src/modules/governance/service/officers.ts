import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { Officer } from '../../spending/index.ts'
import type { Post } from '../model.ts'
import { postsOn } from '../store/posts.ts'

/** Posts whose holders act for the co-op; a delegate does not. */
const ACTING: Readonly<Record<Exclude<Post, 'delegate'>, string>> = {
  chair: '理事长',
  director: '理事',
  manager: '经理',
  supervisor_head: '监事长',
  supervisor: '监事',
  accountant: '会计',
  cashier: '出纳',
}

const isActing = (post: Post): post is keyof typeof ACTING => post !== 'delegate'

/** Who acts for these co-ops today, for the check of other sides (农民专业合作社法 36). */
export async function officersAnswer(
  ctx: Ctx,
  coopIds: readonly AnyId[],
): Promise<ReadonlyMap<AnyId, readonly Officer[]>> {
  const answers = new Map<AnyId, readonly Officer[]>()
  for (const coopId of coopIds) {
    const held = await postsOn(ctx, { coopId }, ctx.today)
    answers.set(
      coopId,
      held.flatMap(({ post, person_id, name }) =>
        isActing(post) ? [{ personId: person_id, name, post: ACTING[post] }] : [],
      ),
    )
  }
  return answers
}
