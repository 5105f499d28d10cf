import type { ReactElement } from 'react'
import { useT } from '../../locale/division.ts'
import { say } from '../../locale/translate.ts'
import { useRead } from '../../query.ts'
import { DayField, SelectField, TextField } from '../../ui/field.tsx'
import { UnitPicker } from '../../ui/unit-picker.tsx'
import type { TypedPerson } from './person-changes.ts'
import type { FaultBook } from './use-trial.ts'
import { SEX_WORDS } from './words.ts'

interface FieldsProps {
  readonly typed: TypedPerson
  readonly set: (change: Partial<TypedPerson>) => void
  readonly faults: FaultBook
  /** What stands there now, masked, where a person is corrected. */
  readonly masked?: {
    readonly idNumber: string | null
    readonly phone: string | null
    readonly bankAccount: string | null
  }
}

/** The fields of a person; the household is one of the village's. */
export function PersonFields(props: FieldsProps): ReactElement {
  const t = useT()
  const { typed, set, faults, masked } = props
  const number = (key: 'idNumber' | 'phone' | 'bankAccount', label: string) => (
    <TextField
      label={label}
      value={typed[key]}
      autoComplete="off"
      className="input mono"
      {...(masked === undefined
        ? {}
        : { placeholder: masked[key] ?? '', hint: t('editPerson.numberHint') })}
      error={faults.at(key)}
      onChange={(value) => set({ [key]: value })}
    />
  )
  return (
    <>
      <div className="columns-2">
        <UnitPicker
          label={t('persons.village')}
          kind="village"
          value={typed.village}
          onChange={(village) => set({ village, householdId: '' })}
        />
        <HouseholdField {...props} />
        <TextField
          label={t('persons.name')}
          value={typed.name}
          required
          autoComplete="off"
          error={faults.at('name')}
          onChange={(name) => set({ name })}
        />
        {number('idNumber', t('persons.idNumber'))}
        <SelectField
          label={t('persons.sex')}
          value={typed.sex}
          placeholder={t('newPerson.fromNumber')}
          onChange={(sex) => set({ sex: sex as TypedPerson['sex'] })}
          options={(['female', 'male'] as const).map((value) => ({
            value,
            label: say(SEX_WORDS[value]),
          }))}
        />
        <DayField
          label={t('newPerson.birth')}
          value={typed.birthDate}
          onChange={(birthDate) => set({ birthDate })}
        />
        {number('phone', t('persons.phone'))}
        {number('bankAccount', t('persons.bank'))}
        <TextField
          label={t('persons.relation')}
          hint={t('newPerson.relationHint')}
          value={typed.relationToHead}
          error={faults.at('relationToHead')}
          onChange={(relationToHead) => set({ relationToHead })}
        />
        <Marks typed={typed} set={set} />
      </div>
    </>
  )
}

function Marks({ typed, set }: Pick<FieldsProps, 'typed' | 'set'>): ReactElement {
  const t = useT()
  return (
    <fieldset className="choice stack-tight">
      <legend>{t('newPerson.marks')}</legend>
      {(['farmer', 'collectiveMember', 'publicOffice'] as const).map((key) => (
        <label key={key} className="check">
          <input
            type="checkbox"
            checked={typed[key]}
            onChange={(event) => set({ [key]: event.target.checked })}
          />
          {t(`persons.${key}`)}
        </label>
      ))}
    </fieldset>
  )
}

/** The households of the chosen village. */
function HouseholdField({ typed, set, faults }: FieldsProps): ReactElement {
  const t = useT()
  const unitId = typed.village?.id ?? ''
  const list = useRead('listHouseholds', { unitId, limit: 500 }, { enabled: unitId !== '' })
  const rows = unitId === '' ? [] : (list.data?.rows ?? [])
  const fault = faults.at('householdId')
  return (
    <div>
      <SelectField
        label={t('persons.household')}
        value={typed.householdId}
        placeholder={t('newPerson.noHousehold')}
        onChange={(householdId) => set({ householdId })}
        options={rows.map((row) => ({ value: row.id, label: `${row.number} ${row.headName}` }))}
      />
      {fault === null ? null : <p className="field-error">{fault}</p>}
    </div>
  )
}
