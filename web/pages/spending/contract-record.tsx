import { type ReactElement, useState } from 'react'
import type { In } from '../../api.ts'
import { useT } from '../../locale/spending.ts'
import { say } from '../../locale/translate.ts'
import { useMe } from '../../session.tsx'
import { DayField, SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { readAmount } from '../ledger/entry.ts'
import { WriteDialog } from '../registry/write-dialog.tsx'
import type { ContractData } from './contract.tsx'
import { type Paper, PaperPicker } from './parts.tsx'
import { keysOf, RECORD_KINDS, type RecordKind } from './words.ts'

/** What happened under a contract: for which line of its schedule, when, how much, with its papers. */
export function RecordDialog(props: { data: ContractData; close: () => void }): ReactElement {
  const t = useT()
  const me = useMe()
  const { data } = props
  const [kind, setKind] = useState<RecordKind>('performance')
  const [line, setLine] = useState('')
  const [onDate, setOnDate] = useState<string>(me.clock.today)
  const [amount, setAmount] = useState('')
  const [note, setNote] = useState('')
  const [papers, setPapers] = useState<readonly Paper[]>([])
  const lines = data.schedule.filter((term) => term.kind === kind)
  const money = amount.trim() === '' ? null : readAmount(amount)
  return (
    <WriteDialog
      verb="recordContract"
      title={t('contract.record')}
      confirm={t('contract.save')}
      close={props.close}
      onDone={() => undefined}
      input={{
        coopId: data.coopId,
        contractId: data.contractId,
        kind,
        line: line === '' ? null : Number(line),
        onDate: onDate as In<'recordContract'>['onDate'],
        amount: money ?? (amount.trim() === '' ? null : amount),
        note: note.trim(),
        papers: [...papers],
      }}
    >
      {(faults) => (
        <>
          <SelectField
            label={t('contract.recordKind')}
            value={kind}
            onChange={(value) => {
              setKind(value as RecordKind)
              setLine('')
            }}
            options={keysOf(RECORD_KINDS).map((value) => ({
              value,
              label: say(RECORD_KINDS[value]),
            }))}
          />
          <LineField lines={lines} value={line} onChange={setLine} />
          <DayField label={t('contract.dueOn')} value={onDate} onChange={setOnDate} />
          <TextField
            label={t('spend.amount')}
            inputMode="decimal"
            className="input num"
            value={amount}
            error={faults.at('amount')}
            onChange={setAmount}
          />
          <TextArea label={t('spend.note')} rows={2} value={note} onChange={setNote} />
          <PaperPicker papers={papers} onChange={setPapers} error={faults.at('content')} />
        </>
      )}
    </WriteDialog>
  )
}

/** The line of the schedule that is answered, where there are any of its kind. */
function LineField(props: {
  lines: ContractData['schedule']
  value: string
  onChange: (line: string) => void
}): ReactElement | null {
  const t = useT()
  if (props.lines.length === 0) return null
  return (
    <SelectField
      label={t('contract.recordLine')}
      value={props.value}
      onChange={props.onChange}
      options={[
        { value: '', label: t('contract.recordNoLine') },
        ...props.lines.map((term) => ({
          value: String(term.line),
          label: `${term.dueOn} ${term.text}`,
        })),
      ]}
    />
  )
}
