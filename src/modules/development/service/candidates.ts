import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { listCooperatives } from '../../registry/index.ts'
import { type RegisterSums, registerTotals } from '../../shares/index.ts'
import type { DevelopmentRules } from '../model.ts'
import { borderKey, type Candidate, type Ground } from '../rules/matching.ts'
import { borderRows } from '../store/matching.ts'
import { placesOf } from '../store/places.ts'

const PAGE = 500

/** Every counted co-op the actor reaches on a day, as the registry lists it. */
export async function listedCoops(
  ctx: Ctx,
  filter: { readonly unitId?: AnyId | undefined; readonly asOf?: LocalDate } = {},
) {
  const rows = []
  for (let offset = 0; ; offset += PAGE) {
    const page = await listCooperatives(ctx, {
      status: 'counted',
      sort: 'name',
      limit: PAGE,
      offset,
      ...(filter.unitId === undefined ? {} : { unitId: filter.unitId }),
      ...(filter.asOf === undefined ? {} : { asOf: filter.asOf }),
    })
    rows.push(...page.rows)
    if (page.rows.length === 0 || rows.length >= page.total) return rows
  }
}

export type ListedCoop = Awaited<ReturnType<typeof listedCoops>>[number]
export type UnionCandidate = Candidate & { readonly inUnion: boolean }

/** The registers of these co-ops in sums, by co-op. */
export async function sumsOf(
  ctx: Ctx,
  coopIds: readonly AnyId[],
  asOf: LocalDate = ctx.today,
): Promise<Map<AnyId, RegisterSums>> {
  const sums = await registerTotals(ctx, { asOf, coopIds })
  return new Map(sums.map((sum) => [sum.coopId, sum]))
}

/** The co-ops that could be matched, with all that points are given for, and the county's terms. */
export async function candidatesOf(
  ctx: Ctx,
  { unitId, rules }: { readonly unitId: AnyId | undefined; readonly rules: DevelopmentRules },
): Promise<{ readonly ground: Ground; readonly coops: readonly UnionCandidate[] }> {
  const rows = await listedCoops(ctx, { unitId })
  const ids = rows.map(({ id }) => id)
  const sums = await sumsOf(ctx, ids)
  const places = await placesOf(ctx, ids)
  const borders = await borderRows(ctx)
  return {
    ground: {
      terms: rules.pairing,
      borders: new Set(borders.map((row) => borderKey(row.town_id, row.other_id))),
    },
    coops: rows
      .filter(({ status }) => status === 'registered')
      .map((row) => ({
        id: row.id,
        name: row.name,
        villageId: row.village.id,
        townId: row.town.id,
        townName: row.town.name,
        industryId: row.industry?.id ?? null,
        industry: row.industry?.name ?? null,
        kind: row.mainKind,
        class: row.class,
        members: sums.get(row.id)?.members ?? null,
        place: places.get(row.id) ?? null,
        inUnion: row.unions.length > 0,
      })),
  }
}

/** A co-op as proposals show it. */
export const cardOf = (coop: Candidate) => ({
  id: coop.id,
  name: coop.name,
  town: coop.townName,
  industry: coop.industry,
  class: coop.class,
  members: coop.members,
})
