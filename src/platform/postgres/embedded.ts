import { existsSync, realpathSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { assert } from '../../kernel/assert.ts'
import { text, type Text } from '../../kernel/text.ts'
import { prepareBinaries } from './binaries.ts'
import { abandonPostmaster, createCluster, OWNER, startPostmaster } from './cluster.ts'
import { stopOrphan, stopPostmaster, type Cluster, type Postmaster } from './cluster.ts'
import { SILENT, withClient, type DatabaseAddress, type PlainLog } from './connection.ts'
import { dataFolder, ownerPassword, prepareFolder, turnLog } from './folder.ts'
import { lockFolder, lockHolder, type FolderLock } from './lock.ts'
import { chooseRunAs } from './os-user.ts'
import { APP_ROLE, appRolePassword, ensureAppRole } from './roles.ts'
import { FORGETFUL_SETTINGS, serverSettings } from './settings.ts'

export interface EmbeddedOptions {
  readonly dataDir: string
  /** The application role's password is worked out from it. */
  readonly masterSecret: string | Uint8Array
  readonly log?: PlainLog
  readonly onProgress?: (step: Text) => void
  /** The server died and could not be brought back, or the folder was lost: the process should end. */
  readonly onFailure?: (reason: Error) => void
  /** False only in tests: faster, but data may be lost when the machine stops. */
  readonly durable?: boolean
}

export interface EmbeddedServer {
  readonly port: number
  readonly owner: DatabaseAddress
  readonly app: DatabaseAddress
  /** Process number of the database server; changes when it died, null while there is none. */
  pid(): number | null
  /** Stops the server in order and gives the folder free. May be called twice. */
  stop(): Promise<void>
}

/** A database that another process serves from a data folder. */
export interface RunningServer {
  /** The Miaoqi process, not the database server. */
  readonly pid: number
  readonly port: number
  readonly owner: DatabaseAddress
  readonly app: DatabaseAddress
}

const DATABASE = 'miaoqi'
const RESTARTS = 5
const RESTART_PAUSE_MS = 500
const CALM_AFTER_MS = 60_000
const READY_WITHIN_MS = 60_000
const POLL_MS = 100

/**
 * Starts PostgreSQL from the npm package on a data folder, creating what is missing, and keeps it
 * running: when the server dies it is started again on the same port. Throws FolderInUse and other
 * DatabaseProblems.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const log = options.log ?? SILENT
  const folder = prepareFolder(options.dataDir)
  const supervisor = new Supervisor(options.onFailure ?? (() => undefined))
  const lock = await lockFolder(folder.root, () => supervisor.folderLost())
  try {
    const runAs = chooseRunAs(folder.cluster, log)
    const forgetful = options.durable === false ? FORGETFUL_SETTINGS : {}
    const cluster: Cluster = {
      folder,
      runAs,
      binaries: prepareBinaries({ cacheDir: folder.cache, runAs, log }),
      settings: { ...serverSettings(), ...forgetful },
      log,
      onProgress: options.onProgress ?? (() => undefined),
    }
    const password = ownerPassword(folder.root)
    createCluster(cluster, password)
    turnLog(folder)
    const port = await supervisor.start(cluster, lock)
    const addresses = addressesOf(port, password, options.masterSecret)
    await prepareDatabase(addresses.owner, appRolePassword(options.masterSecret))
    lock.announce(port, true)
    return { port, ...addresses, pid: () => supervisor.pid(), stop: () => supervisor.stop() }
  } catch (error) {
    await supervisor.stop()
    lock.release()
    throw error
  }
}

/**
 * The database that another process serves from this folder, or null. Waits while that process is
 * still starting. `masterSecret` is needed for the application role only.
 */
export async function readRunning(
  dataDir: string,
  masterSecret: string | Uint8Array,
): Promise<RunningServer | null> {
  if (!existsSync(dataDir)) return null
  const folder = dataFolder(realpathSync(dataDir))
  for (const end = Date.now() + READY_WITHIN_MS; Date.now() < end; await sleep(POLL_MS)) {
    const holder = await lockHolder(folder.root)
    if (holder === null) return null
    if (!holder.ready || holder.port === null) continue
    const { pid, port } = holder
    return { pid, port, ...addressesOf(port, ownerPassword(folder.root), masterSecret) }
  }
  return null
}

function addressesOf(
  port: number,
  password: string,
  masterSecret: string | Uint8Array,
): { owner: DatabaseAddress; app: DatabaseAddress } {
  const place = { host: '127.0.0.1', port, database: DATABASE, ssl: false }
  return {
    owner: { ...place, user: OWNER, password },
    app: { ...place, user: APP_ROLE, password: appRolePassword(masterSecret) },
  }
}

async function prepareDatabase(owner: DatabaseAddress, appPassword: string): Promise<void> {
  await withClient({ ...owner, database: 'postgres' }, async (client) => {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE])
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`)
  })
  await withClient(owner, (client) => ensureAppRole(client, appPassword))
}

/** Keeps the server alive until told to stop. */
class Supervisor {
  readonly #onFailure: (reason: Error) => void
  #cluster: Cluster | null = null
  #lock: FolderLock | null = null
  #postmaster: Postmaster | null = null
  #stopping: Promise<void> | null = null
  #restarting: Promise<void> = Promise.resolve()
  /** A process that ends without `stop` must not leave its server behind. */
  readonly #atExit = (): void => {
    if (this.#postmaster !== null) abandonPostmaster(this.#postmaster.pid)
  }

  constructor(onFailure: (reason: Error) => void) {
    this.#onFailure = onFailure
  }

  async start(cluster: Cluster, lock: FolderLock): Promise<number> {
    this.#cluster = cluster
    this.#lock = lock
    await stopOrphan(cluster)
    const postmaster = await startPostmaster(cluster)
    process.once('exit', this.#atExit)
    lock.announce(postmaster.port, false)
    this.#watch(postmaster, 0)
    cluster.log.info(`database server ${postmaster.pid} listens on 127.0.0.1:${postmaster.port}`)
    return postmaster.port
  }

  pid(): number | null {
    return this.#postmaster?.pid ?? null
  }

  stop(): Promise<void> {
    this.#stopping ??= this.#stop()
    return this.#stopping
  }

  /** Another process holds the folder now; two servers on one cluster would destroy it. */
  folderLost(): void {
    this.#cluster?.log.error('the data folder was taken by another process; stopping at once')
    void this.stop()
    this.#onFailure(new Error('the data folder was taken by another process'))
  }

  async #stop(): Promise<void> {
    // Let a restart in flight finish, so that no server starts behind the stop.
    await this.#restarting
    process.removeListener('exit', this.#atExit)
    if (this.#cluster !== null && this.#postmaster !== null) {
      const { pid, gone } = this.#postmaster
      await stopPostmaster(this.#cluster, pid)
      await gone
      this.#postmaster = null
    }
    this.#lock?.release()
  }

  #watch(postmaster: Postmaster, earlierDeaths: number): void {
    this.#postmaster = postmaster
    const since = Date.now()
    void postmaster.gone.then(() => {
      if (this.#stopping !== null) return
      const deaths = Date.now() - since > CALM_AFTER_MS ? 1 : earlierDeaths + 1
      this.#restarting = this.#restart(postmaster.port, deaths)
    })
  }

  async #restart(port: number, deaths: number): Promise<void> {
    const cluster = this.#cluster
    assert(cluster !== null, 'a server that died was started')
    this.#postmaster = null
    cluster.log.error(`the database server died (${deaths} of ${RESTARTS}); starting it again`)
    try {
      if (deaths > RESTARTS) throw new Error('the database server died too often')
      await sleep(RESTART_PAUSE_MS * (deaths - 1))
      cluster.onProgress(
        text(
          '数据库进程意外退出,正在重新启动……',
          'The database server died; starting it again ...',
        ),
      )
      await stopOrphan(cluster)
      const next = await startPostmaster(cluster, port)
      this.#lock?.announce(next.port, true)
      this.#watch(next, deaths)
      if (next.port === port) return
      throw new Error(`port ${port} was taken while the database server was down`)
    } catch (error) {
      const reason = error instanceof Error ? error : new Error(String(error))
      cluster.log.error(`the database server stays down: ${reason.message}`)
      this.#onFailure(reason)
    }
  }
}
