import { randomInt, randomUUID } from 'node:crypto'
import type pg from 'pg'
import { type Book, connect, type Ground, settled, YEARS } from './ground.ts'
import { spread } from './load.ts'
import { against, interleaved, rate } from './rounds.ts'
import { two } from './book-year.ts'

/* Posting at the database: the product's own way in against the leanest chained ledger. */

const ROUNDS = 5
const SECONDS = 0.7
const CLIENTS = [1, 8]

const amounts = (): [number, number] => [randomInt(2_000, 900_000), randomInt(2_000, 900_000)]

/** The document of one voucher with three lines, as the ledger's store sends it. */
function document({ coopId, leaf }: Book, period: number): string {
  const [a, b] = amounts()
  return JSON.stringify([
    {
      id: randomUUID(),
      coop_id: coopId,
      period,
      kind: 'general',
      on_date: `${Math.floor(period / 100)}-${two(period % 100)}-15`,
      summary: '销售产品',
      attachments: 1,
      template: null,
      clause: null,
      origin: 'import:bench',
      approval: null,
      reverses_id: null,
      prepared_by: null,
      prepared_name: '测速制单',
      approved_by: null,
      approved_name: '测速审核',
      accounts: [leaf['102'], leaf['101'], leaf['501']],
      debits: [String(a), String(b), '0'],
      credits: ['0', '0', String(a + b)],
      members: [null, null, null],
      parties: [null, null, null],
      items: [null, null, 'sales'],
      assisted: [false, false, false],
      summaries: [null, null, null],
    },
  ])
}

/** Posting and its row of the audit trail as one statement. */
const POST = `WITH posted AS (SELECT * FROM ledger_post($1::jsonb, now()))
  INSERT INTO audit_event (county_id, id, at, recorded_at, actor, request_id, source, verb, target, outcome,
    refusal, input, changes)
  SELECT app_county(), $2::uuid, now(), now(), '{"kind":"job","name":"bench"}', 'bench', 'job', 'importVouchers',
    NULL, 'done', NULL, '{}', jsonb_agg(jsonb_build_object('entity', 'voucher', 'id', p.id,
      'after', jsonb_build_object('number', p.number, 'hash', p.hash))) FROM posted p`

const post = (client: pg.Client, book: Book, period: number): Promise<unknown> =>
  client.query({ name: 'post', text: POST, values: [document(book, period), randomUUID()] })

const anchor = (client: pg.Client, coop: number, period: number): Promise<unknown> => {
  const [a, b] = amounts()
  const day = `${Math.floor(period / 100)}-${two(period % 100)}-15`
  const values = [coop, period, day, '销售产品', [102, 101, 501], [0, 0, 0], [a, b, -a - b]]
  return client.query({ name: 'anchor', text: 'SELECT anchor.post($1,$2,$3,$4,$5,$6,$7)', values })
}

interface Lines {
  readonly app: readonly pg.Client[]
  readonly owner: readonly pg.Client[]
}

/** Connections for as many clients as a measure has at most; ended when the work is. */
async function withLines<R>(ground: Ground, work: (lines: Lines) => Promise<R>): Promise<R> {
  const most = Math.max(...CLIENTS)
  const open = (as: 'app' | 'owner') =>
    Promise.all(Array.from({ length: most }, () => connect(ground, as)))
  const lines = { app: await open('app'), owner: await open('owner') }
  try {
    return await work(lines)
  } finally {
    await Promise.all([...lines.app, ...lines.owner].map((client) => client.end()))
  }
}

const at = (clients: readonly pg.Client[], place: number): pg.Client => {
  const client = clients[place]
  if (client === undefined) throw new Error('more clients than connections')
  return client
}

const anyMonth = (year: number): number => year * 100 + randomInt(1, 13)

