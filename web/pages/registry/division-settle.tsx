import { type ReactElement, useEffect, useState } from 'react'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/division.ts'
import { comma, say } from '../../locale/translate.ts'
import { useRead } from '../../query.ts'
import { useMe } from '../../session.tsx'
import { DayField, TextField } from '../../ui/field.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Panel } from '../../ui/page.tsx'
import { Segments } from '../../ui/segments.tsx'
import type { OldUnit } from './division-work.tsx'
import { rankTargets, type Target } from './targets.ts'
import { EVENT_WORDS } from './words.ts'
import { RefusedRest, useWrite } from './write-dialog.tsx'

type Kind = 'merge' | 'split' | 'dissolve'
type Events = In<'recordDivisionEvents'>
const KINDS: readonly Kind[] = ['merge', 'split', 'dissolve']
const KEPT = 'miaoqi.settle'

interface Told {
  readonly date: string
  readonly document: string
}

/** Day and document of the last event: whole batches share them. */
function keptTold(first: string): Told {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? 'null') as Told | null
    if (kept !== null && typeof kept.document === 'string') return kept
  } catch {
    // What cannot be read was never kept.
  }
  return { date: first, document: '' }
}

function eventsOf(
  kind: Kind,
  told: Told,
  units: { from: readonly string[]; to: readonly string[] },
): Events | null {
  const { from, to } = units
  const said = told.date !== '' && told.document.trim() !== '' && from.length > 0
  const enough = kind === 'dissolve' || (kind === 'merge' ? to.length === 1 : to.length > 1)
  if (!said || !enough || (kind === 'split' && from.length !== 1)) return null
  const event = { kind, date: told.date, document: told.document.trim() }
  if (kind === 'dissolve') return { events: from.map((id) => ({ ...event, from: [id] })) }
  return { events: [{ ...event, from: [...from], to: to.map((id) => ({ id })) }] }
}

/** Everything an old unit may have become, as the newest tree and the list know it. */
function useTargets(data: Out<'readReconciliation'>): readonly Target[] {
  const tree = useRead('divisionTree', {})
  const nodes = tree.data?.nodes ?? []
  const towns = new Map(nodes.map((node) => [node.id, node.shortName]))
  const fresh = new Set(data.new.map((unit) => unit.id))
  const gone = new Set(data.unmatchedOld.map((unit) => unit.id))
  return nodes
    .filter(
      (node) => (node.level === 'village' || node.level === 'community') && !gone.has(node.id),
    )
    .map((node) => ({
      id: node.id,
      name: node.shortName,
      town: towns.get(node.parentId ?? '') ?? '',
      fresh: fresh.has(node.id),
    }))
}

const namesOf = (units: readonly { readonly name: string }[]): string =>
  units.map((unit) => unit.name).join(comma())

/** The event in one sentence. */
function useOutcome(event: {
  kind: Kind
  from: readonly OldUnit[]
  to: readonly Target[]
  day: string
}): string {
  const t = useT()
  const [from, day] = [namesOf(event.from), event.day]
  if (event.kind === 'dissolve') return t('settle.outcomeDissolve', { from, day })
  const verb = say(EVENT_WORDS[event.kind])
  return t('settle.outcome', { from, verb, to: namesOf(event.to), day })
}

function ToldFields(props: {
  told: Told
  set: (told: Told) => void
  fault: string | null
}): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const { told, set } = props
  return (
    <div className="columns-2">
      <DayField
        label={t('settle.date')}
        value={told.date}
        max={clock.today}
        onChange={(date) => set({ ...told, date })}
      />
      <TextField
        label={t('settle.document')}
        value={told.document}
        error={props.fault}
        onChange={(document) => set({ ...told, document })}
      />
    </div>
  )
}

