import { addMonths, type LocalDate } from '../../../kernel/date.ts'
import type { Finding } from '../../../kernel/finding.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { type Text, text } from '../../../kernel/text.ts'
import {
  type CoopClass,
  type CoopStatus,
  NEXT_STATUSES,
  STATUS_NAMES,
  type UnionStatus,
} from '../model.ts'

/** Co-op Act 56: three co-ops or more. */
const UNION_MEMBERS_MIN = 3
/** A union under the minimum has six months to cure it, like a co-op whose farmers fell under four fifths. */
const CURE_MONTHS = 6

export const cureUntil = (belowSince: LocalDate): LocalDate => addMonths(belowSince, CURE_MONTHS)

/**
 * What the status of a union may become: what the law says of co-ops holds for unions (co-op Act 63). The
 * last step, deregistration or a founding given up, is its end and lets the members go.
 */
export const nextUnionStatuses = (status: UnionStatus): UnionStatus[] =>
  NEXT_STATUSES[status].filter((next): next is UnionStatus => !ENDS.has(next))

const ENDS: ReadonlySet<CoopStatus> = new Set(['preparing', 'deregistered', 'abandoned'])

/** Why a union cannot stand so after a change; null when it can. A legal person has the day of its registration. */
export function unionStatusFault(change: {
  readonly from: UnionStatus
  readonly to: UnionStatus
  readonly registeredOn: LocalDate | null
}): { readonly place: 'status' | 'registeredOn'; readonly text: Text } | null {
  const { from, to, registeredOn } = change
  const next = nextUnionStatuses(from)
  if (to !== from && !next.includes(to)) {
    const [zh, en] = (['zh', 'en'] as const).map((language) => ({
      pair: [from, to].map((one) => STATUS_NAMES[one][language]),
      next: next.map((one) => STATUS_NAMES[one][language]),
    }))
    return {
      place: 'status',
      text: text(
        `“${zh?.pair[0]}”不能变更为“${zh?.pair[1]}”,可变更为:${zh?.next.join('、') || '无'}`,
        `"${en?.pair[0]}" cannot become "${en?.pair[1]}"; it can become: ${en?.next.join(', ') || 'nothing'}`,
      ),
    }
  }
  if (to === 'founding' && registeredOn !== null)
    return { place: 'status', text: text('已登记成立,状态应为存续', 'is registered: say so') }
  if (to !== 'founding' && registeredOn === null)
    return {
      place: 'registeredOn',
      text: text('须有登记成立日期', 'the day of registration is needed'),
    }
  return null
}

/** UNION-3: at founding it blocks, later it warns until the day of cure and then blocks. */
export function union3(facts: {
  readonly unionId: string
  readonly members: number
  readonly founding: boolean
  readonly belowSince: LocalDate | null
  readonly today: LocalDate
}): Finding {
  const { members, belowSince } = facts
  const passes = members >= UNION_MEMBERS_MIN
  const missing = UNION_MEMBERS_MIN - members
  const until = belowSince === null ? null : cureUntil(belowSince)
  const overdue = until !== null && facts.today > until
  return {
    rule: 'UNION-3',
    version: '2018-07-01',
    severity: facts.founding || overdue ? 'block' : 'warn',
    outcome: passes ? 'passes' : 'fails',
    binding: 'cooperatives',
    readings: [
      {
        id: 'cooperatives',
        outcome: passes ? 'passes' : 'fails',
        measured: String(members),
        limit: String(UNION_MEMBERS_MIN),
      },
    ],
    notComputed: [],
    rows: [facts.unionId],
    source: '农民专业合作社法 第五十六条',
    fix: passes
      ? null
      : {
          kind: 'people',
          moves: [{ to: facts.unionId, count: missing }],
          total: String(missing),
        },
    text: unionText(members, { until, overdue, founding: facts.founding }),
  }
}

function unionText(
  members: number,
  at: { until: LocalDate | null; overdue: boolean; founding: boolean },
): Text {
  if (members >= UNION_MEMBERS_MIN)
    return text(
      `成员社 ${members} 家,不少于三家。`,
      `${members} member co-ops, not fewer than three.`,
    )
  const base = text(
    `成员社 ${members} 家,联合社须有三家以上合作社`,
    `${members} member co-ops; a union needs three`,
  )
  if (at.founding || at.until === null) return text(`${base.zh}。`, `${base.en}.`)
  return at.overdue
    ? text(
        `${base.zh},六个月补足期已于 ${at.until} 届满。`,
        `${base.en}; the six months to cure ended on ${at.until}.`,
      )
    : text(`${base.zh},须在 ${at.until} 前补足。`, `${base.en}; to be cured by ${at.until}.`)
}

/** UNION-1V: one co-op one vote; nothing to measure, the register itself keeps it so. */
export function union1v(unionId: string, members: number): Finding {
  return {
    rule: 'UNION-1V',
    version: '2018-07-01',
    severity: 'block',
    outcome: 'passes',
    binding: 'votes',
    readings: [
      { id: 'votes', outcome: 'passes', measured: String(members), limit: String(members) },
    ],
    notComputed: [],
    rows: [unionId],
    source: '农民专业合作社法 第五十九条、第六十条',
    fix: null,
    text: text(
      `${members} 家成员社各享有一票,不设附加表决权,不设成员代表大会。`,
      `Each of the ${members} member co-ops has one vote; no additional votes, no delegates' assembly.`,
    ),
  }
}

/** Since when a union is under its minimum, after a change of members. */
export function belowSinceAfter(
  before: LocalDate | null,
  change: { readonly members: number; readonly on: LocalDate },
): LocalDate | null {
  return change.members >= UNION_MEMBERS_MIN ? null : (before ?? change.on)
}

export interface UnionCandidate {
  readonly id: AnyId
  readonly name: string
  readonly townId: AnyId
  readonly industryId: AnyId | null
  readonly class: CoopClass | null
  readonly status: CoopStatus
  readonly inUnion: boolean
}

/**
 * Where a union could be formed: same industry, same town, three or more running co-ops of ordinary
 * ability (neither models nor shells), none of them in a union. Largest groups first.
 */
export function proposeUnions(coops: readonly UnionCandidate[]): {
  townId: AnyId
  industryId: AnyId
  members: UnionCandidate[]
}[] {
  const fit = coops.filter(
    (coop) =>
      coop.status === 'registered' &&
      !coop.inUnion &&
      coop.industryId !== null &&
      coop.class !== 'model' &&
      coop.class !== 'rebuild',
  )
  return [...Map.groupBy(fit, (coop) => `${coop.townId}|${coop.industryId}`).values()]
    .flatMap((members) => {
      const [first] = members
      if (members.length < UNION_MEMBERS_MIN || first === undefined || first.industryId === null)
        return []
      return [{ townId: first.townId, industryId: first.industryId, members }]
    })
    .toSorted((a, b) => b.members.length - a.members.length)
}
