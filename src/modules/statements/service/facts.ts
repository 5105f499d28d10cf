import { fraction } from '../../../kernel/fraction.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { fen, ZERO_FEN } from '../../../kernel/money.ts'
import { badInput, notFound } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { memberPositions } from '../../distribution/index.ts'
import { bookLines, type BookLine } from '../../ledger/index.ts'
import { type CoopFacts, personsByIds } from '../../registry/index.ts'
import { holdersByIds, registersOf } from '../../shares/index.ts'
import type {
  MemberAccountEntry,
  MemberAccountFacts,
  NoteFacts,
  TypedNotes,
} from '../model/facts.ts'
import { lastDay, type ReportPeriod } from '../model/period.ts'
import type { Statements } from '../model.ts'
import { netOf, rowAmount } from '../rules/sums.ts'
import type { CoopBooks } from './books.ts'
import { type MemberParts, memberParts, tradeOfYear } from './member-parts.ts'

/** What the notes can say from the books, the register and the trades; the rest waits for people. */
export async function noteFacts(
  ctx: Ctx,
  coop: CoopFacts,
  about: {
    readonly period: ReportPeriod
    readonly loaded: CoopBooks
    readonly statements: Statements
    readonly typed: TypedNotes
  },
): Promise<NoteFacts> {
  const { period, loaded, statements, typed } = about
  const day = lastDay(period)
  const asOf = day < ctx.today ? day : ctx.today
  const register = (await registersOf(ctx, [coop.id])).get(coop.id)?.on(asOf)
  const members = (register?.rows ?? []).filter(({ holder }) => holder.kind !== 'other')
  const units = members.filter(({ holder }) => holder.kind !== 'person')
  const trade = await tradeOfYear(ctx, coop.id, period.year)
  const positions = await memberPositions(ctx, [coop.id], asOf)
  const reserveOf = new Map(positions.map(({ memberId, reserveShare }) => [memberId, reserveShare]))
  const [reserve, surplus] = [15, 12].map((row) =>
    rowAmount(statements.surplus.rows, row, 'current'),
  )
  const pending = netOf(loaded.books.closing, '181')
  const flows = (item: string) =>
    loaded.books.equityFlows
      .filter((flow) => flow.account.startsWith('311') && flow.item === item)
      .map((flow) => ({ name: '转入专项基金', amount: flow.credit, remark: '见会农社03表' }))
  return {
    coopName: coop.name,
    members: members.length,
    farmers: members.filter(({ holder }) => holder.farmer).length,
    unitMembers: units.length,
    contributions: rowAmount(statements.balanceSheet.rows, 36, 'closing'),
    servedMembers: typed.servedMembers ?? null,
    mainBusiness: typed.mainBusiness ?? null,
    officers: typed.officers ?? null,
    holdings: members.map(({ holder, paid }) => ({
      number: holder.memberNumber,
      name: holder.name,
      contribution: fen(paid),
      reserveShare: reserveOf.get(holder.id) ?? ZERO_FEN,
      change: holder.joinedOn.startsWith(`${period.year}-`) ? `${holder.joinedOn} 入社` : '',
    })),
    keyItems: typed.keyItems ?? null,
    lossesNotWrittenOff: [
      ...(pending === 0n
        ? []
        : [{ name: '待处理财产损溢', amount: pending, remark: '尚未批准核销' }]),
      ...(typed.losses ?? []),
    ],
    nominalAssets: typed.nominalAssets ?? null,
    mainBusinessChange: typed.mainBusinessChange ?? null,
    foreignTrade: typed.foreignTrade ?? null,
    majorMatters: typed.majorMatters ?? null,
    donations: flows('donation'),
    support: [...flows('state_grant'), ...(typed.support ?? [])],
    tradeWithMembers: trade?.members ?? null,
    tradeWithOthers: trade?.others ?? null,
    reserveRate:
      reserve === undefined || surplus === undefined || surplus <= 0n
        ? null
        : fraction(reserve, surplus),
    distributionPlan: typed.distributionPlan ?? null,
    litigation: typed.litigation ?? null,
    taxAdjustments: typed.taxAdjustments ?? null,
    others: typed.others ?? null,
  }
}

