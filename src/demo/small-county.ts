import { openCensus } from './census.ts'
import { openChance } from './chance.ts'
import { type Division, divisionsCsv, placeName } from './divisions.ts'
import type { CoopPlan, CountyPlan } from './model.ts'
import { planCoop } from './plan/cooperative.ts'
import { enrolSecretaries } from './plan/members.ts'
import { PUBLISHED } from './plan/spread.ts'
import { INDUSTRIES } from './plan/trade.ts'
import { collectiveName, planVillages } from './plan/villages.ts'

export const SMALL_COUNTY_CODE = '999902'
const CODE = SMALL_COUNTY_CODE

const division = (
  code: string,
  name: string,
  level: Division['level'],
  parent: string,
): Division => ({
  code,
  name,
  level,
  parent,
})

/** A county that does not exist: no division of China begins with 99. */
const SMALL_COUNTY: readonly Division[] = [
  division(CODE, '示例乙县', 'county', '9999'),
  division(`${CODE}101`, '东乡镇', 'town', CODE),
  division(`${CODE}102`, '西乡镇', 'town', CODE),
  division(`${CODE}101001`, '东街居委会', 'community', `${CODE}101`),
  division(`${CODE}101201`, '一里村委会', 'village', `${CODE}101`),
  division(`${CODE}101202`, '二里村委会', 'village', `${CODE}101`),
  division(`${CODE}102201`, '三里村委会', 'village', `${CODE}102`),
  division(`${CODE}102202`, '四里村委会', 'village', `${CODE}102`),
  division(`${CODE}102203`, '五里村委会', 'village', `${CODE}102`),
]

export const SMALL_COUNTY_LIST = {
  vintage: '示例',
  effectiveFrom: '2016-07-31',
  source: '演示用的虚构名录',
  csv: divisionsCsv(SMALL_COUNTY),
}

/** Two towns, six village-level units, three co-ops: there to prove that counties do not see each other. */
export function planSmallCounty(seed: number): CountyPlan {
  const chance = openChance(seed, CODE)
  const census = openCensus(chance.fork('people'))
  const places = SMALL_COUNTY.filter(({ level }) => level === 'village' || level === 'community')
  const villages = places.filter(({ level }) => level === 'village')
  const coops = [12, 23, 31].map((members, i): CoopPlan => {
    const village = villages[i * 2] as Division
    const industry = INDUSTRIES[i] as (typeof INDUSTRIES)[number]
    const place = placeName(village)
    return planCoop(chance.fork(`coop ${i + 1}`), census, {
      order: i + 1,
      countyCode: CODE,
      villageCode: village.code,
      outsideCode: `${CODE}101001`,
      placeName: place,
      name: `${place}示例乙县${industry.word}专业合作社`,
      collectiveName: collectiveName(place),
      kind: 'production',
      industry,
      members,
      design: 'sound',
      class: i === 0 ? 'improve' : null,
    })
  })
  enrolSecretaries(census, places)
  return {
    seed,
    code: CODE,
    name: '示例乙县',
    today: PUBLISHED.today,
    towns: SMALL_COUNTY.filter(({ level }) => level === 'town'),
    villages: planVillages(chance.fork('villages'), census, { countyCode: CODE, places, coops }),
    households: census.households,
    persons: census.persons,
    party: census.party,
    coops,
    unions: [],
    pairings: [],
    groups: [],
    villageIndustries: [],
    surveys: [],
    chains: [],
    deaths: [],
    planted: [],
    told: null,
  }
}
