import { type Fen, fen, sumFen, ZERO_FEN } from '../../../kernel/money.ts'
import type { IncomeFlow } from '../model/facts.ts'
import type { Converted, EquityFlow } from '../model.ts'
import { isEquityItem } from './equity.ts'
import { isIncomeItem } from './income.ts'

/** What of a line of the books is needed here; the ledger's own lines have it. */
export interface FlowLine {
  readonly voucherId: string
  readonly account: string
  readonly memberId: string | null
  readonly item: string | null
  readonly debit: Fen
  readonly credit: Fen
}

/** Lines of 301, 311, 321 and 322 (months 01 to the last, 13 included) summed by account and reason. */
export function equityFlowsOf(lines: readonly FlowLine[]): EquityFlow[] {
  return sums(lines).map(({ account, item, debit, credit }) => ({
    account,
    item: item !== null && isEquityItem(item) ? item : null,
    debit,
    credit,
  }))
}

/** Lines of 501, 502 and 511 (months 01 to 12, never 13) summed by account and source. */
export function incomeFlowsOf(lines: readonly FlowLine[]): IncomeFlow[] {
  return sums(lines).map(({ account, item, debit, credit }) => ({
    account,
    item: item !== null && isIncomeItem(item) ? item : null,
    debit,
    credit,
  }))
}

function sums(lines: readonly FlowLine[]) {
  const found = new Map<string, FlowLine[]>()
  for (const line of lines) {
    const key = `${line.account}/${line.item ?? ''}`
    const same = found.get(key)
    if (same === undefined) found.set(key, [line])
    else same.push(line)
  }
  return [...found.values()].map((same) => ({
    account: same[0]?.account ?? '',
    item: same[0]?.item ?? null,
    debit: sumFen(same.map(({ debit }) => debit)),
    credit: sumFen(same.map(({ credit }) => credit)),
  }))
}

/**
 * What the year declared to its members and then turned into contributions (Dr 221 or 222, Cr 301), from
 * the lines of 221, 222 and 301 of months 01 to 13 in the order of the books. A conversion counts as far
 * as the same member was declared so much in the same year; what was declared in earlier years has left
 * the surplus then and is not moved between rows 17-19 again.
 */
export function convertedOf(lines: readonly FlowLine[]): Converted {
  const converting = new Set(
    lines
      .filter(
        ({ account, item }) => account.startsWith('301') && item === 'surplus_to_contribution',
      )
      .map(({ voucherId }) => voucherId),
  )
  return {
    surplusReturn: convertedFrom('221', lines, converting),
    residual: convertedFrom('222', lines, converting),
  }
}

function convertedFrom(
  code: string,
  lines: readonly FlowLine[],
  converting: ReadonlySet<string>,
): Fen {
  const open = new Map<string, bigint>()
  let converted: bigint = ZERO_FEN
  for (const line of lines) {
    if (!line.account.startsWith(code)) continue
    const member = line.memberId ?? ''
    const left = (open.get(member) ?? 0n) + line.credit
    const taken =
      converting.has(line.voucherId) && line.debit > 0n
        ? left < line.debit
          ? left
          : line.debit
        : // A red-ink copy of a conversion gives it back.
          converting.has(line.voucherId)
          ? line.debit
          : 0n
    converted += taken
    open.set(member, left - taken)
  }
  return fen(converted)
}
