import type { Census } from '../census.ts'
import type { Chance } from '../chance.ts'
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
}

const FOUR_ACTING_TOGETHER = 4
const THREE_OF_ONE_HOUSEHOLD = 3

/** Members in order: branch committee with its secretary first, Party members, then everybody else. */
export function gatherMembers(chance: Chance, census: Census, wish: MemberWish): readonly Member[] {
  const { count, design } = wish
  const committee = count < 20 || design === 'branch_below' ? 3 : 5
  const moreParty = design === 'branch_below' ? 0 : chance.below(Math.min(9, count >> 2) + 1)
  const party = committee + moreParty
  const outsiders = outsidersOf(chance, count, design)
  const members: Member[] = []
  const heads: PersonPlan[] = []
  while (members.length < count) {
    const i = members.length
    const outsider = i >= count - outsiders
    const plain = design === 'household_over' || design === 'group_over'
    const assisted = !plain && !outsider && i >= party && chance.happens(45)
    const ordinary = i >= party && !outsider && !assisted
    const joins =
      ordinary && heads.length > 0 && joinsHousehold(chance, { i, count, design, party })
    const person = joins
      ? relative(chance, census, heads, { design, i, party })
      : census.person({
          villageCode: outsider ? wish.outsideCode : wish.villageCode,
          farmer: !outsider,
          assisted,
          ...(i < party ? { born: [1955, 1988] } : {}),
          ...(i === 0 ? { sex: chance.happens(900) ? 'male' : 'female' } : {}),
        })
    if (ordinary && person.relation === '户主') heads.push(person)
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
  readonly party: number
  readonly design: Design
}

/** Mostly one member a household; in larger co-ops a wife, a son or a daughter joins as well. */
function joinsHousehold(chance: Chance, place: Place & { readonly count: number }): boolean {
  const { i, party, design, count } = place
  if (design === 'household_over') return i > party && i < party + THREE_OF_ONE_HOUSEHOLD
  return design !== 'group_over' && count >= 30 && i > party && chance.happens(80)
}

function relative(
  chance: Chance,
  census: Census,
  heads: readonly PersonPlan[],
  { design, i, party }: Place,
): PersonPlan {
  const last = heads.at(-1)
  if (last === undefined) throw new Error('a relative has a head of household')
  const taken = census.persons.some(
    ({ householdKey, relation }) => householdKey === last.householdKey && relation === '配偶',
  )
  const child = taken || (design === 'household_over' && i > party + 1)
  const year = Number(last.birthDate.slice(0, 4))
  const born: readonly [number, number] = child
    ? [Math.min(year + 22, 1998), Math.min(year + 30, 2000)]
    : [year - 4, year + 4]
  const sex = child
    ? chance.happens(500)
      ? 'male'
      : 'female'
    : last.sex === 'male'
      ? 'female'
      : 'male'
  return census.person({
    villageCode: last.villageCode,
    householdKey: last.householdKey,
    relation: child ? (sex === 'male' ? '子' : '女') : '配偶',
    born,
    sex,
  })
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
