import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Manuscript } from '../model.ts'
import { parseReference, plainText, referencesIn, runsOf, typedAmounts, unproved } from './text.ts'

const FIGURE = {
  ref: 'members|u|2020-11',
  indicator: 'members',
  title: '入社群众',
  unitId: 'u',
  unitName: '甲社',
  period: '2020-11',
  periodTitle: '2020年11月',
  editionId: 'e',
  edition: 1,
  editionHash: 'h',
  value: '46/1',
  shown: '46人',
  mark: 'actual',
} as never

describe('typed amounts', () => {
  test.each([
    ['带动 46 户增收', ['46 户']],
    ['增收12.5%', ['12.5%']],
    ['收入1,200万元', ['1,200万元']],
    ['入社三百户', ['三百户']],
    ['流转土地一百二十亩', ['一百二十亩']],
    ['分红百分之三十', ['百分之三十']],
    ['涨了两倍', ['两倍']],
    ['共投入 350000 用于建窖', ['350000']],
    ['带动４６户', ['４６户']],
    ['覆盖三个村', ['三个']],
    ['46户入股,46户增收', ['46户']],
  ])('%s', (written, expected) => {
    expect(typedAmounts(written)).toEqual(expected)
  })

  test.each([
    '2020年11月30日召开大会',
    '第3次会议通过',
    '第三个做法',
    '入社 {{members|u|2020-11}},占股 {{collective-share|u|2020-11}}',
    '一家一户难办的事',
    '走进千家万户',
    '从无到有',
    '四个成效',
    '做到三个统一',
  ])('%s holds none', (written) => {
    expect(typedAmounts(written)).toEqual([])
  })

  test('whatever stands around it, a number of households is found', () => {
    const around = fc.constantFrom('', '共', '实现', '。', '(', '带动')
    fc.assert(
      fc.property(around, fc.integer({ min: 1, max: 99_999 }), around, (before, n, after) => {
        expect(typedAmounts(`${before}${n}户${after}`)).toEqual([`${n}户`])
      }),
    )
  })
})

test('references: three parts, spaces around them do not matter', () => {
  expect(parseReference(' members | 甲社 |2020-11 ')).toEqual({
    ref: 'members|甲社|2020-11',
    indicator: 'members',
    unit: '甲社',
    period: '2020-11',
  })
  expect(parseReference('members|甲社')).toBeNull()
  expect(parseReference('members||2020-11')).toBeNull()
  expect(referencesIn('a {{x|y|z}} b {{p|q|r}}')).toEqual(['x|y|z', 'p|q|r'])
})

test('a text as runs: numbers, claims, words; nothing lost', () => {
  const of = { figures: [FIGURE], claims: [{ said: '30%', source: '社里申报' }] }
  const written = '入社 {{ members|u|2020-11 }},省工 30%。'
  expect(runsOf(written, of)).toEqual([
    { text: '入社 ', figure: null, claim: null },
    { text: '46人', figure: 0, claim: null },
    { text: ',省工 ', figure: null, claim: null },
    { text: '30%', figure: null, claim: 0 },
    { text: '。', figure: null, claim: null },
  ])
  expect(plainText(written, of)).toBe('入社 46人,省工 30%[注1]。')
})

test('a claim covers its own words alone, wherever they stand', () => {
  const manuscript: Manuscript = {
    title: '三百户的路',
    summary: '省工 30%',
    unitIds: [],
    sections: [{ heading: '一、做法', text: '带动 46 户' }],
    claims: [{ said: '30%', source: '社里申报' }],
    photos: [{ fileId: 'f' as never, caption: '20亩姜田' }],
  }
  expect(unproved(manuscript)).toEqual([
    { path: '$.title', said: '三百户' },
    { path: '$.sections[0].text', said: '46 户' },
    { path: '$.photos[0].caption', said: '20亩' },
  ])
})
