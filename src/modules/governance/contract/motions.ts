import { z } from 'zod'
import { day, id, line, page, paragraph, yuanFromZero } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, LIST_SCOPE, unitScope } from '../../../kernel/verb.ts'
import { findings, MOTION_KINDS, reason } from './words.ts'

/** Who asks to come in, to go, or is to be shut out; and the end of a co-op. */
export const motionVerbs = defineVerbs({
  listMotions: {
    title: text('入社、退社、除名和解散', 'Admissions, exits, expulsions, dissolutions'),
    kind: 'read',
    path: '/member-motions',
    access: 'governance.read',
    scope: LIST_SCOPE,
    input: z.strictObject({
      unitId: id.optional(),
      kind: z.enum(MOTION_KINDS).optional(),
      ...page,
    }),
    output: z.object({
      total: z.number().int(),
      rows: z.array(
        z.object({
          motionId: id,
          coopId: id,
          coopName: z.string(),
          kind: z.enum(MOTION_KINDS),
          name: z.string(),
          filedOn: day,
          endsOn: day.nullable(),
          caseId: id,
          caseState: z.string(),
          /** The resolution that carried it, where one has. */
          resolution: z.string().nullable(),
          doneOn: day.nullable(),
        }),
      ),
    }),
  },
  fileMotion: {
    title: text('登记入社、退社、除名或解散', 'File a motion'),
    kind: 'write',
    path: '/cooperatives/:coopId/member-motions',
    access: 'governance.write',
    scope: unitScope('coopId'),
    input: z.strictObject({
      coopId: id,
      kind: z.enum(MOTION_KINDS),
      /** Of an exit or expulsion: the membership. */
      holderId: id.optional(),
      /** Of an admission: a person of the registry. */
      personId: id.optional(),
      grounds: paragraph(2_000).default(''),
    }),
    output: z.object({ motionId: id, caseId: id, endsOn: day.nullable(), findings }),
    refusals: ['conflict', 'not_allowed_now'],
  },
  /** Admissions only: whoever leaves is settled from the member account (`settleMotion` of distribution). */
  carryOutMotion: {
    title: text('按决议登记新成员', 'Enter an admission in the register'),
    kind: 'write',
    path: '/cooperatives/:coopId/member-motions/carry-out',
    access: 'shares.write',
    scope: unitScope('coopId'),
    input: z.strictObject({
      coopId: id,
      motionId: id,
      on: day,
      /** What a new member contributes, in money. */
      paid: yuanFromZero.prefault('0'),
      promised: yuanFromZero.prefault('0'),
      note: line(300).optional(),
      reason: reason.optional(),
    }),
    output: z.object({ motionId: id, doneOn: day }),
    refusals: ['conflict', 'not_allowed_now', 'rule_blocked'],
  },
})
