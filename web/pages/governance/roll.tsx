import { type ReactElement, useState } from 'react'
import { useT } from '../../locale/governance.ts'
import { asWritten, comma, say } from '../../locale/translate.ts'
import { useAct, useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { Tag } from '../../ui/page.tsx'
import { Loaded, Refused } from '../../ui/state.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { CHANNELS, DELIVERIES, type Meeting, type Roll } from './words.ts'

type Row = Roll['rows'][number]

/** Everybody entitled: told or not, here or not, and in which votes they took part. */
export function RollTab({ meeting }: { meeting: Meeting }): ReactElement {
  const roll = useRead('readMeetingRoll', { meetingId: meeting.meetingId }, { fresh: 3_000 })
  return (
    <Loaded read={roll} lines={10}>
      {(data) => <RollTable meeting={meeting} roll={data} />}
    </Loaded>
  )
}

function RollTable({ meeting, roll }: { meeting: Meeting; roll: Roll }): ReactElement {
  const t = useT()
  const [find, setFind] = useState('')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const word = find.trim()
  const rows = roll.rows.filter(
    ({ memberNumber, name }) => word === '' || memberNumber.includes(word) || name.includes(word),
  )
  const toggle = (id: string): void => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    setChosen(next)
  }
  const all = rows.length > 0 && rows.every(({ holderId }) => chosen.has(holderId))
  return (
    <div className="stack">
      <p className="muted">
        {roll.fixed ? t('r.fixed', { day: meeting.recordOn }) : t('r.notFixed')}
      </p>
      <RollActs meeting={meeting} roll={roll} chosen={chosen} done={() => setChosen(new Set())} />
      <div className="row">
        <TextField label={t('r.find')} type="search" value={find} onChange={setFind} />
      </div>
      <div className="table-scroll" tabIndex={0} role="group" aria-label={t('m.tab.roll')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">
                <input
                  type="checkbox"
                  aria-label={t('r.chooseAll')}
                  checked={all}
                  onChange={() =>
                    setChosen(all ? new Set() : new Set(rows.map(({ holderId }) => holderId)))
                  }
                />
              </th>
              <th scope="col">{t('r.number')}</th>
              <th scope="col">{t('r.name')}</th>
              <th scope="col" className="num">
                {t('r.votes')}
              </th>
              <th scope="col">{t('r.notice')}</th>
              <th scope="col">{t('r.here')}</th>
              <th scope="col">{t('r.parts')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <RollRow
                key={row.holderId}
                row={row}
                meeting={meeting}
                chosen={chosen.has(row.holderId)}
                toggle={() => toggle(row.holderId)}
              />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}

function RollRow(props: {
  row: Row
  meeting: Meeting
  chosen: boolean
  toggle: () => void
}): ReactElement {
  const t = useT()
  const { row, meeting } = props
  const positions = new Map(meeting.agenda.map(({ matterId, position }) => [matterId, position]))
  const parts = row.parts
    .map(({ matterId, channel }) => `${positions.get(matterId) ?? ''} ${say(CHANNELS[channel])}`)
    .toSorted()
    .join(comma())
  return (
    <tr>
      <td>
        <input
          type="checkbox"
          aria-label={row.name}
          checked={props.chosen}
          onChange={props.toggle}
        />
      </td>
      <td>{row.memberNumber}</td>
      <th scope="row" className="gov-name">
        {asWritten(row.name)}
        {row.proxy === null ? null : (
          <span className="muted small"> {t('r.proxy', { name: asWritten(row.proxy.name) })}</span>
        )}
      </th>
      <td className="num">{1 + row.additional}</td>
      <td>{row.how === null ? '—' : `${say(DELIVERIES[row.how])} ${row.deliveredOn ?? ''}`}</td>
      <td>
        {row.present === null ? (
          '—'
        ) : (
          <Tag tone="pass">
            {row.present === 'proxy'
              ? t('r.proxy', { name: asWritten(row.presentName ?? '') })
              : row.presentName === row.name || row.presentName === null
                ? t('r.here')
                : asWritten(row.presentName)}
          </Tag>
        )}
      </td>
      <td>{parts === '' ? '—' : parts}</td>
    </tr>
  )
}

interface ActProps {
  readonly meeting: Meeting
  readonly roll: Roll
  readonly chosen: ReadonlySet<string>
  readonly done: () => void
}

const ids = (some: readonly Row[]): string[] => some.map(({ holderId }) => holderId)

/** At the doors: who comes, who leaves, who takes ballots. */
function DoorActs(props: {
  meeting: Meeting
  picked: readonly Row[]
  done: () => void
}): ReactElement {
  const t = useT()
  const { meeting, picked, done } = props
  const { meetingId } = meeting
  const signIn = useAct('signMembersIn')
  const signOut = useAct('signMembersOut')
  const handOut = useAct('handOutBallots')
  const away = picked.filter(({ present }) => present === null)
  const here = picked.filter(({ present }) => present !== null)
  const voting = meeting.agenda.filter((one) => one.state === 'voting' && one.ballots.printed > 0)
  const settled = { onSuccess: done }
  const error = signIn.error ?? signOut.error ?? handOut.error
  return (
    <>
      <button
        type="button"
        className="button button-primary"
        disabled={away.length === 0}
        onClick={() => signIn.mutate({ input: { meetingId, holderIds: ids(away) } }, settled)}
      >
        {t('r.signInAll')}
      </button>
      <button
        type="button"
        className="button"
        disabled={here.length === 0}
        onClick={() => signOut.mutate({ input: { meetingId, holderIds: ids(here) } }, settled)}
      >
        {t('r.signOut')}
      </button>
      {voting.map((matter) => (
        <button
          key={matter.matterId}
          type="button"
          className="button"
          disabled={here.length === 0}
          onClick={() =>
            handOut.mutate(
              { input: { meetingId, matterId: matter.matterId, holderIds: ids(here) } },
              settled,
            )
          }
        >
          {t('r.handOut')} {matter.position}
        </button>
      ))}
      {error === null ? null : <Refused error={error} write />}
    </>
  )
}

/** What can be done with the chosen at this point of the meeting. */
function RollActs({ meeting, roll, chosen, done }: ActProps): ReactElement | null {
  const t = useT()
  const may = useMay()
  const [representing, setRepresenting] = useState(false)
  const deliver = useAct('recordDelivery')
  if (!may('signMembersIn')) return null
  const { meetingId, state } = meeting
  const picked = roll.rows.filter(({ holderId }) => chosen.has(holderId))
  const untold = picked.filter(({ how }) => how === null)
  const settled = { onSuccess: done }
  const { error } = deliver
  return (
    <div className="stack">
      <div className="row">
        {state === 'notified' || state === 'open' ? (
          <>
            {state === 'notified' ? (
              <button
                type="button"
                className="button"
                disabled={untold.length === 0}
                onClick={() =>
                  deliver.mutate(
                    { input: { meetingId, how: 'print', holderIds: ids(untold) } },
                    settled,
                  )
                }
              >
                {t('r.deliverAll')}
              </button>
            ) : null}
            <button type="button" className="button" onClick={() => setRepresenting(true)}>
              {t('r.represent')}
            </button>
          </>
        ) : null}
        {state === 'open' ? <DoorActs {...{ meeting, picked, done }} /> : null}
      </div>
      {error === null ? null : <Refused error={error} write />}
      {representing ? (
        <RepresentDialog meeting={meeting} roll={roll} close={() => setRepresenting(false)} />
      ) : null}
    </div>
  )
}

const optionsOf = (roll: Roll) =>
  roll.rows.map(({ holderId, memberNumber, name }) => ({
    value: holderId,
    label: `${memberNumber} ${name}`,
  }))

function RepresentDialog(props: { meeting: Meeting; roll: Roll; close: () => void }): ReactElement {
  const t = useT()
  const { meeting, roll, close } = props
  const [form, setForm] = useState({ holderId: '', toHolderId: '', name: '', document: '' })
  const [kind, setKind] = useState<'proxy' | 'representative'>(
    meeting.terms.proxies > 0 ? 'proxy' : 'representative',
  )
  const people = optionsOf(roll)
  const set = (key: keyof typeof form) => (value: string) => setForm({ ...form, [key]: value })
  const to = kind === 'proxy' ? { toHolderId: form.toHolderId } : { name: form.name.trim() }
  const said = [form.holderId, form.document.trim(), ...Object.values(to)]
  return (
    <WriteDialog
      title={t('r.represent')}
      confirm={t('r.represent')}
      verb="appointProxy"
      input={
        said.includes('')
          ? null
          : {
              meetingId: meeting.meetingId,
              holderId: form.holderId,
              kind,
              document: form.document,
              ...to,
            }
      }
      close={close}
      onDone={() => undefined}
    >
      {() => (
        <>
          <SelectField
            label={t('r.representFor')}
            value={form.holderId}
            placeholder="—"
            onChange={set('holderId')}
            options={people}
          />
          <SelectField
            label={t('r.representKind')}
            value={kind}
            onChange={(value) => setKind(value as typeof kind)}
            options={(['proxy', 'representative'] as const).map((value) => ({
              value,
              label: t(`r.kind.${value}`),
            }))}
          />
          {kind === 'proxy' ? (
            <SelectField
              label={t('r.representTo')}
              value={form.toHolderId}
              placeholder="—"
              onChange={set('toHolderId')}
              options={people}
            />
          ) : (
            <TextField label={t('r.representName')} value={form.name} onChange={set('name')} />
          )}
          <TextField
            label={t('r.representPaper')}
            value={form.document}
            onChange={set('document')}
          />
        </>
      )}
    </WriteDialog>
  )
}
