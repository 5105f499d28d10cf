import type { Module } from '../../../platform/module.ts'
import { approvalsModule } from '../../approvals/index.ts'
import { governanceModule } from '../../governance/index.ts'
import { identityModule } from '../../identity/index.ts'
import { ledgerModule } from '../../ledger/index.ts'
import { credit, debit } from '../../ledger/testing.ts'
import { registryWorld } from '../../registry/testing.ts'
import { sharesModule } from '../../shares/index.ts'
import { tradeModule } from '../../trade/index.ts'
import { distributionModule } from '../index.ts'

/** Eight members: contribution and trade of the year in yuan; the first is the village collective. */
const MEMBERS: readonly (readonly [contribution: string, traded: string | null])[] = [
  ['300000', null],
  ['100000', '180000'],
  ['80000', '95500'],
  ['60000', '60250'],
  ['120000', '143333.33'],
  ['140000', '210000'],
  ['120000', '77777.77'],
  ['80000', null],
]

/** From this day on the county of the tests holds its assemblies in the product. */
export const MEETINGS_FROM = '2021-03-12'

/**
 * A co-op with the books of a whole year on the eve of its distribution: surplus 172,000, a loss of 12,000
 * brought forward, reserve 60,000, grants 80,000 and donations 16,000 before, December closed.
 */
