import type { AnyId } from '../../../kernel/id.ts'
import { badInput, notFound } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import { actorName } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { lockFor } from '../../../platform/db.ts'
import { sha256 } from '../../../platform/secrets.ts'
import type { indicatorContract } from '../contract.ts'
import { FACTS } from '../data/facts.ts'
import type { UnitFigures } from '../model.ts'
import { editionText } from '../rules/edition.ts'
import { changeOf, placesIn, valueOf } from '../rules/figures.ts'
import { editionHeads, editionOf, editionUnits, insertEdition } from '../store/editions.ts'
import { ownRow } from './figures.ts'
import { editionOut, headOut, originOut, shownIn, unitOut } from './present.ts'
import { type Found, liveTable, periodNamed, tableOf } from './tables.ts'

type EditionVerbs = Pick<
  Verbs<typeof indicatorContract, Ctx>,
  'freezeFigures' | 'listEditions' | 'verifyEdition' | 'compareEditions'
>

/** The fingerprint of a table: SHA-256 over its canonical text. */
const hashOf = (found: Found['table'], facts: readonly string[]): string =>
  sha256(editionText({ ...found, facts }))

/**
 * Freezes a period as of its last day (today while it runs): every fact of every unit, what was meant, and the
 * fingerprint. Frozen again it needs a reason and becomes a further edition. Refuses a period that has not begun.
 */
export async function freeze(
  ctx: Ctx,
  wish: { readonly period: string; readonly reason?: string | undefined },
): Promise<{ editionId: AnyId; changed: number }> {
  const period = periodNamed(wish.period)
  await lockFor(ctx.tx, `figures ${period.name}`)
  const earlier = await editionOf(ctx, { period: period.name })
  if (earlier !== null && wish.reason === undefined) {
    const why = text(
      `${period.name} 已固化为第 ${earlier.edition} 版,再次固化须说明原因。`,
      `${period.name} is frozen as edition ${earlier.edition}; freezing it again needs a reason.`,
    )
    throw badInput([{ path: '$.reason', text: why }])
  }
  const table = await liveTable(ctx, period, { wanted: 'all' })
  const facts = FACTS.map(({ id }) => id)
  const edition = {
    id: ctx.newId(),
    period: period.name,
    from: period.from,
    to: period.to,
    edition: (earlier?.edition ?? 0) + 1,
    asOf: table.asOf,
    facts,
    definitions: table.definitions,
    reason: wish.reason ?? '',
    units: table.units.length,
    hash: hashOf(table, facts),
    frozenAt: ctx.now,
    frozenBy: actorName(ctx),
  }
  await insertEdition(ctx, edition, table.units)
  const changed = earlier === null ? 0 : differing(table.units, await editionUnits(ctx, earlier.id))
  ctx.record({
    entity: 'figure_edition',
    id: edition.id,
    after: {
      period: edition.period,
      edition: edition.edition,
      asOf: edition.asOf,
      reason: edition.reason,
      units: edition.units,
      hash: edition.hash,
      changed,
    },
  })
  ctx.emit('figures.frozen', { editionId: edition.id, period: edition.period })
  return { editionId: edition.id, changed }
}

/** How many values of facts differ, over units that both have. */
function differing(now: readonly UnitFigures[], earlier: readonly UnitFigures[]): number {
  const before = new Map(earlier.map((unit) => [unit.unitId, unit.values]))
  return now.reduce((sum, { unitId, values }) => {
    const old = before.get(unitId)
    return old === undefined ? sum : sum + values.filter((value, i) => value !== old[i]).length
  }, 0)
}

const LISTED = { limit: 1, offset: 0 }

export const editionVerbs: EditionVerbs = {
  freezeFigures: async (ctx, input) => {
    const { changed } = await freeze(ctx, input)
    const [head] = await editionHeads(ctx, { period: input.period, ...LISTED })
    if (head === undefined) throw notFound()
    return { edition: editionOut(head), changed }
  },

  listEditions: async (ctx, { period, limit, offset }) => {
    const heads = await editionHeads(ctx, { period, limit, offset })
    return { editions: heads.map(editionOut) }
  },

  verifyEdition: async (ctx, { editionId }) => {
    const body = await editionOf(ctx, { id: editionId })
    if (body === null) throw notFound()
    const { table } = await tableOf(ctx, { editionId }, { wanted: 'all' })
    const reckoned = hashOf(table, body.facts)
    return { editionId, hash: body.hash, reckoned, holds: reckoned === body.hash }
  },

  compareEditions: async (ctx, { unitId, fromEdition, toEdition }) => {
    const wanted = { around: unitId }
    const from = await tableOf(ctx, { editionId: fromEdition }, { wanted })
    const to = await tableOf(ctx, { editionId: toEdition }, { wanted })
    const [before, after] = [ownRow(from, unitId), ownRow(to, unitId)]
    const { places, indicators } = shownIn(ctx, to, after.kind)
    const earlier = placesIn(from.table)
    const specs = new Map(from.table.definitions.indicators.map((spec) => [spec.id, spec]))
    const children = new Map(from.table.units.map((unit) => [unit.unitId, unit]))
    return {
      unit: unitOut(after),
      from: originOut(from),
      to: originOut(to),
      indicators: indicators.map((spec) => headOut(spec, places.specs)),
      figures: indicators.map((spec) => {
        const old = specs.get(spec.id)
        const was = old === undefined ? null : valueOf(before, old, earlier).value
        const is = valueOf(after, spec, places).value
        return {
          indicator: spec.id,
          from: was,
          to: is,
          change: changeOf(is, was, spec.direction).change,
        }
      }),
      parts: to.table.units
        .filter(({ parentId }) => parentId === unitId)
        .flatMap((unit) => {
          const old = children.get(unit.unitId)
          const facts = old === undefined ? 0 : differing([unit], [old])
          return facts === 0 ? [] : [{ unit: unitOut(unit), facts }]
        }),
    }
  },
}
