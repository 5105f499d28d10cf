import { type ReactElement, useState } from 'react'
import type { In } from '../../api.ts'
import { useT } from '../../locale/contest.ts'
import { asWritten } from '../../locale/translate.ts'
import { DayField, TextArea, TextField } from '../../ui/field.tsx'
import { showPercent } from '../../ui/figures.tsx'
import { Facts, Panel } from '../../ui/page.tsx'
import type { FaultBook } from '../registry/use-trial.ts'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { Route } from './route.tsx'
import type { Contest, Setup } from './words.ts'

/** What is scored and how, the route and the guide sheet. */
export function SetupPanel({ data }: { data: Contest }): ReactElement {
  const t = useT()
  const [changing, setChanging] = useState(false)
  const { setup } = data
  return (
    <div className="contest-stack">
      <Items data={data} change={() => setChanging(true)} />
      <Panel title={t('contest.rules')}>
        <Facts
          columns={3}
          facts={[
            { label: t('contest.trim'), value: t('contest.copies', { n: setup.trim }) },
            { label: t('contest.sheets'), value: t('contest.copies', { n: setup.sheets }) },
            { label: t('contest.spread'), value: showPercent(setup.spread, 0) },
            { label: t('contest.period'), value: setup.period ?? '—' },
            { label: t('contest.appealDays'), value: String(setup.appealDays) },
          ]}
        />
      </Panel>
      {data.kind === 'tour' || setup.stops.length > 0 || data.photos.length > 0 ? (
        <Route data={data} />
      ) : null}
      {changing ? <Change data={data} close={() => setChanging(false)} /> : null}
    </div>
  )
}

function Items({ data, change }: { data: Contest; change: () => void }): ReactElement {
  const t = useT()
  const { setup } = data
  return (
    <Panel
      title={t('contest.item')}
      extra={
        data.may.write && data.state === 'draft' ? (
          <button type="button" className="button" onClick={change}>
            {t('contest.change')}
          </button>
        ) : null
      }
    >
      <div className="contest-wide">
        <table className="contest-table">
          <thead>
            <tr>
              <th>{t('contest.item')}</th>
              <th className="number">{t('contest.weight')}</th>
              <th>{t('contest.how')}</th>
              <th>{t('contest.rubric')}</th>
            </tr>
          </thead>
          {setup.groups.map((group) => (
            <tbody key={group.id}>
              <tr>
                <th scope="rowgroup">{asWritten(group.title)}</th>
                <th className="number">{group.weight}</th>
                <th colSpan={2} />
              </tr>
              {setup.items
                .filter((item) => item.group === group.id)
                .map((item) => (
                  <tr key={item.id}>
                    <td>{asWritten(item.title)}</td>
                    <td className="number">{item.weight}</td>
                    <td>
                      {item.kind === 'judged'
                        ? t('contest.judgedOf', { max: item.max })
                        : t(item.normalise === 'rank' ? 'contest.rank' : 'contest.ratio')}
                    </td>
                    <td>{asWritten(item.rubric)}</td>
                  </tr>
                ))}
            </tbody>
          ))}
        </table>
      </div>
    </Panel>
  )
}

