import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  checkCitizenId,
  checkCreditCode,
  checkIdentifier,
  citizenCheckCharacter,
  creditCheckCharacter,
} from './identifier.ts'

describe('identifiers', () => {
  test.each([
    '91350100M000100Y43',
    '914403001922038216',
    '91110000802100433B',
    '93371323MA3N000117',
    '93371323MA3C7K2P35',
    'N2371323MF00000132',
  ])('credit code %s', (code) => {
    expect(checkCreditCode(code)).toMatchObject({ valid: true, reason: null })
    expect(checkIdentifier(code)).toMatchObject({ kind: 'credit-code', valid: true })
  })

  test.each(['11010519491231002X', '440524188001010014', '371323198001010019'])('ID %s', (code) => {
    expect(checkCitizenId(code)).toMatchObject({ valid: true, reason: null })
    expect(checkIdentifier(code)).toMatchObject({ kind: 'citizen-id', valid: true })
  })

  test('any other last character of a valid code is wrong, and the right one is told', () => {
    const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
    const body = fc.string({
      unit: fc.constantFrom(...Array.from(alphabet)),
      minLength: 17,
      maxLength: 17,
    })
    fc.assert(
      fc.property(body, fc.constantFrom(...Array.from(alphabet)), (first17, last) => {
        const right = creditCheckCharacter(first17)
        const found = checkCreditCode(first17 + last)
        expect(found.valid).toBe(last === right)
        if (last !== right) expect(found.reason?.en).toContain(right)
      }),
    )
  })

  test('one wrong digit of an ID number is always found', () => {
    const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 17, maxLength: 17 })
    fc.assert(
      fc.property(digits, fc.nat(16), fc.integer({ min: 1, max: 9 }), (base, at, shift) => {
        const changed = base.with(at, ((base[at] ?? 0) + shift) % 10)
        expect(citizenCheckCharacter(base.join(''))).not.toBe(
          citizenCheckCharacter(changed.join('')),
        )
      }),
    )
  })

  test('wide and small letters are normalised and said so', () => {
    const found = checkIdentifier(' 11010519491231002ｘ')
    expect(found).toMatchObject({
      kind: 'citizen-id',
      valid: true,
      normalised: '11010519491231002X',
    })
    expect(found.reason?.zh).toContain('已规范')
    expect(checkIdentifier('93371323ma3n000117').valid).toBe(true)
  })

  test('dates are real days; what is neither kind is unknown', () => {
    expect(checkCitizenId('371323198002300011').reason?.zh).toContain('日期')
    expect(checkIdentifier('371323198001010018')).toMatchObject({
      kind: 'citizen-id',
      valid: false,
    })
    expect(checkIdentifier('000000000000000001')).toMatchObject({ kind: 'ambiguous', valid: false })
    expect(checkIdentifier('12345')).toMatchObject({ kind: 'unknown', valid: false })
    expect(checkIdentifier('9337132IMA3N000117')).toMatchObject({ kind: 'unknown', valid: false })
    expect(checkIdentifier('93371323MA3N000118')).toMatchObject({
      kind: 'credit-code',
      valid: false,
    })
  })

  test('an old inner check digit is only a remark', () => {
    const first16 = '93371323MA3N0001'
    const odd = `${first16}2`
    expect(checkCreditCode(odd + creditCheckCharacter(odd))).toMatchObject({ valid: true })
    expect(checkCreditCode(odd + creditCheckCharacter(odd)).reason?.en).toContain(
      'organisation code',
    )
  })
})
