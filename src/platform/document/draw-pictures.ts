import type { PaperPicture } from '../../kernel/paper.ts'
import { wrap } from './layout.ts'
import type { Sheet } from './sheet.ts'

const GAP = 14
const CAPTION = 8.5
/** Height of the frame of a picture for its width: most photographs are four to three. */
const TALL = 0.7

/** Two beside each other on an upright page, three on a lying one. */
const acrossOf = (sheet: Sheet): number => (sheet.width > 600 ? 3 : 2)
const frameOf = (sheet: Sheet) => {
  const across = acrossOf(sheet)
  const width = (sheet.width - GAP * (across - 1)) / across
  return { across, width, height: width * TALL }
}

/** The room that the first row needs, so that its heading is not left behind on the page before. */
export const pictureRoom = (sheet: Sheet): number => frameOf(sheet).height + 6 * CAPTION

/** Photographs beside each other, each whole in its frame with what is said below it. */
export function drawPictures(sheet: Sheet, pictures: readonly PaperPicture[]): void {
  const { across, width, height } = frameOf(sheet)
  for (let i = 0; i < pictures.length; i += across) {
    const row = pictures.slice(i, i + across).map((picture) => ({
      picture,
      lines: wrap(picture.caption, width, (part) => sheet.pen.measure(part, CAPTION)),
    }))
    const said = Math.max(...row.map(({ lines }) => lines.length)) * CAPTION * 1.5
    sheet.keep(height + said + GAP)
    for (const [j, { picture, lines }] of row.entries()) {
      const x = sheet.left + j * (width + GAP)
      sheet.document.image(Buffer.from(picture.bytes), x, sheet.y, {
        fit: [width, height],
        align: 'center',
        valign: 'center',
      })
      for (const [n, line] of lines.entries()) {
        const middle = x + (width - sheet.pen.measure(line, CAPTION)) / 2
        const y = sheet.y + height + 3 + n * CAPTION * 1.5
        sheet.pen.draw(line, { x: middle, y }, { size: CAPTION })
      }
    }
    sheet.y += height + said + GAP
  }
}
