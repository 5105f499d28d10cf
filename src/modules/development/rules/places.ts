import { parse } from 'csv-parse/sync'
import type { AnyId } from '../../../kernel/id.ts'
import type { Fault } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'

/* Coordinates as operators give them: decimal degrees (WGS 84 or CGCS2000; the difference is below a metre). */

const COLUMNS: Readonly<Record<'name' | 'town' | 'latitude' | 'longitude', readonly string[]>> = {
  name: ['名称', '单位', '村', '合作社', 'name'],
  town: ['乡镇', '所属乡镇', 'town'],
  latitude: ['纬度', 'latitude', 'lat'],
  longitude: ['经度', 'longitude', 'lng', 'lon'],
}
type Column = keyof typeof COLUMNS

const MICRO = 1_000_000
const LIMIT = { latitude: 90 * MICRO, longitude: 180 * MICRO }

/** Degrees as they are written in millionths, exactly; null where it is no number of at most six decimals. */
export function microDegrees(written: string): number | null {
  const found = /^(-?)(\d{1,3})(?:\.(\d{1,6}))?$/.exec(written.trim())
  if (found === null) return null
  const [, sign, whole = '0', places = ''] = found
  const micro = Number(whole) * MICRO + Number(places.padEnd(6, '0'))
  return sign === '-' && micro !== 0 ? -micro : micro
}

/** Millionths of a degree as degrees with six decimals. */
export function sayDegrees(micro: number): string {
  const size = Math.abs(micro)
  const places = String(size % MICRO).padStart(6, '0')
  return `${micro < 0 ? '-' : ''}${Math.floor(size / MICRO)}.${places}`
}

/** Whether both lie on the globe. */
export const onGlobe = (latitude: number, longitude: number): boolean =>
  Math.abs(latitude) <= LIMIT.latitude && Math.abs(longitude) <= LIMIT.longitude

/** A unit that may be named in a file. */
export interface Nameable {
  readonly id: AnyId
  readonly name: string
  readonly town: string | null
}

export interface GivenPlace {
  readonly unitId: AnyId
  readonly name: string
  readonly latitude: number
  readonly longitude: number
}

const fault = (line: number, column: Column, zh: string, en: string): Fault => ({
  path: `csv!${line}:${column}`,
  text: text(`第 ${line} 行:${zh}`, `line ${line}: ${en}`),
})

interface Line {
  readonly line: number
  readonly record: Readonly<Record<Column, string>>
}

/** The lines of the file by our names of its columns; or what keeps it from being read. */
function linesOf(csv: string): readonly Line[] | Fault {
  let rows: string[][]
  try {
    rows = parse(csv, { bom: true, skip_empty_lines: true, trim: true, relax_column_count: true })
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return { path: '$.csv', text: text(`文件不是 CSV:${why}`, `the file is no CSV: ${why}`) }
  }
  const heads = (rows[0] ?? []).map((head) => head.toLowerCase())
  const at = (column: Column): number => heads.findIndex((head) => COLUMNS[column].includes(head))
  const missing = (['name', 'latitude', 'longitude'] as const).filter((column) => at(column) < 0)
  if (missing.length > 0) {
    const zh = missing.map((column) => COLUMNS[column][0]).join('、')
    return { path: 'csv!1', text: text(`缺少列:${zh}`, `missing columns: ${missing.join(', ')}`) }
  }
  const cell = (row: readonly string[], column: Column): string => row[at(column)] ?? ''
  return rows.slice(1).map((row, i) => ({
    line: i + 2,
    record: {
      name: cell(row, 'name'),
      town: at('town') < 0 ? '' : cell(row, 'town'),
      latitude: cell(row, 'latitude'),
      longitude: cell(row, 'longitude'),
    },
  }))
}

/** The unit a line names, by its whole name, with the town where several are called so. */
function unitOf(
  { line, record: { name, town } }: Line,
  units: ReadonlyMap<string, readonly Nameable[]>,
): Nameable | Fault {
  const called = units.get(name) ?? []
  const found = town === '' ? called : called.filter((unit) => unit.town === town)
  const [only] = found
  if (only === undefined) {
    const said = town === '' || called.length === 0 ? name : `${town}${name}`
    return fault(line, 'name', `没有“${said}”`, `there is no “${said}”`)
  }
  return found.length === 1
    ? only
    : fault(
        line,
        town === '' ? 'town' : 'name',
        `有 ${found.length} 个“${name}”,请写明乡镇,仍重名的逐个登记`,
        `${found.length} are called “${name}”: name the town, or enter them one by one`,
      )
}

function degreesOf({ line, record }: Line): Fault[] | readonly [number, number] {
  const [latitude, longitude] = [microDegrees(record.latitude), microDegrees(record.longitude)]
  const faults: Fault[] = []
  for (const [column, value] of [
    ['latitude', latitude],
    ['longitude', longitude],
  ] as const) {
    if (value === null) {
      faults.push(
        fault(
          line,
          column,
          `“${record[column]}”不是度数,须为小数、最多六位`,
          `“${record[column]}” is no number of degrees with at most six decimals`,
        ),
      )
    } else if (Math.abs(value) > LIMIT[column]) {
      const swapped = column === 'latitude' && longitude !== null && onGlobe(longitude, value)
      faults.push(
        fault(
          line,
          column,
          swapped ? '纬度超出范围,经纬度可能写反' : '超出范围',
          swapped ? 'out of range: latitude and longitude look swapped' : 'is out of range',
        ),
      )
    }
  }
  if (faults.length > 0 || latitude === null || longitude === null) return faults
  return [latitude, longitude]
}

/** The places of a file with everything that is wrong in it, each at its line and column. */
export function readPlaces(
  csv: string,
  units: readonly Nameable[],
): { readonly places: readonly GivenPlace[]; readonly faults: readonly Fault[] } {
  const lines = linesOf(csv)
  if (!Array.isArray(lines)) return { places: [], faults: [lines as Fault] }
  const byName = Map.groupBy(units, ({ name }) => name)
  const seen = new Map<AnyId, number>()
  const faults: Fault[] = []
  const places: GivenPlace[] = []
  for (const one of lines as readonly Line[]) {
    const unit = unitOf(one, byName)
    const degrees = degreesOf(one)
    if ('path' in unit) faults.push(unit)
    if (isFaults(degrees)) faults.push(...degrees)
    if ('path' in unit) continue
    const before = seen.get(unit.id)
    if (before === undefined) seen.set(unit.id, one.line)
    else {
      faults.push(fault(one.line, 'name', `与第 ${before} 行重复`, `is on line ${before} already`))
    }
    if (!isFaults(degrees)) {
      const [latitude, longitude] = degrees
      places.push({ unitId: unit.id, name: unit.name, latitude, longitude })
    }
  }
  if (lines.length === 0) {
    faults.push({ path: '$.csv', text: text('文件里没有行', 'the file has no lines') })
  }
  return { places, faults }
}

const isFaults = (degrees: Fault[] | readonly [number, number]): degrees is Fault[] =>
  degrees.every((one) => typeof one !== 'number')
