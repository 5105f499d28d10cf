import type { Instant, LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type {
  ChainLink,
  CodeCheck,
  CoopClass,
  CoopStatus,
  GroupKind,
  ParcelRight,
  PayBasis,
  UnionStatus,
} from '../model.ts'
import type {
  DivisionEventLinkRow,
  DivisionEventRow,
  DivisionImportRow,
  DivisionImportRowRow,
  DivisionRow,
  DivisionVersionRow,
  DivisionWithdrawalRow,
} from './division-tables.ts'

/*
 * The registry's tables as the code sees them: the columns of 0004_registry.sql and of
 * 0011_division_withdrawal.sql. Those of divisions stand in division-tables.ts. Days are text, amounts of
 * land and quantities decimal text, amounts of money whole fen.
 */

export interface VillageBaseRow {
  county_id: number
  id: AnyId
  village_id: AnyId
  as_of: LocalDate
  registered_households: number
  resident_households: number | null
  collective_households: number | null
  population: number | null
  source: string
  recorded_at: Instant
}

export interface VillageSurveyRow {
  county_id: number
  id: AnyId
  village_id: AnyId
  surveyed_on: LocalDate
  answers: unknown
  recorded_at: Instant
}

export interface BranchRow {
  county_id: number
  id: AnyId
  village_id: AnyId
  name: string
  name_pinyin: string
  name_initials: string
  founded_on: LocalDate | null
  ended_on: LocalDate | null
  created_at: Instant
}

export interface CollectiveRow {
  county_id: number
  id: AnyId
  village_id: AnyId
  name: string
  credit_code: string | null
  credit_code_check: CodeCheck
  legal_rep_id: AnyId | null
  legal_rep_name: string | null
  committee_acts: boolean
  registered_on: LocalDate | null
  ended_on: LocalDate | null
  created_at: Instant
}

export interface HouseholdRow {
  county_id: number
  id: AnyId
  village_id: AnyId
  number: string
  head_name: string
  resident: boolean
  collective: boolean
  assisted: boolean
  address: string | null
  created_at: Instant
}

export interface PersonRow {
  county_id: number
  id: AnyId
  village_id: AnyId | null
  household_id: AnyId | null
  name: string
  name_pinyin: string
  name_initials: string
  sex: 'female' | 'male' | null
  birth_date: LocalDate | null
  id_number_sealed: Buffer | null
  id_number_lookup: string | null
  id_number_valid: boolean | null
  phone_sealed: Buffer | null
  phone_lookup: string | null
  bank_account_sealed: Buffer | null
  bank_account_lookup: string | null
  relation_to_head: string | null
  farmer: boolean
  collective_member: boolean
  public_office: boolean
  ended_on: LocalDate | null
  ended_reason: string | null
  created_at: Instant
}

interface PersonCoopRow {
  county_id: number
  person_id: AnyId
  coop_id: AnyId
  since: LocalDate
}

export interface PartyMembershipRow {
  county_id: number
  id: AnyId
  person_id: AnyId
  branch_id: AnyId
  joined_party: LocalDate | null
  committee: boolean
  secretary: boolean
  cadre_post: string | null
  valid_from: LocalDate
  valid_to: LocalDate | null
  recorded_at: Instant
}

export interface LinkedGroupRow {
  county_id: number
  id: AnyId
  unit_id: AnyId
  name: string
  kind: GroupKind
  evidence: string
  valid_from: LocalDate
  valid_to: LocalDate | null
  recorded_at: Instant
}

interface LinkedGroupMemberRow {
  county_id: number
  group_id: AnyId
  person_id: AnyId
}

export interface LinkedGroupObjectionRow {
  county_id: number
  id: AnyId
  group_id: AnyId
  raised_by: string
  raised_on: LocalDate
  grounds: string
  decided_on: LocalDate | null
  decision: 'upheld' | 'rejected' | null
  reason: string | null
  recorded_at: Instant
}

interface CoopKindRow {
  county_id: number
  code: string
  name_zh: string
  name_en: string
  position: number
}

export interface IndustryRow {
  county_id: number
  id: AnyId
  code: string
  parent_id: AnyId | null
  name_zh: string
  name_en: string
  path: readonly string[]
}

export interface VillageIndustryRow {
  county_id: number
  id: AnyId
  village_id: AnyId
  industry_id: AnyId
  area_mu: string | null
  households: number | null
  note: string
  valid_from: LocalDate
  valid_to: LocalDate | null
}

export interface IndustryChainRow {
  county_id: number
  id: AnyId
  town_id: AnyId
  industry_id: AnyId
  name: string
  facilities: readonly string[]
  note: string
  valid_from: LocalDate
  valid_to: LocalDate | null
}

interface IndustryChainCoopRow {
  county_id: number
  chain_id: AnyId
  coop_id: AnyId
  link: ChainLink
}

interface CooperativeRow {
  county_id: number
  id: AnyId
  created_at: Instant
}

export interface CooperativeVersionRow {
  county_id: number
  coop_id: AnyId
  valid_from: LocalDate
  valid_to: LocalDate | null
  name: string
  name_pinyin: string
  name_initials: string
  village_id: AnyId
  branch_id: AnyId | null
  collective_id: AnyId | null
  main_kind: string
  secondary_kinds: readonly string[]
  industry_id: AnyId | null
  business_forms: readonly string[]
  business_scope: string | null
  credit_code: string | null
  credit_code_check: CodeCheck
  registered_on: LocalDate | null
  registrar: string | null
  registered_address: string | null
  address: string | null
  registered_capital_fen: bigint | null
  chair_id: AnyId | null
  chair_name: string | null
  area_mu: string | null
  reason: string
  document: string
  changed_at: Instant
  changed_by: string
}

export interface CooperativeStatusRow {
  county_id: number
  id: AnyId
  coop_id: AnyId
  status: CoopStatus
  valid_from: LocalDate
  valid_to: LocalDate | null
  reason: string
  document: string
  recorded_at: Instant
  recorded_by: string
}

export interface CooperativeClassRow {
  county_id: number
  id: AnyId
  coop_id: AnyId
  class: CoopClass
  valid_from: LocalDate
  valid_to: LocalDate | null
  reason: string
  document: string
  recorded_at: Instant
  recorded_by: string
}

export interface LandParcelRow {
  county_id: number
  id: AnyId
  coop_id: AnyId
  household_id: AnyId | null
  person_id: AnyId | null
  certificate_number: string
  parcel_code: string
  place: string
  right_kind: ParcelRight
  area_mu: string
  valid_from: LocalDate
  valid_to: LocalDate | null
  end_reason: string | null
}

export interface CoopProductRow {
  county_id: number
  id: AnyId
  coop_id: AnyId
  name: string
  brand: string | null
  certification: string | null
  measure: string
  yearly_quantity: string | null
  valid_from: LocalDate
  valid_to: LocalDate | null
  end_reason: string | null
}

export interface CoopJobRow {
  county_id: number
  id: AnyId
  coop_id: AnyId
  title: string
  posts: number
  pay_basis: PayBasis
  pay_fen: bigint
  season: string | null
  valid_from: LocalDate
  valid_to: LocalDate | null
  end_reason: string | null
}

export interface LabourContractRow {
  county_id: number
  id: AnyId
  coop_id: AnyId
  job_id: AnyId
  person_id: AnyId
  number: string
  insured: boolean
  valid_from: LocalDate
  valid_to: LocalDate | null
  end_reason: string | null
}

export interface CoopUnionRow {
  county_id: number
  id: AnyId
  seat_id: AnyId
  name: string
  name_pinyin: string
  name_initials: string
  credit_code: string | null
  credit_code_check: CodeCheck
  founded_on: LocalDate
  registered_on: LocalDate | null
  registered_address: string | null
  registered_capital_fen: bigint | null
  industry_id: AnyId | null
  chair_name: string | null
  below_since: LocalDate | null
  ended_on: LocalDate | null
  created_at: Instant
  facts_from: LocalDate
  status: UnionStatus
}

export interface CoopUnionFormerRow {
  county_id: number
  union_id: AnyId
  valid_from: LocalDate
  valid_to: LocalDate
  name: string
  status: UnionStatus
  credit_code: string | null
  credit_code_check: CodeCheck
  registered_on: LocalDate | null
  registered_address: string | null
  registered_capital_fen: bigint | null
  industry_id: AnyId | null
  chair_name: string | null
  reason: string
  document: string
  changed_at: Instant
  changed_by: string
}

export interface CoopUnionMemberRow {
  county_id: number
  id: AnyId
  union_id: AnyId
  coop_id: AnyId
  valid_from: LocalDate
  valid_to: LocalDate | null
  document: string
}

export interface CoopPairingRow {
  county_id: number
  id: AnyId
  lead_id: AnyId
  purpose: 'quality' | 'scale'
  agreement: string
  tasks: string
  valid_from: LocalDate
  valid_to: LocalDate | null
  end_reason: string | null
}

interface CoopPairingFollowerRow {
  county_id: number
  pairing_id: AnyId
  coop_id: AnyId
}

interface RegistrySettingRow {
  county_id: number
  name: string
  value: unknown
  set_at: Instant
  set_by: string
}

export interface RegistryTables {
  division_import: DivisionImportRow
  division_import_row: DivisionImportRowRow
  division: DivisionRow
  division_version: DivisionVersionRow
  division_event: DivisionEventRow
  division_event_link: DivisionEventLinkRow
  division_withdrawal: DivisionWithdrawalRow
  village_base: VillageBaseRow
  village_survey: VillageSurveyRow
  branch: BranchRow
  collective: CollectiveRow
  household: HouseholdRow
  person: PersonRow
  person_coop: PersonCoopRow
  party_membership: PartyMembershipRow
  linked_group: LinkedGroupRow
  linked_group_member: LinkedGroupMemberRow
  linked_group_objection: LinkedGroupObjectionRow
  coop_kind: CoopKindRow
  industry: IndustryRow
  village_industry: VillageIndustryRow
  industry_chain: IndustryChainRow
  industry_chain_coop: IndustryChainCoopRow
  cooperative: CooperativeRow
  cooperative_version: CooperativeVersionRow
  cooperative_status: CooperativeStatusRow
  cooperative_class: CooperativeClassRow
  land_parcel: LandParcelRow
  coop_product: CoopProductRow
  coop_job: CoopJobRow
  labour_contract: LabourContractRow
  coop_union: CoopUnionRow
  coop_union_former: CoopUnionFormerRow
  coop_union_member: CoopUnionMemberRow
  coop_pairing: CoopPairingRow
  coop_pairing_follower: CoopPairingFollowerRow
  registry_setting: RegistrySettingRow
  /** The platform's tree of permissions: read here, written by `placeUnits` and `moveUnit`. */
  org_unit: {
    county_id: number
    id: AnyId
    kind: string
    parent_id: AnyId | null
    ancestors: AnyId[]
  }
  /** The tenant itself. */
  county: { county_id: number; code: string; name: string }
}
