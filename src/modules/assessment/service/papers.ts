import { chinaDate } from '../../../kernel/date.ts'
import type { Paper } from '../../../kernel/paper.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { writeDocx } from '../../../platform/document/write-docx.ts'
import { writePdf } from '../../../platform/document/write-pdf.ts'
import { writeWorkbook } from '../../../platform/document/write-workbook.ts'
import type { assessmentContract } from '../contract.ts'
import { placeAmong } from '../rules/advice.ts'
import { listPaper, noticePaper, type SheetPaper, sheetPaper } from '../rules/papers.ts'
import { KIND_WORDS, pointsText, sayPeriod, sayRun } from '../rules/words.ts'
import * as store from '../store/runs.ts'
import { fingerprintOf, notNow, subjectOf } from './ground.ts'
import { runFor } from './reads.ts'
import { adjustText, bandTitle, overallText, type Sheet, sheetFor } from './view.ts'

type PaperVerbs = Pick<
  Verbs<typeof assessmentContract, Ctx>,
  'printAssessmentSheet' | 'printAssessmentList'
>
type Format = 'pdf' | 'docx' | 'xlsx'

const MEDIA = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** A paper as a file: with the head of the audit chain below, and a code to the page it came from. */
async function fileOf(
  ctx: Ctx,
  paper: Paper,
  how: { readonly format: Format; readonly place: string; readonly caption: string },
) {
  const head = ctx.anchors().at(-1)
  const proof = head === undefined ? null : `审计链 第${head.seq}号 ${head.hash.slice(0, 16)}`
  const foot = { printed: `打印日期:${chinaDate(ctx.now)}`, proof }
  const code = { content: `${ctx.publicAddress}${how.place}`, caption: how.caption }
  const coded = { ...paper, code }
  const bytes =
    how.format === 'xlsx'
      ? await writeWorkbook(paper, foot)
      : await (how.format === 'pdf' ? writePdf : writeDocx)(coded, foot, { at: ctx.now })
  return {
    name: `${paper.organisation} ${paper.title} ${paper.period}.${how.format}`.replaceAll(
      /[\\/:*?"<>|\s]+/g,
      ' ',
    ),
    mediaType: MEDIA[how.format],
    content: bytes.toString('base64'),
  }
}

const fractionText = (line: Sheet['lines'][number]): string =>
  line.parts
    .flatMap(({ numerator, denominator }) =>
      numerator === null || denominator === null ? [] : [`${numerator}／${denominator}`],
    )
    .join('；')

async function paperFor(ctx: Ctx, sheet: Sheet, notified: string | null): Promise<SheetPaper> {
  const { months } = sheet
  return {
    ...sheet,
    ofTown: sheet.kind === 'town',
    final: sheet.state === 'final',
    county: (await store.countyUnit(ctx))?.name ?? '',
    town: sheet.town.name,
    unit: sheet.unit.name,
    band: sheet.band.title,
    lines: sheet.lines.map((line) => ({
      ...line,
      fraction: fractionText(line),
      rule: line.ruleText.zh,
    })),
    months:
      months === null
        ? null
        : {
            text: months.rows.map((row) => `${row.periodText} ${row.pointsText}`).join('、'),
            fullText: months.fullText,
            pointsText: months.pointsText,
          },
    facts: sheet.facts.map(({ kind, ...fact }) => ({
      ...fact,
      sign: kind === 'bonus' ? '+' : '-',
    })),
    notified,
  }
}

/** The sheet of a subject, or the notice to it, as a file. */
export async function paperOf(
  ctx: Ctx,
  of: {
    readonly run: store.RunRow
    readonly row: store.Scored
    readonly paper: 'sheet' | 'notice'
    readonly format: 'pdf' | 'docx'
    readonly own: boolean
  },
) {
  const { run, row } = of
  if (of.paper === 'notice' && run.state === 'draft') {
    throw notNow('还没有告知被考核人。', 'Nobody was told yet.')
  }
  const notified = (await store.eventsOf(ctx, run.id)).findLast(({ kind }) => kind === 'notified')
  const paper = await paperFor(ctx, await sheetFor(ctx, run, row), notified?.on_date ?? null)
  const own = `/my-assessment?subjectId=${row.id}`
  return fileOf(ctx, (of.paper === 'notice' ? noticePaper : sheetPaper)(paper), {
    format: of.format,
    place: of.own ? own : `/assessment/sheets/${row.unit_id}/${row.id}`,
    caption: sayRun(run),
  })
}

export const paperVerbs: PaperVerbs = {
  printAssessmentSheet: async (ctx, { unitId, subjectId, paper, format }) => {
    const { run, row } = await subjectOf(ctx, { unitId, subjectId })
    return paperOf(ctx, { run, row, paper, format, own: false })
  },

  printAssessmentList: async (ctx, { unitId, runId, format }) => {
    const { run, scheme, rows } = await runFor(ctx, { unitId, runId })
    const unit = await store.unitOf(ctx, unitId)
    const all = rows.map(({ points }) => points)
    const months = scheme.months === null ? [] : [{ title: '月考核', points: scheme.months.points }]
    const paper = listPaper({
      number: sayRun(run),
      title: KIND_WORDS[run.kind],
      periodText: sayPeriod(run.period),
      final: run.state === 'final',
      unit: unit?.name ?? '',
      ofTown: run.kind === 'town',
      overallText: scheme.overall === null ? null : pointsText(scheme.overall),
      items: [...months, ...scheme.items].map(({ title, points }) => ({
        title,
        fullText: pointsText(points),
      })),
      rows: rows.map((row) => ({
        place: placeAmong(row.points, all),
        town: row.town_name,
        unit: row.unit_name,
        name: row.name,
        pointsText: pointsText(row.points),
        overallText: overallText(scheme, row.points),
        band: row.body.graded ? bandTitle(scheme, row.body.band) : '—',
        lines: [
          ...(row.body.months === null ? [] : [pointsText(row.body.months.points)]),
          ...row.body.lines.map(({ points }) => pointsText(points)),
        ],
        adjustText: adjustText(row),
      })),
      edition: rows[0]?.inputs.edition ?? null,
      hash: fingerprintOf(rows),
    })
    return fileOf(ctx, paper, {
      format,
      place: `/assessment/runs/${runId}?unitId=${unitId}`,
      caption: sayRun(run),
    })
  },
}
