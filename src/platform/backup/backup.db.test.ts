import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { migrate, readMigrationFiles, type Migration } from '../migrate.ts'
import { withClient, type DatabaseAddress } from '../postgres/connection.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/testing.ts'
import { copyOut } from './copy.ts'
import { backupTo, restoreFrom, verifyBackup, type BackupProgress } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'miaoqi-backup-'))
const opened: TestDatabase[] = []
const roles: string[] = []
let admin: TestDatabase

beforeAll(async () => {
  admin = await createTestDatabase({ empty: true })
})
afterAll(async () => {
  for (const database of opened) await database.drop()
  for (const role of roles) await admin.owner.query(`DROP ROLE ${role}`)
  await admin.drop()
  rmSync(folder, { recursive: true, force: true })
})

const newFile = (): string => join(folder, `${randomUUID()}.miaoqi`)

async function emptyDatabase(): Promise<TestDatabase> {
  const database = await createTestDatabase({ empty: true })
  opened.push(database)
  return database
}

const step = (version: number, sql: string): Migration => {
  const name = `${String(version).padStart(4, '0')}_step.sql`
  return { version, name, sql, checksum: sql }
}

/** Everything that is hard to carry: kinds of values, names, keys that point in circles, guards. */
const HARD = step(
  2,
  `CREATE TYPE colour AS ENUM ('红', 'blue');
   CREATE TABLE "Odd ""name" (
     county_id integer NOT NULL,
     id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
     "Column, odd" text,
     amount bigint, rate numeric, measure double precision, day date, at timestamptz,
     span interval, bytes bytea, doc jsonb, raw json, words text[], ids uuid[], hue colour,
     doubled bigint GENERATED ALWAYS AS (amount / 2) STORED,
     PRIMARY KEY (county_id, id)
   );
   CREATE TABLE parent (
     county_id integer NOT NULL, id text NOT NULL, best_child text, PRIMARY KEY (county_id, id));
   CREATE TABLE child (
     county_id integer NOT NULL, id text NOT NULL, parent_id text NOT NULL, elder text,
     PRIMARY KEY (county_id, id));
   CREATE TABLE journal (
     county_id integer NOT NULL, id bigint NOT NULL, note text, PRIMARY KEY (county_id, id));
   CREATE TABLE keyless (word text, number integer);
   CREATE TABLE dictionary (code text PRIMARY KEY, name text NOT NULL);
   INSERT INTO dictionary VALUES ('101', '库存现金'), ('102', '银行存款');
   CREATE FUNCTION refuse_all() RETURNS trigger LANGUAGE plpgsql AS
     $$ BEGIN RAISE EXCEPTION 'closed'; END $$;
   CREATE TRIGGER closed BEFORE INSERT ON journal FOR EACH ROW EXECUTE FUNCTION refuse_all();
   ALTER TABLE journal ENABLE ALWAYS TRIGGER closed;
   SELECT app_append_only('journal');
   SELECT app_protect('"Odd ""name"', 'SELECT, INSERT');
   SELECT app_protect('parent', 'SELECT'); SELECT app_protect('child', 'SELECT');
   SELECT app_protect('journal', 'SELECT');
   SELECT app_share('keyless', 'SELECT'); SELECT app_share('dictionary', 'SELECT');
   ALTER TABLE parent ADD CONSTRAINT best FOREIGN KEY (county_id, best_child) REFERENCES child;
   ALTER TABLE child ADD FOREIGN KEY (county_id, parent_id) REFERENCES parent;
   ALTER TABLE child ADD FOREIGN KEY (county_id, elder) REFERENCES child
     DEFERRABLE INITIALLY DEFERRED;
   ALTER TABLE journal ADD FOREIGN KEY (county_id) REFERENCES county;`,
)
const FOUNDATION = readMigrationFiles().slice(0, 1)
const MIGRATIONS = [...FOUNDATION, HARD]
const LATER = step(3, `ALTER TABLE keyless ADD COLUMN later text DEFAULT 'new'`)

