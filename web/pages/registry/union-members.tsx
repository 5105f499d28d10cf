import { type ReactElement, useState } from 'react'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/division.ts'
import { say } from '../../locale/translate.ts'
import { useMe } from '../../session.tsx'
import { DayField, TextField } from '../../ui/field.tsx'
import { Notice } from '../../ui/page.tsx'
import type { Picked } from '../../ui/unit-picker.tsx'
import { Verdict } from '../../ui/verdict.tsx'
import { UnitPickers } from './unit-pickers.tsx'
import { WriteDialog } from './write-dialog.tsx'

type Union = Out<'readUnion'>

export interface Told {
  readonly on: string
  readonly reason: string
  readonly document: string
}

/** Day, reason and document: what every change of a union rests on. */
export function ToldFields(props: {
  told: Told
  set: (change: Partial<Told>) => void
  dayLabel: string
}): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const { told, set } = props
  return (
    <>
      <div className="columns-2">
        <DayField
          label={props.dayLabel}
          value={told.on}
          max={clock.today}
          onChange={(on) => set({ on })}
        />
        <TextField
          label={t('unionChange.document')}
          value={told.document}
          required
          onChange={(document) => set({ document })}
        />
      </div>
      <TextField
        label={t('common.reason')}
        value={told.reason}
        required
        onChange={(reason) => set({ reason })}
      />
    </>
  )
}

export const saidOf = (told: Told): Told | null => {
  const [reason, document] = [told.reason.trim(), told.document.trim()]
  return told.on === '' || reason === '' || document === ''
    ? null
    : { on: told.on, reason, document }
}

/** Takes co-ops in and lets co-ops go; the rule of three is judged while it is filled in. */
export function UnionMembers(props: {
  data: Union
  close: () => void
  onDone: () => void
}): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const { union, members } = props.data
  const [add, setAdd] = useState<readonly Picked[]>([])
  const [remove, setRemove] = useState<readonly string[]>([])
  const [told, setTold] = useState<Told>({ on: clock.today, reason: '', document: '' })
  const said = saidOf(told)
  const input: In<'changeUnionMembers'> | null =
    said === null || add.length + remove.length === 0
      ? null
      : { unionId: union.id, ...said, add: add.map((coop) => coop.id), remove: [...remove] }
  const after = members.length + add.length - remove.length
  const flip = (id: string): void =>
    setRemove(remove.includes(id) ? remove.filter((one) => one !== id) : [...remove, id])
  return (
    <WriteDialog
      title={t('unionChange.titleOf', { name: union.name })}
      confirm={t('unionChange.record')}
      verb="changeUnionMembers"
      input={input}
      close={props.close}
      onDone={props.onDone}
      preview={(answer) => <Findings answer={answer} />}
    >
      {() => (
        <>
          <Notice tone={after < 3 ? 'fail' : 'info'}>
            {t(after < 3 ? 'unionChange.tooFew' : 'unionChange.count', {
              before: members.length,
              after,
            })}
          </Notice>
          <UnitPickers
            label={t('unionChange.add')}
            hint={t('unionChange.addHint', { seat: union.seat.name })}
            kind="coop"
            several
            value={add}
            onChange={setAdd}
          />
          <fieldset className="choice stack-tight">
            <legend>{t('unionChange.remove')}</legend>
            {members.map((member) => (
              <label key={member.coop.id} className="check">
                <input
                  type="checkbox"
                  checked={remove.includes(member.coop.id)}
                  onChange={() => flip(member.coop.id)}
                />
                {member.coop.name}
              </label>
            ))}
          </fieldset>
          <ToldFields
            told={told}
            set={(change) => setTold({ ...told, ...change })}
            dayLabel={t('unionChange.on')}
          />
        </>
      )}
    </WriteDialog>
  )
}

function Findings({ answer }: { answer: Out<'changeUnionMembers'> }): ReactElement {
  return (
    <ul className="links">
      {answer.findings.map((finding) => (
        <li key={finding.rule}>
          <Verdict outcome={finding.outcome} /> {say(finding.text)}
        </li>
      ))}
    </ul>
  )
}

/** A union comes to its end; all memberships end with it. */
export function EndUnion(props: {
  data: Union
  close: () => void
  onDone: () => void
}): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const { union, members } = props.data
  const [told, setTold] = useState<Told>({ on: clock.today, reason: '', document: '' })
  const said = saidOf(told)
  return (
    <WriteDialog
      title={t('unionChange.endOf', { name: union.name })}
      confirm={t('unionChange.end')}
      danger
      verb="endUnion"
      input={said === null ? null : { unionId: union.id, ...said }}
      close={props.close}
      onDone={props.onDone}
    >
      {() => (
        <>
          <Notice tone="depends">{t('unionChange.endBody', { n: members.length })}</Notice>
          <ToldFields
            told={told}
            set={(change) => setTold({ ...told, ...change })}
            dayLabel={t('unionChange.endOn')}
          />
        </>
      )}
    </WriteDialog>
  )
}
