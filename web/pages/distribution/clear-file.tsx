import { type ReactElement, useState } from 'react'
import { download } from '../../api.ts'
import { useT } from '../../locale/distribution.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { TextArea } from '../../ui/field.tsx'
import { Refused } from '../../ui/state.tsx'
import type { Plan } from './words.ts'

/** The file to the bank with accounts in clear: only with a reason, which stays on record. */
export function ClearFile({ plan, close }: { plan: Plan; close: () => void }): ReactElement {
  const t = useT()
  const [reason, setReason] = useState('')
  const [error, setError] = useState<unknown>(null)
  const send = async (): Promise<void> => {
    const { coopId, year } = plan
    try {
      await download('exportBankFile', { coopId, year: String(year), clear: 'true', reason })
      close()
    } catch (failed) {
      setError(failed)
    }
  }
  return (
    <Dialog
      open
      onClose={close}
      title={`${t('act.bank')} · ${t('act.bankClear')}`}
      actions={
        <>
          <button type="button" className="button" onClick={close}>
            {t('common.cancel')}
          </button>
          <button
            type="button"
            className="button button-primary"
            disabled={reason.trim() === ''}
            onClick={() => void send()}
          >
            {t('act.bank')}
          </button>
        </>
      }
    >
      <div className="stack">
        <TextArea label={t('reason')} value={reason} onChange={setReason} />
        {error === null ? null : <Refused error={error} />}
      </div>
    </Dialog>
  )
}
