import { type Text, text } from '../../../kernel/text.ts'
import { CLASSES, type CoopClass, type MatchTerms, type Purpose } from '../model.ts'

/*
 * Who leads whom (1+N): points of a pair, and the assignment with the most points together. Points are whole
 * numbers, so that a sum is exact and says what it is made of.
 */

export interface Candidate {
  readonly id: string
  readonly name: string
  readonly villageId: string
  readonly townId: string
  readonly townName: string
  readonly industryId: string | null
  readonly industry: string | null
  readonly kind: string
  readonly class: CoopClass | null
  readonly members: number | null
  /** Millionths of a degree. */
  readonly place: { readonly latitude: number; readonly longitude: number } | null
}

export interface PointPart {
  readonly points: number
  readonly said: Text
}

export interface PairScore {
  readonly points: number
  readonly parts: readonly PointPart[]
  readonly metres: number | null
}

const EARTH_METRES = 6_371_009
const radians = (micro: number): number => (micro * Math.PI) / 180_000_000

/** Metres between two places on the sphere, rounded; null where one is not known. */
export function metresBetween(a: Candidate['place'], b: Candidate['place']): number | null {
  if (a === null || b === null) return null
  const [north, south] = [radians(a.latitude), radians(b.latitude)]
  const [turn, span] = [radians(b.longitude - a.longitude), south - north]
  const half = Math.sin(span / 2) ** 2 + Math.cos(north) * Math.cos(south) * Math.sin(turn / 2) ** 2
  return Math.round(2 * EARTH_METRES * Math.asin(Math.min(1, Math.sqrt(half))))
}

