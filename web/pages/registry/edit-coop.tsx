import { type ReactElement, useState } from 'react'
import type { In } from '../../api.ts'
import { useT } from '../../locale/desk.ts'
import { say } from '../../locale/translate.ts'
import { useMe } from '../../session.tsx'
import { DayField, TextField } from '../../ui/field.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import type { Coop } from './coop.tsx'
import { FACT_WORDS } from './words.ts'

type Changes = In<'changeCooperative'>['changes']

/** The facts that are texts; each may also be taken away, except the name. */
const TEXT_FACTS = [
  'name',
  'chairName',
  'creditCode',
  'registrar',
  'registeredAddress',
  'address',
  'registeredCapital',
  'areaMu',
  'businessScope',
] as const
type TextFact = (typeof TEXT_FACTS)[number]

/** Only what differs from the registration goes out; an emptied fact is taken away. */
function changesOf(coop: Coop, typed: Readonly<Record<TextFact, string>>): Changes {
  const changed = TEXT_FACTS.filter((fact) => typed[fact].trim() !== (coop[fact] ?? ''))
  return Object.fromEntries(
    changed.map((fact) => {
      const value = typed[fact].trim()
      return [fact, value === '' && fact !== 'name' ? null : value]
    }),
  )
}

/** Changes the registration from a day; what stood before stays in the history. */
export function EditCoop({ coop, close }: { coop: Coop; close: () => void }): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const [from, setFrom] = useState(clock.today)
  const [typed, setTyped] = useState(
    () =>
      Object.fromEntries(TEXT_FACTS.map((fact) => [fact, coop[fact] ?? ''])) as Record<
        TextFact,
        string
      >,
  )
  const changes = changesOf(coop, typed)
  const words = (fact: TextFact): string => {
    const text = FACT_WORDS[fact]
    return text === undefined ? fact : say(text)
  }
  return (
    <ReasonDialog
      title={t('editCoop.titleOf', { name: coop.name })}
      confirm={t('editCoop.title')}
      verb="changeCooperative"
      input={(reason) => ({ coopId: coop.id, from, reason, changes })}
      close={close}
    >
      <p className="muted">{t('editCoop.hint')}</p>
      <div className="columns-2">
        {TEXT_FACTS.map((fact) => (
          <TextField
            key={fact}
            label={words(fact)}
            value={typed[fact]}
            onChange={(value) => setTyped({ ...typed, [fact]: value })}
          />
        ))}
        <DayField label={t('coop.on')} value={from} max={clock.today} onChange={setFrom} />
      </div>
      {Object.keys(changes).length === 0 ? <p className="muted">{t('editCoop.nothing')}</p> : null}
    </ReasonDialog>
  )
}
