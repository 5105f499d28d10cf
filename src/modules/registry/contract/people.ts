import { z } from 'zod'
import { findingSchema } from '../../../kernel/finding.ts'
import { day, id, line, page, paragraph } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { COUNTY_SCOPE, defineVerbs, LIST_SCOPE, scopeOf, unitScope } from '../../../kernel/verb.ts'
import {
  asOf,
  BATCH_BYTES,
  CODE_CHECKS,
  count,
  countingText,
  document,
  GROUP_KINDS,
  named,
  q,
  reason,
  rowsOf,
  yes,
} from './words.ts'

const sex = z.enum(['female', 'male'])

/** What is asked of a person. ID number, phone and account are sealed; they leave only masked. */
const personFields = {
  name: line(60),
  villageId: id.optional(),
  householdId: id.optional(),
  sex: sex.optional(),
  /** Taken from the ID number when absent. */
  birthDate: day.optional(),
  idNumber: line(40).optional(),
  phone: line(40).optional(),
  bankAccount: line(60).optional(),
  relationToHead: line(20).optional(),
  /** 农民: counts for the four fifths of article 20. */
  farmer: z.boolean(),
  collectiveMember: z.boolean(),
  /** Holds a public office: units with public functions and their staff have limits. */
  publicOffice: z.boolean(),
}

const partyMark = z.object({
  branch: named,
  joinedParty: day.nullable(),
  committee: z.boolean(),
  secretary: z.boolean(),
  cadrePost: z.string().nullable(),
  validFrom: day,
})

const personRow = z.object({
  id,
  name: z.string(),
  village: named.nullable(),
  household: z.object({ id, number: z.string() }).nullable(),
  sex: sex.nullable(),
  birthDate: day.nullable(),
  /** 371323********0019 */
  idNumber: z.string().nullable(),
  idNumberValid: z.boolean().nullable(),
  /** 138****1234 */
  phone: z.string().nullable(),
  /** ****1234 */
  bankAccount: z.string().nullable(),
  relationToHead: z.string().nullable(),
  farmer: z.boolean(),
  collectiveMember: z.boolean(),
  publicOffice: z.boolean(),
  endedOn: day.nullable(),
  /** Null for those without party.read, whether a Party member or not. */
  party: partyMark.nullable(),
})

const householdRow = z.object({
  id,
  village: named,
  number: z.string(),
  headName: z.string(),
  resident: z.boolean(),
  collective: z.boolean(),
  /** 建档立卡贫困户 (assisted household). */
  assisted: z.boolean(),
  address: z.string().nullable(),
  persons: count,
})

const groupSchema = z.object({
  id,
  unitId: id,
  name: z.string(),
  kind: z.enum(GROUP_KINDS),
  evidence: z.string(),
  validFrom: day,
  validTo: day.nullable(),
  members: z.array(named),
  objections: z.array(
    z.object({
      id,
      raisedBy: z.string(),
      raisedOn: day,
      grounds: z.string(),
      decision: z.enum(['upheld', 'rejected']).nullable(),
      decidedOn: day.nullable(),
      reason: z.string().nullable(),
    }),
  ),
})

const branchRow = z.object({
  id,
  village: named,
  name: z.string(),
  foundedOn: day.nullable(),
  /** Null without party.read. */
  secretary: named.nullable(),
  committee: count.nullable(),
  members: count.nullable(),
})

const collectiveFields = {
  name: line(100),
  creditCode: line(40).optional(),
  legalRepresentativeId: id.optional(),
  legalRepresentativeName: line(60).optional(),
  /** No collective of its own: the village committee acts for it (law of 2025, article 64). */
  committeeActs: z.boolean().default(false),
  registeredOn: day.optional(),
}

