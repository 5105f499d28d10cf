import { type KeyboardEvent, type ReactElement, useRef, useState } from 'react'
import type { In } from '../../api.ts'
import { useT } from '../../locale/governance.ts'
import { asWritten, comma } from '../../locale/translate.ts'
import { useAct } from '../../query.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { Refused } from '../../ui/state.tsx'
import type { Matter, Meeting } from './words.ts'

type Row = In<'recordCount'>['rows'][number]

/** One key a mark: what counters say aloud. */
const KEYS: Readonly<Record<string, Pick<Row, 'choice' | 'void'>>> = {
  '1': { choice: ['yes'] },
  '2': { choice: ['no'] },
  '3': { choice: ['abstain'] },
  '0': { choice: [], void: true },
}

const spelt = (typed: string): string => {
  const plain = typed.toUpperCase().replaceAll(/[^0-9A-Z]/g, '')
  return plain.length === 7 ? `${plain.slice(0, 3)}-${plain.slice(3)}` : ''
}

/** What has been counted so far: one row a ballot, the last word on a code counts. */
function useCount(election: boolean) {
  const [rows, setRows] = useState<readonly Row[]>([])
  const [typed, setTyped] = useState('')
  const [marks, setMarks] = useState<readonly string[]>([])
  const code = useRef<HTMLInputElement>(null)
  const add = (mark: Pick<Row, 'choice' | 'void'>): void => {
    const number = spelt(typed)
    if (number === '') return
    setRows([...rows.filter((row) => row.code !== number), { code: number, ...mark }])
    setTyped('')
    setMarks([])
    code.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const mark = KEYS[event.key]
    const complete = spelt(typed) !== ''
    if (!election && complete && mark !== undefined) {
      event.preventDefault()
      add(mark)
    }
    if (election && complete && event.key === 'Enter') {
      event.preventDefault()
      add({ choice: [...marks] })
    }
  }
  const remove = (number: string): void => setRows(rows.filter((row) => row.code !== number))
  return { rows, remove, typed, setTyped, marks, setMarks, code, add, onKeyDown }
}

/** A count of paper ballots, by one person alone: code, mark, next; nothing is sent before the end. */
export function CountForm(props: {
  meeting: Meeting
  matter: Matter
  close: () => void
}): ReactElement {
  const t = useT()
  const { meeting, matter, close } = props
  const act = useAct('recordCount')
  const election = matter.seats !== null
  const { rows, remove, typed, setTyped, marks, setMarks, code, add, onKeyDown } =
    useCount(election)
  const save = (): void =>
    act.mutate(
      { input: { meetingId: meeting.meetingId, matterId: matter.matterId, rows: [...rows] } },
      { onSuccess: close },
    )
  return (
    <Dialog
      open
      wide
      title={t('v.count')}
      onClose={close}
      actions={
        <>
          <span className="muted">{t('v.countRows', { n: rows.length })}</span>
          <button
            type="button"
            className="button button-primary"
            disabled={act.isPending}
            onClick={save}
          >
            {t('v.countSave')}
          </button>
        </>
      }
    >
      <div className="stack" onKeyDown={onKeyDown}>
        <p className="muted">{t(election ? 'v.countHintElection' : 'v.countHint')}</p>
        <Field label={t('v.code')}>
          {(attributes) => (
            <input
              {...attributes}
              ref={code}
              className="input mono gov-code"
              autoComplete="off"
              // The first ballot is typed at once; a dialog opened to count has nothing else to begin with.
              autoFocus
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </Field>
        {election ? (
          <Candidates matter={matter} marks={marks} setMarks={setMarks} add={add} />
        ) : (
          <Marks disabled={spelt(typed) === ''} add={add} />
        )}
        <Counted matter={matter} rows={rows} remove={remove} />
        {act.error === null ? null : <Refused error={act.error} write />}
      </div>
    </Dialog>
  )
}

/** The four marks as buttons, with the key of each. */
function Marks(props: {
  disabled: boolean
  add: (mark: Pick<Row, 'choice' | 'void'>) => void
}): ReactElement {
  const t = useT()
  const { disabled, add } = props
  return (
    <div className="row">
      {(['yes', 'no', 'abstain', 'void'] as const).map((key, i) => (
        <button
          key={key}
          type="button"
          className="button"
          disabled={disabled}
          onClick={() => add(KEYS[String((i + 1) % 4)] ?? { choice: [] })}
        >
          {(i + 1) % 4} {t(`v.${key}`)}
        </button>
      ))}
    </div>
  )
}

function Candidates(props: {
  matter: Matter
  marks: readonly string[]
  setMarks: (marks: readonly string[]) => void
  add: (mark: Pick<Row, 'choice' | 'void'>) => void
}): ReactElement {
  const t = useT()
  const { matter, marks, setMarks, add } = props
  return (
    <>
      <fieldset className="gov-picks">
        <legend>{t('a.candidates')}</legend>
        {matter.candidates.map(({ candidateId, name }) => (
          <label key={candidateId} className="check">
            <input
              type="checkbox"
              checked={marks.includes(candidateId)}
              onChange={(event) =>
                setMarks(
                  event.target.checked
                    ? [...marks, candidateId]
                    : marks.filter((id) => id !== candidateId),
                )
              }
            />
            {asWritten(name)}
          </label>
        ))}
      </fieldset>
      <div className="row">
        <button type="button" className="button" onClick={() => add({ choice: [...marks] })}>
          {t('v.countAdd')}
        </button>
        <button type="button" className="button" onClick={() => add({ choice: [], void: true })}>
          {t('v.void')}
        </button>
      </div>
    </>
  )
}

function Counted(props: {
  matter: Matter
  rows: readonly Row[]
  remove: (code: string) => void
}): ReactElement {
  const t = useT()
  const { matter, rows, remove } = props
  const names = new Map(matter.candidates.map(({ candidateId, name }) => [candidateId, name]))
  const said = (row: Row): string => {
    if (row.void === true) return t('v.void')
    if (row.choice.length === 0) return t('v.abstain')
    return row.choice
      .map((one) =>
        one === 'yes' || one === 'no' || one === 'abstain'
          ? t(`v.${one}`)
          : (names.get(one) ?? one),
      )
      .join(comma())
  }
  return (
    <ul className="gov-counted">
      {rows.toReversed().map((row) => (
        <li key={row.code}>
          <span className="mono">{row.code}</span> {said(row)}{' '}
          <button type="button" className="button-link" onClick={() => remove(row.code)}>
            {t('a.remove')}
          </button>
        </li>
      ))}
    </ul>
  )
}
