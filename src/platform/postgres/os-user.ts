import { spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { text } from '../../kernel/text.ts'
import type { PlainLog } from './connection.ts'
import { DatabaseProblem } from './problem.ts'

/** The OS user that owns the cluster and runs the server. Absent: the user of this process. */
export interface RunAs {
  readonly uid: number
  readonly gid: number
}

/**
 * PostgreSQL refuses to run as root, so root hands the cluster to another user: the owner of an
 * existing cluster, else `postgres` (created when missing), else `nobody`. Anyone else runs it himself.
 */
export function chooseRunAs(clusterDir: string, log: PlainLog): RunAs | null {
  if (process.getuid?.() !== 0) return null
  const owner = ownerOf(clusterDir)
  if (owner !== null) return owner
  const known =
    findUser('postgres') ?? findUser('_postgres') ?? createUser(log) ?? findUser('nobody')
  if (known !== null) return known
  throw new DatabaseProblem(
    'os_user',
    text(
      'PostgreSQL 不能以 root 身份运行,而本机没有可用的普通用户。请建立用户 postgres,或改用普通用户启动。',
      'PostgreSQL will not run as root and this machine has no other user to give it to. ' +
        'Create a user named postgres, or start as an ordinary user.',
    ),
  )
}

function ownerOf(path: string): RunAs | null {
  const found = statSync(path, { throwIfNoEntry: false })
  return found === undefined || found.uid === 0 ? null : { uid: found.uid, gid: found.gid }
}

/** `initdb` insists that the user has an entry in the user database, so a bare number will not do. */
function findUser(name: string): RunAs | null {
  return findInPasswd(name) ?? findById(name)
}

function findInPasswd(name: string): RunAs | null {
  try {
    const line = readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .find((entry) => entry.startsWith(`${name}:`))
    const [, , uid, gid] = line?.split(':') ?? []
    return asRunAs(uid, gid)
  } catch {
    return null
  }
}

/** Users of a directory service or of macOS are in no passwd file; `id` knows them. */
function findById(name: string): RunAs | null {
  const ask = (flag: string): string =>
    spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout ?? ''
  return asRunAs(ask('-u').trim(), ask('-g').trim())
}

function asRunAs(uid: string | undefined, gid: string | undefined): RunAs | null {
  const isNumber = (value: string | undefined): value is string => /^\d+$/.test(value ?? '')
  return isNumber(uid) && isNumber(gid) && uid !== '0'
    ? { uid: Number(uid), gid: Number(gid) }
    : null
}

function createUser(log: PlainLog): RunAs | null {
  const attempts: [string, string[]][] = [
    [
      'useradd',
      ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', 'postgres'],
    ],
    ['adduser', ['-S', '-D', '-H', '-s', '/bin/false', 'postgres']],
  ]
  for (const [command, args] of attempts) {
    if (spawnSync(command, args, { stdio: 'ignore' }).status !== 0) continue
    const created = findUser('postgres')
    if (created === null) continue
    log.info('created the system user postgres: PostgreSQL does not run as root')
    return created
  }
  return null
}

/** Whether that user can enter the folder; parents closed to him count. */
export function canEnter(runAs: RunAs, folder: string): boolean {
  const probe = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], {
    ...runAs,
    cwd: '/',
    stdio: 'ignore',
  })
  return probe.status === 0
}
