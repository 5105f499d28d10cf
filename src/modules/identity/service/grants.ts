import { badInput, notFound } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Input, Output } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { identityContract } from '../contract.ts'
import type { HeldRole } from '../model.ts'
import { grantFaults, type WishedRole } from '../rules/grants.ts'
import {
  endGrantAt,
  grantById,
  grantsFrom,
  insertGrants,
  personsOf,
  unitKinds,
} from '../store/accounts.ts'
import { unitsByName } from '../store/units.ts'
import { another, keepAdministrators, notAllowed } from './accounts.ts'

type Contract = typeof identityContract

const actorId = (ctx: Ctx) => (ctx.actor.kind === 'account' ? ctx.actor.accountId : null)

export async function findUnits(
  ctx: Ctx,
  input: Input<Contract['findUnits']>,
): Promise<Output<Contract['findUnits']>> {
  return { rows: await unitsByName(ctx, input) }
}

export async function grantRoles(
  ctx: Ctx,
  input: Input<Contract['grantRoles']>,
): Promise<Output<Contract['grantRoles']>> {
  const wishes = input.grants.map((grant): WishedRole => ({
    accountId: grant.accountId,
    role: grant.role,
    unitId: grant.unitId ?? null,
    validFrom: grant.validFrom ?? ctx.today,
    validTo: grant.validTo ?? null,
  }))
  const accountIds = [...new Set(wishes.map((wish) => wish.accountId))]
  const units = [...new Set(wishes.flatMap((wish) => wish.unitId ?? []))]
  const persons = await personsOf(ctx, accountIds)
  const held = await grantsFrom(ctx, [...persons.keys()], ctx.today)
  const accounts = new Map(
    Array.from(persons, ([id, personId]) => [
      id,
      { personId, held: (held.get(id) ?? []) as readonly HeldRole[] },
    ]),
  )
  const faults = grantFaults(wishes, {
    today: ctx.today,
    actorId: actorId(ctx),
    accounts,
    unitKinds: await unitKinds(ctx, units),
  })
  if (faults.length > 0) throw badInput(faults)
  const rows = wishes.map((wish) => ({
    county_id: ctx.county,
    id: ctx.newId(),
    account_id: wish.accountId,
    role: wish.role,
    unit_id: wish.unitId,
    valid_from: wish.validFrom,
    valid_to: wish.validTo,
    granted_by: actorId(ctx) ?? 'job',
  }))
  await insertGrants(ctx, rows)
  ctx.record({
    entity: 'grant',
    id: rows.length === 1 ? (rows[0]?.id ?? '') : `${rows.length} grants`,
    after: { grants: wishes },
  })
  return { grants: rows.map((row) => ({ id: row.id })) }
}

export async function endGrant(
  ctx: Ctx,
  input: Input<Contract['endGrant']>,
): Promise<Record<string, never>> {
  const { accountId, grantId, reason } = input
  await another(ctx, accountId)
  const grant = await grantById(ctx, accountId, grantId)
  if (grant === null) throw notFound()
  if (grant.validTo !== null && grant.validTo <= ctx.today) {
    throw notAllowed(text('该岗位已经结束。', 'The role has ended already.'))
  }
  const asked = input.validTo ?? ctx.today
  if (asked < ctx.today) {
    throw badInput([
      { path: '$.validTo', text: text('不能早于今天。', 'It cannot end before today.') },
    ])
  }
  // A role that has not begun yet ends before it begins: it will never have counted.
  const validTo = asked < grant.validFrom ? grant.validFrom : asked
  await keepAdministrators(ctx, accountId, [grant.role])
  await endGrantAt(ctx, grantId, validTo)
  ctx.record({
    entity: 'grant',
    id: grantId,
    before: { accountId, role: grant.role, unitId: grant.unitId, validTo: grant.validTo },
    after: { validTo, reason },
  })
  return {}
}
