import { chinaDate } from '../../kernel/date.ts'
import type { Paper } from '../../kernel/paper.ts'
import type { Ctx } from '../ctx.ts'
import { writeDocx } from './write-docx.ts'
import { writePdf } from './write-pdf.ts'

const MEDIA = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const

/**
 * A paper as a file in base64: at its foot the day of printing and the head of the county's audit chain that was
 * last written down outside the database; `link` becomes its code, a place of the product like '/promises'.
 */
export async function paperFile(
  ctx: Ctx,
  paper: Paper,
  how: {
    readonly format: keyof typeof MEDIA
    readonly link: string
    /** What to type by hand instead of the code. */
    readonly number: string
  },
) {
  const head = ctx.anchors().at(-1)
  const chain = head === undefined ? null : `审计链 第${head.seq}号 ${head.hash.slice(0, 16)}`
  const foot = { printed: `打印日期：${chinaDate(ctx.now)}`, proof: chain }
  const whole: Paper = {
    ...paper,
    code: { content: `${ctx.publicAddress}${how.link}`, caption: how.number },
  }
  const bytes = await (how.format === 'pdf' ? writePdf : writeDocx)(whole, foot, { at: ctx.now })
  return {
    name: `${paper.organisation} ${paper.title}.${how.format}`.replaceAll(/[\\/:*?"<>|]/g, '·'),
    mediaType: MEDIA[how.format],
    content: bytes.toString('base64'),
  }
}
