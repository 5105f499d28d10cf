import { assert, must } from '../../kernel/assert.ts'
import { date, yearOf } from '../../kernel/date.ts'
import { openChance } from '../chance.ts'
import { BREACHES, type CoopPlan, type CountyPlan } from '../model.ts'
import { openingOf, shareMoves } from './books/beginning.ts'
import {
  BOOK_BREACHES,
  type BookBreach,
  type BookPlan,
  DISTRIBUTION_BREACHES,
  type DistributionBreach,
  type PlantedInBook,
  type VoucherPlan,
} from './books/book.ts'
import { business } from './books/business.ts'
import { FEED, FIELD_WORK, produceOf, SUPPLIES } from './books/dealing.ts'
import { endYear, payoutActs, payoutMoves } from './books/ending.ts'
import { events, grantOf } from './books/events.ts'
import { isBreeding } from './books/growing.ts'
import { openKeeper } from './books/keeper.ts'
import { type Act, dayOf, type Month, needBank, openParties, type Play } from './books/play.ts'
import { routine } from './books/routine.ts'
import { planPhotos, planStatement, splitDrafts } from './books/waiting.ts'
import { wrongActs, WRONGS } from './books/wrongs.ts'
import { INDUSTRIES } from './trade.ts'

export { shareMoves } from './books/beginning.ts'
export { payoutMoves } from './books/ending.ts'
export type { BookBreach, BookPlan, DistributionPlan, PlantedInBook } from './books/book.ts'

/** How the books of a county are to be: which hold what, and in which town drafts wait in all of them. */
export interface BooksWish {
  readonly seed: number
  readonly showKey: string
  readonly breaches: ReadonlyMap<string, BookBreach>
  readonly distributions: ReadonlyMap<string, DistributionBreach>
  readonly statements: ReadonlySet<string>
}

const BREACHED_EACH = 3
const STATEMENTS = 8
/** The oldest books begin here; other co-ops begin in the month of their founding. */
const FIRST = 201901
const LAST = 202011

/** Chooses the co-ops whose books hold something on purpose; the show co-op and the models never do. */
export function wishBooks(county: CountyPlan, showKey: string): BooksWish {
  const chance = openChance(county.seed, `${county.code}/books`)
  const counted = county.coops.filter((coop) => coop.counted)
  const free = chance
    .shuffled(counted)
    .filter(
      ({ design, class: group, key }) => design === 'sound' && group !== 'model' && key !== showKey,
    )
  const breaches = new Map<string, BookBreach>()
  const distributions = new Map<string, DistributionBreach>()
  if (county.planted.length > 0) {
    for (const breach of BOOK_BREACHES) {
      const fitting = free.filter((coop) => !breaches.has(coop.key) && fits(coop, breach))
      assert(fitting.length >= BREACHED_EACH, `enough co-ops for ${breach}`)
      for (const { key } of fitting.slice(0, BREACHED_EACH)) breaches.set(key, breach)
    }
    const old = chance
      .shuffled(counted)
      .filter((coop) => !breaches.has(coop.key) && coop.key !== showKey && isEstablished(coop))
    assert(old.length >= DISTRIBUTION_BREACHES.length * BREACHED_EACH, 'enough older co-ops')
    for (const [i, { key }] of old
      .slice(0, DISTRIBUTION_BREACHES.length * BREACHED_EACH)
      .entries()) {
      const breach = DISTRIBUTION_BREACHES[Math.floor(i / BREACHED_EACH)]
      if (breach !== undefined) distributions.set(key, breach)
    }
  }
  const town = counted.find(({ key }) => key === showKey)?.villageCode.slice(0, 9) ?? ''
  const near = counted.filter(
    ({ villageCode, key }) => villageCode.startsWith(town) && !breaches.has(key),
  )
  const statements = new Set([showKey, ...near.map(({ key }) => key)].slice(0, STATEMENTS))
  return { seed: county.seed, showKey, breaches, distributions, statements }
}

/** Traded with its members all through 2019, kept no trades one by one, and has nothing wrong in its register. */
const isEstablished = ({ kind, class: group, holders, design }: CoopPlan): boolean =>
  kind === 'production' &&
  group !== null &&
  group !== 'model' &&
  holders.length >= 12 &&
  !BREACHES.some((breach) => breach === design)

