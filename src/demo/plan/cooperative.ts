import { addDays, addMonths, date, type LocalDate } from '../../kernel/date.ts'
import { fen } from '../../kernel/money.ts'
import type { Census } from '../census.ts'
import type { Chance } from '../chance.ts'
import type {
  CoopClass,
  CoopKind,
  CoopPlan,
  Design,
  HolderPlan,
  LeaverPlan,
  StatusStep,
} from '../model.ts'
import { creditCode, withWrongCheck } from '../numbers.ts'
import { planHolders } from './holders.ts'
import { gatherMembers, partyOutside } from './members.ts'
import { muText, planJobs, planParcels, planProducts } from './side-records.ts'
import { PUBLISHED, workingDay } from './spread.ts'
import { BUSINESS_FORMS, type Industry } from './trade.ts'

export interface CoopWish {
  /** Place in the county's list, from 1: makes key and credit code. */
  readonly order: number
  readonly countyCode: string
  readonly villageCode: string
  readonly outsideCode: string
  /** The village as it is called, and as it stands in names. */
  readonly placeName: string
  readonly name: string
  readonly collectiveName: string
  readonly kind: CoopKind
  readonly industry: Industry
  readonly members: number
  readonly design: Design
  readonly class: CoopClass | null
}

/** "Earlier years" of an article of 2020 that speaks of the work since 2019. */
const COHORT_FROM = date('2011-03-01')
const COHORT_TO = date('2018-12-28')
const NEW_FROM = date('2019-06-03')
const NEW_TO = date('2020-11-20')
/** Their assistance shares are older than this year. */
const WITH_OLD_FUNDS: ReadonlySet<Design> = new Set<Design>(['beneficiary_dead', 'fund_over'])
const OLD_FUNDS_BY = date('2019-12-20')
/** Of older co-ops the county found only the registration in its files. */
const STEPS_KNOWN_FROM = date('2020-09-01')

/** One counted co-op with its people, register and records. */
export function planCoop(chance: Chance, census: Census, wish: CoopWish): CoopPlan {
  const { design, kind, industry, villageCode } = wish
  const earlier = wish.class !== null
  const registeredOn = earlier
    ? workingDay(chance, COHORT_FROM, COHORT_TO)
    : workingDay(chance, NEW_FROM, WITH_OLD_FUNDS.has(design) ? OLD_FUNDS_BY : NEW_TO)
  const foundedOn = addDays(registeredOn, -chance.between(18, 50))
  const members = gatherMembers(chance, census, {
    villageCode,
    outsideCode: wish.outsideCode,
    count: wish.members,
    design,
    foundedOn,
  })
  if (design === 'party_partly') {
    partyOutside(census, { villageCode, count: chance.between(3, 14) })
  }
  const { placeName, collectiveName } = wish
  const holding = planHolders(chance, {
    members,
    kind,
    design,
    placeName,
    collectiveName,
    foundedOn,
    registeredOn,
  })
  const { holders, land } = holding
  const left = earlier && design === 'sound' && registeredOn < '2018-12-01' && chance.happens(420)
  const gone = left ? planLeaver(chance, census, { villageCode, holders, foundedOn }) : null
  const code = creditCode('coop', wish.countyCode, wish.order)
  const mu = [...land.values()].reduce((sum, tenths) => sum + tenths, 0)
  return {
    key: coopKey(wish.order),
    villageCode,
    name: wish.name,
    kind,
    secondaryKinds: secondaryKinds(chance, kind),
    industry: industry.code,
    businessForms: businessForms(chance, industry),
    scope: industry.scope,
    creditCode: design === 'code_wrong' ? withWrongCheck(code) : code,
    foundedOn,
    registeredOn,
    chairKey: members[0]?.person.key ?? null,
    areaMu: mu > 0 ? muText(mu) : null,
    steps: registeredSteps(chance, foundedOn, registeredOn),
    class: wish.class,
    counted: true,
    design,
    holders: gone === null ? holders : [...holders, gone.holder],
    leavers: gone === null ? [] : [gone.leaver],
    parcels: planParcels(chance, { villageCode, holders, land }),
    products: kind === 'service' ? [] : planProducts(chance, industry, wish.members),
    jobs: planJobs(chance, { kind, holders, from: registeredOn }),
    assistance: [],
  }
}

const coopKey = (order: number): string => `c${String(order).padStart(3, '0')}`

