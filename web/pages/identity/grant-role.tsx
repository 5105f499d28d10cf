import { type ReactElement, useState } from 'react'
import { type Role, ROLE_NAMES, ROLES } from '../../../src/kernel/role.ts'
import { useT } from '../../locale/desk.ts'
import { say } from '../../locale/translate.ts'
import { useAct } from '../../query.ts'
import { ownUnit, useMe } from '../../session.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { DayField, SelectField } from '../../ui/field.tsx'
import { Refused } from '../../ui/state.tsx'
import { type Picked, UnitPicker } from '../../ui/unit-picker.tsx'
import type { Account } from './account.tsx'

/** Gives a role at a unit of the role's own level, from a day, perhaps until a day. */
export function GrantRole(props: { account: Account; close: () => void }): ReactElement {
  const t = useT()
  const me = useMe()
  const act = useAct('grantRoles')
  const [role, setRole] = useState<Role | ''>('')
  const [unit, setUnit] = useState<Picked | null>(null)
  const [validFrom, setFrom] = useState(me.clock.today)
  const [validTo, setTo] = useState('')
  const level = role === '' ? null : ROLES[role].level
  const county = ownUnit(me)
  const unitId = level === 'county' ? county?.id : unit?.id
  const ready = role !== '' && (level === 'person' || unitId !== undefined)
  const submit = (): void => {
    if (role === '') return
    const grant = {
      accountId: props.account.id,
      role,
      validFrom,
      ...(level === 'person' || unitId === undefined ? {} : { unitId }),
      ...(validTo === '' ? {} : { validTo }),
    }
    act.mutate({ input: { grants: [grant] } }, { onSuccess: props.close })
  }
  return (
    <Dialog
      open
      onClose={props.close}
      title={t('common.of', { what: t('account.grant'), name: props.account.displayName })}
      actions={
        <button
          type="button"
          className="button button-primary"
          disabled={!ready || act.isPending}
          onClick={submit}
        >
          {t('account.grant')}
        </button>
      }
    >
      <SelectField
        label={t('account.grantRole')}
        value={role}
        placeholder="—"
        onChange={(value) => {
          setRole(value as Role | '')
          setUnit(null)
        }}
        options={ROLE_NAMES.map((name) => ({ value: name, label: say(ROLES[name].title) }))}
      />
      {level === null || level === 'person' || level === 'county' ? null : (
        <UnitPicker
          label={t('account.grantUnit')}
          hint={t('account.grantUnitHint')}
          kind={level}
          value={unit}
          onChange={setUnit}
        />
      )}
      <Period from={validFrom} to={validTo} onFrom={setFrom} onTo={setTo} />
      {act.error === null ? null : <Refused error={act.error} write />}
    </Dialog>
  )
}

function Period(props: {
  from: string
  to: string
  onFrom: (day: string) => void
  onTo: (day: string) => void
}): ReactElement {
  const t = useT()
  const { clock } = useMe()
  return (
    <div className="columns-2">
      <DayField
        label={t('account.grantFrom')}
        value={props.from}
        min={clock.today}
        onChange={props.onFrom}
      />
      <DayField
        label={t('account.grantTo')}
        value={props.to}
        min={props.from}
        onChange={props.onTo}
      />
    </div>
  )
}
