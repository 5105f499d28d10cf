import { formatFraction, fraction } from '../../../kernel/fraction.ts'
import { displayYuan, formatYuan } from '../../../kernel/money.ts'
import { text } from '../../../kernel/text.ts'
import type { ToPeople } from '../model/plan.ts'
import type { Person, Run, StepResult } from '../model/run.ts'
import type { Draft } from './draft.ts'
import type { PlanPolicy } from './policy.ts'
import { halfUp, least, most } from './pools.ts'
import { accountOf } from './split.ts'

/* Rules about who shares and by what: equal grants, the residual, promises, outsiders. */

/** The few who differ from what most have: the rows a person has to look at. */
function oddOnes(
  members: readonly Person[],
  key: 'grantShare' | 'donationShare',
  allowed: bigint,
): string[] {
  const counts = new Map<bigint, number>()
  for (const member of members) counts.set(member[key], (counts.get(member[key]) ?? 0) + 1)
  const [usual = 0n] = [...counts].toSorted((a, b) => b[1] - a[1])[0] ?? []
  return members
    .filter((member) => member[key] - usual > allowed || usual - member[key] > allowed)
    .map(({ id }) => id)
}

function spread(members: readonly Person[], key: 'grantShare' | 'donationShare'): bigint {
  let [low, high] = [members[0]?.[key] ?? 0n, members[0]?.[key] ?? 0n]
  for (const { [key]: share } of members) {
    if (share < low) low = share
    if (share > high) high = share
  }
  return high - low
}

/**
 * DIST-EQUALGRANT: shares of grants and donations are equal by head (平均量化); one fen apart is what an
 * indivisible pool leaves. Who has left by the year's end holds none any more (Shandong Regs 22). A step of
 * class grant divides by head or by the accounts, among all members.
 */
export function equalGrant(
  { people, plan, steps }: Run,
  allowed: bigint,
): Draft<'DIST-EQUALGRANT'> {
  const members = people.filter(({ member, left }) => member && left !== true)
  const keys = ['grantShare', 'donationShare'] as const
  const readings: Draft['readings'][number][] = keys.map((key) => {
    const apart = spread(members, key)
    return {
      id: key === 'grantShare' ? 'grants' : 'donations',
      outcome: apart > allowed ? 'fails' : 'passes',
      measured: formatYuan(apart),
      limit: formatYuan(allowed),
    }
  })
  const rows = new Set(
    keys.flatMap((key, i) =>
      readings[i]?.outcome === 'fails' ? oddOnes(members, key, allowed) : [],
    ),
  )
  const grantSteps = steps.filter((step) => step.class === 'grant' && step.division !== null)
  if (grantSteps.length > 0) {
    const unequal = grantSteps.filter(({ division }) => !isEqual(division?.to))
    readings.push({
      id: 'grant-steps',
      outcome: unequal.length > 0 ? 'fails' : 'passes',
      measured: String(unequal.length),
      limit: '0',
    })
  }
  const fails = readings.some(({ outcome }) => outcome === 'fails')
  return {
    rule: 'DIST-EQUALGRANT',
    readings,
    rows: [...rows],
    text: fails
      ? text(
          '财政补助或捐赠形成的财产没有平均量化到成员' +
            (rows.size > 0 ? `:${rows.size} 人的份额与众不同` : ''),
          'Grants or donations are not quantified equally' +
            (rows.size > 0 ? `: ${rows.size} member(s) differ` : ''),
        )
      : plan.body === 'cooperative' && members.some((m) => m.grantShare + m.donationShare > 0n)
        ? text('财政补助和捐赠财产已按人平均量化', 'Grants and donations are equal by head')
        : text('没有财政补助或捐赠财产份额', 'There are no shares of grants or donations'),
  }
}

const isEqual = (to: ToPeople | undefined): boolean =>
  to !== undefined &&
  to.group === undefined &&
  to.ids === undefined &&
  (to.by.by === 'head' ||
    (to.by.by === 'account' &&
      to.by.parts.every((part) => part === 'grantShare' || part === 'donationShare')))

const WHOLE_ACCOUNT = ['contribution', 'reserveShare', 'grantShare', 'donationShare'] as const

/** Which members hold a part of the account that a capital step does not let share. */
function leftOut({ people }: Run, { division }: StepResult): string[] {
  if (division === null) return []
  return people.flatMap((person, i) => {
    const holds = person.member && accountOf(person, 0n, WHOLE_ACCOUNT) > 0n
    return holds && (division.sizes[i] ?? 0n) === 0n ? [person.id] : []
  })
}

/**
 * DIST-RESIDUAL: what remains after the return goes to all members by contribution, reserve, grant and
 * donation shares. Leaving members or parts out fails; months of membership, caps, prizes and other uses
 * the Act does not name are the charter's or the assembly's (Art. 44 §4): depends.
 */
