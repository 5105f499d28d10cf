import { type Fen, fen } from '../../../kernel/money.ts'
import type { PriceFormula } from '../model.ts'

/** Millionths of a unit times millionths of a yuan a unit are 10¹⁰ to the fen. */
const TO_FEN = 10n ** 10n

/** Quantity times price in fen, half a fen up. Neither is negative. */
export const amountOf = (quantity: bigint, price: bigint): Fen =>
  fen((quantity * price * 2n + TO_FEN) / (TO_FEN * 2n))

/** The price of a grade; null where the formula has no such grade. Grades do not matter to a fixed price. */
export function priceOf(formula: PriceFormula, grade: string | null): bigint | null {
  if (formula.kind === 'fixed') return formula.price
  const step = formula.steps.find((one) => one.grade === grade)
  return step === undefined ? null : formula.base + step.step
}
