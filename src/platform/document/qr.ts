import { encode } from 'uqr'

/** The modules of a symbol, dark ones true, without the quiet zone around it. */
export type QrCode = readonly (readonly boolean[])[]

/** The QR code (ISO/IEC 18004) of a text at error correction level M: an address on a paper. */
export const qrCode = (text: string): QrCode =>
  encode(text, { ecc: 'M', boostEcc: false, border: 0 }).data
