import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { copyCounty, type Product, startProduct } from './product.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the products that the role tests share answer, one for each worker. */
    addresses: readonly string[]
    /** A data folder at rest with the demo county, to be copied; empty when the shared product was running before. */
    county: string
  }
}

/** As many as `maxWorkers` of vitest.config.ts. */
const WORKERS = 2

/**
 * Starts the product as its users do, on a fresh data folder, which loads the demo county: once for all tests. Role
 * tests share a product, each worker its own; a test that moves the clock takes a copy of the county for itself.
 * MIAOQI_ADDRESS names a product that runs already.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const running = process.env['MIAOQI_ADDRESS']
  if (running !== undefined) {
    project.provide('addresses', [running])
    project.provide('county', '')
    return () => Promise.resolve()
  }
  const folder = mkdtempSync(join(tmpdir(), 'miaoqi-e2e-'))
  const county = join(folder, 'county')
  await (await startProduct(county)).stop()
  const products: Product[] = []
  for (let worker = 1; worker <= WORKERS; worker++) {
    const shared = join(folder, `shared-${worker}`)
    copyCounty(county, shared)
    products.push(await startProduct(shared))
  }
  project.provide(
    'addresses',
    products.map(({ address }) => address),
  )
  project.provide('county', county)
  return async () => {
    for (const product of products) await product.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
