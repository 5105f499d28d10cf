import { type ReactElement, useState } from 'react'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/governance.ts'
import { asWritten, comma, say } from '../../locale/translate.ts'
import { useRead } from '../../query.ts'
import { useMay, useMe } from '../../session.tsx'
import { DayField, SelectField, TextField } from '../../ui/field.tsx'
import { Notice, Panel, Tag } from '../../ui/page.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Loaded } from '../../ui/state.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { ELECTED, type Post, POSTS } from './words.ts'

type Posts = Out<'readPosts'>
type Held = Posts['now'][number]
type Act = 'record' | 'duty' | Held

/** Who holds which post, what speaks against it, and who held it before. */
export function PostsPanel({ coopId }: { coopId: string }): ReactElement {
  const t = useT()
  const may = useMay()
  const read = useRead('readPosts', { coopId })
  const [act, setAct] = useState<Act | null>(null)
  const close = (): void => setAct(null)
  return (
    <Loaded read={read}>
      {({ now, before, vacant }) => (
        <Panel
          title={t('post.title')}
          hint={
            now.length === 0
              ? t('post.none')
              : t('post.sentence', {
                  n: now.length,
                  expired: now.filter(({ expired }) => expired).length,
                })
          }
          extra={
            may('recordPosts') ? (
              <div className="row">
                <button type="button" className="button" onClick={() => setAct('duty')}>
                  {t('post.duty')}
                </button>
                <button type="button" className="button" onClick={() => setAct('record')}>
                  {t('post.record')}
                </button>
              </div>
            ) : null
          }
        >
          {vacant.length === 0 ? null : (
            <Notice tone="depends">
              {t('post.vacant', { list: vacant.map((post) => say(POSTS[post])).join(comma()) })}
            </Notice>
          )}
          <HeldNow now={now} end={may('endPost') ? setAct : null} />
          <HeldBefore before={before} />
          {act === 'record' ? <RecordDialog coopId={coopId} posts={now} close={close} /> : null}
          {act === 'duty' ? <DutyDialog coopId={coopId} close={close} /> : null}
          {act === null || typeof act === 'string' ? null : (
            <EndDialog coopId={coopId} post={act} close={close} />
          )}
        </Panel>
      )}
    </Loaded>
  )
}

function HeldNow(props: { now: readonly Held[]; end: ((one: Held) => void) | null }): ReactElement {
  const t = useT()
  const { now, end } = props
  return (
    <ul className="plain-list">
      {now.map((one) => (
        <li key={one.postId}>
          <PostLine one={one} />{' '}
          {end === null ? null : (
            <button type="button" className="button-link" onClick={() => end(one)}>
              {t('post.end')}
            </button>
          )}
          {one.findings.map((finding) => (
            <Notice
              key={`${finding.rule}${finding.text.en}`}
              tone={finding.outcome === 'fails' ? 'fail' : 'depends'}
            >
              {say(finding.text)}
            </Notice>
          ))}
        </li>
      ))}
    </ul>
  )
}

function HeldBefore({ before }: { before: Posts['before'] }): ReactElement | null {
  const t = useT()
  if (before.length === 0) return null
  return (
    <details>
      <summary>{t('post.before')}</summary>
      <ul className="plain-list">
        {before.map((one) => (
          <li key={one.postId} className="muted">
            {say(POSTS[one.post])} {asWritten(one.name)} {one.from} – {one.endedOn}{' '}
            {asWritten(one.endReason ?? '')}
          </li>
        ))}
      </ul>
    </details>
  )
}

function PostLine({ one }: { one: Held }): ReactElement {
  const t = useT()
  return (
    <>
      <Tag>{say(POSTS[one.post])}</Tag> <strong>{asWritten(one.name)}</strong>{' '}
      <span className="muted small">
        {one.from}
        {one.termEnds === null ? '' : ` – ${one.termEnds}`}
      </span>{' '}
      {one.expired ? <Tag tone="depends">{t('post.expired')}</Tag> : null}
    </>
  )
}

function EndDialog(props: { coopId: string; post: Held; close: () => void }): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const { coopId, post, close } = props
  return (
    <ReasonDialog
      title={`${t('post.end')} ${asWritten(post.name)}`}
      confirm={t('post.end')}
      verb="endPost"
      input={(reason) => ({ coopId, postId: post.postId, on: clock.today, reason })}
      close={close}
    />
  )
}

