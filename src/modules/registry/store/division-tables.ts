import type { Instant, LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { DivisionEventKind, DivisionLevel } from '../model.ts'

/* The tables of divisions and of what became of them; the others stand in tables.ts. */

export interface DivisionImportRow {
  county_id: number
  id: AnyId
  vintage: string
  effective_from: LocalDate
  source: string
  sha256: string
  imported_at: Instant
  imported_by: string
}

export interface DivisionImportRowRow {
  county_id: number
  import_id: AnyId
  division_id: AnyId
  outcome: 'new' | 'same' | 'changed' | 'missing'
  renamed: boolean
  recoded: boolean
  relevelled: boolean
  code: string | null
  name: string | null
}

export interface DivisionRow {
  county_id: number
  id: AnyId
  kind: 'county' | 'town' | 'village'
  created_at: Instant
}

export interface DivisionVersionRow {
  county_id: number
  division_id: AnyId
  valid_from: LocalDate
  valid_to: LocalDate | null
  level: DivisionLevel
  code: string | null
  vintage: string | null
  name: string
  short_name: string
  match_key: string
  parent_id: AnyId | null
  name_pinyin: string
  name_initials: string
  event_id: AnyId | null
}

export interface DivisionEventRow {
  county_id: number
  id: AnyId
  kind: DivisionEventKind
  on_date: LocalDate
  document: string
  note: string
  recorded_at: Instant
  recorded_by: string
}

export interface DivisionEventLinkRow {
  county_id: number
  event_id: AnyId
  division_id: AnyId
  role: 'from' | 'to' | 'self'
}

export interface DivisionWithdrawalRow {
  county_id: number
  event_id: AnyId
  reason: string
  document: string
  recorded_at: Instant
  recorded_by: string
}
