import { dayNumber } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { MoneyLine, Waiting } from '../model.ts'

/** Why a line of the books may be an allocation's money: the more reasons, the sooner it is shown. */
export interface Suggestion {
  readonly allocationId: AnyId
  readonly strength: number
  /** What the link would take: never more than the line has free or the allocation misses. Fen. */
  readonly amount: bigint
  readonly reasons: readonly Text[]
}

/** Money comes soon after the decision; later it is less likely the same. */
const SOON_DAYS = 120
const SHORTEST_WORD = 4

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b)

/** What stands in brackets, and the year, tell no fund from another. */
const telling = (word: string): string => word.replaceAll(/[（(][^）)]*[）)]|^\d{4}年/g, '')

/** The longest run of words of an allocation that the voucher repeats, at least four characters. */
function repeated(words: readonly string[], said: string): string | null {
  let best: string | null = null
  for (const word of words.map(telling)) {
    for (let from = 0; from + SHORTEST_WORD <= word.length; from++) {
      let length = Math.max(SHORTEST_WORD, (best?.length ?? 0) + 1)
      while (from + length <= word.length && said.includes(word.slice(from, from + length))) {
        best = word.slice(from, from + length)
        length += 1
      }
    }
  }
  return best
}

/**
 * Allocations that a line's money may be of, the most likely first: same amount, soon after the decision, words of the
 * fund repeated. A line before the decision, or without anything in common, is none. People decide.
 */
export function suggestionsFor(
  line: MoneyLine,
  waiting: readonly Waiting[],
): readonly Suggestion[] {
  if (line.free <= 0n) return []
  return waiting
    .flatMap((one): Suggestion[] => {
      const days = dayNumber(line.on) - dayNumber(one.decidedOn)
      if (days < 0 || one.missing <= 0n) return []
      const same = one.missing === line.free
      const word = repeated(one.words, line.words)
      if (!same && word === null) return []
      const reasons = [
        ...(same ? [text('金额相同', 'the same amount')] : []),
        ...(word === null ? [] : [text(`摘要提到“${word}”`, `the voucher says “${word}”`)]),
        ...(days <= SOON_DAYS
          ? [text(`下达后 ${days} 天到账`, `${days} days after the decision`)]
          : []),
      ]
      const strength =
        (same ? 4 : 0) + (word === null ? 0 : 2 + word.length / 100) + (days <= SOON_DAYS ? 1 : 0)
      return [
        {
          allocationId: one.allocationId,
          strength,
          amount: least(line.free, one.missing),
          reasons,
        },
      ]
    })
    .toSorted((a, b) => b.strength - a.strength || (a.allocationId < b.allocationId ? -1 : 1))
}
