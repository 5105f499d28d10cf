import type { Instant, LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { badInput, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import {
  booksOf,
  chartOf,
  exportText,
  partiesByIds,
  type VoucherMark,
  vouchersInOrder,
} from '../../ledger/index.ts'
import { coopFacts } from '../../registry/index.ts'
import { holdersByIds } from '../../shares/index.ts'
import type { statementsContract } from '../contract.ts'

type ExportVerbs = Pick<Verbs<typeof statementsContract, Ctx>, 'exportBooks'>

/** Vouchers a page: what is held in memory at once, however long the book is. */
const PAGE = 100

const ENDINGS = { hledger: 'journal', beancount: 'beancount', csv: 'csv' } as const

export const exportVerbs: ExportVerbs = {
  exportBooks: async (ctx, { coop: coopId, format, after }) => {
    const { name } = await coopFacts(ctx, coopId)
    const book = (await booksOf(ctx, [coopId])).get(coopId)
    if (book === undefined) {
      const why = text('这家合作社还没有建账。', 'The co-op keeps no books yet.')
      throw new Refusal('not_allowed_now', why)
    }
    const begin = after === undefined ? { until: ctx.now, mark: null } : readCursor(after)
    const vouchers = await vouchersInOrder(ctx, {
      coopId,
      after: begin.mark,
      until: begin.until,
      limit: PAGE,
    })
    const names = await namesOf(
      ctx,
      vouchers.flatMap(({ lines }) => lines),
    )
    const pieces = exportText(
      format,
      {
        title: name,
        chart: await chartOf(ctx, coopId),
        // Opening balances are dated the first of January of the first year.
        from: `${Math.floor(book.openedPeriod / 100)}-01-01` as LocalDate,
        opening: [],
        ...names,
        begun: after !== undefined,
      },
      vouchers,
    )
    const last = vouchers.length < PAGE ? undefined : vouchers.at(-1)
    return {
      name: `${name} 账簿.${ENDINGS[format]}`,
      text: [...pieces].join(''),
      next: last === undefined ? null : writeCursor(begin.until, last),
    }
  },
}

async function namesOf(
  ctx: Ctx,
  lines: readonly { readonly memberId: AnyId | null; readonly partyId: AnyId | null }[],
) {
  const ids = (list: readonly (AnyId | null)[]): AnyId[] => [
    ...new Set(list.filter((id) => id !== null)),
  ]
  const members = await holdersByIds(ctx, ids(lines.map(({ memberId }) => memberId)))
  const parties = await partiesByIds(ctx, ids(lines.map(({ partyId }) => partyId)))
  return {
    memberName: (id: AnyId): string | null => {
      const holder = members.get(id)?.holder
      return holder === undefined ? null : `${holder.memberNumber} ${holder.name}`
    },
    partyName: (id: AnyId): string | null => parties.get(id)?.name ?? null,
  }
}

const writeCursor = (until: Instant, { period, kind, number }: VoucherMark): string =>
  [until, period, kind, number].join(' ')

const CURSOR = /^(\d{4}-\d\d-\d\dT[\d:.]+Z) (\d{6}) ([a-z]+) (\d{1,9})$/

function readCursor(written: string): { readonly until: Instant; readonly mark: VoucherMark } {
  const [, until, period, kind, number] = CURSOR.exec(written) ?? []
  if (until === undefined || kind === undefined || Number.isNaN(Date.parse(until))) {
    throw badInput([{ path: '$.after', text: text('续页标记不对', 'is no mark of a page') }])
  }
  return {
    until: until as Instant,
    mark: { period: Number(period), kind, number: Number(number) },
  }
}