function fits(coop: CoopPlan, breach: BookBreach): boolean {
  if (coop.kind !== 'production' || (coop.registeredOn ?? '9') > '2020-01-10') return false
  if (coop.holders.length < 12) return false
  return breach !== 'dividend_without_surplus' || coop.class !== null
}

/** What was planted in books, in the order of its kinds. */
export const plantedInBooks = (wish: BooksWish): readonly PlantedInBook[] =>
  BOOK_BREACHES.flatMap((breach) =>
    Array.from(wish.breaches)
      .filter(([, of]) => of === breach)
      .map(([coopKey]) => ({
        breach,
        coopKey,
        sign: WRONGS[breach].sign,
        what: WRONGS[breach].what,
      })),
  )

/** What was done wrong in distributions on purpose, in the order of its kinds. */
export const plantedInDistributions = (
  wish: BooksWish,
): readonly { readonly coopKey: string; readonly breach: DistributionBreach }[] =>
  Array.from(wish.distributions, ([coopKey, breach]) => ({ coopKey, breach }))

/** Yuan turned over in an ordinary month: by what the members put in, within bounds. */
function baseOf(coop: CoopPlan): bigint {
  const capital = coop.holders
    .flatMap(({ contributions }) => contributions)
    .reduce((sum, { paid }) => sum + paid, 0n)
  const part = capital / 6n
  const [least, most] = [900_000n, 6_000_000n]
  return part < least ? least : part > most ? most : part
}

/** In hundredths of the cost, what is earned on it: three of four do well. */
function luckOf(play: Pick<Play, 'chance' | 'breach' | 'distributionBreach'>): number {
  if (play.breach === 'dividend_without_surplus') return 88
  if (play.distributionBreach !== null) return 150
  return play.chance.happens(760) ? play.chance.between(132, 158) : play.chance.between(96, 122)
}

/** The books of one co-op from its first month to the county's day; the same seed gives the same books. */
export function planBook(coop: CoopPlan, wish: BooksWish): BookPlan {
  const { play, began } = openPlay(coop, wish)
  const openedPeriod = began < '2019-01-01' ? FIRST : periodOf(began)
  const opening = openedPeriod === FIRST && began < '2019-01-01' ? openingLines(play) : []
  play.keeper.take(opening)
  let begun: Begun = {
    openedPeriod,
    opening,
    results: new Map(),
    yearTrades: [],
    distribution: null,
  }
  for (const month of monthsFrom(openedPeriod)) {
    if (month.period === 202001 && openedPeriod < 202001) {
      const { result, ...end } = endYear(play)
      begun = { ...begun, ...end, results: new Map([[2019, result]]) }
    }
    const stopped = play.breach === 'months_unposted' && month.period > 202007
    if (!stopped) playMonth(play, month)
  }
  return finish(play, wish, begun)
}

type Begun = Pick<BookPlan, 'openedPeriod' | 'opening' | 'results' | 'yearTrades' | 'distribution'>

function openPlay(coop: CoopPlan, wish: BooksWish) {
  const chance = openChance(wish.seed, `books/${coop.creditCode ?? coop.name}`)
  const breach = wish.breaches.get(coop.key) ?? null
  const distributionBreach = wish.distributions.get(coop.key) ?? null
  const industry = INDUSTRIES.find(({ code }) => code === coop.industry)
  const play: Play = {
    coop,
    industry: must(industry, coop.industry),
    place: coop.name.split('示例')[0] ?? '',
    chance,
    keeper: openKeeper(coop.class === 'model' || coop.key === wish.showKey),
    parties: openParties(),
    base: baseOf(coop),
    luck: luckOf({ chance, breach, distributionBreach }),
    breach,
    distributionBreach,
    stated: wish.statements.has(coop.key),
    paid: [],
    kept: new Set(),
    grant: breach === null ? grantOf(chance, coop) : null,
  }
  return { play, began: coop.foundedOn }
}

