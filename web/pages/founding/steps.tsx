import type { ReactElement } from 'react'
import { ROLES } from '../../../src/kernel/role.ts'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/founding.ts'
import { comma, say } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { Icon } from '../../ui/icon.tsx'
import { Tag } from '../../ui/page.tsx'

type Project = Out<'readFounding'>
type Step = Project['steps'][number]

/** The steps in their order: what is done, who has the open ones, and what each still needs. */
export function Steps({ project }: { project: Project }): ReactElement {
  return (
    <ol className="steps">
      {project.steps.map((step) => (
        <li key={step.key} className={`step-${step.overdue ? 'late' : step.status}`}>
          <StepLine step={step} project={project} />
        </li>
      ))}
    </ol>
  )
}

function StepLine({ step, project }: { step: Step; project: Project }): ReactElement {
  const t = useT()
  const open = step.status === 'open' && project.state === 'running'
  return (
    <div className={`step-${step.status}`}>
      <div className="step-head">
        <h3>{say(step.title)}</h3>
        <State step={step} />
        <span className="muted small">
          {step.roles.map((role) => say(ROLES[role].title)).join(comma())}
        </span>
        {open ? (
          <Go to={`${paths.case(project.caseId)}?step=${step.key}`} className="small">
            {t('project.sign')}
          </Go>
        ) : null}
      </div>
      {open ? <Needs step={step} /> : null}
    </div>
  )
}

function State({ step }: { step: Step }): ReactElement | null {
  const t = useT()
  if (step.status === 'done') {
    return (
      <>
        <span className="small">{t('project.done', { day: step.doneOn ?? '' })}</span>
        {step.opinion === 'opposed' ? <Tag tone="depends">{t('project.opposed')}</Tag> : null}
      </>
    )
  }
  if (step.status === 'skipped') return <span className="muted small">{t('project.skipped')}</span>
  if (step.status === 'waiting') return <Days step={step} />
  if (step.overdue) return <Tag tone="fail">{t('list.late', { day: step.dueOn ?? '' })}</Tag>
  return step.dueOn === null ? (
    <Tag tone="accent">{t('project.open')}</Tag>
  ) : (
    <Tag tone="accent">{t('project.dueIn', { day: step.dueOn })}</Tag>
  )
}

function Days({ step }: { step: Step }): ReactElement | null {
  const t = useT()
  if (step.days === null) return null
  const key = step.days.working ? 'project.workingDays' : 'project.days'
  return <span className="muted small">{t(key, { n: step.days.days })}</span>
}

/** What an open step waits for: what must be provable, and the papers. */
function Needs({ step }: { step: Step }): ReactElement {
  const t = useT()
  return (
    <ul className="step-needs small">
      {step.evidence.map((one) => (
        <li key={one.name}>
          <Icon name={one.holds ? 'passes' : 'depends'} size={14} />
          <span>{say(one.text)}</span>
        </li>
      ))}
      {step.papers.map((paper) => (
        <li key={paper.kind}>
          <Icon name={paper.here ? 'passes' : 'document'} size={14} />
          <span>
            {say(paper.title)}{' '}
            <span className="muted">
              {paper.here
                ? t('project.paperHere')
                : paper.required
                  ? t('project.paperMissing')
                  : ''}
            </span>
          </span>
        </li>
      ))}
      {step.clause === '' ? null : (
        <li className="muted">{t('project.clause', { clause: step.clause })}</li>
      )}
    </ul>
  )
}
