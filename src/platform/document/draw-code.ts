import type PDFDocument from 'pdfkit'
import { qrCode } from './qr.ts'

/** Draws the code of a text as dark squares, a quiet zone of four modules inside the room given. Points. */
export function drawCode(
  document: PDFDocument,
  content: string,
  at: { readonly x: number; readonly y: number; readonly side: number },
): void {
  const code = qrCode(content)
  const side = at.side / (code.length + 8)
  for (const [row, modules] of code.entries()) {
    for (const [column, dark] of modules.entries()) {
      if (!dark) continue
      document.rect(
        at.x + (column + 4) * side,
        at.y + (row + 4) * side,
        // A hair wider, so that no white lines show between modules.
        side + 0.02,
        side + 0.02,
      )
    }
  }
  document.fill('#000000')
}
