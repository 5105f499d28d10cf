import { assert } from '../../../kernel/assert.ts'
import type { Fen } from '../../../kernel/money.ts'
import { type Text, text } from '../../../kernel/text.ts'
import { accountOf } from '../model/chart.ts'
import type { Line, VoucherKind } from '../model.ts'
import { imbalance, withAmount } from './lines.ts'

/*
 * A posting template is data and one pure function: fields in, lines out. Whatever amounts it is given,
 * the lines balance; `template` makes sure of it at the only door.
 */

export const FIELD_TYPES = [
  'money',
  'member',
  'counterparty',
  'worker',
  'project',
  'source',
  'account-choice',
  'text',
  'quantity',
] as const
export type FieldType = (typeof FIELD_TYPES)[number]

export interface Field {
  readonly type: FieldType
  readonly label: Text
  /** An amount that is required must be above zero; one that is not counts as zero when absent. */
  readonly required: boolean
  /** The accounts an `account-choice` may name, or accounts below them; the first is taken when absent. */
  readonly options?: readonly string[]
}

/** Money and quantities are given among the amounts, everything else among the parties. */
export const isAmount = (field: Field): boolean =>
  field.type === 'money' || field.type === 'quantity'

type Value<F extends Field> = F['type'] extends 'money'
  ? Fen
  : F['type'] extends 'quantity'
    ? bigint
    : F['type'] extends 'account-choice'
      ? string
      : F['required'] extends true
        ? string
        : string | null

type Values<F extends Fields> = { readonly [K in keyof F]: Value<F[K]> }

export type Fields = Readonly<Record<string, Field>>
export type RawValues = Readonly<Record<string, Fen | bigint | string | null>>

/** Why amounts that are right one by one cannot stand together. */
export interface Problem {
  readonly field: string
  readonly text: Text
}

/** Something to see to besides the voucher; never a reason to refuse it. */
export interface Note {
  readonly code: string
  readonly text: Text
}

export interface Template {
  readonly id: string
  readonly title: Text
  /** The clause that the entry follows. */
  readonly clause: string
  /** The kind of voucher when the first choice is taken everywhere; `voucherKindOf` knows the others. */
  readonly kind: VoucherKind
  readonly fields: Fields
  /** Prints accounts as they are booked: only where national accounts would hide what happens. */
  readonly asBooked: boolean
  readonly problems: (values: RawValues) => readonly Problem[]
  readonly lines: (values: RawValues) => readonly Line[]
  readonly notes: (values: RawValues) => readonly Note[]
}

interface Spec<F extends Fields> {
  readonly id: string
  readonly title: Text
  readonly clause: string
  readonly kind: VoucherKind
  readonly fields: F
  readonly asBooked?: boolean
  readonly problems?: (values: Values<F>) => readonly (Problem | null)[]
  readonly lines: (values: Values<F>) => readonly Line[]
  readonly notes?: (values: Values<F>) => readonly (Note | null)[]
}

/** A template out of its data. The reader of documents has given every field a value of its type. */
export function template<const F extends Fields>(spec: Spec<F>): Template {
  const typed = (values: RawValues): Values<F> => values as Values<F>
  const { problems, notes } = spec
  return {
    ...spec,
    asBooked: spec.asBooked ?? false,
    problems: (values) => (problems?.(typed(values)) ?? []).filter((one) => one !== null),
    notes: (values) => (notes?.(typed(values)) ?? []).filter((one) => one !== null),
    lines: (values) => {
      const lines = withAmount(spec.lines(typed(values)))
      assert(imbalance(lines) === 0n, `template ${spec.id} balances`)
      return lines
    },
  }
}

const field =
  <T extends FieldType>(type: T) =>
  (zh: string, en: string) =>
    ({ type, label: text(zh, en), required: true }) as const

const optional =
  <T extends FieldType>(type: T) =>
  (zh: string, en: string) =>
    ({ type, label: text(zh, en), required: false }) as const

export const money = field('money')
export const moneyIfAny = optional('money')
export const member = field('member')
export const counterparty = field('counterparty')
export const counterpartyIfAny = optional('counterparty')
export const worker = field('worker')
export const workerIfAny = optional('worker')
export const project = field('project')
export const source = field('source')
export const sourceIfAny = optional('source')
export const textIfAny = optional('text')
export const quantity = field('quantity')

/** One of these accounts, or an account below; the first where none is named. */
export const choice = (zh: string, en: string, options: readonly string[]) =>
  ({ type: 'account-choice', label: text(zh, en), required: false, options }) as const

/** '财会〔2021〕37号 301 股金、321 资本公积'. */
export const system = (...codes: readonly string[]): string =>
  `财会〔2021〕37号 ${codes.map((code) => `${code} ${accountOf(code)?.name.zh ?? ''}`).join('、')}`

/** A clause of the 农民专业合作社法 before the accounts: `act('第四十四条', '332')`. */
export const act = (article: string, ...codes: readonly string[]): string =>
  `农民专业合作社法${article};${system(...codes)}`

/** A problem when `broken`. */
export const unless = (fine: boolean, problem: Problem): Problem | null => (fine ? null : problem)

/** A note when it applies. */
export const when = (applies: boolean, note: Note): Note | null => (applies ? note : null)

export const NOTES = {
  valuation: {
    code: 'valuation',
    text: text(
      '无凭据的,须附成员大会(成员代表大会)通过、全体成员确认的评估作价材料',
      'without a voucher of its price, attach the valuation passed by the assembly and confirmed by all members',
    ),
  },
  resolution: {
    code: 'resolution',
    text: text('须附成员大会(成员代表大会)决议', 'attach the resolution of the assembly'),
  },
  approval: {
    code: 'approval',
    text: text(
      '须按规定程序批准后入账,附批准文件',
      'to be booked after approval; attach the approval',
    ),
  },
  memoBook: {
    code: 'memo_book',
    text: text(
      '按名义金额入账的资产须在备查簿登记',
      'enter assets at nominal value in the memo book',
    ),
  },
  offLedger: {
    code: 'off_ledger',
    text: text(
      '认缴未缴一般不入账,缴纳时再记;确需挂账时才用本模板',
      'promised contributions usually stay off the books until paid; use this only where they must be shown',
    ),
  },
  belowPar: {
    code: 'below_par',
    text: text(
      '实缴低于应享有的股金份额,差额冲减资本公积',
      'less is paid than the share entitles to; the difference reduces the capital reserve',
    ),
  },
} as const satisfies Record<string, Note>
