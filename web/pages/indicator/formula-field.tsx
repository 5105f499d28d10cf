import type { ReactElement } from 'react'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/indicator.ts'
import { say } from '../../locale/translate.ts'
import { SelectField, TextField } from '../../ui/field.tsx'

export type Formula = In<'saveIndicator'>['formula']
type Fact = Out<'listIndicators'>['facts'][number]

const KINDS = ['fact', 'sum', 'minus', 'over', 'times'] as const
type Kind = (typeof KINDS)[number]

const kindOf = (formula: Formula): Kind =>
  'fact' in formula
    ? 'fact'
    : 'sum' in formula
      ? 'sum'
      : 'minus' in formula
        ? 'minus'
        : 'over' in formula
          ? 'over'
          : 'times'

/** The parts of a formula, whichever it is; a fact has none. */
function partsOf(formula: Formula): readonly Formula[] {
  if ('sum' in formula) return formula.sum
  if ('minus' in formula) return formula.minus
  if ('over' in formula) return formula.over
  return 'of' in formula ? [formula.of] : []
}

/** A formula of a kind over these parts; what is missing is filled up with the first fact. */
function made(kind: Kind, parts: readonly Formula[], factor: string): Formula {
  const first: Formula = parts[0] ?? { fact: 'coops' }
  const second: Formula = parts[1] ?? { fact: 'coops' }
  switch (kind) {
    case 'fact':
      return 'fact' in first ? first : { fact: 'coops' }
    case 'sum':
      return { sum: parts.length === 0 ? [first, second] : [...parts] }
    case 'minus':
      return { minus: [first, second] }
    case 'over':
      return { over: [first, second] }
    case 'times':
      return { times: factor, of: first }
  }
}

/** Composes a formula out of facts, part by part; what it says in words stands below the dialog's fields. */
export function FormulaField(props: {
  formula: Formula
  facts: readonly Fact[]
  change: (next: Formula) => void
}): ReactElement {
  const t = useT()
  const { formula, facts, change } = props
  const kind = kindOf(formula)
  const parts = partsOf(formula)
  const factor = 'times' in formula ? formula.times : '1'
  const put = (at: number, next: Formula): void =>
    change(
      made(
        kind,
        parts.map((part, i) => (i === at ? next : part)),
        factor,
      ),
    )
  return (
    <div className="formula-node">
      <SelectField
        label={t('def.kind')}
        value={kind}
        onChange={(value) => {
          const next = KINDS.find((each) => each === value) ?? 'fact'
          change(made(next, kind === 'fact' ? [formula] : parts, factor))
        }}
        options={KINDS.map((value) => ({ value, label: t(`def.kind.${value}`) }))}
      />
      {'fact' in formula ? (
        <SelectField
          label={t('def.fact')}
          value={formula.fact}
          onChange={(fact) => change({ fact })}
          options={facts.map(({ id, title }) => ({ value: id, label: say(title) }))}
        />
      ) : null}
      {kind === 'times' ? (
        <TextField
          label={t('def.factor')}
          value={factor}
          onChange={(value) => change(made('times', parts, value))}
        />
      ) : null}
      {parts.map((part, i) => (
        <div key={i}>
          <FormulaField formula={part} facts={facts} change={(next) => put(i, next)} />
          {kind === 'sum' && parts.length > 1 ? (
            <SmallButton
              label={t('def.remove')}
              act={() => change({ sum: parts.filter((_, at) => at !== i) })}
            />
          ) : null}
        </div>
      ))}
      {kind === 'sum' ? (
        <SmallButton
          label={t('def.add')}
          act={() => change({ sum: [...parts, { fact: 'coops' }] })}
        />
      ) : null}
    </div>
  )
}

const SmallButton = ({ label, act }: { label: string; act: () => void }): ReactElement => (
  <button type="button" className="button button-small" onClick={act}>
    {label}
  </button>
)
