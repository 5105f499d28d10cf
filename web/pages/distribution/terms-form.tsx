import type { ReactElement } from 'react'
import { useT } from '../../locale/distribution.ts'
import { Field, SelectField, TextField } from '../../ui/field.tsx'
import { percentOf, rateOf, type Terms } from './words.ts'

/** What stands in the fields: percentages as typed. */
export interface Typed {
  readonly reserve: string
  readonly returned: string
  readonly retain: string
  readonly convert: string
  readonly by: Bases
  readonly partYear: (typeof PART_YEARS)[number]
  readonly quantifyBy: (typeof QUANTIFY)[number]
  readonly countNew: boolean
}

const BASES = ['value', 'quantity', 'weighted', 'mu', 'days'] as const
type Bases = (typeof BASES)[number]
const PART_YEARS = ['full', 'months', 'none'] as const
const QUANTIFY = ['contribution', 'patronage', 'equal'] as const

export const typedOf = (terms: Terms | null): Typed => ({
  reserve: percentOf(terms?.reserveRate ?? '1/10'),
  returned: percentOf(terms?.returnRate ?? '3/5'),
  retain: percentOf(terms?.retainRate),
  convert: percentOf(terms?.convertRate),
  by: terms?.basis?.by ?? 'value',
  partYear: terms?.partYear ?? 'full',
  quantifyBy: terms?.quantifyBy ?? 'contribution',
  countNew: terms?.countNewReserve ?? false,
})

/** The terms as the server takes them; null while a field is wrong. What has no field here stays as it is. */
export function termsOf(typed: Typed, before: Terms | null): Terms | null {
  const [reserveRate, returnRate] = [rateOf(typed.reserve), rateOf(typed.returned)]
  const [retainRate, convertRate] = [rateOf(typed.retain), rateOf(typed.convert)]
  if (reserveRate === null || returnRate === null) return null
  if (retainRate === null || convertRate === null) return null
  const { by, partYear, quantifyBy, countNew } = typed
  const same = before?.basis?.by === by
  return {
    ...before,
    reserveRate,
    returnRate,
    retainRate,
    convertRate,
    partYear,
    quantifyBy,
    countNewReserve: countNew,
    basis: same && before.basis !== undefined ? before.basis : { by },
  }
}

interface FormProps {
  readonly typed: Typed
  readonly onChange: (typed: Typed) => void
  readonly sliders?: boolean
}

/** The terms of the usual plan: typed in the form, dragged within the law in the what-if. */
export function TermsForm({ typed, onChange, sliders }: FormProps): ReactElement {
  const t = useT()
  const rate = (key: 'reserve' | 'returned' | 'retain' | 'convert', label: string, least = 0) => {
    const value = typed[key]
    const wrong = rateOf(value) === null ? t('terms.bad') : null
    const set = (next: string): void => onChange({ ...typed, [key]: next })
    return (
      <div key={key}>
        <TextField
          label={label}
          value={value}
          onChange={set}
          inputMode="decimal"
          error={wrong}
          {...(key === 'returned' ? { hint: t('terms.returnHint') } : {})}
        />
        {sliders === true ? (
          <input
            className="slider"
            type="range"
            min={least}
            max={key === 'reserve' ? 50 : 100}
            step={1}
            value={Number(value) || 0}
            aria-label={label}
            onChange={(event) => set(event.target.value)}
          />
        ) : null}
      </div>
    )
  }
  return (
    <div className="terms">
      {rate('reserve', t('terms.reserveRate'))}
      {rate('returned', t('terms.returnRate'), 60)}
      {rate('retain', t('terms.retainRate'))}
      {rate('convert', t('terms.convertRate'))}
      <Choices typed={typed} onChange={onChange} />
    </div>
  )
}

function Choices({ typed, onChange }: FormProps): ReactElement {
  const t = useT()
  return (
    <>
      <SelectField
        label={t('terms.by')}
        value={typed.by}
        onChange={(value) =>
          onChange({ ...typed, by: BASES.find((one) => one === value) ?? 'value' })
        }
        options={BASES.map((value) => ({ value, label: t(`terms.by.${value}`) }))}
      />
      <SelectField
        label={t('terms.partYear')}
        value={typed.partYear}
        onChange={(value) =>
          onChange({ ...typed, partYear: PART_YEARS.find((one) => one === value) ?? 'full' })
        }
        options={PART_YEARS.map((value) => ({ value, label: t(`terms.partYear.${value}`) }))}
      />
      <SelectField
        label={t('terms.quantifyBy')}
        value={typed.quantifyBy}
        onChange={(value) =>
          onChange({
            ...typed,
            quantifyBy: QUANTIFY.find((one) => one === value) ?? 'contribution',
          })
        }
        options={QUANTIFY.map((value) => ({ value, label: t(`terms.quantifyBy.${value}`) }))}
      />
      <Field label={t('terms.countNew')}>
        {(attributes) => (
          <input
            {...attributes}
            type="checkbox"
            checked={typed.countNew}
            onChange={(event) => onChange({ ...typed, countNew: event.target.checked })}
          />
        )}
      </Field>
    </>
  )
}
