import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/founding.ts'
import { asWritten } from '../../locale/translate.ts'
import { useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { Loaded } from '../../ui/state.tsx'
import { type Line, newLine } from './plan-draft.ts'

type Project = Out<'readFounding'>

interface AddProps {
  readonly project: Project
  readonly lines: readonly Line[]
  readonly onChange: (lines: readonly Line[]) => void
}

/** People of the village by tick, the collective and enterprises by button. */
export function AddHolder({ project, lines, onChange }: AddProps): ReactElement {
  const t = useT()
  const may = useMay()
  const [picking, setPicking] = useState(false)
  const add = (more: readonly Pick<Line, 'kind' | 'personId' | 'name'>[]): void => {
    const stamp = lines.reduce(
      (most, { key }) => Math.max(most, Number(/^n(\d+)/.exec(key)?.[1] ?? 0)),
      0,
    )
    onChange([...lines, ...more.map((one, i) => newLine(`n${stamp + i + 1}`, one))])
  }
  const collective = lines.some(({ kind }) => kind === 'collective')
  return (
    <span className="row">
      {collective ? null : (
        <button
          type="button"
          className="button button-small"
          onClick={() => add([{ kind: 'collective', personId: null, name: '村集体' }])}
        >
          {t('plan.addCollective')}
        </button>
      )}
      {may('listPersons') ? (
        <button type="button" className="button button-small" onClick={() => setPicking(true)}>
          {t('plan.add')}
        </button>
      ) : null}
      <button
        type="button"
        className="button button-small"
        onClick={() => add([{ kind: 'enterprise', personId: null, name: '' }])}
      >
        {t('plan.addUnit')}
      </button>
      {picking ? (
        <PickPeople
          villageId={project.village.id}
          taken={new Set(lines.flatMap(({ personId }) => personId ?? []))}
          onPick={(people) => {
            add(people.map(({ id, name }) => ({ kind: 'person', personId: id, name })))
            setPicking(false)
          }}
          close={() => setPicking(false)}
        />
      ) : null}
    </span>
  )
}

function PickPeople(props: {
  villageId: string
  taken: ReadonlySet<string>
  onPick: (people: readonly { id: string; name: string }[]) => void
  close: () => void
}): ReactElement {
  const t = useT()
  const [q, setQ] = useState('')
  const [chosen, setChosen] = useState<ReadonlyMap<string, string>>(new Map())
  const people = useRead('listPersons', {
    unitId: props.villageId,
    limit: 200,
    ...(q.trim() === '' ? {} : { q: q.trim() }),
  })
  const toggle = (id: string, name: string): void => {
    const next = new Map(chosen)
    if (!next.delete(id)) next.set(id, name)
    setChosen(next)
  }
  return (
    <Dialog
      open
      title={t('plan.add')}
      onClose={props.close}
      actions={
        <button
          type="button"
          className="button button-primary"
          disabled={chosen.size === 0}
          onClick={() => props.onPick(Array.from(chosen, ([id, name]) => ({ id, name })))}
        >
          {t('plan.add')} {chosen.size === 0 ? '' : chosen.size}
        </button>
      }
    >
      <div className="stack">
        <TextField label={t('common.name')} value={q} onChange={setQ} />
        <Loaded read={people} lines={4}>
          {({ rows }) => (
            <div className="household-picks">
              {rows
                .filter(({ id }) => !props.taken.has(id))
                .map((person) => (
                  <label key={person.id} className="check">
                    <input
                      type="checkbox"
                      checked={chosen.has(person.id)}
                      onChange={() => toggle(person.id, person.name)}
                    />
                    {asWritten(person.name)}
                  </label>
                ))}
            </div>
          )}
        </Loaded>
      </div>
    </Dialog>
  )
}
