import type { AnyId } from '../../kernel/id.ts'
import { approvalsModule } from '../approvals/index.ts'
import { ledgerModule } from '../ledger/index.ts'
import { registryWorld } from '../registry/testing.ts'
import { sharesModule } from '../shares/index.ts'
import { spendingModule } from '../spending/index.ts'
import { tradeModule } from '../trade/index.ts'
import { helpModule } from './index.ts'

/** The first bytes of a PNG: enough to be told as a photograph. */
export const PHOTO = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1]).toString(
  'base64',
)

/** Two villages with co-ops, and the people of a county who help them. */
export async function helpWorld() {
  const world = await registryWorld([
    approvalsModule,
    spendingModule,
    ledgerModule,
    sharesModule,
    tradeModule,
    helpModule,
  ])
  const { ids, people, cooperative, account, as } = world
  const at = (unit: string) => ({ unit: unit as AnyId })
  await account('desk', 'county_agriculture', at(ids.county))
  await account('organisation', 'county_organisation', at(ids.county))
  await account('leader', 'county_leader', at(ids.county))
  await account('land', 'natural_resources', at(ids.county))
  await account('town', 'town_secretary', at(ids.townA))
  await account('townB', 'town_secretary', at(ids.townB))
  await account('secretary', 'village_secretary', at(ids.villageA))
  const villageA = await people(ids.villageA, 6)
  const villageB = await people(ids.villageB, 6)
  const coopA = await cooperative(ids.villageA, villageA, '甲村大姜专业合作社')
  const coopA2 = await cooperative(ids.villageA, villageA, '甲村苗木专业合作社')
  const coopB = await cooperative(ids.villageB, villageB, '乙村桃专业合作社')
  /** A helper of a channel. */
  const helper = async (by: string, unitId: string, channel: string, more: object) =>
    (await as<{ helperId: string }>(by, 'saveHelper', { unitId, channel, capacity: 5, ...more }))
      .helperId
  const assign = (by: string, unitId: string, helperId: string, placeId = unitId) =>
    as<{ assignmentIds: string[]; warnings: { zh: string }[] }>(by, 'assignHelpers', {
      unitId,
      rows: [{ placeId, helperId, from: '2020-11-01' }],
    })
  return { ...world, villageA, villageB, coopA, coopA2, coopB, helper, assign }
}
