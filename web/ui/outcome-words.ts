import type { Outcome } from '../../src/kernel/finding.ts'
import { type Text, text } from '../../src/kernel/text.ts'

export const OUTCOME_WORDS: Readonly<Record<Outcome, Text>> = {
  passes: text('通过', 'Passes'),
  depends: text('视口径', 'Depends'),
  fails: text('不通过', 'Fails'),
}

/** What an outcome means, for whoever sees it the first time. */
export const OUTCOME_MEANING: Readonly<Record<Outcome, Text>> = {
  passes: text('按各种口径都符合', 'Passes under every reading'),
  depends: text('按有的口径符合、有的不符合', 'Passes under some readings, fails under others'),
  fails: text('按各种口径都不符合', 'Fails under every reading'),
}
