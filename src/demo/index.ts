import { must } from '../kernel/assert.ts'
import type { Text } from '../kernel/text.ts'
import { shippedLists } from '../modules/registry/index.ts'
import type { DatabaseAddress } from '../platform/postgres/connection.ts'
import type { Runtime } from '../platform/runtime.ts'
import { DEMO_ACCOUNTS, DEMO_PASSWORD, SMALL_COUNTY_ACCOUNTS } from './accounts.ts'
import { parseDivisions } from './divisions.ts'
import { type DemoCounty, isLoaded, loadDemo } from './load/county.ts'
import { DEMO_SEED, planCounty } from './plan.ts'
import { planSmallCounty, SMALL_COUNTY_CODE, SMALL_COUNTY_LIST } from './small-county.ts'

export { type DemoCounty, loadDemo } from './load/county.ts'

/** Yishui County by GB/T 2260. */
const DEMO_COUNTY_CODE = '371323'

/** The demonstration county, whole. */
export function demoCounty(seed = DEMO_SEED): DemoCounty {
  // The list of 2023 lies in the demo county's future: nobody can import it there yet.
  const list = must(shippedLists(DEMO_COUNTY_CODE)[0], 'the list of 2016')
  const plan = planCounty(seed, parseDivisions(list.csv))
  return { plan, lists: [list], accounts: DEMO_ACCOUNTS }
}

/** A second, small county, to prove that counties do not see each other. */
export function smallCounty(seed = DEMO_SEED): DemoCounty {
  const plan = planSmallCounty(seed)
  return { plan, lists: [SMALL_COUNTY_LIST], accounts: SMALL_COUNTY_ACCOUNTS }
}

export interface DemoAnswer {
  /** False: both counties were complete already. */
  readonly fresh: boolean
  readonly seconds: number
  readonly accounts: readonly {
    readonly username: string
    readonly password: string
    readonly title: Text
  }[]
}

/** Makes sure that both demonstration counties are there; goes on with a load that was cut off. */
export async function ensureDemo(
  runtime: Runtime,
  options: {
    readonly owner: DatabaseAddress
    readonly onProgress: (done: number, total: number, what: Text) => void
  },
): Promise<DemoAnswer> {
  const started = runtime.clock()
  const missing: DemoCounty[] = []
  if (!(await isLoaded(runtime, SMALL_COUNTY_CODE))) missing.push(smallCounty())
  if (!(await isLoaded(runtime, DEMO_COUNTY_CODE))) missing.push(demoCounty())
  // The bar grows with the people of a county, whatever the steps weigh among each other.
  const total = missing.reduce((sum, { plan }) => sum + plan.persons.length, 0)
  let before = 0
  for (const county of missing) {
    const [start, size] = [before, county.plan.persons.length]
    await loadDemo(runtime, {
      owner: options.owner,
      county,
      onProgress: (done, of, what) => options.onProgress(start + (size * done) / of, total, what),
    })
    before += size
  }
  return {
    fresh: missing.length > 0,
    seconds: Math.round((runtime.clock() - started) / 1000),
    accounts: [...DEMO_ACCOUNTS, ...SMALL_COUNTY_ACCOUNTS].map(({ username, title }) => ({
      username,
      password: DEMO_PASSWORD,
      title,
    })),
  }
}
