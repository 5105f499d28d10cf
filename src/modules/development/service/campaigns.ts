import { dayNumber } from '../../../kernel/date.ts'
import type { Id } from '../../../kernel/id.ts'
import { badInput, type Fault, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { cooperativesIn } from '../../registry/index.ts'
import type { classVerbs } from '../contract/classes.ts'
import { CLASSES, type CoopClass } from '../model.ts'
import { campaignCoops, campaignRows, closeCampaignRow, insertCampaign } from '../store/classes.ts'
import { planCounts } from '../store/plans.ts'
import { cohortsOf, inCohort } from './proposals.ts'

type CampaignVerbs = Pick<
  Verbs<typeof classVerbs, Ctx>,
  'startClassCampaign' | 'closeClassCampaign' | 'listClassCampaigns'
>

/** Up: towards 示范引领型. A co-op without a class on one of the two days moved nowhere. */
function moved(
  before: CoopClass | null,
  now: CoopClass | null,
): 'up' | 'down' | 'same' | 'unclassed' {
  if (before === null || now === null) return before === now ? 'unclassed' : 'same'
  const by = CLASSES.indexOf(before) - CLASSES.indexOf(now)
  return by > 0 ? 'up' : by < 0 ? 'down' : 'same'
}

export const campaignVerbs: CampaignVerbs = {
  startClassCampaign: async (ctx, { title, cohort, baselineOn, endsOn, document }) => {
    const faults: Fault[] = []
    if (baselineOn > ctx.today) {
      faults.push({
        path: '$.baselineOn',
        text: text('日期不能在今天之后', 'the date lies in the future'),
      })
    }
    if (endsOn <= baselineOn) {
      faults.push({
        path: '$.endsOn',
        text: text('须在基线日之后', 'must lie after the day of the baseline'),
      })
    }
    if (faults.length > 0) throw badInput(faults)
    const now = await cooperativesIn(ctx, { counted: true })
    const then = new Map(
      (await cooperativesIn(ctx, { asOf: baselineOn })).map((coop) => [coop.id, coop.class]),
    )
    const cohorts = await cohortsOf(ctx, now)
    const coops = now.filter(({ id }) => inCohort(cohorts.get(id), cohort))
    if (coops.length === 0) {
      throw new Refusal(
        'not_allowed_now',
        text('这一批次没有合作社。', 'There is no co-op in this cohort.'),
      )
    }
    const id = ctx.newId()
    await insertCampaign(
      ctx,
      { id, title, cohort, baseline_on: baselineOn, ends_on: endsOn, document },
      coops.map((coop) => ({
        coop_id: coop.id as Id<'unit'>,
        class: then.get(coop.id) ?? null,
      })),
    )
    ctx.record({
      entity: 'class_campaign',
      id,
      after: { title, cohort, baselineOn, endsOn, document, coops: coops.length },
    })
    return { campaignId: id, coops: coops.length }
  },

  closeClassCampaign: async (ctx, { campaignId, note }) => {
    if (!(await closeCampaignRow(ctx, { id: campaignId, note }))) {
      throw new Refusal(
        'not_allowed_now',
        text('没有这项正在开展的提升行动。', 'There is no open campaign of that id.'),
      )
    }
    ctx.record({ entity: 'class_campaign', id: campaignId, after: { closedOn: ctx.today, note } })
    return {}
  },

  listClassCampaigns: async (ctx) => {
    const coops = new Map((await cooperativesIn(ctx)).map((coop) => [coop.id, coop]))
    const plans = await planCounts(ctx, [...coops.keys()])
    const members = Map.groupBy(await campaignCoops(ctx), (row) => row.campaign_id)
    return {
      campaigns: (await campaignRows(ctx)).map((row) => {
        const own = (members.get(row.id) ?? []).flatMap((member) => {
          const coop = coops.get(member.coop_id)
          if (coop === undefined) return []
          return [
            {
              id: coop.id,
              name: coop.name,
              town: coop.townName,
              before: member.class,
              now: coop.class,
              planned: plans.has(coop.id),
            },
          ]
        })
        const ways = own.map(({ before, now }) => moved(before, now))
        const count = (way: ReturnType<typeof moved>): number =>
          ways.filter((each) => each === way).length
        return {
          campaignId: row.id,
          title: row.title,
          cohort: row.cohort,
          baselineOn: row.baseline_on,
          endsOn: row.ends_on,
          document: row.document,
          closedOn: row.closed_on,
          closeNote: row.close_note,
          daysLeft: dayNumber(row.ends_on) - dayNumber(ctx.today),
          coops: own,
          up: count('up'),
          down: count('down'),
          same: count('same'),
          unclassed: count('unclassed'),
        }
      }),
    }
  },
}
