import { type ReactElement, useState } from 'react'
import type { In } from '../../api.ts'
import { useT } from '../../locale/desk.ts'
import { useRead } from '../../query.ts'
import { useMe } from '../../session.tsx'
import { DayField, SelectField, TextField } from '../../ui/field.tsx'
import { Notice } from '../../ui/page.tsx'
import { type Picked, UnitPicker } from '../../ui/unit-picker.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'

type Priority = NonNullable<In<'addBeneficiaries'>['beneficiaries'][number]['priority']>
type Ending = In<'endBeneficiary'>['status']

const PRIORITIES: readonly Priority[] = ['unable_to_work', 'elderly', 'disabled', 'ill', 'other']
const ENDINGS: readonly Ending[] = [
  'left_poverty',
  'deceased',
  'moved_away',
  'replaced',
  'fund_ended',
  'mistaken',
]

/** Whom the benefit is lent to, as far as it has been chosen. */
interface Chosen {
  readonly person: Picked | null
  readonly whole: boolean
  readonly persons: string
  readonly priority: Priority
}
const NOBODY: Chosen = { person: null, whole: false, persons: '', priority: 'other' }

/** The chosen person with the household the register knows; null while there is none. */
function useBeneficiary(chosen: Chosen) {
  const personId = chosen.person?.id ?? ''
  const person = useRead('readPerson', { personId }, { enabled: personId !== '', keep: false })
  const household = person.data?.household ?? null
  const members = useRead(
    'readHousehold',
    { householdId: household?.id ?? '' },
    { enabled: household !== null && chosen.whole, keep: false },
  )
  const persons = Number(chosen.persons === '' ? (members.data?.persons ?? 0) : chosen.persons)
  const countable = Number.isInteger(persons) && persons >= 1 && persons <= 30
  const ready = household !== null && personId !== '' && (!chosen.whole || countable)
  return {
    homeless: person.data !== undefined && household === null,
    suggested: members.data?.persons ?? null,
    who: !ready
      ? null
      : {
          householdId: household.id,
          priority: chosen.priority,
          ...(chosen.whole ? { persons } : { personId }),
        },
  }
}

function WhoFields(props: {
  label: string
  value: Chosen
  found: ReturnType<typeof useBeneficiary>
  onChange: (chosen: Chosen) => void
}): ReactElement {
  const t = useT()
  const { value, found, onChange } = props
  return (
    <>
      <UnitPicker
        label={props.label}
        hint={t('assist.whoHint')}
        kind="person"
        value={value.person}
        onChange={(person) => onChange({ ...value, person, persons: '' })}
      />
      {found.homeless ? <Notice tone="depends">{t('assist.noHousehold')}</Notice> : null}
      {value.person === null ? null : (
        <div className="columns-2">
          <div className="stack">
            <label className="check">
              <input
                type="checkbox"
                checked={value.whole}
                onChange={(event) => onChange({ ...value, whole: event.target.checked })}
              />
              {t('assist.whole')}
            </label>
            {value.whole ? (
              <TextField
                label={t('assist.wholePersons')}
                inputMode="numeric"
                placeholder={found.suggested === null ? '' : String(found.suggested)}
                value={value.persons}
                onChange={(persons) => onChange({ ...value, persons: persons.trim() })}
              />
            ) : null}
          </div>
          <SelectField
            label={t('assist.priority')}
            value={value.priority}
            onChange={(priority) => onChange({ ...value, priority: priority as Priority })}
            options={PRIORITIES.map((one) => ({ value: one, label: t(`assist.priority.${one}`) }))}
          />
        </div>
      )}
    </>
  )
}

/** Lists somebody, or a whole household, as beneficiary of a fund. */
export function AddBeneficiary(props: {
  coopId: string
  fund: { readonly id: string; readonly name: string }
  left: string
  close: () => void
}): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const [chosen, setChosen] = useState(NOBODY)
  const [units, setUnits] = useState('')
  const [from, setFrom] = useState(clock.today)
  const found = useBeneficiary(chosen)
  const { coopId, fund } = props
  return (
    <WriteDialog
      title={t('assist.addPersonTitle', { name: fund.name })}
      confirm={t('assist.addPerson')}
      verb="addBeneficiaries"
      input={
        found.who === null || units === '' || from === ''
          ? null
          : { coopId, fundId: fund.id, beneficiaries: [{ ...found.who, units, from }] }
      }
      onDone={() => undefined}
      close={props.close}
      preview={() => <Notice tone="pass">{t('assist.addPersonOk')}</Notice>}
    >
      {(faults) => (
        <>
          <WhoFields label={t('assist.who')} value={chosen} found={found} onChange={setChosen} />
          <div className="columns-2">
            <TextField
              label={t('assist.unitsGiven', { left: props.left })}
              inputMode="decimal"
              className="input num"
              value={units}
              error={faults.at('beneficiaries[0].units')}
              onChange={(value) => setUnits(value.trim())}
            />
            <DayField label={t('assist.from')} value={from} max={clock.today} onChange={setFrom} />
          </div>
        </>
      )}
    </WriteDialog>
  )
}

/** Ends a benefit: why, as found where, and who benefits instead. */
export function EndBeneficiary(props: {
  coopId: string
  beneficiary: { readonly id: string; readonly name: string }
  close: () => void
}): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const [on, setOn] = useState(clock.today)
  const [status, setStatus] = useState<Ending>('left_poverty')
  const [note, setNote] = useState('')
  const [heir, setHeir] = useState(NOBODY)
  const found = useBeneficiary(heir)
  const { coopId, beneficiary } = props
  const incomplete = note.trim() === '' || on === '' || (heir.person !== null && found.who === null)
  return (
    <WriteDialog
      title={t('assist.endOneTitle', { name: beneficiary.name })}
      confirm={t('assist.endOne')}
      danger
      verb="endBeneficiary"
      input={
        incomplete
          ? null
          : {
              coopId,
              beneficiaryId: beneficiary.id,
              on,
              status,
              note: note.trim(),
              ...(found.who === null ? {} : { replacedBy: found.who }),
            }
      }
      onDone={() => undefined}
      close={props.close}
      preview={({ replacedById }) => (
        <Notice tone="pass">
          {t(replacedById === null ? 'assist.endOneOk' : 'assist.endOneHeir')}
        </Notice>
      )}
    >
      {(faults) => (
        <>
          <div className="columns-2">
            <SelectField
              label={t('assist.endStatus')}
              value={status}
              onChange={(value) => setStatus(value as Ending)}
              options={ENDINGS.map((one) => ({ value: one, label: t(`assist.status.${one}`) }))}
            />
            <DayField label={t('assist.endOn')} value={on} max={clock.today} onChange={setOn} />
          </div>
          <TextField
            label={t('assist.endNote')}
            value={note}
            error={faults.at('note')}
            onChange={setNote}
          />
          <WhoFields label={t('assist.replacedBy')} value={heir} found={found} onChange={setHeir} />
        </>
      )}
    </WriteDialog>
  )
}
