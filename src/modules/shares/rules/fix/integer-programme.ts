/*
 * A small exact integer programme: minimise a cost that is nowhere negative under linear bounds, over
 * whole numbers from zero. Dual simplex on an integer tableau (every entry is a whole number over one common
 * denominator, so nothing is ever rounded), then branch and bound. Meant for a few dozen rows.
 */

/** Σ coefficients · x ≤ limit. */
export interface Row {
  readonly coefficients: ReadonlyMap<number, bigint>
  readonly limit: bigint
}

export interface Programme {
  /** Cost of one unit of each variable, not negative. */
  readonly costs: readonly bigint[]
  readonly rows: readonly Row[]
}

export type Solution =
  | { readonly kind: 'found'; readonly values: readonly bigint[]; readonly cost: bigint }
  | { readonly kind: 'impossible' }
  /** Given up after too many steps: nothing is known. */
  | { readonly kind: 'unknown' }

/** Rows then cost; the last column is the right-hand side. True values are entries over `den`. */
interface Tableau {
  cells: bigint[][]
  den: bigint
  /** Variable of each row, and of each column. Variables from `costs.length` on are slacks. */
  rowVariables: number[]
  columnVariables: number[]
  nextVariable: number
}

/** Work still allowed, in cells touched; every search that shares it stops when it is used up. */
export interface Budget {
  work: number
}

/** The cheapest whole solution. */
export function solveWhole(programme: Programme, budget: Budget): Solution {
  if (!fits(programme.rows.length, programme.costs.length, budget)) return { kind: 'unknown' }
  let best: { values: bigint[]; cost: bigint } | null = null
  const stack = [start(programme)]
  const count = programme.costs.length
  while (stack.length > 0) {
    const tableau = stack.pop()
    if (tableau === undefined) break
    const settled = settle(tableau, budget)
    if (budget.work <= 0) return { kind: 'unknown' }
    if (!settled) continue
    const cost = costOf(tableau)
    if (best !== null && upwards(cost, tableau.den) >= best.cost) continue
    const broken = tableau.rowVariables.findIndex(
      (variable, row) => variable < count && rightSide(tableau, row) % tableau.den !== 0n,
    )
    if (broken < 0) {
      best = { values: valuesOf(tableau, count), cost: cost / tableau.den }
      continue
    }
    const floor = rightSide(tableau, broken) / tableau.den
    const above = copy(tableau, budget)
    addBound(above, broken, { side: 'least', value: floor + 1n })
    addBound(tableau, broken, { side: 'most', value: floor })
    stack.push(above, tableau)
  }
  return best === null ? { kind: 'impossible' } : { kind: 'found', ...best }
}

/**
 * The least cost over the real numbers, rounded up to a whole number: a floor under every whole solution.
 * Null when there is no solution at all, undefined when given up.
 */
export function leastCost(programme: Programme, budget: Budget): bigint | null | undefined {
  if (!fits(programme.rows.length, programme.costs.length, budget)) return undefined
  const tableau = start(programme)
  if (settle(tableau, budget)) return upwards(costOf(tableau), tableau.den)
  return budget.work <= 0 ? undefined : null
}

/** Whether a programme of this size can be laid out at all: worth asking before it is built. */
export const fits = (rows: number, variables: number, budget: Budget): boolean =>
  (rows + 1) * (variables + 1) < budget.work

function start({ costs, rows }: Programme): Tableau {
  const cells = rows.map(({ coefficients, limit }) => {
    const row = costs.map((_, column) => coefficients.get(column) ?? 0n)
    row.push(limit)
    return row
  })
  // As a row, cost = constant − Σ (−cost) x: entries at or below zero are what the dual simplex needs.
  cells.push([...costs.map((cost) => -cost), 0n])
  return {
    cells,
    den: 1n,
    rowVariables: rows.map((_, i) => costs.length + i),
    columnVariables: costs.map((_, i) => i),
    nextVariable: costs.length + rows.length,
  }
}

const rightSide = ({ cells }: Tableau, row: number): bigint => cells[row]?.at(-1) ?? 0n
const costOf = (tableau: Tableau): bigint => rightSide(tableau, tableau.rowVariables.length)
const upwards = (num: bigint, den: bigint): bigint =>
  num <= 0n ? num / den : (num + den - 1n) / den

