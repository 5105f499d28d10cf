import { jsonPath } from '../../../kernel/fault.ts'
import { type Fen, parseYuan } from '../../../kernel/money.ts'
import { badInput, type Fault } from '../../../kernel/refusal.ts'
import { line as lineSchema } from '../../../kernel/schema.ts'
import { type Text, text } from '../../../kernel/text.ts'
import { accountOf, isAccountCode, isMoney, liesUnder, topCode } from '../model/chart.ts'
import type { Line, VoucherKind } from '../model.ts'
import { together } from './lines.ts'
import { type Field, isAmount, type Note, type RawValues, type Template } from './template.ts'

/** What a person gives to a template: yuan and quantities as text, and who or which account. */
export interface Given {
  readonly amounts: Readonly<Record<string, string>>
  readonly parties: Readonly<Record<string, string>>
  /** The assets concerned belong to a poverty-alleviation project. */
  readonly assisted?: boolean
}

/** What a template makes of it; a voucher as soon as it has a date and a number. */
export interface Filled {
  readonly template: string
  readonly clause: string
  readonly kind: VoucherKind
  readonly lines: readonly Line[]
  readonly notes: readonly Note[]
}

const UNKNOWN = text('没有这个字段', 'unknown field')
const MISSING = text('缺少', 'is missing')
/** Ten trillion yuan in fen: more is a slip of the hand, and sums stay far inside what is stored. */
const AMOUNT_MAX = 10n ** 15n

/**
 * The voucher that the template makes of these fields.
 * @throws Refusal `bad_input` with the place of every field that is missing, unknown or wrong.
 */
export function fillTemplate(template: Template, given: Given, path = '$'): Filled {
  return fillTogether(template, [given], () => path)
}

/**
 * One voucher out of many rows of one template: a line for each member, one for what they share.
 * @throws Refusal `bad_input` with the faults of every row; `pathOf` says where row i stands.
 */
export function fillTogether(
  template: Template,
  rows: readonly Given[],
  pathOf: (i: number) => string = (i) => `$.rows[${i}]`,
): Filled {
  const faults: Fault[] = []
  const notes = new Map<string, Note>()
  const lines = rows.flatMap((given, i) => {
    const values = readValues(template, given, { path: pathOf(i), faults })
    if (values === null) return []
    for (const note of template.notes(values)) notes.set(note.code, note)
    const made = template.lines(values)
    faults.push(...faultsOfLines(template, made, pathOf(i)))
    return given.assisted === true ? made.map(assist) : made
  })
  if (faults.length > 0) throw badInput(faults)
  const all = together(lines)
  const { id, clause } = template
  return { template: id, clause, kind: voucherKindOf(all), lines: all, notes: [...notes.values()] }
}

/** 收款, 付款, 转账 or, where money moves both ways at once, 记账; money between own accounts is a payment. */
export function voucherKindOf(lines: readonly Line[]): VoucherKind {
  const money = lines.filter((one) => isMoney(one.account))
  if (money.length === 0) return 'transfer'
  const into = money.some((one) => one.debit !== 0n)
  const out = money.some((one) => one.credit !== 0n)
  const fees = lines.every((one) => isMoney(one.account) || topCode(one.account) === '524')
  if (into && out) return fees ? 'payment' : 'general'
  return into ? 'receipt' : 'payment'
}

interface Reading {
  readonly path: string
  readonly faults: Fault[]
}

/** Every field read, or null when something is wrong; the faults say what. */
function readValues(template: Template, given: Given, at: Reading): RawValues | null {
  const { path, faults } = at
  const before = faults.length
  for (const [group, names] of Object.entries({
    amounts: Object.keys(given.amounts),
    parties: Object.keys(given.parties),
  })) {
    for (const name of names) {
      const field = fieldOf(template, name)
      if (field === null || isAmount(field) !== (group === 'amounts')) {
        faults.push({ path: placeOf(path, group, name), text: UNKNOWN })
      }
    }
  }
  const values = Object.fromEntries(
    Object.entries(template.fields).map(([name, field]) => {
      const group = isAmount(field) ? 'amounts' : 'parties'
      const said = Object.hasOwn(given[group], name) ? given[group][name] : undefined
      const read = READERS[kindOf(field)](said, field)
      if (!('wrong' in read)) return [name, read.value]
      const { zh, en } = read.wrong
      const { label } = field
      const sentence = text(`${label.zh}:${zh}`, `${label.en}: ${en}`)
      faults.push({ path: placeOf(path, group, name), text: sentence })
      return [name, null]
    }),
  )
  if (faults.length > before) return null
  for (const { field, text: why } of template.problems(values)) {
    const known = fieldOf(template, field)
    const group = known !== null && isAmount(known) ? 'amounts' : 'parties'
    faults.push({ path: placeOf(path, group, field), text: why })
  }
  return faults.length > before ? null : values
}

