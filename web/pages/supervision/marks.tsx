import type { ReactElement } from 'react'
import { useT } from '../../locale/supervision.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Tag } from '../../ui/page.tsx'
import { type ProblemRow, SEVERITY_TONES, SEVERITY_WORDS, STAGE_WORDS } from './words.ts'

/** How grave a problem is. */
export function Severity({ value }: { value: ProblemRow['severity'] }): ReactElement {
  const tone = SEVERITY_TONES[value]
  return <Tag {...(tone === undefined ? {} : { tone })}>{say(SEVERITY_WORDS[value])}</Tag>
}

/** Where a problem stands and what is special about it. */
export function Marks({ row }: { row: ProblemRow }): ReactElement {
  const t = useT()
  return (
    <span className="problem-marks">
      <Tag {...(row.stage === 'closed' ? { tone: 'pass' as const } : {})}>
        {say(STAGE_WORDS[row.stage])}
      </Tag>
      {row.overdue ? <Tag tone="fail">{t('problem.late', { n: row.daysLate })}</Tag> : null}
      {row.paused ? <Tag tone="depends">{t('problem.paused')}</Tag> : null}
      {row.plate === null ? null : <Tag tone="accent">{asWritten(row.plate)}</Tag>}
      {row.reopened === 0 ? null : (
        <Tag tone="depends">{t('problem.reopened', { n: row.reopened })}</Tag>
      )}
    </span>
  )
}