/** The account of one member: contributions and distributions from the ledger, the rest from its seam. */
export async function memberFacts(
  ctx: Ctx,
  coopId: AnyId,
  of: { readonly memberId: AnyId | undefined; readonly year: number },
) {
  const { memberId, year } = of
  if (memberId === undefined) {
    throw badInput([{ path: '$.memberId', text: text('请选择成员', 'choose a member') }])
  }
  const found = (await holdersByIds(ctx, [memberId])).get(memberId)
  if (found === undefined || found.coopId !== coopId) throw notFound()
  const { holder } = found
  const lines = await bookLines(ctx, {
    coopIds: [coopId],
    accounts: ['221', '222', '301'],
    memberId,
    from: 0,
    to: year * 100 + 13,
  })
  const parts = await memberParts(ctx, { coopId, memberId, year })
  const before = lines.filter(({ period }) => period <= year * 100)
  const vouchers = Map.groupBy(
    lines.filter(({ period }) => period > year * 100),
    ({ voucherId }) => voucherId,
  )
  const shown = [
    ...[...vouchers].map(([voucherId, own]) => ({ voucherId, entry: entryOf(own) })),
    ...parts.changes.map(({ voucherId, ...change }) => ({
      voucherId,
      entry: { ...NOTHING, ...NO_MONEY, ...change },
    })),
  ]
    .filter(({ entry }) => moves(entry))
    .toSorted((a, b) =>
      a.entry.onDate < b.entry.onDate ? -1 : a.entry.onDate > b.entry.onDate ? 1 : 0,
    )
  const person = holder.personId === null ? undefined : await personsByIds(ctx, [holder.personId])
  const village = person?.get(holder.personId ?? coopId)?.householdNumber ?? null
  const facts: MemberAccountFacts = {
    member: {
      number: holder.memberNumber,
      name: holder.name,
      address: village === null ? '' : `${village}户`,
    },
    year,
    products: parts.products,
    opening: { ...parts.opening, ...contributionsOf(before) },
    entries: [
      ...shown.map(({ entry }) => entry),
      ...(parts.products.length === 0 ? [] : [tradesOf(parts, year)]),
    ],
  }
  return { facts, vouchers: shown.map(({ voucherId }) => voucherId) }
}

/** Paid in less taken out, apart by whether it came from an asset of a poverty-alleviation project. */
function contributionsOf(lines: readonly BookLine[]) {
  const of = (assisted: boolean) =>
    fen(
      lines
        .filter((line) => line.account.startsWith('301') && line.assisted === assisted)
        .reduce((sum, line) => sum + line.credit - line.debit, 0n),
    )
  return { assistedContribution: of(true), otherContribution: of(false) }
}

const NOTHING = {
  volumes: new Map(),
  values: new Map(),
  reserveShare: ZERO_FEN,
  grantShare: ZERO_FEN,
  donationShare: ZERO_FEN,
} as const

/** What one voucher did to a member: contributions, and what was declared on 221 and 222. */
function entryOf(lines: readonly BookLine[]): MemberAccountEntry {
  const declared = (code: string) =>
    fen(
      lines
        .filter((line) => line.account.startsWith(code))
        .reduce((sum, line) => sum + line.credit, 0n),
    )
  return {
    ...NOTHING,
    ...contributionsOf(lines),
    onDate: (lines[0]?.onDate ?? '') as MemberAccountEntry['onDate'],
    summary: lines[0]?.summary ?? '',
    surplusReturn: declared('221'),
    residual: declared('222'),
  }
}

/** Paying out what was declared before is no change of the account. */
const moves = (entry: MemberAccountEntry): boolean =>
  [
    entry.reserveShare,
    entry.grantShare,
    entry.donationShare,
    entry.assistedContribution,
    entry.otherContribution,
    entry.surplusReturn,
    entry.residual,
  ].some((amount) => amount !== 0n)

const NO_MONEY = {
  assistedContribution: ZERO_FEN,
  otherContribution: ZERO_FEN,
  surplusReturn: ZERO_FEN,
  residual: ZERO_FEN,
} as const

const tradesOf = (parts: MemberParts, year: number): MemberAccountEntry => ({
  ...NOTHING,
  ...NO_MONEY,
  onDate: `${year}-12-31` as MemberAccountEntry['onDate'],
  summary: '全年交易合计',
  volumes: parts.volumes,
  values: parts.values,
})
