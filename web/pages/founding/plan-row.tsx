import type { ReactElement } from 'react'
import { useT } from '../../locale/founding.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { SelectField, TextField } from '../../ui/field.tsx'
import type { Line } from './plan-draft.ts'
import { APPRAISAL_WORDS, FORM_WORDS, HOLDER_WORDS, optionsOf } from './words.ts'

interface RowProps {
  readonly line: Line
  readonly share: string
  readonly onChange: (change: Partial<Line>) => void
  readonly onRemove: () => void
}

/** One contribution: money in three fields; land and things say also how much and how valued. */
export function PlanRow({ line, share, onChange, onRemove }: RowProps): ReactElement {
  const t = useT()
  const named = line.kind === 'enterprise' || line.kind === 'unit'
  return (
    <li className="plan-line">
      <div className="plan-who">
        {named ? (
          <TextField
            label={say(HOLDER_WORDS[line.kind])}
            value={line.name}
            onChange={(name) => onChange({ name })}
          />
        ) : (
          <>
            <strong>{asWritten(line.name)}</strong>
            <span className="muted small">{say(HOLDER_WORDS[line.kind])}</span>
          </>
        )}
      </div>
      <SelectField
        label={t('plan.form')}
        value={line.form}
        options={optionsOf(FORM_WORDS, say)}
        onChange={(form) => onChange({ form: form as Line['form'] })}
      />
      <TextField
        label={t('plan.amount')}
        inputMode="decimal"
        value={line.amount}
        onChange={(amount) => onChange({ amount })}
      />
      <span className="num plan-share" title={t('plan.share')}>
        {share}
      </span>
      <button
        type="button"
        className="button-link"
        aria-label={`${t('plan.remove')} ${line.name}`}
        onClick={onRemove}
      >
        {t('plan.remove')}
      </button>
      {line.form === 'cash' ? null : <Valued line={line} onChange={onChange} />}
    </li>
  )
}

/** What is no money: area and certificate of land, and who answers for the value. */
function Valued({ line, onChange }: Pick<RowProps, 'line' | 'onChange'>): ReactElement {
  const t = useT()
  return (
    <div className="plan-valued">
      {line.form === 'land_right' ? (
        <>
          <TextField
            label={t('plan.mu')}
            inputMode="decimal"
            value={line.mu}
            onChange={(mu) => onChange({ mu })}
          />
          <TextField
            label={t('plan.certificate')}
            value={line.certificate}
            onChange={(certificate) => onChange({ certificate })}
          />
        </>
      ) : null}
      <SelectField
        label={t('plan.appraisal')}
        value={line.by}
        options={optionsOf(APPRAISAL_WORDS, say)}
        onChange={(by) => onChange({ by: by as Line['by'] })}
      />
      <TextField label={t('plan.note')} value={line.note} onChange={(note) => onChange({ note })} />
    </div>
  )
}
