import { addDays, type LocalDate, yearOf } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Role } from '../../../kernel/role.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { signingsOf } from '../../approvals/index.ts'
import { listContests } from '../../contest/index.ts'
import { listPromotionMeetings, listTaskForces } from '../../founding/index.ts'
import { listHelpVisits, listIssues } from '../../help/index.ts'
import { factRows, parsePeriod } from '../../indicator/index.ts'
import { cooperativesIn } from '../../registry/index.ts'
import { errandsDue, listProblems, listReports, receiptsOf } from '../../supervision/index.ts'
import type { Level, Proof, SourceId } from '../model.ts'
import { outcomeOf } from '../rules/judge.ts'
import { planRows } from '../store/plans.ts'

/* Where each proof comes from: one function a source, over what the modules keep. Nothing here can be ticked. */

/** What a source is asked: the days, below which unit, for posts of which level and desks of which roles. */
export interface Asked {
  readonly from: LocalDate
  readonly to: LocalDate
  readonly root: AnyId
  readonly countyId: AnyId
  readonly level: Level
  readonly roles: readonly Role[]
}

type Source = (ctx: Ctx, asked: Asked) => Promise<Proof[]>

/** All rows: lists are paged for screens. */
const ALL = { limit: 1_000_000, offset: 0 }
/** Days within which a bulletin is to be acknowledged. */
const RECEIPT_DAYS = 3

const plain = (words: string): Text => text(words, words)
const within = (day: LocalDate | null, { from, to }: Asked): boolean =>
  day !== null && day >= from && day <= to

const MEETINGS = new Set(['special', 'leading_group', 'promotion'])

const heldMeetings = async (
  ctx: Ctx,
  asked: Asked,
  wanted: (kind: string) => boolean,
): Promise<Proof[]> => {
  const { rows } = await listPromotionMeetings(ctx, ALL)
  return rows
    .filter(({ kind, heldOn }) => wanted(kind) && within(heldOn, asked))
    .map((row) => ({
      unitId: row.unit.id,
      key: row.meetingId,
      on: row.heldOn,
      dueOn: null,
      label: plain(row.topic),
      outcome: 'done',
      door: { kind: 'meeting', id: row.meetingId },
    }))
}

const tours: Source = async (ctx, asked) => {
  const { rows } = await listContests(ctx, { kind: 'tour', ...ALL })
  return rows
    .filter(({ state, to }) => state !== 'draft' && state !== 'cancelled' && to <= ctx.today)
    .filter(({ to }) => within(to, asked))
    .map((row) => ({
      unitId: row.holder.id,
      key: row.contestId,
      on: row.to,
      dueOn: null,
      label: plain(row.title),
      outcome: 'done',
      door: { kind: 'contest', id: row.contestId },
    }))
}

/** Reports of a kind that count for the period by the day that `dayOf` tells. */
const reports =
  (
    kind: 'dispatch' | 'bulletin' | 'analysis',
    dayOf: (row: {
      readonly period: string
      readonly issuedOn: LocalDate | null
    }) => LocalDate | null,
  ): Source =>
  async (ctx, asked) => {
    const { rows } = await listReports(ctx, { kind })
    return rows
      .filter((row) => within(dayOf(row), asked))
      .map((row) => ({
        unitId: asked.countyId,
        key: row.reportId,
        on: dayOf(row),
        dueOn: null,
        label: plain(row.title),
        outcome: 'done',
        door: { kind: 'report', id: row.reportId },
      }))
  }

const began = ({ period }: { readonly period: string }): LocalDate | null =>
  parsePeriod(period)?.from ?? null

const receipts: Source = async (ctx, asked) =>
  (await receiptsOf(ctx, asked)).map((row) => {
    const dueOn = addDays(row.sent_on, RECEIPT_DAYS)
    return {
      unitId: row.unit_id,
      key: row.report_id,
      on: row.seen_on,
      dueOn,
      label: plain(row.title),
      outcome: outcomeOf({ doneOn: row.seen_on, dueOn }, ctx.today),
      door: { kind: 'report', id: row.report_id },
    }
  })

