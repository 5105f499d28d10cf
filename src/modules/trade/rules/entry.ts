import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { formatYuan } from '../../../kernel/money.ts'
import type { Fault } from '../../../kernel/refusal.ts'
import { type Text, text } from '../../../kernel/text.ts'
import {
  type Entry,
  type Order,
  type Product,
  type ProductVersion,
  type TradeKind,
  versionOn,
} from '../model.ts'
import { amountOf, priceOf } from './price.ts'
import { carriesCost, templateFor } from './ways.ts'

/* Whether a row may become an entry, and which. */

/** A row as the contract has read it. */
export interface Row {
  readonly reference?: string | undefined
  readonly kind: TradeKind
  readonly on?: LocalDate | undefined
  readonly productId?: AnyId | undefined
  readonly product?: string | undefined
  readonly memberId?: AnyId | undefined
  readonly memberNumber?: string | undefined
  readonly partyId?: AnyId | undefined
  readonly quantity: bigint
  readonly price?: bigint | undefined
  readonly amount?: bigint | undefined
  readonly reason?: string | undefined
  readonly pending: boolean
  readonly grade?: string | undefined
  readonly orderId?: AnyId | undefined
  readonly document?: string | undefined
  readonly note?: string | undefined
}

/** A membership, as far as trade looks at it. */
export interface Membership {
  readonly id: AnyId
  readonly memberNumber: string
  readonly kind: string
  readonly joinedOn: LocalDate
  readonly leftOn: LocalDate | null
}

/** What the rules must know of the co-op. */
export interface Ground {
  readonly today: LocalDate
  readonly productById: (id: AnyId) => Product | null
  readonly productByName: (name: string) => Product | null
  readonly memberById: (id: AnyId) => Membership | null
  readonly memberByNumber: (number: string) => Membership | null
  /** The kind of a party of the co-op's books; null when it has none with this id. */
  readonly partyKind: (id: AnyId) => string | null
  readonly order: (id: AnyId) => Order | null
  /** Whether the books of the month of this day are closed. */
  readonly isClosed: (on: LocalDate) => boolean
  /** The village secretary takes in goods and nothing else. */
  readonly onlyDeliveries: boolean
}

export type NewEntry = Omit<Entry, 'id' | 'coopId'>

type Wrong = (field: keyof Row, why: Text) => void

/** The entry of a row, or its faults under `path`. */
export function entryOf(
  row: Row,
  ground: Ground,
  path: string,
): { readonly faults: readonly Fault[] } | { readonly entry: NewEntry } {
  const faults: Fault[] = []
  const wrong: Wrong = (field, why) => faults.push({ path: `${path}.${field}`, text: why })
  const on = row.on ?? ground.today
  checkDay(on, ground, wrong)
  checkKind(row, ground, wrong)
  const product = productOf(row, on, { ground, wrong })
  const who = partiesOf(row, on, { ground, wrong })
  const order = orderOf(row, product, { ground, wrong, on })
  const version = product === null ? null : versionOn(product, on)
  // Without its product nothing sensible can be said of a price.
  const worth = product === null ? null : worthOf(row, { version, order }, wrong)
  if (faults.length > 0 || product === null || who === null || worth === null) return { faults }
  const template = templateFor({ kind: row.kind, ...who }, version?.postedAs ?? null)
  const booked = worth.amount === 0n ? null : template
  return {
    entry: {
      kind: row.kind,
      on,
      productId: product.id,
      ...who,
      quantity: row.quantity,
      price: worth.price,
      amount: worth.amount,
      cost: carriesCost(booked) ? amountOf(row.quantity, version?.cost ?? 0n) : 0n,
      pending: row.pending,
      grade: row.grade ?? null,
      reason: row.reason ?? null,
      template: booked,
      orderId: order?.id ?? null,
      settlementId: null,
      settlesId: null,
      reversesId: null,
      document: row.document ?? null,
      note: row.note ?? null,
      reference: row.reference ?? null,
    },
  }
}

function checkDay(on: LocalDate, ground: Ground, wrong: Wrong): void {
  if (on > ground.today) {
    wrong('on', text('不能晚于今天', 'must not be after today'))
  } else if (ground.isClosed(on)) {
    wrong(
      'on',
      text('该月已结账,请记入未结账的月份', 'the books of that month are closed; use an open one'),
    )
  }
}

const TAKEN_IN: ReadonlySet<TradeKind> = new Set(['delivery', 'agency_sale'])

