import type { ReactElement } from 'react'
import type { Role } from '../../../src/kernel/role.ts'
import { ROLES, ROLE_NAMES } from '../../../src/kernel/role.ts'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/approvals.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { SelectField, TextField } from '../../ui/field.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Notice, Tag } from '../../ui/page.tsx'
import { type Process, roleName, type Step } from './words.ts'

interface EditorProps {
  readonly process: Process
  readonly place: number
  readonly step: Step
  readonly change: (step: Step) => void
  readonly faults: readonly string[]
  /** What the law fixes of it: more may be asked for, not less. */
  readonly locks: Out<'readProcess'>['locks']
}

/** What a county changes of a step: names, order, seats, days, the numbers of its demands, papers. */
export function StepEditor(props: EditorProps): ReactElement {
  const t = useT()
  const { step, place, change, faults } = props
  return (
    <details className="panel step-editor" open={faults.length > 0}>
      <summary>
        <strong>
          {place + 1}. {say(step.title)}
        </strong>{' '}
        <span className="muted small">
          {step.seats.map(({ role }) => roleName(role)).join('、')}
        </span>
        {props.locks.length === 0 ? null : <Tag tone="depends">{t('edit.lawful')}</Tag>}
      </summary>
      <div className="stack">
        {faults.map((fault) => (
          <Notice key={fault} tone="fail">
            {fault}
          </Notice>
        ))}
        <Locks locks={props.locks} />
        <div className="columns-2">
          <TextField
            label={t('edit.stepTitle')}
            value={step.title.zh}
            onChange={(zh) => change({ ...step, title: { ...step.title, zh } })}
          />
          <TextField
            label={t('edit.english')}
            value={step.title.en}
            onChange={(en) => change({ ...step, title: { ...step.title, en } })}
          />
        </div>
        <After {...props} />
        <Seats {...props} />
        <div className="columns-2">
          <DaysEditor {...props} kind="wait" />
          <DaysEditor {...props} kind="due" />
        </div>
        <SelectField
          label={t('edit.escalate')}
          value={step.escalate ?? ''}
          placeholder={t('edit.nobody')}
          onChange={(role) => change({ ...step, escalate: role === '' ? null : (role as Role) })}
          options={rolesFor(props.process)}
        />
        <Demands {...props} />
        <Papers {...props} />
        {step.kind === 'approval' ? (
          <Check
            label={t('edit.guidance')}
            checked={step.guidanceBinds === true}
            change={(on) => {
              const { guidanceBinds: _, ...rest } = step
              change(on ? { ...rest, guidanceBinds: true } : rest)
            }}
          />
        ) : null}
      </div>
    </details>
  )
}

