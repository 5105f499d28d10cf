import { must } from '../../../kernel/assert.ts'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { periodOfDay } from '../../indicator/index.ts'
import { type Level, LEVEL_OF, type Proof, SOURCE_SPECS, type Standing } from '../model.ts'
import { standingOf } from '../rules/judge.ts'
import { countyRow, type UnitRow, unitsBelow } from '../store/duties.ts'
import { catalogueOn, type DutyNow, rolesOf } from './catalogue.ts'
import { PROOFS, RISING } from './sources.ts'

/** A duty with the period it is judged in and its rows, by unit of its level. */
export interface Judged {
  readonly duty: DutyNow
  readonly period: ReturnType<typeof periodOfDay>
  readonly rows: ReadonlyMap<AnyId, readonly Proof[]>
}

/** The duties of a level that the caller may see the proofs of. */
export async function dutiesOf(ctx: Ctx, level: Level, asOf: LocalDate): Promise<DutyNow[]> {
  return (await catalogueOn(ctx, asOf)).filter(
    ({ spec }) => LEVEL_OF[spec.post] === level && ctx.may(SOURCE_SPECS[spec.source].needs),
  )
}

/**
 * The rows that prove these duties below a unit, each in the period of its own kind in which the day lies. A source is
 * asked once for each period and desk, whatever number of duties rest on it.
 */
export async function judge(
  ctx: Ctx,
  duties: readonly DutyNow[],
  of: { readonly level: Level; readonly root: AnyId; readonly asOf: LocalDate },
): Promise<Judged[]> {
  const countyId = must(await countyRow(ctx), 'the county').id
  const units = new Map((await unitsBelow(ctx, of.root)).map((unit) => [unit.id as AnyId, unit]))
  const asked = new Map<string, Proof[]>()
  const judged: Judged[] = []
  for (const duty of duties) {
    const { spec } = duty
    const period = periodOfDay(of.asOf, spec.every)
    const roles = rolesOf(spec)
    const name = `${spec.source} ${period.name} ${roles.join()}`
    let rows = asked.get(name)
    if (rows === undefined) {
      const { root, level } = of
      const { from, to } = period
      rows = await PROOFS[spec.source](ctx, { from, to, root, countyId, level, roles })
      asked.set(name, rows)
    }
    const rising = RISING.has(spec.source)
    const placed = rows.flatMap((row) => {
      const at = placeOf(units.get(row.unitId), of.level, { units, rising })
      return at === null ? [] : [{ at, row }]
    })
    const byUnit = new Map(
      [...Map.groupBy(placed, ({ at }) => at)].map(([at, all]) => [at, all.map(({ row }) => row)]),
    )
    judged.push({ duty, period, rows: byUnit })
  }
  return judged
}

/** The unit of the level that a row stands for: its own; a co-op's village; of rising sources any unit above. */
function placeOf(
  unit: UnitRow | undefined,
  level: Level,
  of: { readonly units: ReadonlyMap<AnyId, UnitRow>; readonly rising: boolean },
): AnyId | null {
  if (unit === undefined) return null
  if (unit.kind === level) return unit.id
  if (!of.rising && !(level === 'village' && unit.kind === 'coop')) return null
  return unit.ancestors.find((id) => of.units.get(id)?.kind === level) ?? null
}

/** How a duty stands for a unit. */
export const standingIn = (ctx: Ctx, judged: Judged, unitId: AnyId): Standing =>
  standingOf(judged.duty.spec, judged.rows.get(unitId) ?? [], {
    periodEnd: judged.period.to,
    today: ctx.today,
  })
