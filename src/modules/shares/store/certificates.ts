import { insertRows, isOneOf } from '../../../platform/rows.ts'
import { actorName } from '../../../platform/actor.ts'
import { sql } from 'kysely'
import type { Instant, LocalDate } from '../../../kernel/date.ts'
import type { AnyId, Id } from '../../../kernel/id.ts'
import { takeNumbers } from '../../../platform/counter.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { Tx } from '../../../platform/db.ts'
import { ancestorsOf } from '../../../platform/unit.ts'
import { type CertificateTable, type SharesTables, shareTables } from '../store.ts'

/**
 * Takes `count` numbers of a co-op's certificates for a year.
 * @returns the first of them.
 */
export const takeCertificateNumbers = async (
  ctx: Ctx,
  coopId: AnyId,
  { year, count }: { readonly year: number; readonly count: number },
): Promise<number> =>
  Number(await takeNumbers(ctx, { unitId: coopId, kind: 'share_certificate', year }, count))

/** The newest link of the county's audit chain; null before the first. */
export async function auditHead(ctx: Ctx): Promise<{ seq: string; hash: string } | null> {
  const row = await shareTables(ctx.tx)
    .selectFrom('audit_seal')
    .select(['seq', 'hash'])
    .where('county_id', '=', ctx.county)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row === undefined
    ? null
    : { seq: row.seq.toString(), hash: Buffer.from(row.hash).toString('hex') }
}

export interface NewCertificate {
  readonly id: AnyId
  readonly coopId: AnyId
  readonly holderId: AnyId
  readonly year: number
  readonly number: number
  readonly issuedOn: LocalDate
  readonly replaces: AnyId | null
  readonly printed: unknown
}

export async function saveCertificates(
  ctx: Ctx,
  certificates: readonly NewCertificate[],
): Promise<void> {
  const by = actorName(ctx)
  await insertRows(
    ctx.tx,
    {
      table: 'share_certificate',
      columns: `county_id int, id uuid, coop_id uuid, holder_id uuid, year int, number int,
        issued_on date, issued_at timestamptz, issued_by text, status text, replaces_id uuid,
        printed jsonb`,
    },
    certificates.map((certificate) => ({
      county_id: ctx.county,
      id: certificate.id,
      coop_id: certificate.coopId,
      holder_id: certificate.holderId,
      year: certificate.year,
      number: certificate.number,
      issued_on: certificate.issuedOn,
      issued_at: ctx.now,
      issued_by: by,
      status: 'valid',
      replaces_id: certificate.replaces,
      printed: certificate.printed,
    })),
  )
}

export async function endCertificate(
  ctx: Ctx,
  id: AnyId,
  end: { readonly status: 'replaced' | 'void'; readonly reason: string },
): Promise<void> {
  await shareTables(ctx.tx)
    .updateTable('share_certificate')
    .set({
      status: end.status,
      ended_on: ctx.today,
      ended_by: actorName(ctx),
      end_reason: end.reason,
    })
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .execute()
}

/** A certificate, locked for the transaction when it is to be changed. */
export async function certificateById(
  ctx: Ctx,
  id: AnyId,
  options: { readonly lock?: boolean } = {},
): Promise<CertificateTable | null> {
  const row = await shareTables(ctx.tx)
    .selectFrom('share_certificate')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .$if(options.lock === true, (query) => query.forUpdate())
    .executeTakeFirst()
  return row ?? null
}

/** Which of the holders have a valid certificate. */
export async function validCertificates(
  ctx: Ctx,
  holderIds: readonly AnyId[],
): Promise<Set<AnyId>> {
  const rows = await shareTables(ctx.tx)
    .selectFrom('share_certificate')
    .select('holder_id')
    .where('county_id', '=', ctx.county)
    .where('status', '=', 'valid')
    .where(isOneOf('holder_id', holderIds))
    .execute()
  return new Set(rows.map((row) => row.holder_id))
}

export async function certificatesOfHolders(
  ctx: Ctx,
  holderIds: readonly AnyId[],
): Promise<CertificateTable[]> {
  return shareTables(ctx.tx)
    .selectFrom('share_certificate')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where(isOneOf('holder_id', holderIds))
    .orderBy('year')
    .orderBy('number')
    .execute()
}

export async function certificatePage(
  ctx: Ctx,
  coopId: AnyId,
  filter: {
    readonly year?: number | undefined
    readonly status?: CertificateTable['status'] | undefined
    readonly limit: number
    readonly offset: number
  },
): Promise<{ total: number; rows: CertificateTable[] }> {
  const query = shareTables(ctx.tx)
    .selectFrom('share_certificate')
    .where('county_id', '=', ctx.county)
    .where('coop_id', '=', coopId)
    .$if(filter.year !== undefined, (q) => q.where('year', '=', filter.year ?? 0))
    .$if(filter.status !== undefined, (q) => q.where('status', '=', filter.status ?? 'valid'))
  const rows = await query
    .selectAll()
    .orderBy('year', 'desc')
    .orderBy('number', 'desc')
    .limit(filter.limit)
    .offset(filter.offset)
    .execute()
  const { total } = await query
    .select(sql<number>`count(*)::int`.as('total'))
    .executeTakeFirstOrThrow()
  return { total, rows }
}

/** The newest recorded event that touched each holder: later than the issue means an outdated paper. */
export async function lastTouched(
  ctx: Ctx,
  holderIds: readonly AnyId[],
): Promise<Map<AnyId, Instant>> {
  const { rows } = await sql<{ holder_id: AnyId; touched: Instant }>`
    SELECT l.holder_id, max(e.recorded_at) AS touched
    FROM share_line AS l
    JOIN share_event AS e ON e.county_id = l.county_id AND e.id = l.event_id
    WHERE l.county_id = ${ctx.county} AND ${isOneOf('l.holder_id', holderIds)}
    GROUP BY l.holder_id`.execute(ctx.tx)
  return new Map(rows.map((row) => [row.holder_id, row.touched]))
}

/** The units a certificate belongs to: its co-op and what lies above. */
export async function unitsOfCertificate(tx: Tx, id: AnyId): Promise<readonly Id<'unit'>[] | null> {
  const row = await shareTables(tx)
    .selectFrom('share_certificate' satisfies keyof SharesTables)
    .select('coop_id')
    .where('county_id', '=', sql<number>`app_county()`)
    .where('id', '=', id)
    .executeTakeFirst()
  return row === undefined ? null : ancestorsOf(tx, row.coop_id)
}
