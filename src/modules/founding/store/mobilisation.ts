import { written } from '../../../platform/actor.ts'
import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { HouseholdWish } from '../model.ts'
import { type BankRow, foundingTables, type QuestionRow, type VisitRow } from '../store.ts'

/* What single households said is sealed under the id of its own row: moved to another row it does not open. */

const sealed = (ctx: Ctx, place: string, text: string): Buffer => ctx.secrets.seal(place, text)
const opened = (ctx: Ctx, place: string, value: Buffer): string => ctx.secrets.open(place, value)

export interface NewVisit {
  readonly kind: VisitRow['kind']
  readonly on: LocalDate
  readonly place: string
  readonly visitors: string
  readonly attended: number | null
  readonly note: string
  readonly householdIds: readonly AnyId[]
}

export async function insertVisits(
  ctx: Ctx,
  projectId: AnyId,
  visits: readonly NewVisit[],
): Promise<void> {
  for (const visit of visits) {
    const id = ctx.newId()
    await foundingTables(ctx.tx)
      .insertInto('mobilisation_visit')
      .values({
        id,
        project_id: projectId,
        kind: visit.kind,
        on_date: visit.on,
        place: visit.place,
        visitors: visit.visitors,
        attended: visit.attended,
        note_sealed: visit.note === '' ? null : sealed(ctx, `mobilisation_visit:${id}`, visit.note),
        ...written(ctx),
      })
      .execute()
    const households = [...new Set(visit.householdIds)]
    if (households.length === 0) continue
    await foundingTables(ctx.tx)
      .insertInto('mobilisation_visit_household')
      .values(
        households.map((household_id) => ({ county_id: ctx.county, visit_id: id, household_id })),
      )
      .execute()
  }
}

export interface ReadVisit extends Omit<VisitRow, 'note_sealed'> {
  readonly note: string
  readonly households: readonly AnyId[]
}

/** Every visit and meeting of a project, the newest first. */
export async function visitsOf(ctx: Ctx, projectId: AnyId): Promise<ReadVisit[]> {
  const rows = await foundingTables(ctx.tx)
    .selectFrom('mobilisation_visit')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('project_id', '=', projectId)
    .orderBy('on_date', 'desc')
    .orderBy('id', 'desc')
    .execute()
  const { rows: links } = await sql<{ visit_id: AnyId; household_id: AnyId }>`
    SELECT h.visit_id, h.household_id FROM mobilisation_visit_household h
    JOIN mobilisation_visit v ON v.county_id = h.county_id AND v.id = h.visit_id
    WHERE h.county_id = ${ctx.county} AND v.project_id = ${projectId}::uuid`.execute(ctx.tx)
  const byVisit = Map.groupBy(links, (link) => link.visit_id)
  return rows.map(({ note_sealed: note, ...row }) => ({
    ...row,
    note: note === null ? '' : opened(ctx, `mobilisation_visit:${row.id}`, note),
    households: (byVisit.get(row.id) ?? []).map((link) => link.household_id),
  }))
}

interface SealedWish extends Omit<HouseholdWish, 'cash'> {
  readonly cash: string
  /** The row that holds the signed sheet, where this word was signed. */
  readonly paper?: AnyId
}

export async function insertWishes(
  ctx: Ctx,
  projectId: AnyId,
  wishes: readonly (HouseholdWish & { readonly householdId: AnyId; readonly on: LocalDate })[],
): Promise<void> {
  const rows = wishes.map(({ householdId, on, ...wish }) => {
    const id = ctx.newId()
    const body: SealedWish = { ...wish, cash: wish.cash.toString() }
    return {
      id,
      project_id: projectId,
      household_id: householdId,
      wish_sealed: sealed(ctx, `household_wish:${id}`, JSON.stringify(body)),
      on_date: on,
      ...written(ctx),
    }
  })
  for (let i = 0; i < rows.length; i += 500) {
    await foundingTables(ctx.tx)
      .insertInto('household_wish')
      .values(rows.slice(i, i + 500))
      .execute()
  }
}

