import { inflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { instant } from '../../kernel/date.ts'
import { readWorkbook } from '../sheet/read.ts'
import type { Paper, PaperRow } from '../../kernel/paper.ts'
import { missingNote } from './font.ts'
import { qrCode } from './qr.ts'
import { codeImage } from './code-image.ts'
import { writeDocx } from './write-docx.ts'
import { writePdf } from './write-pdf.ts'
import { writeSlips } from './write-slips.ts'
import { writeWorkbook } from './write-workbook.ts'

const FOOT = { printed: '打印时间：2021-01-20 16:05', proof: '校验：A&B 9f2c' }
const AT = { at: instant(1_611_129_900_000) }

function paper(rows: readonly PaperRow[], parts: Partial<Paper> = {}): Paper {
  return {
    title: '明细账',
    form: '会农社01表',
    period: '2020年度',
    organisation: '编制单位：示例合作社',
    unit: '单位：元',
    orientation: 'portrait',
    onePage: false,
    sections: [
      {
        heading: '一、说明',
        paragraphs: ['=1+1 按借贷记账法编制。'],
        columns: [
          { title: '摘要', width: 5, align: 'left' },
          { title: '借方', group: '期末', width: 3, align: 'right' },
          { title: '贷方', group: '期末', width: 3, align: 'right' },
        ],
        rows,
      },
    ],
    remarks: ['注：无。'],
    signatures: ['单位负责人', '会计主管', '制表'],
    ...parts,
  }
}
const plain = (summary: string, debit: bigint): PaperRow => ({
  kind: 'plain',
  cells: [summary, debit, null],
})
const many = (count: number): PaperRow[] =>
  Array.from({ length: count }, (_, i) => plain(`第 ${i + 1} 笔`, BigInt(i) * 100n))

/** Pages of a PDF, and all of its streams unpacked. */
function opened(pdf: Buffer): { pages: number; text: string } {
  const raw = pdf.toString('latin1')
  const streams = Array.from(raw.matchAll(/stream\r?\n/g), (match) => {
    const start = match.index + match[0].length
    try {
      return inflateSync(pdf.subarray(start, pdf.indexOf('endstream', start))).toString('latin1')
    } catch {
      return ''
    }
  })
  return { pages: Array.from(raw.matchAll(/\/Type \/Page\b/g)).length, text: streams.join('\n') }
}

describe('PDF', () => {
  test('the same paper gives the same bytes on A4', async () => {
    const one = await writePdf(paper(many(3)), FOOT, AT)
    expect(one.equals(await writePdf(paper(many(3)), FOOT, AT))).toBe(true)
    const raw = one.toString('latin1')
    expect(raw).toMatch(/^%PDF-/)
    expect(raw).toContain('/MediaBox [0 0 595.28 841.89]')
    expect(opened(one).pages).toBe(1)
  })

  test('a long ledger goes on over pages, a form of one page never does', async () => {
    const long = opened(await writePdf(paper(many(200)), FOOT, AT))
    expect(long.pages).toBeGreaterThan(4)
    const form = paper(many(24), { onePage: true, orientation: 'landscape' })
    expect(opened(await writePdf(form, FOOT, AT)).pages).toBe(1)
    const loose = paper(many(24), { orientation: 'landscape' })
    expect(opened(await writePdf(loose, FOOT, AT)).pages).toBeGreaterThan(1)
  })

  test('a character the font lacks is a numbered 〓, told at the foot with its reading', async () => {
    const [GETA, ONE, TWO] = ['<3013>', '<2460>', '<2461>']
    const rare = opened(await writePdf(paper([plain('𠮷先生与𡋾', 1n)]), FOOT, AT)).text
    for (const sign of [GETA, ONE, TWO]) expect(rare).toContain(sign)
    const usual = opened(await writePdf(paper([plain('李㐂', 1n)]), FOOT, AT)).text
    expect(usual).toContain('<3402>')
    expect(usual).not.toContain(GETA)
  })

  test('the note names each once, with code point and reading where one is known', () => {
    expect(missingNote(['𠮷', '𡎚'])).toBe(
      '注：“〓”为字库所缺的字：①U+20BB7；②U+2139A，读 piǎn。以电子账簿为准；装入大字符集字库后可直接打印。',
    )
  })

  test('characters of the standard table beyond the basic plane are drawn', async () => {
    const text = opened(await writePdf(paper([plain('𬱖𫖯', 1n)]), FOOT, AT)).text
    expect(text).not.toContain('<3013>')
  })

  test('an empty table, no signatures, no proof', async () => {
    const bare = paper([], { remarks: [], signatures: [], form: null })
    const pdf = await writePdf(bare, { ...FOOT, proof: null }, AT)
    expect(opened(pdf).pages).toBe(1)
  })
})

describe('slips', () => {
  const slip = (name: string, more: object = {}) => ({
    title: '分配明白条',
    organisation: '示例合作社',
    facts: [['成员', name]] as const,
    headline: { label: '应领现金', value: '¥ 1.00' },
    lines: [],
    notes: [],
    signatures: ['签领人'],
    serial: '2020-1-abcdef12',
    ...more,
  })
  const written = async (slips: ReturnType<typeof slip>[]) =>
    opened(await writeSlips(slips, FOOT, { ...AT, title: '明白条' }))

  test('one person a page, the code that proves it drawn beside the facts', async () => {
    const qr = { content: 'http://127.0.0.1/public?slip=1', caption: '扫码核验' }
    const bare = await written([slip('甲'), slip('乙')])
    const coded = await written([slip('甲', { qr }), slip('乙', { qr })])
    expect([bare.pages, coded.pages]).toEqual([2, 2])
    const squares = (text: string) => Array.from(text.matchAll(/ re\n/g)).length
    expect(squares(coded.text) - squares(bare.text)).toBeGreaterThan(400)
  })

  test('each slip numbers its own missing characters', async () => {
    const { text } = await written([slip('𠮷'), slip('𡋾')])
    expect(text).toContain('<2460>')
    expect(text).not.toContain('<2461>')
  })
})

describe('workbook', () => {
  test('amounts are numbers, texts are texts, everything of the paper is there', async () => {
    const rows = [plain('=HYPERLINK("x")', 123_456n), plain('红字', -1n)]
    const bytes = await writeWorkbook(paper(rows), FOOT)
    const book = await readWorkbook(bytes, '明细账.xlsx')
    const [sheet] = book.sheets
    expect(sheet?.name).toBe('明细账')
    const cells = (sheet?.rows ?? []).map((row) => row.cells.map(({ kind, text }) => [kind, text]))
    expect(cells).toEqual([
      [['text', '明细账']],
      [['text', '2020年度']],
      [['text', '会农社01表']],
      [['text', '编制单位：示例合作社　　单位：元']],
      [['text', '一、说明']],
      [['text', '　　=1+1 按借贷记账法编制。']],
      [
        ['text', '摘要'],
        ['text', '期末'],
      ],
      [
        ['text', '借方'],
        ['text', '贷方'],
      ],
      [
        ['text', '=HYPERLINK("x")'],
        ['number', '1234.56'],
      ],
      [
        ['text', '红字'],
        ['number', '-0.01'],
      ],
      [['text', '注：无。']],
      [
        ['text', '单位负责人：'],
        ['text', '会计主管：'],
        ['text', '制表：'],
      ],
    ])
  })
})

describe('Word', () => {
  /** The parts of the archive, unpacked, by name. */
  function partsOf(file: Buffer): Map<string, string> {
    const parts = new Map<string, string>()
    for (let at = 0; file.readUInt32LE(at) === 0x04034b50;) {
      const [size, nameLength] = [file.readUInt32LE(at + 18), file.readUInt16LE(at + 26)]
      const start = at + 30 + nameLength + file.readUInt16LE(at + 28)
      const name = file.subarray(at + 30, at + 30 + nameLength).toString()
      const packed = file.subarray(start, start + size)
      const zlib = Buffer.concat([Buffer.from([0x78, 0x9c]), packed])
      if (name.endsWith('.xml')) parts.set(name, inflateSync(zlib, { finishFlush: 2 }).toString())
      at = start + size
    }
    return parts
  }
  const wordsOf = (xml = ''): string => xml.replaceAll(/<[^>]+>/g, '')

  test('everything of the paper is there, headings repeat, rows stay whole', async () => {
    const written = paper(many(60), { code: { content: 'https://x.example/1', caption: '表1号' } })
    const parts = partsOf(await writeDocx(written, FOOT, AT))
    const main = parts.get('word/document.xml') ?? ''
    for (const word of [
      '明细账',
      '会农社01表',
      '2020年度',
      '示例合作社',
      '期末',
      '第 60 笔',
      '59.00',
    ]) {
      expect(wordsOf(main)).toContain(word)
    }
    expect(main.match(/<w:tblHeader\/>/g)).toHaveLength(2)
    expect(main.match(/<w:cantSplit\/>/g)?.length).toBe(62)
    expect(wordsOf(main)).toContain('表1号')
    expect(main).toContain('<pic:pic')
    const foot = [...parts].find(([name]) => name.startsWith('word/footer'))?.[1]
    expect(wordsOf(foot)).toContain('A&amp;B 9f2c')
    expect(wordsOf(main)).toContain('会计主管：')
  })

  test('a form of labels and values has no headings', async () => {
    const columns = [
      { title: '', width: 1, align: 'left' as const },
      { title: '', width: 2, align: 'left' as const },
    ]
    const rows: PaperRow[] = [{ kind: 'plain', cells: ['事项', '一\n二'] }]
    const sections = [{ heading: null, paragraphs: [], columns, rows }]
    const main = partsOf(await writeDocx(paper([], { sections }), FOOT, AT)).get(
      'word/document.xml',
    )
    expect(main).not.toContain('tblHeader')
    expect(main).toMatch(/<w:br\/>/)
  })

  test('the code as a picture is the code: every module stands where the matrix has it', () => {
    const png = codeImage('https://x.example/1')
    const side = png.readUInt32BE(16)
    const length = png.readUInt32BE(33)
    const rows = inflateSync(png.subarray(41, 41 + length))
    const stride = Math.ceil(side / 8) + 1
    const dark = (x: number, y: number): boolean =>
      ((rows[y * stride + 1 + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) === 0
    const code = qrCode('https://x.example/1')
    expect(side).toBe((code.length + 8) * 8)
    for (const [y, line] of code.entries()) {
      for (const [x, on] of line.entries()) expect(dark((x + 4) * 8 + 3, (y + 4) * 8 + 3)).toBe(on)
    }
    expect(dark(3, 3)).toBe(false)
  })
})
