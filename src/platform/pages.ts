import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The folders whose files make the pages; a change in any of them makes the build stale. */
const SOURCES = ['web', 'src/kernel', 'src/modules', 'vite.config.ts', 'package-lock.json']

function hashInto(hash: ReturnType<typeof createHash>, root: string, path: string): void {
  const full = join(root, path)
  if (!existsSync(full)) return
  const isFile = /\.\w+$/.test(path)
  if (!isFile) {
    for (const name of readdirSync(full).toSorted()) hashInto(hash, root, `${path}/${name}`)
    return
  }
  // Of the modules only the contracts reach the browser.
  if (path.startsWith('src/modules/') && !/\/contract(\.ts|\/)/.test(path)) return
  hash.update(path).update(readFileSync(full))
}

function sourceHash(root: string): string {
  const hash = createHash('sha256')
  for (const path of SOURCES) hashInto(hash, root, path)
  return hash.digest('hex')
}

/**
 * Makes sure that the built pages match their sources: builds them at the first start and after a change.
 * @returns the folder to serve.
 */
export async function ensurePages(root: string, onBuild: () => void): Promise<string> {
  const folder = join(root, 'dist', 'web')
  const mark = join(folder, '.source')
  const hash = sourceHash(root)
  if (existsSync(mark) && readFileSync(mark, 'utf8') === hash) return folder
  onBuild()
  // The pages are those of production, whatever runs the build.
  process.env['NODE_ENV'] = 'production'
  const { build } = await import('vite')
  await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'error' })
  writeFileSync(mark, hash)
  return folder
}
