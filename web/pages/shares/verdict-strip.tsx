import type { ReactElement } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/desk.ts'
import { say } from '../../locale/translate.ts'
import { showLimit, showMeasured } from '../../ui/finding-list.tsx'
import { WORDS } from '../../ui/words.ts'
import { Verdict } from '../../ui/verdict.tsx'

type Finding = Out<'checkCooperative'>['findings'][number]

/** Every rule at a glance: verdict, measured against limit; a click goes to its finding. */
export function VerdictStrip(props: {
  findings: readonly Finding[]
  onOpen: (rule: string) => void
}): ReactElement {
  const t = useT()
  return (
    <ul className="strip" aria-label={t('coop.strip')}>
      {props.findings.map((finding) => {
        const reading = finding.readings.find((one) => one.id === finding.binding)
        return (
          <li key={finding.rule}>
            <button type="button" onClick={() => props.onOpen(finding.rule)}>
              <span className="strip-title">{say(finding.title)}</span>
              <span className="strip-measure">
                {reading === undefined ? '—' : showMeasured(reading.measured)}
              </span>
              <span className="strip-foot">
                <small>
                  {say(WORDS.limit)} {reading === undefined ? '—' : showLimit(reading.limit)}
                </small>
                <Verdict outcome={finding.outcome} plain />
              </span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}
