import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import type { Verb } from '../../src/platform/module.ts'
import { type Ask, SAMPLES } from './samples.ts'

/*
 * Every paper the product prints, opened by other people's programs: PDF by poppler, Word by LibreOffice. The list of
 * papers comes from the contracts, so that a verb that prints, or a new kind of its papers, fails until it has a
 * sample here. The pictures stay for somebody to look at.
 */

/** A file as verbs answer with it. */
interface PaperFile {
  readonly name: string
  readonly content: string
}

export interface Verdicts {
  readonly passed: number
  readonly failures: readonly string[]
}

/**
 * Verbs that answer with a paper: `print…`, and the files of statements and ledgers. What people print of their own
 * (`printOwn…`) is the same paper as their county prints.
 */
const isPrinting = ({ name, spec }: Verb): boolean =>
  (/^print(?!Own)[A-Z]/.test(name) || /(?:statement|Page|rollUp)File$/.test(name)) &&
  spec.output instanceof z.ZodObject &&
  'content' in spec.output.shape

/** Fields that say which paper is meant. */
const KIND_FIELDS = ['paper', 'kind', 'register', 'form'] as const
const FORMAT_FIELDS = ['format', 'file'] as const

/** The values an input field may take, where it is a closed list. */
function choices({ spec }: Verb, field: string): readonly string[] {
  const schema = spec.input instanceof z.ZodObject ? spec.input.shape[field] : undefined
  let inner: unknown = schema
  while (inner instanceof z.ZodDefault || inner instanceof z.ZodOptional) inner = inner.unwrap()
  return inner instanceof z.ZodEnum ? inner.options.map(String) : []
}

interface Made {
  readonly title: string
  readonly file: string
  readonly words: readonly string[]
}

/** Asks for every paper in every form, opens it and looks for what must stand on it. */
export async function judgePapers(
  verbs: readonly Verb[],
  ask: Ask,
  folder: string,
): Promise<Verdicts> {
  const failures: string[] = []
  const made: Made[] = []
  mkdirSync(folder, { recursive: true })
  for (const verb of verbs.filter(isPrinting)) {
    const sampled = await samplesOf(verb, ask, folder)
    made.push(...sampled.made)
    failures.push(...sampled.failures)
  }
  toPdf(folder)
  for (const one of made) {
    const wrong = judgeFile(one, folder)
    if (wrong !== null) failures.push(`${one.title}: ${wrong}`)
  }
  return { passed: made.length, failures }
}

async function samplesOf(
  verb: Verb,
  ask: Ask,
  folder: string,
): Promise<{ made: Made[]; failures: string[] }> {
  const made: Made[] = []
  const failures: string[] = []
  const samples = SAMPLES[verb.name]
  if (samples === undefined) return { made, failures: [`${verb.name}: no sample`] }
  const found = await samples(ask).catch((error: unknown) => {
    failures.push(`${verb.name}: ${String(error)}`)
    return []
  })
  for (const field of KIND_FIELDS) {
    for (const kind of choices(verb, field)) {
      const has = found.some(({ input }) => input[field] === kind)
      if (!has) failures.push(`${verb.name} ${field} ${kind}: no sample`)
    }
  }
  if (found.length === 0) failures.push(`${verb.name}: no sample`)
  for (const { input, words } of found) {
    for (const more of formsOf(verb)) {
      const kinds = KIND_FIELDS.flatMap((field) => {
        const kind = input[field]
        return typeof kind === 'string' ? kind : []
      }).join('-')
      const title = [verb.name, kinds, ...Object.values(more)].filter(Boolean).join(' ')
      try {
        const { content, name } = await ask<PaperFile>(verb.name, { ...input, ...more })
        const ending = name.split('.').at(-1) ?? ''
        if (!['pdf', 'docx'].includes(ending)) continue
        const file = `${title.replaceAll(' ', '-')}-${made.length}.${ending}`
        writeFileSync(join(folder, file), Buffer.from(content, 'base64'))
        made.push({ title, file, words })
      } catch (error) {
        failures.push(`${title}: ${String(error)}`)
      }
    }
  }
  return { made, failures }
}

/** The forms a paper comes in; workbooks are judged elsewhere. */
function formsOf(verb: Verb): Record<string, string>[] {
  for (const field of FORMAT_FIELDS) {
    const forms = choices(verb, field).filter((form) => form !== 'xlsx')
    if (forms.length > 0) return forms.map((form) => ({ [field]: form }))
  }
  return [{}]
}

/** Points LibreOffice at the Chinese font that comes with the product; machines for tests have none. */
function fontConfig(folder: string): string {
  const fonts = resolve('node_modules/@embedpdf/fonts-sc/fonts')
  const file = join(folder, 'fonts.conf')
  const template = readFileSync(resolve('e2e/fonts.conf'), 'utf8')
  writeFileSync(
    file,
    template.replace('FONT_FOLDER', fonts).replace('CACHE_FOLDER', join(folder, 'fonts')),
  )
  return file
}

/** LibreOffice writes a PDF of every Word file, all in one go. */
function toPdf(folder: string): void {
  const files = readdirSync(folder).filter((name) => name.endsWith('.docx'))
  if (files.length === 0) return
  const out = join(folder, 'word')
  mkdirSync(out, { recursive: true })
  spawnSync('soffice', ['--headless', '--convert-to', 'pdf', '--outdir', out, ...files], {
    cwd: folder,
    env: { ...process.env, HOME: folder, FONTCONFIG_FILE: fontConfig(folder) },
  })
}

/** What a decoder gave up on, and boxes instead of letters. */
const TOFU = /[\uFFFD\u25AF]/u
/** Letters of no font at hand stand as 〓, and the paper says which they are. */
const isUntold = (shown: string): boolean => shown.includes('〓') && !/为字库所缺的字/.test(shown)
/** A font with Chinese letters: without one a drawing is all boxes, whatever its text says. */
const CHINESE = /SC|CJK|Han|Song|Hei/i

/** Null when the paper has pages, its words and figures, and no letter that nobody can read. */
function judgeFile({ file, words }: Made, folder: string): string | null {
  const isWord = file.endsWith('.docx')
  const pdf = join(folder, isWord ? join('word', file.replace(/docx$/, 'pdf')) : file)
  const run = (command: string, ...args: string[]): string =>
    spawnSync(command, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }).stdout
  const pages = Number(/^Pages:\s+(\d+)/m.exec(run('pdfinfo', pdf))?.[1] ?? 0)
  if (pages === 0) return 'has no page that can be opened'
  const shown = run('pdftotext', '-layout', pdf, '-')
  const picture = join(folder, file.replaceAll('.', '-'))
  run('pdftoppm', '-png', '-r', '70', '-l', '3', pdf, picture)
  if (TOFU.test(shown) || isUntold(shown)) return 'holds letters that nobody can read'
  if (!CHINESE.test(run('pdffonts', pdf))) return 'is drawn without a Chinese font'
  const plain = shown.replaceAll(/\s/g, '')
  const lost = words.filter((word) => !plain.includes(word.replaceAll(/\s/g, '')))
  const drawn = readdirSync(folder).some((name) => name.startsWith(file.replaceAll('.', '-')))
  if (!drawn || readFileSync(pdf).length === 0) return 'cannot be drawn'
  return lost.length === 0 ? null : `does not show ${lost.join(', ')}`
}
