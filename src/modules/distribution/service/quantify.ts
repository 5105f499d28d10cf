import { date, type LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { Refusal } from '../../../kernel/refusal.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { lockFor } from '../../../platform/db.ts'
import { balancesAt, type BookLine, bookLines, booksOf, periodOf } from '../../ledger/index.ts'
import { type RegisterBook, registersOf } from '../../shares/index.ts'
import type { distributionContract } from '../contract.ts'
import { NO_SHARES, type ShareBatch, type Shares } from '../model/account.ts'
import { batchesOf, type Head, type Movement } from '../rules/quantify-books.ts'
import { insertBatches, quantifiedVouchers, sharesAt } from '../store/accounts.ts'
import { insideOrRefuse } from './guards.ts'

/* From the books to the member accounts: what 311 and 322 hold, in the names of those it belongs to. */

export const quantifyShares: Verbs<typeof distributionContract, Ctx>['quantifyShares'] = async (
  ctx,
  { unitId, through, coopIds },
) => {
  const inside = await insideOrRefuse(ctx, unitId, coopIds)
  const day = through ?? ctx.today
  const books = await booksOf(ctx, [...inside.keys()])
  const kept = [...books.keys()].toSorted()
  for (const coopId of kept) await lockFor(ctx.tx, `member-accounts:${coopId}`)
  const registers = await registersOf(ctx, kept)
  const moved = await movementsOf(ctx, kept, day)
  const held = await sharesAt(ctx, kept, day)
  const batches: ShareBatch[] = []
  const left: { coopId: AnyId; text: Text }[] = []
  for (const [i, coopId] of kept.entries()) {
    const register = registers.get(coopId)
    if (register === undefined) {
      left.push({ coopId, text: NO_REGISTER })
      continue
    }
    const own = batchesOf({
      coopId,
      through: day,
      movements: moved.get(coopId) ?? [],
      membersOn: headsOf(register),
      held: held.get(coopId) ?? new Map(),
    })
    batches.push(...own)
    ctx.progress(i + 1, kept.length)
  }
  if (coopIds !== undefined && left.length > 0) throw new Refusal('not_allowed_now', NO_REGISTER)
  await insertBatches(ctx, batches)
  const entries = batches.reduce((n, batch) => n + batch.entries.length, 0)
  const cooperatives = new Set(batches.map(({ coopId }) => coopId)).size
  ctx.record({
    entity: 'member_account',
    id: unitId,
    after: { through: day, cooperatives, batches: batches.length, entries },
  })
  return {
    cooperatives,
    batches: batches.length,
    entries,
    left: left.map(({ coopId, text: { zh, en } }) => ({ coopId, text: { zh, en } })),
  }
}

const NO_REGISTER = text('还没有成员册,无法量化。', 'There is no register yet.')

/** Who was a member on a day; before the register opened, those it opened with. */
function headsOf(register: RegisterBook): (day: LocalDate) => readonly Head[] {
  const known = new Map<LocalDate, readonly Head[]>()
  return (asked) => {
    const day = asked < register.openedOn ? register.openedOn : asked
    const before = known.get(day)
    if (before !== undefined) return before
    const heads = register
      .on(day)
      .rows.filter(({ holder }) => holder.kind !== 'other')
      .toSorted((a, b) => compareNumbers(a.holder.memberNumber, b.holder.memberNumber))
      .map(({ holder, paid }) => ({ holderId: holder.id, contribution: paid }))
    known.set(day, heads)
    return heads
  }
}

const compareNumbers = (a: string, b: string): number =>
  a.padStart(8, '0') < b.padStart(8, '0') ? -1 : 1

/** What the books moved on 311 and 322 up to a day and no account has, by co-op, in the order of the books. */
async function movementsOf(
  ctx: Ctx,
  coopIds: readonly AnyId[],
  through: LocalDate,
): Promise<Map<AnyId, Movement[]>> {
  const year = Number(through.slice(0, 4))
  // The year's end transfers carry the last day and stand in month 13.
  const to = through.endsWith('12-31') ? year * 100 + 13 : periodOf(through)
  const lines = await bookLines(ctx, { coopIds, accounts: ['301', '311', '322'], from: 0, to })
  const done = await quantifiedVouchers(ctx, coopIds)
  const found = new Map<AnyId, Movement[]>()
  const vouchers = Map.groupBy(
    lines.filter(({ voucherId, onDate }) => !done.has(voucherId) && onDate <= through),
    ({ voucherId }) => voucherId,
  )
  for (const [voucherId, ofVoucher] of vouchers) {
    const [first] = ofVoucher
    if (first === undefined) continue
    const movement = movementOf(voucherId, date(first.onDate), ofVoucher)
    if (movement === null) continue
    const list = found.get(first.coopId)
    if (list === undefined) found.set(first.coopId, [movement])
    else list.push(movement)
  }
  return found
}

function movementOf(voucherId: AnyId, on: LocalDate, lines: readonly BookLine[]): Movement | null {
  const net = (picked: readonly BookLine[]): bigint =>
    picked.reduce((all, { debit, credit }) => all + credit - debit, 0n)
  const funds = lines.filter(({ account }) => account.startsWith('311'))
  const donated = funds.filter(({ item }) => item === 'donation')
  const reserve = net(lines.filter(({ account }) => account.startsWith('322')))
  const contributions = lines.filter(({ account }) => account.startsWith('301'))
  const [grant, donation] = [net(funds) - net(donated), net(donated)]
  if (grant === 0n && donation === 0n && reserve === 0n) return null
  return {
    voucherId,
    on,
    grant,
    donation,
    reserve,
    named: contributions.flatMap(({ item, memberId, debit, credit }) =>
      item === 'surplus_reserve_to_contribution' && memberId !== null
        ? [{ holderId: memberId, amount: debit - credit }]
        : [],
    ),
    leaving: contributions.flatMap(({ item, memberId }) =>
      item === 'exit' && memberId !== null ? [memberId] : [],
    ),
    partyId: funds.find(({ partyId }) => partyId !== null)?.partyId ?? null,
  }
}

/** What the accounts hold together beside what the books hold, on a day. */
export async function tiesOf(
  ctx: Ctx,
  coopId: AnyId,
  at: {
    readonly asOf: LocalDate
    readonly contributions: bigint
    readonly shares: ReadonlyMap<AnyId, Shares>
  },
) {
  const { asOf } = at
  const period = asOf.endsWith('12-31') ? Number(asOf.slice(0, 4)) * 100 + 13 : periodOf(asOf)
  const balances = (await balancesAt(ctx, [coopId], period)).get(coopId) ?? []
  const books = (code: string): bigint =>
    balances.reduce((all, one) => (one.account.startsWith(code) ? all - one.net : all), 0n)
  const all = [...at.shares.values()].reduce(
    (sums, one) => ({
      reserve: sums.reserve + one.reserve,
      grant: sums.grant + one.grant,
      donation: sums.donation + one.donation,
    }),
    NO_SHARES,
  )
  return [
    {
      id: '301' as const,
      title: text('出资与股金科目', 'Contributions and account 301'),
      accounts: at.contributions,
      books: books('301'),
    },
    {
      id: '322' as const,
      title: text('公积金份额与盈余公积科目', 'Reserve shares and account 322'),
      accounts: all.reserve,
      books: books('322'),
    },
    {
      id: '311' as const,
      title: text('补助、捐赠份额与专项基金科目', 'Grant and donation shares and account 311'),
      accounts: all.grant + all.donation,
      books: books('311'),
    },
  ]
}
