import type { ReactElement } from 'react'
import type { Outcome } from '../../../src/kernel/finding.ts'
import { type Text, text } from '../../../src/kernel/text.ts'
import type { Out } from '../../api.ts'
import { say, useLanguage } from '../../locale/translate.ts'
import { Line, OUTCOME_PATHS } from '../../ui/line.tsx'

/** How a co-op stands by the county's binding readings: keeps all, owes a reason, breaks a hard rule. */
export type Standing = NonNullable<Out<'listRegisters'>['registers'][number]['standing']>

export const STANDING_WORDS: Readonly<Record<Standing, Text>> = {
  kept: text('合规', 'In order'),
  warned: text('待说明', 'Reason due'),
  broken: text('不合规', 'Not in order'),
}

const LOOKS: Readonly<Record<Standing, Outcome>> = {
  kept: 'passes',
  warned: 'depends',
  broken: 'fails',
}

/** The standing by icon, word and colour. */
export function StandingTag({ standing }: { standing: Standing }): ReactElement {
  useLanguage()
  const look = LOOKS[standing]
  return (
    <span className={`verdict verdict-${look}`}>
      <Line path={OUTCOME_PATHS[look]} size={14} />
      {say(STANDING_WORDS[standing])}
    </span>
  )
}
