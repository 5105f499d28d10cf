import { z } from 'zod'
import type { AnyId } from '../../../kernel/id.ts'
import { id } from '../../../kernel/schema.ts'
import type { Ctx } from '../../../platform/ctx.ts'

/** Who holds a post of a co-op today; answered by the module that keeps posts. */
export const OFFICERS = 'governance.officers'

const officers = z.array(
  z.object({
    /** Null: somebody the county's registry does not know. */
    personId: id.nullable(),
    name: z.string(),
    /** As people call it: 理事. */
    post: z.string(),
  }),
)
export type Officer = z.output<typeof officers>[number]

/** Chair, directors, supervisors, manager, accountant and cashier of a co-op, as far as posts are kept. */
export async function officersOf(ctx: Ctx, coopId: AnyId): Promise<readonly Officer[]> {
  const answer = (await ctx.ask(OFFICERS, [coopId])).get(coopId)
  return answer === undefined ? [] : officers.parse(answer)
}
