import type { LocalDate } from '../../kernel/date.ts'
import type { Fraction } from '../../kernel/fraction.ts'
import type { Id } from '../../kernel/id.ts'
import type { Fen } from '../../kernel/money.ts'
import type { Text } from '../../kernel/text.ts'

/** What a column of a register can mean. `ignore` is a meaning too: the clerk has looked at it. */
export const FIELDS = [
  'seq',
  'coop',
  'name',
  'member_type',
  'id_type_and_number',
  'id_number',
  'sex',
  'birth_date',
  'household_number',
  'household_head',
  'relation_to_head',
  'registered_address',
  'village',
  'phone',
  'bank_account',
  'contribution',
  'contribution_cash',
  'contribution_in_kind',
  'contribution_land',
  'contribution_form',
  'subscribed',
  'paid',
  'unpaid',
  'shares',
  'pct',
  'land_area',
  'certificate_no',
  'joined_on',
  'change_note',
  'largest_contribution',
  'smallest_contribution',
] as const
export type Field = (typeof FIELDS)[number]
export type ColumnField = Field | 'ignore'

/** Fields that hold money: a unit in the heading or above the table changes their value. */
export const MONEY_FIELDS: ReadonlySet<ColumnField> = new Set<ColumnField>([
  'contribution',
  'contribution_cash',
  'contribution_in_kind',
  'contribution_land',
  'subscribed',
  'paid',
  'unpaid',
])

/** How many fen one written unit is. */
export const MONEY_UNITS = { yuan: 100n, thousand: 100_000n, wan: 1_000_000n } as const
export type MoneyUnit = keyof typeof MONEY_UNITS

/** How a column came to its field: by the county's memory, the exact heading, a part of it, its contents. */
const CONFIDENCES = ['remembered', 'exact', 'part', 'content', 'none'] as const
export type Confidence = (typeof CONFIDENCES)[number]

export interface ColumnMapping {
  /** Counts from 1. */
  readonly column: number
  readonly heading: string
  readonly field: ColumnField
  /** Of money columns; null for all others. */
  readonly unit: MoneyUnit | null
  readonly confidence: Confidence
  readonly alternatives: readonly Field[]
}

export interface SheetMapping {
  readonly sheet: string
  /** Whether its rows are taken. */
  readonly used: boolean
  readonly headerTop: number
  readonly headerBottom: number
  /** Headings and units in order: files with the same signature mean the same. */
  readonly signature: string
  readonly columns: readonly ColumnMapping[]
}

/** A sheet as the reader of files hands it over; the words of `platform/sheet/cell.ts`. */
export interface SourceSheet {
  readonly name: string
  readonly hidden: boolean
  readonly rows: readonly SourceRow[]
  readonly merges: readonly {
    readonly top: number
    readonly left: number
    readonly bottom: number
    readonly right: number
  }[]
}

export interface SourceRow {
  readonly row: number
  readonly cells: readonly SourceCell[]
}

export interface SourceCell {
  readonly column: number
  readonly kind:
    | 'text'
    | 'number'
    | 'percent'
    | 'date'
    | 'boolean'
    | 'long-number'
    | 'error'
    | 'uncalculated'
  readonly text: string
}

/** Everything that can be wrong with a file. Errors stop the import, warnings do not. */
const FAULT_CODES = [
  'no_header',
  'no_name_column',
  'no_rows',
  'field_twice',
  'name_missing',
  'name_changed',
  'name_too_long',
  'cell_error',
  'formula_uncalculated',
  'digits_lost',
  'id_invalid',
  'id_warning',
  'id_missing',
  'type_unknown',
  'type_guessed',
  'farmer_assumed',
  'sex_unknown',
  'sex_differs',
  'date_invalid',
  'date_month_only',
  'date_future',
  'phone_unusual',
  'bank_unusual',
  'amount_invalid',
  'amount_negative',
  'amount_too_fine',
  'amount_missing',
  'unit_doubtful',
  'parts_differ',
  'paid_above_promised',
  'form_unknown',
  'form_labour',
  'form_mixed',
  'shares_invalid',
  'area_invalid',
  'pct_invalid',
  'pct_differs',
  'pct_sum',
  'total_differs',
  'duplicate_id',
  'duplicate_name',
  'rows_disagree',
  'coop_missing',
  'coop_unknown',
  'village_other',
  'person_differs',
  'holder_differs',
  'holder_left_out',
  'household_by_head',
  'household_missing',
  'person_by_name',
  'person_ambiguous',
  'person_ended',
  'collective_twice',
  'not_imported',
  'hidden_sheet',
  'external_links',
] as const
export type FaultCode = (typeof FAULT_CODES)[number]

