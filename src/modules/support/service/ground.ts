import type { LocalDate } from '../../../kernel/date.ts'
import { yearOf } from '../../../kernel/date.ts'
import { dayNumber } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { fen } from '../../../kernel/money.ts'
import { badInput, notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { Allocated } from '../model.ts'
import { type Sum, sumOf } from '../rules/sums.ts'
import { type AllocationRow, allocationsByIds, type FundRow, fundsByIds } from '../store/funds.ts'

export const refused = (zh: string, en: string): Refusal =>
  new Refusal('not_allowed_now', text(zh, en))

export function refuseFuture(ctx: Ctx, on: LocalDate, path: string): void {
  if (on <= ctx.today) return
  throw badInput([{ path, text: text('不能晚于今天', 'must not lie in the future') }])
}

/** 扶持〔2020〕12号: the number of an allocation. */
export const sayAllocation = (row: { readonly year: number; readonly number: bigint }): string =>
  `扶持〔${row.year}〕${row.number}号`

/** 扶申〔2020〕3号: the number of a request. */
export const sayRequest = (row: { readonly year: number; readonly number: bigint }): string =>
  `扶申〔${row.year}〕${row.number}号`

const KINDS: Readonly<Record<string, string>> = {
  general: '记',
  receipt: '收',
  payment: '付',
  transfer: '转',
}

/** 收-12: a voucher as people call it. */
export const sayVoucher = (kind: string, number: number): string =>
  kind === 'opening' ? '期初余额' : `${KINDS[kind] ?? '记'}-${number}`

export const shownMoney = (sum: Sum) => ({
  given: fen(sum.given),
  returned: fen(sum.returned),
  net: fen(sum.net),
  arrived: fen(sum.arrived),
  used: fen(sum.used),
  waiting: fen(sum.waiting),
  left: fen(sum.left),
})

/** Its part of the ledgers' sums. */
export const allocatedOf = (row: AllocationRow): Allocated => ({
  year: row.fund_year,
  level: row.fund_level,
  given: row.amount_fen,
  returned: row.returned_fen,
  arrived: row.arrived,
  used: row.used,
})

export type AllocationState = 'waiting' | 'partly' | 'arrived' | 'used' | 'taken_back'

export function stateOf(row: AllocationRow): AllocationState {
  const { net, arrived, used } = sumOf([allocatedOf(row)])
  if (net === 0n) return 'taken_back'
  if (arrived === 0n) return 'waiting'
  if (arrived < net) return 'partly'
  return used >= arrived ? 'used' : 'arrived'
}

export const shownAllocation = (ctx: Ctx, row: AllocationRow) => {
  const sum = sumOf([allocatedOf(row)])
  return {
    allocationId: row.id,
    number: sayAllocation(row),
    fund: {
      fundId: row.fund_id,
      unitId: row.fund_unit_id,
      title: row.fund_title,
      level: row.fund_level,
      year: row.fund_year,
      code: row.fund_code,
      document: row.fund_document,
    },
    unit: { id: row.unit_id, kind: row.unit_kind, name: row.unit_name },
    town: row.town,
    purpose: row.purpose,
    basis: row.basis,
    decidedBy: row.decided_by,
    decision: row.decision,
    decidedOn: row.decided_on,
    points: row.points,
    place: row.place,
    among: row.among,
    money: shownMoney(sum),
    asset: fen(row.asset),
    waitingDays: sum.waiting > 0n ? dayNumber(ctx.today) - dayNumber(row.decided_on) : null,
    broken: row.broken,
    state: stateOf(row),
  }
}

/** A fund of this unit; what is elsewhere is not found. */
export async function fundOf(
  ctx: Ctx,
  of: { readonly unitId: AnyId; readonly fundId: AnyId },
): Promise<FundRow> {
  const row = (await fundsByIds(ctx, [of.fundId])).get(of.fundId)
  if (row === undefined || row.unit_id !== of.unitId) throw notFound()
  return row
}

/** An allocation to this unit or to one below it; what is elsewhere is not found. */
export async function allocationOf(
  ctx: Ctx,
  of: { readonly unitId: AnyId; readonly allocationId: AnyId },
): Promise<AllocationRow> {
  const row = (await allocationsByIds(ctx, [of.allocationId])).get(of.allocationId)
  if (row === undefined || !row.ancestors.includes(of.unitId)) throw notFound()
  return row
}

/** '2020-11': the month in which a decision was made, as figures name it. */
export const monthOf = (on: LocalDate): string =>
  `${yearOf(on)}-${String(Number(on.slice(5, 7))).padStart(2, '0')}`
