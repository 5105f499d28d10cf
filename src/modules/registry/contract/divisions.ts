import { z } from 'zod'
import { textSchema } from '../../../kernel/finding.ts'
import { day, id, line, page, paragraph } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { COUNTY_SCOPE, defineVerbs, LIST_SCOPE, NO_SCOPE, unitScope } from '../../../kernel/verb.ts'
import {
  asOf,
  BATCH_BYTES,
  count,
  countingText,
  DIVISION_EVENT_KINDS,
  DIVISION_LEVELS,
  document,
  named,
  q,
  reason,
  rowsOf,
  yes,
} from './words.ts'

const level = z.enum(DIVISION_LEVELS)

/** A division as a vintage or an event left it. */
const versionSchema = z.object({
  validFrom: day,
  validTo: day.nullable(),
  level,
  /** 12 digits for villages, 9 for towns; null for a unit made by an event and not yet coded. */
  code: z.string().nullable(),
  /** The list the code is from: a code alone does not identify a village across vintages. */
  vintage: z.string().nullable(),
  /** As published: 井峪村委会. */
  name: z.string(),
  /** As people say it: 井峪村. */
  shortName: z.string(),
  parentId: id.nullable(),
  eventId: id.nullable(),
})

const node = z.object({
  id,
  parentId: id.nullable(),
  level,
  code: z.string().nullable(),
  vintage: z.string().nullable(),
  name: z.string(),
  shortName: z.string(),
  /** False: the newest list no longer names it and no event has said yet what became of it. */
  inLatestList: z.boolean(),
})

const matched = z.object({
  id,
  town: z.string(),
  shortName: z.string(),
  oldName: z.string(),
  newName: z.string(),
  oldCode: z.string().nullable(),
  newCode: z.string(),
})
const unmatched = z.object({ id, town: z.string(), name: z.string(), code: z.string().nullable() })

const reconciliation = z.object({
  vintage: z.string(),
  effectiveFrom: day,
  /** False: the same list was imported before and nothing changed now. */
  changed: z.boolean(),
  counts: z.object({
    units: count,
    towns: count,
    villages: count,
    communities: count,
    /** Identities found again by town and name. */
    matched: count,
    unchanged: count,
    renamed: count,
    recoded: count,
    relevelled: count,
    new: count,
    unmatchedOld: count,
    /** Of the unmatched old ones, those that no event has settled yet. */
    open: count,
  }),
  /** Found again, called differently beyond the suffix of the committee (阳东街 → 阳东社区). */
  renamed: z.array(matched),
  /** Found again under another code. */
  recoded: z.array(matched),
  /** Found again on another level (village → community). */
  relevelled: z.array(matched),
  /** In the list and unknown before. */
  new: z.array(unmatched),
  /** Known before and not in the list: the clerk says by events what became of them. */
  unmatchedOld: z.array(unmatched.extend({ settled: z.boolean() })),
  text: textSchema,
})

/** A unit that an event makes: it gets an id, and a code when the next list is imported. */
const newDivision = z.strictObject({
  name: line(60),
  level: z.enum(['town', 'village', 'community']),
  parentId: id,
  code: z
    .string()
    .regex(/^(\d{9}|\d{12})$/)
    .optional(),
})

const eventInput = z.strictObject({
  kind: z.enum(DIVISION_EVENT_KINDS),
  date: day,
  document,
  note: paragraph(1000).default(''),
  /** merge: those that end (the survivor is not among them); split: the one; all others: the one. */
  from: z.array(id).min(1).max(200),
  /** merge: exactly one survivor; split: those that come out of it. Known divisions or new ones. */
  to: z
    .array(z.union([z.strictObject({ id }), newDivision]))
    .max(50)
    .default([]),
  /** split: the old unit goes on beside the new ones. */
  continues: z.boolean().default(false),
  /** rename, upgrade: the new published name. */
  name: line(60).optional(),
  /** recode, upgrade: the new code. */
  code: z
    .string()
    .regex(/^(\d{9}|\d{12})$/)
    .optional(),
  /** transfer: the new town. */
  parentId: id.optional(),
})

const eventSchema = z.object({
  id,
  kind: z.enum(DIVISION_EVENT_KINDS),
  date: day,
  document: z.string(),
  note: z.string(),
  from: z.array(named),
  to: z.array(named),
  /** Why, when and by whom it was withdrawn: it is kept, and no tree honours it any more. */
  withdrawn: z
    .object({ reason: z.string(), document: z.string(), at: z.string(), by: z.string() })
    .nullable(),
})

/** Bases of "not below a tenth of the village's households": three counts, each with its own reading. */
export const villageBase = z.object({
  asOf: day,
  registeredHouseholds: count,
  residentHouseholds: count.nullable(),
  collectiveHouseholds: count.nullable(),
  population: count.nullable(),
  source: z.string(),
})

const householdCount = z.number().int().min(0).max(100_000)

const villageRow = z.object({
  id,
  level,
  code: z.string().nullable(),
  name: z.string(),
  shortName: z.string(),
  town: named,
  registeredHouseholds: count.nullable(),
  /** Co-ops of the village in a counted status, and those on the way there. */
  cooperatives: count,
  inPreparation: count,
  industries: z.array(named),
  /** Has an industry and no co-op: the co-op should follow the industry (产业发展到哪里…跟进到哪里). */
  candidate: z.boolean(),
  reasons: z.array(textSchema),
})

