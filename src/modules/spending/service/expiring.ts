import { z } from 'zod'
import type { Id } from '../../../kernel/id.ts'
import type { Role } from '../../../kernel/role.ts'
import { day, id } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { ancestorsOf } from '../../../platform/unit.ts'
import { colleaguesAt } from '../../identity/index.ts'
import { tell } from '../../messages/index.ts'
import { expiresIn, expiryStage } from '../rules/contract.ts'
import { listedContracts } from '../store/contracts.ts'
import { sayNumber } from '../store/numbers.ts'
import { toldExpiries } from '../store/told.ts'
import { signedDays, stateOfContract } from './contract-present.ts'
import { casesOf } from './ground.ts'
import { spendingRules } from './matrix.ts'

/** The fact that a contract ends soon. */
export const EXPIRING = 'contract.expiring'

/**
 * Tells of contracts in force that end within the county's span of notice, once at each stage: when the span begins,
 * a month before, a week before, and on the last day. A contract that is prolonged is told of anew.
 */
export async function tellExpiring(ctx: Ctx): Promise<void> {
  const { terms } = (await spendingRules(ctx)).on(ctx.today)
  const found = (await listedContracts(ctx, {})).flatMap((row) => {
    const left = expiresIn(row.expires_on, ctx.today, terms.expiryDays)
    return row.ended_on !== null || left === null ? [] : [{ row, left }]
  })
  if (found.length === 0) return
  const rows = found.map(({ row }) => row)
  const cases = await casesOf(
    ctx,
    rows.map(({ id }) => id),
  )
  const signed = await signedDays(ctx, rows, cases)
  const told = await toldExpiries(ctx, EXPIRING)
  for (const { row, left } of found) {
    const stage = expiryStage(left, terms.expiryDays)
    const state = stateOfContract(row, { cases, signed, today: ctx.today })
    if (state !== 'in_force' || told.has(`${row.id} ${stage} ${row.expires_on}`)) continue
    ctx.emit(EXPIRING, {
      contractId: row.id,
      coopId: row.coop_id,
      coopName: row.coop_name,
      number: sayNumber('合', row),
      title: row.title,
      partner: row.partner_name,
      expiresOn: row.expires_on,
      daysLeft: left,
      stage,
    })
  }
}

const expiryFact = z.looseObject({
  contractId: id,
  coopId: id,
  coopName: z.string(),
  number: z.string(),
  title: z.string(),
  expiresOn: day,
  stage: z.number().int(),
})

/** Who renews a contract or lets it end: the co-op's own people, and the station that guides them. */
const TOLD: readonly Role[] = ['coop_accountant', 'village_secretary', 'town_station']

/** Tells them of a contract that ends soon, once at each stage. */
export async function tellOfExpiry(ctx: Ctx, payload: unknown): Promise<void> {
  const fact = expiryFact.parse(payload)
  const units = (await ancestorsOf(ctx.tx, fact.coopId as Id<'unit'>)) ?? []
  const people = await colleaguesAt(ctx, units)
  const { coopName, number, title, expiresOn } = fact
  await tell(ctx, {
    event: `${EXPIRING}:${fact.contractId}:${fact.stage}:${expiresOn}`,
    topic: EXPIRING,
    thread: `${EXPIRING}:${fact.contractId}:${expiresOn}`,
    to: people.filter(({ role }) => TOLD.includes(role)),
    text: text(
      `${coopName}的合同“${title}”（${number}）将于 ${expiresOn} 到期，请续签或办理终止。`,
      `Contract “${title}” (${number}) of ${coopName} ends on ${expiresOn}: renew it or end it.`,
    ),
    link: `/contracts/${fact.contractId}?coopId=${fact.coopId}`,
    dueOn: expiresOn,
  })
}
