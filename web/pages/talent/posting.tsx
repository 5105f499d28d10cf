import { useParams } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import { download, type Out } from '../../api.ts'
import { useT } from '../../locale/talent.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { SelectField } from '../../ui/field.tsx'
import { Facts, PageHead, Panel, Tag } from '../../ui/page.tsx'
import { Loaded } from '../../ui/state.tsx'
import { AddTask, End, FinishTask, Prolong } from './posting-forms.tsx'
import { StandingTag } from './talent.tsx'
import { KIND_WORDS, TASK_TONES, TASK_WORDS } from './words.ts'
import './talent.css'

type Read = Out<'readPosting'>
type Task = Read['tasks'][number]
type Act = 'prolong' | 'end' | 'task' | 'report' | Task

/** One person in one village: tasks, co-ops then and now, visits and offers of the sending unit, the report. */
export default function PostingPage(): ReactElement {
  const { villageId = '', postingId = '' } = useParams({ strict: false }) as {
    villageId?: string
    postingId?: string
  }
  const read = useRead('readPosting', { villageId, postingId })
  return (
    <div className="page">
      <Loaded read={read} lines={8}>
        {(data) => <Whole data={data} />}
      </Loaded>
    </div>
  )
}

function Whole({ data }: { data: Read }): ReactElement {
  const t = useT()
  const may = useMay()
  const [act, setAct] = useState<Act | null>(null)
  const { posting } = data
  const open = posting.endedOn === null
  const close = (): void => setAct(null)
  const button = (label: string, what: Act) => (
    <button type="button" className="button" onClick={() => setAct(what)}>
      {label}
    </button>
  )
  return (
    <>
      <PageHead
        title={asWritten(posting.name)}
        trail={[{ key: 'talent', node: <Go to={paths.talent()}>{t('talent.title')}</Go> }]}
        marks={
          <>
            <Tag>{say(KIND_WORDS[posting.kind])}</Tag> <StandingTag posting={posting} />
          </>
        }
        sentence={`${asWritten(posting.town.name)}${asWritten(posting.village.name)} · ${asWritten(posting.sendingUnit)} · ${posting.number}`}
        actions={
          <>
            {data.months.length === 0 ? null : button(t('posting.report'), 'report')}
            {open && may('prolongPosting') ? button(t('posting.prolong'), 'prolong') : null}
            {open && may('endPosting') ? button(t('posting.end'), 'end') : null}
          </>
        }
      />
      <div className="talent-columns">
        <div className="stack">
          <Tasks data={data} act={setAct} />
          <Visits data={data} />
        </div>
        <div className="stack">
          <Term data={data} />
          <Coops data={data} />
          <Offers data={data} />
        </div>
      </div>
      {act === 'prolong' ? <Prolong posting={posting} close={close} /> : null}
      {act === 'end' ? <End posting={posting} close={close} /> : null}
      {act === 'task' ? <AddTask posting={posting} coops={data.coops} close={close} /> : null}
      {act === 'report' ? <Report data={data} close={close} /> : null}
      {act !== null && typeof act === 'object' ? (
        <FinishTask posting={posting} task={act} close={close} />
      ) : null}
    </>
  )
}

