import type { Finding, Outcome } from '../../../kernel/finding.ts'
import { formatFraction, type Fraction, fraction } from '../../../kernel/fraction.ts'
import { displayYuan, formatYuan } from '../../../kernel/money.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { Plan } from '../model/plan.ts'
import type { Law, Run } from '../model/run.ts'
import { ceiling, most } from './pools.ts'
import { type Draft, findingOf, type Reading } from './draft.ts'
import { cover, equalGrant, outsiders, reserveKept, residual } from './findings-plan.ts'
import { DEFAULT_POLICY, type PlanPolicy, type PlanRule } from './policy.ts'

/* What the Act makes of a computed plan: each rule always said, with what was measured. */

/** The three rules of Art. 42 and 44, in their fixed order: those of the `distribute` command. */
export const actFindings = (run: Run, policy: PlanPolicy = DEFAULT_POLICY): Finding[] =>
  [
    sixty(run, policy['DIST-60'].parameters.min),
    order(run),
    equalGrant(run, policy['DIST-EQUALGRANT'].parameters.apart),
  ].map((draft) => findingOf(draft, policy[draft.rule]))

/** All rules a plan is judged by; a collective's plan is not under the co-op Act. */
export const planFindings = (run: Run, policy: PlanPolicy = DEFAULT_POLICY): Finding[] => {
  const judged = (draft: Draft<PlanRule>): Finding => findingOf(draft, policy[draft.rule])
  return run.plan.body === 'cooperative'
    ? [
        ...actFindings(run, policy),
        ...[...kept(run, policy), residual(run), cover(run), outsiders(run)].map(judged),
      ]
    : [judged(cover(run))]
}

/** The reserve is judged where charter or county set a rate; the Act sets none (Art. 42). */
const kept = (run: Run, policy: PlanPolicy): Draft<PlanRule>[] =>
  policy['DIST-RESERVE'].parameters.min.num > 0n
    ? [reserveKept(run, policy['DIST-RESERVE'].parameters)]
    : []

/** The least return by transactions that the rule allows for this surplus. */
export const leastReturn = (
  { distributable }: Pick<Law, 'distributable'>,
  policy: PlanPolicy = DEFAULT_POLICY,
): bigint => ceiling(policy['DIST-60'].parameters.min, distributable)

/** 60%, 62.5%: a floor as people write it. */
export function floorText(min: Fraction): string {
  const hundredths = (min.num * 10_000n) / min.den
  const places = (hundredths % 100n).toString().padStart(2, '0').replace(/0+$/, '')
  return `${hundredths / 100n}${places === '' ? '' : `.${places}`}`
}

const ratio = (part: bigint, whole: bigint): string | null =>
  whole > 0n ? formatFraction(fraction(part, whole)) : null

function atLeast(
  id: string,
  parts: { readonly part: bigint; readonly whole: bigint; readonly min: Fraction },
  otherwise: Outcome = 'fails',
): Reading {
  const { part, whole, min } = parts
  const holds = part * min.den >= min.num * whole
  return {
    id,
    outcome: holds ? 'passes' : otherwise,
    measured: ratio(part, whole),
    limit: formatFraction(min),
  }
}

/**
 * DIST-60. H1: at least 60 % of the distributable surplus goes back by transactions. H2: so does 60 % of all
 * that is paid. H3, where earlier surplus is distributed with it: 60 % of row 16; the Act does not say.
 */
function sixty({ law, plan }: Run, min: Fraction): Draft<'DIST-60'> {
  const { patronage, tradePatronage, distributable, row16, otherPaid } = law
  const paid = patronage + otherPaid
  const readings = [
    atLeast('H1', { part: patronage, whole: distributable, min }),
    atLeast('H2', { part: patronage, whole: paid, min }),
  ]
  const notComputed: Finding['notComputed'] = []
  if (paid > distributable) {
    readings.push(atLeast('H3', { part: patronage, whole: row16, min }, 'depends'))
  } else {
    notComputed.push({
      id: 'H3',
      missing: '没有分配以前年度未分配盈余 / no earlier surplus is distributed',
    })
  }
  if (tradePatronage !== patronage) {
    readings.push(
      atLeast('H1-trade-only', { part: tradePatronage, whole: distributable, min }, 'depends'),
    )
  }
  return {
    rule: 'DIST-60',
    readings,
    notComputed,
    text: sixtyText(law, { plan, readings, min }),
  }
}

