import { type ReactElement, useState } from 'react'
import type { In, Out } from '../../api.ts'
import { type Translate, useT } from '../../locale/division.ts'
import { comma, say } from '../../locale/translate.ts'
import { useMe } from '../../session.tsx'
import { DayField, SelectField, TextField } from '../../ui/field.tsx'
import { Day } from '../../ui/figures.tsx'
import { Notice, Panel } from '../../ui/page.tsx'
import type { FaultBook } from './use-trial.ts'
import { FACT_WORDS, STATUS_WORDS } from './words.ts'
import { saidOf, type Told, ToldFields } from './union-members.tsx'
import { useIndustries } from './village-industry.tsx'
import { WriteDialog } from './write-dialog.tsx'

type Union = Out<'readUnion'>
type Changes = In<'changeUnion'>['changes']
type Status = Union['union']['status']

const TEXTS = ['name', 'chairName', 'creditCode', 'registeredAddress', 'registeredCapital'] as const

interface Typed {
  readonly texts: Readonly<Record<(typeof TEXTS)[number], string>>
  readonly registeredOn: string
  readonly status: Status
  /** Code of the industry; empty leaves it as it is. */
  readonly industry: string
}

const labelOf = (name: string): string => {
  const words = FACT_WORDS[name]
  return words === undefined ? name : say(words)
}

/** Only what differs goes out; an emptied fact is taken away, except the name. */
function changesOf(union: Union['union'], typed: Typed): Changes {
  const texts = TEXTS.flatMap((fact) => {
    const value = typed.texts[fact].trim()
    if (value === (union[fact] ?? '') || (fact === 'name' && value === '')) return []
    return [[fact, value === '' ? null : value] as const]
  })
  return {
    ...Object.fromEntries(texts),
    ...(typed.registeredOn === (union.registeredOn ?? '')
      ? {}
      : { registeredOn: typed.registeredOn === '' ? null : typed.registeredOn }),
    ...(typed.status === union.status ? {} : { status: typed.status }),
    ...(typed.industry === '' ? {} : { industry: typed.industry }),
  }
}

const inputOf = (unionId: string, said: Told, changes: Changes): In<'changeUnion'> => {
  const { on: from, reason, document } = said
  return { unionId, from, reason, document, changes }
}

/** Changes what is registered of a union, from a day, by a document. */
export function EditUnion(props: {
  data: Union
  close: () => void
  onDone: () => void
}): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const { union } = props.data
  const [typed, setTyped] = useState<Typed>({
    texts: Object.fromEntries(TEXTS.map((fact) => [fact, union[fact] ?? ''])) as Typed['texts'],
    registeredOn: union.registeredOn ?? '',
    status: union.status,
    industry: '',
  })
  const [told, setTold] = useState<Told>({ on: clock.today, reason: '', document: '' })
  const changes = changesOf(union, typed)
  const nothing = Object.keys(changes).length === 0
  const said = saidOf(told)
  return (
    <WriteDialog
      wide
      title={t('unionFacts.of', { name: union.name })}
      confirm={t('unionFacts.open')}
      verb="changeUnion"
      input={nothing || said === null ? null : inputOf(union.id, said, changes)}
      close={props.close}
      onDone={props.onDone}
      preview={(answer) => <Outcome answer={answer} from={told.on} />}
    >
      {(faults) => (
        <>
          <p className="muted">{t('unionFacts.hint')}</p>
          <FactFields union={union} typed={typed} set={setTyped} faults={faults} />
          <ToldFields
            told={told}
            set={(change) => setTold({ ...told, ...change })}
            dayLabel={t('unionChange.on')}
          />
          {nothing ? <p className="muted">{t('editCoop.nothing')}</p> : null}
        </>
      )}
    </WriteDialog>
  )
}

function Outcome(props: { answer: Out<'changeUnion'>; from: string }): ReactElement {
  const t = useT()
  const { answer, from } = props
  const what = answer.changed.map(labelOf).join(comma())
  const [warning] = answer.warnings
  return (
    <>
      {what === '' ? null : (
        <Notice tone="pass">{t('unionFacts.fine', { what, day: from })}</Notice>
      )}
      {warning === undefined ? null : <Notice tone="depends">{say(warning.text)}</Notice>}
    </>
  )
}

function FactFields(props: {
  union: Union['union']
  typed: Typed
  set: (typed: Typed) => void
  faults: FaultBook
}): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const { options: industries } = useIndustries()
  const { union, typed, set, faults } = props
  const wrong = faults.at('changes.status')
  const noDay = faults.at('changes.registeredOn')
  return (
    <>
      <div className="columns-2">
        {TEXTS.map((fact) => (
          <TextField
            key={fact}
            label={labelOf(fact)}
            value={typed.texts[fact]}
            required={fact === 'name'}
            error={faults.at(`changes.${fact}`)}
            onChange={(value) => set({ ...typed, texts: { ...typed.texts, [fact]: value } })}
          />
        ))}
        <DayField
          label={labelOf('registeredOn')}
          value={typed.registeredOn}
          max={clock.today}
          onChange={(registeredOn) => set({ ...typed, registeredOn })}
        />
        <SelectField
          label={t('unionFacts.status')}
          value={typed.status}
          onChange={(status) => set({ ...typed, status: status as Status })}
          options={[union.status, ...union.nextStatuses].map((value) => ({
            value,
            label: say(STATUS_WORDS[value]),
          }))}
        />
        <SelectField
          label={labelOf('industry')}
          value={typed.industry}
          placeholder={union.industry?.name ?? t('unionFacts.keep')}
          onChange={(industry) => set({ ...typed, industry })}
          options={industries}
        />
      </div>
      {[wrong, noDay].map((fault) =>
        fault === null ? null : (
          <p key={fault} className="field-error">
            {fault}
          </p>
        ),
      )}
    </>
  )
}

type Former = Union['history'][number]

/** What the facts were before, with the change that ended them. */
export function UnionHistory({ data }: { data: Union }): ReactElement | null {
  const t = useT()
  const { union, history } = data
  if (history.length === 0) return null
  return (
    <Panel title={t('unionFacts.history')}>
      <ol className="timeline">
        {history.map((former, i) => (
          <li key={former.validFrom}>
            <Day value={former.validFrom} />–<Day value={former.validTo} />{' '}
            <strong>{former.name}</strong> {wordsOf(t, former, history[i - 1] ?? union)}{' '}
            <span className="muted">
              {t('unionFacts.ended', {
                reason: former.reason,
                document: former.document,
                by: former.changedBy,
              })}
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  )
}

type Later = Former | Union['union']

/** The former facts that are different now, the name apart: it stands in front. */
function wordsOf(t: Translate, former: Former, later: Later): string {
  const unknown = t('unionFacts.unknown')
  const values = (facts: Later): Readonly<Record<string, string>> => ({
    status: say(STATUS_WORDS[facts.status]),
    creditCode: facts.creditCode ?? unknown,
    registeredOn: facts.registeredOn ?? unknown,
    registeredAddress: facts.registeredAddress ?? unknown,
    registeredCapital: facts.registeredCapital ?? unknown,
    industry: facts.industry?.name ?? unknown,
    chairName: facts.chairName ?? unknown,
  })
  const [before, after] = [values(former), values(later)]
  return Object.keys(before)
    .filter((fact) => before[fact] !== after[fact])
    .map((fact) => `${fact === 'status' ? '' : `${labelOf(fact)} `}${before[fact] ?? ''}`)
    .join(comma())
}
