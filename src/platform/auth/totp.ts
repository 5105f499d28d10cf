import { generateSecret, generateURI, verify } from 'otplib'
import type { Instant } from '../../kernel/date.ts'

/* Time-based one-time passwords (RFC 6238): six digits, 30 seconds, SHA-1, as every authenticator has them. */

const STEP_S = 30

/** A new secret of 160 bits in base32. */
export const newTotpSecret = (): string => generateSecret({ length: 20 })

/** The address that an authenticator reads from a QR code. */
export const totpUri = (account: string, secret: string): string =>
  generateURI({ issuer: '妙棋 Miaoqi', label: account, secret })

/**
 * The time step that this code belongs to, or null when it is wrong. Codes of the step before and
 * after are taken, for clocks that go wrong by up to half a minute. A code of step `after` or earlier
 * is refused: each code works once (RFC 6238, 5.2).
 */
export async function totpStep(
  code: string,
  check: { readonly secret: string; readonly at: Instant; readonly after: bigint },
): Promise<bigint | null> {
  if (!/^\d{6}$/.test(code)) return null
  const answer = await verify({
    token: code,
    secret: check.secret,
    epoch: Math.floor(Date.parse(check.at) / 1000),
    epochTolerance: STEP_S,
  })
  if (!answer.valid || !('timeStep' in answer)) return null
  const step = BigInt(answer.timeStep)
  return step > check.after ? step : null
}
