import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/division.ts'
import { say } from '../../locale/translate.ts'
import { useMe } from '../../session.tsx'
import { DayField, TextField } from '../../ui/field.tsx'
import { Notice } from '../../ui/page.tsx'
import { changesOf, typedOf } from './person-changes.ts'
import { PersonFields } from './person-fields.tsx'
import { WriteDialog } from './write-dialog.tsx'

type Person = Out<'readPerson'>

/** Corrects a person, moves to another household or village, or ends the entry; each with its reason. */
export function EditPerson({ person, close }: { person: Person; close: () => void }): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const [typed, setTyped] = useState(() => typedOf(person))
  const [endedOn, setEndedOn] = useState(person.endedOn ?? '')
  const [endedReason, setEndedReason] = useState('')
  const [reason, setReason] = useState('')
  const changes = changesOf(person, typed, endedOn)
  const ending = changes.endedOn !== undefined && changes.endedOn !== null
  const all = ending && endedReason.trim() !== '' ? { ...changes, endedReason } : changes
  const nothing = Object.keys(changes).length === 0
  return (
    <WriteDialog
      wide
      title={t('editPerson.titleOf', { name: person.name })}
      confirm={t('editPerson.record')}
      verb="changePerson"
      input={
        nothing || reason.trim() === ''
          ? null
          : { personId: person.id, reason: reason.trim(), changes: all }
      }
      close={close}
      onDone={() => undefined}
      preview={(answer) =>
        answer.warnings[0] === undefined ? null : (
          <Notice tone="depends">{say(answer.warnings[0].text)}</Notice>
        )
      }
    >
      {(faults) => (
        <>
          <PersonFields
            typed={typed}
            set={(change) => setTyped({ ...typed, ...change })}
            faults={faults}
            masked={person}
          />
          <div className="columns-2">
            <DayField
              label={t('editPerson.endedOn')}
              value={endedOn}
              max={clock.today}
              onChange={setEndedOn}
            />
            {ending ? (
              <TextField
                label={t('editPerson.endedReason')}
                value={endedReason}
                onChange={setEndedReason}
              />
            ) : null}
          </div>
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
