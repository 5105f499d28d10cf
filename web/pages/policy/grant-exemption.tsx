import { type ReactElement, useState } from 'react'
import { addMonths, type LocalDate } from '../../../src/kernel/date.ts'
import { useT } from '../../locale/desk.ts'
import { useMe } from '../../session.tsx'
import { DayField, TextField } from '../../ui/field.tsx'
import { ruleName } from '../../ui/readings.ts'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'

/** Frees a co-op from a rule for a time: whose decision, why, until when. */
export function GrantExemption(props: {
  coopId: string
  coopName: string
  rule: string
  close: () => void
}): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const [basis, setBasis] = useState('')
  const [validFrom, setFrom] = useState(clock.today)
  const [validTo, setTo] = useState<string>(addMonths(clock.today as LocalDate, 6))
  return (
    <ReasonDialog
      title={t('exemptions.grantTitle', { coop: props.coopName })}
      confirm={t('exemptions.grant')}
      verb="grantExemption"
      input={(reason) => ({
        coopId: props.coopId,
        rule: props.rule,
        reason,
        basis,
        validFrom,
        validTo,
      })}
      close={props.close}
    >
      <p>
        <strong>{ruleName(props.rule)}</strong>
      </p>
      <TextField
        label={t('exemptions.basis')}
        hint={t('exemptions.basisHint')}
        value={basis}
        onChange={setBasis}
        required
      />
      <div className="columns-2">
        <DayField label={t('exemptions.from')} value={validFrom} onChange={setFrom} required />
        <DayField
          label={t('exemptions.to')}
          min={validFrom}
          value={validTo}
          onChange={setTo}
          required
        />
      </div>
    </ReasonDialog>
  )
}
