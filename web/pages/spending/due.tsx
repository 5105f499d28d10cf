import type { ReactElement } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/spending.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { Money } from '../../ui/figures.tsx'
import { Panel, Tag } from '../../ui/page.tsx'
import { Loaded } from '../../ui/state.tsx'
import { DUE_KINDS } from './words.ts'
import './spending.css'

type Due = Out<'listDue'>['rows'][number]

const SHOWN = 8

/** Where a thing that falls due is seen. */
function doorOf(due: Due): string {
  if (due.kind === 'emergency') return paths.spendingRequest(due.subjectId, due.coopId)
  if (due.kind === 'risk') return paths.risks({ unitId: due.coopId })
  if (due.kind === 'outcome') return paths.risk(due.subjectId, due.coopId)
  return paths.contract(due.subjectId, due.coopId)
}

/** What falls due within thirty days, the overdue first; the sentence is its title. */
export function DuePanel({ unitId }: { unitId: string | undefined }): ReactElement {
  const t = useT()
  const read = useRead('listDue', { unitId, days: 30, limit: SHOWN })
  const { data } = read
  const hint =
    data === undefined || data.total === 0
      ? undefined
      : t('due.sentence', { total: data.total, overdue: data.overdue })
  return (
    <Panel title={t('due.title')} hint={hint}>
      <Loaded read={read} lines={3}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="muted">{t('due.none')}</p>
          ) : (
            <ul className="due-list">
              {rows.map((due) => (
                <li key={`${due.kind}${due.subjectId}${due.dueOn}${due.title}`}>
                  <span className="nowrap">{due.dueOn}</span>
                  <span>
                    <Tag {...(due.overdue ? { tone: 'fail' as const } : {})}>
                      {say(DUE_KINDS[due.kind])}
                      {due.overdue ? ` · ${t('due.late')}` : ''}
                    </Tag>
                  </span>
                  <span>
                    <Go to={doorOf(due)}>{asWritten(due.title)}</Go>{' '}
                    <span className="muted small">{asWritten(due.coopName)}</span>
                  </span>
                  {due.amount === null ? <span /> : <Money value={due.amount} />}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Panel>
  )
}
