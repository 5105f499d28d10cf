import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ruleTitles } from '../../policy/index.ts'

/* A finding names a rule, and every rule has its row in the catalogue, with source and clause. */

const MODULES = join(import.meta.dirname, '../..')

const sources = (module: string): string[] =>
  readdirSync(join(MODULES, module), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(join(MODULES, module, name), 'utf8'))

/** The rules that the code of a module names in its findings: `rule: 'MEET-20D'`. */
const named = (module: string): string[] => {
  const found = sources(module).flatMap((source) =>
    Array.from(source.matchAll(/\brule: ['`]([A-Z0-9]+(?:-[A-Z0-9]+)+)/g), ([, id]) => id ?? ''),
  )
  return [...new Set(found)].toSorted()
}

/** The register of shares names the rules that its charter sets as they stand, beside the county's eight. */
test('what the register finds by charter has its row in the catalogue', () => {
  const found = sources('shares').flatMap((source) =>
    Array.from(source.matchAll(/'((?:VOTE|CHARTER)-[A-Z0-9-]+)'/g), ([, id]) => id ?? ''),
  )
  expect([...new Set(found)].toSorted()).toEqual(['CHARTER-COLL', 'VOTE-ADD-EACH', 'VOTE-ADD20'])
  const known = new Set(Object.keys(ruleTitles()))
  expect(found.filter((id) => !known.has(id))).toEqual([])
})

test.each([
  ['governance', 20],
  ['spending', 1],
])('every finding of %s has its row in the catalogue', (module, least) => {
  const found = named(module)
  expect(found.length).toBeGreaterThanOrEqual(least)
  const known = new Set(Object.keys(ruleTitles()))
  expect(found.filter((id) => !known.has(id))).toEqual([])
})
