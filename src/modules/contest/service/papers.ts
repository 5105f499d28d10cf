import { addMonths, chinaDate } from '../../../kernel/date.ts'
import type { Paper } from '../../../kernel/paper.ts'
import { notFound } from '../../../kernel/refusal.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { writeCertificate } from '../../../platform/document/write-certificate.ts'
import { writeDocx } from '../../../platform/document/write-docx.ts'
import { writePdf } from '../../../platform/document/write-pdf.ts'
import type { contestContract } from '../contract.ts'
import type { StarRules } from '../model.ts'
import {
  certificatePaper,
  certificateSheet,
  resultPaper,
  scoreSheetPaper,
} from '../rules/papers.ts'
import { SHIPPED_STARS } from '../rules/stars.ts'
import { sayContest } from '../rules/words.ts'
import { awardRow, starRulesOn } from '../store/awards.ts'
import * as store from '../store/editions.ts'
import * as judging from '../store/judging.ts'
import { notNow } from './ground.ts'
import { picturesFor } from './photos.ts'

type PaperVerbs = Pick<
  Verbs<typeof contestContract, Ctx>,
  'printScoreSheet' | 'printContestResult' | 'printAward'
>
type Format = 'pdf' | 'docx'

const MEDIA = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const

/** The head of the county's audit chain that was last written down outside the database. */
function chainHead(ctx: Ctx): string | null {
  const head = ctx.anchors().at(-1)
  return head === undefined ? null : `审计链 第${head.seq}号 ${head.hash.slice(0, 16)}`
}

const footOf = (ctx: Ctx) => ({
  printed: `打印日期：${chinaDate(ctx.now)}`,
  proof: chainHead(ctx),
})

async function fileOf(ctx: Ctx, paper: Paper, format: Format) {
  const write = format === 'pdf' ? writePdf : writeDocx
  const bytes = await write(paper, footOf(ctx), { at: ctx.now })
  return {
    name: `${paper.title}.${format}`,
    mediaType: MEDIA[format],
    content: bytes.toString('base64'),
  }
}

/** A code that leads to the page of the contest, with its number to type by hand. */
const coded = (ctx: Ctx, paper: Paper, place: string, caption: string): Paper => ({
  ...paper,
  code: { content: `${ctx.publicAddress}${place}`, caption },
})

async function headOf(ctx: Ctx, row: store.ContestRow) {
  const { setup } = await store.setupOf(ctx, row.id)
  const [holder] = await store.chainOf(ctx, row.unit_id)
  return { number: sayContest(row), kind: row.kind, holder: holder?.name ?? '', setup }
}

export const paperVerbs: PaperVerbs = {
  printScoreSheet: async (ctx, { contestId, unitId, format }) => {
    const row = await store.contestRow(ctx, contestId, false)
    if (row === null) throw notFound()
    const units = (await store.entriesOf(ctx, contestId)).filter(
      (one) => one.withdrawn_why === null && (unitId === undefined || one.unit_id === unitId),
    )
    if (units.length === 0) throw notFound()
    const head = await headOf(ctx, row)
    const paper = scoreSheetPaper(
      head,
      units.map(({ name }) => name),
    )
    return fileOf(ctx, coded(ctx, paper, `/contests/${contestId}`, head.number), format)
  },

  printContestResult: async (ctx, { contestId, format }) => {
    const row = await store.contestRow(ctx, contestId, false)
    if (row === null) throw notFound()
    const last = (await judging.resultsOf(ctx, contestId)).at(-1)
    if (last === undefined || (row.state !== 'closed' && row.state !== 'published')) {
      throw notNow('还没有结果。', 'There is no result yet.')
    }
    const head = await headOf(ctx, row)
    const rows = judging.bodyOf(last)
    const names = new Map(rows.map((one) => [one.unitId, one.name]))
    const vetoes = (await judging.vetoesOf(ctx, contestId)).filter(
      (one) => one.withdrawn_on === null,
    )
    const judges = (await judging.judgesOf(ctx, contestId)).filter(
      (one) => one.withdrawn_on === null,
    )
    const paper = resultPaper(
      {
        ...head,
        state: row.state,
        edition: last.edition,
        sha256: last.sha256,
        judges: judges.length,
        ...(await picturesFor(ctx, contestId, head.setup)),
        vetoes: vetoes.map((one) => ({ ...one, unit: names.get(one.unit_id) ?? '' })),
      },
      rows,
    )
    return fileOf(ctx, coded(ctx, paper, `/contests/${contestId}`, head.number), format)
  },

  printAward: async (ctx, { unitId, awardId, format }) => {
    const row = await awardRow(ctx, { unitId, id: awardId })
    if (row === null) throw notFound()
    const chain = await store.chainOf(ctx, unitId)
    const saved = await starRulesOn(ctx, row.valid_from)
    const { months } = saved === null ? SHIPPED_STARS : (saved.rules as StarRules)
    const said = {
      county: chain.at(-1)?.name ?? '',
      unit: chain[0]?.name ?? '',
      kind: row.kind,
      title: row.title,
      document: row.document,
      reason: row.reason,
      from: row.valid_from,
      until: row.kind === 'star' ? addMonths(row.valid_from, months) : null,
    }
    const place = `/awards?unitId=${unitId}`
    if (format === 'docx') {
      return fileOf(ctx, coded(ctx, certificatePaper(said), place, row.document), format)
    }
    const code = { content: `${ctx.publicAddress}${place}`, caption: row.document }
    const sheet = certificateSheet(said, code)
    const bytes = await writeCertificate(sheet, footOf(ctx), { at: ctx.now })
    return {
      name: `${sheet.title} ${said.unit}.pdf`,
      mediaType: MEDIA.pdf,
      content: bytes.toString('base64'),
    }
  },
}
