import { type ReactElement, useState } from 'react'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/supervision.ts'
import { say } from '../../locale/translate.ts'
import { useGo } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { ownUnit, useMe } from '../../session.tsx'
import { DayField, SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { type Picked, UnitPicker } from '../../ui/unit-picker.tsx'
import type { FaultBook } from '../registry/use-trial.ts'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { CHANNEL_WORDS, optionsOf, SEVERITY_WORDS } from './words.ts'

type Source = Out<'listProblemSources'>['rows'][number]
type Typed = Omit<In<'addProblem'>, 'unitId' | 'sourceIds' | 'evidence' | 'issuer'> & {
  readonly evidence: string
}

/** What a fact is called without the names that stand in it: the rule, or what comes before the colon. */
function titleOf({ refs, text }: Source): string {
  const rule = refs.find(({ kind }) => kind === 'finding')?.label
  return (rule ?? say(text).split(/[:：]/)[0] ?? '').slice(0, 100)
}

const draftOf = (from: Source | null, today: string): Typed => ({
  title: from === null ? '' : titleOf(from),
  description: from === null ? '' : say(from.text),
  clause: from?.clause ?? '',
  channel: from?.channel ?? 'inspection',
  severity: from?.severity ?? 'warn',
  foundOn: from?.firstSeen ?? today,
  dueOn: '',
  responsible: '',
  leader: '',
  amount: from?.amount ?? '',
  evidence: '',
  public: false,
})

/** A problem entered by hand, or made of what was found. */
export function AddProblem(props: { from: Source | null; close: () => void }): ReactElement {
  const t = useT()
  const go = useGo()
  const me = useMe()
  const { from } = props
  const own = ownUnit(me)
  const [unit, setUnit] = useState<Picked | null>(from?.unit ?? null)
  const [kind, setKind] = useState<'coop' | 'village' | 'town'>('coop')
  const [typed, setTyped] = useState(draftOf(from, me.clock.today))
  const set = (change: Partial<Typed>): void => setTyped({ ...typed, ...change })
  const needed = [typed.title, typed.description, typed.clause, typed.responsible, typed.leader]
  const ready = unit !== null && typed.dueOn !== '' && needed.every((one) => one.trim() !== '')
  const evidence = typed.evidence.split('\n').filter((line) => line.trim() !== '')
  const { amount, ...rest } = typed
  const input: In<'addProblem'> | null = ready
    ? {
        ...rest,
        ...(amount === undefined || amount.trim() === '' ? {} : { amount: amount.trim() }),
        unitId: unit.id,
        issuer: own?.kind === 'county' ? 'county' : 'town',
        sourceIds: from === null ? [] : [from.sourceId],
        evidence,
      }
    : null
  return (
    <WriteDialog
      wide
      title={t(from === null ? 'problem.add' : 'source.take')}
      confirm={t('problem.add')}
      verb="addProblem"
      input={input}
      close={props.close}
      onDone={({ problemId }) => go(paths.problem(problemId))}
    >
      {(faults) => (
        <>
          {from === null ? (
            <UnitField kind={kind} setKind={setKind} unit={unit} setUnit={setUnit} />
          ) : (
            <p>
              <strong>{from.unit.name}</strong>
            </p>
          )}
          <Fields typed={typed} set={set} faults={faults} />
        </>
      )}
    </WriteDialog>
  )
}

type Level = 'coop' | 'village' | 'town'

function UnitField(props: {
  kind: Level
  setKind: (kind: Level) => void
  unit: Picked | null
  setUnit: (unit: Picked | null) => void
}): ReactElement {
  const t = useT()
  const own = ownUnit(useMe())
  const levels = [
    { value: 'coop', label: t('common.coop') },
    { value: 'village', label: t('common.village') },
    ...(own?.kind === 'county' ? [{ value: 'town', label: t('common.town') }] : []),
  ]
  return (
    <div className="columns-2">
      <SelectField
        label={t('problem.unitKind')}
        value={props.kind}
        options={levels}
        onChange={(value) => {
          props.setKind(value as Level)
          props.setUnit(null)
        }}
      />
      <UnitPicker
        label={t('problem.unit')}
        kind={props.kind}
        value={props.unit}
        onChange={props.setUnit}
      />
    </div>
  )
}

function Fields(props: {
  typed: Typed
  set: (change: Partial<Typed>) => void
  faults: FaultBook
}): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const { typed, set, faults } = props
  const text = (key: 'title' | 'clause' | 'responsible' | 'leader', label: string) => (
    <TextField
      label={label}
      value={typed[key]}
      error={faults.at(key)}
      onChange={(value) => set({ [key]: value })}
    />
  )
  return (
    <>
      {text('title', t('problem.name'))}
      <TextArea
        label={t('problem.description')}
        value={typed.description}
        rows={3}
        onChange={(description) => set({ description })}
      />
      {text('clause', t('problem.clause'))}
      <div className="columns-2">
        <Choices typed={typed} set={set} />
        <DayField
          label={t('problem.foundOn')}
          value={typed.foundOn}
          max={clock.today}
          onChange={(foundOn) => set({ foundOn })}
        />
        <DayField
          label={t('problem.due')}
          value={typed.dueOn}
          onChange={(dueOn) => set({ dueOn })}
        />
        {text('responsible', t('problem.responsible'))}
        {text('leader', t('problem.leader'))}
        <TextField
          label={t('problem.amount')}
          value={typed.amount ?? ''}
          error={faults.at('amount')}
          onChange={(amount) => set({ amount })}
        />
      </div>
      <TextArea
        label={t('problem.evidence')}
        hint={t('problem.evidenceHint')}
        value={typed.evidence}
        rows={2}
        onChange={(evidence) => set({ evidence })}
      />
      <label className="check">
        <input
          type="checkbox"
          checked={typed.public ?? false}
          onChange={(event) => set({ public: event.target.checked })}
        />
        <span>{t('problem.public')}</span>
      </label>
    </>
  )
}

function Choices(props: { typed: Typed; set: (change: Partial<Typed>) => void }): ReactElement {
  const t = useT()
  const { typed, set } = props
  return (
    <>
      <SelectField
        label={t('problem.channel')}
        value={typed.channel}
        options={optionsOf(CHANNEL_WORDS, say)}
        onChange={(value) => set({ channel: value as Typed['channel'] })}
      />
      <SelectField
        label={t('problem.severity')}
        value={typed.severity}
        options={optionsOf(SEVERITY_WORDS, say)}
        onChange={(value) => set({ severity: value as Typed['severity'] })}
      />
    </>
  )
}
