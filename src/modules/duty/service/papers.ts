import { chinaDate } from '../../../kernel/date.ts'
import type { Paper } from '../../../kernel/paper.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { writeDocx } from '../../../platform/document/write-docx.ts'
import { writePdf } from '../../../platform/document/write-pdf.ts'
import { chainHead, PAPER_MEDIA } from '../../supervision/index.ts'

/** A paper as PDF or Word in base64: a code that leads to its page, the head of the audit chain at its foot. */
export async function fileOf(
  ctx: Ctx,
  paper: Paper,
  of: { readonly format: 'pdf' | 'docx'; readonly place: string; readonly caption: string },
) {
  const { format, place, caption } = of
  const whole: Paper = { ...paper, code: { content: `${ctx.publicAddress}${place}`, caption } }
  const foot = { printed: `打印日期：${chinaDate(ctx.now)}`, proof: chainHead(ctx) }
  const bytes = await (format === 'pdf' ? writePdf : writeDocx)(whole, foot, { at: ctx.now })
  return {
    name: `${paper.organisation} ${paper.title}.${format}`.replaceAll(/[\\/:*?"<>|]/g, '·'),
    mediaType: PAPER_MEDIA[format],
    content: bytes.toString('base64'),
  }
}
