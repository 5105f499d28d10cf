import { date, type LocalDate } from '../../../kernel/date.ts'
import { fraction, type Fraction, formatFraction } from '../../../kernel/fraction.ts'
import { type Fen, fen } from '../../../kernel/money.ts'
import type { Chance } from '../../chance.ts'
import type { BookPlan, DistributionPlan, TradeRow, YearTrade } from './book.ts'
import { lineOf } from './keeper.ts'
import { type Act, membersOn, type Month, type Play } from './play.ts'

/*
 * A year's end: the result, what the members traded with the co-op in it, what the assembly makes of the
 * surplus, and its payment in the spring. How much each member gets is the product's own reckoning; here it is
 * known only how much the co-op owes all of them together.
 */

const YEAR = 2019
const LAST_DAY = date('2019-12-31')
const RESOLVED = date('2020-01-16')
/** Fifteen days before the assembly; in three co-ops a week only. */
const SHOWN = date('2020-01-01')
const SHOWN_LATE = date('2020-01-09')
/** Nobody meets for less, in fen. */
const LEAST = 200_000n
const RESERVES: readonly (readonly [Fraction, number])[] = [
  [fraction(1, 10), 6],
  [fraction(1, 20), 2],
  [fraction(3, 20), 2],
]
const RETURNS: readonly (readonly [Fraction, number])[] = [
  [fraction(3, 5), 5],
  [fraction(13, 20), 3],
  [fraction(7, 10), 2],
]
const RETAINED: readonly (readonly [Fraction, number])[] = [
  [fraction(0), 8],
  [fraction(1, 10), 2],
]

/**
 * Closes 2019 in the simulated books and says how its surplus is to be divided: losses of earlier years first,
 * then the reserve, at least 60 % of the rest by transactions, what is left by accounts (Act, Art. 42 and 44).
 * Without any transaction of members nothing can be divided lawfully: it stays where it is.
 */
export function endYear(play: Play): {
  readonly result: Fen
  readonly yearTrades: readonly YearTrade[]
  readonly distribution: DistributionPlan | null
} {
  const { keeper, coop } = play
  const chance = play.chance.fork('distribution')
  const result = keeper.closeYear()
  const yearTrades = yearTradesOf(play)
  const whole = 0n - keeper.net('33202')
  const available = whole < result ? whole : result
  const traded = yearTrades.length > 0 || keeper.trades.length > 0
  if (available < LEAST || !traded || play.breach === 'dividend_without_surplus') {
    return { result, yearTrades, distribution: null }
  }
  const [reserveRate, returnRate, retainRate] = [
    chance.weighted(RESERVES),
    chance.weighted(RETURNS),
    chance.weighted(RETAINED),
  ]
  const reserve = fen(halfUp(reserveRate, available))
  const distributable = available - reserve
  const payable = fen(distributable - halfUp(retainRate, distributable))
  keeper.take([
    lineOf('33202', payable + reserve),
    lineOf('322', 0n - reserve),
    lineOf(OWED, 0n - payable),
  ])
  const members = [...membersOn(coop, RESOLVED), ...coop.holders.filter((h) => h.kind !== 'person')]
  const distribution = {
    year: YEAR,
    resolvedOn: RESOLVED,
    availableFrom: play.distributionBreach === 'notice_short' ? SHOWN_LATE : SHOWN,
    basis: basisOf(play),
    reserveRate: formatFraction(reserveRate),
    returnRate: formatFraction(returnRate),
    retainRate: formatFraction(retainRate),
    breach: play.distributionBreach,
    heads: members.length,
    present: Math.ceil((members.length * chance.between(74, 96)) / 100),
    reserve,
    payable,
    paidOn: null,
    unpaid: unreached(play, chance),
  }
  return { result, yearTrades, distribution }
}

/** Where the simulated book keeps what is owed on 221 and 222 together. */
const OWED = '221'

/** A rate on a pool, half a fen upwards, as the product rounds it. */
const halfUp = ({ num, den }: Fraction, pool: bigint): bigint =>
  (2n * num * pool + den) / (2n * den)

