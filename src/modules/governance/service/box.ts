import { assert } from '../../../kernel/assert.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { addBallot, type Sums } from '../rules/tally.ts'
import { boxOf, saveBox } from '../store/votes.ts'

/*
 * The box of secret votes from phones: sums under the installation's key, all keys from the start and every number
 * of one width, so that neither the length nor the rows tell what the last one chose.
 */

const PLACE = 'ballot_box.content'
const WIDTH = 9

const sealed = (ctx: Ctx, sums: Sums): Buffer =>
  ctx.secrets.seal(
    PLACE,
    JSON.stringify(
      Object.entries(sums).map(([key, votes]) => [key, String(votes).padStart(WIDTH, '0')]),
    ),
  )

function opened(ctx: Ctx, content: Buffer): Sums {
  const rows = JSON.parse(ctx.secrets.open(PLACE, content)) as [string, string][]
  return Object.fromEntries(rows.map(([key, votes]) => [key, Number(votes)]))
}

/** An empty box for everything a ballot may be marked with. The caller holds the matter's lock. */
export const setUpBox = (ctx: Ctx, matterId: AnyId, keys: readonly string[]): Promise<void> =>
  saveBox(ctx, matterId, sealed(ctx, Object.fromEntries([...keys, CAST].map((key) => [key, 0]))))

/** Votes in the box, whatever they were for. */
const CAST = 'cast'

/** Puts votes into the box. The caller holds the matter's lock. */
export async function putIntoBox(
  ctx: Ctx,
  matterId: AnyId,
  ballot: { readonly choice: readonly string[]; readonly votes: number },
): Promise<void> {
  const content = await boxOf(ctx, matterId)
  assert(content !== null, 'the box of a secret vote')
  const sums = opened(ctx, content)
  const next = addBallot(sums, ballot.choice, ballot.votes)
  await saveBox(ctx, matterId, sealed(ctx, { ...next, [CAST]: (sums[CAST] ?? 0) + ballot.votes }))
}

/**
 * Opens the box once, when the vote is over, and empties it: afterwards only the result of all ways together is
 * kept. The votes in it must be those of the members who voted by phone.
 */
export async function emptyBox(ctx: Ctx, matterId: AnyId, expected: number): Promise<Sums> {
  const content = await boxOf(ctx, matterId)
  if (content === null) {
    assert(expected === 0, 'a box for the votes that were cast')
    return {}
  }
  const { [CAST]: cast = 0, ...sums } = opened(ctx, content)
  assert(cast === expected, 'as many votes in the box as members cast by phone')
  await setUpBox(ctx, matterId, Object.keys(sums))
  return sums
}
