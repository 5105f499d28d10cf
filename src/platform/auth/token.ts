import { randomBytes, randomInt } from 'node:crypto'

/** A session token: 256 random bits. Only its SHA-256 is stored. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** Letters and digits that nobody confuses on paper or on the telephone: no 0 o 1 l i. */
const READABLE = 'abcdefghjkmnpqrstuvwxyz23456789'

const readable = (length: number): string =>
  Array.from({ length }, () => READABLE[randomInt(READABLE.length)]).join('')

/** A first password such as `k7mq-x3hd-9pwt`: 59 random bits, easy to read out. */
export const newFirstPassword = (): string => [readable(4), readable(4), readable(4)].join('-')

export const RECOVERY_CODES = 10

/** Ten codes such as `x3hd7-9pwtk`, 49 random bits each. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: RECOVERY_CODES }, () => `${readable(5)}-${readable(5)}`)

/** As typed from paper: case, spaces and the dash do not matter. */
export const normalizeRecoveryCode = (typed: string): string =>
  typed.normalize('NFKC').toLowerCase().replaceAll(/[\s-]/g, '')
