import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, realpathSync } from 'node:fs'
import { renameSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { text } from '../../kernel/text.ts'
import { DatabaseProblem } from './problem.ts'

/** The places inside a data folder that belong to the embedded database. */
export interface DataFolder {
  /** Real path, without links. */
  readonly root: string
  /** The cluster itself; belongs to the user that runs the server. */
  readonly cluster: string
  readonly logFile: string
  readonly cache: string
}

const LOG_LIMIT_BYTES = 20 * 1024 * 1024

/** The places, without touching anything. */
export function dataFolder(root: string): DataFolder {
  return {
    root,
    cluster: join(root, 'pg'),
    logFile: join(root, 'log', 'postgres.log'),
    cache: join(root, 'cache'),
  }
}

/**
 * Creates what is missing. Others may pass through the folder only where root has to hand the cluster
 * to another user; nobody else may list it. Throws `folder_unusable`.
 */
export function prepareFolder(path: string): DataFolder {
  try {
    mkdirSync(dirname(resolve(path)), { recursive: true })
    if (!existsSync(path)) mkdirSync(path, { mode: 0o700 })
    const folder = dataFolder(realpathSync(path))
    const { mode } = statSync(folder.root)
    if (process.getuid?.() === 0 && (mode & 0o001) === 0)
      chmodSync(folder.root, (mode & 0o777) | 0o011)
    mkdirSync(join(folder.root, 'log'), { recursive: true, mode: 0o700 })
    return folder
  } catch (error) {
    throw new DatabaseProblem(
      'folder_unusable',
      text(`数据文件夹 ${path} 无法写入。`, `The data folder ${path} cannot be written.`),
      error,
    )
  }
}

/** Starts a new log file when the old one has grown; one old file is kept. */
export function turnLog(folder: DataFolder): void {
  const size = statSync(folder.logFile, { throwIfNoEntry: false })?.size ?? 0
  if (size > LOG_LIMIT_BYTES) renameSync(folder.logFile, `${folder.logFile}.1`)
}

const passwordFile = (root: string): string => join(root, 'postgres.password')

/** The database owner's password, made at the first start; only this user can read the file. */
export function ownerPassword(root: string): string {
  if (!existsSync(passwordFile(root))) {
    const draft = `${passwordFile(root)}.${process.pid}`
    writeFileSync(draft, randomBytes(24).toString('base64url'), { mode: 0o600 })
    renameSync(draft, passwordFile(root))
  }
  return readFileSync(passwordFile(root), 'utf8').trim()
}
