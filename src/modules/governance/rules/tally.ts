import type { Majority } from './vote.ts'
import { neededBy, quorumBy, type Terms } from './terms.ts'

/* From votes to a result. A vote names what it is for: 'yes', 'no', 'abstain', or candidates of an election. */

export const CHOICES = ['yes', 'no', 'abstain'] as const

/** Votes by what they were cast for. In an election a ballot names up to as many candidates as there are seats. */
export type Sums = Readonly<Record<string, number>>

/** What a ballot may be marked with; empty in an election means abstaining. */
export function choiceFault(
  choice: readonly string[],
  matter: { readonly seats: number | null; readonly candidates: readonly string[] },
): 'choice' | 'seats' | null {
  if (matter.seats === null) {
    const [only] = choice
    return choice.length === 1 && (CHOICES as readonly string[]).includes(only ?? '')
      ? null
      : 'choice'
  }
  if (new Set(choice).size !== choice.length) return 'choice'
  if (choice.some((id) => !matter.candidates.includes(id))) return 'choice'
  return choice.length > matter.seats ? 'seats' : null
}

/** Adds `votes` for each thing a ballot names; a ballot that names nobody abstains. */
export function addBallot(sums: Sums, choice: readonly string[], votes: number): Sums {
  const named = choice.length === 0 ? ['abstain'] : choice
  const next: Record<string, number> = { ...sums }
  for (const key of named) next[key] = (next[key] ?? 0) + votes
  return next
}

export function addSums(a: Sums, b: Sums): Sums {
  const sum: Record<string, number> = { ...a }
  for (const [key, votes] of Object.entries(b)) sum[key] = (sum[key] ?? 0) + votes
  return sum
}

export interface Standing {
  readonly quorum: number
  readonly quorumReached: boolean
  readonly needed: number
  readonly carried: boolean
  readonly stillNeeded: number
}

/** Where a motion stands: quorum by heads, majority by all votes of the body (Art. 30). */
export function standingOf(
  terms: Terms,
  count: {
    readonly entitled: number
    readonly allVotes: number
    readonly present: number
    readonly yes: number
    readonly majority: Majority
  },
): Standing {
  const quorum = quorumBy(terms, count.entitled)
  const needed = neededBy(terms, count.majority, count.allVotes)
  const quorumReached = count.present >= quorum
  const stillNeeded = Math.max(0, needed - count.yes)
  return {
    quorum,
    quorumReached,
    needed,
    carried: quorumReached && stillNeeded === 0,
    stillNeeded,
  }
}

/**
 * Who is elected: those with the votes that carry, most votes first, as many as there are seats. Candidates with
 * equal votes over the last seat are none of them elected: the meeting votes again between them.
 */
export function electedOf(
  sums: Sums,
  election: {
    readonly candidates: readonly string[]
    readonly seats: number
    readonly needed: number
  },
): readonly string[] {
  const ranked = election.candidates
    .map((id) => ({ id, votes: sums[id] ?? 0 }))
    .filter(({ votes }) => votes >= election.needed)
    .toSorted((a, b) => b.votes - a.votes || (a.id < b.id ? -1 : 1))
  const beyond = ranked[election.seats]
  const winners = ranked.slice(0, election.seats)
  return (beyond === undefined ? winners : winners.filter(({ votes }) => votes > beyond.votes)).map(
    ({ id }) => id,
  )
}

/** One person's count: what each ballot is marked with, by its code. */
export interface Marked {
  readonly choice: readonly string[]
  readonly void: boolean
}
export type Count = ReadonlyMap<string, Marked>

const asText = ({ choice, void: spoilt }: Marked): string =>
  spoilt ? 'void' : choice.toSorted().join(',')

/** Codes on which the counts do not all agree, in order. */
export function differencesOf(counts: readonly Count[]): string[] {
  const codes = new Set(counts.flatMap((count) => [...count.keys()]))
  return [...codes]
    .filter((code) => {
      const said = counts.map((count) => count.get(code)).map((m) => (m ? asText(m) : 'absent'))
      return new Set(said).size > 1
    })
    .toSorted()
}

/**
 * The count that stands. Two counts settle it when they agree ballot by ballot; of three, each ballot is what two
 * of them say. Null while a ballot is in dispute.
 */
export function settledCount(counts: readonly Count[]): Count | null {
  if (counts.length < 2) return null
  const settled = new Map<string, Marked>()
  const codes = new Set(counts.flatMap((count) => [...count.keys()]))
  for (const code of codes) {
    const said = counts.map((count) => count.get(code))
    const texts = said.map((mark) => (mark === undefined ? 'absent' : asText(mark)))
    const agreed = texts.findIndex((one, i) => texts.indexOf(one) !== i)
    if (agreed < 0) return null
    const mark = said[agreed]
    if (mark !== undefined) settled.set(code, mark)
  }
  return settled
}

/** The sums of a settled count; every paper ballot is one vote. */
export function sumsOf(count: Count): { readonly sums: Sums; readonly void: number } {
  let sums: Sums = {}
  let spoilt = 0
  for (const mark of count.values()) {
    if (mark.void) spoilt += 1
    else sums = addBallot(sums, mark.choice, 1)
  }
  return { sums, void: spoilt }
}
