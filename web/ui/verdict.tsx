import type { ReactElement } from 'react'
import type { Outcome } from '../../src/kernel/finding.ts'
import { say, useLanguage } from '../locale/translate.ts'
import { Line, OUTCOME_PATHS } from './line.tsx'
import { OUTCOME_MEANING, OUTCOME_WORDS } from './outcome-words.ts'

/** An outcome by icon, word and colour, so that it reads in print and without colour. */
export function Verdict({ outcome, plain }: { outcome: Outcome; plain?: boolean }): ReactElement {
  useLanguage()
  return (
    <span
      className={`verdict verdict-${outcome}${plain === true ? ' verdict-plain' : ''}`}
      title={say(OUTCOME_MEANING[outcome])}
    >
      <Line path={OUTCOME_PATHS[outcome]} size={14} />
      {say(OUTCOME_WORDS[outcome])}
    </span>
  )
}
