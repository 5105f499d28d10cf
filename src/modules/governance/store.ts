import type { Instant, LocalDate } from '../../kernel/date.ts'
import type { AnyId } from '../../kernel/id.ts'
import { type Tx, tables } from '../../platform/db.ts'
import type { Majority, MatterKey, MatterState, MeetingKind, MeetingState, Post } from './model.ts'

/*
 * The rows of the module, as the database has them. The functions live in store/, one file a table family.
 */

export interface MeetingRow {
  county_id: number
  id: AnyId
  coop_id: AnyId
  kind: MeetingKind
  year: number
  number: bigint
  title: string
  state: MeetingState
  call: 'regular' | 'members' | 'supervisors' | 'charter'
  request_id: AnyId | null
  held_on: LocalDate
  starts_at: string
  place: string
  record_on: LocalDate
  chair_name: string
  recorder_name: string
  review_case_id: AnyId | null
  notice_on: LocalDate | null
  notice_reason: string | null
  terms: unknown
  entry_code: string | null
  opened_on: LocalDate | null
  closed_on: LocalDate | null
  minutes: string
  cancel_reason: string | null
  created_at: Instant
  created_by: string
}

export interface MatterRow {
  county_id: number
  id: AnyId
  meeting_id: AnyId
  position: number
  matter: MatterKey
  title: string
  content: string
  majority: Majority
  major: boolean
  secret: boolean
  post: Post | null
  seats: number | null
  subject_kind: string | null
  subject_id: AnyId | null
  papers_from: LocalDate | null
  state: MatterState
  present: number | null
}

export interface CandidateRow {
  county_id: number
  id: AnyId
  matter_id: AnyId
  position: number
  person_id: AnyId
  name: string
}

export interface PaperRow {
  county_id: number
  id: AnyId
  meeting_id: AnyId
  matter_id: AnyId | null
  kind: 'document' | 'notice' | 'sign_in' | 'minutes' | 'resolution' | 'count' | 'other'
  name: string
  media_type: string
  bytes: number
  sha256: string
  added_on: LocalDate
  added_at: Instant
  added_by: string
}

export interface NoticeRow {
  county_id: number
  meeting_id: AnyId
  holder_id: AnyId
  member_number: string
  name: string
  person_id: AnyId | null
  how: 'print' | 'phone' | 'visit' | 'message' | null
  delivered_on: LocalDate | null
}

export interface VoterRow {
  county_id: number
  meeting_id: AnyId
  holder_id: AnyId
  member_number: string
  name: string
  person_id: AnyId | null
  additional: number
}

export interface ProxyRow {
  county_id: number
  id: AnyId
  meeting_id: AnyId
  holder_id: AnyId
  kind: 'proxy' | 'representative'
  person_id: AnyId | null
  name: string
  document: string
  given_at: Instant
  given_by: string
  withdrawn_at: Instant | null
}

export interface AttendanceRow {
  county_id: number
  id: AnyId
  meeting_id: AnyId
  holder_id: AnyId
  how: 'desk' | 'phone' | 'proxy'
  name: string
  at: Instant
  recorded_by: string
  left_at: Instant | null
}

export type Channel = 'paper' | 'phone' | 'hands'

export interface PartRow {
  county_id: number
  matter_id: AnyId
  holder_id: AnyId
  channel: Channel
  votes: number
}

interface OpenVoteRow {
  county_id: number
  matter_id: AnyId
  holder_id: AnyId
  seq: number
  choice: string[]
  at: Instant
  noted_by: string
}

interface BoxRow {
  county_id: number
  matter_id: AnyId
  content: Buffer
}

interface BallotRow {
  county_id: number
  matter_id: AnyId
  code: string
}

export interface CountRow {
  county_id: number
  id: AnyId
  matter_id: AnyId
  round: number
  account_id: AnyId | null
  person_id: AnyId | null
  name: string
  at: Instant
}

interface CountLineRow {
  county_id: number
  count_id: AnyId
  code: string
  choice: string[]
  void: boolean
}

/** A candidate with the votes of an election. */
export interface ElectedRow {
  readonly candidateId: AnyId
  readonly personId: AnyId
  readonly name: string
  readonly post: Post
  readonly votes: number
  readonly elected: boolean
}