/** Who divides in another way than the Act has reserves to divide by; who divides a loss has earned nothing. */
function openingLines({ chance, coop, parties, breach, distributionBreach }: Play) {
  const past =
    breach === 'dividend_without_surplus' ? 'bad' : distributionBreach !== null ? 'good' : null
  return openingOf(chance, coop, { parties, past })
}

const periodOf = (day: string): number => Number(day.slice(0, 4)) * 100 + Number(day.slice(5, 7))

const MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

function monthsFrom(first: number): Month[] {
  const months: Month[] = []
  for (let period = first; period <= LAST; period += period % 100 === 12 ? 89 : 1) {
    const [year, month] = [Math.floor(period / 100), period % 100]
    const days = month === 2 && year % 4 !== 0 ? 28 : (MONTH_DAYS[month - 1] ?? 30)
    months.push({ period, year, month, days, full: year >= 2020 })
  }
  return months
}

/** Business begins on the day after the registration; what the register moves comes first on its day. */
function playMonth(play: Play, month: Month): void {
  const { coop } = play
  const registered = coop.registeredOn ?? coop.foundedOn
  const moves: Act[] = shareMoves(coop)
    .filter(({ on }) => on >= '2019-01-01' && periodOf(on) === month.period)
    .map(({ on, lines }) => ({
      day: Number(on.slice(8)),
      run: () => {
        // Whoever leaves is paid: the money must be there.
        const paid = lines.find(({ account, credit }) => account === '102' && credit > 0n)
        if (paid !== undefined) needBank(play, on, paid.credit)
        play.keeper.take(lines)
      },
    }))
  const done = [
    ...routine(play, month),
    ...business(play, month),
    ...payoutActs(play, month),
    ...events(play, month),
    ...wrongActs(play, month),
  ].filter(({ day }) => dayOf(month, day) > registered)
  const acts = [...moves, ...done].toSorted((a, b) => a.day - b.day)
  for (const { day, run } of acts) run(dayOf(month, day))
}

const inOrder = (vouchers: readonly VoucherPlan[]): VoucherPlan[] =>
  vouchers.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))

function finish(play: Play, wish: BooksWish, { distribution, ...begun }: Begun): BookPlan {
  const { coop, chance, keeper, parties, breach } = play
  const shown = coop.key === wish.showKey
  const nearby = wish.statements.has(coop.key) || shown
  const waits = breach === null && (nearby || chance.happens(350))
  const vouchers = inOrder(keeper.vouchers)
  const most = shown ? 6 : waits ? chance.between(1, 4) : 0
  const { posted, drafts } = splitDrafts(chance, vouchers, most)
  const photos = shown ? 5 : waits && chance.happens(500) ? chance.between(1, 2) : 0
  const paidOn = play.paid[0]?.on ?? null
  const divided = distribution === null ? null : { ...distribution, paidOn }
  const begins = { on: date('2018-12-31'), lines: begun.opening, memo: '' }
  const moves = shareMoves(coop).filter(({ on }) => yearOf(on) >= 2019)
  const others = [
    begins,
    ...moves.map((move) => ({ ...move, memo: '成员出资' })),
    ...payoutMoves({ distribution: divided }).map((move) => ({ ...move, memo: '盈余分配代发' })),
  ]
  return {
    ...begun,
    distribution: divided,
    coopKey: coop.key,
    parties: parties.list,
    vouchers: posted,
    products:
      keeper.trades.length === 0 ? [] : [produceOf(play), SUPPLIES, FIELD_WORK, ...feedOf(play)],
    trades: keeper.trades,
    closedThrough: closedThrough(play, begun.openedPeriod),
    drafts,
    photos: planPhotos(chance, photos),
    statement: wish.statements.has(coop.key) ? planStatement(chance, posted, others) : [],
  }
}

const feedOf = (play: Play) => (isBreeding(play) ? [FEED] : [])

/** October in most; one book in twelve is a month or two behind. */
function closedThrough({ chance, breach, coop }: Play, opened: number): number {
  if (breach === 'months_unposted') return 202006
  const late = breach === null && coop.class !== 'model' && chance.happens(80)
  const through = late ? chance.between(202_008, 202_009) : 202_010
  return opened > through ? opened - 1 : through
}
