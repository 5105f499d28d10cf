import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
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

/** Builds kept beside the newest, so that a server that still runs on one keeps its pages. */
const KEPT = 3

/** Removes all builds but the newest few, and what an interrupted build left. */
function sweep(folder: string): void {
  const builds = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name.startsWith('pages-'))
    .map(({ name }) => ({ path: join(folder, name), at: statSync(join(folder, name)).mtimeMs }))
    .toSorted((a, b) => b.at - a.at)
  for (const { path } of builds.slice(KEPT)) rmSync(path, { recursive: true, force: true })
}

/**
 * Makes sure that the built pages match their sources: builds them at the first start and after a change.
 * A build has a folder of its own, named by the hash of its sources, and is there whole or not at all.
 * @returns the folder to serve.
 */
export async function ensurePages(root: string, onBuild: () => void): Promise<string> {
  const folder = join(root, 'dist')
  const pages = join(folder, `pages-${sourceHash(root).slice(0, 16)}`)
  if (existsSync(pages)) return pages
  onBuild()
  // The pages are those of production, whatever runs the build.
  process.env['NODE_ENV'] = 'production'
  const { build } = await import('vite')
  mkdirSync(folder, { recursive: true })
  const outDir = mkdtempSync(join(folder, 'pages-'))
  await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'error', build: { outDir } })
  try {
    renameSync(outDir, pages)
  } catch (error) {
    // Another start has built the same pages meanwhile.
    if (!existsSync(pages)) throw error
    rmSync(outDir, { recursive: true })
  }
  sweep(folder)
  return pages
}
