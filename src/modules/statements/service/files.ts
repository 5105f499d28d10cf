import { createHash } from 'node:crypto'
import { chinaDate, type Instant } from '../../../kernel/date.ts'
import type { Paper } from '../../../kernel/paper.ts'
import type { Text } from '../../../kernel/text.ts'
import { text } from '../../../kernel/text.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { writePdf } from '../../../platform/document/write-pdf.ts'
import { writeWorkbook } from '../../../platform/document/write-workbook.ts'

export interface FileWish {
  readonly file: 'pdf' | 'xlsx'
  readonly language: keyof Text
}

const MEDIA_TYPES = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** A paper as a file in base64; the name is the one it is saved under. */
export async function fileOf(
  ctx: Ctx,
  paper: Paper,
  { file, language, of }: FileWish & { readonly of: string },
) {
  const foot = { printed: printed(ctx.now)[language], proof: proofOf(paper)[language] }
  const bytes =
    file === 'pdf'
      ? await writePdf(paper, foot, { at: ctx.now, lang: language === 'zh' ? 'zh-CN' : 'en' })
      : await writeWorkbook(paper, foot)
  return {
    name: `${of} ${paper.title} ${paper.period}.${file}`.replaceAll(/[\\/:*?"<>|]/g, '·'),
    mediaType: MEDIA_TYPES[file],
    content: bytes.toString('base64'),
  }
}

function printed(now: Instant): Text {
  // China has one time zone and no summer time.
  const time = new Date(Date.parse(now) + 8 * 3_600_000).toISOString().slice(11, 16)
  return text(`打印时间：${chinaDate(now)} ${time}`, `Printed: ${chinaDate(now)} ${time}`)
}

/** The same figures give the same code: a paper is checked by printing it again from the books. */
function proofOf(paper: Paper): Text {
  const written = JSON.stringify(paper, (_, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  )
  const code = createHash('sha256').update(written).digest('hex').slice(0, 16)
  const grouped = code.replaceAll(/(.{4})(?=.)/g, '$1 ')
  return text(`内容校验码：${grouped}`, `Content check: ${grouped}`)
}