export function residual(run: Run): Draft<'DIST-RESIDUAL'> {
  const capital = run.steps.filter((step) => step.class === 'capital' && step.division !== null)
  const out = new Set(capital.flatMap((step) => leftOut(run, step)))
  const incomplete = capital.filter(({ division }) => {
    const by = division?.to.by
    if (by?.by !== 'account') return true
    return WHOLE_ACCOUNT.some(
      (part) => !by.parts.includes(part) && run.people.some((p) => p.member && p[part] > 0n),
    )
  })
  const own = run.steps.filter(
    (step) =>
      (step.amount > 0n && (step.class === 'prize' || step.class === 'other')) ||
      (step.class === 'capital' &&
        (step.division?.clamped === true || step.division?.to.partYear === 'months')),
  )
  const count = (
    id: string,
    wrong: number,
    otherwise: 'fails' | 'depends',
  ): Draft['readings'][number] => ({
    id,
    outcome: wrong > 0 ? otherwise : 'passes',
    measured: String(wrong),
    limit: '0',
  })
  const nothing = text(
    '剩余盈余按成员账户向全体成员分配',
    'The rest goes to all members by their accounts',
  )
  return {
    rule: 'DIST-RESIDUAL',
    readings: [
      count('members-left-out', out.size, 'fails'),
      count('parts-left-out', incomplete.length, 'fails'),
      count('charter-steps', own.length, 'depends'),
    ],
    rows: [...out],
    text:
      out.size > 0
        ? text(
            `剩余盈余分配漏了有出资或份额的成员 ${out.size} 个`,
            `${out.size} member(s) with contribution or shares get nothing of the rest`,
          )
        : incomplete.length > 0
          ? text(
              '剩余盈余没有按出资额、公积金份额、补助和捐赠份额一并分配',
              'The rest is not divided by contribution, reserve, grant and donation shares together',
            )
          : own.length > 0
            ? text(
                `有 ${own.length} 步是法律没有列明的用途或算法(${own.map((s) => s.title.zh).join('、')}),` +
                  '须有章程或成员大会决议依据',
                `${own.length} step(s) the Act does not name (${own.map((s) => s.title.en).join(', ')}):` +
                  ' need the charter or a resolution',
              )
            : nothing,
  }
}

/**
 * DIST-RESERVE: what goes to the reserve is at least the charter's rate of its base, half a fen upwards as plans round
 * it; a year without surplus owes none (农民专业合作社法 42).
 */
export function reserveKept(
  { law, year }: Run,
  { min, of }: PlanPolicy['DIST-RESERVE']['parameters'],
): Draft<'DIST-RESERVE'> {
  const base = most(0n, of === 'surplus' ? year.netSurplus : law.afterLoss)
  // After losses there may be less than the rate of the whole surplus: more than there is nobody can set aside.
  const due = least(halfUp(min, base), law.afterLoss)
  const holds = law.reserve >= due
  const [have, owed] = [displayYuan(law.reserve), displayYuan(due)]
  return {
    rule: 'DIST-RESERVE',
    readings: [
      {
        id: 'rate',
        outcome: holds ? 'passes' : 'fails',
        measured: base === 0n ? null : formatFraction(fraction(law.reserve, base)),
        limit: formatFraction(min),
      },
    ],
    text: holds
      ? text(
          `提取公积金 ${have} 元,不低于章程规定的 ${owed} 元`,
          `${have} yuan go to the reserve; the charter asks for ${owed}`,
        )
      : text(
          `提取公积金 ${have} 元,低于章程规定的 ${owed} 元;改比例须先修改章程`,
          `${have} yuan go to the reserve, below the ${owed} the charter asks for: amend the charter first`,
        ),
  }
}

/** DIST-COVER: a plan may not promise more than there is (保底无盈余): it would be paid out of capital. */
export function cover({ steps }: Run): Draft<'DIST-COVER'> {
  const short = steps.filter((step) => step.short > 0n)
  const total = short.reduce((all, step) => all + step.short, 0n)
  return {
    rule: 'DIST-COVER',
    readings: [
      {
        id: 'covered',
        outcome: total > 0n ? 'fails' : 'passes',
        measured: formatYuan(total),
        limit: '0.00',
      },
    ],
    text:
      total > 0n
        ? text(
            `方案承诺的比可分的多 ${displayYuan(total)} 元(${short.map((s) => s.title.zh).join('、')})`,
            `The plan promises ${displayYuan(total)} yuan more than there is ` +
              `(${short.map((s) => s.title.en).join(', ')})`,
          )
        : text('各步都有盈余可付', 'Every step is covered by surplus'),
  }
}

/** DIST-MEMBERS: a co-op distributes to its members; others are paid by contract, wages or the village. */
export function outsiders({ people, paid, steps }: Run): Draft<'DIST-MEMBERS'> {
  const rows = people.flatMap(({ id, member }, i) => (!member && (paid[i] ?? 0n) > 0n ? [id] : []))
  const prizes = steps
    .filter((step) => step.class === 'prize')
    .flatMap(({ division }) => (division === null ? [] : [division.shares]))
  const others = people.some(
    ({ member }, i) =>
      !member && (paid[i] ?? 0n) > prizes.reduce((all, shares) => all + (shares[i] ?? 0n), 0n),
  )
  return {
    rule: 'DIST-MEMBERS',
    readings: [
      {
        id: 'outsiders',
        outcome: others ? 'fails' : rows.length > 0 ? 'depends' : 'passes',
        measured: String(rows.length),
        limit: '0',
      },
    ],
    rows,
    text:
      rows.length > 0
        ? text(
            `向 ${rows.length} 个非成员分配盈余${others ? '' : '(奖励,须有决议依据)'}`,
            `Surplus is paid to ${rows.length} non-member(s)${others ? '' : ' as a prize'}`,
          )
        : text('只向成员分配', 'Only members are paid'),
  }
}
