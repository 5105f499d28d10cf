/** What we use of pdfkit 0.20, which ships no types of its own. Lengths are points (1/72 inch). */
declare module 'pdfkit' {
  interface PageOptions {
    readonly size: [number, number]
    readonly margin: number
  }
  interface DocumentOptions extends PageOptions {
    readonly autoFirstPage: boolean
    readonly bufferPages: boolean
    readonly lang: string
    readonly displayTitle: boolean
    readonly info: Readonly<Record<string, string | Date>>
  }
  interface TextOptions {
    readonly lineBreak: false
    readonly characterSpacing?: number
  }
  interface ImageOptions {
    readonly fit: [number, number]
    readonly align: 'center'
    readonly valign: 'center'
  }
  export default class PDFDocument {
    constructor(options: DocumentOptions)
    addPage(options: PageOptions): this
    /** Everything drawn on the page from here on, seen from its upper left corner. */
    scale(factor: number): this
    registerFont(name: string, source: Buffer): this
    font(name: string): this
    fontSize(size: number): this
    fillColor(colour: string): this
    widthOfString(text: string, options?: TextOptions): number
    text(text: string, x: number, y: number, options: TextOptions): this
    image(source: Buffer, x: number, y: number, options: ImageOptions): this
    lineWidth(width: number): this
    strokeColor(colour: string): this
    moveTo(x: number, y: number): this
    lineTo(x: number, y: number): this
    rect(x: number, y: number, width: number, height: number): this
    stroke(): this
    fill(colour: string): this
    bufferedPageRange(): { readonly start: number; readonly count: number }
    switchToPage(page: number): this
    on(event: 'data', listener: (chunk: Buffer) => void): this
    on(event: 'end', listener: () => void): this
    on(event: 'error', listener: (error: Error) => void): this
    end(): void
    /** The font in use as fontkit sees it: the only way to ask whether it draws a character. */
    readonly _font: {
      readonly font: { hasGlyphForCodePoint(codePoint: number): boolean }
    }
  }
}
