import type { AnyId, Id } from '../../../kernel/id.ts'
import { Refusal } from '../../../kernel/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import {
  type CoopFacts,
  cooperativesIn,
  coopFacts,
  householdsOfVillage,
  type PersonFacts,
  personsByIdNumbers,
  personsOfVillage,
} from '../../registry/index.ts'
import { readRegister, registerTotals } from '../../shares/index.ts'
import type { KnownCoop, KnownPerson, KnownRegister } from '../model.ts'
import type { CoopMembers } from '../rules/plan.ts'

const coopOf = (facts: CoopFacts): KnownCoop => ({
  id: facts.id,
  name: facts.name,
  creditCode: facts.creditCode,
  villageId: facts.villageId,
  villageName: facts.villageName,
  registeredOn: facts.registeredOn,
})

const personOf = (facts: PersonFacts): KnownPerson => ({
  id: facts.id,
  name: facts.name,
  householdId: facts.householdId,
  ended: facts.endedOn !== null,
})

/** The co-ops that a file uploaded at this unit may speak of; `own` when the unit is itself a co-op. */
export async function knownCoops(
  ctx: Ctx,
  unitId: AnyId,
): Promise<{ coops: KnownCoop[]; own: KnownCoop | null }> {
  const own = await coopOrNull(ctx, unitId)
  if (own !== null) return { coops: [own], own }
  const coops = await cooperativesIn(ctx, { unitId })
  return { coops: coops.map(coopOf), own: null }
}

async function coopOrNull(ctx: Ctx, unitId: AnyId): Promise<KnownCoop | null> {
  try {
    return coopOf(await coopFacts(ctx, unitId))
  } catch (error) {
    if (error instanceof Refusal && error.code === 'not_found') return null
    throw error
  }
}

/** The registers, villagers and households that the rows of a file may meet. */
export async function knownRegisters(
  ctx: Ctx,
  groups: readonly CoopMembers[],
): Promise<{
  registers: Map<Id<'unit'>, KnownRegister>
  personsByNumber: Map<string, KnownPerson>
}> {
  const numbers = new Set(
    groups.flatMap(({ members }) =>
      members.flatMap(({ kind, idNumber }) => (kind === 'person' ? (idNumber ?? []) : [])),
    ),
  )
  const persons = await personsByIdNumbers(ctx, [...numbers])
  const coopIds = groups.map(({ coop }) => coop.id)
  const totals = await registerTotals(ctx, { asOf: ctx.today, coopIds })
  const open = new Set(totals.map(({ coopId }) => coopId))
  const registers = new Map<Id<'unit'>, KnownRegister>()
  const villagersOf = once((villageId) => personsOfVillage(ctx, villageId))
  const homesOf = once((villageId) => householdsOfVillage(ctx, villageId))
  for (const { coop, members } of groups) {
    const nameless = members.some(({ kind, idNumber }) => kind === 'person' && idNumber === null)
    const housed = members.some((one) => one.householdNumber !== null || one.householdHead !== null)
    const villagers = nameless ? await villagersOf(coop.villageId) : []
    const households = housed ? await homesOf(coop.villageId) : []
    registers.set(coop.id, {
      ...(open.has(coop.id) ? await registerOf(ctx, coop.id) : { openedOn: null, holders: [] }),
      villagers: villagers.map(personOf),
      households: households.map(({ id, number, headName }) => ({ id, number, headName })),
    })
  }
  return {
    registers,
    personsByNumber: new Map(Array.from(persons, ([number, facts]) => [number, personOf(facts)])),
  }
}

/** Asks once for each village: several co-ops of a file may lie in one. */
function once<T>(
  ask: (villageId: Id<'unit'>) => Promise<T>,
): (villageId: Id<'unit'>) => Promise<T> {
  const asked = new Map<Id<'unit'>, Promise<T>>()
  return (villageId) => {
    const answer = asked.get(villageId) ?? ask(villageId)
    asked.set(villageId, answer)
    return answer
  }
}

async function registerOf(
  ctx: Ctx,
  coopId: Id<'unit'>,
): Promise<Pick<KnownRegister, 'openedOn' | 'holders'>> {
  const { foundedOn, rows } = await readRegister(ctx, { coopId, left: false })
  return {
    openedOn: foundedOn,
    holders: rows.map(({ name, kind, personId, registered }) => ({
      name,
      kind,
      personId,
      registered,
    })),
  }
}
