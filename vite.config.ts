import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import type { Endpoints, VerbSpec } from './src/kernel/verb.ts'

const ROOT = import.meta.dirname
const MODULES = join(ROOT, 'src/modules')
const VERBS = 'virtual:verbs'
const TITLES = 'virtual:verb-titles'
const ACCESS = 'virtual:verb-access'

/** Every verb of every contract, read from the contracts themselves. */
async function allVerbs(): Promise<[string, VerbSpec][]> {
  const verbs: [string, VerbSpec][] = []
  for (const name of readdirSync(MODULES)) {
    const file = join(MODULES, name, 'contract.ts')
    const loaded = (await import(pathToFileURL(file).href)) as Record<string, Endpoints>
    const contract = loaded[`${name}Contract`]
    if (contract === undefined) throw new Error(`${file} exports no ${name}Contract`)
    verbs.push(...Object.entries(contract))
  }
  if (verbs.length === 0) throw new Error('no verbs found')
  return verbs
}

/** `[kind, path, download]`: all of a verb that a browser must know to call it; `b`: a read with a body. */
function rowOf(spec: VerbSpec): readonly unknown[] {
  const row = [spec.inBody === true ? 'b' : spec.kind[0], spec.path]
  return spec.download === true ? [...row, 1] : row
}

const RELATIVE = /(?:from|import)\s*\(?\s*'(\.[^']+\.tsx?)'/g
const QUOTED = /['"`]([a-z][A-Za-z0-9]*)['"`]/g

/** Every word in quotes in the sources a door is built from: the names of the verbs it calls are among them. */
function wordsOfDoor(door: string): ReadonlySet<string> {
  const words = new Set<string>()
  const seen = new Set<string>()
  const waiting = [join(ROOT, 'web', `${door}.tsx`)]
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (seen.has(file)) continue
    seen.add(file)
    const source = readFileSync(file, 'utf8')
    for (const [, word = ''] of source.matchAll(QUOTED)) words.add(word)
    for (const [, path = ''] of source.matchAll(RELATIVE)) waiting.push(join(dirname(file), path))
  }
  return words
}

const table = (entries: readonly (readonly [string, unknown])[]): string =>
  JSON.stringify(Object.fromEntries(entries))

/**
 * Gives the pages the tables of verbs as plain data, made from the contracts at build time: the schemas
 * (and zod with them) stay on the server, the types reach the pages through `web/api.ts`.
 */
function verbs(): Plugin {
  return {
    name: 'miaoqi-verbs',
    resolveId: (id) =>
      id.startsWith(`${VERBS}/`) || id === TITLES || id === ACCESS ? `\0${id}` : null,
    async load(id) {
      if (id.startsWith(`\0${VERBS}/`)) {
        const door = wordsOfDoor(id.slice(VERBS.length + 2))
        const rows = (await allVerbs())
          .filter(([verb]) => door.has(verb))
          .map(([verb, spec]) => [verb, rowOf(spec)] as const)
        return `export const VERBS = ${table(rows)}`
      }
      if (id === `\0${TITLES}`) {
        const rows = (await allVerbs()).map(([verb, spec]) => [verb, spec.title] as const)
        return `export const VERB_TITLES = ${table(rows)}`
      }
      if (id === `\0${ACCESS}`) {
        const rows = (await allVerbs()).map(([verb, spec]) => [verb, spec.access] as const)
        return `export const VERB_ACCESS = ${table(rows)}`
      }
      return null
    },
  }
}

const COMPRESSIBLE = /\.(?:js|css|html|svg|json)$/

/** Writes a .br and a .gz beside every asset, so that the server never compresses at run time. */
function precompress(): Plugin {
  return {
    name: 'miaoqi-precompress',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const [fileName, item] of Object.entries(bundle)) {
          if (!COMPRESSIBLE.test(fileName) || fileName.endsWith('.html')) continue
          const source = Buffer.from(item.type === 'chunk' ? item.code : item.source)
          if (source.length < 1024) continue
          const brotli = brotliCompressSync(source, {
            params: { [constants.BROTLI_PARAM_QUALITY]: 11 },
          })
          const gzip = gzipSync(source, { level: 9 })
          this.emitFile({ type: 'asset', fileName: `${fileName}.br`, source: brotli })
          this.emitFile({ type: 'asset', fileName: `${fileName}.gz`, source: gzip })
        }
      },
    },
  }
}

const page = (name: string): string => join(ROOT, 'web', name)

/** Three doors from one build: the desk, the phone, the public page. None pays for another. */
export default defineConfig({
  root: join(ROOT, 'web'),
  plugins: [react(), verbs(), precompress()],
  server: { proxy: { '/api': 'http://127.0.0.1:8080', '/openapi.json': 'http://127.0.0.1:8080' } },
  build: {
    outDir: join(ROOT, 'dist/web'),
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: false,
    assetsInlineLimit: 0,
    // Every browser that knows `popover` knows module preloading.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      input: { desk: page('index.html'), phone: page('m.html'), public: page('public.html') },
      output: {
        codeSplitting: {
          // A group takes what its members import, so the shared base must be picked first.
          groups: [
            {
              name: 'react',
              test: /node_modules\/(?:react|react-dom|scheduler)\//,
              priority: 30,
            },
            {
              name: 'data',
              test: /node_modules\/(?:@tanstack|use-sync-external-store)\//,
              priority: 20,
            },
            { name: 'antd', test: /node_modules\//, priority: 10 },
          ],
        },
      },
    },
  },
})
