import { randomUUID } from 'node:crypto'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { testDatabase } from '../../platform/postgres/testing.ts'
import { verifyExport } from './index.ts'
import { COUNTY, EVENTS, JOB, numbers, OF, openTrail } from './testing.ts'

/* What leaves the house proves itself; what is read in the house says where it stands. */

const db = await testDatabase()
const { house, tamper, restore } = await openTrail(db)
const { call } = house
afterAll(() => house.database.close())

describe('exports', () => {
  beforeEach(restore)

  const exported = async (range: object = {}) => {
    const { content, name } = await call(JOB, 'exportAudit', range)
    expect(name).toMatch(/^审计链-371323-/)
    return Buffer.from(content, 'base64').toString('utf8')
  }

  test('prove themselves without a database, whole and in part', async () => {
    const whole = await exported()
    expect(verifyExport(JSON.parse(whole))).toMatchObject({
      ok: true,
      county: COUNTY,
      sealed: EVENTS,
      broken: null,
      signature: { valid: true },
    })
    const part = verifyExport(JSON.parse(await exported({ from: 20, to: 29 })))
    expect(part).toMatchObject({ ok: true, sealed: 10, head: { seq: '29' } })
    expect(part.signature?.publicKey).toBe(verifyExport(JSON.parse(whole)).signature?.publicKey)
  })

  test('leave a row in the trail', async () => {
    await exported()
    const found = await db.owner.query(`SELECT 1 FROM audit_event WHERE verb = 'exportAudit'`)
    expect(found.rowCount).toBe(1)
  })

  test('any changed character is noticed, and in a link it is told where', async () => {
    const whole = await exported()
    const first = whole.indexOf('"chain":[') + 10
    const lines = whole.slice(first).split('\n')
    const pick = numbers(20_201_130)
    for (let round = 0; round < 150; round++) {
      const n = 1 + pick(EVENTS)
      const line = lines[n - 1] ?? ''
      const at = pick(line.length - 2) + 1
      const other = line[at] === '7' ? '3' : '7'
      const changed = `${line.slice(0, at)}${other}${line.slice(at + 1)}`
      const text = whole.slice(0, first) + lines.with(n - 1, changed).join('\n')
      let document: unknown
      try {
        document = JSON.parse(text)
      } catch {
        continue
      }
      const report = verifyExport(document)
      expect(report.ok, `${changed} at ${at}`).toBe(false)
      expect(report.broken?.seq, `${changed} at ${at}`).toBe(String(n))
    }
  })

  test('a changed header or signature is noticed', async () => {
    const whole = JSON.parse(await exported()) as Record<string, Record<string, unknown>>
    const change = (part: string, field: string, value: unknown) =>
      verifyExport({ ...whole, [part]: { ...whole[part], [field]: value } })
    expect(change('header', 'exportedAt', '2020-01-01T00:00:00.000Z').signature?.valid).toBe(false)
    expect(change('header', 'county', 2).ok).toBe(false)
    expect(change('header', 'unsealed', 5).ok).toBe(false)
    expect(change('signature', 'publicKey', 'AAAA').signature?.valid).toBe(false)
    expect(change('signature', 'algorithm', 'none').signature?.valid).toBe(false)
    const cut = { ...whole, chain: (whole['chain'] as unknown as unknown[]).slice(0, 50) }
    expect(verifyExport(cut).broken).toEqual({ seq: '51', kind: 'truncated', event: null })
    const swapped = (whole['chain'] as unknown as unknown[]).toSpliced(10, 2)
    expect(verifyExport({ ...whole, chain: swapped }).broken).toMatchObject({
      seq: '11',
      kind: 'missing',
    })
  })

  test('what is no export is refused with its place', () => {
    for (const document of [null, 1, 'x', [], {}, { header: {} }]) {
      expect(() => verifyExport(document)).toThrow('bad_input')
    }
  })
})

describe('reading the trail', () => {
  beforeEach(restore)

  test('pages, filters and single events with their place in the chain', async () => {
    const all = await call(JOB, 'listAudit', { limit: 10 })
    expect(all.total).toBe(EVENTS)
    expect(all.rows.map((row) => row.verb)).toEqual(
      Array.from({ length: 10 }, (_, i) => `verb${EVENTS - i}`),
    )
    const one = await call(JOB, 'listAudit', { verb: 'verb30' })
    expect(one).toMatchObject({ total: 1, more: false, rows: [{ seq: '30', outcome: 'done' }] })
    const since = one.rows[0]?.at
    expect((await call(JOB, 'listAudit', { since })).total).toBe(31)
    expect((await call(JOB, 'listAudit', { until: since })).total).toBe(29)
    const actor = one.rows[0]?.actor as { id: string } | undefined
    const actorId = actor?.id
    expect((await call(JOB, 'listAudit', { actorId })).rows.map((row) => row.seq)).toEqual(['30'])
    expect((await call(JOB, 'listAudit', { outcome: 'denied' })).total).toBe(0)
    const eventId = one.rows[0]?.id
    expect(await call(JOB, 'readAudit', { eventId })).toMatchObject({
      input: { i: 30, name: '第30户' },
      seal: { seq: '30', holds: true, before: { seq: '29' }, after: { seq: '31' } },
    })
    await tamper([`UPDATE audit_event SET source = 'x' WHERE ${OF(30)}`])
    expect(await call(JOB, 'readAudit', { eventId })).toMatchObject({ seal: { holds: false } })
    const missing = call(JOB, 'readAudit', { eventId: randomUUID() })
    expect((await house.refusal(missing)).code).toBe('not_found')
  })
})