/** What the law fixes of the step, with its clauses. */
function Locks({ locks }: Pick<EditorProps, 'locks'>): ReactElement | null {
  const t = useT()
  if (locks.length === 0) return null
  return (
    <details className="locks">
      <summary>
        <Icon name="lock" size={16} /> {t('edit.locks', { n: locks.length })}
      </summary>
      <ul>
        {locks.map((lock) => (
          <li key={`${lock.kind} ${lock.text.zh}`}>
            {say(lock.text)} <span className="muted small">{asWritten(lock.clause)}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}

function Check(props: {
  label: string
  checked: boolean
  change: (on: boolean) => void
}): ReactElement {
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={props.checked}
        onChange={(event) => props.change(event.target.checked)}
      />{' '}
      {props.label}
    </label>
  )
}

const LEVELS = ['coop', 'village', 'town', 'county']

/** Roles held at the unit of a case or above it. */
const rolesFor = ({ unit }: Process) =>
  ROLE_NAMES.filter((role) => {
    const level = LEVELS.indexOf(ROLES[role].level)
    return level >= LEVELS.indexOf(unit) && !role.endsWith('_admin')
  }).map((role) => ({ value: role, label: roleName(role) }))

function After({ process, place, step, change }: EditorProps): ReactElement | null {
  const t = useT()
  const earlier = process.steps.slice(0, place)
  if (earlier.length === 0) return null
  return (
    <fieldset className="checks">
      <legend>{t('edit.after')}</legend>
      {earlier.map((one) => (
        <Check
          key={one.key}
          label={say(one.title)}
          checked={step.after.includes(one.key)}
          change={(on) =>
            change({
              ...step,
              after: on ? [...step.after, one.key] : step.after.filter((key) => key !== one.key),
            })
          }
        />
      ))}
    </fieldset>
  )
}

function Seats({ process, step, change }: EditorProps): ReactElement {
  const t = useT()
  const free = (): string => {
    for (let n = 1; ; n++) {
      if (!step.seats.some(({ key }) => key === `seat${n}`)) return `seat${n}`
    }
  }
  return (
    <fieldset className="checks">
      <legend>{t('edit.seats')}</legend>
      {step.seats.map((seat, i) => (
        <OneSeat key={seat.key} process={process} step={step} change={change} place={i} />
      ))}
      <div className="row">
        <button
          type="button"
          className="button"
          onClick={() =>
            change({
              ...step,
              seats: [...step.seats, { key: free(), role: step.seats[0]?.role ?? 'town_station' }],
            })
          }
        >
          <Icon name="add" size={16} /> {t('edit.addSeat')}
        </button>
        {step.seats.length > 1 ? (
          <SelectField
            label={t('edit.signers')}
            value={String(step.signers)}
            onChange={(value) =>
              change({ ...step, signers: value === 'all' ? 'all' : Number(value) })
            }
            options={[
              { value: 'all', label: t('edit.all') },
              ...step.seats
                .slice(1)
                .map((_, i) => ({ value: String(i + 1), label: String(i + 1) })),
            ]}
          />
        ) : null}
      </div>
    </fieldset>
  )
}

function OneSeat(
  props: Pick<EditorProps, 'process' | 'step' | 'change'> & { place: number },
): ReactElement | null {
  const t = useT()
  const { process, step, change, place } = props
  const seat = step.seats[place]
  if (seat === undefined) return null
  return (
    <div className="row">
      <select
        className="input input-auto"
        aria-label={`${t('edit.seats')} ${place + 1}`}
        value={seat.role}
        onChange={(event) =>
          change({
            ...step,
            seats: step.seats.with(place, { ...seat, role: event.target.value as Role }),
          })
        }
      >
        {rolesFor(process).map((role) => (
          <option key={role.value} value={role.value}>
            {role.label}
          </option>
        ))}
      </select>
      {step.seats.length > 1 ? (
        <button
          type="button"
          className="button-plain"
          aria-label={`${t('edit.removeSeat')} ${roleName(seat.role)}`}
          onClick={() => change({ ...step, seats: step.seats.toSpliced(place, 1) })}
        >
          <Icon name="close" size={16} />
        </button>
      ) : null}
    </div>
  )
}

function DaysEditor(props: EditorProps & { kind: 'wait' | 'due' }): ReactElement {
  const t = useT()
  const { process, place, step, change, kind } = props
  const days = step[kind]
  const set = (next: Step['wait']): void => change({ ...step, [kind]: next })
  const label = t(kind === 'wait' ? 'edit.wait' : 'edit.due')
  return (
    <fieldset className="checks">
      <legend>{label}</legend>
      <div className="row">
        <input
          className="input input-days"
          inputMode="numeric"
          aria-label={`${label} ${t('edit.days')}`}
          placeholder={t('edit.none')}
          value={days === null ? '' : String(days.days)}
          onChange={(event) => {
            const typed = event.target.value.trim()
            if (typed === '') set(null)
            else if (/^\d{1,4}$/.test(typed)) {
              set({ working: false, from: null, ...days, days: Number(typed) })
            }
          }}
        />
        {t('edit.days')}
        {days === null ? null : (
          <>
            <Check
              label={t('edit.working')}
              checked={days.working}
              change={(working) => set({ ...days, working })}
            />
            <select
              className="input input-auto"
              aria-label={`${label} ${t('edit.from')}`}
              value={days.from ?? ''}
              onChange={(event) =>
                set({ ...days, from: event.target.value === '' ? null : event.target.value })
              }
            >
              <option value="">
                {t('edit.from')} {t('edit.fromOpen')}
              </option>
              {process.steps.slice(0, place).map((one) => (
                <option key={one.key} value={one.key}>
                  {t('edit.from')} {say(one.title)}
                </option>
              ))}
            </select>
            {kind === 'wait' ? (
              <Check
                label={t('edit.over')}
                checked={days.over === true}
                change={(on) => {
                  const { over: _, ...rest } = days
                  set(on ? { ...rest, over: true } : rest)
                }}
              />
            ) : null}
          </>
        )}
      </div>
    </fieldset>
  )
}

/** The shares a demand asks for; what it compares stays as it is. */
function Demands({ step, change }: EditorProps): ReactElement | null {
  const t = useT()
  if (step.demands.length === 0) return null
  return (
    <fieldset className="checks">
      <legend>{t('edit.demands')}</legend>
      {step.demands.map((demand, i) => {
        const { test } = demand
        const set = (next: typeof test): void =>
          change({ ...step, demands: step.demands.with(i, { ...demand, test: next }) })
        return (
          <div key={demand.rule} className="row">
            <span>{say(demand.text)}</span>
            {test.kind === 'share' ? (
              <>
                <input
                  className="input input-days"
                  aria-label={`${say(demand.text)} ${t('edit.share')}`}
                  value={test.share}
                  onChange={(event) => set({ ...test, share: event.target.value.trim() })}
                />
                <Check
                  label={t('edit.strictly')}
                  checked={test.strictly}
                  change={(strictly) => set({ ...test, strictly })}
                />
              </>
            ) : null}
          </div>
        )
      })}
    </fieldset>
  )
}

function Papers({ step, change }: EditorProps): ReactElement | null {
  const t = useT()
  if (step.papers.length === 0) return null
  return (
    <fieldset className="checks">
      <legend>{t('edit.papers')}</legend>
      {step.papers.map((paper, i) => (
        <Check
          key={paper.kind}
          label={`${say(paper.title)} ${t('edit.required')}`}
          checked={paper.required}
          change={(required) =>
            change({ ...step, papers: step.papers.with(i, { ...paper, required }) })
          }
        />
      ))}
    </fieldset>
  )
}
