import { addDays, date, type LocalDate, yearOf } from '../kernel/date.ts'
import type { Chance } from './chance.ts'
import { GIVEN, RARE_NAMES, SURNAMES } from './data/names.ts'
import type { HouseholdPlan, PartyPlan, PersonPlan } from './model.ts'
import { citizenNumber, phoneNumber, type Sex } from './numbers.ts'

export interface PersonWish {
  readonly villageCode: string
  /** Joins this household; a household of its own when absent. */
  readonly householdKey?: string
  readonly relation?: '配偶' | '子女'
  readonly born?: readonly [from: number, to: number]
  /** Nobody younger than born in this year. */
  readonly bornBy?: number
  readonly sex?: Sex
  readonly farmer?: boolean
  readonly assisted?: boolean
}

/** Makes the people of a county, one after the other, and keeps them. */
export interface Census {
  readonly persons: readonly PersonPlan[]
  readonly households: readonly HouseholdPlan[]
  readonly party: readonly PartyPlan[]
  readonly person: (wish: PersonWish) => PersonPlan
  /** Makes somebody a Party member of the village's branch. */
  readonly joinParty: (person: PersonPlan, post: PartyPost) => void
}

export interface PartyPost {
  readonly committee: boolean
  readonly secretary: boolean
  readonly cadrePost: string | null
}

/** Every so many people, one of the names that careless software loses. */
const RARE_EVERY = 700
const LATE_GENERATION = 1965
/** Old people share the telephone of a younger one. */
const PHONE_FROM_YEAR = 1942

export function openCensus(chance: Chance): Census {
  const persons: PersonPlan[] = []
  const households: HouseholdPlan[] = []
  const party: PartyPlan[] = []
  const surnames = new Map<string, readonly string[]>()
  const householdCount = new Map<string, number>()
  const sameBirthday = new Map<string, number>()
  let rare = 0

  const surnamesOf = (village: string): readonly string[] => {
    const known = surnames.get(village)
    if (known !== undefined) return known
    const clans = Array.from({ length: 3 }, () => chance.weighted(SURNAMES))
    surnames.set(village, clans)
    return clans
  }
  const nameOf = (village: string, sex: Sex, year: number): string => {
    const surname = chance.happens(760)
      ? chance.pick(surnamesOf(village))
      : chance.weighted(SURNAMES)
    const names = GIVEN[year < LATE_GENERATION ? 'early' : 'late'][sex]
    return surname + chance.pick(names)
  }
  const household = (village: string, headName: string, assisted: boolean): string => {
    const count = (householdCount.get(village) ?? 0) + 1
    householdCount.set(village, count)
    const number = String(count).padStart(4, '0')
    const key = `${village}-${number}`
    const resident = chance.happens(930)
    households.push({ key, villageCode: village, number, headName, resident, assisted })
    return key
  }

  const person = (wish: PersonWish): PersonPlan => {
    const [from, to] = wish.born ?? workingYears(chance)
    const bornBy = Math.min(to, wish.bornBy ?? to)
    const birthDate = birthday(chance, Math.min(from, bornBy), bornBy)
    const year = yearOf(birthDate)
    const due = persons.length >= (rare + 1) * RARE_EVERY && wish.householdKey === undefined
    const special = due ? RARE_NAMES[rare++ % RARE_NAMES.length] : undefined
    const sex = special?.sex ?? wish.sex ?? (chance.happens(580) ? 'male' : 'female')
    const name = special?.name ?? nameOf(wish.villageCode, sex, year)
    const twin = `${birthDate}/${sex}`
    const order = sameBirthday.get(twin) ?? 0
    sameBirthday.set(twin, order + 1)
    const made: PersonPlan = {
      key: `p${String(persons.length + 1).padStart(5, '0')}`,
      villageCode: wish.villageCode,
      householdKey: wish.householdKey ?? household(wish.villageCode, name, wish.assisted ?? false),
      name,
      sex,
      birthDate,
      idNumber: citizenNumber({ birthDate, sex, order }),
      phone: year >= PHONE_FROM_YEAR ? phoneNumber(persons.length + 1) : null,
      relation: relationOf(wish.relation, sex),
      farmer: wish.farmer ?? true,
      publicOffice: false,
    }
    persons.push(made)
    return made
  }

  return {
    persons,
    households,
    party,
    person,
    joinParty: (member, post) => {
      const adult = yearOf(member.birthDate) + 22
      const joined = Math.min(2019, adult + chance.below(18))
      const joinedParty = date(`${joined}-0${chance.between(6, 7)}-01`)
      party.push({
        personKey: member.key,
        villageCode: member.villageCode,
        joinedParty,
        ...post,
      })
    },
  }
}

/** Members of such co-ops are mostly between forty and seventy. */
const workingYears = (chance: Chance): readonly [number, number] =>
  chance.weighted<readonly [number, number]>([
    [[1936, 1944], 4],
    [[1945, 1954], 24],
    [[1955, 1964], 34],
    [[1965, 1974], 25],
    [[1975, 1986], 11],
    [[1987, 2000], 2],
  ])

const relationOf = (kin: PersonWish['relation'], sex: Sex): PersonPlan['relation'] =>
  kin === undefined ? '户主' : kin === '配偶' ? '配偶' : sex === 'male' ? '子' : '女'

const birthday = (chance: Chance, from: number, to: number): LocalDate =>
  addDays(date(`${chance.between(from, to)}-01-01`), chance.below(365))
