import { z } from 'zod'
import { day, id, line } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, scopeOf } from '../../../kernel/verb.ts'
import { fileOut } from './words.ts'

const CONTEST = scopeOf('contest', 'contestId')

/** Photographs of a tour, by who holds it (R86). */
export const photoVerbs = defineVerbs({
  addContestPhotos: {
    title: text('上传观摩照片', 'Add photographs of a tour'),
    kind: 'write',
    path: '/contests/:contestId/photos',
    access: 'contest.write',
    scope: CONTEST,
    secret: ['photos'],
    bodyLimit: 48 * 1024 * 1024,
    input: z.strictObject({
      contestId: id,
      /** The stop of the route, from 1; null for what belongs to none. */
      stop: z.number().int().min(1).max(50).nullable().default(null),
      /** The unit that is seen, where there is one. */
      unitId: id.nullable().default(null),
      takenOn: day,
      caption: z.string().trim().max(100).default(''),
      photos: z
        .array(z.strictObject({ name: line(200), content: z.string().min(1, { error: 'empty' }) }))
        .min(1)
        .max(9),
    }),
    output: z.object({ fileIds: z.array(id) }),
    refusals: ['not_allowed_now', 'too_large'],
  },
  withdrawContestPhoto: {
    title: text('撤下观摩照片', 'Take a photograph back'),
    kind: 'write',
    path: '/contests/:contestId/photos/:fileId/withdraw',
    access: 'contest.write',
    scope: CONTEST,
    input: z.strictObject({ contestId: id, fileId: id, why: line(200) }),
    output: z.object({}),
  },
  readContestPhoto: {
    title: text('查看观摩照片', 'See a photograph'),
    kind: 'read',
    path: '/contests/:contestId/photos/:fileId',
    access: 'contest.read',
    scope: CONTEST,
    download: true,
    input: z.strictObject({ contestId: id, fileId: id }),
    output: fileOut,
  },
})
