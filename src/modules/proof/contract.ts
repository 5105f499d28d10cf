import { z } from 'zod'
import { sayFaults } from '../../kernel/fault.ts'
import { id, page } from '../../kernel/schema.ts'
import { text } from '../../kernel/text.ts'
import { COUNTY_SCOPE, defineVerbs, NO_SCOPE, scopeOf } from '../../kernel/verb.ts'

sayFaults({
  backup_file: text('应为备份目录里的文件名', 'must be the name of a file in the backup folder'),
})

export const AUDIT_OUTCOMES = ['done', 'refused', 'denied', 'failed'] as const
export const BREAK_KINDS = ['altered', 'missing', 'inserted', 'reordered', 'truncated'] as const

const instant = z.string()

const eventRow = z.object({
  id,
  /** By the county's clock and by the server's. */
  at: instant,
  recordedAt: instant,
  /** `{kind:'account', id, name, roles}`, `{kind:'job', name}` or `{kind:'anonymous'}`. */
  actor: z.unknown(),
  requestId: z.string(),
  source: z.string(),
  verb: z.string(),
  target: z.string().nullable(),
  outcome: z.enum(AUDIT_OUTCOMES),
  refusal: z.string().nullable(),
  /** Its place in the chain; null while it waits to be sealed. */
  seq: z.string().nullable(),
})

const neighbour = z.object({ seq: z.string(), id, at: instant, verb: z.string() }).nullable()

const anchor = z.object({
  county: z.number().int(),
  seq: z.string().regex(/^\d{1,18}$/),
  hash: z.string(),
  algorithm: z.string(),
  at: z.string(),
})

/** What `verify` answers, on the screen as on the command line. */
export const verificationSchema = z.object({
  ok: z.boolean(),
  county: z.number().int(),
  /** Events in the trail, those in the chain, and the tail that is not sealed yet. */
  events: z.number().int(),
  sealed: z.number().int(),
  unsealed: z.number().int(),
  algorithm: z.string().nullable(),
  head: z.object({ seq: z.string(), hash: z.string() }).nullable(),
  /** The first break: the chain is proved up to the number before it. */
  broken: z
    .object({
      seq: z.string(),
      kind: z.enum(BREAK_KINDS),
      /** The event found at that place; null where there is none. */
      event: z.string().nullable(),
    })
    .nullable(),
  anchors: z.object({
    /** How many heads kept outside were compared, and the number of the last one that agrees. */
    compared: z.number().int(),
    lastAgreeing: z.string().nullable(),
  }),
  /** The books: years whose chain of vouchers was recomputed, and those that break; null for an export. */
  books: z
    .object({
      years: z.number().int(),
      /** `at`: place of the first voucher that is not what it was; 0 when the year's end is missing. */
      broken: z.array(z.object({ coopId: id, year: z.number().int(), at: z.number().int() })),
    })
    .nullable(),
  /** For an export: who signed it; null for the database itself. */
  signature: z.object({ valid: z.boolean(), publicKey: z.string() }).nullable(),
})

/** A file in the server's backup folder, as `backup` names it. */
const backupFile = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, { error: 'backup_file' })

const backupSummary = z.object({
  file: z.string(),
  createdAt: instant,
  schemaVersion: z.number().int(),
  tables: z.number().int(),
  rows: z.number().int(),
})

export const proofContract = defineVerbs({
  listAudit: {
    title: text('操作记录', 'Audit trail'),
    kind: 'read',
    path: '/audit',
    access: 'audit.read',
    scope: COUNTY_SCOPE,
    input: z.strictObject({
      /** Instants by the county's clock; `until` is not included. */
      since: z.iso.datetime({ offset: true }).optional(),
      until: z.iso.datetime({ offset: true }).optional(),
      actorId: id.optional(),
      verb: z.string().max(100).optional(),
      outcome: z.enum(AUDIT_OUTCOMES).optional(),
      target: z.string().max(100).optional(),
      ...page,
    }),
    output: z.object({
      /** Counted up to 10,000; beyond it the answer says 10,000 and `more`. */
      total: z.number().int(),
      more: z.boolean(),
      rows: z.array(eventRow),
    }),
  },

  readAudit: {
    title: text('一条操作记录', 'One audit event'),
    kind: 'read',
    path: '/audit/events/:eventId',
    access: 'audit.read',
    scope: COUNTY_SCOPE,
    input: z.strictObject({ eventId: id }),
    output: eventRow.extend({
      /** What was asked, secrets replaced; what changed, before and after. */
      input: z.unknown(),
      changes: z.unknown(),
      seal: z
        .object({
          seq: z.string(),
          algorithm: z.string(),
          hash: z.string(),
          /** The hash that this one hangs on; empty for the first. */
          previousHash: z.string(),
          sealedAt: instant,
          /** Recomputed now from the event and the hash before. */
          holds: z.boolean(),
          before: neighbour,
          after: neighbour,
        })
        .nullable(),
    }),
  },

  verify: {
    title: text('核验审计链', 'Verify the audit chain'),
    kind: 'read',
    path: '/audit/verify',
    access: 'audit.read',
    scope: COUNTY_SCOPE,
    input: z.strictObject({
      /** Heads kept outside, beside those that the server itself wrote down. */
      anchors: z.array(anchor).max(1_000_000).optional(),
      /** A head printed on a bulletin or kept elsewhere, to be compared as well. */
      anchorSeq: z
        .string()
        .regex(/^\d{1,18}$/)
        .optional(),
      anchorHash: z
        .string()
        .regex(/^[0-9a-f]{64}$/)
        .optional(),
    }),
    output: verificationSchema,
    fails: (answer: never) => !(answer as { ok: boolean }).ok,
  },

  backup: {
    title: text('备份', 'Back up'),
    kind: 'write',
    path: '/backups',
    access: 'system.operate',
    scope: COUNTY_SCOPE,
    input: z.strictObject({}),
    output: backupSummary,
    refusals: ['conflict', 'unavailable'],
  },

  restore: {
    title: text('恢复(仅限空库)', 'Restore (into an empty database only)'),
    kind: 'write',
    path: '/backups/restore',
    access: 'system.operate',
    scope: COUNTY_SCOPE,
    input: z.strictObject({ file: backupFile }),
    output: backupSummary,
    refusals: ['conflict', 'unavailable'],
  },

  exportCase: {
    title: text('导出办件核验包', 'Export a case for verification'),
    kind: 'read',
    path: '/cases/:caseId/export',
    access: 'case.export',
    scope: scopeOf('case', 'caseId'),
    download: true,
    audited: true,
    input: z.strictObject({ caseId: id }),
    output: z.object({ name: z.string(), mediaType: z.string(), content: z.string() }),
  },

  readCaseVerifier: {
    title: text('办件核验页', 'The page that verifies a case'),
    kind: 'read',
    path: '/case-verifier',
    access: 'case.export',
    scope: NO_SCOPE,
    download: true,
    input: z.strictObject({}),
    output: z.object({ name: z.string(), mediaType: z.string(), content: z.string() }),
  },

  exportAudit: {
    title: text('导出审计链', 'Export the audit chain'),
    kind: 'read',
    path: '/audit/export',
    access: 'audit.read',
    scope: COUNTY_SCOPE,
    download: true,
    audited: true,
    input: z.strictObject({
      /** Numbers in the chain; the whole chain unless said. */
      from: z.coerce.number().int().min(1).optional(),
      to: z.coerce.number().int().min(1).optional(),
    }),
    output: z.object({ name: z.string(), mediaType: z.string(), content: z.string() }),
    refusals: ['too_large'],
  },
})
