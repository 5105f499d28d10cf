import { type ReactElement, useState } from 'react'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/governance.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { useRead } from '../../query.ts'
import { SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { ELECTED, MAJORITIES, type Meeting, type Post, POSTS } from './words.ts'

interface Typed {
  readonly key: number
  readonly matter: Out<'listMatters'>['matters'][number]['matter']
  readonly title: string
  readonly content: string
  readonly secret: boolean
  readonly post: Post
  readonly seats: string
  readonly candidates: readonly string[]
  readonly subject: { kind: string; id: string } | null
}

const typedOf = (meeting: Meeting): Typed[] =>
  meeting.agenda.map((one, key) => ({
    key,
    matter: one.matter,
    title: one.title,
    content: one.content,
    secret: one.secret,
    post: one.post ?? 'director',
    seats: String(one.seats ?? 1),
    candidates: one.candidates.map(({ personId }) => personId),
    subject:
      one.subjectId === null || one.subjectKind === null
        ? null
        : { kind: one.subjectKind, id: one.subjectId },
  }))

function inputOf(meetingId: string, matters: readonly Typed[]): In<'setMatters'> | null {
  if (matters.length === 0 || matters.some(({ title }) => title.trim() === '')) return null
  return {
    meetingId,
    matters: matters.map((one) => ({
      matter: one.matter,
      title: one.title,
      content: one.content,
      secret: one.secret,
      ...(one.matter === 'election'
        ? { post: one.post, seats: Number(one.seats) || 1, candidates: [...one.candidates] }
        : {}),
      ...(one.subject === null ? {} : { subject: one.subject }),
    })),
  }
}

/** The agenda: matters from the catalogue, with what each needs. */
export function AgendaForm({
  meeting,
  close,
}: {
  meeting: Meeting
  close: () => void
}): ReactElement {
  const t = useT()
  const catalogue = useRead('listMatters', { kind: meeting.kind })
  const specs = catalogue.data?.matters ?? []
  const [matters, setMatters] = useState<readonly Typed[]>(() => typedOf(meeting))
  const change = (key: number, part: Partial<Typed>): void =>
    setMatters(matters.map((one) => (one.key === key ? { ...one, ...part } : one)))
  const add = (): void => {
    const [first] = specs
    if (first === undefined) return
    const key = Math.max(0, ...matters.map((one) => one.key)) + 1
    setMatters([
      ...matters,
      {
        key,
        matter: first.matter,
        title: first.title.zh,
        content: '',
        secret: false,
        post: 'director',
        seats: '1',
        candidates: [],
        subject: null,
      },
    ])
  }
  return (
    <WriteDialog
      wide
      title={t('m.editAgenda')}
      confirm={t('a.save')}
      verb="setMatters"
      input={inputOf(meeting.meetingId, matters)}
      close={close}
      onDone={() => undefined}
    >
      {(faults) => (
        <div className="stack">
          {matters.map((one, i) => (
            <MatterFields
              key={one.key}
              meeting={meeting}
              one={one}
              title={t('a.one', { n: i + 1 })}
              error={faults.at(`matters[${i}].title`)}
              specs={specs}
              change={(part) => change(one.key, part)}
              remove={() => setMatters(matters.filter(({ key }) => key !== one.key))}
            />
          ))}
          <div>
            <button type="button" className="button" onClick={add} disabled={specs.length === 0}>
              {t('a.add')}
            </button>
          </div>
        </div>
      )}
    </WriteDialog>
  )
}

type Specs = Out<'listMatters'>['matters']

/** One matter: what it is, its words, whether it is secret; an election its post and candidates. */
function MatterFields(props: {
  meeting: Meeting
  one: Typed
  title: string
  error: string | null
  specs: Specs
  change: (part: Partial<Typed>) => void
  remove: () => void
}): ReactElement {
  const t = useT()
  const { meeting, one, specs, change } = props
  const spec = specs.find(({ matter }) => matter === one.matter)
  return (
    <fieldset className="gov-matter">
      <legend>{props.title}</legend>
      <div className="gov-form">
        <SelectField
          label={t('a.matter')}
          value={one.matter}
          onChange={(value) => {
            const next = specs.find(({ matter }) => matter === value)
            if (next === undefined) return
            const own = one.title === '' || one.title === spec?.title.zh
            change({
              matter: next.matter,
              ...(own ? { title: next.title.zh } : {}),
              secret: next.matter === 'election' || one.secret,
            })
          }}
          options={specs.map((each) => ({ value: each.matter, label: say(each.title) }))}
          hint={spec === undefined ? undefined : say(MAJORITIES[spec.majority])}
        />
        <TextField
          label={t('a.title')}
          value={one.title}
          error={props.error}
          onChange={(title) => change({ title })}
        />
      </div>
      <TextArea
        label={t('a.content')}
        value={one.content}
        rows={2}
        onChange={(content) => change({ content })}
      />
      {one.matter === 'election' ? (
        <Election meeting={meeting} typed={one} change={(part) => change(part)} />
      ) : null}
      <div className="row">
        <label className="check">
          <input
            type="checkbox"
            checked={one.secret}
            onChange={(event) => change({ secret: event.target.checked })}
          />
          {t('a.secret')}
        </label>
        <button type="button" className="button-link" onClick={props.remove}>
          {t('a.remove')}
        </button>
      </div>
    </fieldset>
  )
}

function Election(props: {
  meeting: Meeting
  typed: Typed
  change: (part: Partial<Typed>) => void
}): ReactElement {
  const t = useT()
  const { meeting, typed, change } = props
  const register = useRead('readRegister', { coopId: meeting.coopId })
  const people = (register.data?.rows ?? []).filter(({ personId }) => personId !== null)
  return (
    <>
      <div className="gov-form">
        <SelectField
          label={t('a.post')}
          value={typed.post}
          onChange={(value) => change({ post: value as Post })}
          options={ELECTED.map((value) => ({ value, label: say(POSTS[value]) }))}
        />
        <TextField
          label={t('a.seats')}
          inputMode="numeric"
          value={typed.seats}
          onChange={(seats) => change({ seats })}
        />
      </div>
      <fieldset className="gov-picks">
        <legend>{t('a.candidates')}</legend>
        {people.map(({ personId, name, memberNumber }) => (
          <label key={personId} className="check">
            <input
              type="checkbox"
              checked={typed.candidates.includes(personId ?? '')}
              onChange={(event) =>
                change({
                  candidates: event.target.checked
                    ? [...typed.candidates, personId ?? '']
                    : typed.candidates.filter((id) => id !== personId),
                })
              }
            />
            {memberNumber} {asWritten(name)}
          </label>
        ))}
      </fieldset>
    </>
  )
}
