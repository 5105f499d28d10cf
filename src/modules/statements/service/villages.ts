import type { AnyId } from '../../../kernel/id.ts'
import { type Fraction, fraction } from '../../../kernel/fraction.ts'
import { type Fen, fen, sumFen } from '../../../kernel/money.ts'
import { badInput, notFound } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import { actorName } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { type CoopFacts, cooperativesIn, listVillages } from '../../registry/index.ts'
import type { statementsContract } from '../contract.ts'
import type { IncomeAbout } from '../model/facts.ts'
import { doubling, incomeIncrease } from '../rules/unit-income.ts'
import { judged, type Reported, type VillageFigures } from '../rules/village.ts'
import {
  insertReported,
  reportedIncomes,
  type ReportedIncome,
  unitById,
  villagesInside,
} from '../store.ts'
import { type Evidence, evidenceOf } from './evidence.ts'

type VillageVerbs = Pick<
  Verbs<typeof statementsContract, Ctx>,
  'readVillageIncome' | 'recordVillageIncomes' | 'listVillageIncomes'
>

export const villageVerbs: VillageVerbs = {
  readVillageIncome: async (ctx, input) => {
    const { year } = input
    const baseYear = input.baseYear ?? year - 1
    const unit = await unitById(ctx, input.unitId)
    if (unit === null) throw notFound()
    const villages = await gathered(ctx, { ...input, baseYear, over: input.over })
    const stand = doubling({
      baseYear,
      year,
      zeroLine: input.zeroLine,
      units: villages.map(({ figures, id, name }) => ({
        id,
        name,
        ...judged(figures.collective, input.zeroLine),
      })),
    })
    const states = new Map(stand.villages.map((village) => [village.id, village]))
    return {
      unit: { id: unit.id, name: unit.name },
      year,
      baseYear,
      sentence: stand.sentence,
      counts: { ...stand.counts },
      collective: increaseOut(villages, { year, baseYear, about: 'collective', over: input.over }),
      households: increaseOut(villages, { year, baseYear, about: 'households', over: input.over }),
      villages: villages
        .map((village) => villageOut(village, states.get(village.id)))
        .filter(({ state }) => input.state === undefined || state === input.state),
    }
  },

  recordVillageIncomes: async (ctx, { unitId, rows }) => {
    const ids = [...new Set(rows.map(({ villageId }) => villageId))]
    const inside = await villagesInside(ctx, unitId, ids)
    const outside = rows.flatMap(({ villageId }, i) =>
      inside.has(villageId)
        ? []
        : [
            {
              path: `$.rows[${i}].villageId`,
              text: text('不是所选单位之内的村', 'is no village inside the chosen unit'),
            },
          ],
    )
    if (outside.length > 0) throw badInput(outside)
    const recordedBy = actorName(ctx)
    await insertReported(
      ctx,
      rows.map((row) => ({ ...row, id: ctx.newId(), recordedAt: ctx.now, recordedBy })),
    )
    ctx.record({
      entity: 'village_income',
      id: unitId,
      after: rows.length <= 50 ? { rows } : { rows: rows.length },
    })
    return { recorded: rows.length }
  },

  listVillageIncomes: async (ctx, { villageId }) => {
    const rows = await reportedIncomes(ctx, { villageIds: [villageId] })
    const seen = new Set<string>()
    return {
      rows: rows.map(({ villageId: _village, ...row }) => {
        const key = `${row.year} ${row.about}`
        const replaced = seen.has(key)
        seen.add(key)
        return { ...row, replaced }
      }),
    }
  },
}

interface Village {
  readonly id: AnyId
  readonly name: string
  readonly townName: string
  readonly coops: readonly CoopFacts[]
  readonly evidence: Evidence
  readonly figures: Readonly<Record<IncomeAbout, VillageFigures>>
  readonly claims: { readonly base: ReportedIncome | null; readonly current: ReportedIncome | null }
}

