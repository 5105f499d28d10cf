import { type ReactElement, useState } from 'react'
import type { In } from '../../api.ts'
import { useT } from '../../locale/spending.ts'
import { say } from '../../locale/translate.ts'
import { useMe } from '../../session.tsx'
import { DayField, SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { readAmount } from '../ledger/entry.ts'
import type { FaultBook } from '../registry/use-trial.ts'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { useCoop } from './parts.tsx'
import type { AssessmentRow, RiskRow } from './risks.tsx'
import { type Factor, FACTORS, keysOf, OUTCOMES, RISK_STATUSES, type RiskStatus } from './words.ts'

interface RiskDraft {
  readonly factor: Factor
  readonly title: string
  readonly mitigation: string
  readonly owner: string
  readonly dueOn: string
  readonly status: RiskStatus
  readonly note: string
}

const draftOf = (row: RiskRow | null, today: string): RiskDraft => ({
  factor: row?.factor ?? 'market',
  title: row?.title ?? '',
  mitigation: row?.mitigation ?? '',
  owner: row?.owner ?? '',
  dueOn: row?.dueOn ?? today,
  status: row?.status ?? 'open',
  note: row?.note ?? '',
})

/** What the server is asked; null while something it cannot do without is missing. */
function askedOf(
  coopId: string,
  itemId: string | null,
  draft: RiskDraft,
): In<'saveRiskItem'> | null {
  const needed = [coopId, draft.title, draft.mitigation, draft.owner]
  if (needed.some((value) => value.trim() === '')) return null
  return {
    coopId,
    itemId,
    factor: draft.factor,
    title: draft.title.trim(),
    mitigation: draft.mitigation.trim(),
    owner: draft.owner.trim(),
    dueOn: draft.dueOn as In<'saveRiskItem'>['dueOn'],
    status: draft.status,
    note: draft.note.trim(),
  }
}

/** A risk with owner, day and what is done about it; a new one, or how it stands now. */
export function RiskDialog(props: { row: RiskRow | null; close: () => void }): ReactElement {
  const t = useT()
  const me = useMe()
  const own = useCoop()
  const { row } = props
  const [draft, setDraft] = useState(() => draftOf(row, me.clock.today))
  const change = (part: Partial<RiskDraft>): void => setDraft((now) => ({ ...now, ...part }))
  return (
    <WriteDialog
      verb="saveRiskItem"
      title={t(row === null ? 'risk.new' : 'risk.edit')}
      confirm={t('contract.save')}
      close={props.close}
      onDone={() => undefined}
      input={askedOf(row?.coopId ?? own.coopId, row?.itemId ?? null, draft)}
    >
      {(faults) => (
        <>
          {row === null ? (
            <>
              {own.picker}
              <WhatFields draft={draft} change={change} faults={faults} />
            </>
          ) : (
            <p>
              <strong>{draft.title}</strong>
            </p>
          )}
          <HowFields draft={draft} change={change} faults={faults} />
        </>
      )}
    </WriteDialog>
  )
}

interface RiskFields {
  readonly draft: RiskDraft
  readonly change: (part: Partial<RiskDraft>) => void
  readonly faults: FaultBook
}

/** What a new risk is: it stays so. */
function WhatFields({ draft, change, faults }: RiskFields): ReactElement {
  const t = useT()
  return (
    <>
      <SelectField
        label={t('risk.factor')}
        value={draft.factor}
        onChange={(value) => change({ factor: value as Factor })}
        options={keysOf(FACTORS).map((value) => ({ value, label: say(FACTORS[value]) }))}
      />
      <TextField
        label={t('risk.item')}
        required
        value={draft.title}
        error={faults.at('title')}
        onChange={(title) => change({ title })}
      />
    </>
  )
}

/** What is done about it, by whom, until when, and how it stands. */
function HowFields({ draft, change, faults }: RiskFields): ReactElement {
  const t = useT()
  return (
    <>
      <TextArea
        label={t('risk.mitigation')}
        rows={2}
        required
        value={draft.mitigation}
        error={faults.at('mitigation')}
        onChange={(mitigation) => change({ mitigation })}
      />
      <TextField
        label={t('risk.owner')}
        required
        value={draft.owner}
        error={faults.at('owner')}
        onChange={(owner) => change({ owner })}
      />
      <DayField label={t('risk.due')} value={draft.dueOn} onChange={(dueOn) => change({ dueOn })} />
      <SelectField
        label={t('risk.status')}
        value={draft.status}
        onChange={(status) => change({ status: status as RiskStatus })}
        options={keysOf(RISK_STATUSES).map((value) => ({
          value,
          label: say(RISK_STATUSES[value]),
        }))}
      />
      <TextArea
        label={t('risk.note')}
        rows={2}
        value={draft.note}
        onChange={(note) => change({ note })}
      />
    </>
  )
}

/** What came of a project two years on. */
export function OutcomeDialog(props: { row: AssessmentRow; close: () => void }): ReactElement {
  const t = useT()
  const { coopId, assessmentId, title } = props.row
  const [outcome, setOutcome] = useState<'as_expected' | 'better' | 'worse'>('as_expected')
  const [loss, setLoss] = useState('0')
  const [note, setNote] = useState('')
  const amount = readAmount(loss)
  return (
    <WriteDialog
      verb="recordRiskOutcome"
      title={t('risk.recordOutcome')}
      confirm={t('contract.save')}
      close={props.close}
      onDone={() => undefined}
      input={
        note.trim() === '' || amount === null
          ? null
          : { coopId, assessmentId, outcome, loss: amount, note: note.trim() }
      }
    >
      {(faults) => (
        <>
          <p>
            <strong>{title}</strong>
          </p>
          <SelectField
            label={t('risk.outcome')}
            value={outcome}
            onChange={(value) => setOutcome(value as typeof outcome)}
            options={keysOf(OUTCOMES).map((value) => ({ value, label: say(OUTCOMES[value]) }))}
          />
          <TextField
            label={t('risk.loss')}
            inputMode="decimal"
            className="input num"
            value={loss}
            error={faults.at('loss')}
            onChange={setLoss}
          />
          <TextArea label={t('spend.note')} rows={3} required value={note} onChange={setNote} />
        </>
      )}
    </WriteDialog>
  )
}
