import { type KeyboardEvent, type ReactElement, useState } from 'react'
import { useT } from '../../locale/statements.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { useAct, useRead } from '../../query.ts'
import { showInstant } from '../../ui/figures.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Notice, Panel, Tag } from '../../ui/page.tsx'
import { Loaded, Refused } from '../../ui/state.tsx'
import {
  type Changes,
  type Field,
  FIELD_NAMES,
  FIELDS,
  type ListLine,
  type Notes,
  type Typed,
  typedOf,
  writtenOf,
} from './notes.ts'

interface EditorProps {
  readonly coopId: string
  readonly year: number
  readonly close: () => void
}

/** The parts of the notes that no book holds, typed in; every version stays. */
export function NotesEditor(props: EditorProps): ReactElement {
  const { coopId, year } = props
  const read = useRead('readStatementNotes', { coopId, year }, { keep: false })
  return (
    <Loaded read={read} lines={10}>
      {(notes) => <Form {...props} notes={notes} />}
    </Loaded>
  )
}

function Form({ coopId, year, close, notes }: EditorProps & { notes: Notes }): ReactElement {
  const t = useT()
  const act = useAct('writeStatementNotes')
  const [changes, setChanges] = useState<Changes>({})
  const written = writtenOf(notes, changes)
  const count = Object.keys(changes).length
  const save = (): void => {
    if (written === null || written.length === 0 || act.isPending) return
    act.mutate({ input: { coopId, year, fields: [...written] } }, { onSuccess: close })
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    save()
  }
  return (
    <div className="stack notes-editor" onKeyDown={onKeyDown}>
      <p>{t('notes.hint', { year: String(year) })}</p>
      {FIELD_NAMES.map((field) => (
        <FieldPanel
          key={field}
          field={field}
          notes={notes}
          changed={changes[field]}
          change={(typed) => setChanges({ ...changes, [field]: typed })}
        />
      ))}
      {written === null ? <Notice tone="depends">{t('notes.unread')}</Notice> : null}
      {act.error === null ? null : <Refused error={act.error} write />}
      <div className="row notes-foot">
        <button
          type="button"
          className="button button-primary"
          disabled={written === null || written.length === 0 || act.isPending}
          onClick={save}
        >
          {t('notes.save', { n: count })} <kbd>Ctrl+Enter</kbd>
        </button>
        <button type="button" className="button" onClick={close}>
          {t('common.cancel')}
        </button>
      </div>
    </div>
  )
}

interface FieldProps {
  readonly field: Field
  readonly notes: Notes
  /** Undefined: as it stands. */
  readonly changed: Typed | undefined
  readonly change: (typed: Typed) => void
}

function FieldPanel({ field, notes, changed, change }: FieldProps): ReactElement {
  const t = useT()
  const { kind, item, title } = FIELDS[field]
  const stands = notes.fields.find((one) => one.note.field === field)
  const before = notes.before.find((one) => one.field === field)
  const typed =
    changed === undefined ? (stands === undefined ? null : typedOf(stands.note)) : changed
  const [latest] = stands?.versions ?? []
  return (
    <Panel
      title={say(title)}
      hint={t('notes.item', { n: item })}
      extra={
        <span className="row">
          {typed === null ? <Tag tone="depends">{t('notes.nothing')}</Tag> : null}
          {before === undefined ? null : (
            <button type="button" className="button" onClick={() => change(typedOf(before))}>
              {t('notes.asBefore')}
            </button>
          )}
          <button
            type="button"
            className="button"
            onClick={() => change(kind === 'list' ? { kind, lines: [] } : { kind, text: '无。' })}
          >
            {t('notes.none')}
            <span className="visually-hidden"> {say(title)}</span>
          </button>
        </span>
      }
    >
      {kind === 'text' ? (
        <textarea
          className="input"
          rows={3}
          aria-label={say(title)}
          lang="zh-CN"
          value={typed?.kind === 'text' ? typed.text : ''}
          onChange={(event) => change({ kind: 'text', text: event.target.value })}
        />
      ) : (
        <ListField
          field={field}
          lines={typed?.kind === 'list' ? typed.lines : null}
          change={(lines) => change({ kind: 'list', lines })}
        />
      )}
      {latest === undefined ? null : (
        <p className="muted small">
          {t('notes.version', {
            at: showInstant(latest.recordedAt),
            by: asWritten(latest.recordedBy),
            n: stands?.versions.length ?? 1,
          })}
        </p>
      )}
    </Panel>
  )
}

const EMPTY: ListLine = { name: '', amount: '', remark: '' }
const CELLS = ['name', 'amount', 'remark'] as const

/** Lines of a name, an amount and a remark; of officers a post, a name and a change. */
function ListField(props: {
  field: Field
  /** Null: nothing was said; empty: there are none. */
  lines: readonly ListLine[] | null
  change: (lines: readonly ListLine[]) => void
}): ReactElement {
  const t = useT()
  const { field, lines, change } = props
  const { columns, title } = FIELDS[field]
  const shown = lines ?? []
  const set = (at: number, part: Partial<ListLine>): void =>
    change(shown.map((line, i) => (i === at ? { ...line, ...part } : line)))
  return (
    <>
      {lines !== null && lines.length === 0 ? <p>{t('notes.noneSaid')}</p> : null}
      {shown.length === 0 || columns === undefined ? null : (
        <div className="table-scroll">
          <table className="table table-small">
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column.en} scope="col">
                    {say(column)}
                  </th>
                ))}
                <td />
              </tr>
            </thead>
            <tbody>
              {shown.map((line, at) => (
                <tr key={at}>
                  {CELLS.map((cell, i) => (
                    <td key={cell}>
                      <input
                        className="input"
                        lang="zh-CN"
                        aria-label={`${say(title)} ${at + 1} ${say(columns[i] ?? title)}`}
                        {...(cell === 'amount' && field !== 'officers'
                          ? { inputMode: 'decimal' as const }
                          : {})}
                        value={line[cell]}
                        onChange={(event) => set(at, { [cell]: event.target.value })}
                      />
                    </td>
                  ))}
                  <td>
                    <button
                      type="button"
                      className="button-plain"
                      aria-label={t('notes.removeLine', { n: at + 1 })}
                      onClick={() => change(shown.toSpliced(at, 1))}
                    >
                      <Icon name="close" />
                    </button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p>
        <button type="button" className="button" onClick={() => change([...shown, EMPTY])}>
          <Icon name="add" /> {t('notes.addLine')}
          <span className="visually-hidden"> {say(title)}</span>
        </button>
      </p>
    </>
  )
}
