import { text } from '../../kernel/text.ts'
import { allRows, idOf } from './ids.ts'
import type { Load, Step } from './step.ts'

const BATCH = 4000

/** Facts about Party posts count from the start of the term that began before the county's campaign. */
const TERM_FROM = '2018-03-01'

function* batches<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let i = 0; i < rows.length; i += BATCH) yield rows.slice(i, i + BATCH)
}

const households: Step = {
  name: 'households',
  title: text('农户', 'Households'),
  weight: 150,
  run: async (load) => {
    const { door, ids, plan } = load
    if (load.resumed) await recallHouseholds(load)
    const missing = plan.households.filter(({ key }) => !ids.households.has(key))
    for (const rows of batches(missing)) {
      const made = await door.registry.registerHouseholds({
        unitId: ids.county,
        rows: rows.map(({ villageCode, number, headName, resident, assisted }) => ({
          villageId: idOf(ids.villages, villageCode),
          number,
          headName,
          resident,
          assisted,
        })),
      })
      rows.forEach(({ key }, i) => ids.households.set(key, made.ids[i] ?? ''))
      load.tell(ids.households.size / plan.households.length)
    }
  },
}

export async function recallHouseholds(load: Load): Promise<void> {
  const codes = new Map(Array.from(load.ids.villages, ([code, id]) => [id, code]))
  const rows = await allRows(async (page) => (await load.door.registry.listHouseholds(page)).rows)
  for (const { id, village, number } of rows) {
    load.ids.households.set(`${codes.get(village.id) ?? ''}-${number}`, id)
  }
}

const persons: Step = {
  name: 'persons',
  title: text('人员', 'Persons'),
  weight: 650,
  run: (load) => addPersons(load),
}

/** Adds the persons, or finds them again: somebody known by number and name is not added twice. */
export async function addPersons(load: Load): Promise<void> {
  const { door, ids, plan } = load
  for (const rows of batches(plan.persons)) {
    const made = await door.registry.addPersons({
      unitId: ids.county,
      rows: rows.map((person) => ({
        name: person.name,
        villageId: idOf(ids.villages, person.villageCode),
        householdId: idOf(ids.households, person.householdKey),
        sex: person.sex,
        idNumber: person.idNumber,
        relationToHead: person.relation,
        farmer: person.farmer,
        collectiveMember: person.farmer,
        ...(person.phone === null ? {} : { phone: person.phone }),
      })),
    })
    rows.forEach(({ key }, i) => ids.persons.set(key, made.persons[i]?.id ?? ''))
    load.tell(ids.persons.size / plan.persons.length)
  }
}

const party: Step = {
  name: 'party',
  title: text('党员与支部委员', 'Party members and committees'),
  weight: 80,
  run: async (load) => {
    const { door, ids, plan } = load
    const [first] = plan.party
    if (first === undefined) return
    if (load.resumed) {
      const { members } = await door.registry.readBranch({
        villageId: idOf(ids.villages, first.villageCode),
        branchId: idOf(ids.branches, first.villageCode),
      })
      if (members.length > 0) return
    }
    await door.registry.recordPartyMembers({
      unitId: ids.county,
      rows: plan.party.map((row) => ({
        personId: idOf(ids.persons, row.personKey),
        branchId: idOf(ids.branches, row.villageCode),
        joinedParty: row.joinedParty,
        committee: row.committee,
        secretary: row.secretary,
        from: row.joinedParty > TERM_FROM ? row.joinedParty : TERM_FROM,
        ...(row.cadrePost === null ? {} : { cadrePost: row.cadrePost }),
      })),
    })
  },
}

export const PEOPLE_STEPS: readonly Step[] = [households, persons, party]
