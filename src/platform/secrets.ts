import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
} from 'node:crypto'
import { assert } from '../kernel/assert.ts'

/** Personal data at rest: sealed with AES-256-GCM, found again by a keyed hash. Keys stay outside the database. */
export interface Secrets {
  /** Encrypts; `place` binds the text to its column, so that a value moved to another column does not open. */
  readonly seal: (place: string, text: string) => Buffer
  readonly open: (place: string, sealed: Uint8Array) => string
  /** Equal texts give equal hashes; without the key nobody can try ID numbers one by one. */
  readonly lookup: (place: string, text: string) => string
  /** A key for another purpose, derived from the master key. */
  readonly derive: (purpose: string) => Buffer
}

const NONCE_BYTES = 12
const TAG_BYTES = 16

/** @param master at least 32 random bytes, from the data folder's key file or MIAOQI_SECRET. */
export function makeSecrets(master: Uint8Array): Secrets {
  assert(master.length >= 32, 'the master key has at least 32 bytes')
  const derive = (purpose: string): Buffer =>
    Buffer.from(hkdfSync('sha256', master, 'miaoqi', purpose, 32))
  // Key objects are prepared once; raw bytes would be set up anew for every field.
  const sealKey = createSecretKey(derive('field-encryption-1'))
  const lookupKey = createSecretKey(derive('field-lookup-1'))

  return {
    derive,
    seal: (place, text) => {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', sealKey, nonce).setAAD(Buffer.from(place))
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([Buffer.of(1), nonce, cipher.getAuthTag(), body])
    },
    open: (place, sealed) => {
      const data = Buffer.from(sealed)
      assert(data[0] === 1, 'the sealed value is of a known version')
      const nonce = data.subarray(1, 1 + NONCE_BYTES)
      const tag = data.subarray(1 + NONCE_BYTES, 1 + NONCE_BYTES + TAG_BYTES)
      const decipher = createDecipheriv('aes-256-gcm', sealKey, nonce)
        .setAAD(Buffer.from(place))
        .setAuthTag(tag)
      const body = data.subarray(1 + NONCE_BYTES + TAG_BYTES)
      return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
    },
    lookup: (place, text) =>
      createHmac('sha256', lookupKey).update(place).update('\0').update(text).digest('base64url'),
  }
}

export const sha256 = (data: string | Uint8Array): string =>
  createHash('sha256').update(data).digest('hex')
