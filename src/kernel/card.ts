/*
 * A ballot or another card of which four stand on one sheet: what it is about, boxes to mark, a code. Modules
 * describe it, the platform prints it. It says nothing of who gets it.
 */
export interface Card {
  readonly title: string
  readonly organisation: string
  readonly lines: readonly string[]
  /** Each with an empty box before it. */
  readonly boxes: readonly string[]
  readonly note: string
  /** Printed large, and as a QR code for the camera. */
  readonly code: string
}
