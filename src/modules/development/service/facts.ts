import { z } from 'zod'
import { addMonths, type LocalDate, yearOf } from '../../../kernel/date.ts'
import { type Fraction, fraction, parseFraction } from '../../../kernel/fraction.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { booksOf, itemTotals, type Turnover, turnoverBetween } from '../../ledger/index.ts'
import type { CoopFacts } from '../../registry/index.ts'
import {
  type CurrentCheck,
  currentChecks,
  type RegisterSums,
  registerTotals,
} from '../../shares/index.ts'
import type { Fact, FactId, Facts } from '../model.ts'
import { factsOn } from '../store/classes.ts'
import type { FactRow } from '../store.ts'

/* The facts of the entry tests, for many co-ops at once: every one read where it stands. */

const findingSchema = z.array(
  z.object({
    rule: z.string(),
    title: z.object({ zh: z.string(), en: z.string() }),
    bound: z.enum(['passes', 'depends', 'fails']),
    severity: z.enum(['block', 'warn', 'info']),
    exemption: z.unknown(),
    readings: z.array(z.object({ id: z.string(), measured: z.string().nullable() })),
  }),
)
type Found = z.output<typeof findingSchema>[number]

const HOUSEHOLD_RULE = 'SEED-HH10'
const HOUSEHOLD_READING = 'registered-households'
const MONTHS = 24
const INCOME: ReadonlySet<string> = new Set(['501', '502', '511'])
const EXPENSE: ReadonlySet<string> = new Set(['521', '522', '523', '524', '529', '531'])
const PAID_OUT: ReadonlySet<string> = new Set(['221', '222'])

const known = (value: Fraction, notes: readonly Text[] = []): Fact => ({
  value,
  missing: null,
  notes,
})
const unknown = (zh: string, en: string): Fact => ({
  value: null,
  missing: text(zh, en),
  notes: [],
})
const yes = (holds: boolean, notes: readonly Text[] = []): Fact =>
  known(fraction(holds ? 1n : 0n), notes)

const NO_REGISTER = unknown('尚未建立股权名册', 'has no register yet')
const NO_CHECK = unknown('股权名册尚未核对', 'its register has not been checked')
const NO_BOOKS = unknown('尚未建账', 'keeps no books here')
const NO_YEAR = unknown('上一年度没有账', 'has no books of last year')

interface Ground {
  readonly today: LocalDate
  readonly sums: ReadonlyMap<AnyId, RegisterSums>
  readonly checks: ReadonlyMap<AnyId, CurrentCheck>
  readonly books: ReadonlyMap<AnyId, { readonly openedPeriod: number }>
  readonly recent: ReadonlyMap<AnyId, readonly Turnover[]>
  readonly year: ReadonlyMap<AnyId, readonly Turnover[]>
  readonly subsidies: ReadonlyMap<AnyId, bigint>
  readonly seen: ReadonlyMap<string, FactRow>
}

const periodOfDay = (day: LocalDate): number =>
  Number(day.slice(0, 4)) * 100 + Number(day.slice(5, 7))

async function ground(ctx: Ctx, coopIds: readonly AnyId[]): Promise<Ground> {
  const { today } = ctx
  const last = yearOf(today) - 1
  const span = { from: last * 100 + 1, to: last * 100 + 12 }
  const subsidies = new Map<AnyId, bigint>()
  for (const row of await itemTotals(ctx, { coopIds, ...span, accounts: ['501', '502'] })) {
    if (row.item !== 'subsidy') continue
    subsidies.set(row.coopId, (subsidies.get(row.coopId) ?? 0n) + row.credit - row.debit)
  }
  const rows = await factsOn(ctx, coopIds, today)
  return {
    today,
    sums: new Map(
      (await registerTotals(ctx, { asOf: today, coopIds })).map((sum) => [sum.coopId, sum]),
    ),
    checks: await currentChecks(ctx, coopIds),
    books: await booksOf(ctx, coopIds),
    recent: await turnoverBetween(ctx, coopIds, {
      from: periodOfDay(addMonths(today, 1 - MONTHS)),
      to: periodOfDay(today),
    }),
    year: await turnoverBetween(ctx, coopIds, span),
    subsidies,
    seen: new Map(rows.map((row) => [`${row.coop_id} ${row.fact}`, row])),
  }
}

const account = ({ account: code }: Turnover): string => code.slice(0, 3)

/** Income less expense of a year's twelve months, less what came as subsidy. */
function ownSurplus(of: Ground, coopId: AnyId): Fact {
  const books = of.books.get(coopId)
  if (books === undefined) return NO_BOOKS
  if (books.openedPeriod > (yearOf(of.today) - 1) * 100 + 12) return NO_YEAR
  let sum = 0n
  for (const moved of of.year.get(coopId) ?? []) {
    if (INCOME.has(account(moved))) sum += moved.credit - moved.debit
    if (EXPENSE.has(account(moved))) sum -= moved.debit - moved.credit
  }
  return known(fraction(sum - (of.subsidies.get(coopId) ?? 0n)))
}

