import type { LocalDate } from '../../../kernel/date.ts'
import { compareCodePoints } from '../../../kernel/text.ts'
import type { BASES } from '../../policy/index.ts'

/** `other` is no member: shares set aside for nobody. It stays in every denominator. */
export type FactsClass = 'collective' | 'person' | 'enterprise' | 'unit' | 'other'

/** One holder as the rules see it. */
export interface HolderFacts {
  readonly id: string
  readonly name: string
  readonly class: FactsClass
  readonly farmer: boolean
  readonly household: string | null
  /** Key of a group of linked holders (one controller, partners of one firm). */
  readonly group: string | null
  /** A unit with public-administration functions (农民专业合作社法 Art. 19). */
  readonly publicFunction: boolean
  readonly poverty: boolean
  /** Fen of registered contributions that are paid up; labour, grants and donations are none. */
  readonly paid: bigint
  /** Fen of registered contributions still unpaid. */
  readonly promised: bigint
  /** Millionths of a unit; null where the register does not say. */
  readonly internalUnits: bigint | null
  readonly dividendRights: bigint | null
}

/** Everything that the eight equity rules look at, on one day. */
export interface RegisterFacts {
  readonly asOf: LocalDate
  readonly village: {
    readonly households: number
    readonly residentHouseholds: number | null
    readonly collectiveHouseholds: number | null
  }
  /** Ids of holders, or of people of the branch who hold nothing. */
  readonly branch: {
    readonly committee: readonly string[]
    readonly partyMembers: readonly string[]
  }
  readonly stage: 'founding' | 'running'
  readonly holders: readonly HolderFacts[]
}

/** What a share can be a share of. */
export type BaseId = (typeof BASES)[number]

/** A set of holders, as places in the sheet, in rising order. */
export type Places = readonly number[]

/** One amount for each place of the sheet: fen, or millionths of a unit. */
export interface Base {
  readonly id: BaseId
  readonly amounts: readonly bigint[]
  readonly total: bigint
}

/**
 * The facts laid out for computing: holders in the order of their ids, so that no answer depends on the
 * order of rows, and after them the people of the branch who hold nothing.
 */
export interface Sheet {
  readonly facts: RegisterFacts
  readonly holders: readonly HolderFacts[]
  /** Ids of all places: the holders, then the absent. */
  readonly ids: readonly string[]
  readonly bases: readonly Base[]
  readonly missing: readonly { readonly base: BaseId; readonly what: string }[]
  readonly committee: Places
  /** All Party members of the branch: the committee belongs to them whether listed again or not. */
  readonly party: Places
}

/** Lays the facts out. The caller has checked that ids are unique. */
export function layOut(facts: RegisterFacts): Sheet {
  const holders = facts.holders.toSorted((a, b) => compareCodePoints(a.id, b.id))
  const place = new Map(holders.map(({ id }, i) => [id, i]))
  const branch = [...facts.branch.committee, ...facts.branch.partyMembers]
  const absent = [...new Set(branch.filter((id) => !place.has(id)))].toSorted(compareCodePoints)
  const ids = [...holders.map(({ id }) => id), ...absent]
  absent.forEach((id, i) => place.set(id, holders.length + i))
  const places = (people: readonly string[]): Places =>
    [...new Set(people.flatMap((id) => place.get(id) ?? []))].toSorted((a, b) => a - b)

  const bases: Base[] = []
  const missing: { base: BaseId; what: string }[] = []
  const add = (id: BaseId, amountOf: (holder: HolderFacts) => bigint | null): void => {
    const amounts = holders.map(amountOf)
    const known = amounts.filter((amount) => amount !== null)
    if (known.length === amounts.length) {
      const total = known.reduce((sum, amount) => sum + amount, 0n)
      bases.push({ id, amounts: [...known, ...absent.map(() => 0n)], total })
    } else {
      const without = holders.flatMap((holder, i) => (amounts[i] === null ? [holder.id] : []))
      missing.push({ base: id, what: missingText(FIELDS[id], without, known.length) })
    }
  }
  add('registered', (holder) => holder.paid + holder.promised)
  add('paid', (holder) => holder.paid)
  add('internal', (holder) => holder.internalUnits)
  add('dividend', (holder) => holder.dividendRights)
  const { committee } = facts.branch
  return {
    facts,
    holders,
    ids,
    bases,
    missing,
    committee: places(committee),
    party: places(branch),
  }
}

const FIELDS: Readonly<Record<BaseId, string>> = {
  registered: 'contributions',
  paid: 'contributions',
  internal: 'internalUnits',
  dividend: 'dividendRights',
}

/** `internalUnits` when nobody has any; else whose are missing, the first three by name. */
function missingText(field: string, without: readonly string[], known: number): string {
  if (known === 0) return field
  const more = without.length > 3 ? ` +${without.length - 3}` : ''
  return `${field}: ${without.slice(0, 3).join(', ')}${more}`
}

/** Whether the holder at a place counts as a member. The absent and shares set aside do not. */
export const isMember = (sheet: Sheet, place: number): boolean => {
  const holder = sheet.holders[place]
  return holder !== undefined && holder.class !== 'other'
}

/** Places of holders that fulfil a condition. */
export const placesWhere = (sheet: Sheet, test: (holder: HolderFacts) => boolean): Places =>
  sheet.holders.flatMap((holder, i) => (test(holder) ? [i] : []))

export const sumAt = (amounts: readonly bigint[], places: Places): bigint => {
  let sum = 0n
  for (const place of places) sum += amounts[place] ?? 0n
  return sum
}

export const nameAt = (sheet: Sheet, place: number): string =>
  sheet.holders[place]?.name ?? sheet.ids[place] ?? ''
