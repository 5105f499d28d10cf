import { must } from '../../kernel/assert.ts'
import type { Door } from './door.ts'

/** The product's ids by the plan's keys and codes, filled as the load goes on. */
export interface Ids {
  readonly county: string
  readonly towns: Map<string, string>
  readonly villages: Map<string, string>
  readonly branches: Map<string, string>
  readonly collectives: Map<string, string>
  readonly households: Map<string, string>
  readonly persons: Map<string, string>
  readonly coops: Map<string, string>
  /** By '<co-op key> <holder key>'. */
  readonly holders: Map<string, string>
}

export const newIds = (county: string): Ids => ({
  county,
  towns: new Map(),
  villages: new Map(),
  branches: new Map(),
  collectives: new Map(),
  households: new Map(),
  persons: new Map(),
  coops: new Map(),
  holders: new Map(),
})

/** The id of something that the load has made; a missing one is a bug of the order of steps. */
export const idOf = (ids: ReadonlyMap<string, string>, key: string): string =>
  must(ids.get(key), `the id of ${key}`)

const PAGE = 500

/** All rows of a paged list. */
export async function allRows<T>(
  read: (page: { limit: number; offset: number }) => Promise<readonly T[]>,
): Promise<T[]> {
  const rows: T[] = []
  for (;;) {
    const page = await read({ limit: PAGE, offset: rows.length })
    rows.push(...page)
    if (page.length < PAGE) return rows
  }
}

/** Towns and villages by their codes on the county's day. */
export async function readPlaces(door: Door, ids: Ids): Promise<void> {
  const { nodes } = await door.registry.divisionTree({})
  for (const { id, level, code } of nodes) {
    if (code === null || level === 'county') continue
    const map = level === 'town' ? ids.towns : ids.villages
    map.set(code, id)
  }
}