function checkKind(row: Row, ground: Ground, wrong: Wrong): void {
  if (ground.onlyDeliveries && !TAKEN_IN.has(row.kind)) {
    wrong(
      'kind',
      text(
        '您只能登记成员交售和代销;其他交易由合作社会计登记',
        'you may record deliveries and agency sales only; the accountant records the others',
      ),
    )
  }
  if (row.pending && row.kind !== 'agency_sale') {
    wrong('pending', text('只有代销可以待结算', 'only agency sales can wait for a settlement'))
  }
  if (row.quantity === 0n) wrong('quantity', text('数量应大于零', 'must be above zero'))
}

interface Look {
  readonly ground: Ground
  readonly wrong: Wrong
}

const MEASURED_IN: Partial<Record<TradeKind, readonly [unit: string, why: Text]>> = {
  land: ['mu', text('土地按亩登记,请选以亩计的项目', 'land is recorded in mu')],
  work: ['day', text('用工按工日登记,请选以工日计的项目', 'work is recorded in days')],
}

/** Finds the product by id or by its name, and says why it cannot be traded so on the day. */
export function productOf(
  row: Pick<Row, 'productId' | 'product'> & { readonly kind: TradeKind },
  on: LocalDate,
  { ground, wrong }: Look,
): Product | null {
  const field = row.productId === undefined ? 'product' : 'productId'
  const product =
    row.productId === undefined
      ? ground.productByName(row.product ?? '')
      : ground.productById(row.productId)
  if (row.productId === undefined && row.product === undefined) {
    wrong('product', text('缺少产品', 'is missing'))
    return null
  }
  if (product === null) {
    wrong(field, text('本社没有这个产品,请先登记', 'this co-op has no such product; add it first'))
    return null
  }
  if (product.retiredOn !== null && product.retiredOn <= on) {
    wrong(field, text(`“${product.name}”已停用`, `“${product.name}” is out of use`))
  }
  const [unit, why] = MEASURED_IN[row.kind] ?? []
  if (unit !== undefined && why !== undefined && product.unit !== unit) wrong(field, why)
  return product
}

interface Who {
  readonly memberId: AnyId | null
  readonly partyId: AnyId | null
}

/** The member, or the party that is none: one of the two, so that Art. 41 can be kept. */
export function partiesOf(
  row: Pick<Row, 'memberId' | 'memberNumber' | 'partyId'> & { readonly kind: TradeKind },
  on: LocalDate,
  { ground, wrong }: Look,
): Who | null {
  const named = row.memberId !== undefined || row.memberNumber !== undefined
  if (!named && row.partyId === undefined) {
    wrong(
      'memberId',
      text('缺少成员;非成员请选往来单位', 'names neither a member nor another party'),
    )
    return null
  }
  if (named && row.partyId !== undefined && row.kind !== 'work') {
    wrong(
      'partyId',
      text('成员和非成员只能填一个(合作社法第四十一条)', 'a member or another party, not both'),
    )
    return null
  }
  const member = named ? memberOf(row, on, { ground, wrong }) : null
  const party = row.partyId === undefined || knownParty(row.kind, row.partyId, { ground, wrong })
  if ((named && member === null) || !party) return null
  return { memberId: member?.id ?? null, partyId: row.partyId ?? null }
}

function memberOf(
  row: Pick<Row, 'memberId' | 'memberNumber'>,
  on: LocalDate,
  { ground, wrong }: Look,
): Membership | null {
  const field = row.memberId === undefined ? 'memberNumber' : 'memberId'
  const member =
    row.memberId === undefined
      ? ground.memberByNumber(row.memberNumber ?? '')
      : ground.memberById(row.memberId)
  if (member === null || member.kind === 'other') {
    wrong(field, text('不是本社成员', 'is no member of this co-op'))
    return null
  }
  if (on < member.joinedOn || (member.leftOn !== null && on >= member.leftOn)) {
    const span = `${member.joinedOn} – ${member.leftOn ?? ''}`
    wrong(
      field,
      text(
        `${on} 不是成员(成员期 ${span});非成员的交易请记到往来单位`,
        `was no member on ${on} (member ${span}); record it with another party`,
      ),
    )
    return null
  }
  return member
}

function knownParty(kind: TradeKind, partyId: AnyId, { ground, wrong }: Look): boolean {
  const fits = kind === 'work' ? 'worker' : 'counterparty'
  const found = ground.partyKind(partyId)
  if (found === fits) return true
  wrong(
    'partyId',
    found === null
      ? text('本社账上没有这个往来单位', 'is no party of this co-op’s books')
      : fits === 'worker'
        ? text('用工须选劳务人员', 'must be a worker')
        : text('须选往来单位或个人', 'must be a counterparty'),
  )
  return false
}

