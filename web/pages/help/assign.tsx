import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/help.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { useRead } from '../../query.ts'
import { useMe } from '../../session.tsx'
import { DayField, SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { Notice } from '../../ui/page.tsx'
import { Segments } from '../../ui/segments.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { type Channel, CHANNEL_TITLES, type MatrixCell, type MatrixRow } from './words.ts'

const done = (): void => undefined

/** Helpers of a channel whom the caller may send, those with room first. */
function HelperField(props: {
  channel: Channel
  value: string
  onChange: (id: string) => void
  except?: string
}): ReactElement {
  const t = useT()
  const read = useRead('listHelpers', { channel: props.channel })
  const rows = (read.data?.rows ?? [])
    .filter((row) => row.mine && row.helperId !== props.except)
    .toSorted((a, b) => a.load - a.capacity - (b.load - b.capacity))
  if (read.data !== undefined && rows.length === 0) {
    return <Notice tone="info">{t('assign.nobody')}</Notice>
  }
  return (
    <SelectField
      label={t('assign.helper')}
      value={props.value}
      placeholder={t('assign.pick')}
      onChange={props.onChange}
      options={rows.map((row) => ({
        value: row.helperId,
        label: asWritten(
          t('assign.option', { ...row, post: row.post === '' ? row.home.name : row.post }),
        ),
      }))}
    />
  )
}

function Warnings({ rows }: { rows: Out<'assignHelpers'>['warnings'] }): ReactElement | null {
  const t = useT()
  if (rows.length === 0) return null
  return (
    <Notice tone="depends">
      <p>{t('assign.warnings')}</p>
      <ul className="notice-list">
        {rows.map((row) => (
          <li key={row.zh}>{asWritten(say(row))}</li>
        ))}
      </ul>
    </Notice>
  )
}

/** Puts a helper at a place; what that would make double or too much is said before it is done. */
export function Assign(props: {
  row: MatrixRow
  cell: MatrixCell
  close: () => void
}): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const { row, cell } = props
  const chooses = cell.channel === 'county_leader'
  const [helperId, setHelper] = useState('')
  const [from, setFrom] = useState<string>(clock.today)
  const [duties, setDuties] = useState('')
  const [document, setDocument] = useState('')
  const [level, setLevel] = useState<'town' | 'coop'>('town')
  const place = chooses ? (level === 'town' ? row.town : row.coop) : cell.place
  return (
    <WriteDialog
      title={t('assign.title', { channel: say(CHANNEL_TITLES[cell.channel]) })}
      confirm={t('help.assign')}
      verb="assignHelpers"
      input={
        helperId === '' || from === ''
          ? null
          : {
              unitId: place.id,
              rows: [{ placeId: place.id, helperId, from, duties, document }],
            }
      }
      close={props.close}
      onDone={done}
      preview={(answer) => <Warnings rows={answer.warnings} />}
    >
      {() => (
        <>
          {chooses ? (
            <Segments
              titled
              legend={t('assign.town')}
              value={level}
              onChange={setLevel}
              options={[
                { value: 'town', label: t('assign.atTown', { town: row.town.name }) },
                { value: 'coop', label: t('assign.atCoop') },
              ]}
            />
          ) : (
            <p>{asWritten(t('assign.where', { place: place.name }))}</p>
          )}
          <HelperField channel={cell.channel} value={helperId} onChange={setHelper} />
          <div className="columns-2">
            <DayField label={t('assign.from')} value={from} max={clock.today} onChange={setFrom} />
            <TextField label={t('assign.document')} value={document} onChange={setDocument} />
          </div>
          <TextArea label={t('assign.duties')} rows={2} value={duties} onChange={setDuties} />
        </>
      )}
    </WriteDialog>
  )
}

interface ActProps {
  readonly cell: MatrixCell
  readonly helper: MatrixCell['helpers'][number]
  readonly close: () => void
}

/** One helper for another, with reason and handover; the first stays in the history. */
export function Change({ cell, helper, close }: ActProps): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const [helperId, setHelper] = useState('')
  const [on, setOn] = useState<string>(clock.today)
  const [why, setWhy] = useState('')
  const [handover, setHandover] = useState('')
  const ready = [helperId, on, why, handover].every((one) => one.trim() !== '')
  return (
    <WriteDialog
      title={`${t('help.change')} · ${helper.name}`}
      confirm={t('help.change')}
      verb="changeHelper"
      input={
        ready
          ? {
              unitId: cell.place.id,
              assignmentId: helper.assignmentId,
              helperId,
              on,
              why: why.trim(),
              handover: handover.trim(),
            }
          : null
      }
      close={close}
      onDone={done}
      preview={(answer) => <Warnings rows={answer.warnings} />}
    >
      {(faults) => (
        <>
          <p>{asWritten(t('assign.where', { place: cell.place.name }))}</p>
          <HelperField
            channel={cell.channel}
            value={helperId}
            onChange={setHelper}
            except={helper.helperId}
          />
          <DayField
            label={t('assign.on')}
            value={on}
            min={helper.from}
            max={clock.today}
            onChange={setOn}
          />
          <TextField
            label={t('assign.why')}
            value={why}
            error={faults.at('why')}
            onChange={setWhy}
          />
          <TextArea
            label={t('assign.handover')}
            rows={3}
            value={handover}
            error={faults.at('handover')}
            onChange={setHandover}
          />
        </>
      )}
    </WriteDialog>
  )
}

export function End({ cell, helper, close }: ActProps): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const [on, setOn] = useState<string>(clock.today)
  const [why, setWhy] = useState('')
  const [handover, setHandover] = useState('')
  return (
    <WriteDialog
      danger
      title={`${t('help.end')} · ${helper.name}`}
      confirm={t('help.end')}
      verb="endHelp"
      input={
        why.trim() === '' || on === ''
          ? null
          : {
              unitId: cell.place.id,
              assignmentId: helper.assignmentId,
              on,
              why: why.trim(),
              handover: handover.trim(),
            }
      }
      close={close}
      onDone={done}
    >
      {(faults) => (
        <>
          <DayField
            label={t('assign.endOn')}
            value={on}
            min={helper.from}
            max={clock.today}
            onChange={setOn}
          />
          <TextField
            label={t('assign.why')}
            value={why}
            error={faults.at('why')}
            onChange={setWhy}
          />
          <TextArea label={t('assign.handover')} rows={2} value={handover} onChange={setHandover} />
        </>
      )}
    </WriteDialog>
  )
}
