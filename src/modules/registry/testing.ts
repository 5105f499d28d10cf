import type { Module } from '../../platform/module.ts'
import { policyModule } from '../policy/index.ts'
import { testCounty } from '../policy/testing.ts'
import { registryModule } from './index.ts'

/** Two towns with a village each, people and co-ops, for the tests of modules that stand on the registry. */
export async function registryWorld(later: readonly Module[] = []) {
  const county = await testCounty([policyModule, registryModule, ...later])
  const { run, countyId } = county
  await run('installPolicy', { countyRulesFrom: '2019-06-01' })
  await run('installCatalogues', {})
  await run('importDivisions', {
    vintage: '2016',
    effectiveFrom: '2016-01-01',
    source: 'test',
    csv: [
      'code,name,level,parent',
      '37,山东省,province,',
      '3713,临沂市,prefecture,37',
      '371323,沂水县,county,3713',
      '371323101,许家湖镇,town,371323',
      '371323102,黄山铺镇,town,371323',
      '371323101201,甲村,village,371323101',
      '371323102201,乙村,village,371323102',
    ].join('\n'),
  })
  const towns = await nodes(run, countyId)
  const [townA, townB] = [towns.get('许家湖镇') ?? '', towns.get('黄山铺镇') ?? '']
  const villageA = (await nodes(run, townA)).get('甲村') ?? ''
  const villageB = (await nodes(run, townB)).get('乙村') ?? ''
  const ids = { county: countyId, townA, townB, villageA, villageB }
  await run('recordVillageBases', {
    unitId: countyId,
    rows: [villageA, villageB].map((villageId) => ({
      villageId,
      asOf: '2019-12-31',
      registeredHouseholds: 100,
      residentHouseholds: 80,
      collectiveHouseholds: 90,
      source: 'test',
    })),
  })
  let made = 0
  const one = async (verb: string, input: unknown): Promise<string> => {
    const answer = await run<{ ids: string[] }>(verb, input)
    return answer.ids[0] ?? ''
  }

  /** A village with branch, collective, and `people` persons, each in a household of their own. */
  const people = async (villageId: string, count: number) => {
    made += 1
    const branchId = await one('registerBranches', {
      unitId: villageId,
      rows: [{ villageId, name: `第${made}党支部` }],
    })
    const collectiveId = await one('registerCollectives', {
      unitId: villageId,
      rows: [{ villageId, name: `第${made}股份经济合作社` }],
    })
    const { ids: households } = await run<{ ids: string[] }>('registerHouseholds', {
      unitId: villageId,
      rows: Array.from({ length: count }, (_, i) => ({
        villageId,
        number: `${made}-${i}`,
        headName: `户主${i}`,
        assisted: i === count - 1,
      })),
    })
    const { persons } = await run<{ persons: { id: string }[] }>('addPersons', {
      unitId: villageId,
      rows: households.map((householdId, i) => ({
        name: `𠮷${made}号${i}`,
        villageId,
        householdId,
      })),
    })
    const personIds = persons.map(({ id }) => id)
    return { branchId, collectiveId, households, personIds }
  }

  /** A co-op led by that branch. */
  const cooperative = async (
    villageId: string,
    from: { readonly branchId: string; readonly collectiveId: string },
    name = `第${(made += 1)}合作社`,
  ): Promise<string> => {
    const { branchId, collectiveId } = from
    return one('registerCooperatives', {
      unitId: villageId,
      rows: [
        {
          name,
          villageId,
          branchId,
          collectiveId,
          mainKind: 'land_share',
          registeredOn: '2020-01-01',
          status: 'registered',
          from: '2020-01-01',
        },
      ],
    })
  }

  const count = async (table: string, where = 'true'): Promise<number> => {
    const { rows } = await county.db.owner.query<{ n: string }>(
      `SELECT count(*) n FROM ${table} WHERE ${where}`,
    )
    return Number(rows[0]?.n)
  }

  return { ...county, ids, people, cooperative, count }
}

type Run = Awaited<ReturnType<typeof testCounty>>['run']

async function nodes(run: Run, parentId: string): Promise<Map<string, string>> {
  const answer = await run<{ nodes: { id: string; name: string }[] }>('divisionTree', { parentId })
  return new Map(answer.nodes.map(({ id, name }) => [name, id]))
}
