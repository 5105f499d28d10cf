import { describe, expect, test } from 'vitest'
import { column, type Paper, type PaperSection } from '../../kernel/paper.ts'
import { facts, pairs, plain, sheet, table, words } from '../../kernel/paper-frame.ts'
import { easeOf, handHeight } from './ease.ts'

const HEAD = { title: '备案表', organisation: '示例合作社', period: '2020年11月30日' }
const paper = (sections: readonly PaperSection[], more: Partial<Paper> = {}): Paper =>
  sheet(HEAD, { sections, signatures: [], ...more })
const list = (rows: number, columns = 3): PaperSection =>
  table(null, {
    columns: Array.from({ length: columns }, (_, i) => column(`栏${i}`, 3)),
    rows: Array.from({ length: rows }, () => Array.from({ length: columns }, () => '甲')),
  })

describe('how large the type is', () => {
  test('a form that leaves its page empty is printed larger, one that just fits stays as it is', () => {
    expect(easeOf(paper([list(10)]))).toBe(1.25)
    expect(easeOf(paper([list(27)]))).toBe(1.12)
    expect(easeOf(paper([list(33)]))).toBe(1)
  })

  test('a list over several pages may as well be read; a wide one has no room', () => {
    expect(easeOf(paper([list(80)]))).toBe(1.12)
    expect(easeOf(paper([list(10, 7)]))).toBe(1)
    expect(easeOf(paper([list(10)], { orientation: 'landscape' }))).toBe(1)
    expect(easeOf(paper([list(10)], { onePage: true }))).toBe(1)
  })

  test('long words in a narrow column count as the lines they take', () => {
    const said = '甲'.repeat(300)
    expect(easeOf(paper([facts(null, [['意见', '短']])]))).toBe(1.25)
    const long = table(null, { columns: [column('', 1), column('', 9)], rows: [[said, '']] })
    expect(easeOf(paper([long]))).toBe(1.12)
  })

  test('a few lines for a wall are twice as large', () => {
    expect(easeOf(paper([facts(null, [['事项', '整改']])], { sheet: 'A3' }))).toBe(2)
    expect(easeOf(paper([list(20)], { sheet: 'A3' }))).toBe(1.25)
  })
})

describe('what a hand needs', () => {
  test('room to sign, to write in, and for an opinion with a stamp; nothing where all is printed', () => {
    const form = facts(null, [
      ['备案编号', ''],
      ['核查意见', ''],
      ['名称', '示例合作社'],
    ])
    expect(form.rows.map((row) => handHeight(form, row))).toEqual([25, 58, 0])
    const signed = table(null, {
      columns: [column('姓名', 2), column('签名(盖章)', 2)],
      rows: [['甲', '']],
    })
    expect(signed.rows.map((row) => handHeight(signed, row))).toEqual([25])
    const sum = { kind: 'sum', cells: ['合计', ''] } as const
    expect(handHeight(signed, sum)).toBe(0)
    const open = table(null, {
      columns: [column('项目', 2), column('金额', 2)],
      rows: [['甲', '']],
    })
    expect(open.rows.map((row) => handHeight(open, row))).toEqual([0])
  })
})

describe('the words papers are written in', () => {
  test('labels in pairs, the last one alone; a sum below its rows; what is unknown is left empty', () => {
    const two = pairs([
      ['甲', '1'],
      ['乙', '2'],
      ['丙', '3'],
    ])
    expect(two.rows.map(({ cells }) => cells)).toEqual([
      ['甲', '1', '乙', '2'],
      ['丙', '3', '', ''],
    ])
    const summed = table('一', {
      columns: [column('项目', 1)],
      rows: [['甲'], plain('乙')],
      sum: ['合计'],
    })
    expect(summed.rows.map(({ kind, cells }) => [kind, ...cells])).toEqual([
      ['plain', '甲'],
      ['plain', '乙'],
      ['sum', '合计'],
    ])
    expect(facts(null, [['日期', null]]).rows[0]?.cells).toEqual(['日期', ''])
    expect(words('一', ['甲'])).toMatchObject({ heading: '一', paragraphs: ['甲'], columns: [] })
  })
})
