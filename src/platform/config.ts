import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** Everything that can be set from outside, read once at the start. */
export interface Config {
  /** Where the embedded database, the key file, anchors, backups and logs live. */
  readonly dataDir: string
  /** A PostgreSQL server to use instead of the embedded one; the user owns the schema. */
  readonly databaseUrl: string | null
  /** The connection of the application role, where the owner may not create roles. */
  readonly appDatabaseUrl: string | null
  readonly host: string
  readonly port: number
  /** Where people outside reach the product: what stands in the QR codes of papers; without a slash at its end. */
  readonly publicAddress: string
  /** A font of the county's own for characters the shipped one lacks; null: they are named at the foot. */
  readonly rareFont: string | null
  /** The county's mail server and whom its letters come from; null: no letters are sent. */
  readonly mail: { readonly server: string; readonly from: string } | null
  /** Behind TLS: cookies are Secure, HSTS is sent. */
  readonly secure: boolean
  /** Loads the demo county at the first start. */
  readonly demo: boolean
  readonly master: Uint8Array
}

/** A setting that cannot be used, said in both languages; the process ends with it. */
export class ConfigError extends Error {}

const yes = (value: string | undefined, otherwise: boolean): boolean =>
  value === undefined || value === '' ? otherwise : !['0', 'false', 'no', 'off'].includes(value)

export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const dataDir = resolve(env['MIAOQI_DATA'] ?? 'data')
  const port = Number(env['PORT'] ?? '8080')
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new ConfigError(
      `PORT 应为 0 到 65535 的整数 / PORT must be a whole number from 0 to 65535`,
    )
  }
  const host = env['HOST'] ?? '127.0.0.1'
  return {
    dataDir,
    publicAddress: publicAddress(env['MIAOQI_ADDRESS'], host, port),
    rareFont: rareFont(env['MIAOQI_RARE_FONT']),
    mail: mail(env['MIAOQI_MAIL'], env['MIAOQI_MAIL_FROM']),
    databaseUrl: env['DATABASE_URL'] ?? null,
    appDatabaseUrl: env['APP_DATABASE_URL'] ?? null,
    host,
    port,
    secure: yes(env['MIAOQI_SECURE'], false),
    demo: yes(env['MIAOQI_DEMO'], true),
    master: masterKey(dataDir, env['MIAOQI_SECRET']),
  }
}

/** As set, or where the product listens. */
function publicAddress(given: string | undefined, host: string, port: number): string {
  if (given === undefined || given === '') {
    const everywhere = ['0.0.0.0', '::'].includes(host)
    return `http://${everywhere ? 'localhost' : host}:${port}`
  }
  const url = URL.canParse(given) ? new URL(given) : null
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    throw new ConfigError(
      'MIAOQI_ADDRESS 应为 http 或 https 地址 / MIAOQI_ADDRESS must be an http or https address',
    )
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '')
}

function mail(server: string | undefined, from: string | undefined): Config['mail'] {
  if (server === undefined || server === '') return null
  if (from !== undefined && /[^\s<>@]+@[^\s<>@]+>?\s*$/.test(from))
    return { server, from: from.trim() }
  throw new ConfigError(
    'MIAOQI_MAIL_FROM 应为发件地址 / MIAOQI_MAIL_FROM must be the address letters come from',
  )
}

function rareFont(given: string | undefined): string | null {
  if (given === undefined || given === '') return null
  const file = resolve(given)
  if (existsSync(file)) return file
  throw new ConfigError(`MIAOQI_RARE_FONT: 没有这个文件 / no such file: ${file}`)
}

/**
 * The master key: from MIAOQI_SECRET (hex, at least 32 bytes) or the key file, made at the first start.
 * Without it sealed personal data cannot be read again: the README tells to keep a copy apart.
 */
function masterKey(dataDir: string, given: string | undefined): Uint8Array {
  if (given !== undefined) {
    if (!/^([0-9a-f]{2}){32,}$/i.test(given)) {
      throw new ConfigError(
        'MIAOQI_SECRET 应为至少 64 位十六进制 / MIAOQI_SECRET must be at least 64 hex digits',
      )
    }
    return Buffer.from(given, 'hex')
  }
  const file = join(dataDir, 'secret.key')
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true })
    writeFileSync(file, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' })
  }
  chmodSync(file, 0o600)
  return Buffer.from(readFileSync(file, 'utf8').trim(), 'hex')
}
