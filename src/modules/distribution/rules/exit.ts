import { z } from 'zod'
import { divide } from '../../../kernel/apportion.ts'
import { addDays, addMonths, type LocalDate } from '../../../kernel/date.ts'
import { sayFaults } from '../../../kernel/fault.ts'
import { findingSchema, textSchema } from '../../../kernel/finding.ts'
import { displayYuan, type Fen, fen, formatYuan } from '../../../kernel/money.ts'
import { day, line, yuan, yuanFromZero } from '../../../kernel/schema.ts'
import { compareCodePoints, text } from '../../../kernel/text.ts'
import { accountFields, uniqueIds } from './distribute.ts'
import { type Draft, findingOf } from './draft.ts'
import { DEFAULT_POLICY, type ExitPolicy } from './policy.ts'
import { least, sum } from './pools.ts'

/*
 * The end of membership (退社): what is refunded, what is not, what the others hold afterwards. Act 21-28:
 * contribution and reserve share come back, less a share of losses; the surplus up to then is paid by
 * Art. 44; grant shares stay and are quantified again, equally, over those who remain (Shandong Regs 22).
 */

sayFaults({
  exit_everybody: text(
    '全体退出不是退社,应按解散清算办理',
    'if everybody leaves, that is dissolution and liquidation, not exit',
  ),
  exit_nobody: text('名单里没有这个成员', 'no member has this id'),
})

const account = z.strictObject({ id: line(200), ...accountFields })

const leaver = z.strictObject({
  id: line(200),
  kind: z.enum(['person', 'unit']),
  /** The day of the written notice; null where membership ends otherwise (expulsion, death). */
  notice: day.nullable(),
  /** Declared and still unpaid: return and residual of the years up to the end (Art. 28). */
  payable: yuanFromZero.default(fen(0n)),
  /** What was agreed or paid as refund, to be checked. */
  agreed: yuanFromZero.optional(),
})
type Leaver = z.output<typeof leaver>

export const settleExitInput = z
  .strictObject({
    /** Members of a union are co-ops: six months' notice for all of them (Art. 62). */
    body: z.enum(['cooperative', 'union']).default('cooperative'),
    /** The end of the accounting year, when membership ends (Art. 25). */
    yearEnd: day,
    members: z.array(account).min(1).max(100_000).superRefine(uniqueIds),
    leaving: z.array(leaver).min(1).max(10_000).superRefine(uniqueIds),
    /** Losses and debts not covered at the end of membership. */
    loss: yuanFromZero.default(fen(0n)),
    lossBy: z.enum(['contribution', 'equal']).optional(),
    /** The charter may differ from three and six months. */
    noticeMonths: z
      .strictObject({
        person: z.number().int().min(0).max(24),
        unit: z.number().int().min(0).max(24),
      })
      .optional(),
    /** The law is silent on donations: like grants unless the charter pays them out. */
    donations: z.enum(['like-grants', 'refund']).optional(),
  })
  .superRefine(({ members, leaving }, context) => {
    const known = new Set(members.map(({ id }) => id))
    leaving.forEach(({ id }, i) => {
      if (!known.has(id)) {
        context.addIssue({ code: 'custom', path: ['leaving', i, 'id'], message: 'exit_nobody' })
      }
    })
    if (leaving.length >= members.length) {
      context.addIssue({ code: 'custom', path: ['leaving'], message: 'exit_everybody' })
    }
  })
type Given = z.output<typeof settleExitInput>
/** With what the rules say where the charter, and so the input, says nothing. */
type Input = Given &
  Required<Pick<Given, 'lossBy' | 'donations'>> & {
    readonly noticeMonths: NonNullable<Given['noticeMonths']>
  }
type Account = Input['members'][number]

const explained = z.object({
  step: z.string(),
  article: z.string().nullable(),
  formula: textSchema,
  amount: yuan,
})

export const settleExitOutput = z.object({
  leaving: z.array(
    z.object({
      id: z.string(),
      contribution: yuan,
      reserveShare: yuan,
      donationShare: yuan,
      lossShare: yuan,
      /** Contribution and reserve share less the share of losses; never below zero (Art. 6). */
      refund: yuan,
      payable: yuan,
      total: yuan,
      /** Stays with the co-op. */
      grantShareLapsed: yuan,
      donationShareLapsed: yuan,
      latestNotice: day,
      arithmetic: z.array(explained),
    }),
  ),
  /** Losses beyond what those who leave can lose: the others bear them. */
  lossUnborne: yuan,
  remaining: z.array(
    z.object({
      id: z.string(),
      grantShare: yuan,
      grantChange: yuan,
      donationShare: yuan,
      donationChange: yuan,
    }),
  ),
  findings: z.array(findingSchema),
})
type Output = z.output<typeof settleExitOutput>