function Tasks({ data, act }: { data: Read; act: (act: Act) => void }): ReactElement {
  const t = useT()
  const may = useMay()
  const open = data.posting.endedOn === null
  return (
    <Panel
      title={t('posting.taskList')}
      extra={
        open && may('addPostingTask') ? (
          <button type="button" className="button" onClick={() => act('task')}>
            {t('posting.taskAdd')}
          </button>
        ) : null
      }
    >
      {data.tasks.length === 0 ? <p className="muted">{t('posting.taskNone')}</p> : null}
      <ul className="plain-list talent-list">
        {data.tasks.map((task) => {
          const tone = TASK_TONES[task.state]
          return (
            <li key={task.taskId}>
              <div>
                <p>{asWritten(task.what)}</p>
                <p className="muted small">
                  {task.aboutCoop ? (
                    <>
                      <Tag>{t('posting.aboutCoop')}</Tag>{' '}
                    </>
                  ) : null}
                  {task.coop === null ? '' : `${asWritten(task.coop.name)} · `}
                  {task.doneOn === null
                    ? t('posting.dueOn', { day: task.dueOn })
                    : t('posting.doneOn', {
                        day: task.doneOn,
                        by: asWritten(task.by ?? ''),
                        said: asWritten(task.said ?? ''),
                      })}
                </p>
              </div>
              <div className="row">
                <Tag {...(tone === undefined ? {} : { tone })}>{say(TASK_WORDS[task.state])}</Tag>
                {task.doneOn === null && may('finishPostingTask') ? (
                  <button type="button" className="button-link" onClick={() => act(task)}>
                    {t('posting.taskDone')}
                  </button>
                ) : null}
              </div>
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}

function Visits({ data }: { data: Read }): ReactElement {
  const t = useT()
  const may = useMay()
  return (
    <Panel
      title={t('posting.visits')}
      hint={t('posting.visitsHint')}
      extra={
        may('recordVisit') ? (
          <Go to={paths.newVisit()} className="button">
            {t('posting.goVisits')}
          </Go>
        ) : null
      }
    >
      {data.visits.length === 0 ? <p className="muted">{t('posting.visitsNone')}</p> : null}
      <ul className="plain-list talent-list">
        {data.visits.map((visit) => (
          <li key={`${visit.on}${visit.did}`}>
            <div>
              <p>
                <span className="num">{visit.on}</span>{' '}
                <strong>{asWritten(visit.unit.name)}</strong>{' '}
                <span className="muted">{asWritten(visit.place)}</span>
              </p>
              <p>{asWritten(visit.did)}</p>
            </div>
            {visit.issues === 0 ? null : <Tag>{t('posting.visitIssues', { n: visit.issues })}</Tag>}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function Term({ data }: { data: Read }): ReactElement {
  const t = useT()
  const { posting } = data
  return (
    <Panel title={t('posting.terms')}>
      <Facts
        facts={[
          { label: t('posting.from'), value: <span className="num">{posting.from}</span> },
          ...data.terms.map((term, i) => ({
            label: i === 0 ? t('posting.until') : t('posting.prolong'),
            value: (
              <>
                <span className="num">{t('posting.termLine', { day: term.until })}</span>
                <span className="muted small">
                  {' '}
                  {[term.reason, term.document]
                    .filter((one) => one !== '')
                    .map(asWritten)
                    .join(' ')}
                </span>
              </>
            ),
          })),
        ]}
      />
      {posting.endedOn === null ? null : (
        <p>
          {t('posting.ended', { day: posting.endedOn, why: asWritten(data.endedWhy ?? '') })}
          {data.handover === null || data.handover === '' ? null : (
            <span className="muted"> {asWritten(data.handover)}</span>
          )}
        </p>
      )}
    </Panel>
  )
}

function Coops({ data }: { data: Read }): ReactElement {
  const t = useT()
  const word = (said: Read['coops'][number]['now']): string =>
    said === null ? t('posting.unclassed') : say(said)
  return (
    <Panel title={t('posting.coops')}>
      {data.coops.length === 0 ? <p className="muted">{t('posting.coopsNone')}</p> : null}
      <ul className="plain-list talent-list">
        {data.coops.map(({ coop, before, now, founded }) => (
          <li key={coop.id}>
            <div>
              <Go to={paths.coop(coop.id)}>{asWritten(coop.name)}</Go>
              <p className="muted small">
                {founded
                  ? t('posting.coopNew', { now: word(now) })
                  : t('posting.coopChange', { before: word(before), now: word(now) })}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function Offers({ data }: { data: Read }): ReactElement {
  const t = useT()
  return (
    <Panel
      title={t('posting.offers')}
      hint={t('posting.offersHint')}
      extra={
        <Go to={paths.resources()} className="button">
          {t('posting.goResources')}
        </Go>
      }
    >
      {data.offers.length === 0 ? <p className="muted">{t('posting.offersNone')}</p> : null}
      <ul className="plain-list talent-list">
        {data.offers.map((offer) => (
          <li key={offer.resourceId}>
            <div>
              <strong>{asWritten(offer.title)}</strong>
              <p className="muted small">{asWritten(offer.detail)}</p>
            </div>
            {offer.matched === 0 ? null : (
              <Tag tone="pass">{t('posting.offerMatched', { n: offer.matched })}</Tag>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function Report({ data, close }: { data: Read; close: () => void }): ReactElement {
  const t = useT()
  const [month, setMonth] = useState(data.months[0] ?? '')
  const { village, postingId } = data.posting
  const print = (format: 'pdf' | 'docx') => (): void => {
    void download('printPostingReport', { villageId: village.id, postingId, month, format })
    close()
  }
  return (
    <Dialog
      open
      title={t('posting.report')}
      onClose={close}
      actions={
        <>
          <button type="button" className="button" onClick={print('docx')}>
            Word
          </button>
          <button type="button" className="button button-primary" onClick={print('pdf')}>
            PDF
          </button>
        </>
      }
    >
      <div className="stack">
        <SelectField
          label={t('posting.month')}
          value={month}
          options={data.months.map((value) => ({ value, label: value }))}
          onChange={setMonth}
        />
        <p className="muted">{t('posting.reportHint')}</p>
      </div>
    </Dialog>
  )
}
