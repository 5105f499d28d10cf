import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/duty.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { useUrl } from '../../navigation.tsx'
import { useRead } from '../../query.ts'
import { ownUnit, useMay, useMe } from '../../session.tsx'
import { DayField, SelectField, TextField } from '../../ui/field.tsx'
import { Panel, Tag } from '../../ui/page.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import { type Picked, UnitPicker } from '../../ui/unit-picker.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { DEPARTMENT_WORDS, LEVEL_WORDS, optionsOf, POST_WORDS } from './words.ts'

type Holder = Out<'listDutyHolders'>['rows'][number]
type Post = Holder['post']

const LEVEL_POSTS = {
  county: ['county_secretary', 'leading_group', 'department'],
  town: ['town_committee', 'town_secretary'],
  village: ['village_secretary', 'branch'],
} as const satisfies Record<string, readonly Post[]>
type Level = keyof typeof LEVEL_POSTS

const postName = ({ post, department }: Pick<Holder, 'post' | 'department'>): string =>
  department === null ? say(POST_WORDS[post]) : say(DEPARTMENT_WORDS[department])

/** Who holds which post, and who held it before. */
export function Holders(): ReactElement {
  const t = useT()
  const may = useMay()
  const [search, change] = useUrl()
  const past = search['past'] === 'true'
  const read = useRead('listDutyHolders', { past: past ? 'true' : 'false', limit: '500' })
  const [adding, setAdding] = useState<Holder | 'new' | null>(null)
  const [ending, setEnding] = useState<Holder | null>(null)
  const writes = may('saveDutyHolder')
  return (
    <>
      <div className="row duty-filters no-print">
        {writes ? (
          <button type="button" className="button" onClick={() => setAdding('new')}>
            {t('holder.add')}
          </button>
        ) : null}
        <label className="check">
          <input
            type="checkbox"
            checked={past}
            onChange={(event) => change({ past: event.target.checked ? 'true' : undefined })}
          />
          {t('holder.past')}
        </label>
      </div>
      <Loaded read={read} lines={8}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty title={t('holder.none')} hint={t('holder.noneHint')} />
          ) : (
            <div className="stack">
              {[...Map.groupBy(rows, ({ unit }) => unit.id)].map(([unitId, holders]) => (
                <Panel key={unitId} title={asWritten(holders[0]?.unit.name ?? '')}>
                  <ul className="plain-list duty-list">
                    {holders.map((holder) => (
                      <HolderLine
                        key={holder.holderId}
                        holder={holder}
                        acts={writes ? { replace: setAdding, end: setEnding } : null}
                      />
                    ))}
                  </ul>
                </Panel>
              ))}
            </div>
          )
        }
      </Loaded>
      {adding === null ? null : (
        <Add before={adding === 'new' ? null : adding} close={() => setAdding(null)} />
      )}
      {ending === null ? null : <End holder={ending} close={() => setEnding(null)} />}
    </>
  )
}

function HolderLine(props: {
  holder: Holder
  acts: { replace: (holder: Holder) => void; end: (holder: Holder) => void } | null
}): ReactElement {
  const t = useT()
  const { holder, acts } = props
  return (
    <li>
      <p>
        <Tag>{postName(holder)}</Tag> <strong>{asWritten(holder.name)}</strong>{' '}
        <span className="muted small">
          {holder.from}
          {holder.to === null ? '' : ` – ${holder.to}`}
          {holder.document === '' ? '' : ` · ${asWritten(holder.document)}`}
          {holder.why === null ? '' : ` · ${asWritten(holder.why)}`}
        </span>
      </p>
      {acts !== null && holder.to === null ? (
        <span className="row">
          <button type="button" className="button-link" onClick={() => acts.replace(holder)}>
            {t('holder.replace')}
          </button>
          <button type="button" className="button-link" onClick={() => acts.end(holder)}>
            {t('holder.end')}
          </button>
        </span>
      ) : null}
    </li>
  )
}

function End({ holder, close }: { holder: Holder; close: () => void }): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const [on, setOn] = useState<string>(clock.today)
  return (
    <ReasonDialog
      danger
      title={`${t('holder.end')} · ${holder.name}`}
      confirm={t('holder.end')}
      verb="endDutyHolder"
      input={(why) => ({ unitId: holder.unit.id, holderId: holder.holderId, on, why })}
      close={close}
    >
      <DayField label={t('holder.to')} value={on} max={clock.today} onChange={setOn} />
    </ReasonDialog>
  )
}

