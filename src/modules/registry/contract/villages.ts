import { z } from 'zod'
import { textSchema } from '../../../kernel/finding.ts'
import { day, id, line, paragraph } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { COUNTY_SCOPE, defineVerbs, LIST_SCOPE, NO_SCOPE, unitScope } from '../../../kernel/verb.ts'
import { villageBase } from './divisions.ts'
import {
  asOf,
  BATCH_BYTES,
  CHAIN_LINKS,
  CODE_CHECKS,
  COOP_STATUSES,
  count,
  listCode,
  mu,
  named,
  rowsOf,
} from './words.ts'

/** What a village has to start from; the suggestion of kinds reads these. */
const surveyAnswers = z.strictObject({
  /** Land that could come in as shares, and of it land lying idle. */
  landMu: mu.optional(),
  idleLandMu: mu.optional(),
  collectiveLandMu: mu.optional(),
  /** Share of the contracted land under certificate: parcels can only come in with one. */
  certified: z.boolean().optional(),
  water: paragraph(500).optional(),
  facilities: paragraph(500).optional(),
  /** Men and women of working age at home for most of the year. */
  labourAtHome: z.number().int().min(0).max(100_000).optional(),
  location: paragraph(500).optional(),
  nearTown: z.boolean().optional(),
  culture: paragraph(500).optional(),
  scenic: z.boolean().optional(),
  products: z.array(line(60)).max(50).default([]),
  skilledPeople: z.array(line(100)).max(100).default([]),
})

const suggestion = z.object({ kind: z.string(), reasons: z.array(textSchema) })

const industrySchema = z.object({
  id,
  code: z.string(),
  parentId: id.nullable(),
  name: textSchema,
  path: z.array(z.string()),
})

const villageIndustry = z.object({
  id,
  industry: named,
  areaMu: mu.nullable(),
  households: count.nullable(),
  note: z.string(),
  validFrom: day,
})

const branchBrief = z.object({ id, name: z.string(), foundedOn: day.nullable() })

const collectiveBrief = z.object({
  id,
  name: z.string(),
  creditCode: z.string().nullable(),
  creditCodeCheck: z.enum(CODE_CHECKS),
  legalRepresentative: z.string().nullable(),
  committeeActs: z.boolean(),
  registeredOn: day.nullable(),
})

