import { displayPercent, parseFraction } from '../../../kernel/fraction.ts'
import type { LocalDate } from '../../../kernel/date.ts'
import type { Output } from '../../../kernel/verb.ts'
import { chinaDate } from '../../../kernel/date.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { figureText } from '../../indicator/index.ts'
import type { assessmentContract } from '../contract.ts'
import type { Item, Part, Scheme } from '../model.ts'
import { overallOf } from '../rules/score.ts'
import { KIND_WORDS, pointsText, ruleText, sayPeriod, sayRun } from '../rules/words.ts'
import { repliesOf } from '../store/replies.ts'
import { type RunRow, type Scored, versionsOf } from '../store/runs.ts'
import { schemeOfRun } from './ground.ts'

export type Sheet = Output<(typeof assessmentContract)['readAssessmentSheet']>['sheet']

type Form = Parameters<typeof figureText>[1]

/** A figure as people read it, in its unit; a dash where there is none. */
export function sayFigure(
  value: string | null,
  spec: { readonly form: string; readonly unit: { readonly zh: string } } | undefined,
): string {
  const found = value === null ? null : parseFraction(value)
  if (found === null) return '—'
  if (spec?.form === 'share') return displayPercent(found)
  return `${figureText(found, (spec?.form ?? 'rate') as Form)}${spec?.unit.zh ?? ''}`
}

/** The place where a figure's change counts instead of the figure, in words. */
const ofChange = (item: Item): string =>
  item.base === 'none' ? '' : item.base === 'year_before' ? '较上年同期 ' : '较上期 '

function partOut(part: Part) {
  const plain = { form: 'rate', unit: { zh: '' } }
  return {
    indicator: part.indicator,
    title: part.title,
    valueText: sayFigure(part.value, part),
    numerator: part.numerator === null ? null : sayFigure(part.numerator, plain),
    denominator: part.denominator === null ? null : sayFigure(part.denominator, plain),
    before: part.before === null ? null : sayFigure(part.before, part),
    why: part.why,
  }
}

/** The lines of a sheet with figure, arithmetic, rule and points. */
export function linesOf(scheme: Scheme, row: Pick<Scored, 'inputs' | 'body'>): Sheet['lines'] {
  const points = new Map(row.body.lines.map((line) => [line.item, line]))
  return scheme.items.map((item) => {
    const line = points.get(item.id)
    const parts = row.inputs.figures[item.id] ?? []
    const [first] = parts
    return {
      item: item.id,
      title: item.title,
      points: line?.points ?? 0,
      pointsText: pointsText(line?.points ?? 0),
      full: item.points,
      fullText: pointsText(item.points),
      valueText: `${ofChange(item)}${sayFigure(line?.value ?? null, first)}`,
      ruleText: ruleText(item, (value) => sayFigure(value, first)),
      missing: line === undefined || line.value === null,
      parts: parts.map(partOut),
    }
  })
}

export const bandTitle = (scheme: Scheme, id: string): string =>
  scheme.bands.find((band) => band.id === id)?.title ?? id

/** Bonus less deduction: '+2', '-1.5', '0'. */
export const adjustText = ({ body }: Pick<Scored, 'body'>): string => {
  const sum = body.bonus - body.deduction
  return sum > 0 ? `+${pointsText(sum)}` : pointsText(sum)
}

export function overallText(scheme: Scheme, points: number): string | null {
  const own = overallOf(scheme, points)
  return own === null ? null : pointsText(own)
}

function factsOut(scheme: Scheme, row: Scored): Sheet['facts'] {
  const kinds = new Map(scheme.adjustments.map((one) => [one.id, one]))
  return row.inputs.facts.flatMap(({ id, item, points, on, what, evidence }) => {
    const kind = kinds.get(item)
    return kind === undefined
      ? []
      : [
          {
            id,
            kind: kind.kind,
            title: kind.title,
            pointsText: pointsText(points),
            on: on as LocalDate,
            what,
            evidence,
          },
        ]
  })
}

function monthsOut(scheme: Scheme, row: Scored): Sheet['months'] {
  const { months } = row.body
  if (months === null || scheme.months === null) return null
  return {
    count: months.count,
    least: scheme.months.least,
    pointsText: pointsText(months.points),
    fullText: pointsText(months.full),
    rows: row.inputs.months.map(({ period, points }) => ({
      period,
      periodText: sayPeriod(period),
      pointsText: pointsText(points),
    })),
  }
}

/** The whole sheet of a subject. */
export async function sheetFor(ctx: Ctx, run: RunRow, row: Scored): Promise<Sheet> {
  const scheme = schemeOfRun(run)
  const { body, inputs } = row
  return {
    subjectId: row.id,
    runId: run.id,
    kind: run.kind,
    number: sayRun(run),
    title: KIND_WORDS[run.kind],
    period: run.period,
    periodText: sayPeriod(run.period),
    state: run.state,
    unit: { id: row.unit_id, name: row.unit_name },
    town: { id: row.town_id, name: row.town_name },
    name: row.name,
    points: row.points,
    pointsText: pointsText(row.points),
    totalText: pointsText(scheme.total),
    band: { id: body.band, title: bandTitle(scheme, body.band) },
    graded: body.graded,
    overallText: overallText(scheme, row.points),
    lines: linesOf(scheme, row),
    months: monthsOut(scheme, row),
    facts: factsOut(scheme, row),
    bonusText: pointsText(body.bonus),
    deductionText: pointsText(body.deduction),
    postSince: inputs.postSince as LocalDate | null,
    predecessors: inputs.predecessors.map(({ name, from, to }) => ({
      name,
      from: from as LocalDate,
      to: to as LocalDate,
    })),
    edition: { ...inputs.edition },
    version: row.version,
    sha256: row.sha256,
    versions: (await versionsOf(ctx, row.id)).map((one) => ({
      version: one.version,
      pointsText: pointsText(one.points),
      reason: one.reason,
      on: chinaDate(one.recorded_at),
    })),
    replyUntil: run.reply_until,
    replies: (await repliesOf(ctx, row.id)).map((one) => ({
      replyId: one.id,
      kind: one.kind,
      said: one.said,
      on: one.on_date,
      dueOn: one.due_on,
      outcome: one.outcome,
      reasons: one.reasons ?? '',
      decidedOn: one.decided_on,
      decidedBy: one.decided_by ?? '',
    })),
  }
}