const ROWS = `
  INSERT INTO county (county_id, code, name) VALUES (1, '371323', '沂水县'), (2, 'x', '另一县');
  INSERT INTO counter VALUES (1, 'u', 'voucher', 2020, 7), (2, 'u', 'voucher', 2020, 9);
  INSERT INTO "Odd ""name" (county_id, "Column, odd", amount, rate, measure, day, at, span, bytes,
                            doc, raw, words, ids, hue) VALUES
    (1, E'tab\\t line\\n return\\r slash\\\\ nul \\\\N dot\\n\\\\.\\n 𠮷 a\\u0301', 9223372036854775807,
     1234567890123456789012345678.000000000000000000010, 5e-324, '-infinity', 'infinity',
     '1 mon -3 days 04:05:06.000007', '\\x0000ff0a5c', '{"b": 1.0, "a": "\\n\\u6c82"}',
     '{"b" :1.0,  "a":1}', ARRAY['a,b', NULL, '', 'NULL', '"', '\\'], '{}', '红'),
    (2, '', -9223372036854775808, 'NaN', '-0', '4713-01-01 BC', '2020-11-30 12:00:00.123457+08',
     '-178000000 years', '', 'null', '"x"', NULL, ARRAY[gen_random_uuid(), NULL], 'blue'),
    (1, '\\N', NULL, 'Infinity', 0.1::float8 + 0.2::float8, NULL, '0001-01-01 00:00:00 BC', NULL, NULL,
     NULL, NULL, ARRAY[['x','y'],['z',NULL]], NULL, NULL);
  ALTER TABLE parent DISABLE TRIGGER ALL; ALTER TABLE child DISABLE TRIGGER ALL;
  INSERT INTO parent VALUES (1, 'p', 'c2'), (1, 'q', NULL), (2, 'p', NULL);
  INSERT INTO child VALUES (1, 'c1', 'p', 'c2'), (1, 'c2', 'p', 'c1'), (1, 'c3', 'q', 'c3');
  ALTER TABLE parent ENABLE TRIGGER ALL; ALTER TABLE child ENABLE TRIGGER ALL;
  ALTER TABLE journal DISABLE TRIGGER closed;
  INSERT INTO journal SELECT 1 + n % 2, n, repeat('字', (n % 50)::int) FROM generate_series(1, 5000) n;
  ALTER TABLE journal ENABLE ALWAYS TRIGGER closed;
  INSERT INTO keyless VALUES ('b', 1), ('a', NULL), ('a', NULL), (NULL, NULL);
  UPDATE dictionary SET name = '现金' WHERE code = '101'; DELETE FROM dictionary WHERE code = '102'`

async function filledDatabase(): Promise<TestDatabase> {
  const database = await emptyDatabase()
  await migrate(database.ownerAddress, { migrations: MIGRATIONS })
  await database.owner.query(ROWS)
  return database
}

const refused = (part: RegExp): object => ({
  code: 'backup',
  text: expect.objectContaining({ en: expect.stringMatching(part), zh: expect.any(String) }),
})

/** Rows as the server writes them, and everything that guards them. */
async function portrait(address: DatabaseAddress): Promise<Record<string, unknown>> {
  return withClient(address, async (client) => {
    await client.query(`SET app.all_counties = 'on'; SET timezone = 'UTC'`)
    const result: Record<string, unknown> = {}
    for (const name of [
      'county',
      'counter',
      '"Odd ""name"',
      'parent',
      'child',
      'journal',
      'keyless',
      'dictionary',
    ]) {
      const { rows } = await client.query<{ t: string }>(
        `SELECT t::text AS t FROM ${name} t ORDER BY 1`,
      )
      result[name] = rows.map(({ t }) => t)
    }
    const guards = await client.query<{ g: string }>(
      `SELECT format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS g
       FROM pg_constraint WHERE connamespace = 'public'::regnamespace
       UNION ALL SELECT format('%s %s %s', tgrelid::regclass, tgname, tgenabled) FROM pg_trigger
         WHERE NOT tgisinternal
       UNION ALL SELECT format('%s %s %s', oid::regclass, relrowsecurity, relforcerowsecurity)
         FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
       UNION ALL SELECT format('%s %s', tablename, policyname) FROM pg_policies
       ORDER BY 1`,
    )
    result['guards'] = guards.rows.map(({ g }) => g)
    const next = await client.query('SELECT last_value, is_called FROM "Odd ""name_id_seq"')
    result['sequence'] = next.rows
    return result
  })
}

