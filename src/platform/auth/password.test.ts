import { describe, expect, test } from 'vitest'
import { hashPassword, NOBODY, verifyPassword } from './password.ts'

describe('passwords', () => {
  test('the vector of the argon2 reference implementation', async () => {
    // argon2/src/test.c: hashtest(version 0x13, t=2, m=16, p=1, "password", "somesalt"), Argon2id.
    const phc =
      '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc'
    expect(await verifyPassword('password', phc)).toBe(true)
    expect(await verifyPassword('Password', phc)).toBe(false)
  })

  test('our own: 19 MiB, two passes, a salt of its own each time', async () => {
    const [a, b] = [await hashPassword('一着妙棋活全盘'), await hashPassword('一着妙棋活全盘')]
    expect(a).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/)
    expect(a).not.toBe(b)
    expect(await verifyPassword('一着妙棋活全盘', b)).toBe(true)
  })

  test('half and full width are one password', async () => {
    expect(await verifyPassword('abc-123', await hashPassword('ａｂｃ－１２３'))).toBe(true)
  })

  test('nobody’s hash is well formed and no password makes it', async () => {
    expect(await verifyPassword('', NOBODY)).toBe(false)
    expect(await verifyPassword('password', NOBODY)).toBe(false)
  })

  test('what is no hash of ours is a bug, not a wrong password', async () => {
    for (const bad of ['', '$2b$12$abc', '$argon2i$v=19$m=19456,t=2,p=1$c29tc2FsdA$AAAA']) {
      await expect(verifyPassword('x', bad)).rejects.toThrow('PHC')
    }
  })
})
