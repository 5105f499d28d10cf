import { z } from 'zod'
import { textSchema } from '../../../kernel/finding.ts'
import { day, fractionSchema, id, line, page, paragraph, yuan } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, LIST_SCOPE, NO_SCOPE, scopeOf, unitScope } from '../../../kernel/verb.ts'
import { COLUMN_FIELDS, IMPORT_STATUSES, MONEY_UNIT_NAMES } from './fields.ts'

const count = z.number().int()
const field = z.enum(COLUMN_FIELDS)
const unit = z.enum(MONEY_UNIT_NAMES)
const importScope = scopeOf('import', 'importId')

/** A file of 12 MiB in base64, with room for the rest of the document. */
const UPLOAD_BYTES = 17 * 1024 * 1024

const counts = z.object({
  members: count,
  added: count,
  unchanged: count,
  errors: count,
  warnings: count,
})

const importRow = z.object({
  id,
  unitId: id,
  fileName: z.string(),
  format: z.enum(['xlsx', 'csv']),
  encoding: z.string(),
  status: z.enum(IMPORT_STATUSES),
  counts,
  uploadedAt: z.string(),
  uploadedBy: z.string(),
  closedAt: z.string().nullable(),
  closedBy: z.string().nullable(),
})

/** When the very same file was taken into this unit before. */
const before = z.object({ importId: id, at: z.string(), by: z.string() }).nullable()

const columnMapping = z.object({
  column: count,
  /** "A", "B" … as the spreadsheet shows it. */
  letters: z.string(),
  heading: z.string(),
  field,
  unit: unit.nullable(),
  confidence: z.enum(['remembered', 'exact', 'part', 'content', 'none']),
  alternatives: z.array(field),
  /** The first values below the heading; numbers of persons are masked. */
  samples: z.array(z.string()),
})

const sheetMapping = z.object({
  sheet: z.string(),
  hidden: z.boolean(),
  used: z.boolean(),
  rows: count,
  headerTop: count,
  headerBottom: count,
  columns: z.array(columnMapping),
})

const rowFault = z.object({
  level: z.enum(['error', 'warning']),
  code: z.string(),
  sheet: z.string().nullable(),
  row: count.nullable(),
  column: count.nullable(),
  letters: z.string().nullable(),
  heading: z.string().nullable(),
  text: textSchema,
})

const previewRow = z.object({
  sheet: z.string(),
  row: count,
  coop: z.string().nullable(),
  name: z.string(),
  kind: z.enum(['collective', 'person', 'enterprise', 'unit']),
  farmer: z.boolean().nullable(),
  idNumber: z.string().nullable(),
  household: z.string().nullable(),
  relation: z.string().nullable(),
  contributions: z.array(z.object({ form: z.string(), paid: yuan, promised: yuan })),
  shares: z.string().nullable(),
  percent: fractionSchema.nullable(),
  landArea: z.string().nullable(),
  certificateNo: z.string().nullable(),
  joinedOn: day.nullable(),
})

const coopTotals = z.object({
  coopId: id,
  name: z.string(),
  /** The co-op has no register yet; this import opens it. */
  opens: z.boolean(),
  /** The day the new register would begin. */
  foundedOn: day.nullable(),
  members: count,
  added: count,
  unchanged: count,
  paid: yuan,
  promised: yuan,
})

const people = z.object({
  persons: count,
  knownPersons: count,
  newPersons: count,
  newHouseholds: count,
})

const opened = z.object({
  coopId: id,
  name: z.string(),
  opened: z.boolean(),
  added: count,
  unchanged: count,
  /** What the equity rules say of the register now, with the rules that fail. */
  outcome: z.string(),
  failing: z.array(z.string()),
})

