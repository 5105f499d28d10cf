import { text } from '../../kernel/text.ts'
import { INDUSTRIES } from '../plan/trade.ts'
import { allRows, idOf, readPlaces } from './ids.ts'
import { each, type Load, type Step } from './step.ts'

/** Days from which generated facts of places count. */
const BASES_AS_OF = '2019-12-31'
const INDUSTRIES_FROM = '2019-01-01'
const COUNTY_RULES_FROM = '2019-01-01'

const policy: Step = {
  name: 'policy',
  title: text('制度库与规则', 'Documents and rules'),
  weight: 40,
  run: async ({ door }) => {
    const { documents } = await door.policy.listDocuments({})
    if (documents.length > 0) return
    await door.policy.installPolicy({ countyRulesFrom: COUNTY_RULES_FROM })
  },
}

const divisions: Step = {
  name: 'divisions',
  title: text('行政区划', 'Divisions'),
  weight: 150,
  run: async ({ door, ids, lists, tell }) => {
    // A list that was imported before is recognised by its label and changes nothing.
    for (const [i, list] of lists.entries()) {
      await door.registry.importDivisions(list)
      tell((i + 1) / lists.length)
    }
    await readPlaces(door, ids)
  },
}

const catalogues: Step = {
  name: 'catalogues',
  title: text('类型与产业目录', 'Kinds and industries'),
  weight: 10,
  run: async ({ door }) => {
    const before = await door.registry.listIndustries({})
    if (before.industries.length === 0) await door.registry.installCatalogues({})
    const { industries } = await door.registry.listIndustries({})
    const known = new Set(industries.map(({ code }) => code))
    const rows = INDUSTRIES.filter(({ code }) => !known.has(code)).map(
      ({ code, parent, name }) => ({
        code,
        name,
        ...(known.has(parent) ? { parent } : {}),
      }),
    )
    if (rows.length > 0) await door.registry.addIndustries({ rows })
  },
}

const bases: Step = {
  name: 'bases',
  title: text('村户数基数', 'Household counts of villages'),
  weight: 30,
  run: async (load) => {
    const { door, ids, plan } = load
    if (load.resumed) {
      const { rows } = await door.registry.listVillages({ limit: 1 })
      if (rows.some(({ registeredHouseholds }) => registeredHouseholds !== null)) return
    }
    await door.registry.recordVillageBases({
      unitId: ids.county,
      rows: plan.villages.map(({ division, base }) => ({
        villageId: idOf(ids.villages, division.code),
        asOf: BASES_AS_OF,
        registeredHouseholds: base.registered,
        residentHouseholds: base.resident,
        collectiveHouseholds: base.collective,
        population: base.population,
        source: '演示数据(由程序生成)',
      })),
    })
  },
}

const industries: Step = {
  name: 'industries',
  title: text('村产业', 'Industries of villages'),
  weight: 30,
  run: async ({ door, ids, plan }) => {
    if (plan.villageIndustries.length === 0) return
    const seen = await door.registry.listVillages({ limit: 500 })
    if (seen.rows.some((row) => row.industries.length > 0)) return
    await door.registry.recordVillageIndustries({
      unitId: ids.county,
      rows: plan.villageIndustries.map(({ villageCode, industry, areaMu, households }) => ({
        villageId: idOf(ids.villages, villageCode),
        industry,
        households,
        from: INDUSTRIES_FROM,
        ...(areaMu === null ? {} : { areaMu }),
      })),
    })
  },
}

const branches: Step = {
  name: 'branches',
  title: text('村党支部', 'Branches'),
  weight: 30,
  run: async (load) => {
    const { door, ids, plan } = load
    if (load.resumed) await recallBranches(load)
    const rows = plan.villages.filter(({ division }) => !ids.branches.has(division.code))
    if (rows.length === 0) return
    const made = await door.registry.registerBranches({
      unitId: ids.county,
      rows: rows.map(({ division, branchName }) => ({
        villageId: idOf(ids.villages, division.code),
        name: branchName,
      })),
    })
    rows.forEach(({ division }, i) => ids.branches.set(division.code, made.ids[i] ?? ''))
  },
}

const collectives: Step = {
  name: 'collectives',
  title: text('村集体经济组织', 'Collectives'),
  weight: 30,
  run: async (load) => {
    const { door, ids, plan } = load
    if (load.resumed) await recallCollectives(load)
    const rows = plan.villages.flatMap(({ division, collectiveName, collectiveCode }) => {
      if (collectiveName === null || collectiveCode === null) return []
      if (ids.collectives.has(division.code)) return []
      return [{ code: division.code, name: collectiveName, creditCode: collectiveCode }]
    })
    if (rows.length === 0) return
    const made = await door.registry.registerCollectives({
      unitId: ids.county,
      rows: rows.map(({ code, name, creditCode }) => ({
        villageId: idOf(ids.villages, code),
        name,
        creditCode,
      })),
    })
    rows.forEach(({ code }, i) => ids.collectives.set(code, made.ids[i] ?? ''))
  },
}

const SURVEYED_ON = '2019-08-20'

const surveys: Step = {
  name: 'surveys',
  title: text('村资源调查', 'Surveys of villages'),
  weight: 10,
  run: async (load) => {
    const { door, ids, plan } = load
    await each(load, plan.surveys, async ({ villageCode, ...answers }) => {
      const villageId = idOf(ids.villages, villageCode)
      if (load.resumed && (await door.registry.readVillage({ villageId })).survey !== null) return
      await door.registry.surveyVillage({
        villageId,
        surveyedOn: SURVEYED_ON,
        answers: { ...answers, products: [...answers.products] },
      })
    })
  },
}

/** Ids of villages back to their codes. */
const codesOf = (load: Load): Map<string, string> =>
  new Map(Array.from(load.ids.villages, ([code, id]) => [id, code]))

export async function recallBranches(load: Load): Promise<void> {
  const codes = codesOf(load)
  const rows = await allRows(async (page) => (await load.door.registry.listBranches(page)).rows)
  for (const { id, village } of rows) load.ids.branches.set(codes.get(village.id) ?? '', id)
}

export async function recallCollectives(load: Load): Promise<void> {
  const codes = codesOf(load)
  const rows = await allRows(async (page) => (await load.door.registry.listCollectives(page)).rows)
  for (const { id, village } of rows) load.ids.collectives.set(codes.get(village.id) ?? '', id)
}

/** Divisions, rules and what belongs to villages. */
export const PLACE_STEPS: readonly Step[] = [
  policy,
  divisions,
  catalogues,
  bases,
  industries,
  surveys,
  branches,
  collectives,
]
