import type { Definitions, FactTable, UnitFigures } from '../model.ts'

/** JSON with the keys of every object in order, so that the same content is the same text. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
    return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`).join(',')}}`
  }
  return JSON.stringify(value) ?? 'null'
}

const unitLine = ({ unitId, kind, parentId, name, class: of, values }: UnitFigures): string =>
  JSON.stringify([
    unitId,
    kind,
    parentId,
    name,
    of,
    values.map((value) => value?.toString() ?? null),
  ])

/**
 * The text whose SHA-256 is an edition's fingerprint: period, day, definitions as they stood, the order of the facts,
 * and every unit with its values, one line each. Nothing outside it enters a published figure.
 */
export function editionText(
  table: FactTable & { readonly facts: readonly string[]; readonly definitions: Definitions },
): string {
  const { period, asOf, definitions, facts, units } = table
  return [
    canonical({ period: period.name, from: period.from, to: period.to, asOf }),
    canonical(definitions),
    canonical(facts),
    ...units.map(unitLine),
  ].join('\n')
}
