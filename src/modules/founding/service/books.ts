import type { AnyId } from '../../../kernel/id.ts'
import { type Fen, fen, sumFen } from '../../../kernel/money.ts'
import { Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import {
  bookLines,
  booksOf,
  enterOpeningBalances,
  memberTotals,
  openBooks,
  periodOf,
  together,
  withAmount,
} from '../../ledger/index.ts'
import { linesOfEvent, registerOf, saveBookings, unbookedEvents } from '../../shares/index.ts'
import type { foundingContract } from '../contract.ts'
import { isDone, loadFounding, mustRun } from './view.ts'

type BookVerbs = Pick<Verbs<typeof foundingContract, Ctx>, 'openProjectBooks'>

/** 银行存款 and 股金 of the chart of 2021. */
const MONEY = '102'
const CAPITAL = '301'

export const bookVerbs: BookVerbs = {
  openProjectBooks: async (ctx, { projectId, openedPeriod }) => {
    const founding = await loadFounding(ctx, projectId, true)
    mustRun(founding)
    const coopId = founding.project.coop_id
    if (coopId === null || !isDone(founding, 'contributions')) {
      throw new Refusal(
        'not_allowed_now',
        text('出资到位办结后才能建账。', 'The contributions must be paid first.'),
      )
    }
    const waiting = (await unbookedEvents(ctx, [coopId])).map(({ event }) => event)
    const lines = withAmount(together(waiting.flatMap((event) => linesOfEvent(event, MONEY))))
    const first = openedPeriod ?? periodOf(ctx.today)
    await openBooks(ctx, {
      unitId: coopId,
      // The system of 2021 came into force on 2023-01-01; who keeps it before that applies it early.
      books: [{ coopId, openedPeriod: first, appliedEarly: first < 202_301 }],
    })
    await enterOpeningBalances(ctx, { unitId: coopId, books: [{ coopId, lines }] })
    const voucherId = await openingVoucher(ctx, coopId, first)
    // What stands in the opening is not booked a second time when the co-op's register is booked.
    await saveBookings(
      ctx,
      waiting.map(({ id }) => ({ eventId: id, voucherId })),
    )
    ctx.record({ entity: 'founding_project', id: projectId, after: { booksFrom: first } })
    return {
      openedPeriod: first,
      capital: sumFen(lines.filter(({ account }) => account === CAPITAL).map((one) => one.credit)),
    }
  },
}

async function openingVoucher(ctx: Ctx, coopId: AnyId, first: number): Promise<AnyId> {
  const opening = Math.trunc(first / 100) * 100
  const [line] = await bookLines(ctx, { coopIds: [coopId], from: opening, to: opening })
  if (line !== undefined) return line.voucherId
  throw new Error(`the opening of ${coopId} was not posted`)
}

/** Members whose share capital in the books is not what they paid by the register; null without books. */
export async function untiedCapital(
  ctx: Ctx,
  coopId: AnyId,
): Promise<{ readonly members: number; readonly booked: Fen; readonly paid: Fen } | null> {
  const book = (await booksOf(ctx, [coopId])).get(coopId)
  const register = await registerOf(ctx, coopId)
  if (book === undefined || register === null) return null
  const totals = await memberTotals(ctx, {
    coopIds: [coopId],
    accounts: [CAPITAL],
    to: periodOf(ctx.today),
  })
  const booked = new Map<AnyId, bigint>()
  for (const { memberId, debit, credit } of totals) {
    booked.set(memberId, (booked.get(memberId) ?? 0n) + credit - debit)
  }
  const untied = register.rows.filter(({ holder, paid }) => (booked.get(holder.id) ?? 0n) !== paid)
  return {
    members: untied.length,
    booked: fen([...booked.values()].reduce((all, one) => all + one, 0n)),
    paid: fen(register.rows.reduce((all, { paid }) => all + paid, 0n)),
  }
}
