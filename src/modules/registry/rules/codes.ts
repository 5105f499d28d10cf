import type { Finding } from '../../../kernel/finding.ts'
import {
  birthDateOf,
  checkCitizenId,
  checkCreditCode,
  normaliseIdentifier,
  sexOf,
} from '../../../kernel/identifier.ts'
import { type Text, text, toHalfWidth } from '../../../kernel/text.ts'
import type { LocalDate } from '../../../kernel/date.ts'
import type { CodeCheck } from '../model.ts'

/** A code that is not right is kept as it was given and warned about: registers hold such codes. */
function codeFinding(
  rule: 'ID-CREDIT' | 'ID-CITIZEN',
  of: { row: string; measured: string | null; said: Text },
): Finding {
  const source = rule === 'ID-CREDIT' ? 'GB 32100-2015' : 'GB 11643-1999'
  return {
    rule,
    version: '1',
    severity: 'warn',
    outcome: 'fails',
    binding: 'standard',
    readings: [{ id: 'standard', outcome: 'fails', measured: of.measured, limit: source }],
    notComputed: [],
    rows: [of.row],
    source,
    fix: null,
    text: of.said,
  }
}

export interface CreditCode {
  readonly code: string | null
  readonly check: CodeCheck
  readonly finding: Finding | null
}

/** Reads a unified social credit code. `owner` names it in the warning, `row` is its id. */
export function readCreditCode(
  given: string | null | undefined,
  owner: { readonly row: string; readonly name: string },
): CreditCode {
  if (given === null || given === undefined) return { code: null, check: 'missing', finding: null }
  const read = checkCreditCode(given)
  if (read.valid) return { code: read.normalised, check: 'valid', finding: null }
  const shaped = /^[0-9A-HJ-NPQRTUWXY]{18}$/.test(read.normalised)
  const why = read.reason ?? text('不符合编码规则', 'breaks the rules of the code')
  return {
    code: read.normalised,
    check: shaped ? 'wrong_check_digit' : 'malformed',
    finding: codeFinding('ID-CREDIT', {
      row: owner.row,
      measured: read.normalised,
      said: text(
        `“${owner.name}”的统一社会信用代码 ${read.normalised} 有误:${why.zh}。已照录,请核对执照。`,
        `The credit code ${read.normalised} of "${owner.name}" is wrong: ${why.en}. It was recorded as given; please check the licence.`,
      ),
    }),
  }
}

export interface IdNumber {
  readonly normalised: string
  readonly valid: boolean
  readonly birthDate: LocalDate | null
  readonly sex: 'female' | 'male' | null
  readonly finding: Finding | null
}

/** Reads a citizen ID number; the number itself never appears in the warning. */
export function readIdNumber(
  given: string,
  owner: { readonly row: string; readonly name: string },
): IdNumber {
  const read = checkCitizenId(given)
  const shaped = /^\d{17}[\dX]$/.test(read.normalised)
  const birthDate = shaped ? birthDateOf(read.normalised) : null
  const base = {
    normalised: read.normalised,
    valid: read.valid,
    birthDate,
    sex: birthDate === null ? null : sexOf(read.normalised),
  }
  if (read.valid) return { ...base, finding: null }
  // The right check character would give away the last digit of the number: the reason is not passed on.
  const said = text(
    `“${owner.name}”的身份证号码不符合编码规则(位数、出生日期或校验位),已照录,请核对证件。`,
    `The ID number of "${owner.name}" breaks its rules (length, birth date or check character); it was recorded as given, please check the card.`,
  )
  return { ...base, finding: codeFinding('ID-CITIZEN', { row: owner.row, measured: null, said }) }
}

/** 371323********0019; short or odd numbers keep their last two characters. */
export function maskIdNumber(value: string): string {
  if (value.length >= 15) {
    return value.slice(0, 6) + '*'.repeat(value.length - 10) + value.slice(-4)
  }
  return '*'.repeat(Math.max(0, value.length - 2)) + value.slice(-2)
}

/** 138****1234; a landline keeps its last four digits. */
export const maskPhone = (value: string): string =>
  value.length >= 11 ? `${value.slice(0, 3)}****${value.slice(-4)}` : `****${value.slice(-4)}`

export const maskAccount = (value: string): string => `****${value.slice(-4)}`

/** Digits as they are dialled: half-width, without blanks, dashes and the country code. */
export const readPhone = (given: string): string =>
  toHalfWidth(given)
    .replaceAll(/[\s()-]/g, '')
    .replace(/^(\+86|0086)/, '')

export const readAccount = (given: string): string => normaliseIdentifier(given)

/** Names are compared as written: composed, half-width, without blanks around the dot of minority names. */
export const readName = (given: string): string =>
  given
    .normalize('NFC')
    .trim()
    .replaceAll(/\s*[·•・‧]\s*/gu, '·')
