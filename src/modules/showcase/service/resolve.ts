import { formatFraction } from '../../../kernel/fraction.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { badInput } from '../../../kernel/refusal.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import {
  figureText,
  frozenTable,
  markOf,
  parsePeriod,
  periodTitle,
  placesIn,
  valueOf,
  visible,
} from '../../indicator/index.ts'
import type { Body, Manuscript, Quoted } from '../model.ts'
import { parseReference, type Reference, referencesIn, textsOf } from '../rules/text.ts'
import { unitsBy } from '../store.ts'

type Table = NonNullable<Awaited<ReturnType<typeof frozenTable>>>

const WRONG = {
  form: text('写作 {{指标|单位|期间}}', 'is written {{indicator|unit|period}}'),
  period: text('期间写作 2020-11、2020-Q4 或 2020', 'a period is 2020-11, 2020-Q4 or 2020'),
  frozen: text('该期间的指标尚未固化', 'no figures are frozen for this period'),
  unit: text('没有这个单位,或您无权引用它的数字', 'no such unit, or not yours to quote'),
  twice: text(
    '有同名单位,请用“插入指标”选择',
    'several units of this name: choose it from the list',
  ),
  indicator: text('没有这个指标,或您无权查看', 'no such indicator, or not yours to see'),
  value: text('该单位没有这项指标的数值', 'the unit has no value of it'),
} as const

const PLACES = 2

/**
 * Takes every number of a manuscript from the latest frozen edition of its period.
 * Refuses (`bad_input`, at the field) what is written wrong, frozen nowhere, or not the author's to see.
 */
export async function resolved(ctx: Ctx, manuscript: Manuscript): Promise<Body> {
  const tables = new Map<string, Table | null>()
  const figures = new Map<string, Quoted>()
  const faults: { path: string; text: Text }[] = []
  for (const { path, text: written } of textsOf(manuscript)) {
    for (const each of referencesIn(written)) {
      const reference = parseReference(each)
      const found = reference === null ? WRONG.form : await quote(ctx, reference, tables)
      if ('ref' in found) figures.set(found.ref, found)
      else {
        const said = `{{${each}}}`
        faults.push({ path, text: text(`${said}:${found.zh}`, `${said}: ${found.en}`) })
      }
    }
  }
  if (faults.length > 0) throw badInput(faults)
  const units = await unitsBy(ctx, manuscript.unitIds)
  return {
    ...manuscript,
    units: manuscript.unitIds.map((id) => units.get(id)?.name ?? ''),
    figures: [...figures.values()],
  }
}

async function tableFor(
  ctx: Ctx,
  written: string,
  tables: Map<string, Table | null>,
): Promise<Table | Text> {
  const period = parsePeriod(written)
  if (period === null) return WRONG.period
  const known = tables.get(period.name)
  const table = known === undefined ? await frozenTable(ctx, period, 'all') : known
  tables.set(period.name, table)
  return table ?? WRONG.frozen
}

/** A reference's value in its edition, or what is wrong with it. */
async function quote(
  ctx: Ctx,
  reference: Reference,
  tables: Map<string, Table | null>,
): Promise<Quoted | Text> {
  const found = await tableFor(ctx, reference.period, tables)
  if ('zh' in found) return found
  const { table, edition } = found
  const named = table.units.filter(
    ({ unitId, name }) => unitId === reference.unit || name === reference.unit,
  )
  const [unit] = named
  if (unit === undefined || edition === null) return WRONG.unit
  if (named.length > 1) return WRONG.twice
  if (!(await reaches(ctx, unit.unitId))) return WRONG.unit
  const places = placesIn(table)
  const spec = table.definitions.indicators.find(({ id }) => id === reference.indicator)
  if (spec === undefined || !visible(spec, places, ctx.may)) return WRONG.indicator
  const { value } = valueOf(unit, spec, places)
  if (value === null) return WRONG.value
  const measure = spec.form === 'share' ? '' : spec.unit.zh
  return {
    ref: reference.ref,
    indicator: spec.id,
    title: spec.title.zh,
    unitId: unit.unitId,
    unitName: unit.name,
    period: table.period.name,
    periodTitle: periodTitle(table.period).zh,
    editionId: edition.id,
    edition: edition.edition,
    editionHash: edition.hash,
    value: formatFraction(value),
    shown: `${figureText(value, spec.form, PLACES)}${measure}`,
    mark: markOf(spec.formula, places.specs),
  }
}

/** Numbers of a unit may be quoted by who reaches it: a village does not quote its neighbour's. */
async function reaches(ctx: Ctx, unitId: AnyId): Promise<boolean> {
  if (ctx.actor.kind === 'job') return true
  const unit = (await unitsBy(ctx, [unitId])).get(unitId)
  return unit !== undefined && unit.ancestors.some((id) => ctx.scope.includes(id as never))
}
