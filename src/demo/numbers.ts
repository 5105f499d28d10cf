import { assert } from '../kernel/assert.ts'
import type { LocalDate } from '../kernel/date.ts'
import {
  citizenCheckCharacter,
  creditCheckCharacter,
  organisationCheckCharacter,
} from '../kernel/identifier.ts'

export type Sex = 'male' | 'female'

/**
 * The division part of every generated citizen number. No division ever had the code 371399, so no person
 * can hold such a number, while its check digit, birth date and sex are right (GB 11643-1999).
 */
const NOBODYS_DIVISION = '371399'

/** A citizen number that nobody holds; `order` tells people of one sex and birthday apart, from 0. */
export function citizenNumber(person: {
  readonly birthDate: LocalDate
  readonly sex: Sex
  readonly order: number
}): string {
  const sequence = person.order * 2 + (person.sex === 'male' ? 1 : 2)
  assert(sequence <= 999, 'a birthday has at most 999 sequence numbers')
  const day = person.birthDate.replaceAll('-', '')
  const body = `${NOBODYS_DIVISION}${day}${String(sequence).padStart(3, '0')}`
  return body + citizenCheckCharacter(body)
}

/** Who registered the body: the market regulator a co-op or an enterprise, the agriculture department a collective. */
export const CODE_KINDS = { coop: '93', enterprise: '91', unit: '12', collective: 'N2' } as const

/**
 * A unified social credit code (GB 32100-2015) with right check signs. Its inner code begins with DM, which
 * the code authority is not known to have given out: the codes of real bodies are digits, or begin with M.
 */
export function creditCode(kind: keyof typeof CODE_KINDS, division: string, order: number): string {
  const inner = `DM${String(order).padStart(6, '0')}`
  assert(inner.length === 8, 'an inner code has eight signs')
  const body = `${CODE_KINDS[kind]}${division}${inner}${organisationCheckCharacter(inner)}`
  return body + creditCheckCharacter(body)
}

/** The same code with another last sign: what a slip of the pen leaves. */
export function withWrongCheck(code: string): string {
  const body = code.slice(0, 17)
  return body + (creditCheckCharacter(body) === '7' ? '4' : '7')
}

/**
 * A mobile number in form only: the prefix 154 is, to our knowledge, given to no network. The product
 * calls nobody; the numbers are there to be masked and searched.
 */
export const phoneNumber = (order: number): string => `154${String(order).padStart(8, '0')}`
