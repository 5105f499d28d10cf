import { z } from 'zod'
import { day, id, line, page } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, LIST_SCOPE, NO_SCOPE, unitScope } from '../../../kernel/verb.ts'
import {
  FILE_BODY,
  count,
  fileIn,
  fileOut,
  format,
  named,
  promiseState,
  said,
  verdict,
} from './words.ts'

const VILLAGE = unitScope('villageId')
const PROMISE = { villageId: id, promiseId: id }
const ballots = z.object({ kept: count, partly: count, unkept: count })
const place = z.enum(['board', 'phone'])

const promise = z.object({
  promiseId: id,
  /** 诺〔2020〕3号, within the village. */
  number: z.string(),
  village: named,
  person: named,
  coop: named.nullable(),
  what: z.string(),
  madeOn: day,
  dueOn: day,
  state: promiseState,
  notices: z.array(z.object({ place, on: day })),
  evidence: z.array(z.object({ on: day, said: z.string(), by: z.string(), fileId: id.nullable() })),
  /** The last assessment; open ones tell no figures. */
  assessment: z
    .object({
      how: z.enum(['paper', 'phone']),
      on: day,
      until: day,
      open: z.boolean(),
      ballots: ballots.nullable(),
      counters: z.array(z.string()),
      fileId: id.nullable(),
    })
    .nullable(),
  withdrawn: z.string().nullable(),
})

/** What Party members promise, show and keep (seed R39). */
export const promiseVerbs = defineVerbs({
  makePromise: {
    title: text('登记承诺', 'Record a promise'),
    kind: 'write',
    path: '/villages/:villageId/promises',
    access: 'party.write',
    scope: VILLAGE,
    input: z.strictObject({
      villageId: id,
      personId: id,
      coopId: id.nullable().default(null),
      what: said(300),
      on: day,
      dueOn: day,
    }),
    output: z.object({ promiseId: id, number: z.string() }),
  },
  publishPromise: {
    title: text('亮诺', 'Show a promise'),
    kind: 'write',
    path: '/villages/:villageId/promises/:promiseId/publish',
    access: 'party.write',
    scope: VILLAGE,
    input: z.strictObject({ ...PROMISE, place, on: day }),
    output: z.object({}),
    refusals: ['not_allowed_now'],
  },
  addPromiseEvidence: {
    title: text('登记践诺情况', 'Say how a promise is kept'),
    kind: 'write',
    path: '/villages/:villageId/promises/:promiseId/evidence',
    access: 'party.write',
    scope: VILLAGE,
    secret: ['file'],
    bodyLimit: FILE_BODY,
    input: z.strictObject({
      ...PROMISE,
      on: day,
      said: said(500),
      file: fileIn.nullable().default(null),
    }),
    output: z.object({}),
    refusals: ['not_allowed_now', 'too_large'],
  },
  openAssessment: {
    title: text('发起群众评议(手机)', 'Let members assess on their phones'),
    kind: 'write',
    path: '/villages/:villageId/promises/:promiseId/assessment',
    access: 'party.write',
    scope: VILLAGE,
    input: z.strictObject({ ...PROMISE, until: day }),
    output: z.object({}),
    refusals: ['not_allowed_now'],
  },
  countAssessment: {
    title: text('登记纸质评议结果', 'Enter an assessment on paper'),
    kind: 'write',
    path: '/villages/:villageId/promises/:promiseId/count',
    access: 'party.write',
    scope: VILLAGE,
    secret: ['file'],
    bodyLimit: FILE_BODY,
    /** Counted by two persons, neither of them who promised; the tally with both signatures goes along. */
    input: z.strictObject({
      ...PROMISE,
      on: day,
      kept: z.number().int().min(0).max(10_000),
      partly: z.number().int().min(0).max(10_000),
      unkept: z.number().int().min(0).max(10_000),
      counters: z.tuple([line(60), line(60)]),
      file: fileIn,
    }),
    output: z.object({ state: promiseState }),
    refusals: ['not_allowed_now', 'too_large'],
  },
  withdrawPromise: {
    title: text('撤销承诺记录', 'Take a promise back'),
    kind: 'write',
    path: '/villages/:villageId/promises/:promiseId/withdraw',
    access: 'party.write',
    scope: VILLAGE,
    input: z.strictObject({ ...PROMISE, reason: line(200) }),
    output: z.object({}),
    refusals: ['not_allowed_now'],
  },
  listPromises: {
    title: text('承诺台账', 'Promises'),
    kind: 'read',
    path: '/promises',
    access: 'party.read',
    scope: LIST_SCOPE,
    input: z.strictObject({
      unitId: id.optional(),
      state: promiseState.optional(),
      ...page,
    }),
    output: z.object({
      total: count,
      open: count,
      late: count,
      kept: count,
      rows: z.array(promise),
    }),
  },
  printPromiseBoard: {
    title: text('打印党员承诺公示栏', 'Print the board of promises'),
    kind: 'read',
    path: '/villages/:villageId/promise-board',
    access: 'party.read',
    scope: VILLAGE,
    download: true,
    audited: true,
    input: z.strictObject({ villageId: id, size: z.enum(['A4', 'A3']).default('A4'), format }),
    output: fileOut,
    refusals: ['not_allowed_now'],
  },
  readOwnPromises: {
    title: text('我的承诺和党员亮诺', 'My promises and those shown to me'),
    kind: 'read',
    path: '/my/promises',
    access: 'member.own',
    scope: NO_SCOPE,
    input: z.strictObject({}),
    output: z.object({
      own: z.array(promise.omit({ person: true })),
      /** Shown on phones to members of the co-op, or of any co-op of the village. */
      shown: z.array(
        z.object({
          promiseId: id,
          name: z.string(),
          coop: z.string().nullable(),
          village: z.string(),
          what: z.string(),
          dueOn: day,
          state: promiseState,
          evidence: z.array(z.object({ on: day, said: z.string() })),
          /** The last day to say something; null where nothing is asked of the caller. */
          rateUntil: day.nullable(),
          rated: z.boolean(),
        }),
      ),
    }),
  },
  ratePromise: {
    title: text('评议党员践诺', 'Say whether a promise was kept'),
    kind: 'write',
    path: '/my/promises/:promiseId/rating',
    access: 'member.own',
    scope: NO_SCOPE,
    secret: ['verdict'],
    /** Once; nobody sees who said what. */
    input: z.strictObject({ promiseId: id, verdict }),
    output: z.object({}),
    refusals: ['not_allowed_now', 'conflict'],
  },
})
