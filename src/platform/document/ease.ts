import type { Paper, PaperRow, PaperSection } from '../../kernel/paper.ts'
import { cellText } from './layout.ts'

/*
 * How much larger than usual a paper's type may be. People who sign without their glasses read a form that leaves half
 * its page empty; lists with many columns, papers that lie across and forms of one page have no room to give.
 */

/** Columns beside which there is no room for larger type. */
const WIDE = 6
/** Lines that fit on a page in the largest, the middling and the usual type. */
const ROOM = { large: 25, middling: 30, usual: 36 } as const
const [LARGE, MIDDLING] = [1.25, 1.12]
/** On a wall a few lines are read from afar. */
export const POSTER = 2
const FEW = 12
/** Signs of a line over the whole width, and what a heading takes, in lines. */
const [LINE, HEADING] = [42, 2]

/** The least height of a row somebody signs or writes in by hand, and of one for an opinion and a stamp, in points. */
const [SIGNED, STAMPED] = [25, 58]
/** The height of a line in the usual type, in points. */
const STEP = 18

/** The height a hand needs, in points: where one signs, and beside labels where nothing is printed yet. */
export function handHeight({ columns }: PaperSection, row: PaperRow): number {
  if (row.kind !== 'plain') return 0
  const signed = columns.some(({ title }) => /签|盖章|手印|指印|印模/.test(title))
  const [label] = row.cells
  const isForm = columns.every(({ title }) => title === '')
  const blank = isForm && row.cells[1] === '' && typeof label === 'string' && label !== ''
  if (blank && columns.length === 2 && /意见|情况|评估/.test(label)) return STAMPED
  return blank || signed ? SIGNED : 0
}

/** How many times the usual size the type of a paper is: from 1, and more only where its page has room. */
export function easeOf(paper: Paper): number {
  const { sections, orientation, onePage, remarks } = paper
  const columns = Math.max(0, ...sections.map((one) => one.columns.length))
  if (orientation === 'landscape' || onePage || columns > WIDE) return 1
  const said = [...sections.flatMap(({ paragraphs }) => paragraphs), ...remarks]
  const text = said.reduce((sum, { length }) => sum + Math.ceil(length / LINE), 0)
  const lines = sections.reduce((sum, one) => sum + linesOf(one), text)
  if (paper.sheet === 'A3' && lines <= FEW) return POSTER
  if (lines <= ROOM.large) return LARGE
  // What just stands on one page stays there; a list that goes on over pages may as well be read.
  return lines <= ROOM.middling || lines > ROOM.usual ? MIDDLING : 1
}

function linesOf(section: PaperSection): number {
  const { columns, rows, heading } = section
  const whole = columns.reduce((sum, { width }) => sum + width, 0)
  const lines = rows.map((row) => {
    const cells = row.cells.map((cell, i) => {
      const room = Math.max(1, ((columns[i]?.width ?? 1) / whole) * LINE)
      const parts = cellText(cell).split('\n')
      return parts.reduce((sum, { length }) => sum + Math.max(1, Math.ceil(length / room)), 0)
    })
    return Math.max(handHeight(section, row) / STEP, ...cells)
  })
  const titled = columns.some(({ title }) => title !== '') ? 1 : 0
  return lines.reduce((sum, each) => sum + each, titled + (heading === null ? 0 : HEADING))
}
