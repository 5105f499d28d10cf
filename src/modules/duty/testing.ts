import { contestModule } from '../contest/index.ts'
import { foundingWorld } from '../founding/testing.ts'
import { helpModule } from '../help/index.ts'
import { indicatorModule } from '../indicator/index.ts'
import { spendingModule } from '../spending/index.ts'
import { supervisionModule } from '../supervision/index.ts'
import { deliverFacts } from '../../platform/outbox.ts'
import type { AnyId } from '../../kernel/id.ts'
import { dutyModule } from './index.ts'

/** The county, two towns with a village each, a co-op, and everything that duties are proved by. */
export async function dutyWorld() {
  const world = await foundingWorld({ carried: true }, [
    spendingModule,
    indicatorModule,
    supervisionModule,
    contestModule,
    helpModule,
    dutyModule,
  ])
  const { account, cooperative, ids, runtime, village } = world
  await account('other-town', 'town_secretary', { unit: ids.townB as AnyId })
  await account('land', 'natural_resources', { unit: ids.county as AnyId })
  const coop = await cooperative(ids.villageA, village, '甲村大姜专业合作社')
  const told = async () => {
    while ((await deliverFacts(runtime, 1)) > 0);
  }
  return { ...world, coop, told }
}
