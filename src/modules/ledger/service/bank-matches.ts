import type { AnyId } from '../../../kernel/id.ts'
import { displayYuan } from '../../../kernel/money.ts'
import { badInput, type Fault, notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import { actorName } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { lockFor } from '../../../platform/db.ts'
import type { bankVerbs as contract } from '../contract/bank.ts'
import { bookKey, proposeMatches } from '../rules/bank/match.ts'
import {
  ANY_DAY,
  bankAccountStates,
  bankBalanceAt,
  bankLineById,
  bankLineRows,
  bankSides,
  bookBalanceAt,
  bookSides,
  endMatches,
  type Entry,
  insertMatches,
  type MatchSide,
  type NewMatchRow,
  noteBankLines,
  openBankLines,
  openEntries,
} from '../store/bank.ts'
import { chartOf } from './charts.ts'

type MatchVerbs = Pick<
  Verbs<typeof contract, Ctx>,
  | 'listBankAccounts'
  | 'listBankLines'
  | 'proposeBankMatches'
  | 'confirmBankMatches'
  | 'undoBankMatches'
  | 'settleBankLine'
>

export const matchVerbs: MatchVerbs = {
  listBankAccounts: async (ctx, { coopId }) => {
    const chart = await chartOf(ctx, coopId)
    const states = new Map((await bankAccountStates(ctx, coopId)).map((s) => [s.account, s]))
    const accounts = []
    for (const { code } of chart.accounts) {
      if (!code.startsWith('102') || chart.hasChildren(code)) continue
      const at = { coopId, account: code }
      const { balance, through } = await bankBalanceAt(ctx, at, ANY_DAY)
      accounts.push({
        account: code,
        name: chart.fullName(code),
        book: (await bookBalanceAt(ctx, at, ANY_DAY)) as Entry['amount'],
        bank: balance as Entry['amount'] | null,
        through,
        lines: states.get(code)?.lines ?? 0,
        open: states.get(code)?.open ?? 0,
      })
    }
    return { accounts }
  },

  listBankLines: (ctx, { coopId, account, from, to, open, limit, offset }) =>
    bankLineRows(ctx, { coopId, account, from, to, open, limit, offset }),

  proposeBankMatches: async (ctx, { coopId, account, days }) => {
    const at = { coopId, account }
    const bank = new Map((await openBankLines(ctx, at, ANY_DAY)).map((line) => [line.id, line]))
    const book = new Map((await openEntries(ctx, at, ANY_DAY)).map((e) => [bookKey(e), e]))
    // A line that a person has settled waits for nothing.
    const waiting = [...bank.values()].filter(({ settledNote }) => settledNote === null)
    const proposals = proposeMatches(waiting, [...book.values()], days).map((proposal) => ({
      ...proposal,
      bank: proposal.bank.flatMap(({ id }) => bank.get(id) ?? []),
      book: proposal.book.flatMap((entry) => book.get(bookKey(entry)) ?? []),
    }))
    const used = new Set(
      proposals.flatMap((p) => [...p.bank.map((b) => b.id), ...p.book.map(bookKey)]),
    )
    return {
      proposals,
      openBank: waiting.filter(({ id }) => !used.has(id)),
      openBook: [...book.values()].filter((entry) => !used.has(bookKey(entry))),
    }
  },

  confirmBankMatches: async (ctx, { coopId, account, matches }) => {
    await lockFor(ctx.tx, `bank:${coopId}:${account}`)
    const at = { coopId, account }
    const bankIds = matches.flatMap(({ bankLineIds }) => bankLineIds)
    const bank = await bankSides(ctx, at, bankIds)
    const voucherIds = matches.flatMap(({ entries }) => entries.map(({ voucherId }) => voucherId))
    const book = await bookSides(ctx, at, voucherIds)
    const used = new Set<string>()
    const faults: Fault[] = []
    matches.forEach(({ bankLineIds, entries }, i) => {
      const path = `$.matches[${i}]`
      const bankTotal = totalOf(bankLineIds, bank, { path: `${path}.bankLineIds`, used, faults })
      const keys = entries.map(bookKey)
      const bookTotal = totalOf(keys, book, { path: `${path}.entries`, used, faults })
      if (bankTotal === null || bookTotal === null) return
      if (bankLineIds.length + keys.length < 2 || bankTotal !== bookTotal) {
        const why = text(
          `银行 ${displayYuan(bankTotal)} 元与账面 ${displayYuan(bookTotal)} 元不等`,
          `the bank's ${displayYuan(bankTotal)} and the books' ${displayYuan(bookTotal)} yuan differ`,
        )
        faults.push({ path, text: why })
      }
    })
    if (faults.length > 0) throw badInput(faults)
    const groups = matches.map((match) => ({ ...match, groupId: ctx.newId() }))
    const rows = groups.flatMap(({ bankLineIds, entries, groupId }): NewMatchRow[] => [
      ...bankLineIds.map((bankLineId) => side(ctx, groupId, { bankLineId })),
      ...entries.map((entry) => side(ctx, groupId, entry)),
    ])
    await insertMatches(ctx, { coopId, by: actorName(ctx), rows })
    await noteBankLines(ctx, bankIds, null)
    const matchIds = groups.map(({ groupId }) => groupId)
    ctx.record({ entity: 'bank_match', id: coopId, after: { account, matchIds } })
    return { matchIds }
  },

  undoBankMatches: async (ctx, { coopId, matchIds }) => {
    const ended = await endMatches(ctx, { coopId, groupIds: matchIds, by: actorName(ctx) })
    if (matchIds.some((id) => !ended.has(id))) throw notFound()
    ctx.record({ entity: 'bank_match', id: coopId, before: { matchIds }, after: { ended: true } })
    return { undone: ended.size }
  },

  settleBankLine: async (ctx, { coopId, bankLineId, note }) => {
    const line = await bankLineById(ctx, coopId, bankLineId)
    if (line === null) throw notFound()
    if (line.matched) {
      throw new Refusal(
        'conflict',
        text('这笔流水已有凭证对应。', 'This bank line is matched with a voucher.'),
      )
    }
    await noteBankLines(ctx, [bankLineId], note)
    ctx.record({
      entity: 'bank_line',
      id: bankLineId,
      before: { settledNote: line.settledNote },
      after: { settledNote: note },
    })
    return {}
  },
}

const side = (
  ctx: Ctx,
  groupId: AnyId,
  of: { readonly bankLineId?: AnyId; readonly voucherId?: AnyId; readonly line?: number },
): NewMatchRow => ({
  id: ctx.newId(),
  groupId,
  bankLineId: of.bankLineId ?? null,
  voucherId: of.voucherId ?? null,
  line: of.line ?? null,
})

/** The sum of one side of a match; null when one of its lines cannot be taken. */
function totalOf(
  keys: readonly string[],
  known: ReadonlyMap<string, MatchSide>,
  at: { readonly path: string; readonly used: Set<string>; readonly faults: Fault[] },
): bigint | null {
  let total: bigint | null = 0n
  keys.forEach((key, i) => {
    const found = known.get(key)
    const path = `${at.path}[${i}]`
    if (found === undefined) {
      at.faults.push({ path, text: text('这个账户没有这笔', 'is no line of this account') })
      total = null
    } else if (found.matched || at.used.has(key)) {
      at.faults.push({ path, text: text('已经勾对', 'is matched already') })
      total = null
    } else if (total !== null) {
      total += found.amount
    }
    at.used.add(key)
  })
  return total
}
