import { chinaDate } from '../../../kernel/date.ts'
import type { Paper } from '../../../kernel/paper.ts'
import { type Language, text, type Text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { writeWorkbook } from '../../../platform/document/write-workbook.ts'
import type { indicatorContract } from '../contract.ts'
import { figurePaper, figureText } from '../rules/papers.ts'
import type { EditionHead } from '../store/editions.ts'
import { figureVerbs } from './figures.ts'
import { rankingVerbs } from './ranking.ts'
import type { FigurePeriod } from '../model.ts'

type FileVerbs = Pick<Verbs<typeof indicatorContract, Ctx>, 'figuresFile' | 'rankingFile'>

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** A workbook in base64; at its foot the fingerprint of the edition it was made from. */
async function bookOf(
  ctx: Ctx,
  paper: Paper,
  how: { readonly language: Language; readonly hash: string | null },
) {
  const printed = text(`打印日期：${chinaDate(ctx.now)}`, `Printed: ${chinaDate(ctx.now)}`)
  const proof = text(`固化校验码：${how.hash}`, `Edition: ${how.hash}`)
  const bytes = await writeWorkbook(paper, {
    printed: printed[how.language],
    proof: how.hash === null ? null : proof[how.language],
  })
  return {
    name: `${paper.organisation} ${paper.title} ${paper.period}.xlsx`.replaceAll(
      /[\\/:*?"<>|]/g,
      '·',
    ),
    mediaType: XLSX,
    content: bytes.toString('base64'),
  }
}

interface Origin {
  readonly title: Text
  readonly asOf: FigurePeriod['to']
  readonly countingRule: Text
  readonly edition: Pick<EditionHead, 'hash' | 'edition'> | null
}

const periodText = ({ title, asOf, edition }: Origin): Text => {
  const [zh, en] =
    edition === null ? ['实时', 'live'] : [`第${edition.edition}版`, `edition ${edition.edition}`]
  return text(`${title.zh}（截至 ${asOf}，${zh}）`, `${title.en} (as of ${asOf}, ${en})`)
}

export const fileVerbs: FileVerbs = {
  figuresFile: async (ctx, { language, ...input }) => {
    const answer = await figureVerbs.readFigures(ctx, { ...input, parts: true })
    const units = [answer.unit, ...answer.parts.map(({ unit }) => unit)]
    const values = [answer.figures, ...answer.parts.map(({ figures }) => figures)]
    const paper = figurePaper(
      {
        title: text('指标', 'Figures'),
        period: periodText(answer.origin),
        unit: answer.unit.name,
        columns: [
          { title: text('指标', 'Indicator'), width: 4, left: true },
          { title: text('单位', 'Unit'), width: 2, left: true },
          { title: text('性质', 'Mark'), width: 1, left: true },
          ...units.map(({ name }) => ({ title: text(name, name), width: 2 })),
        ],
        rows: answer.indicators.map((indicator, i) => [
          indicator.title[language],
          indicator.unit[language],
          MARKS[indicator.mark][language],
          ...values.map((own) => figureText(own[i]?.value ?? null, indicator.form)),
        ]),
        remarks: [answer.origin.countingRule],
      },
      language,
    )
    return bookOf(ctx, paper, { language, hash: answer.origin.edition?.hash ?? null })
  },

  rankingFile: async (ctx, { language, ...input }) => {
    const answer = await rankingVerbs.readRanking(ctx, input)
    const forms = new Map(answer.indicators.map((each) => [each.id, each]))
    const paper = figurePaper(
      {
        title: answer.set.title,
        period: periodText(answer.origin),
        unit: answer.unit.name,
        columns: [
          { title: text('位次', 'Place'), width: 1 },
          { title: text('单位', 'Unit'), width: 4, left: true },
          { title: text('得分', 'Score'), width: 2 },
          { title: text('较上期', 'Movement'), width: 2 },
          ...answer.set.lines.map(({ indicator }) => ({
            title: forms.get(indicator)?.title ?? text(indicator, indicator),
            width: 2,
          })),
        ],
        rows: answer.rows
          .filter(({ unit }) => unit !== null)
          .map((row) => [
            String(row.rank),
            row.unit?.name ?? '',
            row.scoreText,
            row.movement === null ? '—' : String(row.movement),
            ...row.lines.map(({ indicator, value }) =>
              figureText(value, forms.get(indicator)?.form ?? 'rate'),
            ),
          ]),
        remarks: [answer.origin.countingRule],
      },
      language,
    )
    return bookOf(ctx, paper, { language, hash: answer.origin.edition?.hash ?? null })
  },
}

const MARKS = {
  actual: text('实际', 'actual'),
  estimate: text('预计', 'estimate'),
  claim: text('填报', 'claim'),
} as const
