import { actorName } from '../../platform/actor.ts'
import { sql } from 'kysely'
import type { Instant, LocalDate } from '../../kernel/date.ts'
import type { Severity } from '../../kernel/finding.ts'
import type { AnyId } from '../../kernel/id.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { lockFor, type Tx, tables } from '../../platform/db.ts'
import { insideScope } from '../../platform/unit.ts'
import type { DocumentKind, Exemption, Parameters, RuleVersion } from './model.ts'

interface DocumentRow {
  county_id: number
  id: AnyId
  code: string
  kind: DocumentKind
  title_zh: string
  title_en: string
  issuer: string
  created_at: Instant
}

interface VersionRow {
  county_id: number
  id: AnyId
  document_id: AnyId
  label: string
  valid_from: LocalDate
  valid_to: LocalDate | null
  first_hand: boolean
  source_note: string
  created_at: Instant
  created_by: string
}

interface ClauseRow {
  county_id: number
  id: AnyId
  version_id: AnyId
  number: string
  position: number
  gist_zh: string
  gist_en: string
}

interface RuleRow {
  county_id: number
  id: AnyId
  rule: string
  version: string
  severity: Severity
  binding: string
  parameters: unknown
  clause_id: AnyId | null
  reason: string
  valid_from: LocalDate
  valid_to: LocalDate | null
  proposed_at: Instant
  proposed_by: string
  withdrawn_at: Instant | null
  withdrawn_by: string | null
}

interface ExemptionRow {
  county_id: number
  id: AnyId
  coop_id: AnyId
  rule: string
  reason: string
  basis: string
  valid_from: LocalDate
  valid_to: LocalDate
  approved_at: Instant
  approver_account: AnyId | null
  approver: string
  revoked_at: Instant | null
  revoked_from: LocalDate | null
  revoked_by: string | null
  revoke_reason: string | null
}

interface PolicyTables {
  policy_document: DocumentRow
  policy_document_version: VersionRow
  policy_clause: ClauseRow
  policy_rule_version: RuleRow
  policy_exemption: ExemptionRow
}

const db = (tx: Tx) => tables<PolicyTables>(tx)

/** Orders everybody who changes the policy of a county, so that ranges cannot cross. */
export const lockPolicy = (ctx: Ctx): Promise<void> => lockFor(ctx.tx, `policy:${ctx.county}`)

// Documents ------------------------------------------------------------------------------------

export interface NewDocument {
  readonly id: AnyId
  readonly code: string
  readonly kind: DocumentKind
  readonly title: { readonly zh: string; readonly en: string }
  readonly issuer: string
}

export async function addDocumentRow(ctx: Ctx, document: NewDocument): Promise<void> {
  const { title, ...rest } = document
  await db(ctx.tx)
    .insertInto('policy_document')
    .values({
      ...rest,
      county_id: ctx.county,
      title_zh: title.zh,
      title_en: title.en,
      created_at: ctx.now,
    })
    .execute()
}

export interface NewDocumentVersion {
  readonly id: AnyId
  readonly documentId: AnyId
  readonly label: string
  readonly validFrom: LocalDate
  readonly firstHand: boolean
  readonly sourceNote: string
  readonly clauses: readonly {
    readonly number: string
    readonly gist: { readonly zh: string; readonly en: string }
  }[]
}

/** Adds a version with its clauses; the version before it ends on its first day. */
export async function addVersionRow(ctx: Ctx, version: NewDocumentVersion): Promise<void> {
  await db(ctx.tx)
    .updateTable('policy_document_version')
    .set({ valid_to: version.validFrom })
    .where('county_id', '=', ctx.county)
    .where('document_id', '=', version.documentId)
    .where('valid_to', 'is', null)
    .execute()
  await db(ctx.tx)
    .insertInto('policy_document_version')
    .values({
      county_id: ctx.county,
      id: version.id,
      document_id: version.documentId,
      label: version.label,
      valid_from: version.validFrom,
      valid_to: null,
      first_hand: version.firstHand,
      source_note: version.sourceNote,
      created_at: ctx.now,
      created_by: actorName(ctx),
    })
    .execute()
  if (version.clauses.length === 0) return
  await db(ctx.tx)
    .insertInto('policy_clause')
    .values(
      version.clauses.map((clause, position) => ({
        county_id: ctx.county,
        id: ctx.newId(),
        version_id: version.id,
        number: clause.number,
        position,
        gist_zh: clause.gist.zh,
        gist_en: clause.gist.en,
      })),
    )
    .execute()
}

export async function documentRows(ctx: Ctx): Promise<DocumentRow[]> {
  return db(ctx.tx)
    .selectFrom('policy_document')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
}

export async function versionRows(ctx: Ctx, documentId?: AnyId) {
  return db(ctx.tx)
    .selectFrom('policy_document_version as v')
    .selectAll('v')
    .select(
      sql<number>`(SELECT count(*)::int FROM policy_clause AS c
      WHERE c.county_id = v.county_id AND c.version_id = v.id)`.as('clauses'),
    )
    .where('v.county_id', '=', ctx.county)
    .$if(documentId !== undefined, (query) => query.where('v.document_id', '=', documentId ?? ''))
    .orderBy('v.valid_from')
    .execute()
}