function Change({ data, close }: { data: Contest; close: () => void }): ReactElement {
  const t = useT()
  const [setup, setSetup] = useState<Setup>(data.setup)
  const [reason, setReason] = useState('')
  const set = (change: Partial<Setup>): void => setSetup({ ...setup, ...change })
  const input: In<'changeContest'> | null =
    reason.trim() === '' || setup.title.trim() === ''
      ? null
      : { contestId: data.contestId, setup, reason: reason.trim() }
  return (
    <WriteDialog
      wide
      title={t('contest.change')}
      confirm={t('contest.change')}
      verb="changeContest"
      input={input}
      close={close}
      onDone={() => undefined}
    >
      {(faults) => (
        <>
          <TextField
            label={t('contest.name')}
            value={setup.title}
            error={faults.at('setup.title')}
            onChange={(title) => set({ title })}
          />
          <div className="columns-2">
            <DayField
              label={t('contest.from')}
              value={setup.from}
              onChange={(from) => set({ from })}
            />
            <DayField label={t('contest.to')} value={setup.to} onChange={(to) => set({ to })} />
          </div>
          <Weights setup={setup} set={set} faults={faults} />
          <Numbers setup={setup} set={set} faults={faults} />
          <Stops setup={setup} set={set} />
          <TextArea
            label={t('contest.guide')}
            value={setup.guide}
            onChange={(guide) => set({ guide })}
          />
          <TextField label={t('contest.reason')} value={reason} onChange={setReason} />
        </>
      )}
    </WriteDialog>
  )
}

interface Part {
  readonly setup: Setup
  readonly set: (change: Partial<Setup>) => void
}

function Weights({ setup, set, faults }: Part & { faults: FaultBook }): ReactElement {
  return (
    <div className="columns-2">
      {setup.groups.map((group, i) => (
        <TextField
          key={group.id}
          label={asWritten(group.title)}
          inputMode="decimal"
          value={group.weight}
          error={faults.at(`setup.groups[${i}].weight`)}
          onChange={(weight) =>
            set({
              groups: setup.groups.map((one) => (one.id === group.id ? { ...one, weight } : one)),
            })
          }
        />
      ))}
      {setup.items.map((item, i) => (
        <TextField
          key={item.id}
          label={asWritten(item.title)}
          inputMode="decimal"
          value={item.weight}
          error={faults.at(`setup.items[${i}].weight`)}
          onChange={(weight) =>
            set({
              items: setup.items.map((one) => (one.id === item.id ? { ...one, weight } : one)),
            })
          }
        />
      ))}
    </div>
  )
}

function Numbers({ setup, set, faults }: Part & { faults: FaultBook }): ReactElement {
  const t = useT()
  const whole = (key: 'trim' | 'sheets' | 'appealDays', label: string) => (
    <TextField
      label={label}
      inputMode="numeric"
      value={String(setup[key])}
      error={faults.at(`setup.${key}`)}
      onChange={(value) => set({ [key]: Number(value.replaceAll(/\D/g, '')) })}
    />
  )
  return (
    <div className="columns-2">
      {whole('trim', t('contest.trim'))}
      {whole('sheets', t('contest.sheets'))}
      {whole('appealDays', t('contest.appealDays'))}
      <TextField
        label={t('contest.spread')}
        value={setup.spread}
        error={faults.at('setup.spread')}
        onChange={(spread) => set({ spread })}
      />
      <TextField
        label={t('contest.period')}
        value={setup.period ?? ''}
        error={faults.at('setup.period')}
        onChange={(period) => set({ period: period.trim() === '' ? null : period.trim() })}
      />
    </div>
  )
}

function Stops({ setup, set }: Part): ReactElement {
  const t = useT()
  const { stops } = setup
  const put = (i: number, change: Partial<Setup['stops'][number]>): void =>
    set({ stops: stops.map((one, at) => (at === i ? { ...one, ...change } : one)) })
  return (
    <fieldset>
      <legend>{t('contest.route')}</legend>
      {stops.map((stop, i) => (
        <div key={i} className="columns-2">
          <TextField
            label={`${i + 1}. ${t('contest.place')}`}
            value={stop.place}
            onChange={(place) => put(i, { place })}
          />
          <TextField
            label={t('contest.look')}
            value={stop.look}
            onChange={(look) => put(i, { look })}
          />
        </div>
      ))}
      <button
        type="button"
        className="button"
        onClick={() =>
          set({ stops: [...stops, { unitId: null, place: '', look: '', minutes: 30 }] })
        }
      >
        {t('contest.addStop')}
      </button>
    </fieldset>
  )
}
