import { type ReactElement, useState } from 'react'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/founding.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { useMe } from '../../session.tsx'
import { DayField, TextArea, TextField } from '../../ui/field.tsx'
import { Segments } from '../../ui/segments.tsx'
import type { FaultBook } from '../registry/use-trial.ts'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { optionsOf, VISIT_WORDS, WISH_WORDS } from './words.ts'

type Ledger = Out<'readMobilisation'>
type Wish = In<'recordWishes'>['rows'][number]['wish']
type Visit = In<'recordVisits'>['visits'][number]['kind']

const done = (): void => undefined
const countOf = (typed: string): number | null =>
  /^\d{1,6}$/.test(typed.trim()) ? Number(typed.trim()) : null

/** What a household wishes, and what it would bring. */
export function WishDialog(props: {
  projectId: string
  household: Ledger['rows'][number]
  close: () => void
}): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const { household } = props
  const last = household.wish
  const [wish, setWish] = useState<Wish>(last?.wish ?? 'undecided')
  const [on, setOn] = useState<string>(clock.today)
  const [landMu, setLandMu] = useState(last?.landMu ?? '0')
  const [cash, setCash] = useState(last?.cash ?? '0')
  const [days, setDays] = useState(String(last?.workdays ?? 0))
  const [note, setNote] = useState(last?.note ?? '')
  const brings = wish !== 'unwilling'
  const workdays = countOf(days)
  const row =
    on === '' || (brings && workdays === null)
      ? null
      : {
          householdId: household.householdId,
          wish,
          on,
          note: note.trim(),
          ...(brings ? { landMu: landMu.trim(), cash: cash.trim(), workdays: workdays ?? 0 } : {}),
        }
  return (
    <WriteDialog
      title={t('mob.recordFor', { name: household.headName })}
      confirm={t('common.save')}
      verb="recordWishes"
      input={row === null ? null : { projectId: props.projectId, rows: [row] }}
      close={props.close}
      onDone={done}
    >
      {(faults) => (
        <>
          <Segments
            legend={t('mob.wish')}
            titled
            value={wish}
            options={optionsOf(WISH_WORDS, say) as { value: Wish; label: string }[]}
            onChange={setWish}
          />
          <DayField label={t('mob.on')} value={on} max={clock.today} onChange={setOn} />
          {brings ? (
            <Brings
              typed={{ landMu, cash, days }}
              faults={faults}
              onChange={{ landMu: setLandMu, cash: setCash, days: setDays }}
            />
          ) : null}
          <TextArea label={t('mob.note')} rows={2} value={note} onChange={setNote} />
        </>
      )}
    </WriteDialog>
  )
}

type Brought = Readonly<Record<'landMu' | 'cash' | 'days', string>>

function Brings(props: {
  typed: Brought
  faults: FaultBook
  onChange: Readonly<Record<keyof Brought, (value: string) => void>>
}): ReactElement {
  const t = useT()
  const { typed, faults, onChange } = props
  return (
    <div className="columns-2">
      <TextField
        label={t('mob.land')}
        inputMode="decimal"
        value={typed.landMu}
        error={faults.at('landMu')}
        onChange={onChange.landMu}
      />
      <TextField
        label={t('mob.cash')}
        inputMode="decimal"
        value={typed.cash}
        error={faults.at('cash')}
        onChange={onChange.cash}
      />
      <TextField
        label={t('mob.days')}
        inputMode="numeric"
        value={typed.days}
        error={countOf(typed.days) === null ? t('acc.wrong') : null}
        onChange={onChange.days}
      />
    </div>
  )
}

/** A visit with the households it reached, a meeting with how many came. */
export function VisitDialog(props: {
  projectId: string
  ledger: Ledger
  close: () => void
}): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const [kind, setKind] = useState<Visit>('visit')
  const [on, setOn] = useState<string>(clock.today)
  const [visitors, setVisitors] = useState('')
  const [place, setPlace] = useState('')
  const [attended, setAttended] = useState('')
  const [note, setNote] = useState('')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const people = attended.trim() === '' ? undefined : (countOf(attended) ?? undefined)
  const input =
    visitors.trim() === '' || on === ''
      ? null
      : {
          projectId: props.projectId,
          visits: [
            {
              kind,
              on,
              visitors: visitors.trim(),
              place: place.trim(),
              note: note.trim(),
              householdIds: [...chosen],
              ...(people === undefined ? {} : { attended: people }),
            },
          ],
        }
  return (
    <WriteDialog
      title={t('mob.addVisit')}
      confirm={t('common.save')}
      verb="recordVisits"
      input={input}
      close={props.close}
      onDone={done}
    >
      {(faults) => (
        <>
          <KindField kind={kind} onChange={setKind} />
          <div className="columns-2">
            <DayField label={t('mob.on')} value={on} max={clock.today} onChange={setOn} />
            <TextField
              label={t('mob.visitors')}
              value={visitors}
              error={faults.at('visitors')}
              onChange={setVisitors}
            />
            {kind === 'visit' ? null : (
              <Gathering
                place={place}
                attended={attended}
                onPlace={setPlace}
                onAttended={setAttended}
              />
            )}
          </div>
          {kind === 'visit' ? (
            <Households rows={props.ledger.rows} chosen={chosen} onChange={setChosen} />
          ) : null}
          <TextArea label={t('mob.said')} rows={3} value={note} onChange={setNote} />
        </>
      )}
    </WriteDialog>
  )
}

function KindField(props: { kind: Visit; onChange: (kind: Visit) => void }): ReactElement {
  const t = useT()
  return (
    <Segments
      legend={t('mob.kind')}
      titled
      value={props.kind}
      options={optionsOf(VISIT_WORDS, say) as { value: Visit; label: string }[]}
      onChange={props.onChange}
    />
  )
}

/** Where a meeting was held, and how many came. */
function Gathering(props: {
  place: string
  attended: string
  onPlace: (place: string) => void
  onAttended: (attended: string) => void
}): ReactElement {
  const t = useT()
  return (
    <>
      <TextField label={t('mob.place')} value={props.place} onChange={props.onPlace} />
      <TextField
        label={t('mob.attended')}
        inputMode="numeric"
        value={props.attended}
        onChange={props.onAttended}
      />
    </>
  )
}

function Households(props: {
  rows: Ledger['rows']
  chosen: ReadonlySet<string>
  onChange: (chosen: ReadonlySet<string>) => void
}): ReactElement {
  const t = useT()
  const toggle = (id: string): void => {
    const next = new Set(props.chosen)
    if (!next.delete(id)) next.add(id)
    props.onChange(next)
  }
  return (
    <fieldset className="choice stack-tight">
      <legend>{t('mob.which')}</legend>
      <div className="household-picks">
        {props.rows.map((row) => (
          <label key={row.householdId} className="check">
            <input
              type="checkbox"
              checked={props.chosen.has(row.householdId)}
              onChange={() => toggle(row.householdId)}
            />
            {asWritten(row.headName)} <span className="muted small">{row.number}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
