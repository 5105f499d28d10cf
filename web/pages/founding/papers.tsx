import type { ReactElement } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/founding.ts'
import { say } from '../../locale/translate.ts'
import { useAct } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { Panel } from '../../ui/page.tsx'
import { Refused } from '../../ui/state.tsx'
import { saveFile } from '../../ui/save-file.ts'

type Project = Out<'readFounding'>

/** Every paper that can be printed now, and what the others still need. */
export function Papers({ project }: { project: Project }): ReactElement {
  const t = useT()
  const may = useMay()
  const print = useAct('printFoundingPaper')
  const { projectId } = project
  const send = (kind: Project['papers'][number]['kind'], format: 'pdf' | 'docx'): void =>
    print.mutate({ input: { projectId, kind, format } }, { onSuccess: saveFile })
  return (
    <Panel title={t('project.papers')} hint={t('project.papersHint')}>
      <ul className="plain-list paper-list">
        {project.papers.map((paper) => (
          <li key={paper.kind}>
            <span>
              {say(paper.title)}
              {paper.missing === null ? null : (
                <span className="muted small">
                  {' '}
                  {t('project.missing', { what: say(paper.missing) })}
                </span>
              )}
            </span>
            {paper.missing === null && may('printFoundingPaper') ? (
              <span className="row">
                {(['pdf', 'docx'] as const).map((format) => (
                  <button
                    key={format}
                    type="button"
                    className="button button-small"
                    aria-label={`${say(paper.title)} ${t(format === 'pdf' ? 'project.pdf' : 'project.word')}`}
                    disabled={print.isPending}
                    onClick={() => send(paper.kind, format)}
                  >
                    {t(format === 'pdf' ? 'project.pdf' : 'project.word')}
                  </button>
                ))}
              </span>
            ) : null}
          </li>
        ))}
      </ul>
      {print.error === null ? null : <Refused error={print.error} />}
    </Panel>
  )
}
