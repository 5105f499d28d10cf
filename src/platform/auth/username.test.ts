import { expect, test } from 'vitest'
import { isUsername, normalizeUsername } from './username.ts'
import { newFirstPassword, newRecoveryCodes, newToken, normalizeRecoveryCode } from './token.ts'

test('user names: however they are typed, one form', () => {
  for (const typed of ['zhang.san', ' Zhang.San ', 'ＺＨＡＮＧ．ｓａｎ\u3000', 'ZHANG.SAN']) {
    expect(normalizeUsername(typed)).toBe('zhang.san')
  }
  expect(normalizeUsername('x'.repeat(500))).toHaveLength(200)
})

test('user names: which may be given', () => {
  for (const good of ['ab', '王书记', 'coop-0001', 'a_b@c.cn', '13800000000', '𠮷田']) {
    expect(isUsername(good), good).toBe(true)
  }
  for (const bad of [
    '',
    'a',
    '-ab',
    'a b',
    'a\0b',
    "a'b",
    'Ab',
    'a/b',
    'x'.repeat(61),
    'ab\u202e',
  ]) {
    expect(isUsername(bad), bad).toBe(false)
  }
})

test('tokens and first passwords: long, readable, never the same', () => {
  expect(newToken()).toMatch(/^[\w-]{43}$/)
  expect(newFirstPassword()).toMatch(
    /^([abcdefghjkmnpqrstuvwxyz2-9]{4}-){2}[abcdefghjkmnpqrstuvwxyz2-9]{4}$/,
  )
  expect(new Set(Array.from({ length: 200 }, newFirstPassword)).size).toBe(200)
  const codes = newRecoveryCodes()
  expect(new Set(codes).size).toBe(10)
  expect(normalizeRecoveryCode(` ${(codes[0] ?? '').toUpperCase().replace('-', ' ')} `)).toBe(
    (codes[0] ?? '').replace('-', ''),
  )
})
