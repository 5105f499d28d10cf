import { z } from 'zod'
import { addDays } from '../../../kernel/date.ts'
import { fen } from '../../../kernel/money.ts'
import { day, line, yuan, yuanAboveZero, yuanFromZero } from '../../../kernel/schema.ts'
import { BASES } from '../../approvals/index.ts'
import { SEED_LIMIT, seedRows } from '../data/limits.ts'
import {
  DECIDING,
  type Item,
  type Limit,
  type Needed,
  ORGANS,
  type Paid,
  type Reading,
  READINGS,
} from '../model.ts'

/* The lists of the contract, from one place. */
export { BASES } from '../../approvals/index.ts'
export { CLASSES, KINDS, ORGANS, READINGS } from '../model.ts'

/* Which approvals a payment or a contract asks for: every reading of "1万元以上" against every row of the matrix. */

const total = (list: readonly Paid[]): bigint => list.reduce((sum, { amount }) => sum + amount, 0n)

/**
 * What a reading measures in fen: the item with the earlier payments the reading adds to it. Null where the
 * reading has nothing to go by. The window of one payee is [date − (days − 1), date], the item among them.
 */
export function measure(reading: Reading, item: Item, windowDays: number): bigint | null {
  const { amount, history } = item
  if (item.kind === 'contract') return reading === 'contract' ? amount : null
  switch (reading) {
    case 'payment':
      return amount
    case 'payee': {
      const first = addDays(item.date, 1 - windowDays)
      const same = history.filter(
        (paid) => paid.payee === item.payee && paid.date >= first && paid.date <= item.date,
      )
      return amount + total(same)
    }
    case 'contract':
      if (item.contract === undefined) return null
      return amount + total(history.filter(({ contract }) => contract === item.contract))
    case 'project':
      if (item.project === undefined) return null
      return amount + total(history.filter(({ project }) => project === item.project))
  }
}

/** What is of no known class is measured by every row. */
const concerns = (row: Limit, item: Item): boolean =>
  row.kind === item.kind &&
  (row.classes.length === 0 || item.class === null || row.classes.includes(item.class))

function neededBy(row: Limit, item: Item): Needed[] {
  return READINGS.flatMap((reading): Needed[] => {
    if (!row.readings.includes(reading)) return []
    const measured = measure(reading, item, row.windowDays)
    if (measured === null || measured < row.from) return []
    if (row.below !== null && measured >= row.below) return []
    const { organ, basis } = row
    return [{ organ, reading, measured: fen(measured), limit: row.from, basis }]
  })
}

/**
 * The approvals an item asks for, in the order of the organs. Of the co-op's own organs the highest one that
 * some reading reaches decides alone: what the council decides the chair need not.
 */
export const routeOf = (item: Item, rows: readonly Limit[]): readonly Needed[] =>
  highestOnly(rows.filter((row) => concerns(row, item)).flatMap((row) => neededBy(row, item)))

/** A route in the order of organs and readings, with the highest of the deciding organs alone. */
export function highestOnly(needed: readonly Needed[]): readonly Needed[] {
  const highest = DECIDING.findLast((organ) => needed.some((one) => one.organ === organ))
  return ORGANS.flatMap((organ) =>
    DECIDING.includes(organ) && organ !== highest
      ? []
      : READINGS.flatMap((reading) =>
          needed.filter((one) => one.organ === organ && one.reading === reading),
        ),
  )
}

/** The organs of a route, each once. */
export const organsOf = (route: readonly Needed[]) =>
  ORGANS.filter((organ) => route.some((one) => one.organ === organ))

const name = line(200)
const paid = { payee: name, date: day, contract: name.optional(), project: name.optional() }

/** `route`: which approvals a payment or contract asks for by the county's shipped rule. */
export const routeInput = z.strictObject({
  kind: z.enum(['expense', 'contract']),
  amount: yuanAboveZero,
  ...paid,
  history: z.array(z.strictObject({ ...paid, amount: yuanFromZero })).max(100_000),
})

export const needed = z.object({
  organ: z.enum(ORGANS),
  reading: z.enum(READINGS),
  measured: yuan,
  limit: yuan,
  basis: z.enum(BASES),
})

export const routeOutput = z.object({ approvals: z.array(needed) })

/** The route by the seed's rule: the township at or above 10,000.00 yuan by any reading, and every contract. */
export function route(input: z.output<typeof routeInput>): z.output<typeof routeOutput> {
  return { approvals: [...routeOf({ ...input, class: null }, seedRows(SEED_LIMIT))] }
}
