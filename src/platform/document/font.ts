import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type PDFDocument from 'pdfkit'

export const REGULAR = 'regular'
export const BOLD = 'bold'

/** The sign that stands for a character the font does not draw (as Chinese typesetters do). */
export const MISSING_SIGN = '〓'

let loaded: Promise<readonly [Buffer, Buffer]> | null = null

/** Noto Sans Hans, regular and bold (`@embedpdf/fonts-sc`, OFL-1.1), read once. */
export function loadFonts(): Promise<readonly [Buffer, Buffer]> {
  loaded ??= readFonts()
  return loaded
}

async function readFonts(): Promise<readonly [Buffer, Buffer]> {
  const entry = createRequire(import.meta.url).resolve('@embedpdf/fonts-sc')
  const folder = join(dirname(entry), '..', 'fonts')
  return [
    await readFile(join(folder, 'NotoSansHans-Regular.otf')),
    await readFile(join(folder, 'NotoSansHans-Bold.otf')),
  ]
}

/** Measures and draws text; keeps the advance of each character and what could not be drawn. */
export class Pen {
  readonly #document: PDFDocument
  readonly #advances = new Map<string, number>()
  readonly #missing = new Set<string>()

  constructor(document: PDFDocument) {
    this.#document = document
  }

  /** Characters replaced by 〓 so far. */
  get missing(): readonly string[] {
    return [...this.#missing]
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
    this.#document
      .font(style.bold === true ? BOLD : REGULAR)
      .fontSize(style.size)
      .fillColor(style.colour ?? '#000000')
      .text(this.#drawable(text, style.bold === true), at.x, at.y, {
        lineBreak: false,
        ...(style.spacing === undefined ? {} : { characterSpacing: style.spacing }),
      })
  }

  #advance(char: string, bold: boolean): number {
    const key = `${bold ? 'b' : 'r'}${char}`
    const known = this.#advances.get(key)
    if (known !== undefined) return known
    const drawn = this.#drawable(char, bold)
    const advance = this.#document
      .font(bold ? BOLD : REGULAR)
      .fontSize(1000)
      .widthOfString(drawn)
    this.#advances.set(key, advance)
    return advance
  }

  #drawable(text: string, bold: boolean): string {
    const { font } = this.#document.font(bold ? BOLD : REGULAR)._font
    let drawn = ''
    for (const char of text) {
      if (font.hasGlyphForCodePoint(char.codePointAt(0) ?? 0)) {
        drawn += char
      } else {
        this.#missing.add(char)
        drawn += MISSING_SIGN
      }
    }
    return drawn
  }
}

export interface TextStyle {
  readonly size: number
  readonly bold?: boolean
  readonly colour?: string
  readonly spacing?: number
}
