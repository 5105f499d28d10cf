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

interface PartyPost {
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
  const party: PartyPlan[] = []
  const households = openHouseholds(chance)
  const names = openNames(chance)
  const sameBirthday = openCounter()

  const person = (wish: PersonWish): PersonPlan => {
    const [from, to] = wish.born ?? workingYears(chance)
    const bornBy = Math.min(to, wish.bornBy ?? to)
    const birthDate = birthday(chance, Math.min(from, bornBy), bornBy)
    const year = yearOf(birthDate)
    const special = wish.householdKey === undefined ? names.rare(persons.length) : undefined
    const sex = special?.sex ?? wish.sex ?? (chance.happens(580) ? 'male' : 'female')
    const name = special?.name ?? names.common(wish.villageCode, sex, year)
    const order = sameBirthday(`${birthDate}/${sex}`)
    const made: PersonPlan = {
      key: `p${String(persons.length + 1).padStart(5, '0')}`,
      villageCode: wish.villageCode,
      householdKey: wish.householdKey ?? households.open(wish, name),
      name,
      sex,
      birthDate,
      idNumber: citizenNumber({ birthDate, sex, order }),
      phone: year >= PHONE_FROM_YEAR ? phoneNumber(persons.length + 1) : null,
      relation: relationOf(wish.relation, sex),
      farmer: wish.farmer ?? true,
    }
    persons.push(made)
    return made
  }
  const joinParty: Census['joinParty'] = ({ key, villageCode, birthDate }, post) => {
    const year = Math.min(2019, yearOf(birthDate) + 22 + chance.below(18))
    const joinedParty = date(`${year}-0${chance.between(6, 7)}-01`)
    party.push({ personKey: key, villageCode, joinedParty, ...post })
  }
  return { persons, households: households.rows, party, person, joinParty }
}

/** How often a key has come before. */
function openCounter(): (key: string) => number {
  const seen = new Map<string, number>()
  return (key) => {
    const before = seen.get(key) ?? 0
    seen.set(key, before + 1)
    return before
  }
}

function openHouseholds(chance: Chance) {
  const rows: HouseholdPlan[] = []
  const numbers = openCounter()
  const open = ({ villageCode, assisted = false }: PersonWish, headName: string): string => {
    const number = String(numbers(villageCode) + 1).padStart(4, '0')
    const key = `${villageCode}-${number}`
    rows.push({ key, villageCode, number, headName, resident: chance.happens(930), assisted })
    return key
  }
  return { rows, open }
}

/** Names: in a village three surnames come most often; now and then a rare one of the list. */
function openNames(chance: Chance) {
  const clans = new Map<string, readonly string[]>()
  const clansOf = (village: string): readonly string[] => {
    const known = clans.get(village)
    if (known !== undefined) return known
    const made = Array.from({ length: 3 }, () => chance.weighted(SURNAMES))
    clans.set(village, made)
    return made
  }
  let given = 0
  return {
    common: (village: string, sex: Sex, year: number): string => {
      const local = chance.happens(760)
      const surname = local ? chance.pick(clansOf(village)) : chance.weighted(SURNAMES)
      return surname + chance.pick(GIVEN[year < LATE_GENERATION ? 'early' : 'late'][sex])
    },
    rare: (people: number) =>
      people >= (given + 1) * RARE_EVERY ? RARE_NAMES[given++ % RARE_NAMES.length] : undefined,
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
