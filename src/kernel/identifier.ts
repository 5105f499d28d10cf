import { parseDate } from './date.ts'
import { type Text, text, toHalfWidth } from './text.ts'

/*
 * Unified social credit codes (GB 32100-2015) and citizen ID numbers (GB 11643-1999). A wrong check digit
 * is said, with the right one; whether it refuses anything is the caller's decision.
 */

export type IdentifierKind = 'credit-code' | 'citizen-id' | 'ambiguous' | 'unknown'

export interface Identifier {
  readonly kind: IdentifierKind
  readonly valid: boolean
  /** Half-width, upper case, no blanks: what is stored and compared. */
  readonly normalised: string
  /** Why it is not valid, or what deserves a remark; null when there is nothing to say. */
  readonly reason: Text | null
}

const CREDIT_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const CREDIT_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const ORGANISATION_ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2]
const CITIZEN_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CITIZEN_CHECKS = '10X98765432'

const weigh = (value: string, weights: readonly number[], alphabet: string): number =>
  weights.reduce((sum, weight, i) => sum + weight * alphabet.indexOf(value.charAt(i)), 0)

/** The 18th character that the first 17 of a credit code ask for. */
export const creditCheckCharacter = (first17: string): string =>
  CREDIT_ALPHABET.charAt((31 - (weigh(first17, CREDIT_WEIGHTS, CREDIT_ALPHABET) % 31)) % 31)

/** The last character of the organisation code inside (places 9 to 17), by GB 11714. */
export function organisationCheckCharacter(first8: string): string {
  const rest = 11 - (weigh(first8, ORGANISATION_WEIGHTS, ORGANISATION_ALPHABET) % 11)
  return rest === 10 ? 'X' : rest === 11 ? '0' : String(rest)
}

/** The 18th character that the first 17 digits of an ID number ask for. */
export const citizenCheckCharacter = (first17: string): string =>
  CITIZEN_CHECKS.charAt(weigh(first17, CITIZEN_WEIGHTS, '0123456789') % 11)

const CREDIT_SHAPE = /^[0-9A-HJ-NPQRTUWXY]{18}$/
const CITIZEN_SHAPE = /^\d{17}[\dX]$/

export const normaliseIdentifier = (code: string): string =>
  toHalfWidth(code).replaceAll(/[\s-]/g, '').toUpperCase()

/** Whether this is a credit code; `normalised` may carry a wrong check digit, which the reason tells. */
export function checkCreditCode(code: string): Identifier {
  const normalised = normaliseIdentifier(code)
  const say = (valid: boolean, reason: Text | null): Identifier => ({
    kind: 'credit-code',
    valid,
    normalised,
    reason,
  })
  if (!CREDIT_SHAPE.test(normalised)) {
    return say(
      false,
      text(
        '应为 18 位数字或大写字母(不含 I、O、S、V、Z)',
        'must be 18 digits or letters without I, O, S, V, Z',
      ),
    )
  }
  const right = creditCheckCharacter(normalised.slice(0, 17))
  if (normalised.charAt(17) !== right) {
    return say(false, text(`校验位不符,应为 ${right}`, `the check character should be ${right}`))
  }
  const inner = organisationCheckCharacter(normalised.slice(8, 16))
  return normalised.charAt(16) === inner
    ? say(true, null)
    : say(
        true,
        text(
          `内含的组织机构代码校验位不符(应为 ${inner}),个别老代码如此`,
          `the organisation code inside should end in ${inner}; some old codes do not`,
        ),
      )
}

/** Whether this is a citizen ID number: a real birth date and the right check character. */
export function checkCitizenId(code: string): Identifier {
  const normalised = normaliseIdentifier(code)
  const say = (reason: Text | null): Identifier => ({
    kind: 'citizen-id',
    valid: reason === null,
    normalised,
    reason,
  })
  if (!CITIZEN_SHAPE.test(normalised)) {
    return say(text('应为 17 位数字加 1 位数字或 X', 'must be 17 digits and a digit or X'))
  }
  if (birthDateOf(normalised) === null) {
    return say(text('第 7 至 14 位不是真实日期', 'digits 7 to 14 are no date'))
  }
  const right = citizenCheckCharacter(normalised.slice(0, 17))
  return normalised.charAt(17) === right
    ? say(null)
    : say(text(`校验位不符,应为 ${right}`, `the check character should be ${right}`))
}

/** Birth date in an ID number, null when there is none. */
export const birthDateOf = (citizenId: string) =>
  parseDate(`${citizenId.slice(6, 10)}-${citizenId.slice(10, 12)}-${citizenId.slice(12, 14)}`)

export const sexOf = (citizenId: string): 'male' | 'female' =>
  Number(citizenId.charAt(16)) % 2 === 1 ? 'male' : 'female'

/** Tells what a code is and whether it is right; digits alone can be either kind. */
export function checkIdentifier(code: string): Identifier {
  const [credit, citizen] = [checkCreditCode(code), checkCitizenId(code)]
  const { normalised } = credit
  const remark =
    normalised === code ? null : text(`已规范为 ${normalised}`, `normalised to ${normalised}`)
  const withRemark = (found: Identifier): Identifier => ({
    ...found,
    reason: joinTexts(remark, found.reason),
  })
  if (!CITIZEN_SHAPE.test(normalised)) {
    return CREDIT_SHAPE.test(normalised)
      ? withRemark(credit)
      : withRemark({
          ...credit,
          kind: 'unknown',
          reason: text(
            '既不是 18 位统一社会信用代码,也不是 18 位身份证号',
            'neither an 18-character credit code nor an 18-character ID number',
          ),
        })
  }
  if (citizen.valid && credit.valid) {
    return withRemark({
      ...citizen,
      kind: 'ambiguous',
      reason: text('两种编码规则都符合', 'right by the rules of both kinds'),
    })
  }
  if (citizen.valid) return withRemark(citizen)
  if (credit.valid) return withRemark(credit)
  if (birthDateOf(normalised) !== null) return withRemark(citizen)
  return withRemark({
    ...citizen,
    kind: 'ambiguous',
    reason: text('两种编码规则都不符合', 'wrong by the rules of both kinds'),
  })
}

const joinTexts = (a: Text | null, b: Text | null): Text | null => {
  if (a === null || b === null) return a ?? b
  return text(`${a.zh};${b.zh}`, `${a.en}; ${b.en}`)
}