function registeredSteps(
  chance: Chance,
  foundedOn: LocalDate,
  registeredOn: LocalDate,
): StatusStep[] {
  const registered: StatusStep = { status: 'registered', on: registeredOn }
  if (registeredOn < STEPS_KNOWN_FROM) return [registered]
  const preparingOn = addDays(foundedOn, -chance.between(20, 70))
  return [
    { status: 'preparing', on: preparingOn },
    { status: 'founding', on: foundedOn },
    registered,
  ]
}

function secondaryKinds(chance: Chance, kind: CoopKind): CoopKind[] {
  if (kind === 'comprehensive' || !chance.happens(180)) return []
  return [kind === 'production' ? 'service' : 'production']
}

const OWN_FORM: Readonly<Record<string, string[]>> = {
  rural_tourism: ['乡村旅游'],
  logistics: ['商务物流'],
}

function businessForms(chance: Chance, industry: Industry): string[] {
  const own = OWN_FORM[industry.code] ?? []
  if (own.length > 0 || !chance.happens(350)) return own
  return [chance.weighted(BUSINESS_FORMS)]
}

/** Gave notice in time, left at the end of 2019 and got the contribution back (Act, Art. 25 and 28). */
function planLeaver(
  chance: Chance,
  census: Census,
  wish: {
    readonly villageCode: string
    readonly holders: readonly HolderPlan[]
    readonly foundedOn: LocalDate
  },
): { readonly holder: HolderPlan; readonly leaver: LeaverPlan } {
  const person = census.person({ villageCode: wish.villageCode, born: [1945, 1984] })
  const amount = fen(chance.between(5, 20) * 10_000)
  const key = `m${String(wish.holders.length + 1).padStart(4, '0')}`
  const holder: HolderPlan = {
    key,
    kind: 'person',
    class: 'villager',
    personKey: person.key,
    name: person.name,
    farmer: true,
    relatedGroup: null,
    publicFunction: false,
    joinedOn: wish.foundedOn,
    contributions: [{ form: 'cash', paid: amount, promised: fen(0n), on: wish.foundedOn }],
    units: [],
  }
  const noticeOn = workingDay(chance, date('2019-08-01'), date('2019-09-27'))
  return { holder, leaver: { holderKey: key, noticeOn, on: date('2019-12-31'), refund: amount } }
}

/** A co-op that does not count: still being prepared or founded, given up, or closed. */
export function planUncounted(
  chance: Chance,
  wish: Omit<CoopWish, 'members' | 'design' | 'class' | 'outsideCode' | 'collectiveName'>,
  fate: 'preparing' | 'founding' | 'abandoned' | 'deregistered',
): CoopPlan {
  const { today } = PUBLISHED
  const closed = fate === 'deregistered'
  const began = closed
    ? workingDay(chance, date('2013-03-01'), date('2016-06-30'))
    : workingDay(chance, date('2020-08-03'), date('2020-09-25'))
  const foundedOn = addDays(began, 35)
  const registeredOn = closed ? addDays(foundedOn, 24) : null
  return {
    key: coopKey(wish.order),
    villageCode: wish.villageCode,
    name: wish.name,
    kind: wish.kind,
    secondaryKinds: [],
    industry: wish.industry.code,
    businessForms: [],
    scope: wish.industry.scope,
    creditCode: closed ? creditCode('coop', wish.countyCode, wish.order) : null,
    foundedOn,
    registeredOn,
    chairKey: null,
    areaMu: null,
    steps: uncountedSteps(fate, { began, foundedOn, registeredOn, today }),
    class: null,
    counted: false,
    design: 'sound',
    holders: [],
    leavers: [],
    parcels: [],
    products: [],
    jobs: [],
    assistance: [],
  }
}

function uncountedSteps(
  fate: 'preparing' | 'founding' | 'abandoned' | 'deregistered',
  days: {
    readonly began: LocalDate
    readonly foundedOn: LocalDate
    readonly registeredOn: LocalDate | null
    readonly today: LocalDate
  },
): StatusStep[] {
  const { began, foundedOn, registeredOn } = days
  const preparing: StatusStep = { status: 'preparing', on: began }
  if (fate === 'preparing') return [preparing]
  if (fate === 'abandoned') return [preparing, { status: 'abandoned', on: addDays(began, 40) }]
  const founding: StatusStep = { status: 'founding', on: foundedOn }
  if (fate === 'founding' || registeredOn === null) return [preparing, founding]
  return [
    preparing,
    founding,
    { status: 'registered', on: registeredOn },
    { status: 'liquidating', on: addMonths(registeredOn, 30) },
    { status: 'deregistered', on: addMonths(registeredOn, 34) },
  ]
}
