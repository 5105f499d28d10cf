import { ledgerWorld } from '../ledger/testing.ts'
import { sharesModule } from '../shares/index.ts'
import { tradeModule } from './index.ts'

/** Two co-ops with open books, three members each and the usual products, for the tests of trade. */
export async function tradeWorld() {
  const world = await ledgerWorld([sharesModule, tradeModule])
  const { run, a, b, ids } = world
  const party = async (coopId: string, kind: string, name: string): Promise<string> => {
    const answer = await run<{ ids: string[] }>('addParties', {
      unitId: ids.county,
      parties: [{ coopId, kind, name }],
    })
    return answer.ids[0] ?? ''
  }
  const parties = {
    buyer: await party(a.coopId, 'counterparty', '收购商'),
    worker: await party(a.coopId, 'worker', '临时工'),
    other: await party(b.coopId, 'counterparty', '乙社客户'),
  }
  const products = async (coopId: string) => {
    const answer = await run<{ ids: string[] }>('addProducts', {
      coopId,
      products: [
        { name: '大姜', unit: 'kg', validFrom: '2020-01-01', price: '3.2', weight: '1' },
        { name: '苹果', unit: 'jin', validFrom: '2020-01-01', price: '2.155', weight: '1/2' },
        { name: '化肥', unit: 'piece', validFrom: '2020-01-01', price: '120', cost: '100' },
        { name: '入社土地', unit: 'mu', validFrom: '2020-01-01' },
        { name: '用工', unit: 'day', validFrom: '2020-01-01', price: '90' },
        { name: '机耕', unit: 'mu', validFrom: '2020-01-01', price: '60' },
      ],
    })
    const [ginger = '', apple = '', fertiliser = '', land = '', work = '', ploughing = ''] =
      answer.ids
    return { ginger, apple, fertiliser, land, work, ploughing }
  }
  const of = { a: await products(a.coopId), b: await products(b.coopId) }
  /** Records rows in co-op a. */
  const record = (rows: unknown[], coopId: string = a.coopId) =>
    run<Recorded>('recordTrades', { coopId, rows })
  const post = (period: number, coopId: string = a.coopId) =>
    run<Posted>('postTrades', { coopId, period })
  const list = (filter: object = {}) => run<Listed>('listTrades', { limit: 500, ...filter })
  /** Debit less credit in fen of everything that begins with the code. */
  const net = async (coopId: string, account: string): Promise<bigint> => {
    const { rows } = await world.db.owner.query<{ net: string }>(
      `SELECT coalesce(sum(debit_fen - credit_fen), 0)::text AS net FROM ledger_balance
       WHERE coop_id = $1 AND account LIKE $2 || '%'`,
      [coopId, account],
    )
    return BigInt(rows[0]?.net ?? '0')
  }
  const count = async (table: string, where = 'true'): Promise<number> => {
    const { rows } = await world.db.owner.query<{ n: string }>(
      `SELECT count(*) n FROM ${table} WHERE ${where}`,
    )
    return Number(rows[0]?.n)
  }
  return { ...world, parties, of, record, post, list, net, count, party }
}

interface Recorded {
  readonly batchId: string
  readonly ids: readonly string[]
  readonly recorded: number
  readonly repeated: number
  readonly amount: string
}

interface Posted {
  readonly postingId: string | null
  readonly entries: number
  readonly amount: string
  readonly vouchers: readonly { id: string; number: number; summary: string; amount: string }[]
}

interface Listed {
  readonly total: number
  readonly members: { readonly entries: number; readonly amount: string }
  readonly others: { readonly entries: number; readonly amount: string }
  readonly rows: readonly {
    readonly id: string
    readonly coopId: string
    readonly amount: string
    readonly quantity: string
    readonly price: string | null
    readonly posted: string
    readonly voucherId: string | null
    readonly reversedById: string | null
    readonly member: { readonly number: string; readonly name: string } | null
    readonly party: { readonly name: string } | null
  }[]
}
