import type { AnyId, Id } from '../../../kernel/id.ts'
import { badInput, notFound, Refusal } from '../../../kernel/refusal.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { lockFor } from '../../../platform/db.ts'
import { listIndustries } from '../../registry/index.ts'
import type { resourceVerbs as contract } from '../contract/resources.ts'
import type { Resource } from '../model.ts'
import { matchesFor } from '../rules/match.ts'
import { helpersOf, unitHeads } from '../store/helpers.ts'
import * as store from '../store/resources.ts'
import { refused } from './ground.ts'

type Industries = ReadonlyMap<AnyId, Text>

async function industryNames(ctx: Ctx): Promise<Industries> {
  const { industries } = await listIndustries(ctx, {})
  return new Map(industries.map(({ id, name }) => [id, name]))
}

const shown = (row: store.ResourceRow, industries: Industries) => ({
  resourceId: row.id,
  side: row.side,
  kind: row.kind,
  unit: { id: row.unit_id, name: row.unit_name },
  helper: row.helper_id === null ? null : { id: row.helper_id, name: row.helper_name ?? '' },
  industry:
    row.industry_id === null
      ? null
      : { id: row.industry_id, name: { ...(industries.get(row.industry_id) ?? text('', '')) } },
  title: row.title,
  detail: row.detail,
  from: row.from_on,
  until: row.until_on,
  closedOn: row.closed_on,
  closedWhy: row.closed_why,
  by: row.recorded_by,
  matched: row.matched,
})

const resourceOf = (row: store.ResourceRow): Resource => ({
  id: row.id,
  side: row.side,
  kind: row.kind,
  unitId: row.unit_id,
  above: row.ancestors,
  industryId: row.industry_id,
  from: row.from_on,
  until: row.until_on,
})

/** An offer or need of this unit that is open. */
async function openResource(
  ctx: Ctx,
  of: { readonly unitId: AnyId; readonly id: AnyId },
): Promise<store.ResourceRow> {
  const row = await store.resourceRow(ctx, of.id)
  if (row === null || row.unit_id !== of.unitId) throw notFound()
  if (row.closed_on !== null) throw refused('已经撤下。', 'It is closed already.')
  return row
}

export const resourceVerbs: Verbs<typeof contract, Ctx> = {
  saveResource: async (ctx, { unitId, helperId, industryId, until, ...given }) => {
    if ((await unitHeads(ctx, [unitId])).get(unitId) === undefined) throw notFound()
    if (until !== null && until < ctx.today) {
      const said = text('不能早于今天', 'must not be before today')
      throw badInput([{ path: '$.until', text: said }])
    }
    if (helperId !== null && (await helpersOf(ctx, [helperId])).length === 0) throw notFound()
    if (industryId !== null && !(await industryNames(ctx)).has(industryId)) {
      throw badInput([{ path: '$.industryId', text: text('没有这个产业', 'no such industry') }])
    }
    const id = ctx.newId()
    await store.insertResource(ctx, {
      ...given,
      id,
      unit_id: unitId as Id<'unit'>,
      helper_id: helperId,
      industry_id: industryId,
      from_on: ctx.today,
      until_on: until,
    })
    const { side, kind, title } = given
    ctx.record({ entity: 'help_resource', id, after: { side, kind, title } })
    return { resourceId: id }
  },

  closeResource: async (ctx, { unitId, resourceId, why }) => {
    const row = await openResource(ctx, { unitId, id: resourceId })
    if (row.matched > 0) {
      throw refused('还有未办结的对接,请先登记结果。', 'End its matches first.')
    }
    await store.closeResource(ctx, resourceId, why)
    ctx.record({ entity: 'help_resource', id: resourceId, after: { closed: why } })
    return {}
  },

  listResources: async (ctx, { unitId, side, kind, open, limit, offset }) => {
    const all = await store.resourceRows(ctx, { unitId, side: undefined, kind, open })
    const rows = all.filter((row) => side === undefined || row.side === side)
    const industries = await industryNames(ctx)
    return {
      total: rows.length,
      offers: all.filter((row) => row.side === 'offer').length,
      needs: all.filter((row) => row.side === 'need').length,
      rows: rows.slice(offset, offset + limit).map((row) => shown(row, industries)),
    }
  },

  proposeMatches: async (ctx, { unitId, resourceId }) => {
    const need = await store.resourceRow(ctx, resourceId)
    if (need === null || need.unit_id !== unitId || need.side !== 'need') throw notFound()
    const offers = await store.openOffers(ctx, need.kind)
    const byId = new Map(offers.map((row) => [row.id, row]))
    const industries = await industryNames(ctx)
    const matches = await store.matchesOf(ctx, resourceId)
    const agreed = new Set(
      matches.filter(({ ended_on: on }) => on === null).map((match) => match.offer_id),
    )
    const found = matchesFor(resourceOf(need), offers.map(resourceOf), ctx.today)
    const matched = await Promise.all(
      matches.map(async (match) => ({
        match,
        offer: await store.resourceRow(ctx, match.offer_id),
      })),
    )
    return {
      need: shown(need, industries),
      proposals: found.slice(0, 50).flatMap(({ offer, reasons }) => {
        const row = byId.get(offer.id)
        if (row === undefined) return []
        return [
          {
            offer: shown(row, industries),
            reasons: reasons.map((one) => ({ ...one })),
            agreed: agreed.has(row.id),
          },
        ]
      }),
      matches: matched.map(({ match, offer }) => ({
        matchId: match.id,
        offer: { id: match.offer_id, name: offer?.title ?? '' },
        unit: { id: offer?.unit_id ?? match.offer_id, name: offer?.unit_name ?? '' },
        on: match.on_date,
        note: match.note,
        endedOn: match.ended_on,
        outcome: match.outcome,
        result: match.result,
      })),
    }
  },

  agreeMatch: async (ctx, { unitId, needId, offerId, note }) => {
    const need = await openResource(ctx, { unitId, id: needId })
    const offer = await store.resourceRow(ctx, offerId)
    const fits =
      need.side === 'need' &&
      offer !== null &&
      offer.side === 'offer' &&
      offer.closed_on === null &&
      matchesFor(resourceOf(need), [resourceOf(offer)], ctx.today).length > 0
    if (!fits) throw refused('该资源不适合或已撤下。', 'The offer does not fit, or is closed.')
    await lockFor(ctx.tx, `help-match:${needId}`)
    const open = (await store.matchesOf(ctx, needId)).filter((match) => match.ended_on === null)
    if (open.some((match) => match.offer_id === offerId)) {
      throw new Refusal('conflict', text('已经确认对接。', 'They are matched already.'))
    }
    const id = ctx.newId()
    await store.insertMatch(ctx, { id, offer_id: offerId, need_id: needId, note })
    ctx.record({ entity: 'help_match', id, after: { needId, offerId } })
    return { matchId: id }
  },

  endMatch: async (ctx, { unitId, matchId, outcome, result }) => {
    const match = await store.matchRow(ctx, matchId)
    const need = match === null ? null : await store.resourceRow(ctx, match.need_id)
    if (match === null || need?.unit_id !== unitId) throw notFound()
    await store.endMatch(ctx, { id: matchId, outcome, result })
    ctx.record({ entity: 'help_match', id: matchId, after: { outcome, result } })
    return {}
  },
}
