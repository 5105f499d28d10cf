import { type ReactElement, useState } from 'react'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/founding.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { useRead } from '../../query.ts'
import { useMay, useMe } from '../../session.tsx'
import { DayField, SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { PageHead, Panel, Tag } from '../../ui/page.tsx'
import { Loaded } from '../../ui/state.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { optionsOf, PART_WORDS } from './words.ts'
import './founding.css'

type Town = Out<'listTaskForces'>['towns'][number]
type Member = Town['members'][number]

type Act =
  | { readonly of: 'add'; readonly town: Town; readonly replaces: Member | null }
  | { readonly of: 'end'; readonly town: Town; readonly member: Member }
  | { readonly of: 'week'; readonly town: Town }

const done = (): void => undefined

/** The task force of each town: who is on it, what changed, what it did each week. */
export default function TaskForces(): ReactElement {
  const t = useT()
  const read = useRead('listTaskForces', {})
  const [act, setAct] = useState<Act | null>(null)
  const close = (): void => setAct(null)
  return (
    <div className="page">
      <PageHead
        title={t('force.title')}
        sentence={
          read.data === undefined
            ? '…'
            : `${t('force.sentence', { towns: read.data.towns.length, headless: read.data.headless })} ${t('force.lateSentence', read.data)}`
        }
      />
      <Loaded read={read}>
        {({ towns }) => (
          <>
            {towns.map((town) => (
              <TownPanel key={town.town.id} town={town} act={setAct} />
            ))}
          </>
        )}
      </Loaded>
      {act?.of === 'add' ? <Add town={act.town} replaces={act.replaces} close={close} /> : null}
      {act?.of === 'end' ? <End town={act.town} member={act.member} close={close} /> : null}
      {act?.of === 'week' ? <Week town={act.town} close={close} /> : null}
    </div>
  )
}

function TownPanel({ town, act }: { town: Town; act: (act: Act) => void }): ReactElement {
  const t = useT()
  const may = useMay()
  const acts = may('saveTaskForceMember')
  return (
    <Panel
      title={asWritten(town.town.name)}
      extra={
        <span className="row">
          {town.head === null ? <Tag tone="depends">{t('force.noHead')}</Tag> : null}
          {acts ? (
            <>
              <button
                type="button"
                className="button button-small"
                onClick={() => act({ of: 'add', town, replaces: null })}
              >
                {t('force.add')}
              </button>
              <button
                type="button"
                className="button button-small"
                onClick={() => act({ of: 'week', town })}
              >
                {t('force.week')}
              </button>
            </>
          ) : null}
        </span>
      }
    >
      {town.members.length === 0 ? <p className="muted">{t('force.nobody')}</p> : null}
      <ul className="plain-list paper-list">
        {town.members.map((member) => (
          <li key={member.memberId}>
            <span>
              <Tag>{say(PART_WORDS[member.part])}</Tag> <strong>{asWritten(member.name)}</strong>{' '}
              <span className="muted">
                {asWritten(`${member.post} · ${member.duties}`)} · {member.from}
              </span>
            </span>
            {acts ? (
              <span className="row">
                <button
                  type="button"
                  className="button-link"
                  onClick={() => act({ of: 'add', town, replaces: member })}
                >
                  {t('force.replace')}
                </button>
                <button
                  type="button"
                  className="button-link"
                  onClick={() => act({ of: 'end', town, member })}
                >
                  {t('force.end')}
                </button>
              </span>
            ) : null}
          </li>
        ))}
      </ul>
      <History town={town} />
    </Panel>
  )
}

function History({ town }: { town: Town }): ReactElement {
  const t = useT()
  return (
    <>
      {town.missing.length === 0 ? null : (
        <p>
          <Tag tone="fail">{t('force.missing', { weeks: town.missing.join('、') })}</Tag>
        </p>
      )}
      {town.weeks.length === 0 ? null : (
        <details>
          <summary>{t('force.weekOf', { day: town.weeks[0]?.monday ?? '' })}</summary>
          {town.weeks.map((week) => (
            <div key={week.monday}>
              <p>
                <strong>{t('force.weekOf', { day: week.monday })}</strong>{' '}
                <span className="muted small">
                  {asWritten(week.by)} {week.writtenOn}
                </span>{' '}
                {week.late ? <Tag tone="depends">{t('force.late')}</Tag> : null}
              </p>
              <p>{asWritten(week.done)}</p>
              {week.next === '' ? null : (
                <p className="muted">
                  {t('force.next')} {asWritten(week.next)}
                </p>
              )}
            </div>
          ))}
        </details>
      )}
      {town.past.length === 0 ? null : (
        <details>
          <summary>{t('force.past')}</summary>
          <ul className="plain-list">
            {town.past.map((member) => (
              <li key={member.memberId} className="small">
                {t('force.pastRow', {
                  name: member.name,
                  post: member.post,
                  day: member.to ?? '',
                  why: member.why ?? '',
                })}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

function Add(props: { town: Town; replaces: Member | null; close: () => void }): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const { replaces, town } = props
  const [name, setName] = useState('')
  const [post, setPost] = useState(replaces?.post ?? '')
  const [part, setPart] = useState<In<'saveTaskForceMember'>['part']>(
    replaces?.part ?? (town.head === null ? 'head' : 'member'),
  )
  const [duties, setDuties] = useState(replaces?.duties ?? '')
  const [from, setFrom] = useState<string>(clock.today)
  const [why, setWhy] = useState('')
  const ready = [name, post, duties, from].every((one) => one.trim() !== '')
  return (
    <WriteDialog
      title={t(replaces === null ? 'force.add' : 'force.replace')}
      confirm={t('common.save')}
      verb="saveTaskForceMember"
      input={
        ready
          ? {
              townId: town.town.id,
              name: name.trim(),
              post: post.trim(),
              part,
              duties: duties.trim(),
              from,
              why: why.trim(),
              ...(replaces === null ? {} : { replaces: replaces.memberId }),
            }
          : null
      }
      close={props.close}
      onDone={done}
    >
      {(faults) => (
        <div className="columns-2">
          <TextField
            label={t('force.name')}
            value={name}
            error={faults.at('name')}
            onChange={setName}
          />
          <TextField label={t('force.post')} value={post} onChange={setPost} />
          <SelectField
            label={t('force.part')}
            value={part}
            options={optionsOf(PART_WORDS, say)}
            onChange={(value) => setPart(value as typeof part)}
          />
          <DayField label={t('force.from')} value={from} max={clock.today} onChange={setFrom} />
          <TextArea label={t('force.duties')} rows={2} value={duties} onChange={setDuties} />
          {replaces === null ? null : (
            <TextField label={t('force.why')} value={why} onChange={setWhy} />
          )}
        </div>
      )}
    </WriteDialog>
  )
}

function End(props: { town: Town; member: Member; close: () => void }): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const [on, setOn] = useState<string>(clock.today)
  const [why, setWhy] = useState('')
  return (
    <WriteDialog
      danger
      title={`${t('force.end')} · ${props.member.name}`}
      confirm={t('force.end')}
      verb="endTaskForceMember"
      input={
        why.trim() === '' || on === ''
          ? null
          : { townId: props.town.town.id, memberId: props.member.memberId, on, why: why.trim() }
      }
      close={props.close}
      onDone={done}
    >
      {(faults) => (
        <>
          <DayField label={t('force.on')} value={on} max={clock.today} onChange={setOn} />
          <TextField
            label={t('force.why')}
            value={why}
            error={faults.at('why')}
            onChange={setWhy}
          />
        </>
      )}
    </WriteDialog>
  )
}

function Week({ town, close }: { town: Town; close: () => void }): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const [week, setWeek] = useState<string>(clock.today)
  const [did, setDid] = useState('')
  const [next, setNext] = useState('')
  return (
    <WriteDialog
      title={t('force.week')}
      confirm={t('common.save')}
      verb="writeTaskForceWeek"
      input={
        did.trim() === '' || week === ''
          ? null
          : { townId: town.town.id, week, done: did.trim(), next: next.trim() }
      }
      close={close}
      onDone={done}
    >
      {(faults) => (
        <>
          <DayField label={t('force.weekDay')} value={week} max={clock.today} onChange={setWeek} />
          <TextArea
            label={t('force.done')}
            rows={4}
            value={did}
            error={faults.at('done')}
            onChange={setDid}
          />
          <TextArea label={t('force.next')} rows={3} value={next} onChange={setNext} />
        </>
      )}
    </WriteDialog>
  )
}
