import { sql } from 'kysely'
import type { AnyId } from '../kernel/id.ts'
import type { Tx } from './db.ts'

/** Ids as one parameter, however many. */
export const idArray = (ids: readonly AnyId[]) => sql<AnyId[]>`${`{${ids.join(',')}}`}::uuid[]`

/** `column = ANY (ids)`. */
export const isOneOf = (column: string, ids: readonly AnyId[]) =>
  sql<boolean>`${sql.ref(column)} = ANY (${idArray(ids)})`

const INSERT_CHUNK = 5_000

/**
 * Inserts many rows with one parameter a statement: the rows as JSON. bigint columns must be strings.
 * `columns` is the column list with types as `jsonb_to_recordset` reads them: 'id uuid, name text'.
 */
export async function insertRows(
  tx: Tx,
  into: { readonly table: string; readonly columns: string },
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  const names = into.columns.split(',').map((column) => column.trim().split(' ')[0] ?? '')
  const list = sql.join(names.map((name) => sql.ref(name)))
  for (let i = 0; i < rows.length; i += INSERT_CHUNK) {
    const chunk = JSON.stringify(rows.slice(i, i + INSERT_CHUNK))
    await sql`INSERT INTO ${sql.table(into.table)} (${list})
      SELECT ${list} FROM jsonb_to_recordset(${chunk}::jsonb) AS x(${sql.raw(into.columns)})`.execute(
      tx,
    )
  }
}
