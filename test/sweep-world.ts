import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { sweepScheme, sweepScore } from '../src/modules/assessment/testing.ts'
import { sweepRules } from '../src/modules/development/testing.ts'

/*
 * Two counties with a row in every table, made from the catalogue alone: a table that is added tomorrow is
 * filled tomorrow. A slice is one town, village, co-op and union with everything that hangs on them; each
 * value of a slice carries its mark, so that a single word of another slice in an answer gives it away.
 */

export interface Units {
  readonly county: string
  readonly town: string
  readonly village: string
  readonly coop: string
  readonly union: string
}

export interface Slice {
  readonly name: string
  readonly county: number
  readonly units: Units
  /** Ids and marked words that belong to this slice alone. */
  readonly marks: Set<string>
  /** The seeded row of each table, by table. */
  readonly rows: Map<string, Readonly<Record<string, unknown>>>
}

export interface Column {
  readonly name: string
  readonly type: string
  readonly required: boolean
  /** Values of a CHECK (… IN (…)). */
  readonly choices: readonly string[]
}

export interface Table {
  readonly name: string
  readonly columns: readonly Column[]
  /** Column → table and column it refers to; county_id is left out. */
  readonly refers: ReadonlyMap<string, { readonly table: string; readonly column: string }>
}

/** Words that must be those of the product for a row to be seen by anybody: a task waits for a role at a step. */
const TEXTS: Readonly<Record<string, string>> = {
  'case_task.role': 'coop_accountant',
  'case_task.step': 'a',
  'duty_holder.department': '',
  'problem.stage': 'draft',
}

/** Made by the platform itself, or by the sweep. */
const NOT_SEEDED = new Set([
  'account',
  'account_grant',
  'audit_event',
  'audit_seal',
  'county',
  'county_setting',
  'idempotency_key',
  'login_name',
  'org_unit',
  'outbox',
  'schema_migration',
  'session',
  'sign_in_throttle',
])

/** Every tenant table with its columns, choices and references, read from the catalogue. */
export async function readTables(owner: pg.Pool): Promise<Map<string, Table>> {
  const { rows } = await owner.query<{
    table: string
    column: string
    type: string
    required: boolean
  }>(`
    SELECT c.relname AS table, a.attname AS column, format_type(a.atttypid, NULL) AS type,
      a.attnotnull AND NOT a.atthasdef AND a.attidentity = '' AS required
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
      AND EXISTS (SELECT 1 FROM pg_attribute k WHERE k.attrelid = c.oid AND k.attname = 'county_id')
    ORDER BY c.relname, a.attnum`)
  const { rows: checks } = await owner.query<{ table: string; definition: string }>(`
    SELECT conrelid::regclass::text AS table, pg_get_constraintdef(oid) AS definition
    FROM pg_constraint WHERE contype = 'c' AND connamespace = 'public'::regnamespace`)
  const { rows: keys } = await owner.query<{
    table: string
    column: string
    target: string
    targetColumn: string
  }>(`
    SELECT c.conrelid::regclass::text AS table, a.attname AS column,
      c.confrelid::regclass::text AS target, f.attname AS "targetColumn"
    FROM pg_constraint c, unnest(c.conkey, c.confkey) AS k (own, other)
    JOIN pg_attribute a ON a.attnum = k.own JOIN pg_attribute f ON f.attnum = k.other
    WHERE c.contype = 'f' AND a.attrelid = c.conrelid AND f.attrelid = c.confrelid
      AND a.attname <> 'county_id' AND c.connamespace = 'public'::regnamespace`)
  const tables = new Map<string, Table>()
  for (const name of new Set(rows.map((row) => row.table))) {
    if (NOT_SEEDED.has(name)) continue
    tables.set(name, {
      name,
      columns: rows
        .filter((row) => row.table === name)
        .map((row) => ({
          name: row.column,
          type: row.type,
          required: row.required,
          choices: choicesOf(checks, name, row.column),
        })),
      refers: new Map(
        keys
          .filter((key) => key.table === name)
          .map((key) => [key.column, { table: key.target, column: key.targetColumn }]),
      ),
    })
  }
  return tables
}

function choicesOf(
  checks: readonly { table: string; definition: string }[],
  table: string,
  column: string,
): string[] {
  for (const check of checks.filter((each) => each.table === table)) {
    const found = new RegExp(`^CHECK \\(\\(${column} = ANY \\(ARRAY\\[(.*)\\]\\)\\)\\)$`).exec(
      check.definition,
    )
    if (found !== null) {
      return Array.from((found[1] ?? '').matchAll(/'([^']*)'/g), ([, value = '']) => value)
    }
  }
  return []
}

