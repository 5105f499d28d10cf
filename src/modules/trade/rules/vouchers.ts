import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { type Fen, fen, formatYuan, sumFen } from '../../../kernel/money.ts'
import { type Line, redInk } from '../../ledger/index.ts'
import {
  type Bookable,
  type Entry,
  type Product,
  type Settlement,
  type TradeKind,
  type Unit,
  versionOn,
} from '../model.ts'

/*
 * Which vouchers a month's trades become: one a day, kind, product and side (members and others apart, Art.
 * 41), reversals in red ink of their own. The posting templates of the books make the lines.
 */

/** What a template is given for one trade. */
interface Given {
  readonly amounts: Readonly<Record<string, string>>
  readonly parties: Readonly<Record<string, string>>
}

export interface VoucherPlan {
  readonly template: string
  readonly onDate: LocalDate
  readonly summary: string
  /** Posted with all signs turned. */
  readonly red: boolean
  readonly rows: readonly Given[]
  /** The co-op's own accounts that stand for the national ones. */
  readonly accounts: readonly string[]
  /** What of 128 lies on which account, where products have accounts of their own; else empty. */
  readonly goods: ReadonlyMap<string, bigint>
  readonly entryIds: readonly AnyId[]
  readonly settlementIds: readonly AnyId[]
  /** Of the trades, with their sign. */
  readonly amount: Fen
}

/** More trades of one day and product than this make a second voucher. */
const TRADES_MAX = 500

const KIND_WORDS: Readonly<Record<TradeKind, readonly [member: string, other: string]>> = {
  delivery: ['收购成员产品', '收购非成员产品'],
  agency_sale: ['受托代销成员产品', '受托代销非成员产品'],
  supply: ['向成员供应', '向非成员供应'],
  service: ['为成员提供服务', '为非成员提供服务'],
  land: ['使用成员土地', '使用非成员土地'],
  work: ['成员用工', '非成员用工'],
}

export const UNIT_WORDS: Readonly<Record<Unit, string>> = {
  kg: '公斤',
  jin: '斤',
  ton: '吨',
  litre: '升',
  piece: '件',
  box: '箱',
  head: '头(只)',
  mu: '亩',
  day: '工日',
  hour: '小时',
  time: '次',
}

/**
 * The vouchers of these entries, none of them posted before; in the order of their days. What is older than the
 * month's first day is booked on that day and says so.
 */
export function planVouchers(
  entries: readonly Bookable[],
  products: ReadonlyMap<AnyId, Product>,
  monthFrom: LocalDate,
): VoucherPlan[] {
  const groups = Map.groupBy(entries, (entry) =>
    [
      entry.on,
      entry.reversesId === null ? 0 : 1,
      entry.kind,
      entry.template,
      entry.productId,
      entry.memberId === null ? 1 : 0,
      entry.termsOn,
    ].join('|'),
  )
  return [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, group]) => {
      const plans: VoucherPlan[] = []
      for (let i = 0; i < group.length; i += TRADES_MAX) {
        plans.push(late(planOf(group.slice(i, i + TRADES_MAX), products), monthFrom))
      }
      return plans
    })
}

function late(plan: VoucherPlan, monthFrom: LocalDate): VoucherPlan {
  if (plan.onDate >= monthFrom) return plan
  return { ...plan, onDate: monthFrom, summary: `补记${plan.onDate} ${plan.summary}` }
}

function planOf(group: readonly Bookable[], products: ReadonlyMap<AnyId, Product>): VoucherPlan {
  const [first] = group
  if (first === undefined || first.template === null) throw new Error('a group has its template')
  const product = products.get(first.productId)
  const accounts =
    (product === undefined ? null : versionOn(product, first.termsOn))?.accounts ?? []
  return {
    template: first.template,
    onDate: first.on,
    summary: summaryOf(group, first, product),
    red: first.reversesId !== null,
    rows: group.map((entry) => givenOf(entry, first.template ?? '', accounts)),
    accounts,
    goods: new Map(),
    entryIds: group.map(({ id }) => id),
    settlementIds: [],
    amount: sumFen(group.map(({ amount }) => amount)),
  }
}

function summaryOf(group: readonly Entry[], first: Entry, product: Product | undefined): string {
  const [member, other] = KIND_WORDS[first.kind]
  const quantity = group.reduce((sum, entry) => sum + size(entry.quantity), 0n)
  const parts = [
    `${first.reversesId === null ? '' : '冲销'}${first.memberId === null ? other : member}`,
    product?.name ?? '',
    `${group.length}笔`,
    ...(quantity === 0n ? [] : [`${plain(quantity)}${UNIT_WORDS[product?.unit ?? 'piece']}`]),
  ]
  return parts.join(' ')
}

const MICRO = 1_000_000n

