import { parseYuan } from '../../../src/kernel/money.ts'
import type { Formula, Product } from './words.ts'

/*
 * Quantities and prices while they are typed: whole millionths, never floats. What is reckoned here is shown at
 * once; what counts is the server's answer, which comes when the typing rests.
 */

const MICRO = 1_000_000n
const DECIMAL = /^\d{1,12}(?:\.(\d{1,6}))?$/

/** Full-width digits and marks, separators and blanks are forgiven. */
const plain = (typed: string): string =>
  typed
    .replaceAll(/[０-９．－＋]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replaceAll(/[,，\s]/g, '')
    .replace(/^\./, '0.')

/** A decimal of at most six places in millionths; null when it is none. */
export function readMicro(typed: string): bigint | null {
  const text = plain(typed).replace(/[¥￥]/, '').replace(/元$/, '').replace(/\.$/, '')
  if (!DECIMAL.test(text)) return null
  const [whole = '0', places = ''] = text.split('.')
  return BigInt(whole) * MICRO + BigInt(places.padEnd(6, '0'))
}

/** Millionths as they are written: 12500000 → "12.5". */
export function writeMicro(micro: bigint): string {
  const size = micro < 0n ? -micro : micro
  const places = (size % MICRO).toString().padStart(6, '0').replace(/0+$/, '')
  return `${micro < 0n ? '-' : ''}${size / MICRO}${places === '' ? '' : `.${places}`}`
}

/** With separators of thousands, for people. */
export function showMicro(written: string): string {
  const [whole = '', places] = written.split('.')
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',')
  return places === undefined ? grouped : `${grouped}.${places}`
}

/** A quantity as it is weighed: "52.5+48.2-3" is two bags less the tare. Null when it is none or below zero. */
export function readQuantity(typed: string): bigint | null {
  const parts = plain(typed)
    .replace(/[+-]$/, '')
    .split(/(?=[+-])/)
  let sum = 0n
  for (const part of parts) {
    const size = readMicro(part.replace(/^[+-]/, ''))
    if (size === null) return null
    sum += part.startsWith('-') ? -size : size
  }
  return sum < 0n ? null : sum
}

const TO_FEN = 10n ** 10n

/** Quantity times price in fen, half a fen up, as the server reckons it. */
export const amountOf = (quantity: bigint, price: bigint): bigint =>
  (quantity * price * 2n + TO_FEN) / (TO_FEN * 2n)

/** What a product was offered at on a day; null where nothing is said. */
export function priceOn(product: Product, on: string): bigint | null {
  const terms = product.history.findLast(({ validFrom }) => validFrom <= on)
  return terms === undefined || terms.price === null ? null : readMicro(terms.price)
}

/** The price of a grade by a contract; null where its formula has no such grade. */
export function priceByFormula(formula: Formula, grade: string): bigint | null {
  if (formula.kind === 'fixed') return readMicro(formula.price)
  const step = formula.steps.find((one) => one.grade === grade)
  const base = readMicro(formula.base)
  if (step === undefined || base === null) return null
  const size = readMicro(step.step.replace('-', ''))
  if (size === null) return null
  return step.step.startsWith('-') ? base - size : base + size
}

const DIGITS = '零壹贰叁肆伍陆柒捌玖'
const PLACES = ['', '拾', '佰', '仟'] as const
const GROUPS = ['', '万', '亿', '万亿'] as const

function groupInCapitals(group: string): string {
  let words = ''
  let gap = false
  Array.from(group).forEach((digit, i) => {
    if (digit === '0') {
      gap = words !== ''
      return
    }
    words += `${gap ? '零' : ''}${DIGITS[Number(digit)] ?? ''}${PLACES[group.length - 1 - i] ?? ''}`
    gap = false
  })
  return words
}

/** An amount in the capitals of receipts: 320.50 → 叁佰贰拾元伍角整. Empty for what is no amount. */
export function inCapitals(yuan: string): string {
  const amount: bigint | null = parseYuan(yuan)
  if (amount === null) return ''
  const size = amount < 0n ? 0n - amount : amount
  const whole = (size / 100n).toString()
  const [jiao, fen] = [Number((size / 10n) % 10n), Number(size % 10n)]
  const groups: string[] = []
  for (let end = whole.length; end > 0; end -= 4)
    groups.unshift(whole.slice(Math.max(0, end - 4), end))
  let words = ''
  let skipped = false
  groups.forEach((group, i) => {
    const said = groupInCapitals(group)
    const gap = words !== '' && (skipped || group.startsWith('0'))
    skipped = said === ''
    if (said !== '') words += `${gap ? '零' : ''}${said}${GROUPS[groups.length - 1 - i] ?? ''}`
  })
  const yuanWords = words === '' ? '' : `${words}元`
  const parts = [
    jiao === 0 ? '' : `${DIGITS[jiao]}角`,
    fen === 0 ? '' : `${jiao === 0 && yuanWords !== '' ? '零' : ''}${DIGITS[fen]}分`,
  ].join('')
  const said = `${yuanWords}${parts}`
  const full = said === '' ? '零元整' : fen === 0 ? `${said}整` : said
  return amount < 0n ? `负${full}` : full
}
