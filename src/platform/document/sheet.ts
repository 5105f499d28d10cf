import type PDFDocument from 'pdfkit'
import { drawCode } from './draw-code.ts'
import type { Pen } from './font.ts'
import { easeOf, POSTER } from './ease.ts'
import { wrap } from './layout.ts'
import type { Paper } from '../../kernel/paper.ts'

/** A4 in points. */
const SHORT = 595.28
const LONG = 841.89
/** An A3 sheet is an A4 sheet seen through a glass. */
const A3 = Math.SQRT2
/** The binding edge is left on upright pages and on top of lying ones. */
const MARGINS = {
  portrait: { top: 54, left: 62, right: 42, bottom: 62 },
  landscape: { top: 60, left: 46, right: 46, bottom: 56 },
} as const

const TITLE_SIZE = 18
const TITLE_SPACING = 3
const SMALL = 9.5
/** The side of a code, quiet zone included: 24 mm. */
const CODE = 68
const CAPTION = 7
/** Free on both sides of a title that stands beside a code. */
const BESIDE_CODE = CODE + 8

/** The pages being written: where the next line goes, and what every page begins with. */
export class Sheet {
  readonly document: PDFDocument
  readonly pen: Pen
  readonly left: number
  readonly width: number
  readonly footY: number
  readonly onePage: boolean
  /** Sizes of type are this many times the usual. */
  readonly ease: number
  y = 0
  /** What must still stand below the table of a form of one page: remarks and signatures. */
  tail = 0

  readonly #paper: Paper
  readonly #size: [number, number]
  readonly #top: number
  readonly #bottom: number
  /** Draws the headings of the table being written on a new page. */
  #repeat: (() => void) | null = null

  constructor(document: PDFDocument, pen: Pen, paper: Paper) {
    const upright = paper.orientation === 'portrait'
    const margin = MARGINS[paper.orientation]
    this.document = document
    this.pen = pen
    this.#paper = paper
    this.#size = upright ? [SHORT, LONG] : [LONG, SHORT]
    this.left = margin.left
    this.width = this.#size[0] - margin.left - margin.right
    this.#top = margin.top
    this.#bottom = this.#size[1] - margin.bottom
    this.footY = this.#bottom + 20
    this.onePage = paper.onePage
    this.ease = easeOf(paper)
  }

  /** The first page: title, period, form number, who reports and the unit. */
  begin(): void {
    this.#addPage()
    this.#code()
    const { period, form, organisation, unit } = this.#paper
    const titleSize = this.#titleSize
    for (const line of this.#titleLines()) {
      const x = this.left + (this.width - this.#spaced(line)) / 2
      this.pen.draw(line, { x, y: this.y }, { size: titleSize, bold: true, spacing: TITLE_SPACING })
      this.y += titleSize * 1.7
    }
    this.#centred(period, 11)
    if (form !== null) this.#right(form, this.y)
    this.y += 17
    this.#right(unit, this.y)
    const room = this.width - this.pen.measure(unit, SMALL) - 12
    const lines = Math.ceil(this.pen.measure(organisation, SMALL) / room)
    const size =
      lines > 1 ? Math.max(7, (SMALL * room) / this.pen.measure(organisation, SMALL)) : SMALL
    this.pen.draw(organisation, { x: this.left, y: this.y }, { size })
    this.y += 16
  }

  /** Room left on the page. */
  get room(): number {
    return this.#bottom - this.y
  }

  space(height: number): void {
    this.y += height
  }

  /** Begins a new page unless `height` still fits; returns whether it did. */
  keep(height: number): boolean {
    if (this.room >= height) return false
    this.nextPage()
    return true
  }

  nextPage(): void {
    this.#addPage()
    const { title, organisation, period } = this.#paper
    this.pen.draw(`${title}（续）`, { x: this.left, y: this.y }, { size: SMALL, bold: true })
    const right = `${organisation}　${period}`
    const size = Math.min(
      SMALL,
      (SMALL * this.width * 0.72) / Math.max(1, this.pen.measure(right, SMALL)),
    )
    const x = this.left + this.width - this.pen.measure(right, size)
    this.pen.draw(right, { x, y: this.y }, { size })
    this.y += 17
    this.#repeat?.()
  }

  /** While `write` runs, every new page begins with `headings`. */
  repeating(headings: () => void, write: () => void): void {
    this.#repeat = headings
    write()
    this.#repeat = null
  }

  line(x: number, y: number, toX: number, width: number): void {
    this.document.lineWidth(width).moveTo(x, y).lineTo(toX, y).stroke()
  }

  #addPage(): void {
    if (this.#paper.sheet === 'A3') {
      const [width, height] = this.#size
      this.document.addPage({ size: [width * A3, height * A3], margin: 0 })
      this.document.scale(A3)
    } else {
      this.document.addPage({ size: this.#size, margin: 0 })
    }
    this.y = this.#top
  }

  get #titleSize(): number {
    return this.ease === POSTER ? 2 * TITLE_SIZE : TITLE_SIZE
  }

  /** The width of a title, with the space between its letters. */
  #spaced(text: string): number {
    const gaps = Math.max(0, Array.from(text).length - 1)
    return this.pen.measure(text, this.#titleSize, true) + TITLE_SPACING * gaps
  }

  /** A title too long for its line is broken after the name it begins with, or where the line ends. */
  #titleLines(): readonly string[] {
    const { title, code } = this.#paper
    const room = this.width - (code === undefined ? 0 : 2 * BESIDE_CODE)
    if (this.#spaced(title) <= room) return [title]
    const named = /^(.+?(?:合作社|联合社))(.{2,})$/u.exec(title)?.slice(1) ?? []
    const fits = named.length === 2 && this.#spaced(named[0] ?? '') <= room
    return fits ? named : wrap(title, room, (part) => this.#spaced(part))
  }

  /** The code stands in the corner above the table; the title keeps to its left. */
  #code(): void {
    const { code } = this.#paper
    if (code === undefined) return
    const x = this.left + this.width - CODE
    const y = this.#top - CODE * 0.42
    drawCode(this.document, code.content, { x, y, side: CODE })
    const width = this.pen.measure(code.caption, CAPTION)
    this.pen.draw(code.caption, { x: x + (CODE - width) / 2, y: y + CODE - 4 }, { size: CAPTION })
    this.y += CODE * 0.3
  }

  #centred(text: string, size: number): void {
    const x = this.left + (this.width - this.pen.measure(text, size)) / 2
    this.pen.draw(text, { x, y: this.y }, { size })
  }

  #right(text: string, y: number): void {
    const x = this.left + this.width - this.pen.measure(text, SMALL)
    this.pen.draw(text, { x, y }, { size: SMALL })
  }
}
