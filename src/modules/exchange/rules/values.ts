import { addDays, date, type LocalDate, parseDate } from '../../../kernel/date.ts'
import { type Fraction, fraction } from '../../../kernel/fraction.ts'
import { birthDateOf, checkCitizenId, checkCreditCode } from '../../../kernel/identifier.ts'
import { fen, type Fen } from '../../../kernel/money.ts'
import { type Text, text, toHalfWidth } from '../../../kernel/text.ts'
import { type FaultCode, MONEY_UNITS, type MoneyUnit, type SourceCell } from '../model.ts'

/* Reads single cells. Nothing is guessed silently: what cannot be read exactly is a problem with a reason. */

export interface Problem {
  readonly level: 'error' | 'warning'
  readonly code: FaultCode
  readonly text: Text
}

/** The value of a cell, null when it is empty or unreadable, with what there is to say about it. */
export interface Read<T> {
  readonly value: T | null
  readonly problems: readonly Problem[]
}

export const read = <T>(value: T | null, ...problems: readonly Problem[]): Read<T> => ({
  value,
  problems,
})

export const wrong = (code: FaultCode, zh: string, en: string): Problem => ({
  level: 'error',
  code,
  text: text(zh, en),
})

export const doubt = (code: FaultCode, zh: string, en: string): Problem => ({
  level: 'warning',
  code,
  text: text(zh, en),
})

/** Most cells: common characters only, nothing to clean. Looked at first, because files have many cells. */
const PLAIN = /^[!-~\u4E00-\u9FFF]*$/

/** A text as people meant it: composed (NFC), without invisible and direction marks, single blanks. */
export const clean = (value: string): string =>
  PLAIN.test(value)
    ? value
    : value
        .normalize('NFC')
        .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')
        .replaceAll(/\p{Cf}/gu, '')
        .replaceAll(/[\s\u3000]+/g, ' ')
        .trim()

/** Half-width and without any blank: for numbers, codes and words of closed lists. */
export const compact = (value: string): string =>
  PLAIN.test(value) ? value : toHalfWidth(clean(value)).replaceAll(' ', '')

const HAN = '[\\p{Script=Han}]'
const GAP = new RegExp(`(?<=${HAN}) (?=${HAN})`, 'gu')
const DOT = new RegExp(`(?<=${HAN})[•・‧∙●．.](?=${HAN})`, 'gu')

/** A name: blanks put between characters to fill a form are taken out, the dot of minority names is "·". */
export const cleanName = (value: string): string =>
  clean(value).replaceAll(GAP, '').replaceAll(DOT, '·')

/** What people write for "nothing". */
const NOTHING = new Set(['', '-', '--', '—', '——', '/', '无', '未填', '空', 'N/A', 'n/a'])
export const isNothing = (value: string): boolean => NOTHING.has(compact(value))

/** Cells that no reader can use: errors, formulas that were never computed. */
export function unusable(cell: SourceCell): Problem | null {
  if (cell.kind === 'error') {
    return wrong(
      'cell_error',
      `单元格是错误值 ${clean(cell.text)}`,
      `the cell holds the error value ${clean(cell.text)}`,
    )
  }
  return cell.kind === 'uncalculated'
    ? wrong(
        'formula_uncalculated',
        '公式没有保存计算结果,请在 Excel 中打开并保存一次',
        'the formula has no saved result; open and save the file in Excel once',
      )
    : null
}

const AMOUNT = /^(-?)(\d{1,15})(?:\.(\d{1,10}))?(万元?|千元?|元)?$/
const GROUPED = /^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?/
const SUFFIXES: Readonly<Record<string, MoneyUnit>> = { 万: 'wan', 千: 'thousand', 元: 'yuan' }

/** Money in fen, exact: "1,234.5", "¥10000元", "1.2万"; finer than a fen is refused, never rounded. */
export function readMoney(cell: SourceCell, unit: MoneyUnit): Read<Fen> {
  if (isNothing(cell.text)) return read<Fen>(null)
  const bare = compact(cell.text)
    .replace(/^(?:[¥￥]|人民币|RMB)/i, '')
    .replace(/整$/, '')
  const match = AMOUNT.exec(GROUPED.test(bare) ? bare.replaceAll(',', '') : bare)
  if (match === null || cell.kind === 'long-number' || cell.kind === 'percent') {
    return read<Fen>(null, wrong('amount_invalid', '不是金额', 'is not an amount of money'))
  }
  const [, minus, whole = '0', decimals = '', suffix = ''] = match
  const perUnit = MONEY_UNITS[SUFFIXES[suffix.charAt(0)] ?? unit]
  const scaled = BigInt(whole + decimals) * perUnit
  const scale = 10n ** BigInt(decimals.length)
  if (scaled % scale !== 0n) {
    return read<Fen>(
      null,
      wrong(
        'amount_too_fine',
        '金额细到不足一分,请先按分取整',
        'the amount is finer than a fen; round it to fen first',
      ),
    )
  }
  if (minus === '-' && scaled > 0n) {
    return read<Fen>(null, wrong('amount_negative', '金额不能为负', 'must not be negative'))
  }
  return read(fen(scaled / scale))
}

