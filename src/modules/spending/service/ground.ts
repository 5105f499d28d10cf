import type { AnyId } from '../../../kernel/id.ts'
import { fen } from '../../../kernel/money.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { casesAbout, loadCase } from '../../approvals/index.ts'
import type { Organ } from '../model.ts'
import type { Booked, Ground, KnownContract, KnownRequest } from '../rules/claim.ts'
import type { Links } from '../rules/payee.ts'
import { contractsOf, type ListedContract, partnersOf } from '../store/contracts.ts'
import { sayNumber } from '../store/numbers.ts'
import { paymentsSince } from '../store/payments.ts'
import { requestsOf } from '../store/requests.ts'
import type { PartnerRow, PaymentRow, RequestRow } from '../store.ts'
import { type Rules, spendingRules } from './matrix.ts'

/* What is known of co-ops when something is to be paid. */

export type CaseRow = Awaited<ReturnType<typeof casesAbout>>[number]

/** Cases by their id, of the things they are about. */
export async function casesOf(
  ctx: Ctx,
  subjectIds: readonly AnyId[],
): Promise<ReadonlyMap<AnyId, CaseRow>> {
  if (subjectIds.length === 0) return new Map()
  return new Map((await casesAbout(ctx, subjectIds)).map((row) => [row.id, row]))
}

/** How a request stands, by its case. */
export function stateOf(
  row: Pick<RequestRow, 'cancelled_on' | 'case_id'>,
  cases: ReadonlyMap<AnyId, CaseRow>,
): KnownRequest['state'] {
  if (row.cancelled_on !== null) return 'cancelled'
  if (row.case_id === null) return 'free'
  const state = cases.get(row.case_id)?.state ?? 'running'
  return state === 'done' ? 'approved' : state
}

export const bookedOf = (row: PaymentRow): Booked => ({
  voucherId: row.voucher_id,
  onDate: row.on_date,
  memberId: row.payee_member,
  name: row.payee_name,
  amount: row.amount_fen,
  requestId: row.request_id,
  contractId: row.contract_id,
  projectId: row.project_id,
})

export const knownRequest = (
  row: RequestRow,
  cases: ReadonlyMap<AnyId, CaseRow>,
): KnownRequest => ({
  id: row.id,
  number: sayNumber('支', row),
  payee: { memberId: row.payee_member, name: row.payee_name },
  amount: fen(row.amount_fen),
  class: row.class,
  contractId: row.contract_id,
  projectId: row.project_id,
  organs: row.organs as Organ[],
  state: stateOf(row, cases),
  emergencyDue: row.emergency_due,
})

/** Whether something may be paid under a contract: approved and signed, or signed before approvals were in use. */
export async function isLawful(
  ctx: Ctx,
  row: Pick<ListedContract, 'signed_on' | 'case_id'>,
  cases: ReadonlyMap<AnyId, CaseRow>,
): Promise<boolean> {
  if (row.signed_on !== null) return true
  if (row.case_id === null) return false
  const state = cases.get(row.case_id)?.state
  if (state !== 'running') return state === 'done'
  const { standing } = await loadCase(ctx, row.case_id, false)
  return standing.steps.some(({ key, status }) => key === 'sign' && status === 'done')
}

/** Names that share a bank account or a telephone are one payee. */
export function linksOf(partners: readonly PartnerRow[]): Links {
  const links = new Map<string, string>()
  const roots = new Map<string, string>()
  for (const { name_key, account_lookup, phone_lookup } of partners) {
    const marks = [account_lookup, phone_lookup].filter((mark) => mark !== null)
    const root = marks.map((mark) => roots.get(mark)).find((found) => found !== undefined)
    for (const mark of marks) roots.set(mark, root ?? name_key)
    if (root !== undefined && root !== name_key) links.set(name_key, root)
  }
  return links
}

/** What is known of each co-op; payments from before approvals were in use count nowhere. */
export async function groundsOf(
  ctx: Ctx,
  coopIds: readonly AnyId[],
): Promise<{ readonly rules: Rules; readonly grounds: ReadonlyMap<AnyId, Ground> }> {
  const rules = await spendingRules(ctx)
  const payments = await paymentsSince(ctx, coopIds, rules.inUseFrom)
  const requests = await requestsOf(ctx, coopIds)
  const contracts = await contractsOf(ctx, coopIds)
  const partners = await partnersOf(ctx, coopIds)
  const cases = await casesOf(
    ctx,
    [...requests, ...contracts].map(({ id }) => id),
  )
  const known = new Map<AnyId, KnownContract>()
  for (const row of contracts) {
    known.set(row.id, {
      id: row.id,
      title: row.title,
      party: { memberId: null, name: row.partner_name },
      amount: fen(row.amount_fen),
      lawful: await isLawful(ctx, row, cases),
      ended: row.ended_on !== null,
    })
  }
  const grounds = coopIds.map((coopId): [AnyId, Ground] => [
    coopId,
    {
      today: ctx.today,
      matrixOn: rules.on,
      booked: payments.filter(({ coop_id }) => coop_id === coopId).map(bookedOf),
      requests: new Map(
        requests
          .filter(({ coop_id }) => coop_id === coopId)
          .map((row) => [row.id, knownRequest(row, cases)]),
      ),
      contracts: new Map(
        contracts
          .filter(({ coop_id }) => coop_id === coopId)
          .map(({ id }) => [id, known.get(id) as KnownContract]),
      ),
      links: linksOf(partners.filter(({ coop_id }) => coop_id === coopId)),
    },
  ])
  return { rules, grounds: new Map(grounds) }
}