describe('backup and restore', () => {
  test('carry every value, guard and counter to the byte', async () => {
    const source = await filledDatabase()
    const file = newFile()
    const steps: string[] = []
    const onProgress = (progress: { step: string }): unknown => steps.push(progress.step)
    const written = await backupTo(source.ownerAddress, file, { onProgress })
    expect(written).toMatchObject({ schemaVersion: 2 })
    expect(written.tables.find(({ name }) => name === 'journal')?.rows).toBe(5000)
    expect(await verifyBackup(file)).toEqual(written)

    const target = await emptyDatabase()
    const restored = await restoreFrom(target.ownerAddress, file, {
      migrations: MIGRATIONS,
      onProgress,
    })
    expect(restored).toEqual(written)
    expect(await portrait(target.ownerAddress)).toEqual(await portrait(source.ownerAddress))
    expect(new Set(steps)).toEqual(new Set(['export', 'verify', 'load', 'check']))

    // Equal data make equal tables, so a second backup proves the first.
    const again = await backupTo(target.ownerAddress, newFile())
    expect(again.tables).toEqual(written.tables)
  })

  test('random values come back as they were', async () => {
    const row = fc.tuple(
      fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\0', '')),
      fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
      fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
      fc.double(),
      fc.array(fc.option(fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\0', '')))),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 30 }), async (rows) => {
        const source = await createTestDatabase({ empty: true })
        const target = await createTestDatabase({ empty: true })
        const file = newFile()
        try {
          await migrate(source.ownerAddress, { migrations: MIGRATIONS })
          await source.owner.query(`INSERT INTO county VALUES (1, '371323', '沂水县')`)
          for (const values of rows) {
            await source.owner.query(
              `INSERT INTO "Odd ""name" (county_id, "Column, odd", amount, bytes, measure, words)
               VALUES (1, $1, $2, $3, $4, $5)`,
              values,
            )
          }
          await backupTo(source.ownerAddress, file)
          await restoreFrom(target.ownerAddress, file, { migrations: MIGRATIONS })
          expect(await portrait(target.ownerAddress)).toEqual(await portrait(source.ownerAddress))
        } finally {
          await source.drop()
          await target.drop()
        }
      }),
      { numRuns: 8 },
    )
  })

  test('a backup is of one instant, whatever is written meanwhile', async () => {
    const source = await filledDatabase()
    const file = newFile()
    let written = Promise.resolve<unknown>(null)
    await backupTo(source.ownerAddress, file, {
      onProgress: ({ done }) => {
        if (done === 0) written = source.owner.query(`INSERT INTO keyless VALUES ('during', 1)`)
      },
    })
    await written
    const target = await emptyDatabase()
    await restoreFrom(target.ownerAddress, file, { migrations: MIGRATIONS })
    expect((await source.owner.query(`SELECT 1 FROM keyless WHERE word = 'during'`)).rowCount).toBe(
      1,
    )
    expect((await target.owner.query(`SELECT 1 FROM keyless WHERE word = 'during'`)).rowCount).toBe(
      0,
    )
  })

  test('work for an owner that is no superuser', async () => {
    const ordinary = async (): Promise<DatabaseAddress> => {
      const database = await emptyDatabase()
      const user = `owner_${randomUUID().replaceAll('-', '')}`
      await admin.owner.query(`CREATE ROLE ${user} LOGIN PASSWORD 'x'`)
      await admin.owner.query(`ALTER DATABASE ${database.name} OWNER TO ${user}`)
      roles.push(user)
      return { ...database.ownerAddress, user, password: 'x' }
    }
    const [source, target] = [await ordinary(), await ordinary()]
    await migrate(source, { migrations: MIGRATIONS })
    await withClient(source, async (client) => {
      await client.query(`INSERT INTO county VALUES (1, '371323', '沂水县'), (2, 'x', '另一县')`)
      for (const county of [1, 2]) {
        await client.query(
          `BEGIN; SELECT app_set_county(${county});
           INSERT INTO counter VALUES (${county}, 'u', 'voucher', 2020, ${county});
           INSERT INTO parent VALUES (${county}, 'p', NULL); COMMIT`,
        )
      }
    })
    const file = newFile()
    const written = await backupTo(source, file)
    expect(written.tables.find(({ name }) => name === 'counter')?.rows).toBe(2)
    await restoreFrom(target, file, { migrations: MIGRATIONS })
    expect(await portrait(target)).toEqual(await portrait(source))
  })

  test('an account that sees a part only is refused', async () => {
    const source = await filledDatabase()
    await expect(backupTo(source.appAddress, newFile())).rejects.toMatchObject(
      refused(/does not see all of these tables: .*counter/),
    )
  })
})

