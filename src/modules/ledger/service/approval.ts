import { displayYuan, formatYuan } from '../../../kernel/money.ts'
import type { AnyId, Id } from '../../../kernel/id.ts'
import { Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import {
  actOf,
  bookPayments,
  claimPayments,
  exemptAct,
  findingOf,
  type Objection,
  type Payment,
  spendingRules,
  unbookPayments,
  type Verdict,
} from '../../spending/index.ts'
import type { DraftVoucher } from '../model/draft.ts'
import { classOf, partsOf } from '../rules/payments.ts'
import type { Warning } from '../rules/warnings.ts'
import { membersByIds, partiesByIds } from '../store/chart.ts'

/*
 * On what a voucher's payment was approved. Spending is asked inside the verb that posts, and told in the same
 * transaction what was posted.
 */

/** Marks payments that were booked while approvals of spending were not yet kept in the system. */
const BEFORE_APPROVALS = 'before_approvals'
/** Marks payments that came in by import without the approval they should have had. */
const UNAPPROVED = 'unapproved'

/** A voucher on its way into the books. */
export interface Outgoing {
  readonly id: AnyId
  readonly coopId: AnyId
  readonly voucher: Pick<DraftVoucher, 'onDate' | 'lines' | 'payment'>
  /** The voucher it undoes by red ink. */
  readonly reversesId: AnyId | null
}

/** What spending said to vouchers, until they are posted. */
export interface Approvals {
  /** What the voucher carries: a request, a mark, or null where nothing is paid or asked. */
  readonly of: (id: AnyId) => string | null
  /** Tells spending what was posted. */
  readonly book: () => Promise<void>
}

const given = (ids: readonly (AnyId | null)[]): AnyId[] => [
  ...new Set(ids.filter((id) => id !== null)),
]

/** The payments among these vouchers, with the names of their payees. */
async function paymentsOf(ctx: Ctx, vouchers: readonly Outgoing[]): Promise<Payment[]> {
  const lines = vouchers.flatMap(({ voucher }) => voucher.lines)
  const members = await membersByIds(ctx, given(lines.map(({ memberId }) => memberId)))
  const parties = await partiesByIds(ctx, given(lines.map(({ partyId }) => partyId)))
  return vouchers.flatMap(({ id, coopId, voucher, reversesId }): Payment[] => {
    if (reversesId !== null) return []
    const note = voucher.payment ?? null
    const parts = partsOf(
      voucher.lines,
      ({ memberId, partyId }) => {
        if (memberId !== null) return { memberId, name: members.get(memberId)?.name ?? '' }
        const party = partyId === null ? undefined : parties.get(partyId)
        const pays = party?.kind === 'counterparty' || party?.kind === 'worker'
        return party !== undefined && pays ? { memberId: null, name: party.name } : null
      },
      note?.payee ?? null,
    )
    if (parts.length === 0) return []
    const project = voucher.lines.find(
      ({ partyId }) => partyId !== null && parties.get(partyId)?.kind === 'project',
    )
    return [
      {
        voucherId: id,
        coopId: coopId as Id<'unit'>,
        onDate: voucher.onDate,
        parts,
        projectId: project?.partyId ?? null,
        requestId: note?.requestId ?? null,
        contractId: note?.contractId ?? null,
        class: classOf(voucher.lines),
      },
    ]
  })
}

const markOf = ({ before, approval, objections }: Verdict): string | null =>
  before ? BEFORE_APPROVALS : objections.length > 0 ? UNAPPROVED : approval

/**
 * Asks spending about vouchers in the order in which they are to be posted. `refuse`: what has no approval stops
 * the posting, with the finding and what a request would say; otherwise it is marked and listed.
 */
export async function approvalsFor(
  ctx: Ctx,
  vouchers: readonly Outgoing[],
  { refuse }: { readonly refuse: boolean },
): Promise<Approvals> {
  const payments = await paymentsOf(ctx, vouchers)
  const verdicts = await claimPayments(ctx, payments, { hold: true })
  if (refuse) {
    for (const payment of payments) refuseUnapproved(payment, verdicts.get(payment.voucherId))
  }
  const undone = undoneBy(vouchers)
  return {
    of: (id) => {
      const verdict = verdicts.get(id)
      return verdict === undefined ? null : markOf(verdict)
    },
    book: async () => {
      await bookPayments(ctx, verdicts.values())
      await unbookPayments(ctx, undone)
    },
  }
}

function refuseUnapproved(payment: Payment, verdict: Verdict | undefined): void {
  const [first] = verdict?.objections ?? []
  if (verdict === undefined || first === undefined) return
  throw new Refusal(
    'rule_blocked',
    text(`不能过账:${first.text.zh}。`, `Not posted: ${first.text.en}.`),
    {
      data: {
        findings: verdict.objections.map((one) => findingOf(one, verdict.source)),
        needsApproval: wanted(payment, first),
      },
    },
  )
}

/** What a request for this payment would begin with. */
const wanted = (payment: Payment, { code, part }: Objection) => ({
  code,
  draftId: payment.voucherId,
  coopId: payment.coopId,
  payee: part.name,
  memberId: part.memberId,
  amount: formatYuan(part.amount),
})

/**
 * What an act of the product pays rests on what that act was decided by (an assembly's resolution, an order), as the
 * exemptions of spending say; the voucher carries its origin. What no exemption covers is held against the matrix,
 * counts for later payments, and is marked and listed where it has no approval: an act has no request to name.
 */
export async function approvalsOfActs(
  ctx: Ctx,
  vouchers: readonly (Outgoing & { readonly origin: string })[],
): Promise<Approvals> {
  const payments = await paymentsOf(ctx, vouchers)
  const origins = new Map(vouchers.map(({ id, origin }) => [id, origin]))
  const held = payments.flatMap((payment): Payment[] => {
    const act = actOf(origins.get(payment.voucherId) ?? null)
    const parts = payment.parts.filter(({ memberId }) => exemptAct(act, memberId !== null) === null)
    return parts.length === 0 ? [] : [{ ...payment, parts }]
  })
  const verdicts = await claimPayments(ctx, held, { hold: true })
  const { inUseFrom } = await spendingRules(ctx)
  const days = new Map(payments.map(({ voucherId, onDate }) => [voucherId, onDate]))
  const undone = undoneBy(vouchers)
  return {
    of: (id) => {
      const day = days.get(id)
      if (day === undefined) return null
      if (day < inUseFrom) return BEFORE_APPROVALS
      const verdict = verdicts.get(id)
      if (verdict === undefined) return origins.get(id) ?? null
      return verdict.objections.length > 0 ? UNAPPROVED : null
    },
    book: async () => {
      await bookPayments(ctx, verdicts.values())
      await unbookPayments(ctx, undone)
    },
  }
}

const undoneBy = (vouchers: readonly Outgoing[]) =>
  vouchers.flatMap(({ id, reversesId }) =>
    reversesId === null ? [] : [{ voucherId: id, undoesId: reversesId }],
  )

/** What a bookkeeper is told of a payment that could not be posted as it stands. */
export async function approvalWarnings(ctx: Ctx, voucher: Outgoing): Promise<readonly Warning[]> {
  const payments = await paymentsOf(ctx, [voucher])
  const verdicts = await claimPayments(ctx, payments, { hold: false })
  return [...verdicts.values()].flatMap(({ objections }) =>
    objections.map(({ text: said, part }): Warning => ({
      code: 'needs_approval',
      line: null,
      text: text(
        `${said.zh}(${displayYuan(part.amount)} 元)`,
        `${said.en} (${displayYuan(part.amount)})`,
      ),
    })),
  )
}