/** Whether the rows of a table hang on a unit, directly or through other tables. */
export function isUnitBound(tables: ReadonlyMap<string, Table>, name: string): boolean {
  const seen = new Set<string>()
  const bound = (table: string): boolean => {
    if (table === 'org_unit') return true
    if (seen.has(table)) return false
    seen.add(table)
    const { columns = [], refers = new Map() } = tables.get(table) ?? {}
    return (
      columns.some(({ name: column }) => UNIT_COLUMN.test(column)) ||
      Array.from(refers.values()).some((target) => bound(target.table))
    )
  }
  return bound(name)
}

/** Of several values the one that most rows have in life; else the first. */
const USUAL: ReadonlySet<string> = new Set([
  'village',
  'registered',
  'confirmed',
  'active',
  'ordinary',
])

/** What the catalogue cannot say: the shape of a JSON column that is more than an empty object. */
const SHAPES: Readonly<Record<string, unknown>> = {
  'voucher_draft.content': {
    kind: 'general',
    period: 201_901,
    lines: [],
    attachments: 0,
    template: null,
    clause: null,
    documentIds: [],
  },
  'process_version.body': {
    id: 'a',
    title: { zh: '流程', en: 'process' },
    purpose: { zh: '流程', en: 'process' },
    unit: 'village',
    openers: [],
    facts: [],
    steps: [
      {
        key: 'a',
        title: { zh: '环节', en: 'step' },
        kind: 'record',
        after: [],
        seats: [{ key: 'a', role: 'town_station' }],
        signers: 'all',
        form: [],
        papers: [],
        wait: null,
        due: null,
        demands: [],
        evidence: [],
        when: null,
        apart: [],
        escalate: null,
        clause: '',
      },
    ],
    sources: [],
  },
  'register_import.mapping': [],
  'report_version.body': {
    kind: 'bulletin',
    period: '2019-01',
    asOf: '2019-01-31',
    edition: null,
    mark: '通报',
    title: '通报',
    to: '',
    blocks: [],
    from: '',
    annexes: [],
    copies: '',
    printer: '',
  },
  'dispatch_meeting.attended': [],
  'dispatch_meeting.absent': [],
  'problem.refs': [],
  'problem_source.refs': [],
  'problem_source.said': { zh: '线索', en: 'fact' },
  'spending_limits.body': {
    rows: [],
    terms: {
      quotesFrom: '10000.00',
      quotesLeast: 3,
      emergencyDays: 5,
      expiryDays: 60,
      risk: { factorMedium: 8, factorHigh: 15, totalMedium: 40, totalHigh: 80 },
    },
  },
  'spending_request.route': [],
  'coop_contract_version.body': {
    priceBasis: '',
    schedule: [],
    singleSource: null,
    ties: [],
    route: [],
  },
  'risk_assessment.factors': [],
  'development_rules.body': sweepRules,
  'class_decision.tests': [],
  'contest_setup.body': {
    title: '擂台赛',
    from: '2019-01-01',
    to: '2019-01-01',
    place: '',
    level: 'town',
    guide: '',
    stops: [],
    groups: [{ id: 'a', title: '一', weight: '1' }],
    items: [
      {
        id: 'a',
        group: 'a',
        title: '一',
        weight: '1',
        kind: 'judged',
        max: 100,
        rubric: '',
        indicator: null,
        normalise: null,
      },
    ],
    trim: 1,
    sheets: 2,
    spread: '0.2',
    period: null,
    appealDays: 5,
  },
  'contest_conflict.said': { zh: '回避', en: 'conflict' },
  'contest_sheet.scores': { a: '80' },
  'contest_result.inputs': {},
  'contest_result.body': [],
  'assessment_scheme.body': sweepScheme,
  'assessment_run.scheme': sweepScheme,
  'assessment_rules.body': { persons: [], towns: [] },
  'assessment_score.inputs': sweepScore.inputs,
  'assessment_score.body': sweepScore.body,
  'assessment_measure.grounds': ['考核'],
  'showcase_version.body': {
    title: '案例',
    summary: '案例',
    unitIds: [],
    units: [],
    sections: [],
    claims: [],
    photos: [],
    figures: [],
  },
  'award_rules.rules': { promote: 3, demote: 3, vetoTakesAll: true, months: 12 },
  'coop_business_version.terms': { form: 'tourism', site: 'a', beds: 0, visitorsADay: 0 },
  'coop_business_record.measures': { form: 'tourism', visitors: 0, bookings: 0 },
  'trade_order.formula': { kind: 'fixed', price: '1000000' },
  'duty_version.spec': {
    id: 'a-duty',
    post: 'branch',
    department: null,
    title: { zh: '责任', en: 'duty' },
    duty: { zh: '责任', en: 'duty' },
    document: null,
    clause: 'a',
    every: 'year',
    source: 'plan',
    least: 1,
  },
  'duty_mechanism.body': { label: 'a', reading: 'a', documents: [], departments: [] },
  'town_plan_version.body': {
    responsible: 'a',
    aims: '',
    lines: [
      {
        key: 'l1',
        villageId: '01890000-0000-7000-8000-000000000000',
        industryId: null,
        name: 'a',
        coops: 1,
        investment: '0.00',
        dueOn: '2019-12-31',
        responsible: 'a',
      },
    ],
    milestones: [
      {
        key: 'm1',
        title: 'a',
        dueOn: '2019-12-31',
        responsible: 'a',
        proof: { kind: 'record' },
      },
    ],
  },
  'register_import.counts': { members: 1, added: 1, unchanged: 0, errors: 0, warnings: 0 },
}

