import { randomInt, randomUUID } from 'node:crypto'
import Fastify from 'fastify'
import pg from 'pg'
import { DEMO_PASSWORD } from '../../src/demo/accounts.ts'
import { buildServer } from '../../src/platform/http.ts'
import { type Book, type Ground, settled, YEARS } from './ground.ts'
import { load, spread, type Target } from './load.ts'
import { against } from './rounds.ts'
import { BOOK_TABLES, sizeOf, TRAIL_TABLES } from './size.ts'

/* P2: one voucher through the whole product, sign-in to answer, against a bare door over the anchor. */

const ROUNDS = 5
const SECONDS = 1.5
const CONNECTIONS = 8
/** Below this one: few, so that an account's month takes many vouchers, as it does in life. */
const MONTHS = 3

const yuan = (fen: number): string => (fen / 100).toFixed(2)

/** Somebody who may import vouchers, signed in. */
export async function signIn(address: string): Promise<string> {
  const answer = await fetch(`${address}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({ username: 'demo-county', password: DEMO_PASSWORD }),
  })
  return answer.headers.get('set-cookie')?.split(';')[0] ?? ''
}

function importing(address: string, cookie: string, books: readonly Book[]): Target {
  return {
    url: `${address}/api/books/vouchers/import`,
    headers: { cookie, 'content-type': 'application/json' },
    next: () => {
      const { coopId, leaf } = books[randomInt(books.length)] as Book
      const amount = yuan(randomInt(2_000, 900_000))
      const body = JSON.stringify({
        unitId: coopId,
        source: 'bench',
        vouchers: [
          {
            coopId,
            onDate: `${YEARS.single}-0${randomInt(1, MONTHS)}-15`,
            summary: '销售产品',
            lines: [
              { account: leaf['102'], debit: amount },
              { account: leaf['501'], credit: amount, item: 'sales' },
            ],
            attachments: 1,
            preparedBy: '测速制单',
            approvedBy: '测速审核',
          },
        ],
      })
      return { headers: { 'idempotency-key': randomUUID() }, body }
    },
  }
}

/** An endpoint that does nothing but call the anchor's function. */
async function bareDoor(ground: Ground): Promise<{ target: Target; close: () => Promise<void> }> {
  const app = Fastify()
  const pool = new pg.Pool({ ...ground.house.postgres.owner, max: 10 })
  app.post('/post', async (request) => {
    const { coop, month, amount } = request.body as { coop: number; month: number; amount: number }
    const values = [coop, month, `${YEARS.single}-06-15`, '销售产品']
    const answer = await pool.query<{ number: number }>({
      name: 'post',
      text: 'SELECT anchor.post($1,$2,$3,$4,$5,$6,$7) AS number',
      values: [...values, [102, 501], [0, 0], [amount, -amount]],
    })
    return answer.rows[0]
  })
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  const target: Target = {
    url: `${address}/post`,
    headers: { 'content-type': 'application/json' },
    next: () => ({
      headers: {},
      body: JSON.stringify({
        coop: randomInt(ground.books.length),
        month: YEARS.single * 100 + randomInt(1, MONTHS),
        amount: randomInt(2_000, 900_000),
      }),
    }),
  }
  const close = async (): Promise<void> => {
    app.server.closeAllConnections()
    await app.close()
    await pool.end()
  }
  return { target, close }
}

/** P2, and the part of P14 that single postings through the API take. */
export async function postingOverHttp(ground: Ground): Promise<void> {
  const app = await buildServer(ground.house.runtime)
  const bare = await bareDoor(ground)
  try {
    const address = await app.listen({ host: '127.0.0.1', port: 0 })
    const cookie = await signIn(address)
    const product = importing(address, cookie, ground.books)
    await settled(ground)
    const tables = [...BOOK_TABLES, ...TRAIL_TABLES, 'idempotency_key']
    const before = await sizeOf(ground, tables)
    const [a, b, p95, q95]: [number[], number[], number[], number[]] = [[], [], [], []]
    let posted = 0
    for (let round = 0; round < ROUNDS; round++) {
      const whole = await load(product, { connections: CONNECTIONS, seconds: SECONDS })
      const lean = await load(bare.target, { connections: CONNECTIONS, seconds: SECONDS })
      a.push(whole.perSecond)
      b.push(lean.perSecond)
      p95.push(whole.p95Ms)
      q95.push(lean.p95Ms)
      posted += whole.answers
    }
    ground.say(
      `P2 posting through the API, ${CONNECTIONS} connections: ${against(a, b)} × a bare endpoint over the ` +
        `anchor [at least 0.5]; p95 ${against(p95, q95)} × [at most 2.5]; ${spread(a, 0)} vouchers/s, ` +
        `p95 ${spread(p95, 1)} ms`,
    )
    await settled(ground)
    const after = await sizeOf(ground, tables)
    const bytes = (tables: readonly string[]): string =>
      (
        tables.reduce((sum, t) => sum + (after.get(t) ?? 0) - (before.get(t) ?? 0), 0) / posted
      ).toFixed(0)
    ground.say(
      `P14 bytes a voucher posted singly through the API (${posted}): ${bytes(BOOK_TABLES)} in the books ` +
        `+ ${bytes(TRAIL_TABLES)} in the audit trail with its chain [both at most 1560: 4 × 390]; besides ` +
        `${bytes(['idempotency_key'])} for the repeated call's answer, cleared after thirty days`,
    )
  } finally {
    // Nobody calls any more; a connection kept alive would keep the server from closing.
    app.server.closeAllConnections()
    await bare.close()
    await app.close()
  }
}
