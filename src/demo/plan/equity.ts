import { assert } from '../../kernel/assert.ts'
import { fen, type Fen } from '../../kernel/money.ts'

/** A holder whose part of the whole is fixed: the collective, an enterprise, somebody with too much. */
export interface FixedPart {
  readonly key: string
  /** Thousandths of all registered contributions. */
  readonly permille: number
}

/** One of those who share what the fixed parts leave. */
interface FreePart {
  readonly key: string
  /** How many stakes this member puts in. */
  readonly stakes: number
  /** Gets at least `floorPermille` of the whole: branch and Party members. */
  readonly atLeastFloor: boolean
  /** Exactly this amount, whatever the stakes: a token share. */
  readonly exactly?: Fen
}

export interface EquityWish {
  readonly stake: Fen
  readonly fixed: readonly FixedPart[]
  readonly free: readonly FreePart[]
  readonly floorPermille: number
  /** Nobody of the free parts holds more than this many thousandths. */
  readonly capPermille: number
}

const STEP = 10_000n // 100 yuan
const ROUNDS = 40

const upToStep = (amount: bigint): bigint => ((amount + STEP - 1n) / STEP) * STEP
const downToStep = (amount: bigint): bigint => (amount / STEP) * STEP

/**
 * Amounts for everybody, in whole hundreds of yuan beside the stakes themselves. The whole follows from
 * what the members put in; floors raise the whole, which raises the floors: repeated until it stands still.
 */
export function amountsFor(wish: EquityWish): Map<string, Fen> {
  const fixedPermille = wish.fixed.reduce((sum, part) => sum + part.permille, 0)
  assert(fixedPermille < 990, 'the fixed parts leave something to the members')
  const rest = BigInt(1000 - fixedPermille)
  let free = wish.free.map((part) => part.exactly ?? fen(wish.stake * BigInt(part.stakes)))
  let whole = 0n
  for (let round = 0; round < ROUNDS; round++) {
    const sum = free.reduce((total, amount) => total + amount, 0n)
    const next = (sum * 1000n) / rest
    if (next === whole) break
    whole = next
    const floor = upToStep((whole * BigInt(wish.floorPermille)) / 1000n)
    const cap = downToStep((whole * BigInt(wish.capPermille)) / 1000n)
    free = wish.free.map((part, i) => {
      if (part.exactly !== undefined) return part.exactly
      const amount = free[i] ?? fen(0n)
      const raised = part.atLeastFloor && amount < floor ? floor : amount
      return fen(raised > cap && cap >= floor ? cap : raised)
    })
  }
  const amounts = new Map<string, Fen>()
  wish.free.forEach((part, i) => amounts.set(part.key, free[i] ?? fen(0n)))
  for (const part of wish.fixed) {
    amounts.set(part.key, fen(downToStep((whole * BigInt(part.permille)) / 1000n)))
  }
  return amounts
}
