import type { Id } from '../../../kernel/id.ts'
import type {
  ImportPlan,
  KnownCoop,
  KnownPerson,
  KnownRegister,
  MemberDraft,
  NewHousehold,
  NewPerson,
  PersonPlan,
  RowFault,
} from '../model.ts'
import { faultAt } from './faults.ts'
import { compact, doubt, type Problem, wrong } from './values.ts'

/** Finds or adds the person behind a row; null when the row cannot be anybody, which is then a fault. */
export interface People {
  /** The co-op whose rows come next. */
  readonly enter: (register: KnownRegister) => void
  readonly find: (draft: MemberDraft, coop: KnownCoop) => PersonPlan | null
  readonly found: () => Pick<ImportPlan, 'persons' | 'households' | 'knownPersons'>
}

type Match = KnownPerson | Problem | null

/** Collects whom an import adds, each person and household once, however many co-ops they join. */
export function collectPeople(
  byNumber: ReadonlyMap<string, KnownPerson>,
  faults: RowFault[],
): People {
  const persons: NewPerson[] = []
  const known = new Set<Id<'person'>>()
  const added = new Map<string, number>()
  const homes = collectHouseholds(faults)
  let villagers = new Map<string, KnownPerson[]>()

  const match = (draft: MemberDraft): Match => {
    if (draft.idNumber === null) return matchName(draft, villagers, faults)
    const person = byNumber.get(draft.idNumber)
    if (person === undefined) return null
    if (person.ended) return personEnded
    return person.name === draft.name ? person : otherName
  }
  return {
    enter: (register) => {
      villagers = Map.groupBy(register.villagers, ({ name }) => name)
      homes.enter(register)
    },
    find: (draft, coop) => {
      const ofVillage = isVillage(draft.village, coop.villageName)
      if (!ofVillage) {
        const place = draft.places.get('village') ?? draft.place
        faults.push(faultAt(place, otherVillage(coop.villageName)))
      }
      const found = match(draft)
      if (found !== null && 'level' in found) {
        faults.push(faultAt(draft.places.get('id_number') ?? draft.place, found))
        return null
      }
      if (found !== null) {
        known.add(found.id)
        return { known: found.id }
      }
      const before = draft.idNumber === null ? undefined : added.get(draft.idNumber)
      if (before !== undefined) return { add: before }
      const household = ofVillage ? homes.find(draft, coop) : null
      const add = persons.push({ draft, coop, ofVillage, household }) - 1
      if (draft.idNumber !== null) added.set(draft.idNumber, add)
      return { add }
    },
    found: () => ({ persons, households: homes.households, knownPersons: known.size }),
  }
}

/** Without a number, the one villager of the name is meant, and that is said; several cannot be told apart. */
function matchName(
  draft: MemberDraft,
  villagers: ReadonlyMap<string, readonly KnownPerson[]>,
  faults: RowFault[],
): Match {
  const same = villagers.get(draft.name) ?? []
  const [first] = same
  if (first === undefined) return null
  if (same.length > 1) return severalOfName(same.length)
  faults.push(faultAt(draft.place, takenByName))
  return first
}

function collectHouseholds(faults: RowFault[]) {
  const households: NewHousehold[] = []
  const added = new Map<string, number>()
  let known: KnownRegister['households'] = []
  return {
    households,
    enter: (register: KnownRegister): void => {
      known = register.households
    },
    find: (draft: MemberDraft, coop: KnownCoop): NewPerson['household'] => {
      const { householdNumber: number, householdHead: head } = draft
      if (number === null && head === null) return null
      const same = known.filter((one) =>
        number === null ? one.headName === head : one.number === number,
      )
      const [only] = same
      if (only !== undefined && same.length === 1) return { known: only.id }
      if (number === null) {
        const place = draft.places.get('household_head') ?? draft.place
        faults.push(faultAt(place, same.length > 1 ? severalHeads : byHead))
        if (same.length > 1) return null
      }
      const name = (number ?? `${head ?? draft.name}户`).slice(0, LONGEST_NUMBER)
      const key = `${coop.villageId}|${name}`
      const before = added.get(key)
      if (before !== undefined) return { add: before }
      const add =
        households.push({
          villageId: coop.villageId,
          number: name,
          headName: head ?? draft.name,
          address: draft.address,
          assisted: draft.class === 'assisted',
        }) - 1
      added.set(key, add)
      return { add }
    },
  }
}

const LONGEST_NUMBER = 40

const otherVillage = (village: string): Problem =>
  doubt(
    'village_other',
    `不是${village}的人,登记时不归入本村`,
    `not of ${village}; registered without a village`,
  )

// Whose number it is is not said: whoever uploads a file may not see that person.
const otherName = wrong(
  'person_differs',
  '这个身份证号登记在另一个姓名下,请核对姓名和号码',
  'this ID number is registered under another name; check both',
)
const personEnded = wrong(
  'person_ended',
  '这个人已注销(去世或迁出),不能入社',
  'this person has died or moved away and cannot join',
)
const takenByName = doubt(
  'person_by_name',
  '没有身份证号,按姓名对应到本村已登记的人',
  'no ID number; taken for the registered villager of this name',
)
const severalOfName = (count: number): Problem =>
  wrong(
    'person_ambiguous',
    `本村有 ${count} 人同名,请填身份证号`,
    `${count} villagers have this name; give the ID number`,
  )
const severalHeads = doubt(
  'household_missing',
  '没有户号,本村有几户户主同名,暂不归户',
  'no household number and several heads of this name: left without a household',
)
const byHead = doubt(
  'household_by_head',
  '没有户号,按户主姓名建户',
  'no household number: the household is made by the name of its head',
)

const SUFFIX = /(?:村民委员会|居民委员会|村委会|居委会|社区|村)+$/

const isVillage = (said: string | null, village: string): boolean =>
  said === null || compact(said).replace(SUFFIX, '').endsWith(compact(village).replace(SUFFIX, ''))
