import { z } from 'zod'
import { findingSchema, textSchema } from '../../../kernel/finding.ts'
import { day, id, line, page, yuanFromZero } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { COUNTY_SCOPE, defineVerbs, LIST_SCOPE, NO_SCOPE, unitScope } from '../../../kernel/verb.ts'
import {
  asOf,
  BATCH_BYTES,
  CODE_CHECKS,
  COOP_CLASSES,
  COOP_STATUSES,
  count,
  countingText,
  document,
  listCode,
  mu,
  named,
  q,
  reason,
  yes,
} from './words.ts'

const status = z.enum(COOP_STATUSES)
const coopClass = z.enum(COOP_CLASSES)

/** Facts of a co-op that may change; each change counts from its day. */
const facts = {
  name: line(100),
  villageId: id,
  /** The branch that leads it and the collective that holds shares in it are two different things. */
  branchId: id.optional(),
  collectiveId: id.optional(),
  mainKind: listCode,
  secondaryKinds: z.array(listCode).max(10).default([]),
  industry: listCode.optional(),
  /** 订单农业, 电商, 乡村旅游 and so on. */
  businessForms: z.array(line(40)).max(20).default([]),
  businessScope: line(1000).optional(),
  creditCode: line(40).optional(),
  registeredOn: day.optional(),
  registrar: line(100).optional(),
  registeredAddress: line(200).optional(),
  address: line(200).optional(),
  registeredCapital: yuanFromZero.optional(),
  chairPersonId: id.optional(),
  chairName: line(60).optional(),
  /** As reported by the co-op; the parcels of a land-share co-op are counted by themselves. */
  areaMu: mu.optional(),
}

/** A change names only what changes; null takes an optional fact away. */
const changes = z.strictObject({
  name: facts.name.optional(),
  villageId: id.optional(),
  branchId: id.nullish(),
  collectiveId: id.nullish(),
  mainKind: listCode.optional(),
  secondaryKinds: z.array(listCode).max(10).optional(),
  industry: listCode.nullish(),
  businessForms: z.array(line(40)).max(20).optional(),
  businessScope: line(1000).nullish(),
  creditCode: line(40).nullish(),
  registeredOn: day.nullish(),
  registrar: line(100).nullish(),
  registeredAddress: line(200).nullish(),
  address: line(200).nullish(),
  registeredCapital: yuanFromZero.nullish(),
  chairPersonId: id.nullish(),
  chairName: line(60).nullish(),
  areaMu: mu.nullish(),
})

const coopRow = z.object({
  id,
  name: z.string(),
  village: named,
  town: named,
  mainKind: z.string(),
  secondaryKinds: z.array(z.string()),
  industry: named.nullable(),
  class: coopClass.nullable(),
  status,
  statusSince: day,
  creditCode: z.string().nullable(),
  creditCodeCheck: z.enum(CODE_CHECKS),
  registeredOn: day.nullable(),
  /** Registered before the county's opinions: the cohort of the quality campaign. */
  beforeOpinions: z.boolean().nullable(),
  chairName: z.string().nullable(),
  areaMu: mu.nullable(),
  unions: z.array(named),
})

/** How totals are counted, beside every total. */
const countingRulesSchema = z.object({
  countedStatuses: z.array(status),
  opinionsDate: day,
  opinionsDateIsDefault: z.boolean(),
  text: countingText,
})

const statusRow = z.object({
  status,
  validFrom: day,
  validTo: day.nullable(),
  reason: z.string(),
  document: z.string(),
  recordedBy: z.string(),
})

const classRow = z.object({
  class: coopClass,
  validFrom: day,
  validTo: day.nullable(),
  reason: z.string(),
  document: z.string(),
  recordedBy: z.string(),
})

