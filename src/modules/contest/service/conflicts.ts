import { z } from 'zod'
import type { AnyId, Id } from '../../../kernel/id.ts'
import { id } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { ancestorsOf } from '../../../platform/unit.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { colleaguesAt } from '../../identity/index.ts'
import {
  type CoopFacts,
  cooperativesIn,
  linkedGroupsOf,
  personsByIds,
} from '../../registry/index.ts'
import { nameKey, OFFICERS, partnersOf } from '../../spending/index.ts'
import type { Conflict } from '../model.ts'
import { chainOf, seatUnits } from '../store/editions.ts'

/* Who must not score whom: found in the records, before a sheet is handed out, and shown with the reason. */

/** Who helps a unit (联系帮包); answered by the module that keeps helpers. */
const HELPERS = 'help.helpers'

const people = z.array(
  z.object({ personId: id.nullable().default(null), name: z.string(), post: z.string() }),
)
type Holder = z.output<typeof people>[number]
type Colleague = Awaited<ReturnType<typeof colleaguesAt>>[number]

/** Everybody who may be asked to judge: who holds an office at the county or in a town. */
export async function candidates(ctx: Ctx): Promise<readonly Colleague[]> {
  const seats = await seatUnits(ctx)
  return colleaguesAt(
    ctx,
    seats.map((seat) => seat.id),
  )
}

/** What is known of a unit that takes part. */
export interface Ground {
  readonly unitId: AnyId
  readonly name: string
  readonly above: readonly AnyId[]
  readonly coops: readonly CoopFacts[]
  /** Chair, directors, supervisors and accountants of its co-ops, with the co-op of each. */
  readonly holders: readonly (Holder & { readonly coop: string })[]
  /** Of those the households and groups they belong to. */
  readonly families: ReadonlyMap<AnyId, ReadonlySet<AnyId>>
  readonly helpers: readonly Holder[]
  /** Names that stand on contracts of its co-ops, each with its co-op. */
  readonly partners: ReadonlyMap<string, string>
}

/** What conflicts are looked for in, of every unit that takes part. */
export async function groundsOf(
  ctx: Ctx,
  units: readonly { readonly unit_id: AnyId; readonly name: string }[],
): Promise<Ground[]> {
  const grounds: Ground[] = []
  for (const { unit_id: unitId, name } of units) {
    const above = (await ancestorsOf(ctx.tx, unitId as Id<'unit'>)) ?? []
    const own = (await chainOf(ctx, unitId))[0]
    const around = await cooperativesIn(ctx, { unitId })
    const coops = own?.kind === 'coop' ? around.filter((coop) => coop.id === unitId) : around
    const ids = coops.map((coop) => coop.id)
    const holders = holdersOf(coops, await ctx.ask(OFFICERS, ids))
    const helped = await ctx.ask(HELPERS, [unitId])
    const said = helped.get(unitId)
    grounds.push({
      unitId,
      name,
      above,
      coops,
      holders,
      families: await familiesOf(
        ctx,
        holders.flatMap(({ personId }) => (personId === null ? [] : [personId])),
      ),
      helpers: said === undefined ? [] : people.parse(said),
      partners: new Map(
        (ids.length === 0 ? [] : await partnersOf(ctx, ids)).flatMap((row) =>
          [row.name, row.legal_rep].flatMap((one) =>
            one === null
              ? []
              : [[nameKey(one), coops.find((c) => c.id === row.coop_id)?.name ?? name] as const],
          ),
        ),
      ),
    })
  }
  return grounds
}

function holdersOf(coops: readonly CoopFacts[], posts: ReadonlyMap<AnyId, unknown>) {
  return coops.flatMap((coop) => {
    const said = posts.get(coop.id)
    const chair =
      coop.chairId === null || coop.chairName === null
        ? []
        : [{ personId: coop.chairId, name: coop.chairName, post: '理事长' }]
    const others = said === undefined ? [] : people.parse(said)
    const known = new Set(chair.map(({ personId }) => personId))
    const rest = others.filter(({ personId }) => personId === null || !known.has(personId))
    return [...chair, ...rest].map((holder) => ({ ...holder, coop: coop.name }))
  })
}

