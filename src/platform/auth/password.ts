import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { assert } from '../../kernel/assert.ts'

/*
 * Passwords are kept as argon2id (RFC 9106) in the PHC text form, so that the parameters travel with
 * the hash and may be raised later. 19 MiB, 2 passes, 1 lane: the OWASP minimum for argon2id.
 */
const MEMORY_KIB = 19_456
const PASSES = 2
const LANES = 1
const SALT_BYTES = 16
const TAG_BYTES = 32

const derive = promisify(argon2)

/** Half width and composed, so that the input method of the day makes no difference. */
const messageOf = (password: string): string => password.normalize('NFKC')

const unpadded = (bytes: Uint8Array): string =>
  Buffer.from(bytes).toString('base64').replaceAll('=', '')

/** The PHC text of a password under a fresh salt. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(SALT_BYTES)
  const tag = await derive('argon2id', {
    message: messageOf(password),
    nonce,
    parallelism: LANES,
    tagLength: TAG_BYTES,
    memory: MEMORY_KIB,
    passes: PASSES,
  })
  return `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${LANES}$${unpadded(nonce)}$${unpadded(tag)}`
}

const PHC =
  /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,64})\$([A-Za-z0-9+/]{22,128})$/

/** Whether the password makes this hash. A hash that is none of ours is a bug of whoever stored it. */
export async function verifyPassword(password: string, phc: string): Promise<boolean> {
  const parts = PHC.exec(phc)
  assert(parts !== null, 'the stored password is argon2id in PHC form')
  const [, memory = '', passes = '', lanes = '', salt = '', tag = ''] = parts
  const expected = Buffer.from(tag, 'base64')
  const found = await derive('argon2id', {
    message: messageOf(password),
    nonce: Buffer.from(salt, 'base64'),
    parallelism: Number(lanes),
    tagLength: expected.length,
    memory: Number(memory),
    passes: Number(passes),
  })
  return timingSafeEqual(found, expected)
}

/** A hash that no password makes: verified where there is no account, so that it takes the same time. */
export const NOBODY =
  `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${LANES}` +
  `$${unpadded(Buffer.alloc(SALT_BYTES, 7))}$${unpadded(Buffer.alloc(TAG_BYTES, 7))}`
