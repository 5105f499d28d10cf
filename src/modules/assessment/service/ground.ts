import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { badInput, notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import { canonicalJson } from '../../../platform/audit.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { sha256 } from '../../../platform/secrets.ts'
import { loadCase } from '../../approvals/index.ts'
import { parsePeriod } from '../../indicator/index.ts'
import { SHIPPED_RULES, SHIPPED_SCHEMES, SHIPPED_SOURCE } from '../data/shipped.ts'
import type { Inputs, Kind, MeasureRules, Scheme, Score, State } from '../model.ts'
import { addEvent, type RunRow, runRow, type Scored, scoredOne, setRun } from '../store/runs.ts'
import { rulesRows, schemeOn } from '../store/schemes.ts'

/** A "no" because of where things stand. */
export const notNow = (zh: string, en: string): Refusal =>
  new Refusal('not_allowed_now', text(zh, en))

/** Where a definition comes from: the county's version, or (version 0) what the product proposes. */
export interface Origin {
  readonly version: number
  readonly validFrom: LocalDate | null
  readonly source: string
  readonly proposal: boolean
}

const SHIPPED: Origin = { version: 0, validFrom: null, source: SHIPPED_SOURCE, proposal: true }

const originOf = (row: {
  readonly version: number
  readonly valid_from: LocalDate
  readonly source: string
}): Origin => ({
  version: row.version,
  validFrom: row.valid_from,
  source: row.source,
  proposal: false,
})

/** The scheme of a kind that counts on a day. */
export async function schemeFor(
  ctx: Ctx,
  kind: Kind,
  day: LocalDate,
): Promise<{ readonly scheme: Scheme; readonly origin: Origin }> {
  const row = await schemeOn(ctx, kind, day)
  return row === null
    ? { scheme: SHIPPED_SCHEMES[kind], origin: SHIPPED }
    : { scheme: row.body as Scheme, origin: originOf(row) }
}

/** What results lead to on a day. */
export async function rulesFor(
  ctx: Ctx,
  day: LocalDate,
): Promise<{ readonly rules: MeasureRules; readonly origin: Origin }> {
  const row = (await rulesRows(ctx)).find((one) => one.valid_from <= day)
  return row === undefined
    ? { rules: SHIPPED_RULES, origin: SHIPPED }
    : { rules: row.body as MeasureRules, origin: originOf(row) }
}

/** Which periods a kind is scored by. */
const PERIODS: Readonly<Record<Kind, readonly string[]>> = {
  town: ['month', 'quarter', 'year'],
  secretary_month: ['month'],
  secretary_year: ['year'],
}

/** A period of a kind as it was written; refuses any other. */
export function periodFor(kind: Kind, written: string) {
  const period = parsePeriod(written)
  if (period !== null && PERIODS[kind].includes(period.kind)) return period
  const why = text('该类考核不按这样的期间进行', 'this is not scored by such a period')
  throw badInput([{ path: '$.period', text: why }])
}

/** The scheme a run was made with. */
export const schemeOfRun = (run: Pick<RunRow, 'scheme'>): Scheme => run.scheme as Scheme

/** Whether the reader may see scores of this kind: those of secretaries only with the permission of their own. */
export const seesKind = (ctx: Ctx, kind: Kind): boolean =>
  kind === 'town' || ctx.may('secretary.read')

/** A run whose sign-off has ended is final, or open again: whoever comes first after it writes that down. */
export async function settle(ctx: Ctx, run: RunRow): Promise<RunRow> {
  if (run.state !== 'notified' || run.case_id === null) return run
  const { standing } = await loadCase(ctx, run.case_id, false)
  if (standing.state === 'running') return run
  const final = standing.state === 'done'
  const now = final ? ({ state: 'final' } as const) : { case_id: null }
  await setRun(ctx, run.id, now)
  await addEvent(ctx, run.id, { kind: final ? 'final' : 'returned' })
  if (final) ctx.emit('assessment.final', { runId: run.id })
  return { ...run, ...now }
}

/** A run in one of these states, locked for the verbs that change it. */
export async function lockRun(ctx: Ctx, id: AnyId, states: readonly State[]): Promise<RunRow> {
  const found = await runRow(ctx, id, true)
  if (found === null) throw notFound()
  const run = await settle(ctx, found)
  if (!states.includes(run.state)) {
    throw notNow('当前阶段不能进行这项操作。', 'This cannot be done at this stage.')
  }
  return run
}

/**
 * A subject of a unit with its run, for whoever may see it; `not_found` otherwise. A draft is seen by those who
 * compute it alone: the subject learns of it first.
 */
export async function subjectOf(
  ctx: Ctx,
  of: { readonly unitId: AnyId; readonly subjectId: AnyId; readonly lock?: boolean },
): Promise<{ readonly run: RunRow; readonly row: Scored }> {
  const row = await scoredOne(ctx, of.subjectId)
  if (row === null || row.unit_id !== of.unitId) throw notFound()
  const run = await runRow(ctx, row.run_id, of.lock === true)
  if (run === null || !seesKind(ctx, run.kind) || !seesDraft(ctx, run)) throw notFound()
  return { run, row }
}

/** Before it is told, a score is seen by the desks that compute it and by the auditor. */
export const seesDraft = (ctx: Ctx, run: Pick<RunRow, 'state'>): boolean =>
  run.state === 'notified' ||
  run.state === 'final' ||
  ctx.may('assessment.run') ||
  ctx.may('measure.read')

/** The fingerprint of a score: scheme, inputs and result. */
export const fingerprint = (scheme: Scheme, inputs: Inputs, score: Score): string =>
  sha256(canonicalJson({ scheme, inputs, score }))

/** The fingerprint of a whole run: of all scores that count, in the order of their subjects. */
export const fingerprintOf = (rows: readonly Scored[]): string =>
  sha256(
    canonicalJson(
      rows
        .map(({ id, version, sha256: hash }) => [id, version, hash])
        .toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
    ),
  )
