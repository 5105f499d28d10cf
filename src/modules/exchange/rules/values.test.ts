import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatFraction } from '../../../kernel/fraction.ts'
import type { SourceCell } from '../model.ts'
import { cellOf } from './testing.ts'
import {
  cleanName,
  type Read,
  readBankAccount,
  readDay,
  readIdNumber,
  readMoney,
  readPercent,
  readPhone,
  readQuantity,
} from './values.ts'
import { readForm, readMemberType, readSex, typeByName } from './words.ts'

const t = (text: string): SourceCell => cellOf('text', text)

/** The value, or the first problem's code; a value with a doubt shows both. */
function told<T>({ value, problems }: Read<T>, show: (value: T) => string = String): string {
  const codes = problems.map(({ code }) => code).join(',')
  if (value === null) return codes === '' ? 'nothing' : codes
  return codes === '' ? show(value) : `${show(value)} (${codes})`
}

test.each([
  ['张  三', '张三'],
  [' 张\u3000三 ', '张三'],
  ['𠮷 田', '𠮷田'],
  ['阿卜杜拉•买买提', '阿卜杜拉·买买提'],
  ['阿卜杜拉．买买提', '阿卜杜拉·买买提'],
  ['张\u200B三\u202E', '张三'],
  ['John  Smith', 'John Smith'],
  ['e\u0301', 'é'],
  ['㐂', '㐂'],
  ['张\n三', '张三'],
])('the name %j is %j', (raw, name) => {
  expect(cleanName(raw)).toBe(name)
})

describe('money', () => {
  test.each([
    ['1234.5', 'yuan', '123450'],
    ['1,234.50', 'yuan', '123450'],
    ['１，２３４．５０', 'yuan', '123450'],
    ['¥ 1 234.50', 'yuan', '123450'],
    ['1234元整', 'yuan', '123400'],
    ['1.2万', 'yuan', '1200000'],
    ['1.2', 'wan', '1200000'],
    ['1.2元', 'wan', '120'],
    ['0.000001', 'wan', '1'],
    ['0.0000001', 'wan', 'amount_too_fine'],
    ['1.234', 'thousand', '123400'],
    ['33.333', 'yuan', 'amount_too_fine'],
    ['33.330', 'yuan', '3333'],
    ['-5', 'yuan', 'amount_negative'],
    ['-0', 'yuan', '0'],
    ['-', 'yuan', 'nothing'],
    ['无', 'yuan', 'nothing'],
    ['壹万元', 'yuan', 'amount_invalid'],
    ['1,23', 'yuan', 'amount_invalid'],
    ['12%', 'yuan', 'amount_invalid'],
    ['=1+1', 'yuan', 'amount_invalid'],
    ['1e5', 'yuan', 'amount_invalid'],
  ] as const)('%j in %s is %s', (text, unit, expected) => {
    expect(told(readMoney(t(text), unit))).toBe(expected)
  })

  test('numbers that lost digits are no amounts', () => {
    expect(told(readMoney(cellOf('long-number', '1234567890123456'), 'yuan'))).toBe(
      'amount_invalid',
    )
  })

  test('ten thousand yuan are exact for every amount of fen', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 14n }), (fen) => {
        const decimals = (fen % 1_000_000n).toString().padStart(6, '0')
        expect(readMoney(t(`${fen / 1_000_000n}.${decimals}`), 'wan').value).toBe(fen)
      }),
    )
  })
})

test.each([
  ['2020-11-30', '2020-11-30'],
  ['2020/1/5', '2020-01-05'],
  ['2020.11.30', '2020-11-30'],
  ['2020年11月30日', '2020-11-30'],
  ['２０２０年１月', '2020-01-01 (date_month_only)'],
  ['2020-11-30 08:00:00', '2020-11-30'],
  ['20201130', '2020-11-30'],
  ['2020-02-30', 'date_invalid'],
  ['去年', 'date_invalid'],
  ['20-11-30', 'date_invalid'],
  ['', 'nothing'],
])('the day %j is %s', (text, day) => {
  expect(told(readDay(t(text)))).toBe(day)
})

test('a serial number of a day in a cell without a date format', () => {
  expect(told(readDay(cellOf('number', '44165')))).toBe('2020-11-30')
  expect(told(readDay(cellOf('number', '5')))).toBe('date_invalid')
  expect(told(readDay(cellOf('date', '2020-11-30')))).toBe('2020-11-30')
})

