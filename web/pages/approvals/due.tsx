import type { ReactElement } from 'react'
import { useT } from '../../locale/approvals.ts'
import { useMe } from '../../session.tsx'
import { Tag } from '../../ui/page.tsx'
import { daysBetween } from './words.ts'

interface Clock {
  readonly earliestOn: string | null
  readonly dueOn: string | null
  readonly uncovered: boolean
}

/** How a step stands to its days, in words and colour: overdue, due today, days left, not before. */
export function Due({ clock }: { clock: Clock }): ReactElement | null {
  const t = useT()
  const { today } = useMe().clock
  const { earliestOn, dueOn, uncovered } = clock
  const left = dueOn === null ? null : daysBetween(today, dueOn)
  const waits = earliestOn !== null && earliestOn > today
  if (!uncovered && !waits && left === null) return null
  return (
    <span className="due">
      {uncovered ? <Tag tone="fail">{t('due.uncovered')}</Tag> : null}
      {waits ? <Tag>{t('due.earliest', { day: earliestOn })}</Tag> : null}
      {left === null ? null : left < 0 ? (
        <Tag tone="fail">{t('due.overdue', { n: -left })}</Tag>
      ) : left === 0 ? (
        <Tag tone="depends">{t('due.today')}</Tag>
      ) : (
        <Tag {...(left <= 3 ? { tone: 'depends' as const } : {})}>{t('due.left', { n: left })}</Tag>
      )}
    </span>
  )
}
