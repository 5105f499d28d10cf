import { z } from 'zod'
import { day, id, page, yuan } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, LIST_SCOPE } from '../../../kernel/verb.ts'
import { HOLDER_CLASSES, HOLDER_KINDS } from './words.ts'

const named = z.object({ id, name: z.string() })

/** What one row stands for: a membership, or all memberships of a person or of a household. */
const EACH = ['membership', 'person', 'household'] as const

const memberRow = z.object({
  /** The membership, the person or the household that the row stands for. */
  key: id,
  /** The first membership in the order of the list; the others are in `memberships`. */
  holderId: id,
  memberNumber: z.string(),
  kind: z.enum(HOLDER_KINDS),
  class: z.enum(HOLDER_CLASSES),
  name: z.string(),
  personId: id.nullable(),
  household: z.object({ id, number: z.string(), headName: z.string() }).nullable(),
  cooperative: named,
  village: named,
  town: named.nullable(),
  joinedOn: day,
  /** Paid and promised of all memberships of the row. */
  registered: yuan,
  memberships: z.number().int(),
  persons: z.number().int(),
  /** 371323********0019 and 138****1234; null without person.read. */
  idNumber: z.string().nullable(),
  phone: z.string().nullable(),
})

/** Who is a member, over all co-ops of one's scope. */
export const memberVerbs = defineVerbs({
  listMembers: {
    title: text('成员名册', 'Members'),
    kind: 'read',
    path: '/members',
    access: 'shares.read',
    scope: LIST_SCOPE,
    input: z.strictObject({
      asOf: day.optional(),
      /** A town, a village or a co-op: the memberships of the co-ops inside it. */
      unitId: id.optional(),
      townId: id.optional(),
      villageId: id.optional(),
      coopId: id.optional(),
      householdId: id.optional(),
      kind: z.enum(HOLDER_KINDS).optional(),
      class: z.enum(HOLDER_CLASSES).optional(),
      /** Part of the name, its pinyin or initials, a member number; an ID number for those with person.read. */
      q: z.string().trim().max(100).optional(),
      each: z.enum(EACH).default('membership'),
      /** Only co-ops in a status that the county counts, as its boards do. */
      counted: z.stringbool().default(true),
      sort: z.enum(['coop', 'name', 'joined', '-joined']).default('coop'),
      ...page,
    }),
    output: z.object({
      asOf: day,
      /** Rows of the whole answer; one of the three numbers below, as `each` says. */
      total: z.number().int(),
      memberships: z.number().int(),
      /** Natural persons, each once however many co-ops they are in. */
      persons: z.number().int(),
      households: z.number().int(),
      cooperatives: z.number().int(),
      rows: z.array(memberRow),
    }),
  },
})
