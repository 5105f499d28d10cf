import { afterAll, describe, expect, test } from 'vitest'
import { ConfigError } from './config.ts'
import { openMailer } from './mail.ts'
import { startMailServer } from './mail-server-testing.ts'

const server = await startMailServer('@gone.example')
const mailer = openMailer(server.address, '妙棋 <miaoqi@county.example>')
afterAll(async () => {
  mailer.close()
  await server.close()
})
const letter = {
  id: '01a',
  to: 'who@county.example',
  subject: '【示范县】请您办理',
  text: '一件事',
}

describe('letters', () => {
  test('are handed over with their own id, Chinese in subject and text', async () => {
    expect(await mailer.send(letter)).toBe('accepted')
    const [kept] = server.letters
    expect(kept?.to).toBe('who@county.example')
    expect(kept?.source).toContain('Message-ID: <01a@county.example>')
    expect(kept?.source).toContain('miaoqi@county.example')
    const text = kept?.source.split('\n\n')[1] ?? ''
    expect(Buffer.from(text, 'base64').toString('utf8').trim()).toBe('一件事')
  })

  test('one that the server refuses is refused with its reply, without the address', async () => {
    const end = await mailer.send({ ...letter, to: 'who@gone.example' })
    expect(end).toEqual({ refused: 'SMTP 550' })
  })

  test('an address with a line break takes no second recipient along', async () => {
    const before = server.letters.length
    await mailer
      .send({ ...letter, to: 'a@county.example\r\nRCPT TO:<b@county.example>' })
      .catch(() => undefined)
    expect(server.letters.slice(before).map(({ to }) => to)).not.toContain('b@county.example')
  })

  test('a server that is not there is worth another try', async () => {
    const nobody = await startMailServer('')
    await nobody.close()
    const lost = openMailer(nobody.address, 'miaoqi@county.example')
    await expect(lost.send(letter)).rejects.toThrow()
    lost.close()
  })

  test('an address that is none ends the start', () => {
    expect(() => openMailer('http://mail.example', 'a@b.example')).toThrow(ConfigError)
    expect(() => openMailer('nonsense', 'a@b.example')).toThrow(ConfigError)
  })
})
