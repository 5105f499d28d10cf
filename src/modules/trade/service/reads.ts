import { yearOf } from '../../../kernel/date.ts'
import { fen, sumFen } from '../../../kernel/money.ts'
import { Refusal } from '../../../kernel/refusal.ts'
import { compareCodePoints, text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { holdersOfPerson } from '../../shares/index.ts'
import type { tradeContract } from '../contract.ts'
import { entryPage, unitNames } from '../store/entries.ts'
import { productSums, totalsInYear } from '../store/totals.ts'
import { patronageOf } from './patronage.ts'
import { memberNames, presenter } from './present.ts'

type ReadVerbs = Pick<
  Verbs<typeof tradeContract, Ctx>,
  'summariseTrades' | 'readPatronage' | 'memberTrades'
>

export const readVerbs: ReadVerbs = {
  summariseTrades: async (ctx, input) => {
    const { total, members, others, rows } = await productSums(ctx, input)
    return {
      total,
      members: fen(members),
      others: fen(others),
      rows: rows.map(({ productId, product, unit, ...row }) => ({
        ...row,
        product: { id: productId, name: product, unit },
        quantity: row.memberQuantity + row.otherQuantity,
        amount: fen(row.memberAmount + row.otherAmount),
        memberAmount: fen(row.memberAmount),
        otherAmount: fen(row.otherAmount),
      })),
    }
  },

  readPatronage: async (ctx, { coopId, year, by, kinds, productIds }) => {
    const found = await patronageOf(ctx, coopId, year, {
      by,
      kinds: kinds ?? null,
      productIds: productIds ?? null,
    })
    const names = await memberNames(ctx, [...found.members.keys()])
    return {
      unit: found.unit,
      total: found.total,
      members: [...found.members]
        .map(([memberId, amount]) => {
          const { number = '', name = '' } = names.get(memberId) ?? {}
          return { memberId, number, name, amount }
        })
        .toSorted((a, b) => compareCodePoints(a.number, b.number)),
    }
  },

  /** Starts from the account's person: no id comes from outside, so there is nothing to ask for of others. */
  memberTrades: async (ctx, { year = yearOf(ctx.today), ...page }) => {
    const { actor } = ctx
    if (actor.kind !== 'account' || actor.personId === null) {
      throw new Refusal(
        'not_found',
        text(
          '此账号没有对应的成员,请联系管理员。',
          'This account belongs to no member; please ask the administrator.',
        ),
      )
    }
    const holders = await holdersOfPerson(ctx, actor.personId)
    const memberIds = holders.map(({ holder }) => holder.id)
    const coopIds = [...new Set(holders.map(({ coopId }) => coopId))]
    const names = await unitNames(ctx, coopIds)
    const totals = await totalsInYear(ctx, { coopIds, year, memberIds })
    const found = await entryPage(ctx, { ...page, year, memberIds })
    const present = await presenter(ctx, found.rows)
    return {
      year,
      memberships: holders.map(({ coopId, holder }) => {
        const own = totals.filter(({ memberId }) => memberId === holder.id)
        return {
          coopId,
          coopName: names.get(coopId) ?? '',
          memberId: holder.id,
          memberNumber: holder.memberNumber,
          amount: sumFen(own.map(({ amount }) => amount)),
          products: own.map(({ productId, product, unit, kind, quantity, amount }) => ({
            product: { id: productId, name: product, unit },
            kind,
            quantity,
            amount: fen(amount),
          })),
        }
      }),
      total: found.total,
      rows: found.rows.map(present),
    }
  },
}
