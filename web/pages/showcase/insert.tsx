import { type ReactElement, useState } from 'react'
import { useT } from '../../locale/showcase.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { useRead } from '../../query.ts'
import { SelectField } from '../../ui/field.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Panel } from '../../ui/page.tsx'
import { showFigure } from '../indicator/value.tsx'

/** Chooses a number from a frozen edition and hands over how a text quotes it. */
export function InsertFigure(props: {
  units: readonly { readonly id: string; readonly name: string }[]
  place: string
  insert: (reference: string) => void
}): ReactElement {
  const t = useT()
  const { units } = props
  const editions = useRead('listEditions', { limit: '200' })
  const periods = new Map(
    (editions.data?.editions ?? []).map(({ period, title }) => [period, title]),
  )
  const [wantedUnit, setUnit] = useState('')
  const [wantedPeriod, setPeriod] = useState('')
  const [indicator, setIndicator] = useState('')
  const unitId = units.some(({ id }) => id === wantedUnit) ? wantedUnit : (units[0]?.id ?? '')
  const period = wantedPeriod === '' ? (periods.keys().next().value ?? '') : wantedPeriod
  const read = useRead(
    'readFigures',
    { unitId, period },
    { enabled: unitId !== '' && period !== '' },
  )
  const values = new Map((read.data?.figures ?? []).map((one) => [one.indicator, one.value]))
  const options = (read.data?.indicators ?? []).flatMap((head) => {
    const value = values.get(head.id)
    if (value === null || value === undefined) return []
    const unit = head.form === 'share' ? '' : say(head.unit)
    return [{ value: head.id, label: `${say(head.title)}　${showFigure(value, head.form)}${unit}` }]
  })
  const ready = options.some(({ value }) => value === indicator)
  return (
    <Panel title={t('sc.insert')} hint={t('sc.insertHint')}>
      <div className="showcase-insert">
        <SelectField
          label={t('sc.unit')}
          value={unitId}
          onChange={setUnit}
          options={units.map(({ id, name }) => ({ value: id, label: asWritten(name) }))}
        />
        <SelectField
          label={t('sc.insertPeriod')}
          value={period}
          onChange={setPeriod}
          options={Array.from(periods, ([value, title]) => ({ value, label: say(title) }))}
        />
        <SelectField
          label={t('sc.figure')}
          value={ready ? indicator : ''}
          onChange={setIndicator}
          placeholder={t('sc.pick')}
          options={options}
        />
        <button
          type="button"
          className="button"
          disabled={!ready}
          onClick={() => props.insert(`{{${indicator}|${unitId}|${period}}}`)}
        >
          <Icon name="add" /> {t('sc.insertInto', { place: props.place })}
        </button>
      </div>
    </Panel>
  )
}
