import fc from 'fast-check'
import { expect, test } from 'vitest'
import { redact, storable } from './redact.ts'

const SECRET = 'geheim-geheim-371323198607210019'

test('secrets never reach the trail, however deep they lie', () => {
  const input = {
    username: 'zhang',
    password: SECRET,
    accounts: [{ name: '王芳', password: SECRET, more: { code: SECRET, token: SECRET } }],
    persons: [{ idNumber: SECRET, phone: SECRET, bankAccount: SECRET, newPassword: SECRET }],
    secret: { nested: SECRET },
    file: SECRET,
  }
  const clean = JSON.stringify(redact(input, ['file']))
  expect(clean).not.toContain('geheim')
  expect(clean).toContain('王芳')
  expect(clean).toContain('zhang')
})

test('under any names around it', () => {
  const names = [
    'password',
    'newPassword',
    'token',
    'code',
    'secret',
    'idNumber',
    'phone',
    'bankAccount',
  ]
  fc.assert(
    fc.property(
      fc.constantFrom(...names),
      fc.array(fc.oneof(fc.string(), fc.constant(0)), { maxLength: 6 }),
      (name, path) => {
        let value: unknown = { [name]: SECRET }
        for (const step of path) value = typeof step === 'string' ? { [step]: value } : [value]
        expect(JSON.stringify(redact(value))).not.toContain('geheim')
      },
    ),
  )
})

test('a hidden field says whether something was given', () => {
  expect(redact({ password: 'x', code: null, token: undefined })).toEqual({
    password: '•••',
    code: null,
    token: undefined,
  })
})

test('money stays exact, long texts and long lists become their hash', () => {
  expect(redact({ amount: 90_071_992_547_409_931n })).toEqual({ amount: '90071992547409931' })
  expect(redact({ csv: 'x'.repeat(20_000) })).toEqual({
    csv: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/), characters: 20_000 },
  })
  const rows = Array.from({ length: 2_000 }, (_, i) => ({ name: `王${i}`, password: SECRET }))
  const list = redact({ rows })
  expect(list).toEqual({
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    characters: expect.any(Number),
  })
})

test('what PostgreSQL cannot store is replaced, so that no call escapes the trail by it', () => {
  const clean = redact({ ['a\0']: 'b\0c', d: ['\ud842', '𠮷'] })
  expect(clean).toEqual({ 'a\uFFFD': 'b\uFFFDc', d: ['\uFFFD', '𠮷'] })
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (value) => {
      const kept = storable(value)
      expect(kept.includes('\0')).toBe(false)
      expect(kept.isWellFormed()).toBe(true)
    }),
  )
})

test('a line break in an input cannot forge a line of the trail', () => {
  expect(JSON.stringify(redact({ name: 'a\n{"verb":"x"}' }))).not.toContain('\n')
})
