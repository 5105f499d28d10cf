import type { LocalDate } from '../../kernel/date.ts'
import type { AnyId } from '../../kernel/id.ts'
import type { Fen } from '../../kernel/money.ts'
import type { Text } from '../../kernel/text.ts'

export type DivisionLevel = 'county' | 'town' | 'village' | 'community'
export type DivisionEventKind =
  | 'merge'
  | 'split'
  | 'rename'
  | 'recode'
  | 'transfer'
  | 'upgrade'
  | 'dissolve'

export type CoopStatus =
  | 'preparing'
  | 'founding'
  | 'registered'
  | 'suspended'
  | 'revoked'
  | 'liquidating'
  | 'deregistered'
  | 'abandoned'

/** A union in being; ended ones carry the day of their end. */
export type UnionStatus = Exclude<CoopStatus, 'preparing' | 'deregistered' | 'abandoned'>

export type CoopClass = 'model' | 'improve' | 'transform' | 'rebuild'
export type CodeCheck = 'missing' | 'valid' | 'wrong_check_digit' | 'malformed'
export type GroupKind = 'kin' | 'agreement' | 'employment' | 'other'

/**
 * The life of a co-op, complete: every status names its next ones. Registration makes it a legal person
 * (co-op Act 16); suspension is filed first and lasts three years at most (Registration Regulations 30);
 * a revoked or dissolved co-op is liquidated before it is deregistered (Act 48-52).
 */
export const NEXT_STATUSES: Readonly<Record<CoopStatus, readonly CoopStatus[]>> = {
  preparing: ['founding', 'abandoned'],
  founding: ['registered', 'abandoned'],
  registered: ['suspended', 'revoked', 'liquidating'],
  suspended: ['registered', 'revoked', 'liquidating'],
  revoked: ['liquidating'],
  liquidating: ['deregistered'],
  deregistered: [],
  abandoned: [],
}

export const STATUS_NAMES: Readonly<Record<CoopStatus, Text>> = {
  preparing: { zh: '筹备', en: 'preparing' },
  founding: { zh: '设立中', en: 'founding' },
  registered: { zh: '存续', en: 'registered' },
  suspended: { zh: '歇业', en: 'suspended' },
  revoked: { zh: '吊销', en: 'licence revoked' },
  liquidating: { zh: '清算', en: 'liquidating' },
  deregistered: { zh: '注销', en: 'deregistered' },
  abandoned: { zh: '放弃设立', en: 'abandoned' },
}

export const CLASS_NAMES: Readonly<Record<CoopClass, Text>> = {
  model: { zh: '示范引领型', en: 'model-leading' },
  improve: { zh: '规范提升型', en: 'regulate and improve' },
  transform: { zh: '改造转化型', en: 'transform' },
  rebuild: { zh: '重新组建型', en: 'rebuild' },
}

/** How the county counts co-ops. Shown as a sentence beside every total. */
export interface CountingRules {
  readonly countedStatuses: readonly CoopStatus[]
  /** Co-ops registered before this day are the old cohort. */
  readonly opinionsDate: LocalDate
  readonly opinionsDateIsDefault: boolean
}

/**
 * Until the county sets its own: a co-op counts as long as it is a legal person in being. The seed gives no
 * day for the implementation opinions; it speaks of "since last year" in 2020, hence the first day of 2019.
 */
export const DEFAULT_COUNTING: CountingRules = {
  countedStatuses: ['registered', 'suspended'],
  opinionsDate: '2019-01-01' as LocalDate,
  opinionsDateIsDefault: true,
}

/** A version of a division as it counts now, whether it has ended or not. */
export interface KnownVersion {
  readonly id: AnyId
  readonly validFrom: LocalDate
  readonly validTo: LocalDate | null
  readonly shortName: string
  readonly parentId: AnyId | null
  readonly eventId: AnyId | null
  /** The day of the list that named the division first; null for a version that an event began. */
  readonly listFrom: LocalDate | null
}

/** A recorded event that has not been withdrawn. */
export interface LiveEvent {
  readonly id: AnyId
  readonly kind: DivisionEventKind
  readonly date: LocalDate
  readonly from: readonly AnyId[]
  readonly to: readonly AnyId[]
}

/** A co-op as later modules see it on a day. */
export interface CoopFacts {
  readonly id: AnyId
  readonly name: string
  readonly villageId: AnyId
  readonly villageName: string
  readonly townId: AnyId
  readonly townName: string
  readonly branchId: AnyId | null
  readonly collectiveId: AnyId | null
  readonly chairId: AnyId | null
  readonly chairName: string | null
  readonly mainKind: string
  readonly secondaryKinds: readonly string[]
  readonly industryId: AnyId | null
  readonly status: CoopStatus
  readonly class: CoopClass | null
  readonly creditCode: string | null
  readonly registeredOn: LocalDate | null
  readonly registeredCapital: Fen | null
  /** Its status is one of those the county counts. */
  readonly counted: boolean
}

/** The household counts of a village that stood on a day. */
export interface VillageBase {
  readonly asOf: LocalDate
  readonly registeredHouseholds: number
  readonly residentHouseholds: number | null
  readonly collectiveHouseholds: number | null
  readonly population: number | null
  readonly source: string
}

export interface BranchFacts {
  readonly id: AnyId
  readonly name: string
  readonly villageId: AnyId
  readonly secretaryId: AnyId | null
  /** Members of the branch committee, the secretary among them; those whose post counts on the day. */
  readonly committee: readonly BranchPerson[]
  /** All Party members of the branch, the committee among them. */
  readonly members: readonly BranchPerson[]
}

interface BranchPerson {
  readonly id: AnyId
  readonly name: string
}

export interface PersonFacts {
  readonly id: AnyId
  readonly name: string
  readonly villageId: AnyId | null
  readonly householdId: AnyId | null
  readonly householdNumber: string | null
  /** The household is registered as assisted (建档立卡贫困户). */
  readonly assistedHousehold: boolean
  readonly sex: 'female' | 'male' | null
  readonly birthDate: LocalDate | null
  readonly farmer: boolean
  readonly collectiveMember: boolean
  readonly publicOffice: boolean
  readonly endedOn: LocalDate | null
}

export interface PartyMark {
  readonly branchId: AnyId
  readonly joinedParty: LocalDate | null
  readonly committee: boolean
  readonly secretary: boolean
  readonly cadrePost: string | null
}

export interface HouseholdFacts {
  readonly id: AnyId
  readonly villageId: AnyId
  readonly number: string
  readonly headName: string
  readonly assisted: boolean
  readonly address: string | null
}

export interface CollectiveFacts {
  readonly id: AnyId
  readonly name: string
  readonly villageId: AnyId
  readonly creditCode: string | null
  readonly committeeActs: boolean
}

export type ChainLink = 'inputs' | 'production' | 'processing' | 'storage' | 'sales' | 'service'
export type ParcelRight = 'contracted' | 'management' | 'forest' | 'collective' | 'other'
export type PayBasis = 'month' | 'day' | 'piece'
