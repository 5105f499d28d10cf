import { describe, expect, test } from 'vitest'
import { pinyinOf, typedPinyin } from './pinyin.ts'

describe('pinyinOf', () => {
  test.each([
    ['崔家峪镇', 'place', 'cuijiayuzhen', 'cjyz'],
    ['绿源', 'place', 'lvyuan', 'ly'],
    ['重庆路', 'place', 'chongqinglu', 'cql'],
    ['单田芳', 'person', 'shantianfang', 'stf'],
    ['解放', 'person', 'xiefang', 'xf'],
    ['解放', 'place', 'jiefang', 'jf'],
    ['买买提·艾力', 'person', 'maimaitiaili', 'mmtal'],
    ['𠮷田', 'person', 'tian', 't'],
    ['㐂', 'person', '', ''],
    ['A公司12号', 'place', 'agongsi12hao', 'ags12h'],
  ] as const)('%s as %s', (name, kind, full, initials) => {
    expect(pinyinOf(name, kind)).toEqual({ full, initials })
  })
})

describe('typedPinyin', () => {
  test.each([
    ["xi'an", 'xian'],
    ['LÜ yuan', 'lvyuan'],
    ['cjyz', 'cjyz'],
    ['371323', null],
    ['绿yuan', null],
    ['', null],
    ['%_', null],
  ])('%s', (typed, expected) => {
    expect(typedPinyin(typed)).toBe(expected)
  })
})
