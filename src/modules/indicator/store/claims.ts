import { sql } from 'kysely'
import type { Instant } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { tables } from '../../../platform/db.ts'
import type { Level } from '../model.ts'

export interface ClaimRow {
  readonly id: AnyId
  readonly unitId: AnyId
  readonly unitKind: Level
  readonly unitName: string
  readonly about: string
  readonly period: string
  readonly amount: bigint
  readonly evidence: string
  readonly note: string
  readonly fileName: string | null
  readonly recordedAt: Instant
  readonly recordedBy: string
  readonly withdrawnWhy: string | null
  readonly withdrawnAt: Instant | null
  readonly withdrawnBy: string | null
}

/** Claims of the unit and below it, newest first; withdrawn ones with their reason. */
export async function claimsBelow(
  ctx: Ctx,
  filter: {
    readonly unitId: AnyId
    readonly claimId?: AnyId
    readonly about?: string | undefined
    readonly period?: string | undefined
    readonly limit: number
    readonly offset: number
  },
): Promise<{ total: number; rows: ClaimRow[] }> {
  const { rows } = await sql<ClaimRow & { total: number }>`
    SELECT k.id, k.unit_id AS "unitId", u.kind AS "unitKind", u.name AS "unitName", k.about, k.period,
      k.amount, k.evidence, k.note, k.file_name AS "fileName", k.recorded_at AS "recordedAt",
      k.recorded_by AS "recordedBy", w.reason AS "withdrawnWhy", w.withdrawn_at AS "withdrawnAt",
      w.withdrawn_by AS "withdrawnBy", count(*) OVER ()::int AS total
    FROM figure_claim k
    JOIN org_unit u ON u.county_id = k.county_id AND u.id = k.unit_id
      AND u.ancestors @> ARRAY[${filter.unitId}::uuid]
    LEFT JOIN figure_claim_withdrawal w ON w.county_id = k.county_id AND w.claim_id = k.id
    WHERE k.county_id = ${ctx.county}
      AND (${filter.claimId ?? null}::uuid IS NULL OR k.id = ${filter.claimId ?? null}::uuid)
      AND (${filter.about ?? null}::text IS NULL OR k.about = ${filter.about ?? null})
      AND (${filter.period ?? null}::text IS NULL OR k.period = ${filter.period ?? null})
    ORDER BY k.recorded_at DESC, k.id DESC LIMIT ${filter.limit} OFFSET ${filter.offset}`.execute(
    ctx.tx,
  )
  return { total: rows[0]?.total ?? 0, rows: rows.map(({ total: _total, ...row }) => row) }
}

/** How many standing claims each indicator has for exactly this unit and period. */
export async function claimCounts(
  ctx: Ctx,
  unitId: AnyId,
  period: string,
): Promise<Map<string, number>> {
  const { rows } = await sql<{ about: string; count: number }>`
    SELECT k.about, count(*)::int AS count FROM figure_claim k
    WHERE k.county_id = ${ctx.county} AND k.unit_id = ${unitId} AND k.period = ${period}
      AND NOT EXISTS (SELECT FROM figure_claim_withdrawal w WHERE w.county_id = k.county_id
        AND w.claim_id = k.id) GROUP BY k.about`.execute(ctx.tx)
  return new Map(rows.map(({ about, count }) => [about, count]))
}

interface ClaimTables {
  figure_claim: {
    county_id: number
    id: AnyId
    unit_id: AnyId
    about: string
    period: string
    amount: bigint
    evidence: string
    note: string
    file_name: string | null
    media_type: string | null
    sha256: string | null
    recorded_at: Instant
    recorded_by: string
  }
  figure_claim_content: { county_id: number; claim_id: AnyId; content: Buffer }
  figure_claim_withdrawal: {
    county_id: number
    claim_id: AnyId
    reason: string
    withdrawn_at: Instant
    withdrawn_by: string
  }
}

export interface ClaimFile {
  readonly name: string
  readonly mediaType: string
  readonly sha256: string
  readonly bytes: Buffer
}

export async function insertClaim(
  ctx: Ctx,
  claim: Pick<
    ClaimRow,
    'id' | 'unitId' | 'about' | 'period' | 'amount' | 'evidence' | 'note' | 'recordedBy'
  > & {
    readonly file: ClaimFile | null
  },
): Promise<void> {
  const db = tables<ClaimTables>(ctx.tx)
  await db
    .insertInto('figure_claim')
    .values({
      county_id: ctx.county,
      id: claim.id,
      unit_id: claim.unitId,
      about: claim.about,
      period: claim.period,
      amount: claim.amount,
      evidence: claim.evidence,
      note: claim.note,
      file_name: claim.file?.name ?? null,
      media_type: claim.file?.mediaType ?? null,
      sha256: claim.file?.sha256 ?? null,
      recorded_at: ctx.now,
      recorded_by: claim.recordedBy,
    })
    .execute()
  if (claim.file === null) return
  await db
    .insertInto('figure_claim_content')
    .values({ county_id: ctx.county, claim_id: claim.id, content: claim.file.bytes })
    .execute()
}

export async function insertWithdrawal(
  ctx: Ctx,
  row: { readonly claimId: AnyId; readonly reason: string; readonly by: string },
): Promise<void> {
  await tables<ClaimTables>(ctx.tx)
    .insertInto('figure_claim_withdrawal')
    .values({
      county_id: ctx.county,
      claim_id: row.claimId,
      reason: row.reason,
      withdrawn_at: ctx.now,
      withdrawn_by: row.by,
    })
    .execute()
}

/** The file behind a claim of the unit or below it; null where there is none. */
export async function claimContent(
  ctx: Ctx,
  unitId: AnyId,
  claimId: AnyId,
): Promise<{ name: string; mediaType: string; content: Buffer } | null> {
  const { rows } = await sql<{ name: string; mediaType: string; content: Buffer }>`
    SELECT k.file_name AS name, k.media_type AS "mediaType", c.content FROM figure_claim k
    JOIN org_unit u ON u.county_id = k.county_id AND u.id = k.unit_id
      AND u.ancestors @> ARRAY[${unitId}::uuid]
    JOIN figure_claim_content c ON c.county_id = k.county_id AND c.claim_id = k.id
    WHERE k.county_id = ${ctx.county} AND k.id = ${claimId}`.execute(ctx.tx)
  return rows[0] ?? null
}
