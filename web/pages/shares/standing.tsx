import type { ReactElement } from 'react'
import type { Outcome } from '../../../src/kernel/finding.ts'
import { type Text, text } from '../../../src/kernel/text.ts'
import { say, useLanguage } from '../../locale/translate.ts'
import { useRead } from '../../query.ts'
import { Line, OUTCOME_PATHS } from '../../ui/line.tsx'

/** How a co-op stands by the county's binding readings: keeps all, owes a reason, breaks a hard rule. */
export type Standing = 'kept' | 'warned' | 'broken'

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

/** The standing of each co-op of one's scope, by the same rule as on the boards; null before it is known. */
export function useStandings(enabled: boolean): (coopId: string) => Standing | null {
  const failing = useRead('listCurrentChecks', { bound: 'fails', limit: 500 }, { enabled })
  if (failing.data === undefined) return () => null
  const standings = new Map<string, Standing>()
  for (const row of failing.data.rows) {
    if (row.exempt || row.severity === 'info') continue
    const worse = row.severity === 'block' || standings.get(row.coopId) === 'broken'
    standings.set(row.coopId, worse ? 'broken' : 'warned')
  }
  return (coopId) => standings.get(coopId) ?? 'kept'
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
