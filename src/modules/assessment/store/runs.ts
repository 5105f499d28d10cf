import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { UnitKind } from '../../../kernel/role.ts'
import { written } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { insertRows } from '../../../platform/rows.ts'
import type { EventKind, Inputs, Kind, MonthScore, Score } from '../model.ts'
import { assessmentTables, type AssessmentTables, type New } from '../store.ts'

export type RunRow = AssessmentTables['assessment_run']
export type SubjectRow = AssessmentTables['assessment_subject']

/** A unit as the permission tree knows it; null when there is none. */
export async function unitOf(ctx: Ctx, id: AnyId) {
  const { rows } = await sql<{ id: AnyId; kind: UnitKind; name: string }>`
    SELECT id, kind, name FROM org_unit
    WHERE county_id = ${ctx.county} AND id = ${id}::uuid`.execute(ctx.tx)
  return rows[0] ?? null
}

/** The county's own unit. */
export async function countyUnit(ctx: Ctx) {
  const { rows } = await sql<{ id: AnyId; name: string }>`
    SELECT id, name FROM org_unit
    WHERE county_id = ${ctx.county} AND kind = 'county' LIMIT 1`.execute(ctx.tx)
  return rows[0] ?? null
}

export async function insertRun(
  ctx: Ctx,
  run: Omit<New<'assessment_run'>, 'state' | 'reply_until' | 'case_id'>,
): Promise<void> {
  await assessmentTables(ctx.tx)
    .insertInto('assessment_run')
    .values({
      ...run,
      scheme: JSON.stringify(run.scheme),
      state: 'draft',
      reply_until: null,
      case_id: null,
      ...written(ctx),
    })
    .execute()
}

/** A run; `lock` holds it until the transaction ends. */
export async function runRow(ctx: Ctx, id: AnyId, lock: boolean): Promise<RunRow | null> {
  const query = assessmentTables(ctx.tx)
    .selectFrom('assessment_run')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
  return (await (lock ? query.forUpdate() : query).executeTakeFirst()) ?? null
}

