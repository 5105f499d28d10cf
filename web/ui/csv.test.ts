import { expect, test } from 'vitest'
import { csvCell, csvOf } from './csv.ts'

test.each([
  ['=HYPERLINK("x")', `"'=HYPERLINK(""x"")"`],
  ['+86 138', "'+86 138"],
  ['@sum', "'@sum"],
  ['-5.00', '-5.00'],
  ['-abc', "'-abc"],
  ['王,李', '"王,李"'],
  ['0012', '0012'],
])('%s leaves as %s', (value, cell) => expect(csvCell(value)).toBe(cell))

test('a sheet begins with the mark that Excel needs for Chinese', () => {
  expect(csvOf([['姓名'], ['张三']])).toBe('\u{FEFF}姓名\r\n张三\r\n')
})