const size = (value: bigint): bigint => (value < 0n ? -value : value)

/** Millionths as people write them: 12500000 → 12.5. */
function plain(micro: bigint): string {
  const places = (micro % MICRO).toString().padStart(6, '0').replace(/0+$/, '')
  return `${micro / MICRO}${places === '' ? '' : `.${places}`}`
}

/** What a cost may be charged to, by the beginning of the template's name; the first where nothing is said. */
const CHARGED: readonly (readonly [template: string, accounts: readonly string[]])[] = [
  ['land-', ['401', '141', '521', '171']],
  ['labour-due', ['401', '521', '153', '141']],
  ['expense-by-member', ['401', '523', '521', '529']],
]

function givenOf(entry: Entry, template: string, accounts: readonly string[]): Given {
  const { memberId, partyId } = entry
  const who: Record<string, string> =
    template === 'labour-due'
      ? { worker: partyId ?? '' }
      : memberId === null
        ? { counterparty: partyId ?? '' }
        : { member: memberId }
  // '<item>-income' of service is no cost: only what is owed for land and work has a choice of account.
  const charged = template.includes('-income')
    ? undefined
    : CHARGED.find(([name]) => template.startsWith(name))?.[1]
  if (charged !== undefined) {
    who['for'] =
      accounts.find((account) => charged.includes(account.slice(0, 3))) ?? charged[0] ?? ''
  }
  const amounts: Record<string, string> = { amount: formatYuan(size(entry.amount)) }
  if (entry.cost !== 0n) amounts['cost'] = formatYuan(size(entry.cost))
  return { amounts, parties: who }
}

/** A settlement with what its entries are worth, by product. */
export interface SettledGoods {
  readonly settlement: Settlement
  /** The day whose terms it goes by: a reversal by those of what it undoes. */
  readonly termsOn: LocalDate
  readonly goods: readonly { readonly productId: AnyId; readonly amount: bigint }[]
}

/** What a platform paid: the money comes in, the goods held for the deliverers go, the rest is the co-op's. */
export function planSettlement(
  { settlement, termsOn, goods }: SettledGoods,
  products: ReadonlyMap<AnyId, Product>,
  monthFrom: LocalDate,
): VoucherPlan {
  const on = new Map<string, bigint>()
  for (const { productId, amount } of goods) {
    const product = products.get(productId)
    const accounts = (product === undefined ? null : versionOn(product, termsOn))?.accounts ?? []
    const account = accounts.find((code) => code.startsWith('128')) ?? '128'
    on.set(account, (on.get(account) ?? 0n) + size(amount))
  }
  const plan: VoucherPlan = {
    template: 'agency-sale-sold',
    onDate: settlement.settledOn,
    summary: `${settlement.reversesId === null ? '' : '冲销'}${settlement.platform}结算 ${settlement.number}`,
    red: settlement.reversesId !== null,
    rows: [
      {
        amounts: {
          actual: formatYuan(size(settlement.net)),
          agreed: formatYuan(size(settlement.pool)),
        },
        parties: { into: settlement.account },
      },
    ],
    accounts: [],
    goods: on,
    entryIds: [],
    settlementIds: [settlement.id],
    amount: fen(settlement.net),
  }
  return late(plan, monthFrom)
}

/** The template's lines on the co-op's own accounts, in red where it is a reversal. */
export function bookedLines(plan: VoucherPlan, lines: readonly Line[]): Line[] {
  const own = new Map(plan.accounts.map((code) => [code.slice(0, 3), code]))
  const booked = lines
    .flatMap((line) =>
      line.account === '128' && plan.goods.size > 0 ? parted(line, plan) : [line],
    )
    .map((line) => ({ ...line, account: own.get(line.account) ?? line.account }))
  return plan.red ? redInk(booked) : booked
}

/** What a voucher does to an account in sum, and on how many members and others it stands. */
export interface LineSum {
  readonly account: string
  readonly debit: Fen
  readonly credit: Fen
  readonly people: number
}

/** The lines of a voucher by account and side, in the order of the lines: what is looked at before posting. */
export function sumLines(lines: readonly Line[]): LineSum[] {
  const groups = Map.groupBy(lines, ({ account, debit }) => `${account} ${debit === 0n ? 1 : 0}`)
  return [...groups.values()].map((group) => ({
    account: group[0]?.account ?? '',
    debit: sumFen(group.map(({ debit }) => debit)),
    credit: sumFen(group.map(({ credit }) => credit)),
    people: new Set(group.flatMap(({ memberId, partyId }) => memberId ?? partyId ?? [])).size,
  }))
}

/** The goods of a settlement off the accounts they lie on. */
const parted = (line: Line, { goods }: VoucherPlan): Line[] =>
  [...goods].map(([account, amount]) => ({ ...line, account, credit: fen(amount) }))
