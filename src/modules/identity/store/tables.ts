import type { Instant, LocalDate } from '../../../kernel/date.ts'
import type { Id } from '../../../kernel/id.ts'
import type { Role, UnitKind } from '../../../kernel/role.ts'

export interface AccountRow {
  readonly county_id: number
  readonly id: Id<'account'>
  readonly username: string
  readonly display_name: string
  readonly person_id: Id<'person'> | null
  readonly password_hash: string
  readonly must_change: boolean
  readonly password_set_at: Instant
  readonly totp_sealed: Buffer | null
  readonly totp_pending: Buffer | null
  readonly totp_last_step: bigint
  readonly recovery_hashes: string[]
  readonly mail_sealed: Buffer | null
  readonly disabled_at: Instant | null
  readonly created_at: Instant
}

export interface SessionRow {
  readonly token_hash: string
  readonly county_id: number
  readonly account_id: Id<'account'>
  readonly created_at: Instant
  readonly last_seen_at: Instant
  readonly expires_at: Instant
  readonly second_factor_at: Instant | null
  readonly address: string
  readonly agent: string
}

export interface IdentityTables {
  readonly account: AccountRow
  readonly account_grant: {
    readonly county_id: number
    readonly id: Id<'grant'>
    readonly account_id: Id<'account'>
    readonly role: Role
    readonly unit_id: Id<'unit'> | null
    readonly valid_from: LocalDate
    readonly valid_to: LocalDate | null
    readonly granted_by: string
  }
  readonly login_name: {
    readonly username: string
    readonly county_id: number
    readonly account_id: Id<'account'>
  }
  readonly session: SessionRow
  readonly sign_in_throttle: {
    readonly key: string
    readonly failures: number
    readonly since: Instant
    readonly last_at: Instant
    readonly locked_until: Instant | null
  }
  readonly county_setting: {
    readonly county_id: number
    readonly name: string
    readonly value: unknown
  }
  readonly county: {
    readonly county_id: number
    readonly code: string
    readonly name: string
    readonly demo: boolean
    readonly clock_shift_ms: bigint
  }
  readonly org_unit: {
    readonly county_id: number
    readonly id: Id<'unit'>
    readonly kind: UnitKind
    readonly name: string
    readonly ancestors: Id<'unit'>[]
  }
}
