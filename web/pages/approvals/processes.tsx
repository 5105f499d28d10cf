import type { ReactElement } from 'react'
import { useT } from '../../locale/approvals.ts'
import { say } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { Icon } from '../../ui/icon.tsx'
import { PageHead, Tag } from '../../ui/page.tsx'
import { Loaded } from '../../ui/state.tsx'
import { printHandbook } from './step-papers.tsx'
import './approvals.css'

/** The county's handbook: every process as the product runs it, printable as a book. */
export default function Processes(): ReactElement {
  const t = useT()
  const read = useRead('listProcesses', {})
  const { data } = read
  return (
    <div className="page approvals">
      <PageHead
        title={t('handbook.title')}
        sentence={data === undefined ? '…' : t('handbook.sentence', { n: data.rows.length })}
        actions={
          <>
            <Go to={paths.workingCalendar} className="button">
              <Icon name="calendar" size={16} /> {t('calendar.title')}
            </Go>
            <button type="button" className="button" onClick={() => printHandbook('docx')}>
              {t('handbook.word')}
            </button>
            <button
              type="button"
              className="button button-primary"
              onClick={() => printHandbook('pdf')}
            >
              <Icon name="print" size={16} /> {t('handbook.print')}
            </button>
          </>
        }
      />
      <Loaded read={read} lines={6}>
        {({ rows }) => (
          <ul className="task-list">
            {rows.map((row) => (
              <li key={row.process} className="task">
                <Go to={paths.process(row.process)} className="task-link">
                  <span className="task-step">{say(row.title)}</span>
                  <span className="task-title">{say(row.purpose)}</span>
                  <span className="muted small">
                    {t(`handbook.unit.${row.unit}`)} · {t('handbook.steps', { n: row.steps })}
                  </span>
                  <span className="task-due">
                    <Tag {...(row.origin === 'county' ? { tone: 'accent' as const } : {})}>
                      {t(`process.origin.${row.origin}`)}
                    </Tag>
                  </span>
                  <Icon name="right" />
                </Go>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </div>
  )
}
