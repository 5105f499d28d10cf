import { type ReactElement, useState } from 'react'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/division.ts'
import { say } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { ownUnit, useMay, useMe } from '../../session.tsx'
import { useAsOf } from '../../ui/as-of.tsx'
import { DayField, SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { Notice, Panel } from '../../ui/page.tsx'
import { Loaded } from '../../ui/state.tsx'
import { type Picked, UnitPicker } from '../../ui/unit-picker.tsx'
import { UnitPickers } from './unit-pickers.tsx'
import { PURPOSE_WORDS } from './words.ts'
import { WriteDialog } from './write-dialog.tsx'

type Pairing = Out<'listPairings'>['pairings'][number]

/** The 1+N pairings that hold, each with its end; and the forming of another. */
export function Pairings(): ReactElement {
  const t = useT()
  const may = useMay()
  const asOf = useAsOf()
  const list = useRead('listPairings', { asOf })
  const [forming, setForming] = useState(false)
  const [ending, setEnding] = useState<Pairing | null>(null)
  const [done, setDone] = useState(false)
  return (
    <Panel
      title={t('unions.pairings')}
      hint={t('pairing.hint')}
      id="pairings"
      extra={
        may('formPairing') ? (
          <button type="button" className="button" onClick={() => setForming(true)}>
            {t('pairing.form')}
          </button>
        ) : undefined
      }
    >
      {done ? <Notice tone="pass">{t('common.done')}</Notice> : null}
      <Loaded read={list} lines={2}>
        {(data) =>
          data.pairings.length === 0 ? (
            <p className="muted">{t('pairing.none')}</p>
          ) : (
            <PairingTable
              pairings={data.pairings}
              {...(may('endPairing') ? { onEnd: setEnding } : {})}
            />
          )
        }
      </Loaded>
      {forming ? (
        <FormPairing close={() => setForming(false)} onDone={() => setDone(true)} />
      ) : null}
      {ending === null ? null : (
        <EndPairing pairing={ending} close={() => setEnding(null)} onDone={() => setDone(true)} />
      )}
    </Panel>
  )
}

function PairingTable(props: {
  pairings: readonly Pairing[]
  onEnd?: (pairing: Pairing) => void
}): ReactElement {
  const t = useT()
  const { pairings, onEnd } = props
  return (
    <div className="table-scroll" tabIndex={0} role="group" aria-label={t('unions.pairings')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('unions.lead')}</th>
            <th scope="col">{t('unions.followers')}</th>
            <th scope="col">{t('unions.purpose')}</th>
            <th scope="col">{t('unions.tasks')}</th>
            <th scope="col">{t('common.from')}</th>
            {onEnd === undefined ? null : <th scope="col">{t('common.actions')}</th>}
          </tr>
        </thead>
        <tbody>
          {pairings.map((pairing) => (
            <tr key={pairing.id}>
              <th scope="row">
                <Go to={paths.coop(pairing.lead.id)}>{pairing.lead.name}</Go>
              </th>
              <td>
                <ul className="inline-list">
                  {pairing.followers.map((coop) => (
                    <li key={coop.id}>
                      <Go to={paths.coop(coop.id)}>{coop.name}</Go>
                    </li>
                  ))}
                </ul>
              </td>
              <td className="nowrap">{say(PURPOSE_WORDS[pairing.purpose])}</td>
              <td>{pairing.tasks}</td>
              <td className="nowrap">{pairing.validFrom}</td>
              {onEnd === undefined ? null : (
                <td>
                  <button type="button" className="button-link" onClick={() => onEnd(pairing)}>
                    {t('pairing.end')}
                  </button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface TypedPairing {
  readonly lead: Picked | null
  readonly followers: readonly Picked[]
  readonly purpose: Pairing['purpose']
  readonly agreement: string
  readonly tasks: string
  readonly from: string
}

const NO_PAIRING: TypedPairing = {
  lead: null,
  followers: [],
  purpose: 'quality',
  agreement: '',
  tasks: '',
  from: '',
}

function pairingOf(typed: TypedPairing, unitId: string): In<'formPairing'> | null {
  const { lead, followers, purpose, from } = typed
  const [agreement, tasks] = [typed.agreement.trim(), typed.tasks.trim()]
  if (lead === null || followers.length === 0 || agreement === '' || from === '') return null
  const followerIds = followers.map((coop) => coop.id)
  return { unitId, leadId: lead.id, purpose, followerIds, agreement, tasks, from }
}

function FormPairing(props: { close: () => void; onDone: () => void }): ReactElement {
  const t = useT()
  const me = useMe()
  const [typed, setTyped] = useState({ ...NO_PAIRING, from: me.clock.today })
  const set = (change: Partial<TypedPairing>): void => setTyped({ ...typed, ...change })
  return (
    <WriteDialog
      wide
      title={t('pairing.form')}
      confirm={t('pairing.form')}
      verb="formPairing"
      input={pairingOf(typed, ownUnit(me)?.id ?? '')}
      close={props.close}
      onDone={props.onDone}
    >
      {(faults) => (
        <>
          <div className="columns-2">
            <UnitPicker
              label={t('unions.lead')}
              kind="coop"
              value={typed.lead}
              onChange={(lead) => set({ lead })}
            />
            <SelectField
              label={t('unions.purpose')}
              value={typed.purpose}
              onChange={(purpose) => set({ purpose: purpose as Pairing['purpose'] })}
              options={(['quality', 'scale'] as const).map((value) => ({
                value,
                label: say(PURPOSE_WORDS[value]),
              }))}
            />
          </div>
          <UnitPickers
            label={t('unions.followers')}
            kind="coop"
            several
            value={typed.followers}
            onChange={(followers) => set({ followers })}
          />
          <div className="columns-2">
            <TextField
              label={t('pairing.agreement')}
              value={typed.agreement}
              required
              error={faults.at('agreement')}
              onChange={(agreement) => set({ agreement })}
            />
            <DayField
              label={t('pairing.from')}
              value={typed.from}
              max={me.clock.today}
              onChange={(from) => set({ from })}
            />
          </div>
          <TextArea
            label={t('unions.tasks')}
            value={typed.tasks}
            onChange={(tasks) => set({ tasks })}
          />
        </>
      )}
    </WriteDialog>
  )
}

function EndPairing(props: {
  pairing: Pairing
  close: () => void
  onDone: () => void
}): ReactElement {
  const t = useT()
  const me = useMe()
  const { pairing } = props
  const [on, setOn] = useState(me.clock.today)
  const [reason, setReason] = useState('')
  const unitId = ownUnit(me)?.id ?? ''
  return (
    <WriteDialog
      title={t('pairing.endOf', { name: pairing.lead.name })}
      confirm={t('pairing.end')}
      danger
      verb="endPairing"
      input={
        on === '' || reason.trim() === ''
          ? null
          : { unitId, pairingId: pairing.id, on, reason: reason.trim() }
      }
      close={props.close}
      onDone={props.onDone}
    >
      {() => (
        <>
          <DayField label={t('pairing.endOn')} value={on} max={me.clock.today} onChange={setOn} />
          <TextField label={t('common.reason')} value={reason} required onChange={setReason} />
        </>
      )}
    </WriteDialog>
  )
}
