import { assert, must } from '../kernel/assert.ts'
import type { Census } from './census.ts'
import { openCensus } from './census.ts'
import { type Chance, openChance } from './chance.ts'
import { bareName, type Division, placeName } from './divisions.ts'
import type { CoopKind, CoopPlan, CountyPlan } from './model.ts'
import { plantedOf } from './planted.ts'
import { planAssistance } from './plan/assistance.ts'
import { planCoop, planUncounted } from './plan/cooperative.ts'
import { enrolSecretaries } from './plan/members.ts'
import { assignClasses, assignDesigns } from './plan/designs.ts'
import { kindsOf, memberCounts, PUBLISHED, spreadOverTowns } from './plan/spread.ts'
import { planGroups, planPairings, planUnions } from './plan/together.ts'
import { chooseTold } from './plan/told.ts'
import { type Industry, INDUSTRIES } from './plan/trade.ts'
import {
  collectiveName,
  planChains,
  planSurveys,
  planVillageIndustries,
  planVillages,
} from './plan/villages.ts'

/** The seed of the county that ships; another one gives another county with the same totals. */
export const DEMO_SEED = 20201130

const FATES = [
  ...Array.from({ length: 6 }, () => 'preparing' as const),
  ...Array.from({ length: 3 }, () => 'founding' as const),
  'abandoned',
  'deregistered',
  'deregistered',
] as const

/** A village that gets a co-op, with what the co-op is to be. */
interface Site {
  readonly village: Division
  readonly kind: CoopKind
  readonly industry: Industry
  readonly name: string
}

/**
 * Plans the demonstration county from a seed: the same seed and division list give the same county to
 * the last digit. Divisions are real; the totals are those published; people and co-ops are generated.
 * @param divisions the county's division list of 2016.
 */
export function planCounty(seed: number, divisions: readonly Division[]): CountyPlan {
  const county = must(
    divisions.find(({ level }) => level === 'county'),
    'the county in its division list',
  )
  const towns = divisions.filter(({ level }) => level === 'town')
  const places = divisions.filter(({ level }) => level === 'village' || level === 'community')
  const chance = openChance(seed, county.code)
  const census = openCensus(chance.fork('people'))
  const sites = chooseSites(chance.fork('sites'), towns, places)
  const counted = planCounted(chance, census, { county, sites, places })
  const uncounted = planRest(chance.fork('rest'), { county, sites })
  const { coops, deaths } = planAssistance(chance.fork('assistance'), census, counted)
  enrolSecretaries(census, places)
  const townName = (code: string): string =>
    shortTown(towns.find((town) => town.code === code)?.name ?? '')
  const together = chance.fork('together')
  const all = [...coops, ...uncounted]
  const unions = planUnions(together, coops, { countyCode: county.code, town: townName })
  const ground = { countyCode: county.code, places, coops: all }
  const villageIndustries = planVillageIndustries(chance.fork('industries'), ground)
  const ties = {
    unions,
    pairings: planPairings(together, coops),
    groups: planGroups(coops),
    chains: planChains(coops, unions, townName),
  }
  return {
    seed,
    code: county.code,
    name: county.name,
    today: PUBLISHED.today,
    towns,
    villages: planVillages(chance.fork('villages'), census, ground),
    households: census.households,
    persons: census.persons,
    party: census.party,
    coops: all,
    ...ties,
    villageIndustries,
    surveys: planSurveys(chance.fork('surveys'), villageIndustries),
    deaths,
    planted: plantedOf(coops),
    told: chooseTold(coops, ties),
  }
}

const shortTown = (name: string): string => name.replace(/(?:街道办事处|街道|镇|乡)$/, '')

