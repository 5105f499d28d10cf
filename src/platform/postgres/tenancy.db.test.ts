import pg from 'pg'
import { beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from './testing.ts'

/*
 * Every tenant table of every migration, the future ones included: without a county the application
 * sees no row and writes none; with one it sees that county's rows only, whatever the query asks.
 */
const db = await testDatabase()

interface Table {
  readonly name: string
  readonly key: { readonly name: string; readonly type: string }[]
}

let tables: Table[] = []

beforeAll(async () => {
  const { rows } = await db.owner.query<Table>(
    `SELECT c.relname AS name,
            (SELECT json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, -1))
                             ORDER BY k.place)
             FROM pg_index i
             CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY AS k (attnum, place)
             JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
             WHERE i.indrelid = c.oid AND i.indisprimary) AS key
     FROM pg_class c
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
       AND NOT c.relispartition AND c.relrowsecurity
     ORDER BY 1`,
  )
  tables = rows
  // Made-up rows need only a key here; the rules of single tables have tests of their own.
  await db.owner.query(
    `DO $$
     DECLARE line text;
     BEGIN
       FOR line IN
         SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname)
         FROM pg_constraint
         WHERE connamespace = 'public'::regnamespace AND contype IN ('c', 'f', 'x')
         UNION ALL
         SELECT format('ALTER TABLE %s ALTER %I DROP NOT NULL', a.attrelid::regclass, a.attname)
         FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
         WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
           AND a.attnum > 0 AND a.attnotnull AND NOT EXISTS (
             SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary
             AND a.attnum = ANY (i.indkey))
       LOOP EXECUTE line; END LOOP;
     END $$`,
  )
})

const MADE_UP: Readonly<Record<string, string>> = {
  uuid: `'018f0000-0000-7000-8000-000000000001'`,
  date: `'2020-11-30'`,
  'timestamp with time zone': `'2020-11-30T00:00:00Z'`,
  bytea: `'\\x00'`,
  boolean: 'true',
}

const insert = ({ name, key }: Table, county: number): string => {
  const columns = key.map((column) => pg.escapeIdentifier(column.name))
  const values = key.map((column, i) =>
    i === 0 ? String(county) : (MADE_UP[column.type] ?? `'1'`),
  )
  return `INSERT INTO ${pg.escapeIdentifier(name)} (${columns.join(', ')}) VALUES (${values.join(', ')})`
}

/** The answer of one statement of the application, in a transaction of that county or of none. */
async function asApp(county: number | null, sql: string): Promise<pg.QueryResult | string> {
  const client = await db.app.connect()
  try {
    await client.query('BEGIN')
    if (county !== null) await client.query('SELECT app_set_county($1)', [county])
    return await client.query(sql)
  } catch (error) {
    return error instanceof pg.DatabaseError ? (error.code ?? '') : String(error)
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
}

const countOf = async (county: number | null, table: string): Promise<unknown> => {
  const answer = await asApp(county, `SELECT county_id FROM ${pg.escapeIdentifier(table)}`)
  // A column or the whole table may be kept from the application; then it sees nothing at all.
  return typeof answer === 'string'
    ? answer
    : answer.rows.map((row: { county_id: number }) => row.county_id)
}

const INSUFFICIENT_PRIVILEGE = '42501'

describe('every tenant table', () => {
  test('has a key that begins with the county, and forced row security of one shape', async () => {
    expect(tables.map(({ name }) => name)).toContain('counter')
    expect(tables.filter(({ key }) => key[0]?.name !== 'county_id')).toEqual([])
    const { rows } = await db.owner.query<{ name: string; policies: string[]; forced: boolean }>(
      `SELECT c.relname AS name, c.relforcerowsecurity AS forced,
              array_agg(format('%s to %s: %s', p.polname,
                               CASE WHEN p.polroles = '{0}' THEN 'all' ELSE 'owner' END,
                               pg_get_expr(p.polqual, p.polrelid)) ORDER BY p.polname) AS policies
       FROM pg_class c LEFT JOIN pg_policy p ON p.polrelid = c.oid
       WHERE c.relnamespace = 'public'::regnamespace AND c.relrowsecurity GROUP BY 1, 2`,
    )
    for (const { name, forced, policies } of rows) {
      expect({ name, forced, policies }).toEqual({
        name,
        forced: true,
        policies: [
          'county to all: (county_id = app_county())',
          `owner_all_counties to owner: (current_setting('app.all_counties'::text, true) = 'on'::text)`,
        ],
      })
    }
  })

  test('shows and takes nothing without a county, and only its own rows with one', async () => {
    const client = await db.owner.connect()
    try {
      // Triggers judge real rows; these are made up.
      await client.query('SET session_replication_role = replica')
      for (const table of tables) {
        await client.query(insert(table, 1))
        await client.query(insert(table, 2))
      }
    } finally {
      client.release(true)
    }
    for (const table of tables) {
      const { name } = table
      const seen = await countOf(1, name)
      if (seen !== INSUFFICIENT_PRIVILEGE) {
        expect({ name, seen, without: await countOf(null, name) }).toEqual({
          name,
          seen: [1],
          without: [],
        })
      }
      expect({ name, written: await asApp(null, insert(table, 3)) }).toEqual({
        name,
        written: INSUFFICIENT_PRIVILEGE,
      })
      expect({ name, foreign: await asApp(1, insert(table, 3)) }).toEqual({
        name,
        foreign: INSUFFICIENT_PRIVILEGE,
      })
    }
  })

  test('the application cannot lift the wall by itself', async () => {
    const client = await db.app.connect()
    try {
      await client.query(`SET app.all_counties = 'on'`)
      expect((await client.query('SELECT 1 FROM counter')).rowCount).toBe(0)
      await expect(client.query('SET row_security = off; SELECT 1 FROM counter')).rejects.toThrow()
      await expect(client.query(`SET session_replication_role = replica`)).rejects.toThrow()
      await expect(client.query('ALTER TABLE counter DISABLE ROW LEVEL SECURITY')).rejects.toThrow()
      await expect(client.query('TRUNCATE counter')).rejects.toThrow()
      await expect(client.query('CREATE TABLE own (id int)')).rejects.toThrow()
      await expect(client.query(`SELECT app_protect('counter', 'SELECT')`)).rejects.toThrow()
    } finally {
      client.release(true)
    }
  })
})

describe('the county of a transaction', () => {
  test('ends with it', async () => {
    const client = await db.app.connect()
    try {
      await client.query('BEGIN')
      await client.query('SELECT app_set_county(1)')
      expect((await client.query('SELECT app_county() AS c')).rows).toEqual([{ c: 1 }])
      await client.query('COMMIT')
      expect((await client.query('SELECT app_county() AS c')).rows).toEqual([{ c: null }])
      expect((await client.query('SELECT 1 FROM counter')).rowCount).toBe(0)
    } finally {
      client.release()
    }
  })

  test('cannot be left open', async () => {
    expect(await asApp(null, 'SELECT app_set_county(NULL)')).toBe('22004')
  })
})

describe('the words of migrations', () => {
  test('append-only refuses change and lets rows in', async () => {
    await db.owner.query(
      `CREATE TABLE kept (county_id int, id int, PRIMARY KEY (county_id, id));
       SELECT app_append_only('kept'); INSERT INTO kept VALUES (1, 1)`,
    )
    for (const sql of ['UPDATE kept SET id = 2', 'DELETE FROM kept', 'TRUNCATE kept']) {
      await expect(db.owner.query(sql)).rejects.toMatchObject({ code: '23001', table: 'kept' })
    }
    expect((await db.owner.query('SELECT * FROM kept')).rows).toEqual([{ county_id: 1, id: 1 }])
  })

  test('rights are exactly those listed, and may name columns', async () => {
    await db.owner.query(
      `CREATE TABLE paper (county_id int, id int, title text, PRIMARY KEY (county_id, id));
       SELECT app_protect('paper', 'SELECT, INSERT, UPDATE (title)');
       INSERT INTO paper VALUES (1, 1, 'a')`,
    )
    expect(await asApp(1, `UPDATE paper SET title = 'b'`)).toMatchObject({ rowCount: 1 })
    expect(await asApp(1, 'UPDATE paper SET id = 2')).toBe(INSUFFICIENT_PRIVILEGE)
    expect(await asApp(1, 'DELETE FROM paper')).toBe(INSUFFICIENT_PRIVILEGE)
  })

  test.each([
    [
      `CREATE TABLE bad (id int PRIMARY KEY, county_id int)`,
      `'bad', 'SELECT'`,
      /begin with county_id/,
    ],
    [`CREATE TABLE bad (county_id int)`, `'bad', 'SELECT'`, /begin with county_id/],
    [
      `CREATE TABLE bad (county_id int PRIMARY KEY)`,
      `'bad', 'SELECT, TRUNCATE'`,
      /no list of SELECT, INSERT/,
    ],
    [
      `CREATE TABLE bad (county_id int PRIMARY KEY)`,
      `'bad', 'SELECT ON bad TO PUBLIC; DROP TABLE bad; --'`,
      /no list of SELECT, INSERT/,
    ],
  ])('app_protect refuses %s with %s', async (create, args, message) => {
    const client = await db.owner.connect()
    try {
      await client.query('BEGIN')
      await client.query(create)
      await expect(client.query(`SELECT app_protect(${args})`)).rejects.toThrow(message)
    } finally {
      await client.query('ROLLBACK')
      client.release()
    }
  })
})
