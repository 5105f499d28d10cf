import type { ChainPlan, CoopPlan, LinkedGroupPlan, PairingPlan, UnionPlan } from '../model.ts'
import { BREACHES } from '../model.ts'

/** Licensed in these days: the first month's closing lies before the county's day, the survey not years ago. */
const [FROM, TO] = ['2020-10-10', '2020-10-20']
const PLANTED: ReadonlySet<string> = new Set(BREACHES)

/**
 * The one of the counted co-ops whose founding is told step by step with the product's own process instead of being
 * entered as it stands: paid in full at once, partly in kind, tied to no other co-op.
 * @returns its key; null where no co-op of the plan fits.
 */
export function chooseTold(
  coops: readonly CoopPlan[],
  ties: {
    readonly unions: readonly UnionPlan[]
    readonly pairings: readonly PairingPlan[]
    readonly groups: readonly LinkedGroupPlan[]
    readonly chains: readonly ChainPlan[]
  },
): string | null {
  const tied = new Set([
    ...ties.unions.flatMap(({ members }) => members),
    ...ties.pairings.flatMap(({ lead, followers }) => [lead, ...followers]),
    ...ties.groups.map(({ coopKey }) => coopKey),
    ...ties.chains.flatMap(({ coopKeys }) => coopKeys),
  ])
  return coops.find((coop) => fits(coop) && !tied.has(coop.key))?.key ?? null
}

function fits(coop: CoopPlan): boolean {
  const { registeredOn, holders, foundedOn } = coop
  const given = holders.flatMap(({ contributions }) => contributions)
  return (
    coop.counted &&
    coop.class === null &&
    registeredOn !== null &&
    registeredOn >= FROM &&
    registeredOn <= TO &&
    !PLANTED.has(coop.design) &&
    coop.leavers.length === 0 &&
    coop.assistance.length === 0 &&
    holders.every(({ kind }) => kind === 'collective' || kind === 'person') &&
    given.every(({ on, promised }) => on === foundedOn && promised === 0n) &&
    given.some(({ form }) => form !== 'cash')
  )
}
