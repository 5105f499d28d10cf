import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/talent.ts'
import { useRead } from '../../query.ts'
import { ownUnit, useMay, useMe } from '../../session.tsx'
import { DayField, TextArea, TextField } from '../../ui/field.tsx'
import { Panel } from '../../ui/page.tsx'
import { Segments } from '../../ui/segments.tsx'
import { Loaded } from '../../ui/state.tsx'
import type { FaultBook } from '../registry/use-trial.ts'
import { RefusedRest, useWrite } from '../registry/write-dialog.tsx'
import type { Rules } from './words.ts'
import './talent.css'

type Read = Out<'readTalentRules'>

interface Part {
  readonly rules: Rules
  readonly set: (rules: Rules) => void
  readonly faults: FaultBook
}

/** Tasks, terms, deeds, sources and names as the county sets them; a change is a new version with its ground. */
export function TalentRules(): ReactElement {
  const read = useRead('readTalentRules', {})
  return <Loaded read={read}>{(data) => <Form key={data.version} data={data} />}</Loaded>
}

const whole = (text: string): number => Number(text.replaceAll(/\D/g, '').slice(0, 4))

/** A list with one part of one row changed. */
const changed = <T,>(list: readonly T[], i: number, more: Partial<T>): T[] =>
  list.map((one, at) => (at === i ? { ...one, ...more } : one))

const without = <T,>(list: readonly T[], i: number): T[] => list.filter((_, at) => at !== i)

function Form({ data }: { data: Read }): ReactElement {
  const t = useT()
  const may = useMay()
  const me = useMe()
  const [rules, setRules] = useState<Rules>(data.rules)
  const [validFrom, setFrom] = useState<string>(me.clock.today)
  const [reason, setReason] = useState('')
  const writes = may('saveTalentRules') && ownUnit(me)?.kind === 'county'
  const differs = JSON.stringify(rules) !== JSON.stringify(data.rules)
  const write = useWrite({
    verb: 'saveTalentRules',
    input: differs && reason.trim() !== '' ? { rules, validFrom, reason: reason.trim() } : null,
    onDone: () => setReason(''),
  })
  const part = { rules, set: setRules, faults: write.faults }
  return (
    <Panel
      title={t('talent.tabRules')}
      hint={
        data.version === 0
          ? t('trules.shipped')
          : t('trules.version', { n: data.version, day: data.validFrom ?? '', reason: data.reason })
      }
    >
      <fieldset className="talent-rules" disabled={!writes}>
        <PostingPart {...part} writes={writes} />
        <PointPart {...part} writes={writes} />
        <PromisePart {...part} />
        {writes ? (
          <>
            <div className="columns-2">
              <DayField
                label={t('trules.validFrom')}
                value={validFrom}
                min={me.clock.today}
                onChange={setFrom}
              />
              <TextField label={t('trules.reason')} value={reason} onChange={setReason} />
            </div>
            <RefusedRest error={write.error} faults={write.faults} />
            <div>
              <button
                type="button"
                className="button button-primary"
                disabled={!write.ready}
                onClick={write.submit}
              >
                {t('trules.save')}
              </button>
            </div>
          </>
        ) : null}
      </fieldset>
    </Panel>
  )
}

function Remove({ act }: { act: () => void }): ReactElement {
  const t = useT()
  return (
    <button type="button" className="button-link" onClick={act}>
      {t('trules.remove')}
    </button>
  )
}

