import type { AnyId } from '../../../kernel/id.ts'
import { type Fen, fen } from '../../../kernel/money.ts'
import { notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Input } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { enterLeaving, leavingBy, resolutionCarried } from '../../governance/index.ts'
import type { distributionContract } from '../contract.ts'
import { settleUnder } from '../rules/exit.ts'
import { placeOf } from '../rules/inputs.ts'
import { duesOf } from '../store/payments.ts'
import { holdingOf, positionsOf, unpaidOf } from './positions.ts'
import { booksStates, yearEnd } from './ground.ts'
import { rulesOfYear } from './stored.ts'

/* Who leaves is settled from the member account (农民专业合作社法 28), by the charter's terms; nothing is typed. */

type Asked = Input<(typeof distributionContract)['exitPreview']>

/** What somebody who leaves at a year's end gets, and why. @throws Refusal `not_found` for no member of that day. */
export async function previewExit(ctx: Ctx, input: Asked) {
  const { coopId, holderId, year } = input
  const end = yearEnd(year)
  const members = await positionsOf(ctx, coopId, end)
  const leaver = members.find((one) => one.holderId === holderId)
  if (leaver === undefined) throw notFound()
  if (members.length < 2) {
    throw new Refusal('not_allowed_now', text('只有一名成员。', 'There is only one member.'))
  }
  const dues = await duesOf(ctx, { holderIds: [holderId] })
  const payable = dues.reduce((all, due) => all + unpaidOf(due), 0n)
  const exit = {
    body: 'cooperative' as const,
    yearEnd: end,
    members: members.map((one) => ({
      id: placeOf(one.number),
      ...holdingOf(one.contribution, one.shares),
    })),
    leaving: [
      {
        id: placeOf(leaver.number),
        kind: leaver.person ? ('person' as const) : ('unit' as const),
        notice: input.noticeOn ?? null,
        payable: fen(payable),
      },
    ],
    loss: input.loss ?? fen(await uncoveredLoss(ctx, coopId, year)),
    lossBy: input.lossBy,
    donations: input.donations,
  }
  const settled = settleUnder(exit, (await rulesOfYear(ctx, year, [coopId]))(coopId))
  const [settlement] = settled.leaving
  if (settlement === undefined) throw notFound()
  return {
    member: { holderId, number: leaver.number, name: leaver.name },
    settlement,
    findings: settled.findings,
    remaining: settled.remaining.length,
    refund: {
      contribution: settlement.contribution,
      reserveShare: settlement.reserveShare,
      lossBorne: settlement.lossShare,
    },
  }
}

/** What the books carry uncovered at a year's end. */
async function uncoveredLoss(ctx: Ctx, coopId: AnyId, year: number): Promise<bigint> {
  const state = (await booksStates(ctx, [coopId], year)).get(coopId)
  if (state === undefined) return 0n
  const { opening, netSurplus, transfersIn } = state.figures
  const left = opening + netSurplus + transfersIn
  return left < 0n ? -left : 0n
}

/**
 * Settles an exit or expulsion: amounts from the member account, the register's entry and the voucher in one act.
 * @throws Refusal `rule_blocked` for other amounts without a carried resolution about this motion.
 */
export async function settleMotion(
  ctx: Ctx,
  input: Input<(typeof distributionContract)['settleMotion']>,
) {
  const { coopId, motionId, on, deviation, note, reason } = input
  const leaving = await leavingBy(ctx, { coopId, motionId, on })
  const preview = await previewExit(ctx, {
    coopId,
    holderId: leaving.holderId,
    year: leaving.year,
    ...(leaving.noticeOn === null ? {} : { noticeOn: leaving.noticeOn }),
  })
  const resolution =
    deviation === undefined ? null : await deviationBy(ctx, { coopId, motionId }, preview.refund)
  const refund: Refund =
    deviation === undefined
      ? preview.refund
      : {
          contribution: deviation.contribution,
          reserveShare: deviation.reserveShare,
          lossBorne: deviation.lossBorne,
        }
  const why = deviation === undefined ? reason : (reason ?? deviation.reason)
  await enterLeaving(ctx, { coopId, motionId, on }, { refund, note, reason: why })
  const { member, settlement, findings } = preview
  ctx.record({
    entity: 'exit_settlement',
    id: motionId,
    after: {
      holderId: member.holderId,
      account: preview.refund,
      refund,
      resolution,
      why: deviation?.reason ?? null,
      arithmetic: settlement.arithmetic,
    },
  })
  return { motionId, doneOn: on, member, settlement, findings, refund, resolution }
}

interface Refund {
  readonly contribution: Fen
  readonly reserveShare: Fen
  readonly lossBorne: Fen
}

/** The number of the resolution that lets a refund differ. */
async function deviationBy(
  ctx: Ctx,
  about: { readonly coopId: AnyId; readonly motionId: AnyId },
  account: Refund,
): Promise<string> {
  const { coopId, motionId } = about
  const carried = await resolutionCarried(ctx, { coopId, subjectId: motionId })
  if (carried !== null) return carried.number
  throw new Refusal(
    'rule_blocked',
    text(
      '退还金额与成员账户不同的,须有成员大会就此作出的决议。',
      'Other amounts than the member account gives need a resolution of the assembly about this motion.',
    ),
    { data: { account: Object.values(account).map(String) } },
  )
}
