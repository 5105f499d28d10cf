import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId, Id } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import {
  charterTermsOf,
  type CharterTerms,
  type CitedVersion,
  type Exemption,
  exemptionsIn,
  rulesOn,
} from '../../policy/index.ts'
import {
  type BranchFacts,
  branchOf,
  type CoopFacts,
  cooperativesIn,
  coopFacts,
  linkedGroupsOf,
  villageBase,
  type VillageBase,
} from '../../registry/index.ts'
import type { Book, Register, Row } from '../model.ts'
import { type CharteredPolicy, underCharter } from '../rules/charter.ts'
import type { HolderFacts, RegisterFacts } from '../rules/facts.ts'
import {
  policyOfVersions,
  type RegisterPolicy,
  RULE_IDS,
  type RuleId,
  type StoredRule,
} from '../rules/policy.ts'

/** Everything outside the registers that the rules look at, on one day, for some co-ops. */
export interface Ground {
  readonly asOf: LocalDate
  readonly policy: RegisterPolicy
  /** The rules that count on the day, with their versions. */
  readonly versions: ReadonlyMap<RuleId, CitedVersion>
  readonly exemptions: ReadonlyMap<AnyId, readonly Exemption[]>
  /** What the charters in force say on the day; co-ops without one are absent. */
  readonly charters: ReadonlyMap<AnyId, CharterTerms>
  readonly coops: ReadonlyMap<AnyId, CoopGround>
  /** Which people count as one, by person; somebody linked to nobody is absent. */
  readonly groups: ReadonlyMap<AnyId, string>
}

interface CoopGround {
  readonly coop: CoopFacts
  readonly base: VillageBase | null
  readonly branch: BranchFacts | null
}

export const isRule = (rule: string): rule is RuleId =>
  (RULE_IDS as readonly string[]).includes(rule)

/**
 * Loads the ground for these books. `books` may hold several states of one co-op; `rulesOf` asks for the
 * rules of another day than that of the facts, for previews.
 */
export async function loadGround(
  ctx: Ctx,
  books: readonly Book[],
  days: LocalDate | { readonly asOf: LocalDate; readonly rulesOf: LocalDate },
): Promise<Ground> {
  const { asOf, rulesOf } = typeof days === 'string' ? { asOf: days, rulesOf: days } : days
  const versions = new Map<RuleId, CitedVersion>()
  for (const version of await rulesOn(ctx, rulesOf)) {
    if (isRule(version.rule)) versions.set(version.rule, version)
  }
  const coopIds = [...new Set(books.map(({ coopId }) => coopId))]
  const exemptions = Map.groupBy(
    await exemptionsIn(ctx, { coopIds, on: asOf }),
    ({ coopId }) => coopId,
  )
  const persons = books.flatMap((book) => book.holders.flatMap(({ personId }) => personId ?? []))
  const links = await linkedGroupsOf(ctx, [...new Set(persons)], asOf)
  const charterOn = await charterTermsOf(ctx, coopIds)
  return {
    asOf,
    charters: new Map(
      coopIds.flatMap((id) => {
        const terms = charterOn(id, rulesOf)
        return terms === null ? [] : [[id, terms] as const]
      }),
    ),
    policy: policyOfVersions([...versions.values()]),
    versions,
    exemptions,
    coops: await coopGrounds(ctx, coopIds, asOf),
    groups: components(links),
  }
}

/** The rules as they bind one co-op: the county's, tightened by its own charter. */
export const charteredPolicy = (ground: Ground, coopId: AnyId): CharteredPolicy =>
  underCharter(ground.policy, ground.charters.get(coopId) ?? null)

/** The same ground with one rule otherwise. */
export const groundUnder = (ground: Ground, changed: StoredRule): Ground => ({
  ...ground,
  policy: policyOfVersions([
    ...[...ground.versions.values()].filter(({ rule }) => rule !== changed.rule),
    changed,
  ]),
})

/**
 * One query for many co-ops, one a piece for a few; villages and branches are asked once each. Which village
 * and branch a co-op belongs to is taken from today's record: its register may be older than that record.
 */
