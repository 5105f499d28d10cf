import { createTransport } from 'nodemailer'
import { ConfigError } from './config.ts'

/** One letter to one person, as plain text. */
export interface Letter {
  /** What it is about, once for all attempts: mail programs show a letter sent twice only once. */
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
}

/** The county's mail server. */
export interface Mailer {
  /**
   * Hands a letter over. `accepted` is not yet read; `refused`, with the server's reply, will not go better another
   * time (the address is not known, say). Throws where the server cannot be reached: then it is worth trying again.
   */
  readonly send: (letter: Letter) => Promise<'accepted' | { readonly refused: string }>
  readonly close: () => void
}

const PATIENCE_MS = 15_000
const PERMANENT = 500

/**
 * @param address smtp://user:password@host:port, or smtps:// for TLS from the start; without TLS, STARTTLS is used
 *   where the server offers it.
 * @param from whom letters come from: 'name@host' or '名称 <name@host>'.
 * @throws ConfigError for an address that is none.
 */
export function openMailer(address: string, from: string): Mailer {
  const url = URL.canParse(address) ? new URL(address) : null
  if (url === null || !['smtp:', 'smtps:'].includes(url.protocol) || url.hostname === '') {
    throw new ConfigError(
      'MIAOQI_MAIL 应为 smtp:// 或 smtps:// 地址 / MIAOQI_MAIL must be an smtp:// or smtps:// address',
    )
  }
  const secure = url.protocol === 'smtps:'
  const sender = /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from
  const transport = createTransport({
    host: url.hostname,
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    ...(url.username === ''
      ? {}
      : {
          auth: {
            user: decodeURIComponent(url.username),
            pass: decodeURIComponent(url.password),
          },
        }),
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    // A letter is text of the product's own; nothing in it may make the sender read a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    send: async ({ id, to, subject, text }) => {
      try {
        await transport.sendMail({
          from,
          to: { name: '', address: to },
          subject,
          text,
          messageId: `<${id}@${sender.split('@').at(-1) ?? 'miaoqi'}>`,
        })
        return 'accepted'
      } catch (error) {
        const code = replyOf(error)
        if (code === null || code < PERMANENT) throw error
        return { refused: `SMTP ${code}` }
      }
    },
    close: () => transport.close(),
  }
}

/** The server's reply to a letter's recipient or text; null where it is about the connection or the password. */
function replyOf(error: unknown): number | null {
  if (!(error instanceof Error) || !('responseCode' in error) || !('code' in error)) return null
  const { responseCode, code } = error
  if (code !== 'EENVELOPE' && code !== 'EMESSAGE') return null
  return typeof responseCode === 'number' ? responseCode : null
}
