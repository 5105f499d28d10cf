import { formatYuan } from '../../../src/kernel/money.ts'
import type { In } from '../../api.ts'
import { readAmount } from '../ledger/entry.ts'
import {
  amountOf,
  priceByFormula,
  priceOn,
  readMicro,
  readQuantity,
  writeMicro,
} from './figures.ts'
import { MEASURED_IN, type Order, type Product, type TradeKind } from './words.ts'

/* A sheet of trades while it is typed: everything is text, and every change gives a new sheet. */

export interface Row {
  readonly key: number
  /** The name in the cell; with neither id it is what was typed and fits nobody. */
  readonly who: string
  readonly memberId: string | null
  readonly partyId: string | null
  readonly productId: string
  /** What was typed where no product fits. */
  readonly product: string
  readonly quantity: string
  readonly grade: string
  /** Empty: as the order or the product says. */
  readonly price: string
  /** Empty: quantity times price. */
  readonly amount: string
  readonly remark: string
}

export interface Sheet {
  readonly kind: TradeKind
  readonly on: string
  /** Goods taken for sale: a settlement will say the amounts. */
  readonly pending: boolean
  readonly orderId: string | null
  readonly rows: readonly Row[]
}

export type Column = 'who' | 'product' | 'quantity' | 'grade' | 'price' | 'amount' | 'remark'
/** In the order of the grid; a pasted block fills them from left to right. */
export const COLUMNS: readonly Column[] = [
  'who',
  'product',
  'quantity',
  'grade',
  'price',
  'amount',
  'remark',
]

/** What the co-op trades in, as far as a sheet must know. */
export interface Terms {
  readonly product: (id: string) => Product | undefined
  readonly order: (id: string) => Order | undefined
}

let lastKey = 0
const ROWS = 8

export const emptyRow = (more: Partial<Omit<Row, 'key'>> = {}): Row => ({
  who: '',
  memberId: null,
  partyId: null,
  productId: '',
  product: '',
  quantity: '',
  grade: '',
  price: '',
  amount: '',
  remark: '',
  ...more,
  key: (lastKey += 1),
})

export const emptySheet = (on: string, kind: TradeKind = 'delivery'): Sheet => ({
  kind,
  on,
  pending: kind === 'agency_sale',
  orderId: null,
  rows: Array.from({ length: ROWS }, () => emptyRow()),
})

/** A row that says nothing: a product alone was only carried down from the row above. */
export const isBlank = (row: Row): boolean =>
  row.who === '' && row.quantity === '' && row.amount === '' && row.remark === ''

export const isUntouched = (sheet: Sheet): boolean => sheet.rows.every(isBlank)

export const changeRow = (sheet: Sheet, at: number, change: Partial<Omit<Row, 'key'>>): Sheet => ({
  ...sheet,
  rows: sheet.rows.map((row, i) => (i === at ? { ...row, ...change } : row)),
})

/** The row after another, with its product and typed price: most people bring the same. */
export function withRowAfter(sheet: Sheet, at: number): Sheet {
  const row = sheet.rows[at]
  const below = sheet.rows[at + 1]
  const carried =
    row === undefined ? {} : { productId: row.productId, product: row.product, price: row.price }
  if (below === undefined) return { ...sheet, rows: [...sheet.rows, emptyRow(carried)] }
  return isBlank(below) && below.productId === '' ? changeRow(sheet, at + 1, carried) : sheet
}

/** A copy of the row above in place of a blank row, or below the current one. */
export function copyAbove(sheet: Sheet, at: number): { sheet: Sheet; at: number } | null {
  const here = sheet.rows[at]
  const blank = here !== undefined && isBlank(here)
  const source = sheet.rows[blank ? at - 1 : at]
  if (source === undefined) return null
  const place = blank ? at : at + 1
  const { key: _key, ...said } = source
  return {
    sheet: { ...sheet, rows: sheet.rows.toSpliced(place, blank ? 1 : 0, emptyRow(said)) },
    at: place,
  }
}

export const insertRow = (sheet: Sheet, at: number): Sheet => ({
  ...sheet,
  rows: sheet.rows.toSpliced(at, 0, emptyRow()),
})

export function removeRow(sheet: Sheet, at: number): Sheet {
  const rows = sheet.rows.toSpliced(at, 1)
  return { ...sheet, rows: rows.length === 0 ? [emptyRow()] : rows }
}

/** Another kind of trade: what only the old one could say is taken off. */
export function setKind(sheet: Sheet, kind: TradeKind, terms: Terms): Sheet {
  const unit = MEASURED_IN[kind]
  const brought = kind === 'delivery' || kind === 'agency_sale'
  const rows = sheet.rows.map((row) => {
    const product = terms.product(row.productId)
    const fits =
      unit === undefined ? product?.unit !== 'mu' || kind === 'service' : product?.unit === unit
    return fits || row.productId === '' ? row : { ...row, productId: '', product: '' }
  })
  const orderId = brought ? sheet.orderId : null
  return { ...sheet, kind, pending: kind === 'agency_sale', orderId, rows }
}

/** The deliveries under an order are of its product. */
export function setOrder(sheet: Sheet, order: Order | null): Sheet {
  if (order === null) return { ...sheet, orderId: null }
  const rows = sheet.rows.map((row) => ({ ...row, productId: order.product.id, product: '' }))
  return { ...sheet, orderId: order.id, rows }
}

