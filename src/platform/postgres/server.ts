import type pg from 'pg'
import { text, type Text } from '../../kernel/text.ts'
import { DatabaseProblem } from './problem.ts'

/** Something that makes the promise "an acknowledged posting is never lost" weaker. */
export interface ServerWarning {
  readonly id:
    | 'fsync'
    | 'full_page_writes'
    | 'synchronous_commit'
    | 'data_checksums'
    | 'character_type'
  readonly text: Text
}

export interface ServerCheck {
  /** As in `server_version_num`: 180004 is 18.4. */
  readonly version: number
  readonly warnings: readonly ServerWarning[]
}

const OLDEST = 150_000

interface Facts {
  readonly version: string
  readonly encoding: string
  readonly ctype: string
  readonly recovering: boolean
  readonly fsync: string
  readonly full_page_writes: string
  readonly synchronous_commit: string
  readonly standbys: string
  readonly data_checksums: string
}

/**
 * Looks at the server as this connection sees it, so a setting lowered for one role or database shows
 * too. Throws `server_unfit` for what cannot work at all; the rest comes back as warnings.
 */
export async function checkServer(client: pg.ClientBase): Promise<ServerCheck> {
  const { rows } = await client.query<Facts>(
    `SELECT current_setting('server_version_num') AS version,
            current_setting('server_encoding') AS encoding,
            (SELECT datctype FROM pg_database WHERE datname = current_database()) AS ctype,
            pg_is_in_recovery() AS recovering,
            current_setting('fsync') AS fsync,
            current_setting('full_page_writes') AS full_page_writes,
            current_setting('synchronous_commit') AS synchronous_commit,
            current_setting('synchronous_standby_names') AS standbys,
            current_setting('data_checksums') AS data_checksums`,
  )
  const facts = rows[0]
  if (facts === undefined) throw new Error('the server did not describe itself')
  refuseUnfit(facts)
  return { version: Number(facts.version), warnings: warningsOf(facts) }
}

function refuseUnfit(facts: Facts): void {
  const refuse = (zh: string, en: string): never => {
    throw new DatabaseProblem('server_unfit', text(zh, en))
  }
  const major = Math.floor(Number(facts.version) / 10_000)
  if (Number(facts.version) < OLDEST) {
    refuse(
      `数据库服务器是 PostgreSQL ${major},至少需要 15。`,
      `The database server is PostgreSQL ${major}; 15 or later is needed.`,
    )
  }
  if (facts.encoding !== 'UTF8') {
    refuse(
      `数据库的编码是 ${facts.encoding},必须是 UTF8。`,
      `The database is encoded in ${facts.encoding}; it must be UTF8.`,
    )
  }
  if (facts.recovering) {
    refuse(
      '这是只读的备用服务器,请连接主服务器。',
      'This is a read-only standby server; connect to the primary.',
    )
  }
}

function warningsOf(facts: Facts): ServerWarning[] {
  const warnings: ServerWarning[] = []
  const warn = (id: ServerWarning['id'], zh: string, en: string): void => {
    warnings.push({ id, text: text(zh, en) })
  }
  if (facts.fsync !== 'on') {
    warn(
      'fsync',
      'fsync 已关闭:停电会丢失甚至损坏已记的账。',
      'fsync is off: a power failure loses or corrupts posted vouchers.',
    )
  }
  if (facts.full_page_writes !== 'on') {
    warn(
      'full_page_writes',
      'full_page_writes 已关闭:停电可能损坏数据页。',
      'full_page_writes is off: a power failure may corrupt data pages.',
    )
  }
  // Without standbys 'local' and 'remote_write' wait for the own disk just as 'on' does.
  const weak = facts.standbys === '' ? ['off'] : ['off', 'local', 'remote_write']
  if (weak.includes(facts.synchronous_commit)) {
    warn(
      'synchronous_commit',
      `synchronous_commit 为 ${facts.synchronous_commit}:已确认的记账可能丢失,应为 on。`,
      `synchronous_commit is ${facts.synchronous_commit}: acknowledged postings may be lost; use on.`,
    )
  }
  if (facts.data_checksums !== 'on') {
    warn(
      'data_checksums',
      '数据校验和未启用:磁盘损坏不能及时发现。',
      'Data checksums are off: damage on the disk goes unnoticed.',
    )
  }
  if (['C', 'POSIX'].includes(facts.ctype)) {
    warn(
      'character_type',
      `数据库的 LC_CTYPE 为 ${facts.ctype}:汉字模糊查找用不上索引,会变慢。`,
      `LC_CTYPE of the database is ${facts.ctype}: fuzzy search in Chinese has no index and is slow.`,
    )
  }
  return warnings
}
