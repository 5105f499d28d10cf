import { describe, expect, test } from 'vitest'
import {
  maskAccount,
  maskIdNumber,
  maskPhone,
  readCreditCode,
  readIdNumber,
  readName,
  readPhone,
} from './codes.ts'

const owner = { row: 'row-1', name: '绿源合作社' }

describe('credit codes', () => {
  test.each([
    [undefined, null, 'missing'],
    [null, null, 'missing'],
    ['93371323MA3N000117', '93371323MA3N000117', 'valid'],
    ['９３371323ma3n000117', '93371323MA3N000117', 'valid'],
    ['93371323MA3N000118', '93371323MA3N000118', 'wrong_check_digit'],
    ['9337132', '9337132', 'malformed'],
  ] as const)('%s', (given, code, check) => {
    const read = readCreditCode(given, owner)
    expect(read).toMatchObject({ code, check })
    expect(read.finding === null).toBe(check === 'missing' || check === 'valid')
  })

  test('the warning names the owner, the row and the right digit', () => {
    const { finding } = readCreditCode('93371323MA3N000118', owner)
    expect(finding).toMatchObject({ rule: 'ID-CREDIT', severity: 'warn', rows: ['row-1'] })
    expect(finding?.text.zh).toContain('绿源合作社')
    expect(finding?.text.zh).toContain('应为 7')
  })
})

describe('ID numbers', () => {
  test('a right one gives birth date and sex', () => {
    expect(readIdNumber('11010519491231002x', owner)).toEqual({
      normalised: '11010519491231002X',
      valid: true,
      birthDate: '1949-12-31',
      sex: 'female',
      finding: null,
    })
  })
  test.each(['371323198001010018', '371323198013010019', '371323800101001', '12'])(
    'a wrong one is kept and its digits stay out of the warning: %s',
    (number) => {
      const read = readIdNumber(number, owner)
      expect(read.valid).toBe(false)
      expect(read.normalised).toBe(number)
      expect(JSON.stringify(read.finding)).not.toContain(number)
      expect(JSON.stringify(read.finding?.text)).not.toMatch(/\d/)
    },
  )
})

describe('masks', () => {
  test.each([
    [maskIdNumber, '371323198001010019', '371323********0019'],
    [maskIdNumber, '371323800101001', '371323*****1001'],
    [maskIdNumber, 'G12345678', '*******78'],
    [maskPhone, '13812341234', '138****1234'],
    [maskPhone, '2251234', '****1234'],
    [maskAccount, '6223201234567890', '****7890'],
  ] as const)('%o(%s)', (mask, value, expected) => {
    expect(mask(value)).toBe(expected)
  })
})

test.each([
  ['+86 138-1234 1234', '13812341234'],
  ['（0539）2251234', '05392251234'],
])('phone %s', (given, expected) => expect(readPhone(given)).toBe(expected))

test.each([
  ['买买提 • 艾力', '买买提·艾力'],
  [' 𠮷田 ', '𠮷田'],
  ['㐂', '㐂'],
  ['é'.normalize('NFD'), 'é'.normalize('NFC')],
])('name %s', (given, expected) => expect(readName(given)).toBe(expected))