export interface RowFault {
  readonly level: 'error' | 'warning'
  readonly code: FaultCode
  readonly sheet: string | null
  readonly row: number | null
  readonly column: number | null
  /** What stands over the column in the file. */
  readonly heading: string | null
  readonly text: Text
}

/** Where a value stands in the file. */
export interface Place {
  readonly sheet: string
  readonly row: number | null
  readonly column: number | null
  readonly heading: string | null
}

export type HolderKind = 'collective' | 'person' | 'enterprise' | 'unit'
export type HolderClass =
  | 'collective'
  | 'villager'
  | 'assisted'
  | 'outside_farmer'
  | 'outside_investor'
  | 'enterprise'
  | 'unit'
export type Form = 'cash' | 'land_right' | 'forest_right' | 'kind' | 'ip'

export interface FormAmount {
  readonly form: Form
  readonly paid: Fen
  readonly promised: Fen
}

/** One member as the file tells it, read and checked by itself. */
export interface MemberDraft {
  readonly place: Place
  /** Where single values stand, for faults that are found later. */
  readonly places: ReadonlyMap<Field, Place>
  readonly coop: string | null
  readonly name: string
  readonly kind: HolderKind
  /** Null where it follows from the person's register. */
  readonly class: HolderClass | null
  /** Null where the file does not say. */
  readonly farmer: boolean | null
  readonly idNumber: string | null
  readonly sex: 'female' | 'male' | null
  readonly birthDate: LocalDate | null
  readonly householdNumber: string | null
  readonly householdHead: string | null
  readonly relationToHead: string | null
  readonly address: string | null
  readonly village: string | null
  readonly phone: string | null
  readonly bankAccount: string | null
  readonly contributions: readonly FormAmount[]
  /** Decimal strings of at most six places. */
  readonly shares: string | null
  readonly landArea: string | null
  readonly percent: Fraction | null
  readonly certificateNo: string | null
  readonly joinedOn: LocalDate | null
}

/** A person the registry knows. */
export interface KnownPerson {
  readonly id: Id<'person'>
  readonly name: string
  readonly householdId: Id<'household'> | null
  readonly ended: boolean
}

interface KnownHousehold {
  readonly id: Id<'household'>
  readonly number: string
  readonly headName: string
}

/** A member the co-op's register has already. */
export interface KnownHolder {
  readonly name: string
  readonly kind: string
  readonly personId: Id<'person'> | null
  readonly registered: Fen
}

export interface KnownCoop {
  readonly id: Id<'unit'>
  readonly name: string
  readonly creditCode: string | null
  readonly villageId: Id<'unit'>
  readonly villageName: string
  readonly registeredOn: LocalDate | null
}

/** What the county knows about the people and the register of one co-op. */
export interface KnownRegister {
  /** Null when the co-op has no register yet. */
  readonly openedOn: LocalDate | null
  readonly holders: readonly KnownHolder[]
  /** Living persons of the co-op's village, for rows without an ID number. */
  readonly villagers: readonly KnownPerson[]
  readonly households: readonly KnownHousehold[]
}

/** Whom a row becomes. */
export type PersonPlan =
  | { readonly known: Id<'person'> }
  /** The place in the plan's list of new persons. */
  | { readonly add: number }

export interface HolderPlan {
  readonly draft: MemberDraft
  /** Null for organisations. */
  readonly person: PersonPlan | null
}

/** What an import will do to one co-op. */
export interface CoopPlan {
  readonly coop: KnownCoop
  readonly openedOn: LocalDate | null
  readonly members: number
  readonly unchanged: number
  readonly holders: readonly HolderPlan[]
}

export interface NewPerson {
  readonly draft: MemberDraft
  readonly coop: KnownCoop
  /** False where the file names another village than the co-op's. */
  readonly ofVillage: boolean
  /** Null: no household; a number of a new one below, or a known one. */
  readonly household: { readonly known: Id<'household'> } | { readonly add: number } | null
}

export interface NewHousehold {
  readonly villageId: Id<'unit'>
  readonly number: string
  readonly headName: string
  readonly address: string | null
  readonly assisted: boolean
}

export interface ImportPlan {
  readonly coops: readonly CoopPlan[]
  readonly persons: readonly NewPerson[]
  readonly households: readonly NewHousehold[]
  /** Persons of the file that the county knows already. */
  readonly knownPersons: number
}
