import { describe, expect, test } from 'vitest'
import { articleNumber, citedClauses } from './cite.ts'

const LAW = {
  titles: ['中华人民共和国农民专业合作社法'],
  clauses: ['第三条', '第二十六条', '第二十八条', '第三十一条', '第四十条', '第一百零二条'].map(
    (number) => ({ number }),
  ),
}
const ARTICLE = {
  titles: ['山东:一着妙棋活全盘——沂水县推进村党支部领办合作社', '一着妙棋活全盘'],
  clauses: ['(二)规范管理·四议两公开', '(二)规范管理·支出审批'].map((number) => ({ number })),
}
const found = (citation: string, document = LAW) =>
  citedClauses(citation, document)?.map(({ number }) => number) ?? null

describe('the number of an article', () => {
  test.each([
    ['第三条', 3],
    ['第十条', 10],
    ['第二十六条', 26],
    ['第一百零二条', 102],
    ['第一百一十条', 110],
    ['20', 20],
    ['(二)规范管理', null],
  ])('%s', (written, number) => {
    expect(articleNumber(written)).toBe(number)
  })
})

describe('what a citation means', () => {
  test.each([
    ['农民专业合作社法 31', ['第三十一条']],
    ['农民专业合作社法 31, 40', ['第三十一条', '第四十条']],
    ['《农民专业合作社法》第三十一条', ['第三十一条']],
    ['农民专业合作社法(2017年修订)第三条', ['第三条']],
    ['村民委员会组织法 26;农民专业合作社法 26-28', ['第二十六条', '第二十八条']],
    // A clause that the library does not hold: the document as a whole.
    ['农民专业合作社法 99', []],
    ['农民专业合作社法', []],
    // The numbers of another document are not this one's.
    ['农民专业合作社法;山东省农民专业合作社条例 31', []],
    ['财农〔2021〕121号 7', null],
  ])('%s', (citation, clauses) => {
    expect(found(citation)).toEqual(clauses)
  })
  test('a publication by its own words', () => {
    const said = '《一着妙棋活全盘》(沂水县农业农村局,2020-11-30):四议两公开'
    expect(found(said, ARTICLE)).toEqual(['(二)规范管理·四议两公开'])
    expect(found('《一着妙棋活全盘》:月通报', ARTICLE)).toEqual([])
  })
})
