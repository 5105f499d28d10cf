import {
  compareFractions,
  type Fraction,
  formatFraction,
  fraction,
} from '../../../kernel/fraction.ts'
import { type HolderFacts, isMember, placesWhere, type Places, type Sheet } from './facts.ts'
import type { ParametersOf, RegisterPolicy } from './policy.ts'
import { type CountReading, distance, type Drafted, subtract, ZERO } from './reading.ts'

/*
 * The rules that count heads: SEED-HH10 and the four of the Act. Each measures a census, so that the
 * smallest fix can ask "and with three more farmers?" without a register.
 */

/** Heads of a register. */
export interface Census {
  readonly members: number
  readonly farmers: number
  /** Unit members in the sense of Art. 20, as the county counts them. */
  readonly units: number
  /** Different households that have joined. */
  readonly households: number
}

const isFarmer = (holder: HolderFacts): boolean => holder.class === 'person' && holder.farmer

/** Whether a holder takes up a unit's place; whether the collective does is a parameter (Art. 20, open). */
const isUnit = (holder: HolderFacts, { collectiveCounts }: ParametersOf<'COOP-UNIT'>): boolean =>
  holder.class === 'enterprise' ||
  holder.class === 'unit' ||
  (holder.class === 'collective' && collectiveCounts)

const inHousehold = (holder: HolderFacts): boolean =>
  holder.class === 'person' && holder.household !== null

export function censusOf(sheet: Sheet, policy: RegisterPolicy): Census {
  const { parameters } = policy['COOP-UNIT']
  return {
    members: sheet.holders.filter((_, place) => isMember(sheet, place)).length,
    farmers: sheet.holders.filter(isFarmer).length,
    units: sheet.holders.filter((holder) => isUnit(holder, parameters)).length,
    households: new Set(sheet.holders.filter(inHousehold).map((holder) => holder.household)).size,
  }
}

/** A share of heads against its floor; null where there are no heads at all. */
function floorOf(
  part: number,
  whole: number,
  min: Fraction,
): Pick<CountReading, 'measured' | 'shortfall'> {
  if (whole === 0) return { measured: null, shortfall: ZERO }
  const measured = fraction(part, whole)
  return { measured, shortfall: distance(measured, min, null) }
}

/** The bases of SEED-HH10, with the numbers that the village gives. */
export function householdBases(sheet: Sheet): { id: string; field: string; base: number | null }[] {
  const { households, residentHouseholds, collectiveHouseholds } = sheet.facts.village
  return [
    { id: 'registered-households', field: 'village.households', base: households },
    { id: 'resident-households', field: 'village.residentHouseholds', base: residentHouseholds },
    {
      id: 'collective-households',
      field: 'village.collectiveHouseholds',
      base: collectiveHouseholds,
    },
  ]
}

/** SEED-HH10, 入社户数不少于 10%: households of persons that are holders, against each base there is. */
export function householdShare(
  sheet: Sheet,
  { min }: ParametersOf<'SEED-HH10'>,
  { households }: Census,
): Drafted {
  const places = placesWhere(sheet, inHousehold)
  const limit = formatFraction(min)
  const bases = householdBases(sheet)
  return {
    counts: bases.flatMap(({ id, base }) =>
      base === null ? [] : [{ id, heads: false, limit, places, ...floorOf(households, base, min) }],
    ),
    notComputed: bases.flatMap(({ id, field, base }) =>
      base === null ? [{ id, missing: field }] : [],
    ),
  }
}

/** Readings of one value: whole heads, with how many are too few or too many. */
const headsReading = (
  id: string,
  heads: number,
  rest: { readonly limit: number; readonly short: number; readonly places: Places },
): Drafted => ({
  counts: [
    {
      id,
      measured: fraction(heads),
      heads: true,
      limit: String(rest.limit),
      shortfall: fraction(Math.max(0, rest.short)),
      places: rest.places,
    },
  ],
})

/** COOP-MIN: at least five members (Art. 12). */
export const memberNumber = (
  sheet: Sheet,
  { members: limit }: ParametersOf<'COOP-MIN'>,
  { members }: Census,
): Drafted =>
  headsReading('members', members, {
    limit,
    short: limit - members,
    places: placesWhere(sheet, (holder) => holder.class !== 'other'),
  })

/** COOP-FARMER80: farmers are at least 80% of members (Art. 20). Only natural persons can be farmers. */
export const farmerShare = (
  sheet: Sheet,
  { min }: ParametersOf<'COOP-FARMER80'>,
  { farmers, members }: Census,
): Drafted => ({
  counts: [
    {
      id: 'farmers',
      heads: false,
      limit: formatFraction(min),
      places: placesWhere(sheet, isFarmer),
      ...floorOf(farmers, members, min),
    },
  ],
})

/** How many units a register of this many members may have (Art. 20). */
export const unitsAllowed = (
  members: number,
  { small, smallUnits, max }: ParametersOf<'COOP-UNIT'>,
): number => (members <= small ? smallUnits : Number((BigInt(members) * max.num) / max.den))

/**
 * COOP-UNIT: up to twenty members one unit, above it at most 5% (Art. 20). The shortfall is the number of
 * units too many, so that it can be compared across the border of twenty.
 */
export function unitNumber(
  sheet: Sheet,
  parameters: ParametersOf<'COOP-UNIT'>,
  { members, units }: Census,
): Drafted {
  const places = placesWhere(sheet, (holder) => isUnit(holder, parameters))
  const short = units - unitsAllowed(members, parameters)
  if (members <= parameters.small) {
    return headsReading('units', units, { limit: parameters.smallUnits, short, places })
  }
  return {
    counts: [
      {
        id: 'units',
        measured: fraction(units, members),
        heads: false,
        limit: formatFraction(parameters.max),
        shortfall: fraction(Math.max(0, short)),
        places,
      },
    ],
  }
}

/** COOP-PUBLIC: no member with public-administration functions (Art. 19). */
export function publicUnits(sheet: Sheet): Drafted {
  const places = placesWhere(sheet, (holder) => holder.publicFunction && holder.class !== 'other')
  return headsReading('public-units', places.length, {
    limit: 0,
    short: places.length,
    places,
  })
}

/**
 * Whether a change of heads worsens one of the Act's rules: one that passed fails, or one that failed is
 * further from passing. Newcomers are never counted as a household of their own here.
 */
export function countsWorse(before: Census, after: Census, policy: RegisterPolicy): boolean {
  const then = shortfalls(after, policy)
  return shortfalls(before, policy).some((short, i) => compareFractions(then[i] ?? ZERO, short) > 0)
}

const shortfalls = (census: Census, policy: RegisterPolicy): Fraction[] => {
  const { members: floor } = policy['COOP-MIN'].parameters
  const { min } = policy['COOP-FARMER80'].parameters
  const { members, farmers, units } = census
  const farmerFloor = members === 0 ? min : subtract(min, fraction(farmers, members))
  const excess = units - unitsAllowed(members, policy['COOP-UNIT'].parameters)
  return [
    fraction(Math.max(0, floor - members)),
    farmerFloor.num > 0n ? farmerFloor : ZERO,
    fraction(Math.max(0, excess)),
  ]
}
