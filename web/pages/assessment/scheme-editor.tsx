import { type ReactElement, useState } from 'react'
import { useT } from '../../locale/assessment.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { useMe } from '../../session.tsx'
import { DayField, SelectField, TextField } from '../../ui/field.tsx'
import { Notice } from '../../ui/page.tsx'
import type { FaultBook } from '../registry/use-trial.ts'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { PointsField } from './points-field.tsx'
import { type Item, sayPoints, type Scheme, type SchemeAnswer } from './words.ts'

interface Part {
  readonly scheme: Scheme
  readonly set: (change: Partial<Scheme>) => void
  readonly faults: FaultBook
}

/** A scheme as the organisation department sets it: the server's own checks stand at their fields while typing. */
export function SchemeEditor({
  data,
  close,
}: {
  data: SchemeAnswer
  close: () => void
}): ReactElement {
  const t = useT()
  const { today } = useMe().clock
  const [scheme, setScheme] = useState<Scheme>(data.scheme)
  const [validFrom, setValidFrom] = useState<string>(data.freeFrom ?? today)
  const [source, setSource] = useState('')
  const set = (change: Partial<Scheme>): void => setScheme({ ...scheme, ...change })
  const sum = scheme.items.reduce((all, { points }) => all + points, scheme.months?.points ?? 0)
  return (
    <WriteDialog
      wide
      title={t('as.change')}
      confirm={t('as.save')}
      verb="saveScheme"
      input={
        source.trim() === '' ? null : { kind: data.kind, scheme, validFrom, source: source.trim() }
      }
      close={close}
      onDone={() => undefined}
    >
      {(faults) => (
        <>
          <TextField
            label={t('as.scheme')}
            value={scheme.title}
            error={faults.at('scheme.title')}
            onChange={(title) => set({ title })}
          />
          {sum === scheme.total ? null : (
            <Notice tone="depends">
              {t('as.sum', { sum: sayPoints(sum), total: sayPoints(scheme.total) })}
            </Notice>
          )}
          <Months scheme={scheme} set={set} faults={faults} />
          <Items data={data} scheme={scheme} set={set} faults={faults} />
          <AddItem data={data} scheme={scheme} set={set} faults={faults} />
          <Terms scheme={scheme} set={set} faults={faults} />
          <div className="columns-2">
            <DayField label={t('as.validFrom')} value={validFrom} onChange={setValidFrom} />
            <TextField
              label={t('as.source')}
              value={source}
              required
              error={faults.at('source')}
              onChange={setSource}
            />
          </div>
          {data.freeFrom === null ? null : (
            <p className="muted small">
              {faults.at('validFrom') ?? t('as.freeFrom', { day: data.freeFrom })}
            </p>
          )}
        </>
      )}
    </WriteDialog>
  )
}

function Months({ scheme, set, faults }: Part): ReactElement | null {
  const t = useT()
  const { months } = scheme
  if (months === null) return null
  return (
    <div className="columns-2">
      <PointsField
        label={t('as.monthPoints')}
        points={months.points}
        error={faults.at('scheme.months')}
        onChange={(points) => set({ months: { ...months, points } })}
      />
      <TextField
        label={t('as.monthLeast')}
        inputMode="numeric"
        value={String(months.least)}
        onChange={(typed) =>
          set({ months: { ...months, least: Number(typed.replaceAll(/\D/g, '')) } })
        }
      />
    </div>
  )
}

function Items({ data, scheme, set, faults }: Part & { data: SchemeAnswer }): ReactElement {
  const { items } = scheme
  return (
    <>
      {items.map((item, i) => (
        <ItemFields
          key={item.id}
          data={data}
          item={item}
          at={`scheme.items[${i}]`}
          faults={faults}
          put={(change) =>
            set({ items: items.map((one) => (one === item ? { ...one, ...change } : one)) })
          }
          remove={() => set({ items: items.filter((one) => one !== item) })}
        />
      ))}
    </>
  )
}

interface ItemProps {
  readonly data: SchemeAnswer
  readonly item: Item
  readonly at: string
  readonly faults: FaultBook
  readonly put: (change: Partial<Item>) => void
  readonly remove: () => void
}

