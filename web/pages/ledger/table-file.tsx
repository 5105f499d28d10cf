import type { ReactElement } from 'react'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/ledger.ts'
import { say } from '../../locale/translate.ts'
import { Field } from '../../ui/field.tsx'
import { Tag } from '../../ui/page.tsx'
import { base64Of } from './photo.ts'

/* A table out of a file on its way into the books: chosen, looked into, corrected. */

const MAX_BYTES = 12 * 1024 * 1024

export interface TableFile {
  readonly fileName: string
  readonly content: string
}

type VoucherFile = In<'previewVoucherFile'>
export type Mapping = NonNullable<VoucherFile['mapping']>
type Guess = Out<'previewVoucherFile'>['mapping']
export type Fault = Out<'previewVoucherFile'>['faults'][number]

/** The letters over a column of a spreadsheet: 1 → A, 28 → AB. */
export function columnLetters(column: number): string {
  let letters = ''
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  }
  return letters
}

/** Takes a workbook or a CSV file, by the button or dropped onto it. */
export function FileChoice(props: {
  label: string
  file: TableFile | null
  onFile: (file: TableFile) => void
  onTooLarge: () => void
}): ReactElement {
  const t = useT()
  const take = async (chosen: File | undefined): Promise<void> => {
    if (chosen === undefined) return
    if (chosen.size > MAX_BYTES) return props.onTooLarge()
    props.onFile({ fileName: chosen.name, content: await base64Of(chosen) })
  }
  return (
    <div
      className="file-drop"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        void take(event.dataTransfer.files[0])
      }}
    >
      <Field label={props.label} hint={t('files.fileHint')}>
        {(attributes) => (
          <input
            {...attributes}
            type="file"
            accept=".xlsx,.csv"
            onChange={(event) => {
              void take(event.target.files?.[0])
              // The same file, mended, may be chosen again.
              event.target.value = ''
            }}
          />
        )}
      </Field>
      {props.file === null ? null : <p className="file-name">{props.file.fileName}</p>}
    </div>
  )
}

interface MappingProps {
  readonly guess: Guess
  readonly fields: readonly string[]
  readonly fieldName: (field: string) => string
  readonly mapping: Mapping
  readonly onChange: (mapping: Mapping) => void
}

/** What each column was taken for; what was guessed wrong is set right here. */
export function MappingTable(props: MappingProps): ReactElement {
  const t = useT()
  const { guess, onChange } = props
  return (
    <details className="mapping">
      <summary>
        {t('files.mapping', { sheet: guess.sheet, row: guess.headerRow, n: guess.columns.length })}
      </summary>
      <label className="entry-field">
        <span>{t('files.headerRow')}</span>
        <input
          className="cell cell-boxed cell-count"
          inputMode="numeric"
          defaultValue={guess.headerRow}
          key={guess.headerRow}
          onBlur={(event) => {
            const row = Number(event.target.value)
            if (Number.isInteger(row) && row > 0 && row !== guess.headerRow) {
              onChange({ sheet: guess.sheet, headerRow: row })
            }
          }}
        />
      </label>
      <Columns {...props} />
    </details>
  )
}

function Columns(props: MappingProps): ReactElement {
  const t = useT()
  const { guess, mapping, onChange } = props
  const set = (column: number, field: string): void => {
    const others = (mapping.columns ?? []).filter((one) => one.column !== column)
    onChange({ ...mapping, sheet: guess.sheet, columns: [...others, { column, field }] })
  }
  return (
    <div className="table-scroll" tabIndex={0} role="group" aria-label={t('files.columns')}>
      <table className="table table-small">
        <thead>
          <tr>
            <th scope="col">{t('files.column')}</th>
            <th scope="col">{t('files.heading')}</th>
            <th scope="col">{t('files.meaning')}</th>
          </tr>
        </thead>
        <tbody>
          {guess.columns.map((one) => (
            <tr key={one.column}>
              <td>{columnLetters(one.column)}</td>
              <th scope="row">{one.heading}</th>
              <td>
                <select
                  className="cell cell-boxed"
                  aria-label={t('files.meaningOf', { heading: one.heading })}
                  value={one.field}
                  onChange={(event) => set(one.column, event.target.value)}
                >
                  <option value="ignore">{t('files.ignore')}</option>
                  {props.fields.map((field) => (
                    <option key={field} value={field}>
                      {props.fieldName(field)}
                    </option>
                  ))}
                </select>
                {one.confidence === 'part' ? <Tag tone="depends">{t('files.guessed')}</Tag> : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Where a fault stands: sheet, row and column as the spreadsheet shows them. */
function Place({ fault }: { fault: Fault }): ReactElement {
  const t = useT()
  const { sheet, row, column } = fault
  if (row === 0) return <>{sheet}</>
  return (
    <>
      {column === 0
        ? t('files.atRow', { sheet, row: String(row) })
        : t('files.atCell', { sheet, row: String(row), column: columnLetters(column) })}
    </>
  )
}

const SHOWN = 200

/** Everything that keeps a file out, each at its place; a file is taken whole or not at all. */
export function FileFaults({ faults }: { faults: readonly Fault[] }): ReactElement | null {
  const t = useT()
  if (faults.length === 0) return null
  return (
    <div
      className="table-scroll table-tall"
      tabIndex={0}
      role="group"
      aria-label={t('files.faults')}
    >
      <table className="table table-small">
        <thead>
          <tr>
            <th scope="col">{t('files.place')}</th>
            <th scope="col">{t('files.what')}</th>
          </tr>
        </thead>
        <tbody>
          {faults.slice(0, SHOWN).map((fault, i) => (
            <tr key={i}>
              <th scope="row" className="nowrap">
                <Place fault={fault} />
              </th>
              <td>
                <Tag tone={fault.level === 'error' ? 'fail' : 'depends'}>
                  {t(`files.level.${fault.level}`)}
                </Tag>{' '}
                {say(fault.text)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
