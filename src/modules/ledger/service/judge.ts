import { must } from '../../../kernel/assert.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { badInput } from '../../../kernel/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { type Chart } from '../model/chart.ts'
import type { DraftVoucher } from '../model/draft.ts'
import { SLIP } from '../rules/audit-rules.ts'
import { faultsOfVoucher, type VoucherGround, voucherLabel } from '../rules/voucher.ts'
import { type SameDay, type Warning, warningsOfVoucher } from '../rules/warnings.ts'
import { closedThroughYears } from '../store/books.ts'
import { type Member, membersByIds, netBalances, partiesByIds, type Party } from '../store/chart.ts'
import { sameDayVouchers } from '../store/vouchers.ts'
import { approvalWarnings } from './approval.ts'
import { chartsOf } from './charts.ts'
import { limitsOf } from './limits.ts'

/** A voucher that wants into a book, and where it stands in the input. */
export interface Case {
  readonly coopId: AnyId
  readonly path: string
  readonly voucher: DraftVoucher
}

interface Grounds {
  readonly charts: ReadonlyMap<AnyId, Chart>
  readonly members: ReadonlyMap<AnyId, Member>
  readonly parties: ReadonlyMap<AnyId, Party>
  readonly through: ReadonlyMap<string, number>
}

const ids = (values: readonly (AnyId | null)[]): AnyId[] => [
  ...new Set(values.filter((value) => value !== null)),
]

/** What the rules must know of all these books, loaded once for the whole batch. */
async function groundsFor(ctx: Ctx, cases: readonly Case[]): Promise<Grounds> {
  const coopIds = ids(cases.map((one) => one.coopId))
  const lines = cases.flatMap((one) => one.voucher.lines)
  return {
    charts: await chartsOf(ctx, coopIds),
    members: await membersByIds(ctx, ids(lines.map((line) => line.memberId))),
    parties: await partiesByIds(ctx, ids(lines.map((line) => line.partyId))),
    through: await closedThroughYears(ctx, coopIds),
  }
}

function groundOf(coopId: AnyId, grounds: Grounds): VoucherGround {
  return {
    chart: must(grounds.charts.get(coopId), 'the chart'),
    isOpen: (period) => {
      const closed = grounds.through.get(`${coopId} ${Math.floor(period / 100)}`)
      return closed !== undefined && period % 100 > closed
    },
    isMember: (id) => grounds.members.get(id)?.coopId === coopId,
    partyKind: (id) => {
      const party = grounds.parties.get(id)
      return party?.coopId === coopId ? party.kind : null
    },
  }
}

/** Refuses with the faults of every voucher that may not stand in its book. */
export async function judgeAll(ctx: Ctx, cases: readonly Case[]): Promise<void> {
  const grounds = await groundsFor(ctx, cases)
  const byCoop = new Map<AnyId, VoucherGround>()
  const faults = cases.flatMap(({ coopId, path, voucher }) => {
    const ground = byCoop.get(coopId) ?? groundOf(coopId, grounds)
    byCoop.set(coopId, ground)
    return faultsOfVoucher(voucher, ground, path)
  })
  if (faults.length > 0) throw badInput(faults)
}

/** The same for one voucher, and what a bookkeeper should look at before it is posted. */
export async function judgeOne(
  ctx: Ctx,
  one: Case & { readonly draftId?: AnyId; readonly reverses: boolean },
): Promise<readonly Warning[]> {
  await judgeAll(ctx, [one])
  return warningsFor(ctx, one)
}

/** What a bookkeeper should look at; nothing here refuses. */
export async function warningsFor(
  ctx: Ctx,
  one: Case & { readonly draftId?: AnyId; readonly reverses: boolean },
): Promise<readonly Warning[]> {
  const { coopId, voucher, reverses } = one
  const others = await sameDayVouchers(ctx, coopId, voucher.onDate)
  const limits = (await limitsOf(ctx))(voucher.onDate)
  const plain = warningsOfVoucher(voucher, {
    chart: must((await chartsOf(ctx, [coopId])).get(coopId), 'the chart'),
    balances: await netBalances(ctx, coopId),
    cashLimit: limits.cash,
    whiteSlipLimit: limits.slip,
    whiteSlip: SLIP.test([voucher.summary, ...voucher.lines.map((l) => l.summary ?? '')].join(' ')),
    reverses,
    sameDay: others.map((other): SameDay => ({
      label: voucherLabel(other.kind, other.number),
      amount: other.amount,
      names: other.names,
    })),
  })
  if (reverses) return plain
  const asked = { id: one.draftId ?? 'new', coopId, voucher, reversesId: null }
  return [...plain, ...(await approvalWarnings(ctx, asked))]
}
