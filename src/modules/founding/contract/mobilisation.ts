import { z } from 'zod'
import { day, id, line, paragraph, yuanFromZero } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { COUNTY_SCOPE, defineVerbs, NO_SCOPE, scopeOf } from '../../../kernel/verb.ts'
import { quantity, said } from './words.ts'

const PROJECT = scopeOf('founding', 'projectId')
export const WISH = z.enum(['willing', 'unwilling', 'undecided'])
export const TOPIC = z.enum(['land', 'money', 'risk', 'dividend', 'exit', 'work', 'other'])
const people = z.number().int().min(0).max(100_000)

/**
 * Visits, doubts and wishes of single households. Only the village's own secretary has these permissions; what
 * is said of a household reaches neither the audit trail nor any other answer of the product.
 */
export const mobilisationVerbs = defineVerbs({
  recordVisits: {
    title: text('登记走访和会议', 'Record visits and meetings'),
    kind: 'write',
    path: '/foundings/:projectId/visits',
    access: 'mobilisation.write',
    scope: PROJECT,
    secret: ['householdIds', 'note', 'visitors', 'place'],
    input: z.strictObject({
      projectId: id,
      visits: z
        .array(
          z.strictObject({
            kind: z.enum(['visit', 'meeting', 'study']),
            on: day,
            place: paragraph(100).default(''),
            visitors: line(200),
            /** Whom a visit reached; of a meeting, those who are worth noting. */
            householdIds: z.array(id).max(2_000).default([]),
            attended: people.optional(),
            note: paragraph(2_000).default(''),
          }),
        )
        .min(1)
        .max(200),
    }),
    output: z.object({ recorded: z.number().int() }),
    refusals: ['not_allowed_now'],
  },
  recordWishes: {
    title: text('登记农户意愿', 'Record wishes of households'),
    kind: 'write',
    path: '/foundings/:projectId/wishes',
    access: 'mobilisation.write',
    scope: PROJECT,
    secret: ['rows'],
    input: z.strictObject({
      projectId: id,
      rows: z
        .array(
          z.strictObject({
            householdId: id,
            wish: WISH,
            on: day,
            /** What the household would bring; only where it is willing or still thinks. */
            landMu: quantity.default('0'),
            cash: yuanFromZero.prefault('0'),
            workdays: people.default(0),
            note: paragraph(1_000).default(''),
          }),
        )
        .min(1)
        .max(2_000),
    }),
    output: z.object({ recorded: z.number().int() }),
    refusals: ['not_allowed_now'],
  },
  recordQuestions: {
    title: text('登记群众疑虑', 'Record doubts'),
    kind: 'write',
    path: '/foundings/:projectId/questions',
    access: 'mobilisation.write',
    scope: PROJECT,
    secret: ['rows'],
    input: z.strictObject({
      projectId: id,
      rows: z
        .array(
          z.strictObject({
            householdId: id.nullable().default(null),
            question: said(1_000),
            raisedOn: day,
            answer: paragraph(2_000).default(''),
          }),
        )
        .min(1)
        .max(200),
    }),
    output: z.object({ recorded: z.number().int() }),
    refusals: ['not_allowed_now'],
  },
  answerQuestion: {
    title: text('答复疑虑', 'Answer a doubt'),
    kind: 'write',
    path: '/foundings/:projectId/questions/:questionId',
    access: 'mobilisation.write',
    scope: PROJECT,
    secret: ['answer'],
    input: z.strictObject({ projectId: id, questionId: id, answer: said() }),
    output: z.object({}),
    refusals: ['not_allowed_now'],
  },
  shareQuestion: {
    title: text('推荐到全县问答库', 'Share a question with the county'),
    kind: 'write',
    path: '/foundings/:projectId/share-question',
    access: 'mobilisation.write',
    scope: PROJECT,
    secret: ['question', 'answer'],
    /** In general words: names of people of the village are refused. No village and no day go along. */
    input: z.strictObject({ projectId: id, topic: TOPIC, question: said(500), answer: said() }),
    output: z.object({ id }),
    refusals: ['not_allowed_now'],
  },
  readMobilisation: {
    title: text('宣传动员台账', 'Mobilisation'),
    kind: 'read',
    path: '/foundings/:projectId/mobilisation',
    access: 'mobilisation.read',
    scope: PROJECT,
    input: z.strictObject({ projectId: id }),
    output: z.object({
      village: z.string(),
      households: z.number().int(),
      visited: z.number().int(),
      willing: z.number().int(),
      unwilling: z.number().int(),
      undecided: z.number().int(),
      unasked: z.number().int(),
      /** Of willing households. */
      offered: z.object({ landMu: z.string(), cash: yuanFromZero, workdays: z.number().int() }),
      rows: z.array(
        z.object({
          householdId: id,
          number: z.string(),
          headName: z.string(),
          visits: z.number().int(),
          lastVisitOn: day.nullable(),
          wish: z
            .object({
              wish: WISH,
              on: day,
              landMu: z.string(),
              cash: yuanFromZero,
              workdays: z.number().int(),
              note: z.string(),
              /** The signed sheet that came back. */
              paper: id.nullable(),
            })
            .nullable(),
          /** As printed on the household's wish sheet. */
          serial: z.string(),
          openQuestions: z.number().int(),
          account: z.object({ id, reckonedOn: day, signedOn: day.nullable() }).nullable(),
        }),
      ),
      visits: z.array(
        z.object({
          id,
          kind: z.enum(['visit', 'meeting', 'study']),
          on: day,
          place: z.string(),
          visitors: z.string(),
          attended: z.number().int().nullable(),
          households: z.array(z.string()),
          note: z.string(),
        }),
      ),
      questions: z.array(
        z.object({
          id,
          household: z.string().nullable(),
          question: z.string(),
          raisedOn: day,
          answer: z.string().nullable(),
          answeredOn: day.nullable(),
        }),
      ),
    }),
  },
  printWishSheets: {
    title: text('打印意愿调查表', 'Print wish sheets'),
    kind: 'read',
    path: '/foundings/:projectId/wish-sheets',
    access: 'mobilisation.read',
    scope: PROJECT,
    download: true,
    input: z.strictObject({
      projectId: id,
      /** One household; every one of the village when left out. */
      householdId: id.optional(),
    }),
    output: z.object({ name: z.string(), mediaType: z.string(), content: z.string() }),
  },
  listQuestionBank: {
    title: text('全县问答库', 'Questions and answers of the county'),
    kind: 'read',
    path: '/question-bank',
    access: 'founding.read',
    scope: NO_SCOPE,
    input: z.strictObject({ topic: TOPIC.optional(), q: z.string().trim().max(100).optional() }),
    output: z.object({
      rows: z.array(z.object({ id, topic: TOPIC, question: z.string(), answer: z.string() })),
    }),
  },
  removeBankQuestion: {
    title: text('从问答库撤下', 'Take a question out of the bank'),
    kind: 'write',
    path: '/question-bank/:id/remove',
    access: 'policy.write',
    scope: COUNTY_SCOPE,
    input: z.strictObject({ id }),
    output: z.object({}),
  },
})
