import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { instant } from '../../kernel/date.ts'
import { type Anchor, chainHash, eventText } from '../../platform/audit.ts'
import { inCounty } from '../../platform/db.ts'
import { testDatabase } from '../../platform/postgres/testing.ts'
import { appendAnchor, readAnchors } from './index.ts'
import { COUNTY, EVENTS, IN, JOB, numbers, OF, openTrail } from './testing.ts'

/* What a database administrator could do to the trail, with triggers and keys switched off, is found. */

const db = await testDatabase()
const { house, clock, write, seal, tamper, restore } = await openTrail(db)
const { call } = house
afterAll(() => house.database.close())

const verify = (input: object = {}) => call(JOB, 'verify', input)

/** Each kind of tampering: what is done at number n, and what must be said. `last` is the last number. */
type Found = { seq: number; kind: string }
type Deed = (n: number, pick: (below: number) => number) => Promise<Found>

const COLUMNS = [
  `verb = 'signOut'`,
  `actor = jsonb_set(actor, '{name}', '"张三"')`,
  `source = '10.9.9.9'`,
  `outcome = 'failed'`,
  `input = jsonb_set(input, '{amount}', '"12.51"')`,
  `changes = '[]'`,
  `target = 'x'`,
  `refusal = ''`,
  `request_id = request_id || ' '`,
  `at = at + interval '1 millisecond'`,
  `recorded_at = recorded_at - interval '1 day'`,
]

const fakeEvent = (n: number): [string] => [
  `INSERT INTO audit_event SELECT ${COUNTY}, gen_random_uuid(), at, recorded_at, actor, request_id,
   source, 'forged', target, outcome, refusal, input, changes FROM audit_event WHERE ${OF(n)}`,
]
const FAKE = `(SELECT id FROM audit_event WHERE verb = 'forged')`
const up = (n: number): [string][] => [
  [`UPDATE audit_seal SET seq = seq + 1000 WHERE ${IN} AND seq >= ${n}`],
  [`UPDATE audit_seal SET seq = seq - 999 WHERE ${IN} AND seq >= 1000`],
]
const down = (n: number): [string][] => [
  [`UPDATE audit_seal SET seq = seq + 1000 WHERE ${IN} AND seq > ${n}`],
  [`UPDATE audit_seal SET seq = seq - 1001 WHERE ${IN} AND seq >= 1000`],
]

/** The hash that a forger computes for the fake event at number n. */
async function forgedHash(n: number): Promise<string> {
  const client = await db.owner.query<{ hash: Buffer }>(
    `SELECT hash FROM audit_seal WHERE ${IN} AND seq = ${n - 1}`,
  )
  const rows = await inCounty(house.database, COUNTY, async (tx) => {
    return sql<never>`SELECT * FROM audit_event WHERE verb = 'forged'`.execute(tx)
  })
  const [forged] = rows.rows
  if (forged === undefined) throw new Error('no forged event')
  const link = { seq: BigInt(n), sealedAt: instant(clock.now), text: eventText(COUNTY, forged) }
  return chainHash('sha256', client.rows[0]?.hash ?? Buffer.alloc(0), link).toString('hex')
}

