import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { migrate, readMigrationFiles } from '../src/platform/migrate.ts'
import { withClient } from '../src/platform/postgres/connection.ts'
import { startEmbedded } from '../src/platform/postgres/embedded.ts'

const PREFIX = 'miaoqi-test-'
const TEST_SECRET = 'a secret that only tests use, 32+'
const TEMPLATE = 'miaoqi_template'

/**
 * One PostgreSQL for the whole run, with a migrated template that each test file copies. The server
 * ends with the run, also when the run is aborted; what a killed run left is cleared by the next one.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await clearLeftovers()
  const dataDir = mkdtempSync(join(tmpdir(), PREFIX))
  const server = await startEmbedded({ dataDir, masterSecret: TEST_SECRET, durable: false })
  const { owner, app } = server
  const stop = async (): Promise<void> => {
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
  try {
    await withClient(owner, (client) => client.query(`CREATE DATABASE ${TEMPLATE}`))
    // A number that is missing or taken twice is one failing test of `migrate`, not the end of all.
    const migrations = readMigrationFiles().map((file, index) => ({ ...file, version: index + 1 }))
    await migrate({ ...owner, database: TEMPLATE }, { migrations })
  } catch (error) {
    await stop()
    throw error
  }
  project.provide('postgres', { owner, app, template: TEMPLATE })
  return stop
}

/** Starting on the folder of a killed run stops its server; a folder in use belongs to a run beside this one. */
async function clearLeftovers(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const dataDir = join(tmpdir(), name)
    // Without a lock it is a run beside this one that has only just made its folder.
    if (!existsSync(join(dataDir, 'miaoqi.lock'))) continue
    try {
      const server = await startEmbedded({ dataDir, masterSecret: TEST_SECRET, durable: false })
      await server.stop()
      rmSync(dataDir, { recursive: true, force: true })
    } catch {
      // In use, or not ours.
    }
  }
}
