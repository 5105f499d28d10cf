import { type Text, text } from '../../../kernel/text.ts'
import type { UnionTerms } from '../model.ts'
import { type Candidate, type Ground, nearness, type PairScore } from './matching.ts'

/*
 * Who could form a union (seed R79: 产业相同、地域相近、运营能力一般): groups around a seat. Each group has one
 * industry; every member is near its seat; groups have between the least and the most members.
 */

/** That `member` could join a union whose seat is `seat` (also with itself, for no points). */
export interface Seat {
  readonly seat: number
  readonly member: number
  readonly points: number
}

export interface GroupingModel {
  readonly seats: readonly Seat[]
  readonly least: number
  readonly most: number
}

/** Whether a co-op may be put into a union: of the middle, with an industry, in none yet. */
export const mayJoin = (
  coop: Candidate & { readonly inUnion: boolean },
  { classes }: UnionTerms,
): boolean =>
  !coop.inUnion && coop.industryId !== null && coop.class !== null && classes.includes(coop.class)

/** The score of two co-ops of one industry as members of one union; null where they are too far apart. */
export function scoreMember(seat: Candidate, member: Candidate, ground: Ground): PairScore | null {
  if (seat.industryId === null || seat.industryId !== member.industryId) return null
  const near = nearness(seat, member, ground)
  if (near === null) return null
  const same: { points: number; said: Text } = {
    points: ground.terms.sameIndustry,
    said: text(`产业相同(${seat.industry ?? ''})`, `same industry (${seat.industry ?? ''})`),
  }
  const points = near.points + same.points
  return points < ground.terms.least
    ? null
    : { points, parts: [same, ...near.parts], metres: near.metres }
}

/**
 * The grouping as a mixed-integer program: y opens a seat, x puts a member to it. A seat that opens is its own
 * member and has between the least and the most of them; nobody joins twice; the sum of points is the most.
 */
export function groupingProgram({ seats, least, most }: GroupingModel): string {
  const name = (i: number): string => `x${i}`
  const index = seats.map((_, i) => i)
  const bySeat = Map.groupBy(index, (i) => seats[i]?.seat ?? 0)
  const byMember = Map.groupBy(index, (i) => seats[i]?.member ?? 0)
  const total = (own: readonly number[]): string => own.map(name).join('\n + ')
  const own = index.filter((i) => seats[i]?.seat === seats[i]?.member)
  return [
    'Maximize',
    ` points: ${seats.map(({ points }, i) => `${points} ${name(i)}`).join('\n + ')}`,
    'Subject To',
    ...[...byMember].map(([member, list]) => ` m${member}: ${total(list)} <= 1`),
    ...[...bySeat].flatMap(([seat, list]) => [
      ` a${seat}: ${total(list)}\n - ${least} y${seat} >= 0`,
      ` b${seat}: ${total(list)}\n - ${most} y${seat} <= 0`,
    ]),
    ...own.map((i) => ` s${i}: ${name(i)} - y${seats[i]?.seat ?? 0} = 0`),
    'Binary',
    ...index.map((i) => ` ${name(i)}`),
    ...[...bySeat.keys()].map((seat) => ` y${seat}`),
    'End',
  ].join('\n')
}

/** Each member with its best seat, as if groups had no size: no grouping has more points. */
export function groupingBound({ seats }: GroupingModel): number {
  const best = new Map<number, number>()
  for (const { member, points } of seats) best.set(member, Math.max(best.get(member) ?? 0, points))
  return [...best.values()].reduce((all, points) => all + points, 0)
}

/** Whether a choice keeps every limit. */
export function isGrouping(
  { seats, least, most }: GroupingModel,
  chosen: readonly number[],
): boolean {
  const taken = chosen.flatMap((i) => seats[i] ?? [])
  if (new Set(taken.map(({ member }) => member)).size !== taken.length) return false
  return [...Map.groupBy(taken, ({ seat }) => seat)].every(
    ([seat, own]) =>
      own.length >= least && own.length <= most && own.some(({ member }) => member === seat),
  )
}

export const groupPoints = ({ seats }: GroupingModel, chosen: readonly number[]): number =>
  chosen.reduce((all, i) => all + (seats[i]?.points ?? 0), 0)