const DECIMAL = /^(\d{1,12})(?:\.(\d{1,12}))?$/

/** A quantity (shares, mu) as a decimal string of at most `places`; the word of the unit may stand behind. */
export function readQuantity(
  cell: SourceCell,
  rule: { readonly code: FaultCode; readonly places: number; readonly words: RegExp },
): Read<string> {
  if (isNothing(cell.text)) return read<string>(null)
  const bare = compact(cell.text).replace(rule.words, '')
  const match = DECIMAL.exec(GROUPED.test(bare) ? bare.replaceAll(',', '') : bare)
  const decimals = (match?.[2] ?? '').replace(/0+$/, '')
  if (match === null || decimals.length > rule.places) {
    return read<string>(
      null,
      wrong(
        rule.code,
        `应为最多 ${rule.places} 位小数的非负数`,
        `must be a number of at most ${rule.places} decimals, not negative`,
      ),
    )
  }
  const whole = (match[1] ?? '0').replace(/^0+(?=\d)/, '')
  return read(decimals === '' ? whole : `${whole}.${decimals}`)
}

export interface WrittenPercent {
  /** The number as written, without a percent sign. */
  readonly written: Fraction
  readonly decimals: number
  /** Null where the cell does not say whether 0.25 means 25 % or 0.25 %: the whole column decides. */
  readonly hundredths: boolean | null
}

/** "31.25%" or a bare number. */
export function readPercent(cell: SourceCell, headingSaysPercent: boolean): Read<WrittenPercent> {
  if (isNothing(cell.text)) return read<WrittenPercent>(null)
  const bare = compact(cell.text)
  const match = DECIMAL.exec(bare.replace(/%$/, ''))
  if (match === null) {
    return read<WrittenPercent>(null, wrong('pct_invalid', '不是百分比', 'is not a percentage'))
  }
  const [, whole = '0', decimals = ''] = match
  return read({
    written: fraction(BigInt(whole + decimals), 10n ** BigInt(decimals.length)),
    decimals: decimals.length,
    hundredths: bare.endsWith('%') || headingSaysPercent ? true : null,
  })
}

const YMD = /^(\d{4})(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})(?:日|号)?(?:T?\d{1,2}:\d{2}.*)?$/
const YM = /^(\d{4})(?:年|[-/.])(\d{1,2})月?$/
const DIGITS_DATE = /^(\d{4})(\d{2})(\d{2})$/
/** Serial days of 1950 to 2100: a day typed into a cell without a date format. */
const SERIAL = /^(?:1[89]\d{3}|[2-6]\d{4}|7[0-2]\d{3})$/
const SERIAL_EPOCH = date('1899-12-30')

/** A day in any of the usual spellings; a month alone counts from its first day, and that is said. */
export function readDay(cell: SourceCell): Read<LocalDate> {
  if (isNothing(cell.text)) return read<LocalDate>(null)
  const bare = compact(cell.text)
  const invalid = wrong('date_invalid', '不是日期,请写成 2020-11-30', 'is no date like 2020-11-30')
  if (cell.kind === 'number' && SERIAL.test(bare)) return read(addDays(SERIAL_EPOCH, Number(bare)))
  const match = YMD.exec(bare) ?? DIGITS_DATE.exec(bare)
  if (match !== null) {
    const found = dayOf(match[1], match[2], match[3])
    return found === null ? read<LocalDate>(null, invalid) : read(found)
  }
  const month = YM.exec(bare)
  const first = month === null ? null : dayOf(month[1], month[2], '1')
  if (first === null) return read<LocalDate>(null, invalid)
  return read(
    first,
    doubt('date_month_only', `只写到月,按 ${first} 登记`, `only a month: taken as ${first}`),
  )
}

const dayOf = (year = '', month = '', day = ''): LocalDate | null =>
  parseDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)

const SCIENTIFIC = /^\d(?:\.\d+)?E\+?\d+$/i