describe('identity numbers', () => {
  const show = ({ number, kind }: { number: string; kind: string }) => `${kind} ${number}`
  test.each([
    ['371323198001010019', 'citizen 371323198001010019'],
    ['11010519491231002ｘ', 'citizen 11010519491231002X'],
    [" '371323198001010019", 'citizen 371323198001010019'],
    ['3713 2319 8001 0100 19', 'citizen 371323198001010019'],
    ['371323198001010018', 'citizen 371323198001010018 (id_warning)'],
    ['37132319800101001', 'id_invalid'],
    ['371323800101001', 'citizen 371323800101001 (id_warning)'],
    ['93371323MA3N000117', 'credit 93371323MA3N000117'],
    ['93371323MA3N000118', 'credit 93371323MA3N000118 (id_warning)'],
    ['3.71323E+17', 'digits_lost'],
    ['没有', 'id_invalid'],
    ['/', 'nothing'],
  ])('%j is %s', (text, expected) => {
    expect(told(readIdNumber(t(text), false), show)).toBe(expected)
  })
  test.each([
    ['身份证:371323198001010019', 'citizen 371323198001010019'],
    ['居民身份证号码 371323198001010019', 'citizen 371323198001010019'],
    ['统一社会信用代码 93371323MA3N000117', 'credit 93371323MA3N000117'],
    ['护照 E12345678', 'other E12345678'],
    ['371323198001010019', 'citizen 371323198001010019'],
  ])('%j splits into %s', (text, expected) => {
    expect(told(readIdNumber(t(text), true), show)).toBe(expected)
  })
  test('a number cell that Excel has cut', () => {
    expect(told(readIdNumber(cellOf('long-number', '371323198001010000'), false))).toBe(
      'digits_lost',
    )
    const [problem] = readIdNumber(cellOf('long-number', '371323198001010000'), false).problems
    expect(problem?.text.zh).toContain('身份证号被存成数字,末几位已丢失')
  })
})

test.each([
  ['13800001234', '13800001234'],
  ['138-0000-1234', '13800001234'],
  ['+86 13800001234', '13800001234'],
  ['0539-2251234', '0539-2251234'],
  ['1380000123', '1380000123 (phone_unusual)'],
])('the phone %j is %s', (text, phone) => {
  expect(told(readPhone(t(text)))).toBe(phone)
})

test.each([
  ['6223 1900 1234 5678 903', '6223190012345678903'],
  ['沂水农商行 6223190012345678903', '6223190012345678903'],
  ['12-34', '12-34 (bank_unusual)'],
])('the account %j is %s', (text, account) => {
  expect(told(readBankAccount(t(text)))).toBe(account)
})

test('long accounts and phones stored as numbers are named as lost', () => {
  expect(told(readBankAccount(cellOf('long-number', '6223190012345670000')))).toBe('digits_lost')
  expect(told(readPhone(cellOf('number', '13800001234')))).toBe('13800001234')
})

test.each([
  ['12.5亩', '12.5'],
  ['0012', '12'],
  ['1,200', '1200'],
  ['1.234', 'area_invalid'],
  ['-1', 'area_invalid'],
])('the area %j is %s', (text, area) => {
  expect(told(readQuantity(t(text), { code: 'area_invalid', places: 2, words: /亩$/ }))).toBe(area)
})

test.each([
  ['31.25%', false, '125/4 true'],
  ['31.25', true, '125/4 true'],
  ['0.3125', false, '5/16 null'],
  ['三成', false, 'pct_invalid'],
])('the percentage %j (heading says %s) is %s', (text, heading, expected) => {
  const shown = told(
    readPercent(t(text), heading),
    ({ written, hundredths }) => `${formatFraction(written)} ${hundredths}`,
  )
  expect(shown).toBe(expected)
})

describe('words', () => {
  test.each([
    ['农民成员', 'person  true'],
    ['非农民成员', 'person  false'],
    ['否', 'person  false'],
    ['是', 'person  true'],
    ['企业成员', 'enterprise enterprise false'],
    ['事业单位成员', 'unit unit false'],
    ['社会组织成员', 'unit unit false'],
    ['村集体经济组织', 'collective collective false'],
    ['建档立卡贫困户', 'person assisted true'],
    ['外星人', 'type_unknown'],
  ])('the kind %s is %s', (text, expected) => {
    const shown = told(
      readMemberType(t(text)),
      (type) => `${type.kind} ${type.class ?? ''} ${type.farmer}`,
    )
    expect(shown).toBe(expected)
  })

  test.each([
    ['货币', 'cash'],
    ['非货币', 'kind'],
    ['土地经营权', 'land_right'],
    ['林权', 'forest_right'],
    ['农机设备', 'kind'],
    ['专利', 'ip'],
    ['劳务', 'form_labour'],
    ['货币、土地', 'form_mixed'],
    ['货币+非货币', 'form_mixed'],
    ['别的', 'form_unknown'],
  ])('the form %s is %s', (text, expected) => {
    expect(told(readForm(t(text), false))).toBe(expected)
  })
  test('with a column for each form, the form that is not money is meant', () => {
    expect(told(readForm(t('货币、土地经营权'), true))).toBe('land_right')
    expect(told(readForm(t('货币'), true))).toBe('cash')
    expect(told(readForm(t('土地、林权'), true))).toBe('form_mixed')
  })
  test('sex and kinds by name', () => {
    expect(told(readSex(t('男')))).toBe('male')
    expect(told(readSex(t('女性')))).toBe('female')
    expect(told(readSex(t('?')))).toBe('sex_unknown')
    expect(typeByName('院东头镇四门洞村股份经济合作社')?.kind).toBe('collective')
    expect(typeByName('沂水某某食品有限公司')?.kind).toBe('enterprise')
    expect(typeByName('沂水县果业协会')?.kind).toBe('unit')
    expect(typeByName('张三')).toBe(null)
  })
})
