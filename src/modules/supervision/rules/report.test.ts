import { describe, expect, test } from 'vitest'
import { fraction } from '../../../kernel/fraction.ts'
import { movesOf } from './assignment.ts'
import { reasonForListing } from './criteria.ts'
import { decimal, sayChange, sayNumber } from './numbers.ts'
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
  test('are rounded half away from zero, exactly', () => {
    expect(decimal(fraction(1, 8), 2)).toBe('0.13')
    expect(decimal(fraction(-1, 8), 2)).toBe('-0.13')
    expect(decimal(fraction(-1, 1000), 2)).toBe('0.00')
    expect(decimal(fraction(10n ** 30n, 3n), 1)).toBe('333333333333333333333333333333.3')
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
