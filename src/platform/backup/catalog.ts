import type pg from 'pg'
import { must } from '../../kernel/assert.ts'
import type { BackupSequence, BackupTable } from './format.ts'

/** The transaction's settings under which values are written and read back exactly alike. */
export const EXACT_SETTINGS = `
  SET LOCAL search_path = public;
  SET LOCAL client_encoding = 'UTF8';
  SET LOCAL datestyle = 'ISO, YMD';
  SET LOCAL intervalstyle = 'postgres';
  SET LOCAL timezone = 'UTC';
  SET LOCAL extra_float_digits = 3;
  SET LOCAL bytea_output = 'hex';
  SET LOCAL statement_timeout = 0;
  SET LOCAL idle_in_transaction_session_timeout = 0;
  SET LOCAL synchronize_seqscans = off`

/** Tables of the product: those of schema public that belong to no extension, partitions through their parent. */
const OWN_TABLES = `
  c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
  AND c.relpersistence = 'p' AND c.relname <> 'schema_migration'
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass
                  AND d.objid = c.oid AND d.deptype = 'e')`

/** Names without quotes, in code-point order; generated columns are left out, the server computes them. */
export async function readTables(client: pg.ClientBase): Promise<BackupTable[]> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(
    `SELECT c.relname::text AS name,
            array_agg(a.attname::text ORDER BY a.attnum) AS columns
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE ${OWN_TABLES} AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     GROUP BY c.relname ORDER BY c.relname COLLATE "C"`,
  )
  return rows.map(({ name, columns }) => ({ name, columns }))
}

/** Sequences of identity columns and others; the product has none today, a backup must not depend on that. */
export async function readSequences(client: pg.ClientBase): Promise<BackupSequence[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT c.relname::text AS name FROM pg_class c
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'S' ORDER BY c.relname COLLATE "C"`,
  )
  const sequences: BackupSequence[] = []
  for (const { name } of rows) {
    const state = await client.query<{ value: string; called: boolean }>(
      `SELECT last_value::text AS value, is_called AS called FROM ${client.escapeIdentifier(name)}`,
    )
    sequences.push({ name, ...must(state.rows[0], 'state of a sequence') })
  }
  return sequences
}

/** The columns of the primary key, or all of them: rows leave in one order, equal data make equal files. */
async function orderOf(client: pg.ClientBase, table: BackupTable): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT a.attname::text AS name
     FROM pg_index i
     CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY AS k (attnum, place)
     JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
     WHERE i.indisprimary AND i.indrelid = $1::regclass ORDER BY k.place`,
    [client.escapeIdentifier(table.name)],
  )
  if (rows.length > 0) return rows.map(({ name }) => client.escapeIdentifier(name)).join(', ')
  return `${client.escapeIdentifier(table.name)}::text COLLATE "C"`
}

const columnList = (client: pg.ClientBase, table: BackupTable): string =>
  table.columns.map((column) => client.escapeIdentifier(column)).join(', ')

/** The statement that writes the table's rows in their order. */
export async function exportStatement(client: pg.ClientBase, table: BackupTable): Promise<string> {
  const name = client.escapeIdentifier(table.name)
  const order = await orderOf(client, table)
  return `COPY (SELECT ${columnList(client, table)} FROM ${name} ORDER BY ${order}) TO STDOUT`
}

export function importStatement(client: pg.ClientBase, table: BackupTable): string {
  const name = client.escapeIdentifier(table.name)
  return `COPY ${name} (${columnList(client, table)}) FROM STDIN`
}

/**
 * Tenant tables of which this connection would silently see a part only. Row-level security is forced
 * on the owner too; superusers and the policy that `app_protect` gives the owner see all.
 */
export async function hiddenTables(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT c.relname::text AS name FROM pg_class c
     WHERE ${OWN_TABLES} AND c.relrowsecurity
       AND NOT (SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user)
       AND NOT EXISTS (
         SELECT FROM pg_policy p
         WHERE p.polrelid = c.oid AND p.polname = 'owner_all_counties'
           AND (SELECT oid FROM pg_roles WHERE rolname = current_user) = ANY (p.polroles))
     ORDER BY 1`,
  )
  return rows.map(({ name }) => name)
}

/** The first table of a county that holds a row, or null: then the database counts as empty. */
export async function firstFilledTable(client: pg.ClientBase): Promise<string | null> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT c.relname::text AS name FROM pg_class c
     WHERE ${OWN_TABLES} AND EXISTS (
       SELECT FROM pg_attribute a
       WHERE a.attrelid = c.oid AND a.attname = 'county_id' AND NOT a.attisdropped)
     ORDER BY 1`,
  )
  for (const { name } of rows) {
    const found = await client.query(`SELECT 1 FROM ${client.escapeIdentifier(name)} LIMIT 1`)
    if (found.rowCount !== 0) return name
  }
  return null
}

/**
 * Removes everything the migrations made, extensions excepted. Only for a database without data: what
 * hangs on a table goes with it.
 */
export async function clearSchema(client: pg.ClientBase): Promise<void> {
  const own = (catalog: string, oid: string): string =>
    `NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = '${catalog}'::regclass
                 AND d.objid = ${oid} AND d.deptype IN ('e', 'i', 'a'))`
  const { rows } = await client.query<{ drop: string }>(
    `SELECT format('DROP %s IF EXISTS %s CASCADE',
                   CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW'
                                  WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END,
                   c.oid::regclass) AS drop
     FROM pg_class c
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
       AND ${own('pg_class', 'c.oid')}
     UNION ALL
     SELECT format('DROP ROUTINE IF EXISTS %s CASCADE', p.oid::regprocedure)
     FROM pg_proc p
     WHERE p.pronamespace = 'public'::regnamespace AND ${own('pg_proc', 'p.oid')}
     UNION ALL
     SELECT format('DROP TYPE IF EXISTS %s CASCADE', t.oid::regtype)
     FROM pg_type t
     WHERE t.typnamespace = 'public'::regnamespace AND t.typtype IN ('e', 'd')
       AND ${own('pg_type', 't.oid')}`,
  )
  for (const { drop } of rows) await client.query(drop)
}
