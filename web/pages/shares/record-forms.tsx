import { type ReactElement, useState } from 'react'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/desk.ts'
import { useRead } from '../../query.ts'
import { useMe } from '../../session.tsx'
import { DayField, SelectField, TextField } from '../../ui/field.tsx'
import { Notice } from '../../ui/page.tsx'
import type { FaultBook } from '../registry/use-trial.ts'
import { WriteDialog } from '../registry/write-dialog.tsx'

type Nature = Out<'readPublicNature'>
type Kind = In<'addPublicRecord'>['kind']

const KINDS: readonly Kind[] = [
  'asset_lent',
  'asset_contributed',
  'collective_dividend',
  'additional_votes',
  'exit_rule',
]

interface Fields {
  readonly kind: Kind
  readonly title: string
  readonly basis: string
  readonly amount: string
  readonly holderId: string
  readonly votes: string
  readonly from: string
  readonly to: string
}

function inputOf(coopId: string, fields: Fields): In<'addPublicRecord'> | null {
  const { kind, holderId, from } = fields
  const [title, basis] = [fields.title.trim(), fields.basis.trim()]
  if (title === '' || basis === '' || from === '') return null
  const voting = kind === 'additional_votes'
  const votes = Number(fields.votes)
  if (voting && (holderId === '' || !Number.isInteger(votes) || votes < 1)) return null
  return {
    coopId,
    kind,
    title,
    basis,
    amount: voting || fields.amount === '' ? null : fields.amount,
    from,
    to: fields.to === '' ? null : fields.to,
    ...(voting ? { holderId, votes } : {}),
  }
}

/** Records a matter of the public side: what was lent or contributed, dividends, votes, the way out. */
export function AddRecord(props: { nature: Nature; close: () => void }): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const { coopId } = props.nature
  const [fields, setFields] = useState<Fields>({
    kind: 'asset_lent',
    title: '',
    basis: '',
    amount: '',
    holderId: '',
    votes: '',
    from: clock.today,
    to: '',
  })
  const set = (change: Partial<Fields>): void => setFields({ ...fields, ...change })
  return (
    <WriteDialog
      title={t('nature.add')}
      confirm={t('nature.addSubmit')}
      verb="addPublicRecord"
      input={inputOf(coopId, fields)}
      onDone={() => undefined}
      close={props.close}
      preview={() => <Notice tone="pass">{t('nature.addOk')}</Notice>}
    >
      {(faults) => (
        <>
          <RecordFields nature={props.nature} fields={fields} faults={faults} onChange={set} />
          <div className="columns-2">
            <DayField
              label={t('nature.from')}
              value={fields.from}
              onChange={(from) => set({ from })}
            />
            <DayField
              label={t('nature.to')}
              value={fields.to}
              min={fields.from}
              onChange={(to) => set({ to })}
            />
          </div>
        </>
      )}
    </WriteDialog>
  )
}

function RecordFields(props: {
  nature: Nature
  fields: Fields
  faults: FaultBook
  onChange: (change: Partial<Fields>) => void
}): ReactElement {
  const t = useT()
  const { fields, faults, onChange: set } = props
  return (
    <>
      <SelectField
        label={t('nature.kindLabel')}
        value={fields.kind}
        onChange={(kind) => set({ kind: kind as Kind })}
        options={KINDS.map((kind) => ({ value: kind, label: t(`nature.kind.${kind}`) }))}
      />
      <TextField
        label={t('nature.title')}
        value={fields.title}
        error={faults.at('title')}
        onChange={(title) => set({ title })}
      />
      <TextField
        label={t('nature.basis')}
        value={fields.basis}
        error={faults.at('basis')}
        onChange={(basis) => set({ basis })}
      />
      {fields.kind === 'additional_votes' ? (
        <VoteFields
          nature={props.nature}
          fields={fields}
          error={faults.at('votes')}
          onChange={set}
        />
      ) : (
        <TextField
          label={t('nature.amount')}
          inputMode="decimal"
          className="input num"
          value={fields.amount}
          error={faults.at('amount')}
          onChange={(amount) => set({ amount: amount.trim() })}
        />
      )}
    </>
  )
}

function VoteFields(props: {
  nature: Nature
  fields: Fields
  error: string | null
  onChange: (change: Partial<Fields>) => void
}): ReactElement {
  const t = useT()
  const { nature, fields } = props
  const register = useRead('readRegister', { coopId: nature.coopId })
  const { additional, additionalLimit } = nature.votes
  return (
    <div className="columns-2">
      <SelectField
        label={t('nature.holder')}
        value={fields.holderId}
        placeholder={t('change.choose')}
        onChange={(holderId) => props.onChange({ holderId })}
        options={(register.data?.rows ?? []).map((row) => ({
          value: row.holderId,
          label: `${row.memberNumber} ${row.name}`,
        }))}
      />
      <TextField
        label={t('nature.votes')}
        hint={t('nature.votesHint', { now: additional, limit: additionalLimit })}
        inputMode="numeric"
        className="input num"
        value={fields.votes}
        error={props.error}
        onChange={(votes) => props.onChange({ votes: votes.trim() })}
      />
    </div>
  )
}

/** Ends a matter from a day; what was recorded stays. */
export function EndRecord(props: {
  coopId: string
  record: Nature['records'][number]
  close: () => void
}): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const [on, setOn] = useState(clock.today)
  const { coopId, record } = props
  return (
    <WriteDialog
      title={t('nature.endTitle', { title: record.title })}
      confirm={t('nature.end')}
      danger
      verb="endPublicRecord"
      input={on === '' ? null : { coopId, recordId: record.id, on }}
      onDone={() => undefined}
      close={props.close}
    >
      {() => (
        <>
          <p>{t('nature.endBody')}</p>
          <DayField label={t('nature.endOn')} value={on} min={record.from} onChange={setOn} />
        </>
      )}
    </WriteDialog>
  )
}