/** Says what became of the ticked units; judged as it is filled in, recorded by Ctrl+Enter. */
export function DivisionSettle(props: {
  data: Out<'readReconciliation'>
  chosen: readonly OldUnit[]
  onSettled: (said: string) => void
}): ReactElement {
  const t = useT()
  const { data, chosen } = props
  const [kind, setKind] = useState<Kind>('merge')
  const [told, setTold] = useState(() => keptTold(data.effectiveFrom))
  const [to, setTo] = useState<readonly Target[]>([])
  useEffect(() => sessionStorage.setItem(KEPT, JSON.stringify(told)), [told])
  const from = chosen.map((unit) => unit.id)
  const input = eventsOf(kind, told, { from, to: to.map((one) => one.id) })
  const outcome = useOutcome({ kind, from: chosen, to, day: told.date })
  const write = useWrite({
    verb: 'recordDivisionEvents',
    input,
    onDone: () => {
      setTo([])
      props.onSettled(t('settle.done', { what: outcome }))
    },
  })
  return (
    <Panel title={t('settle.title')} className="settle-form">
      <div id="settle-form" className="stack" onKeyDown={write.onKeyDown}>
        <p>
          {chosen.length === 0 ? (
            <span className="muted">{t('settle.choose')}</span>
          ) : (
            <strong>{namesOf(chosen)}</strong>
          )}
        </p>
        <Segments
          legend={t('settle.kind')}
          value={kind}
          onChange={(next) => {
            setKind(next)
            setTo([])
          }}
          options={KINDS.map((value) => ({ value, label: t(`settle.kind.${value}`) }))}
        />
        {kind === 'dissolve' ? null : (
          <Targets data={data} chosen={chosen} several={kind === 'split'} to={to} onTo={setTo} />
        )}
        <ToldFields told={told} set={setTold} fault={write.faults.at('document')} />
        <RefusedRest error={write.error} faults={write.faults} />
        {write.trial.data === undefined ? null : (
          <p className="row">
            <Icon name="passes" /> {outcome}
          </p>
        )}
        <div className="row">
          <button
            type="button"
            className="button button-primary"
            disabled={!write.ready}
            onClick={write.submit}
          >
            {t('settle.record')}
          </button>
          <span className="muted small keys-hint">{t('write.keys')}</span>
        </div>
      </div>
    </Panel>
  )
}

const SHOWN = 8

/** Where they went: the likeliest first; typed words look in the whole county. */
function Targets(props: {
  data: Out<'readReconciliation'>
  chosen: readonly OldUnit[]
  several: boolean
  to: readonly Target[]
  onTo: (to: readonly Target[]) => void
}): ReactElement {
  const t = useT()
  const { chosen, several, to, onTo } = props
  const [typed, setTyped] = useState('')
  const targets = useTargets(props.data)
  const ranked = rankTargets(targets, chosen, typed)
  const shown = [...to, ...ranked.filter((one) => !to.some((kept) => kept.id === one.id))]
  const pick = (target: Target, on: boolean): void =>
    onTo(
      several
        ? on
          ? [...to, target]
          : to.filter((one) => one.id !== target.id)
        : on
          ? [target]
          : [],
    )
  return (
    <fieldset className="choice stack-tight">
      <legend>{t(several ? 'settle.toSeveral' : 'settle.to')}</legend>
      <TextField
        label={t('settle.targetFind')}
        value={typed}
        onChange={setTyped}
        type="search"
        autoComplete="off"
      />
      {shown.length === 0 && chosen.length > 0 ? (
        <p className="muted">{t('common.noRows')}</p>
      ) : null}
      {shown.slice(0, Math.max(SHOWN, to.length)).map((target) => (
        <label key={target.id} className="check">
          <input
            type={several ? 'checkbox' : 'radio'}
            name="settle-target"
            checked={to.some((one) => one.id === target.id)}
            onChange={(event) => pick(target, event.target.checked)}
          />
          <span>
            {target.name} <span className="muted small">{target.town}</span>
          </span>
          {target.fresh ? <span className="tag">{t('settle.fresh')}</span> : null}
        </label>
      ))}
      {shown.length > SHOWN ? (
        <p className="muted small">{t('settle.targetMore', { n: shown.length - SHOWN })}</p>
      ) : null}
    </fieldset>
  )
}