/** Of numbers that are no mere amounts: months and years that exist. */
const NUMBERS: Readonly<Record<string, number>> = {
  opened_period: 201_901,
  period: 201_901,
  year: 2019,
}

/** Numbers of a county are taken once, whatever slice they stand in. */
let numbers = 0

const UNIT_COLUMN = /^(coop|village|town|unit|union|division)_id$/

/** The unit that a column means, by its name and the table it stands in. */
function unitFor(slice: Slice, table: string, column: string): string {
  const word = column === 'id' ? table : column
  if (/union/.test(word)) return slice.units.union
  if (/coop|lead/.test(word)) return slice.units.coop
  if (/town/.test(word)) return slice.units.town
  if (/village|division|seat|parent/.test(word)) return slice.units.village
  return slice.units.coop
}

/**
 * Fills every table of a slice with one row. Constraints other than keys must have been dropped before,
 * and the connection must have triggers and foreign keys switched off.
 */
export async function seedSlice(
  client: pg.ClientBase,
  tables: ReadonlyMap<string, Table>,
  slice: Slice,
): Promise<void> {
  const doing = new Set<string>()
  let count = 0

  const rowOf = async (name: string): Promise<Readonly<Record<string, unknown>> | null> => {
    const known = slice.rows.get(name)
    const table = tables.get(name)
    if (known !== undefined || table === undefined || doing.has(name)) return known ?? null
    doing.add(name)
    const row: Record<string, unknown> = {}
    for (const column of table.columns) {
      const value = await valueOf(table, column)
      if (value !== undefined) row[column.name] = value
    }
    const names = Object.keys(row)
    await client.query(
      `INSERT INTO ${name} (${names.join(', ')}) VALUES (${names.map((_, i) => `$${i + 1}`).join(', ')})
       ON CONFLICT DO NOTHING`,
      Object.values(row),
    )
    slice.rows.set(name, row)
    doing.delete(name)
    return row
  }

  const valueOf = async (table: Table, column: Column): Promise<unknown> => {
    if (column.name === 'county_id') return slice.county
    const target = table.refers.get(column.name)
    if (target?.table === 'org_unit') return unitFor(slice, table.name, column.name)
    if (target !== undefined) {
      const other = await rowOf(target.table)
      return other?.[target.column] ?? (column.required ? plain(table, column) : undefined)
    }
    if (UNIT_COLUMN.test(column.name)) return unitFor(slice, table.name, column.name)
    return column.required ? plain(table, column) : undefined
  }

  const mark = (value: string): string => {
    slice.marks.add(value)
    return value
  }

  const plain = (table: Table, column: Column): unknown => {
    count += 1
    switch (column.type) {
      case 'uuid':
        return mark(randomUUID())
      case 'text':
        return (
          TEXTS[`${table.name}.${column.name}`] ??
          column.choices.find((each) => USUAL.has(each)) ??
          column.choices[0] ??
          mark(`§${slice.name}${count}§`)
        )
      case 'date':
        return '2019-01-01'
      case 'timestamp with time zone':
        return '2019-01-01T00:00:00Z'
      case 'boolean':
        return true
      case 'jsonb':
        return JSON.stringify(SHAPES[`${table.name}.${column.name}`] ?? {})
      case 'bytea':
        return Buffer.from([1])
      default:
        if (column.type.endsWith('[]')) return []
        // A number is unique within the county; the seq of what is kept in order begins with 1.
        return NUMBERS[column.name] ?? (column.name === 'number' ? (numbers += 1) : 1)
    }
  }

  for (const table of tables.values()) {
    if (isUnitBound(tables, table.name) === (slice.units.coop !== '')) await rowOf(table.name)
  }
}
