import { type KeyboardEvent, type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/division.ts'
import { say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useMay } from '../../session.tsx'
import { FilterSelect, FilterText } from '../../ui/filters.tsx'
import { Notice, Panel } from '../../ui/page.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import { DivisionSettle } from './division-settle.tsx'
import { Findings } from './reconciliation.tsx'

type Reconciliation = Out<'readReconciliation'>
export type OldUnit = Reconciliation['unmatchedOld'][number]

interface ReadOf<T> {
  readonly data: T | undefined
  readonly error: unknown
  readonly isPending: boolean
  readonly refetch: () => unknown
}

/** The old units that the newest list does not name: each waits until its fate is recorded. */
export function DivisionWork(props: { read: ReadOf<Reconciliation>; none: boolean }): ReactElement {
  const t = useT()
  if (props.none) {
    return (
      <Empty
        title={t('divisions.noLists')}
        action={<Go to={paths.divisions({ tab: 'lists' })}>{t('divisions.tab.lists')}</Go>}
      />
    )
  }
  return <Loaded read={props.read}>{(data) => <Work data={data} />}</Loaded>
}

function Work({ data }: { data: Reconciliation }): ReactElement {
  const t = useT()
  const may = useMay()
  const [search] = useUrl()
  const [ticked, setTicked] = useState<readonly string[]>([])
  const [done, setDone] = useState<string | null>(null)
  const open = data.unmatchedOld.filter((unit) => !unit.settled)
  const towns = Map.groupBy(open, (unit) => unit.town)
  const town = search['town'] ?? ''
  const q = (search['q'] ?? '').trim()
  const shown = open.filter(
    (unit) => (town === '' || unit.town === town) && (q === '' || unit.name.includes(q)),
  )
  const chosen = open.filter((unit) => ticked.includes(unit.id))
  const settled = (said: string): void => {
    setDone(said)
    setTicked([])
    document.querySelector<HTMLInputElement>('.settle-units input')?.focus()
  }
  if (open.length === 0) {
    return (
      <div className="stack">
        {done === null ? null : <Notice tone="pass">{done}</Notice>}
        <Empty title={t('settle.none')} hint={say(data.text)} />
        <Findings data={data} />
      </div>
    )
  }
  return (
    <div className="stack">
      {done === null ? null : <Notice tone="pass">{done}</Notice>}
      <div className="settle">
        <Panel
          title={t('settle.list', { n: open.length })}
          hint={
            may('recordDivisionEvents') ? (
              <span className="keys-hint">{t('settle.keys')}</span>
            ) : undefined
          }
        >
          <div className="data-filters no-print">
            <FilterText name="q" label={t('settle.find')} />
            <FilterSelect
              name="town"
              label={t('common.town')}
              options={[...towns].map(([name, units]) => ({
                value: name,
                label: t('settle.townCount', { name, n: units.length }),
              }))}
            />
          </div>
          <OpenUnits units={shown} ticked={ticked} onTick={setTicked} />
        </Panel>
        {may('recordDivisionEvents') ? (
          <DivisionSettle data={data} chosen={chosen} onSettled={settled} />
        ) : null}
      </div>
      <Findings data={data} />
    </div>
  )
}

/** Moves among the boxes of a list by the arrows, as in any list; Enter goes on to the form. */
function onListKey(event: KeyboardEvent<HTMLUListElement>): void {
  const boxes = Array.from(event.currentTarget.querySelectorAll('input'))
  const at = boxes.indexOf(event.target as HTMLInputElement)
  const next = event.key === 'ArrowDown' ? at + 1 : event.key === 'ArrowUp' ? at - 1 : null
  if (next !== null) {
    event.preventDefault()
    boxes[Math.max(0, Math.min(boxes.length - 1, next))]?.focus()
    return
  }
  if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return
  event.preventDefault()
  const box = boxes[at]
  if (box?.checked === false) box.click()
  document.getElementById('settle-form')?.querySelector('input')?.focus()
}

const SHOWN = 200

function OpenUnits(props: {
  units: readonly OldUnit[]
  ticked: readonly string[]
  onTick: (ids: readonly string[]) => void
}): ReactElement {
  const t = useT()
  const { units, ticked, onTick } = props
  if (units.length === 0) return <p className="muted">{t('common.noRows')}</p>
  const flip = (id: string): void =>
    onTick(ticked.includes(id) ? ticked.filter((one) => one !== id) : [...ticked, id])
  return (
    <>
      <ul className="settle-units" onKeyDown={onListKey}>
        {units.slice(0, SHOWN).map((unit) => (
          <li key={unit.id}>
            <label className="check">
              <input
                type="checkbox"
                checked={ticked.includes(unit.id)}
                onChange={() => flip(unit.id)}
              />
              <span>
                {unit.name} <span className="muted small">{unit.town}</span>
              </span>
              <span className="mono muted small">{unit.code ?? ''}</span>
            </label>
          </li>
        ))}
      </ul>
      {units.length > SHOWN ? (
        <p className="muted small">{t('settle.more', { n: units.length - SHOWN })}</p>
      ) : null}
    </>
  )
}
