import { type ReactElement, useState } from 'react'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/desk.ts'
import { useRead } from '../../query.ts'
import { SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { FindingList } from '../../ui/finding-list.tsx'
import { Notice } from '../../ui/page.tsx'
import { type Picked, UnitPicker } from '../../ui/unit-picker.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { classLabel, HOLDER_CLASSES } from './words.ts'

type Row = Out<'readRegister'>['rows'][number]
type Check = Out<'updateHolder'>['check']

interface Fields {
  readonly class: Row['class']
  readonly farmer: boolean
  readonly relatedGroup: string
  readonly publicFunction: boolean
}

/** Only what differs from the register goes out; null while nothing does. */
function inputOf(
  coopId: string,
  row: Row,
  typed: { readonly fields: Fields; readonly householdId: string | null; readonly reason: string },
): In<'updateHolder'> | null {
  const { fields, householdId, reason } = typed
  const group = fields.relatedGroup.trim()
  const changes = {
    ...(fields.class === row.class ? {} : { class: fields.class }),
    ...(fields.farmer === row.farmer ? {} : { farmer: fields.farmer }),
    ...(group === (row.relatedGroup ?? '') ? {} : { relatedGroup: group === '' ? null : group }),
    ...(fields.publicFunction === row.publicFunction
      ? {}
      : { publicFunction: fields.publicFunction }),
    ...(householdId === null || householdId === row.householdId ? {} : { householdId }),
  }
  if (Object.keys(changes).length === 0) return null
  const why = reason.trim() === '' ? {} : { reason: reason.trim() }
  return { coopId, holderId: row.holderId, ...changes, ...why }
}

/** Corrects what the register says of a holder; no shares move, the rules are asked again. */
export function CorrectHolder(props: {
  coopId: string
  row: Row
  names: ReadonlyMap<string, string>
  close: () => void
}): ReactElement {
  const t = useT()
  const { row } = props
  const [fields, setFields] = useState<Fields>({
    class: row.class,
    farmer: row.farmer,
    relatedGroup: row.relatedGroup ?? '',
    publicFunction: row.publicFunction,
  })
  const [housemate, setHousemate] = useState<Picked | null>(null)
  const [reason, setReason] = useState('')
  const personId = housemate?.id ?? ''
  const person = useRead('readPerson', { personId }, { enabled: personId !== '', keep: false })
  const householdId = person.data?.household?.id ?? null
  const input = inputOf(props.coopId, row, { fields, householdId, reason })
  return (
    <WriteDialog
      title={t('holder.correctTitle', { name: row.name })}
      confirm={t('holder.correct')}
      verb="updateHolder"
      input={input}
      onDone={() => undefined}
      close={props.close}
      preview={({ check }) => <Outcome check={check} names={props.names} />}
    >
      {(faults) => (
        <>
          <p className="muted">{t('holder.correctHint')}</p>
          <FactFields row={row} fields={fields} onChange={setFields} />
          {row.kind === 'person' ? (
            <>
              <UnitPicker
                label={t('holder.householdPick')}
                kind="person"
                value={housemate}
                onChange={setHousemate}
              />
              {person.data !== undefined && householdId === null ? (
                <Notice tone="depends">{t('holder.householdNone')}</Notice>
              ) : null}
            </>
          ) : null}
          <TextField
            label={t('holder.group')}
            value={fields.relatedGroup}
            error={faults.at('relatedGroup')}
            onChange={(relatedGroup) => setFields({ ...fields, relatedGroup })}
          />
          <TextArea
            label={t('holder.reason')}
            rows={2}
            value={reason}
            error={faults.at('reason')}
            onChange={setReason}
          />
          {input === null ? <p className="muted small">{t('holder.nothing')}</p> : null}
        </>
      )}
    </WriteDialog>
  )
}

function FactFields(props: {
  row: Row
  fields: Fields
  onChange: (fields: Fields) => void
}): ReactElement {
  const t = useT()
  const { row, fields, onChange } = props
  const check = (name: 'farmer' | 'publicFunction', label: string) => (
    <label className="check">
      <input
        type="checkbox"
        checked={fields[name]}
        onChange={(event) => onChange({ ...fields, [name]: event.target.checked })}
      />
      {label}
    </label>
  )
  return (
    <div className="columns-2">
      <SelectField
        label={t('register.class')}
        value={fields.class}
        onChange={(value) => onChange({ ...fields, class: value as Row['class'] })}
        options={HOLDER_CLASSES.map((value) => ({ value, label: t(classLabel(value)) }))}
      />
      <div className="stack-tight">
        {row.kind === 'person' ? check('farmer', t('holder.farmer')) : null}
        {check('publicFunction', t('register.publicFunction'))}
      </div>
    </div>
  )
}

/** What the rules say of the register with the corrected facts. */
function Outcome(props: { check: Check; names: ReadonlyMap<string, string> }): ReactElement {
  const t = useT()
  const { findings } = props.check
  const count = (outcome: string) => findings.filter((one) => one.outcome === outcome).length
  const fails = count('fails')
  return (
    <>
      <Notice tone={fails > 0 ? 'depends' : 'pass'}>
        {t('holder.outcome', { passes: count('passes'), depends: count('depends'), fails })}
      </Notice>
      <FindingList
        findings={findings.filter((one) => one.outcome === 'fails')}
        nameOf={(id) => props.names.get(id) ?? id}
      />
    </>
  )
}
