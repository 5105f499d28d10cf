import { z } from 'zod'
import { textSchema } from '../../../kernel/finding.ts'
import { line } from '../../../kernel/schema.ts'

/* The words of verbs that read tables. */

/** A file of 12 MiB in base64, with room for the rest of the document. */
export const UPLOAD_BYTES = 17 * 1024 * 1024

/** A table as .xlsx or .csv in base64, and what the clerk has corrected of the guess. */
export const tableFile = <F extends readonly [string, ...string[]]>(fields: F) => ({
  fileName: line(200),
  content: z.string().min(1, { error: 'empty' }),
  mapping: z
    .strictObject({
      sheet: z.string().max(200).optional(),
      /** The row of the headings, counted from 1, where the guess was wrong. */
      headerRow: z.number().int().min(1).max(1_048_576).optional(),
      /** Columns that are not named stay as guessed. */
      columns: z
        .array(
          z.strictObject({
            column: z.number().int().min(1).max(16_384),
            field: z.enum([...fields, 'ignore'] as [string, ...string[]]),
          }),
        )
        .max(200)
        .optional(),
    })
    .prefault({}),
})

/** How the file was read. */
export const guessOutput = z.object({
  sheet: z.string(),
  headerRow: z.number().int(),
  columns: z.array(
    z.object({
      column: z.number().int(),
      heading: z.string(),
      field: z.string(),
      confidence: z.enum(['exact', 'part', 'none']),
    }),
  ),
})

export const fileFault = z.object({
  level: z.enum(['error', 'warning']),
  sheet: z.string(),
  /** Row and column count from 1; 0 for the whole sheet or row. */
  row: z.number().int(),
  column: z.number().int(),
  text: textSchema,
})
