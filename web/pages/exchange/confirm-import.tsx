import { type ReactElement, useState } from 'react'
import type { Outcome } from '../../../src/kernel/finding.ts'
import { newKey, type Out } from '../../api.ts'
import { useT } from '../../locale/desk.ts'
import { comma, say } from '../../locale/translate.ts'
import { paths } from '../../paths.ts'
import { useAct } from '../../query.ts'
import { Go, useGo } from '../../navigation.tsx'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { DayField, TextArea } from '../../ui/field.tsx'
import { Notice, Panel } from '../../ui/page.tsx'
import { Progress } from '../../ui/progress.tsx'
import { ruleName } from '../../ui/readings.ts'
import { Refused } from '../../ui/state.tsx'
import { Verdict } from '../../ui/verdict.tsx'
import { useRuleNames } from '../shares/use-rules.ts'
import type { Preview } from './import.tsx'

/** The last step: what will be written, under which day, as found or judged; or discard. */
export function ConfirmImport(props: {
  preview: Preview
  onDone: (answer: Out<'confirmImport'>) => void
}): ReactElement {
  const t = useT()
  const confirm = useAct('confirmImport')
  const mapping = useAct('setMapping')
  const [asFound, setAsFound] = useState(true)
  const [reason, setReason] = useState('')
  const [running, setRunning] = useState<string | null>(null)
  useRuleNames()
  const { preview } = props
  const importId = preview.import.id
  const { errors } = preview.import.counts
  const opens = preview.coops.some((coop) => coop.opens)
  const submit = (): void => {
    const named = newKey()
    setRunning(named)
    confirm.mutate(
      {
        options: { requestId: named },
        input: { importId, asFound, ...(reason.trim() === '' ? {} : { reason: reason.trim() }) },
      },
      { onSuccess: props.onDone, onSettled: () => setRunning(null) },
    )
  }
  return (
    <Panel title={t('import.step4')}>
      <div className="stack form-wide">
        {opens ? (
          <>
            <DayField
              label={t('import.foundedOn')}
              value={preview.foundedOn ?? ''}
              onChange={(day) =>
                mapping.mutate({ input: { importId, foundedOn: day === '' ? null : day } })
              }
            />
            <label className="check">
              <input
                type="checkbox"
                checked={asFound}
                onChange={(event) => setAsFound(event.target.checked)}
              />
              {t('import.asFound')}
            </label>
          </>
        ) : null}
        <TextArea label={t('import.reason')} value={reason} onChange={setReason} rows={2} />
        {errors > 0 ? <Notice tone="fail">{t('import.blocked', { n: errors })}</Notice> : null}
        {confirm.error === null ? null : <Refused error={confirm.error} write />}
        <Progress requestId={running} />
        <div className="row">
          <button
            type="button"
            className="button button-primary"
            disabled={errors > 0 || confirm.isPending}
            onClick={submit}
          >
            {t('import.confirm')}
          </button>
          <Discard importId={importId} />
        </div>
      </div>
    </Panel>
  )
}

function Discard({ importId }: { importId: string }): ReactElement {
  const t = useT()
  const go = useGo()
  const discard = useAct('discardImport')
  const [asking, setAsking] = useState(false)
  return (
    <>
      <button type="button" className="button" onClick={() => setAsking(true)}>
        {t('import.discard')}
      </button>
      {discard.error === null ? null : <Refused error={discard.error} write />}
      <ConfirmDialog
        open={asking}
        title={t('import.discard')}
        confirm={t('import.discard')}
        danger
        onClose={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false)
          discard.mutate({ input: { importId } }, { onSuccess: () => go(paths.imports) })
        }}
      >
        <p>{t('import.discardBody')}</p>
      </ConfirmDialog>
    </>
  )
}

/** What was imported, with the verdict on each register. */
export function ImportDone({ answer }: { answer: Out<'confirmImport'> }): ReactElement {
  const t = useT()
  return (
    <Panel title={t('import.done')}>
      <div className="stack">
        <Notice tone="pass">
          {say(answer.text)}{' '}
          {t('import.doneCounts', {
            persons: answer.personsAdded,
            households: answer.householdsAdded,
          })}
        </Notice>
        <ul className="links">
          {answer.coops.map((coop) => (
            <li key={coop.coopId}>
              <Go to={paths.coop(coop.coopId)}>{coop.name}</Go>{' '}
              <Verdict outcome={coop.outcome as Outcome} />{' '}
              <span className="muted">{coop.failing.map(ruleName).join(comma())}</span>
            </li>
          ))}
        </ul>
      </div>
    </Panel>
  )
}
