import { assert } from '../../kernel/assert.ts'
import { date, type LocalDate } from '../../kernel/date.ts'
import { fen } from '../../kernel/money.ts'
import type { Census } from '../census.ts'
import type { Chance } from '../chance.ts'
import type {
  AssistancePlan,
  BeneficiaryPlan,
  CoopPlan,
  DeathPlan,
  Design,
  PersonPlan,
} from '../model.ts'
import { PUBLISHED, splitWhole } from './spread.ts'

const FUNDS = [
  ['财政专项扶贫资金', '沂示扶〔2018〕7号'],
  ['产业扶贫项目资金', '沂示财农〔2019〕12号'],
  ['整合涉农资金', '沂示农〔2019〕31号'],
] as const

const YUAN_A_UNIT = 2000

/** Sets up assistance shares in 21 co-ops for 1,100 people; returns the co-ops with them, and who has died. */
export function planAssistance(
  chance: Chance,
  census: Census,
  coops: readonly CoopPlan[],
): { readonly coops: readonly CoopPlan[]; readonly deaths: readonly DeathPlan[] } {
  const planted = coops.filter(({ design }) => PLANTED.has(design))
  const fitting = coops.filter(
    ({ design, registeredOn, holders }) =>
      (design === 'sound' || design === 'party_partly') &&
      holders.length > 24 &&
      registeredOn !== null &&
      registeredOn < '2020-03-01',
  )
  const more = chance.shuffled(fitting).slice(0, PUBLISHED.withAssistance - planted.length)
  const chosen = [...planted, ...more]
  assert(chosen.length === PUBLISHED.withAssistance, 'enough co-ops can have assistance shares')
  const people = splitWhole(
    PUBLISHED.beneficiaries,
    chosen.map(({ key }) => ({ key, weight: chance.between(20, 80) })),
  )
  const deaths: DeathPlan[] = []
  const funds = new Map<string, readonly AssistancePlan[]>()
  for (const [i, coop] of chosen.entries()) {
    const over = coop.design === 'fund_over'
    const from = over ? OVER_ON : fundStart(coop)
    const count = people.get(coop.key) ?? 0
    const beneficiaries = beneficiariesOf(chance, census, { coop, count, from })
    const reviewed = !PLANTED.has(coop.design) && i % 5 !== 0
    const present = planFund(chance, { from, to: null, reviewed, beneficiaries })
    funds.set(coop.key, over ? [oldFund(chance, coop, beneficiaries), present] : [present])
    if (coop.design === 'beneficiary_dead') {
      for (const [k, { personKey }] of beneficiaries.slice(0, 2).entries()) {
        deaths.push({ personKey, on: date(k === 0 ? '2020-04-11' : '2020-08-29') })
      }
    }
  }
  return {
    coops: coops.map((coop) => ({ ...coop, assistance: funds.get(coop.key) ?? [] })),
    deaths,
  }
}

const PLANTED: ReadonlySet<Design> = new Set<Design>(['beneficiary_dead', 'fund_over'])
const OVER_ON = date('2020-07-01')
const STILL_LISTED = 6

/** A fund whose term is over and that still lists people, who have long been in the fund after it. */
function oldFund(
  chance: Chance,
  coop: CoopPlan,
  people: readonly BeneficiaryPlan[],
): AssistancePlan {
  const from = fundStart(coop)
  const beneficiaries = people.slice(0, STILL_LISTED).map((row) => ({ ...row, from }))
  return planFund(chance, { from, to: OVER_ON, reviewed: false, beneficiaries })
}

function planFund(
  chance: Chance,
  wish: Pick<AssistancePlan, 'from' | 'to' | 'reviewed' | 'beneficiaries'>,
): AssistancePlan {
  const [fundSource, fundDocument] = chance.pick(FUNDS)
  const units = wish.beneficiaries.reduce((sum, row) => sum + row.units, 0)
  return {
    ...wish,
    name: '扶贫股',
    fundSource,
    fundDocument: `${fundDocument}(示例)`,
    amount: fen(units * YUAN_A_UNIT * 100),
    units,
    guaranteedRate: chance.happens(700) ? chance.pick(['3/50', '1/20', '2/25']) : null,
    floating: chance.happens(600),
    conversionRule: '受益户脱贫后股份收回村集体,按年度动态调整给其他困难户。',
    to: wish.to ?? chance.pick([null, date('2022-01-01'), date('2023-01-01')]),
  }
}

const fundStart = (coop: CoopPlan): LocalDate => {
  const start = date('2019-07-01')
  return coop.registeredOn !== null && coop.registeredOn > start ? coop.registeredOn : start
}

/** People of assisted households, one to four of each; the old ones are mostly listed as unable to work. */
function beneficiariesOf(
  chance: Chance,
  census: Census,
  wish: { readonly coop: CoopPlan; readonly count: number; readonly from: LocalDate },
): BeneficiaryPlan[] {
  const { coop, count, from } = wish
  const rows: BeneficiaryPlan[] = []
  const add = (person: PersonPlan): void => {
    const year = Number(person.birthDate.slice(0, 4))
    const priority = chance.weighted<BeneficiaryPlan['priority']>(
      year < 1950
        ? [
            ['elderly', 50],
            ['unable_to_work', 40],
            ['ill', 10],
          ]
        : [
            ['ill', 30],
            ['disabled', 30],
            ['unable_to_work', 15],
            ['other', 25],
          ],
    )
    rows.push({ personKey: person.key, units: 1, priority, from })
  }
  while (rows.length < count) {
    const villageCode = coop.villageCode
    const head = census.person({ villageCode, assisted: true, born: [1934, 1972] })
    add(head)
    const year = Number(head.birthDate.slice(0, 4))
    const { householdKey } = head
    if (rows.length < count && chance.happens(620)) {
      const sex = head.sex === 'male' ? 'female' : 'male'
      const born = [year - 3, year + 5] as const
      add(census.person({ villageCode, householdKey, relation: '配偶', sex, born }))
    }
    if (rows.length < count && year > 1950 && chance.happens(450)) {
      const born = [Math.min(year + 22, 2008), Math.min(year + 32, 2012)] as const
      add(census.person({ villageCode, householdKey, relation: '子女', born }))
    }
  }
  return rows
}
