import { must } from '../../../kernel/assert.ts'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { formatYuan } from '../../../kernel/money.ts'
import { notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Output } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { calendarFor, clockOf, type LoadedCase, stepOf } from '../../approvals/index.ts'
import type { supervisionContract } from '../contract.ts'
import type { Ref } from '../model.ts'
import { clockOfProblem, daysLate } from '../rules/clock.ts'
import {
  type ListedProblem,
  clockEvent,
  eventRows,
  problemRow,
  saveClock,
} from '../store/problems.ts'
import type { NamedSource } from '../store/sources.ts'
import type { ProblemRow } from '../store.ts'

type Contract = typeof supervisionContract
type Row = Output<Contract['listProblems']>['rows'][number]
type Source = Output<Contract['listProblemSources']>['rows'][number]

/** 问题〔2020〕12号, as papers and lists name it. */
export const sayProblem = (row: { readonly year: number; readonly number: bigint }): string =>
  `问题〔${row.year}〕${row.number}号`

/** 督办〔2020〕3号: the number of a plate. */
export const sayPlate = (year: number | null, number: bigint | null): string | null =>
  year === null || number === null ? null : `督办〔${year}〕${number}号`

/** A "no" because of where things stand. */
export const notNow = (zh: string, en: string): Refusal =>
  new Refusal('not_allowed_now', text(zh, en))

/** A problem by id, locked for the verbs that change it. */
export async function lockProblem(ctx: Ctx, id: AnyId): Promise<ProblemRow> {
  const row = await problemRow(ctx, id, true)
  if (row === null) throw notFound()
  return row
}

/** The clock of a problem after what has just happened to it, written where lists read it. */
export async function rewind(ctx: Ctx, id: AnyId): Promise<LocalDate> {
  const clock = clockOfProblem((await eventRows(ctx, id)).map(clockEvent))
  await saveClock(ctx, id, clock)
  return clock.dueOn
}

export const refsOf = (value: unknown): Ref[] => (Array.isArray(value) ? (value as Ref[]) : [])

const plainRef = ({ kind, id, coopId, label }: Ref) => ({ kind, id, coopId, label })

const amountOf = (fen: bigint | null): string | null => (fen === null ? null : formatYuan(fen))

/** A problem as lists show it. */
export function shownProblemRow(ctx: Ctx, row: ListedProblem): Row {
  const until = row.closed_on ?? ctx.today
  const late = daysLate({ dueOn: row.due_on, paused: row.paused, until })
  return {
    problemId: row.id,
    number: sayProblem(row),
    unit: { id: row.unit_id, name: row.unit_name, kind: row.unit_kind },
    townName: row.town_name,
    issuer: row.issuer,
    foundOn: row.found_on,
    channel: row.channel,
    severity: row.severity,
    title: row.title,
    amount: amountOf(row.amount_fen),
    responsible: row.responsible,
    leader: row.leader,
    public: row.public,
    stage: row.stage as Row['stage'],
    dueOn: row.due_on,
    closedOn: row.closed_on,
    paused: row.paused,
    overdue: late > 0 && row.closed_on === null,
    daysLate: late,
    mendedOn: row.mended_on,
    reopened: row.reopened,
    caseId: row.case_id,
    plate: sayPlate(row.plate_year, row.plate_number),
  }
}

export const problemRefs = (row: ProblemRow) => refsOf(row.refs).map(plainRef)

/** A fact as lists show it. */
export const shownSource = (row: NamedSource): Source => ({
  sourceId: row.id,
  unit: { id: row.unit_id, name: row.unit_name, kind: row.unit_kind },
  townName: row.town_name,
  channel: row.channel,
  severity: row.severity,
  text: row.said as Source['text'],
  clause: row.clause,
  amount: amountOf(row.amount_fen),
  refs: refsOf(row.refs).map(plainRef),
  firstSeen: row.first_seen,
  lastSeen: row.last_seen,
  mendedOn: row.mended_on,
  dismissedWhy: row.dismissed_why,
  dismissedBy: row.dismissed_by,
  problemId: row.problem_id,
})

/** The steps of a case with who did them and when they are due. */
export async function stepsOfCase(ctx: Ctx, found: LoadedCase) {
  const calendar = await calendarFor(ctx)
  const { standing } = found
  return standing.steps.map((now) => {
    const step = must(stepOf(found.process, now.key), now.key)
    const open = standing.state === 'running' && now.status === 'open'
    return {
      key: now.key,
      title: { ...step.title },
      status: now.status,
      doneOn: now.doneOn,
      dueOn: open ? clockOf(step, now, { standing, calendar }).dueOn : null,
      by: now.seats.flatMap(({ signed }) => (signed === null ? [] : [signed.by.name])),
    }
  })
}

/** The step of a case that waits for one of the caller's roles; null when none does. */
export function stepForCaller(ctx: Ctx, found: LoadedCase): string | null {
  const { actor } = ctx
  if (actor.kind !== 'account' || found.standing.state !== 'running') return null
  const mine = found.standing.steps.find(
    (now) =>
      now.status === 'open' &&
      now.seats.some(
        (seat) =>
          seat.signed === null &&
          (seat.appointed === null
            ? actor.grants.some(
                ({ role, unitId }) =>
                  role === seat.role && unitId !== null && found.units.includes(unitId),
              )
            : seat.appointed.accountId === actor.accountId),
      ),
  )
  return mine?.key ?? null
}

/** Whether the caller holds one of these roles at the unit or above it. */
export const holdsAt = (ctx: Ctx, roles: readonly string[], units: readonly AnyId[]): boolean =>
  ctx.actor.kind === 'job' ||
  (ctx.actor.kind === 'account' &&
    ctx.actor.grants.some(
      ({ role, unitId }) => roles.includes(role) && unitId !== null && units.includes(unitId),
    ))
