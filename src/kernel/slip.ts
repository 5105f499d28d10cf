/*
 * A slip for one person, in large type (明白条): what is due, how it was reckoned, where to sign. Modules
 * describe it, the platform prints one to a page.
 */

export interface SlipLine {
  readonly title: string
  /** Written with separators and two decimals, or whatever the line says. */
  readonly amount: string
  /** The arithmetic in words and figures. */
  readonly words: string
  /** The article it rests on; null where only the charter or a resolution carries it. */
  readonly article: string | null
}

export interface Slip {
  readonly title: string
  readonly organisation: string
  /** Whose it is, in pairs of label and value. */
  readonly facts: readonly (readonly [string, string])[]
  readonly headline: { readonly label: string; readonly value: string }
  readonly lines: readonly SlipLine[]
  readonly notes: readonly string[]
  readonly signatures: readonly string[]
  /** By which the paper is found again. */
  readonly serial: string
  /** A code beside the facts that leads to the proof of the paper, with what to type by hand; none without it. */
  readonly qr?: { readonly content: string; readonly caption: string }
}
