import type { AnyId } from '../../kernel/id.ts'
import { inCounty } from '../../platform/db.ts'
import { asJob, deliverFacts } from '../../platform/outbox.ts'
import { approvalsModule } from '../approvals/index.ts'
import { governanceModule } from '../governance/index.ts'
import { helpModule } from '../help/index.ts'
import { identityModule } from '../identity/index.ts'
import { messagesModule } from '../messages/index.ts'
import { sharesWorld } from '../shares/testing.ts'
import { spendingModule } from '../spending/index.ts'
import { tradeModule } from '../trade/index.ts'
import { talentModule } from './index.ts'

/** The first bytes of a PNG: enough to be told as a photograph. */
export const PHOTO = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1]).toString(
  'base64',
)

/** A village whose co-op has members with phones, and those who see to its people. */
export async function talentWorld() {
  const world = await sharesWorld([
    identityModule,
    messagesModule,
    approvalsModule,
    spendingModule,
    governanceModule,
    tradeModule,
    helpModule,
    talentModule,
  ])
  const { ids, account, lawful } = world
  const at = (unit: string) => ({ unit: unit as AnyId })
  await account('organisation', 'county_organisation', at(ids.county))
  await account('desk', 'county_agriculture', at(ids.county))
  await account('auditor', 'auditor', at(ids.county))
  await account('town', 'town_secretary', at(ids.townA))
  await account('station', 'town_station', at(ids.townA))
  await account('townB', 'town_secretary', at(ids.townB))
  await account('secretary', 'village_secretary', at(ids.villageA))
  const coop = await lawful(ids.villageA)
  const [head = '', party = '', ...others] = coop.people.personIds
  for (const [i, person] of [party, ...others].entries()) {
    await account(`m${i}`, 'member', { person: person as AnyId })
  }
  const told = async (): Promise<void> => {
    while ((await deliverFacts(world.runtime, 1)) > 0) {
      // each round may have left new facts behind
    }
  }
  /** What the module does every morning, and what comes of it. */
  const morning = async (): Promise<void> => {
    await inCounty(world.database, 1, (tx) =>
      asJob(world.runtime, { tx, county: 1, name: 'talent.morning' }, async (ctx) => {
        for (const { run } of talentModule.daily) await run(ctx)
      }),
    )
    await told()
  }
  /** `party`: a Party member who is no secretary, with account `m0`; `others`: `m1` and so on. */
  return { ...world, coop, head, party, others, told, morning }
}
