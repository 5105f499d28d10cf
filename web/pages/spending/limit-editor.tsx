import { type ReactElement, useState } from 'react'
import type { Text } from '../../../src/kernel/text.ts'
import type { In } from '../../api.ts'
import { useT } from '../../locale/spending.ts'
import { say } from '../../locale/translate.ts'
import { useMe } from '../../session.tsx'
import { DayField, TextField } from '../../ui/field.tsx'
import { Notice, Panel } from '../../ui/page.tsx'
import { readAmount } from '../ledger/entry.ts'
import type { FaultBook } from '../registry/use-trial.ts'
import { RefusedRest, useWrite } from '../registry/write-dialog.tsx'
import type { Matrix } from './limits.tsx'
import {
  BASIS_WORDS,
  CLASS_WORDS,
  keysOf,
  KIND_WORDS,
  ORGAN_WORDS,
  READING_WORDS,
} from './words.ts'
import '../../ui/stack-table.css'

type Row = Matrix['rows'][number]
type Terms = Matrix['terms']

/** A row while it is typed: amounts as text, an empty upper end for none. */
type RowDraft = Omit<Row, 'below'> & { readonly below: string }

const draftOf = (row: Row): RowDraft => ({ ...row, below: row.below ?? '' })

const rowOf = (draft: RowDraft): Row => ({
  ...draft,
  from: readAmount(draft.from) ?? draft.from,
  below: draft.below.trim() === '' ? null : (readAmount(draft.below) ?? draft.below),
  readings: draft.kind === 'contract' ? ['contract'] : draft.readings,
})

const NEW_ROW: RowDraft = {
  organ: 'supervisors',
  kind: 'expense',
  classes: [],
  from: '0.00',
  below: '',
  readings: ['payment'],
  windowDays: 30,
  basis: 'charter',
  lock: false,
}

type TermDraft = Readonly<Record<string, string>>

const TERM_LABELS = {
  quotesFrom: 'limits.quotesFrom',
  quotesLeast: 'limits.quotesLeast',
  emergencyDays: 'limits.emergencyDays',
  expiryDays: 'limits.expiryDays',
  'risk.factorMedium': 'limits.factorMedium',
  'risk.factorHigh': 'limits.factorHigh',
  'risk.totalMedium': 'limits.totalMedium',
  'risk.totalHigh': 'limits.totalHigh',
} as const
type TermName = keyof typeof TERM_LABELS

const termsDraft = ({ risk, ...terms }: Terms): TermDraft => ({
  ...Object.fromEntries(Object.entries(terms).map(([name, value]) => [name, String(value)])),
  ...Object.fromEntries(
    Object.entries(risk).map(([name, value]) => [`risk.${name}`, String(value)]),
  ),
})

/** The settings as the server takes them; null while one is no number. */
function termsOf(draft: TermDraft): Terms | null {
  const count = (name: TermName): number => {
    const typed = (draft[name] ?? '').trim()
    return /^\d{1,4}$/.test(typed) ? Number(typed) : -1
  }
  const quotesFrom = readAmount(draft['quotesFrom'] ?? '')
  const terms = {
    quotesLeast: count('quotesLeast'),
    emergencyDays: count('emergencyDays'),
    expiryDays: count('expiryDays'),
  }
  const risk = {
    factorMedium: count('risk.factorMedium'),
    factorHigh: count('risk.factorHigh'),
    totalMedium: count('risk.totalMedium'),
    totalHigh: count('risk.totalHigh'),
  }
  const wrong = [...Object.values(terms), ...Object.values(risk)].some((value) => value < 0)
  return quotesFrom === null || wrong ? null : { quotesFrom, ...terms, risk }
}

