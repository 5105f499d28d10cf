import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/supervision.ts'
import { useMe } from '../../session.tsx'
import { DayField, TextArea, TextField } from '../../ui/field.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'

type Report = Out<'readReport'>
interface Order {
  readonly what: string
  readonly responsible: string
  readonly dueOn: string
}
const EMPTY: Order = { what: '', responsible: '', dueOn: '' }

/** The meeting of a week: who came, minutes, and what it orders of the towns. */
export function DispatchMeeting(props: { report: Report; close: () => void }): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const { report } = props
  const towns = report.receipts.map(({ unitId, name }) => ({ id: unitId, name }))
  const old = report.meeting
  const [heldOn, setHeldOn] = useState<string>(old?.heldOn ?? clock.today)
  const [chair, setChair] = useState(old?.chair ?? '')
  const [place, setPlace] = useState(old?.place ?? '')
  const [minutes, setMinutes] = useState(old?.minutes ?? '')
  const [absent, setAbsent] = useState<readonly string[]>(old?.absent ?? [])
  const [order, setOrder] = useState<Order>(EMPTY)
  const ready = [heldOn, chair, place, minutes].every((one) => one.trim() !== '')
  const ordered = Object.values(order).every((one) => one.trim() !== '')
  const begun = Object.values(order).some((one) => one.trim() !== '')
  return (
    <WriteDialog
      wide
      title={t('report.meet')}
      confirm={t('common.save')}
      verb="recordDispatchMeeting"
      input={
        !ready || (begun && !ordered)
          ? null
          : {
              reportId: report.reportId,
              heldOn,
              chair: chair.trim(),
              place: place.trim(),
              minutes: minutes.trim(),
              attended: towns.map(({ name }) => name).filter((name) => !absent.includes(name)),
              absent: [...absent],
              orders: ordered ? [{ ...order, to: towns.map(({ id }) => id) }] : [],
            }
      }
      close={props.close}
      onDone={() => undefined}
    >
      {() => (
        <>
          <div className="columns-2">
            <DayField
              label={t('report.heldOn')}
              value={heldOn}
              max={clock.today}
              onChange={setHeldOn}
            />
            <TextField label={t('report.chair')} value={chair} onChange={setChair} />
            <TextField label={t('report.place')} value={place} onChange={setPlace} />
          </div>
          <Absent names={towns.map(({ name }) => name)} absent={absent} set={setAbsent} />
          <TextArea label={t('report.minutes')} rows={4} value={minutes} onChange={setMinutes} />
          <OrderFields order={order} setOrder={setOrder} />
        </>
      )}
    </WriteDialog>
  )
}

function Absent(props: {
  names: readonly string[]
  absent: readonly string[]
  set: (names: readonly string[]) => void
}): ReactElement {
  const t = useT()
  const { names, absent, set } = props
  return (
    <fieldset className="choice">
      <legend>{t('report.absent')}</legend>
      {names.map((name) => (
        <label key={name} className="check">
          <input
            type="checkbox"
            checked={absent.includes(name)}
            onChange={(event) =>
              set(event.target.checked ? [...absent, name] : absent.filter((one) => one !== name))
            }
          />
          <span>{name}</span>
        </label>
      ))}
    </fieldset>
  )
}

function OrderFields(props: { order: Order; setOrder: (order: Order) => void }): ReactElement {
  const t = useT()
  const { order, setOrder } = props
  return (
    <>
      <TextArea
        label={t('report.order')}
        value={order.what}
        onChange={(what) => setOrder({ ...order, what })}
      />
      <div className="columns-2">
        <TextField
          label={t('assign.responsible')}
          value={order.responsible}
          onChange={(responsible) => setOrder({ ...order, responsible })}
        />
        <DayField
          label={t('assign.due')}
          value={order.dueOn}
          onChange={(dueOn) => setOrder({ ...order, dueOn })}
        />
      </div>
    </>
  )
}
