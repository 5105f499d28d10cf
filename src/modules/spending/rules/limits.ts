import { type Fen, formatYuan } from '../../../kernel/money.ts'
import type { Fault } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import {
  CLASS_WORDS,
  CLASSES,
  DECIDING,
  type Kind,
  KINDS,
  type Limit,
  type Matrix,
  ORGAN_WORDS,
  type Reading,
  type SpendingClass,
} from '../model.ts'

/* Whether a matrix answers for every amount, once. */

const applies = (row: Limit, kind: Kind, of: SpendingClass): boolean =>
  row.kind === kind && (row.classes.length === 0 || row.classes.includes(of))

const endsBefore = (a: Limit, b: Limit): boolean => a.below !== null && a.below <= b.from

const overlap = (a: Limit, b: Limit): boolean => !endsBefore(a, b) && !endsBefore(b, a)

type Placed = { readonly row: Limit; readonly at: number }

/**
 * What is wrong with a matrix: a band without amounts, one organ named twice for the same amount, and among the
 * co-op's own organs an amount that none decides or two do. Nothing: every amount has its route.
 */
export function faultsOfMatrix(matrix: Matrix): Fault[] {
  const placed = matrix.rows.map((row, at) => ({ row, at }))
  const faults = placed.flatMap(({ row, at }) => faultsOfRow(row, at))
  if (faults.length > 0) return faults
  return [...twice(placed), ...KINDS.flatMap((kind) => tiers(placed, kind)), ...terms(matrix)]
}

function faultsOfRow(row: Limit, at: number): Fault[] {
  const faults: Fault[] = []
  if (row.below !== null && row.below <= row.from) {
    const why = text('上限须高于起点', 'must be above where the band begins')
    faults.push({ path: `$.rows[${at}].below`, text: why })
  }
  if (row.readings.length === 0) {
    const why = text('至少选一种口径', 'needs at least one reading')
    faults.push({ path: `$.rows[${at}].readings`, text: why })
  }
  if (row.kind === 'contract' && row.readings.some((reading) => reading !== 'contract')) {
    const why = text('合同只按合同金额计', 'contracts are measured by their amount only')
    faults.push({ path: `$.rows[${at}].readings`, text: why })
  }
  return faults
}

/** Rows that some class meets both, of different organs or of one. */
const meet = (a: Limit, b: Limit): boolean =>
  a.kind === b.kind &&
  (a.classes.length === 0 ||
    b.classes.length === 0 ||
    a.classes.some((one) => b.classes.includes(one)))

function twice(placed: readonly Placed[]): Fault[] {
  return placed.flatMap(({ row, at }) => {
    const before = placed
      .slice(0, at)
      .find(
        (other) => other.row.organ === row.organ && meet(other.row, row) && overlap(other.row, row),
      )
    if (before === undefined) return []
    const { zh, en } = ORGAN_WORDS[row.organ]
    const why = text(
      `与第${before.at + 1}行重叠:${zh}对同一金额出现两次`,
      `overlaps row ${before.at + 1}: ${en} is named twice for one amount`,
    )
    return [{ path: `$.rows[${at}]`, text: why }]
  })
}

const said = (amount: Fen): string => formatYuan(amount)

/** The bands of the deciding organs lie side by side from zero to no end, for each class. */
function tiers(placed: readonly Placed[], kind: Kind): Fault[] {
  const deciding = placed.filter(({ row }) => row.kind === kind && DECIDING.includes(row.organ))
  if (deciding.length === 0) return []
  const seen = new Set<string>()
  return CLASSES.flatMap((of) => {
    const bands = deciding
      .filter(({ row }) => applies(row, kind, of))
      .toSorted((a, b) =>
        a.row.from < b.row.from ? -1 : a.row.from > b.row.from ? 1 : a.at - b.at,
      )
    return tiling(bands, of).filter(({ path, text: { en } }) => {
      const fresh = !seen.has(path + en)
      seen.add(path + en)
      return fresh
    })
  })
}

function tiling(bands: readonly Placed[], of: SpendingClass): Fault[] {
  const faults: Fault[] = []
  let reached: Fen | null = 0n as Fen
  for (const { row, at } of bands) {
    if (reached === null || row.from < reached) {
      const why = text(
        '与本社另一决策机构的区间重叠',
        'overlaps the band of another of the co-op’s own organs',
      )
      faults.push({ path: `$.rows[${at}].from`, text: why })
    } else if (row.from > reached) {
      const why = text(
        `${said(reached)} 至 ${said(row.from)} 元没有决策机构`,
        `nobody decides from ${said(reached)} to ${said(row.from)} yuan`,
      )
      faults.push({ path: `$.rows[${at}].from`, text: why })
    }
    reached = row.below === null || reached === null ? null : max(row.below, reached)
  }
  if (reached !== null) {
    const { zh, en } = CLASS_WORDS[of]
    const why = text(
      `${zh}:${said(reached)} 元以上没有决策机构`,
      `${en}: nobody decides from ${said(reached)} yuan on`,
    )
    faults.push({ path: '$.rows', text: why })
  }
  return faults
}

const max = (a: Fen, b: Fen): Fen => (a > b ? a : b)

function terms({ terms: { risk } }: Matrix): Fault[] {
  const wrong = (path: string): Fault => ({
    path: `$.terms.risk.${path}`,
    text: text('高风险的起点须高于中风险', 'high must begin above medium'),
  })
  return [
    ...(risk.factorHigh > risk.factorMedium ? [] : [wrong('factorHigh')]),
    ...(risk.totalHigh > risk.totalMedium ? [] : [wrong('totalHigh')]),
  ]
}

/** What locks the books by one reading: from which amount on, fen, within how many days of one payee. */
export interface LockReading {
  readonly from: Fen
  readonly windowDays: number
}

/** For each reading of an expense the row that locks the books earliest; a reading no row locks is left out. */
export function lockReadings({ rows }: Matrix): ReadonlyMap<Reading, LockReading> {
  const found = new Map<Reading, LockReading>()
  for (const { kind, lock, readings, from, windowDays } of rows) {
    if (kind !== 'expense' || !lock) continue
    for (const reading of readings) {
      const known = found.get(reading)
      if (known === undefined || from < known.from) found.set(reading, { from, windowDays })
    }
  }
  return found
}

/** The least amount from which an expense cannot be booked without approval; null: no row locks the books. */
export function lockFrom({ rows }: Matrix): Fen | null {
  const locks = rows.filter(({ kind, lock }) => kind === 'expense' && lock).map(({ from }) => from)
  return locks.length === 0 ? null : locks.reduce((a, b) => (a < b ? a : b))
}
