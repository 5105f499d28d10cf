import { randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { instant } from '../kernel/date.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { Role } from '../kernel/role.ts'
import { id, line } from '../kernel/schema.ts'
import { text } from '../kernel/text.ts'
import { defineVerbs, LIST_SCOPE, NO_SCOPE, unitScope } from '../kernel/verb.ts'
import { chainHash, eventText, sealAudit } from './audit.ts'
import type { Ctx } from './ctx.ts'
import { inCounty, openDatabase } from './db.ts'
import { type Call, invoke } from './invoke.ts'
import { silentLog } from './log.ts'
import { defineModule } from './module.ts'
import { deliverFacts } from './outbox.ts'
import { testDatabase } from './postgres/testing.ts'
import { makeRuntime } from './runtime.ts'
import { makeSecrets, sha256 } from './secrets.ts'
import { insideScope, placeUnits } from './unit.ts'

/* A module of notes, only to try the loop: what every verb gets from the platform without writing it. */

const contract = defineVerbs({
  writeNote: {
    title: text('记一笔', 'Write a note'),
    kind: 'write',
    path: '/notes/:unitId',
    access: 'registry.write',
    scope: unitScope('unitId'),
    input: z.strictObject({ unitId: id, note: line(50), password: z.string().optional() }),
    output: z.object({ id }),
  },
  listNotes: {
    title: text('看笔记', 'List notes'),
    kind: 'read',
    path: '/notes',
    access: 'registry.read',
    scope: LIST_SCOPE,
    input: z.strictObject({}),
    output: z.object({ notes: z.array(z.string()) }),
  },
  countTries: {
    title: text('计次', 'Count tries'),
    kind: 'write',
    path: '/tries',
    access: 'public',
    scope: NO_SCOPE,
    countyFrom: 'username',
    input: z.strictObject({ username: z.string() }),
    output: z.object({}),
  },
})

const reacted: string[] = []

const notes = defineModule({
  name: 'notes',
  contract,
  verbs: {
    writeNote: async (ctx: Ctx, input) => {
      const made = ctx.newId()
      await sql`INSERT INTO note (county_id, id, unit_id, note)
        VALUES (${ctx.county}, ${made}, ${input.unitId}, ${input.note})`.execute(ctx.tx)
      ctx.record({ entity: 'note', id: made, after: { note: input.note } })
      ctx.emit('note.written', { id: made })
      if (input.note === 'refuse') throw new Refusal('conflict', text('不行', 'no'))
      if (input.note === 'break') throw new Error('a bug')
      return { id: made }
    },
    listNotes: async (ctx: Ctx) => {
      const rows = await sql<{ note: string }>`SELECT note FROM note
        WHERE county_id = ${ctx.county} AND ${insideScope(ctx, 'note.unit_id')} ORDER BY note`.execute(
        ctx.tx,
      )
      return { notes: rows.rows.map((row) => row.note) }
    },
    countTries: async (ctx: Ctx) => {
      await sql`INSERT INTO note (county_id, id, unit_id, note)
        VALUES (${ctx.county}, ${ctx.newId()}, ${ctx.newId()}, 'try')`.execute(ctx.tx)
      throw new Refusal('locked', text('不对', 'wrong'), { keep: true })
    },
  },
  reactions: {
    'note.written': (_ctx, payload) => {
      reacted.push(String(payload['id']))
      return Promise.resolve()
    },
  },
})

const db = await testDatabase()
const database = openDatabase(db.appAddress)
const runtime = makeRuntime({
  database,
  modules: [notes],
  secrets: makeSecrets(randomBytes(32)),
  log: silentLog,
})
const units = {
  county: randomUUID(),
  townA: randomUUID(),
  townB: randomUUID(),
  village: randomUUID(),
}
const tokens = new Map<string, string>()

async function account(name: string, role: Role, unit: string | null): Promise<void> {
  const [accountId, token] = [randomUUID(), randomUUID()]
  const now = instant(runtime.clock())
  await db.owner.query(
    `INSERT INTO account (county_id, id, username, display_name, password_hash, must_change,
    password_set_at, created_at) VALUES (1, $1, $2, $2, '', false, $3, $3)`,
    [accountId, name, now],
  )
  await db.owner.query(
    `INSERT INTO account_grant (county_id, id, account_id, role, unit_id, valid_from, granted_by)
    VALUES (1, $1, $2, $3, $4, '2000-01-01', 'test')`,
    [randomUUID(), accountId, role, unit],
  )
  await db.owner.query(`INSERT INTO login_name VALUES ($1, 1, $2)`, [name, accountId])
  await db.owner.query(`INSERT INTO session VALUES ($1, 1, $2, $3, $3, $4, $3, '', '')`, [
    sha256(token),
    accountId,
    now,
    instant(runtime.clock() + 3_600_000),
  ])
  tokens.set(name, sha256(token))
}

beforeAll(async () => {
  await db.owner.query(`
    CREATE TABLE note (county_id integer NOT NULL, id uuid NOT NULL, unit_id uuid NOT NULL, note text NOT NULL,
      PRIMARY KEY (county_id, id));
    SELECT app_protect('note', 'SELECT, INSERT');
    INSERT INTO county (county_id, code, name) VALUES (1, '371323', '甲县'), (2, '999902', '乙县')`)
  await inCounty(database, 1, (tx) =>
    placeUnits({ tx, county: 1 } as Ctx, [
      { id: units.county, kind: 'county', parentId: null },
      { id: units.townA, kind: 'town', parentId: units.county },
      { id: units.townB, kind: 'town', parentId: units.county },
      { id: units.village, kind: 'village', parentId: units.townA },
    ]),
  )
  await account('county', 'county_agriculture', units.county)
  await account('a', 'town_station', units.townA)
  await account('b', 'town_station', units.townB)
  await account('leader', 'county_leader', units.county)
})
afterAll(() => database.close())

const verbOf = (name: string) => {
  const found = runtime.verbs.find((verb) => verb.name === name)
  if (found === undefined) throw new Error(name)
  return found
}

const call = (who: string, name: string, input: unknown, more: Partial<Call> = {}) =>
  invoke(runtime, {
    verb: verbOf(name),
    caller: { kind: 'session', tokenHash: tokens.get(who) ?? 'none', source: 'test' },
    input,
    requestId: randomUUID(),
    ...more,
  })

const refusal = async (answer: Promise<unknown>): Promise<string> => {
  try {
    await answer
    return 'none'
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}

const count = async (table: string, where = 'true'): Promise<number> =>
  Number(
    (await db.owner.query<{ n: string }>(`SELECT count(*) n FROM ${table} WHERE ${where}`)).rows[0]
      ?.n,
  )

describe('the order of every verb', () => {
  test('who is nobody, who may not, and who is elsewhere', async () => {
    const input = { unitId: units.village, note: 'x' }
    expect(await refusal(call('nobody', 'writeNote', input))).toBe('unauthenticated')
    expect(await refusal(call('leader', 'writeNote', input))).toBe('forbidden')
    expect(await refusal(call('b', 'writeNote', input))).toBe('not_found')
    expect(await refusal(call('b', 'writeNote', { ...input, unitId: randomUUID() }))).toBe(
      'not_found',
    )
    expect(await refusal(call('b', 'writeNote', { ...input, unitId: "x' OR 1=1" }))).toBe(
      'not_found',
    )
    expect(await count('note')).toBe(0)
    expect(await count('audit_event', `outcome = 'denied' AND verb = 'writeNote'`)).toBeGreaterThan(
      3,
    )
  })

  test('scope comes before parsing: a stranger learns nothing of the form', async () => {
    expect(await refusal(call('b', 'writeNote', { unitId: units.village, wrong: 1 }))).toBe(
      'not_found',
    )
    expect(await refusal(call('a', 'writeNote', { unitId: units.village, wrong: 1 }))).toBe(
      'bad_input',
    )
  })

  test('done: row, audit with changes and without secrets, fact for later', async () => {
    await call('a', 'writeNote', { unitId: units.village, note: 'done', password: 'geheim-123' })
    const audit = await db.owner.query(`SELECT * FROM audit_event WHERE outcome = 'done'`)
    expect(audit.rows).toHaveLength(1)
    expect(JSON.stringify(audit.rows[0])).not.toContain('geheim-123')
    expect(audit.rows[0]).toMatchObject({
      verb: 'writeNote',
      target: units.village,
      input: { note: 'done' },
    })
    expect(audit.rows[0].changes[0]).toMatchObject({ entity: 'note', after: { note: 'done' } })
    expect(await deliverFacts(runtime, 1)).toBe(1)
    expect(await deliverFacts(runtime, 1)).toBe(0)
    expect(reacted).toHaveLength(1)
  })

  test('refused or broken: nothing stays but the audit row of the refusal', async () => {
    const before = [await count('note'), await count('outbox')]
    expect(await refusal(call('a', 'writeNote', { unitId: units.village, note: 'refuse' }))).toBe(
      'conflict',
    )
    await expect(call('a', 'writeNote', { unitId: units.village, note: 'break' })).rejects.toThrow(
      'a bug',
    )
    expect([await count('note'), await count('outbox')]).toEqual(before)
    expect(await count('audit_event', `refusal = 'conflict'`)).toBe(1)
  })

  test('a refusal that keeps what was written commits', async () => {
    const caller = { kind: 'anonymous', source: 'test' } as const
    expect(await refusal(call('', 'countTries', { username: 'a' }, { caller }))).toBe('locked')
    expect(await count('note', `note = 'try'`)).toBe(1)
    expect(await count('audit_event', `verb = 'countTries' AND outcome = 'refused'`)).toBe(1)
    expect(await refusal(call('', 'countTries', { username: "o'x" }, { caller }))).toBe('locked')
    expect(await count('note', `note = 'try' AND county_id = 0`)).toBe(1)
  })

  test('lists hold only what is inside the scope', async () => {
    await call('b', 'writeNote', { unitId: units.townB, note: 'of b' })
    expect(await call('b', 'listNotes', {})).toEqual({ notes: ['of b'] })
    expect(await call('a', 'listNotes', {})).toEqual({ notes: ['done'] })
    expect(await call('county', 'listNotes', {})).toEqual({ notes: ['done', 'of b'] })
  })
})

describe('idempotency and dry run', () => {
  test('the same key gives the first answer, another input is refused', async () => {
    const input = { unitId: units.village, note: 'once' }
    const key = { idempotencyKey: randomUUID() }
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => call('a', 'writeNote', input, key)),
    )
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(await count('note', `note = 'once'`)).toBe(1)
    const other = { ...input, note: 'twice' }
    expect(await refusal(call('a', 'writeNote', other, key))).toBe('idempotency_mismatch')
    expect(await count('note', `note = 'twice'`)).toBe(0)
  })

  test('a dry run answers in full and leaves nothing, not even its key', async () => {
    const before = [await count('note'), await count('audit_event'), await count('outbox')]
    const key = { idempotencyKey: randomUUID() }
    const input = { unitId: units.village, note: 'dry' }
    expect(await call('a', 'writeNote', input, { ...key, dryRun: true })).toHaveProperty('id')
    expect([await count('note'), await count('audit_event'), await count('outbox')]).toEqual(before)
    await call('a', 'writeNote', input, key)
    expect(await count('note', `note = 'dry'`)).toBe(1)
  })

  test('a role that ended is gone with the next call; a session ends at its hour', async () => {
    await db.owner.query(`UPDATE account_grant SET valid_to = valid_from WHERE account_id =
      (SELECT account_id FROM login_name WHERE username = 'b')`)
    expect(await refusal(call('b', 'listNotes', {}))).toBe('forbidden')
    await db.owner.query(`UPDATE session SET expires_at = created_at WHERE account_id =
      (SELECT account_id FROM login_name WHERE username = 'b')`)
    expect(await refusal(call('b', 'listNotes', {}))).toBe('unauthenticated')
  })
})

