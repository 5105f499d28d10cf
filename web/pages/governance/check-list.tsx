import type { ReactElement } from 'react'
import type { Finding } from '../../../src/kernel/finding.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Verdict } from '../../ui/verdict.tsx'

const WEIGHT = { fails: 0, depends: 1, passes: 2 } as const

/** What was checked, worst first: verdict, sentence, source. */
export function CheckList({ findings }: { findings: readonly Finding[] }): ReactElement {
  const ordered = findings.toSorted((a, b) => WEIGHT[a.outcome] - WEIGHT[b.outcome])
  return (
    <ul className="gov-checks">
      {ordered.map((finding) => (
        <li key={`${finding.rule}${finding.text.en}`}>
          <Verdict outcome={finding.outcome} />
          <span>{say(finding.text)}</span>
          <span className="muted small">{asWritten(finding.source)}</span>
        </li>
      ))}
    </ul>
  )
}
