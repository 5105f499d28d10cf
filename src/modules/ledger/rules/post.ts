import { z } from 'zod'
import { textSchema } from '../../../kernel/finding.ts'
import { formatYuan } from '../../../kernel/money.ts'
import { badInput } from '../../../kernel/refusal.ts'
import { day } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { NATIONAL_CHART, topCode } from '../model/chart.ts'
import type { Line } from '../model.ts'
import { VOUCHER_KINDS } from '../model.ts'
import { fillTemplate } from './fill.ts'
import { together } from './lines.ts'
import { FIELD_TYPES, isAmount, type Template } from './template.ts'
import { templateOf, TEMPLATES } from './templates.ts'

/* `templates` and `post`: the posting templates as documents. No database, no book of a co-op. */

export const templatesInput = z.strictObject({})

const fieldSchema = z.object({
  id: z.string(),
  label: textSchema,
  type: z.enum(FIELD_TYPES),
  /** Under which key of the document of `post` the field is given. */
  in: z.enum(['amounts', 'parties']),
  required: z.boolean(),
  /** Of an account-choice: the first is taken when none is named. */
  options: z.array(z.object({ account: z.string(), name: textSchema })).optional(),
})

export const templatesOutput = z.object({
  templates: z.array(
    z.object({
      id: z.string(),
      title: textSchema,
      clause: z.string(),
      kind: z.enum(VOUCHER_KINDS),
      fields: z.array(fieldSchema),
    }),
  ),
})

export const postInput = z.strictObject({
  template: z.string().max(100),
  date: day,
  amounts: z.record(z.string(), z.string()).default({}),
  parties: z.record(z.string(), z.string()).default({}),
})

const lineSchema = z.object({
  account: z.string(),
  name: z.string(),
  debit: z.string(),
  credit: z.string(),
  member: z.string().optional(),
  counterparty: z.string().optional(),
})

export const postOutput = z.object({
  lines: z.array(lineSchema),
  clause: z.string(),
  warnings: z.array(z.object({ code: z.string(), text: textSchema })),
})

/** Every posting template with its fields. */
export const listTemplates = (): z.output<typeof templatesOutput> => ({
  templates: TEMPLATES.map(({ id, title, clause, kind, fields }) => ({
    id,
    title,
    clause,
    kind,
    fields: Object.entries(fields).map(([name, field]) => ({
      id: name,
      label: field.label,
      type: field.type,
      in: isAmount(field) ? ('amounts' as const) : ('parties' as const),
      required: field.required,
      ...(field.options === undefined
        ? {}
        : {
            options: field.options.map((code) => ({
              account: code,
              name: NATIONAL_CHART.fullName(code),
            })),
          }),
    })),
  })),
})

/**
 * The entry that a template makes. Accounts as the system names them; sub-accounts only where it does.
 * @throws Refusal `bad_input` for an unknown template and for each wrong field.
 */
export function post(input: z.output<typeof postInput>): z.output<typeof postOutput> {
  const template = templateOf(input.template)
  if (template === null) {
    const why = text('没有这个模板,见 templates', 'no such template, see templates')
    throw badInput([{ path: '$.template', text: why }])
  }
  const { lines, clause, notes } = fillTemplate(template, input)
  return {
    lines: together(lines.map((one) => asPrinted(template, one))).map((one) => ({
      account: one.account,
      name: NATIONAL_CHART.fullName(one.account).zh,
      debit: formatYuan(one.debit),
      credit: formatYuan(one.credit),
      ...(one.memberId === null ? {} : { member: one.memberId }),
      ...(one.partyId === null ? {} : { counterparty: one.partyId }),
    })),
    clause,
    warnings: notes.map(({ code, text: said }) => ({ code, text: said })),
  }
}

/** The account in the system's own words: national, and for 332 各项分配 or 未分配盈余. */
function asPrinted({ asBooked }: Template, one: Line): Line {
  if (asBooked) return one
  const top = topCode(one.account)
  if (top !== '332') return { ...one, account: top }
  return { ...one, account: one.account.startsWith('33201') ? '33201' : '33202' }
}
