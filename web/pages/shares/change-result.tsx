import { type ReactElement, useEffect, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/desk.ts'
import { comma, say } from '../../locale/translate.ts'
import { useAct, useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { TextArea } from '../../ui/field.tsx'
import { FindingList, showMeasured } from '../../ui/finding-list.tsx'
import { Notice, Panel } from '../../ui/page.tsx'
import { ruleName } from '../../ui/readings.ts'
import { Refused, Skeleton } from '../../ui/state.tsx'
import { Verdict } from '../../ui/verdict.tsx'
import { type Draft, isReady, useRested } from './draft.ts'

type WhatIf = Out<'whatIf'>

interface ChangeResultProps {
  readonly coopId: string
  readonly draft: Draft
  readonly register: Out<'readRegister'>
  readonly onRecorded: (events: number) => void
}

/** The verdicts before and after, by the same code that will judge the recording. */
export function ChangeResult(props: ChangeResultProps): ReactElement {
  const t = useT()
  const draft = useRested(props.draft, 350)
  const ready = draft.changes.filter(isReady)
  const trial = useRead(
    'whatIf',
    {
      coopId: props.coopId,
      on: draft.on,
      changes: JSON.stringify(ready),
      ...(draft.newHolders.length === 0 ? {} : { newHolders: JSON.stringify(draft.newHolders) }),
    },
    { enabled: ready.length > 0 },
  )
  const names = new Map(props.register.rows.map((row) => [row.holderId, row.name]))
  return (
    <Panel title={t('change.result')} className="change-result">
      {ready.length === 0 ? (
        <p className="muted">{t('change.resultEmpty')}</p>
      ) : trial.error !== null ? (
        <Refused error={trial.error} />
      ) : trial.data === undefined ? (
        <Skeleton lines={8} />
      ) : (
        <div className={trial.isPlaceholderData ? 'stack data-busy' : 'stack'}>
          <Comparison trial={trial.data} />
          <LookAhead trial={trial.data} />
          <Record {...props} draft={draft} trial={trial.data} />
          <FindingList
            findings={trial.data.after.findings.filter((one) => one.outcome !== 'passes')}
            nameOf={(id) => names.get(id) ?? id}
          />
        </div>
      )}
    </Panel>
  )
}

function Comparison({ trial }: { trial: WhatIf }): ReactElement {
  const t = useT()
  const before = new Map(trial.before.findings.map((one) => [one.rule, one]))
  const measured = (finding: WhatIf['after']['findings'][number] | undefined) =>
    showMeasured(
      finding?.readings.find((reading) => reading.id === finding.binding)?.measured ?? null,
    )
  return (
    <table className="table table-small">
      <thead>
        <tr>
          <th scope="col">{t('checks.rule')}</th>
          <th scope="col">{t('change.before')}</th>
          <th scope="col">{t('change.after')}</th>
        </tr>
      </thead>
      <tbody>
        {trial.after.findings.map((after) => {
          const was = before.get(after.rule)
          const moved = was?.outcome !== after.outcome
          return (
            <tr key={after.rule} className={moved ? 'row-binding' : ''}>
              <th scope="row">{say(after.title)}</th>
              <td>
                {was === undefined ? '—' : <Verdict outcome={was.outcome} plain />}{' '}
                <span className="num muted">{measured(was)}</span>
              </td>
              <td>
                <Verdict outcome={after.outcome} plain={!moved} />{' '}
                <span className="num">{measured(after)}</span>
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function LookAhead({ trial }: { trial: WhatIf }): ReactElement | null {
  if (trial.lookAhead.length === 0) return null
  return (
    <ul className="links">
      {trial.lookAhead.map((one) => (
        <li key={one.holderId}>{say(one.text)}</li>
      ))}
    </ul>
  )
}

function Record(props: ChangeResultProps & { trial: WhatIf }): ReactElement {
  const t = useT()
  const may = useMay()
  const act = useAct('recordChanges')
  const [reason, setReason] = useState('')
  const { trial, draft } = props
  const blocked = trial.blocked.length > 0
  const needsReason = trial.warned.length > 0
  const ready = !blocked && (!needsReason || reason.trim() !== '') && !act.isPending
  const record = (): void =>
    act.mutate(
      {
        input: {
          coopId: props.coopId,
          on: draft.on,
          changes: draft.changes.filter(isReady),
          newHolders: [...draft.newHolders],
          ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
        },
      },
      { onSuccess: (answer) => props.onRecorded(answer.events.length) },
    )
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey && event.key === 'Enter' && ready && may('recordChanges')) record()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  })
  const names = (rules: readonly string[]): string => rules.map(ruleName).join(comma())
  return (
    <div className="stack">
      <Notice tone={blocked ? 'fail' : needsReason ? 'depends' : 'pass'}>
        {blocked
          ? t('change.blocked', { rules: names(trial.blocked) })
          : needsReason
            ? t('change.warned', { rules: names(trial.warned) })
            : t('change.free')}
      </Notice>
      {act.error === null ? null : <Refused error={act.error} write />}
      {may('recordChanges') ? (
        <>
          {needsReason && !blocked ? (
            <TextArea label={t('change.reason')} value={reason} onChange={setReason} required />
          ) : null}
          <div className="row">
            <button
              type="button"
              className="button button-primary"
              disabled={!ready}
              onClick={record}
            >
              {t('change.record')}
            </button>
            <kbd>Ctrl + Enter</kbd>
          </div>
        </>
      ) : null}
    </div>
  )
}
