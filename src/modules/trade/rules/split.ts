import { apportion } from '../../../kernel/apportion.ts'
import { addFractions, type Fraction, fraction } from '../../../kernel/fraction.ts'
import { formatYuan, sumFen } from '../../../kernel/money.ts'
import type { Fault } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Settlement } from '../model.ts'

/** What a settlement is divided by. */
export interface Part {
  /** Orders equal remainders: the member number first, so that the answer does not hang on chance. */
  readonly key: string
  readonly quantity: bigint
  /** Any unit of value, the same for all; null where it is not known. */
  readonly value: Fraction | null
}

/** Each part's amount in fen, in the order of the parts; they add up to the pool. Weights are not all zero. */
export function splitPool(
  pool: bigint,
  parts: readonly Part[],
  by: Settlement['splitBy'],
): bigint[] {
  const weights = parts.map((part, i) => ({
    key: `${part.key}\u0000${String(i).padStart(6, '0')}`,
    weight: by === 'quantity' ? fraction(part.quantity) : (part.value ?? fraction(0)),
  }))
  return apportion(pool, weights).map(({ amount }) => amount)
}

/** Fen are 10⁴ millionths of a yuan. */
const TO_MICRO = 10_000n

/**
 * What each part would get if fen could be cut, in millionths of a yuan, the rest cut off: for people who look
 * at what the largest remainder did. Null where the weights are not all known or are nothing together.
 */
export function exactShares(
  pool: bigint,
  parts: readonly Omit<Part, 'key'>[],
  by: Settlement['splitBy'],
): bigint[] | null {
  const weights = parts.map((part) => (by === 'quantity' ? fraction(part.quantity) : part.value))
  const known = weights.filter((weight) => weight !== null)
  const whole = known.reduce(addFractions, fraction(0))
  if (known.length < weights.length || whole.num === 0n) return null
  return known.map(({ num, den }) => (pool * TO_MICRO * num * whole.den) / (den * whole.num))
}

type Sums = Pick<Settlement, 'gross' | 'fee' | 'refunds' | 'net' | 'basis' | 'commission'>

/** What goes to those who delivered: the net, or the gross less refunds, less the co-op's commission. */
export const poolOf = (sums: Sums): bigint =>
  (sums.basis === 'net' ? sums.net : sums.gross - sums.refunds) - sums.commission

interface LineSums {
  readonly gross: bigint
  readonly fee: bigint
  readonly refund: bigint
}

/** Why a settlement does not add up. */
export function faultsOfSettlement(sums: Sums, lines: readonly LineSums[]): Fault[] {
  const faults: Fault[] = []
  const net = sums.gross - sums.fee - sums.refunds
  if (net !== sums.net) {
    const why = text(
      `净额应为 ${formatYuan(net)} 元(销售额减平台扣费和退款)`,
      `must be ${formatYuan(net)} yuan: gross less fee and refunds`,
    )
    faults.push({ path: '$.net', text: why })
  }
  if (lines.length > 0) {
    for (const [field, total, own] of [
      ['gross', sumFen(lines.map((one) => one.gross)), sums.gross],
      ['fee', sumFen(lines.map((one) => one.fee)), sums.fee],
      ['refunds', sumFen(lines.map((one) => one.refund)), sums.refunds],
    ] as const) {
      if (total === own) continue
      // Platforms often take the fee as one sum; then no line has one.
      if (field === 'fee' && total === 0n) continue
      const why = text(
        `与明细合计 ${formatYuan(total)} 元不符`,
        `differs from the sum of the lines, ${formatYuan(total)} yuan`,
      )
      faults.push({ path: `$.${field}`, text: why })
    }
  }
  if (faults.length === 0 && poolOf(sums) <= 0n) {
    const why = text(
      '扣除后没有可分给成员的金额',
      'leaves nothing to divide among those who delivered',
    )
    faults.push({ path: '$.commission', text: why })
  }
  return faults
}
