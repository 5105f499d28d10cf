import { useParams } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/founding.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { showYuan } from '../../ui/figures.tsx'
import { Facts, PageHead, Panel, Tag } from '../../ui/page.tsx'
import { Loaded } from '../../ui/state.tsx'
import { useKinds } from '../registry/use-names.ts'
import { STATUS_TONES, STATUS_WORDS } from '../registry/words.ts'
import { AssetMatch } from './asset-match.tsx'
import { Papers } from './papers.tsx'
import { ProjectDialog, type Act } from './project-acts.tsx'
import { Steps } from './steps.tsx'
import './founding.css'

export type Project = Out<'readFounding'>

/** A founding: what is missing in one sentence, the steps left, what they rest on right. */
export default function ProjectPage(): ReactElement {
  const { projectId = '' } = useParams({ strict: false }) as { projectId?: string }
  const project = useRead('readFounding', { projectId })
  return (
    <div className="page">
      <Loaded read={project}>{(data) => <Content project={data} />}</Loaded>
    </div>
  )
}

function Content({ project }: { project: Project }): ReactElement {
  const t = useT()
  const [act, setAct] = useState<Act | null>(null)
  return (
    <>
      <PageHead
        title={project.name}
        trail={[
          { key: 'list', node: <Go to={paths.foundings()}>{t('list.title')}</Go> },
          {
            key: 'village',
            node: <Go to={paths.village(project.village.id)}>{asWritten(project.village.name)}</Go>,
          },
        ]}
        sentence={say(project.sentence)}
        actions={
          <Go to={paths.case(project.caseId)} className="button button-primary">
            {t('project.case', { number: project.number })}
          </Go>
        }
      />
      <div className="founding-columns">
        <div className="stack">
          <Panel title={t('project.steps')} hint={progressOf(project)}>
            <Steps project={project} />
          </Panel>
          <Papers project={project} />
        </div>
        <div className="stack">
          <Discussion project={project} act={setAct} />
          <Coop project={project} act={setAct} />
          <Ground project={project} act={setAct} />
          <Mobilisation project={project} />
          <AssetMatch project={project} />
        </div>
      </div>
      {act === null ? null : (
        <ProjectDialog act={act} project={project} close={() => setAct(null)} />
      )}
    </>
  )
}

const progressOf = ({ steps }: Project): string =>
  `${steps.filter(({ status }) => status === 'done' || status === 'skipped').length}/${steps.length}`

interface PartProps {
  readonly project: Project
  readonly act: (act: Act) => void
}

function Discussion({ project, act }: PartProps): ReactElement {
  const t = useT()
  const may = useMay()
  const { discussion } = project
  const running = project.state === 'running'
  return (
    <Panel title={t('project.discussion')}>
      {discussion === null ? (
        <div className="stack">
          <p className="muted">{t('project.discussionHint')}</p>
          {running && may('startDiscussions') ? (
            <p>
              <button type="button" className="button" onClick={() => act('discussions')}>
                {t('project.discussionStart')}
              </button>
            </p>
          ) : null}
        </div>
      ) : (
        <p className="row">
          <Go to={paths.case(discussion.caseId)}>{asWritten(discussion.title)}</Go>
          {discussion.decided ? (
            <Tag tone="pass">{t('project.discussionDecided')}</Tag>
          ) : discussion.at === null ? null : (
            <Tag>{t('project.discussionAt', { step: say(discussion.at) })}</Tag>
          )}
        </p>
      )}
    </Panel>
  )
}

function Coop({ project, act }: PartProps): ReactElement {
  const t = useT()
  const may = useMay()
  const { coop, state } = project
  if (coop === null) {
    return (
      <Panel title={t('project.coop')}>
        <div className="stack">
          <p className="muted">{t('project.coopHint')}</p>
          {state === 'running' && may('registerProjectCoop') ? (
            <p>
              <button type="button" className="button" onClick={() => act('coop')}>
                {t('project.coopRegister')}
              </button>
            </p>
          ) : null}
        </div>
      </Panel>
    )
  }
  const tone = STATUS_TONES[coop.status as keyof typeof STATUS_TONES]
  const { register } = coop
  return (
    <Panel
      title={t('project.coop')}
      extra={
        <Tag {...(tone === undefined ? {} : { tone })}>
          {say(STATUS_WORDS[coop.status as keyof typeof STATUS_WORDS])}
        </Tag>
      }
    >
      <Facts
        facts={[
          {
            label: t('project.coop'),
            value: <Go to={paths.coop(coop.id)}>{asWritten(coop.name)}</Go>,
          },
          ...(coop.creditCode === null
            ? []
            : [{ label: t('project.credit'), value: coop.creditCode }]),
          ...(register === null
            ? []
            : [
                {
                  label: t('project.members'),
                  value: t('project.membersSaid', {
                    n: register.members,
                    paid: showYuan(register.paid) ?? '',
                    promised: showYuan(register.promised) ?? '',
                  }),
                },
                {
                  label: t('project.certificates'),
                  value: t('project.certificatesSaid', { n: coop.certificates }),
                },
              ]),
        ]}
      />
      <CoopActs project={project} act={act} />
    </Panel>
  )
}

