import { useParams } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { download, type Out } from '../../api.ts'
import { useT } from '../../locale/duty.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { Day } from '../../ui/figures.tsx'
import { Facts, PageHead, Panel, Tag } from '../../ui/page.tsx'
import { Loaded } from '../../ui/state.tsx'
import { TaskLines } from './task-lines.tsx'
import { MEETING_WORDS } from './words.ts'
import './duty.css'

type Read = Out<'readRegisterMeeting'>

/** A meeting: who came, what was resolved, what became of it. */
export default function MeetingPage(): ReactElement {
  const { unitId = '', meetingId = '' } = useParams({ strict: false }) as {
    unitId?: string
    meetingId?: string
  }
  const read = useRead('readRegisterMeeting', { unitId, meetingId })
  return (
    <div className="page">
      <Loaded read={read}>{(meeting) => <Content meeting={meeting} />}</Loaded>
    </div>
  )
}

function Content({ meeting }: { meeting: Read }): ReactElement {
  const t = useT()
  const print = (format: 'pdf' | 'docx') => (): void => {
    void download('printMeetingMinutes', {
      unitId: meeting.unit.id,
      meetingId: meeting.id,
      format,
    })
  }
  return (
    <>
      <PageHead
        title={asWritten(meeting.topic)}
        trail={[{ key: 'list', node: <Go to={paths.meetingsRegister()}>{t('meet.title')}</Go> }]}
        marks={<Tag>{say(MEETING_WORDS[meeting.kind])}</Tag>}
        sentence={
          <>
            {meeting.number === null ? '' : `${meeting.number} · `}
            <Day value={meeting.heldOn} /> · {asWritten(meeting.unit.name)} ·{' '}
            {meeting.tasks === 0
              ? t('meet.noTasks')
              : `${t('meet.tasks')} ${t('meet.taskCount', { done: meeting.done, tasks: meeting.tasks })}`}
          </>
        }
        actions={
          <>
            <button type="button" className="button" onClick={print('pdf')}>
              {t('meet.minutes')}
            </button>
            <button type="button" className="button" onClick={print('docx')}>
              {t('duty.word')}
            </button>
          </>
        }
      />
      <Info meeting={meeting} />
      <Panel title={t('meet.items')}>
        <ul className="plain-list meet-list">
          {meeting.items.map((item) => (
            <li key={item.item} className="meet-item">
              <p>
                <strong className="num">{item.item}.</strong> {asWritten(item.said)}
              </p>
              {item.tasks.length === 0 ? null : <TaskLines tasks={item.tasks} />}
            </li>
          ))}
        </ul>
      </Panel>
      {meeting.rest.length === 0 ? null : (
        <Panel title={t('meet.rest')}>
          <TaskLines tasks={meeting.rest} />
        </Panel>
      )}
    </>
  )
}

function Info({ meeting }: { meeting: Read }): ReactElement {
  const t = useT()
  return (
    <Panel title={t('meet.info')}>
      <Facts
        columns={2}
        facts={[
          { label: t('meet.chair'), value: asWritten(meeting.chair) },
          { label: t('meet.place'), value: asWritten(meeting.place) },
          {
            label: t('meet.names'),
            value: meeting.names.length === 0 ? '—' : asWritten(meeting.names.join('、')),
          },
          ...(meeting.absent.length === 0
            ? []
            : [{ label: t('meet.absent'), value: asWritten(meeting.absent.join('、')) }]),
          ...(meeting.contest === null
            ? []
            : [
                {
                  label: t('meet.contest'),
                  value: (
                    <Go to={paths.contest(meeting.contest.id)}>
                      {asWritten(meeting.contest.name)}
                    </Go>
                  ),
                },
              ]),
        ]}
      />
    </Panel>
  )
}
