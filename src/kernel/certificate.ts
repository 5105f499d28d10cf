/** A certificate on its way to paper: modules say what stands on it, the platform's writer sets it. */
export interface CertificateSheet {
  readonly title: string
  /** Whom it is given to; set on a line of its own, with a colon. */
  readonly recipient: string
  readonly paragraphs: readonly string[]
  /** Who gives it, above the day, where the seal goes. */
  readonly issuer: string
  readonly day: string
  /** A code that leads to where it is kept, with what to type by hand. */
  readonly code: { readonly content: string; readonly caption: string }
}