type Errand = Awaited<ReturnType<typeof errandsDue>>[number]

const errandProof = (row: Errand, today: LocalDate): Proof => {
  const answered = row.state === 'replied' || row.state === 'done'
  const doneOn = answered ? (row.replied_on ?? row.due_on) : null
  return {
    unitId: row.unit_id,
    key: row.id,
    on: doneOn,
    dueOn: row.due_on,
    label: plain(row.what),
    outcome: outcomeOf({ doneOn, dueOn: row.due_on }, today),
    door: { kind: 'assignment', id: row.id },
  }
}

const orders: Source = async (ctx, asked) =>
  (await errandsDue(ctx, asked))
    .filter(({ direction }) => direction === 'down')
    .map((row) => errandProof(row, ctx.today))

const signings = async (ctx: Ctx, asked: Asked): Promise<Proof[]> =>
  (await signingsOf(ctx, asked)).map((row) => ({
    unitId: row.unit_id,
    key: `${row.case_id} ${row.step} ${row.seq}`,
    on: row.signed_on,
    dueOn: row.due_on,
    label: plain(row.title),
    outcome: row.late ? 'late' : outcomeOf({ doneOn: row.signed_on, dueOn: row.due_on }, ctx.today),
    door: { kind: 'case', id: row.case_id },
  }))

/** Calls to the desks: of the county by role, of a town to whoever sits there. */
const calls = async (ctx: Ctx, asked: Asked): Promise<Proof[]> =>
  (await errandsDue(ctx, asked))
    .filter(({ direction, to_kind: kind, role }) =>
      direction === 'up' && kind === asked.level && kind === 'county'
        ? role !== null && asked.roles.includes(role)
        : direction === 'up' && kind === asked.level,
    )
    .map((row) => errandProof(row, ctx.today))

const issues = async (ctx: Ctx, asked: Asked): Promise<Proof[]> => {
  const { rows } = await listIssues(ctx, { unitId: asked.root, state: 'all', ...ALL })
  return rows
    .filter(
      ({ toRole, dueOn }) =>
        toRole !== null && asked.roles.includes(toRole) && within(dueOn, asked),
    )
    .map((row) => {
      const doneOn = row.acts.findLast(({ act }) => act === 'answer')?.on ?? null
      return {
        unitId: row.unit.id,
        key: row.issueId,
        on: doneOn,
        dueOn: row.dueOn,
        label: plain(row.what),
        outcome: outcomeOf({ doneOn, dueOn: row.dueOn }, ctx.today),
        door: { kind: 'issue', id: row.issueId },
      }
    })
}

const desk: Source = async (ctx, asked) => [
  ...(await signings(ctx, asked)),
  ...(await calls(ctx, asked)),
  ...(asked.level === 'village' ? [] : await issues(ctx, asked)),
]

const problems: Source = async (ctx, asked) => {
  const { rows } = await listProblems(ctx, { unitId: asked.root, state: 'all', ...ALL })
  return rows
    .filter(({ stage, dueOn }) => stage !== 'withdrawn' && within(dueOn, asked))
    .map((row) => ({
      unitId: row.unit.id,
      key: row.problemId,
      on: row.closedOn,
      dueOn: row.dueOn,
      label: plain(`${row.number} ${row.title}`),
      outcome: row.paused
        ? 'open'
        : outcomeOf({ doneOn: row.closedOn, dueOn: row.dueOn }, ctx.today),
      door: { kind: 'problem', id: row.problemId },
    }))
}

const weekLabel = (monday: LocalDate): Text => text(`${monday} 起的一周`, `week of ${monday}`)

const weeks: Source = async (ctx, asked) => {
  const { towns } = await listTaskForces(ctx, { unitId: asked.root })
  return towns.flatMap(({ town, members, past, weeks: written, missing }): Proof[] => {
    const row = (monday: LocalDate, of: Pick<Proof, 'on' | 'outcome'>): Proof => ({
      unitId: town.id,
      key: monday,
      dueOn: addDays(monday, 6),
      label: weekLabel(monday),
      door: { kind: 'week', id: town.id },
      ...of,
    })
    if (members.length + past.length === 0) {
      const label = text('尚未成立工作专班', 'There is no task force')
      return [{ ...row(asked.from, { on: null, outcome: 'overdue' }), label, dueOn: null }]
    }
    return [
      ...written.map(({ monday, writtenOn, late }) =>
        row(monday, { on: writtenOn, outcome: late ? 'late' : 'done' }),
      ),
      ...missing.map((monday) => row(monday, { on: null, outcome: 'overdue' })),
    ].filter(({ key }) => within(key as LocalDate, asked))
  })
}

