import type { AnyId } from '../../../kernel/id.ts'
import { fen, ZERO_FEN } from '../../../kernel/money.ts'
import { badInput, notFound, Refusal } from '../../../kernel/refusal.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import {
  balancesAt,
  type BookLine,
  bookLines,
  type Chart,
  chartOf,
  partiesByIds,
  turnoverBetween,
} from '../../ledger/index.ts'
import { coopFacts } from '../../registry/index.ts'
import { holdersByIds } from '../../shares/index.ts'
import type { statementsContract } from '../contract.ts'
import type { Period } from '../model.ts'
import { ledgerPage } from '../rules/ledger-page.ts'
import { ledgerPaper } from '../rules/papers/books.ts'
import { nationalCode, netOf, turnoverOf } from '../rules/sums.ts'
import { fileOf } from './files.ts'

type PageVerbs = Pick<Verbs<typeof statementsContract, Ctx>, 'readLedgerPage' | 'ledgerPageFile'>

interface Wanted {
  readonly coopId: AnyId
  readonly account?: string | undefined
  readonly memberId?: AnyId | undefined
  readonly partyId?: AnyId | undefined
  readonly from: Period
  readonly to: Period
}

export const pageVerbs: PageVerbs = {
  readLedgerPage: async (ctx, wanted) => {
    const { id, name } = await coopFacts(ctx, wanted.coopId)
    const { about, pages } = await pagesOf(ctx, wanted)
    return {
      coop: { id, name },
      about,
      pages: pages.map((page) => ({
        ...page,
        rows: page.rows.map((row) => ({ ...row, voucherId: row.voucherId as AnyId | null })),
      })),
    }
  },

  ledgerPageFile: async (ctx, { file, language, ...wanted }) => {
    const coop = await coopFacts(ctx, wanted.coopId)
    const { about, pages } = await pagesOf(ctx, wanted)
    const [page] = pages
    if (page === undefined) throw notFound()
    const name = `${page.account} ${page.name[language]}${about === null ? '' : ` — ${about}`}`
    const paper = ledgerPaper(
      { coopName: coop.name, language },
      { account: name, period: spanName(wanted.from, wanted.to), daily: page.daily },
      page.rows,
    )
    return fileOf(ctx, paper, { file, language, of: `${coop.name} ${name}` })
  },
}

/** More entries than this are no page any more: the range is to be narrowed. */
const ENTRIES_MAX = 20_000

async function pagesOf(ctx: Ctx, wanted: Wanted) {
  checkRange(wanted)
  const { coopId, account, memberId, partyId, from, to } = wanted
  const about = await nameOf(ctx, wanted)
  const single = memberId !== undefined || partyId !== undefined
  const lines = await bookLines(ctx, {
    coopIds: [coopId],
    ...(account === undefined ? {} : { accounts: [account] }),
    memberId,
    partyId,
    // What stands with one member or party is summed from all lines that name it.
    from: single ? 0 : from,
    to,
  })
  if (lines.length > ENTRIES_MAX) {
    const why = text(
      `共 ${lines.length} 笔，请缩短期间再查。`,
      `${lines.length} entries: choose a shorter stretch.`,
    )
    throw new Refusal('too_large', why)
  }
  const chart = await chartOf(ctx, coopId)
  const who = await namesOf(ctx, lines)
  const codes = account === undefined ? nationalCodes(lines) : [account]
  const before = single ? null : await standingBefore(ctx, coopId, from)
  return {
    about,
    pages: codes.map((code) => {
      const own = lines.filter((line) => line.account.startsWith(code))
      const earlier = before === null ? sumsBefore(own, from) : before(code)
      const daily = ['101', '102', '109'].includes(nationalCode(code))
      const rows = ledgerPage({
        first: from,
        last: to,
        opening: earlier.opening,
        before: earlier.moved,
        daily,
        entries: own
          .filter(({ period }) => period >= from)
          .map((line) => ({
            voucherId: line.voucherId,
            period: line.period,
            onDate: line.onDate as Parameters<typeof ledgerPage>[0]['entries'][number]['onDate'],
            kind: line.kind,
            number: line.number,
            summary: line.summary ?? '',
            who: single ? null : who(line),
            debit: line.debit,
            credit: line.credit,
          })),
      })
      return { account: code, name: nameIn(chart, code), daily, rows }
    }),
  }
}

