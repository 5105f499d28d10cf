import { must } from '../../../kernel/assert.ts'
import { addDays, addMonths, date, type LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { displayYuan } from '../../../kernel/money.ts'
import { Refusal } from '../../../kernel/refusal.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import { actorAccount, actorName } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { cooperativesIn } from '../../registry/index.ts'
import type { ledgerContract } from '../contract.ts'
import { accountOf } from '../model/chart.ts'
import { amountOf, contentOf } from '../model/draft.ts'
import { yearEndVouchers } from '../rules/year-end.ts'
import type { Balance, Period, Turnover } from '../model.ts'
import { balancesAt, turnoverBetween } from '../store/balances.ts'
import { booksInside, closedThrough } from '../store/books.ts'
import { insertDrafts } from '../store/drafts.ts'
import {
  booksWithYearEnd,
  closureRows,
  type Unfinished,
  unfinishedAt,
  type UnpostedTrades,
  unpostedTrades,
} from '../store/periods.ts'
import { closeAll } from '../store/posting.ts'
import { refuseOutside } from './books.ts'

type PeriodVerbs = Pick<
  Verbs<typeof ledgerContract, Ctx>,
  'checkPeriod' | 'closePeriods' | 'draftYearEnd' | 'listClosures'
>

interface PeriodCheck {
  readonly code: string
  readonly severity: 'block' | 'warn'
  readonly text: Text
  readonly door: { readonly verb: string; readonly input: Record<string, string> } | null
}

export const periodVerbs: PeriodVerbs = {
  checkPeriod: async (ctx, { coopId, period }) => {
    const facts = await periodFacts(ctx, [coopId], period)
    const closed = (facts.through.get(coopId) ?? -1) >= period % 100
    return { closed, checks: closed ? [] : checksOf(facts, coopId, period) }
  },

  closePeriods: async (ctx, { unitId, period, coopIds }) => {
    if (coopIds !== undefined) await refuseOutside(ctx, { unitId, ids: coopIds, path: 'coopIds' })
    const inside = coopIds ?? (await booksInside(ctx, unitId))
    const facts = await periodFacts(ctx, inside, period)
    // Without names only those whose turn it is: the others are neither closed nor reported as left.
    const due = inside.filter(
      (id) => coopIds !== undefined || facts.through.get(id) === (period % 100) - 1,
    )
    const checks = new Map(due.map((id) => [id, checksOf(facts, id, period)]))
    const ready = due.filter((id) => checks.get(id)?.every((c) => c.severity !== 'block') === true)
    const closed = await closeAll(ctx, { coopIds: ready, period, by: actorName(ctx) })
    const done = new Set(closed.map((row) => row.coopId))
    const left = due.filter((id) => !done.has(id))
    ctx.record({
      entity: 'ledger_closure',
      id: unitId,
      after: { period, closed: closed.length <= 50 ? closed : { books: closed.length } },
    })
    ctx.emit('ledger.closed', { period, coopIds: [...done] })
    const names = left.length === 0 ? new Map() : await namesOf(ctx, unitId)
    return {
      closed: closed.length,
      left: left.map((coopId) => ({
        coopId,
        name: names.get(coopId) ?? '',
        checks: checks.get(coopId) ?? [],
      })),
    }
  },

  draftYearEnd: async (ctx, { unitId, year, coopIds }) => {
    if (coopIds !== undefined) await refuseOutside(ctx, { unitId, ids: coopIds, path: 'coopIds' })
    const inside = coopIds ?? (await booksInside(ctx, unitId))
    const through = await closedThrough(ctx, inside, year)
    const ready = inside.filter((id) => through.get(id) === 12)
    if (coopIds !== undefined && ready.length < inside.length) {
      throw new Refusal(
        'not_allowed_now',
        text(
          '十二月结账后才能年末结转。',
          'The transfers of the year’s end follow the closing of December.',
        ),
      )
    }
    const waiting = await booksWithYearEnd(ctx, ready, year)
    const due = ready.filter((id) => !waiting.has(id))
    const balances = await balancesAt(ctx, due, year * 100 + 13)
    const drafts = due.flatMap((coopId) => {
      const net = new Map((balances.get(coopId) ?? []).map((b) => [b.account, b.net as bigint]))
      return yearEndVouchers(year, net).map((voucher) => ({
        id: ctx.newId(),
        coopId,
        status: 'submitted' as const,
        onDate: voucher.onDate,
        summary: voucher.summary,
        amount: amountOf(voucher.lines),
        content: contentOf(voucher),
        reversesId: null,
        preparedBy: actorAccount(ctx),
        preparedName: actorName(ctx),
      }))
    })
    await insertDrafts(ctx, drafts)
    ctx.record({ entity: 'voucher_draft', id: unitId, after: { yearEnd: year, n: drafts.length } })
    return { draftIds: drafts.map((draft) => draft.id) }
  },

  listClosures: (ctx, input) =>
    closureRows(ctx, {
      unitId: input.unitId,
      period: input.period,
      limit: input.limit,
      offset: input.offset,
    }),
}

interface PeriodFacts {
  readonly through: ReadonlyMap<AnyId, number>
  readonly balances: ReadonlyMap<AnyId, readonly Balance[]>
  readonly moved: ReadonlyMap<AnyId, readonly Turnover[]>
  readonly unfinished: ReadonlyMap<AnyId, Unfinished>
  /** Trades of the month that are not in the books. */
  readonly trades: ReadonlyMap<AnyId, UnpostedTrades>
  /** How far the year before is closed; absent where there is none. */
  readonly before: ReadonlyMap<AnyId, number>
}

async function periodFacts(
  ctx: Ctx,
  coopIds: readonly AnyId[],
  period: Period,
): Promise<PeriodFacts> {
  const year = Math.floor(period / 100)
  return {
    through: await closedThrough(ctx, coopIds, year),
    before: await closedThrough(ctx, coopIds, year - 1),
    balances: await balancesAt(ctx, coopIds, period),
    moved: await turnoverBetween(ctx, coopIds, { from: period, to: period }),
    unfinished: await unfinishedAt(ctx, coopIds, period),
    trades: isMonth(period) ? await unpostedTrades(ctx, coopIds, daysOf(period)) : new Map(),
  }
}

const isMonth = (period: Period): boolean => period % 100 >= 1 && period % 100 <= 12

/** The first and the last day of a month of business. */
function daysOf(period: Period): { from: LocalDate; to: LocalDate } {
  const from = date(`${Math.floor(period / 100)}-${String(period % 100).padStart(2, '0')}-01`)
  return { from, to: addDays(addMonths(from, 1), -1) }
}

const check =
  (severity: PeriodCheck['severity']) =>
  (code: string, said: Text, door: PeriodCheck['door'] = null): PeriodCheck => ({
    code,
    severity,
    text: said,
    door,
  })
const block = check('block')
const warn = check('warn')

/** What keeps a book's period open, and what should be looked at before it is closed. */
function checksOf(facts: PeriodFacts, coopId: AnyId, period: Period): PeriodCheck[] {
  const month = period % 100
  const balances = facts.balances.get(coopId) ?? []
  return [
    ...turnChecks(facts, coopId, period),
    ...unfinishedChecks(facts.unfinished.get(coopId)),
    ...tradeChecks(facts.trades.get(coopId), coopId, period),
    ...moneyChecks(balances),
    ...(month === 13 ? yearChecks(balances) : []),
    ...(isMonth(period) ? depreciationCheck(balances, facts.moved.get(coopId) ?? []) : []),
  ]
}

function turnChecks(facts: PeriodFacts, coopId: AnyId, period: Period): PeriodCheck[] {
  const month = period % 100
  const through = facts.through.get(coopId)
  if (through === undefined) {
    return [block('year_not_open', text('该年度的账还没有开启', 'the year is not open'))]
  }
  if (through < month - 1) {
    const next = String(through + 1).padStart(2, '0')
    const said = text(`第${next}期还没有结账`, `period ${next} is still open`)
    return [block('earlier_open', said)]
  }
  if ((facts.before.get(coopId) ?? 13) < 13) {
    return [block('year_before_open', text('上一年度还没有结账', 'the year before is still open'))]
  }
  return []
}

function unfinishedChecks(open: Unfinished | undefined): PeriodCheck[] {
  const found: PeriodCheck[] = []
  const { drafts = 0, unmatched = 0, unattached = 0 } = open ?? {}
  if (drafts > 0) {
    const said = text(
      `还有${drafts}张凭证未过账`,
      `${drafts} voucher(s) of the period are not posted`,
    )
    found.push(block('drafts', said))
  }
  if (unmatched > 0) {
    const said = text(
      `银行流水有${unmatched}笔未对账`,
      `${unmatched} bank line(s) are not reconciled`,
    )
    found.push(warn('bank', said))
  }
  if (unattached > 0) {
    const said = text(
      `${unattached}张凭证没有附原始单据`,
      `${unattached} voucher(s) have no original document`,
    )
    found.push(warn('documents', said))
  }
  return found
}

/** Trades of the month left out of its books: they would be missing from its income and from 成员往来. */
function tradeChecks(
  open: UnpostedTrades | undefined,
  coopId: AnyId,
  period: Period,
): PeriodCheck[] {
  if (open === undefined) return []
  const { entries, settlements, firstOn } = open
  const days = daysOf(period)
  const said = text(
    `本月有成员交易${entries}笔、电商结算${settlements}张还没有入账(最早 ${firstOn}),结账后只能补记到以后月份`,
    `${entries} trade(s) and ${settlements} settlement(s) of the month are not in the books (the first of ${firstOn}); ` +
      'after closing they can only be booked late',
  )
  const door = { verb: 'listTrades', input: { coopId, from: days.from, to: days.to } }
  return [warn('trades', said, door)]
}

function moneyChecks(balances: readonly Balance[]): PeriodCheck[] {
  return balances
    .filter((b) => ['101', '102', '109'].includes(b.account.slice(0, 3)) && b.net < 0n)
    .map((b) => {
      const name = must(accountOf(b.account), 'the account').name
      return warn(
        'negative_money',
        text(
          `${b.account}${name.zh}余额为负：${displayYuan(b.net)}元`,
          `${b.account} ${name.en} stands below zero: ${displayYuan(b.net)} yuan`,
        ),
      )
    })
}

function yearChecks(balances: readonly Balance[]): PeriodCheck[] {
  return balances
    .filter((b) => b.net !== 0n && accountOf(b.account)?.zeroAtYearEnd === true)
    .map((b) => {
      const name = must(accountOf(b.account), 'the account').name
      return block(
        'not_zero',
        text(
          `${b.account}${name.zh}年末应无余额，现为${displayYuan(b.net)}元`,
          `${b.account} ${name.en} must be zero at the year’s end, it holds ${displayYuan(b.net)} yuan`,
        ),
      )
    })
}

/** Fixed assets without depreciation in the month: allowed when all is written off, mostly forgotten. */
function depreciationCheck(
  balances: readonly Balance[],
  moved: readonly Turnover[],
): PeriodCheck[] {
  const held = (code: string): bigint =>
    balances.filter((b) => b.account.startsWith(code)).reduce((sum, b) => sum + b.net, 0n)
  const open = held('151') + held('152') > 0n
  if (!open || moved.some((t) => t.account.startsWith('152'))) return []
  return [
    warn(
      'no_depreciation',
      text('本月没有计提固定资产折旧', 'no depreciation of fixed assets in this month'),
    ),
  ]
}

async function namesOf(ctx: Ctx, unitId: AnyId): Promise<Map<AnyId, string>> {
  const coops = await cooperativesIn(ctx, { unitId })
  return new Map(coops.map((coop) => [coop.id, coop.name]))
}
