import { type ReactElement, useState } from 'react'
import { useT } from '../../locale/support.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { TextField } from '../../ui/field.tsx'
import { showYuan } from '../../ui/figures.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { LINK_WORDS } from './words.ts'

/** A part of a voucher's line becomes money of an allocation. */
export function LinkDialog(props: {
  readonly unitId: string
  readonly allocationId: string
  readonly number: string
  readonly amount: string
  readonly line: {
    readonly voucherId: string
    readonly voucher: string
    readonly line: number
    readonly on: string
    readonly summary: string
    readonly kind: keyof typeof LINK_WORDS
    readonly free: string
  }
  readonly close: () => void
}): ReactElement {
  const t = useT()
  const { line, allocationId, unitId } = props
  const [amount, setAmount] = useState(props.amount)
  const [note, setNote] = useState('')
  return (
    <WriteDialog
      title={`${t('link.do')} · ${asWritten(props.number)}`}
      confirm={t('link.do')}
      verb="linkSupport"
      input={
        amount.trim() === ''
          ? null
          : {
              unitId,
              rows: [
                {
                  allocationId,
                  voucherId: line.voucherId,
                  line: line.line,
                  amount: amount.trim(),
                  note: note.trim(),
                },
              ],
            }
      }
      close={props.close}
      onDone={() => undefined}
    >
      {(faults) => (
        <>
          <p>
            <strong>{say(LINK_WORDS[line.kind])}</strong> <span className="num">{line.on}</span>{' '}
            {asWritten(line.voucher)} {asWritten(line.summary)}
          </p>
          <TextField
            label={t('allocate.amount')}
            hint={t('link.free', { free: showYuan(line.free) ?? '' })}
            inputMode="decimal"
            value={amount}
            error={faults.at('rows[0].amount')}
            onChange={setAmount}
          />
          <TextField label={t('link.note')} value={note} onChange={setNote} />
        </>
      )}
    </WriteDialog>
  )
}
