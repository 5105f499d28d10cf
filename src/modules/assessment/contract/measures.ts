import { z } from 'zod'
import { day, id } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { COUNTY_SCOPE, defineVerbs, unitScope } from '../../../kernel/verb.ts'
import { count, named, period, said } from './words.ts'

const UNIT = unitScope('unitId')

/** Proposals to the organisation department (R85, R107): nothing follows without a person's decision. */
export const measureVerbs = defineVerbs({
  proposeFromYear: {
    title: text('由年度结果提出建议', 'Proposals from a final year'),
    kind: 'write',
    path: '/assessments/:runId/proposals',
    access: 'assessment.write',
    scope: COUNTY_SCOPE,
    input: z.strictObject({ runId: id }),
    output: z.object({ made: count, known: count }),
    refusals: ['not_allowed_now'],
  },
  proposeFromResults: {
    title: text('由督导结果提出奖惩建议', 'Proposals from the results of supervision'),
    kind: 'write',
    path: '/town-proposals',
    access: 'assessment.write',
    scope: COUNTY_SCOPE,
    input: z.strictObject({ period }),
    output: z.object({ made: count, known: count }),
    refusals: ['not_allowed_now'],
  },
  listMeasures: {
    title: text('结果运用建议', 'Proposals'),
    kind: 'read',
    path: '/units/:unitId/measures',
    access: 'measure.read',
    scope: UNIT,
    input: z.strictObject({ unitId: id, open: z.stringbool().default(false) }),
    output: z.object({
      open: count,
      rows: z.array(
        z.object({
          measureId: id,
          unit: named,
          name: z.string(),
          period: z.string(),
          periodText: z.string(),
          kind: z.enum(['grade', 'pay', 'training', 'talk', 'removal', 'reward', 'penalty']),
          what: z.string(),
          grounds: z.array(z.string()),
          on: z.string(),
          by: z.string(),
          decision: z.enum(['accepted', 'changed', 'dropped']).nullable(),
          decidedWhat: z.string(),
          reason: z.string(),
          decidedOn: day.nullable(),
          decidedBy: z.string(),
        }),
      ),
    }),
  },
  decideMeasure: {
    title: text('决定建议', 'Decide on a proposal'),
    kind: 'write',
    path: '/units/:unitId/measures/:measureId/decision',
    access: 'assessment.write',
    scope: UNIT,
    secret: ['reason', 'what'],
    input: z.strictObject({
      unitId: id,
      measureId: id,
      decision: z.enum(['accepted', 'changed', 'dropped']),
      /** What is to be done instead, where it is changed. */
      what: z.string().trim().max(200).default(''),
      reason: said(300),
    }),
    output: z.object({}),
    refusals: ['conflict'],
  },
})
