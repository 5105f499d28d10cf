import { date } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { fen } from '../../../kernel/money.ts'
import { badInput, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Input, Verbs } from '../../../kernel/verb.ts'
import { actorName } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { lockFor } from '../../../platform/db.ts'
import type { statementsContract } from '../contract.ts'
import type { NoteLine, TypedNotes } from '../model/facts.ts'
import { insertNotes, type NoteField, type NoteRow, noteRows } from '../store/notes.ts'

type Contract = typeof statementsContract
type NoteVerbs = Pick<Verbs<Contract, Ctx>, 'readStatementNotes' | 'writeStatementNotes'>
type Note = Input<Contract['writeStatementNotes']>['fields'][number]['note']

export const noteVerbs: NoteVerbs = {
  readStatementNotes: async (ctx, { coopId, year }) => {
    const rows = await noteRows(ctx, coopId, { from: year - 1, to: year })
    const own = Map.groupBy(
      rows.filter((row) => row.year === year),
      ({ field }) => field,
    )
    return {
      fields: [...own.values()].flatMap((versions) => {
        const [latest] = versions
        return latest === undefined
          ? []
          : [
              {
                note: noteOf(latest),
                versions: versions.map(({ id, recordedAt, recordedBy }) => ({
                  id,
                  recordedAt,
                  recordedBy,
                })),
              },
            ]
      }),
      before: [...latestOf(rows.filter((row) => row.year < year)).values()]
        .filter(({ content }) => content !== null)
        .map(noteOf),
      lastDay: date(`${year}-12-31`),
    }
  },

  writeStatementNotes: async (ctx, { coopId, year, fields }) => {
    await lockFor(ctx.tx, `statement-notes:${coopId}:${year}`)
    const twice = fields.findIndex(
      ({ note }, i) => fields.findIndex((one) => one.note.field === note.field) !== i,
    )
    if (twice >= 0) {
      const why = text('栏目重复', 'the field occurs twice')
      throw badInput([{ path: `$.fields[${twice}].note.field`, text: why }])
    }
    const standing = latestOf(await noteRows(ctx, coopId, { from: year, to: year }))
    refuseOvertaken(fields, standing)
    const rows = fields
      .map(({ note }): NoteRow => {
        const recorded = { recordedAt: ctx.now, recordedBy: actorName(ctx) }
        return { id: ctx.newId(), year, field: note.field, content: contentOf(note), ...recorded }
      })
      // Saying again what stands is no new version.
      .filter(({ field, content }) => !isSame(content, standing.get(field)?.content ?? null))
    await insertNotes(ctx, coopId, rows)
    if (rows.length > 0) {
      ctx.record({
        entity: 'statement_note',
        id: coopId,
        before: said(rows.map(({ field }) => standing.get(field))),
        after: { year, ...said(rows) },
      })
    }
    return { written: rows.length }
  },
}

/** What people put into the notes of a year, as it counts now. */
export async function typedNotes(ctx: Ctx, coopId: AnyId, year: number): Promise<TypedNotes> {
  const rows = latestOf(await noteRows(ctx, coopId, { from: year, to: year }))
  return Object.fromEntries([...rows.values()].map((row) => [row.field, noteOf(row).content]))
}

function latestOf(rows: readonly NoteRow[]): Map<NoteField, NoteRow> {
  const found = new Map<NoteField, NoteRow>()
  for (const row of rows) if (!found.has(row.field)) found.set(row.field, row)
  return found
}

/** @throws Refusal `conflict` when somebody else has written one of the fields since it was read. */
function refuseOvertaken(
  fields: Input<Contract['writeStatementNotes']>['fields'],
  standing: ReadonlyMap<NoteField, NoteRow>,
): void {
  const overtaken = fields
    .map(({ seen, note }) => ({ seen, row: standing.get(note.field) }))
    .filter(({ seen, row }) => (row?.id ?? null) !== seen)
  const [first] = overtaken
  if (first === undefined) return
  const by = first.row?.recordedBy ?? ''
  throw new Refusal(
    'conflict',
    text(
      `${by}刚刚改过其中的内容,请刷新后再填。`,
      `${by} has changed some of this in the meantime; reload and write again.`,
    ),
  )
}

/** Amounts lie in JSON as fen in text. */
function contentOf(note: Note): unknown {
  const { content } = note
  if (!Array.isArray(content)) return content
  return content.map((line) =>
    'amount' in line
      ? { name: line.name, amount: line.amount?.toString() ?? null, remark: line.remark }
      : { post: line.post, name: line.name, change: line.change },
  )
}

type StoredLine = Omit<NoteLine, 'amount'> & { readonly amount: string | null }

/** A stored version as the contract has it. */
function noteOf({ field, content }: NoteRow): Note {
  if (!Array.isArray(content) || field === 'officers') return { field, content } as Note
  const lines = (content as StoredLine[]).map((line) => ({
    ...line,
    amount: line.amount === null ? null : fen(BigInt(line.amount)),
  }))
  return { field, content: lines } as Note
}

// PostgreSQL gives the keys of an object in an order of its own.
const isSame = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b)

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).toSorted(([x], [y]) => (x < y ? -1 : 1)))
      : one,
  )

const said = (rows: readonly (NoteRow | undefined)[]) =>
  Object.fromEntries(
    rows.flatMap((row) => (row === undefined ? [] : [[row.field, row.content] as const])),
  )
