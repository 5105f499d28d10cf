import type { LocalDate } from '../../kernel/date.ts'
import type { AnyId } from '../../kernel/id.ts'
import type { Fen } from '../../kernel/money.ts'
import type { Role } from '../../kernel/role.ts'
import type { Text } from '../../kernel/text.ts'

/** What a project says of market, money and risk: the frame of the feasibility report. */
export interface Feasibility {
  readonly scale: string
  readonly market: string
  readonly partner: string
  /** What it costs to begin, and where the money comes from. */
  readonly budget: Fen
  readonly ownFunds: Fen
  readonly borrowed: Fen
  /** Expected in a normal year. */
  readonly income: Fen
  readonly cost: Fen
  readonly risks: string
  readonly benefits: string
}

/** Forms of a contribution (农民专业合作社法 13). */
export type Form = 'cash' | 'land_right' | 'forest_right' | 'kind' | 'ip'

export interface PlannedContribution {
  readonly form: Form
  readonly amount: Fen
  readonly dueOn: LocalDate | null
  /** Things other than money are valued by all members or a third party. */
  readonly appraisal: { readonly by: 'all_members' | 'third_party'; readonly note: string } | null
  /** For land: mu and the certificate of the contracted plot. */
  readonly land: { readonly areaMu: string; readonly certificate: string } | null
}

export interface PlannedHolder {
  readonly key: string
  readonly kind: 'collective' | 'person' | 'enterprise' | 'unit'
  readonly personId: AnyId | null
  /** As it stands on the paper; a registered person's own name wins. */
  readonly name: string
  readonly contributions: readonly PlannedContribution[]
}

export interface SharePlan {
  readonly holders: readonly PlannedHolder[]
}

/** A step of the founding as the countdown reads it. */
export interface Standpoint {
  readonly key: string
  readonly title: Text
  readonly status: 'waiting' | 'open' | 'done' | 'skipped'
  readonly after: readonly string[]
  readonly dueOn: LocalDate | null
  /** Who has not signed yet; of open steps only. */
  readonly roles: readonly Role[]
}

export const ASSET_KINDS = [
  'land',
  'building',
  'water',
  'machine',
  'facility',
  'fund',
  'skill',
] as const
export type AssetKind = (typeof ASSET_KINDS)[number]

/** What a household may wish. */
export const WISHES = ['willing', 'unwilling', 'undecided'] as const
export type Wish = (typeof WISHES)[number]

/** What a household said last: land in mu with at most two decimals, money in fen, days of work a year. */
export interface HouseholdWish {
  readonly wish: Wish
  readonly landMu: string
  readonly cash: Fen
  readonly workdays: number
  readonly note: string
}