/** Branches, collectives, households, persons, Party membership, linked groups. */
export const peopleContract = defineVerbs({
  registerBranches: {
    title: text('登记村党支部', 'Register branches'),
    kind: 'write',
    path: '/branches',
    access: 'registry.write',
    scope: unitScope('unitId'),
    bodyLimit: BATCH_BYTES,
    input: z.strictObject({
      unitId: id,
      rows: rowsOf(z.strictObject({ villageId: id, name: line(100), foundedOn: day.optional() })),
    }),
    output: z.object({ ids: z.array(id) }),
  },
  listBranches: {
    title: text('村党支部名册', 'Branches'),
    kind: 'read',
    path: '/branches',
    access: 'registry.read',
    scope: LIST_SCOPE,
    input: z.strictObject({ asOf, unitId: id.optional(), q, ...page }),
    output: z.object({ asOf: day, total: count, rows: z.array(branchRow) }),
  },
  registerCollectives: {
    title: text('登记村集体经济组织', 'Register collectives'),
    kind: 'write',
    path: '/collectives',
    access: 'registry.write',
    scope: unitScope('unitId'),
    bodyLimit: BATCH_BYTES,
    input: z.strictObject({
      unitId: id,
      rows: rowsOf(z.strictObject({ villageId: id, ...collectiveFields })),
    }),
    output: z.object({ ids: z.array(id), warnings: z.array(findingSchema) }),
  },
  listCollectives: {
    title: text('村集体经济组织名册', 'Collectives'),
    kind: 'read',
    path: '/collectives',
    access: 'registry.read',
    scope: LIST_SCOPE,
    input: z.strictObject({ unitId: id.optional(), q, ...page }),
    output: z.object({
      total: count,
      rows: z.array(
        z.object({
          id,
          village: named,
          name: z.string(),
          creditCode: z.string().nullable(),
          creditCodeCheck: z.enum(CODE_CHECKS),
          legalRepresentative: z.string().nullable(),
          committeeActs: z.boolean(),
          registeredOn: day.nullable(),
        }),
      ),
    }),
  },
  registerHouseholds: {
    title: text('登记农户', 'Register households'),
    kind: 'write',
    path: '/households',
    access: 'person.write',
    scope: unitScope('unitId'),
    bodyLimit: BATCH_BYTES,
    input: z.strictObject({
      unitId: id,
      rows: rowsOf(
        z.strictObject({
          villageId: id,
          number: line(40),
          headName: line(60),
          resident: z.boolean().default(true),
          collective: z.boolean().default(true),
          assisted: z.boolean().default(false),
          address: line(200).optional(),
        }),
      ),
    }),
    output: z.object({ ids: z.array(id) }),
  },
  listHouseholds: {
    title: text('农户名册', 'Households'),
    kind: 'read',
    path: '/households',
    access: 'person.read',
    scope: LIST_SCOPE,
    input: z.strictObject({ unitId: id.optional(), q, assisted: yes, ...page }),
    output: z.object({
      total: count,
      assisted: count,
      countingRule: countingText,
      rows: z.array(householdRow),
    }),
  },
  readHousehold: {
    title: text('农户', 'A household'),
    kind: 'read',
    path: '/households/:householdId',
    access: 'person.read',
    scope: scopeOf('household', 'householdId'),
    input: z.strictObject({ householdId: id }),
    output: householdRow.extend({ members: z.array(personRow) }),
  },
  changeHousehold: {
    title: text('变更农户信息', 'Change a household'),
    kind: 'write',
    path: '/households/:householdId',
    access: 'person.write',
    scope: scopeOf('household', 'householdId'),
    input: z.strictObject({
      householdId: id,
      reason,
      changes: z.strictObject({
        number: line(40).optional(),
        headName: line(60).optional(),
        resident: z.boolean().optional(),
        collective: z.boolean().optional(),
        assisted: z.boolean().optional(),
        address: line(200).nullable().optional(),
      }),
    }),
    output: householdRow,
  },
  addPersons: {
    title: text('登记人员', 'Add persons'),
    kind: 'write',
    path: '/persons',
    access: 'person.write',
    scope: unitScope('unitId'),
    bodyLimit: BATCH_BYTES,
    secret: ['idNumber', 'phone', 'bankAccount', 'birthDate'],
    input: z.strictObject({
      /** A village, a town or the county the rows lie in; or a co-op, which then sees the persons. */
      unitId: id,
      rows: rowsOf(
        z.strictObject({
          ...personFields,
          farmer: z.boolean().default(true),
          collectiveMember: z.boolean().default(true),
          publicOffice: z.boolean().default(false),
        }),
      ),
    }),
    output: z.object({
      /** In the order of the rows; somebody known by ID number and name is not added twice. */
      persons: z.array(z.object({ id, existing: z.boolean() })),
      warnings: z.array(findingSchema),
    }),
  },
  changePerson: {
    title: text('变更人员信息', 'Change a person'),
    kind: 'write',
    path: '/persons/:personId',
    access: 'person.write',
    scope: scopeOf('person', 'personId'),
    secret: ['idNumber', 'phone', 'bankAccount', 'birthDate'],
    input: z.strictObject({
      personId: id,
      reason,
      changes: z.strictObject({
        ...z.object(personFields).partial().shape,
        /** What is null is taken away: the person leaves the household, the number was another's. */
        householdId: id.nullable().optional(),
        relationToHead: line(20).nullable().optional(),
        idNumber: line(40).nullable().optional(),
        phone: line(40).nullable().optional(),
        bankAccount: line(60).nullable().optional(),
        /** Died or moved away for good; null when that was a mistake. */
        endedOn: day.nullable().optional(),
        endedReason: line(100).nullable().optional(),
      }),
    }),
    output: z.object({ person: personRow, warnings: z.array(findingSchema) }),
  },
  listPersons: {
    title: text('人员名册', 'Persons'),
    kind: 'read',
    path: '/persons',
    access: 'person.read',
    scope: LIST_SCOPE,
    input: z.strictObject({
      unitId: id.optional(),
      householdId: id.optional(),
      q,
      farmer: yes,
      sort: z.enum(['name', 'number']).default('name'),
      ...page,
    }),
    output: z.object({ total: count, rows: z.array(personRow) }),
  },
  readPerson: {
    title: text('人员', 'A person'),
    kind: 'read',
    path: '/persons/:personId',
    access: 'person.read',
    scope: scopeOf('person', 'personId'),
    input: z.strictObject({ personId: id, asOf }),
    output: personRow.extend({
      cooperatives: z.array(named),
      groups: z.array(z.object({ id, name: z.string(), kind: z.enum(GROUP_KINDS) })),
    }),
  },
  revealPerson: {
    title: text('查看完整证件号码', 'Reveal a person’s numbers'),
    kind: 'read',
    path: '/persons/:personId/numbers',
    access: 'person.reveal',
    scope: scopeOf('person', 'personId'),
    audited: true,
    input: z.strictObject({ personId: id, reason }),
    output: z.object({
      id,
      name: z.string(),
      idNumber: z.string().nullable(),
      phone: z.string().nullable(),
      bankAccount: z.string().nullable(),
    }),
  },
  recordPartyMembers: {
    title: text('登记党员和村干部', 'Record Party members and cadre posts'),
    kind: 'write',
    path: '/party-members',
    access: 'party.write',
    scope: unitScope('unitId'),
    bodyLimit: BATCH_BYTES,
    input: z.strictObject({
      unitId: id,
      rows: rowsOf(
        z.strictObject({
          personId: id,
          branchId: id,
          joinedParty: day.optional(),
          committee: z.boolean().default(false),
          secretary: z.boolean().default(false),
          cadrePost: line(60).optional(),
          /**
           * The facts count from here, today at the latest; an older row of the same person ends here.
           * A branch has one secretary: the one before changes post in the same batch.
           */
          from: day,
          /** Leaves the branch on `from`; the other facts are not read. */
          leaves: z.boolean().default(false),
        }),
      ),
    }),
    output: z.object({ recorded: count }),
  },
  readPartyHistory: {
    title: text('党员和任职沿革', 'Party membership and posts of a person'),
    kind: 'read',
    path: '/persons/:personId/party',
    access: 'party.read',
    scope: scopeOf('person', 'personId'),
    input: z.strictObject({ personId: id }),
    output: z.object({
      personId: id,
      /** Where a branch for the person is looked for. */
      village: named.nullable(),
      town: named.nullable(),
      /** The newest first; the one without an end counts today. */
      records: z.array(
        partyMark.extend({ id, village: named, validTo: day.nullable(), recordedAt: z.string() }),
      ),
    }),
  },
  readBranch: {
    title: text('村党支部', 'A branch'),
    kind: 'read',
    path: '/units/:villageId/branches/:branchId',
    access: 'party.read',
    scope: unitScope('villageId'),
    input: z.strictObject({ villageId: id, branchId: id, asOf }),
    output: z.object({
      id,
      name: z.string(),
      village: named,
      asOf: day,
      members: z.array(
        z.object({
          person: named,
          joinedParty: day.nullable(),
          committee: z.boolean(),
          secretary: z.boolean(),
          cadrePost: z.string().nullable(),
        }),
      ),
    }),
  },
  registerLinkedGroups: {
    title: text('登记关联人组', 'Register linked groups'),
    kind: 'write',
    path: '/linked-groups',
    access: 'person.write',
    scope: unitScope('unitId'),
    input: z.strictObject({
      unitId: id,
      groups: z
        .array(
          z.strictObject({
            name: line(80),
            kind: z.enum(GROUP_KINDS),
            evidence: paragraph(2000).min(1),
            from: day,
            personIds: z.array(id).min(2).max(200),
          }),
        )
        .min(1)
        .max(500),
    }),
    output: z.object({ ids: z.array(id) }),
  },
  listLinkedGroups: {
    title: text('关联人组', 'Linked groups'),
    kind: 'read',
    path: '/linked-groups',
    access: 'person.read',
    scope: LIST_SCOPE,
    input: z.strictObject({ unitId: id.optional(), personId: id.optional(), asOf, ...page }),
    output: z.object({ total: count, groups: z.array(groupSchema) }),
  },
  objectToLinkedGroup: {
    title: text('对关联人组提出异议', 'Object to a linked group'),
    kind: 'write',
    path: '/units/:unitId/linked-groups/:groupId/objections',
    access: 'person.write',
    scope: unitScope('unitId'),
    refusals: ['not_allowed_now'],
    input: z.strictObject({
      unitId: id,
      groupId: id,
      raisedBy: line(60),
      raisedOn: day,
      grounds: paragraph(2000).min(1),
    }),
    output: z.object({ id }),
  },
  endLinkedGroup: {
    title: text('终止关联人组', 'End a linked group'),
    kind: 'write',
    path: '/units/:unitId/linked-groups/:groupId/end',
    access: 'person.write',
    scope: unitScope('unitId'),
    refusals: ['not_allowed_now'],
    /** The first day on which the persons are counted apart again. */
    input: z.strictObject({ unitId: id, groupId: id, on: day, reason }),
    output: z.object({ group: groupSchema }),
  },
  decideObjection: {
    title: text('处理异议', 'Decide an objection'),
    kind: 'write',
    path: '/linked-groups/objections/:objectionId',
    access: 'registry.write',
    scope: COUNTY_SCOPE,
    refusals: ['not_allowed_now'],
    input: z.strictObject({
      objectionId: id,
      /** Upheld: the group ends on the day of the decision. */
      decision: z.enum(['upheld', 'rejected']),
      decidedOn: day,
      reason,
      document: document.optional(),
    }),
    output: z.object({ group: groupSchema }),
  },
})