/** Household and registered groups of persons: who shares one is family (registry: related persons). */
async function familiesOf(
  ctx: Ctx,
  ids: readonly AnyId[],
): Promise<Map<AnyId, ReadonlySet<AnyId>>> {
  if (ids.length === 0) return new Map()
  const [persons, groups] = [await personsByIds(ctx, ids), await linkedGroupsOf(ctx, ids)]
  return new Map(
    [...persons].map(([personId, { householdId }]) => [
      personId,
      new Set([...(householdId === null ? [] : [householdId]), ...(groups.get(personId) ?? [])]),
    ]),
  )
}

/** A judge with all offices and the person behind the account. */
export interface Judge {
  readonly name: string
  readonly personId: AnyId | null
  readonly offices: readonly { readonly unitId: AnyId; readonly above: readonly AnyId[] }[]
  readonly villageAbove: readonly AnyId[]
  readonly family: ReadonlySet<AnyId>
}

/** What is known of a judge. */
export async function judgeOf(ctx: Ctx, rows: readonly Colleague[]): Promise<Judge> {
  const [first] = rows
  const personId = first?.personId ?? null
  const offices = []
  for (const { unitId } of rows) {
    offices.push({ unitId, above: (await ancestorsOf(ctx.tx, unitId)) ?? [] })
  }
  const person = personId === null ? undefined : (await personsByIds(ctx, [personId])).get(personId)
  const village = person?.villageId ?? null
  const families = await familiesOf(ctx, personId === null ? [] : [personId])
  return {
    name: first?.name ?? '',
    personId,
    offices,
    villageAbove:
      village === null ? [] : ((await ancestorsOf(ctx.tx, village as Id<'unit'>)) ?? []),
    family: (personId === null ? undefined : families.get(personId)) ?? new Set(),
  }
}

/** Why a judge does not score a unit: own unit, a post there, kin in one, its helper, a business with it. */
export function conflictsWith(judge: Judge, ground: Ground): Conflict[] {
  const found: Conflict[] = []
  const say = (kind: Conflict['kind'], zh: string, en: string): void => {
    found.push({ kind, said: text(zh, en) })
  }
  // An office at the county is over all; one in the unit, or right above a co-op, is its own.
  const county = ground.above.at(-1)
  if (
    judge.offices.some(
      ({ unitId, above }) =>
        above.includes(ground.unitId) || (unitId !== county && ground.above.includes(unitId)),
    )
  ) {
    say('own_unit', `在${ground.name}任职`, `holds an office in ${ground.name}`)
  }
  if (judge.villageAbove.includes(ground.unitId)) {
    say('own_unit', `户籍在${ground.name}`, `is registered in ${ground.name}`)
  }
  const own = nameKey(judge.name)
  for (const { personId, name, post, coop } of ground.holders) {
    if (personId === null ? own === nameKey(name) : personId === judge.personId) {
      say('post', `任${coop}${post}`, `holds a post in ${coop}`)
    } else if (personId !== null && isFamily(judge, ground.families.get(personId))) {
      say('kin', `亲属${name}任${coop}${post}`, `${name}, of the family, serves ${coop}`)
    }
  }
  for (const { name, post } of ground.helpers) {
    if (own !== nameKey(name)) continue
    say('helper', `${ground.name}的联系帮包人(${post})`, `helps ${ground.name}`)
  }
  const business = ground.partners.get(own)
  if (business !== undefined) {
    say('enterprise', `与${business}有合同往来`, `has a contract with ${business}`)
  }
  return [...new Map(found.map((one) => [one.kind, one])).values()]
}

const isFamily = ({ family }: Judge, other: ReadonlySet<AnyId> | undefined): boolean =>
  other !== undefined && [...other].some((group) => family.has(group))
