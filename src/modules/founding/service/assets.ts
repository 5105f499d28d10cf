import { badInput, type Fault, notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { listVillages } from '../../registry/index.ts'
import type { foundingContract } from '../contract.ts'
import { micro, sayMicro, suits, utilisation } from '../rules/assets.ts'
import * as store from '../store/assets.ts'
import { unitHead } from '../store/projects.ts'
import { loadFounding, mustRun } from './view.ts'

type AssetVerbs = Pick<
  Verbs<typeof foundingContract, Ctx>,
  | 'recordAssets'
  | 'changeAsset'
  | 'endAsset'
  | 'matchAsset'
  | 'suggestAssets'
  | 'listAssets'
  | 'assetRollUp'
  | 'assetCandidates'
>

const TOO_IDLE = text('闲置数不能超过总数', 'no more can lie idle than there is')
const EVERYTHING = { limit: 100_000, offset: 0 }

const shown = (row: store.ReadAsset) => ({
  assetId: row.id,
  village: { id: row.village_id, name: row.village_name },
  kind: row.kind,
  name: row.name,
  owner: row.owner as 'other',
  ownerName: row.owner_name,
  quantity: sayMicro(micro(row.quantity)),
  measure: row.measure,
  place: row.place,
  note: row.note,
  idle: sayMicro(micro(row.idle)),
  usedFor: row.used_for,
  since: row.since,
  utilisation: utilisation(micro(row.quantity), micro(row.idle)),
  projects: row.matches.map(({ projectId, name, quantity }) => ({
    projectId,
    name,
    quantity: sayMicro(micro(quantity)),
  })),
})

const summed = (row: store.AssetSum) => ({
  kind: row.kind,
  measure: row.measure,
  assets: row.assets,
  quantity: sayMicro(micro(row.quantity)),
  idle: sayMicro(micro(row.idle)),
  utilisation: utilisation(micro(row.quantity), micro(row.idle)),
})

const matchedOf = (row: store.ReadAsset): bigint =>
  row.matches.reduce((all, { quantity }) => all + micro(quantity), 0n)

export const assetVerbs: AssetVerbs = {
  recordAssets: async (ctx, { villageId, rows }) => {
    if ((await unitHead(ctx, villageId))?.kind !== 'village') throw notFound()
    const faults = rows.flatMap(({ idle, quantity }, i): Fault[] =>
      micro(idle) > micro(quantity) ? [{ path: `$.rows[${i}].idle`, text: TOO_IDLE }] : [],
    )
    if (faults.length > 0) throw badInput(faults)
    const assets = rows.map(({ ownerName, ...row }) => ({
      ...row,
      id: ctx.newId(),
      owner_name: ownerName,
    }))
    await store.insertAssets(ctx, villageId, assets)
    ctx.record({ entity: 'village_asset', id: villageId, after: { recorded: rows.length } })
    return { ids: assets.map(({ id }) => id) }
  },

  changeAsset: async (ctx, { villageId, assetId, idle, usedFor }) => {
    const asset = await store.assetRow(ctx, { villageId, id: assetId })
    if (asset === null) throw notFound()
    if (micro(idle) > micro(asset.quantity)) throw badInput([{ path: '$.idle', text: TOO_IDLE }])
    if (!(await store.insertState(ctx, { id: assetId, idle, usedFor }))) {
      throw new Refusal(
        'conflict',
        text('今天已经更新过,请明天再改。', 'It was updated today already.'),
      )
    }
    ctx.record({ entity: 'village_asset', id: assetId, after: { idle, usedFor } })
    return {}
  },

  endAsset: async (ctx, { villageId, assetId, why }) => {
    if ((await store.assetRow(ctx, { villageId, id: assetId })) === null) throw notFound()
    await store.endAssetRow(ctx, assetId, why)
    ctx.record({ entity: 'village_asset', id: assetId, after: { ended: ctx.today, why } })
    return {}
  },

  matchAsset: async (ctx, { projectId, assetId, quantity, note }) => {
    const founding = await loadFounding(ctx, projectId, true)
    mustRun(founding)
    const villageId = founding.project.village_id
    if ((await store.assetRow(ctx, { villageId, id: assetId })) === null) throw notFound()
    const rows = await store.assetRows(ctx, { unitId: villageId }, EVERYTHING)
    const asset = rows.find(({ id }) => id === assetId)
    if (asset === undefined) throw notFound()
    const others = asset.matches.filter((match) => match.projectId !== projectId)
    const taken = others.reduce((all, match) => all + micro(match.quantity), 0n)
    const left = micro(asset.idle) - taken - micro(quantity)
    if (left < 0n) {
      const most = sayMicro(micro(asset.idle) - taken > 0n ? micro(asset.idle) - taken : 0n)
      const said = text(`最多还可配 ${most} ${asset.measure}`, `at most ${most} ${asset.measure}`)
      throw badInput([{ path: '$.quantity', text: said }])
    }
    const none = micro(quantity) === 0n
    await store.saveMatch(ctx, { assetId, projectId, quantity: none ? null : quantity, note })
    ctx.record({ entity: 'founding_project', id: projectId, after: { assetId, quantity } })
    return { left: sayMicro(left) }
  },

  suggestAssets: async (ctx, { projectId }) => {
    const { project } = await loadFounding(ctx, projectId)
    const rows = await store.assetRows(ctx, { unitId: project.village_id }, EVERYTHING)
    const all = rows.map((row) => {
      const own = row.matches.find((match) => match.projectId === projectId)
      const reason = suits(project.main_kind, row.kind)
      const free = micro(row.idle) - matchedOf(row)
      return {
        ...shown(row),
        free: sayMicro(free > 0n ? free : 0n),
        matched: sayMicro(micro(own?.quantity ?? '0')),
        suits: reason !== null && micro(row.idle) > 0n,
        reason: reason === null ? null : { ...reason },
      }
    })
    // What suits comes first; sorting keeps the order within.
    return { rows: all.toSorted((a, b) => Number(b.suits) - Number(a.suits)) }
  },

  listAssets: async (ctx, { limit, offset, ...filter }) => {
    const rows = await store.assetRows(ctx, filter, { limit, offset })
    return {
      total: rows[0]?.total ?? 0,
      sums: (await store.assetSums(ctx, filter, 'all')).map(summed),
      rows: rows.map(shown),
    }
  },

  assetRollUp: async (ctx, { by, unitId }) => ({
    rows: (await store.assetSums(ctx, { unitId }, by)).flatMap((row) =>
      row.unit_id === null
        ? []
        : [{ unit: { id: row.unit_id, name: row.unit_name ?? '' }, ...summed(row) }],
    ),
  }),

  assetCandidates: async (ctx, { industry, limit, offset }) => {
    const villages = await listVillages(ctx, {
      sort: 'name',
      limit: EVERYTHING.limit,
      offset: 0,
      ...(industry === undefined ? {} : { industry }),
    })
    const sums = Map.groupBy(
      await store.assetSums(ctx, { idle: true }, 'village'),
      (sum) => sum.unit_id,
    )
    const found = villages.rows.flatMap((village) => {
      const idle = sums.get(village.id) ?? []
      if (idle.length === 0) return []
      return [
        {
          village: { id: village.id, name: village.name },
          cooperatives: village.cooperatives,
          idle: idle.map((sum) => ({
            kind: sum.kind,
            measure: sum.measure,
            quantity: sayMicro(micro(sum.idle)),
          })),
        },
      ]
    })
    return { total: found.length, rows: found.slice(offset, offset + limit) }
  },
}
