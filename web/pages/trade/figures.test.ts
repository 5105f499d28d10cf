import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  amountOf,
  inCapitals,
  priceByFormula,
  readMicro,
  readQuantity,
  showMicro,
  writeMicro,
} from './figures.ts'

describe('figures as they are typed', () => {
  test.each([
    ['12.5', 12_500_000n],
    ['１２．５', 12_500_000n],
    ['1,250', 1_250_000_000n],
    ['¥3.2元', 3_200_000n],
    ['.5', 500_000n],
    ['5.', 5_000_000n],
    ['1.1234567', null],
    ['-1', null],
    ['1e3', null],
    ['', null],
  ])('%s', (typed, micro) => expect(readMicro(typed)).toBe(micro))

  test.each([
    ['52.5+48.2-3', 97_700_000n],
    ['52.5＋48', 100_500_000n],
    ['52.5+', 52_500_000n],
    ['3-5', null],
    ['3++5', null],
    ['+', null],
  ])('%s at the scale', (typed, micro) => expect(readQuantity(typed)).toBe(micro))

  test('what is written is read again', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 17n }), (micro) => {
        expect(readMicro(writeMicro(micro))).toBe(micro)
        expect(readMicro(showMicro(writeMicro(micro)))).toBe(micro)
      }),
    )
    expect(writeMicro(-1_500_000n)).toBe('-1.5')
    expect(showMicro('-1234567.5')).toBe('-1,234,567.5')
  })

  test('half a fen goes up', () => {
    expect(amountOf(10_500_000n, 3_333_000n)).toBe(3_500n)
    expect(amountOf(1_000_000n, 5_000n)).toBe(1n)
    expect(amountOf(1_000_000n, 4_999n)).toBe(0n)
  })

  test('a contract’s price by grade', () => {
    const graded = {
      kind: 'graded' as const,
      base: '3',
      steps: [
        { grade: '一级', step: '0.5' },
        { grade: '等外', step: '-0.8' },
      ],
    }
    expect(priceByFormula(graded, '一级')).toBe(3_500_000n)
    expect(priceByFormula(graded, '等外')).toBe(2_200_000n)
    expect(priceByFormula(graded, '二级')).toBeNull()
    expect(priceByFormula({ kind: 'fixed', price: '2' }, '')).toBe(2_000_000n)
  })
})

describe('amounts in capitals', () => {
  test.each([
    ['320.50', '叁佰贰拾元伍角整'],
    ['0.00', '零元整'],
    ['10005.06', '壹万零伍元零陆分'],
    ['100500.00', '壹拾万零伍佰元整'],
    ['100000001.00', '壹亿零壹元整'],
    ['100001000.00', '壹亿零壹仟元整'],
    ['12003000.10', '壹仟贰佰万叁仟元壹角整'],
    ['0.07', '柒分'],
    ['-2010.00', '负贰仟零壹拾元整'],
    ['1234567.89', '壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分'],
    ['x', ''],
  ])('%s', (amount, words) => expect(inCapitals(amount)).toBe(words))
})