function usePeople(coopId: string) {
  const register = useRead('readRegister', { coopId })
  return (register.data?.rows ?? [])
    .filter(({ personId }) => personId !== null)
    .map(({ personId, memberNumber, name }) => ({
      value: personId ?? '',
      label: `${memberNumber} ${name}`,
    }))
}

const postOptions = () =>
  Object.entries(POSTS).map(([value, label]) => ({ value, label: say(label) }))

interface Filled {
  readonly coopId: string
  readonly asFound: boolean
  readonly post: Post
  readonly personId: string
  readonly name: string
  readonly from: string
  readonly until: string
  readonly document: string
  readonly reason: string
}

function inputOf(filled: Filled): In<'recordPosts'> | null {
  const { coopId, asFound, document, post, personId, name, from, until, reason } = filled
  if (personId === '' && name.trim() === '') return null
  const who = personId === '' ? { name } : { personId }
  return {
    coopId,
    asFound,
    document,
    rows: [{ post, from, termEnds: until === '' ? null : until, ...who }],
    ...(reason.trim() === '' ? {} : { reason }),
  }
}

function RecordDialog(props: {
  coopId: string
  posts: readonly Held[]
  close: () => void
}): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const { coopId, close } = props
  const people = usePeople(coopId)
  const [post, setPost] = useState<Post>('accountant')
  const [personId, setPerson] = useState('')
  const [form, setForm] = useState({ name: '', document: '', reason: '' })
  const [from, setFrom] = useState(clock.today)
  const [until, setUntil] = useState('')
  const [asFound, setAsFound] = useState(false)
  const elected = ELECTED.includes(post)
  const input = inputOf({ coopId, asFound, post, personId, from, until, ...form })
  const field = (key: keyof typeof form, label: string) => (
    <TextField
      label={label}
      value={form[key]}
      onChange={(value) => setForm({ ...form, [key]: value })}
    />
  )
  return (
    <WriteDialog
      wide
      title={t('post.record')}
      confirm={t('post.record')}
      verb="recordPosts"
      input={input}
      close={close}
      onDone={() => undefined}
    >
      {() => (
        <>
          <div className="gov-form">
            <SelectField
              label={t('post.post')}
              value={post}
              onChange={(value) => setPost(value as Post)}
              options={postOptions()}
            />
            <SelectField
              label={t('post.person')}
              value={personId}
              placeholder="—"
              onChange={setPerson}
              options={people}
            />
            {elected || personId !== '' ? null : field('name', t('post.outside'))}
            <DayField label={t('post.from')} value={from} onChange={setFrom} max={clock.today} />
            <DayField label={t('post.until')} value={until} onChange={setUntil} min={from} />
            {field('document', t('post.document'))}
            {field('reason', t('post.reason'))}
          </div>
          <label className="check">
            <input
              type="checkbox"
              checked={asFound}
              onChange={(event) => setAsFound(event.target.checked)}
            />
            {t('post.asFound')}
          </label>
        </>
      )}
    </WriteDialog>
  )
}

function DutyDialog({ coopId, close }: { coopId: string; close: () => void }): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const people = usePeople(coopId)
  const [personId, setPerson] = useState('')
  const [publicDuty, setDuty] = useState(false)
  const [form, setForm] = useState({ duty: '', document: '' })
  return (
    <WriteDialog
      title={t('post.duty')}
      confirm={t('post.duty')}
      verb="declareDuty"
      input={
        personId === '' || form.document.trim() === ''
          ? null
          : { coopId, personId, publicDuty, declaredOn: clock.today, ...form }
      }
      close={close}
      onDone={() => undefined}
    >
      {() => (
        <>
          <SelectField
            label={t('post.person')}
            value={personId}
            placeholder="—"
            onChange={setPerson}
            options={people}
          />
          <label className="check">
            <input
              type="checkbox"
              checked={publicDuty}
              onChange={(event) => setDuty(event.target.checked)}
            />
            {t('post.dutyYes')}
          </label>
          {publicDuty ? (
            <TextField
              label={t('post.dutyWhat')}
              value={form.duty}
              onChange={(duty) => setForm({ ...form, duty })}
            />
          ) : null}
          <TextField
            label={t('post.dutyPaper')}
            value={form.document}
            onChange={(document) => setForm({ ...form, document })}
          />
        </>
      )}
    </WriteDialog>
  )
}
