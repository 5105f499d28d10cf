import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { fen } from '../../../kernel/money.ts'
import { notFound, Refusal } from '../../../kernel/refusal.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { holdersByIds, holdersOfPerson, registersOf } from '../../shares/index.ts'
import { tradeTotals } from '../../trade/index.ts'
import type { distributionContract } from '../contract.ts'
import { NO_SHARES, type Shares } from '../model/account.ts'
import { arithmeticOf } from '../rules/present.ts'
import { type AccountEntry, entriesOf, sharesAt } from '../store/accounts.ts'
import { type DueRow, duesOf } from '../store/payments.ts'
import { coopNames, plansByIds, resolutionsByIds } from '../store/plans.ts'
import { previewExit, settleMotion } from './exits.ts'
import { yearEnd } from './ground.ts'
import { holdingOf, positionsOf, unpaidOf } from './positions.ts'
import { quantifyShares, tiesOf } from './quantify.ts'
import { storedSourced } from './stored.ts'

type AccountVerbs = Pick<
  Verbs<typeof distributionContract, Ctx>,
  | 'quantifyShares'
  | 'readMemberAccounts'
  | 'readMemberAccount'
  | 'exitPreview'
  | 'settleMotion'
  | 'memberDividends'
  | 'memberAccountOwn'
>

export const accountVerbs: AccountVerbs = {
  quantifyShares,

  readMemberAccounts: async (ctx, input) => {
    const asOf = input.asOf ?? ctx.today
    const { coopId } = input
    const members = await positionsOf(ctx, coopId, asOf)
    const shares = (await sharesAt(ctx, [coopId], asOf)).get(coopId) ?? new Map<AnyId, Shares>()
    const contributions = members.reduce((all, { contribution }) => all + contribution, 0n)
    const ties = await tiesOf(ctx, coopId, { asOf, contributions, shares })
    const total = (key: keyof Shares) =>
      fen(members.reduce((all, one) => all + one.shares[key], 0n))
    return {
      asOf,
      totals: {
        contribution: fen(contributions),
        reserveShare: total('reserve'),
        grantShare: total('grant'),
        donationShare: total('donation'),
      },
      ties: ties.map(({ id, title: { zh, en }, accounts, books }) => ({
        id,
        title: { zh, en },
        accounts: fen(accounts),
        books: fen(books),
        same: accounts === books,
      })),
      rows: members.map(({ holderId, number, name, contribution, shares: own }) => ({
        holderId,
        number,
        name,
        ...holdingOf(contribution, own),
      })),
    }
  },

  readMemberAccount: async (ctx, { coopId, holderId, year }) => {
    const found = (await holdersByIds(ctx, [holderId])).get(holderId)
    if (found === undefined || found.coopId !== coopId) throw notFound()
    const { memberNumber: number, name } = found.holder
    const [account] = await accountsOf(ctx, [{ coopId, holderId }], year)
    if (account === undefined) throw notFound()
    return { holderId, number, name, ...account }
  },

  exitPreview: async (ctx, input) => previewExit(ctx, input),

  settleMotion: async (ctx, input) => settleMotion(ctx, input),

  memberDividends: async (ctx) => {
    const own = await ownHolders(ctx)
    const dues = await duesOf(ctx, { holderIds: own.map(({ holderId }) => holderId) })
    const plans = await plansByIds(ctx, [...new Set(dues.map(({ planId }) => planId))])
    const resolutions = await resolutionsByIds(
      ctx,
      [...plans.values()].flatMap(({ resolution_id: id }) => id ?? []),
    )
    const names = await coopNames(
      ctx,
      dues.map(({ coopId }) => coopId),
    )
    return {
      rows: dues.map((due) => {
        const plan = plans.get(due.planId)
        const sourced = plan === undefined ? null : storedSourced(plan)
        const resolution = resolutions.get(plan?.resolution_id ?? '')
        const { returned, residual, converted, paid, unpaid } = distributedOf(due)
        return {
          coopId: due.coopId,
          coopName: names.get(due.coopId) ?? '',
          memberNumber: own.find(({ holderId }) => holderId === due.holderId)?.number ?? '',
          year: due.year,
          returned,
          residual,
          total: fen(returned + residual),
          converted,
          paid,
          unpaid,
          decidedOn: resolution?.decided_on ?? null,
          resolution: resolution?.number ?? null,
          arithmetic: sourced === null ? [] : arithmeticOf(sourced, due.holderId),
        }
      }),
    }
  },

  memberAccountOwn: async (ctx, { year }) => {
    const own = await ownHolders(ctx)
    const names = await coopNames(
      ctx,
      own.map(({ coopId }) => coopId),
    )
    const accounts = await accountsOf(ctx, own, year)
    return {
      accounts: own.flatMap(({ coopId, number }, i) => {
        const account = accounts[i]
        if (account === undefined) return []
        return [{ coopId, coopName: names.get(coopId) ?? '', memberNumber: number, ...account }]
      }),
    }
  },
}

