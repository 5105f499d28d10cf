import { useParams } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/talent.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { Facts, PageHead, Panel, Tag } from '../../ui/page.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Loaded } from '../../ui/state.tsx'
import { StateTag } from './nominations.tsx'
import { Decide, Mentor, Move, Train } from './reserve-forms.tsx'
import { ACT_WORDS, RESULT_WORDS, STEP_WORDS } from './words.ts'
import './talent.css'

type Read = Out<'readReserve'>
type Act = 'decide' | 'mentor' | 'train' | 'move' | 'leave' | { readonly back: string }

/** Somebody of the reserve: facts, posts, trainings, and the story so far. */
export default function ReservePage(): ReactElement {
  const { villageId = '', reserveId = '' } = useParams({ strict: false }) as {
    villageId?: string
    reserveId?: string
  }
  const read = useRead('readReserve', { villageId, reserveId })
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
  const [act, setAct] = useState<Act | null>(null)
  const { entry } = data
  const close = (): void => setAct(null)
  const button = (label: string, what: Act, primary = false) => (
    <button
      type="button"
      className={primary ? 'button button-primary' : 'button'}
      onClick={() => setAct(what)}
    >
      {label}
    </button>
  )
  return (
    <>
      <PageHead
        title={asWritten(entry.person.name)}
        trail={[
          {
            key: 'talent',
            node: <Go to={paths.talent({ tab: 'reserve' })}>{t('reserve.back')}</Go>,
          },
        ]}
        marks={
          <>
            <StateTag state={entry.state} />{' '}
            {data.step === null ? null : <Tag>{say(STEP_WORDS[data.step])}</Tag>}
          </>
        }
        sentence={`${asWritten(entry.town.name)}${asWritten(entry.village.name)} · ${say(entry.source)} · ${asWritten(entry.direction)}`}
        actions={
          entry.state === 'nominated' ? (
            button(t('reserve.decide'), 'decide', true)
          ) : entry.state === 'confirmed' ? (
            <>
              {button(t('reserve.setMentor'), 'mentor')}
              {button(t('reserve.train'), 'train')}
              {button(t('reserve.move'), 'move', true)}
              {button(t('reserve.leave'), 'leave')}
            </>
          ) : null
        }
      />
      <div className="talent-columns">
        <div className="stack">
          <Story data={data} />
          <Trainings data={data} back={(back) => setAct({ back })} />
        </div>
        <Person data={data} />
      </div>
      <Acts act={act} data={data} close={close} />
    </>
  )
}

function Acts(props: { act: Act | null; data: Read; close: () => void }): ReactElement {
  const t = useT()
  const { act, data, close } = props
  const { entry } = data
  const of = { villageId: entry.village.id, reserveId: entry.reserveId }
  return (
    <>
      {act === 'decide' ? <Decide of={of} close={close} /> : null}
      {act === 'mentor' ? <Mentor of={of} close={close} /> : null}
      {act === 'train' ? <Train of={of} close={close} /> : null}
      {act === 'move' ? <Move of={of} step={data.step} close={close} /> : null}
      {act === 'leave' ? (
        <ReasonDialog
          danger
          title={`${t('reserve.leave')} · ${entry.person.name}`}
          confirm={t('reserve.leave')}
          verb="leaveReserve"
          input={(reason) => ({ ...of, reason })}
          close={close}
        />
      ) : null}
      {act !== null && typeof act === 'object' ? (
        <ReasonDialog
          title={t('reserve.withdraw')}
          confirm={t('reserve.withdraw')}
          verb="withdrawTraining"
          input={(reason) => ({ ...of, trainingId: act.back, reason })}
          close={close}
        />
      ) : null}
    </>
  )
}

function Person({ data }: { data: Read }): ReactElement {
  const t = useT()
  const { mentor } = data
  return (
    <Panel title={t('reserve.facts')}>
      <Facts
        facts={[
          { label: t('reserve.reason'), value: asWritten(data.reason) },
          {
            label: t('reserve.consentPaper'),
            value: `${asWritten(data.consentPaper)} ${data.consentOn}`,
          },
          {
            label: t('reserve.mentor'),
            value:
              mentor === null ? (
                t('reserve.noMentor')
              ) : (
                <>
                  {asWritten(mentor.name)}{' '}
                  {mentor.kin === null ? null : <Tag tone="depends">{say(mentor.kin)}</Tag>}
                </>
              ),
          },
          {
            label: t('reserve.posts'),
            value:
              data.posts.length === 0
                ? t('reserve.postsNone')
                : data.posts.map(({ coop, post }) => (
                    <p key={`${coop.id}${post}`}>
                      <Go to={paths.coop(coop.id)}>{asWritten(coop.name)}</Go> {asWritten(post)}
                    </p>
                  )),
          },
          {
            label: t('reserve.reviewOn'),
            value: <span className="num">{data.reviewOn ?? '—'}</span>,
          },
        ]}
      />
    </Panel>
  )
}

function Story({ data }: { data: Read }): ReactElement {
  const t = useT()
  return (
    <Panel title={t('reserve.events')}>
      <ol className="plain-list talent-list">
        <li>
          <p>
            {t('reserve.nominatedLine', {
              day: data.entry.nominatedOn,
              by: asWritten(data.entry.by),
            })}
          </p>
        </li>
        {data.events.map((event) => (
          <li key={`${event.act}${event.on}${event.said}`}>
            <div>
              <p>
                <span className="num">{event.on}</span> <strong>{say(ACT_WORDS[event.act])}</strong>{' '}
                {event.act !== 'step' || event.step === null ? '' : say(STEP_WORDS[event.step])}
                {event.mentor === null ? '' : asWritten(event.mentor)}
              </p>
              <p className="muted small">
                {asWritten(event.said)} {asWritten(event.by)}
                {event.reviewOn === null ? '' : ` · ${t('reserve.reviewOn')} ${event.reviewOn}`}
              </p>
            </div>
          </li>
        ))}
      </ol>
    </Panel>
  )
}

function Trainings({
  data,
  back,
}: {
  data: Read
  back: (trainingId: string) => void
}): ReactElement {
  const t = useT()
  return (
    <Panel title={t('reserve.trainings')}>
      {data.trainings.length === 0 ? <p className="muted">{t('reserve.trainingsNone')}</p> : null}
      <ul className="plain-list talent-list">
        {data.trainings.map((one) => (
          <li key={one.trainingId} className={one.withdrawn === null ? '' : 'muted'}>
            <div>
              <p>
                <strong>{asWritten(one.course)}</strong> {asWritten(one.heldBy)}
              </p>
              <p className="muted small">
                <span className="num">
                  {one.from} — {one.until}
                </span>{' '}
                · {t('reserve.hours')} {one.hours} · {say(RESULT_WORDS[one.result])}
              </p>
              {one.withdrawn === null ? null : (
                <p>{t('reserve.withdrawn', { reason: asWritten(one.withdrawn) })}</p>
              )}
            </div>
            {one.withdrawn === null ? (
              <button type="button" className="button-link" onClick={() => back(one.trainingId)}>
                {t('reserve.withdraw')}
              </button>
            ) : null}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
