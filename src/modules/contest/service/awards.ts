import { addMonths } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { badInput, notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { contestContract } from '../contract.ts'
import type { StarRules } from '../model.ts'
import { SHIPPED_STARS, starsAfter } from '../rules/stars.ts'
import * as store from '../store/awards.ts'
import { contestRow, setupOf, unitNames } from '../store/editions.ts'
import { bodyOf, resultsOf } from '../store/judging.ts'
import { lockContest, notNow } from './ground.ts'

type Contract = typeof contestContract
type AwardVerbs = Pick<
  Verbs<Contract, Ctx>,
  | 'giveAward'
  | 'endAward'
  | 'proposeStars'
  | 'giveStars'
  | 'readStarRules'
  | 'saveStarRules'
  | 'listAwards'
>

async function rulesOf(ctx: Ctx) {
  const saved = await store.starRulesOn(ctx, ctx.today)
  return saved === null
    ? { version: 0, from: null, rules: SHIPPED_STARS, reason: '' }
    : {
        version: saved.version,
        from: saved.valid_from,
        rules: saved.rules as StarRules,
        reason: saved.reason,
      }
}

/** Stars that run on the county's day; expired ones are none. */
async function starsOf(
  ctx: Ctx,
  unitId: AnyId,
  { rules, lock }: { readonly rules: StarRules; readonly lock: boolean },
) {
  const [open] = await store.openAwards(ctx, { kind: 'star', unitId, lock })
  const runs = open !== undefined && addMonths(open.valid_from, rules.months) > ctx.today
  return { open: open ?? null, stars: runs ? (open.stars ?? 0) : 0 }
}

/** What the rules make of the places of a published contest, unit by unit. */
async function proposal(ctx: Ctx, contestId: AnyId, lock: boolean) {
  const { rules } = await rulesOf(ctx)
  const last = (await resultsOf(ctx, contestId)).at(-1)
  if (last === undefined) throw notNow('还没有结果。', 'There is no result.')
  const rows = bodyOf(last)
  const proposed = []
  for (const { unitId, name, place, vetoes } of rows) {
    const { open, stars } = await starsOf(ctx, unitId as AnyId, { rules, lock })
    const standing = { place, units: rows.length, vetoed: vetoes.length > 0, stars }
    const after = starsAfter(standing, rules)
    proposed.push({ unit: { id: unitId as AnyId, name }, place, before: stars, after, open })
  }
  return { rules, rows: proposed }
}

export const awardVerbs: AwardVerbs = {
  giveAward: async (ctx, { unitId, kind, title, contestId, document, reason, from }) => {
    if (from > ctx.today) {
      throw badInput([{ path: '$.from', text: text('不能晚于今天', 'lies in the future') }])
    }
    if (contestId !== null) {
      const row = await contestRow(ctx, contestId, false)
      if (row === null) throw notFound()
      if (row.state !== 'published') {
        throw notNow('评比结果还没有公布。', 'The result is not published yet.')
      }
    }
    const [holder] =
      kind === 'rotating_flag' ? await store.openAwards(ctx, { kind, title, lock: true }) : []
    if (holder?.unit_id === unitId) {
      throw new Refusal('conflict', text('该旗已在本单位。', 'The unit holds this flag already.'))
    }
    if (holder !== undefined && holder.valid_from > from) {
      const said = text('早于上一次授旗', 'before the flag was given last')
      throw badInput([{ path: '$.from', text: said }])
    }
    if (holder !== undefined) {
      await store.endAward(ctx, { id: holder.id, on: from, why: '流动到其他单位' })
    }
    const awardId = ctx.newId()
    await store.insertAward(ctx, {
      id: awardId,
      unit_id: unitId,
      kind,
      title,
      stars: null,
      contest_id: contestId,
      document,
      reason,
      valid_from: from,
    })
    ctx.record({ entity: 'award', id: awardId, after: { unitId, kind, title, document, from } })
    const names = await unitNames(ctx, holder === undefined ? [] : [holder.unit_id])
    const takenFrom =
      holder === undefined ? null : { id: holder.unit_id, name: names.get(holder.unit_id) ?? '' }
    return { awardId, takenFrom }
  },

  endAward: async (ctx, { unitId, awardId, on, why }) => {
    const row = await store.awardRow(ctx, { unitId, id: awardId })
    if (row === null) throw notFound()
    if (row.valid_to !== null) throw notNow('已经收回。', 'It was taken back already.')
    if (on < row.valid_from || on > ctx.today) {
      const said = text('在授予之后、今天之前', 'between the day it was given and today')
      throw badInput([{ path: '$.on', text: said }])
    }
    await store.endAward(ctx, { id: awardId, on, why })
    ctx.record({ entity: 'award', id: awardId, after: { ended: on, why } })
    return {}
  },

  proposeStars: async (ctx, { contestId }) => {
    const row = await contestRow(ctx, contestId, false)
    if (row === null) throw notFound()
    if (row.state !== 'published') throw notNow('结果还没有公布。', 'It is not published yet.')
    const { rows } = await proposal(ctx, contestId, false)
    return {
      given: await store.starsGiven(ctx, contestId),
      rows: rows.map(({ unit, place, before, after }) => ({ unit, place, before, after })),
    }
  },

  giveStars: async (ctx, { contestId, document, from }) => {
    await lockContest(ctx, contestId, ['published'])
    if (await store.starsGiven(ctx, contestId)) {
      throw new Refusal('conflict', text('本次评比已经晋星。', 'Stars were given already.'))
    }
    if (from > ctx.today) {
      throw badInput([{ path: '$.from', text: text('不能晚于今天', 'lies in the future') }])
    }
    const { setup } = await setupOf(ctx, contestId)
    const { rules, rows } = await proposal(ctx, contestId, true)
    const changed = rows.filter(({ before, after, open }) => before !== after || open !== null)
    for (const { unit, place, before, after, open } of changed) {
      if (open !== null && open.valid_from > from) {
        throw badInput([
          { path: '$.from', text: text('早于现有星级的日期', 'before the stars held now') },
        ])
      }
      const why = `${setup.title}第 ${place} 名:${before} 星变为 ${after} 星`
      if (open !== null) await store.endAward(ctx, { id: open.id, on: from, why })
      if (after === 0) continue
      await store.insertAward(ctx, {
        id: ctx.newId(),
        unit_id: unit.id,
        kind: 'star',
        title: `${'一二三四五'[after - 1] ?? ''}星`,
        stars: after,
        contest_id: contestId,
        document,
        reason: why,
        valid_from: from,
      })
    }
    ctx.record({
      entity: 'contest',
      id: contestId,
      after: {
        stars: changed.map(({ unit, before, after }) => `${unit.name} ${before}→${after}`),
        rules,
        document,
      },
    })
    return { changed: changed.length }
  },

  readStarRules: (ctx) => rulesOf(ctx),

  saveStarRules: async (ctx, { rules, from, reason }) => {
    const before = await rulesOf(ctx)
    const version = await store.insertStarRules(ctx, { rules, from, reason })
    ctx.record({ entity: 'award_rules', id: String(version), before: before.rules, after: rules })
    return { version }
  },

  listAwards: async (ctx, input) => {
    const { rules } = await rulesOf(ctx)
    const rows = (await store.awardRows(ctx, input)).filter(
      (row) => input.past || row.valid_to === null,
    )
    return {
      total: rows.length,
      rows: rows
        .slice(input.offset, input.offset + input.limit)
        .map((row) => awardOut(ctx, row, rules)),
    }
  },
}

/** An award as lists show it. */
function awardOut(ctx: Ctx, row: store.ListedAward, rules: StarRules) {
  const expired = row.stars !== null && addMonths(row.valid_from, rules.months) <= ctx.today
  return {
    awardId: row.id,
    unit: { id: row.unit_id, name: row.unit_name },
    kind: row.kind,
    title: row.title,
    stars: row.stars,
    contestId: row.contest_id,
    contest: row.contest_title,
    document: row.document,
    reason: row.reason,
    from: row.valid_from,
    to: row.valid_to,
    endedWhy: row.ended_why,
    holds: row.valid_from <= ctx.today && row.valid_to === null && !expired,
    expired: row.valid_to === null && expired,
    by: row.recorded_by,
  }
}