function operated(of: Ground, coop: CoopFacts): Fact {
  if (coop.registeredOn === null || coop.registeredOn > addMonths(of.today, -MONTHS)) {
    return yes(true, [text('登记不满两年', 'registered less than two years ago')])
  }
  if (!of.books.has(coop.id)) return NO_BOOKS
  const moved = (of.recent.get(coop.id) ?? []).some((each) => {
    const code = account(each)
    return (INCOME.has(code) || EXPENSE.has(code)) && (each.debit !== 0n || each.credit !== 0n)
  })
  return yes(moved)
}

function paidOut(of: Ground, coopId: AnyId): Fact {
  if (!of.books.has(coopId)) return NO_BOOKS
  const own = (of.recent.get(coopId) ?? []).filter((each) => PAID_OUT.has(account(each)))
  return known(fraction(own.reduce((sum, { debit }) => sum + debit, 0n)))
}

function shareFacts(
  sums: RegisterSums | undefined,
): Pick<Facts, 'members' | 'collective_share' | 'largest_share'> {
  if (sums === undefined) {
    return { members: NO_REGISTER, collective_share: NO_REGISTER, largest_share: NO_REGISTER }
  }
  const registered = sums.paid + sums.promised
  return {
    members: known(fraction(sums.members)),
    collective_share:
      sums.paid === 0n
        ? unknown('全社没有实缴出资', 'nothing has been paid in')
        : known(fraction(sums.collective.paid, sums.paid)),
    largest_share:
      registered === 0n
        ? unknown('全社没有认缴出资', 'nothing has been promised or paid')
        : known(fraction(sums.largest, registered)),
  }
}

function checkFacts(
  check: CurrentCheck | undefined,
): Pick<Facts, 'household_share' | 'red' | 'amber'> {
  const parsed = findingSchema.safeParse(check?.findings)
  if (!parsed.success) return { household_share: NO_CHECK, red: NO_CHECK, amber: NO_CHECK }
  const failing = (severity: Found['severity']): Fact => {
    const found = parsed.data.filter(
      (one) => one.bound === 'fails' && one.severity === severity && !one.exemption,
    )
    return known(
      fraction(found.length),
      found.map(({ title }) => title),
    )
  }
  const measured = parsed.data
    .find(({ rule }) => rule === HOUSEHOLD_RULE)
    ?.readings.find(({ id }) => id === HOUSEHOLD_READING)?.measured
  const share = typeof measured === 'string' ? parseFraction(measured) : null
  return {
    household_share:
      share === null
        ? unknown('本村户数未登记', 'the village’s households are not recorded')
        : known(share),
    red: failing('block'),
    amber: failing('warn'),
  }
}

/** What people put down; nothing put down means: not established. */
function seenFact(of: Ground, coopId: AnyId, fact: FactId): Fact {
  const row = of.seen.get(`${coopId} ${fact}`)
  if (row === undefined) return yes(false, [text('没有登记', 'nothing put down')])
  return yes(row.holds, [
    text(
      `${row.on_date} ${row.recorded_by}:${row.note}`,
      `${row.on_date} ${row.recorded_by}: ${row.note}`,
    ),
  ])
}

function factsOf(of: Ground, coop: CoopFacts): Facts {
  const seen = (fact: FactId): Fact => seenFact(of, coop.id, fact)
  return {
    ...shareFacts(of.sums.get(coop.id)),
    ...checkFacts(of.checks.get(coop.id)),
    branch_led: yes(coop.branchId !== null),
    books: yes(of.books.has(coop.id)),
    operated: operated(of, coop),
    own_surplus: ownSurplus(of, coop.id),
    paid: paidOut(of, coop.id),
    audited: seen('audited'),
    disclosed: seen('disclosed'),
    big_household: seen('big_household'),
    business_misfit: seen('business_misfit'),
    named_only: seen('named_only'),
    stopped: seen('stopped'),
    funds_taken: seen('funds_taken'),
    illegal_finance: seen('illegal_finance'),
    unusable_entity: seen('unusable_entity'),
  }
}

/** The facts of these co-ops today, by their ids. The caller has checked the scope. */
export async function factsOfCoops(
  ctx: Ctx,
  coops: readonly CoopFacts[],
): Promise<Map<AnyId, Facts>> {
  const of = await ground(
    ctx,
    coops.map(({ id }) => id),
  )
  return new Map(coops.map((coop) => [coop.id, factsOf(of, coop)]))
}
