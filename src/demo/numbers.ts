import { assert } from '../kernel/assert.ts'
import type { LocalDate } from '../kernel/date.ts'

export type Sex = 'male' | 'female'

/**
 * The division part of every generated citizen number. No division ever had the code 371399, so no person
 * can hold such a number, while its check digit, birth date and sex are right (GB 11643-1999).
 */
export const NOBODYS_DIVISION = '371399'

const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const ID_CHECKS = '10X98765432'

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
  const sum = ID_WEIGHTS.reduce((total, weight, i) => total + weight * Number(body[i]), 0)
  return body + ID_CHECKS.charAt(sum % 11)
}

const CODE_SIGNS = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const CODE_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const BODY_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2]

/** The check sign of an organisation code (GB 11714): letters count from 10, remainder 10 is X, 11 is 0. */
function bodyCheck(body: string): string {
  const sum = BODY_WEIGHTS.reduce(
    (total, weight, i) => total + weight * Number.parseInt(body.charAt(i), 36),
    0,
  )
  return '0123456789X'.charAt((11 - (sum % 11)) % 11)
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
  const body = `${CODE_KINDS[kind]}${division}${inner}${bodyCheck(inner)}`
  const sum = CODE_WEIGHTS.reduce(
    (total, weight, i) => total + weight * CODE_SIGNS.indexOf(body.charAt(i)),
    0,
  )
  return body + CODE_SIGNS.charAt((31 - (sum % 31)) % 31)
}

/** The same code with another last sign: what a slip of the pen leaves. */
export function withWrongCheck(code: string): string {
  const last = CODE_SIGNS.indexOf(code.charAt(17))
  return code.slice(0, 17) + CODE_SIGNS.charAt((last + 7) % 31)
}

/**
 * A mobile number in form only: the prefix 154 is, to our knowledge, given to no network. The product
 * calls nobody; the numbers are there to be masked and searched.
 */
export const phoneNumber = (order: number): string => `154${String(order).padStart(8, '0')}`
