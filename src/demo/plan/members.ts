import { type LocalDate, yearOf } from '../../kernel/date.ts'
import type { Census, PersonWish } from '../census.ts'
import type { Chance } from '../chance.ts'
import type { Division } from '../divisions.ts'
import type { Design, PersonPlan } from '../model.ts'

/** One who holds shares in the co-op being planned. */
export interface Member {
  readonly person: PersonPlan
  readonly party: 'committee' | 'party' | null
  /** Not a farmer: an investor from outside or somebody with a post in town. */
  readonly outsider: boolean
  readonly assisted: boolean
  /** Counted together with others of the same group. */
  readonly group: boolean
}

export interface MemberWish {
  readonly villageCode: string
  /** Where outsiders live: a community of the county town. */
  readonly outsideCode: string
  readonly count: number
  readonly design: Design
  readonly foundedOn: LocalDate
}

const GROWN_UP = 19
const FOUR_ACTING_TOGETHER = 4
const THREE_OF_ONE_HOUSEHOLD = 3

/** Members in order: branch committee with its secretary first, Party members, then everybody else. */
export function gatherMembers(chance: Chance, census: Census, wish: MemberWish): readonly Member[] {
  const { count, design } = wish
  const committee = count < 20 || design === 'branch_below' ? 3 : 5
  const moreParty = design === 'branch_below' ? 0 : chance.below(Math.min(9, count >> 2) + 1)
  const party = committee + moreParty
  const outsiders = outsidersOf(chance, count, design)
  const latest = yearOf(wish.foundedOn) - GROWN_UP
  const members: Member[] = []
  const heads: PersonPlan[] = []
  while (members.length < count) {
    const i = members.length
    const place = { i, count, design, party, latest }
    const outsider = i >= count - outsiders
    const plain = design === 'household_over' || design === 'group_over'
    const assisted = !plain && !outsider && i >= party && chance.happens(45)
    const ordinary = i >= party && !outsider && !assisted
    const kin =
      ordinary && joinsHousehold(chance, place) ? kinOf(chance, heads.at(-1), place) : null
    const person = census.person({
      villageCode: outsider ? wish.outsideCode : wish.villageCode,
      farmer: !outsider,
      assisted,
      bornBy: latest,
      ...(i < party ? { born: [1950, 1984] } : {}),
      ...(plain && i === party ? { born: [1946, 1964] } : {}),
      ...kin,
    })
    if (ordinary && kin === null) heads.push(person)
    members.push({
      person,
      party: i < committee ? 'committee' : i < party ? 'party' : null,
      outsider,
      assisted,
      group: design === 'group_over' && i >= party && i < party + FOUR_ACTING_TOGETHER,
    })
  }
  enterParty(census, members)
  return members
}

function outsidersOf(chance: Chance, count: number, design: Design): number {
  if (design === 'farmers_few') return Math.ceil((count * chance.between(24, 32)) / 100)
  return count >= 40 && chance.happens(250) ? chance.between(1, 2) : 0
}

interface Place {
  readonly i: number
  readonly count: number
  readonly party: number
  readonly design: Design
  /** The last year in which a member can be born. */
  readonly latest: number
}

/** Mostly one member a household; in larger co-ops a wife, a son or a daughter joins as well. */
function joinsHousehold(chance: Chance, { i, party, design, count }: Place): boolean {
  if (design === 'household_over') return i > party && i < party + THREE_OF_ONE_HOUSEHOLD
  return design !== 'group_over' && count >= 30 && i > party && chance.happens(80)
}

/** A wife or husband, or a grown-up child of the household; null where nobody fits. */
function kinOf(
  chance: Chance,
  head: PersonPlan | undefined,
  { design, i, party, latest }: Place,
): Partial<PersonWish> | null {
  if (head === undefined) return null
  const year = yearOf(head.birthDate)
  const { householdKey } = head
  const second = design === 'household_over' && i > party + 1
  if (!second && chance.happens(700)) {
    const sex = head.sex === 'male' ? 'female' : 'male'
    return { householdKey, relation: '配偶', sex, born: [year - 4, year + 4] }
  }
  const from = year + 21
  return from > latest
    ? null
    : { householdKey, relation: '子女', born: [from, Math.min(year + 30, latest)] }
}

const POSTS = ['支部书记', '副书记', '组织委员', '宣传委员', '纪检委员'] as const

function enterParty(census: Census, members: readonly Member[]): void {
  members.forEach(({ person, party }, i) => {
    if (party === null) return
    census.joinParty(person, {
      committee: party === 'committee',
      secretary: i === 0,
      cadrePost: party === 'committee' ? (POSTS[i] ?? null) : null,
    })
  })
}

/** Party members of the village who have not joined the co-op. */
export function partyOutside(
  census: Census,
  wish: { readonly villageCode: string; readonly count: number },
): void {
  for (let i = 0; i < wish.count; i++) {
    const person = census.person({ villageCode: wish.villageCode, born: [1938, 1990] })
    census.joinParty(person, { committee: false, secretary: false, cadrePost: null })
  }
}

/** Every village has a branch and every branch a secretary. */
export function enrolSecretaries(census: Census, places: readonly Division[]): void {
  const led = new Set(
    census.party.filter(({ secretary }) => secretary).map((row) => row.villageCode),
  )
  for (const { code } of places) {
    if (led.has(code)) continue
    const person = census.person({ villageCode: code, born: [1958, 1986] })
    census.joinParty(person, { committee: true, secretary: true, cadrePost: '支部书记' })
  }
}
