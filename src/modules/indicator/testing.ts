import type { Module } from '../../platform/module.ts'
import { distributionModule } from '../distribution/index.ts'
import { randomYear, statementsWorld } from '../statements/testing.ts'
import { indicatorModule } from './index.ts'
import { plant } from './planted-testing.ts'

/** Answers as they come over the wire. */
export interface Figures {
  readonly origin: { readonly edition: { readonly id: string } | null; readonly asOf: string }
  readonly figures: readonly {
    readonly indicator: string
    readonly value: string | null
    readonly why: string | null
    readonly claims: number
    readonly before: {
      readonly period: string | null
      readonly change: string | null
      readonly better: boolean | null
    }
  }[]
}
export interface Rows {
  readonly value: string | null
  readonly recount: string
  readonly differs: boolean
  readonly total: number
  readonly rows: readonly {
    readonly amount: string
    readonly label: string
    readonly refId: string | null
  }[]
}
export interface Edition {
  readonly id: string
  readonly edition: number
  readonly hash: string
  readonly period: string
}

/**
 * Three co-ops in two towns with registers, books of a year and something of everything that figures count: a fact
 * whose rows nobody made would prove nothing.
 */
export async function figuresWorld(later: readonly Module[] = []) {
  const world = await statementsWorld([distributionModule, indicatorModule, ...later])
  const { run, ids, coops, account, db } = world
  const [first, second, third] = coops
  const { ids: parties } = await run<{ ids: string[] }>('addParties', {
    unitId: ids.county,
    parties: [
      ...[first, third].map(({ coopId }) => ({ coopId, kind: 'counterparty', name: '鲁姜公司' })),
      { coopId: first.coopId, kind: 'project', name: '冷库项目' },
    ],
  })
  await run('importVouchers', {
    unitId: ids.county,
    source: '旧账',
    vouchers: [
      ...randomYear(first, 21, 90),
      ...randomYear(second, 22, 40),
      ...randomYear(third, 23, 30),
      {
        coopId: first.coopId,
        onDate: '2020-04-01',
        summary: '收到财政扶持资金',
        preparedBy: '会计',
        approvedBy: '主管',
        lines: [
          { account: '102', debit: '8000' },
          { account: '235', credit: '8000', partyId: parties[2] },
        ],
      },
      ...[first, third].map((coop, i) => ({
        coopId: coop.coopId,
        onDate: '2020-03-05',
        summary: '应收货款',
        preparedBy: '会计',
        approvedBy: '主管',
        lines: [
          { account: '113', debit: '5000', partyId: parties[i] },
          { account: '501', credit: '5000', item: 'sales' },
        ],
      })),
    ],
  })
  await run('recordChanges', {
    coopId: second.coopId,
    on: '2020-11-03',
    changes: [{ kind: 'contribution', holder: 'x', form: 'cash', paid: '100' }],
    newHolders: [{ key: 'x', kind: 'person', personId: first.people.personIds[0] }],
  })
  await run('recordChanges', {
    coopId: second.coopId,
    on: '2020-11-04',
    changes: [{ kind: 'contribution', holder: 'y', form: 'cash', paid: '100' }],
    newHolders: [{ key: 'y', kind: 'person', personId: second.people.personIds[10] }],
  })
  await account('镇书记', 'town_secretary', { unit: ids.townA as never })
  await account('自然资源局', 'natural_resources', { unit: ids.county as never })
  await account('村书记', 'village_secretary', { unit: ids.villageA as never })
  await plant(db.owner, { ids, coops: coops.map(({ coopId }) => coopId), holder: first })
  await world.setDay('2020-11-30')
  await run('recordClaim', {
    unitId: ids.villageA,
    about: 'trainings',
    period: '2020-11',
    amount: '35',
    evidence: '签到册',
  })
  await run('recordClaim', {
    unitId: ids.villageB,
    about: 'publicity',
    period: '2020-11',
    amount: '2',
    evidence: '照片',
  })
  let added = 0
  return {
    ...world,
    /** '5/2' in millionths, whole. */
    scaled: (value: string): bigint => {
      const [num = '0', den = '1'] = value.split('/')
      return (BigInt(num) * 1_000_000n) / BigInt(den)
    },
    /** One more member joined on 2020-11-20, entered late. */
    change: () =>
      run('recordChanges', {
        coopId: third.coopId,
        on: '2020-11-20',
        changes: [{ kind: 'contribution', holder: `late${added}`, form: 'cash', paid: '100' }],
        newHolders: [
          { key: `late${added++}`, kind: 'person', personId: third.people.personIds[11] },
        ],
      }),
    /** A statement past the rules of the tables, as somebody with the server in hand could run it. */
    untouched: async (statement: string) => {
      const client = await db.owner.connect()
      try {
        await client.query('SET session_replication_role = replica')
        await client.query(statement)
        await client.query('RESET session_replication_role')
      } finally {
        client.release()
      }
    },
  }
}