/** One name for a pair of towns whichever comes first. */
export const borderKey = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`)

export interface Ground {
  readonly terms: MatchTerms
  readonly borders: ReadonlySet<string>
}

/** Where two co-ops are to each other; null where they are too far apart to be matched. */
export function nearness(a: Candidate, b: Candidate, { terms, borders }: Ground): PairScore | null {
  const metres = metresBetween(a.place, b.place)
  const kilometres = metres === null ? null : Math.floor(metres / 1000)
  if (kilometres !== null && kilometres > terms.farthestKilometres) return null
  const parts: PointPart[] = []
  if (a.villageId === b.villageId) {
    parts.push({ points: terms.sameVillage, said: text('同村', 'same village') })
  } else if (a.townId === b.townId) {
    parts.push({
      points: terms.sameTown,
      said: text(`同在${a.townName}`, `both in ${a.townName}`),
    })
  } else if (borders.has(borderKey(a.townId, b.townId))) {
    parts.push({
      points: terms.borderingTown,
      said: text(`${a.townName}与${b.townName}相邻`, `${a.townName} borders ${b.townName}`),
    })
  } else if (kilometres === null) {
    return null
  }
  if (kilometres !== null && kilometres > 0 && terms.perKilometre > 0) {
    parts.push({
      points: -kilometres * terms.perKilometre,
      said: text(`相距 ${kilometres} 公里`, `${kilometres} km apart`),
    })
  }
  return { points: sum(parts), parts, metres }
}

const sum = (parts: readonly PointPart[]): number =>
  parts.reduce((all, { points }) => all + points, 0)

/** What the business of two co-ops has in common. */
export function kinship(a: Candidate, b: Candidate, { terms }: Ground): PointPart[] {
  const parts: PointPart[] = []
  if (a.industryId !== null && a.industryId === b.industryId) {
    const industry = a.industry ?? ''
    parts.push({
      points: terms.sameIndustry,
      said: text(`产业相同(${industry})`, `same industry (${industry})`),
    })
  }
  if (a.kind === b.kind) {
    parts.push({ points: terms.sameKind, said: text('类型相同', 'same kind') })
  }
  return parts
}

/** Whether a co-op may lead, or be led, for a purpose: strong and weak by class, big and small by members. */
export function roleOf(
  coop: Candidate,
  purpose: Purpose,
  { bigMembers }: MatchTerms,
): 'lead' | 'follower' | null {
  if (purpose === 'quality') {
    if (coop.class === 'model') return 'lead'
    return coop.class === 'improve' || coop.class === 'transform' ? 'follower' : null
  }
  // A co-op that is to be closed and formed anew is led by nobody.
  if (coop.members === null || coop.class === 'rebuild') return null
  if (coop.members >= bigMembers) return coop.class === 'transform' ? null : 'lead'
  return coop.members * 2 <= bigMembers ? 'follower' : null
}

/** What a pair is worth; null where it cannot be: too far, or fewer points than the county asks. */
export function scorePair(
  purpose: Purpose,
  pair: { readonly lead: Candidate; readonly follower: Candidate },
  ground: Ground,
): PairScore | null {
  const { lead, follower } = pair
  const near = nearness(lead, follower, ground)
  if (near === null) return null
  const parts = [
    ...kinship(lead, follower, ground),
    ...near.parts,
    ...gapPart(purpose, pair, ground),
  ]
  const points = sum(parts)
  return points < ground.terms.least ? null : { points, parts, metres: near.metres }
}

function gapPart(
  purpose: Purpose,
  { lead, follower }: { readonly lead: Candidate; readonly follower: Candidate },
  { terms }: Ground,
): PointPart[] {
  if (purpose === 'scale') {
    const [big, small] = [lead.members ?? 0, Math.max(1, follower.members ?? 1)]
    const times = Math.min(5, Math.floor(big / small))
    return [
      {
        points: times * terms.perClass,
        said: text(
          `成员 ${big} 人带 ${follower.members ?? 0} 人`,
          `${big} members lead ${follower.members ?? 0}`,
        ),
      },
    ]
  }
  if (lead.class === null || follower.class === null) return []
  const gap = CLASSES.indexOf(follower.class) - CLASSES.indexOf(lead.class)
  return [
    { points: gap * terms.perClass, said: text(`强弱相差 ${gap} 类`, `${gap} classes apart`) },
  ]
}

/** A pair that could be. */
export interface Option {
  readonly lead: number
  readonly follower: number
  readonly points: number
}

export interface AssignmentModel {
  readonly options: readonly Option[]
  /** Room of each leader. */
  readonly room: readonly number[]
}

/**
 * The assignment as a mixed-integer program in CPLEX LP text: each follower has at most one leader, each leader
 * at most its room, the sum of points is the most. Terms stand a line each: the format limits the line.
 */
export function assignmentProgram({ options, room }: AssignmentModel): string {
  const name = (i: number): string => `x${i}`
  const rows = (
    groups: ReadonlyMap<number, readonly number[]>,
    label: string,
    most: (k: number) => number,
  ) =>
    [...groups].map(
      ([key, own]) => ` ${label}${key}: ${own.map(name).join('\n + ')} <= ${most(key)}`,
    )
  const index = options.map((_, i) => i)
  const byLead = Map.groupBy(index, (i) => options[i]?.lead ?? 0)
  const byFollower = Map.groupBy(index, (i) => options[i]?.follower ?? 0)
  return [
    'Maximize',
    ` points: ${options.map(({ points }, i) => `${points} ${name(i)}`).join('\n + ')}`,
    'Subject To',
    ...rows(byFollower, 'f', () => 1),
    ...rows(byLead, 'l', (lead) => room[lead] ?? 0),
    'Binary',
    ...index.map((i) => ` ${name(i)}`),
    'End',
  ].join('\n')
}

/** Each follower with its best leader, as if leaders had room without end: no assignment has more points. */
export function assignmentBound({ options }: AssignmentModel): number {
  const best = new Map<number, number>()
  for (const { follower, points } of options) {
    best.set(follower, Math.max(best.get(follower) ?? 0, points))
  }
  return [...best.values()].reduce((all, points) => all + points, 0)
}

/** Whether a choice keeps every limit: what a solver says is looked at before it is shown. */
export function isAssignment(
  { options, room }: AssignmentModel,
  chosen: readonly number[],
): boolean {
  const taken = chosen.flatMap((i) => options[i] ?? [])
  const followers = new Set(taken.map(({ follower }) => follower))
  const leads = Map.groupBy(taken, ({ lead }) => lead)
  return (
    taken.length === chosen.length &&
    followers.size === taken.length &&
    [...leads].every(([lead, own]) => own.length <= (room[lead] ?? 0))
  )
}

export const pointsOf = ({ options }: AssignmentModel, chosen: readonly number[]): number =>
  chosen.reduce((all, i) => all + (options[i]?.points ?? 0), 0)
