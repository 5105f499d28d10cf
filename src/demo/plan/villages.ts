import type { Census } from '../census.ts'
import type { Chance } from '../chance.ts'
import { type Division, placeName } from '../divisions.ts'
import type {
  ChainPlan,
  CoopPlan,
  Design,
  SurveyPlan,
  UnionPlan,
  VillageIndustryPlan,
  VillagePlan,
} from '../model.ts'
import { creditCode } from '../numbers.ts'
import { INDUSTRIES } from './trade.ts'
import { anyBase, baseFor } from './village-base.ts'

interface Ground {
  readonly countyCode: string
  readonly places: readonly Division[]
  readonly coops: readonly CoopPlan[]
}

export const collectiveName = (place: string): string => `${place}示例股份经济合作社`

/** Every village with its household base, its branch and its collective. */
export function planVillages(chance: Chance, census: Census, ground: Ground): VillagePlan[] {
  const { countyCode, places, coops } = ground
  const joined = joinedHouseholds(census, coops)
  return places.map((division, i) => {
    const coop = joined.get(division.code)
    const place = placeName(division)
    const village = division.level === 'village'
    const base =
      coop !== undefined && coop.households > 0
        ? baseFor(chance, coop.households, coop.design)
        : anyBase(chance)
    return {
      division,
      base,
      branchName: `${place}示例党支部`,
      collectiveName: village ? collectiveName(place) : null,
      collectiveCode: village ? creditCode('collective', countyCode, 100_000 + i) : null,
    }
  })
}

/** Households of the village among the members of its co-op. */
function joinedHouseholds(
  census: Census,
  coops: readonly CoopPlan[],
): Map<string, { readonly design: Design; readonly households: number }> {
  const people = new Map(census.persons.map((person) => [person.key, person]))
  return new Map(
    coops.map(({ villageCode, design, holders, leavers }) => {
      const gone = new Set(leavers.map(({ holderKey }) => holderKey))
      const homes = holders.flatMap(({ key, personKey }) => {
        const person = personKey === null ? undefined : people.get(personKey)
        const here = person?.villageCode === villageCode && !gone.has(key)
        return here ? [person.householdKey] : []
      })
      return [villageCode, { design, households: new Set(homes).size }] as const
    }),
  )
}

const CANDIDATES = 160

/** The industry of each co-op's village, and of some villages that have one and no co-op yet. */
export function planVillageIndustries(chance: Chance, ground: Ground): VillageIndustryPlan[] {
  const { places, coops } = ground
  const led = new Set(coops.map(({ villageCode }) => villageCode))
  const without = places.filter(({ code, level }) => level === 'village' && !led.has(code))
  const row = (villageCode: string, code: string): VillageIndustryPlan => {
    const grows = INDUSTRIES.some((item) => item.code === code && item.parent === 'planting')
    return {
      villageCode,
      industry: code,
      areaMu: grows ? `${chance.between(80, 1600)}.00` : null,
      households: chance.between(20, 160),
    }
  }
  const growing = INDUSTRIES.filter(({ parent }) => parent === 'planting')
  return [
    ...coops.map(({ villageCode, industry }) => row(villageCode, industry)),
    ...chance
      .shuffled(without)
      .slice(0, CANDIDATES)
      .map(({ code }) => row(code, chance.pick(growing).code)),
  ]
}

/** A survey in two villages of each town: one with a co-op and one that has none yet. */
export function planSurveys(
  chance: Chance,
  industries: readonly VillageIndustryPlan[],
): SurveyPlan[] {
  const towns = Map.groupBy(industries, ({ villageCode }) => villageCode.slice(0, 9))
  return [...towns.values()].flatMap((rows) =>
    [rows[0], rows.at(-1)].flatMap((row, i): SurveyPlan[] => {
      if (row === undefined || (i === 1 && rows.length === 1)) return []
      const land = chance.between(300, 2400)
      const products = INDUSTRIES.find(({ code }) => code === row.industry)?.products ?? []
      return [
        {
          villageCode: row.villageCode,
          landMu: `${land}.00`,
          idleLandMu: `${Math.floor((land * chance.between(2, 18)) / 100)}.00`,
          collectiveLandMu: `${Math.floor((land * chance.between(3, 12)) / 100)}.00`,
          certified: chance.happens(900),
          labourAtHome: chance.between(60, 320),
          nearTown: chance.happens(250),
          scenic: chance.happens(200),
          products,
        },
      ]
    }),
  )
}

/** One industry chain for each union: its members and the other co-ops of the town in that industry. */
export function planChains(
  coops: readonly CoopPlan[],
  unions: readonly UnionPlan[],
  townName: (code: string) => string,
): ChainPlan[] {
  return unions.map(({ townCode, industry }) => {
    const name = INDUSTRIES.find(({ code }) => code === industry)?.name.zh ?? ''
    const linked = coops.filter(
      (coop) => coop.counted && coop.industry === industry && coop.villageCode.startsWith(townCode),
    )
    return {
      townCode,
      name: `${townName(townCode)}${name}产业链(示例)`,
      industry,
      facilities: ['共用冷库', '分拣线'],
      coopKeys: linked.map(({ key }) => key),
    }
  })
}
