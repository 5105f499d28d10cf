import { type ReactElement, useState } from 'react'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/division.ts'
import { TextField } from '../../ui/field.tsx'
import { type Picked, UnitPicker } from '../../ui/unit-picker.tsx'
import type { FaultBook } from './use-trial.ts'
import { WriteDialog } from './write-dialog.tsx'

type Household = Out<'readHousehold'>

interface Typed {
  readonly number: string
  readonly headName: string
  readonly address: string
  readonly resident: boolean
  readonly collective: boolean
  readonly assisted: boolean
}

const NEW: Typed = {
  number: '',
  headName: '',
  address: '',
  resident: true,
  collective: true,
  assisted: false,
}

function HouseholdFields(props: {
  typed: Typed
  set: (change: Partial<Typed>) => void
  faults: FaultBook
}): ReactElement {
  const t = useT()
  const { typed, set, faults } = props
  return (
    <>
      <div className="columns-2">
        {(['number', 'headName', 'address'] as const).map((key) => (
          <TextField
            key={key}
            label={t(`household.${key}`)}
            value={typed[key]}
            required={key !== 'address'}
            autoComplete="off"
            error={faults.at(key)}
            onChange={(value) => set({ [key]: value })}
          />
        ))}
      </div>
      <fieldset className="choice stack-tight">
        <legend>{t('household.marks')}</legend>
        {(['resident', 'collective', 'assisted'] as const).map((key) => (
          <label key={key} className="check">
            <input
              type="checkbox"
              checked={typed[key]}
              onChange={(event) => set({ [key]: event.target.checked })}
            />
            {t(`household.${key}`)}
          </label>
        ))}
      </fieldset>
    </>
  )
}

/** Takes down one household of a village. */
export function NewHousehold(props: {
  village: Picked | null
  close: () => void
  onDone: (id: string) => void
}): ReactElement {
  const t = useT()
  const [village, setVillage] = useState(props.village)
  const [typed, setTyped] = useState(NEW)
  const complete = village !== null && typed.number.trim() !== '' && typed.headName.trim() !== ''
  const address = typed.address.trim()
  const row = {
    villageId: village?.id ?? '',
    number: typed.number.trim(),
    headName: typed.headName.trim(),
    resident: typed.resident,
    collective: typed.collective,
    assisted: typed.assisted,
    ...(address === '' ? {} : { address }),
  }
  return (
    <WriteDialog
      title={t('household.new')}
      confirm={t('household.new')}
      verb="registerHouseholds"
      input={complete ? { unitId: village.id, rows: [row] } : null}
      close={props.close}
      onDone={({ ids }) => props.onDone(ids[0] ?? '')}
    >
      {(faults) => (
        <>
          <UnitPicker
            label={t('persons.village')}
            kind="village"
            value={village}
            onChange={setVillage}
          />
          <HouseholdFields
            typed={typed}
            set={(change) => setTyped({ ...typed, ...change })}
            faults={faults}
          />
        </>
      )}
    </WriteDialog>
  )
}

function changesOf(household: Household, typed: Typed): In<'changeHousehold'>['changes'] {
  const changes: Record<string, unknown> = {}
  for (const key of ['number', 'headName'] as const) {
    if (typed[key].trim() !== household[key]) changes[key] = typed[key].trim()
  }
  for (const key of ['resident', 'collective', 'assisted'] as const) {
    if (typed[key] !== household[key]) changes[key] = typed[key]
  }
  const address = typed.address.trim()
  if (address !== (household.address ?? '')) changes['address'] = address === '' ? null : address
  return changes
}

/** Corrects a household, with the reason. */
export function EditHousehold(props: {
  household: Household
  close: () => void
  onDone: () => void
}): ReactElement {
  const t = useT()
  const { household } = props
  const [typed, setTyped] = useState<Typed>({ ...household, address: household.address ?? '' })
  const [reason, setReason] = useState('')
  const changes = changesOf(household, typed)
  const nothing = Object.keys(changes).length === 0
  return (
    <WriteDialog
      title={t('household.editOf', { number: household.number })}
      confirm={t('household.record')}
      verb="changeHousehold"
      input={
        nothing || reason.trim() === ''
          ? null
          : { householdId: household.id, reason: reason.trim(), changes }
      }
      close={props.close}
      onDone={props.onDone}
    >
      {(faults) => (
        <>
          <HouseholdFields
            typed={typed}
            set={(change) => setTyped({ ...typed, ...change })}
            faults={faults}
          />
          <TextField
            label={t('common.reason')}
            value={reason}
            required
            error={faults.at('reason')}
            hint={nothing ? t('editCoop.nothing') : undefined}
            onChange={setReason}
          />
        </>
      )}
    </WriteDialog>
  )
}