export async function clauseRows(ctx: Ctx, versionIds: readonly AnyId[]): Promise<ClauseRow[]> {
  if (versionIds.length === 0) return []
  return db(ctx.tx)
    .selectFrom('policy_clause')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('version_id', 'in', [...versionIds])
    .orderBy('version_id')
    .orderBy('position')
    .execute()
}

/** Clauses with the document they stand in, by id. */
export async function clausesByIds(ctx: Ctx, ids: readonly AnyId[]) {
  if (ids.length === 0) return []
  return db(ctx.tx)
    .selectFrom('policy_clause as c')
    .innerJoin('policy_document_version as v', (join) =>
      join.onRef('v.county_id', '=', 'c.county_id').onRef('v.id', '=', 'c.version_id'),
    )
    .innerJoin('policy_document as d', (join) =>
      join.onRef('d.county_id', '=', 'v.county_id').onRef('d.id', '=', 'v.document_id'),
    )
    .select([
      'c.id',
      'c.number',
      'c.gist_zh',
      'c.gist_en',
      'd.id as document_id',
      'd.code',
      'd.title_zh',
      'd.title_en',
      'v.first_hand',
    ])
    .where('c.county_id', '=', ctx.county)
    .where('c.id', 'in', [...ids])
    .execute()
}

/** The clause of a document by its number, in the version that counts on the day or the first one after. */
export async function clauseByNumber(
  ctx: Ctx,
  place: { readonly document: string; readonly number: string; readonly day: LocalDate },
): Promise<AnyId | null> {
  const row = await db(ctx.tx)
    .selectFrom('policy_clause as c')
    .innerJoin('policy_document_version as v', (join) =>
      join.onRef('v.county_id', '=', 'c.county_id').onRef('v.id', '=', 'c.version_id'),
    )
    .innerJoin('policy_document as d', (join) =>
      join.onRef('d.county_id', '=', 'v.county_id').onRef('d.id', '=', 'v.document_id'),
    )
    .select('c.id')
    .where('c.county_id', '=', ctx.county)
    .where('d.code', '=', place.document)
    .where('c.number', '=', place.number)
    .where((eb) => eb.or([eb('v.valid_to', 'is', null), eb('v.valid_to', '>', place.day)]))
    .orderBy('v.valid_from')
    .limit(1)
    .executeTakeFirst()
  return row?.id ?? null
}

export async function citations(ctx: Ctx, documentId: AnyId) {
  return db(ctx.tx)
    .selectFrom('policy_rule_version as r')
    .innerJoin('policy_clause as c', (join) =>
      join.onRef('c.county_id', '=', 'r.county_id').onRef('c.id', '=', 'r.clause_id'),
    )
    .innerJoin('policy_document_version as v', (join) =>
      join.onRef('v.county_id', '=', 'c.county_id').onRef('v.id', '=', 'c.version_id'),
    )
    .select(['r.rule', 'r.version', 'c.id as clauseId'])
    .where('r.county_id', '=', ctx.county)
    .where('v.document_id', '=', documentId)
    .where('r.withdrawn_at', 'is', null)
    .orderBy('r.rule')
    .orderBy('r.valid_from')
    .execute()
}

// Rules ----------------------------------------------------------------------------------------

const ruleVersion = (row: RuleRow): RuleVersion => ({
  id: row.id,
  rule: row.rule,
  version: row.version,
  severity: row.severity,
  binding: row.binding,
  parameters: row.parameters as Parameters,
  clauseId: row.clause_id,
  reason: row.reason,
  validFrom: row.valid_from,
  validTo: row.valid_to,
  proposedBy: row.proposed_by,
  withdrawnBy: row.withdrawn_by,
})