function ItemFields({ data, item, at, faults, put, remove }: ItemProps): ReactElement {
  const t = useT()
  const titles = new Map(data.indicators.map(({ id, title }) => [id, title]))
  const named = item.indicators.map((id) => say(titles.get(id) ?? { zh: id, en: id })).join(' + ')
  return (
    <fieldset className="as-item">
      <legend>{named}</legend>
      <div className="as-item-row">
        <TextField
          label={t('as.itemTitle')}
          value={item.title}
          onChange={(title) => put({ title })}
        />
        <PointsField
          label={t('as.itemPoints')}
          points={item.points}
          error={faults.at(`${at}.points`)}
          onChange={(points) => put({ points })}
        />
        <RuleFields item={item} at={at} faults={faults} put={put} />
        <button type="button" className="button" onClick={remove}>
          {t('as.removeItem')}
        </button>
      </div>
      {[`${at}.indicators[0]`, `${at}.indicators`].map((place) => {
        const fault = faults.at(place)
        return fault === null ? null : (
          <p key={place} className="field-error">
            {fault}
          </p>
        )
      })}
    </fieldset>
  )
}

function RuleFields({ item, at, faults, put }: Omit<ItemProps, 'data' | 'remove'>): ReactElement {
  const t = useT()
  const { rule } = item
  if (rule.kind === 'target') {
    return (
      <TextField
        label={t('as.target')}
        value={rule.target}
        error={faults.at(`${at}.rule.target`)}
        onChange={(target) => put({ rule: { ...rule, target } })}
      />
    )
  }
  if (rule.kind === 'linear') {
    return (
      <>
        <TextField
          label={t('as.zeroAt')}
          value={rule.none}
          error={faults.at(`${at}.rule.none`)}
          onChange={(none) => put({ rule: { ...rule, none } })}
        />
        <TextField
          label={t('as.fullAt')}
          value={rule.full}
          error={faults.at(`${at}.rule.full`)}
          onChange={(full) => put({ rule: { ...rule, full } })}
        />
      </>
    )
  }
  const band = (i: number, change: Partial<(typeof rule.bands)[number]>): void =>
    put({
      rule: {
        ...rule,
        bands: rule.bands.map((one, k) => (k === i ? { ...one, ...change } : one)),
      },
    })
  return (
    <>
      {rule.bands.map((one, i) => (
        <div key={i} className="columns-2">
          <TextField
            label={t('as.bandAt')}
            value={one.at}
            error={faults.at(`${at}.rule.bands[${i}]`) ?? faults.at(`${at}.rule.bands[${i}].at`)}
            onChange={(value) => band(i, { at: value })}
          />
          <PointsField
            label={t('as.bandPoints')}
            points={one.points}
            error={faults.at(`${at}.rule.bands[${i}].points`)}
            onChange={(points) => band(i, { points })}
          />
        </div>
      ))}
    </>
  )
}

/** A further item from an indicator: linear from nothing to everything, to be set right afterwards. */
function AddItem({ data, scheme, set }: Part & { data: SchemeAnswer }): ReactElement {
  const t = useT()
  const used = new Set(scheme.items.map(({ id }) => id))
  return (
    <SelectField
      label={t('as.addItem')}
      value=""
      placeholder="—"
      onChange={(id) => {
        const spec = data.indicators.find((one) => one.id === id)
        if (spec === undefined) return
        const direction = spec.direction === 'down' ? 'down' : 'up'
        const [none, full] = direction === 'up' ? ['0', '1'] : ['1', '0']
        const fresh: Item = {
          id,
          title: spec.title.zh,
          points: 1_000,
          indicators: [id],
          base: 'none',
          direction,
          rule: { kind: 'linear', none, full },
          missing: 'none',
        }
        set({ items: [...scheme.items, fresh] })
      }}
      options={data.indicators
        .filter(({ id }) => !used.has(id))
        .map(({ id, title }) => ({ value: id, label: say(title) }))}
    />
  )
}

function Terms({ scheme, set, faults }: Part): ReactElement {
  const t = useT()
  const days = (key: 'replyDays' | 'decideDays', label: string) => (
    <TextField
      label={label}
      inputMode="numeric"
      value={String(scheme[key])}
      error={faults.at(`scheme.${key}`)}
      onChange={(typed) => set({ [key]: Number(typed.replaceAll(/\D/g, '')) })}
    />
  )
  return (
    <div className="as-item-row">
      {scheme.bands.map((band, i) => (
        <PointsField
          key={band.id}
          label={`${t('as.band')} ${asWritten(band.title)} ≥`}
          points={band.from}
          error={faults.at(`scheme.bands[${i}].from`)}
          onChange={(points) =>
            set({
              bands: scheme.bands.map((one) => (one === band ? { ...one, from: points } : one)),
            })
          }
        />
      ))}
      {days('replyDays', t('as.replyDays'))}
      {days('decideDays', t('as.decideDays'))}
      {scheme.overall === null ? null : (
        <PointsField
          label={t('as.overallPoints')}
          points={scheme.overall}
          error={faults.at('scheme.overall')}
          onChange={(points) => set({ overall: points })}
        />
      )}
    </div>
  )
}
