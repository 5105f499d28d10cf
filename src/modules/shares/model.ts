import type { LocalDate } from '../../kernel/date.ts'
import type { Fraction } from '../../kernel/fraction.ts'
import type { AnyId } from '../../kernel/id.ts'

/** Who can hold. `other` is no member: shares set aside, or not yet given to anybody. */
export type HolderKind = 'collective' | 'person' | 'enterprise' | 'unit' | 'other'

export type HolderClass =
  | 'collective'
  | 'villager'
  | 'assisted'
  | 'outside_farmer'
  | 'outside_investor'
  | 'enterprise'
  | 'unit'
  | 'labour'
  | 'land'
  | 'reserve'

/** Forms of a registered contribution (农民专业合作社法 Art. 13). */
export type Form = 'cash' | 'land_right' | 'forest_right' | 'kind' | 'ip'
export const FORMS: readonly Form[] = ['cash', 'land_right', 'forest_right', 'kind', 'ip']

/** Classes of internal units: what the charter counts beside the registered capital. */
export type UnitClass =
  | 'contribution'
  | 'labour'
  | 'technique'
  | 'management'
  | 'land'
  | 'forest'
  | 'resource'
  | 'grant'
  | 'donation'
  | 'assistance'
  | 'other'
export const UNIT_CLASSES: readonly UnitClass[] = [
  'contribution',
  'labour',
  'technique',
  'management',
  'land',
  'forest',
  'resource',
  'grant',
  'donation',
  'assistance',
  'other',
]

export type EventKind =
  | 'contribution'
  | 'payment'
  | 'transfer'
  | 'exit'
  | 'inheritance'
  | 'conversion'
  | 'unit_grant'
  | 'unit_withdrawal'
  | 'reversal'

/** One membership of one holder in one co-op. */
export interface Holder {
  readonly id: AnyId
  readonly memberNumber: string
  readonly kind: HolderKind
  readonly class: HolderClass
  readonly personId: AnyId | null
  readonly name: string
  readonly farmer: boolean
  readonly householdId: AnyId | null
  readonly relatedGroup: string | null
  readonly publicFunction: boolean
  readonly joinedOn: LocalDate
  /** The first day on which the holder is no longer one. */
  readonly leftOn: LocalDate | null
}

/** What moves: fen of a form, or millionths of a unit class; exactly one of the two ledgers. */
export type Amounts =
  | {
      readonly form: Form
      readonly unitClass: null
      readonly paid: bigint
      readonly promised: bigint
    }
  | {
      readonly form: null
      readonly unitClass: UnitClass
      readonly units: bigint
      readonly dividend: bigint
    }

/** One line of an event: what it does to one holder. The register is the sum of the lines. */
export type Line = Amounts & { readonly holderId: AnyId; readonly on: LocalDate }

/** Everything known of one co-op's register: its holders, and its lines in any order. */
export interface Book {
  readonly coopId: AnyId
  readonly openedOn: LocalDate
  readonly holders: readonly Holder[]
  readonly lines: readonly Line[]
}

export interface NewEvent {
  readonly id: AnyId
  readonly kind: EventKind
  readonly on: LocalDate
  readonly lines: readonly Line[]
  readonly details: Readonly<Record<string, unknown>>
  readonly reverses: AnyId | null
}

/** An event as it was recorded. */
export interface RecordedEvent extends NewEvent {
  readonly seq: bigint
  readonly reason: string | null
  readonly recordedAt: string
  readonly recordedBy: string
  readonly reversedBy: AnyId | null
}

export interface FormSum {
  readonly form: Form
  readonly paid: bigint
  readonly promised: bigint
}

export interface UnitSum {
  readonly unitClass: UnitClass
  readonly units: bigint
  readonly dividend: bigint
}

/** A holder on a day, with what is held. */
export interface Row {
  readonly holder: Holder
  readonly forms: readonly FormSum[]
  readonly unitSums: readonly UnitSum[]
  readonly paid: bigint
  readonly promised: bigint
  readonly registered: bigint
  readonly units: bigint
  readonly dividend: bigint
}

export interface Totals {
  /** Holders that are members: all but `other`. */
  readonly members: number
  readonly farmers: number
  /** Different households of persons that are members. */
  readonly households: number
  readonly paid: bigint
  readonly promised: bigint
  readonly registered: bigint
  readonly units: bigint
  readonly dividend: bigint
}

/** Who holds what on a day. Rows are in order of member numbers. */
export interface Register {
  readonly coopId: AnyId
  readonly asOf: LocalDate
  readonly rows: readonly Row[]
  readonly totals: Totals
}

export interface UnitAmount {
  readonly unitClass: UnitClass
  readonly units: bigint
  readonly dividendUnits?: bigint | undefined
}

interface Valuation {
  readonly by: 'voucher' | 'all_members' | 'third_party'
  readonly note: string
}

/** A draft change, as what-if and recording take it. Holders are ids or keys of new holders. */
export type Change =
  | {
      readonly kind: 'contribution'
      readonly holder: string
      readonly form: Form
      readonly paid: bigint
      readonly promised: bigint
      readonly units: readonly UnitAmount[]
      readonly valuation?: Valuation | undefined
      readonly note?: string | undefined
    }
  | {
      readonly kind: 'payment'
      readonly holder: string
      readonly form: Form
      readonly amount: bigint
      readonly note?: string | undefined
    }
  | {
      readonly kind: 'transfer'
      readonly from: string
      readonly to: string
      readonly form: Form
      readonly amount: bigint
      readonly promised: bigint
      readonly units: readonly UnitAmount[]
      readonly note?: string | undefined
    }
  | {
      readonly kind: 'exit'
      readonly holder: string
      readonly noticeOn?: LocalDate | undefined
      readonly refund?:
        | {
            readonly contribution: bigint
            readonly reserveShare: bigint
            readonly lossBorne: bigint
            readonly paidOn?: LocalDate | undefined
          }
        | undefined
      readonly note?: string | undefined
    }
  | {
      readonly kind: 'inheritance'
      readonly from: string
      readonly heirs: readonly { readonly to: string; readonly weight: Fraction }[]
      readonly note?: string | undefined
    }
  | {
      readonly kind: 'conversion'
      readonly holder: string
      readonly source: Form | 'reserve' | 'surplus'
      readonly form: Form
      readonly amount: bigint
      readonly resolution: string
    }
  | {
      readonly kind: 'unit_grant' | 'unit_withdrawal'
      readonly holder: string
      readonly units: readonly UnitAmount[]
      readonly note: string
    }