function orderOf(
  row: Row,
  product: Product | null,
  { ground, wrong, on }: Look & { readonly on: LocalDate },
): Order | null {
  if (row.orderId === undefined) return null
  const order = ground.order(row.orderId)
  if (order === null) {
    wrong('orderId', text('本社没有这个订单', 'this co-op has no such order'))
    return null
  }
  if (!TAKEN_IN.has(row.kind)) {
    wrong('orderId', text('只有交售和代销可以归入订单', 'only deliveries belong to an order'))
  }
  if (product !== null && product.id !== order.productId) {
    wrong('orderId', text('订单不是这个产品', 'the order is for another product'))
  }
  if (order.endedOn !== null && on >= order.endedOn) {
    wrong('orderId', text('订单已终止', 'the order has ended'))
  }
  return order
}

interface Worth {
  readonly price: bigint | null
  readonly amount: bigint
}

/** Price and amount: quantity times price, or what is said with a reason. */
function worthOf(
  row: Row,
  by: { readonly version: ProductVersion | null; readonly order: Order | null },
  wrong: Wrong,
): Worth | null {
  const agreed = by.order === null ? null : priceOf(by.order.formula, row.grade ?? null)
  if (by.order !== null && agreed === null) {
    wrong('grade', text('订单的价格公式没有这个等级', 'the order’s formula has no such grade'))
    return null
  }
  const price = row.price ?? agreed ?? by.version?.price ?? null
  if (row.pending) return pendingWorth(row, price, wrong)
  if (agreed !== null && price !== agreed && row.reason === undefined) {
    wrong('price', text('与订单价格不符,请写明原因', 'differs from the order; give the reason'))
    return null
  }
  if (price === null) return unpricedWorth(row, wrong)
  const computed = amountOf(row.quantity, price)
  if (row.amount === undefined || row.amount === computed) return { price, amount: computed }
  if (row.reason !== undefined) return { price, amount: row.amount }
  const said = formatYuan(computed)
  wrong(
    'amount',
    text(
      `与数量乘单价(${said} 元)不符,如确实如此请写明原因`,
      `is not quantity times price (${said} yuan); if it is right, give the reason`,
    ),
  )
  return null
}

function pendingWorth(row: Row, price: bigint | null, wrong: Wrong): Worth | null {
  if (row.amount === undefined || row.amount === 0n) return { price, amount: 0n }
  wrong('amount', text('待结算的代销先不填金额', 'a pending agency sale has no amount yet'))
  return null
}

/** Land and work may be counted without money; anything else has a price or a reason for its amount. */
function unpricedWorth(row: Row, wrong: Wrong): Worth | null {
  const free = row.kind === 'land' || row.kind === 'work'
  if (row.amount === undefined) {
    if (free) return { price: null, amount: 0n }
    wrong('price', text('缺少单价', 'is missing'))
    return null
  }
  if (row.amount === 0n && free) return { price: null, amount: 0n }
  if (row.reason !== undefined) return { price: null, amount: row.amount }
  wrong('reason', text('没有单价的金额须写明原因', 'an amount without a price needs its reason'))
  return null
}

/**
 * Whether a row that is sent again says what it said before. What it leaves open (the day, the price) is as it
 * was then: the product may be dearer today, the month closed, the member gone.
 */
export function saysSame(row: Row, before: Entry, ground: Ground): boolean {
  const product = row.productId ?? ground.productByName(row.product ?? '')?.id
  const member = row.memberId ?? ground.memberByNumber(row.memberNumber ?? '')?.id ?? null
  return (
    row.kind === before.kind &&
    (row.on ?? before.on) === before.on &&
    product === before.productId &&
    member === before.memberId &&
    (row.partyId ?? null) === before.partyId &&
    row.quantity === before.quantity &&
    (row.price ?? before.price) === before.price &&
    (row.amount ?? before.amount) === before.amount &&
    row.pending === before.pending &&
    (row.grade ?? null) === before.grade &&
    (row.orderId ?? null) === before.orderId
  )
}

/** The mirror image of an entry: what undoes it. */
export const reversalOf = (
  entry: Entry,
  how: { readonly on: LocalDate; readonly reason: string },
): NewEntry => ({
  ...entry,
  on: how.on,
  reason: how.reason,
  quantity: -entry.quantity,
  amount: -entry.amount,
  cost: -entry.cost,
  reversesId: entry.id,
  document: null,
  note: null,
  reference: null,
})
