import { must } from '../../../kernel/assert.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { fen } from '../../../kernel/money.ts'
import { badInput, type Fault, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import { actorName } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { pinyinOf, typedPinyin } from '../../../platform/pinyin.ts'
import { cooperativesIn } from '../../registry/index.ts'
import type { ledgerContract } from '../contract.ts'
import { chartOf } from './charts.ts'
import { bookRows, booksInside, booksOf, insertBooks, insideUnit } from '../store/books.ts'
import {
  insertAccounts,
  insertParties,
  netBalances,
  ownAccounts,
  partyRows,
} from '../store/chart.ts'
import { openYears, type Posting, postAll } from '../store/posting.ts'
import { signatures } from './actors.ts'
import { judgeAll } from './judge.ts'

type BookVerbs = Pick<
  Verbs<typeof ledgerContract, Ctx>,
  | 'openBooks'
  | 'openYear'
  | 'listBooks'
  | 'readChart'
  | 'addAccounts'
  | 'addParties'
  | 'listParties'
  | 'enterOpeningBalances'
>

export const bookVerbs: BookVerbs = {
  openBooks: async (ctx, { unitId, books }) => {
    const ids = books.map((book) => book.coopId)
    await refuseOutside(ctx, { unitId, ids, path: 'books' })
    const known = await booksOf(ctx, ids)
    const faults = books.flatMap((book, i): Fault[] => {
      const path = `$.books[${i}]`
      const month = book.openedPeriod % 100
      if (known.has(book.coopId) || ids.indexOf(book.coopId) !== i) {
        const why = text('这家合作社已经建账', 'this co-op has its books already')
        return [{ path: `${path}.coopId`, text: why }]
      }
      if (month >= 1 && month <= 12) return []
      const why = text('建账月份须为01至12', 'the first period is a month from 01 to 12')
      return [{ path: `${path}.openedPeriod`, text: why }]
    })
    if (faults.length > 0) throw badInput(faults)
    await insertBooks(ctx, actorName(ctx), books)
    for (const [year, group] of Map.groupBy(books, (b) => Math.floor(b.openedPeriod / 100))) {
      await openYears(
        ctx,
        group.map((book) => book.coopId),
        year,
      )
    }
    ctx.record({ entity: 'ledger_book', id: unitId, after: { books } })
    return { opened: books.length }
  },

  openYear: async (ctx, { unitId, year, coopIds }) => {
    if (coopIds !== undefined) await refuseOutside(ctx, { unitId, ids: coopIds, path: 'coopIds' })
    const ids = coopIds ?? (await booksInside(ctx, unitId))
    const opened = await openYears(ctx, ids, year)
    ctx.record({ entity: 'ledger_year', id: unitId, after: { year, opened } })
    return { opened }
  },

  listBooks: async (ctx, input) => {
    const coops = await cooperativesIn(
      ctx,
      input.unitId === undefined ? {} : { unitId: input.unitId },
    )
    const found = new Map(coops.filter((c) => matches(c.name, input.search)).map((c) => [c.id, c]))
    const books = await bookRows(ctx, [...found.keys()])
    const rows = books
      .filter((b) => input.openAt === undefined || b.year * 100 + b.closedThrough < input.openAt)
      .map((book) => {
        const coop = must(found.get(book.coopId), 'the co-op of the book')
        const { closedThrough, ...rest } = book
        return {
          ...rest,
          name: coop.name,
          townId: coop.townId,
          villageId: coop.villageId,
          closedThrough: closedThrough < 0 ? null : book.year * 100 + closedThrough,
          sort: `${coop.townName}\u0000${coop.name}`,
        }
      })
      .toSorted((a, b) => (a.sort < b.sort ? -1 : 1))
    const page = rows.slice(input.offset, input.offset + input.limit)
    return { total: rows.length, rows: page.map(({ sort: _sort, ...row }) => row) }
  },

  readChart: async (ctx, { coopId }) => {
    const own = new Map(
      ((await ownAccounts(ctx, [coopId])).get(coopId) ?? []).map((account) => [
        account.code,
        account,
      ]),
    )
    const chart = await chartOf(ctx, coopId)
    const net = await netBalances(ctx, coopId)
    return {
      accounts: chart.accounts.map((account) => ({
        code: account.code,
        name: account.name,
        fullName: chart.fullName(account.code),
        initials: own.get(account.code)?.initials ?? pinyinOf(account.name.zh).initials,
        class: account.class,
        side: account.side,
        dimension: account.dimension,
        leaf: !chart.hasChildren(account.code),
        own: own.has(account.code),
        retired: own.get(account.code)?.retired ?? false,
        balance: fen(net.get(account.code) ?? 0n),
      })),
    }
  },

  addAccounts: async (ctx, { coopId, accounts }) => {
    const chart = await chartOf(ctx, coopId)
    const known = new Set(chart.accounts.map((account) => account.code))
    const faults: Fault[] = []
    accounts.forEach(({ code }, i) => {
      const path = `$.accounts[${i}].code`
      if (code.length === 3 || chart.nearest(code) === null) {
        const why = text(
          `明细科目须设在国家科目之下，${code}不行`,
          `a new account stands below a national one; ${code} does not`,
        )
        faults.push({ path, text: why })
      } else if (known.has(code)) {
        faults.push({ path, text: text(`科目${code}已有`, `account ${code} exists`) })
      } else if (!known.has(code.slice(0, -2))) {
        const parent = code.slice(0, -2)
        faults.push({
          path,
          text: text(`缺少上级科目${parent}`, `its parent ${parent} is missing`),
        })
      }
      known.add(code)
    })
    if (faults.length > 0) throw badInput(faults)
    await insertAccounts(ctx, coopId, accounts)
    ctx.record({ entity: 'ledger_account', id: coopId, after: { accounts } })
    return { added: accounts.length }
  },

  addParties: async (ctx, { unitId, parties }) => {
    const ids = [...new Set(parties.map((party) => party.coopId))]
    await refuseOutside(ctx, { unitId, ids, path: 'parties' })
    const rows = parties.map((party) => ({ ...party, id: ctx.newId() }))
    const names = rows.map((row) => `${row.coopId}\u0000${row.kind}\u0000${row.name}`)
    const double = names.findIndex((name, i) => names.indexOf(name) !== i)
    if (double >= 0) {
      const why = text('同类同名的往来单位重复', 'the same party twice')
      throw badInput([{ path: `$.parties[${double}].name`, text: why }])
    }
    await insertParties(ctx, rows)
    ctx.record({ entity: 'ledger_party', id: unitId, after: { parties: rows.length } })
    return { ids: rows.map((row) => row.id) }
  },

  listParties: (ctx, input) => partyRows(ctx, { ...input, kind: input.kind, search: input.search }),

  enterOpeningBalances: async (ctx, { unitId, books }) => {
    const ids = books.map((book) => book.coopId)
    await refuseOutside(ctx, { unitId, ids, path: 'books' })
    const known = await booksOf(ctx, ids)
    const missing = books.findIndex((book) => !known.has(book.coopId))
    if (missing >= 0) {
      const why = text('还没有建账', 'has no books yet')
      throw badInput([{ path: `$.books[${missing}].coopId`, text: why }])
    }
    const vouchers = books.map((book) => {
      const year = Math.floor(must(known.get(book.coopId), 'the book').openedPeriod / 100)
      return { coopId: book.coopId, year, lines: book.lines }
    })
    await judgeAll(
      ctx,
      vouchers.map(({ coopId, year, lines }, i) => ({
        coopId,
        path: `$.books[${i}]`,
        voucher: openingVoucher(year, lines),
      })),
    )
    const postings = vouchers.map(({ coopId, year, lines }): Posting => ({
      ...openingVoucher(year, lines),
      ...signatures(ctx),
      id: ctx.newId(),
      coopId,
      kind: 'opening',
      origin: null,
      approval: null,
      reversesId: null,
    }))
    await postAll(ctx, postings)
    ctx.record({ entity: 'opening_balances', id: unitId, after: { coopIds: ids } })
    return { entered: books.length }
  },
}

const openingVoucher = (year: number, lines: Posting['lines']) => ({
  kind: 'general' as const,
  period: year * 100,
  onDate: `${year}-01-01` as Posting['onDate'],
  summary: '期初余额',
  lines,
  attachments: 0,
  template: null,
  clause: null,
  documentIds: [],
})

/** What was typed: characters of the name, or its pinyin initials. */
function matches(name: string, search: string | undefined): boolean {
  if (search === undefined || name.includes(search)) return true
  const typed = typedPinyin(search)
  return typed !== null && pinyinOf(name).initials.includes(typed)
}

/** Several targets in one call: each must lie inside the unit the caller was admitted to. */
export async function refuseOutside(
  ctx: Ctx,
  what: { readonly unitId: AnyId; readonly ids: readonly AnyId[]; readonly path: string },
): Promise<void> {
  // The unit itself was judged when the call was let in.
  const others = what.ids.filter((id) => id !== what.unitId)
  if (others.length === 0) return
  const inside = await insideUnit(ctx, what.unitId, others)
  if (others.every((id) => inside.has(id))) return
  const { zh, en } = text('有的合作社不在所选单位之内。', 'Some co-op is outside the chosen unit.')
  throw new Refusal('not_found', text(zh, `${en} (${what.path})`))
}
