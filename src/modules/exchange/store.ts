import { sql } from 'kysely'
import type { Instant, LocalDate } from '../../kernel/date.ts'
import type { AnyId, Id } from '../../kernel/id.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { type Tx, tables } from '../../platform/db.ts'
import { insideScope } from '../../platform/unit.ts'
import type { ColumnMapping, SheetMapping } from './model.ts'

export type ImportStatus = 'draft' | 'confirmed' | 'repeated' | 'discarded' | 'expired'

export interface ImportCounts {
  readonly members: number
  readonly added: number
  readonly unchanged: number
  readonly errors: number
  readonly warnings: number
}

interface ImportColumns {
  readonly county_id: number
  readonly id: AnyId
  readonly unit_id: Id<'unit'>
  readonly file_name: string
  readonly file_hash: string
  readonly file_bytes: number
  readonly format: 'xlsx' | 'csv'
  readonly encoding: string
  readonly content_sealed: Buffer | null
  readonly mapping: unknown
  readonly founded_on: LocalDate | null
  readonly status: ImportStatus
  readonly counts: unknown
  readonly uploaded_at: Instant
  readonly uploaded_by: string
  readonly closed_at: Instant | null
  readonly closed_by: string | null
  readonly result: unknown
}

interface ExchangeTables {
  register_import: ImportColumns
  import_heading: {
    county_id: number
    signature_hash: string
    signature: string
    columns: unknown
    taught_at: Instant
    taught_by: string
  }
}

/** An import without its file. */
export type ImportRow = Omit<ImportColumns, 'content_sealed' | 'mapping' | 'counts'> & {
  readonly mapping: readonly SheetMapping[]
  readonly counts: ImportCounts
}

const SHOWN = [
  'county_id',
  'id',
  'unit_id',
  'file_name',
  'file_hash',
  'file_bytes',
  'format',
  'encoding',
  'mapping',
  'founded_on',
  'status',
  'counts',
  'uploaded_at',
  'uploaded_by',
  'closed_at',
  'closed_by',
  'result',
] as const

// The jsonb columns hold what this store wrote: the mapping and the counts of this module.
const shown = (row: Omit<ImportColumns, 'content_sealed'>): ImportRow => row as ImportRow

export async function insertImport(
  ctx: Ctx,
  row: {
    readonly id: AnyId
    readonly unitId: Id<'unit'>
    readonly fileName: string
    readonly fileHash: string
    readonly fileBytes: number
    readonly format: 'xlsx' | 'csv'
    readonly encoding: string
    readonly content: Buffer
    readonly mapping: readonly SheetMapping[]
    readonly counts: ImportCounts
    readonly by: string
  },
): Promise<void> {
  await tables<ExchangeTables>(ctx.tx)
    .insertInto('register_import')
    .values({
      county_id: ctx.county,
      id: row.id,
      unit_id: row.unitId,
      file_name: row.fileName,
      file_hash: row.fileHash,
      file_bytes: row.fileBytes,
      format: row.format,
      encoding: row.encoding,
      content_sealed: row.content,
      mapping: JSON.stringify(row.mapping),
      founded_on: null,
      status: 'draft',
      counts: JSON.stringify(row.counts),
      uploaded_at: ctx.now,
      uploaded_by: row.by,
      closed_at: null,
      closed_by: null,
      result: null,
    })
    .execute()
}

/** The import, locked until the transaction ends when `lock`; null when there is none. */
export async function importById(
  ctx: Ctx,
  id: AnyId,
  options: { readonly lock: boolean },
): Promise<ImportRow | null> {
  const row = await tables<ExchangeTables>(ctx.tx)
    .selectFrom('register_import')
    .select(SHOWN)
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .$if(options.lock, (query) => query.forUpdate())
    .executeTakeFirst()
  return row === undefined ? null : shown(row)
}

/** The sealed file of an import; null once it was given up. */
export async function contentOf(ctx: Ctx, id: AnyId): Promise<Buffer | null> {
  const row = await tables<ExchangeTables>(ctx.tx)
    .selectFrom('register_import')
    .select('content_sealed')
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.content_sealed ?? null
}

/** The import by which the same file entered the same unit before. */
export async function confirmedBefore(
  ctx: Ctx,
  unitId: Id<'unit'>,
  fileHash: string,
): Promise<ImportRow | null> {
  const row = await tables<ExchangeTables>(ctx.tx)
    .selectFrom('register_import')
    .select(SHOWN)
    .where('county_id', '=', ctx.county)
    .where('unit_id', '=', unitId)
    .where('file_hash', '=', fileHash)
    .where('status', '=', 'confirmed')
    .executeTakeFirst()
  return row === undefined ? null : shown(row)
}

