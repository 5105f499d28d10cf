import known from '../data/import-headings.json' with { type: 'json' }
import { MORE_HEADINGS, PART_HEADINGS } from '../data/more-headings.ts'
import type { Field, MoneyUnit } from '../model.ts'

/* What headings of registers mean, by synonym. The list is data: headings met in real registers. */

export interface Heading {
  /** Without spaces, marks, brackets and width differences: what is compared. */
  readonly key: string
  readonly unit: MoneyUnit | null
  readonly percent: boolean
}

const LONGEST = 200
const BRACKETED = /[([{【〔《<][^)\]}】〕》>]*[)\]}】〕》>]/g
const MARKS = /[\s\p{Cf}\p{P}\p{S}]/gu

/** Reads "出资额（万元）*" as 出资额, counted in ten thousand yuan. */
export function readHeading(raw: string): Heading {
  const wide = raw.slice(0, LONGEST).normalize('NFKC')
  const inside = (wide.match(BRACKETED) ?? []).join(' ')
  const key = wide.replaceAll(BRACKETED, '').replaceAll(MARKS, '').toLowerCase()
  return { key, unit: unitIn(inside), percent: wide.includes('%') }
}

/** The unit of money a text names: "万元", "单位:千元", "（元）"; null when it names none. */
function unitIn(text: string): MoneyUnit | null {
  if (text.includes('万')) return 'wan'
  if (/千\s*元/.test(text)) return 'thousand'
  return text.includes('元') ? 'yuan' : null
}

/** "金额单位:万元" above a table counts for all its money columns without a unit of their own. */
export function unitOfTitle(text: string): MoneyUnit | null {
  const said = /单位\s*:\s*([^\s,;)]{1,8})/.exec(text.normalize('NFKC').slice(0, LONGEST))
  return said === null ? null : unitIn(said[1] ?? '')
}

interface Shipped {
  readonly columns: readonly { readonly field: string; readonly synonyms: readonly string[] }[]
}

/** Headings that may mean more than one thing list their meanings, the likeliest first. */
export const SYNONYMS: ReadonlyMap<string, readonly Field[]> = buildSynonyms()

function buildSynonyms(): Map<string, Field[]> {
  const found = new Map<string, Field[]>()
  const add = (heading: string, field: Field): void => {
    const { key } = readHeading(heading)
    const fields = found.get(key) ?? []
    if (!fields.includes(field)) found.set(key, [...fields, field])
  }
  const shipped: readonly Shipped[] = [known.member_register, known.share_register]
  for (const { columns } of shipped) {
    // The file is ours and its fields are those of the model; a test holds the two together.
    for (const { field, synonyms } of columns) {
      for (const synonym of synonyms) add(synonym, field as Field)
    }
  }
  for (const [field, synonyms] of Object.entries(MORE_HEADINGS)) {
    for (const synonym of synonyms) add(synonym, field as Field)
  }
  const wholes = Array.from(found.entries())
    .filter(([, fields]) => fields.includes('contribution'))
    .map(([key]) => key)
  for (const whole of wholes) {
    for (const [field, parts] of Object.entries(PART_HEADINGS)) {
      for (const part of parts) if (!found.has(whole + part)) add(whole + part, field as Field)
    }
  }
  return found
}

const TAIL = /^(.+?)(万元|千元|元|亩|股|份)$/

/** The fields of a heading: by the whole of it, then without a unit at its end ("出资额万元"). */
export function fieldsOf(heading: Heading): { fields: readonly Field[]; unit: MoneyUnit | null } {
  const whole = SYNONYMS.get(heading.key)
  if (whole !== undefined) return { fields: whole, unit: heading.unit }
  const tail = TAIL.exec(heading.key)
  const fields = SYNONYMS.get(tail?.[1] ?? '') ?? []
  return { fields, unit: heading.unit ?? unitIn(tail?.[2] ?? '') }
}

const SHORTEST_PART = 2

/** The field whose synonym is the longest part of the heading ("户主身份证号" → 身份证号). */
export function fieldsWithin(heading: Heading): readonly Field[] {
  let best = ''
  for (const synonym of SYNONYMS.keys()) {
    if (synonym.length < SHORTEST_PART || synonym.length <= best.length) continue
    if (heading.key.includes(synonym)) best = synonym
  }
  return SYNONYMS.get(best) ?? []
}
