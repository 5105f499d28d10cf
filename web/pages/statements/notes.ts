import { type Text, text } from '../../../src/kernel/text.ts'
import type { In, Out } from '../../api.ts'
import { readAmount } from '../ledger/entry.ts'

/* What only people can put into the notes (附注), while it is typed. */

export type Notes = Out<'readStatementNotes'>
export type Note = Notes['before'][number]
export type Field = Note['field']
type Written = In<'writeStatementNotes'>['fields'][number]

export interface ListLine {
  readonly name: string
  readonly amount: string
  readonly remark: string
}

/** A field as it stands in the form; null: nothing is said. */
export type Typed =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly lines: readonly ListLine[] }
  | null

interface FieldWords {
  readonly kind: 'text' | 'list'
  /** The item of the notes it stands in, 37号 Art. 58. */
  readonly item: number
  readonly title: Text
  /** What the three columns of a list mean. */
  readonly columns?: readonly [Text, Text, Text]
}

const AMOUNTS = [
  text('名称', 'Name'),
  text('金额(元)', 'Amount (yuan)'),
  text('说明', 'Remark'),
] as const

/** In the order of the notes. */
export const FIELDS: Readonly<Record<Field, FieldWords>> = {
  servedMembers: {
    kind: 'text',
    item: 2,
    title: text('主要服务对象', 'Whom the co-op serves'),
  },
  mainBusiness: { kind: 'text', item: 2, title: text('主要经营项目', 'Main business') },
  officers: {
    kind: 'list',
    item: 3,
    title: text('理事长、理事、执行监事、监事会名单及变动', 'Chair, directors and supervisors'),
    columns: [text('职务', 'Post'), text('姓名', 'Name'), text('变动情况', 'Change')],
  },
  keyItems: {
    kind: 'text',
    item: 4,
    title: text('报表重要项目的说明', 'Remarks on important items'),
  },
  losses: {
    kind: 'list',
    item: 5,
    title: text('已发生损失、尚未批准核销的资产', 'Losses not yet written off'),
    columns: AMOUNTS,
  },
  nominalAssets: {
    kind: 'list',
    item: 6,
    title: text('以名义金额计量的资产', 'Assets at a nominal amount'),
    columns: AMOUNTS,
  },
  mainBusinessChange: {
    kind: 'text',
    item: 7,
    title: text('变更主要生产经营项目', 'Change of the main business'),
  },
  foreignTrade: { kind: 'text', item: 7, title: text('从事的进出口贸易', 'Foreign trade') },
  majorMatters: {
    kind: 'list',
    item: 7,
    title: text(
      '重大财产处理、大额举债、对外投资和担保',
      'Major disposals, debts, investments, guarantees',
    ),
    columns: AMOUNTS,
  },
  support: {
    kind: 'list',
    item: 7,
    title: text('账上没有的财政支持和税收优惠', 'State support and tax relief not in the books'),
    columns: AMOUNTS,
  },
  distributionPlan: {
    kind: 'text',
    item: 7,
    title: text('盈余分配方案、亏损处理方案', 'Distribution of surplus, cover of losses'),
  },
  litigation: { kind: 'text', item: 7, title: text('未决诉讼、仲裁', 'Pending lawsuits') },
  taxAdjustments: {
    kind: 'list',
    item: 8,
    title: text('企业所得税纳税调整', 'Adjustments for income tax'),
    columns: AMOUNTS,
  },
  others: {
    kind: 'list',
    item: 9,
    title: text('法律法规要求说明的其他事项', 'Other matters the law asks for'),
    columns: AMOUNTS,
  },
}

export const FIELD_NAMES = Object.keys(FIELDS) as readonly Field[]

/** A stored note as it is typed. */
export function typedOf({ content }: Note): Typed {
  if (content === null) return null
  if (typeof content === 'string') return { kind: 'text', text: content }
  return {
    kind: 'list',
    lines: content.map((line) =>
      'post' in line
        ? { name: line.post, amount: line.name, remark: line.change }
        : { name: line.name, amount: line.amount ?? '', remark: line.remark },
    ),
  }
}

export const isBlankLine = (line: ListLine): boolean =>
  line.name.trim() === '' && line.amount.trim() === '' && line.remark.trim() === ''

/** What is sent for a field; null while an amount of it cannot be read. */
export function noteOf(field: Field, typed: Typed): Written['note'] | null {
  const said = typed === null || (typed.kind === 'text' && typed.text.trim() === '') ? null : typed
  if (said === null) return { field, content: null } as Written['note']
  if (said.kind === 'text') return { field, content: said.text.trim() } as Written['note']
  const lines = said.lines.filter((line) => !isBlankLine(line))
  if (field === 'officers') {
    const content = lines.map(({ name, amount, remark }) => ({
      post: name.trim(),
      name: amount.trim(),
      change: remark.trim(),
    }))
    return { field, content }
  }
  const read = lines.map(({ name, amount, remark }) => ({
    name: name.trim(),
    amount: amount.trim() === '' ? null : readAmount(amount),
    remark: remark.trim(),
    unread: amount.trim() !== '' && readAmount(amount) === null,
  }))
  if (read.some(({ unread }) => unread)) return null
  return {
    field,
    content: read.map(({ unread: _unread, ...line }) => line),
  } as Written['note']
}

export type Changes = Readonly<Partial<Record<Field, Typed>>>

/** The fields that were changed, with the version each was changed from; null while one cannot be read. */
export function writtenOf(notes: Notes, changes: Changes): readonly Written[] | null {
  const fields = FIELD_NAMES.filter((field) => changes[field] !== undefined)
  const written = fields.map((field) => {
    const note = noteOf(field, changes[field] ?? null)
    const stands = notes.fields.find((one) => one.note.field === field)
    return note === null ? null : { seen: stands?.versions[0]?.id ?? null, note }
  })
  const read = written.filter((one) => one !== null)
  return read.length < written.length ? null : read
}