/** What the charter of each kind of co-op counts as transaction. */
const basisOf = ({ coop: { kind } }: Play): DistributionPlan['basis'] =>
  kind === 'land_share' ? 'mu' : kind === 'service' ? 'days' : 'value'

/** In one co-op of six some members have moved away and gave no account: not where a bank's list is kept. */
function unreached(play: Play, chance: Chance): string[] {
  if (play.stated || !chance.happens(170)) return []
  return chance
    .shuffled(membersOn(play.coop, LAST_DAY))
    .slice(0, chance.between(1, 3))
    .map(({ key }) => key)
}

/** Member by member what counts: land and work of the year, and trades that only the vouchers hold. */
function yearTradesOf(play: Play): readonly YearTrade[] {
  const { coop, keeper } = play
  if (coop.kind === 'land_share') return landOf(play)
  if (coop.kind === 'service') return workOf(play)
  if (keeper.trades.length > 0) return []
  const groups = Map.groupBy(
    keeper.traded.filter(({ kind }) => kind === 'delivery'),
    ({ product, member }) => `${product} ${member}`,
  )
  return [...groups.values()].flatMap((rows) => {
    const [first] = rows
    return first === undefined ? [] : [sumOf(first, rows)]
  })
}

const sumOf = (first: TradeRow, rows: readonly TradeRow[]): YearTrade => ({
  kind: first.kind,
  product: `${first.product}(全年汇总)`,
  unit: 'kg',
  member: first.member,
  quantity: String(rows.reduce((sum, { quantity }) => sum + quantity, 0)),
  amount: fen(rows.reduce((sum, { price, quantity }) => sum + price * BigInt(quantity), 0n)),
})

function landOf({ coop, keeper }: Play): YearTrade[] {
  const areas = Map.groupBy(coop.parcels, ({ personKey }) => personKey)
  return membersOn(coop, LAST_DAY).flatMap(({ key, personKey }): YearTrade[] => {
    const hundredths = (areas.get(personKey ?? '') ?? []).reduce(
      (sum, { areaMu }) => sum + Number(areaMu.replace('.', '')),
      0,
    )
    if (hundredths === 0) return []
    return [
      {
        kind: 'land',
        product: '土地经营权入社',
        unit: 'mu',
        member: key,
        quantity: `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`,
        amount: fen(keeper.landPay.get(key) ?? 0n),
      },
    ]
  })
}

/** Fen that a day's work is paid with, to tell the days from the pay; half days are the least. */
const DAY_PAY = 11_000n

const workOf = ({ keeper }: Play): YearTrade[] =>
  [...keeper.workPay].flatMap(([member, pay]): YearTrade[] => {
    const halves = (pay * 2n) / DAY_PAY
    if (halves === 0n) return []
    const quantity = `${halves / 2n}${halves % 2n === 0n ? '' : '.5'}`
    return [{ kind: 'work', product: '外派劳务', unit: 'day', member, quantity, amount: fen(pay) }]
  })

/** Paid from February on, as soon as the bank can carry it. */
export function payoutActs(play: Play, month: Month): Act[] {
  if (month.year !== 2020 || month.month < 2 || month.month > 8) return []
  return [{ day: 6, run: (on) => payOut(play, on) }]
}

function payOut({ keeper, paid }: Play, on: LocalDate): void {
  const owed = 0n - keeper.net(OWED)
  if (owed <= 0n || keeper.net('102') < (owed * 13n) / 10n) return
  keeper.take([lineOf(OWED, owed), lineOf('102', 0n - owed)])
  paid.push({ on, amount: fen(owed) })
}

/** What leaves the bank by the payments of a distribution, where everybody is reached. */
export const payoutMoves = ({ distribution }: Pick<BookPlan, 'distribution'>) =>
  distribution === null || distribution.paidOn === null
    ? []
    : [
        {
          on: distribution.paidOn,
          lines: [lineOf(OWED, distribution.payable), lineOf('102', 0n - distribution.payable)],
        },
      ]
