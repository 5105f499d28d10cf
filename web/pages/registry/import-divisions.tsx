import { type ReactElement, useState } from 'react'
import type { Fault } from '../../../src/kernel/refusal.ts'
import { type In, isRefusal, type Out } from '../../api.ts'
import { useT } from '../../locale/division.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useMe } from '../../session.tsx'
import { csvOf, saveText } from '../../ui/csv.ts'
import { DayField, TextField } from '../../ui/field.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Notice, Panel } from '../../ui/page.tsx'
import { Refused, Skeleton } from '../../ui/state.tsx'
import { Findings } from './reconciliation.tsx'
import { useWrite } from './write-dialog.tsx'
import '../exchange/exchange.css'

interface Typed {
  readonly vintage: string
  readonly effectiveFrom: string
  readonly source: string
}

interface Chosen {
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

const SAMPLE = csvOf([
  ['code', 'name', 'level', 'parent'],
  ['999901', '示例县', 'county', ''],
  ['999901101', '示例镇', 'town', '999901'],
  ['999901101201', '示例一村村民委员会', 'village', '999901101'],
  ['999901101001', '示例社区居民委员会', 'community', '999901101'],
])

function inputOf(typed: Typed, file: Chosen | null): In<'importDivisions'> | null {
  const [vintage, source] = [typed.vintage.trim(), typed.source.trim()]
  if (file === null || vintage === '' || source === '' || typed.effectiveFrom === '') return null
  return { vintage, source, effectiveFrom: typed.effectiveFrom, csv: file.csv }
}

/** A newer list of divisions: what it would change stands there before anything is changed. */
export function ImportDivisions(props: {
  done: Out<'importDivisions'> | null
  onDone: (answer: Out<'importDivisions'>) => void
}): ReactElement {
  const t = useT()
  const [typed, setTyped] = useState<Typed>({ vintage: '', effectiveFrom: '', source: '' })
  const [file, setFile] = useState<Chosen | null>(null)
  const input = inputOf(typed, file)
  const write = useWrite({
    verb: 'importDivisions',
    input,
    onDone: (answer) => {
      setFile(null)
      setTyped({ vintage: '', effectiveFrom: '', source: '' })
      props.onDone(answer)
    },
  })
  const set = (change: Partial<Typed>): void => setTyped({ ...typed, ...change })
  return (
    <Panel
      title={t('divisions.import')}
      hint={t('divisions.importHint')}
      extra={
        <button
          type="button"
          className="button-link"
          onClick={() => saveText(`${t('divisions.sample')}.csv`, SAMPLE)}
        >
          {t('divisions.sample')}
        </button>
      }
    >
      <div className="stack" onKeyDown={write.onKeyDown}>
        {props.done === null ? null : <Done answer={props.done} />}
        <div className="columns-2">
          <ListFields typed={typed} set={set} write={write} />
          <FileField file={file} onFile={setFile} />
        </div>
        <Preview write={write} asked={input !== null} />
        <div className="row">
          <button
            type="button"
            className="button button-primary"
            disabled={write.trial.data === undefined || !write.ready}
            onClick={write.submit}
          >
            {t('divisions.importDo')}
          </button>
          <span className="muted small">{t('divisions.importFinal')}</span>
        </div>
      </div>
    </Panel>
  )
}

function ListFields(props: {
  typed: Typed
  set: (change: Partial<Typed>) => void
  write: ReturnType<typeof useWrite<'importDivisions'>>
}): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const { typed, set, write } = props
  return (
    <>
      <TextField
        label={t('divisions.vintage')}
        hint={t('divisions.vintageHint')}
        value={typed.vintage}
        error={write.faults.at('vintage')}
        onChange={(vintage) => set({ vintage })}
      />
      <DayField
        label={t('divisions.effectiveFrom')}
        value={typed.effectiveFrom}
        max={clock.today}
        onChange={(effectiveFrom) => set({ effectiveFrom })}
      />
      <TextField
        label={t('divisions.source')}
        value={typed.source}
        error={write.faults.at('source')}
        onChange={(source) => set({ source })}
      />
    </>
  )
}

function Done({ answer }: { answer: Out<'importDivisions'> }): ReactElement {
  const t = useT()
  return (
    <Notice tone="pass">
      {t('divisions.imported', { vintage: asWritten(answer.vintage), open: answer.counts.open })}{' '}
      <Go to={paths.divisions({ tab: 'work' })}>{t('divisions.toWork')}</Go>
    </Notice>
  )
}

function FileField(props: {
  file: Chosen | null
  onFile: (file: Chosen | null) => void
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
      <span className="muted small">{t('divisions.columns')}</span>
      <input
        type="file"
        className="visually-hidden"
        accept=".csv,text/csv"
        onChange={(event) => void take(event.target.files?.[0])}
      />
    </label>
  )
}

function Preview(props: {
  write: ReturnType<typeof useWrite<'importDivisions'>>
  asked: boolean
}): ReactElement | null {
  const { write, asked } = props
  if (!asked) return null
  if (write.error !== null && write.error !== undefined) return <Places error={write.error} />
  if (write.trial.data === undefined) return <Skeleton lines={4} />
  return <Findings data={write.trial.data} />
}

/** `csv!12:code` is line 12, column code. */
const placeOf = (fault: Fault): { line: string; column: string } => {
  const [, line = '', column = ''] = /^csv!(\d+)(?::(\w+))?$/.exec(fault.path) ?? []
  return { line, column }
}

const SHOWN = 200

/** What is wrong with the file, line by line, so that it can be mended where it stands. */
function Places({ error }: { error: unknown }): ReactElement {
  const t = useT()
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
                <td className="mono">{placeOf(fault).column || '—'}</td>
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
