import type { AnyId } from '../../../kernel/id.ts'
import { fen } from '../../../kernel/money.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { actorAccount } from '../../../platform/actor.ts'
import { basesOf } from '../../spending/index.ts'
import type { Chart } from '../model/chart.ts'
import { linesOf } from '../model/draft.ts'
import type { Line } from '../model.ts'
import { membersByIds, partiesByIds } from '../store/chart.ts'
import type { DraftRow } from '../store/drafts.ts'
import { linesOfVouchers, type VoucherRow } from '../store/vouchers.ts'
import { chartsOf } from './charts.ts'

/** Names for lines: of the account by the co-op's chart, of the member by the register, of the party. */
export interface Names {
  readonly charts: ReadonlyMap<AnyId, Chart>
  readonly members: ReadonlyMap<AnyId, { readonly number: string; readonly name: string }>
  readonly parties: ReadonlyMap<AnyId, { readonly name: string }>
}

const named = (ids: readonly (AnyId | null)[]): AnyId[] => [
  ...new Set(ids.filter((id) => id !== null)),
]

async function namesFor(
  ctx: Ctx,
  coopIds: readonly AnyId[],
  lines: readonly Line[],
): Promise<Names> {
  return {
    charts: await chartsOf(ctx, [...new Set(coopIds)]),
    members: await membersByIds(ctx, named(lines.map((line) => line.memberId))),
    parties: await partiesByIds(ctx, named(lines.map((line) => line.partyId))),
  }
}

function presentLine(line: Line, coopId: AnyId, names: Names) {
  const member = line.memberId === null ? undefined : names.members.get(line.memberId)
  const party = line.partyId === null ? undefined : names.parties.get(line.partyId)
  return {
    ...line,
    accountName: names.charts.get(coopId)?.fullName(line.account) ?? { zh: '', en: '' },
    member: member === undefined ? null : { number: member.number, name: member.name },
    party: party?.name ?? null,
  }
}

/** On what a payment rests: its approval, else the act that pays what the assembly has resolved. */
const markOf = ({ approval, kind, origin }: VoucherRow): string | null =>
  approval ?? (kind === 'payment' ? origin : null)

/** Vouchers with their lines and all names, in the order given. */
export async function presentVouchers(ctx: Ctx, rows: readonly VoucherRow[]) {
  const lines = await linesOfVouchers(ctx, rows)
  const names = await namesFor(
    ctx,
    rows.map((row) => row.coop_id),
    [...lines.values()].flat(),
  )
  const bases = await basesOf(
    ctx,
    rows.flatMap((row) => markOf(row) ?? []),
  )
  return rows.map((row) => ({
    id: row.id,
    coopId: row.coop_id,
    period: row.period,
    kind: row.kind,
    number: row.number,
    onDate: row.on_date,
    summary: row.summary,
    amount: fen(row.amount_fen),
    attachments: row.attachments,
    template: row.template,
    clause: row.clause,
    origin: row.origin,
    approval: row.approval,
    basis: bases.get(markOf(row) ?? '') ?? null,
    reversesId: row.reverses_id,
    reversedById: row.reversed_by_id,
    preparedBy: row.prepared_name,
    approvedBy: row.approved_name,
    postedAt: row.posted_at,
    hash: row.hash.toString('hex'),
    lines: (lines.get(row.id) ?? []).map((line) => presentLine(line, row.coop_id, names)),
  }))
}

/** Drafts with all names; `mine` says that the caller may not approve them. */
export async function presentDrafts(ctx: Ctx, rows: readonly DraftRow[]) {
  const lines = new Map(rows.map((row) => [row.id, linesOf(row.content)]))
  const names = await namesFor(
    ctx,
    rows.map((row) => row.coop_id),
    [...lines.values()].flat(),
  )
  return rows.map((row) => ({
    id: row.id,
    coopId: row.coop_id,
    status: row.status,
    onDate: row.on_date,
    summary: row.summary,
    amount: fen(row.amount_fen),
    kind: row.content.kind,
    period: row.content.period,
    attachments: row.content.attachments,
    template: row.content.template,
    clause: row.content.clause,
    documentIds: [...row.content.documentIds],
    payment: row.content.payment ?? null,
    reversesId: row.reverses_id,
    returnReason: row.return_reason,
    preparedBy: row.prepared_name,
    mine: row.prepared_by !== null && row.prepared_by === actorAccount(ctx),
    preparedAt: row.prepared_at,
    voucherId: row.voucher_id,
    lines: (lines.get(row.id) ?? []).map((line) => presentLine(line, row.coop_id, names)),
  }))
}

/** Lines that are no voucher yet, with all names; one list for each given. */
export async function presentLines(ctx: Ctx, coopId: AnyId, lists: readonly (readonly Line[])[]) {
  const names = await namesFor(ctx, [coopId], lists.flat())
  return lists.map((lines) => lines.map((line) => presentLine(line, coopId, names)))
}
