import type { LocalDate } from '../kernel/date.ts'
import type { Outcome } from '../kernel/finding.ts'
import type { Fen } from '../kernel/money.ts'
import type { Text } from '../kernel/text.ts'
import type { Division } from './divisions.ts'
import type { Sex } from './numbers.ts'

/*
 * The shape of a generated county: plain data, made from a seed alone. Things name each other by keys of
 * the plan; the loader puts the product's ids in their place.
 */

export interface PersonPlan {
  readonly key: string
  readonly villageCode: string
  readonly householdKey: string
  readonly name: string
  readonly sex: Sex
  readonly birthDate: LocalDate
  readonly idNumber: string
  readonly phone: string | null
  readonly relation: '户主' | '配偶' | '子' | '女'
  readonly farmer: boolean
}

export interface HouseholdPlan {
  readonly key: string
  readonly villageCode: string
  readonly number: string
  readonly headName: string
  readonly resident: boolean
  /** On the county's list of assisted households (建档立卡). */
  readonly assisted: boolean
}

/** How many households a village counts, three ways. */
export interface HouseholdBase {
  readonly registered: number
  readonly resident: number
  readonly collective: number
  readonly population: number
}

export interface VillagePlan {
  readonly division: Division
  readonly base: HouseholdBase
  readonly branchName: string
  readonly collectiveName: string | null
  readonly collectiveCode: string | null
}

export interface PartyPlan {
  readonly personKey: string
  readonly villageCode: string
  readonly joinedParty: LocalDate
  readonly committee: boolean
  readonly secretary: boolean
  readonly cadrePost: string | null
}

export type ContributionForm = 'cash' | 'land_right' | 'forest_right' | 'kind'
type UnitClass = 'contribution' | 'labour'

export interface ContributionPlan {
  readonly form: ContributionForm
  readonly paid: Fen
  readonly promised: Fen
  readonly on: LocalDate
}

type HolderKind = 'collective' | 'person' | 'enterprise' | 'unit'
type HolderClass =
  | 'collective'
  | 'villager'
  | 'assisted'
  | 'land'
  | 'outside_investor'
  | 'enterprise'
  | 'unit'

export interface HolderPlan {
  /** Unique within its co-op: `c` the collective, `e1` an enterprise, `m0001` a member. */
  readonly key: string
  readonly kind: HolderKind
  readonly class: HolderClass
  readonly personKey: string | null
  readonly name: string
  readonly farmer: boolean
  readonly relatedGroup: string | null
  readonly publicFunction: boolean
  readonly joinedOn: LocalDate
  readonly contributions: readonly ContributionPlan[]
  readonly units: readonly { readonly unitClass: UnitClass; readonly units: number }[]
}

/** Somebody who was a member and left: not among the 13,799, but in the history of the register. */
export interface LeaverPlan {
  readonly holderKey: string
  readonly noticeOn: LocalDate
  readonly on: LocalDate
  readonly refund: Fen
}

export interface StatusStep {
  readonly status:
    | 'preparing'
    | 'founding'
    | 'registered'
    | 'suspended'
    | 'liquidating'
    | 'deregistered'
    | 'abandoned'
  readonly on: LocalDate
}

export type CoopClass = 'model' | 'improve' | 'transform' | 'rebuild'

export type CoopKind = 'land_share' | 'production' | 'service' | 'comprehensive'

export interface ParcelPlan {
  readonly personKey: string
  readonly certificateNumber: string
  readonly parcelCode: string
  readonly place: string
  /** Mu with two decimals, as text. */
  readonly areaMu: string
  readonly from: LocalDate
}

export interface ProductPlan {
  readonly name: string
  readonly measure: string
  readonly yearlyQuantity: string
  readonly certification: string | null
}

export interface JobPlan {
  readonly title: string
  readonly payBasis: 'month' | 'day' | 'piece'
  readonly pay: Fen
  readonly season: string | null
  readonly workers: readonly { readonly personKey: string; readonly from: LocalDate }[]
}

export interface AssistancePlan {
  readonly name: string
  readonly fundSource: string
  readonly fundDocument: string
  readonly amount: Fen
  readonly units: number
  readonly guaranteedRate: string | null
  readonly floating: boolean
  readonly conversionRule: string
  readonly from: LocalDate
  readonly to: LocalDate | null
  /** The people were looked at again this year. */
  readonly reviewed: boolean
  readonly beneficiaries: readonly BeneficiaryPlan[]
}