export async function updateDraft(
  ctx: Ctx,
  id: AnyId,
  draft: {
    readonly mapping: readonly SheetMapping[]
    readonly foundedOn: LocalDate | null
    readonly counts: ImportCounts
  },
): Promise<void> {
  await tables<ExchangeTables>(ctx.tx)
    .updateTable('register_import')
    .set({
      mapping: JSON.stringify(draft.mapping),
      founded_on: draft.foundedOn,
      counts: JSON.stringify(draft.counts),
    })
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .execute()
}

/** Ends a draft. The file of a confirmed import stays as evidence, any other is taken away. */
export async function closeImport(
  ctx: Ctx,
  id: AnyId,
  end: {
    readonly status: Exclude<ImportStatus, 'draft'>
    readonly by: string
    readonly counts?: ImportCounts
    readonly result: unknown
  },
): Promise<void> {
  await tables<ExchangeTables>(ctx.tx)
    .updateTable('register_import')
    .set({
      status: end.status,
      closed_at: ctx.now,
      closed_by: end.by,
      result: JSON.stringify(end.result),
      ...(end.counts === undefined ? {} : { counts: JSON.stringify(end.counts) }),
      ...(end.status === 'confirmed' ? {} : { content_sealed: null }),
    })
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .execute()
}

/** Takes the files of drafts away that nobody confirmed since `before`: they are full of personal data. */
export async function expireDrafts(ctx: Ctx, before: Instant, by: string): Promise<number> {
  const done = await tables<ExchangeTables>(ctx.tx)
    .updateTable('register_import')
    .set({ status: 'expired', content_sealed: null, closed_at: ctx.now, closed_by: by })
    .where('county_id', '=', ctx.county)
    .where('status', '=', 'draft')
    .where('uploaded_at', '<', before)
    .executeTakeFirst()
  return Number(done.numUpdatedRows)
}

export async function listImportRows(
  ctx: Ctx,
  filter: {
    readonly unitId?: Id<'unit'> | undefined
    readonly status?: ImportStatus | undefined
    readonly limit: number
    readonly offset: number
  },
): Promise<{ total: number; rows: ImportRow[] }> {
  const { unitId, status } = filter
  let query = tables<ExchangeTables>(ctx.tx)
    .selectFrom('register_import')
    .where('county_id', '=', ctx.county)
    .where(insideScope(ctx, 'register_import.unit_id'))
  if (unitId !== undefined) query = query.where('unit_id', '=', unitId)
  if (status !== undefined) query = query.where('status', '=', status)
  const counted = await query.select(sql<number>`count(*)::int`.as('n')).executeTakeFirst()
  const rows = await query
    .select(SHOWN)
    .orderBy('uploaded_at', 'desc')
    .orderBy('id', 'desc')
    .limit(filter.limit)
    .offset(filter.offset)
    .execute()
  return { total: counted?.n ?? 0, rows: rows.map(shown) }
}

/** The unit an import belongs to, for the permission check; null when there is no such import. */
export async function unitOfImport(tx: Tx, id: AnyId): Promise<Id<'unit'> | null> {
  const row = await tables<ExchangeTables>(tx)
    .selectFrom('register_import')
    .select('unit_id')
    .where('county_id', '=', sql<number>`app_county()`)
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.unit_id ?? null
}

type Taught = Pick<ColumnMapping, 'column' | 'field' | 'unit'>

/** What the county has taught about lines of headings, by their hash. */
export async function taughtHeadings(
  ctx: Ctx,
  hashes: readonly string[],
): Promise<Map<string, readonly Taught[]>> {
  if (hashes.length === 0) return new Map()
  const rows = await tables<ExchangeTables>(ctx.tx)
    .selectFrom('import_heading')
    .select(['signature_hash', 'columns'])
    .where('county_id', '=', ctx.county)
    .where('signature_hash', 'in', hashes)
    .execute()
  return new Map(rows.map((row) => [row.signature_hash, row.columns as readonly Taught[]]))
}

export async function teachHeading(
  ctx: Ctx,
  heading: {
    readonly hash: string
    readonly signature: string
    readonly columns: readonly Taught[]
    readonly by: string
  },
): Promise<void> {
  const columns = JSON.stringify(heading.columns)
  await tables<ExchangeTables>(ctx.tx)
    .insertInto('import_heading')
    .values({
      county_id: ctx.county,
      signature_hash: heading.hash,
      signature: heading.signature,
      columns,
      taught_at: ctx.now,
      taught_by: heading.by,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['county_id', 'signature_hash'])
        .doUpdateSet({ columns, taught_at: ctx.now, taught_by: heading.by }),
    )
    .execute()
}