export interface ResolutionRow {
  county_id: number
  id: AnyId
  coop_id: AnyId
  meeting_id: AnyId
  matter_id: AnyId
  year: number
  number: bigint
  body: MeetingKind
  matter: MatterKey
  title: string
  content: string
  majority: Majority
  secret: boolean
  carried: boolean
  entitled: number
  present: number
  all_votes: number
  quorum: number
  needed: number
  yes: number
  no: number
  abstain: number
  void: number
  candidates: unknown
  subject_kind: string | null
  subject_id: AnyId | null
  papers_from: LocalDate | null
  decided_on: LocalDate
  recorded_at: Instant
  recorded_by: string
}

export interface RequestRow {
  county_id: number
  id: AnyId
  coop_id: AnyId
  by_whom: 'members' | 'supervisors' | 'charter'
  reason: string
  requested_on: LocalDate
  members: number
  holders: AnyId[]
  document: string
  due_on: LocalDate
  recorded_at: Instant
  recorded_by: string
}

export interface PostRow {
  county_id: number
  id: AnyId
  coop_id: AnyId
  post: Post
  person_id: AnyId | null
  name: string
  from_day: LocalDate
  term_ends: LocalDate | null
  basis: 'resolution' | 'as_found' | 'appointment'
  resolution_id: AnyId | null
  document: string
  recorded_at: Instant
  recorded_by: string
  ended_on: LocalDate | null
  end_reason: string | null
}

export interface DeclarationRow {
  county_id: number
  id: AnyId
  coop_id: AnyId
  person_id: AnyId
  public_duty: boolean
  duty: string
  declared_on: LocalDate
  document: string
  recorded_at: Instant
  recorded_by: string
}

interface CountyMatterRow {
  county_id: number
  id: AnyId
  matter: MatterKey
  major: boolean
  source: string
  recorded_at: Instant
  recorded_by: string
}

export interface CharterRow {
  county_id: number
  id: AnyId
  coop_id: AnyId
  version: number
  state: 'draft' | 'adopted' | 'dropped'
  origin: 'generated' | 'as_found'
  parameters: unknown
  own_clauses: unknown
  hash: string
  note: string
  drafted_at: Instant
  drafted_by: string
  adopted_on: LocalDate | null
  resolution_id: AnyId | null
  document: string
}

export type RuleKind =
  | 'meeting'
  | 'finance'
  | 'distribution'
  | 'disclosure'
  | 'seals'
  | 'stock'
  | 'members'
  | 'archive'
  | 'other'

export interface InternalRuleRow {
  county_id: number
  id: AnyId
  coop_id: AnyId
  kind: RuleKind
  version: number
  title: string
  body: string
  file_name: string | null
  media_type: string | null
  sha256: string | null
  adopted_on: LocalDate
  resolution_id: AnyId | null
  document: string
  recorded_at: Instant
  recorded_by: string
}

export type MotionKind = 'admission' | 'exit' | 'expulsion' | 'dissolution'

export interface MotionRow {
  county_id: number
  id: AnyId
  coop_id: AnyId
  kind: MotionKind
  holder_id: AnyId | null
  person_id: AnyId | null
  name: string
  filed_on: LocalDate
  ends_on: LocalDate | null
  case_id: AnyId
  done_on: LocalDate | null
  recorded_at: Instant
  recorded_by: string
}

interface ContentRow {
  county_id: number
  content: Buffer
}

interface GovernanceTables {
  meeting: MeetingRow
  meeting_matter: MatterRow
  matter_candidate: CandidateRow
  meeting_paper: PaperRow
  meeting_paper_content: ContentRow & { paper_id: AnyId }
  meeting_notice: NoticeRow
  meeting_voter: VoterRow
  meeting_proxy: ProxyRow
  meeting_attendance: AttendanceRow
  vote_part: PartRow
  open_vote: OpenVoteRow
  ballot_box: BoxRow
  paper_ballot: BallotRow
  ballot_count: CountRow
  ballot_count_line: CountLineRow
  resolution: ResolutionRow
  meeting_request: RequestRow
  coop_post: PostRow
  duty_declaration: DeclarationRow
  county_matter: CountyMatterRow
  charter_version: CharterRow
  internal_rule: InternalRuleRow
  internal_rule_content: ContentRow & { rule_id: AnyId }
  member_motion: MotionRow
}

/** The transaction through the tables of governance. */
export const governanceTables = (tx: Tx) => tables<GovernanceTables>(tx)
