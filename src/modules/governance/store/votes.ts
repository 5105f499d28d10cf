import { sql } from 'kysely'
import type { AnyId } from '../../../kernel/id.ts'
import { actorName } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { insertRows, isOneOf } from '../../../platform/rows.ts'
import { type Channel, type CountRow, governanceTables } from '../store.ts'

/* Votes. Of a secret vote only who took part is a row; what was chosen goes into one sealed sum. */

/** Writes down that these took part; false when one of them has done so already, and nothing is written. */
export async function takePart(
  ctx: Ctx,
  matterId: AnyId,
  rows: readonly { readonly holderId: AnyId; readonly channel: Channel; readonly votes: number }[],
): Promise<boolean> {
  const written = await governanceTables(ctx.tx)
    .insertInto('vote_part')
    .values(
      rows.map(({ holderId, channel, votes }) => ({
        county_id: ctx.county,
        matter_id: matterId,
        holder_id: holderId,
        channel,
        votes,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const count = written.reduce((n, one) => n + Number(one.numInsertedOrUpdatedRows ?? 0n), 0)
  return count === rows.length
}

export async function insertOpenVotes(
  ctx: Ctx,
  matterId: AnyId,
  rows: readonly {
    readonly holderId: AnyId
    readonly seq: number
    readonly choice: readonly string[]
  }[],
): Promise<void> {
  await insertRows(
    ctx.tx,
    {
      table: 'open_vote',
      columns:
        'county_id int, matter_id uuid, holder_id uuid, seq int, choice text[], at timestamptz, noted_by text',
    },
    rows.map(({ holderId, seq, choice }) => ({
      county_id: ctx.county,
      matter_id: matterId,
      holder_id: holderId,
      seq,
      choice,
      at: ctx.now,
      noted_by: actorName(ctx),
    })),
  )
}

export interface LastVote {
  readonly matter_id: AnyId
  readonly holder_id: AnyId
  readonly seq: number
  readonly choice: string[]
  readonly votes: number
}

/** Open votes as they count: of each member the last one noted, with the votes held. */
export async function openVotesOf(ctx: Ctx, matterIds: readonly AnyId[]): Promise<LastVote[]> {
  const { rows } = await sql<LastVote>`
    SELECT DISTINCT ON (v.matter_id, v.holder_id) v.matter_id, v.holder_id, v.seq, v.choice, p.votes
    FROM open_vote v JOIN vote_part p ON p.county_id = v.county_id AND p.matter_id = v.matter_id
      AND p.holder_id = v.holder_id
    WHERE v.county_id = ${ctx.county} AND ${isOneOf('v.matter_id', matterIds)}
    ORDER BY v.matter_id, v.holder_id, v.seq DESC`.execute(ctx.tx)
  return rows
}

/** The sealed sum of a secret matter; the caller holds the matter's lock. */
export async function boxOf(ctx: Ctx, matterId: AnyId): Promise<Buffer | null> {
  const row = await governanceTables(ctx.tx)
    .selectFrom('ballot_box')
    .select('content')
    .where('county_id', '=', ctx.county)
    .where('matter_id', '=', matterId)
    .executeTakeFirst()
  return row?.content ?? null
}

export async function saveBox(ctx: Ctx, matterId: AnyId, content: Buffer): Promise<void> {
  await governanceTables(ctx.tx)
    .insertInto('ballot_box')
    .values({ county_id: ctx.county, matter_id: matterId, content })
    .onConflict((conflict) => conflict.columns(['county_id', 'matter_id']).doUpdateSet({ content }))
    .execute()
}

export const ballotCodes = async (ctx: Ctx, matterId: AnyId): Promise<string[]> =>
  (
    await governanceTables(ctx.tx)
      .selectFrom('paper_ballot')
      .select('code')
      .where('county_id', '=', ctx.county)
      .where('matter_id', '=', matterId)
      .orderBy('code')
      .execute()
  ).map(({ code }) => code)

/** How many ballots are printed, by matter. */
export async function ballotNumbers(
  ctx: Ctx,
  matterIds: readonly AnyId[],
): Promise<Map<AnyId, number>> {
  const rows = await governanceTables(ctx.tx)
    .selectFrom('paper_ballot')
    .select(['matter_id', sql<number>`count(*)::int`.as('n')])
    .where('county_id', '=', ctx.county)
    .where(isOneOf('matter_id', matterIds))
    .groupBy('matter_id')
    .execute()
  return new Map(rows.map(({ matter_id, n }) => [matter_id, n]))
}

/** Adds codes in their own order, so that the order of rows tells nothing of the order of printing. */
export async function insertBallots(
  ctx: Ctx,
  matterId: AnyId,
  codes: readonly string[],
): Promise<void> {
  await insertRows(
    ctx.tx,
    { table: 'paper_ballot', columns: 'county_id int, matter_id uuid, code text' },
    codes.toSorted().map((code) => ({ county_id: ctx.county, matter_id: matterId, code })),
  )
}

export interface StoredCount extends CountRow {
  readonly lines: readonly {
    readonly code: string
    readonly choice: string[]
    readonly void: boolean
  }[]
}

/** The counts of paper ballots, by matter and round. */
export async function countsOf(ctx: Ctx, matterIds: readonly AnyId[]): Promise<StoredCount[]> {
  const counts = await governanceTables(ctx.tx)
    .selectFrom('ballot_count')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where(isOneOf('matter_id', matterIds))
    .orderBy('round')
    .execute()
  const lines = await governanceTables(ctx.tx)
    .selectFrom('ballot_count_line')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where(
      isOneOf(
        'count_id',
        counts.map(({ id }) => id),
      ),
    )
    .orderBy('code')
    .execute()
  const by = Map.groupBy(lines, ({ count_id }) => count_id)
  return counts.map((count) => ({ ...count, lines: by.get(count.id) ?? [] }))
}

export async function insertCount(
  ctx: Ctx,
  count: Omit<CountRow, 'county_id' | 'at'>,
  lines: readonly {
    readonly code: string
    readonly choice: readonly string[]
    readonly void: boolean
  }[],
): Promise<void> {
  await governanceTables(ctx.tx)
    .insertInto('ballot_count')
    .values({ ...count, county_id: ctx.county, at: ctx.now })
    .execute()
  await insertRows(
    ctx.tx,
    {
      table: 'ballot_count_line',
      columns: 'county_id int, count_id uuid, code text, choice text[], void boolean',
    },
    lines
      .toSorted((a, b) => (a.code < b.code ? -1 : 1))
      .map((row) => ({ ...row, county_id: ctx.county, count_id: count.id })),
  )
}
