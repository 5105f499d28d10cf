import type { ReactElement } from 'react'
import type { Fault } from '../../../src/kernel/refusal.ts'
import { isRefusal } from '../../api.ts'
import { useT } from '../../locale/division.ts'
import { say } from '../../locale/translate.ts'
import { Icon } from '../../ui/icon.tsx'
import { Notice } from '../../ui/page.tsx'
import { Refused } from '../../ui/state.tsx'
import '../exchange/exchange.css'

/* A CSV file on its way in: chosen, read as text, and what is wrong with it line by line. */

export interface CsvFile {
  readonly name: string
  readonly csv: string
}

/** A list as text: UTF-8, or GB 18030, in which spreadsheets here save by habit. */
async function textOf(file: File): Promise<string> {
  const bytes = await file.arrayBuffer()
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

/** Takes a CSV file, by the button or dropped onto it; `columns` says what must be in it. */
export function CsvField(props: {
  file: CsvFile | null
  columns: string
  onFile: (file: CsvFile | null) => void
}): ReactElement {
  const t = useT()
  const take = async (file: File | undefined): Promise<void> =>
    props.onFile(file === undefined ? null : { name: file.name, csv: await textOf(file) })
  return (
    <label
      className="drop"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        void take(event.dataTransfer.files[0])
      }}
    >
      <Icon name="import" size={24} />
      <span>{props.file === null ? t('divisions.drop') : props.file.name}</span>
      <span className="muted small">{props.columns}</span>
      <input
        type="file"
        className="visually-hidden"
        accept=".csv,text/csv"
        onChange={(event) => void take(event.target.files?.[0])}
      />
    </label>
  )
}

/** `csv!12:code` is line 12, column code. */
const placeOf = (fault: Fault): { line: string; column: string } => {
  const [, line = '', column = ''] = /^csv!(\d+)(?::(\w+))?$/.exec(fault.path) ?? []
  return { line, column }
}

const SHOWN = 200

/** What is wrong with the file, line by line, so that it can be mended where it stands. */
export function CsvFaults(props: {
  error: unknown
  /** Headings of the file by the names the server knows its columns by. */
  heads?: Readonly<Record<string, string>>
}): ReactElement {
  const t = useT()
  const { error, heads = {} } = props
  const faults = isRefusal(error) ? error.faults : []
  const placed = faults.filter((fault) => fault.path.startsWith('csv!'))
  if (placed.length === 0) return <Refused error={error} write />
  return (
    <div className="stack">
      <Notice tone="fail">{t('divisions.faults', { n: faults.length })}</Notice>
      <div className="table-scroll" tabIndex={0} role="group" aria-label={t('divisions.what')}>
        <table className="table table-small">
          <thead>
            <tr>
              <th scope="col" className="num">
                {t('divisions.line')}
              </th>
              <th scope="col">{t('divisions.column')}</th>
              <th scope="col">{t('divisions.what')}</th>
            </tr>
          </thead>
          <tbody>
            {faults.slice(0, SHOWN).map((fault) => (
              <tr key={`${fault.path}${fault.text.en}`}>
                <td className="num">{placeOf(fault).line || '—'}</td>
                <td className="mono">
                  {heads[placeOf(fault).column] ?? (placeOf(fault).column || '—')}
                </td>
                <td>{say(fault.text).replace(/^第 \d+ 行[：:]|^line \d+: /, '')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {faults.length > SHOWN ? (
        <p className="muted small">{t('divisions.moreRows', { n: faults.length - SHOWN })}</p>
      ) : null}
    </div>
  )
}
