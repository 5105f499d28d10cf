import { readFileSync } from 'node:fs'

/** The lists of divisions that ship with the product; their sources and cut-off days are in data/SOURCES.md. */
const SHIPPED = { '2016': 'yishui-2016.csv', '2023': 'yishui-2023.csv' } as const

/** The text of a shipped list, ready for `importDivisions`. */
export const readShippedDivisions = (vintage: keyof typeof SHIPPED): string =>
  readFileSync(new URL(`./data/${SHIPPED[vintage]}`, import.meta.url), 'utf8')
