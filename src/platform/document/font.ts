import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type PDFDocument from 'pdfkit'
import { readingOf } from '../pinyin.ts'

export const REGULAR = 'regular'
export const BOLD = 'bold'
const RARE = 'rare'

/** The sign that stands for a character no font draws (as Chinese typesetters do). */
export const MISSING_SIGN = '〓'

interface Fonts {
  readonly regular: Buffer
  readonly bold: Buffer
  /** The county's own font for what the shipped one lacks; null: none was set. */
  readonly rare: Buffer | null
}

let loaded: Promise<Fonts> | null = null
let rareFont: string | null = null

/**
 * Sets the file of a font for rare characters (MIAOQI_RARE_FONT), such as 方正超大字符集, SimSun-ExtB or
 * BabelStone Han: no font that draws all of Extension B can be shipped. Null: none.
 */
export function useRareFont(file: string | null): void {
  if (file === rareFont) return
  rareFont = file
  loaded = null
}

/** Noto Sans Hans, regular and bold (`@embedpdf/fonts-sc`, OFL-1.1), and the rare one; read once. */
function loadFonts(): Promise<Fonts> {
  loaded ??= readFonts()
  return loaded
}

async function readFonts(): Promise<Fonts> {
  const entry = createRequire(import.meta.url).resolve('@embedpdf/fonts-sc')
  const folder = join(dirname(entry), '..', 'fonts')
  return {
    regular: await readFile(join(folder, 'NotoSansHans-Regular.otf')),
    bold: await readFile(join(folder, 'NotoSansHans-Bold.otf')),
    rare: rareFont === null ? null : await readFile(rareFont),
  }
}

/** A pen for a document, its fonts registered. */
export async function penFor(document: PDFDocument): Promise<Pen> {
  const { regular, bold, rare } = await loadFonts()
  document.registerFont(REGULAR, regular).registerFont(BOLD, bold)
  if (rare !== null) document.registerFont(RARE, rare)
  return new Pen(document, rare !== null)
}

type Face = typeof REGULAR | typeof BOLD | typeof RARE

interface Run {
  readonly face: Face
  readonly text: string
}

/** Measures and draws text; keeps the advance of each character and what could not be drawn. */
export class Pen {
  readonly #document: PDFDocument
  readonly #rare: boolean
  readonly #advances = new Map<string, number>()
  readonly #drawn = new Map<string, boolean>()
  #missing: string[] = []

  constructor(document: PDFDocument, rare = false) {
    this.#document = document
    this.#rare = rare
  }

  /** Characters replaced by 〓 since the notes began, in the order of their numbers. */
  get missing(): readonly string[] {
    return this.#missing
  }

  /** From here on the replaced characters are numbered anew: a paper of its own begins. */
  beginNotes(): void {
    for (const char of this.#missing) {
      this.#advances.delete(`b${char}`)
      this.#advances.delete(`r${char}`)
    }
    this.#missing = []
  }

  /** Width in points; the sum of the characters' advances, which is exact for figures. */
  measure(text: string, size: number, bold = false): number {
    let width = 0
    for (const char of text) width += this.#advance(char, bold)
    return (width * size) / 1000
  }

  /** Draws one line with its top at `y`. */
  draw(text: string, at: { readonly x: number; readonly y: number }, style: TextStyle): void {
    if (text === '') return
    let { x } = at
    const runs = this.#runs(text, style.bold === true)
    for (const run of runs) {
      this.#document
        .font(run.face)
        .fontSize(style.size)
        .fillColor(style.colour ?? '#000000')
        .text(run.text, x, at.y, {
          lineBreak: false,
          ...(style.spacing === undefined ? {} : { characterSpacing: style.spacing }),
        })
      if (runs.length === 1) return
      x += this.#width(run) * (style.size / 1000)
      x += (style.spacing ?? 0) * Array.from(run.text).length
    }
  }

  #advance(char: string, bold: boolean): number {
    const key = `${bold ? 'b' : 'r'}${char}`
    const known = this.#advances.get(key)
    if (known !== undefined) return known
    const advance = this.#runs(char, bold).reduce((all, run) => all + this.#width(run), 0)
    this.#advances.set(key, advance)
    return advance
  }

  /** In thousandths of the size. */
  #width({ face, text }: Run): number {
    return this.#document.font(face).fontSize(1000).widthOfString(text)
  }

  /** The text in stretches of one font; what no font draws as 〓 with its number. */
  #runs(text: string, bold: boolean): Run[] {
    const face = bold ? BOLD : REGULAR
    const runs: { face: Face; text: string }[] = []
    for (const char of text) {
      const own = this.#draws(face, char)
      const rare = !own && this.#rare && this.#draws(RARE, char)
      const run: Run = {
        face: rare ? RARE : face,
        text: own || rare ? char : `${MISSING_SIGN}${noteSign(this.#numberOf(char))}`,
      }
      const last = runs.at(-1)
      if (last?.face === run.face) last.text += run.text
      else runs.push({ ...run })
    }
    return runs
  }

  #draws(face: Face, char: string): boolean {
    const key = `${face}${char}`
    const known = this.#drawn.get(key)
    if (known !== undefined) return known
    const { font } = this.#document.font(face)._font
    const draws = font.hasGlyphForCodePoint(char.codePointAt(0) ?? 0)
    this.#drawn.set(key, draws)
    return draws
  }

  #numberOf(char: string): number {
    const known = this.#missing.indexOf(char)
    if (known >= 0) return known
    this.#missing.push(char)
    return this.#missing.length - 1
  }
}

const SIGNS = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳'

const noteSign = (place: number): string => SIGNS[place] ?? `(${place + 1})`

/** What the numbered 〓 of a paper stand for: code point, and how it is read where the product knows it. */
export function missingNote(missing: readonly string[]): string {
  const named = missing.map((char, i) => {
    const point = `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
    const reading = readingOf(char)
    return `${noteSign(i)}${point}${reading === '' ? '' : `，读 ${reading}`}`
  })
  return `注：“${MISSING_SIGN}”为字库所缺的字：${named.join('；')}。以电子账簿为准；装入大字符集字库后可直接打印。`
}

export interface TextStyle {
  readonly size: number
  readonly bold?: boolean
  readonly colour?: string
  readonly spacing?: number
}
