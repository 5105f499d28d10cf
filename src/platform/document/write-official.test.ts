import { expect, test } from 'vitest'
import { instant } from '../../kernel/date.ts'
import type { Official } from '../../kernel/official.ts'
import { writeOfficialDocx } from './write-official-docx.ts'
import { writeOfficialPdf } from './write-official-pdf.ts'

const AT = instant(Date.parse('2020-12-05T04:00:00Z'))
const long = '全县党支部领办合作社工作情况通报如下,数据截至月末。'
const official: Official = {
  mark: '沂水县党支部领办合作社工作领导小组办公室',
  number: '沂社领办通〔2020〕11号',
  signer: null,
  title: '关于2020年11月份党支部领办合作社工作情况的通报',
  to: '各乡镇(街道)党(工)委',
  blocks: [
    { kind: 'heading', level: 1, text: '一、全县总体情况' },
    ...Array.from({ length: 40 }, () => ({ kind: 'text' as const, text: long })),
    {
      kind: 'table',
      caption: '乡镇(街道)位次表',
      columns: [
        { title: '位次', width: 1, align: 'center' },
        { title: '乡镇', width: 3, align: 'left' },
        { title: '得分', width: 2, align: 'right' },
      ],
      rows: Array.from({ length: 18 }, (_, i) => [`${i + 1}`, `第${i + 1}镇`, '86.25']),
    },
    { kind: 'page', label: '附件', title: '指标解释' },
    { kind: 'text', text: long },
  ],
  from: '沂水县党支部领办合作社工作领导小组办公室',
  day: '2020年12月5日',
  annexes: ['指标解释'],
  copies: '县委办公室,县政府办公室',
  printer: '沂水县农业农村局',
  printedOn: '2020年12月5日',
}

const pause = () => new Promise((done) => setTimeout(done, 2_100))

test('the same document gives the same bytes, now and seconds later, as PDF and Word', async () => {
  const [pdf, docx] = [
    await writeOfficialPdf(official, { at: AT }),
    await writeOfficialDocx(official, { at: AT }),
  ]
  // A ZIP tells times in steps of two seconds.
  await pause()
  expect(pdf.equals(await writeOfficialPdf(official, { at: AT }))).toBe(true)
  expect(docx.equals(await writeOfficialDocx(official, { at: AT }))).toBe(true)
  const other = { ...official, day: '2020年12月6日' }
  expect(docx.equals(await writeOfficialDocx(other, { at: AT }))).toBe(false)
})

test('a page holds 22 lines; the pages are A4 and the annex begins one of its own', async () => {
  const raw = (await writeOfficialPdf(official, { at: AT })).toString('latin1')
  expect(raw).toContain('/MediaBox [0 0 595.28 841.89]')
  // Two lines a paragraph: forty of them, the table, the annex and the head are five pages and more.
  const pages = Array.from(raw.matchAll(/\/Type \/Page\b/g)).length
  expect(pages).toBeGreaterThanOrEqual(4)
  expect(pages).toBeLessThanOrEqual(7)
})