function Add({ before, close }: { before: Holder | null; close: () => void }): ReactElement {
  const t = useT()
  const me = useMe()
  const own = ownUnit(me)
  const top = (own?.kind === 'county' ? 'county' : 'town') satisfies Level
  const [level, setLevel] = useState<Level>(top)
  const [picked, setPicked] = useState<Picked | null>(null)
  const unit = before?.unit ?? (level === top ? own : picked)
  const posts: readonly Post[] = before === null ? LEVEL_POSTS[level] : [before.post]
  const [chosen, setPost] = useState<Post>(before?.post ?? LEVEL_POSTS[top][0])
  const post = posts.includes(chosen) ? chosen : (posts[0] ?? chosen)
  const [department, setDepartment] = useState(before?.department ?? 'county_agriculture')
  const [person, setPerson] = useState<PersonDraft>({
    name: '',
    document: '',
    from: me.clock.today,
    why: '',
  })
  const full = unit !== null && person.name.trim() !== '' && person.from !== ''
  return (
    <WriteDialog
      title={before === null ? t('holder.add') : `${t('holder.replace')} · ${postName(before)}`}
      confirm={t('common.save')}
      verb="saveDutyHolder"
      input={
        full
          ? {
              unitId: unit.id,
              post,
              department: post === 'department' ? department : null,
              ...trimmed(person),
            }
          : null
      }
      close={close}
      onDone={() => undefined}
      preview={({ replaced }) =>
        replaced === null || before === null ? null : (
          <p className="muted">{t('holder.replaces', { name: before.name })}</p>
        )
      }
    >
      {(faults) => (
        <>
          {before === null ? (
            <PlaceFields
              top={top}
              place={{ level, picked, post, department }}
              set={(place) => {
                setLevel(place.level)
                setPicked(place.picked)
                setPost(place.post)
                setDepartment(place.department)
              }}
            />
          ) : null}
          <PersonFields
            person={person}
            replaces={before !== null}
            error={faults.at('name')}
            set={setPerson}
          />
        </>
      )}
    </WriteDialog>
  )
}

interface Place {
  readonly level: Level
  readonly picked: Picked | null
  readonly post: Post
  readonly department: NonNullable<Holder['department']>
}

/** Which post of which unit. */
function PlaceFields(props: {
  top: Level
  place: Place
  set: (place: Place) => void
}): ReactElement {
  const t = useT()
  const { top, place } = props
  const { level, post } = place
  const levels: readonly Level[] =
    top === 'county' ? ['county', 'town', 'village'] : ['town', 'village']
  const posts: readonly Post[] = LEVEL_POSTS[level]
  const set = (change: Partial<Place>): void => props.set({ ...place, ...change })
  return (
    <div className="columns-2">
      <SelectField
        label={t('duty.level')}
        value={level}
        options={levels.map((value) => ({ value, label: say(LEVEL_WORDS[value]) }))}
        onChange={(value) =>
          set({
            level: value as Level,
            picked: null,
            post: LEVEL_POSTS[value as Level][0],
          })
        }
      />
      {level === top ? null : (
        <UnitPicker
          label={t('duty.unit')}
          kind={level}
          value={place.picked}
          onChange={(picked) => set({ picked })}
        />
      )}
      <SelectField
        label={t('duty.post')}
        value={post}
        options={posts.map((value) => ({ value, label: say(POST_WORDS[value]) }))}
        onChange={(value) => set({ post: value as Post })}
      />
      {post === 'department' ? (
        <SelectField
          label={t('duty.department')}
          value={place.department}
          options={optionsOf(DEPARTMENT_WORDS, say)}
          onChange={(value) => set({ department: value as Place['department'] })}
        />
      ) : null}
    </div>
  )
}

interface PersonDraft {
  readonly name: string
  readonly document: string
  readonly from: string
  readonly why: string
}

const trimmed = ({ name, document, from, why }: PersonDraft): PersonDraft => ({
  name: name.trim(),
  document: document.trim(),
  from,
  why: why.trim(),
})

function PersonFields(props: {
  person: PersonDraft
  replaces: boolean
  error: string | null
  set: (person: PersonDraft) => void
}): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const { person } = props
  const set = (change: Partial<PersonDraft>): void => props.set({ ...person, ...change })
  return (
    <div className="columns-2">
      <TextField
        label={t('holder.name')}
        value={person.name}
        error={props.error}
        onChange={(name) => set({ name })}
      />
      <DayField
        label={t('holder.from')}
        value={person.from}
        max={clock.today}
        onChange={(from) => set({ from })}
      />
      <TextField
        label={t('holder.document')}
        value={person.document}
        onChange={(document) => set({ document })}
      />
      {props.replaces ? (
        <TextField label={t('holder.why')} value={person.why} onChange={(why) => set({ why })} />
      ) : null}
    </div>
  )
}
