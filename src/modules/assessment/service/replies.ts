import type { AnyId } from '../../../kernel/id.ts'
import { notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import { actorAccount } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { assessmentContract } from '../contract.ts'
import { nextUp, placeAmong, stepsOf } from '../rules/advice.ts'
import { pointsText, sayPeriod } from '../rules/words.ts'
import { decideReply, insertReply, repliesOf } from '../store/replies.ts'
import * as store from '../store/runs.ts'
import { lockRun, notNow, schemeOfRun, subjectOf } from './ground.ts'
import { paperOf } from './papers.ts'
import { refuseRunning, workingDay } from './runs.ts'
import { bandTitle, sayFigure, sheetFor } from './view.ts'

type ReplyVerbs = Pick<
  Verbs<typeof assessmentContract, Ctx>,
  | 'replyAssessment'
  | 'decideAssessmentAppeal'
  | 'readOwnAssessment'
  | 'replyOwnAssessment'
  | 'printOwnAssessment'
>

interface Said {
  readonly kind: 'reply' | 'appeal'
  readonly said: string
}

/** Keeps what a subject said while there is time to say it. */
async function reply(ctx: Ctx, row: store.Scored, { kind, said }: Said) {
  const run = await lockRun(ctx, row.run_id, ['notified'])
  if (run.reply_until === null || run.reply_until < ctx.today) {
    throw notNow('回复和申诉的期限已过。', 'The time to reply or appeal is over.')
  }
  await refuseRunning(ctx, run)
  if (kind === 'appeal' && row.appealing) {
    throw new Refusal('conflict', text('申诉正在办理。', 'An appeal is being decided.'))
  }
  const dueOn = kind === 'appeal' ? await workingDay(ctx, schemeOfRun(run).decideDays) : null
  const replyId = ctx.newId()
  await insertReply(ctx, {
    id: replyId,
    subject_id: row.id,
    kind,
    version: row.version,
    said,
    on_date: ctx.today,
    due_on: dueOn,
    account_id: actorAccount(ctx),
  })
  ctx.record({ entity: 'assessment_reply', id: replyId, after: { kind, dueOn } })
  if (kind === 'appeal') ctx.emit('assessment.appealed', { replyId, subjectId: row.id })
  return { replyId, dueOn }
}

const personOf = (ctx: Ctx): AnyId | null =>
  ctx.actor.kind === 'account' ? ctx.actor.personId : null

/** What the caller was told of the own scores, the latest first; nothing for accounts without a person. */
async function ownRows(ctx: Ctx) {
  const personId = personOf(ctx)
  return personId === null ? [] : store.scoredOfPerson(ctx, personId)
}

/** One of the own sheets; `not_found` for everybody else's. */
async function ownRow(ctx: Ctx, subjectId: AnyId) {
  const row = (await ownRows(ctx)).find(({ id }) => id === subjectId)
  if (row === undefined) throw notFound()
  return row
}

type OwnRow = Awaited<ReturnType<typeof ownRow>>

async function historyOf(ctx: Ctx, rows: readonly OwnRow[]) {
  const history = []
  for (const row of rows) {
    const scheme = schemeOfRun(row.run)
    const town = await store.pointsInTown(ctx, row.run_id, row.town_id)
    history.push({
      subjectId: row.id,
      kind: row.run.kind,
      period: row.run.period,
      periodText: sayPeriod(row.run.period),
      state: row.run.state,
      pointsText: pointsText(row.points),
      points: row.points,
      total: scheme.total,
      band: bandTitle(scheme, row.body.band),
      place: placeAmong(row.points, town),
      of: town.length,
    })
  }
  return history
}

/** What would gain most, in words. */
function stepsSaid(row: OwnRow) {
  const scheme = schemeOfRun(row.run)
  const items = new Map(scheme.items.map((item) => [item.id, item]))
  const lines = new Map(row.body.lines.map((line) => [line.item, line]))
  return stepsOf(scheme, row.body).map(({ item: id, gain, to }) => {
    const title = items.get(id)?.title ?? id
    const [part] = row.inputs.figures[id] ?? []
    const value = lines.get(id)?.value ?? null
    const [from, goal, more] = [sayFigure(value, part), sayFigure(to, part), pointsText(gain)]
    return {
      item: id,
      title,
      gainText: more,
      text:
        value === null
          ? text(
              `“${title}”还没有数据;达到 ${goal} 可得 ${more} 分。`,
              `“${title}” has no figure yet; ${goal} would bring ${more} points.`,
            )
          : text(
              `“${title}”现为 ${from},做到 ${goal},可多得 ${more} 分。`,
              `“${title}” is ${from} now; at ${goal} it brings ${more} points more.`,
            ),
    }
  })
}

export const replyVerbs: ReplyVerbs = {
  replyAssessment: async (ctx, { unitId, subjectId, ...said }) => {
    const { run, row } = await subjectOf(ctx, { unitId, subjectId })
    if (run.kind !== 'town') throw notFound()
    return reply(ctx, row, said)
  },

  decideAssessmentAppeal: async (ctx, { unitId, subjectId, outcome, reasons }) => {
    const { run, row } = await subjectOf(ctx, { unitId, subjectId, lock: true })
    const open = (await repliesOf(ctx, row.id)).find(
      ({ kind, outcome: known }) => kind === 'appeal' && known === null,
    )
    if (open === undefined) throw notNow('没有待处理的申诉。', 'No appeal is waiting.')
    const account = actorAccount(ctx)
    if (account !== null && (account === run.maker || account === open.account_id)) {
      throw notNow(
        '核算人、申诉人不能处理申诉,须由他人处理。',
        'Whoever computed the score or appealed does not decide: somebody else must.',
      )
    }
    await decideReply(ctx, open.id, { outcome, reasons })
    ctx.record({ entity: 'assessment_reply', id: open.id, after: { outcome } })
    ctx.emit('assessment.decided', { replyId: open.id, subjectId: row.id })
    return {}
  },

  readOwnAssessment: async (ctx, { subjectId }) => {
    const rows = await ownRows(ctx)
    const row = subjectId === undefined ? rows[0] : rows.find(({ id }) => id === subjectId)
    if (row === undefined && subjectId !== undefined) throw notFound()
    const history = await historyOf(ctx, rows)
    const known = personOf(ctx) !== null
    const empty = { sheet: null, place: null, next: null, steps: [], mayReply: false }
    if (row === undefined) return { known, ...empty, history }
    const own = history.find((one) => one.subjectId === row.id)
    const scheme = schemeOfRun(row.run)
    const up = nextUp(scheme, row.points)
    const until = row.run.reply_until
    return {
      known,
      sheet: await sheetFor(ctx, row.run, row),
      place: own === undefined ? null : { place: own.place, of: own.of },
      next: up === null ? null : { band: bandTitle(scheme, up.band), gapText: pointsText(up.gap) },
      steps: stepsSaid(row),
      history,
      mayReply: row.run.state === 'notified' && until !== null && ctx.today <= until,
    }
  },

  replyOwnAssessment: async (ctx, { subjectId, ...said }) =>
    reply(ctx, await ownRow(ctx, subjectId), said),

  printOwnAssessment: async (ctx, { subjectId, paper, format }) => {
    const row = await ownRow(ctx, subjectId)
    return paperOf(ctx, { run: row.run, row, paper, format, own: true })
  },
}