/** Whether a long number went through a numeric cell and lost its last digits. */
const digitsLost = (cell: SourceCell): boolean =>
  cell.kind === 'long-number' || (cell.kind !== 'number' && SCIENTIFIC.test(compact(cell.text)))

const lostDigits = (what: string, en: string): Problem =>
  wrong(
    'digits_lost',
    `${what}被存成数字,末几位已丢失;请把该列设为文本后重新填写`,
    `${en} was stored as a number and has lost its last digits; make the column text and enter it again`,
  )

const OTHER_PAPERS = /护照|港澳|台湾|军官|士兵|通行证|居留|居住证/
const PAPER_WORDS = /^(?:居民)?身份证(?:件)?(?:号码?)?|^统一社会信用代码|^营业执照(?:号)?|^信用代码/

export interface WrittenId {
  readonly number: string
  readonly kind: 'citizen' | 'credit' | 'other'
}

/**
 * An identity number or credit code; with `split` the cell may begin with the name of the paper
 * ("身份证:3713…"). Lengths that fit no kind are errors; a wrong check digit is only a warning, because
 * it is recorded as such and the paper may really bear it.
 */
export function readIdNumber(cell: SourceCell, split: boolean): Read<WrittenId> {
  if (isNothing(cell.text)) return read<WrittenId>(null)
  if (digitsLost(cell)) return read<WrittenId>(null, lostDigits('身份证号', 'the ID number'))
  const whole = compact(cell.text).replace(/^'/, '').toUpperCase()
  const other = split && OTHER_PAPERS.test(whole)
  const bare = split ? whole.replace(PAPER_WORDS, '').replace(/^[^\dA-Z]+/, '') : whole
  if (other) return read({ number: bare, kind: 'other' as const })
  if (/^\d{15}$/.test(bare)) {
    return read(
      { number: bare, kind: 'citizen' as const },
      doubt('id_warning', '是 15 位旧号,请换成 18 位', 'is an old number of 15 digits'),
    )
  }
  const citizen = checkCitizenId(bare)
  const looksCitizen = /^\d{17}[\dX]$/.test(bare) && birthDateOf(bare) !== null
  if (citizen.valid) return read({ number: bare, kind: 'citizen' as const })
  const credit = checkCreditCode(bare)
  if (credit.valid) return read({ number: bare, kind: 'credit' as const })
  const best = looksCitizen ? citizen : credit
  if (!/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(bare)) {
    return read<WrittenId>(
      null,
      wrong(
        'id_invalid',
        `证件号码应为 18 位,这里是 ${Array.from(bare).length} 位或含有不该有的字符`,
        `an ID number has 18 characters; this one has ${Array.from(bare).length} or a wrong character`,
      ),
    )
  }
  const reason = best.reason ?? text('号码不符合规则', 'is not right by the rules')
  return read(
    { number: bare, kind: looksCitizen ? ('citizen' as const) : ('credit' as const) },
    doubt('id_warning', `证件号码可能有误:${reason.zh}`, `the number may be wrong: ${reason.en}`),
  )
}

const MOBILE = /^1[3-9]\d{9}$/
const LANDLINE = /^(?:0\d{2,3}-?)?\d{7,8}$/

export function readPhone(cell: SourceCell): Read<string> {
  if (isNothing(cell.text)) return read<string>(null)
  if (digitsLost(cell)) return read<string>(null, lostDigits('电话号码', 'the phone number'))
  const bare = compact(cell.text).replace(/^\+?86-?(?=1\d{10}$)/, '')
  const joined = bare.replaceAll('-', '')
  if (MOBILE.test(joined)) return read(joined)
  return LANDLINE.test(bare)
    ? read(bare)
    : read(
        bare.slice(0, 40),
        doubt('phone_unusual', '不像手机或固定电话号码', 'does not look like a phone number'),
      )
}

export function readBankAccount(cell: SourceCell): Read<string> {
  if (isNothing(cell.text)) return read<string>(null)
  if (digitsLost(cell)) return read<string>(null, lostDigits('银行账号', 'the bank account'))
  const bare = compact(cell.text).replaceAll('-', '')
  // "开户行及账号": the bank's name stands before the digits.
  const digits = /\d{8,30}$/.exec(bare)?.[0] ?? bare
  return digits.length >= 12 && digits.length <= 30 && /^\d+$/.test(digits)
    ? read(digits)
    : read(
        clean(cell.text).slice(0, 60),
        doubt('bank_unusual', '不像银行账号', 'does not look like a bank account'),
      )
}
