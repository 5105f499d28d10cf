import { createServer, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'

/** A mail server that keeps what it is given; recipients at `refused` are unknown to it. */
export interface MailServer {
  readonly address: string
  /** The letters as they came over the wire, with their recipient. */
  readonly letters: readonly { readonly to: string; readonly source: string }[]
  readonly close: () => Promise<void>
}

/** Speaks as much of SMTP (RFC 5321) as one letter needs. */
export async function startMailServer(refused: string): Promise<MailServer> {
  const letters: { to: string; source: string }[] = []
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket)).on('error', () => undefined)
    let [to, body, buffer] = ['', null as string[] | null, '']
    const answer = (line: string): void => {
      if (body !== null) {
        if (line !== '.') body.push(line)
        else {
          letters.push({ to, source: body.join('\n') })
          body = null
          socket.write('250 kept\r\n')
        }
        return
      }
      const [verb = ''] = line.split(/[ :]/)
      if (verb === 'RCPT') to = /<(.*)>/.exec(line)?.[1] ?? ''
      if (verb === 'DATA') body = []
      const unknown = verb === 'RCPT' && to.endsWith(refused)
      const reply = { EHLO: '250 here', DATA: '354 go on', QUIT: '221 bye' }[verb] ?? '250 ok'
      socket.write(`${unknown ? '550 no such user' : reply}\r\n`)
    }
    socket.on('data', (chunk) => {
      const lines = `${buffer}${chunk.toString('utf8')}`.split('\r\n')
      buffer = lines.pop() ?? ''
      for (const line of lines) answer(line)
    })
    socket.write('220 test\r\n')
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    address: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    letters,
    close: () => {
      for (const socket of open) socket.destroy()
      return new Promise((done) => server.close(() => done()))
    },
  }
}
