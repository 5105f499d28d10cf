import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { fen, formatYuan } from '../../../kernel/money.ts'
import { badInput, notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Input, Output, Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import {
  branchOf,
  type CoopFacts,
  cooperativesIn,
  coopFacts,
  joinCoop,
  STATUS_NAMES,
} from '../../registry/index.ts'
import type { sharesContract } from '../contract.ts'
import type { Book, Change, Holder, NewEvent } from '../model.ts'
import { applyChanges } from '../model/changes.ts'
import type { Drafted } from '../model/draft.ts'
import { registerOn } from '../model/register.ts'
import { reversalOf } from '../model/timeline.ts'
import {
  type LockedRegister,
  loadBooks,
  lockRegister,
  moveCounters,
  registerHeads,
  registerSums,
  saveHolders,
  setLeaving,
  updateHolderRow,
} from '../store/book.ts'
import { checksOn } from '../store/checks.ts'
import { saveBookings } from '../store/booking.ts'
import { eventById, eventPage, saveEvents } from '../store/events.ts'
import { bookEvents, bookShareEvents } from './booking.ts'
import { lookUp, resolveHolders } from './holders.ts'
import { type Judgement, judgeMove, presentCheck, type Verdict } from './judge.ts'
import { openRegisters } from './open.ts'
import { marksFor, presentRow, presentTotals } from './present.ts'
import { storeJudgements } from './recheck.ts'

type RegisterVerbs = Pick<
  Verbs<typeof sharesContract, Ctx>,
  | 'readRegister'
  | 'listRegisters'
  | 'listShareEvents'
  | 'openRegisters'
  | 'recordChanges'
  | 'bookShareEvents'
  | 'reverseEvent'
  | 'updateHolder'
>

export const registerVerbs: RegisterVerbs = {
  openRegisters,
  bookShareEvents,

  readRegister: async (ctx, input) => {
    const asOf = input.asOf ?? ctx.today
    const book = await bookOf(ctx, input.coopId)
    const heads = await registerHeads(ctx, [input.coopId])
    const coop = await coopFacts(ctx, input.coopId)
    const branch = coop.branchId === null ? null : await branchOf(ctx, coop.branchId, asOf)
    const register = registerOn(book, asOf, { left: input.left })
    const marks = marksFor(ctx, branch)
    return {
      coopId: input.coopId,
      asOf,
      foundedOn: book.openedOn,
      asFoundNote: heads.get(input.coopId)?.asFoundNote ?? null,
      totals: presentTotals(register.totals),
      rows: register.rows.map((row) => presentRow(row, register, marks)),
    }
  },

  listRegisters: async (ctx, input) => {
    const asOf = input.asOf ?? ctx.today
    const unit = input.unitId === undefined ? {} : { unitId: input.unitId }
    const coops = await cooperativesIn(ctx, { asOf, ...unit })
    const names = new Map(coops.map((coop) => [coop.id, coop.name]))
    const sums = (await registerSums(ctx, { asOf })).filter(({ coopId }) => names.has(coopId))
    const page = sums.slice(input.offset, input.offset + input.limit)
    const checks = await checksOn(
      ctx,
      page.map(({ coopId }) => coopId),
      asOf,
    )
    return {
      asOf,
      total: sums.length,
      registers: page.map((sum) => ({
        coopId: sum.coopId,
        coopName: names.get(sum.coopId) ?? '',
        totals: presentTotals(sum),
        collective: {
          paid: fen(sum.collective.paid),
          registered: fen(sum.collective.registered),
          units: sum.collective.units,
        },
        largest: fen(sum.largest),
        outcome: checks.get(sum.coopId)?.outcome ?? null,
        standing: checks.get(sum.coopId)?.standing ?? null,
        checkedOn: checks.get(sum.coopId)?.asOf ?? null,
      })),
    }
  },

  listShareEvents: async (ctx, input) => {
    const { total, events } = await eventPage(ctx, input.coopId, input)
    const book = await bookOf(ctx, input.coopId)
    const names = new Map(book.holders.map((holder) => [holder.id, holder.name]))
    return {
      total,
      events: events.map((event) => ({
        id: event.id,
        seq: Number(event.seq),
        kind: event.kind,
        on: event.on,
        lines: event.lines.map((line) => ({
          holderId: line.holderId,
          holderName: names.get(line.holderId) ?? '',
          form: line.form,
          paid: fen(line.form === null ? 0n : line.paid),
          promised: fen(line.form === null ? 0n : line.promised),
          unitClass: line.unitClass,
          units: line.form === null ? line.units : 0n,
          dividendUnits: line.form === null ? line.dividend : 0n,
        })),
        details: { ...event.details },
        reason: event.reason,
        reverses: event.reverses,
        reversedBy: event.reversedBy,
        recordedAt: event.recordedAt,
        recordedBy: event.recordedBy,
      })),
    }
  },

  recordChanges: (ctx, input) =>
    record(ctx, input, (events) => bookEvents(ctx, input.coopId, events)),

  reverseEvent: (ctx, input) =>
    reverse(ctx, input, (events) => bookEvents(ctx, input.coopId, events)),

  updateHolder: async (ctx, input) => {
    const { coopId } = input
    await lockOrRefuse(ctx, coopId)
    const before = await bookOf(ctx, coopId)
    const holder = before.holders.find(({ id }) => id === input.holderId)
    if (holder === undefined) throw notFound()
    const changed = await corrected(ctx, holder, input)
    const after: Book = {
      ...before,
      holders: before.holders.map((other) => (other.id === holder.id ? changed : other)),
    }
    const verdict = await judgeMove(ctx, { before, after, days: [ctx.today] })
    const reason = reasonFor(verdict, input.reason)
    await updateHolderRow(ctx, changed)
    ctx.record({
      entity: 'share_holder',
      id: holder.id,
      before: correctable(holder),
      after: { ...correctable(changed), reason },
    })
    await settle(ctx, verdict.after, { events: [], reason })
    return { check: presentCheck(ctx, verdict.after) }
  },
}

/** Puts the events of a move into the books, in the same transaction. */
type Booking = (events: readonly NewEvent[]) => Promise<void>

type Recorded = Output<(typeof sharesContract)['recordChanges']>
type Reversed = Output<(typeof sharesContract)['reverseEvent']>

async function record(
  ctx: Ctx,
  input: Input<(typeof sharesContract)['recordChanges']>,
  book: Booking,
): Promise<Recorded> {
  const { coopId, on } = input
  if (on > ctx.today) throw badDate('$.on', '变动日不能晚于今天', 'must not be after today')
  const locked = await lockOrRefuse(ctx, coopId)
  if (on < locked.openedOn) {
    throw badDate('$.on', `成员册自 ${locked.openedOn} 建立`, `the register opened then`)
  }
  const coop = await coopFacts(ctx, coopId)
  checkStatus(coop, input.changes)
  const before = await bookOf(ctx, coopId)
  const resolved = resolveHolders(input.newHolders, {
    ctx,
    coop,
    book: before,
    known: await lookUp(ctx, input.newHolders, [coop]),
    on,
    lastMember: locked.lastMember,
    path: (i) => `$.newHolders[${i}]`,
  })
  const drafted = applyChanges(before, {
    on,
    changes: input.changes,
    newHolders: resolved.holders,
    newId: ctx.newId,
  })
  const verdict = await judgeMove(ctx, { before, after: drafted.book, days: [on, ctx.today] })
  const reason = reasonFor(verdict, input.reason)
  const holders = [...resolved.holders]
  const created = holders.map(([, holder]) => leavingAs(holder, drafted))
  await saveHolders(
    ctx,
    created.map((holder) => ({ coopId, holder })),
  )
  const events = await saveMove(ctx, locked, {
    coopId,
    drafted,
    reason,
    lastMember: resolved.lastMember,
    book,
  })
  const personIds = created.flatMap(({ personId }) => personId ?? [])
  if (personIds.length > 0) await joinCoop(ctx, coopId, { personIds, since: on })
  await settle(ctx, verdict.after, { events: drafted.events, reason })
  return {
    events,
    holders: holders.map(([key, { id, memberNumber }]) => ({
      key,
      holderId: id,
      memberNumber,
    })),
    check: presentCheck(ctx, verdict.after),
  }
}

async function reverse(
  ctx: Ctx,
  input: Input<(typeof sharesContract)['reverseEvent']>,
  book: Booking,
): Promise<Reversed> {
  const { coopId } = input
  const locked = await lockOrRefuse(ctx, coopId)
  const before = await bookOf(ctx, coopId)
  const event = await eventById(ctx, coopId, input.eventId)
  if (event === null) throw notFound()
  const reversal = reversalOf(before, event, { note: input.note, newId: ctx.newId })
  const days = [event.on, ctx.today]
  const verdict = await judgeMove(ctx, { before, after: reversal.book, days })
  const reason = reasonFor(verdict, input.reason)
  const { lastMember } = locked
  const [saved] = await saveMove(ctx, locked, {
    coopId,
    drafted: reversal,
    reason,
    lastMember,
    book,
  })
  if (reversal.returner !== null) await setLeaving(ctx, new Map([[reversal.returner, null]]))
  await settle(ctx, verdict.after, { events: reversal.events, reason })
  return { eventId: saved?.id ?? event.id, check: presentCheck(ctx, verdict.after) }
}

const bookedBy =
  (ctx: Ctx, voucherId: AnyId): Booking =>
  (events) =>
    saveBookings(
      ctx,
      events.map(({ id }) => ({ eventId: id, voucherId })),
    )

/** `recordChanges` for an act that has posted their voucher itself (a distribution's conversion). */
export const recordBooked = (
  ctx: Ctx,
  input: Input<(typeof sharesContract)['recordChanges']>,
  voucherId: AnyId,
): Promise<Recorded> => record(ctx, input, bookedBy(ctx, voucherId))

/** `reverseEvent` for an act that has posted the red-ink voucher itself. */
export const reverseBooked = (
  ctx: Ctx,
  input: Input<(typeof sharesContract)['reverseEvent']>,
  voucherId: AnyId,
): Promise<Reversed> => reverse(ctx, input, bookedBy(ctx, voucherId))

/** The co-op's book. @throws Refusal `not_found` when it has no register. */
export async function bookOf(ctx: Ctx, coopId: AnyId): Promise<Book> {
  const book = (await loadBooks(ctx, [coopId])).get(coopId)
  if (book === undefined) throw noRegister()
  return book
}

const noRegister = (): Refusal =>
  new Refusal('not_found', text('该社还没有建立成员册。', 'This co-op has no register yet.'))

async function lockOrRefuse(ctx: Ctx, coopId: AnyId): Promise<LockedRegister> {
  const locked = await lockRegister(ctx, coopId)
  if (locked === null) throw noRegister()
  return locked
}

export const badDate = (path: string, zh: string, en: string): Refusal =>
  badInput([{ path, text: text(zh, en) }])

/**
 * The reason to keep with the events, or the refusal: a blocking rule stops the move, a warning asks
 * for a reason in writing.
 */
function reasonFor(verdict: Verdict, given: string | undefined): string | null {
  if (verdict.refusal !== null) throw verdict.refusal
  const reason = given === undefined || given === '' ? null : given
  if (verdict.warning !== null && reason === null) throw verdict.warning
  return reason
}

/** A co-op that is no more holds no shares; one in liquidation lets nobody leave (Art. 51). */
function checkStatus(coop: CoopFacts, changes: readonly Change[]): void {
  const gone = coop.status === 'deregistered' || coop.status === 'abandoned'
  const leaving = coop.status === 'liquidating' && changes.some(({ kind }) => kind === 'exit')
  if (!gone && !leaving) return
  const status = STATUS_NAMES[coop.status]
  throw new Refusal(
    'not_allowed_now',
    gone
      ? text(`该社已${status.zh},不能再登记变动。`, `This co-op is ${status.en}; nothing moves.`)
      : text(
          '清算期间不办理退社(农民专业合作社法第五十一条)。',
          'Nobody leaves during liquidation (co-op Act Art. 51).',
        ),
  )
}

const leavingAs = (holder: Holder, drafted: Drafted): Holder => ({
  ...holder,
  leftOn: drafted.leavers.get(holder.id) ?? holder.leftOn,
})

async function saveMove(
  ctx: Ctx,
  locked: LockedRegister,
  move: {
    readonly coopId: AnyId
    readonly drafted: Drafted
    readonly reason: string | null
    readonly lastMember: number
    readonly book: Booking
  },
): Promise<{ id: AnyId; seq: number }[]> {
  const { coopId, drafted, reason } = move
  const numbered = drafted.events.map((event, i) => ({
    coopId,
    seq: locked.lastSeq + BigInt(i + 1),
    event,
    reason,
  }))
  await saveEvents(ctx, numbered)
  await move.book(drafted.events)
  await setLeaving(ctx, drafted.leavers)
  await moveCounters(ctx, coopId, {
    lastSeq: locked.lastSeq + BigInt(numbered.length),
    lastMember: move.lastMember,
  })
  return numbered.map(({ event, seq }) => ({ id: event.id, seq: Number(seq) }))
}

/** Keeps the new findings, and tells the audit trail and later modules. */
async function settle(
  ctx: Ctx,
  check: Judgement,
  done: { readonly events: readonly NewEvent[]; readonly reason: string | null },
): Promise<void> {
  await storeJudgements(ctx, [check], 'write')
  if (done.events.length > 0) {
    ctx.record({
      entity: 'share_register',
      id: check.coopId,
      after: {
        events: done.events.map(told),
        reason: done.reason,
        outcome: check.outcome,
        registerHash: check.registerHash,
      },
    })
  }
  ctx.emit('shares.changed', { coopId: check.coopId })
}

/** An event as the audit trail keeps it: whom it moved and by how much, no names. */
const told = (event: NewEvent) => ({
  id: event.id,
  kind: event.kind,
  on: event.on,
  reverses: event.reverses,
  lines: event.lines.map((line) =>
    line.form === null
      ? { holder: line.holderId, unitClass: line.unitClass, micro: line.units.toString() }
      : {
          holder: line.holderId,
          form: line.form,
          paid: formatYuan(line.paid),
          promised: formatYuan(line.promised),
        },
  ),
})

const correctable = (holder: Holder) => ({
  class: holder.class,
  farmer: holder.farmer,
  householdId: holder.householdId,
  relatedGroup: holder.relatedGroup,
  publicFunction: holder.publicFunction,
})

async function corrected(
  ctx: Ctx,
  holder: Holder,
  input: {
    readonly class?: Holder['class'] | undefined
    readonly farmer?: boolean | undefined
    readonly householdId?: AnyId | null | undefined
    readonly relatedGroup?: string | null | undefined
    readonly publicFunction?: boolean | undefined
  },
): Promise<Holder> {
  if (
    holder.kind !== 'person' &&
    (input.farmer === true || typeof input.householdId === 'string')
  ) {
    throw badInput([
      {
        path: input.farmer === true ? '$.farmer' : '$.householdId',
        text: text('只有自然人有这一项', 'only a person has this'),
      },
    ])
  }
  const { households } = await lookUp(
    ctx,
    [{ key: '', kind: 'other', publicFunction: false, householdId: input.householdId }],
    [],
  )
  if (typeof input.householdId === 'string' && !households.has(input.householdId)) {
    const why = text('没有登记这一户', 'no such household is registered')
    throw badInput([{ path: '$.householdId', text: why }])
  }
  return {
    ...holder,
    class: input.class ?? holder.class,
    farmer: input.farmer ?? holder.farmer,
    householdId: input.householdId === undefined ? holder.householdId : input.householdId,
    relatedGroup: input.relatedGroup === undefined ? holder.relatedGroup : input.relatedGroup,
    publicFunction: input.publicFunction ?? holder.publicFunction,
  }
}

/** A day that has come: nothing is recorded ahead of it. */
export function checkNotAhead(ctx: Ctx, day: LocalDate, path: string): void {
  if (day > ctx.today) throw badDate(path, '日期不能晚于今天', 'must not be after today')
}