const DEEDS: Readonly<Record<string, Deed>> = {
  'an event is changed': async (n, pick) => {
    await tamper([`UPDATE audit_event SET ${COLUMNS[pick(COLUMNS.length)]} WHERE ${OF(n)}`])
    return { seq: n, kind: 'altered' }
  },
  'a hash is changed': async (n) => {
    await tamper([`UPDATE audit_seal SET hash = sha256(hash) WHERE ${IN} AND seq = ${n}`])
    return { seq: n, kind: 'altered' }
  },
  'a time of sealing is changed': async (n) => {
    await tamper([
      `UPDATE audit_seal SET sealed_at = sealed_at - interval '1 hour' WHERE ${IN} AND seq = ${n}`,
    ])
    return { seq: n, kind: 'altered' }
  },
  'an algorithm is changed': async (n) => {
    await tamper([`UPDATE audit_seal SET algorithm = 'sm3' WHERE ${IN} AND seq = ${n}`])
    return { seq: n, kind: 'altered' }
  },
  'an event is deleted': async (n) => {
    await tamper([`DELETE FROM audit_event WHERE ${OF(n)}`])
    return { seq: n, kind: 'missing' }
  },
  'an event is moved to another county': async (n) => {
    await tamper([`UPDATE audit_event SET county_id = 2 WHERE ${OF(n)}`])
    return { seq: n, kind: 'missing' }
  },
  'a seal is deleted': async (n, pick) => {
    const at = Math.min(n, EVENTS - 1 - pick(2))
    await tamper([`DELETE FROM audit_seal WHERE ${IN} AND seq = ${at}`])
    return { seq: at, kind: 'missing' }
  },
  'event and seal are deleted': async (n) => {
    const at = Math.min(n, EVENTS - 1)
    await tamper(
      [`DELETE FROM audit_event WHERE ${OF(at)}`],
      [`DELETE FROM audit_seal WHERE ${IN} AND seq = ${at}`],
    )
    return { seq: at, kind: 'missing' }
  },
  'several are deleted and the rest renumbered': async (n, pick) => {
    const at = Math.min(n, EVENTS - 6)
    for (let i = 0; i <= pick(3); i++) {
      await tamper(
        [`DELETE FROM audit_event WHERE ${OF(at)}`],
        [`DELETE FROM audit_seal WHERE ${IN} AND seq = ${at}`],
        ...down(at),
      )
    }
    return { seq: at, kind: 'missing' }
  },
  'an event is put in with any hash': async (n) => {
    await tamper(fakeEvent(n), ...up(n), [
      `INSERT INTO audit_seal VALUES (${COUNTY}, ${n}, ${FAKE}, 'sha256', sha256('x'), now())`,
    ])
    return { seq: n, kind: 'inserted' }
  },
  'an event is put in with its right hash': async (n) => {
    await tamper(fakeEvent(n), ...up(n))
    const hash = await forgedHash(n)
    await tamper([
      `INSERT INTO audit_seal VALUES (${COUNTY}, ${n}, ${FAKE}, 'sha256', $1, $2)`,
      [Buffer.from(hash, 'hex'), instant(clock.now)],
    ])
    return { seq: n, kind: 'inserted' }
  },
  'an old event is put in without a seal': async (n) => {
    const at = Math.min(n, EVENTS - 4)
    await tamper(fakeEvent(at))
    const after = await db.owner.query<{ seq: string }>(
      `SELECT min(s.seq) AS seq FROM audit_seal s JOIN audit_event e ON e.id = s.event_id
       WHERE (e.recorded_at, e.id) > (SELECT recorded_at, id FROM audit_event WHERE verb = 'forged')`,
    )
    return { seq: Number(after.rows[0]?.seq), kind: 'inserted' }
  },
  'two events change their places': async (n, pick) => {
    const [a, b] = twoOf(n, pick)
    const id = (seq: number) => `(SELECT event_id FROM seal_copy WHERE ${IN} AND seq = ${seq})`
    await tamper(
      [`UPDATE audit_seal SET event_id = gen_random_uuid() WHERE ${IN} AND seq = ${a}`],
      [`UPDATE audit_seal SET event_id = ${id(a)} WHERE ${IN} AND seq = ${b}`],
      [`UPDATE audit_seal SET event_id = ${id(b)} WHERE ${IN} AND seq = ${a}`],
    )
    return { seq: a, kind: 'reordered' }
  },
  'two links change their numbers': async (n, pick) => {
    const [a, b] = twoOf(n, pick)
    await tamper(
      [`UPDATE audit_seal SET seq = -1 WHERE ${IN} AND seq = ${a}`],
      [`UPDATE audit_seal SET seq = ${a} WHERE ${IN} AND seq = ${b}`],
      [`UPDATE audit_seal SET seq = ${b} WHERE ${IN} AND seq = -1`],
    )
    return { seq: a, kind: 'reordered' }
  },
}

