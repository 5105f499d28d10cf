import { statfsSync } from 'node:fs'
import { availableParallelism, totalmem } from 'node:os'

const MIB = 1024 * 1024

/** PostgreSQL's parallel workers exchange rows there; a container often has only 64 MiB. */
const ROOM_FOR_SHARED_MEMORY = 256 * MIB

const clamp = (value: number, low: number, high: number): number =>
  Math.round(Math.min(Math.max(value, low), high))

/** Memory this process may use in MiB: a container's limit, else the machine's. */
function memoryMib(): number {
  const limit = process.constrainedMemory()
  return Math.min(totalmem(), limit > 0 ? limit : Infinity) / MIB
}

function hasRoomForSharedMemory(): boolean {
  try {
    const { bsize, bavail } = statfsSync('/dev/shm')
    return bsize * bavail >= ROOM_FOR_SHARED_MEMORY
  } catch {
    return false
  }
}

/**
 * Server settings given at every start, so that a new release can better them. Durability stays at
 * PostgreSQL's safe defaults: an acknowledged posting survives a power failure.
 */
export function serverSettings(): Record<string, string> {
  const memory = memoryMib()
  const smallSharedMemory = process.platform === 'linux' && !hasRoomForSharedMemory()
  return {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '60',
    shared_buffers: `${clamp(memory / 8, 64, 1024)}MB`,
    effective_cache_size: `${clamp(memory / 2, 256, 65_536)}MB`,
    work_mem: `${clamp(memory / 256, 4, 32)}MB`,
    maintenance_work_mem: `${clamp(memory / 32, 64, 512)}MB`,
    max_parallel_workers_per_gather: String(clamp(availableParallelism() - 1, 0, 2)),
    max_wal_size: '1GB',
    checkpoint_timeout: '15min',
    random_page_cost: '1.1',
    jit: 'off',
    password_encryption: 'scram-sha-256',
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    log_line_prefix: '%m [%p] %u@%d ',
    log_checkpoints: 'off',
    // The detail of an error may quote a row, and a row may hold personal data.
    log_error_verbosity: 'terse',
    log_parameter_max_length: '0',
    log_parameter_max_length_on_error: '0',
    ...(smallSharedMemory ? { dynamic_shared_memory_type: 'mmap' } : {}),
  }
}

/** For tests only: data may be lost when the machine stops. */
export const FORGETFUL_SETTINGS: Readonly<Record<string, string>> = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  shared_buffers: '128MB',
  max_connections: '100',
  autovacuum_naptime: '5min',
}