async function coopGrounds(
  ctx: Ctx,
  coopIds: readonly AnyId[],
  asOf: LocalDate,
): Promise<ReadonlyMap<AnyId, CoopGround>> {
  const wanted = new Set(coopIds)
  const coops =
    coopIds.length > 5 ? (await cooperativesIn(ctx)).filter(({ id }) => wanted.has(id)) : []
  const found = new Set<AnyId>(coops.map(({ id }) => id))
  for (const id of coopIds) if (!found.has(id)) coops.push(await coopFacts(ctx, id))
  const bases = new Map<AnyId, VillageBase | null>()
  const branches = new Map<AnyId, BranchFacts | null>()
  const grounds = new Map<AnyId, CoopGround>()
  for (const coop of coops) {
    const { villageId, branchId } = coop
    if (!bases.has(villageId)) bases.set(villageId, await villageBase(ctx, villageId, asOf))
    if (branchId !== null && !branches.has(branchId)) {
      branches.set(branchId, await branchOf(ctx, branchId, asOf))
    }
    grounds.set(coop.id, {
      coop,
      base: bases.get(villageId) ?? null,
      branch: branchId === null ? null : (branches.get(branchId) ?? null),
    })
  }
  return grounds
}

/** Groups that share a person are one group: control does not stop at the name of a group. */
function components(
  links: ReadonlyMap<Id<'person'>, readonly Id<'linked_group'>[]>,
): ReadonlyMap<AnyId, string> {
  const parent = new Map<string, string>()
  const root = (group: string): string => {
    let at = group
    for (let up = parent.get(at); up !== undefined && up !== at; up = parent.get(at)) at = up
    return at
  }
  for (const groups of links.values()) {
    const roots = groups.map(root).toSorted((a, b) => (a < b ? -1 : 1))
    const first = roots[0]
    if (first !== undefined) for (const other of roots) parent.set(other, first)
  }
  const keys = new Map<AnyId, string>()
  for (const [person, groups] of links) {
    const first = groups[0]
    if (first !== undefined) keys.set(person, root(first))
  }
  return keys
}

/** How the rules name a person of the branch who holds nothing. */
const ABSENT = 'person:'
export const absentId = (personId: AnyId): string => `${ABSENT}${personId}`
export const personOfAbsent = (id: string): AnyId | null =>
  id.startsWith(ABSENT) ? id.slice(ABSENT.length) : null

/** The register as the rules see it. */
export function factsOf(ground: Ground, register: Register): RegisterFacts {
  const at = ground.coops.get(register.coopId)
  const keepsUnits = register.rows.some((row) => row.units !== 0n || row.dividend !== 0n)
  const ids = new Map(register.rows.map(({ holder }) => [holder.personId, holder.id]))
  const refs = (people: readonly { readonly id: AnyId }[] | undefined): string[] =>
    (people ?? []).map(({ id }) => ids.get(id) ?? absentId(id))
  const founding = at?.coop.status === 'preparing' || at?.coop.status === 'founding'
  return {
    asOf: register.asOf,
    village: {
      households: at?.base?.registeredHouseholds ?? 0,
      residentHouseholds: at?.base?.residentHouseholds ?? null,
      collectiveHouseholds: at?.base?.collectiveHouseholds ?? null,
    },
    branch: { committee: refs(at?.branch?.committee), partyMembers: refs(at?.branch?.members) },
    stage: founding ? 'founding' : 'running',
    holders: register.rows.map((row) => holderFacts(row, ground, keepsUnits)),
  }
}

function holderFacts(row: Row, ground: Ground, keepsUnits: boolean): HolderFacts {
  const { holder } = row
  const linked = holder.personId === null ? undefined : ground.groups.get(holder.personId)
  return {
    id: holder.id,
    name: holder.name,
    class: holder.kind,
    farmer: holder.farmer,
    household: holder.householdId,
    group: linked ?? (holder.relatedGroup === null ? null : `named:${holder.relatedGroup}`),
    publicFunction: holder.publicFunction,
    poverty: holder.class === 'assisted',
    paid: row.paid,
    promised: row.promised,
    internalUnits: keepsUnits ? row.units : null,
    dividendRights: keepsUnits ? row.dividend : null,
  }
}
