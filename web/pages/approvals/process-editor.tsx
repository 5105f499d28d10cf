import { type ReactElement, useState } from 'react'
import { isRefusal, type Out } from '../../api.ts'
import { useT } from '../../locale/approvals.ts'
import { say } from '../../locale/translate.ts'
import { useAct } from '../../query.ts'
import { useMe } from '../../session.tsx'
import { DayField, TextField } from '../../ui/field.tsx'
import { Notice, PageHead, Panel } from '../../ui/page.tsx'
import { Refused } from '../../ui/state.tsx'
import { useTrial } from '../registry/use-trial.ts'
import { StepEditor } from './step-editor.tsx'
import type { Process } from './words.ts'

/** The changed process, judged by a dry run from the first change on, before its document is named. */
function useEditing(data: Out<'readProcess'>) {
  const { clock } = useMe()
  const act = useAct('saveProcess')
  const [body, setBody] = useState<Process>(data.process)
  const [validFrom, setFrom] = useState<string>(clock.today)
  const [source, setSource] = useState('')
  const input = { process: body.id, body: body as never, validFrom, source: source.trim() }
  const named = input.source !== ''
  const changed = JSON.stringify(body) !== JSON.stringify(data.process)
  const trial = useTrial(
    'saveProcess',
    changed && !act.isSuccess ? { ...input, source: named ? input.source : '—' } : null,
  )
  const error = act.error ?? trial.error
  const faults = isRefusal(error) ? error.faults : []
  const ready = named && changed && !act.isPending && faults.length === 0
  const save = (): void => act.mutate({ input })
  return { act, body, setBody, validFrom, setFrom, source, setSource, error, faults, ready, save }
}

type Editing = ReturnType<typeof useEditing>

/** The county changes a process: steps as forms, a first day, the document it rests on. */
export function ProcessEditor(props: {
  data: Out<'readProcess'>
  close: () => void
}): ReactElement {
  const t = useT()
  const editing = useEditing(props.data)
  const { body, setBody, faults } = editing
  return (
    <>
      <PageHead
        title={t('edit.title', { process: say(body.title) })}
        sentence={t('edit.sentence')}
        actions={
          <button type="button" className="button" onClick={props.close}>
            {t('common.cancel')}
          </button>
        }
      />
      {body.steps.map((step, i) => (
        <StepEditor
          key={step.key}
          process={body}
          place={i}
          step={step}
          locks={props.data.locks.filter((lock) => lock.step === step.key)}
          change={(next) => setBody({ ...body, steps: body.steps.with(i, next) })}
          faults={faults
            .filter(({ path }) => path.startsWith(`$.body.steps[${i}]`))
            .map(({ text }) => say(text))}
        />
      ))}
      <Json body={body} take={setBody} />
      <SavePanel editing={editing} />
    </>
  )
}

function SavePanel({ editing }: { editing: Editing }): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const { act, error } = editing
  return (
    <Panel title={t('edit.save')}>
      <div className="stack">
        <div className="columns-2">
          <DayField
            label={t('edit.validFrom')}
            value={editing.validFrom}
            min={clock.today}
            onChange={editing.setFrom}
          />
          <TextField
            label={t('edit.source')}
            value={editing.source}
            onChange={editing.setSource}
            maxLength={300}
            required
          />
        </div>
        {error === null ? null : <Refused error={error} write />}
        {act.data === undefined ? null : (
          <Notice tone="pass">{t('edit.saved', { n: act.data.version })}</Notice>
        )}
        <div>
          <button
            type="button"
            className="button button-primary"
            disabled={!editing.ready}
            onClick={editing.save}
          >
            {t('edit.save')}
          </button>
        </div>
      </div>
    </Panel>
  )
}

/** The whole text, for what the forms cannot change. */
function Json(props: { body: Process; take: (body: Process) => void }): ReactElement {
  const t = useT()
  const [text, setText] = useState<string | null>(null)
  const [bad, setBad] = useState(false)
  const shown = text ?? JSON.stringify(props.body, null, 2)
  const take = (): void => {
    try {
      props.take(JSON.parse(shown) as Process)
      setText(null)
      setBad(false)
    } catch {
      setBad(true)
    }
  }
  return (
    <details className="panel">
      <summary>{t('edit.json')}</summary>
      <div className="stack">
        <p className="muted small">{t('edit.jsonHint')}</p>
        <textarea
          className="input mono"
          rows={18}
          spellCheck={false}
          aria-label={t('edit.json')}
          value={shown}
          onChange={(event) => setText(event.target.value)}
        />
        {bad ? <p className="field-error">{t('edit.jsonBad')}</p> : null}
        <div>
          <button type="button" className="button" disabled={text === null} onClick={take}>
            {t('edit.jsonTake')}
          </button>
        </div>
      </div>
    </details>
  )
}
