import { chinaDate } from '../../../kernel/date.ts'
import type { Fraction } from '../../../kernel/fraction.ts'
import { notFound } from '../../../kernel/refusal.ts'
import type { Text } from '../../../kernel/text.ts'
import type { Output, Verbs } from '../../../kernel/verb.ts'
import { actorAccount } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { contestContract } from '../contract.ts'
import { apartIn, judgedItems } from '../rules/score.ts'
import { decimalText, sayContest } from '../rules/words.ts'
import * as store from '../store/editions.ts'
import * as judging from '../store/judging.ts'
import { type PhotoRow, photosOf } from '../store/photos.ts'
import { mutable } from './editions.ts'
import { countingSheets, type Field, fieldOf } from './ground.ts'
import { appealDay } from './results.ts'

type Contract = typeof contestContract
type Shown = Output<Contract['readContest']>

const plain = (f: Fraction): string => (f.den === 1n ? String(f.num) : decimalText(f))

/** A result as people read it: points given in order, without names. */
export function resultOut(
  row: Awaited<ReturnType<typeof judging.resultsOf>>[number],
): NonNullable<Shown['result']> {
  return {
    edition: row.edition,
    sha256: row.sha256,
    reason: row.reason,
    on: chinaDate(row.recorded_at),
    by: row.recorded_by,
    rows: judging.bodyOf(row).map((unit) => ({
      unit: { id: unit.unitId as AnyId, name: unit.name },
      place: unit.place,
      score: unit.score,
      scoreText: decimalText(unit.score),
      groups: unit.groups.map(({ id, points }) => ({ id, pointsText: decimalText(points) })),
      items: unit.items.map((item) => ({
        item: item.item,
        share: item.share,
        points: item.points,
        pointsText: decimalText(item.points),
        given: item.given.map(plain),
        trimmed: item.trimmed,
        spread: item.spread === null ? null : plain(item.spread),
        apart: item.apart,
        valueText: item.value === null ? null : decimalText(item.value),
        why: item.why,
      })),
      vetoes: [...unit.vetoes],
    })),
  }
}

/** Units and items that need a third judge; the judges themselves are told nothing. */
async function apartOf(ctx: Ctx, row: store.ContestRow, field: Field): Promise<Shown['apart']> {
  const account = actorAccount(ctx)
  const judges = field.judges.some((one) => one.account_id === account)
  if (row.state !== 'scored' || !ctx.may('contest.write') || judges) return []
  const { setup } = await store.setupOf(ctx, row.id)
  const units = field.units.map(({ unit_id: id, name }) => ({ id, name }))
  const sheets = await countingSheets(ctx, row.id, field)
  const names = new Map<string, string>(units.map(({ id, name }) => [id, name]))
  return apartIn({ setup, units, sheets }).map(({ unitId, item }) => ({
    unit: { id: unitId as AnyId, name: names.get(unitId) ?? '' },
    item,
  }))
}

const isClosed = (state: string): boolean => state === 'closed' || state === 'published'

async function partsOf(ctx: Ctx, row: store.ContestRow) {
  const { id } = row
  return {
    head: await store.setupOf(ctx, id),
    entries: await store.entriesOf(ctx, id),
    judges: await judging.judgesOf(ctx, id),
    conflicts: await judging.conflictsOf(ctx, id),
    vetoes: await judging.vetoesOf(ctx, id),
    filed: await judging.filedSheets(ctx, id),
    results: await judging.resultsOf(ctx, id),
    appeals: await judging.appealsOf(ctx, id),
    tasks: await judging.tasksOf(ctx, id),
    events: await store.eventsOf(ctx, id),
    photos: await photosOf(ctx, id),
    field: await fieldOf(ctx, id),
    chain: await store.chainOf(ctx, row.unit_id),
  }
}

const photoOut = (row: PhotoRow): Shown['photos'][number] => ({
  fileId: row.id,
  stop: row.stop,
  unit: row.unit_id === null ? null : { id: row.unit_id, name: row.unit_name ?? '' },
  name: row.name,
  mediaType: row.media_type,
  caption: row.caption,
  takenOn: row.taken_on,
  by: row.recorded_by,
})