function valuesOf(tableau: Tableau, count: number): bigint[] {
  const values = Array.from({ length: count }, () => 0n)
  tableau.rowVariables.forEach((variable, row) => {
    if (variable < count) values[variable] = rightSide(tableau, row) / tableau.den
  })
  return values
}

const sizeOf = ({ rowVariables, columnVariables }: Tableau): number =>
  (rowVariables.length + 1) * (columnVariables.length + 1)

function copy(tableau: Tableau, budget: Budget): Tableau {
  budget.work -= sizeOf(tableau)
  return {
    ...tableau,
    cells: tableau.cells.map((row) => [...row]),
    rowVariables: [...tableau.rowVariables],
    columnVariables: [...tableau.columnVariables],
  }
}

/** Dual simplex by the smallest-index rule, which cannot cycle. False: no solution, or out of budget. */
function settle(tableau: Tableau, budget: Budget): boolean {
  for (;;) {
    const row = leavingRow(tableau)
    if (row < 0) return true
    const column = enteringColumn(tableau, row)
    if (column < 0) return false
    budget.work -= sizeOf(tableau)
    if (budget.work <= 0) return false
    pivot(tableau, row, column)
  }
}

function leavingRow(tableau: Tableau): number {
  let [best, variable] = [-1, Number.POSITIVE_INFINITY]
  tableau.rowVariables.forEach((own, row) => {
    if (rightSide(tableau, row) < 0n && own < variable) [best, variable] = [row, own]
  })
  return best
}

/** The column that keeps all costs right: the least ratio, among equals the smallest variable. */
function enteringColumn(tableau: Tableau, row: number): number {
  const [line, cost] = [tableau.cells[row] ?? [], tableau.cells.at(-1) ?? []]
  let best = -1
  tableau.columnVariables.forEach((variable, column) => {
    const entry = line[column] ?? 0n
    if (entry >= 0n) return
    if (best < 0) {
      best = column
      return
    }
    // Both entries are negative: cost/entry < bestCost/bestEntry, cross-multiplied.
    const left = (cost[column] ?? 0n) * (line[best] ?? 0n)
    const right = (cost[best] ?? 0n) * entry
    const smaller = variable < (tableau.columnVariables[best] ?? 0)
    if (left < right || (left === right && smaller)) best = column
  })
  return best
}

/** Exchanges a row's and a column's variable; every division is exact (Edmonds). */
function pivot(tableau: Tableau, row: number, column: number): void {
  const { cells, den } = tableau
  const line = cells[row] ?? []
  const p = line[column] ?? 0n
  const sign = p < 0n ? -1n : 1n
  cells.forEach((other, i) => {
    if (i === row) return
    const factor = other[column] ?? 0n
    if (factor === 0n) {
      // Only the common denominator changes.
      for (let j = 0; j < other.length; j++) other[j] = (sign * ((other[j] ?? 0n) * p)) / den
      return
    }
    for (let j = 0; j < other.length; j++) {
      if (j !== column) other[j] = (sign * ((other[j] ?? 0n) * p - factor * (line[j] ?? 0n))) / den
    }
    other[column] = -sign * factor
  })
  for (let j = 0; j < line.length; j++) line[j] = sign * (line[j] ?? 0n)
  line[column] = sign * den
  tableau.den = sign * p
  const leaving = tableau.rowVariables[row] ?? 0
  tableau.rowVariables[row] = tableau.columnVariables[column] ?? 0
  tableau.columnVariables[column] = leaving
}

/** Adds `variable of row ≤ value` or `≥ value` to a settled tableau. */
function addBound(
  tableau: Tableau,
  row: number,
  { side, value }: { readonly side: 'most' | 'least'; readonly value: bigint },
): void {
  const line = tableau.cells[row] ?? []
  const sign = side === 'most' ? -1n : 1n
  const added = line.map((entry) => sign * entry)
  added[added.length - 1] = sign * ((line.at(-1) ?? 0n) - value * tableau.den)
  tableau.cells.splice(-1, 0, added)
  tableau.rowVariables.push(tableau.nextVariable)
  tableau.nextVariable += 1
}
