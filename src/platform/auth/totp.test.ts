import { describe, expect, test } from 'vitest'
import type { Instant } from '../../kernel/date.ts'
import { newTotpSecret, totpStep, totpUri } from './totp.ts'

/** RFC 6238, appendix B: the SHA-1 secret "12345678901234567890" in base32. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const at = (seconds: number) => new Date(seconds * 1000).toISOString() as Instant
const step = (code: string, seconds: number, after = 0n) =>
  totpStep(code, { secret: SECRET, at: at(seconds), after })

describe('time-based codes', () => {
  test.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
  ])('the vectors of RFC 6238: %d', async (seconds, code) => {
    expect(await step(code, seconds)).toBe(BigInt(Math.floor(seconds / 30)))
  })

  test('a code works one step early and one step late, and not beyond', async () => {
    // The code of step 41152263, which lasts from 1234567890 to 1234567919.
    for (const seconds of [1_234_567_860, 1_234_567_890, 1_234_567_949]) {
      expect(await step('005924', seconds)).toBe(41_152_263n)
    }
    expect(await step('005924', 1_234_567_859 - 30)).toBe(null)
    expect(await step('005924', 1_234_567_980)).toBe(null)
  })

  test('a code of a step that was taken is refused', async () => {
    expect(await step('005924', 1_234_567_890, 41_152_262n)).toBe(41_152_263n)
    expect(await step('005924', 1_234_567_890, 41_152_263n)).toBe(null)
    expect(await step('005924', 1_234_567_890, 41_152_264n)).toBe(null)
  })

  test('what is not six digits is refused without a guess', async () => {
    for (const code of ['', '00592', '0059244', '00592a', '００５９２４', '005924 ']) {
      expect(await step(code, 1_234_567_890)).toBe(null)
    }
  })

  test('secrets have 160 bits and the address names the account', () => {
    const secret = newTotpSecret()
    expect(secret).toMatch(/^[A-Z2-7]{32}$/)
    expect(newTotpSecret()).not.toBe(secret)
    const uri = new URL(totpUri('沂水.zhang', secret))
    expect(uri.protocol).toBe('otpauth:')
    expect(uri.searchParams.get('secret')).toBe(secret)
    expect(decodeURIComponent(uri.pathname)).toContain('沂水.zhang')
  })
})
