import type { ReactElement } from 'react'
import { type Label, useT } from '../../locale/founding.ts'
import { say } from '../../locale/translate.ts'
import { SelectField, TextField } from '../../ui/field.tsx'
import { Panel } from '../../ui/page.tsx'
import type { FaultBook } from '../registry/use-trial.ts'
import {
  type Case,
  CASE_FIELDS,
  type CaseField,
  CASES,
  emptyLine,
  type Typed,
  type TypedLine,
} from './account-draft.ts'
import { CASE_WORDS } from './words.ts'

interface FormProps {
  readonly typed: Typed
  readonly faults: FaultBook
  readonly onChange: (typed: Typed) => void
}

/** The form of the three accounts: what was, what is, what is brought, and how the co-op could go. */
export function AccountForm({ typed, faults, onChange }: FormProps): ReactElement {
  const t = useT()
  const set = (change: Partial<Typed>): void => onChange({ ...typed, ...change })
  return (
    <div className="stack">
      <Panel title={t('acc.past')}>
        <Year value={typed.pastYear} onChange={(pastYear) => set({ pastYear })} />
        <Lines lines={typed.past} onChange={(past) => set({ past })} />
      </Panel>
      <Panel title={t('acc.present')}>
        <Year value={typed.presentYear} onChange={(presentYear) => set({ presentYear })} />
        <Lines lines={typed.present} onChange={(present) => set({ present })} />
      </Panel>
      <Panel title={t('acc.brings')}>
        <div className="columns-2">
          <Text name="landMu" label="acc.landMu" typed={typed} set={set} faults={faults} />
          <Text
            name="contribution"
            label="acc.contribution"
            typed={typed}
            set={set}
            faults={faults}
          />
        </div>
        <h3 className="panel-sub">{t('acc.outside')}</h3>
        <Lines lines={typed.outside} onChange={(outside) => set({ outside })} />
      </Panel>
      <Panel title={t('acc.terms')}>
        <div className="columns-2">
          <Text
            name="contributions"
            label="acc.contributions"
            typed={typed}
            set={set}
            faults={faults}
          />
          <Text name="allTrade" label="acc.allTrade" typed={typed} set={set} faults={faults} />
          <Text name="reserve" label="acc.reserve" typed={typed} set={set} faults={faults} />
          <Text name="returned" label="acc.returned" typed={typed} set={set} faults={faults} />
          <Text name="years" label="acc.years" typed={typed} set={set} faults={faults} />
        </div>
      </Panel>
      <Panel title={t('acc.cases')}>
        <Scenarios typed={typed} set={set} />
      </Panel>
    </div>
  )
}

type TextName =
  | 'landMu'
  | 'contribution'
  | 'contributions'
  | 'allTrade'
  | 'reserve'
  | 'returned'
  | 'years'

function Text(props: {
  name: TextName
  label: Label
  typed: Typed
  set: (change: Partial<Typed>) => void
  faults: FaultBook
}): ReactElement {
  const t = useT()
  return (
    <TextField
      label={t(props.label)}
      inputMode="decimal"
      value={props.typed[props.name]}
      error={props.faults.at(props.name)}
      onChange={(value) => props.set({ [props.name]: value })}
    />
  )
}

function Year(props: { value: string; onChange: (value: string) => void }): ReactElement {
  const t = useT()
  return (
    <TextField
      label={t('acc.year')}
      inputMode="numeric"
      value={props.value}
      onChange={props.onChange}
    />
  )
}

function Lines(props: {
  lines: readonly TypedLine[]
  onChange: (lines: readonly TypedLine[]) => void
}): ReactElement {
  const t = useT()
  const { lines, onChange } = props
  const set = (key: number, change: Partial<TypedLine>): void =>
    onChange(lines.map((line) => (line.key === key ? { ...line, ...change } : line)))
  return (
    <div className="stack-tight">
      {lines.map((line) => (
        <div key={line.key} className="account-line">
          <TextField
            label={t('acc.item')}
            value={line.title}
            onChange={(title) => set(line.key, { title })}
          />
          <SelectField
            label={t('acc.kind')}
            value={line.kind}
            options={[
              { value: 'income', label: t('acc.income') },
              { value: 'cost', label: t('acc.cost') },
            ]}
            onChange={(kind) => set(line.key, { kind: kind as TypedLine['kind'] })}
          />
          <TextField
            label={t('acc.quantity')}
            inputMode="decimal"
            value={line.quantity}
            onChange={(quantity) => set(line.key, { quantity })}
          />
          <TextField
            label={t('acc.measure')}
            value={line.measure}
            onChange={(measure) => set(line.key, { measure })}
          />
          <TextField
            label={t('acc.price')}
            inputMode="decimal"
            value={line.price}
            onChange={(price) => set(line.key, { price })}
          />
          <button
            type="button"
            className="button-link"
            aria-label={`${t('plan.remove')} ${line.title}`}
            onClick={() => onChange(lines.filter(({ key }) => key !== line.key))}
          >
            {t('plan.remove')}
          </button>
        </div>
      ))}
      <p>
        <button
          type="button"
          className="button button-small"
          onClick={() => onChange([...lines, emptyLine()])}
        >
          {t('acc.addLine')}
        </button>
      </p>
    </div>
  )
}

function Scenarios(props: { typed: Typed; set: (change: Partial<Typed>) => void }): ReactElement {
  const t = useT()
  const { cases } = props.typed
  const set = (name: Case, field: CaseField, value: string): void =>
    props.set({ cases: { ...cases, [name]: { ...cases[name], [field]: value } } })
  return (
    <div className="case-grid">
      <span className="case-corner" />
      {CASES.map((name) => (
        <span key={name} className="case-head">
          {say(CASE_WORDS[name])}
        </span>
      ))}
      {CASE_FIELDS.map((field) => (
        <CaseRow key={field} label={t(`acc.${field}`)}>
          {CASES.map((name) => (
            <input
              key={name}
              className="input"
              inputMode="decimal"
              aria-label={`${t(`acc.${field}`)} ${say(CASE_WORDS[name])}`}
              value={cases[name][field]}
              onChange={(event) => set(name, field, event.target.value)}
            />
          ))}
        </CaseRow>
      ))}
    </div>
  )
}

function CaseRow(props: { label: string; children: readonly ReactElement[] }): ReactElement {
  return (
    <>
      <span className="case-label">{props.label}</span>
      {props.children}
    </>
  )
}