/** Exit code 1: some finding fails or depends. */
export const exitFails = ({ findings }: Pick<Output, 'findings'>): boolean =>
  findings.some(({ outcome }) => outcome !== 'passes')

/** Settles everybody who leaves at one year's end, as the product ships the rules. */
export const settleExit = (input: Given): Output => settleUnder(input, DEFAULT_POLICY)

/** The same by the rules of a county: its terms where the charter is silent, its severities. */
export function settleUnder(given: Given, policy: ExitPolicy): Output {
  const { lossBy, donations: silent } = policy['EXIT-REFUND'].parameters
  const { person, unit, union } = policy['EXIT-NOTICE'].parameters
  const input: Input = {
    ...given,
    lossBy: given.lossBy ?? lossBy,
    donations: given.donations ?? silent,
    noticeMonths:
      given.noticeMonths ??
      (given.body === 'union' ? { person: union, unit: union } : { person, unit }),
  }
  const members = input.members.toSorted((a, b) => compareCodePoints(a.id, b.id))
  const losses = lossShares(input, members)
  const leaving = new Map(input.leaving.map((one) => [one.id, one]))
  const settled = members.flatMap((member, i) => {
    const who = leaving.get(member.id)
    return who === undefined ? [] : [settleOne(input, who, { member, loss: losses[i] ?? 0n })]
  })
  const outcomes = settled.map(({ settlement }) => settlement)
  const remaining = members.filter(({ id }) => !leaving.has(id))
  const grants = requantify(members, remaining, 'grantShare')
  // Donations that are paid out leave the others' shares as they are.
  const donations =
    input.donations === 'refund'
      ? remaining.map(({ donationShare }) => donationShare)
      : requantify(members, remaining, 'donationShare')
  return {
    leaving: settled.map(({ settlement }) => settlement),
    lossUnborne: fen(sum(settled.map(({ unborne }) => unborne))),
    remaining: remaining.map(({ id, grantShare, donationShare }, i) => ({
      id,
      grantShare: fen(grants[i] ?? 0n),
      grantChange: fen((grants[i] ?? 0n) - grantShare),
      donationShare: fen(donations[i] ?? 0n),
      donationChange: fen((donations[i] ?? 0n) - donationShare),
    })),
    findings: [noticeFinding(input, outcomes), refundFinding(input, outcomes)].map((draft) =>
      findingOf(draft, policy[draft.rule]),
    ),
  }
}

/** The loss by contribution or by head over all members, those who stay included. */
function lossShares({ loss, lossBy }: Input, members: readonly Account[]): bigint[] {
  const sizes = members.map(({ contribution }) => (lossBy === 'contribution' ? contribution : 1n))
  const byHead = sum(sizes) === 0n ? members.map(() => 1n) : sizes
  return divide(loss, byHead)
}

/** The whole pool anew, equally over those who remain. */
const requantify = (
  members: readonly Account[],
  remaining: readonly Account[],
  key: 'grantShare' | 'donationShare',
): bigint[] =>
  divide(
    sum(members.map(({ [key]: share }) => share)),
    remaining.map(() => 1n),
  )

interface Settled {
  readonly settlement: Output['leaving'][number]
  readonly unborne: Fen
}

