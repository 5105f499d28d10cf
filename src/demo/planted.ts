import { must } from '../kernel/assert.ts'
import { formatYuan } from '../kernel/money.ts'
import { text, type Text } from '../kernel/text.ts'
import { BREACHES, type Breach, type CoopPlan, type Planted } from './model.ts'

/** What each kind of planted breach is, and which rule must find it. */
interface BreachSpec {
  readonly expect: Planted['expect']
  readonly what: (coop: CoopPlan) => Text
}

/** The equity rule that must not pass, or null where another list shows it. */
const rule = (id: string, outcome: 'fails' | 'depends'): Planted['expect'] => ({
  rule: id,
  outcome,
})

const collective = (coop: CoopPlan): string => percentOf(coop, (key) => key === 'c')

const SPECS: Readonly<Record<Breach, BreachSpec>> = {
  collective_low: {
    expect: rule('SEED-COLL', 'fails'),
    what: (coop) =>
      text(
        `集体占股 ${collective(coop)},低于 20%`,
        `the collective holds ${collective(coop)}, below 20%`,
      ),
  },
  collective_high: {
    expect: rule('SEED-COLL', 'fails'),
    what: (coop) =>
      text(
        `集体占股 ${collective(coop)},高于 40%`,
        `the collective holds ${collective(coop)}, above 40%`,
      ),
  },
  branch_below: {
    expect: rule('SEED-BRANCH', 'fails'),
    what: () =>
      text(
        '支部委员每人只出资 100 元,合计不足 1%',
        'each committee member put in 100 yuan, together below 1%',
      ),
  },
  single_over: {
    expect: rule('SEED-MAX20', 'fails'),
    what: (coop) =>
      text(
        `单个成员占股 ${largest(coop)},超过 20%`,
        `one member holds ${largest(coop)}, above 20%`,
      ),
  },
  household_over: {
    expect: rule('SEED-MAX20', 'depends'),
    what: () =>
      text(
        '同户三名成员各不足 20%,按户合计超过 20%',
        'three members of one household, each below 20%, together above',
      ),
  },
  group_over: {
    expect: rule('SEED-MAX20', 'depends'),
    what: () =>
      text(
        '四名关联成员各不足 20%,合计超过 20%',
        'four linked members, each below 20%, together above',
      ),
  },
  households_few: {
    expect: rule('SEED-HH10', 'fails'),
    what: () =>
      text('入社户数不足全村 10%', 'fewer than a tenth of the village’s households have joined'),
  },
  farmers_few: {
    expect: rule('COOP-FARMER80', 'fails'),
    what: () => text('农民成员不足 80%', 'farmers are fewer than 80% of the members'),
  },
  units_two: {
    expect: rule('COOP-UNIT', 'fails'),
    what: () =>
      text(
        '成员不超过 20 人却有集体以外两个单位成员',
        'at most 20 members, and two units beside the collective',
      ),
  },
  public_member: {
    expect: rule('COOP-PUBLIC', 'fails'),
    what: () => text('有管理公共事务职能的单位成员', 'a unit with public functions is a member'),
  },
  collective_unpaid: {
    expect: rule('SEED-COLL', 'depends'),
    what: () =>
      text(
        '集体只认缴,一分未缴:按实缴为零',
        'the collective has promised and paid nothing: zero by payment',
      ),
  },
  code_wrong: {
    expect: null,
    what: (coop) =>
      text(
        `统一社会信用代码 ${coop.creditCode ?? ''} 校验位不对`,
        `the credit code ${coop.creditCode ?? ''} has a wrong check sign`,
      ),
  },
  beneficiary_dead: {
    expect: null,
    what: () =>
      text('扶贫股受益人中有两人已去世', 'two people who benefit from assistance shares have died'),
  },
  fund_over: {
    expect: null,
    what: (coop) => {
      const [old] = coop.assistance
      const [to, people] = [old?.to ?? '', old?.beneficiaries.length ?? 0]
      return text(
        `一期扶贫股已于 ${to} 届满,名下仍列 ${people} 人`,
        `assistance shares that ended on ${to} still list ${people} people`,
      )
    },
  },
}

/** All planted breaches, in the order of their kinds and then of the co-ops. */
export function plantedOf(coops: readonly CoopPlan[]): Planted[] {
  return BREACHES.flatMap((breach) =>
    coops
      .filter((coop) => coop.design === breach)
      .map((coop) => {
        const { expect, what } = SPECS[breach]
        return { breach, coopKey: coop.key, expect, what: what(coop) }
      }),
  )
}

const registered = (coop: CoopPlan, has: (key: string) => boolean): bigint =>
  coop.holders
    .filter(({ key }) => has(key))
    .flatMap(({ contributions }) => contributions)
    .reduce((sum, part) => sum + part.paid + part.promised, 0n)

/** The part of some holders in all registered contributions, cut to one decimal: "31.2%". */
function percentOf(coop: CoopPlan, has: (key: string) => boolean): string {
  const permille = (registered(coop, has) * 1000n) / registered(coop, () => true)
  return `${permille / 10n}.${permille % 10n}%`
}

function largest(coop: CoopPlan): string {
  const members = coop.holders.filter(({ kind }) => kind === 'person')
  const top = members.reduce(
    (best, { key }) =>
      registered(coop, (other) => other === key) > registered(coop, (other) => other === best.key)
        ? { ...best, key }
        : best,
    must(members[0], 'a member'),
  )
  return percentOf(coop, (key) => key === top.key)
}

/** All registered contributions of a co-op in yuan, as its registration says. */
export const capitalOf = (coop: CoopPlan): string => formatYuan(registered(coop, () => true))