/** The memberships of the person behind the account; no id comes from outside. */
async function ownHolders(ctx: Ctx) {
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
  return holders.map(({ coopId, holder }) => ({
    coopId,
    holderId: holder.id,
    number: holder.memberNumber,
  }))
}

const distributedOf = (due: DueRow) => ({
  year: due.year,
  returned: fen(due.returned + due.convertedReturn),
  residual: fen(due.residual + due.convertedResidual),
  converted: fen(due.convertedReturn + due.convertedResidual),
  paid: fen(due.paidReturn + due.paidResidual),
  unpaid: fen(unpaidOf(due)),
})

/** The whole account of each of these memberships: what it holds, how it came, what was distributed and traded. */
async function accountsOf(
  ctx: Ctx,
  of: readonly { readonly coopId: AnyId; readonly holderId: AnyId }[],
  asked: number | undefined,
) {
  const holderIds = of.map(({ holderId }) => holderId)
  const coopIds = [...new Set(of.map(({ coopId }) => coopId))]
  const year = asked ?? Number(ctx.today.slice(0, 4))
  const day = asked === undefined || yearEnd(year) > ctx.today ? ctx.today : yearEnd(year)
  const registers = await registersOf(ctx, coopIds)
  const shares = await sharesAt(ctx, coopIds, day)
  const entries = await entriesOf(ctx, { holderIds })
  const dues = await duesOf(ctx, { holderIds })
  const trades = await tradeTotals(ctx, coopIds, year)
  return of.map(({ coopId, holderId }) => {
    const row = registers
      .get(coopId)
      ?.on(day)
      .rows.find(({ holder }) => holder.id === holderId)
    return {
      ...holdingOf(row?.paid ?? 0n, shares.get(coopId)?.get(holderId) ?? NO_SHARES),
      entries: entries
        .filter((entry) => entry.holderId === holderId && entry.on <= day)
        .map((entry) => ({
          on: entry.on,
          year: entry.year,
          kind: entry.kind,
          amount: fen(entry.amount),
          cause: causeOf(entry),
          voucherId: entry.voucherId,
          planId: entry.planId,
        })),
      distributions: dues.filter((due) => due.holderId === holderId).map(distributedOf),
      year,
      trades: trades
        .filter(({ memberId }) => memberId === holderId)
        .map(({ product, unit, quantity, amount }) => ({
          product,
          unit,
          quantity: quantityText(quantity),
          amount: fen(amount),
        })),
    }
  })
}

const MICRO = 1_000_000n

function quantityText(micro: bigint): string {
  const size = micro < 0n ? -micro : micro
  const places = (size % MICRO).toString().padStart(6, '0').replace(/0+$/, '')
  return `${micro < 0n ? '-' : ''}${size / MICRO}${places === '' ? '' : `.${places}`}`
}

function causeOf(entry: AccountEntry): { zh: string; en: string } {
  const said = saidOf(entry)
  return { zh: said.zh, en: said.en }
}

function saidOf({ cause, basis, heads, year, summary, party }: AccountEntry): Text {
  if (cause === 'plan') {
    return text(`${year}年度提取的公积金量化`, `Reserve of ${year}, quantified`)
  }
  if (cause === 'reversal') {
    return text(`冲销${year}年度公积金量化`, `Reserve of ${year}, taken back`)
  }
  if (cause === 'leaving') {
    return text(
      `有人退社,余额在 ${heads} 名成员中重新量化`,
      `Somebody left: quantified anew over ${heads}`,
    )
  }
  if (cause === 'year_end') {
    return text(
      `${year}年末在 ${heads} 名成员中重新平均量化`,
      `Averaged anew over ${heads} members at the end of ${year}`,
    )
  }
  const what = [summary ?? '', party ?? ''].filter((part) => part !== '').join(' ')
  if (basis === 'equal') {
    return text(
      `${what}(按当日 ${heads} 名成员平均量化)`,
      `${what} (equally over ${heads} members of that day)`,
    )
  }
  if (basis === 'contribution') return text(`${what}(按出资量化)`, `${what} (by contribution)`)
  return text(what, what)
}

/** What each member's account holds at the end of a day, and what was declared, paid and converted. */
export async function memberPositions(ctx: Ctx, coopIds: readonly AnyId[], asOf: LocalDate) {
  const registers = await registersOf(ctx, coopIds)
  const shares = await sharesAt(ctx, coopIds, asOf)
  return coopIds.flatMap((coopId) => {
    const register = registers.get(coopId)
    if (register === undefined) return []
    const paid = new Map(register.on(asOf).rows.map((row) => [row.holder.id, row.paid]))
    return register.holders
      .filter(({ kind, joinedOn }) => kind !== 'other' && joinedOn <= asOf)
      .map(({ id, memberNumber, name }) => ({
        coopId,
        memberId: id,
        number: memberNumber,
        name,
        ...holdingOf(paid.get(id) ?? 0n, shares.get(coopId)?.get(id) ?? NO_SHARES),
      }))
  })
}