/** Registers out of files: upload, look, correct, confirm. */
export const importVerbs = defineVerbs({
  uploadRegister: {
    title: text('上传成员册', 'Upload a register'),
    kind: 'write',
    path: '/imports',
    access: 'import.run',
    scope: unitScope('unitId'),
    bodyLimit: UPLOAD_BYTES,
    secret: ['content'],
    input: z.strictObject({
      /** A co-op; or a village, town or county, when the file names the co-op in each row. */
      unitId: id,
      fileName: line(200),
      /** The file in base64. */
      content: z.string().min(1, { error: 'empty' }),
    }),
    output: z.object({ importId: id, counts, before }),
    refusals: ['too_large'],
  },
  setMapping: {
    title: text('更正列的含义', 'Correct the meaning of columns'),
    kind: 'write',
    path: '/imports/:importId/mapping',
    access: 'import.run',
    scope: importScope,
    input: z.strictObject({
      importId: id,
      /** Sheets that are not named stay as they are. */
      sheets: z
        .array(
          z.strictObject({
            sheet: z.string().max(200),
            used: z.boolean(),
            /** First and last row of the headings, where the guess was wrong; then the columns are guessed anew. */
            headerTop: z.number().int().min(1).max(1_048_576).optional(),
            headerBottom: z.number().int().min(1).max(1_048_576).optional(),
            columns: z
              .array(
                z.strictObject({
                  column: z.number().int().min(1).max(16_384),
                  field,
                  unit: unit.optional(),
                }),
              )
              .max(300)
              .default([]),
          }),
        )
        .max(100)
        .default([]),
      /** The day new registers begin; null: the earliest day of the file or of the co-op. */
      foundedOn: day.nullish(),
    }),
    output: z.object({ importId: id, counts }),
    refusals: ['not_allowed_now'],
  },
  previewImport: {
    title: text('预览导入', 'Preview an import'),
    kind: 'read',
    path: '/imports/:importId',
    access: 'import.run',
    scope: importScope,
    input: z.strictObject({ importId: id, ...page }),
    output: z.object({
      import: importRow,
      before,
      foundedOn: day.nullable(),
      sheets: z.array(sheetMapping),
      people,
      coops: z.array(coopTotals),
      /** Lines that are no members: titles, totals, notes. */
      skipped: count,
      /** Errors first; at most 500, the counts are in `import`. */
      faults: z.array(rowFault),
      total: count,
      rows: z.array(previewRow),
    }),
    refusals: ['not_allowed_now'],
  },
  confirmImport: {
    title: text('确认导入', 'Confirm an import'),
    kind: 'write',
    path: '/imports/:importId/confirm',
    access: 'import.run',
    scope: importScope,
    input: z.strictObject({
      importId: id,
      /** New registers exist already on paper: they are recorded as they are, with their breaches. */
      asFound: z.boolean().default(true),
      /** Why, where a rule that only warns newly fails. */
      reason: paragraph(1000).optional(),
    }),
    output: z.object({
      /** False when there was nothing to change: the same file again, or everybody is there already. */
      changed: z.boolean(),
      text: textSchema,
      before,
      personsAdded: count,
      householdsAdded: count,
      coops: z.array(opened),
    }),
    refusals: ['rule_blocked', 'conflict', 'not_allowed_now'],
  },
  discardImport: {
    title: text('放弃导入', 'Discard an import'),
    kind: 'write',
    path: '/imports/:importId/discard',
    access: 'import.run',
    scope: importScope,
    input: z.strictObject({ importId: id }),
    output: z.object({ importId: id }),
    refusals: ['not_allowed_now'],
  },
  listImports: {
    title: text('导入记录', 'Imports'),
    kind: 'read',
    path: '/imports',
    access: 'import.run',
    scope: LIST_SCOPE,
    input: z.strictObject({
      unitId: id.optional(),
      status: z.enum(IMPORT_STATUSES).optional(),
      ...page,
    }),
    output: z.object({ total: count, imports: z.array(importRow) }),
  },
  importTemplate: {
    title: text('下载导入模板', 'Download the import template'),
    kind: 'read',
    path: '/import-template',
    access: 'import.run',
    scope: NO_SCOPE,
    download: true,
    input: z.strictObject({
      format: z.enum(['xlsx', 'csv']).default('xlsx'),
      /** With a column for the co-op, for files that speak of several. */
      several: z.stringbool().default(false),
    }),
    output: z.object({ name: z.string(), mediaType: z.string(), content: z.string() }),
  },
})
