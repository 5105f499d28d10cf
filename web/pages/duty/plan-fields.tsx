import type { ReactElement } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/duty.ts'
import { say } from '../../locale/translate.ts'
import { DayField, SelectField, TextField } from '../../ui/field.tsx'
import type { LineDraft, MilestoneDraft, ProofKind } from './plan-draft.ts'
import { optionsOf, PROOF_WORDS } from './words.ts'

/** What is wrong with a field of this row; null where nothing is. */
type At = (field: string) => string | null

const digits = (typed: string): string => typed.replaceAll(/\D/g, '').slice(0, 3)

function DueField(props: {
  value: string
  error: string | null
  set: (day: string) => void
}): ReactElement {
  const t = useT()
  return (
    <div>
      <DayField label={t('plan.dueOn')} value={props.value} onChange={props.set} />
      {props.error === null ? null : <p className="field-error">{props.error}</p>}
    </div>
  )
}

/** One row of planned co-ops: village, industry, how many, how much, by when, who. */
export function LineFields(props: {
  line: LineDraft
  at: At
  villages: Out<'listVillages'>['rows']
  industries: Out<'listIndustries'>['industries']
  set: (line: LineDraft | null) => void
}): ReactElement {
  const t = useT()
  const { line, at } = props
  const set = (change: Partial<LineDraft>): void => props.set({ ...line, ...change })
  return (
    <fieldset className="choice stack-tight">
      <legend>{line.name === '' ? t('plan.name') : line.name}</legend>
      <div className="plan-line-fields">
        <SelectField
          label={t('plan.village')}
          value={line.villageId}
          placeholder="—"
          hint={at('villageId') ?? undefined}
          options={props.villages.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(villageId) => set({ villageId })}
        />
        <TextField
          label={t('plan.name')}
          value={line.name}
          error={at('name')}
          onChange={(name) => set({ name })}
        />
        <SelectField
          label={t('plan.industry')}
          value={line.industryId}
          options={[
            { value: '', label: t('plan.noIndustry') },
            ...props.industries.map(({ id, name }) => ({ value: id, label: say(name) })),
          ]}
          onChange={(industryId) => set({ industryId })}
        />
        <TextField
          label={t('plan.count')}
          inputMode="numeric"
          value={line.coops}
          error={at('coops')}
          onChange={(typed) => set({ coops: digits(typed) })}
        />
        <TextField
          label={t('plan.planned')}
          inputMode="decimal"
          value={line.investment}
          error={at('investment')}
          onChange={(investment) => set({ investment })}
        />
        <DueField value={line.dueOn} error={at('dueOn')} set={(dueOn) => set({ dueOn })} />
        <TextField
          label={t('plan.responsible')}
          value={line.responsible}
          error={at('responsible')}
          onChange={(responsible) => set({ responsible })}
        />
        <button type="button" className="button-link" onClick={() => props.set(null)}>
          {t('plan.remove')}
        </button>
      </div>
    </fieldset>
  )
}

/** A milestone: what, by when, who, and what will prove it. */
export function MilestoneFields(props: {
  milestone: MilestoneDraft
  at: At
  set: (milestone: MilestoneDraft | null) => void
}): ReactElement {
  const t = useT()
  const { milestone, at } = props
  const { proof } = milestone
  const set = (change: Partial<MilestoneDraft>): void => props.set({ ...milestone, ...change })
  return (
    <fieldset className="choice stack-tight">
      <legend>{milestone.title === '' ? t('plan.milestoneTitle') : milestone.title}</legend>
      <div className="plan-line-fields">
        <TextField
          label={t('plan.milestoneTitle')}
          value={milestone.title}
          error={at('title')}
          onChange={(title) => set({ title })}
        />
        <DueField value={milestone.dueOn} error={at('dueOn')} set={(dueOn) => set({ dueOn })} />
        <TextField
          label={t('plan.responsible')}
          value={milestone.responsible}
          error={at('responsible')}
          onChange={(responsible) => set({ responsible })}
        />
        <SelectField
          label={t('plan.proofKind')}
          value={proof}
          options={optionsOf(PROOF_WORDS, say)}
          onChange={(kind) => set({ proof: kind as ProofKind })}
        />
        {proof === 'record' ? null : (
          <TextField
            label={t(proof === 'investment' ? 'plan.proofAmount' : 'plan.proofCount')}
            inputMode={proof === 'investment' ? 'decimal' : 'numeric'}
            value={milestone.wanted}
            error={at('proof.count') ?? at('proof.amount')}
            onChange={(typed) =>
              set({ wanted: proof === 'investment' ? typed.trim() : digits(typed) })
            }
          />
        )}
        <button type="button" className="button-link" onClick={() => props.set(null)}>
          {t('plan.remove')}
        </button>
      </div>
    </fieldset>
  )
}
