import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

/*
 * The house rules as tests: which layer may see which, how long things may be, what may not be called.
 * Each message says what to do instead. The checks have tests of their own at the end.
 */

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const SKIPPED = new Set(['node_modules', '.git', 'dist', 'data', '.cache', 'coverage'])

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (folder === root && SKIPPED.has(entry.name)) return []
    const path = join(folder, entry.name)
    return entry.isDirectory() ? walk(path) : [relative(root, path)]
  })
}

const files = walk(root)
const code = files.filter((file) => /\.tsx?$/.test(file))
const read = (file: string): string => readFileSync(join(root, file), 'utf8')

/** The order of modules, read from the one place that names them. */
const order = Array.from(
  (read('src/modules.ts').split('= [')[1] ?? '').matchAll(/(\w+)Module/g),
  (match) => match[1] ?? '',
)

interface Place {
  readonly layer: string
  readonly module?: string
}

const isTest = (file: string): boolean => /(\.test\.tsx?$|^test\/|^e2e\/|testing\.ts$)/.test(file)

function placeOf(file: string): Place {
  if (isTest(file)) return { layer: 'test' }
  const module = /^src\/modules\/([\w-]+)\/(\w[\w-]*)/.exec(file)
  if (module !== null) return { layer: `module.${module[2]}`, module: module[1] ?? '' }
  const first = /^src\/(kernel|platform|demo)\//.exec(file)
  if (first !== null) return { layer: first[1] ?? '' }
  return {
    layer: file.startsWith('web/') ? 'web' : file.startsWith('scripts/') ? 'scripts' : 'root',
  }
}

/** What each kind of file inside a module may import from its own module and from below. */
const INSIDE: Readonly<Record<string, readonly string[]>> = {
  // A pure command's document is checked by the rules' own schema.
  contract: ['contract', 'rules'],
  model: ['model', 'data'],
  rules: ['model', 'rules', 'data'],
  store: ['model', 'store', 'data'],
}
const PURE = new Set(['contract', 'model', 'rules'])

/** Why this import is not allowed; null when it is. */
export function wrongImport(from: string, to: string): string | null {
  const [source, target] = [placeOf(from), placeOf(to)]
  if (source.layer === 'test' || source.layer === 'root' || source.layer === 'scripts') return null
  if (target.layer === 'test') return 'production code does not import tests'
  if (source.layer === 'kernel')
    return target.layer === 'kernel' ? null : 'the kernel imports only the kernel'
  if (source.layer === 'platform') {
    return target.layer === 'kernel' || target.layer === 'platform'
      ? null
      : 'the platform knows no module'
  }
  if (source.layer === 'web') {
    const seen =
      target.layer === 'web' || target.layer === 'kernel' || target.layer === 'module.contract'
    return seen ? null : 'the web sees only kernel/ and contracts'
  }
  if (source.layer === 'demo') {
    const door =
      /^src\/modules\/[\w-]+\/(index|contract)\.ts$/.test(to) || target.module === undefined
    return door ? null : 'the demo enters through a module’s index.ts'
  }
  if (target.layer === 'kernel') return null
  if (target.layer === 'demo' || target.layer === 'web')
    return 'a module does not know who shows or fills it'
  const kind = source.layer.replace('module.', '')
  if (target.layer === 'platform') {
    return PURE.has(kind) ? `${kind} is pure: it imports no platform` : null
  }
  if (target.module === source.module) {
    const allowed = INSIDE[kind]
    const targetKind = target.layer.replace('module.', '')
    return allowed === undefined || allowed.includes(targetKind)
      ? null
      : `${kind} may not import ${targetKind}`
  }
  if (!/^src\/modules\/[\w-]+\/index\.ts$/.test(to)) {
    return kind === 'contract' && target.layer === 'module.contract'
      ? laterModule(source.module, target.module)
      : 'another module is entered through its index.ts'
  }
  if (kind === 'contract') return 'a contract imports kernel and contracts only'
  return laterModule(source.module, target.module)
}

function laterModule(from: string | undefined, to: string | undefined): string | null {
  const [a, b] = [order.indexOf(from ?? ''), order.indexOf(to ?? '')]
  return b >= 0 && a > b ? null : `${to} stands after ${from} in src/modules.ts`
}

