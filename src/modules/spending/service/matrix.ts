import { z } from 'zod'
import type { LocalDate } from '../../../kernel/date.ts'
import { type Fen, fen } from '../../../kernel/money.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { type BookRules, bookRules } from '../../policy/index.ts'
import { limitRow, limitTerms } from '../contract/words.ts'
import { SHIPPED_SOURCE, shippedMatrix } from '../data/limits.ts'
import type { Matrix } from '../model.ts'
import { limitsRows } from '../store/limits.ts'
import type { LimitsRow } from '../store.ts'

/* The matrix that counts on a day, and since when payments are held against it. */

export const matrixBody = z.object({ rows: z.array(limitRow), terms: limitTerms })

export interface MatrixInForce extends Matrix {
  readonly origin: 'shipped' | 'county'
  readonly source: string
  readonly validFrom: LocalDate | null
}

export interface Rules {
  readonly on: (day: LocalDate) => MatrixInForce
  /** Payments from this day on are held against approvals. */
  readonly inUseFrom: LocalDate
  readonly versions: readonly LimitsRow[]
}

/** The seed's limit as the county's rule has it: 以上 includes the amount unless the county says else. */
function limitOf(rules: BookRules): Fen {
  const { amount, inclusive } = rules['SEED-10K'].parameters
  return inclusive ? amount : fen(amount + 1n)
}

/** The county's matrices, read once; where it has set none, what the product ships. */
export async function spendingRules(ctx: Ctx): Promise<Rules> {
  const rules = await bookRules(ctx)
  const versions = await limitsRows(ctx)
  const known = new Map<string, MatrixInForce>()
  return {
    versions,
    inUseFrom: rules(ctx.today)['SPEND-FROM'].parameters.from,
    on: (day) => {
      const row = versions.findLast(({ valid_from }) => valid_from <= day)
      const limit = limitOf(rules(day))
      const key = row?.id ?? `shipped ${limit}`
      const matrix = known.get(key) ?? (row === undefined ? shipped(limit) : recorded(row))
      known.set(key, matrix)
      return matrix
    },
  }
}

const shipped = (limit: Fen): MatrixInForce => ({
  ...shippedMatrix(limit),
  origin: 'shipped',
  source: SHIPPED_SOURCE,
  validFrom: null,
})

const recorded = (row: LimitsRow): MatrixInForce => ({
  ...matrixBody.parse(row.body),
  origin: 'county',
  source: row.source,
  validFrom: row.valid_from,
})
