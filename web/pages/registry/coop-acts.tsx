import { type ReactElement, useState } from 'react'
import { useT } from '../../locale/desk.ts'
import { say } from '../../locale/translate.ts'
import { paths } from '../../paths.ts'
import { Go } from '../../navigation.tsx'
import { useMay, useMe } from '../../session.tsx'
import { useAsOf } from '../../ui/as-of.tsx'
import { DayField, SelectField, TextField } from '../../ui/field.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Popover } from '../../ui/popover.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import type { Coop } from './coop.tsx'
import { EditCoop } from './edit-coop.tsx'
import { CLASS_WORDS, STATUS_WORDS } from './words.ts'

type Class = NonNullable<Coop['class']>

/** What may be done with a co-op from its head: try a change, print, change its status or class. */
export function CoopActs({ coop }: { coop: Coop }): ReactElement {
  const t = useT()
  const may = useMay()
  const asOf = useAsOf()
  const [asked, setAsked] = useState<Asked | null>(null)
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
      <More coop={coop} onAsk={setAsked} />
      {asked === 'facts' ? <EditCoop coop={coop} close={close} /> : null}
      {asked === 'status' ? <StatusDialog coop={coop} close={close} /> : null}
      {asked === 'class' ? <ClassDialog coop={coop} close={close} /> : null}
    </>
  )
}

type Asked = 'facts' | 'status' | 'class'

/** The acts that are seldom needed, behind one button. */
function More(props: { coop: Coop; onAsk: (asked: Asked) => void }): ReactElement | null {
  const t = useT()
  const may = useMay()
  const acts = [
    { asked: 'facts', label: t('editCoop.title'), shown: may('changeCooperative') },
    {
      asked: 'status',
      label: t('coop.changeStatus'),
      shown: may('changeStatus') && props.coop.nextStatuses.length > 0,
    },
    { asked: 'class', label: t('coop.classify'), shown: may('classifyCooperatives') },
  ] as const
  const shown = acts.filter((act) => act.shown)
  if (shown.length === 0) return null
  return (
    <Popover
      align="end"
      className="button"
      button={
        <>
          {t('coop.more')} <Icon name="down" size={14} />
        </>
      }
    >
      {(close) => (
        <ul className="menu-list menu-list-plain">
          {shown.map((act) => (
            <li key={act.asked}>
              <button
                type="button"
                onClick={() => {
                  close()
                  props.onAsk(act.asked)
                }}
              >
                {act.label}
              </button>
            </li>
          ))}
        </ul>
      )}
    </Popover>
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