export interface BeneficiaryPlan {
  readonly personKey: string
  readonly units: number
  readonly priority: 'unable_to_work' | 'elderly' | 'disabled' | 'ill' | 'other'
  readonly from: LocalDate
}

export interface CoopPlan {
  readonly key: string
  readonly villageCode: string
  readonly name: string
  readonly kind: CoopKind
  readonly secondaryKinds: readonly CoopKind[]
  readonly industry: string
  readonly businessForms: readonly string[]
  readonly scope: string
  /** Null until it is registered. */
  readonly creditCode: string | null
  readonly foundedOn: LocalDate
  readonly registeredOn: LocalDate | null
  readonly chairKey: string | null
  readonly areaMu: string | null
  readonly steps: readonly StatusStep[]
  /** One of the 120 of earlier years, with its class. */
  readonly class: CoopClass | null
  /** Counts among the 296. */
  readonly counted: boolean
  readonly design: Design
  /** Present members and leavers; the collective stands first. */
  readonly holders: readonly HolderPlan[]
  readonly leavers: readonly LeaverPlan[]
  readonly parcels: readonly ParcelPlan[]
  readonly products: readonly ProductPlan[]
  readonly jobs: readonly JobPlan[]
  readonly assistance: readonly AssistancePlan[]
}

/** What a register was built to show: sound, dependent on a reading, or one of the planted breaches. */
type SoundDesign = 'sound' | 'party_partly' | 'resident_base' | 'labour_dilutes'
export const BREACHES = [
  'collective_low',
  'collective_high',
  'branch_below',
  'single_over',
  'household_over',
  'group_over',
  'households_few',
  'farmers_few',
  'units_two',
  'public_member',
  'collective_unpaid',
  'code_wrong',
  'beneficiary_dead',
  'fund_over',
] as const
export type Breach = (typeof BREACHES)[number]
export type Design = SoundDesign | Breach

/** One planted breach and what the product must say of it. */
export interface Planted {
  readonly breach: Breach
  readonly coopKey: string
  /** The rule that finds it; null where no equity rule but another list shows it. */
  readonly expect: { readonly rule: string; readonly outcome: Outcome } | null
  readonly what: Text
}

export interface UnionPlan {
  readonly key: string
  readonly name: string
  readonly townCode: string
  readonly industry: string
  readonly creditCode: string
  readonly foundedOn: LocalDate
  readonly registeredOn: LocalDate
  readonly members: readonly string[]
}

export interface PairingPlan {
  readonly lead: string
  readonly followers: readonly string[]
  readonly purpose: 'quality' | 'scale'
  readonly from: LocalDate
}

export interface LinkedGroupPlan {
  readonly coopKey: string
  readonly name: string
  readonly personKeys: readonly string[]
  readonly from: LocalDate
}

export interface DeathPlan {
  readonly personKey: string
  readonly on: LocalDate
}

/** What grows or is done in a village; some villages with an industry have no co-op yet. */
export interface VillageIndustryPlan {
  readonly villageCode: string
  readonly industry: string
  readonly areaMu: string | null
  readonly households: number
}

/** What a village has to start from. */
export interface SurveyPlan {
  readonly villageCode: string
  readonly landMu: string
  readonly idleLandMu: string
  readonly collectiveLandMu: string
  readonly certified: boolean
  readonly labourAtHome: number
  readonly nearTown: boolean
  readonly scenic: boolean
  readonly products: readonly string[]
}

export interface ChainPlan {
  readonly townCode: string
  readonly name: string
  readonly industry: string
  readonly facilities: readonly string[]
  readonly coopKeys: readonly string[]
}

export interface CountyPlan {
  readonly seed: number
  readonly code: string
  readonly name: string
  readonly today: LocalDate
  readonly towns: readonly Division[]
  readonly villages: readonly VillagePlan[]
  readonly households: readonly HouseholdPlan[]
  readonly persons: readonly PersonPlan[]
  readonly party: readonly PartyPlan[]
  readonly coops: readonly CoopPlan[]
  readonly unions: readonly UnionPlan[]
  readonly pairings: readonly PairingPlan[]
  readonly groups: readonly LinkedGroupPlan[]
  readonly villageIndustries: readonly VillageIndustryPlan[]
  readonly surveys: readonly SurveyPlan[]
  readonly chains: readonly ChainPlan[]
  readonly deaths: readonly DeathPlan[]
  readonly planted: readonly Planted[]
  /** The co-op whose founding is told step by step by the product's own process; null: none is. */
  readonly told: string | null
}
