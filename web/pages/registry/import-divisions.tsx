import { type ReactElement, useState } from 'react'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/division.ts'
import { asWritten } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useMe } from '../../session.tsx'
import { csvOf, saveText } from '../../ui/csv.ts'
import { DayField, TextField } from '../../ui/field.tsx'
import { Notice, Panel } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/state.tsx'
import { CsvFaults, CsvField, type CsvFile } from './csv-file.tsx'
import { Findings } from './reconciliation.tsx'
import { useWrite } from './write-dialog.tsx'

interface Typed {
  readonly vintage: string
  readonly effectiveFrom: string
  readonly source: string
}

const SAMPLE = csvOf([
  ['code', 'name', 'level', 'parent'],
  ['999901', '示例县', 'county', ''],
  ['999901101', '示例镇', 'town', '999901'],
  ['999901101201', '示例一村村民委员会', 'village', '999901101'],
  ['999901101001', '示例社区居民委员会', 'community', '999901101'],
])

function inputOf(typed: Typed, file: CsvFile | null): In<'importDivisions'> | null {
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
  const [file, setFile] = useState<CsvFile | null>(null)
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
          <CsvField file={file} columns={t('divisions.columns')} onFile={setFile} />
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

function Preview(props: {
  write: ReturnType<typeof useWrite<'importDivisions'>>
  asked: boolean
}): ReactElement | null {
  const { write, asked } = props
  if (!asked) return null
  if (write.error !== null && write.error !== undefined) return <CsvFaults error={write.error} />
  if (write.trial.data === undefined) return <Skeleton lines={4} />
  return <Findings data={write.trial.data} />
}