const nameIn = (chart: Chart, code: string): Text =>
  chart.nearest(code) === null ? text(code, code) : chart.fullName(code)

function checkRange({ account, memberId, partyId, from, to }: Wanted): void {
  if (account === undefined && memberId === undefined && partyId === undefined) {
    const why = text('请给出科目、成员或往来单位', 'name an account, a member or a party')
    throw badInput([{ path: '$.account', text: why }])
  }
  if (from > to || Math.floor(from / 100) !== Math.floor(to / 100)) {
    const why = text(
      '起止期间须在同一年，起不晚于止',
      'both ends lie in one year, the first not after the last',
    )
    throw badInput([{ path: '$.to', text: why }])
  }
}

/** Whom the page is about; a member or party of another co-op is not found. */
async function nameOf(ctx: Ctx, { coopId, memberId, partyId }: Wanted): Promise<string | null> {
  if (memberId !== undefined) {
    const found = (await holdersByIds(ctx, [memberId])).get(memberId)
    if (found === undefined || found.coopId !== coopId) throw notFound()
    return found.holder.name
  }
  if (partyId === undefined) return null
  const party = (await partiesByIds(ctx, [partyId])).get(partyId)
  if (party === undefined || party.coopId !== coopId) throw notFound()
  return party.name
}

async function namesOf(ctx: Ctx, lines: readonly BookLine[]) {
  const ids = (pick: (line: BookLine) => AnyId | null): AnyId[] => [
    ...new Set(lines.map(pick).filter((id) => id !== null)),
  ]
  const members = await holdersByIds(
    ctx,
    ids(({ memberId }) => memberId),
  )
  const parties = await partiesByIds(
    ctx,
    ids(({ partyId }) => partyId),
  )
  return ({ memberId, partyId }: BookLine): string | null =>
    (memberId === null ? undefined : members.get(memberId)?.holder.name) ??
    (partyId === null ? undefined : parties.get(partyId)?.name) ??
    null
}

const nationalCodes = (lines: readonly BookLine[]): string[] =>
  [...new Set(lines.map(({ account }) => nationalCode(account)))].toSorted()

const NOTHING_MOVED = { debit: ZERO_FEN, credit: ZERO_FEN }

/** What accounts held before a period and what moved on them since the first of January. */
async function standingBefore(ctx: Ctx, coopId: AnyId, from: Period) {
  const balances = (await balancesAt(ctx, [coopId], from - 1)).get(coopId) ?? []
  const january = Math.floor(from / 100) * 100 + 1
  const moved =
    from <= january
      ? []
      : ((await turnoverBetween(ctx, [coopId], { from: january, to: from - 1 })).get(coopId) ?? [])
  return (code: string) => ({ opening: netOf(balances, code), moved: turnoverOf(moved, code) })
}

function sumsBefore(lines: readonly BookLine[], from: Period) {
  const earlier = lines.filter(({ period }) => period < from)
  const thisYear = earlier.filter(({ period }) => period > Math.floor(from / 100) * 100)
  const sum = (of: readonly BookLine[], side: 'debit' | 'credit'): bigint =>
    of.reduce((total, line) => total + line[side], 0n)
  return {
    opening: fen(sum(earlier, 'debit') - sum(earlier, 'credit')),
    moved:
      thisYear.length === 0
        ? NOTHING_MOVED
        : { debit: fen(sum(thisYear, 'debit')), credit: fen(sum(thisYear, 'credit')) },
  }
}

/** 2020年1—12月, as ledgers are headed; opening and year-end periods belong to the months beside them. */
function spanName(from: Period, to: Period): Text {
  const year = Math.floor(from / 100)
  const [first, last] = [Math.max(1, from % 100), Math.min(12, Math.max(1, to % 100))]
  return first === last
    ? text(`${year}年${first}月`, `Month ${first} of ${year}`)
    : text(`${year}年${first}—${last}月`, `Months ${first} to ${last} of ${year}`)
}
