import { type ReactElement, useState } from 'react'
import type { In } from '../../api.ts'
import { useT } from '../../locale/development.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { useRead } from '../../query.ts'
import { useMe } from '../../session.tsx'
import { DayField, SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { Notice } from '../../ui/page.tsx'
import type { FaultBook } from '../registry/use-trial.ts'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { useCoop } from '../spending/parts.tsx'
import { type Business, FORM_WORDS, type Form } from './form-words.ts'
import { termsOf, type Typed, typedOf } from './terms.ts'

interface Fields {
  readonly typed: Typed
  readonly set: (change: Typed) => void
}

interface TypedBusiness {
  readonly name: string
  readonly startedOn: string
  readonly reason: string
  readonly assessmentId: string
  readonly terms: Typed
}

/** What the server is asked; null while something it cannot do without is missing. */
function businessOf(
  at: { readonly coopId: string; readonly businessId: string | null },
  form: Form,
  typed: TypedBusiness,
): In<'saveBusiness'> | null {
  const terms = termsOf(form, typed.terms)
  const [name, reason] = [typed.name.trim(), typed.reason.trim()]
  const unsaid = at.businessId !== null && reason === ''
  if (at.coopId === '' || name === '' || terms === null || unsaid) return null
  return {
    ...at,
    name,
    startedOn: typed.startedOn,
    terms,
    assessmentId: typed.assessmentId === '' ? null : typed.assessmentId,
    reason,
  }
}

/** A form of business is put down, or changed with its reason. */
export function BusinessDialog(props: {
  form: Form
  business: Business | null
  close: () => void
}): ReactElement {
  const t = useT()
  const me = useMe()
  const own = useCoop()
  const { form, business } = props
  const [typed, setTyped] = useState<TypedBusiness>(() => ({
    name: business?.name ?? '',
    startedOn: business?.startedOn ?? me.clock.today,
    reason: '',
    assessmentId: '',
    terms: typedOf(business?.terms ?? null),
  }))
  const set = (change: Partial<TypedBusiness>): void => setTyped({ ...typed, ...change })
  const coopId = business?.coop.id ?? own.coopId
  const act = t(business === null ? 'form.new' : 'form.edit')
  return (
    <WriteDialog
      wide
      verb="saveBusiness"
      title={`${act} · ${say(FORM_WORDS[form])}`}
      confirm={act}
      input={businessOf({ coopId, businessId: business?.businessId ?? null }, form, typed)}
      close={props.close}
      onDone={() => undefined}
      preview={(answer) =>
        answer.said === null ? null : <Notice tone="depends">{say(answer.said)}</Notice>
      }
    >
      {(faults) => (
        <>
          {business === null ? own.picker : null}
          <HeadFields typed={typed} set={set} faults={faults} />
          <TermsFields
            form={form}
            typed={typed.terms}
            set={(change) => set({ terms: { ...typed.terms, ...change } })}
          />
          {form === 'stake' && business === null ? (
            <Assessments
              coopId={coopId}
              value={typed.assessmentId}
              onChange={(assessmentId) => set({ assessmentId })}
            />
          ) : null}
          {business === null ? null : (
            <TextArea
              label={t('form.reason')}
              rows={2}
              required
              value={typed.reason}
              error={faults.at('reason')}
              onChange={(reason) => set({ reason })}
            />
          )}
        </>
      )}
    </WriteDialog>
  )
}

function HeadFields(props: {
  typed: TypedBusiness
  set: (change: Partial<TypedBusiness>) => void
  faults: FaultBook
}): ReactElement {
  const t = useT()
  const me = useMe()
  const { typed, set } = props
  return (
    <div className="columns-2">
      <TextField
        label={t('form.name')}
        value={typed.name}
        required
        error={props.faults.at('name')}
        onChange={(name) => set({ name })}
      />
      <DayField
        label={t('form.since')}
        value={typed.startedOn}
        max={me.clock.today}
        onChange={(startedOn) => set({ startedOn })}
      />
    </div>
  )
}

function Assessments(props: {
  coopId: string
  value: string
  onChange: (value: string) => void
}): ReactElement {
  const t = useT()
  const list = useRead(
    'listRiskAssessments',
    { unitId: props.coopId, limit: 100 },
    { enabled: props.coopId !== '' },
  )
  const decided = (list.data?.rows ?? []).filter(
    (row) => row.case.state === 'done' && !row.replaced,
  )
  return (
    <SelectField
      label={t('form.assessment')}
      hint={t('form.assessmentHint')}
      value={props.value}
      placeholder="—"
      onChange={props.onChange}
      options={decided.map((row) => ({
        value: row.assessmentId,
        label: `${asWritten(row.title)} ${row.assessedOn}`,
      }))}
    />
  )
}

type FieldKey =
  | 'site'
  | 'beds'
  | 'visitorsADay'
  | 'capacity'
  | 'measure'
  | 'enterprise'
  | 'creditCode'
  | 'planned'
  | 'share'
  | 'product'
  | 'lines'
  | 'licence'

/** The short fields of each form, in their order. */
const SHORT: Readonly<Record<Form, readonly FieldKey[]>> = {
  tourism: ['site', 'beds', 'visitorsADay'],
  logistics: ['capacity', 'measure'],
  stake: ['enterprise', 'creditCode', 'planned', 'share'],
  processing: ['product', 'lines', 'capacity', 'measure', 'licence'],
  complex: [],
}

const NUMERIC: ReadonlySet<FieldKey> = new Set<FieldKey>([
  'beds',
  'visitorsADay',
  'capacity',
  'planned',
  'share',
  'lines',
])

function TermsFields({ form, typed, set }: Fields & { form: Form }): ReactElement {
  const t = useT()
  return (
    <>
      {form === 'logistics' ? (
        <SelectField
          label={t('form.what')}
          value={typed['what'] ?? 'storage'}
          onChange={(what) => set({ what })}
          options={(['storage', 'freight', 'both'] as const).map((value) => ({
            value,
            label: t(`form.what.${value}`),
          }))}
        />
      ) : null}
      <div className="columns-2">
        {SHORT[form].map((key) => (
          <TextField
            key={key}
            label={t(`form.${key}`)}
            value={typed[key] ?? ''}
            {...(NUMERIC.has(key) ? { inputMode: 'decimal' as const } : {})}
            onChange={(value) => set({ [key]: value })}
          />
        ))}
      </div>
      {form === 'stake' ? (
        <TextArea
          label={t('form.risk')}
          rows={2}
          value={typed['risk'] ?? ''}
          onChange={(risk) => set({ risk })}
        />
      ) : null}
      {form === 'complex' ? <ComplexFields typed={typed} set={set} /> : null}
    </>
  )
}

function ComplexFields({ typed, set }: Fields): ReactElement {
  const t = useT()
  return (
    <>
      <SelectField
        label={t('form.complexKind')}
        value={typed['kind'] ?? 'rural'}
        onChange={(kind) => set({ kind })}
        options={(['tourism', 'rural', 'other'] as const).map((value) => ({
          value,
          label: t(`form.kind.${value}`),
        }))}
      />
      {(['phases', 'partners', 'components'] as const).map((key) => (
        <TextArea
          key={key}
          label={t(`form.${key}`)}
          rows={3}
          value={typed[key] ?? ''}
          {...(key === 'phases' ? { hint: t('form.linesHint') } : {})}
          onChange={(value) => set({ [key]: value })}
        />
      ))}
    </>
  )
}
