import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cellText, layTable, wrap } from './layout.ts'
import type { PaperColumn } from '../../kernel/paper.ts'
import { headingCells } from './headings.ts'

/** Chinese characters are one unit wide, others half. */
const measure = (text: string): number => {
  let width = 0
  for (const char of text) width += (char.codePointAt(0) ?? 0) > 0x2e80 ? 1 : 0.5
  return width
}

describe('wrap', () => {
  test.each([
    ['收生姜销售款', 3, ['收生姜', '销售款']],
    ['收到货款（二〇二〇年）', 5, ['收到货款', '（二〇二〇', '年）']],
    ['年末余额，本年累计', 4, ['年末余', '额，本年', '累计']],
    ['pay 12,345.00 now', 6, ['pay', '12,345.00', 'now']],
    ['1234567890', 3, ['123456', '7890']],
    ['一\n二', 9, ['一', '二']],
    ['', 9, ['']],
    ['𠮷𠮷', 1, ['𠮷', '𠮷']],
  ])('%s within %i', (text, width, lines) => {
    expect(wrap(text, width, measure)).toEqual(lines)
  })

  test('nothing but spaces at breaks is lost, and no line is wider than it may be', () => {
    const texts = fc.string({
      unit: fc.constantFrom('生', '姜', '，', '（', '）', 'a', '9', '.', ' '),
    })
    fc.assert(
      fc.property(texts, fc.integer({ min: 2, max: 12 }), (text, width) => {
        const lines = wrap(text, width, measure)
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
        for (const line of lines) expect(measure(line)).toBeLessThanOrEqual(width)
      }),
    )
  })
})

const column = (title: string, align: PaperColumn['align'], width = 1): PaperColumn => ({
  title,
  align,
  width,
})
const at = (text: string, size: number): number => measure(text) * size

describe('columns', () => {
  const columns = [column('摘要', 'left', 5), column('金额', 'right', 1)]
  const rows = [{ kind: 'plain' as const, cells: ['款', 123_456_789_012n] }]

  test('an amount gets the width it needs, the rest goes to the text', () => {
    const { size, widths } = layTable({ columns, rows }, { width: 200, largest: 9 }, at)
    expect(size).toBe(9)
    expect(widths[1]).toBeGreaterThanOrEqual(at('1,234,567,890.12', 9))
    expect((widths[0] ?? 0) + (widths[1] ?? 0)).toBeCloseTo(200)
  })

  test('the type shrinks before an amount is broken', () => {
    const { size } = layTable({ columns, rows }, { width: 100, largest: 9 }, at)
    expect(size).toBeLessThan(9)
  })

  test('the number of a paper and a written day stay on one line, wherever they stand', () => {
    const papers = [column('编号', 'left', 1), column('日期', 'left', 1), column('问题', 'left', 8)]
    const cells = ['问题〔2020〕17号', '2020年11月30日', '收购价格未上墙公示']
    const { size, widths } = layTable(
      { columns: papers, rows: [{ kind: 'plain', cells }] },
      { width: 260, largest: 9 },
      at,
    )
    expect(size).toBe(9)
    expect(widths[0]).toBeGreaterThanOrEqual(at('问题〔2020〕17号', 9))
    expect(widths[1]).toBeGreaterThanOrEqual(at('2020年11月30日', 9))
  })

  test('when nothing helps the proportions decide', () => {
    const { widths } = layTable({ columns, rows }, { width: 30, largest: 9 }, at)
    expect(widths).toEqual([25, 5])
  })
})

test('grouped columns share a heading, others span both rows', () => {
  const grouped = [
    column('编码', 'left'),
    { ...column('借方', 'right'), group: '期初' },
    { ...column('贷方', 'right'), group: '期初' },
    { ...column('借方', 'right'), group: '期末' },
  ]
  expect(headingCells(grouped)).toEqual([
    { title: '编码', row: 0, column: 0, columns: 1, rows: 2 },
    { title: '期初', row: 0, column: 1, columns: 2, rows: 1 },
    { title: '借方', row: 1, column: 1, columns: 1, rows: 1 },
    { title: '贷方', row: 1, column: 2, columns: 1, rows: 1 },
    { title: '期末', row: 0, column: 3, columns: 1, rows: 1 },
    { title: '借方', row: 1, column: 3, columns: 1, rows: 1 },
  ])
})

test('amounts carry separators and a minus', () => {
  expect([1_234_567n, -5n, null, '文'].map(cellText)).toEqual(['12,345.67', '-0.05', '', '文'])
})
