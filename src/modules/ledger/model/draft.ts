import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { fen } from '../../../kernel/money.ts'
import type { Line, Period, VoucherKind } from '../model.ts'

/** What the voucher of a payment says beside its lines: the payee, and on which approval it is paid. */
export interface PaymentNote {
  readonly payee?: string | null | undefined
  /** A request of spending. */
  readonly requestId?: AnyId | null | undefined
  readonly contractId?: AnyId | null | undefined
}

/** What a draft says, exact values inside. */
export interface DraftVoucher {
  readonly kind: VoucherKind
  readonly onDate: LocalDate
  readonly period: Period
  readonly summary: string
  readonly lines: readonly Line[]
  readonly attachments: number
  readonly template: string | null
  readonly clause: string | null
  readonly documentIds: readonly AnyId[]
  readonly payment?: PaymentNote | null | undefined
}

/** The same as it lies in the database: JSON, so fen are text. */
export interface DraftContent {
  readonly kind: VoucherKind
  readonly period: Period
  readonly lines: readonly {
    readonly account: string
    readonly debit: string
    readonly credit: string
    readonly memberId: AnyId | null
    readonly partyId: AnyId | null
    readonly item: string | null
    readonly assisted: boolean
    readonly summary: string | null
  }[]
  readonly attachments: number
  readonly template: string | null
  readonly clause: string | null
  readonly documentIds: readonly AnyId[]
  /** Absent in drafts from before approvals were kept. */
  readonly payment?: PaymentNote | null
}

export const contentOf = (voucher: DraftVoucher): DraftContent => ({
  kind: voucher.kind,
  period: voucher.period,
  lines: voucher.lines.map((line) => ({
    ...line,
    debit: line.debit.toString(),
    credit: line.credit.toString(),
  })),
  attachments: voucher.attachments,
  template: voucher.template,
  clause: voucher.clause,
  documentIds: voucher.documentIds,
  payment: voucher.payment ?? null,
})

export const linesOf = (content: DraftContent): Line[] =>
  content.lines.map((line) => ({
    ...line,
    debit: fen(BigInt(line.debit)),
    credit: fen(BigInt(line.credit)),
  }))

/** The period a day falls into. */
export const periodOf = (day: LocalDate): Period =>
  Number(day.slice(0, 4)) * 100 + Number(day.slice(5, 7))

/** Half of all that moves: the debit total of a voucher without red-ink lines, in fen. */
export function amountOf(lines: readonly Line[]): bigint {
  const size = (value: bigint): bigint => (value < 0n ? -value : value)
  return lines.reduce((sum, line) => sum + size(line.debit) + size(line.credit), 0n) / 2n
}
