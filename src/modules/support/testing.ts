import type { AnyId } from '../../kernel/id.ts'
import { approvalsModule } from '../approvals/index.ts'
import { distributionModule } from '../distribution/index.ts'
import { helpModule } from '../help/index.ts'
import { indicatorModule } from '../indicator/index.ts'
import { ledgerModule } from '../ledger/index.ts'
import { registryWorld } from '../registry/testing.ts'
import { sharesModule } from '../shares/index.ts'
import { spendingModule } from '../spending/index.ts'
import { tradeModule } from '../trade/index.ts'
import { supportModule } from './index.ts'

/** Two villages with co-ops and books, desks of the county, and a fund of 100,000 yuan. */
export async function supportWorld() {
  const world = await registryWorld([
    approvalsModule,
    spendingModule,
    ledgerModule,
    sharesModule,
    tradeModule,
    distributionModule,
    indicatorModule,
    helpModule,
    supportModule,
  ])
  const { ids, people, cooperative, account, as, run } = world
  const at = (unit: string) => ({ unit: unit as AnyId })
  await account('desk', 'county_agriculture', at(ids.county))
  await account('finance', 'finance_bureau', at(ids.county))
  await account('centre', 'finance_centre', at(ids.county))
  await account('land', 'natural_resources', at(ids.county))
  await account('leader', 'county_leader', at(ids.county))
  await account('town', 'town_secretary', at(ids.townA))
  await account('station', 'town_station', at(ids.townA))
  await account('townB', 'town_secretary', at(ids.townB))
  await account('secretary', 'village_secretary', at(ids.villageA))
  const villageA = await people(ids.villageA, 6)
  const villageB = await people(ids.villageB, 6)
  const coopA = await cooperative(ids.villageA, villageA, '甲村大姜专业合作社')
  const coopB = await cooperative(ids.villageB, villageB, '乙村桃专业合作社')
  await account('accountant', 'coop_accountant', at(coopA))
  await run('openBooks', {
    unitId: ids.county,
    books: [coopA, coopB].map((coopId) => ({ coopId, openedPeriod: 202001, appliedEarly: true })),
  })
  const { ids: projects } = await run<{ ids: string[] }>('addParties', {
    unitId: ids.county,
    parties: [coopA, coopB].map((coopId) => ({ coopId, kind: 'project', name: '保鲜库项目' })),
  })
  const fund = async (by: string, unitId: string, more: object = {}) =>
    (
      await as<{ fundId: string }>(by, 'addSupportFund', {
        unitId,
        level: 'province',
        year: 2020,
        code: '2130599',
        title: '农产品仓储保鲜冷链补助',
        purpose: '建设保鲜库',
        issuer: '山东省财政厅',
        document: '鲁财农指〔2020〕1号',
        documentOn: '2020-03-01',
        restricted: false,
        integrated: true,
        amount: '100000',
        ...more,
      })
    ).fundId
  const decided = { decidedBy: 'leading_group', decision: '会议纪要〔2020〕5号' }
  const allocate = (by: string, rows: readonly object[], more: object = {}) =>
    as<{
      allocationIds: string[]
      funds: { free: string }[]
      places: { points: number | null; place: number | null; among: number | null }[]
    }>(by, 'allocateSupport', {
      unitId: ids.county,
      ...decided,
      decidedOn: '2020-04-01',
      scored: false,
      rows: rows.map((row) => ({ purpose: '建设保鲜库', basis: '规模大、带动农户多', ...row })),
      ...more,
    })
  /** A voucher of a co-op in yuan; answers with its id. */
  const post = async (
    coopId: string,
    onDate: string,
    lines: readonly object[],
    summary = '补助',
  ): Promise<string> => {
    await run('importVouchers', {
      unitId: ids.county,
      source: '旧账',
      vouchers: [{ coopId, onDate, summary, preparedBy: '会计', approvedBy: '主管', lines }],
    })
    const { rows } = await world.db.owner.query<{ id: string }>(
      'SELECT id FROM voucher WHERE coop_id = $1 ORDER BY posted_at DESC, seq DESC LIMIT 1',
      [coopId],
    )
    return rows[0]?.id ?? ''
  }
  const project = (coopId: string) => projects[coopId === coopA ? 0 : 1]
  /** Money of a grant comes into the bank. */
  const receive = (
    coopId: string,
    amount: string,
    onDate = '2020-05-10',
    summary = '收到保鲜库项目补助',
  ) =>
    post(
      coopId,
      onDate,
      [
        { account: '102', debit: amount },
        { account: '235', credit: amount, partyId: project(coopId) },
      ],
      summary,
    )
  /** An asset is paid for and passes from 235 to 311. */
  const build = (coopId: string, amount: string, onDate = '2020-06-10') =>
    post(coopId, onDate, [
      { account: '151', debit: amount },
      { account: '102', credit: amount },
      { account: '235', debit: amount, partyId: project(coopId) },
      { account: '311', credit: amount, partyId: project(coopId), item: 'state_grant' },
    ])
  return { ...world, coopA, coopB, fund, allocate, receive, build, post, project }
}
