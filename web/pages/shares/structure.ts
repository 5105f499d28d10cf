import { formatFraction, fraction } from '../../../src/kernel/fraction.ts'
import { formatYuan, parseYuan } from '../../../src/kernel/money.ts'
import type { Out } from '../../api.ts'
import type { Label } from '../../locale/desk.ts'
import type { SharePart } from '../../ui/share-bar.tsx'

type Row = Out<'readRegister'>['rows'][number]
export type Bucket = SharePart['tone'] | 'other'

const ORDER: readonly Bucket[] = [
  'collective',
  'branch',
  'person',
  'poverty',
  'enterprise',
  'unit',
  'other',
]

/** On which side of the co-op a holder stands. Branch posts are seen only by those with the permission. */
export function bucketOf(row: Row): Bucket {
  if (row.kind === 'collective') return 'collective'
  if (row.kind === 'enterprise') return 'enterprise'
  if (row.kind === 'unit') return 'unit'
  if (row.kind === 'other') return 'other'
  if (row.branch !== null && (row.branch.committee || row.branch.party)) return 'branch'
  return row.class === 'assisted' ? 'poverty' : 'person'
}

export interface StructurePart {
  readonly bucket: Bucket
  readonly label: Label
  readonly amount: string
  readonly share: string
  readonly holders: number
}

/** The register summed up by side: exact amounts, exact parts of the whole. */
export function structureOf(rows: readonly Row[]): readonly StructurePart[] {
  const whole = rows.reduce((sum, row) => sum + (parseYuan(row.registered) ?? 0n), 0n)
  return ORDER.flatMap((bucket) => {
    const inside = rows.filter((row) => bucketOf(row) === bucket)
    if (inside.length === 0) return []
    const amount = inside.reduce((sum, row) => sum + (parseYuan(row.registered) ?? 0n), 0n)
    return [
      {
        bucket,
        label: `structure.${bucket}` as const,
        amount: formatYuan(amount),
        share: whole === 0n ? '0/1' : formatFraction(fraction(amount, whole)),
        holders: inside.length,
      },
    ]
  })
}
