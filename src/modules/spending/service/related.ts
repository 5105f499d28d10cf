import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import {
  branchOf,
  coopFacts,
  householdsByIds,
  linkedGroupsOf,
  partyMarks,
  personsByContact,
  personsByIdNumbers,
  personsByIds,
  type PersonFacts,
  personsOfVillage,
} from '../../registry/index.ts'
import { nameKey } from '../rules/payee.ts'
import { type Behind, type Insider, type Tie, tiesOf } from '../rules/related.ts'
import { partnerNamed, partnersOf } from '../store/contracts.ts'
import type { PartnerRow } from '../store.ts'
import { officersOf } from './officers.ts'

/** The numbers of a partner in clear, as they were typed; they are kept sealed. */
export interface Partner {
  readonly name: string
  readonly creditCode: string | null
  readonly legalRep: string | null
  readonly idNumber: string | null
  readonly phone: string | null
  readonly account: string | null
  readonly address: string | null
}

const CHAIR = '理事长'
/** Branch committee and cadres alike: Party facts are not told to who may not see them. */
const CADRE = '村干部'

/** Those who act for a co-op: its chair, who holds its other posts, and the cadres of its village. */
async function insidersOf(ctx: Ctx, coopId: AnyId): Promise<Insider[]> {
  const coop = await coopFacts(ctx, coopId)
  const branch = coop.branchId === null ? null : await branchOf(ctx, coop.branchId)
  const villagers = await personsOfVillage(ctx, coop.villageId)
  const marks = await partyMarks(
    ctx,
    villagers.map(({ id }) => id),
  )
  const posts = new Map<AnyId, string>()
  for (const { id } of branch?.committee ?? []) posts.set(id, CADRE)
  for (const { id, publicOffice } of villagers) {
    const mark = marks.get(id)
    const holdsPost = mark?.committee === true || (mark?.cadrePost ?? null) !== null
    if (publicOffice || holdsPost) posts.set(id, CADRE)
  }
  const officers = await officersOf(ctx, coopId)
  for (const { personId, post } of officers) if (personId !== null) posts.set(personId, post)
  if (coop.chairId !== null) posts.set(coop.chairId, CHAIR)
  const people = await personsByIds(ctx, [...posts.keys()])
  const groups = await linkedGroupsOf(ctx, [...posts.keys()])
  const homes = await householdsByIds(
    ctx,
    [...people.values()].map(({ householdId }) => householdId).filter((id) => id !== null),
  )
  const known = [...people.values()].map((person) => ({
    personId: person.id,
    name: person.name,
    post: posts.get(person.id) ?? CADRE,
    householdId: person.householdId,
    address: person.householdId === null ? null : (homes.get(person.householdId)?.address ?? null),
    groups: groups.get(person.id) ?? [],
  }))
  // An agency's accountant is in no registry: there the name is all there is.
  const others = officers
    .filter(({ personId }) => personId === null)
    .map(({ name, post }) => ({
      personId: null,
      name,
      post,
      householdId: null,
      address: null,
      groups: [],
    }))
  return [...known, ...others]
}

/** The persons a partner's numbers belong to, where the registry knows them. */
async function behindOf(ctx: Ctx, partner: Partner): Promise<Behind[]> {
  const found: { person: PersonFacts; by: Behind['by'] }[] = []
  if (partner.idNumber !== null) {
    const known = await personsByIdNumbers(ctx, [partner.idNumber])
    for (const person of known.values()) found.push({ person, by: 'id' })
  }
  found.push(...(await personsByContact(ctx, partner)))
  const groups = await linkedGroupsOf(
    ctx,
    found.map(({ person }) => person.id),
  )
  return found.map(({ person, by }) => ({
    personId: person.id,
    name: person.name,
    by,
    householdId: person.householdId,
    groups: groups.get(person.id) ?? [],
  }))
}

/** Marks by which a partner is found again; null where nothing was given. */
export const PARTNER_PHONE = 'spending_partner.phone'
export const PARTNER_ACCOUNT = 'spending_partner.account'
export const PARTNER_ID = 'spending_partner.id_number'
const plain = (number: string): string => number.normalize('NFKC').replaceAll(/[\s-]/g, '')

/** A number sealed, and its keyed hash. */
export const sealed = (ctx: Ctx, place: string, number: string | null) =>
  number === null
    ? { sealed: null, lookup: null }
    : {
        sealed: ctx.secrets.seal(place, number),
        lookup: ctx.secrets.lookup(place, plain(number)),
      }

/** What was typed, with telephone and account that are known of the partner where they were left empty. */
export async function withKnown(ctx: Ctx, coopId: AnyId, partner: Partner): Promise<Partner> {
  const known = await partnerNamed(ctx, coopId, nameKey(partner.name))
  if (known === null) return partner
  const opened = (place: string, value: Buffer | null): string | null =>
    value === null ? null : ctx.secrets.open(place, value)
  return {
    ...partner,
    phone: partner.phone ?? opened(PARTNER_PHONE, known.phone_sealed),
    account: partner.account ?? opened(PARTNER_ACCOUNT, known.account_sealed),
  }
}

const sharedWith = (
  mine: Pick<PartnerRow, 'phone_lookup' | 'account_lookup' | 'address'>,
  other: PartnerRow,
): 'phone' | 'account' | 'address' | null => {
  const same = (a: string | null, b: string | null): boolean => a !== null && a === b
  if (same(mine.account_lookup, other.account_lookup)) return 'account'
  if (same(mine.phone_lookup, other.phone_lookup)) return 'phone'
  const [here, there] = [mine.address, other.address]
  return here !== null && there !== null && nameKey(here) === nameKey(there) ? 'address' : null
}

/** What ties a partner to those who act for the co-op, and to its other partners. */
export async function checkPartner(
  ctx: Ctx,
  coopId: AnyId,
  partner: Partner,
): Promise<readonly Tie[]> {
  const mine = {
    phone_lookup: sealed(ctx, PARTNER_PHONE, partner.phone).lookup,
    account_lookup: sealed(ctx, PARTNER_ACCOUNT, partner.account).lookup,
    address: partner.address,
  }
  const key = nameKey(partner.name)
  const others = (await partnersOf(ctx, [coopId])).filter(({ name_key }) => name_key !== key)
  return tiesOf(
    {
      name: partner.name,
      legalRep: partner.legalRep,
      address: partner.address,
      behind: await behindOf(ctx, partner),
      shared: others.flatMap((other) => {
        const by = sharedWith(mine, other)
        return by === null ? [] : [{ name: other.name, by }]
      }),
    },
    await insidersOf(ctx, coopId),
  )
}