const IMPORT = /(?:from|import)\s*\(?\s*['"](\.{1,2}\/[^'"]+)['"]/g

function importsOf(file: string): string[] {
  return Array.from(read(file).matchAll(IMPORT), (match) =>
    relative(root, resolve(root, dirname(file), match[1] ?? '')),
  )
}

describe('walls', () => {
  test('every import is allowed by the layer table and the order of modules', () => {
    let seen = 0
    const wrong = code.flatMap((file) =>
      importsOf(file).flatMap((target) => {
        seen += 1
        const why = wrongImport(file, target)
        return why === null ? [] : [`${file} → ${target}: ${why}`]
      }),
    )
    expect(seen).toBeGreaterThan(100)
    expect(wrong).toEqual([])
  })

  test('every module is in src/modules.ts and has a README and a contract', () => {
    const folders = readdirSync(join(root, 'src/modules'))
    expect(folders.toSorted()).toEqual(order.toSorted())
    for (const name of folders) {
      for (const file of ['README.md', 'contract.ts', 'index.ts']) {
        expect(existsSync(join(root, 'src/modules', name, file)), `${name}/${file}`).toBe(true)
      }
    }
  })
})

const LINES_MAX = 500
const FUNCTION_LINES_MAX = 70
const COLUMNS_MAX = 120

/** Functions longer than the limit, by their indentation: a block that opens at `function`/`=>` and closes at the same depth. */
export function longFunctions(source: string): string[] {
  const lines = source.split('\n')
  return lines.flatMap((line, start) => {
    const opens =
      /^(\s*)(export )?(default )?(async )?function\*? ?(\w*)|^(\s*)(export )?const (\w+)\b.*=>\s*\{$/.exec(
        line,
      )
    if (opens === null || !/\{\s*$|\($/.test(line)) return []
    const indent = opens[1] ?? opens[6] ?? ''
    const end = lines.findIndex(
      (other, i) =>
        i > start &&
        other.startsWith(`${indent}}`) &&
        !other.startsWith(`${indent}}:`) &&
        !other.endsWith('{'),
    )
    const length = end - start + 1
    return end > 0 && length > FUNCTION_LINES_MAX
      ? [`${opens[5] ?? opens[8] ?? 'function'} (${length} lines)`]
      : []
  })
}

describe('sizes', () => {
  test(`no file over ${LINES_MAX} lines: give it rooms`, () => {
    const long = code.flatMap((file) => {
      const length = read(file).split('\n').length - 1
      return length > LINES_MAX ? [`${file}: ${length}`] : []
    })
    expect(long).toEqual([])
  })

  test(`no function over ${FUNCTION_LINES_MAX} lines`, () => {
    const long = code
      .filter((file) => !isTest(file))
      .flatMap((file) => longFunctions(read(file)).map((name) => `${file}: ${name}`))
    expect(long).toEqual([])
  })

  test(`no line over ${COLUMNS_MAX} columns outside data, texts and tests`, () => {
    const wide = code
      .filter((file) => !isTest(file) && !/(\/data\/|locale\/)/.test(file))
      .flatMap((file) =>
        read(file)
          .split('\n')
          .flatMap((line, i) =>
            line.length > COLUMNS_MAX && !/['"`]/.test(line) ? [`${file}:${i + 1}`] : [],
          ),
      )
    expect(wide).toEqual([])
  })
})

/** Calls that are banned, where, and what to use instead. */
const BANS: readonly { pattern: RegExp; where: RegExp; instead: string }[] = [
  {
    pattern: /\bDate\.now\(\)|new Date\(\)/,
    where: /^src\/(kernel|modules|demo)\//,
    instead: 'ctx.now or ctx.today',
  },
  { pattern: /\bMath\.random\(/, where: /^src\//, instead: 'ctx.newId() or a seeded generator' },
  {
    pattern: /\bparseFloat\(|\.toFixed\(/,
    where: /^src\/(kernel|modules)\//,
    instead: 'Fen and Fraction',
  },
  {
    pattern: /\bset_config\(/,
    where: /^src\//,
    instead: 'app_set_county (SET LOCAL reaches every node)',
  },
  { pattern: /\bconsole\./, where: /^(src|web)\//, instead: 'the log, or an error the user sees' },
  {
    pattern: /\b(TODO|FIXME|XXX)\b/,
    where: /^(src|web|test|e2e|scripts)\//,
    instead: 'an issue, or the work itself',
  },
  {
    pattern: /\bas any\b|:\s*any\s*([;,)=>\]}|]|$)|<any>|@ts-ignore|@ts-expect-error/,
    where: /^(src|web|test|e2e|scripts)\//,
    instead: 'a real type',
  },
  { pattern: /\.(skip|only)\(/, where: /\.test\.tsx?$|^e2e\//, instead: 'a test that runs' },
  { pattern: /dangerouslySetInnerHTML/, where: /^web\//, instead: 'elements' },
]

/** The bans that a line of a file breaks. */
export function brokenBans(file: string, line: string): string[] {
  return BANS.filter((ban) => ban.where.test(file) && ban.pattern.test(line)).map(
    (ban) => ban.instead,
  )
}

test('banned calls are not used', () => {
  const broken = code
    .filter((file) => file !== 'test/tidy.test.ts')
    .flatMap((file) =>
      read(file)
        .split('\n')
        .flatMap((line, i) => brokenBans(file, line).map((why) => `${file}:${i + 1} use ${why}`)),
    )
  expect(broken).toEqual([])
})

describe('data', () => {
  const migrations = files.filter((file) => /^src\/migrations\/.*\.sql$/.test(file))

  test('every tenant table’s keys begin with county_id', () => {
    expect(migrations.length).toBeGreaterThan(3)
    const wrong = migrations.flatMap((file) => {
      const sql = read(file)
      const shared = new Set(Array.from(sql.matchAll(/app_share\('(\w+)'/g), (match) => match[1]))
      return Array.from(
        sql.matchAll(/CREATE TABLE (?:IF NOT EXISTS )?(\w+) \(([\s\S]*?)\n\);/g),
      ).flatMap(([, name, body = '']) => {
        if (shared.has(name)) return []
        const keys = Array.from(
          body.matchAll(/(?:PRIMARY KEY|UNIQUE|REFERENCES \w+) \(([^)]*)\)/g),
          (match) => match[1] ?? '',
        )
        const bad = keys.filter((key) => !key.startsWith('county_id'))
        return keys.length === 0 || bad.length > 0
          ? [`${file}: ${name} (${bad.join('; ') || 'no key'})`]
          : []
      })
    })
    expect(wrong.filter((line) => !/schema_migration|: county \(/.test(line))).toEqual([])
  })

  test('every tenant table is under row-level security', () => {
    const all = migrations.map(read).join('\n')
    const tables = Array.from(
      all.matchAll(/CREATE TABLE (?:IF NOT EXISTS )?(\w+) \(/g),
      (match) => match[1] ?? '',
    )
    const guarded = new Set(
      Array.from(all.matchAll(/app_(?:protect|share)\('(\w+)'/g), (match) => match[1]),
    )
    expect(tables.length).toBeGreaterThan(10)
    expect(tables.filter((name) => !guarded.has(name) && name !== 'schema_migration')).toEqual([])
  })

  test('no view bypasses row-level security', () => {
    const views = migrations.flatMap((file) =>
      Array.from(
        read(file).matchAll(/CREATE (?:OR REPLACE )?VIEW[^;]*?AS/g),
        ([head]) => `${file}: ${head}`,
      ),
    )
    expect(views.filter((view) => !/security_invoker\s*=\s*true/.test(view))).toEqual([])
  })
})

describe('documents', () => {
  const documents = files.filter((file) => file.endsWith('.md'))

  test('paths named in the documents exist', () => {
    expect(documents.length).toBeGreaterThan(5)
    const missing = documents.flatMap((file) =>
      Array.from(
        read(file).matchAll(/`((?:src|web|test|e2e|scripts|docs)\/[\w./-]+)`/g),
        (match) => match[1] ?? '',
      )
        .filter((path) => !existsSync(join(root, path)))
        .map((path) => `${file}: ${path}`),
    )
    expect(missing).toEqual([])
  })

  test('a module’s README is short', () => {
    const long = documents.filter(
      (file) =>
        /^src\/modules\/[\w-]+\/README\.md$/.test(file) && read(file).split('\n').length > 40,
    )
    expect(long).toEqual([])
  })
})

describe('the checks themselves', () => {
  test('walls: planted violations are found', () => {
    expect(wrongImport('src/kernel/money.ts', 'src/platform/db.ts')).toContain('kernel')
    expect(wrongImport('src/platform/http.ts', 'src/modules/shares/index.ts')).toContain(
      'no module',
    )
    expect(wrongImport('web/api.ts', 'src/modules/shares/service.ts')).toContain('contracts')
    expect(wrongImport('src/modules/shares/rules.ts', 'src/platform/db.ts')).toContain('pure')
    expect(wrongImport('src/modules/registry/service.ts', 'src/modules/shares/index.ts')).not.toBe(
      null,
    )
    expect(wrongImport('src/modules/shares/service.ts', 'src/modules/registry/store.ts')).toContain(
      'index.ts',
    )
    expect(wrongImport('src/modules/shares/service.ts', 'src/modules/registry/index.ts')).toBe(null)
  })
  test('bans and lengths: planted violations are found', () => {
    expect(brokenBans('src/modules/shares/rules.ts', 'const now = Date.now()')).toHaveLength(1)
    expect(brokenBans('web/a.ts', 'const x = y as any')).toHaveLength(1)
    expect(longFunctions(`function f() {\n${'  x()\n'.repeat(80)}}`)).toHaveLength(1)
    expect(longFunctions(`function f() {\n${'  x()\n'.repeat(8)}}`)).toHaveLength(0)
    expect(statSync(join(root, 'test/tidy.test.ts')).size).toBeGreaterThan(1000)
  })
})
