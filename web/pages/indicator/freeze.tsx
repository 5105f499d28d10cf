import { type ReactElement, useState } from 'react'
import { useT } from '../../locale/indicator.ts'
import { useUrl } from '../../navigation.tsx'
import { useMe } from '../../session.tsx'
import { TextField } from '../../ui/field.tsx'
import { Notice } from '../../ui/page.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'

const WRITTEN = /^\d{4}(-(W\d{2}|Q[1-4]|(0[1-9]|1[0-2])))?$/

/** Freezes a period: what will be frozen is reckoned while the period is typed. */
export function FreezeDialog({ close }: { close: () => void }): ReactElement {
  const t = useT()
  const me = useMe()
  const [search, change] = useUrl()
  const [period, setPeriod] = useState(search['period'] ?? me.clock.today.slice(0, 7))
  const [reason, setReason] = useState('')
  const again = reason.trim()
  return (
    <WriteDialog
      verb="freezeFigures"
      input={WRITTEN.test(period) ? { period, ...(again === '' ? {} : { reason: again }) } : null}
      title={t('fg.freeze')}
      confirm={t('fg.freeze')}
      close={close}
      onDone={({ edition }) => change({ period: edition.period, live: undefined })}
      preview={({ edition, changed }) => (
        <Notice tone="info">
          {t('fg.willFreeze', { period: edition.period, n: edition.units, day: edition.asOf })}{' '}
          {changed === 0 ? null : t('fg.changed', { n: changed })}
        </Notice>
      )}
    >
      {(faults) => (
        <>
          <p className="muted">{t('fg.freezeHint')}</p>
          <TextField
            label={t('fg.freezePeriod')}
            hint={t('fg.freezeHintPeriod')}
            value={period}
            onChange={setPeriod}
            error={faults.at('period')}
          />
          <TextField
            label={t('fg.freezeReason')}
            value={reason}
            onChange={setReason}
            error={faults.at('reason')}
          />
        </>
      )}
    </WriteDialog>
  )
}
