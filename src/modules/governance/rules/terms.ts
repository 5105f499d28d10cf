import { z } from 'zod'
import { compareFractions, type Fraction, parseFraction } from '../../../kernel/fraction.ts'
import { must } from '../../../kernel/assert.ts'
import { type Charter, MODEL_CHARTER } from './charter.ts'
import type { MatterKey, MeetingKind } from './matters.ts'
import { additionalVotesLimit, type Majority } from './vote.ts'

/* What charter and law ask of one meeting, kept with it from the day of its notice. */

export const termsSchema = z.object({
  noticeDays: z.number().int(),
  quorum: z.string(),
  ordinary: z.string(),
  special: z.string(),
  online: z.boolean(),
  proxies: z.number().int(),
  secretElections: z.boolean(),
  /** Additional votes at most, of the basic ones; '0' where there are none. */
  additionalCap: z.string(),
  additionalExcluded: z.array(z.string()),
  /** Additional votes of one member at most; null where no charter limits them. */
  additionalEach: z.number().int().nullable().default(null),
  /** The article of the charter on additional votes: "第三十条"; empty where no charter says it. */
  additionalArticle: z.string().default(''),
  /** What delegates decide in place of the members; null where no charter says it. */
  delegatePowers: z.array(z.string()).nullable().default(null),
  /** Whether the co-op has a charter in the product; else law and custom stand in. */
  byCharter: z.boolean(),
})
export type Terms = z.output<typeof termsSchema>

const BOARD: readonly MeetingKind[] = ['council', 'supervisors']

/**
 * The terms of a meeting by the charter in force; without one, by the law and the model's usual figures. Which article
 * says them the charter's own clauses decide: the caller adds it.
 */
export function termsOf(kind: MeetingKind, charter: Charter | null): Terms {
  const { assembly, additional } = charter ?? MODEL_CHARTER
  const board = BOARD.includes(kind)
  const extra = !board && kind !== 'union' && kind !== 'founding' && kind !== 'delegates'
  return {
    noticeDays: board ? assembly.boardNoticeDays : assembly.noticeDays,
    quorum: kind === 'founding' ? '1/1' : assembly.quorum,
    ordinary: assembly.ordinary,
    special: assembly.special,
    online: assembly.online,
    proxies: board || kind === 'founding' ? 0 : assembly.proxies,
    secretElections: assembly.secretElections,
    // Without a charter in the product, what the register names counts up to the law's own fifth.
    additionalCap: extra && (charter === null || additional.allowed) ? additional.cap : '0/1',
    additionalExcluded: [...additional.excluded],
    additionalEach: extra && charter !== null && additional.allowed ? additional.perMember : null,
    additionalArticle: '',
    delegatePowers:
      charter === null ? null : assembly.delegates ? [...assembly.delegatePowers] : [],
    byCharter: charter !== null,
  }
}

const exact = (value: string): Fraction => must(parseFraction(value), `the fraction ${value}`)

const FLOORS = { quorum: exact('2/3'), ordinary: exact('1/2'), special: exact('2/3') }
const stricter = (a: Fraction, b: Fraction): Fraction => (compareFractions(a, b) >= 0 ? a : b)

const ceiling = (share: Fraction, of: number): number =>
  Number((share.num * BigInt(of) + share.den - 1n) / share.den)

/** Heads that must be present: by charter, never below the law. */
export function quorumBy(terms: Terms, entitled: number): number {
  return ceiling(stricter(exact(terms.quorum), FLOORS.quorum), entitled)
}

/** Votes in favour that carry a matter, of all votes: more than the ordinary part, at least the special one. */
export function neededBy(terms: Terms, majority: Majority, allVotes: number): number {
  if (majority === 'founding') return allVotes
  if (majority === 'special') {
    return ceiling(stricter(exact(terms.special), FLOORS.special), allVotes)
  }
  const share = stricter(exact(terms.ordinary), FLOORS.ordinary)
  return Number((share.num * BigInt(allVotes)) / share.den) + 1
}

/** Additional votes that count on a matter; 0 where the charter takes the matter out. */
export const countsAdditional = (terms: Terms, matter: MatterKey): boolean =>
  exact(terms.additionalCap).num > 0n && !terms.additionalExcluded.includes(matter)

export const additionalLimit = (terms: Terms, members: number): number =>
  additionalVotesLimit(members, exact(terms.additionalCap))