/** The whole matrix as a new version: gaps and overlaps are shown at their row while it is typed. */
export function LimitEditor(props: { data: Matrix; close: () => void }): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const { data, close } = props
  const [rows, setRows] = useState<readonly RowDraft[]>(() => data.rows.map(draftOf))
  const [draft, setDraft] = useState<TermDraft>(() => termsDraft(data.terms))
  const [validFrom, setValidFrom] = useState<string>(clock.today)
  const [source, setSource] = useState('')
  const terms = termsOf(draft)
  // What the matrix says is judged before its document is named.
  const judged: In<'saveLimits'> | null =
    terms === null
      ? null
      : {
          rows: rows.map(rowOf),
          terms,
          validFrom: validFrom as In<'saveLimits'>['validFrom'],
          source: source.trim() === '' ? '—' : source.trim(),
        }
  const write = useWrite({ verb: 'saveLimits', input: judged, onDone: close })
  const { faults } = write
  const named = source.trim() !== ''
  return (
    <form
      className="stack"
      onKeyDown={named ? write.onKeyDown : undefined}
      onSubmit={(event) => {
        event.preventDefault()
        if (named) write.submit()
      }}
    >
      <Panel title={t('limits.title')} hint={t('limits.lockHint')}>
        <Rows rows={rows} onChange={setRows} faults={faults} />
        {write.trial.data === undefined ? null : <Notice tone="pass">{t('limits.right')}</Notice>}
        {faults.at('rows') === null ? null : <Notice tone="fail">{faults.at('rows')}</Notice>}
      </Panel>
      <TermsPanel draft={draft} onChange={setDraft} faults={faults} />
      <Panel title={t('limits.source')}>
        <div className="form-grid">
          <TextField
            label={t('limits.source')}
            required
            value={source}
            error={faults.at('source')}
            onChange={setSource}
          />
          <DayField label={t('limits.validFrom')} value={validFrom} onChange={setValidFrom} />
        </div>
        <RefusedRest error={write.error} faults={faults} />
        <div className="form-foot">
          <button
            type="submit"
            className="button button-primary"
            disabled={!write.ready || !named || write.trial.error !== null}
          >
            {t('limits.save')} <kbd>Ctrl+Enter</kbd>
          </button>
          <button type="button" className="button" onClick={close}>
            {t('common.cancel')}
          </button>
        </div>
      </Panel>
    </form>
  )
}

function TermsPanel(props: {
  draft: TermDraft
  onChange: (draft: TermDraft) => void
  faults: FaultBook
}): ReactElement {
  const t = useT()
  const { draft, onChange, faults } = props
  return (
    <Panel title={t('limits.terms')}>
      <div className="form-grid">
        {(Object.keys(TERM_LABELS) as TermName[]).map((name) => (
          <TextField
            key={name}
            label={t(TERM_LABELS[name])}
            inputMode="decimal"
            className="input num"
            value={draft[name] ?? ''}
            error={faults.at(`terms.${name}`)}
            onChange={(value) => onChange({ ...draft, [name]: value })}
          />
        ))}
      </div>
    </Panel>
  )
}

function Rows(props: {
  rows: readonly RowDraft[]
  onChange: (rows: readonly RowDraft[]) => void
  faults: FaultBook
}): ReactElement {
  const t = useT()
  const { rows, onChange, faults } = props
  return (
    <div className="table-scroll">
      <table className="table table-small limit-table stack-table">
        <thead>
          <tr>
            {(
              [
                'limits.organ',
                'limits.what',
                'limits.classes',
                'limits.from',
                'limits.below',
                'limits.readings',
                'limits.window',
                'limits.basis',
                'limits.lock',
              ] as const
            ).map((label) => (
              <th key={label} scope="col">
                {t(label)}
              </th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <EditRow
              key={i}
              at={i}
              row={row}
              faults={faults}
              onChange={(part) =>
                onChange(rows.map((one, at) => (at === i ? { ...one, ...part } : one)))
              }
              onRemove={() => onChange(rows.filter((_, at) => at !== i))}
            />
          ))}
        </tbody>
      </table>
      <button type="button" className="button-link" onClick={() => onChange([...rows, NEW_ROW])}>
        {t('limits.add')}
      </button>
    </div>
  )
}

interface RowProps {
  readonly at: number
  readonly row: RowDraft
  readonly faults: FaultBook
  readonly onChange: (part: Partial<RowDraft>) => void
  readonly onRemove: () => void
}

/** A closed list as a cell, named by its column and row. */
function Pick<K extends string>(props: {
  label: string
  words: Readonly<Record<K, Text>>
  value: K
  onChange: (value: K) => void
}): ReactElement {
  return (
    <select
      className="input"
      aria-label={props.label}
      value={props.value}
      onChange={(event) => props.onChange(event.target.value as K)}
    >
      {keysOf(props.words).map((key) => (
        <option key={key} value={key}>
          {say(props.words[key])}
        </option>
      ))}
    </select>
  )
}