const fieldOf = (template: Template, name: string): Field | null =>
  Object.hasOwn(template.fields, name) ? (template.fields[name] ?? null) : null

const placeOf = (path: string, group: string, name: string): string =>
  path + jsonPath([group, name]).slice(1)

type Read = { readonly value: Fen | bigint | string | null } | { readonly wrong: Text }
type Reader = (said: string | undefined, field: Field) => Read

const kindOf = (field: Field): 'money' | 'quantity' | 'account' | 'name' =>
  field.type === 'money' || field.type === 'quantity'
    ? field.type
    : field.type === 'account-choice'
      ? 'account'
      : 'name'

const QUANTITY = /^0*(\d{1,6})(?:\.0{1,6})?$/
/** Made once: to make it for every name costs more than all the rest of a template. */
const NAME = lineSchema(200)

const READERS: Readonly<Record<ReturnType<typeof kindOf>, Reader>> = {
  money: (said, field) => {
    if (said === undefined) return field.required ? { wrong: MISSING } : { value: 0n }
    const value = parseYuan(said)
    if (value === null) {
      return {
        wrong: text(
          '金额应为最多两位小数的元,如 1234.50',
          'must be yuan with at most two decimals, like 1234.50',
        ),
      }
    }
    if (value < 0n) return { wrong: text('金额不能为负', 'the amount must not be negative') }
    if (value > AMOUNT_MAX) return { wrong: text('金额过大', 'the amount is too large') }
    if (value === 0n && field.required) {
      return { wrong: text('金额应大于零', 'the amount must be above zero') }
    }
    return { value }
  },
  quantity: (said, field) => {
    if (said === undefined) return field.required ? { wrong: MISSING } : { value: 0n }
    const match = QUANTITY.exec(said)
    const value = match === null ? 0n : BigInt(match[1] ?? '0')
    return value > 0n
      ? { value }
      : {
          wrong: text(
            '应为正整数,最多六位',
            'must be a positive whole number of at most six digits',
          ),
        }
  },
  account: (said, field) => {
    const options = field.options ?? []
    if (said === undefined) return { value: options[0] ?? '' }
    if (isAccountCode(said) && options.some((code) => liesUnder(said, code))) {
      return { value: said }
    }
    const names = options.map((code) => `${code} ${accountOf(code)?.name.zh ?? ''}`).join('、')
    return { wrong: text(`只能是:${names}`, `must be one of: ${options.join(', ')}`) }
  },
  name: (said, field) => {
    if (said === undefined) return field.required ? { wrong: MISSING } : { value: null }
    const read = NAME.safeParse(said)
    return read.success
      ? { value: read.data }
      : {
          wrong: text(
            '应为1至200个字,不含控制字符',
            'must be 1 to 200 characters without control characters',
          ),
        }
  },
}

/** What only the lines tell: nothing moves at all, or an account lacks whom it must name. */
function faultsOfLines(template: Template, lines: readonly Line[], path: string): Fault[] {
  if (lines.length === 0) {
    const why = text(
      '至少填一项金额,且不能互相抵消为零',
      'give at least one amount that moves something',
    )
    return [{ path: `${path}.amounts`, text: why }]
  }
  const missing = new Map<string, Text>()
  for (const one of lines) {
    const account = accountOf(one.account)
    const dimension = account?.dimension ?? null
    if (account === null || dimension === null || dimension === 'bank') continue
    if ((dimension === 'member' ? one.memberId : one.partyId) !== null) continue
    const field = Object.entries(template.fields).find(([, { type }]) => type === dimension)
    const name = field?.[0] ?? dimension
    const label = field?.[1].label ?? text(dimension, dimension)
    missing.set(
      name,
      text(
        `${label.zh}:记入 ${account.code} ${account.name.zh} 时必填`,
        `${label.en}: is missing; ${account.code} must name it`,
      ),
    )
  }
  return [...missing].map(([name, why]) => ({ path: placeOf(path, 'parties', name), text: why }))
}

/** Accounts that are kept by whether their assets are of a poverty-alleviation project. */
const ASSISTED = new Set(['141', '142', '143', '144', '151', '152', '153', '154', '161', '162'])

const assist = (one: Line): Line => ({ ...one, assisted: ASSISTED.has(topCode(one.account)) })
