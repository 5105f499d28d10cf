import { must } from '../../../kernel/assert.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { DivisionLevel } from '../model.ts'
import type { ListedUnit } from './division-list.ts'
import { type DivisionName, readDivisionName } from './division-names.ts'

/** A division as it stands before an import: its open version. */
export interface KnownDivision {
  readonly id: AnyId
  readonly level: DivisionLevel
  readonly code: string | null
  readonly name: string
  readonly shortName: string
  readonly matchKey: string
  readonly parentId: AnyId | null
}

/** What an import does with one identity. */
export interface MatchedRow {
  readonly id: AnyId
  readonly outcome: 'new' | 'same' | 'changed' | 'missing'
  /** Called differently beyond the committee's suffix. */
  readonly renamed: boolean
  readonly recoded: boolean
  readonly relevelled: boolean
  readonly known: KnownDivision | null
  readonly unit: (ListedUnit & { readonly spelled: DivisionName }) | null
  readonly parentId: AnyId | null
}

interface Candidate {
  readonly unit: ListedUnit
  readonly spelled: DivisionName
  readonly parentId: AnyId
}

/**
 * Finds the identities of a list again: the county is one; towns by normalised name; village-level units
 * by town and normalised name. A name that occurs twice in a town is decided by the code or not at all.
 * What is not found again is new; what the list no longer names is missing. Parents come before children.
 */
export function matchDivisions(
  known: readonly KnownDivision[],
  units: readonly ListedUnit[],
  make: { readonly county: AnyId; readonly newId: () => AnyId },
): MatchedRow[] {
  const rows: MatchedRow[] = []
  const idOfCode = new Map<string, AnyId>()
  for (const tier of ['county', 'town', 'village'] as const) {
    const candidates = units
      .filter((unit) => tierOf(unit.level) === tier)
      .map((unit) => ({
        unit,
        spelled: readDivisionName(unit.name, unit.level),
        parentId:
          tier === 'county' ? make.county : must(idOfCode.get(unit.parentCode), 'the parent'),
      }))
    const old = known.filter((division) => tierOf(division.level) === tier)
    const pairs = tier === 'county' ? new Map<Candidate, KnownDivision>() : pairUp(old, candidates)
    for (const candidate of candidates) {
      const before = (tier === 'county' ? old[0] : pairs.get(candidate)) ?? null
      const id = tier === 'county' ? make.county : (before?.id ?? make.newId())
      idOfCode.set(candidate.unit.code, id)
      rows.push(compare(id, before, candidate))
    }
    const found = new Set(rows.map((row) => row.id))
    rows.push(...old.filter((division) => !found.has(division.id)).map(missing))
  }
  return rows
}

const tierOf = (level: DivisionLevel): 'county' | 'town' | 'village' =>
  level === 'community' ? 'village' : level

const missing = (division: KnownDivision): MatchedRow => ({
  id: division.id,
  outcome: 'missing',
  renamed: false,
  recoded: false,
  relevelled: false,
  known: division,
  unit: null,
  parentId: division.parentId,
})

function pairUp(
  known: readonly KnownDivision[],
  candidates: readonly Candidate[],
): Map<Candidate, KnownDivision> {
  const oldByKey = Map.groupBy(known, (division) => `${division.parentId}|${division.matchKey}`)
  const newByKey = Map.groupBy(candidates, (unit) => `${unit.parentId}|${unit.spelled.key}`)
  const pairs = new Map<Candidate, KnownDivision>()
  for (const [key, fresh] of newByKey) {
    const old = oldByKey.get(key) ?? []
    const [one, another] = [old[0], fresh[0]]
    if (old.length === 1 && fresh.length === 1 && one !== undefined && another !== undefined) {
      pairs.set(another, one)
      continue
    }
    for (const candidate of fresh) {
      const sameCode = old.find((division) => division.code === candidate.unit.code)
      if (sameCode !== undefined) pairs.set(candidate, sameCode)
    }
  }
  return pairs
}

function compare(
  id: AnyId,
  known: KnownDivision | null,
  { unit, spelled, parentId }: Candidate,
): MatchedRow {
  const parent = unit.level === 'county' ? null : parentId
  const row = { id, known, unit: { ...unit, spelled }, parentId: parent }
  if (known === null) {
    return { ...row, outcome: 'new', renamed: false, recoded: false, relevelled: false }
  }
  const renamed = known.shortName !== spelled.shortName
  const recoded = known.code !== unit.code
  const relevelled = known.level !== unit.level
  const same = !recoded && !relevelled && known.name === spelled.name && known.parentId === parent
  return { ...row, outcome: same ? 'same' : 'changed', renamed, recoded, relevelled }
}