function PostingPart({ rules, set, faults, writes }: Part & { writes: boolean }): ReactElement {
  const t = useT()
  const { posting } = rules
  const put = (more: Partial<Rules['posting']>): void =>
    set({ ...rules, posting: { ...posting, ...more } })
  return (
    <>
      <h3>{t('trules.tasks')}</h3>
      {posting.tasks.map((task, i) => (
        <div key={i} className="talent-rule talent-rule-wide">
          <TextField
            label={t('posting.taskWhat')}
            value={task.what}
            error={faults.at(`posting.tasks[${i}].what`)}
            onChange={(what) => put({ tasks: changed(posting.tasks, i, { what }) })}
          />
          <TextField
            label={t('trules.days')}
            inputMode="numeric"
            value={String(task.days)}
            onChange={(text) => put({ tasks: changed(posting.tasks, i, { days: whole(text) }) })}
          />
          <label className="check">
            <input
              type="checkbox"
              checked={task.coop}
              onChange={(event) =>
                put({ tasks: changed(posting.tasks, i, { coop: event.target.checked }) })
              }
            />
            {t('trules.coop')}
          </label>
          {writes ? <Remove act={() => put({ tasks: without(posting.tasks, i) })} /> : null}
        </div>
      ))}
      {writes ? (
        <div>
          <button
            type="button"
            className="button"
            onClick={() => put({ tasks: [...posting.tasks, { what: '', days: 90, coop: false }] })}
          >
            {t('trules.add')}
          </button>
        </div>
      ) : null}
      <div className="columns-2">
        <TextField
          label={t('trules.endingDays')}
          inputMode="numeric"
          value={String(posting.endingDays)}
          onChange={(text) => put({ endingDays: whole(text) })}
        />
        <label className="check">
          <input
            type="checkbox"
            checked={posting.oneFirstSecretary}
            onChange={(event) => put({ oneFirstSecretary: event.target.checked })}
          />
          {t('trules.one')}
        </label>
      </div>
    </>
  )
}

/** A key that none of the deeds has yet. */
const freshKey = (rules: Rules): string => {
  const taken = new Set(rules.points.items.map(({ key }) => key))
  let n = rules.points.items.length + 1
  while (taken.has(`own_${n}`)) n += 1
  return `own_${n}`
}

function PointPart({ rules, set, faults, writes }: Part & { writes: boolean }): ReactElement {
  const t = useT()
  const { points } = rules
  const put = (more: Partial<Rules['points']>): void =>
    set({ ...rules, points: { ...points, ...more } })
  return (
    <>
      <h3>{t('trules.items')}</h3>
      {points.items.map((item, i) => (
        <div key={item.key} className="talent-rule">
          <TextField
            label={t('trules.titleZh')}
            value={item.title.zh}
            error={faults.at(`points.items[${i}].title.zh`)}
            onChange={(zh) => put({ items: changed(points.items, i, { title: { zh, en: zh } }) })}
          />
          <TextField
            label={t('trules.points')}
            inputMode="numeric"
            value={String(item.points)}
            onChange={(text) => put({ items: changed(points.items, i, { points: whole(text) }) })}
          />
          <TextField
            label={t('trules.cap')}
            inputMode="numeric"
            value={String(item.yearCap)}
            onChange={(text) => put({ items: changed(points.items, i, { yearCap: whole(text) }) })}
          />
          {writes ? <Remove act={() => put({ items: without(points.items, i) })} /> : null}
        </div>
      ))}
      {writes ? (
        <div>
          <button
            type="button"
            className="button"
            onClick={() => {
              const fresh = { key: freshKey(rules), title: { zh: '', en: '' } }
              put({ items: [...points.items, { ...fresh, points: 1, yearCap: 10 }] })
            }}
          >
            {t('trules.add')}
          </button>
        </div>
      ) : null}
      <TextArea
        label={t('trules.excluded')}
        rows={3}
        value={points.excluded.map(({ zh }) => zh).join('\n')}
        onChange={(text) =>
          put({ excluded: text.split('\n').map((zh, i) => ({ zh, en: englishOf(points, i, zh) })) })
        }
      />
    </>
  )
}

/** The English of a line that was not changed; of another one the line itself. */
const englishOf = (points: Rules['points'], i: number, zh: string): string =>
  points.excluded[i]?.zh === zh ? points.excluded[i].en : zh

function PromisePart({ rules, set }: Part): ReactElement {
  const t = useT()
  return (
    <div className="columns-2">
      <TextField
        label={t('trules.appealDays')}
        inputMode="numeric"
        value={String(rules.points.appealDays)}
        onChange={(text) => set({ ...rules, points: { ...rules.points, appealDays: whole(text) } })}
      />
      <Segments
        titled
        legend={t('trules.names')}
        value={rules.promises.names}
        options={[
          { value: 'full', label: t('trules.namesFull') },
          { value: 'surname', label: t('trules.namesSurname') },
        ]}
        onChange={(names) => set({ ...rules, promises: { names } })}
      />
    </div>
  )
}