/** The same people and products as in a sheet that was sent, the figures still to come. */
export const sheetLike = (sent: Sheet, on: string): Sheet => ({
  ...sent,
  on,
  rows: sent.rows
    .filter((row) => !isBlank(row))
    .map(({ key: _key, ...row }) => emptyRow({ ...row, quantity: '', amount: '', remark: '' })),
})

/** Millionths of a yuan a unit that count for a row: typed, by the order's grade, or as offered on the day. */
export function priceOf(sheet: Sheet, row: Row, terms: Terms): bigint | null {
  if (row.price.trim() !== '') return readMicro(row.price)
  const order = sheet.orderId === null ? undefined : terms.order(sheet.orderId)
  if (order !== undefined) return priceByFormula(order.formula, row.grade.trim())
  const product = terms.product(row.productId)
  return product === undefined ? null : priceOn(product, sheet.on)
}

/** What a row comes to in fen; null while it cannot be said. Goods waiting for a settlement come to nothing yet. */
export function amountOfRow(sheet: Sheet, row: Row, terms: Terms): bigint | null {
  if (sheet.kind === 'agency_sale' && sheet.pending) return 0n
  if (row.amount.trim() !== '') {
    const said = readAmount(row.amount)
    return said === null ? null : BigInt(said.replace('.', ''))
  }
  const quantity = readQuantity(row.quantity)
  const price = priceOf(sheet, row, terms)
  return row.quantity === '' || quantity === null || price === null
    ? null
    : amountOf(quantity, price)
}

/** The rows that are sent, with their place in the grid. */
export const sentRows = (sheet: Sheet): readonly number[] =>
  sheet.rows.flatMap((row, i) => (isBlank(row) ? [] : [i]))

type RowInput = In<'recordTrades'>['rows'][number]

const UNREAD = Symbol('unread')

const figure = (typed: string, read: (typed: string) => bigint | null) => {
  if (typed.trim() === '') return undefined
  const value = read(typed)
  return value === null ? UNREAD : writeMicro(value)
}

/** A row as the server takes it; null while a figure of it cannot be read. */
function rowInput(sheet: Sheet, row: Row): RowInput | null {
  const quantity = figure(row.quantity, readQuantity)
  const price = figure(row.price, readMicro)
  const amount = row.amount.trim() === '' ? undefined : (readAmount(row.amount) ?? UNREAD)
  if (quantity === undefined || quantity === UNREAD || price === UNREAD || amount === UNREAD) {
    return null
  }
  const remark = row.remark.trim()
  // Another amount, or another price than the contract's, needs its reason; anything else is a note.
  const isReason = amount !== undefined || (sheet.orderId !== null && price !== undefined)
  const said = remark === '' ? {} : isReason ? { reason: remark } : { note: remark }
  return {
    kind: sheet.kind,
    on: sheet.on as NonNullable<RowInput['on']>,
    pending: sheet.kind === 'agency_sale' && sheet.pending,
    quantity,
    ...whoInput(row),
    ...(row.productId !== ''
      ? { productId: row.productId }
      : row.product.trim() === ''
        ? {}
        : { product: row.product.trim().slice(0, 60) }),
    ...(price === undefined ? {} : { price }),
    ...(amount === undefined ? {} : { amount }),
    ...(row.grade.trim() === '' ? {} : { grade: row.grade.trim().slice(0, 40) }),
    ...(sheet.orderId === null ? {} : { orderId: sheet.orderId }),
    ...said,
  }
}

/** Who fits nobody goes as a number, so that the server says what is wrong with it. */
function whoInput(row: Row): Pick<RowInput, 'memberId' | 'memberNumber' | 'partyId'> {
  if (row.memberId !== null) return { memberId: row.memberId }
  if (row.partyId !== null) return { partyId: row.partyId }
  const typed = row.who.trim()
  return typed === '' ? {} : { memberNumber: typed.slice(0, 20) }
}

/** What the server is asked; null while there is nothing to ask or a figure cannot be read. */
export function inputOf(coopId: string, sheet: Sheet): In<'recordTrades'> | null {
  const rows = sentRows(sheet).map((i) => {
    const row = sheet.rows[i]
    return row === undefined ? null : rowInput(sheet, row)
  })
  const made = rows.filter((row) => row !== null)
  return made.length === 0 || made.length < rows.length ? null : { coopId, rows: made }
}

/** Whether a figure was typed that cannot be read. */
export const isUnread = (row: Row, column: Column): boolean => {
  if (column === 'quantity') return row.quantity !== '' && readQuantity(row.quantity) === null
  if (column === 'price') return row.price !== '' && readMicro(row.price) === null
  return column === 'amount' && row.amount !== '' && readAmount(row.amount) === null
}

/** How many rows, what they come to in fen, and the quantity where all are in one product. */
export function totalsOf(sheet: Sheet, terms: Terms, amounts?: readonly (bigint | null)[]) {
  const rows = sheet.rows.filter((row) => !isBlank(row))
  const products = new Set(rows.map(({ productId }) => productId))
  const [only = ''] = products
  const product = products.size === 1 ? terms.product(only) : undefined
  const quantity = rows.reduce((sum, row) => sum + (readQuantity(row.quantity) ?? 0n), 0n)
  const known = amounts ?? rows.map((row) => amountOfRow(sheet, row, terms))
  return {
    rows: rows.length,
    amount: formatYuan(known.reduce<bigint>((sum, amount) => sum + (amount ?? 0n), 0n)),
    quantity: product === undefined ? null : { size: writeMicro(quantity), unit: product.unit },
  }
}
