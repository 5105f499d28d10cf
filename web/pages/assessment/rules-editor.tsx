import { type ReactElement, useState } from 'react'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/assessment.ts'
import { say } from '../../locale/translate.ts'
import { useMe } from '../../session.tsx'
import { DayField, SelectField, TextField } from '../../ui/field.tsx'
import type { FaultBook } from '../registry/use-trial.ts'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { MEASURE_WORDS, optionsOf, TOWN_FACT_WORDS } from './words.ts'

type Rules = In<'saveMeasureRules'>['rules']
type PersonRule = Rules['persons'][number]
type TownRule = Rules['towns'][number]

const without = <K extends keyof typeof MEASURE_WORDS>(...kinds: readonly K[]) =>
  optionsOf(MEASURE_WORDS, say).filter(({ value }) => !kinds.some((kind) => kind === value))

/** The rules of proposals, line by line; a new version with its day and source. */
export function RulesEditor({
  data,
  close,
}: {
  data: Out<'readMeasureRules'>
  close: () => void
}): ReactElement {
  const t = useT()
  const { today } = useMe().clock
  const [rules, setRules] = useState<Rules>(data.rules)
  const [source, setSource] = useState('')
  const [validFrom, setValidFrom] = useState(today)
  const person = (i: number, change: Partial<PersonRule>): void =>
    setRules({
      ...rules,
      persons: rules.persons.map((one, at) => (at === i ? { ...one, ...change } : one)),
    })
  const town = (i: number, change: Partial<TownRule>): void =>
    setRules({
      ...rules,
      towns: rules.towns.map((one, at) => (at === i ? { ...one, ...change } : one)),
    })
  return (
    <WriteDialog
      wide
      title={t('as.rulesTitle')}
      confirm={t('as.save')}
      verb="saveMeasureRules"
      input={source.trim() === '' ? null : { rules, validFrom, source: source.trim() }}
      close={close}
      onDone={() => undefined}
    >
      {(faults) => (
        <>
          <PersonRules bands={data.bands} rules={rules} put={person} faults={faults} />
          <TownRules rules={rules} put={town} />
          <div className="columns-2">
            <DayField label={t('as.validFrom')} value={validFrom} onChange={setValidFrom} />
            <TextField label={t('as.source')} value={source} onChange={setSource} required />
          </div>
        </>
      )}
    </WriteDialog>
  )
}

function PersonRules(props: {
  bands: Out<'readMeasureRules'>['bands']
  rules: Rules
  put: (i: number, change: Partial<PersonRule>) => void
  faults: FaultBook
}): ReactElement {
  const t = useT()
  const { bands, rules, put, faults } = props
  return (
    <>
      <h3>{t('as.personRules')}</h3>
      {rules.persons.map((rule, i) => (
        <div key={rule.id} className="as-item-row">
          <SelectField
            label={t('as.band')}
            value={rule.band}
            onChange={(band) => put(i, { band })}
            options={bands.map(({ id, title }) => ({ value: id, label: title }))}
            hint={faults.at(`rules.persons[${i}].band`) ?? undefined}
          />
          <SelectField
            label={t('as.measureKind')}
            value={rule.kind}
            onChange={(kind) => put(i, { kind: kind as PersonRule['kind'] })}
            options={without('reward', 'penalty')}
          />
          <TextField
            label={t('as.measure')}
            value={rule.what}
            onChange={(what) => put(i, { what })}
          />
        </div>
      ))}
    </>
  )
}

function TownRules(props: {
  rules: Rules
  put: (i: number, change: Partial<TownRule>) => void
}): ReactElement {
  const t = useT()
  const { rules, put } = props
  return (
    <>
      <h3>{t('as.townRules')}</h3>
      {rules.towns.map((rule, i) => (
        <div key={rule.id} className="as-item-row">
          <SelectField
            label={t('as.townFact')}
            value={rule.fact}
            onChange={(fact) => put(i, { fact: fact as TownRule['fact'] })}
            options={optionsOf(TOWN_FACT_WORDS, say)}
          />
          <TextField
            label={rule.compare === 'at_least' ? '≥' : '≤'}
            inputMode="numeric"
            value={String(rule.value)}
            onChange={(value) => put(i, { value: Number(value.replaceAll(/\D/g, '')) })}
          />
          <TextField
            label={t('as.measure')}
            value={rule.what}
            onChange={(what) => put(i, { what })}
          />
        </div>
      ))}
    </>
  )
}