describe('the chain', () => {
  test('parallel writers and sealers make one chain without gap or fork', async () => {
    const work = Array.from({ length: 40 }, (_, i) =>
      call('a', 'writeNote', { unitId: units.village, note: `n${i}` }),
    )
    const seal = () =>
      inCounty(database, 1, (tx) =>
        sealAudit(tx, 1, { algorithm: 'sha256', now: instant(runtime.clock()) }),
      )
    await Promise.all([...work, seal(), seal(), seal()])
    await seal()
    const rows = await inCounty(database, 1, (tx) =>
      sql<{
        seq: bigint
        hash: Buffer
        sealed_at: string
      }>`SELECT s.seq, s.hash, s.sealed_at, e.* FROM audit_seal s JOIN audit_event e
        ON e.county_id = s.county_id AND e.id = s.event_id ORDER BY s.seq`.execute(tx),
    )
    let previous: Uint8Array = Buffer.alloc(0)
    rows.rows.forEach((row, i) => {
      expect(row.seq).toBe(BigInt(i + 1))
      previous = chainHash('sha256', previous, {
        seq: row.seq,
        sealedAt: row.sealed_at,
        text: eventText(1, row as never),
      })
      expect(Buffer.compare(previous, row.hash)).toBe(0)
    })
    expect(rows.rows).toHaveLength(await count('audit_event', 'county_id = 1'))
  })

  test('what is recorded cannot be changed by the application', async () => {
    const change = (statement: string) =>
      inCounty(database, 1, (tx) => sql.raw(statement).execute(tx))
    await expect(change(`UPDATE audit_event SET verb = 'x'`)).rejects.toThrow('permission denied')
    await expect(change(`DELETE FROM audit_seal`)).rejects.toThrow('permission denied')
    await expect(change(`TRUNCATE audit_event`)).rejects.toThrow('permission denied')
    const other = await inCounty(database, 2, (tx) => sql`SELECT 1 FROM audit_event`.execute(tx))
    expect(other.rows).toHaveLength(0)
  })
})