function settleOne(
  input: Input,
  who: Leaver,
  { member, loss }: { readonly member: Account; readonly loss: bigint },
): Settled {
  const { id, contribution, reserveShare, grantShare, donationShare } = member
  const donated = input.donations === 'refund' ? donationShare : 0n
  const gross = contribution + reserveShare
  const lossShare = least(loss, gross)
  const refund = gross - lossShare + donated
  const figures = [contribution, reserveShare, lossShare, donated].map(formatYuan)
  const [c = '', r = '', l = '', d = ''] = figures
  const settlement: Settled['settlement'] = {
    id,
    contribution,
    reserveShare,
    donationShare: fen(donated),
    lossShare: fen(lossShare),
    refund: fen(refund),
    payable: who.payable,
    total: fen(refund + who.payable),
    grantShareLapsed: grantShare,
    donationShareLapsed: fen(donationShare - donated),
    latestNotice: latestNotice(input, who),
    arithmetic: [
      {
        step: 'refund',
        article: '农民专业合作社法第二十八条、第六条',
        formula: text(
          `出资 ${c} + 公积金份额 ${r} − 分摊亏损 ${l}${donated > 0n ? ` + 捐赠份额 ${d}` : ''}`,
          `contribution ${c} + reserve share ${r} − share of losses ${l}` +
            (donated > 0n ? ` + donation share ${d}` : ''),
        ),
        amount: fen(refund),
      },
      {
        step: 'payable',
        article: '农民专业合作社法第二十八条、第四十四条',
        formula: text('资格终止前已宣告未付的盈余', 'surplus declared up to then and unpaid'),
        amount: who.payable,
      },
      {
        step: 'grant-share-lapsed',
        article: '山东省农民专业合作社条例第二十二条',
        formula: text(
          `补助份额 ${formatYuan(grantShare)} 不退,年末在其余成员中重新平均量化`,
          `grant share ${formatYuan(grantShare)} is not refunded: quantified anew over the others`,
        ),
        amount: grantShare,
      },
    ],
  }
  return { settlement, unborne: fen(loss - lossShare) }
}

/** The last day on which notice still ends membership this year: three months before, units six. */
function latestNotice({ yearEnd, noticeMonths }: Input, who: Leaver): LocalDate {
  // Counted from the day after the year's end, so that 31 December gives 30 September and 30 June.
  return addDays(addMonths(addDays(yearEnd, 1), -noticeMonths[who.kind]), -1)
}

function noticeFinding({ leaving, body }: Input, settled: Output['leaving']): Draft<'EXIT-NOTICE'> {
  const late = settled.filter(({ id, latestNotice: last }) => {
    const notice = leaving.find((one) => one.id === id)?.notice ?? null
    return notice !== null && notice > last
  })
  const without = leaving.filter(({ notice }) => notice === null)
  const outcome = late.length > 0 ? 'fails' : without.length > 0 ? 'depends' : 'passes'
  return {
    rule: 'EXIT-NOTICE',
    readings: [{ id: 'notice', outcome, measured: String(late.length), limit: '0' }],
    rows: (late.length > 0 ? late : without).map(({ id }) => id),
    ...(body === 'union' ? { source: '农民专业合作社法(2017年修订)第六十二条' } : {}),
    text:
      outcome === 'fails'
        ? text(
            `${late.length} 人的退社申请晚于法定或章程期限,本年末不能终止`,
            `${late.length} notice(s) came too late to end membership at this year's end`,
          )
        : outcome === 'depends'
          ? text(
              `${without.length} 人没有退社申请:除名须经成员大会并给予申辩,继承另行办理`,
              `${without.length} without notice: expulsion needs a hearing and the assembly's vote`,
            )
          : text('退社申请都在期限内', 'Every notice came in time'),
  }
}

function refundFinding({ leaving }: Input, settled: Output['leaving']): Draft<'EXIT-REFUND'> {
  const wrong = settled.flatMap(({ id, refund }) => {
    const agreed = leaving.find((one) => one.id === id)?.agreed
    return agreed === undefined || agreed === refund ? [] : [{ id, agreed, refund }]
  })
  const [first] = wrong
  const outcome = first === undefined ? 'passes' : 'fails'
  const [agreed, lawful] = [first?.agreed ?? 0n, first?.refund ?? 0n]
  return {
    rule: 'EXIT-REFUND',
    readings: [
      {
        id: 'refund',
        outcome,
        measured: formatYuan(first === undefined ? sum(settled.map((s) => s.refund)) : agreed),
        limit: formatYuan(first === undefined ? sum(settled.map((s) => s.refund)) : lawful),
      },
    ],
    rows: wrong.map(({ id }) => id),
    text:
      first === undefined
        ? text(
            '退还出资和公积金份额,补助份额不退',
            'Contribution and reserve share are refunded, grant shares are not',
          )
        : text(
            `${first.id} 约定退 ${displayYuan(agreed)} 元,应退 ${displayYuan(lawful)} 元`,
            `${first.id}: ${displayYuan(agreed)} yuan agreed, ${displayYuan(lawful)} due`,
          ),
  }
}