/** Divisions, their history and what is known of villages. */
export const divisionContract = defineVerbs({
  importDivisions: {
    title: text('导入区划名录', 'Import a list of divisions'),
    kind: 'write',
    path: '/divisions/imports',
    access: 'division.write',
    scope: COUNTY_SCOPE,
    bodyLimit: 8 * 1024 * 1024,
    refusals: ['conflict'],
    input: z.strictObject({
      /** Label of the list: the year of its codes, `2016`. */
      vintage: line(40),
      effectiveFrom: day,
      source: line(500),
      /** Columns code, name, level, parent; the levels province and prefecture are skipped. */
      csv: z.string().min(1).max(8_000_000),
    }),
    output: reconciliation,
  },
  listDivisionImports: {
    title: text('区划名录版本', 'Imported lists of divisions'),
    kind: 'read',
    path: '/divisions/imports',
    access: 'registry.read',
    scope: NO_SCOPE,
    input: z.strictObject({}),
    output: z.object({
      imports: z.array(
        z.object({
          vintage: z.string(),
          effectiveFrom: day,
          source: z.string(),
          units: count,
          importedAt: z.string(),
          importedBy: z.string(),
        }),
      ),
    }),
  },
  readReconciliation: {
    title: text('区划对照', 'Reconciliation of a list'),
    kind: 'read',
    path: '/divisions/imports/:vintage',
    access: 'registry.read',
    scope: COUNTY_SCOPE,
    input: z.strictObject({ vintage: line(40) }),
    output: reconciliation,
  },
  recordDivisionEvents: {
    title: text('登记区划变更', 'Record division events'),
    kind: 'write',
    path: '/divisions/events',
    access: 'division.write',
    scope: COUNTY_SCOPE,
    refusals: ['conflict', 'not_allowed_now'],
    bodyLimit: BATCH_BYTES,
    input: z.strictObject({ events: z.array(eventInput).min(1).max(2000) }),
    output: z.object({
      events: z.array(z.object({ id, from: z.array(id), to: z.array(id) })),
    }),
  },
  withdrawDivisionEvent: {
    title: text('撤回区划变更', 'Withdraw a division event'),
    kind: 'write',
    path: '/divisions/events/:eventId/withdrawal',
    access: 'division.write',
    scope: COUNTY_SCOPE,
    refusals: ['not_allowed_now'],
    input: z.strictObject({ eventId: id, reason, document: document.optional() }),
    output: z.object({
      eventId: id,
      /** Units that go on with the name and under the parent they had before. */
      restored: z.array(named),
      /** Units that the event alone had made: they never were. */
      unmade: z.array(named),
    }),
  },
  listDivisionEvents: {
    title: text('区划变更记录', 'Recorded division events'),
    kind: 'read',
    path: '/divisions/events',
    access: 'registry.read',
    scope: COUNTY_SCOPE,
    input: z.strictObject({ kind: z.enum(DIVISION_EVENT_KINDS).optional(), ...page }),
    output: z.object({
      total: count,
      /** The newest first. */
      events: z.array(eventSchema.extend({ recordedAt: z.string(), recordedBy: z.string() })),
    }),
  },
  divisionTree: {
    title: text('区划树', 'Division tree'),
    kind: 'read',
    path: '/divisions',
    access: 'registry.read',
    scope: LIST_SCOPE,
    input: z.strictObject({ asOf, parentId: id.optional() }),
    output: z.object({
      asOf: day,
      /** The newest list in force on the day. */
      vintage: z.string().nullable(),
      nodes: z.array(node),
      total: z.object({
        towns: count,
        villages: count,
        communities: count,
        notInLatestList: count,
      }),
      countingRule: countingText,
    }),
  },
  readDivision: {
    title: text('区划沿革', 'A division and its history'),
    kind: 'read',
    path: '/divisions/:divisionId',
    access: 'registry.read',
    scope: unitScope('divisionId'),
    input: z.strictObject({ divisionId: id, asOf }),
    output: z.object({
      id,
      asOf: day,
      current: versionSchema.nullable(),
      /** From the county down to the parent. */
      above: z.array(named),
      versions: z.array(versionSchema),
      codes: z.array(
        z.object({ vintage: z.string(), code: z.string().nullable(), name: z.string().nullable() }),
      ),
      events: z.array(eventSchema),
      /** What it merged into or was split into, and what it was made of. */
      successors: z.array(named),
      predecessors: z.array(named),
    }),
  },
  listVillages: {
    title: text('村(社区)名册', 'Villages and communities'),
    kind: 'read',
    path: '/villages',
    access: 'registry.read',
    scope: LIST_SCOPE,
    input: z.strictObject({
      asOf,
      townId: id.optional(),
      q,
      level: z.enum(['village', 'community']).optional(),
      /** Only villages with an industry and no co-op, each with its reasons. */
      candidate: yes,
      hasCooperative: yes,
      industry: z.string().max(40).optional(),
      sort: z.enum(['code', 'name', 'households', '-households']).default('code'),
      ...page,
    }),
    output: z.object({
      asOf: day,
      total: count,
      villages: count,
      communities: count,
      countingRule: countingText,
      rows: z.array(villageRow),
    }),
  },
  recordVillageBases: {
    title: text('登记村户数基数', 'Record household bases of villages'),
    kind: 'write',
    path: '/villages/bases',
    access: 'registry.write',
    scope: unitScope('unitId'),
    bodyLimit: BATCH_BYTES,
    input: z.strictObject({
      /** The unit all rows lie in: a village, a town or the county. */
      unitId: id,
      rows: rowsOf(
        z.strictObject({
          villageId: id,
          asOf: day,
          registeredHouseholds: householdCount,
          residentHouseholds: householdCount.optional(),
          collectiveHouseholds: householdCount.optional(),
          population: z.number().int().min(0).max(1_000_000).optional(),
          source: line(200),
        }),
      ),
    }),
    output: z.object({ recorded: count }),
  },
})
