import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { copyCounty, startProduct } from './product.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the product that the role tests share answers. */
    address: string
    /** A data folder at rest with the demo county, to be copied; empty when the shared product was running before. */
    county: string
  }
}

/**
 * Starts the product as its users do, on a fresh data folder, which loads the demo county: once for all tests.
 * The role tests share one product; a test that moves the clock takes a copy of the county. MIAOQI_ADDRESS names a
 * product that runs already.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const running = process.env['MIAOQI_ADDRESS']
  if (running !== undefined) {
    project.provide('address', running)
    project.provide('county', '')
    return () => Promise.resolve()
  }
  const folder = mkdtempSync(join(tmpdir(), 'miaoqi-e2e-'))
  const [county, shared] = [join(folder, 'county'), join(folder, 'shared')]
  await (await startProduct(county)).stop()
  copyCounty(county, shared)
  const product = await startProduct(shared)
  project.provide('address', product.address)
  project.provide('county', county)
  return async () => {
    await product.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
