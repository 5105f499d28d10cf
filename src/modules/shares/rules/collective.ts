import { placesWhere, type Sheet } from './facts.ts'
import type { ParametersOf } from './policy.ts'
import { type Drafted, missingBases } from './reading.ts'

/**
 * SEED-COLL, 集体占股以 20—40% 为宜: all collective holders together, bounds included, on every base that
 * the register gives.
 */
export function collectiveShare(sheet: Sheet, { min, max }: ParametersOf<'SEED-COLL'>): Drafted {
  const sets = [placesWhere(sheet, (holder) => holder.class === 'collective')]
  return {
    shares: sheet.bases.map((base) => ({
      id: base.id,
      base,
      statistic: 'sum' as const,
      sets,
      min,
      max,
    })),
    notComputed: missingBases(sheet, (base) => [base]),
  }
}