/** Industries, chains and the village's own page. */
export const villageContract = defineVerbs({
  installCatalogues: {
    title: text('安装类型与产业目录', 'Install the catalogues of kinds and industries'),
    kind: 'write',
    path: '/registry/install',
    access: 'registry.write',
    scope: COUNTY_SCOPE,
    input: z.strictObject({}),
    output: z.object({ kinds: count, industries: count }),
  },
  listCoopKinds: {
    title: text('合作社类型', 'Kinds of co-op'),
    kind: 'read',
    path: '/coop-kinds',
    access: 'policy.read',
    scope: NO_SCOPE,
    input: z.strictObject({}),
    output: z.object({ kinds: z.array(z.object({ code: z.string(), name: textSchema })) }),
  },
  addCoopKind: {
    title: text('增加合作社类型', 'Add a kind of co-op'),
    kind: 'write',
    path: '/coop-kinds',
    access: 'registry.write',
    scope: COUNTY_SCOPE,
    refusals: ['conflict'],
    input: z.strictObject({ code: listCode, name: z.strictObject({ zh: line(40), en: line(60) }) }),
    output: z.object({ code: z.string() }),
  },
  listIndustries: {
    title: text('产业目录', 'Catalogue of industries'),
    kind: 'read',
    path: '/industries',
    access: 'policy.read',
    scope: NO_SCOPE,
    input: z.strictObject({}),
    output: z.object({ industries: z.array(industrySchema) }),
  },
  addIndustries: {
    title: text('增加产业', 'Add industries'),
    kind: 'write',
    path: '/industries',
    access: 'registry.write',
    scope: COUNTY_SCOPE,
    refusals: ['conflict'],
    input: z.strictObject({
      rows: z
        .array(
          z.strictObject({
            code: listCode,
            /** Code of the industry above; parents may stand earlier in the same batch. */
            parent: listCode.optional(),
            name: z.strictObject({ zh: line(40), en: line(60) }),
          }),
        )
        .min(1)
        .max(1000),
    }),
    output: z.object({ industries: z.array(industrySchema) }),
  },
  recordVillageIndustries: {
    title: text('登记村产业', 'Record industries of villages'),
    kind: 'write',
    path: '/villages/industries',
    access: 'registry.write',
    scope: unitScope('unitId'),
    bodyLimit: BATCH_BYTES,
    input: z.strictObject({
      unitId: id,
      /** An industry already recorded for the village is replaced from the new date. */
      rows: rowsOf(
        z.strictObject({
          villageId: id,
          industry: listCode,
          areaMu: mu.optional(),
          households: z.number().int().min(0).max(100_000).optional(),
          note: paragraph(500).default(''),
          from: day,
          /** The industry is given up on `from`. */
          ended: z.boolean().default(false),
        }),
      ),
    }),
    output: z.object({ recorded: count }),
  },
  surveyVillage: {
    title: text('村资源调查', 'Survey of a village'),
    kind: 'write',
    path: '/villages/:villageId/surveys',
    access: 'registry.write',
    scope: unitScope('villageId'),
    input: z.strictObject({ villageId: id, surveyedOn: day, answers: surveyAnswers }),
    output: z.object({ id, suggestions: z.array(suggestion) }),
  },
  readVillage: {
    title: text('村情', 'A village'),
    kind: 'read',
    path: '/villages/:villageId',
    access: 'registry.read',
    scope: unitScope('villageId'),
    input: z.strictObject({ villageId: id, asOf }),
    output: z.object({
      asOf: day,
      id,
      name: z.string(),
      shortName: z.string(),
      code: z.string().nullable(),
      vintage: z.string().nullable(),
      town: named,
      base: villageBase.nullable(),
      bases: z.array(villageBase),
      branches: z.array(branchBrief),
      collectives: z.array(collectiveBrief),
      industries: z.array(villageIndustry),
      survey: z.object({ surveyedOn: day, answers: surveyAnswers }).nullable(),
      suggestions: z.array(suggestion),
      cooperatives: z.array(named.extend({ status: z.enum(COOP_STATUSES) })),
      candidate: z.boolean(),
      reasons: z.array(textSchema),
    }),
  },
  defineChain: {
    title: text('建立乡镇产业链', 'Define an industry chain of a town'),
    kind: 'write',
    path: '/towns/:townId/chains',
    access: 'registry.write',
    scope: unitScope('townId'),
    refusals: ['conflict'],
    input: z.strictObject({
      townId: id,
      name: line(80),
      industry: listCode,
      /** Shared by the co-ops of the chain: cold store, sorting line, nursery. */
      facilities: z.array(line(80)).max(50).default([]),
      note: paragraph(1000).default(''),
      from: day,
      cooperatives: z
        .array(z.strictObject({ coopId: id, link: z.enum(CHAIN_LINKS) }))
        .max(500)
        .default([]),
    }),
    output: z.object({ id }),
  },
  changeChain: {
    title: text('调整产业链', 'Change an industry chain'),
    kind: 'write',
    path: '/towns/:townId/chains/:chainId',
    access: 'registry.write',
    scope: unitScope('townId'),
    input: z.strictObject({
      townId: id,
      chainId: id,
      facilities: z.array(line(80)).max(50).optional(),
      note: paragraph(1000).optional(),
      add: z
        .array(z.strictObject({ coopId: id, link: z.enum(CHAIN_LINKS) }))
        .max(500)
        .default([]),
      remove: z.array(id).max(500).default([]),
      endOn: day.optional(),
    }),
    output: z.object({ id }),
  },
  listChains: {
    title: text('乡镇产业链', 'Industry chains of towns'),
    kind: 'read',
    path: '/chains',
    access: 'registry.read',
    scope: LIST_SCOPE,
    input: z.strictObject({ asOf, townId: id.optional() }),
    output: z.object({
      asOf: day,
      chains: z.array(
        z.object({
          id,
          name: z.string(),
          town: named,
          industry: named,
          facilities: z.array(z.string()),
          note: z.string(),
          validFrom: day,
          cooperatives: z.array(named.extend({ link: z.enum(CHAIN_LINKS) })),
          areaMu: mu,
        }),
      ),
    }),
  },
})
