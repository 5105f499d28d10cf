import { type FormEvent, type ReactElement, useState } from 'react'
import type { Severity } from '../../../src/kernel/finding.ts'
import { addDays, type LocalDate } from '../../../src/kernel/date.ts'
import { text } from '../../../src/kernel/text.ts'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/desk.ts'
import { say } from '../../locale/translate.ts'
import { paths } from '../../paths.ts'
import { useAct, useRead } from '../../query.ts'
import { Go } from '../../navigation.tsx'
import { useMe } from '../../session.tsx'
import { DayField, SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { showMeasured } from '../../ui/finding-list.tsx'
import { Notice, Panel } from '../../ui/page.tsx'
import { Refused, Skeleton } from '../../ui/state.tsx'
import { Verdict } from '../../ui/verdict.tsx'
import { SEVERITY_WORDS } from '../../ui/words.ts'
import { useRested } from '../shares/draft.ts'
import {
  choiceName,
  type Parameter,
  parametersOf,
  type ParameterValue,
  readParameter,
  showParameter,
  typedParameter,
} from './parameters.ts'
import { JUDGED, type Rule, useParameterName, type Version } from './rule-facts.ts'
import { bindingName } from './rules.tsx'

interface Proposal {
  readonly severity: Severity
  readonly binding: string
  readonly typed: Readonly<Record<string, string>>
  readonly validFrom: string
  readonly reason: string
}

interface EditorProps {
  readonly rule: Rule
  readonly current: Version | null
  readonly close: () => void
}

function firstProposal({ rule, current }: EditorProps, today: string): Proposal {
  const parameters = current?.parameters ?? {}
  return {
    severity: current?.severity ?? 'warn',
    binding: current?.binding ?? rule.readings[0]?.id ?? '',
    typed: Object.fromEntries(
      parametersOf(rule.parameterSchema).map((one) => [
        one.name,
        typedParameter(one, parameters[one.name]),
      ]),
    ),
    validFrom: addDays(today as LocalDate, 1),
    reason: '',
  }
}

/** The typed parameters as values; null while one of them is not one. */
function valuesOf(
  parameters: readonly Parameter[],
  typed: Proposal['typed'],
): Record<string, ParameterValue> | null {
  const values: Record<string, ParameterValue> = {}
  for (const parameter of parameters) {
    const value = readParameter(parameter, typed[parameter.name] ?? '')
    if (value === null) return null
    values[parameter.name] = value
  }
  return values
}

/** Writes the next version of a rule: the difference and its effect stand beside the form. */
export function RuleEditor(props: EditorProps): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const { rule } = props
  const [proposal, setProposal] = useState(() => firstProposal(props, clock.today))
  const act = useAct('proposeRuleVersion')
  const parameters = parametersOf(rule.parameterSchema)
  const values = valuesOf(parameters, proposal.typed)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (values === null) return
    act.mutate({
      input: {
        rule: rule.rule,
        severity: proposal.severity,
        binding: proposal.binding,
        parameters: values,
        reason: proposal.reason,
        validFrom: proposal.validFrom,
        clauseId: props.current?.clause?.id ?? null,
      },
    })
  }
  if (act.data !== undefined) {
    return (
      <Notice tone="pass">
        {t('rule.proposed', { version: act.data.version })}{' '}
        <button type="button" className="button-link" onClick={props.close}>
          {t('common.close')}
        </button>
      </Notice>
    )
  }
  return (
    <Panel title={t('rule.editTitle', { title: say(rule.title) })}>
      <div className="columns-2">
        <form className="stack" onSubmit={submit}>
          <ProposalFields
            rule={rule}
            parameters={parameters}
            proposal={proposal}
            onChange={setProposal}
          />
          {act.error === null ? null : <Refused error={act.error} write />}
          <div className="row">
            <button
              type="submit"
              className="button button-primary"
              disabled={values === null || proposal.reason.trim() === '' || act.isPending}
            >
              {t('rule.propose')}
            </button>
            <button type="button" className="button" onClick={props.close}>
              {t('common.cancel')}
            </button>
          </div>
        </form>
        <div className="stack">
          <Diff {...props} proposal={proposal} values={values} />
          {values === null ? null : rule.judges === 'register' ? (
            <Impact rule={rule} proposal={proposal} values={values} />
          ) : (
            <Notice tone="info">{say(JUDGED[rule.judges].impact)}</Notice>
          )}
        </div>
      </div>
    </Panel>
  )
}

function ParameterField(props: {
  parameter: Parameter
  typed: string
  onChange: (typed: string) => void
}): ReactElement {
  const t = useT()
  const nameOf = useParameterName()
  const { parameter, typed, onChange } = props
  const label = nameOf(parameter.name)
  if (parameter.kind === 'choice' || parameter.kind === 'flag') {
    const values = parameter.kind === 'flag' ? ['true', 'false'] : parameter.options
    return (
      <SelectField
        label={label}
        value={typed}
        onChange={onChange}
        options={values.map((value) => ({ value, label: choiceName(value) }))}
      />
    )
  }
  const part = parameter.kind === 'part'
  const wrong = typed !== '' && readParameter(parameter, typed) === null
  return (
    <TextField
      label={label}
      hint={part ? t('rule.paramHint') : undefined}
      error={wrong ? (part ? t('rule.paramHint') : say(WRONG)) : null}
      value={typed}
      onChange={onChange}
    />
  )
}

