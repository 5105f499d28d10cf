import type { AnyId } from '../../../kernel/id.ts'
import { badInput, notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { lockFor } from '../../../platform/db.ts'
import type { unionContract } from '../contract/unions.ts'
import { proposeUnions as proposals } from '../rules/unions.ts'
import { insertMany, unitsInside } from '../store/batch.ts'
import { allCoops, openStatuses } from '../store/cooperatives.ts'
import * as store from '../store/unions.ts'
import { countingRules } from './counting.ts'
import { requireInside } from './inside.ts'

type Union = Verbs<typeof unionContract, Ctx>

/** Where three or more ordinary co-ops of one town and industry could form a union. */
export const proposeUnions: Union['proposeUnions'] = async (ctx, input) => {
  const asOf = input.asOf ?? ctx.today
  const rules = await countingRules(ctx)
  const coops = await allCoops(ctx, {
    asOf,
    opinionsDate: rules.opinionsDate,
    unitId: input.townId,
    statuses: ['registered'],
  })
  const unions = await store.unionsOfCoops(ctx, { coopIds: coops.map((coop) => coop.id), asOf })
  const byId = new Map(coops.map((coop) => [coop.id, coop]))
  const groups = proposals(
    coops.map((coop) => ({
      id: coop.id,
      name: coop.name,
      townId: coop.town_id,
      industryId: coop.industry_id,
      class: coop.class,
      status: coop.status,
      inUnion: unions.has(coop.id),
    })),
  )
  return {
    asOf,
    proposals: groups.flatMap(({ townId, industryId, members }) => {
      const first = byId.get(members[0]?.id as AnyId)
      if (first === undefined) return []
      const industry = { id: industryId as AnyId, name: first.industry_name ?? '' }
      return [
        {
          town: { id: townId as AnyId, name: first.town_name },
          industry,
          cooperatives: members.map((member) => ({
            id: member.id as AnyId,
            name: member.name,
            class: member.class,
          })),
          reasons: [
            text(
              `${first.town_name}有 ${members.length} 家${industry.name}合作社,产业相同、地域相近、均未加入联合社`,
              `${first.town_name} has ${members.length} co-ops of ${industry.name}: same industry, close together, none in a union`,
            ),
          ],
        },
      ]
    }),
  }
}

export const formPairing: Union['formPairing'] = async (ctx, input) => {
  const all = [input.leadId, ...input.followerIds]
  await requireInside(ctx, input.unitId, { ids: all, kind: 'coop' })
  await lockFor(ctx.tx, `pairings:${ctx.county}`)
  const known = await openStatuses(ctx, all)
  const faults = all.flatMap((id, i) =>
    known.has(id) && all.indexOf(id) === i
      ? []
      : [
          {
            path: i === 0 ? '$.leadId' : `$.followerIds[${i - 1}]`,
            text: text('须是不同的合作社,不含联合社', 'must be different co-ops, not unions'),
          },
        ],
  )
  if (input.from > ctx.today) {
    faults.push({
      path: '$.from',
      text: text('日期不能在今天之后', 'the date lies in the future'),
    })
  }
  if (faults.length > 0) throw badInput(faults)
  const taken = await store.pairedCoops(ctx, input.followerIds)
  if (taken.size > 0) {
    throw new Refusal(
      'conflict',
      text(
        `有 ${taken.size} 家合作社已在另一结对中被带动。`,
        `${taken.size} of the co-ops follow in another pairing already.`,
      ),
      { data: { coopIds: [...taken] } },
    )
  }
  const id: AnyId = ctx.newId()
  await insertMany(ctx, 'coop_pairing', [
    {
      id,
      lead_id: input.leadId,
      purpose: input.purpose,
      agreement: input.agreement,
      tasks: input.tasks,
      valid_from: input.from,
      valid_to: null,
      end_reason: null,
    },
  ])
  await insertMany(
    ctx,
    'coop_pairing_follower',
    input.followerIds.map((coopId) => ({ pairing_id: id, coop_id: coopId })),
  )
  ctx.record({ entity: 'coop_pairing', id, after: input })
  return { id }
}

export const endPairing: Union['endPairing'] = async (ctx, input) => {
  const pairing = await store.pairingById(ctx, input.pairingId)
  const inside =
    pairing !== null && (await unitsInside(ctx, input.unitId, [pairing.lead_id])).size > 0
  if (!inside) throw notFound()
  if (pairing.valid_to !== null)
    throw new Refusal('not_allowed_now', text('该结对已终止。', 'The pairing has ended.'))
  if (input.on <= pairing.valid_from || input.on > ctx.today) {
    throw badInput([
      {
        path: '$.on',
        text: text('须在结对之后、今天之前', 'must lie after the start and not in the future'),
      },
    ])
  }
  await store.endPairingRow(ctx, input.pairingId, input)
  ctx.record({
    entity: 'coop_pairing',
    id: input.pairingId,
    before: { leadId: pairing.lead_id },
    after: { endedOn: input.on, reason: input.reason },
  })
  return { id: input.pairingId }
}

export const listPairings: Union['listPairings'] = async (ctx, input) => {
  const asOf = input.asOf ?? ctx.today
  const rows = await store.pairingsOf(ctx, { asOf, coopId: input.coopId })
  const all = await store.followers(
    ctx,
    rows.map((row) => row.id),
    asOf,
  )
  const byPairing = Map.groupBy(all, (follower) => follower.pairing_id)
  return {
    asOf,
    pairings: rows.map((row) => ({
      id: row.id,
      lead: { id: row.lead_id, name: row.lead_name },
      purpose: row.purpose,
      agreement: row.agreement,
      tasks: row.tasks,
      validFrom: row.valid_from,
      validTo: row.valid_to,
      endReason: row.end_reason,
      followers: (byPairing.get(row.id) ?? []).map((follower) => ({
        id: follower.coop_id,
        name: follower.name,
        class: follower.class,
      })),
    })),
  }
}
