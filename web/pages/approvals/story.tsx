import type { ReactElement } from 'react'
import { useT } from '../../locale/approvals.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { showInstant } from '../../ui/figures.tsx'
import { Icon, type IconName } from '../../ui/icon.tsx'
import { paperAddress } from './step-papers.tsx'
import { BASIS_WORDS, type Basis, type Case, roleName, titleOf } from './words.ts'

type Act = Case['story'][number]

const ICONS: Readonly<Record<string, IconName>> = {
  open: 'add',
  sign: 'passes',
  return: 'history',
  withdraw: 'out',
  comment: 'edit',
  'add-seat': 'person',
  'replace-seat': 'person',
  paper: 'camera',
  overdue: 'alert',
}

/** What happened to a case, in order, with who, when, on what ground. */
export function Story({ data }: { data: Case }): ReactElement {
  const t = useT()
  return (
    <ol className="story">
      {data.story.map((act) => (
        <li key={act.seq} className={`story-${act.outcome === 'opposed' ? 'opposed' : act.kind}`}>
          <span className="story-icon">
            <Icon
              name={act.outcome === 'opposed' ? 'fails' : (ICONS[act.kind] ?? 'info')}
              size={18}
            />
          </span>
          <div>
            <p>
              <strong>
                {act.by.name.startsWith('job:') ? t('story.system') : asWritten(act.by.name)}
              </strong>
              {act.by.role === null ? null : (
                <span className="muted small"> {roleName(act.by.role)}</span>
              )}{' '}
              <What data={data} act={act} />
            </p>
            <Ground data={data} act={act} />
            <p className="muted small">
              <time dateTime={act.at}>{showInstant(act.at)}</time>
            </p>
          </div>
        </li>
      ))}
    </ol>
  )
}

function What({ data, act }: { data: Case; act: Act }): ReactElement {
  const t = useT()
  const step = act.step === null ? '' : titleOf(data.process, act.step)
  const instead = act.by.instead === null ? '' : ` ${t('story.instead', { name: act.by.instead })}`
  const said = (): string => {
    switch (act.kind) {
      case 'sign':
        return t(act.outcome === 'opposed' ? 'story.oppose' : 'story.sign', { step })
      case 'return':
        return t('story.return', {
          step,
          to: act.to === null ? '' : titleOf(data.process, act.to),
        })
      case 'add-seat':
        return t('story.add-seat', { step })
      case 'replace-seat':
        return t('story.replace-seat', { step })
      case 'paper':
        return t('story.paper', { step })
      case 'overdue':
        return t('story.overdue', { step })
      case 'withdraw':
        return t('story.withdraw')
      case 'comment':
        return t('story.comment')
      default:
        return t('story.open')
    }
  }
  return (
    <>
      {said()}
      {instead}
    </>
  )
}

/** The basis of an opinion, the reason, the words of a comment, the paper itself. */
function Ground({ data, act }: { data: Case; act: Act }): ReactElement | null {
  const t = useT()
  if (act.kind === 'paper' && act.paperId !== null) {
    const paper = data.papers.find(({ paperId }) => paperId === act.paperId)
    return (
      <p>
        <a href={paperAddress(data.caseId, act.paperId)} target="_blank" rel="noreferrer">
          {asWritten(act.words)}
        </a>
        {paper?.old === true ? <span className="tag">{t('story.old')}</span> : null}
      </p>
    )
  }
  const basis = act.basis === null ? '' : say(BASIS_WORDS[act.basis as Basis])
  const ground = [basis, asWritten(act.basisText)].filter((part) => part !== '').join(' ')
  return (
    <>
      {ground === '' ? null : (
        <p className="small">
          {t('step.basis')} {ground}
        </p>
      )}
      {act.words === '' ? null : <p className="story-words">{asWritten(act.words)}</p>}
    </>
  )
}
