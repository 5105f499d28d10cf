import { parse } from 'csv-parse/sync'
import type { Fault } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { DivisionLevel } from '../model.ts'

/** One unit of a published list, in the order of the file. */
export interface ListedUnit {
  readonly code: string
  readonly name: string
  readonly level: DivisionLevel
  readonly parentCode: string
  /** Line of the file, the heading being line 1. */
  readonly line: number
}

export interface DivisionList {
  readonly county: ListedUnit | null
  readonly units: readonly ListedUnit[]
  readonly faults: readonly Fault[]
}

const COLUMNS = ['code', 'name', 'level', 'parent'] as const
const SKIPPED = new Set(['province', 'prefecture'])
const CODE_LENGTH: Readonly<Record<DivisionLevel, number>> = {
  county: 6,
  town: 9,
  village: 12,
  community: 12,
}

const fault = (line: number, column: string, said: { zh: string; en: string }): Fault => ({
  path: `csv!${line}:${column}`,
  text: text(`第 ${line} 行:${said.zh}`, `line ${line}: ${said.en}`),
})

/** Reads a list of division codes; every fault is named with its line and column. */
export function readDivisionList(csv: string): DivisionList {
  let records: Record<string, string>[]
  try {
    records = parse(csv, { columns: true, bom: true, skip_empty_lines: true, trim: true })
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    const said = text(`文件不是 CSV:${why}`, `the file is no CSV: ${why}`)
    return { county: null, units: [], faults: [{ path: '$.csv', text: said }] }
  }
  const missing = COLUMNS.filter((column) => !(column in (records[0] ?? {})))
  if (missing.length > 0) {
    const said = text(`缺少列:${missing.join('、')}`, `missing columns: ${missing.join(', ')}`)
    return { county: null, units: [], faults: [{ path: 'csv!1', text: said }] }
  }
  const faults: Fault[] = []
  const units = records.flatMap((record, i) => {
    const unit = readUnit(record, { line: i + 2, faults })
    return unit === null ? [] : [unit]
  })
  faults.push(...treeFaults(units))
  const county = units.find((unit) => unit.level === 'county') ?? null
  return { county, units, faults }
}

function readUnit(
  record: Readonly<Record<string, string>>,
  at: { line: number; faults: Fault[] },
): ListedUnit | null {
  const { code = '', name = '', level = '', parent = '' } = record
  if (SKIPPED.has(level)) return null
  const wanted = CODE_LENGTH[level as DivisionLevel] as number | undefined
  if (wanted === undefined) {
    at.faults.push(
      fault(at.line, 'level', text(`不认识的级别“${level}”`, `unknown level "${level}"`)),
    )
    return null
  }
  if (code.length !== wanted || !/^\d+$/.test(code)) {
    at.faults.push(
      fault(
        at.line,
        'code',
        text(
          `代码应为 ${wanted} 位数字:“${code}”`,
          `the code must have ${wanted} digits: "${code}"`,
        ),
      ),
    )
  }
  if (name === '') at.faults.push(fault(at.line, 'name', text('缺少名称', 'the name is missing')))
  return { code, name, level: level as DivisionLevel, parentCode: parent, line: at.line }
}

function treeFaults(units: readonly ListedUnit[]): Fault[] {
  const faults: Fault[] = []
  const seen = new Map<string, ListedUnit>()
  for (const unit of units) {
    const twin = seen.get(unit.code)
    if (twin !== undefined) {
      const said = text(
        `代码 ${unit.code} 与第 ${twin.line} 行重复`,
        `code ${unit.code} is also on line ${twin.line}`,
      )
      faults.push(fault(unit.line, 'code', said))
    }
    seen.set(unit.code, unit)
  }
  const counties = units.filter((unit) => unit.level === 'county')
  if (counties.length !== 1) {
    faults.push({
      path: '$.csv',
      text: text(
        `名录应恰好包含一个县,现有 ${counties.length} 个`,
        `the list must hold exactly one county, not ${counties.length}`,
      ),
    })
  }
  for (const unit of units) {
    if (unit.level === 'county') continue
    const above = seen.get(unit.parentCode)
    if (above?.level === (unit.level === 'town' ? 'county' : 'town')) continue
    const said = text(
      `上级代码“${unit.parentCode}”不在名录中或级别不对`,
      `the parent "${unit.parentCode}" is not in the list or on the wrong level`,
    )
    faults.push(fault(unit.line, 'parent', said))
  }
  return faults
}
