/* Codes of paper ballots: six signs nobody confuses and a check sign, written ABC-DEFG. */

const SIGNS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const BASE = BigInt(SIGNS.length)
const LENGTH = 6

const sign = (place: number): string => SIGNS[place] ?? ''

/** The check sign: one wrong sign, or two neighbours swapped, gives another. */
function checkSign(body: string): string {
  const sum = Array.from(body).reduce((all, each, i) => all + SIGNS.indexOf(each) * (i + 1), 0)
  return sign(sum % SIGNS.length)
}

/** A code from the random end of an id. */
export function codeOf(id: string): string {
  let rest = BigInt(`0x${id.replaceAll('-', '').slice(-12)}`)
  let body = ''
  for (let i = 0; i < LENGTH; i++) {
    body += sign(Number(rest % BASE))
    rest /= BASE
  }
  return `${body.slice(0, 3)}-${body.slice(3)}${checkSign(body)}`
}

/** A code as it was typed, in its one spelling; null when it cannot be one. */
export function readCode(typed: string): string | null {
  const plain = typed.toUpperCase().replaceAll(/[^0-9A-Z]/g, '')
  const [body, check] = [plain.slice(0, LENGTH), plain.slice(LENGTH)]
  const known = Array.from(plain).every((each) => SIGNS.includes(each))
  if (!known || plain.length !== LENGTH + 1 || check !== checkSign(body)) return null
  return `${plain.slice(0, 3)}-${plain.slice(3)}`
}

/** Six figures for the screen in the room, from the random end of an id. */
export const codeNumber = (id: string): string =>
  String(BigInt(`0x${id.replaceAll('-', '').slice(-12)}`) % 1_000_000n).padStart(6, '0')
