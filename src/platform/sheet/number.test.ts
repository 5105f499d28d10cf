import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isLong, plainDecimal, serialDate, timesHundred } from './number.ts'
import { numberStyle } from './style.ts'

test.each([
  ['0', '0'],
  ['-0.00', '-0.00'],
  ['007', '7'],
  ['12.50', '12.50'],
  ['1234567.89', '1234567.89'],
  ['0.30000000000000004', '0.3'],
  ['12345.670000000002', '12345.67'],
  ['1.1000000000000001', '1.1'],
  ['3.7132319800101E+17', '371323198001010000'],
  ['1E-3', '0.001'],
  ['1.5e3', '1500'],
  ['999999999999999.9', '1000000000000000'],
  ['-2.5E-7', '-0.00000025'],
  ['123456789012345', '123456789012345'],
  ['0.00E+00', '0'],
])('%s is %s', (raw, plain) => {
  expect(plainDecimal(raw)).toBe(plain)
})

test.each(['', 'abc', '1,000', '0x10', 'Infinity', 'NaN', '1e9999', '--1', '1.2.3'])(
  '%s is no number of a sheet',
  (raw) => {
    expect(plainDecimal(raw)).toBeNull()
  },
)

test('every amount of fen below 10^15 survives the binary fraction that Excel keeps', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n - 1n }), (fen) => {
      const yuan = `${fen / 100n}.${(fen % 100n).toString().padStart(2, '0')}`
      const kept = Number(yuan).toPrecision(17)
      const plain = plainDecimal(kept) ?? ''
      const [whole = '', decimals = ''] = plain.split('.')
      expect(BigInt(whole + decimals.padEnd(2, '0'))).toBe(fen)
      expect(decimals.length).toBeLessThanOrEqual(2)
    }),
  )
})

test('a number of more than fifteen digits has lost its end', () => {
  expect(isLong('371323198001010000')).toBe(true)
  expect(isLong('999999999999999')).toBe(false)
  expect(isLong('-1000000000000000.5')).toBe(true)
  expect(isLong('123456789.123456')).toBe(false)
})

test.each([
  ['0.3125', '31.25'],
  ['1', '100'],
  ['0.1', '10'],
  ['0.005', '0.5'],
  ['-0.5', '-50'],
  ['0.333333333333333', '33.3333333333333'],
])('%s as a percentage is %s', (plain, percent) => {
  expect(timesHundred(plain)).toBe(percent)
})

test.each([
  ['1', false, '1900-01-01'],
  ['59', false, '1900-02-28'],
  ['60', false, null],
  ['61', false, '1900-03-01'],
  ['44165', false, '2020-11-30'],
  ['44165.75', false, '2020-11-30'],
  ['42703', true, '2020-11-30'],
  ['0', false, null],
  ['-1', false, null],
  ['2958465', false, '9999-12-31'],
  ['2958466', false, null],
])('serial %s (1904: %s) is %s', (serial, epoch1904, day) => {
  expect(serialDate(serial, epoch1904)).toBe(day)
})

test.each([
  [14, undefined, 'date'],
  [31, undefined, 'date'],
  [57, undefined, 'date'],
  [20, undefined, 'plain'],
  [9, undefined, 'percent'],
  [0, undefined, 'plain'],
  [164, 'yyyy"年"m"月"d"日";@', 'date'],
  [165, '[$-804]yyyy/m/d', 'date'],
  [166, '0.00%', 'percent'],
  [167, '#,##0.00"元"', 'plain'],
  [168, '"day "0', 'plain'],
  [169, '[Red]0.00', 'plain'],
  [170, '0.00E+00', 'plain'],
  [171, '[$-404]e/m', 'date'],
  [172, 'General', 'plain'],
  [173, 'h:mm:ss', 'plain'],
  [174, '0\\d', 'plain'],
])('format %i %s is %s', (id, code, style) => {
  expect(numberStyle(id, code)).toBe(style)
})