describe('backup', () => {
  test('a COPY left early ends its connection instead of hanging on it', async () => {
    const left = withClient(admin.ownerAddress, async (client) => {
      const sql = `COPY (SELECT repeat('x', 1000) FROM generate_series(1, 100000)) TO STDOUT`
      for await (const bytes of copyOut(client, sql, { rows: 0 })) {
        expect(bytes.length).toBeGreaterThan(0)
        break
      }
      return client.query('SELECT 1')
    })
    await expect(left).rejects.toThrow()
  })

  test('never overwrites and leaves no half file', async () => {
    const source = await filledDatabase()
    const file = newFile()
    writeFileSync(file, 'mine')
    await expect(backupTo(source.ownerAddress, file)).rejects.toMatchObject(refused(/exists/))
    expect(readFileSync(file, 'utf8')).toBe('mine')
    await expect(backupTo(source.ownerAddress, join(folder, 'none', 'x'))).rejects.toMatchObject(
      refused(/ENOENT/),
    )
    const stopped = newFile()
    const onProgress = ({ done }: { done: number }): void => {
      if (done > 2) throw new Error('stopped half way')
    }
    await expect(backupTo(source.ownerAddress, stopped, { onProgress })).rejects.toMatchObject(
      refused(/stopped half way/),
    )
    expect(existsSync(stopped)).toBe(false)
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
  })

  test('ends, and lets go of the database, when the disk does not take the file', async () => {
    const source = await filledDatabase()
    const file = newFile()
    // More than the buffers on the way hold, so that the source is stopped in the middle of a table.
    await source.owner.query(
      `INSERT INTO dictionary SELECT n::text, md5(n::text) || md5((-n)::text)
       FROM generate_series(1000, 200000) n`,
    )
    const module = new URL('./index.ts', import.meta.url).href
    const script = `
      import { backupTo } from ${JSON.stringify(module)}
      const [owner, file] = JSON.parse(process.argv[1])
      await backupTo(owner, file).catch((error) => process.stdout.write(error.text.en))`
    const args = JSON.stringify([source.ownerAddress, file])
    // Files of this shell's children end at 1 MiB; to a program that is the same as a full disk.
    const limited = 'ulimit -f 2048; exec "$0" --input-type=module -e "$1" -- "$2"'
    const { stdout } = await promisify(execFile)('sh', [
      '-c',
      limited,
      process.execPath,
      script,
      args,
    ])
    expect(stdout).toMatch(/The backup failed: EFBIG/)
    expect(readdirSync(folder).filter((name) => name.startsWith(basename(file)))).toEqual([])
  })

  test('is for this user’s eyes and a plain gzip file', async () => {
    const source = await filledDatabase()
    const file = newFile()
    await backupTo(source.ownerAddress, file)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(gunzipSync(readFileSync(file)).toString('utf8')).toContain('沂水县')
  })
})

