import { assert } from '../../kernel/assert.ts'
import type { Chance } from '../chance.ts'
import type { Breach, CoopClass, CoopKind, Design } from '../model.ts'
import { PUBLISHED } from './spread.ts'

interface Quota {
  readonly design: Design
  readonly count: number
  /** Numbers of members between which the design can be shown without breaking another rule. */
  readonly from: number
  readonly to: number
  readonly kind?: CoopKind
}

/** The planted breaches: 41 co-ops. */
const BREACH_QUOTAS: readonly (Quota & { readonly design: Breach })[] = [
  { design: 'collective_low', count: 4, from: 20, to: 80 },
  { design: 'collective_high', count: 3, from: 20, to: 80 },
  { design: 'branch_below', count: 3, from: 60, to: 140 },
  { design: 'single_over', count: 4, from: 14, to: 60 },
  { design: 'household_over', count: 3, from: 25, to: 70 },
  { design: 'group_over', count: 3, from: 25, to: 80 },
  { design: 'households_few', count: 3, from: 8, to: 25 },
  { design: 'farmers_few', count: 3, from: 20, to: 45 },
  { design: 'units_two', count: 3, from: 13, to: 17 },
  { design: 'public_member', count: 3, from: 45, to: 95 },
  { design: 'collective_unpaid', count: 3, from: 24, to: 70 },
  { design: 'code_wrong', count: 2, from: 20, to: 70 },
  { design: 'beneficiary_dead', count: 2, from: 24, to: 80 },
  { design: 'fund_over', count: 2, from: 24, to: 80 },
]

/** Registers where the county's choice of reading decides: no breach, and no clean bill either. */
const READING_QUOTAS: readonly Quota[] = [
  { design: 'labour_dilutes', count: 10, from: 15, to: 120, kind: 'service' },
  { design: 'resident_base', count: 14, from: 8, to: 60 },
  { design: 'party_partly', count: 60, from: 12, to: 310 },
]

/** Hands out the designs: each to co-ops of a fitting size and kind, chosen by chance; the others are sound. */
export function assignDesigns(
  chance: Chance,
  coops: readonly { readonly members: number; readonly kind: CoopKind }[],
): Design[] {
  const designs: Design[] = coops.map(() => 'sound')
  for (const quota of [...BREACH_QUOTAS, ...READING_QUOTAS]) {
    const fitting = coops.flatMap(({ members, kind }, i) => {
      const fits = members >= quota.from && members <= quota.to
      const free = designs[i] === 'sound' && (quota.kind === undefined || quota.kind === kind)
      return fits && free ? [i] : []
    })
    assert(fitting.length >= quota.count, `${quota.count} co-ops can show ${quota.design}`)
    for (const i of chance.shuffled(fitting).slice(0, quota.count)) designs[i] = quota.design
  }
  return designs
}

/** Breaches of who leads and who owns: such a co-op is to be transformed. */
const TO_TRANSFORM: ReadonlySet<Design> = new Set<Design>([
  'collective_low',
  'branch_below',
  'single_over',
  'household_over',
  'group_over',
  'farmers_few',
])
const MODELS = 23
const REBUILT = 11

/**
 * Chooses the 120 co-ops of earlier years and their class. The article names the four classes; how many
 * were in each is not published.
 */
export function assignClasses(
  chance: Chance,
  coops: readonly { readonly members: number; readonly design: Design }[],
): (CoopClass | null)[] {
  const order = chance.shuffled(coops.map((_, i) => i))
  const troubled = order.filter((i) => TO_TRANSFORM.has(designOf(coops, i))).slice(0, 15)
  const others = order.filter((i) => !troubled.includes(i))
  const earlier = [...troubled, ...others].slice(0, PUBLISHED.earlierYears)
  const classes: (CoopClass | null)[] = coops.map(() => null)
  for (const i of earlier) classes[i] = 'improve'
  for (const i of earlier) if (TO_TRANSFORM.has(designOf(coops, i))) classes[i] = 'transform'
  const take = (count: number, to: CoopClass, fits: (members: number) => boolean): void => {
    const free = earlier.filter((i) => {
      return classes[i] === 'improve' && designOf(coops, i) === 'sound' && fits(membersOf(coops, i))
    })
    for (const i of free.slice(0, count)) classes[i] = to
  }
  take(MODELS, 'model', (members) => members >= 35)
  take(REBUILT, 'rebuild', (members) => members <= 24)
  return classes
}

const designOf = (coops: readonly { readonly design: Design }[], i: number): Design =>
  coops[i]?.design ?? 'sound'
const membersOf = (coops: readonly { readonly members: number }[], i: number): number =>
  coops[i]?.members ?? 0
