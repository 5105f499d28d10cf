import { z } from 'zod'
import { textSchema } from '../../../kernel/finding.ts'
import { day, id, line, page, paragraph } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, LIST_SCOPE, unitScope } from '../../../kernel/verb.ts'
import { count, named, reserveState, said, step } from './words.ts'

const VILLAGE = unitScope('villageId')
const ENTRY = { villageId: id, reserveId: id }

/** What a town sees of its own nominations: that it made them, and what became of them. */
const nomination = z.object({
  reserveId: id,
  village: named,
  town: named,
  person: named,
  source: textSchema,
  direction: z.string(),
  nominatedOn: day,
  by: z.string(),
  state: reserveState,
  /** Why it was returned; null otherwise. */
  returned: z.string().nullable(),
})

const training = z.object({
  trainingId: id,
  course: z.string(),
  heldBy: z.string(),
  from: day,
  until: day,
  hours: count,
  result: z.enum(['passed', 'attended', 'failed']),
  withdrawn: z.string().nullable(),
})

/** The reserve of young talent 雏雁 (seed R40): personnel data. */
export const reserveVerbs = defineVerbs({
  nominateReserve: {
    title: text('推荐雏雁储备人选', 'Nominate for the reserve'),
    kind: 'write',
    path: '/villages/:villageId/reserve',
    access: 'talent.nominate',
    scope: VILLAGE,
    secret: ['direction', 'reason'],
    /** Only with the person's own written consent (个人信息保护法 13, 14). */
    input: z.strictObject({
      villageId: id,
      personId: id,
      source: line(30),
      direction: line(100),
      reason: said(500),
      consentOn: day,
      consentPaper: line(100),
    }),
    output: z.object({ reserveId: id }),
    refusals: ['conflict'],
  },
  listNominations: {
    title: text('本级推荐人选', 'Own nominations'),
    kind: 'read',
    path: '/reserve-nominations',
    access: 'talent.nominate',
    scope: LIST_SCOPE,
    input: z.strictObject({ unitId: id.optional(), ...page }),
    output: z.object({ total: count, waiting: count, rows: z.array(nomination) }),
  },
  decideNomination: {
    title: text('确认或退回推荐', 'Decide on a nomination'),
    kind: 'write',
    path: '/villages/:villageId/reserve/:reserveId/decision',
    access: 'talent.personnel',
    scope: VILLAGE,
    secret: ['reason'],
    input: z.strictObject({
      ...ENTRY,
      decision: z.enum(['confirm', 'return']),
      reason: said(500),
      /** When it is looked at again; of a confirmation. */
      reviewOn: day.nullable().default(null),
    }),
    output: z.object({ state: reserveState }),
    refusals: ['not_allowed_now'],
  },
  listReserve: {
    title: text('雏雁储备名册', 'The reserve'),
    kind: 'read',
    path: '/reserve',
    access: 'talent.personnel',
    scope: LIST_SCOPE,
    audited: true,
    input: z.strictObject({
      unitId: id.optional(),
      state: z.enum([...reserveState.options, 'review']).optional(),
      step: step.optional(),
      ...page,
    }),
    output: z.object({
      total: count,
      waiting: count,
      confirmed: count,
      /** Whose day of review has come. */
      review: count,
      ready: count,
      rows: z.array(
        nomination.extend({
          step: step.nullable(),
          mentor: z.string().nullable(),
          /** Mentor and person are kin by the registers. */
          kin: z.boolean(),
          reviewOn: day.nullable(),
          reviewDue: z.boolean(),
          hours: count,
        }),
      ),
    }),
  },
  readReserve: {
    title: text('储备人选', 'Somebody of the reserve'),
    kind: 'read',
    path: '/villages/:villageId/reserve/:reserveId',
    access: 'talent.personnel',
    scope: VILLAGE,
    audited: true,
    input: z.strictObject(ENTRY),
    output: z.object({
      entry: nomination,
      reason: z.string(),
      consentOn: day,
      consentPaper: z.string(),
      step: step.nullable(),
      reviewOn: day.nullable(),
      mentor: z
        .object({
          name: z.string(),
          personId: id.nullable(),
          /** How mentor and person are kin by the registers; null where they are not. */
          kin: textSchema.nullable(),
        })
        .nullable(),
      /** Posts in co-ops, as the co-ops record them. */
      posts: z.array(z.object({ coop: named, post: z.string() })),
      trainings: z.array(training),
      events: z.array(
        z.object({
          act: z.enum(['confirm', 'return', 'mentor', 'step', 'leave']),
          on: day,
          step: step.nullable(),
          mentor: z.string().nullable(),
          reviewOn: day.nullable(),
          said: z.string(),
          by: z.string(),
        }),
      ),
    }),
  },
  assignMentor: {
    title: text('确定培养联系人', 'Name a mentor'),
    kind: 'write',
    path: '/villages/:villageId/reserve/:reserveId/mentor',
    access: 'talent.personnel',
    scope: VILLAGE,
    /** A registered person, or one by name who is not in the registers. */
    input: z.strictObject({
      ...ENTRY,
      name: line(60),
      personId: id.nullable().default(null),
      reason: paragraph(200).default(''),
    }),
    output: z.object({ kin: textSchema.nullable() }),
    refusals: ['not_allowed_now'],
  },
  recordTraining: {
    title: text('登记培训', 'Record a training'),
    kind: 'write',
    path: '/villages/:villageId/reserve/:reserveId/trainings',
    access: 'talent.personnel',
    scope: VILLAGE,
    input: z.strictObject({
      ...ENTRY,
      course: line(100),
      heldBy: line(100),
      from: day,
      until: day,
      hours: z.number().int().min(1).max(1_000),
      result: z.enum(['passed', 'attended', 'failed']),
    }),
    output: z.object({ trainingId: id }),
    refusals: ['not_allowed_now'],
  },
  withdrawTraining: {
    title: text('撤销培训记录', 'Take a training back'),
    kind: 'write',
    path: '/villages/:villageId/reserve/:reserveId/trainings/:trainingId/withdraw',
    access: 'talent.personnel',
    scope: VILLAGE,
    input: z.strictObject({ ...ENTRY, trainingId: id, reason: line(200) }),
    output: z.object({}),
    refusals: ['not_allowed_now'],
  },
  moveReserve: {
    title: text('调整培养阶段', 'Move to another step'),
    kind: 'write',
    path: '/villages/:villageId/reserve/:reserveId/step',
    access: 'talent.personnel',
    scope: VILLAGE,
    secret: ['reason'],
    input: z.strictObject({
      ...ENTRY,
      step,
      reason: said(500),
      reviewOn: day.nullable().default(null),
    }),
    output: z.object({ step }),
    refusals: ['not_allowed_now'],
  },
  leaveReserve: {
    title: text('退出雏雁储备', 'Leave the reserve'),
    kind: 'write',
    path: '/villages/:villageId/reserve/:reserveId/leave',
    access: 'talent.personnel',
    scope: VILLAGE,
    secret: ['reason'],
    input: z.strictObject({ ...ENTRY, reason: said(500) }),
    output: z.object({}),
    refusals: ['not_allowed_now'],
  },
})