const visits: Source = async (ctx, asked) => {
  const channel = asked.level === 'county' ? ('county_leader' as const) : ('town_leader' as const)
  const { from, to } = asked
  const { rows } = await listHelpVisits(ctx, { unitId: asked.root, channel, from, to, ...ALL })
  return rows
    .filter(({ withdrawn }) => withdrawn === null)
    .map((row) => ({
      unitId: row.unit.id,
      key: row.visitId,
      on: row.on,
      dueOn: null,
      label: plain(`${row.unit.name} ${row.helper?.name ?? row.by}:${row.did}`),
      outcome: 'done',
      door: { kind: 'visit', id: row.visitId },
    }))
}

const assembly: Source = async (ctx, asked) => {
  const coops = await cooperativesIn(ctx, { unitId: asked.root, counted: true })
  const period = String(yearOf(asked.to))
  const held = new Map(
    (await factRows(ctx, { fact: 'assemblies', unitId: asked.root, period })).map((row) => [
      row.unitId,
      row.label,
    ]),
  )
  return coops.map((coop) => {
    const title = held.get(coop.id)
    return {
      unitId: coop.id,
      key: coop.id,
      on: null,
      dueOn: asked.to,
      label: plain(title === undefined ? coop.name : `${coop.name}:${title}`),
      outcome:
        title === undefined ? outcomeOf({ doneOn: null, dueOn: asked.to }, ctx.today) : 'done',
      door: { kind: 'coop', id: coop.id },
    }
  })
}

const closing: Source = async (ctx, asked) => {
  const period = String(yearOf(asked.to))
  const of = (fact: string) => factRows(ctx, { fact, unitId: asked.root, period })
  const closed = new Set((await of('months-closed')).map(({ key }) => key))
  const inTime = new Set((await of('months-on-time')).map(({ key }) => key))
  return (await of('months-due')).map((row) => ({
    unitId: row.unitId,
    key: row.key,
    on: null,
    dueOn: null,
    label: plain(row.label),
    outcome: inTime.has(row.key) ? 'done' : closed.has(row.key) ? 'late' : 'overdue',
    door: { kind: 'coop', id: row.unitId },
  }))
}

const plans: Source = async (ctx, asked) =>
  (await planRows(ctx, yearOf(asked.to))).flatMap((row) =>
    row.confirmed === null
      ? []
      : [
          {
            unitId: row.town_id,
            key: row.id,
            on: row.confirmed_on,
            dueOn: null,
            label: text(`${row.year} 年度计划`, `Plan of ${row.year}`),
            outcome: 'done' as const,
            door: { kind: 'plan' as const, id: row.town_id },
          },
        ],
  )

/** The rows of each source, of the county or below one unit. */
export const PROOFS: Readonly<Record<SourceId, Source>> = {
  meetings: (ctx, asked) => heldMeetings(ctx, asked, (kind) => MEETINGS.has(kind)),
  site: async (ctx, asked) => [
    ...(await heldMeetings(ctx, asked, (kind) => kind === 'site')),
    ...(await tours(ctx, asked)),
  ],
  dispatch: reports('dispatch', began),
  bulletins: reports('bulletin', ({ issuedOn }) => issuedOn),
  analyses: reports('analysis', began),
  receipts,
  orders,
  desk,
  problems,
  weeks,
  visits,
  assembly,
  closing,
  plan: plans,
}

/** Sources whose rows count for every unit above theirs; those of the others are the unit's own. */
export const RISING: ReadonlySet<SourceId> = new Set([
  'desk',
  'problems',
  'visits',
  'assembly',
  'closing',
])