function sixtyText(
  law: Law,
  more: { readonly plan: Plan; readonly readings: readonly Reading[]; readonly min: Fraction },
): Text {
  const { patronage, distributable, otherPaid } = law
  const floor = floorText(more.min)
  if (distributable === 0n && patronage + otherPaid === 0n) {
    return text('没有可分配盈余,不返还也不分配', 'Nothing is distributable and nothing is paid')
  }
  const [have, base] = [displayYuan(patronage), displayYuan(distributable)]
  const said = text(
    `按交易量(额)返还 ${have} 元,可分配盈余 ${base} 元`,
    `${have} yuan go back by transactions, out of ${base} distributable`,
  )
  const failing = more.readings.find(({ outcome }) => outcome !== 'passes')
  if (failing === undefined) {
    return text(`${said.zh},不低于 ${floor}%`, `${said.en}; at least ${floor} %`)
  }
  if (patronage === 0n) {
    return text(
      `${said.zh}:没有成员交易或没有按交易返还,${floor}% 的返还无从落实`,
      `${said.en}: no member transaction or no return by it, the ${floor} % cannot be allocated`,
    )
  }
  const short = displayYuan(most(0n, ceiling(more.min, distributable) - patronage))
  const why: Readonly<Record<string, Text>> = {
    H1: text(
      `,低于 ${floor}%,还差 ${short} 元`,
      `; below ${floor} %, ${short} yuan more must go back by transactions`,
    ),
    H2: text(
      `;全部支付中按交易返还的不到 ${floor}%(其他支付 ${displayYuan(otherPaid)} 元)`,
      `; less than ${floor} % of all that is paid (${displayYuan(otherPaid)} yuan otherwise)`,
    ),
    H3: text(
      `;连同以前年度未分配盈余计算不到 ${floor}%,须由审核人定`,
      `; below ${floor} % with the earlier surplus counted: a reviewer decides`,
    ),
    'H1-trade-only': text(
      `;只算买卖交易、不算土地和劳动,则不到 ${floor}%,须由成员大会表决交易量定义`,
      `; below ${floor} % by trade alone, without land and labour: rests on the voted definition`,
    ),
  }
  const reason = why[failing.id] ?? text('', '')
  return text(said.zh + reason.zh, said.en + reason.en)
}

/** Rank in the lawful order: losses, reserve, return, the rest by accounts. What the Act does not know has none. */
function rankOf(kind: string, legal: string | null): number | null {
  if (kind === 'make-up-loss') return 0
  if (kind === 'reserve') return 1
  if (legal === 'patronage') return 2
  return legal === 'capital' || legal === 'grant' ? 3 : null
}

/** DIST-ORDER: loss → reserve → return → the rest; reserves moved in only against losses; reserve quantified. */
function order({ law, plan, steps, year }: Run): Draft<'DIST-ORDER'> {
  const carried = year.netSurplus + year.openingUndistributed - year.priorLoss
  const byYear = year.netSurplus < 0n ? most(0n, -carried) : year.priorLoss
  const ranks = steps.flatMap(({ kind, class: legal }) => rankOf(kind, legal) ?? [])
  const inOrder = ranks.every((rank, i) => i === 0 || rank >= (ranks[i - 1] ?? 0))
  const covers = year.priorLoss === 0n || plan.steps.some(({ kind }) => kind === 'make-up-loss')
  const excess = year.otherTransfersIn > byYear
  const unquantified = law.quantified < law.reserve
  const readings: Reading[] = [
    {
      id: 'transfers',
      outcome: excess ? 'fails' : 'passes',
      measured: formatYuan(year.otherTransfersIn),
      limit: formatYuan(byYear),
    },
    {
      id: 'order',
      outcome: inOrder && covers ? 'passes' : 'fails',
      measured: ranks.map((rank) => RANKS[rank]).join(' > '),
      limit: RANKS.join(' > '),
    },
    {
      id: 'quantified',
      outcome: unquantified ? 'fails' : 'passes',
      measured: formatYuan(law.quantified),
      limit: formatYuan(law.reserve),
    },
  ]
  return {
    rule: 'DIST-ORDER',
    readings,
    text: orderText({ year, byYear, excess, inOrder, covers }, unquantified),
  }
}

const RANKS = ['loss', 'reserve', 'patronage', 'capital'] as const

function orderText(
  seen: {
    readonly year: Run['year']
    readonly byYear: bigint
    readonly excess: boolean
    readonly inOrder: boolean
    readonly covers: boolean
  },
  unquantified: boolean,
): Text {
  if (seen.excess) {
    const [moved, loss] = [displayYuan(seen.year.otherTransfersIn), displayYuan(seen.byYear)]
    return text(
      `其他转入 ${moved} 元,超过未弥补亏损 ${loss} 元:公积金转入只能用于弥补亏损`,
      `${moved} yuan are moved in, beyond the uncovered loss of ${loss}: reserves cover losses only`,
    )
  }
  if (!seen.covers) {
    return text(
      '有未弥补亏损,方案没有先弥补',
      'There is an uncovered loss that the plan does not cover',
    )
  }
  if (!seen.inOrder) {
    return text(
      '步骤次序不对:应先弥补亏损,再提公积金,再按交易返还,最后按账户分配剩余',
      'The steps are out of order: losses, reserve, return by transactions, then the rest',
    )
  }
  if (unquantified) {
    return text(
      '提取的公积金没有量化到成员:量化依据全部为零',
      'The reserve is not quantified to members: the basis is zero throughout',
    )
  }
  return text(
    '先弥补亏损、再提取公积金、再返还、再分配剩余',
    'Losses first, then reserve, then the return, then the rest',
  )
}
