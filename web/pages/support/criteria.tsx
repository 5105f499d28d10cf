import { type ReactElement, useState } from 'react'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/support.ts'
import { say } from '../../locale/translate.ts'
import { useRead } from '../../query.ts'
import { ownUnit, useMay, useMe } from '../../session.tsx'
import { DayField, SelectField, TextField } from '../../ui/field.tsx'
import { Panel } from '../../ui/page.tsx'
import { Loaded } from '../../ui/state.tsx'
import { RefusedRest, useWrite } from '../registry/write-dialog.tsx'
import { CLASS_WORDS, showPoints } from './words.ts'

type Read = Out<'readSupportCriteria'>
type Criterion = Read['criteria'][number]

/** By what co-ops come first; a change is a new version with its ground. */
export function Criteria(): ReactElement {
  const read = useRead('readSupportCriteria', {})
  return <Loaded read={read}>{(data) => <Form key={data.version} data={data} />}</Loaded>
}

/** Thousandths from what was typed: 12.5 → 12500. */
const thousandths = (typed: string): number => {
  const [, whole = '0', places = ''] = /^(\d{0,3})\.?(\d{0,3})/.exec(typed.trim()) ?? []
  return Number(`${whole === '' ? '0' : whole}${places.padEnd(3, '0')}`)
}

const wholeOf = (exact: string): string => (exact.endsWith('/1') ? exact.slice(0, -2) : exact)

function Form({ data }: { data: Read }): ReactElement {
  const t = useT()
  const may = useMay()
  const me = useMe()
  const [criteria, setCriteria] = useState(data.criteria)
  const [validFrom, setFrom] = useState<string>(me.clock.today)
  const [source, setSource] = useState('')
  const [reason, setReason] = useState('')
  const writes = may('saveSupportCriteria') && ownUnit(me)?.kind === 'county'
  const changed = JSON.stringify(criteria) !== JSON.stringify(data.criteria)
  const ready = changed && source.trim() !== '' && reason.trim() !== ''
  const input: In<'saveSupportCriteria'> | null = ready
    ? { criteria, validFrom, source: source.trim(), reason: reason.trim() }
    : null
  const write = useWrite({ verb: 'saveSupportCriteria', input, onDone: () => setReason('') })
  const whole = criteria.reduce((sum, { points }) => sum + points, 0)
  return (
    <Panel
      title={t('support.tabCriteria')}
      hint={
        data.version === 0
          ? t('criteria.shipped')
          : t('criteria.version', {
              n: data.version,
              day: data.validFrom ?? '',
              source: data.source,
            })
      }
    >
      <p className="muted">{t('criteria.lead', { whole: showPoints(whole) })}</p>
      <fieldset className="rules-form" disabled={!writes}>
        {criteria.map((one, i) => (
          <Line
            key={one.id}
            one={one}
            indicators={data.indicators}
            error={write.faults.at(`criteria[${i}].indicator`)}
            set={(next) => setCriteria(criteria.map((each, at) => (at === i ? next : each)))}
          />
        ))}
        {writes ? (
          <>
            <div className="columns-2">
              <DayField label={t('criteria.from')} value={validFrom} onChange={setFrom} />
              <TextField label={t('criteria.source')} value={source} onChange={setSource} />
            </div>
            <TextField label={t('common.reason')} value={reason} onChange={setReason} />
            <RefusedRest error={write.error} faults={write.faults} />
            <div>
              <button
                type="button"
                className="button button-primary"
                disabled={!write.ready}
                onClick={write.submit}
              >
                {t('criteria.save')}
              </button>
            </div>
          </>
        ) : null}
      </fieldset>
    </Panel>
  )
}

function Line(props: {
  one: Criterion
  indicators: Read['indicators']
  error: string | null | undefined
  set: (one: Criterion) => void
}): ReactElement {
  const t = useT()
  const { one, set } = props
  return (
    <div className="allocate-row">
      <div className="columns-2">
        <strong>{say(one.title)}</strong>
        <TextField
          label={t('criteria.points')}
          inputMode="decimal"
          value={showPoints(one.points)}
          onChange={(typed) => set({ ...one, points: thousandths(typed) })}
        />
      </div>
      {one.kind === 'class' ? (
        <div className="support-sums">
          {(Object.keys(CLASS_WORDS) as (keyof typeof CLASS_WORDS)[]).map((key) => (
            <TextField
              key={key}
              label={say(CLASS_WORDS[key])}
              inputMode="decimal"
              value={showPoints(one.classes[key])}
              onChange={(typed) =>
                set({ ...one, classes: { ...one.classes, [key]: thousandths(typed) } })
              }
            />
          ))}
        </div>
      ) : (
        <div className="support-sums">
          <SelectField
            label={t('criteria.indicator')}
            value={one.indicator}
            options={props.indicators.map(({ id, title }) => ({ value: id, label: say(title) }))}
            onChange={(indicator) => set({ ...one, indicator })}
          />
          <TextField
            label={t('criteria.zero')}
            value={wholeOf(one.zero)}
            error={props.error}
            onChange={(zero) => set({ ...one, zero })}
          />
          <TextField
            label={t('criteria.full')}
            value={wholeOf(one.full)}
            onChange={(full) => set({ ...one, full })}
          />
        </div>
      )}
    </div>
  )
}
