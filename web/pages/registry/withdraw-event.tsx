import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/division.ts'
import { comma, say } from '../../locale/translate.ts'
import { TextField } from '../../ui/field.tsx'
import { Notice } from '../../ui/page.tsx'
import { EVENT_WORDS } from './words.ts'
import { WriteDialog } from './write-dialog.tsx'

type Event = Out<'listDivisionEvents'>['events'][number]

const namesOf = (units: readonly { readonly name: string }[]): string =>
  units.map((unit) => unit.name).join(comma())

/** Withdraws an event that was recorded wrongly; what it did is told before it is undone. */
export function WithdrawEvent(props: {
  event: Event
  close: () => void
  onDone: () => void
}): ReactElement {
  const t = useT()
  const { event } = props
  const [reason, setReason] = useState('')
  const [typed, setTyped] = useState('')
  const document = typed.trim()
  return (
    <WriteDialog
      title={t('withdraw.title')}
      confirm={t('withdraw.confirm')}
      danger
      verb="withdrawDivisionEvent"
      input={
        reason.trim() === ''
          ? null
          : {
              eventId: event.id,
              reason: reason.trim(),
              ...(document === '' ? {} : { document }),
            }
      }
      close={props.close}
      onDone={props.onDone}
      preview={(answer) => <Outcome answer={answer} />}
    >
      {(faults) => (
        <>
          <p>
            {t('withdraw.body', {
              kind: say(EVENT_WORDS[event.kind]),
              from: namesOf(event.from),
              day: event.date,
            })}
          </p>
          <TextField
            label={t('common.reason')}
            value={reason}
            required
            error={faults.at('reason')}
            onChange={setReason}
          />
          <TextField
            label={t('withdraw.document')}
            value={typed}
            error={faults.at('document')}
            onChange={setTyped}
          />
        </>
      )}
    </WriteDialog>
  )
}

function Outcome({ answer }: { answer: Out<'withdrawDivisionEvent'> }): ReactElement {
  const t = useT()
  const { restored, unmade } = answer
  return (
    <Notice tone="info">
      {restored.length === 0 ? null : t('withdraw.restored', { names: namesOf(restored) })}{' '}
      {unmade.length === 0 ? null : t('withdraw.unmade', { names: namesOf(unmade) })}
      {restored.length + unmade.length === 0 ? t('withdraw.nothing') : null}
    </Notice>
  )
}
