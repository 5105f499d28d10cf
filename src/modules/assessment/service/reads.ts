import { notFound } from '../../../kernel/refusal.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import { actorAccount } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { assessmentContract } from '../contract.ts'
import { placeAmong } from '../rules/advice.ts'
import { KIND_WORDS, pointsText, sayPeriod, sayRun } from '../rules/words.ts'
import * as store from '../store/runs.ts'
import { repliesOf } from '../store/replies.ts'
import { schemeOfRun, seesDraft, seesKind, subjectOf } from './ground.ts'
import { adjustText, overallText, sheetFor } from './view.ts'

type ReadVerbs = Pick<
  Verbs<typeof assessmentContract, Ctx>,
  'listAssessments' | 'readAssessment' | 'readAssessmentSheet'
>

const headOf = (run: store.RunRow) => ({
  runId: run.id,
  kind: run.kind,
  number: sayRun(run),
  period: run.period,
  periodText: sayPeriod(run.period),
  state: run.state,
  replyUntil: run.reply_until,
  caseId: run.case_id,
})

/** A run with its subjects below a unit, for whoever may see them; `not_found` for others. */
export async function runFor(ctx: Ctx, of: { readonly unitId: string; readonly runId: string }) {
  const run = await store.runRow(ctx, of.runId, false)
  if (run === null || !seesKind(ctx, run.kind) || !seesDraft(ctx, run)) throw notFound()
  const rows = await store.scoredIn(ctx, run.id, of.unitId)
  // Below a co-op or a village of no secretary there is nothing; places count among all that are shown.
  if (rows.length === 0) throw notFound()
  return { run, scheme: schemeOfRun(run), rows }
}

export const readVerbs: ReadVerbs = {
  listAssessments: async (ctx, { unitId, kind }) => {
    const counts = await store.countsOf(ctx, unitId)
    const runs = await store.runRows(ctx, kind)
    return {
      rows: runs.flatMap((run) => {
        const own = counts.get(run.id)
        return own === undefined || !seesKind(ctx, run.kind) || !seesDraft(ctx, run)
          ? []
          : [{ ...headOf(run), ...own }]
      }),
    }
  },

  readAssessment: async (ctx, of) => {
    const { run, scheme, rows } = await runFor(ctx, of)
    const unit = await store.unitOf(ctx, of.unitId)
    if (unit === null) throw notFound()
    const all = rows.map(({ points }) => points)
    const [first] = rows
    const runs = ctx.may('assessment.run')
    return {
      ...headOf(run),
      title: KIND_WORDS[run.kind],
      unit: { id: unit.id, name: unit.name },
      totalText: pointsText(scheme.total),
      overallText: scheme.overall === null ? null : pointsText(scheme.overall),
      scheme: { version: run.scheme_version, proposal: run.scheme_version === 0 },
      edition: first === undefined ? null : { ...first.inputs.edition },
      bands: scheme.bands.map(({ id, title }) => ({
        id,
        title,
        count: rows.filter(({ body }) => body.graded && body.band === id).length,
      })),
      items: [
        ...(scheme.months === null
          ? []
          : [{ id: 'months', title: '月考核', fullText: pointsText(scheme.months.points) }]),
        ...scheme.items.map(({ id, title, points }) => ({
          id,
          title,
          fullText: pointsText(points),
        })),
      ],
      rows: rows.map((row) => ({
        subjectId: row.id,
        unit: { id: row.unit_id, name: row.unit_name },
        town: { id: row.town_id, name: row.town_name },
        name: row.name,
        place: placeAmong(row.points, all),
        points: row.points,
        pointsText: pointsText(row.points),
        band: row.body.band,
        graded: row.body.graded,
        overallText: overallText(scheme, row.points),
        lines: [
          ...(row.body.months === null
            ? []
            : [{ item: 'months', pointsText: pointsText(row.body.months.points) }]),
          ...row.body.lines.map(({ item, points }) => ({ item, pointsText: pointsText(points) })),
        ],
        adjustText: adjustText(row),
        version: row.version,
        appealing: row.appealing,
      })),
      events: (await store.eventsOf(ctx, run.id)).map((event) => ({
        kind: event.kind,
        on: event.on_date,
        words: event.kind === 'rescored' && !runs ? '' : event.words,
        by: event.recorded_by,
      })),
      may: {
        notify: runs && run.state === 'draft',
        submit: runs && run.state === 'notified' && run.case_id === null,
        cancel: runs && (run.state === 'draft' || run.state === 'notified'),
        propose:
          ctx.may('assessment.write') && run.state === 'final' && run.kind === 'secretary_year',
      },
    }
  },

  readAssessmentSheet: async (ctx, of) => {
    const { run, row } = await subjectOf(ctx, of)
    const replies = await repliesOf(ctx, row.id)
    const open = replies.some(({ kind, outcome }) => kind === 'appeal' && outcome === null)
    const inTime = run.reply_until !== null && ctx.today <= run.reply_until
    return {
      sheet: await sheetFor(ctx, run, row),
      may: {
        reply:
          run.kind === 'town' && ctx.may('assessment.reply') && run.state === 'notified' && inTime,
        decide: open && ctx.may('assessment.write') && run.maker !== actorAccount(ctx),
        rescore:
          run.state === 'notified' &&
          ctx.may('assessment.run') &&
          replies.some(({ outcome, version }) => outcome === 'upheld' && version >= row.version),
      },
    }
  },
}
