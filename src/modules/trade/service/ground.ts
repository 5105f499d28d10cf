import { type LocalDate, yearOf } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { closedThrough, partiesByIds } from '../../ledger/index.ts'
import { holdersOfCoop } from '../../shares/index.ts'
import type { Product } from '../model.ts'
import type { Ground } from '../rules/entry.ts'
import { ordersByIds } from '../store/orders.ts'
import { productsOf } from '../store/products.ts'

/** What the rows of a call name, so that it is read once. */
interface Named {
  readonly days: readonly LocalDate[]
  readonly partyIds: readonly AnyId[]
  readonly orderIds: readonly AnyId[]
}

/** Everything the rules must know of a co-op to judge rows of trade. */
export async function groundFor(
  ctx: Ctx,
  coopId: AnyId,
  named: Named,
): Promise<Ground & { readonly products: ReadonlyMap<AnyId, Product> }> {
  const products = await productsOf(ctx, coopId)
  const holders = await holdersOfCoop(ctx, coopId)
  const parties = await partiesByIds(ctx, [...new Set(named.partyIds)])
  const orders = await ordersByIds(ctx, coopId, [...new Set(named.orderIds)])
  const isClosed = await closedDays(ctx, coopId, named.days)
  const byId = new Map(products.map((product) => [product.id, product]))
  const byName = new Map(products.map((product) => [product.name, product]))
  const memberById = new Map(holders.map((holder) => [holder.id, holder]))
  const memberByNumber = new Map(holders.map((holder) => [holder.memberNumber, holder]))
  return {
    products: byId,
    today: ctx.today,
    productById: (id) => byId.get(id) ?? null,
    productByName: (name) => byName.get(name.normalize('NFC')) ?? null,
    memberById: (id) => memberById.get(id) ?? null,
    memberByNumber: (number) => memberByNumber.get(number) ?? null,
    partyKind: (id) => {
      const party = parties.get(id)
      return party?.coopId === coopId && !party.retired ? party.kind : null
    },
    order: (id) => orders.get(id) ?? null,
    isClosed,
    onlyDeliveries: onlyDeliveries(ctx),
  }
}

/** Whether the caller takes in goods and keeps no books: the village secretary. */
export const onlyDeliveries = (ctx: Ctx): boolean =>
  ctx.actor.kind === 'account' && !ctx.may('ledger.write')

/** Says whether the books of a day's month are closed; books that are not kept here never are. */
export async function closedDays(
  ctx: Ctx,
  coopId: AnyId,
  days: readonly LocalDate[],
): Promise<(on: LocalDate) => boolean> {
  const through = new Map<number, number>()
  for (const year of new Set(days.map(yearOf))) {
    const closed = (await closedThrough(ctx, [coopId], year)).get(coopId)
    if (closed !== undefined) through.set(year, closed)
  }
  return (on) => Number(on.slice(5, 7)) <= (through.get(yearOf(on)) ?? -1)
}

/** @throws Refusal `not_allowed_now` when the books of the day's month are closed. */
export async function refuseClosed(ctx: Ctx, coopId: AnyId, on: LocalDate): Promise<void> {
  if (!(await closedDays(ctx, coopId, [on]))(on)) return
  throw new Refusal(
    'not_allowed_now',
    text(
      `${on.slice(0, 7)} 已结账,请用未结账的日期。`,
      `The books of ${on.slice(0, 7)} are closed; use a day that is open.`,
    ),
  )
}
