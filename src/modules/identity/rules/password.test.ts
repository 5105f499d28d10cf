import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { firstPassword } from '../service/first-password.ts'
import { COMMON_WORDS } from '../data/common-words.ts'
import { passwordFault } from './password.ts'

const fault = (password: string, username = 'wang.kuaiji') =>
  passwordFault(password, { username, min: 10 })?.en ?? null

describe('passwords that are refused', () => {
  test.each([
    ['短abc1', 'At least 10'],
    ['𠮷𠮷𠮷𠮷𠮷a1', 'At least 10'],
    ['xx-Wang.Kuaiji-77', 'user name'],
    ['xxＷＡＮＧ．ｋｕａｉｊｉ', 'user name'],
    ['13812345678', 'digits only'],
    ['1986-07-21 0019', 'digits only'],
    ['aaaaaaaaaa1', 'different'],
    ['abababababab1', 'different'],
    ['hkzqwvrmtx', 'two of'],
    ['沂水123456789', 'common'],
    ['yishui123456', 'common'],
    ['YiShui@2020!', 'common'],
    ['y1shu1@@2020', 'common'],
    ['linyi20201130', 'common'],
    ['P@ssw0rd2026', 'common'],
    ['Password123!', 'common'],
    ['mima123456!!', 'common'],
    ['woaini1314520', 'common'],
    ['hezuoshe-2020', 'common'],
    ['1qaz2wsx3edc', 'common'],
    ['qwertyuiop12', 'common'],
    ['poiuytrewq99', 'common'],
    ['abcdefghij12', 'common'],
    ['cunzhishu#001', 'common'],
    ['管理员密码123456', 'common'],
    ['1q2w3e4r5t6y', 'common'],
  ])('%s', (password, why) => {
    expect(fault(password)).toContain(why)
  })

  test('every common word, with the usual decoration', () => {
    expect(COMMON_WORDS.size).toBeGreaterThan(200)
    for (const word of COMMON_WORDS) {
      for (const tail of ['1234567890', '@2020!!!!!', '!1qaz2wsx3']) {
        expect(fault(`${word}${tail}`), word).not.toBe(null)
      }
    }
  })
})

describe('passwords that are taken', () => {
  test.each([
    'k7mq-x3hd-9pwt',
    '桃树下的拖拉机 88',
    'correct horse battery staple',
    '春天来了我们去村东头种苹果树吧哈哈',
    'Tr4ktor&Pfirsich',
  ])('%s', (password) => {
    expect(fault(password)).toBe(null)
  })

  test('every password that the product makes', () => {
    for (let i = 0; i < 2000; i++) expect(fault(firstPassword('li'))).toBe(null)
  })

  test('a county may ask for more', () => {
    expect(passwordFault('k7mq-x3hd-9pwt', { username: 'li', min: 20 })?.zh).toContain('20')
  })
})

test('the answer never depends on case or width', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 10, maxLength: 30 }), (password) => {
      const wide = password.replaceAll(/[!-~]/g, (char) =>
        String.fromCodePoint((char.codePointAt(0) ?? 0) + 0xfee0),
      )
      // Widening keeps length and kinds, so only the forms before and after folding could differ.
      expect(fault(wide) === null).toBe(fault(password) === null)
    }),
  )
})
