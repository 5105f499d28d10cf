import type { AnyId } from '../../../kernel/id.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { bookLines, partiesByIds, type Period } from '../../ledger/index.ts'
import { holdersOfCoop } from '../../shares/index.ts'
import { checkPartner, nameKey, partnersOf } from '../../spending/index.ts'
import { listOrders } from '../../trade/index.ts'
import type { HelperRow } from '../store/helpers.ts'

export interface Conflict {
  readonly kind: 'holder' | 'partner' | 'buyer' | 'supplier' | 'lender' | 'related'
  readonly who: string
  readonly text: Text
  readonly certain: boolean
}

const say = (kind: Conflict['kind'], who: string, said: Text): Conflict => ({
  kind,
  who,
  text: said,
  certain: true,
})

/**
 * Where a paired enterprise, its representative or its owners meet the co-op in another part: as holder, other side
 * of a contract, buyer, supplier or lender, or related to who acts for the co-op (seed R102; 农民专业合作社法 36). A
 * flag, no verdict: an order is what pairing is for, and must be seen all the same.
 */
export async function conflictsOf(
  ctx: Ctx,
  coopId: AnyId,
  enterprise: Pick<HelperRow, 'name' | 'credit_code' | 'legal_rep' | 'owners' | 'address'>,
): Promise<Conflict[]> {
  const behind = [enterprise.legal_rep, ...enterprise.owners].filter((name) => name !== null)
  const names = new Map([enterprise.name, ...behind].map((name) => [nameKey(name), name]))
  const own = (name: string): string | undefined => names.get(nameKey(name))
  const found: Conflict[] = []
  for (const { name, leftOn } of await holdersOfCoop(ctx, coopId)) {
    if (leftOn !== null || own(name) === undefined) continue
    const said = text(`${name}在成员名册中,持有本社出资`, `${name} holds shares of the co-op`)
    found.push(say('holder', name, said))
  }
  for (const { name } of await partnersOf(ctx, [coopId])) {
    if (own(name) === undefined) continue
    const said = text(`${name}是本社合同对方`, `${name} is the other side of a contract`)
    found.push(say('partner', name, said))
  }
  const { rows: orders } = await listOrders(ctx, { coopId, limit: 500, offset: 0 })
  for (const name of new Set(orders.map(({ buyer }) => buyer.name))) {
    if (own(name) === undefined) continue
    found.push(say('buyer', name, text(`${name}是本社订单买方`, `${name} buys from the co-op`)))
  }
  for (const { name, account } of await dealingsWith(ctx, coopId)) {
    if (own(name) === undefined) continue
    const lends = /^(201|231)/.test(account)
    const said = lends
      ? text(`本社账上有向${name}的借款`, `the books show a loan from ${name}`)
      : text(`本社账上有对${name}的应付款`, `the books show debts to ${name}`)
    found.push(say(lends ? 'lender' : 'supplier', name, said))
  }
  found.push(...(await relatedTo(ctx, coopId, enterprise)))
  return found
}

/** Loans, debts: the accounts of the books on which a named party stands. */
async function dealingsWith(ctx: Ctx, coopId: AnyId) {
  const lines = await bookLines(ctx, {
    coopIds: [coopId],
    accounts: ['201', '211', '231'],
    from: 0 as Period,
    to: 999_913 as Period,
  })
  const parties = await partiesByIds(
    ctx,
    lines.flatMap(({ partyId }) => (partyId === null ? [] : [partyId])),
  )
  const known = new Map(
    lines.flatMap(({ partyId, account }) => {
      const name = partyId === null ? undefined : parties.get(partyId)?.name
      const first = account.slice(0, 3)
      return name === undefined ? [] : [[`${first}${name}`, { name, account: first }] as const]
    }),
  )
  return [...known.values()]
}

/** Ties to the chair, directors, supervisors, accountants and cadres, of the enterprise and of each owner. */
async function relatedTo(
  ctx: Ctx,
  coopId: AnyId,
  enterprise: Pick<HelperRow, 'name' | 'credit_code' | 'legal_rep' | 'owners' | 'address'>,
): Promise<Conflict[]> {
  const found: Conflict[] = []
  const asked = [
    enterprise.legal_rep,
    ...enterprise.owners.filter((o) => o !== enterprise.legal_rep),
  ]
  const seen = new Set<string>()
  for (const legalRep of asked) {
    const ties = await checkPartner(ctx, coopId, {
      name: enterprise.name,
      creditCode: enterprise.credit_code,
      legalRep,
      idNumber: null,
      phone: null,
      account: null,
      address: enterprise.address,
    })
    for (const tie of ties) {
      if (seen.has(tie.text.zh)) continue
      seen.add(tie.text.zh)
      found.push({ kind: 'related', who: tie.name, text: tie.text, certain: tie.certain })
    }
  }
  return found
}
