import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { badInput, notFound } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { typedPinyin } from '../../../platform/pinyin.ts'
import type { divisionContract } from '../contract/divisions.ts'
import type { VillageBase } from '../model.ts'
import { judgeCandidate } from '../rules/villages.ts'
import { insertMany } from '../store/batch.ts'
import { villageIndustries } from '../store/catalogues.ts'
import type { VillageBaseRow, VillageIndustryRow } from '../store/tables.ts'
import * as store from '../store/villages.ts'
import { countingRules } from './counting.ts'
import { requireInside } from './inside.ts'

type Division = Verbs<typeof divisionContract, Ctx>

export const listVillages: Division['listVillages'] = async (ctx, input) => {
  const asOf = input.asOf ?? ctx.today
  const counted = (await countingRules(ctx)).countedStatuses
  const filter = { ...input, asOf, counted, pinyin: typedPinyin(input.q ?? '') }
  const rows = await store.villageRows(ctx, filter, input)
  const counts = await store.villageCounts(ctx, filter)
  const judged = await judge(ctx, { rows, asOf, counted })
  return {
    asOf,
    ...counts,
    total: counts.villages + counts.communities,
    countingRule: text(
      `截至 ${asOf} 存在的村级单位:${counts.villages} 个村(村委会)、${counts.communities} 个社区(居委会),按所选条件。`,
      `Village-level units in being on ${asOf} under the chosen filter: ${counts.villages} villages, ${counts.communities} communities.`,
    ),
    rows: rows.map((row) => {
      const { industries, candidate, reasons } = judged(row)
      return {
        id: row.id,
        level: row.level,
        code: row.code,
        name: row.name,
        shortName: row.short_name,
        town: { id: row.town_id, name: row.town_name },
        registeredHouseholds: row.registered_households,
        cooperatives: row.cooperatives,
        inPreparation: row.in_preparation,
        industries: industries.map(({ industry_id: id, name }) => ({ id, name })),
        candidate,
        reasons: [...reasons],
      }
    }),
  }
}

interface Judged {
  readonly industries: readonly (VillageIndustryRow & { name: string })[]
  readonly candidate: boolean
  readonly reasons: ReturnType<typeof judgeCandidate>['reasons']
}

/** Looks up what the candidate rule needs for the rows of a page. */
export async function judge(
  ctx: Ctx,
  page: {
    readonly rows: readonly Pick<
      store.VillageRow,
      'id' | 'town_id' | 'cooperatives' | 'in_preparation'
    >[]
    readonly asOf: LocalDate
    readonly counted: store.VillageFilter['counted']
  },
): Promise<(row: (typeof page.rows)[number]) => Judged> {
  const villageIds = page.rows.map((row) => row.id)
  const byVillage = Map.groupBy(
    await villageIndustries(ctx, { villageIds, asOf: page.asOf }),
    (industry) => industry.village_id,
  )
  const inTown = byVillage.size === 0 ? new Map() : await store.coopsByTownAndIndustry(ctx, page)
  return (row) => {
    const industries = byVillage.get(row.id) ?? []
    return {
      industries,
      ...judgeCandidate({
        cooperatives: row.cooperatives,
        inPreparation: row.in_preparation,
        industries: industries.map((industry) => ({
          name: industry.name,
          areaMu: industry.area_mu,
          households: industry.households,
          coopsInTown: Number(inTown.get(`${row.town_id}|${industry.industry_id}`) ?? 0),
        })),
      }),
    }
  }
}

export const recordVillageBases: Division['recordVillageBases'] = async (ctx, input) => {
  const faults = input.rows.flatMap((row, i) =>
    row.asOf > ctx.today
      ? [
          {
            path: `$.rows[${i}].asOf`,
            text: text('日期不能在今天之后', 'the date lies in the future'),
          },
        ]
      : [],
  )
  if (faults.length > 0) throw badInput(faults)
  await requireInside(ctx, input.unitId, {
    ids: input.rows.map((row) => row.villageId),
    kind: 'village',
  })
  await insertMany(
    ctx,
    'village_base',
    input.rows.map((row) => ({
      id: ctx.newId(),
      village_id: row.villageId,
      as_of: row.asOf,
      registered_households: row.registeredHouseholds,
      resident_households: row.residentHouseholds ?? null,
      collective_households: row.collectiveHouseholds ?? null,
      population: row.population ?? null,
      source: row.source,
      recorded_at: ctx.now,
    })),
  )
  const [only] = input.rows
  ctx.record({
    entity: 'village_base',
    id: input.rows.length === 1 && only !== undefined ? only.villageId : input.unitId,
    after: input.rows.length === 1 ? only : { rows: input.rows.length },
  })
  ctx.emit('villages.changed', { unitId: input.unitId })
  return { recorded: input.rows.length }
}

export const baseOf = (row: VillageBaseRow): VillageBase => ({
  asOf: row.as_of,
  registeredHouseholds: row.registered_households,
  residentHouseholds: row.resident_households,
  collectiveHouseholds: row.collective_households,
  population: row.population,
  source: row.source,
})

/** The newest household counts taken on or before the day; null when none was recorded. */
export async function villageBase(
  ctx: Ctx,
  villageId: AnyId,
  asOf?: LocalDate,
): Promise<VillageBase | null> {
  const rows = await store.basesOf(ctx, villageId)
  const row = rows.find((base) => base.as_of <= (asOf ?? ctx.today))
  return row === undefined ? null : baseOf(row)
}

/** One village as a list shows it, whoever asks; refuses when it is no village of the day. */
export async function villageOn(ctx: Ctx, id: AnyId, asOf: LocalDate): Promise<store.VillageRow> {
  const counted = (await countingRules(ctx)).countedStatuses
  const row = await store.villageById(ctx, id, { asOf, counted })
  if (row === null) throw notFound()
  return row
}