/** P1: any co-op, any month. */
export async function postingRate(ground: Ground): Promise<void> {
  const { owner, books, say } = ground
  await owner.query('CREATE TABLE IF NOT EXISTS anchor.tiny (x integer)')
  const any = (): Book => books[randomInt(books.length)] as Book
  await withLines(ground, async ({ app, owner: bare }) => {
    for (const clients of CLIENTS) {
      const made = await interleaved(ROUNDS, {
        product: () =>
          rate(clients, SECONDS, (i) => post(at(app, i), any(), anyMonth(YEARS.posting))),
        anchor: () =>
          rate(clients, SECONDS, (i) => anchor(at(bare, i), any().place, anyMonth(YEARS.posting))),
        insert: () =>
          rate(clients, SECONDS, (i) => at(bare, i).query('INSERT INTO anchor.tiny VALUES (1)')),
        commit: () =>
          rate(clients, SECONDS, (i) => at(bare, i).query('SELECT pg_current_xact_id()')),
      })
      say(
        `P1 posting with audit row, ${clients} client${clients > 1 ? 's' : ''}: ` +
          `${against(made.product, made.anchor)} × the leanest chained ledger [at least 0.8]; ` +
          `${spread(made.product, 0)} vouchers/s, anchor ${spread(made.anchor, 0)}, ` +
          `tiny insert ${spread(made.insert, 0)}, bare commit ${spread(made.commit, 0)}`,
      )
    }
  })
  await settled(ground)
}

/** P4: eight clients on one co-op's month. */
export async function hotMonth(ground: Ground): Promise<void> {
  const [book] = ground.books
  if (book === undefined) throw new Error('no book')
  const period = YEARS.hot * 100 + 6
  const clients = Math.max(...CLIENTS)
  const made = await withLines(ground, ({ app, owner }) =>
    interleaved(ROUNDS, {
      product: () => rate(clients, SECONDS, (i) => post(at(app, i), book, period)),
      anchor: () => rate(clients, SECONDS, (i) => anchor(at(owner, i), book.place, period)),
    }),
  )
  // A deadlock would have ended the loop with its error.
  const { rows } = await ground.owner.query<{ n: number; last: number; given: number }>(
    `SELECT count(*)::int AS n, max(number) AS last, (SELECT last_general FROM ledger_year y
       WHERE y.county_id = $1 AND y.coop_id = $2 AND y.year = $3) AS given
     FROM voucher WHERE county_id = $1 AND coop_id = $2 AND period / 100 = $3`,
    [ground.county, book.coopId, YEARS.hot],
  )
  const [{ n, last, given }] = rows as [{ n: number; last: number; given: number }]
  const whole = n === last && n === given
  ground.say(
    `P4 eight clients on one co-op's month: ${against(made.product, made.anchor)} × the anchor ` +
      `[at least 0.8]; ${spread(made.product, 0)} vouchers/s; no deadlock; ` +
      `${n} numbers ${whole ? 'without a gap' : `WITH A GAP: last ${last}, given ${given}`}`,
  )
  await settled(ground)
}

const HASHING = /y\.head := sha256\([\s\S]*?\)\);/

/** P11, posting: the product's function against itself with the hash taken out, in the bench's own schema. */
export async function chainCost(ground: Ground): Promise<void> {
  const { owner, books, say } = ground
  const { rows } = await owner.query<{ made: string }>(
    `SELECT pg_get_functiondef('ledger_post'::regproc) AS made`,
  )
  const [{ made: source }] = rows as [{ made: string }]
  if (!HASHING.test(source)) throw new Error('the hash is not where the bench looks for it')
  await owner.query(
    source
      .replace(/FUNCTION public\.ledger_post/, 'FUNCTION anchor.unchained')
      .replace(HASHING, `y.head := '';`),
  )
  await owner.query('GRANT USAGE ON SCHEMA anchor TO miaoqi_app')
  const one = (client: pg.Client, post_: string, year: number): Promise<unknown> => {
    const book = books[randomInt(books.length)] as Book
    const values = [document(book, anyMonth(year))]
    return client.query({ name: post_, text: `SELECT * FROM ${post_}($1::jsonb, now())`, values })
  }
  for (const clients of CLIENTS) {
    const rates = await withLines(ground, ({ app }) =>
      interleaved(ROUNDS, {
        chained: () => rate(clients, SECONDS, (i) => one(at(app, i), 'ledger_post', YEARS.posting)),
        bare: () => rate(clients, SECONDS, (i) => one(at(app, i), 'anchor.unchained', YEARS.bare)),
      }),
    )
    say(
      `P11 posting with the chain, ${clients} client${clients > 1 ? 's' : ''}: ` +
        `${against(rates.chained, rates.bare)} × without it [at least 0.8]`,
    )
  }
}
