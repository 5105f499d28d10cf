import { type ReactElement, useState } from 'react'
import { useT } from '../../locale/desk.ts'
import { say } from '../../locale/translate.ts'
import { paths } from '../../paths.ts'
import { Go } from '../../navigation.tsx'
import { useMay, useMe } from '../../session.tsx'
import { useAsOf } from '../../ui/as-of.tsx'
import { DayField, SelectField, TextField } from '../../ui/field.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import type { Coop } from './coop.tsx'
import { CLASS_WORDS, STATUS_WORDS } from './words.ts'

type Class = NonNullable<Coop['class']>

/** What may be done with a co-op from its head: try a change, print, change its status or class. */
export function CoopActs({ coop }: { coop: Coop }): ReactElement {
  const t = useT()
  const may = useMay()
  const asOf = useAsOf()
  const [asked, setAsked] = useState<'status' | 'class' | null>(null)
  const close = (): void => setAsked(null)
  return (
    <>
      {may('whatIf') ? (
        <Go
          to={paths.coopChange(coop.id)}
          className={may('recordChanges') ? 'button button-primary' : 'button'}
        >
          {t('coop.change')}
        </Go>
      ) : null}
      {may('readRegister') ? (
        <Go to={paths.coopPrint(coop.id, { asOf })} className="button">
          {t('coop.print')}
        </Go>
      ) : null}
      {may('changeStatus') && coop.nextStatuses.length > 0 ? (
        <button type="button" className="button" onClick={() => setAsked('status')}>
          {t('coop.changeStatus')}
        </button>
      ) : null}
      {may('classifyCooperatives') ? (
        <button type="button" className="button" onClick={() => setAsked('class')}>
          {t('coop.classify')}
        </button>
      ) : null}
      {asked === 'status' ? <StatusDialog coop={coop} close={close} /> : null}
      {asked === 'class' ? <ClassDialog coop={coop} close={close} /> : null}
    </>
  )
}

function StatusDialog({ coop, close }: { coop: Coop; close: () => void }): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const [status, setStatus] = useState(coop.nextStatuses[0] ?? coop.status)
  const [on, setOn] = useState(clock.today)
  const [document, setDocument] = useState('')
  return (
    <ReasonDialog
      title={t('common.of', { what: t('coop.changeStatus'), name: coop.name })}
      confirm={t('coop.changeStatus')}
      verb="changeStatus"
      input={(reason) => ({
        coopId: coop.id,
        status,
        on,
        reason,
        ...(document === '' ? {} : { document }),
      })}
      close={close}
    >
      <SelectField
        label={t('coop.newStatus')}
        value={status}
        onChange={(value) => setStatus(value as Coop['status'])}
        options={coop.nextStatuses.map((one) => ({ value: one, label: say(STATUS_WORDS[one]) }))}
      />
      <DayField label={t('coop.on')} value={on} onChange={setOn} required />
      <TextField label={t('coop.document')} value={document} onChange={setDocument} />
    </ReasonDialog>
  )
}

function ClassDialog({ coop, close }: { coop: Coop; close: () => void }): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const [value, setValue] = useState<Class>(coop.class ?? 'improve')
  const [on, setOn] = useState(clock.today)
  const [document, setDocument] = useState('')
  return (
    <ReasonDialog
      title={t('common.of', { what: t('coop.classify'), name: coop.name })}
      confirm={t('coop.classify')}
      verb="classifyCooperatives"
      input={(reason) => ({
        unitId: coop.id,
        rows: [
          {
            coopId: coop.id,
            class: value,
            on,
            reason,
            ...(document === '' ? {} : { document }),
          },
        ],
      })}
      close={close}
    >
      <SelectField
        label={t('coop.newClass')}
        value={value}
        onChange={(next) => setValue(next as Class)}
        options={(Object.keys(CLASS_WORDS) as Class[]).map((one) => ({
          value: one,
          label: say(CLASS_WORDS[one]),
        }))}
      />
      <DayField label={t('coop.on')} value={on} onChange={setOn} required />
      <TextField label={t('coop.document')} value={document} onChange={setDocument} />
    </ReasonDialog>
  )
}