/** Some of a closed list, each with its box. */
function Some<K extends string>(props: {
  words: Readonly<Record<K, Text>>
  chosen: readonly K[]
  onChange: (chosen: K[]) => void
}): ReactElement {
  const { words, chosen, onChange } = props
  const flip = (one: K): void =>
    onChange(chosen.includes(one) ? chosen.filter((each) => each !== one) : [...chosen, one])
  return (
    <div className="readings">
      {keysOf(words).map((one) => (
        <label key={one} className="check nowrap">
          <input type="checkbox" checked={chosen.includes(one)} onChange={() => flip(one)} />
          {say(words[one])}
        </label>
      ))}
    </div>
  )
}

function Amount(props: {
  label: string
  value: string
  narrow?: true
  onChange: (value: string) => void
}): ReactElement {
  return (
    <input
      className={props.narrow === true ? 'input num window' : 'input num'}
      inputMode="decimal"
      aria-label={props.label}
      value={props.value}
      onChange={(event) => props.onChange(event.target.value)}
    />
  )
}

const FAULTY = ['', '.from', '.below', '.readings'] as const

function EditRow({ at, row, faults, onChange, onRemove }: RowProps): ReactElement {
  const t = useT()
  const n = at + 1
  const wrong = FAULTY.map((field) => faults.at(`rows[${at}]${field}`)).filter(
    (fault) => fault !== null,
  )
  const label = (
    key: 'limits.organ' | 'limits.what' | 'limits.basis' | 'limits.lock' | 'limits.remove',
  ): string => `${t(key)} ${n}`
  return (
    <tr>
      <td>
        <Pick
          label={label('limits.organ')}
          words={ORGAN_WORDS}
          value={row.organ}
          onChange={(organ) => onChange({ organ })}
        />
        {wrong.map((fault) => (
          <p key={fault} className="field-error">
            {fault}
          </p>
        ))}
      </td>
      <td data-title={t('limits.what')}>
        <Pick
          label={label('limits.what')}
          words={KIND_WORDS}
          value={row.kind}
          onChange={(kind) => onChange({ kind })}
        />
      </td>
      <ScopeCells row={row} at={at} onChange={onChange} />
      <td data-title={t('limits.basis')}>
        <Pick
          label={label('limits.basis')}
          words={BASIS_WORDS}
          value={row.basis}
          onChange={(basis) => onChange({ basis })}
        />
      </td>
      <td data-title={t('limits.lock')}>
        <input
          type="checkbox"
          aria-label={label('limits.lock')}
          checked={row.lock}
          onChange={(event) => onChange({ lock: event.target.checked })}
        />
      </td>
      <td>
        <button
          type="button"
          className="button-link nowrap"
          aria-label={label('limits.remove')}
          onClick={onRemove}
        >
          {t('spend.quotesRemove')}
        </button>
      </td>
    </tr>
  )
}

/** What a row measures: classes, band, readings, window. */
function ScopeCells({ at, row, onChange }: Omit<RowProps, 'faults' | 'onRemove'>): ReactElement {
  const t = useT()
  const n = at + 1
  const all = row.classes.length === 0
  return (
    <>
      <td data-title={t('limits.classes')}>
        <details>
          <summary>
            {all ? t('limits.all') : row.classes.map((one) => say(CLASS_WORDS[one])).join('、')}
          </summary>
          <Some
            words={CLASS_WORDS}
            chosen={row.classes}
            onChange={(classes) => onChange({ classes })}
          />
        </details>
      </td>
      <td data-title={t('limits.from')}>
        <Amount
          label={`${t('limits.from')} ${n}`}
          value={row.from}
          onChange={(from) => onChange({ from })}
        />
      </td>
      <td data-title={t('limits.below')}>
        <Amount
          label={`${t('limits.below')} ${n}`}
          value={row.below}
          onChange={(below) => onChange({ below })}
        />
      </td>
      <td data-title={t('limits.readings')}>
        {row.kind === 'contract' ? (
          '—'
        ) : (
          <Some
            words={READING_WORDS}
            chosen={row.readings}
            onChange={(readings) => onChange({ readings })}
          />
        )}
      </td>
      <td data-title={t('limits.window')}>
        <Amount
          narrow
          label={`${t('limits.window')} ${n}`}
          value={String(row.windowDays)}
          onChange={(typed) =>
            onChange({ windowDays: Number(typed.replaceAll(/\D/g, '').slice(0, 3)) })
          }
        />
      </td>
    </>
  )
}