const coopFull = coopRow.extend({
  branch: named.nullable(),
  collective: named.nullable(),
  businessForms: z.array(z.string()),
  businessScope: z.string().nullable(),
  registrar: z.string().nullable(),
  registeredAddress: z.string().nullable(),
  address: z.string().nullable(),
  registeredCapital: yuanFromZero.nullable(),
  chairPersonId: id.nullable(),
  validFrom: day,
  /** The next steps its status allows. */
  nextStatuses: z.array(status),
  classReason: z.string().nullable(),
  chains: z.array(named),
  pairings: z.array(z.object({ id, lead: named, purpose: z.enum(['quality', 'scale']) })),
})

/** Co-ops: identity, dated facts, status, class. */
export const cooperativeContract = defineVerbs({
  registerCooperatives: {
    title: text('登记合作社', 'Register co-ops'),
    kind: 'write',
    path: '/cooperatives',
    access: 'registry.write',
    scope: unitScope('unitId'),
    refusals: ['conflict'],
    bodyLimit: BATCH_BYTES,
    input: z.strictObject({
      unitId: id,
      rows: z
        .array(
          z.strictObject({
            ...facts,
            /** The facts count from here. */
            from: day,
            /** The status it stands in on `from`; earlier ones are not known to the product. */
            status: status.default('preparing'),
            statusReason: line(200).default('登记建档'),
            document: document.optional(),
          }),
        )
        .min(1)
        .max(2000),
    }),
    output: z.object({
      /** In the order of the rows. */
      ids: z.array(id),
      warnings: z.array(findingSchema),
    }),
  },
  changeCooperative: {
    title: text('变更合作社登记事项', 'Change a co-op'),
    kind: 'write',
    path: '/cooperatives/:coopId/changes',
    access: 'registry.write',
    scope: unitScope('coopId'),
    refusals: ['conflict'],
    input: z.strictObject({
      coopId: id,
      from: day,
      reason,
      document: document.optional(),
      changes,
    }),
    output: z.object({
      validFrom: day,
      changed: z.array(z.string()),
      warnings: z.array(findingSchema),
    }),
  },
  changeStatus: {
    title: text('变更合作社状态', 'Change a co-op’s status'),
    kind: 'write',
    path: '/cooperatives/:coopId/status',
    access: 'registry.write',
    scope: unitScope('coopId'),
    refusals: ['not_allowed_now', 'conflict'],
    input: z.strictObject({ coopId: id, status, on: day, reason, document: document.optional() }),
    output: z.object({ status, nextStatuses: z.array(status) }),
  },
  classifyCooperatives: {
    title: text('合作社分类定级', 'Classify co-ops'),
    kind: 'write',
    path: '/cooperatives/classes',
    access: 'registry.write',
    scope: unitScope('unitId'),
    refusals: ['conflict'],
    input: z.strictObject({
      unitId: id,
      rows: z
        .array(
          z.strictObject({
            coopId: id,
            class: coopClass,
            on: day,
            reason,
            document: document.optional(),
          }),
        )
        .min(1)
        .max(2000),
    }),
    output: z.object({ recorded: count }),
  },
  listCooperatives: {
    title: text('合作社名册', 'Co-ops'),
    kind: 'read',
    path: '/cooperatives',
    access: 'registry.read',
    scope: LIST_SCOPE,
    input: z.strictObject({
      asOf,
      /** A village, a town or the county: everything inside, villages merged into it included. */
      unitId: id.optional(),
      q,
      kind: listCode.optional(),
      /** Finds co-ops that have the kind as a secondary one too. */
      withSecondary: yes,
      /** Code of an industry; finds everything below it in the catalogue. */
      industry: listCode.optional(),
      class: z.enum([...COOP_CLASSES, 'none']).optional(),
      /** One status, `counted` (the county's rule) or `all`. */
      status: z.enum([...COOP_STATUSES, 'counted', 'all']).default('counted'),
      cohort: z.enum(['before', 'after']).optional(),
      unionId: id.optional(),
      inUnion: yes,
      creditCode: z.enum(CODE_CHECKS).optional(),
      sort: z
        .enum([
          'name',
          '-name',
          'town',
          '-town',
          'registeredOn',
          '-registeredOn',
          'area',
          '-area',
          'status',
          'class',
        ])
        .default('town'),
      ...page,
    }),
    output: z.object({
      asOf: day,
      total: count,
      /** Of the filtered co-ops, how many in each status, kind and class. */
      byStatus: z.record(z.string(), count),
      byKind: z.record(z.string(), count),
      byClass: z.record(z.string(), count),
      areaMu: mu,
      /** Unions are legal entities of their own and never inside `total`. */
      unions: count,
      countingRule: countingText,
      rows: z.array(coopRow),
    }),
  },
  readCooperative: {
    title: text('合作社', 'A co-op'),
    kind: 'read',
    path: '/cooperatives/:coopId',
    access: 'registry.read',
    scope: unitScope('coopId'),
    input: z.strictObject({ coopId: id, asOf }),
    output: z.object({ asOf: day, cooperative: coopFull, warnings: z.array(findingSchema) }),
  },
  cooperativeHistory: {
    title: text('合作社沿革', 'History of a co-op'),
    kind: 'read',
    path: '/cooperatives/:coopId/history',
    access: 'registry.read',
    scope: unitScope('coopId'),
    input: z.strictObject({ coopId: id }),
    output: z.object({
      versions: z.array(
        z.object({
          validFrom: day,
          validTo: day.nullable(),
          reason: z.string(),
          document: z.string(),
          changedBy: z.string(),
          /** Names of the facts that differ from the version before. */
          changed: z.array(z.string()),
          name: z.string(),
        }),
      ),
      statuses: z.array(statusRow),
      classes: z.array(classRow),
    }),
  },
  readCountingRules: {
    title: text('统计口径', 'Counting rules'),
    kind: 'read',
    path: '/counting-rules',
    access: 'policy.read',
    scope: NO_SCOPE,
    input: z.strictObject({}),
    output: countingRulesSchema,
  },
  setCountingRules: {
    title: text('设定统计口径', 'Set the counting rules'),
    kind: 'write',
    path: '/counting-rules',
    access: 'registry.write',
    scope: COUNTY_SCOPE,
    input: z.strictObject({
      countedStatuses: z.array(status).min(1).optional(),
      /** The day of the county's implementation opinions: co-ops registered earlier are the old cohort. */
      opinionsDate: day.optional(),
      reason,
    }),
    output: countingRulesSchema,
  },
  findPersons: {
    title: text('查找开户人员', 'Find the person of an account'),
    kind: 'read',
    path: '/account-persons',
    access: 'account.person',
    scope: COUNTY_SCOPE,
    audited: true,
    input: z.strictObject({
      /** At least two characters of the name, or its pinyin or initials from the beginning. */
      q: z.string().trim().min(2).max(60),
    }),
    output: z.object({
      /** At most twenty, shorter names first; `more` says that others match as well. */
      rows: z.array(
        z.object({
          id,
          name: z.string(),
          /** 371323********0019 */
          idNumber: z.string().nullable(),
          village: z.string().nullable(),
        }),
      ),
      more: z.boolean(),
    }),
  },
  searchRegistry: {
    title: text('搜索', 'Search'),
    kind: 'read',
    path: '/search',
    access: 'registry.read',
    scope: LIST_SCOPE,
    input: z.strictObject({
      q: z.string().trim().min(1).max(60),
      limit: z.coerce.number().int().min(1).max(50).default(20),
    }),
    output: z.object({
      hits: z.array(
        z.object({
          kind: z.enum(['town', 'village', 'coop', 'union', 'collective', 'person']),
          id,
          /** What to show: the name, and where it is. */
          name: z.string(),
          place: z.string(),
          /** Why it was found. */
          by: z.enum(['name', 'pinyin', 'initials', 'code', 'id_number', 'phone']),
          note: textSchema.nullable(),
        }),
      ),
    }),
  },
})