/** All versions, newest first; of one rule when it is named. */
export async function ruleVersions(ctx: Ctx, rule?: string): Promise<RuleVersion[]> {
  const rows = await db(ctx.tx)
    .selectFrom('policy_rule_version')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .$if(rule !== undefined, (query) => query.where('rule', '=', rule ?? ''))
    .orderBy('rule')
    .orderBy('valid_from', 'desc')
    .orderBy('proposed_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map(ruleVersion)
}

/** What counts on a day. */
export async function ruleVersionsOn(ctx: Ctx, day: LocalDate): Promise<RuleVersion[]> {
  const rows = await db(ctx.tx)
    .selectFrom('policy_rule_version')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('withdrawn_at', 'is', null)
    .where('valid_from', '<=', day)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', day)]))
    .execute()
  return rows.map(ruleVersion)
}

export async function addRuleVersions(
  ctx: Ctx,
  versions: readonly Omit<RuleVersion, 'validTo' | 'withdrawnBy'>[],
): Promise<void> {
  if (versions.length === 0) return
  await db(ctx.tx)
    .insertInto('policy_rule_version')
    .values(
      versions.map((version) => ({
        county_id: ctx.county,
        id: version.id,
        rule: version.rule,
        version: version.version,
        severity: version.severity,
        binding: version.binding,
        parameters: JSON.stringify(version.parameters),
        clause_id: version.clauseId,
        reason: version.reason,
        valid_from: version.validFrom,
        valid_to: null,
        proposed_at: ctx.now,
        proposed_by: version.proposedBy,
        withdrawn_at: null,
        withdrawn_by: null,
      })),
    )
    .execute()
}

/** Ends a version before another begins, or opens it again. */
export async function setRuleEnd(ctx: Ctx, id: AnyId, validTo: LocalDate | null): Promise<void> {
  await db(ctx.tx)
    .updateTable('policy_rule_version')
    .set({ valid_to: validTo })
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .execute()
}

export async function withdrawRuleRow(ctx: Ctx, id: AnyId): Promise<void> {
  await db(ctx.tx)
    .updateTable('policy_rule_version')
    .set({ withdrawn_at: ctx.now, withdrawn_by: actorName(ctx) })
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .execute()
}

// Exemptions -----------------------------------------------------------------------------------

const exemption = (row: ExemptionRow): Exemption => ({
  id: row.id,
  coopId: row.coop_id,
  rule: row.rule,
  reason: row.reason,
  basis: row.basis,
  approver: row.approver,
  validFrom: row.valid_from,
  validTo: row.valid_to,
  revoked:
    row.revoked_from === null
      ? null
      : { from: row.revoked_from, by: row.revoked_by ?? '', reason: row.revoke_reason ?? '' },
})

/** SQL of "counts on the day": begun, not ended, not revoked. */
const countsSql = (day: LocalDate) => sql<boolean>`
  (valid_from <= ${day} AND least(valid_to, coalesce(revoked_from, valid_to)) > ${day})`

export interface ExemptionFilter {
  readonly coopIds?: readonly AnyId[] | undefined
  readonly rule?: string | undefined
  readonly inForceOn?: LocalDate | undefined
}

/** Exemptions of any co-op of the county; for other modules, which have checked whose they ask for. */
export async function exemptionsOf(ctx: Ctx, filter: ExemptionFilter): Promise<Exemption[]> {
  const rows = await exemptionQuery(ctx, filter).selectAll().orderBy('id').execute()
  return rows.map(exemption)
}

/** A page of the exemptions inside the caller's scope, newest first, with the number of all. */
export async function listExemptionRows(
  ctx: Ctx,
  filter: ExemptionFilter & { readonly limit: number; readonly offset: number },
): Promise<{ total: number; rows: Exemption[] }> {
  const inScope = exemptionQuery(ctx, filter).where(insideScope(ctx, 'policy_exemption.coop_id'))
  const rows = await inScope
    .selectAll()
    .orderBy('approved_at', 'desc')
    .orderBy('id', 'desc')
    .limit(filter.limit)
    .offset(filter.offset)
    .execute()
  const { total } = await inScope
    .select(sql<number>`count(*)::int`.as('total'))
    .executeTakeFirstOrThrow()
  return { total, rows: rows.map(exemption) }
}

function exemptionQuery(ctx: Ctx, filter: ExemptionFilter) {
  return db(ctx.tx)
    .selectFrom('policy_exemption')
    .where('policy_exemption.county_id', '=', ctx.county)
    .$if(filter.coopIds !== undefined, (query) =>
      query.where(sql<boolean>`coop_id = ANY (${`{${(filter.coopIds ?? []).join(',')}}`}::uuid[])`),
    )
    .$if(filter.rule !== undefined, (query) => query.where('rule', '=', filter.rule ?? ''))
    .$if(filter.inForceOn !== undefined, (query) =>
      query.where(countsSql(filter.inForceOn ?? ctx.today)),
    )
}

export async function addExemptionRow(
  ctx: Ctx,
  exempt: Omit<Exemption, 'approver' | 'revoked'>,
): Promise<void> {
  const { actor } = ctx
  await db(ctx.tx)
    .insertInto('policy_exemption')
    .values({
      county_id: ctx.county,
      id: exempt.id,
      coop_id: exempt.coopId,
      rule: exempt.rule,
      reason: exempt.reason,
      basis: exempt.basis,
      valid_from: exempt.validFrom,
      valid_to: exempt.validTo,
      approved_at: ctx.now,
      approver_account: actor.kind === 'account' ? actor.accountId : null,
      approver: actorName(ctx),
      revoked_at: null,
      revoked_from: null,
      revoked_by: null,
      revoke_reason: null,
    })
    .execute()
}

export async function revokeExemptionRow(
  ctx: Ctx,
  id: AnyId,
  revoke: { readonly from: LocalDate; readonly reason: string },
): Promise<void> {
  await db(ctx.tx)
    .updateTable('policy_exemption')
    .set({
      revoked_at: ctx.now,
      revoked_from: revoke.from,
      revoked_by: actorName(ctx),
      revoke_reason: revoke.reason,
    })
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .execute()
}
