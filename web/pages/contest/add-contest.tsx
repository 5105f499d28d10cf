import { type ReactElement, useState } from 'react'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/contest.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { useGo } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { ownUnit, useMe } from '../../session.tsx'
import { DayField, SelectField, TextField } from '../../ui/field.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { type ContestRow, KIND_WORDS, type Level, LEVEL_WORDS, optionsOf } from './words.ts'
import './contest.css'

interface Typed {
  readonly kind: ContestRow['kind']
  readonly level: Level
  readonly title: string | null
  readonly from: string
  readonly to: string
  readonly place: string
  /** Towns that stay away, co-ops that come: a county has 18 of these and hundreds of those. */
  readonly picked: ReadonlySet<string>
}

interface Part {
  readonly typed: Typed
  readonly set: (change: Partial<Typed>) => void
}

type Suggestion = Out<'suggestContest'>

/** What the server is asked; null while something it cannot do without is missing. */
function inputOf(
  typed: Typed,
  unitId: string | undefined,
  { setup, entries }: { setup: Suggestion['setup'] | undefined; entries: readonly string[] },
): In<'addContest'> | null {
  const title = (typed.title ?? setup?.title ?? '').trim()
  // A suggestion for the other level may still stand while the new one is on its way.
  if (unitId === undefined || setup === undefined || setup.level !== typed.level) return null
  if (title === '' || entries.length < 2) return null
  return {
    unitId,
    kind: typed.kind,
    entries: [...entries],
    setup: { ...setup, title, from: typed.from, to: typed.to, place: typed.place },
  }
}

/** A new tour or contest, of towns or of co-ops, as the product proposes it. */
export function AddContest({ close }: { close: () => void }): ReactElement {
  const t = useT()
  const go = useGo()
  const me = useMe()
  const own = ownUnit(me)
  const { today } = me.clock
  const [typed, setTyped] = useState<Typed>({
    kind: 'contest',
    level: 'town',
    title: null,
    from: today,
    to: today,
    place: '',
    picked: new Set(),
  })
  const set = (change: Partial<Typed>): void => setTyped({ ...typed, ...change })
  const { kind, level } = typed
  const { data: suggestion } = useRead('suggestContest', { kind, level })
  const towns = useRead('divisionTree', own === null ? {} : { parentId: own.id })
  const nodes = towns.data?.nodes ?? []
  const entries =
    level === 'coop'
      ? [...typed.picked]
      : nodes.flatMap(({ id }) => (typed.picked.has(id) ? [] : [id]))
  return (
    <WriteDialog
      wide
      title={t('contest.add')}
      confirm={t('contest.add')}
      verb="addContest"
      input={inputOf(typed, own?.id, { setup: suggestion?.setup, entries })}
      close={close}
      onDone={({ contestId }) => go(paths.contest(contestId))}
    >
      {(faults) => (
        <>
          <What typed={typed} set={set} />
          <TextField
            label={t('contest.name')}
            value={typed.title ?? suggestion?.setup.title ?? ''}
            error={faults.at('setup.title')}
            onChange={(title) => set({ title })}
          />
          <When typed={typed} set={set} />
          {level === 'coop' ? (
            <Coops typed={typed} set={set} towns={nodes} />
          ) : (
            <Towns typed={typed} set={set} towns={nodes} />
          )}
        </>
      )}
    </WriteDialog>
  )
}

function What({ typed, set }: Part): ReactElement {
  const t = useT()
  return (
    <div className="columns-2">
      <SelectField
        label={t('contest.kind')}
        value={typed.kind}
        options={optionsOf(KIND_WORDS, say)}
        onChange={(kind) => set({ kind: kind as Typed['kind'], title: null })}
      />
      <SelectField
        label={t('contest.level')}
        value={typed.level}
        options={optionsOf(LEVEL_WORDS, say)}
        onChange={(level) => set({ level: level as Level, title: null, picked: new Set() })}
      />
    </div>
  )
}

function When({ typed, set }: Part): ReactElement {
  const t = useT()
  return (
    <>
      <div className="columns-2">
        <DayField label={t('contest.from')} value={typed.from} onChange={(from) => set({ from })} />
        <DayField label={t('contest.to')} value={typed.to} onChange={(to) => set({ to })} />
      </div>
      <TextField
        label={t('contest.place')}
        value={typed.place}
        onChange={(place) => set({ place })}
      />
    </>
  )
}

function toggled(from: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(from)
  if (!next.delete(id)) next.add(id)
  return next
}

type Towns = readonly { readonly id: string; readonly name: string }[]

/** Every town, unless taken off. */
function Towns({ typed, set, towns }: Part & { towns: Towns }): ReactElement {
  const t = useT()
  const n = towns.filter(({ id }) => !typed.picked.has(id)).length
  return (
    <fieldset>
      <legend>
        {t('contest.entries')} · {t('contest.entriesOf', { n })}
      </legend>
      <div className="contest-picks">
        {towns.map(({ id, name }) => (
          <label key={id} className="check">
            <input
              type="checkbox"
              checked={!typed.picked.has(id)}
              onChange={() => set({ picked: toggled(typed.picked, id) })}
            />
            <span>{asWritten(name)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

const SHOWN = 200

/** Co-ops of the whole county or of a town, found by name; what is ticked takes part and stays ticked. */
function Coops({ typed, set, towns }: Part & { towns: Towns }): ReactElement {
  const t = useT()
  const [townId, setTownId] = useState('')
  const [q, setQ] = useState('')
  const found = useRead('listCooperatives', {
    limit: SHOWN,
    ...(townId === '' ? {} : { unitId: townId }),
    ...(q.trim() === '' ? {} : { q: q.trim() }),
  })
  const rows = found.data?.rows ?? []
  const all = rows.length > 0 && rows.every(({ id }) => typed.picked.has(id))
  const turn = (): void => {
    const next = new Set(typed.picked)
    for (const { id } of rows) {
      if (all) next.delete(id)
      else next.add(id)
    }
    set({ picked: next })
  }
  return (
    <fieldset>
      <legend>
        {t('contest.entries')} · {t('contest.entriesOf', { n: typed.picked.size })}
      </legend>
      <div className="columns-2">
        <SelectField
          label={t('common.town')}
          value={townId}
          placeholder={t('contest.allTowns')}
          options={towns.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={setTownId}
        />
        <TextField label={t('contest.find')} value={q} onChange={setQ} />
      </div>
      <label className="check">
        <input type="checkbox" checked={all} onChange={turn} disabled={rows.length === 0} />
        <strong>{t('contest.allShown', { n: rows.length })}</strong>
      </label>
      <div className="contest-picks contest-picks-wide">
        {rows.map(({ id, name, town }) => (
          <label key={id} className="check">
            <input
              type="checkbox"
              checked={typed.picked.has(id)}
              onChange={() => set({ picked: toggled(typed.picked, id) })}
            />
            <span>
              {asWritten(name)} <span className="muted small">{asWritten(town.name)}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