const WRONG = text('填写有误', 'not a value of this field')

function ProposalFields(props: {
  rule: Rule
  parameters: readonly Parameter[]
  proposal: Proposal
  onChange: (proposal: Proposal) => void
}): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const { rule, parameters, proposal, onChange } = props
  return (
    <>
      {parameters.map((parameter) => (
        <ParameterField
          key={parameter.name}
          parameter={parameter}
          typed={proposal.typed[parameter.name] ?? ''}
          onChange={(next) =>
            onChange({ ...proposal, typed: { ...proposal.typed, [parameter.name]: next } })
          }
        />
      ))}
      <SelectField
        label={t('rule.field.binding')}
        value={proposal.binding}
        onChange={(binding) => onChange({ ...proposal, binding })}
        options={rule.readings.map((reading) => ({ value: reading.id, label: say(reading.text) }))}
      />
      <SelectField
        label={t('rule.field.severity')}
        value={proposal.severity}
        onChange={(severity) => onChange({ ...proposal, severity: severity as Severity })}
        options={(Object.keys(SEVERITY_WORDS) as Severity[]).map((severity) => ({
          value: severity,
          label: say(SEVERITY_WORDS[severity]),
        }))}
      />
      <DayField
        label={t('rule.validFrom')}
        min={clock.today}
        value={proposal.validFrom}
        onChange={(validFrom) => onChange({ ...proposal, validFrom })}
        required
      />
      <TextArea
        label={t('rule.reason')}
        value={proposal.reason}
        onChange={(reason) => onChange({ ...proposal, reason })}
        required
      />
    </>
  )
}

function Diff(
  props: EditorProps & {
    proposal: Proposal
    values: Readonly<Record<string, ParameterValue>> | null
  },
): ReactElement {
  const t = useT()
  const nameOf = useParameterName()
  const { rule, current, proposal } = props
  const rows = [
    ...parametersOf(rule.parameterSchema).map((one) => ({
      label: nameOf(one.name),
      was: showParameter(one, current?.parameters[one.name]),
      now: showParameter(one, props.values?.[one.name] ?? proposal.typed[one.name]),
    })),
    {
      label: t('rule.field.binding'),
      was: current === null ? '—' : bindingName(rule, current.binding),
      now: bindingName(rule, proposal.binding),
    },
    {
      label: t('rule.field.severity'),
      was: current === null ? '—' : say(SEVERITY_WORDS[current.severity]),
      now: say(SEVERITY_WORDS[proposal.severity]),
    },
  ].filter((row) => row.was !== row.now)
  return (
    <div>
      <h3 className="panel-sub">{t('rule.diff')}</h3>
      {rows.length === 0 ? (
        <p className="muted">{t('rule.diffNone')}</p>
      ) : (
        <table className="table table-small">
          <thead>
            <tr>
              <th scope="col">{t('coop.changedFacts')}</th>
              <th scope="col">{t('rule.was')}</th>
              <th scope="col">{t('rule.willBe')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.label}>
                <th scope="row">{row.label}</th>
                <td>
                  <del>{row.was}</del>
                </td>
                <td>
                  <ins>{row.now}</ins>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  )
}

function Impact(props: {
  rule: Rule
  proposal: Proposal
  values: Readonly<Record<string, ParameterValue>>
}): ReactElement {
  const t = useT()
  const asked = useRested(
    {
      rule: props.rule.rule,
      severity: props.proposal.severity,
      binding: props.proposal.binding,
      parameters: JSON.stringify(props.values),
      validFrom: props.proposal.validFrom,
    },
    500,
  )
  const preview = useRead('previewRule', asked)
  return (
    <div>
      <h3 className="panel-sub">{t('rule.impact')}</h3>
      {preview.error !== null ? (
        <Refused error={preview.error} />
      ) : preview.data === undefined ? (
        <Skeleton lines={3} />
      ) : (
        <ImpactTable preview={preview.data} />
      )}
    </div>
  )
}

function ImpactTable({ preview }: { preview: Out<'previewRule'> }): ReactElement {
  const t = useT()
  return (
    <div className="stack">
      <Notice tone={preview.newlyFailing > 0 ? 'depends' : 'info'}>
        {t('rule.impactSentence', {
          n: preview.cooperatives,
          failing: preview.newlyFailing,
          passing: preview.newlyPassing,
        })}
      </Notice>
      {preview.changes.length === 0 ? null : (
        <div className="table-scroll table-tall">
          <table className="table table-small">
            <thead>
              <tr>
                <th scope="col">{t('common.coop')}</th>
                <th scope="col">{t('rule.impactBefore')}</th>
                <th scope="col">{t('rule.impactAfter')}</th>
              </tr>
            </thead>
            <tbody>
              {preview.changes.map((change) => (
                <tr key={change.coopId}>
                  <th scope="row">
                    <Go to={paths.coop(change.coopId, { tab: 'findings' })}>{change.coopName}</Go>
                  </th>
                  <td>
                    <Verdict outcome={change.before.outcome} plain />{' '}
                    {showMeasured(change.before.measured)}
                  </td>
                  <td>
                    <Verdict outcome={change.after.outcome} plain />{' '}
                    {showMeasured(change.after.measured)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  )
}