/** The paper of the opening balances can be printed: the books are open. */
const isOpening = ({ kind, missing }: Project['papers'][number]): boolean =>
  kind === 'opening-balances' && missing === null

/** What can be done with the co-op now: by its step, its register and the caller's rights. */
function CoopActs({ project, act }: PartProps): ReactElement | null {
  const t = useT()
  const may = useMay()
  const { coop, steps } = project
  const isOpen = (key: string): boolean =>
    steps.some((step) => step.key === key && step.status === 'open')
  const isDone = (key: string): boolean =>
    steps.some((step) => step.key === key && step.status === 'done')
  if (coop === null || project.state !== 'running') return null
  const { register } = coop
  const unpaid = register !== null && !/^0\.00$/.test(register.promised)
  const acts: readonly (readonly [Act, string, boolean])[] = [
    ['licence', t('project.licence'), isOpen('registration') && may('recordLicence')],
    [
      'register',
      t('project.openRegister'),
      register === null && (isOpen('assembly') || isDone('assembly')) && may('openPlannedRegister'),
    ],
    ['pay', t('project.payAll'), unpaid && isDone('registration') && may('recordChanges')],
    [
      'issue',
      t('project.issue'),
      register !== null &&
        !unpaid &&
        coop.certificates < register.members &&
        may('issueCertificates'),
    ],
    [
      'books',
      t('project.books'),
      isOpen('books') && !project.papers.some(isOpening) && may('openProjectBooks'),
    ],
  ]
  const shown = acts.filter(([, , can]) => can)
  return (
    <p className="row">
      {shown.map(([key, label]) => (
        <button key={key} type="button" className="button" onClick={() => act(key)}>
          {label}
        </button>
      ))}
      {register !== null && isOpen('assembly') ? (
        <Go to={`${paths.coop(coop.id)}?tab=people`} className="button">
          {t('project.meeting')}
        </Go>
      ) : null}
      {coop.certificates === 0 ? null : (
        <Go to={paths.certificatePrint(coop.id)} className="button">
          {t('project.print')}
        </Go>
      )}
    </p>
  )
}

/** What the founding stands on: the project's facts, the feasibility, the share plan. */
function Ground({ project, act }: PartProps): ReactElement {
  const t = useT()
  const may = useMay()
  const kinds = useKinds()
  const { feasibility, plan, state } = project
  const checked = project.steps.some(({ key, status }) => key === 'town-check' && status === 'done')
  const open = state === 'running' && !checked
  const surplus = feasibility === null ? null : surplusOf(feasibility)
  return (
    <Panel
      title={t('project.facts')}
      extra={
        open && may('changeFounding') ? (
          <button type="button" className="button-link" onClick={() => act('change')}>
            {t('project.edit')}
          </button>
        ) : undefined
      }
    >
      <Facts
        facts={[
          { label: t('project.kind'), value: kinds.nameOf(project.mainKind) },
          {
            label: t('project.industry'),
            value: project.industry === null ? t('start.noIndustry') : say(project.industry.name),
          },
          {
            label: t('project.started'),
            value: t('project.startedBy', { name: project.startedBy, day: project.startedOn }),
          },
          {
            label: t('project.feasibility'),
            value: (
              <>
                {surplus === null
                  ? t('project.feasibilityEmpty')
                  : t('project.surplus', { amount: surplus })}{' '}
                {open && may('fillFeasibility') ? (
                  <button type="button" className="button-link" onClick={() => act('feasibility')}>
                    {t('project.feasibilityFill')}
                  </button>
                ) : null}
              </>
            ),
          },
          {
            label: t('project.plan'),
            value: (
              <>
                {plan === null
                  ? t('project.planEmpty')
                  : t('project.planSaid', {
                      version: plan.version,
                      holders: plan.holders,
                      total: showYuan(plan.total) ?? '',
                    })}{' '}
                <Go to={paths.foundingPlan(project.projectId)}>
                  {open && may('saveSharePlan') ? t('project.planOpen') : t('project.planView')}
                </Go>
              </>
            ),
          },
        ]}
      />
    </Panel>
  )
}

/** Income less cost, in fen: both are exact decimals of yuan. */
function surplusOf({ income, cost }: NonNullable<Project['feasibility']>): string {
  const fen = (value: string): bigint => BigInt(value.replace('.', ''))
  const amount = fen(income) - fen(cost)
  const size = amount < 0n ? -amount : amount
  const text = `${size / 100n}.${String(size % 100n).padStart(2, '0')}`
  return showYuan(amount < 0n ? `-${text}` : text) ?? ''
}

function Mobilisation({ project }: { project: Project }): ReactElement {
  const t = useT()
  const may = useMay()
  const { visits, meetings, questionsOpen, questionsAnswered } = project.mobilisation
  return (
    <Panel title={t('project.mobilisation')}>
      <div className="stack">
        <p>
          {t('project.mobilisationSaid', {
            visits,
            meetings,
            open: questionsOpen,
            answered: questionsAnswered,
          })}
        </p>
        {may('readMobilisation') ? (
          <p>
            <Go to={paths.mobilisation(project.projectId)} className="button">
              {t('project.mobilisationOpen')}
            </Go>
          </p>
        ) : (
          <p className="muted small">{t('project.mobilisationPrivate')}</p>
        )}
      </div>
    </Panel>
  )
}