describe('restore refuses', () => {
  let file = ''
  let whole: Buffer

  beforeAll(async () => {
    const source = await filledDatabase()
    file = newFile()
    await backupTo(source.ownerAddress, file)
    whole = readFileSync(file)
  })

  const damagedFile = (change: (bytes: Buffer) => Buffer): string => {
    const path = newFile()
    writeFileSync(path, change(Buffer.from(whole)))
    return path
  }

  test('any flipped byte, wherever it lies', async () => {
    const places = new Set([0, 1, 2, 3, 4, 8, 9, 10, whole.length - 1, whole.length - 11])
    for (let i = 0; i < 120; i++) places.add(Math.floor((i * whole.length) / 120))
    for (let i = 1; i <= 110; i++) places.add(whole.length - i)
    for (const place of places) {
      const path = damagedFile((bytes) => {
        bytes.writeUInt8(bytes.readUInt8(place) ^ 0x01, place)
        return bytes
      })
      await expect(verifyBackup(path), `byte ${place}`).rejects.toMatchObject({ code: 'backup' })
      rmSync(path)
    }
  })

  test('a cut file, a file with something added, a file that is none', async () => {
    for (const length of [0, 1, 20, 200, whole.length - 111, whole.length - 1]) {
      const path = damagedFile((bytes) => bytes.subarray(0, length))
      await expect(verifyBackup(path), `${length} bytes`).rejects.toMatchObject({ code: 'backup' })
    }
    const longer = damagedFile((bytes) => Buffer.concat([bytes, Buffer.from([0])]))
    await expect(verifyBackup(longer)).rejects.toMatchObject(refused(/damaged/))
    const twice = damagedFile((bytes) => Buffer.concat([bytes, bytes]))
    await expect(verifyBackup(twice)).rejects.toMatchObject(refused(/damaged/))
    await expect(verifyBackup(newFile())).rejects.toMatchObject(refused(/cannot be opened/))
  })

  test('a damaged file before anything is touched', async () => {
    const target = await emptyDatabase()
    const path = newFile()
    writeFileSync(path, whole)
    truncateSync(path, whole.length - 500)
    await expect(
      restoreFrom(target.ownerAddress, path, { migrations: MIGRATIONS }),
    ).rejects.toMatchObject(refused(/damaged/))
    const { rows } = await target.owner.query(
      `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace`,
    )
    expect(rows).toEqual([])
  })

  test('a file that changes between the check and the load, and leaves the database empty', async () => {
    const target = await emptyDatabase()
    const source = await filledDatabase()
    await source.owner.query(`INSERT INTO keyless VALUES ('another backup', 1)`)
    const other = newFile()
    await backupTo(source.ownerAddress, other)
    const path = damagedFile((bytes) => bytes)
    const onProgress = ({ step: now, done, of }: BackupProgress): void => {
      if (now === 'verify' && done === of - 1) writeFileSync(path, readFileSync(other))
    }
    await expect(
      restoreFrom(target.ownerAddress, path, { migrations: MIGRATIONS, onProgress }),
    ).rejects.toMatchObject(refused(/the file changed meanwhile/))
    expect((await target.owner.query('SELECT 1 FROM county')).rowCount).toBe(0)
    // And the way is still free.
    await restoreFrom(target.ownerAddress, file, { migrations: MIGRATIONS })
  })

  test('a database with data of a county', async () => {
    const target = await filledDatabase()
    await expect(
      restoreFrom(target.ownerAddress, file, { migrations: MIGRATIONS }),
    ).rejects.toMatchObject(refused(/already holds data/))
  })

  test('a backup of a newer or an edited schema', async () => {
    const target = await emptyDatabase()
    const wrong = [FOUNDATION, [...FOUNDATION, step(2, 'CREATE TABLE other (id int)')]]
    for (const migrations of wrong) {
      await expect(restoreFrom(target.ownerAddress, file, { migrations })).rejects.toMatchObject(
        refused(/not one of this program's/),
      )
    }
  })

  test('rows that break a foreign key of the schema, were they forged into a sealed file', async () => {
    const source = await filledDatabase()
    await source.owner.query(
      `SET session_replication_role = replica; INSERT INTO child VALUES (1, 'orphan', 'nobody', NULL);
       SET session_replication_role = origin`,
    )
    const forged = newFile()
    await backupTo(source.ownerAddress, forged)
    const target = await emptyDatabase()
    await expect(
      restoreFrom(target.ownerAddress, forged, { migrations: MIGRATIONS }),
    ).rejects.toMatchObject(refused(/violates foreign key/))
    expect((await target.owner.query('SELECT 1 FROM county')).rowCount).toBe(0)
  })
})

test('an older backup comes into a newer program: into a fresh or a migrated database alike', async () => {
  const source = await filledDatabase()
  const file = newFile()
  await backupTo(source.ownerAddress, file)
  const newer = [...MIGRATIONS, LATER]
  const fresh = await emptyDatabase()
  const migrated = await emptyDatabase()
  await migrate(migrated.ownerAddress, { migrations: newer })
  for (const target of [fresh, migrated]) {
    await restoreFrom(target.ownerAddress, file, { migrations: newer })
    const { rows } = await target.owner.query(`SELECT DISTINCT later FROM keyless`)
    expect(rows).toEqual([{ later: 'new' }])
    const { version } = await migrate(target.ownerAddress, { migrations: newer })
    expect(version).toBe(3)
  }
  expect(await portrait(migrated.ownerAddress)).toEqual(await portrait(fresh.ownerAddress))
})
