import type { Text } from '../../kernel/text.ts'

/** Why the database cannot be used; each code needs a different act of the operator. */
export type ProblemCode =
  | 'folder_in_use'
  | 'folder_unusable'
  | 'binaries_missing'
  | 'os_user'
  | 'start_failed'
  | 'server_unfit'
  | 'app_role'
  | 'migration'
  | 'backup'

/**
 * Stops a start, a migration, a backup or a restore. `text` is for the operator; the caller prints it
 * and exits. It is no Refusal: no verb is running yet.
 */
export class DatabaseProblem extends Error {
  readonly code: ProblemCode
  readonly text: Text

  constructor(code: ProblemCode, text: Text, cause?: unknown) {
    super(`${code}: ${text.en}`, cause === undefined ? undefined : { cause })
    this.name = 'DatabaseProblem'
    this.code = code
    this.text = text
  }
}

/** Another process holds the data folder. */
export class FolderInUse extends DatabaseProblem {
  readonly folder: string
  readonly pid: number
  /** When the holder took the folder, ISO 8601. */
  readonly since: string
  /** The database port of the holder; null while it is still starting. */
  readonly port: number | null

  constructor(folder: string, holder: { pid: number; startedAt: string; port: number | null }) {
    super('folder_in_use', {
      zh:
        `数据文件夹 ${folder} 正在被另一个妙棋进程使用(进程号 ${holder.pid},` +
        `启动于 ${holder.startedAt})。请先停止那个进程,或者改用别的数据文件夹。`,
      en:
        `The data folder ${folder} is in use by another Miaoqi process (pid ${holder.pid}, ` +
        `started ${holder.startedAt}). Stop that process first, or choose another data folder.`,
    })
    this.name = 'FolderInUse'
    this.folder = folder
    this.pid = holder.pid
    this.since = holder.startedAt
    this.port = holder.port
  }
}
