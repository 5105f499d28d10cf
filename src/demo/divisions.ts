/** One line of the statistical division codes. */
export interface Division {
  readonly code: string
  readonly name: string
  readonly level: DivisionLevel
  /** The code of the level above, empty for the province. */
  readonly parent: string
}

const DIVISION_LEVELS = [
  'province',
  'prefecture',
  'county',
  'town',
  'village',
  'community',
] as const
type DivisionLevel = (typeof DIVISION_LEVELS)[number]

const COLUMNS = 'code,name,level,parent'

/** Reads the columns code, name, level, parent; the lists have no quoted fields. A wrong line is a bug. */
export function parseDivisions(csv: string): readonly Division[] {
  const [head, ...lines] = csv.trimEnd().split('\n')
  if (head !== COLUMNS) throw new Error(`unknown division columns: ${head}`)
  return lines.map((line, i) => {
    const [code = '', name = '', level = '', parent = '', ...more] = line.split(',')
    const known = DIVISION_LEVELS.find((item) => item === level)
    if (known === undefined || name === '' || more.length > 0 || !/^\d{2,12}$/.test(code)) {
      throw new Error(`division line ${i + 2}: ${line}`)
    }
    return { code, name, level: known, parent }
  })
}

/** The same as text again, for the verb that imports a list. */
export const divisionsCsv = (divisions: readonly Division[]): string =>
  [
    COLUMNS,
    ...divisions.map(({ code, name, level, parent }) => [code, name, level, parent].join()),
  ].join('\n')

const COMMITTEE = /(?:村民委员会|居民委员会|村委会|居委会)$/

/** The bare name, without committee: 桃棵子村委会 → 桃棵子; 双龙村村委会 → 双龙村. */
export const bareName = (division: Division): string => division.name.replace(COMMITTEE, '')

/** What people call the place: 桃棵子村, 双龙村, 阳东街. */
export function placeName(division: Division): string {
  const bare = bareName(division)
  return division.level === 'village' && !bare.endsWith('村') ? `${bare}村` : bare
}