/** The units that take part and that the caller speaks for. */
async function ownEntries(ctx: Ctx, parts: Awaited<ReturnType<typeof partsOf>>) {
  if (!ctx.may('contest.reply')) return []
  const inside = []
  for (const { unit_id: unitId, name } of parts.field.units) {
    const above = (await store.chainOf(ctx, unitId)).map((unit) => unit.id)
    if (above.some((unit) => ctx.scope.includes(unit))) inside.push({ id: unitId, name })
  }
  return inside
}

export const viewVerbs: Pick<Verbs<Contract, Ctx>, 'readContest'> = {
  readContest: async (ctx, { contestId }) => {
    const row = await store.contestRow(ctx, contestId, false)
    if (row === null) throw notFound()
    const parts = await partsOf(ctx, row)
    const { setup, version } = parts.head
    const names = new Map(parts.entries.map((one) => [one.unit_id, one.name]))
    const unit = (id: AnyId) => ({ id, name: names.get(id) ?? '' })
    const scores = judgedItems(setup).length > 0
    const pairs = new Set(parts.filed.map((one) => `${one.account_id} ${one.unit_id}`))
    const own = await ownEntries(ctx, parts)
    const last = isClosed(row.state) ? parts.results.at(-1) : undefined
    const until = row.state === 'closed' ? await appealDay(ctx, contestId) : null
    const me = actorAccount(ctx)
    return {
      contestId,
      number: sayContest(row),
      kind: row.kind,
      holder: { id: row.unit_id, name: parts.chain[0]?.name ?? '' },
      state: row.state,
      setup: mutable(setup),
      version,
      entries: parts.entries.map((one) => ({
        unit: unit(one.unit_id),
        town: one.town,
        sheets: parts.filed.filter(({ unit_id: id }) => id === one.unit_id).length,
        withdrawnWhy: one.withdrawn_why,
      })),
      judges: parts.judges.map((one) => {
        const mine = parts.field.units.filter((entry) =>
          parts.field.mayScore(one.account_id, entry.unit_id),
        )
        return {
          accountId: one.account_id,
          name: one.name,
          post: one.post,
          part: one.part,
          filed: mine.filter((entry) => pairs.has(`${one.account_id} ${entry.unit_id}`)).length,
          expected: scores ? mine.length : 0,
          withdrawnWhy: one.withdrawn_why,
        }
      }),
      conflicts: parts.conflicts.map((one) => ({
        accountId: one.account_id,
        unitId: one.unit_id,
        kind: one.kind,
        source: one.source,
        said: one.said as Text,
        by: one.recorded_by,
      })),
      vetoes: parts.vetoes.map((one) => ({
        vetoId: one.id,
        unit: unit(one.unit_id),
        kind: one.kind,
        reason: one.reason,
        evidence: one.evidence,
        by: one.recorded_by,
        withdrawnWhy: one.withdrawn_why,
      })),
      apart: await apartOf(ctx, row, parts.field),
      result: last === undefined ? null : resultOut(last),
      editions: parts.results.map((one) => ({
        edition: one.edition,
        sha256: one.sha256,
        reason: one.reason,
        on: chinaDate(one.recorded_at),
      })),
      appealUntil: until,
      appeals: parts.appeals.map((one) => ({
        caseId: one.case_id,
        unit: unit(one.unit_id),
        what: one.what,
        outcome: one.outcome,
      })),
      tasks: parts.tasks.map((one) => ({
        taskId: one.id,
        unit: unit(one.unit_id),
        what: one.what,
        responsible: one.responsible,
        dueOn: one.due_on,
        overdue: one.done_on === null && one.due_on < ctx.today,
        doneOn: one.done_on,
        doneSaid: one.done_said,
        mine: own.some(({ id }) => id === one.unit_id),
      })),
      photos: parts.photos.map(photoOut),
      events: parts.events.map((one) => ({
        kind: one.kind,
        on: one.on_date,
        words: one.words,
        by: one.recorded_by,
      })),
      caseId: row.case_id,
      may: {
        write: ctx.may('contest.write'),
        judge: parts.judges.some((one) => one.account_id === me && one.withdrawn_on === null),
        appealFor: until !== null && until >= ctx.today ? own : [],
      },
    }
  },
}
