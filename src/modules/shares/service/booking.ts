import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import {
  type ActVoucher,
  booksInside,
  booksOf,
  chartOf,
  closedThrough,
  periodOf,
  postForAct,
  redInk,
  templateOf,
  together,
  withAmount,
} from '../../ledger/index.ts'
import type { sharesContract } from '../contract.ts'
import type { NewEvent } from '../model.ts'
import { linesOfEvent } from '../rules/entries.ts'
import { bookedEvents, saveBookings, unbookedEvents } from '../store/booking.ts'
import { eventById } from '../store/events.ts'

/** A co-op's events of one day on their way into the books. */
interface Day {
  readonly coopId: AnyId
  readonly on: LocalDate
  readonly events: readonly NewEvent[]
}

/**
 * Posts the vouchers of events that were just recorded, in the same transaction. A co-op that keeps no
 * books here, or not yet on that day, has them in its opening balances.
 * @throws Refusal `not_allowed_now` when the month is closed.
 */
export async function bookEvents(
  ctx: Ctx,
  coopId: AnyId,
  events: readonly NewEvent[],
): Promise<void> {
  const book = (await booksOf(ctx, [coopId])).get(coopId)
  if (book === undefined) return
  const days = Map.groupBy(
    events.filter((event) => periodOf(event.on) >= book.openedPeriod),
    (event) => event.on,
  )
  for (const [on, ofDay] of days) await bookDay(ctx, { coopId, on, events: ofDay })
}

async function bookDay(ctx: Ctx, day: Day): Promise<void> {
  const { coopId } = day
  const money = await moneyAccount(ctx, coopId)
  const lines = (
    await Promise.all(day.events.map((event) => linesFor(ctx, coopId, event, money)))
  ).flat()
  const reversal = day.events.every((event) => event.kind === 'reversal')
  const all = withAmount(together(lines))
  if (all.length < 2) return
  const on = await openDay(ctx, day, reversal)
  const voucher: ActVoucher = {
    coopId,
    origin: `share_event:${day.events[0]?.id ?? ''}`,
    kind: 'general',
    onDate: on,
    period: periodOf(on),
    summary: reversal ? '冲销股权变动' : summaryOf(day.events),
    lines: all,
    attachments: 0,
    ...formOf(day.events),
  }
  const [posted] = await postForAct(ctx, [voucher])
  if (posted === undefined) return
  await saveBookings(
    ctx,
    day.events.map((event) => ({ eventId: event.id, voucherId: posted.id })),
  )
}

/** An event's lines; of a reversal the red-ink copy, if what it undoes had been booked. */
async function linesFor(ctx: Ctx, coopId: AnyId, event: NewEvent, money: string) {
  if (event.kind !== 'reversal') return linesOfEvent(event, money)
  if (event.reverses === null) return []
  const booked = await bookedEvents(ctx, [event.reverses])
  const original = await eventById(ctx, coopId, event.reverses)
  if (original === null || !booked.has(event.reverses)) return []
  return redInk(linesOfEvent(original, money))
}

/** Where cash goes when nothing else is said: the bank, or its first sub-account. */
async function moneyAccount(ctx: Ctx, coopId: AnyId): Promise<string> {
  const chart = await chartOf(ctx, coopId)
  const leaf = chart.accounts.find(
    ({ code }) => code.startsWith('102') && !chart.hasChildren(code) && !chart.isRetired(code),
  )
  return leaf?.code ?? '102'
}

/** The day the voucher carries: the event's own; a correction of a closed month is booked today. */
async function openDay(ctx: Ctx, day: Day, reversal: boolean): Promise<LocalDate> {
  const isOpen = async (on: LocalDate): Promise<boolean> => {
    const closed = await closedThrough(ctx, [day.coopId], Number(on.slice(0, 4)))
    return Number(on.slice(5, 7)) > (closed.get(day.coopId) ?? 12)
  }
  if (await isOpen(day.on)) return day.on
  if (reversal && (await isOpen(ctx.today))) return ctx.today
  throw new Refusal(
    'not_allowed_now',
    text(
      `${day.on.slice(0, 7)}月账已结或未开，股权变动须登记在未结账的月份。`,
      `The books of ${day.on.slice(0, 7)} are not open; record the change in an open month.`,
    ),
  )
}

const EXIT = templateOf('exit-refund')

/** Refunds of members who leave are the ledger's own template (Act 28); other changes of capital have none. */
const formOf = (events: readonly NewEvent[]): Pick<ActVoucher, 'template' | 'clause'> =>
  events.every(({ kind }) => kind === 'exit') && EXIT !== null
    ? { template: EXIT.id, clause: EXIT.clause }
    : { template: null, clause: '财会〔2021〕37号 301 股金' }

const KINDS: Readonly<Record<string, string>> = {
  contribution: '成员出资',
  payment: '缴纳认缴出资',
  transfer: '出资转让',
  exit: '成员退社',
  inheritance: '出资继承',
  conversion: '转为成员出资',
}

function summaryOf(events: readonly NewEvent[]): string {
  const kinds = [...new Set(events.map((event) => KINDS[event.kind] ?? ''))].filter((k) => k !== '')
  return kinds.join('、') || '股权变动'
}

/**
 * Books what was recorded before the books were opened: each day of each co-op one voucher. Twice changes
 * nothing.
 */
export const bookShareEvents: Verbs<typeof sharesContract, Ctx>['bookShareEvents'] = async (
  ctx,
  { unitId },
) => {
  const coopIds = await booksInside(ctx, unitId)
  const books = await booksOf(ctx, coopIds)
  const waiting = (await unbookedEvents(ctx, coopIds)).filter(
    ({ coopId, event }) => periodOf(event.on) >= (books.get(coopId)?.openedPeriod ?? Infinity),
  )
  const days = Map.groupBy(waiting, ({ coopId, event }) => `${coopId} ${event.on}`)
  let done = 0
  for (const group of days.values()) {
    const first = group[0]
    if (first === undefined) continue
    await bookDay(ctx, {
      coopId: first.coopId,
      on: first.event.on,
      events: group.map(({ event }) => event),
    })
    done += 1
    ctx.progress(done, days.size)
  }
  return { booked: waiting.length }
}
