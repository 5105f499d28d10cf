import { z } from 'zod'
import { faultsOf, sayFaults } from '../../../kernel/fault.ts'
import type { Fault } from '../../../kernel/refusal.ts'
import { day, line, paragraph, yuanFromZero } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import type { Field, Values } from '../model.ts'

sayFaults({
  form_empty_text: text('请写明', 'must be written'),
  form_rows: text('行数不够', 'too few rows'),
})

const MOST = 1_000_000_000

function shapeOf(field: Field): z.ZodType {
  switch (field.kind) {
    case 'count':
      return z.number().int().min(0).max(MOST)
    case 'yuan':
      return yuanFromZero
    case 'day':
      return day
    case 'line':
      return line(200)
    case 'text':
      return paragraph(4_000).refine((value) => value !== '', { error: 'form_empty_text' })
    case 'words':
      return z.array(line(100)).max(100)
    case 'yes':
      return z.boolean()
    case 'choice':
      return z.enum(field.options.map(({ key }) => key) as [string, ...string[]])
    case 'table':
      return z.array(schemaOf(field.columns)).min(field.min, { error: 'form_rows' }).max(500)
  }
}

/** What a form must be filled in with: unknown fields are faults, as everywhere. */
const schemaOf = (fields: readonly Field[]): z.ZodType =>
  z.strictObject(
    Object.fromEntries(
      fields.map((field) => [
        field.key,
        field.optional === true ? shapeOf(field).optional() : shapeOf(field),
      ]),
    ),
  )

/** A filled form as it is kept: names trimmed, amounts with their two decimals; one with faults as it came. */
export function tidyForm(fields: readonly Field[], values: Values): Values {
  const schema = schemaOf(fields)
  const parsed = schema.safeParse(values)
  return parsed.success ? (schema.encode(parsed.data) as Values) : values
}

/** The faults of a filled form, each with its place below `at` ('$.fields'). */
export function faultsOfForm(fields: readonly Field[], values: Values, at: string): Fault[] {
  const parsed = schemaOf(fields).safeParse(values, { reportInput: true })
  return parsed.success
    ? []
    : faultsOf(parsed.error).map(({ path, text: said }) => ({
        path: at + path.slice(1),
        text: said,
      }))
}
