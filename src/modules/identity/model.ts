import type { Instant, LocalDate } from '../../kernel/date.ts'
import type { Id } from '../../kernel/id.ts'
import type { Role, UnitKind } from '../../kernel/role.ts'

/** What a county decides about signing in. */
export interface SecuritySettings {
  readonly secondFactor: boolean
  readonly passwordMin: number
  readonly passwordMaxDays: number
}

export const DEFAULT_SETTINGS: SecuritySettings = {
  secondFactor: true,
  passwordMin: 10,
  passwordMaxDays: 0,
}

/** The three administrators, each of whom needs the others (GB/T 22239-2019, 8.1.4.2). */
export const ADMINISTRATORS = ['tenant_admin', 'security_admin', 'audit_admin'] as const
export type Administrator = (typeof ADMINISTRATORS)[number]

export const isAdministrator = (role: Role): role is Administrator =>
  (ADMINISTRATORS as readonly Role[]).includes(role)

/** A role held, from a day until (not including) a day. */
export interface HeldRole {
  readonly role: Role
  readonly unitId: Id<'unit'> | null
  readonly validFrom: LocalDate
  readonly validTo: LocalDate | null
}

export interface GrantRow extends HeldRole {
  readonly id: Id<'grant'>
  readonly unit: { readonly id: Id<'unit'>; readonly kind: UnitKind; readonly name: string } | null
}

/** Failures under one name or from one address. */
export interface Throttle {
  readonly failures: number
  /** Where the present count began. */
  readonly since: Instant
  readonly lastAt: Instant
  readonly lockedUntil: Instant | null
}

/** Absolute life of a session; the cookie lives as long. */
export const SESSION_LIFE_MS = 12 * 3_600_000
