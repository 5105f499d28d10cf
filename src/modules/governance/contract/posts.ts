import { z } from 'zod'
import { day, id, line, page, paragraph } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, LIST_SCOPE, unitScope } from '../../../kernel/verb.ts'
import { findings, post, reason } from './words.ts'

const held = z.object({
  postId: id,
  post,
  personId: id.nullable(),
  name: z.string(),
  from: day,
  termEnds: day.nullable(),
  basis: z.enum(['resolution', 'as_found', 'appointment']),
  resolutionId: id.nullable(),
  document: z.string(),
  endedOn: day.nullable(),
  endReason: z.string().nullable(),
})

/** Who holds which post, and who may not. */
export const postVerbs = defineVerbs({
  listPosts: {
    title: text('任职名册', 'Posts'),
    kind: 'read',
    path: '/posts',
    access: 'governance.read',
    scope: LIST_SCOPE,
    input: z.strictObject({
      unitId: id.optional(),
      post: post.optional(),
      personId: id.optional(),
      /** Only terms that end by this day. */
      endingBy: day.optional(),
      ...page,
    }),
    output: z.object({
      total: z.number().int(),
      rows: z.array(held.extend({ coopId: id, coopName: z.string(), expired: z.boolean() })),
    }),
  },
  readPosts: {
    title: text('合作社任职情况', 'Posts of a co-op'),
    kind: 'read',
    path: '/cooperatives/:coopId/posts',
    access: 'governance.read',
    scope: unitScope('coopId'),
    input: z.strictObject({ coopId: id }),
    output: z.object({
      coopId: id,
      now: z.array(held.extend({ expired: z.boolean(), findings })),
      before: z.array(held),
      /** Posts every co-op must have filled, and nobody holds. */
      vacant: z.array(post),
    }),
  },
  checkCandidates: {
    title: text('核对任职条件', 'Check who may hold a post'),
    kind: 'read',
    path: '/cooperatives/:coopId/posts/check',
    access: 'governance.read',
    scope: unitScope('coopId'),
    input: z.strictObject({
      coopId: id,
      post,
      personIds: z
        .string()
        .max(8_000)
        .transform((value) => value.split(',')),
    }),
    output: z.object({
      rows: z.array(z.object({ personId: id, name: z.string(), findings })),
    }),
  },
  recordPosts: {
    title: text('登记任职', 'Record who holds posts'),
    kind: 'write',
    path: '/cooperatives/:coopId/posts',
    access: 'governance.write',
    scope: unitScope('coopId'),
    input: z.strictObject({
      coopId: id,
      /** Elected posts rest on a resolution that elected these persons. */
      resolutionId: id.optional(),
      /** What exists already is recorded as it is found, with what speaks against it. */
      asFound: z.boolean().default(false),
      document: paragraph(300).default(''),
      rows: z
        .array(
          z.strictObject({
            post,
            personId: id.optional(),
            /** Somebody the registry does not know: an agency's accountant. */
            name: line(60).optional(),
            from: day,
            termEnds: day.nullable().default(null),
          }),
        )
        .min(1)
        .max(300),
      /** Terms that end with these. */
      ending: z.array(id).max(300).default([]),
      reason: reason.optional(),
    }),
    output: z.object({ postIds: z.array(id), findings }),
    refusals: ['rule_blocked', 'not_allowed_now'],
  },
  endPost: {
    title: text('登记离任', 'Record that a post was left'),
    kind: 'write',
    path: '/cooperatives/:coopId/posts/end',
    access: 'governance.write',
    scope: unitScope('coopId'),
    input: z.strictObject({ coopId: id, postId: id, on: day, reason }),
    output: z.object({ postId: id }),
    refusals: ['conflict'],
  },
  declareDuty: {
    title: text('登记公务声明', 'Record a declaration on public duties'),
    kind: 'write',
    path: '/cooperatives/:coopId/duty-declarations',
    access: 'governance.write',
    scope: unitScope('coopId'),
    input: z.strictObject({
      coopId: id,
      personId: id,
      publicDuty: z.boolean(),
      /** Which duty; empty where there is none. */
      duty: paragraph(300).default(''),
      declaredOn: day,
      document: line(300),
    }),
    output: z.object({ declarationId: id }),
  },
})
