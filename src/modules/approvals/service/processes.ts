import { badInput, notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { approvalsContract } from '../contract.ts'
import { HOLIDAY_NOTICES } from '../data/holidays.ts'
import { LAWFUL } from '../data/locks.ts'
import { SHIPPED_PROCESSES } from '../data/processes.ts'
import type { Calendar, Process } from '../model.ts'
import { locksOf } from '../rules/lawful.ts'
import { faultsOfLocks } from '../rules/lock.ts'
import { faultsOfProcess } from '../rules/process.ts'
import { sayAfter, sayCondition, sayDue, sayWait, sayWho } from '../rules/say.ts'
import { sayHeld } from '../rules/say-lock.ts'
import { calendarOf, daysOfNotice, yearsOf } from '../rules/year.ts'
import { calendarRows, insertCalendarYear } from '../store/calendar.ts'
import { hashOf, insertVersion, processOf, versionRows } from '../store/processes.ts'
import type { VersionRow } from '../store.ts'

type ProcessVerbs = Pick<
  Verbs<typeof approvalsContract, Ctx>,
  'listProcesses' | 'readProcess' | 'saveProcess' | 'readWorkingCalendar' | 'recordWorkingCalendar'
>

const SHIPPED = new Map(SHIPPED_PROCESSES.map((process) => [process.id, process]))
/** What the law fixes of a shipped process. */
const lawOf = (process: Process) => locksOf(process, LAWFUL[process.id] ?? {})
const SHIPPED_SOURCE = '系统自带'

/** A process as it counts today: the county's own newest version, else the shipped one. */
interface Current {
  readonly process: Process
  readonly origin: 'shipped' | 'county'
  readonly row: VersionRow | null
}

function currentOf(shipped: Process, rows: readonly VersionRow[], today: string): Current {
  const valid = rows.filter((row) => row.valid_from <= today)
  // The one that began last counts; of two that began on a day, the one that was recorded later.
  const own = valid
    .filter((row) => row.origin === 'county')
    .toSorted((a, b) => (a.valid_from < b.valid_from ? -1 : a.valid_from > b.valid_from ? 1 : 0))
    .at(-1)
  if (own !== undefined) return { process: processOf(own), origin: 'county', row: own }
  const hash = hashOf(shipped)
  const row = valid.findLast((known) => known.body_hash === hash) ?? null
  return { process: shipped, origin: 'shipped', row }
}

/** A process as it counts today. */
export async function currentProcess(ctx: Ctx, id: string): Promise<Current> {
  const shipped = SHIPPED.get(id)
  if (shipped === undefined) throw notFound()
  return currentOf(shipped, await versionRows(ctx, id), ctx.today)
}

/** The version of a process that a case opened today runs by; a shipped one is written down when first used. */
export async function processToday(
  ctx: Ctx,
  id: string,
): Promise<{ readonly process: Process; readonly version: number }> {
  const current = await currentProcess(ctx, id)
  if (current.row !== null) return { process: current.process, version: current.row.version }
  const version = await insertVersion(ctx, {
    process: current.process,
    origin: 'shipped',
    source: SHIPPED_SOURCE,
    validFrom: ctx.today,
  })
  return { process: current.process, version }
}

/** Holidays and worked weekends as far as they are known in this county. */
export async function calendarFor(ctx: Ctx): Promise<Calendar> {
  return calendarOf(yearsOf(HOLIDAY_NOTICES.map(daysOfNotice), await calendarRows(ctx)))
}

const opensByHand = (ctx: Ctx, process: Process): boolean =>
  ctx.actor.kind === 'account' &&
  ctx.actor.grants.some(({ role }) => process.openers.includes(role))

export const processVerbs: ProcessVerbs = {
  listProcesses: async (ctx) => {
    const rows = Map.groupBy(await versionRows(ctx), (row) => row.process)
    return {
      rows: SHIPPED_PROCESSES.map((shipped) => {
        const { process, origin, row } = currentOf(shipped, rows.get(shipped.id) ?? [], ctx.today)
        return {
          process: process.id,
          title: process.title,
          purpose: process.purpose,
          unit: process.unit,
          steps: process.steps.length,
          origin,
          validFrom: row?.valid_from ?? null,
          opens: opensByHand(ctx, process),
        }
      }),
    }
  },

  readProcess: async (ctx, { process: id }) => {
    const shipped = SHIPPED.get(id)
    if (shipped === undefined) throw notFound()
    const rows = await versionRows(ctx, id)
    const { process, origin } = currentOf(shipped, rows, ctx.today)
    return {
      process: process as never,
      origin,
      said: process.steps.map((step) => ({
        step: step.key,
        who: sayWho(step),
        after: sayAfter(process, step),
        when: step.when === null ? null : sayCondition(process, step.when, null),
        wait: sayWait(process, step),
        due: sayDue(process, step),
      })),
      locks: lawOf(shipped).map((lock) => ({
        step: lock.step,
        kind: lock.holds.kind,
        clause: lock.clause,
        text: sayHeld(shipped, lock),
      })),
      versions: rows.map((row) => ({
        version: row.version,
        origin: row.origin,
        source: row.source,
        validFrom: row.valid_from,
        recordedBy: row.recorded_by,
      })),
    }
  },

  saveProcess: async (ctx, { process: id, body, validFrom, source }) => {
    const shipped = SHIPPED.get(id)
    if (shipped === undefined) throw notFound()
    const process = body as Process
    const faults = [
      ...faultsOfProcess(process),
      ...faultsOfLocks(shipped, lawOf(shipped), process),
    ].map((fault) => ({ ...fault, path: fault.path.replace('$', '$.body') }))
    if (process.id !== id) {
      faults.push({ path: '$.body.id', text: text('与所改流程不符', 'is not this process') })
    }
    if (validFrom < ctx.today) {
      faults.push({
        path: '$.validFrom',
        text: text('不能早于今天', 'must not lie in the past'),
      })
    }
    if (faults.length > 0) throw badInput(faults)
    const version = await insertVersion(ctx, { process, origin: 'county', source, validFrom })
    ctx.record({ entity: 'process', id, after: { version, source, validFrom } })
    return { version }
  },

  readWorkingCalendar: async (ctx) => {
    const recorded = await calendarRows(ctx)
    const years = yearsOf(HOLIDAY_NOTICES.map(daysOfNotice), recorded)
    const { coveredFrom, coveredThrough } = calendarOf(years)
    const own = new Set(recorded.map(({ year }) => year))
    return {
      coveredFrom,
      coveredThrough,
      years: years.map((year) => ({
        ...year,
        free: [...year.free],
        worked: [...year.worked],
        origin: own.has(year.year) ? ('county' as const) : ('shipped' as const),
      })),
    }
  },

  recordWorkingCalendar: async (ctx, { year, free, worked, source }) => {
    const faults = [
      ...outsideYear(free, 'free', year),
      ...outsideYear(worked, 'worked', year),
      ...worked.flatMap((day, i) =>
        free.includes(day)
          ? [{ path: `$.worked[${i}]`, text: text('又放假又上班', 'both free and worked') }]
          : [],
      ),
    ]
    if (faults.length > 0) throw badInput(faults)
    const before = (await calendarRows(ctx)).find((known) => known.year === year)
    await insertCalendarYear(ctx, { year, free, worked, source })
    ctx.record({
      entity: 'working_calendar',
      id: String(year),
      before,
      after: { free, worked, source },
    })
    return { coveredThrough: (await calendarFor(ctx)).coveredThrough }
  },
}

const outsideYear = (days: readonly string[], field: string, year: number) =>
  days.flatMap((day, i) =>
    day.startsWith(String(year))
      ? []
      : [{ path: `$.${field}[${i}]`, text: text('不在该年内', 'is not in that year') }],
  )

export const notAllowed = (zh: string, en: string): Refusal =>
  new Refusal('not_allowed_now', text(zh, en))
