import { type ReactElement, useState } from 'react'
import type { In } from '../../api.ts'
import { useT } from '../../locale/division.ts'
import { comma, say } from '../../locale/translate.ts'
import { useRead } from '../../query.ts'
import { useMe } from '../../session.tsx'
import { DayField, SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { Notice } from '../../ui/page.tsx'
import { Segments } from '../../ui/segments.tsx'
import { type Picked, UnitPicker } from '../../ui/unit-picker.tsx'
import { UnitPickers } from './unit-pickers.tsx'
import type { FaultBook } from './use-trial.ts'
import { EVENT_WORDS } from './words.ts'
import { WriteDialog } from './write-dialog.tsx'

type Event = In<'recordDivisionEvents'>['events'][number]
type Kind = Event['kind']

interface Typed {
  readonly kind: Kind
  readonly level: 'village' | 'town'
  readonly from: readonly Picked[]
  /** merge: the survivor; transfer: the new town. */
  readonly into: Picked | null
  /** What the event newly makes, one name a line; for rename and upgrade the new name. */
  readonly names: string
  readonly continues: boolean
  readonly code: string
  readonly date: string
  readonly document: string
  readonly note: string
}

const KINDS = Object.keys(EVENT_WORDS) as Kind[]

/** Where a new unit hangs: beside the first of those it came from. */
function useParentOf(id: string | undefined): string | null {
  const division = useRead('readDivision', { divisionId: id ?? '' }, { enabled: id !== undefined })
  return division.data?.current?.parentId ?? null
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

function eventOf(typed: Typed, parentId: string | null): Event | null {
  const { kind, from, into, date } = typed
  const document = typed.document.trim()
  const [first] = from
  if (first === undefined || date === '' || document === '') return null
  const base = { kind, date, document, note: typed.note, from: from.map((unit) => unit.id) }
  const code = typed.code.trim() === '' ? {} : { code: typed.code.trim() }
  const names = linesOf(typed.names)
  const made = (name: string) =>
    parentId === null ? [] : [{ name, level: typed.level, parentId } as const]
  switch (kind) {
    case 'merge': {
      const to = into === null ? names.slice(0, 1).flatMap(made) : [{ id: into.id }]
      return to.length === 0 ? null : { ...base, to }
    }
    case 'split': {
      const to = names.flatMap(made)
      return to.length === 0 ? null : { ...base, to, continues: typed.continues }
    }
    case 'rename':
      return names[0] === undefined ? null : { ...base, name: names[0], ...code }
    case 'recode':
      return 'code' in code ? { ...base, ...code } : null
    case 'transfer':
      return into === null ? null : { ...base, parentId: into.id, ...code }
    case 'upgrade':
      return { ...base, ...(names[0] === undefined ? {} : { name: names[0] }), ...code }
    case 'dissolve':
      return base
  }
}

/** Records one event of any kind; the fields follow the kind. */
export function NewEvent(props: { close: () => void; onDone: () => void }): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const [typed, setTyped] = useState<Typed>({
    kind: 'merge',
    level: 'village',
    from: [],
    into: null,
    names: '',
    continues: false,
    code: '',
    date: clock.today,
    document: '',
    note: '',
  })
  const parentId = useParentOf(typed.from[0]?.id)
  const event = eventOf(typed, parentId)
  const set = (change: Partial<Typed>): void => setTyped({ ...typed, ...change })
  return (
    <WriteDialog
      wide
      title={t('event.new')}
      confirm={t('settle.record')}
      verb="recordDivisionEvents"
      input={event === null ? null : { events: [event] }}
      close={props.close}
      onDone={props.onDone}
      preview={() => <Notice tone="pass">{t('event.fine')}</Notice>}
    >
      {(faults) => <EventFields typed={typed} set={set} faults={faults} />}
    </WriteDialog>
  )
}

interface FieldsProps {
  readonly typed: Typed
  readonly set: (change: Partial<Typed>) => void
  readonly faults: FaultBook
}

function EventFields(props: FieldsProps): ReactElement {
  const t = useT()
  const { typed, set, faults } = props
  return (
    <>
      <KindChoice {...props} />
      <UnitPickers
        label={t(typed.kind === 'merge' ? 'event.fromSeveral' : 'event.fromOne')}
        kind={typed.level}
        several={typed.kind === 'merge'}
        value={typed.from}
        onChange={(from) => set({ from })}
      />
      <KindFields {...props} />
      <Grounds {...props} />
      <TextField
        label={t('common.note')}
        value={typed.note}
        error={faults.at('note')}
        onChange={(note) => set({ note })}
      />
      {typed.from.length > 0 ? (
        <p className="muted small">
          {t('event.about', { names: typed.from.map((unit) => unit.name).join(comma()) })}
        </p>
      ) : null}
    </>
  )
}

function KindChoice({ typed, set }: FieldsProps): ReactElement {
  const t = useT()
  return (
    <div className="columns-2">
      <SelectField
        label={t('event.kind')}
        value={typed.kind}
        hint={t(`event.hint.${typed.kind}`)}
        onChange={(kind) => set({ kind: kind as Kind, into: null, names: '' })}
        options={KINDS.map((value) => ({ value, label: say(EVENT_WORDS[value]) }))}
      />
      <Segments
        legend={t('event.level')}
        titled
        value={typed.level}
        onChange={(level) => set({ level, from: [], into: null })}
        options={[
          { value: 'village', label: t('event.villages') },
          { value: 'town', label: t('event.towns') },
        ]}
      />
    </div>
  )
}

function Grounds({ typed, set, faults }: FieldsProps): ReactElement {
  const t = useT()
  const { clock } = useMe()
  return (
    <div className="columns-2">
      <DayField
        label={t('settle.date')}
        value={typed.date}
        max={clock.today}
        onChange={(date) => set({ date })}
      />
      <TextField
        label={t('settle.document')}
        value={typed.document}
        error={faults.at('document')}
        onChange={(document) => set({ document })}
      />
    </div>
  )
}

/** What each kind asks beside the unit itself. */
function KindFields(props: FieldsProps): ReactElement | null {
  switch (props.typed.kind) {
    case 'merge':
      return <MergeFields {...props} />
    case 'split':
      return <SplitFields {...props} />
    case 'transfer':
      return <TransferFields {...props} />
    case 'recode':
      return <CodeField {...props} />
    case 'rename':
    case 'upgrade':
      return <NameFields {...props} />
    case 'dissolve':
      return null
  }
}

function CodeField({ typed, set, faults }: FieldsProps): ReactElement {
  const t = useT()
  return (
    <TextField
      label={t(typed.kind === 'recode' ? 'event.newCode' : 'event.newCodeMaybe')}
      value={typed.code}
      inputMode="numeric"
      error={faults.at('code')}
      onChange={(code) => set({ code })}
    />
  )
}

function NameFields(props: FieldsProps): ReactElement {
  const t = useT()
  const { typed, set, faults } = props
  return (
    <div className="columns-2">
      <TextField
        label={t(typed.kind === 'rename' ? 'event.newName' : 'event.newNameMaybe')}
        value={typed.names}
        error={faults.at('name')}
        onChange={(names) => set({ names })}
      />
      <CodeField {...props} />
    </div>
  )
}

function MergeFields({ typed, set }: FieldsProps): ReactElement {
  const t = useT()
  return (
    <div className="columns-2">
      <UnitPicker
        label={t('event.into')}
        kind={typed.level}
        value={typed.into}
        onChange={(into) => set({ into })}
      />
      {typed.into === null ? (
        <TextField
          label={t('event.intoNew')}
          value={typed.names}
          onChange={(names) => set({ names })}
        />
      ) : null}
    </div>
  )
}

function SplitFields({ typed, set }: FieldsProps): ReactElement {
  const t = useT()
  return (
    <>
      <TextArea
        label={t('event.splitNames')}
        value={typed.names}
        onChange={(names) => set({ names })}
      />
      <label className="check">
        <input
          type="checkbox"
          checked={typed.continues}
          onChange={(change) => set({ continues: change.target.checked })}
        />
        {t('event.continues')}
      </label>
    </>
  )
}

function TransferFields(props: FieldsProps): ReactElement {
  const t = useT()
  const { typed, set } = props
  return (
    <div className="columns-2">
      <UnitPicker
        label={t('event.newTown')}
        kind="town"
        value={typed.into}
        onChange={(into) => set({ into })}
      />
      <CodeField {...props} />
    </div>
  )
}
