import { type Text, text } from '../../../src/kernel/text.ts'
import type { In, Out } from '../../api.ts'
import { say } from '../../locale/translate.ts'

/* The closed lists of member trade as people read them. */

export type Entry = Out<'listTrades'>['rows'][number]
export type TradeKind = Entry['kind']
export type Unit = Entry['product']['unit']
export type Product = Out<'listProducts'>['rows'][number]
export type PostedAs = NonNullable<Product['postedAs']>
export type Order = Out<'listOrders'>['rows'][number]
export type OrderState = Order['state']
export type Formula = Order['formula']
export type Settlement = Out<'listSettlements'>['rows'][number]
export type Basis = In<'readPatronage'>['by']

export const KINDS = ['delivery', 'agency_sale', 'supply', 'service', 'land', 'work'] as const
/** What a village secretary may record: goods that are brought. */
export const BROUGHT: readonly TradeKind[] = ['delivery', 'agency_sale']

export const KIND_WORDS: Readonly<Record<TradeKind, Text>> = {
  delivery: text('交售', 'Delivery'),
  agency_sale: text('代销', 'Agency sale'),
  supply: text('供应', 'Supply'),
  service: text('服务', 'Service'),
  land: text('土地', 'Land'),
  work: text('用工', 'Work'),
}

/** What the kind means, for somebody who has not met it. */
export const KIND_HINTS: Readonly<Record<TradeKind, Text>> = {
  delivery: text('成员把产品卖给合作社', 'a member sells to the co-op'),
  agency_sale: text('合作社替成员卖', 'the co-op sells on a member’s behalf'),
  supply: text('合作社卖农资等给成员', 'the co-op sells supplies to a member'),
  service: text('合作社为成员服务', 'the co-op serves a member'),
  land: text('合作社用成员的土地,按亩', 'the co-op uses a member’s land, in mu'),
  work: text('成员为合作社干活,按工日', 'work for the co-op, in days'),
}

export const SLIP_TITLES: Readonly<Record<TradeKind, Text>> = {
  delivery: text('交售单', 'Delivery slip'),
  agency_sale: text('代销收货单', 'Receipt of goods for sale'),
  supply: text('供应单', 'Supply slip'),
  service: text('服务单', 'Service slip'),
  land: text('土地使用单', 'Land slip'),
  work: text('用工单', 'Work slip'),
}

export const UNITS = [
  'kg',
  'jin',
  'ton',
  'litre',
  'piece',
  'box',
  'head',
  'mu',
  'day',
  'hour',
  'time',
] as const

export const UNIT_WORDS: Readonly<Record<Unit, Text>> = {
  kg: text('公斤', 'kg'),
  jin: text('斤', 'jin'),
  ton: text('吨', 't'),
  litre: text('升', 'L'),
  piece: text('件', 'pieces'),
  box: text('箱', 'boxes'),
  head: text('头(只)', 'head'),
  mu: text('亩', 'mu'),
  day: text('工日', 'days'),
  hour: text('小时', 'hours'),
  time: text('次', 'times'),
}

/** In what the kind is counted where the rules leave no choice. */
export const MEASURED_IN: Readonly<Partial<Record<TradeKind, Unit>>> = { land: 'mu', work: 'day' }

export const POSTED_AS = [
  'none',
  'sell',
  'sell-biological',
  'agency-purchase-deliver',
  'service-income',
  'land-income',
  'labour-income',
  'processing-income',
  'tourism-income',
  'lease-income',
  'land-rent',
  'land-guarantee',
] as const

export const POSTED_AS_WORDS: Readonly<Record<PostedAs, Text>> = {
  none: text('不记账(只计交易量)', 'Not booked, only counted'),
  sell: text('供应:按销售记账', 'Supply: as a sale'),
  'sell-biological': text('供应:销售生物资产', 'Supply: sale of biological assets'),
  'agency-purchase-deliver': text('供应:受托代购', 'Supply: bought on a member’s behalf'),
  'service-income': text('服务:服务收入', 'Service: service income'),
  'land-income': text('服务:土地经营收入', 'Service: land income'),
  'labour-income': text('服务:劳务收入', 'Service: labour income'),
  'processing-income': text('服务:加工收入', 'Service: processing income'),
  'tourism-income': text('服务:乡村旅游收入', 'Service: tourism income'),
  'lease-income': text('服务:租赁收入', 'Service: lease income'),
  'land-rent': text('土地:按租金记账', 'Land: as rent'),
  'land-guarantee': text('土地:按保底收益记账', 'Land: as guaranteed income'),
}

export const ORDER_STATES = ['open', 'fulfilled', 'broken', 'ended'] as const
export const ORDER_WORDS: Readonly<Record<OrderState, Text>> = {
  open: text('履行中', 'Open'),
  fulfilled: text('已交足', 'Fulfilled'),
  broken: text('违约', 'Broken'),
  ended: text('协议终止', 'Ended by agreement'),
}
export const ORDER_TONES: Readonly<Partial<Record<OrderState, 'fail' | 'depends' | 'pass'>>> = {
  fulfilled: 'pass',
  broken: 'fail',
}

export const BASES = ['value', 'quantity', 'weighted', 'mu', 'days'] as const
export const BASIS_WORDS: Readonly<Record<Basis, Text>> = {
  value: text('交易额', 'Value'),
  quantity: text('交易量', 'Quantity'),
  weighted: text('折算量', 'Weighted quantity'),
  mu: text('土地亩数', 'Mu of land'),
  days: text('工日', 'Days of work'),
}

export const POSTED = ['open', 'posted', 'none'] as const
export const POSTED_WORDS: Readonly<Record<Entry['posted'], Text>> = {
  open: text('未记账', 'Not in the books'),
  posted: text('已记账', 'In the books'),
  none: text('不记账', 'Nothing to book'),
}
export const POSTED_TONES: Readonly<Partial<Record<Entry['posted'], 'depends' | 'pass'>>> = {
  open: 'depends',
  posted: 'pass',
}

/** Accounts into which a platform pays. */
export const INTO = ['109', '102', '101'] as const
export const INTO_WORDS: Readonly<Record<(typeof INTO)[number], Text>> = {
  '109': text('其他货币资金(支付平台)', 'Other money (payment platform)'),
  '102': text('银行存款', 'Bank deposits'),
  '101': text('库存现金', 'Cash'),
}

export const kindName = (kind: TradeKind): string => say(KIND_WORDS[kind])
export const unitName = (unit: Unit): string => say(UNIT_WORDS[unit])

/** Whom an entry was traded with. */
export const whoOf = (entry: Pick<Entry, 'member' | 'party'>): string =>
  [entry.member === null ? null : `${entry.member.number} ${entry.member.name}`, entry.party?.name]
    .filter((part) => part !== null && part !== undefined)
    .join(' · ')