export async function distributionWorld(later: readonly Module[] = []) {
  const world = await registryWorld([
    identityModule,
    approvalsModule,
    ledgerModule,
    sharesModule,
    governanceModule,
    tradeModule,
    distributionModule,
    ...later,
  ])
  const { run, people, cooperative, ids, db } = world

  // What is tested here by paper minutes was decided before the county keeps its meetings in the product.
  await run('proposeRuleVersion', {
    rule: 'DIST-MEETING',
    severity: 'block',
    binding: 'decided-on',
    parameters: { from: MEETINGS_FROM },
    reason: '会议自该日起在系统内召开',
    validFrom: '2020-12-01',
  })

  const founded = async (villageId: string, name: string) => {
    const found = await people(villageId, MEMBERS.length + 1)
    const coopId = await cooperative(villageId, found, name)
    const answer = await run<{ registers: { holders: { key: string; holderId: string }[] }[] }>(
      'openRegisters',
      {
        unitId: coopId,
        asFound: true,
        sourceNote: '成员账',
        registers: [
          {
            coopId,
            foundedOn: '2020-01-01',
            holders: MEMBERS.map(([paid], i) => ({
              key: `m${i + 1}`,
              kind: i === 0 ? 'collective' : 'person',
              ...(i === 0 ? {} : { personId: found.personIds[i] }),
              contributions: [{ form: 'cash', paid }],
            })),
          },
        ],
      },
    )
    const holders = answer.registers[0]?.holders.map(({ holderId }) => holderId) ?? []
    return { coopId, holders, personIds: found.personIds, households: found.households }
  }

  const party = async (coopId: string, kind: string, name: string): Promise<string> => {
    const answer = await run<{ ids: string[] }>('addParties', {
      unitId: ids.county,
      parties: [{ coopId, kind, name }],
    })
    return answer.ids[0] ?? ''
  }

  const vouchers = (coopId: string, list: readonly object[]) =>
    run('importVouchers', {
      unitId: coopId,
      source: 'test',
      vouchers: list.map((one) => ({ coopId, preparedBy: '甲', approvedBy: '乙', ...one })),
    })

  /** The year of the worked example, up to the closing of December. */
  const year = async (coopId: string, holders: readonly string[]): Promise<void> => {
    await run('openBooks', {
      unitId: ids.county,
      books: [{ coopId, openedPeriod: 202001, appliedEarly: true }],
    })
    const project = await party(coopId, 'project', '冷库项目')
    const donor = await party(coopId, 'source', '爱心企业')
    await run('enterOpeningBalances', {
      unitId: coopId,
      books: [
        {
          coopId,
          lines: [
            debit('102', '144000'),
            debit('33202', '12000'),
            credit('322', '60000'),
            credit('311', '80000', { partyId: project, item: 'state_grant' }),
            credit('311', '16000', { partyId: donor, item: 'donation' }),
          ],
        },
      ],
    })
    await run('bookShareEvents', { unitId: coopId })
    await vouchers(coopId, [
      {
        onDate: '2020-06-30',
        summary: '全年收支',
        lines: [
          debit('102', '172000'),
          debit('521', '980000'),
          debit('522', '3200'),
          debit('523', '96000'),
          debit('524', '14800'),
          debit('529', '2000'),
          credit('501', '1250000', { item: 'sales' }),
          credit('511', '8000', { item: 'investment' }),
          credit('502', '10000', { item: 'other' }),
        ],
      },
    ])
    const products = await run<{ ids: string[] }>('addProducts', {
      coopId,
      products: [{ name: '大姜', unit: 'kg', validFrom: '2020-01-01', price: '1' }],
    })
    await run('recordTrades', {
      coopId,
      rows: MEMBERS.flatMap(([, traded], i) =>
        traded === null
          ? []
          : [
              {
                kind: 'delivery',
                on: '2020-08-01',
                productId: products.ids[0],
                memberId: holders[i],
                quantity: traded,
              },
            ],
      ),
    })
  }

  const close = async (coopId: string, through = 12): Promise<void> => {
    for (let month = 0; month <= through; month++) {
      await run('closePeriods', { unitId: coopId, period: 202000 + month, coopIds: [coopId] })
    }
  }

  /** The transfers of the year's end, approved. */
  const transfers = async (coopId: string): Promise<void> => {
    const { draftIds } = await run<{ draftIds: string[] }>('draftYearEnd', {
      unitId: coopId,
      year: 2020,
      coopIds: [coopId],
    })
    await run('approveDrafts', { unitId: coopId, draftIds })
  }

  /** A co-op on the eve of its distribution. */
  const onTheEve = async (villageId: string, name: string) => {
    const made = await founded(villageId, name)
    await year(made.coopId, made.holders)
    await world.setDay('2021-03-15')
    await close(made.coopId)
    await transfers(made.coopId)
    await run('quantifyShares', { unitId: made.coopId, through: '2020-12-31' })
    return made
  }

  /** Credit less debit in fen of everything that begins with the code. */
  const net = async (coopId: string, account: string, memberId?: string): Promise<bigint> => {
    const { rows } = await db.owner.query<{ net: string }>(
      `SELECT coalesce(sum(credit_fen - debit_fen), 0)::text AS net FROM voucher_line
       WHERE coop_id = $1 AND account LIKE $2 || '%' AND ($3::uuid IS NULL OR member_id = $3::uuid)`,
      [coopId, account, memberId ?? null],
    )
    return BigInt(rows[0]?.net ?? '0')
  }

  const draft = (coopId: string, terms: object = TERMS) =>
    run('draftPlans', { unitId: coopId, plans: [{ coopId, year: 2020, terms }] })
  const compute = (coopId: string) =>
    run<{ computed: { outcome: string; failing: string[] }[]; left: unknown[] }>('computePlans', {
      unitId: coopId,
      year: 2020,
      coopIds: [coopId],
    })
  /** By paper minutes: the county of these tests keeps its meetings elsewhere. */
  const resolve = (
    coopId: string,
    { review, ...minutes }: { review?: string } & Readonly<Record<string, unknown>> = {},
  ) =>
    run<{ resolutions: { resolutionId: string; warnings: { zh: string }[] }[] }>(
      'recordResolutions',
      {
        unitId: coopId,
        resolutions: [
          {
            coopId,
            year: 2020,
            ...(review === undefined ? {} : { review }),
            paper: {
              number: '2021年第1号',
              decidedOn: '2021-03-10',
              heads: 8,
              present: 7,
              votes: 8,
              inFavour: 7,
              availableFrom: '2021-02-20',
              document: '成员大会会议记录',
              ...minutes,
            },
          },
        ],
      },
    )
  const post = (coopId: string) =>
    run<{ posted: { vouchers: number }[]; already: number }>('postPlans', {
      unitId: coopId,
      year: 2020,
      coopIds: [coopId],
    })

  return {
    ...world,
    onTheEve,
    founded,
    year,
    close,
    transfers,
    vouchers,
    net,
    draft,
    compute,
    resolve,
    post,
  }
}

/** The plan of the worked example: 10 % reserve, 65 % by trade value, the new reserve counts. */
export const TERMS = {
  reserveRate: '1/10',
  returnRate: '13/20',
  countNewReserve: true,
}
