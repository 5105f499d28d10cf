import type { ReactElement } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/duty.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { Panel, Tag } from '../../ui/page.tsx'

type Doors = Out<'readClauseDoors'>

/** What rests on a document, for those who may see what its rules find. */
export function useClauseDoors(documentId: string): Doors | null {
  const may = useMay()
  const read = useRead('readClauseDoors', { documentId }, { enabled: may('readClauseDoors') })
  return read.data ?? null
}

/** Beside a rule: what it finds today among the co-ops in reach. */
export function RuleFindings({ doors, rule }: { doors: Doors; rule: string }): ReactElement | null {
  const t = useT()
  const found = doors.rules.find((one) => one.rule === rule)
  if (found === undefined) return null
  return (
    <span className="row">
      {found.fails === 0 ? null : (
        <Go to={paths.checks({ rule, bound: 'fails' })}>
          <Tag tone="fail">{t('door.fails', { n: found.fails })}</Tag>
        </Go>
      )}
      {found.depends === 0 ? null : (
        <Go to={paths.checks({ rule, bound: 'depends' })}>
          <Tag tone="depends">{t('door.depends', { n: found.depends })}</Tag>
        </Go>
      )}
      {found.fails + found.depends === 0 ? <Tag tone="pass">{t('door.passes')}</Tag> : null}
    </span>
  )
}

function Lines({
  doors,
  clauseId,
}: {
  doors: Doors
  clauseId: string | null
}): ReactElement | null {
  const t = useT()
  const steps = doors.steps.filter((one) => one.clauseId === clauseId)
  const duties = doors.duties.filter((one) => one.clauseId === clauseId)
  if (steps.length + duties.length === 0) return null
  return (
    <ul className="plain-list small">
      {[...Map.groupBy(steps, ({ process }) => process)].map(([process, own]) => (
        <li key={process}>
          <Go to={paths.process(process)}>{say(own[0]?.processTitle ?? { zh: '', en: '' })}</Go>{' '}
          <span className="muted">{own.map(({ stepTitle }) => say(stepTitle)).join('、')}</span>
        </li>
      ))}
      {duties.map((one) => (
        <li key={one.duty}>
          <span className="muted">{t('door.duty')}</span>{' '}
          <Go to={paths.duties({ tab: 'catalogue' })}>{say(one.title)}</Go>
        </li>
      ))}
    </ul>
  )
}

/** Steps of processes and duties that cite a clause. */
export const ClauseDoors = ({ doors, clauseId }: { doors: Doors; clauseId: string }) => (
  <Lines doors={doors} clauseId={clauseId} />
)

/** What cites the document without a clause of it that the library holds. */
export function DocumentDoors({ doors }: { doors: Doors }): ReactElement | null {
  const t = useT()
  const loose = [...doors.steps, ...doors.duties].some(({ clauseId }) => clauseId === null)
  return loose ? (
    <Panel title={t('door.whole')} hint={asWritten(t('door.wholeHint'))}>
      <Lines doors={doors} clauseId={null} />
    </Panel>
  ) : null
}