/** The last word of each household, by household. */
export async function latestWishes(
  ctx: Ctx,
  projectId: AnyId,
): Promise<Map<AnyId, HouseholdWish & { readonly on: LocalDate; readonly paper: AnyId | null }>> {
  const { rows } = await sql<{
    id: AnyId
    household_id: AnyId
    wish_sealed: Buffer
    on_date: LocalDate
  }>`SELECT DISTINCT ON (household_id) id, household_id, wish_sealed, on_date FROM household_wish
    WHERE county_id = ${ctx.county} AND project_id = ${projectId}::uuid
    ORDER BY household_id, on_date DESC, recorded_at DESC, id DESC`.execute(ctx.tx)
  return new Map(
    rows.map((row) => {
      const text = opened(ctx, `household_wish:${row.id}`, row.wish_sealed)
      const { cash, paper = null, ...body } = JSON.parse(text) as SealedWish
      return [row.household_id, { ...body, cash: BigInt(cash) as never, on: row.on_date, paper }]
    }),
  )
}

interface Asked {
  readonly question: string
  readonly householdId: AnyId | null
}

export async function insertQuestions(
  ctx: Ctx,
  projectId: AnyId,
  rows: readonly (Asked & { readonly raisedOn: LocalDate; readonly answer: string })[],
): Promise<void> {
  await foundingTables(ctx.tx)
    .insertInto('mobilisation_question')
    .values(
      rows.map(({ question, householdId, raisedOn, answer }) => {
        const id = ctx.newId()
        const asked: Asked = { question, householdId }
        const answered = answer !== ''
        return {
          id,
          project_id: projectId,
          asked_sealed: sealed(ctx, `mobilisation_question:${id}`, JSON.stringify(asked)),
          raised_on: raisedOn,
          answer_sealed: answered ? sealed(ctx, `mobilisation_answer:${id}`, answer) : null,
          answered_on: answered ? ctx.today : null,
          ...written(ctx),
        }
      }),
    )
    .execute()
}

export interface ReadQuestion extends Asked {
  readonly id: AnyId
  readonly raisedOn: LocalDate
  readonly answer: string | null
  readonly answeredOn: LocalDate | null
}

/** Every doubt of a project: open ones first, then the newest. */
export async function questionsOf(ctx: Ctx, projectId: AnyId): Promise<ReadQuestion[]> {
  const rows: QuestionRow[] = await foundingTables(ctx.tx)
    .selectFrom('mobilisation_question')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('project_id', '=', projectId)
    .orderBy('raised_on', 'desc')
    .orderBy('id', 'desc')
    .execute()
  const read = rows.map((row) => ({
    id: row.id,
    ...(JSON.parse(opened(ctx, `mobilisation_question:${row.id}`, row.asked_sealed)) as Asked),
    raisedOn: row.raised_on,
    answer:
      row.answer_sealed === null
        ? null
        : opened(ctx, `mobilisation_answer:${row.id}`, row.answer_sealed),
    answeredOn: row.answered_on,
  }))
  return [...read.filter(({ answer }) => answer === null), ...read.filter((q) => q.answer !== null)]
}

/** Puts the answer to a doubt of this project; false when it has none of that id. */
export async function saveAnswer(
  ctx: Ctx,
  of: { readonly projectId: AnyId; readonly id: AnyId; readonly answer: string },
): Promise<boolean> {
  const { numUpdatedRows } = await foundingTables(ctx.tx)
    .updateTable('mobilisation_question')
    .set({
      answer_sealed: sealed(ctx, `mobilisation_answer:${of.id}`, of.answer),
      answered_on: ctx.today,
    })
    .where('county_id', '=', ctx.county)
    .where('project_id', '=', of.projectId)
    .where('id', '=', of.id)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

export async function insertBank(
  ctx: Ctx,
  row: Pick<BankRow, 'id' | 'topic' | 'question' | 'answer'>,
): Promise<void> {
  await foundingTables(ctx.tx)
    .insertInto('question_bank')
    .values({ ...row, county_id: ctx.county })
    .execute()
}

/** The county's bank in the order of its words: no order by time, which could tell whose question it was. */
export async function bankRows(
  ctx: Ctx,
  filter: { readonly topic?: string | undefined; readonly q?: string | undefined },
): Promise<BankRow[]> {
  const [topic, q] = [filter.topic ?? null, filter.q ?? '']
  const { rows } = await sql<BankRow>`SELECT * FROM question_bank WHERE county_id = ${ctx.county}
    AND (${topic}::text IS NULL OR topic = ${topic})
    AND (${q} = '' OR strpos(question, ${q}) > 0 OR strpos(answer, ${q}) > 0)
    ORDER BY topic, question, id LIMIT 500`.execute(ctx.tx)
  return rows
}

/** False when the bank has none of that id. */
export async function deleteBank(ctx: Ctx, id: AnyId): Promise<boolean> {
  const { numDeletedRows } = await foundingTables(ctx.tx)
    .deleteFrom('question_bank')
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return numDeletedRows > 0n
}
