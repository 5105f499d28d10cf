import { badInput, notFound } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { villageContract } from '../contract/villages.ts'
import { suggestKinds } from '../rules/villages.ts'
import { insertMany, unitKind } from '../store/batch.ts'
import { allCoops } from '../store/cooperatives.ts'
import { versionsOf } from '../store/division-reads.ts'
import { bodiesOf } from '../store/households.ts'
import * as store from '../store/villages.ts'
import { collectiveOut } from './bodies.ts'
import { countingRules } from './counting.ts'
import { baseOf, judge, villageOn } from './villages.ts'

type Village = Verbs<typeof villageContract, Ctx>
type Answers = Parameters<Village['surveyVillage']>[1]['answers']

export const surveyVillage: Village['surveyVillage'] = async (ctx, input) => {
  if ((await unitKind(ctx, input.villageId)) !== 'village') throw notFound()
  if (input.surveyedOn > ctx.today) {
    throw badInput([
      { path: '$.surveyedOn', text: text('日期不能在今天之后', 'the date lies in the future') },
    ])
  }
  const id = ctx.newId()
  await insertMany(ctx, 'village_survey', [
    {
      id,
      village_id: input.villageId,
      surveyed_on: input.surveyedOn,
      answers: input.answers,
      recorded_at: ctx.now,
    },
  ])
  ctx.record({ entity: 'village_survey', id: input.villageId, after: input.answers })
  return { id, suggestions: suggestKinds(input.answers) }
}

export const readVillage: Village['readVillage'] = async (ctx, input) => {
  const asOf = input.asOf ?? ctx.today
  const row = await villageOn(ctx, input.villageId, asOf)
  const rules = await countingRules(ctx)
  const version = (await versionsOf(ctx, row.id)).findLast((one) => one.valid_from <= asOf)
  const bases = (await store.basesOf(ctx, row.id)).filter((base) => base.as_of <= asOf).map(baseOf)
  const bodies = await bodiesOf(ctx, row.id)
  const survey = await store.latestSurvey(ctx, row.id, asOf)
  const answers = survey === null ? null : (survey.answers as Answers)
  const coops = await allCoops(ctx, { asOf, opinionsDate: rules.opinionsDate, unitId: row.id })
  const judged = (await judge(ctx, { rows: [row], asOf, counted: rules.countedStatuses }))(row)
  return {
    asOf,
    id: row.id,
    name: row.name,
    shortName: row.short_name,
    code: row.code,
    vintage: version?.vintage ?? null,
    town: { id: row.town_id, name: row.town_name },
    base: bases[0] ?? null,
    bases,
    branches: bodies.branches.map(({ id, name, founded_on: foundedOn }) => ({
      id,
      name,
      foundedOn,
    })),
    collectives: bodies.collectives.map(collectiveOut),
    industries: judged.industries.map((industry) => ({
      id: industry.id,
      industry: { id: industry.industry_id, name: industry.name },
      areaMu: industry.area_mu,
      households: industry.households,
      note: industry.note,
      validFrom: industry.valid_from,
    })),
    survey:
      survey === null || answers === null ? null : { surveyedOn: survey.surveyed_on, answers },
    suggestions: answers === null ? [] : suggestKinds(answers),
    cooperatives: coops.map(({ id, name, status }) => ({ id, name, status })),
    candidate: judged.candidate,
    reasons: [...judged.reasons],
  }
}
