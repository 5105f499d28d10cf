import type { In, Out } from '../../api.ts'

interface Place {
  readonly id: string
  readonly name: string
}

/** A person as typed; empty texts are what is not known. */
export interface TypedPerson {
  readonly village: Place | null
  readonly householdId: string
  readonly name: string
  readonly idNumber: string
  readonly phone: string
  readonly bankAccount: string
  readonly sex: '' | 'female' | 'male'
  readonly birthDate: string
  readonly relationToHead: string
  readonly farmer: boolean
  readonly collectiveMember: boolean
  readonly publicOffice: boolean
}

export const NO_PERSON: TypedPerson = {
  village: null,
  householdId: '',
  name: '',
  idNumber: '',
  phone: '',
  bankAccount: '',
  sex: '',
  birthDate: '',
  relationToHead: '',
  farmer: true,
  collectiveMember: true,
  publicOffice: false,
}

type Person = Omit<Out<'readPerson'>, 'cooperatives' | 'groups'>
type Changes = In<'changePerson'>['changes']
const NUMBERS = ['idNumber', 'phone', 'bankAccount'] as const

/** A person as the form begins: known facts filled in, numbers left empty. */
export const typedOf = (person: Person): TypedPerson => ({
  village: person.village,
  householdId: person.household?.id ?? '',
  name: person.name,
  idNumber: '',
  phone: '',
  bankAccount: '',
  sex: person.sex ?? '',
  birthDate: person.birthDate ?? '',
  relationToHead: person.relationToHead ?? '',
  farmer: person.farmer,
  collectiveMember: person.collectiveMember,
  publicOffice: person.publicOffice,
})

/** Only what differs goes out. A number is replaced when a new one is typed, taken away by a lone dash. */
export function changesOf(person: Person, typed: TypedPerson, endedOn: string): Changes {
  const before = typedOf(person)
  const changes: Record<string, unknown> = {}
  for (const key of ['farmer', 'collectiveMember', 'publicOffice'] as const) {
    if (typed[key] !== before[key]) changes[key] = typed[key]
  }
  for (const key of NUMBERS) {
    const text = typed[key].trim()
    if (text !== '') changes[key] = text === '-' ? null : text
  }
  if (typed.name.trim() !== before.name) changes['name'] = typed.name.trim()
  if (typed.sex !== before.sex && typed.sex !== '') changes['sex'] = typed.sex
  if (typed.birthDate !== before.birthDate && typed.birthDate !== '')
    changes['birthDate'] = typed.birthDate
  if (typed.relationToHead.trim() !== before.relationToHead)
    changes['relationToHead'] = typed.relationToHead.trim() || null
  if (typed.village !== null && typed.village.id !== before.village?.id)
    changes['villageId'] = typed.village.id
  if (typed.householdId !== before.householdId) changes['householdId'] = typed.householdId || null
  if (endedOn !== (person.endedOn ?? '')) changes['endedOn'] = endedOn || null
  return changes as Changes
}