/** The villages of the unit with what the books prove and what people reported, for both years. */
async function gathered(
  ctx: Ctx,
  of: {
    readonly unitId: AnyId
    readonly year: number
    readonly baseYear: number
    readonly over: 'led' | 'all'
  },
): Promise<Village[]> {
  const coops = (await cooperativesIn(ctx, { unitId: of.unitId })).filter(({ counted }) => counted)
  const byVillage = Map.groupBy(coops, ({ villageId }) => villageId)
  const places = of.over === 'led' ? led(coops) : await everyVillage(ctx, of.unitId)
  const ids = coops.map(({ id }) => id)
  const now = await evidenceOf(ctx, ids, of.year)
  const before = await evidenceOf(ctx, ids, of.baseYear)
  const reported = await reportedIncomes(ctx, {
    villageIds: places.map(({ id }) => id),
    years: [of.year, of.baseYear],
  })
  const latest = new Map<string, ReportedIncome>()
  for (const row of reported) {
    const key = `${row.villageId} ${row.year} ${row.about}`
    if (!latest.has(key)) latest.set(key, row)
  }
  return places.map((place) => {
    const own = (byVillage.get(place.id) ?? []).map(({ id }) => id)
    const [current, base] = [now(own), before(own)]
    const claim = (year: number, about: IncomeAbout): ReportedIncome | null =>
      latest.get(`${place.id} ${year} ${about}`) ?? null
    const figures = (about: IncomeAbout, proven: (evidence: Evidence) => Fen): VillageFigures => ({
      base: { proven: base.kept ? proven(base) : null, reported: shown(claim(of.baseYear, about)) },
      current: {
        proven: current.kept ? proven(current) : null,
        reported: shown(claim(of.year, about)),
      },
    })
    return {
      ...place,
      coops: byVillage.get(place.id) ?? [],
      evidence: current,
      figures: {
        collective: figures('collective', ({ dividend, lease }) => fen(dividend + lease)),
        households: figures('households', ({ distributed, supplied }) =>
          fen(distributed + supplied),
        ),
      },
      claims: { base: claim(of.baseYear, 'collective'), current: claim(of.year, 'collective') },
    }
  })
}

const shown = (row: ReportedIncome | null): Reported | null =>
  row === null ? null : { amount: row.amount, mark: row.mark }

interface Place {
  readonly id: AnyId
  readonly name: string
  readonly townName: string
}

function led(coops: readonly CoopFacts[]): Place[] {
  const found = new Map<AnyId, Place>()
  for (const { villageId, villageName, townName } of coops) {
    found.set(villageId, { id: villageId, name: villageName, townName })
  }
  const order = ({ townName, name }: Place): string => `${townName}\u0000${name}`
  return [...found.values()].toSorted((a, b) => (order(a) < order(b) ? -1 : 1))
}

const PAGE = 500

async function everyVillage(ctx: Ctx, unitId: AnyId): Promise<Place[]> {
  const found: Place[] = []
  for (let offset = 0; ; offset += PAGE) {
    const { rows } = await listVillages(ctx, { sort: 'code', limit: PAGE, offset })
    for (const row of rows) found.push({ id: row.id, name: row.name, townName: row.town.name })
    if (rows.length < PAGE) break
  }
  const inside = await villagesInside(
    ctx,
    unitId,
    found.map(({ id }) => id),
  )
  return found.filter(({ id }) => inside.has(id))
}

/** 村均增收 or 户均增收, over a denominator that is named. */
function increaseOut(
  villages: readonly Village[],
  of: {
    readonly year: number
    readonly baseYear: number
    readonly about: IncomeAbout
    readonly over: 'led' | 'all'
  },
) {
  const { missing, denominator, ...increase } = incomeIncrease({
    baseYear: of.baseYear,
    year: of.year,
    units: villages.map(({ id, name, figures }) => ({
      id,
      name,
      ...judged(figures[of.about], null),
    })),
    denominator:
      of.about === 'households'
        ? {
            count: villages.reduce((sum, { evidence }) => sum + evidence.households, 0),
            name: text('入社农户', 'households that joined'),
            average: text('入社农户户均', 'per household that joined'),
          }
        : {
            count: villages.length,
            name:
              of.over === 'led'
                ? text('党支部领办合作社的村', 'villages with a branch-led co-op')
                : text('全部村', 'villages'),
            average: text('村集体村均', 'per village collective'),
          },
  })
  return {
    base: increase.base,
    current: increase.current,
    increase: increase.increase,
    count: denominator.count,
    perUnit: increase.perUnit,
    mark: increase.mark,
    formula: increase.formula,
    missing: missing.length,
    sentence: increase.sentence,
  }
}

function villageOut(
  village: Village,
  stand: ReturnType<typeof doubling>['villages'][number] | undefined,
) {
  const { evidence, figures } = village
  const { base, baseMark, current, currentMark } = judged(figures.collective, null)
  const { dividend, lease, distributed, supplied, households } = evidence
  return {
    villageId: village.id,
    name: village.name,
    townName: village.townName,
    coops: village.coops.map(({ id, name }) => ({ id, name })),
    state: stand?.state ?? ('no-figure' as const),
    target: stand?.target ?? null,
    progress: stand?.progress ?? null,
    evidence: { dividend, lease, total: sumFen([dividend, lease]) },
    base,
    baseMark,
    current,
    mark: currentMark,
    claims: { base: claimOut(village.claims.base), current: claimOut(village.claims.current) },
    households: {
      count: households,
      distributed,
      supplied,
      perHousehold: perHousehold(fen(distributed + supplied), households),
    },
  }
}

const perHousehold = (amount: Fen, households: number): Fraction | null =>
  households === 0 ? null : fraction(amount, households)

const claimOut = (row: ReportedIncome | null) =>
  row === null
    ? null
    : {
        amount: row.amount,
        mark: row.mark,
        source: row.source,
        recordedBy: row.recordedBy,
        recordedAt: row.recordedAt,
      }
