import { type ReactElement, useState } from 'react'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/indicator.ts'
import { say } from '../../locale/translate.ts'
import { DayField, SelectField, TextField } from '../../ui/field.tsx'
import type { FaultBook } from '../registry/use-trial.ts'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { FormulaField, type Formula } from './formula-field.tsx'
import { showFigure } from './value.tsx'

type Defined = Out<'listIndicators'>
type Indicator = Defined['indicators'][number]

const DIRECTIONS = ['up', 'down', 'none'] as const

interface Draft {
  readonly title: Indicator['title']
  readonly formula: Formula
  readonly direction: Indicator['direction']
  readonly headline: boolean
  readonly source: string
  readonly validFrom: string
}

/** What the draft would be saved as; null while its names or its source are missing. */
function inputOf(one: Indicator, draft: Draft): In<'saveIndicator'> | null {
  const { title, source, validFrom } = draft
  if ([title.zh, title.en, source].some((text) => text.trim() === '')) return null
  return {
    indicator: one.id,
    title,
    group: one.group,
    formula: draft.formula,
    direction: draft.direction,
    form: one.form,
    unit: one.unit,
    levels: one.levels,
    frequency: one.frequency,
    headline: draft.headline,
    baseYear: one.baseYear,
    source: source.trim(),
    ...(validFrom === '' ? {} : { validFrom }),
  }
}

/** A version of an indicator of the county's own: what it would say and give is shown while it is composed. */
export function EditIndicator(props: {
  one: Indicator
  facts: Defined['facts']
  close: () => void
}): ReactElement {
  const t = useT()
  const { one, facts } = props
  const { title, formula, direction, headline } = one
  const [draft, setDraft] = useState<Draft>({
    title,
    formula,
    direction,
    headline,
    source: '',
    validFrom: '',
  })
  const shown = (value: string | null): string =>
    value === null ? '—' : showFigure(value, one.form)
  return (
    <WriteDialog
      verb="saveIndicator"
      input={inputOf(one, draft)}
      title={`${t('def.edit')} · ${say(one.title)}`}
      confirm={t('def.save')}
      wide
      close={props.close}
      onDone={props.close}
      preview={({ said, preview }) => (
        <>
          <p>{t('def.said', { said: say(said) })}</p>
          <p>{t('def.preview', { before: shown(preview.before), after: shown(preview.after) })}</p>
        </>
      )}
    >
      {(faults) => (
        <Fields
          draft={draft}
          facts={facts}
          faults={faults}
          change={(next) => setDraft({ ...draft, ...next })}
        />
      )}
    </WriteDialog>
  )
}

function Fields(props: {
  draft: Draft
  facts: Defined['facts']
  faults: FaultBook
  change: (next: Partial<Draft>) => void
}): ReactElement {
  const t = useT()
  const { draft, faults, change } = props
  const { title } = draft
  return (
    <>
      <TextField
        label={t('def.name')}
        value={title.zh}
        onChange={(zh) => change({ title: { ...title, zh } })}
        error={faults.at('title.zh')}
      />
      <TextField
        label={t('def.name.en')}
        value={title.en}
        onChange={(en) => change({ title: { ...title, en } })}
        error={faults.at('title.en')}
      />
      <FormulaField
        formula={draft.formula}
        facts={props.facts}
        change={(formula) => change({ formula })}
      />
      <SelectField
        label={t('def.direction')}
        value={draft.direction}
        onChange={(value) =>
          change({ direction: DIRECTIONS.find((each) => each === value) ?? 'none' })
        }
        options={DIRECTIONS.map((value) => ({ value, label: t(`def.${value}`) }))}
      />
      <label>
        <input
          type="checkbox"
          checked={draft.headline}
          onChange={(event) => change({ headline: event.target.checked })}
        />{' '}
        {t('def.headline')}
      </label>
      <TextField
        label={t('def.source')}
        value={draft.source}
        onChange={(source) => change({ source })}
        error={faults.at('source')}
        required
      />
      <DayField
        label={t('def.from')}
        value={draft.validFrom}
        onChange={(validFrom) => change({ validFrom })}
      />
    </>
  )
}

const WHOLE = /^\d{1,4}$/
const YUAN = /^\d{1,9}(\.\d{1,2})?$/
const ALL = ['baseYear', 'zeroLine', 'closingDays', 'oldDays', 'source'] as const
type Written = Readonly<Record<(typeof ALL)[number], string>>

/** What the typed parameters would be saved as; null while one of them is none. */
function parametersOf(of: Written): In<'saveParameters'> | null {
  const whole = [of.closingDays, of.oldDays].every((days) => WHOLE.test(days))
  const year = of.baseYear === '' || WHOLE.test(of.baseYear)
  if (!whole || !year || !YUAN.test(of.zeroLine) || of.source.trim() === '') return null
  return {
    baseYear: of.baseYear === '' ? null : Number(of.baseYear),
    zeroLine: of.zeroLine,
    closingDays: Number(of.closingDays),
    oldDays: Number(of.oldDays),
    source: of.source.trim(),
  }
}

/** The parameters of all figures, as a further version with its source. */
export function EditParameters(props: {
  of: Defined['parameters']
  close: () => void
}): ReactElement {
  const t = useT()
  const { of } = props
  const [written, setWritten] = useState<Written>({
    baseYear: of.baseYear === null ? '' : String(of.baseYear),
    zeroLine: of.zeroLine,
    closingDays: String(of.closingDays),
    oldDays: String(of.oldDays),
    source: '',
  })
  return (
    <WriteDialog
      verb="saveParameters"
      input={parametersOf(written)}
      title={`${t('def.edit')} · ${t('def.parameters')}`}
      confirm={t('def.save')}
      close={props.close}
      onDone={props.close}
    >
      {(faults) =>
        ALL.map((name) => (
          <TextField
            key={name}
            label={t(`def.${name}`)}
            hint={name === 'baseYear' ? t('def.baseYearHint') : undefined}
            value={written[name]}
            onChange={(value) => setWritten({ ...written, [name]: value })}
            error={faults.at(name)}
          />
        ))
      }
    </WriteDialog>
  )
}
