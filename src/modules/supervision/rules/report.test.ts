import { describe, expect, test } from 'vitest'
import { fraction } from '../../../kernel/fraction.ts'
import { movesOf } from './assignment.ts'
import { reasonForListing } from './criteria.ts'
import { dispatchBody, type Errand } from './dispatch.ts'
import { sayChange, sayNumber } from './numbers.ts'
import { canonical, countOf, heading, looseDigits, numbersOf, para } from './report.ts'

describe('a number without a source', () => {
  test.each([
    ['全县 296 家', true],
    ['第3位', true],
    ['2020年11月份通报', false],
    ['问题〔2020〕12号“欠款 3 万元”', false],
    ['2020-12-31 前', false],
    ['截至2020年11月30日', false],
    ['依据第五十三条', false],
  ])('%s', (text, loose) => {
    expect(looseDigits({ blocks: [para(text)] }).length > 0).toBe(loose)
  })

  test('headings are looked at, and what names its source is let through', () => {
    expect(looseDigits({ blocks: [heading('一、前 10 名')] })).toHaveLength(1)
    const ids = ['a', 'b'] as never[]
    const counted = { blocks: [para('共', countOf('problem', ids), '件')] }
    expect(looseDigits(counted)).toEqual([])
    expect(numbersOf(counted)).toMatchObject([{ n: '2', ref: { from: 'rows', ids } }])
  })
})

describe('numbers', () => {
  test('are cut, exactly, as on the screens', () => {
    expect(sayNumber(fraction(199_999, 1_000_000), 'share')).toBe('19.99%')
    expect(sayNumber(fraction(-1, 8), 'rate')).toBe('-0.12')
    expect(sayNumber(fraction(-1, 1000), 'rate')).toBe('0.00')
    expect(sayNumber(fraction(10n ** 7n, 3n), 'yuan')).toBe('3,333,333.33')
  })
  test('say their form, and a dash where nothing was computed', () => {
    expect(sayNumber(fraction(296, 1040), 'share')).toBe('28.46%')
    expect(sayNumber(null, 'yuan')).toBe('—')
    expect(sayChange(fraction(3, 10), fraction(1, 4), 'share')).toBe('+5.00个百分点')
    expect(sayChange(fraction(4), fraction(9), 'count')).toBe('-5')
    expect(sayChange(fraction(4), fraction(4), 'count')).toBe('0')
    expect(sayChange(fraction(4), null, 'count')).toBe('—')
  })
})

test('what the county has to answer: calls to it, not those of a village to its town', () => {
  const call = (what: string, toCounty: boolean): Errand => ({
    id: what as never,
    what,
    from: '甲村',
    to: toCounty ? '沂水县' : '许家湖镇',
    townId: 'a' as never,
    dueOn: '2020-12-04',
    state: 'given',
    late: false,
    up: true,
    toCounty,
    source: 'hand',
  })
  const body = (errands: readonly Errand[]) =>
    dispatchBody({
      county: '沂水县',
      weekTitle: '2020年第48周',
      period: '2020-W48',
      asOf: '2020-11-29',
      weekEnd: '2020-11-29',
      editionId: 'e' as never,
      hash: 'h',
      towns: [{ unitId: 'a' as never, name: '许家湖镇', values: [], problems: [], errands }],
      lastTasks: [],
      lastTitle: null,
    })
  const fourth = (errands: readonly Errand[]): string => {
    const text = canonical(body(errands).blocks)
    const from = text.indexOf('四、需要县级解决的事项')
    return text.slice(from, text.indexOf('乡镇调度单'))
  }
  const both = fourth([call('修村路', false), call('用地指标', true)])
  expect(both).toContain('用地指标')
  expect(both).not.toContain('修村路')
  expect(fourth([call('修村路', false)])).toContain('没有待答复的呼叫')
})

test('the same content is the same text, whatever the order of its keys', () => {
  expect(canonical({ b: [1, { d: null, c: 'x' }], a: undefined })).toBe(
    '{"b":[1,{"c":"x","d":null}]}',
  )
  expect(canonical({ b: 2, a: 1 })).toBe(canonical({ a: 1, b: 2 }))
})

test('who gives judges, who answers answers; nothing can be done with what has ended', () => {
  const one = { direction: 'down', toKind: 'town' } as const
  expect(movesOf({ ...one, state: 'given', gives: false, answers: true })).toEqual([
    'acknowledge',
    'reply',
    'pass',
  ])
  expect(movesOf({ ...one, state: 'replied', gives: true, answers: false })).toEqual([
    'confirm',
    'return',
  ])
  for (const state of ['done', 'withdrawn'] as const) {
    expect(movesOf({ ...one, state, gives: true, answers: true })).toEqual([])
  }
})

test('a plate is proposed for what is severe and late, drags on, or comes back', () => {
  const reason = (severity: 'block' | 'warn', late: number, reopened: number) =>
    reasonForListing({ severity, daysLate: late, reopened })
  expect(reason('warn', 14, 0)).toBeNull()
  expect(reason('warn', 15, 0)?.zh).toContain('15')
  expect(reason('block', 1, 0)).not.toBeNull()
  expect(reason('block', 0, 1)).toBeNull()
  expect(reason('warn', 0, 2)).not.toBeNull()
})
