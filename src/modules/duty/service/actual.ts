import { must } from '../../../kernel/assert.ts'
import { date, type LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { type Fen, fen } from '../../../kernel/money.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { listFoundings } from '../../founding/index.ts'
import { placesIn, tableOf } from '../../indicator/index.ts'
import { cooperativesIn } from '../../registry/index.ts'
import type { Actual } from '../model.ts'
import type { ProofRow } from '../store/plans.ts'

/* What records say about towns in a year: registry, foundings, and the facts of the figures. */

const within = (on: LocalDate | null, year: number): boolean =>
  on?.startsWith(String(year)) === true

/** The facts that are counted as investment in place: contributions paid in and support received in the year. */
const INVESTED = ['new-contributions', 'support-received'] as const

/**
 * Contributions paid in and support received in a year, by unit, in fen: as the rows of these two facts say. Empty for
 * a year that has not begun.
 */
async function investedOf(
  ctx: Ctx,
  of: { readonly year: number; readonly around: AnyId | null },
): Promise<Map<AnyId, Fen>> {
  if (date(`${of.year}-01-01`) > ctx.today) return new Map()
  const { table } = await tableOf(
    ctx,
    { period: String(of.year), live: true },
    {
      wanted: of.around === null ? { kind: 'town' } : { around: of.around },
      families: ['contribution', 'support'],
    },
  )
  const places = placesIn(table)
  const at = INVESTED.map((id) => must(places.at.get(id), id))
  return new Map(
    table.units.map((unit) => [
      unit.unitId,
      fen(at.reduce((sum, place) => sum + (unit.values[place] ?? 0n), 0n)),
    ]),
  )
}

/** Rows of the towns of a county, read once for all of them. */
export interface Ground {
  readonly year: number
  readonly coops: Awaited<ReturnType<typeof cooperativesIn>>
  readonly foundings: Awaited<ReturnType<typeof listFoundings>>['rows']
  readonly invested: ReadonlyMap<AnyId, Fen>
}

/** What is known of a year in one town, or (without one) in every town the caller reaches. */
export async function groundOf(ctx: Ctx, year: number, townId: AnyId | null): Promise<Ground> {
  const at = townId === null ? {} : { unitId: townId }
  const coops = await cooperativesIn(ctx, { ...at, counted: true })
  const { rows } = await listFoundings(ctx, {
    ...at,
    state: 'all',
    limit: 1_000_000,
    offset: 0,
  })
  return {
    year,
    coops: coops.filter(({ registeredOn }) => within(registeredOn, year)),
    foundings: rows.filter(({ startedOn }) => within(startedOn, year)),
    invested: await investedOf(ctx, { year, around: townId }),
  }
}

/** Of the ground what concerns a town; `villages` are its own. */
export function actualOf(
  ground: Ground,
  of: {
    readonly townId: AnyId
    readonly villages: ReadonlySet<AnyId>
    readonly proofs: readonly ProofRow[]
  },
): Actual {
  return {
    coops: ground.coops
      .filter(({ townId }) => townId === of.townId)
      .flatMap(({ id, name, villageId, industryId, registeredOn }) =>
        registeredOn === null ? [] : [{ id, name, villageId, industryId, registeredOn }],
      ),
    foundings: ground.foundings
      .filter(({ village }) => of.villages.has(village.id))
      .map((row) => ({
        id: row.projectId,
        name: row.name,
        villageId: row.village.id,
        startedOn: row.startedOn,
        running: row.state === 'running',
      })),
    invested: ground.invested,
    townInvested: ground.invested.get(of.townId) ?? fen(0),
    shown: of.proofs
      .filter(({ withdrawn_on: withdrawn }) => withdrawn === null)
      .map((row) => ({ milestone: row.milestone, on: row.on_date })),
  }
}
