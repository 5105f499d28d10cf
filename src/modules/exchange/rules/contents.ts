import type { Field } from '../model.ts'
import type { Grid } from './grid.ts'
import { compact } from './values.ts'

const SAMPLE = 60
const MOST = 0.8

/** What a column without a known heading holds, when nearly all of its cells look alike. */
const LOOKS: readonly { readonly field: Field; readonly pattern: RegExp }[] = [
  { field: 'id_number', pattern: /^\d{17}[\dX]$/ },
  { field: 'phone', pattern: /^1[3-9]\d{9}$/ },
  { field: 'sex', pattern: /^[男女]性?$/ },
  {
    field: 'relation_to_head',
    pattern: /^(?:户主|本人|妻|配偶|夫|子|女|长子|次子|长女|次女|儿媳|孙子|孙女|父|母)$/,
  },
]

/** Guesses by contents, for headings that say nothing. Names and amounts look like too many other things. */
export function guessByContents(
  grid: Grid,
  at: { readonly column: number; readonly below: number },
): readonly Field[] {
  const texts: string[] = []
  for (const { row } of grid.rows) {
    if (row <= at.below) continue
    const cell = grid.cell(row, at.column)
    if (cell !== null) texts.push(compact(cell.text))
    if (texts.length >= SAMPLE) break
  }
  if (texts.length === 0) return []
  const look = LOOKS.find(
    ({ pattern }) => texts.filter((text) => pattern.test(text)).length >= texts.length * MOST,
  )
  return look === undefined ? [] : [look.field]
}
