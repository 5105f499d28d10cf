import { type AnyId, UUID } from '../../../kernel/id.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { EXEMPTIONS } from '../data/act-bases.ts'
import { actOf } from '../rules/basis.ts'
import { contractTitles } from '../store/contracts.ts'
import { sayNumber } from '../store/numbers.ts'
import { requestNumbers } from '../store/requests.ts'

/* On what the payment of a voucher rests, as people read it. */

export interface PaymentBasis {
  readonly kind: 'request' | 'contract' | 'act' | 'before' | 'unapproved'
  readonly text: Text
  /** Law or rule, where the mark is an exemption. */
  readonly source: string | null
  /** The request or contract it leads to. */
  readonly subjectId: AnyId | null
}

const UNDER_CONTRACT = 'contract:'

/** The bases of marks that vouchers carry (`Verdict.approval`, origins of acts); marks unknown are left out. */
export async function basesOf(
  ctx: Ctx,
  marks: readonly string[],
): Promise<ReadonlyMap<string, PaymentBasis>> {
  const bases = new Map<string, PaymentBasis>()
  const open: string[] = []
  for (const mark of new Set(marks)) {
    const plain = plainBasis(mark)
    if (plain === null) open.push(mark)
    else bases.set(mark, plain)
  }
  const contracts = open.filter(
    (mark) => mark.startsWith(UNDER_CONTRACT) && UUID.test(mark.slice(UNDER_CONTRACT.length)),
  )
  for (const row of await contractTitles(
    ctx,
    contracts.map((mark) => mark.slice(UNDER_CONTRACT.length)),
  )) {
    const number = sayNumber('合', row)
    bases.set(`${UNDER_CONTRACT}${row.id}`, {
      kind: 'contract',
      text: text(`已审批的合同 ${number}“${row.title}”`, `the approved contract ${number}`),
      source: EXEMPTIONS.find(({ act }) => act === null)?.source ?? null,
      subjectId: row.id,
    })
  }
  const requests = open.filter((mark) => UUID.test(mark))
  for (const row of await requestNumbers(ctx, requests)) {
    const number = sayNumber('支', row)
    bases.set(row.id, {
      kind: 'request',
      text: text(`支出审批 ${number}`, `spending request ${number}`),
      source: null,
      subjectId: row.id,
    })
  }
  return bases
}

/** What a mark says by itself; null: it names a request or a contract. */
function plainBasis(mark: string): PaymentBasis | null {
  if (mark === 'before_approvals') {
    const said = text('启用线上审批前入账', 'booked before approvals were kept here')
    return { kind: 'before', text: said, source: null, subjectId: null }
  }
  if (mark === 'unapproved') {
    const said = text('未经审批,已列入清单', 'without approval, and listed as such')
    return { kind: 'unapproved', text: said, source: null, subjectId: null }
  }
  const act = actOf(mark)
  const row = act === null ? undefined : EXEMPTIONS.find((one) => one.act === act)
  return row === undefined
    ? null
    : { kind: 'act', text: row.basis, source: row.source, subjectId: null }
}