function twoOf(n: number, pick: (below: number) => number): [number, number] {
  const other = 1 + pick(EVENTS)
  const b = other === n ? (n % EVENTS) + 1 : other
  return [Math.min(n, b), Math.max(n, b)]
}

describe('tampering', () => {
  beforeEach(restore)

  test('the untouched chain holds', async () => {
    const answer = await verify()
    expect(answer).toMatchObject({
      ok: true,
      county: COUNTY,
      events: EVENTS,
      sealed: EVENTS,
      unsealed: 0,
      algorithm: 'sha256',
      head: { seq: String(EVENTS), hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
      broken: null,
    })
  })

  test.each(Object.entries(DEEDS))(
    '%s: found and located at 10 random places',
    async (name, deed) => {
      const pick = numbers(name.length * 7919)
      const places = new Set([1, EVENTS])
      while (places.size < 10) places.add(1 + pick(EVENTS))
      for (const n of places) {
        await restore()
        const { seq, kind } = await deed(n, pick)
        const { ok, broken } = await verify()
        expect({ ok, seq: broken?.seq, kind: broken?.kind }, `${name} at ${n}`).toEqual({
          ok: false,
          seq: String(seq),
          kind,
        })
      }
    },
  )

  test('who changes an event and its hash is found one number later', async () => {
    await tamper([`UPDATE audit_event SET verb = 'forged' WHERE ${OF(20)}`])
    await tamper([
      `UPDATE audit_seal SET sealed_at = $1 WHERE ${IN} AND seq = 20`,
      [instant(clock.now)],
    ])
    const hash = await forgedHash(20)
    await tamper([
      `UPDATE audit_seal SET hash = $1 WHERE ${IN} AND seq = 20`,
      [Buffer.from(hash, 'hex')],
    ])
    expect((await verify()).broken).toMatchObject({ seq: '21', kind: 'altered' })
  })
})

describe('heads kept outside', () => {
  const file = join(tmpdir(), `miaoqi-anchors-${randomUUID()}.jsonl`)
  afterAll(() => rmSync(file, { force: true }))
  beforeEach(restore)

  async function anchorsAt(...seqs: number[]): Promise<Anchor[]> {
    rmSync(file, { force: true })
    for (const seq of seqs) {
      const found = await db.owner.query<{ hash: string }>(
        `SELECT encode(hash, 'hex') AS hash FROM audit_seal WHERE ${IN} AND seq = ${seq}`,
      )
      const hash = found.rows[0]?.hash ?? ''
      appendAnchor(file, {
        county: COUNTY,
        seq: BigInt(seq),
        hash,
        algorithm: 'sha256',
        at: instant(clock.now),
      })
    }
    return readAnchors(file)
  }

  /** What an administrator of the database can do at best: change a row and seal all again from there. */
  async function rewriteFrom(seq: number): Promise<void> {
    await tamper(
      [`UPDATE audit_event SET verb = 'rewritten' WHERE ${OF(seq)}`],
      [`DELETE FROM audit_seal WHERE ${IN} AND seq >= ${seq}`],
    )
    const late = clock.now
    // The sealer looks back an hour only; the forger seals by hand, in the old order.
    const rows = await db.owner.query<{ event_id: string }>(
      `SELECT event_id FROM seal_copy WHERE ${IN} AND seq >= ${seq} ORDER BY seq`,
    )
    for (const [i, row] of rows.rows.entries()) {
      const number = seq + i
      const before = await db.owner.query<{ hash: Buffer }>(
        `SELECT hash FROM audit_seal WHERE ${IN} AND seq = ${number - 1}`,
      )
      const found = await inCounty(house.database, COUNTY, (tx) =>
        sql<never>`SELECT * FROM audit_event WHERE id = ${row.event_id}`.execute(tx),
      )
      const text = eventText(COUNTY, found.rows[0] as never)
      const link = { seq: BigInt(number), sealedAt: instant(late), text }
      const hash = chainHash('sha256', before.rows[0]?.hash ?? Buffer.alloc(0), link)
      await tamper([
        `INSERT INTO audit_seal VALUES ($1, $2, $3, 'sha256', $4, $5)`,
        [COUNTY, number, row.event_id, hash, instant(late)],
      ])
    }
  }

  test('agree with the untouched chain', async () => {
    const anchors = await anchorsAt(10, 40, EVENTS)
    expect(await verify({ anchors })).toMatchObject({
      ok: true,
      anchors: { compared: 3, lastAgreeing: String(EVENTS) },
    })
  })

  test('tell a chain that was computed again to its very end', async () => {
    const anchors = await anchorsAt(10, 40, 50)
    await rewriteFrom(25)
    expect(await verify()).toMatchObject({ ok: true })
    expect(await verify({ anchors })).toMatchObject({
      ok: false,
      broken: { seq: '40', kind: 'altered' },
      anchors: { lastAgreeing: '10' },
    })
    const printed = anchors.find(({ seq }) => seq === '50')
    expect(await verify({ anchorSeq: printed?.seq, anchorHash: printed?.hash })).toMatchObject({
      broken: { seq: '50', kind: 'altered' },
    })
  })

  test('tell a chain whose end was cut off', async () => {
    const anchors = await anchorsAt(10, EVENTS)
    await tamper(
      [
        `DELETE FROM audit_event WHERE ${IN} AND id IN (SELECT event_id FROM audit_seal WHERE seq > 55)`,
      ],
      [`DELETE FROM audit_seal WHERE ${IN} AND seq > 55`],
    )
    expect(await verify()).toMatchObject({ ok: true, sealed: 55 })
    expect(await verify({ anchors })).toMatchObject({
      ok: false,
      broken: { seq: '56', kind: 'truncated', event: null },
    })
  })

  test('those of another county say nothing; those that the server keeps are asked by themselves', async () => {
    const [anchor] = await anchorsAt(30)
    const foreign = { ...anchor, county: 2, hash: 'ff' }
    expect(await verify({ anchors: [foreign] })).toMatchObject({
      ok: true,
      anchors: { compared: 0 },
    })
    const kept = Object.assign(house.runtime, {
      anchors: () => [{ ...anchor, hash: '00'.repeat(32) } as Anchor],
    })
    expect(await verify()).toMatchObject({ ok: false, broken: { seq: '30', kind: 'altered' } })
    Object.assign(kept, { anchors: () => [] })
  })
})

describe('the tail', () => {
  beforeEach(restore)

  test('is told, and is no break', async () => {
    clock.now += 1000
    await write(COUNTY, 1)
    expect(await verify()).toMatchObject({ ok: true, events: EVENTS + 1, unsealed: 1 })
    await seal()
    expect(await verify()).toMatchObject({
      ok: true,
      unsealed: 0,
      head: { seq: String(EVENTS + 1) },
    })
  })

  test('fifty writers and three sealers at once leave one chain without gaps', async () => {
    const work = Array.from({ length: 50 }, (_, i) => write(COUNTY, i))
    await Promise.all([...work, seal(), seal(), seal()])
    await seal()
    expect(await verify()).toMatchObject({
      ok: true,
      events: EVENTS + 50,
      sealed: EVENTS + 50,
      unsealed: 0,
      head: { seq: String(EVENTS + 50) },
    })
  })

  test('a chain may go on in SM3', async () => {
    clock.now += 1000
    await write(COUNTY, 1)
    await seal('sm3')
    expect(await verify()).toMatchObject({ ok: true, algorithm: 'sm3' })
    await tamper([`UPDATE audit_event SET verb = 'x' WHERE ${OF(EVENTS + 1)}`])
    expect((await verify()).broken).toMatchObject({ seq: String(EVENTS + 1), kind: 'altered' })
  })

  test('a county without events holds', async () => {
    expect(await call({ ...JOB, county: 2 }, 'verify')).toMatchObject({
      ok: true,
      events: 0,
      head: null,
    })
  })
})