export async function runOfCase(ctx: Ctx, caseId: AnyId): Promise<RunRow | null> {
  const row = await assessmentTables(ctx.tx)
    .selectFrom('assessment_run')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('case_id', '=', caseId)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

/** Runs that were not cancelled, the latest period first; of a kind where one is named. */
export async function runRows(ctx: Ctx, kind?: Kind): Promise<RunRow[]> {
  let query = assessmentTables(ctx.tx)
    .selectFrom('assessment_run')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('state', '<>', 'cancelled')
  if (kind !== undefined) query = query.where('kind', '=', kind)
  return query.orderBy('ends_on', 'desc').orderBy('number', 'desc').execute()
}

export async function setRun(
  ctx: Ctx,
  id: AnyId,
  now: Partial<Pick<RunRow, 'state' | 'reply_until' | 'case_id'>>,
): Promise<void> {
  await assessmentTables(ctx.tx)
    .updateTable('assessment_run')
    .set(now)
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .execute()
}

export async function addEvent(
  ctx: Ctx,
  runId: AnyId,
  event: { readonly kind: EventKind; readonly words?: string },
): Promise<void> {
  const { recorded_by: by } = written(ctx)
  await sql`INSERT INTO assessment_event (county_id, run_id, seq, kind, on_date, words, recorded_at, recorded_by)
    SELECT ${ctx.county}, ${runId}::uuid, coalesce(max(seq), 0) + 1, ${event.kind}, ${ctx.today}::date,
      ${event.words ?? ''}, ${ctx.now}::timestamptz, ${by}
    FROM assessment_event WHERE county_id = ${ctx.county} AND run_id = ${runId}::uuid`.execute(
    ctx.tx,
  )
}

export const eventsOf = (ctx: Ctx, runId: AnyId) =>
  assessmentTables(ctx.tx)
    .selectFrom('assessment_event')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('run_id', '=', runId)
    .orderBy('seq')
    .execute()

export interface NewScore {
  readonly subjectId: AnyId
  readonly version: number
  readonly inputs: Inputs
  readonly score: Score
  readonly sha256: string
  readonly reason: string
}

export const insertSubjects = (
  ctx: Ctx,
  rows: readonly Omit<SubjectRow, 'county_id'>[],
): Promise<void> =>
  insertRows(
    ctx.tx,
    {
      table: 'assessment_subject',
      columns:
        'county_id int, id uuid, run_id uuid, unit_id uuid, town_id uuid, person_id uuid, name text, unit_name text, town_name text',
    },
    rows.map((row) => ({ county_id: ctx.county, ...row })),
  )

export const insertScores = (ctx: Ctx, scores: readonly NewScore[]): Promise<void> =>
  insertRows(
    ctx.tx,
    {
      table: 'assessment_score',
      columns:
        'county_id int, subject_id uuid, version int, edition_id uuid, inputs jsonb, body jsonb, points int, sha256 text, reason text, recorded_at timestamptz, recorded_by text',
    },
    scores.map(({ subjectId, inputs, score, ...row }) => ({
      ...written(ctx),
      ...row,
      subject_id: subjectId,
      edition_id: inputs.edition.id,
      inputs,
      body: score,
      points: score.points,
    })),
  )

/** A subject with the score that counts: its last version. */
export interface Scored extends SubjectRow {
  readonly version: number
  readonly inputs: Inputs
  readonly body: Score
  readonly points: number
  readonly sha256: string
  readonly reason: string
  readonly appealing: boolean
}

const scored = sql`SELECT s.*, x.version, x.inputs, x.body, x.points, x.sha256, x.reason,
    EXISTS (SELECT 1 FROM assessment_reply r WHERE r.county_id = s.county_id
      AND r.subject_id = s.id AND r.kind = 'appeal' AND r.outcome IS NULL) AS appealing
  FROM assessment_subject s
  CROSS JOIN LATERAL (SELECT * FROM assessment_score x WHERE x.county_id = s.county_id
    AND x.subject_id = s.id ORDER BY x.version DESC LIMIT 1) x`

/** The subjects of a run that lie below a unit, the most points first, by name among equals. */
export async function scoredIn(ctx: Ctx, runId: AnyId, below: AnyId | null): Promise<Scored[]> {
  const inside =
    below === null
      ? sql``
      : sql`AND EXISTS (SELECT 1 FROM org_unit u WHERE u.county_id = s.county_id
          AND u.id = s.unit_id AND u.ancestors @> ARRAY[${below}::uuid])`
  const { rows } = await sql<Scored>`${scored} WHERE s.county_id = ${ctx.county}
    AND s.run_id = ${runId}::uuid ${inside}
    ORDER BY x.points DESC, s.town_name COLLATE "C", s.unit_name COLLATE "C", s.id`.execute(ctx.tx)
  return rows
}

/** One subject with its last score; null when there is none. */
export async function scoredOne(ctx: Ctx, subjectId: AnyId): Promise<Scored | null> {
  const { rows } = await sql<Scored>`${scored} WHERE s.county_id = ${ctx.county}
    AND s.id = ${subjectId}::uuid`.execute(ctx.tx)
  return rows[0] ?? null
}

/** Everything a person was told of: subjects of runs that were notified, the latest computed first. */
export async function scoredOfPerson(
  ctx: Ctx,
  personId: AnyId,
): Promise<(Scored & { readonly run: RunRow })[]> {
  const { rows } = await sql<Scored>`${scored}
    JOIN assessment_run r ON r.county_id = s.county_id AND r.id = s.run_id
    WHERE s.county_id = ${ctx.county} AND s.person_id = ${personId}::uuid
      AND r.state IN ('notified', 'final')
    ORDER BY r.year DESC, r.number DESC`.execute(ctx.tx)
  const runs = new Map((await runRows(ctx)).map((run) => [run.id, run]))
  return rows.flatMap((row) => {
    const run = runs.get(row.run_id)
    return run === undefined ? [] : [{ ...row, run }]
  })
}

/** Points of a run's subjects in one town: no names. */
export async function pointsInTown(ctx: Ctx, runId: AnyId, townId: AnyId): Promise<number[]> {
  const rows = await sql<{ points: number }>`SELECT x.points FROM assessment_subject s
    CROSS JOIN LATERAL (SELECT points FROM assessment_score x WHERE x.county_id = s.county_id
      AND x.subject_id = s.id ORDER BY x.version DESC LIMIT 1) x
    WHERE s.county_id = ${ctx.county} AND s.run_id = ${runId}::uuid
      AND s.town_id = ${townId}::uuid`.execute(ctx.tx)
  return rows.rows.map(({ points }) => points)
}

/** All versions of a subject's score, the first one first. */
export const versionsOf = (ctx: Ctx, subjectId: AnyId) =>
  assessmentTables(ctx.tx)
    .selectFrom('assessment_score')
    .select(['version', 'points', 'sha256', 'reason', 'recorded_at', 'recorded_by'])
    .where('county_id', '=', ctx.county)
    .where('subject_id', '=', subjectId)
    .orderBy('version')
    .execute()

/** The final months of a year of all secretaries, by village and person: '<unit> <person>'. */
export async function monthsOf(
  ctx: Ctx,
  from: LocalDate,
  to: LocalDate,
): Promise<Map<string, MonthScore[]>> {
  const { rows } = await sql<MonthScore & { unit_id: AnyId; person_id: AnyId }>`
    SELECT s.unit_id, s.person_id, r.id AS "runId", r.period, x.points,
      (r.scheme ->> 'total')::int AS total
    FROM assessment_run r
    JOIN assessment_subject s ON s.county_id = r.county_id AND s.run_id = r.id
    CROSS JOIN LATERAL (SELECT points FROM assessment_score x WHERE x.county_id = s.county_id
      AND x.subject_id = s.id ORDER BY x.version DESC LIMIT 1) x
    WHERE r.county_id = ${ctx.county} AND r.kind = 'secretary_month' AND r.state = 'final'
      AND r.ends_on BETWEEN ${from}::date AND ${to}::date AND s.person_id IS NOT NULL
    ORDER BY r.ends_on`.execute(ctx.tx)
  const found = new Map<string, MonthScore[]>()
  for (const { unit_id: unit, person_id: person, runId, period, points, total } of rows) {
    const key = `${unit} ${person}`
    found.set(key, [...(found.get(key) ?? []), { runId, period, points, total }])
  }
  return found
}

/** How many subjects of each run lie below a unit, and how many of them appeal. */
export async function countsOf(
  ctx: Ctx,
  below: AnyId,
): Promise<Map<AnyId, { readonly subjects: number; readonly appeals: number }>> {
  const { rows } = await sql<{ run_id: AnyId; subjects: number; appeals: number }>`
    SELECT s.run_id, count(*)::int AS subjects, count(*) FILTER (WHERE EXISTS (
      SELECT 1 FROM assessment_reply r WHERE r.county_id = s.county_id AND r.subject_id = s.id
        AND r.kind = 'appeal' AND r.outcome IS NULL))::int AS appeals
    FROM assessment_subject s JOIN org_unit u ON u.county_id = s.county_id AND u.id = s.unit_id
    WHERE s.county_id = ${ctx.county} AND u.ancestors @> ARRAY[${below}::uuid]
    GROUP BY s.run_id`.execute(ctx.tx)
  return new Map(rows.map(({ run_id: id, ...counts }) => [id, counts]))
}