/** Towns, villages, kinds, industries and names of all co-ops, counted ones first. */
function chooseSites(
  chance: Chance,
  towns: readonly Division[],
  places: readonly Division[],
): readonly Site[] {
  const villages = Map.groupBy(
    places.filter(({ level }) => level === 'village'),
    ({ parent }) => parent,
  )
  const numbers = new Map([...villages].map(([code, list]) => [code, list.length]))
  const spread = spreadOverTowns(chance, numbers)
  const spare: Division[] = []
  const chosen = towns.flatMap(({ code }) => {
    const list = chance.shuffled(villages.get(code) ?? [])
    const count = spread.get(code) ?? 0
    spare.push(...list.slice(count))
    return list.slice(0, count)
  })
  assert(chosen.length === PUBLISHED.cooperatives, 'every co-op has its village')
  const others = chance.shuffled(spare).slice(0, FATES.length)
  const taste = new Map(towns.map(({ code }) => [code, chance.shuffled(INDUSTRIES)]))
  const kinds = [...kindsOf(chance, chosen.length), ...others.map(() => 'production' as const)]
  const names = new Set<string>()
  return [...chosen, ...others].map((village, i) => {
    const kind = must(kinds[i], 'a kind for every co-op')
    const industry = chooseIndustry(chance, kind, taste.get(village.parent) ?? INDUSTRIES)
    const town = towns.find(({ code }) => code === village.parent)
    return { village, kind, industry, name: coopName(names, { village, industry, town }) }
  })
}

/** A town has its specialities: the first industries of its list that fit the kind come most often. */
function chooseIndustry(chance: Chance, kind: CoopKind, taste: readonly Industry[]): Industry {
  const fitting = taste.filter(({ kinds }) => kinds.includes(kind))
  const weights = [40, 24, 14, 8]
  return chance.weighted(fitting.map((item, i) => [item, weights[i] ?? 3] as const))
}

/** 桃棵子示例生姜种植专业合作社; with the town in front where two villages have one name. */
function coopName(
  taken: Set<string>,
  of: {
    readonly village: Division
    readonly industry: Industry
    readonly town: Division | undefined
  },
): string {
  const place = bareName(of.village).replace(/村$/, '')
  const form = of.industry.word.endsWith('合作社') ? '' : '专业合作社'
  const short = `${place}示例${of.industry.word}${form}`
  const name = taken.has(short) ? `${shortTown(of.town?.name ?? '')}${short}` : short
  assert(!taken.has(name), `${name} is given once`)
  taken.add(name)
  return name
}

interface Ground {
  readonly county: Division
  readonly sites: readonly Site[]
}

function planCounted(
  chance: Chance,
  census: Census,
  { county, sites, places }: Ground & { readonly places: readonly Division[] },
): readonly CoopPlan[] {
  const draw = chance.fork('draw')
  const counts = draw.shuffled(memberCounts(draw))
  const sketches = counts.map((members, i) => ({
    members,
    kind: must(sites[i], 'a site').kind,
  }))
  const designs = assignDesigns(draw, sketches)
  const classes = assignClasses(
    draw,
    sketches.map(({ members }, i) => ({ members, design: designs[i] ?? 'sound' })),
  )
  const outside = must(
    places.find(({ level }) => level === 'community'),
    'a community of the county town',
  )
  return counts.map((members, i) => {
    const site = must(sites[i], 'a site for every co-op')
    const place = placeName(site.village)
    return planCoop(chance.fork(`coop ${i + 1}`), census, {
      order: i + 1,
      countyCode: county.code,
      villageCode: site.village.code,
      outsideCode: outside.code,
      placeName: place,
      name: site.name,
      collectiveName: collectiveName(place),
      kind: site.kind,
      industry: site.industry,
      members,
      design: designs[i] ?? 'sound',
      class: classes[i] ?? null,
    })
  })
}

function planRest(chance: Chance, { county, sites }: Ground): readonly CoopPlan[] {
  return sites.slice(PUBLISHED.cooperatives).map((site, i) =>
    planUncounted(
      chance,
      {
        order: PUBLISHED.cooperatives + i + 1,
        countyCode: county.code,
        villageCode: site.village.code,
        placeName: placeName(site.village),
        name: site.name,
        kind: site.kind,
        industry: site.industry,
      },
      FATES[i] ?? 'preparing',
    ),
  )
}
