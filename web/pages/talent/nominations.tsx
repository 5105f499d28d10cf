import { type ReactElement, useState } from 'react'
import { useT } from '../../locale/talent.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { useRead } from '../../query.ts'
import { useMe } from '../../session.tsx'
import { type Column, DataTable, usePage } from '../../ui/data-table.tsx'
import { DayField, SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { Tag } from '../../ui/page.tsx'
import { Empty } from '../../ui/state.tsx'
import { type Picked, UnitPicker } from '../../ui/unit-picker.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import type { In, Out } from '../../api.ts'
import { RESERVE_TONES, RESERVE_WORDS } from './words.ts'

type Row = Out<'listNominations'>['rows'][number]

/** What a town nominated and what became of it; how somebody is led on it does not see. */
export function Nominations(): ReactElement {
  const t = useT()
  const { limit, offset } = usePage()
  const [adding, setAdding] = useState(false)
  const read = useRead('listNominations', { limit, offset })
  const { total = 0, waiting = 0 } = read.data ?? {}
  return (
    <>
      <p className="muted talent-gap">{t('nomination.sentence', { n: total, waiting })}</p>
      <DataTable
        name="nominations"
        label={t('talent.tabNominations')}
        columns={useNominationColumns()}
        rows={read.data?.rows}
        rowKey={(row) => row.reserveId}
        error={read.error}
        retry={() => void read.refetch()}
        empty={<Empty title={t('reserve.none')} hint={t('reserve.noneHint')} />}
        {...(read.data === undefined ? {} : { total })}
        filters={
          <button type="button" className="button button-primary" onClick={() => setAdding(true)}>
            {t('reserve.nominate')}
          </button>
        }
      />
      {adding ? <Nominate close={() => setAdding(false)} /> : null}
    </>
  )
}

function useNominationColumns(): readonly Column<Row>[] {
  const t = useT()
  return [
    {
      key: 'person',
      title: t('reserve.person'),
      cell: (row) => (
        <div className="talent-cell">
          <strong>{asWritten(row.person.name)}</strong>
          <span className="muted small">
            {asWritten(row.town.name)} {asWritten(row.village.name)}
          </span>
        </div>
      ),
    },
    { key: 'source', title: t('reserve.source'), cell: (row) => say(row.source) },
    { key: 'direction', title: t('reserve.direction'), cell: (row) => asWritten(row.direction) },
    {
      key: 'state',
      title: t('reserve.state'),
      cell: (row) => (
        <div className="talent-cell">
          <StateTag state={row.state} />
          {row.returned === null ? null : (
            <span className="muted small">
              {t('reserve.returned', { reason: asWritten(row.returned) })}
            </span>
          )}
        </div>
      ),
    },
    {
      key: 'on',
      title: t('points.on'),
      cell: (row) => (
        <span className="muted small">
          {t('reserve.nominatedLine', { day: row.nominatedOn, by: asWritten(row.by) })}
        </span>
      ),
    },
  ]
}

export function StateTag({ state }: { state: Row['state'] }): ReactElement {
  const tone = RESERVE_TONES[state]
  return <Tag {...(tone === undefined ? {} : { tone })}>{say(RESERVE_WORDS[state])}</Tag>
}

function useNomination() {
  const { clock } = useMe()
  const rules = useRead('readTalentRules', {})
  const [village, setVillage] = useState<Picked | null>(null)
  const [person, setPerson] = useState<Picked | null>(null)
  const [source, setSource] = useState('')
  const [direction, setDirection] = useState('')
  const [reason, setReason] = useState('')
  const [consentOn, setOn] = useState<string>(clock.today)
  const [consentPaper, setPaper] = useState('')
  const words = [source, direction.trim(), reason.trim(), consentPaper.trim()]
  const ready = village !== null && person !== null && words.every((one) => one !== '')
  const input: In<'nominateReserve'> | null = ready
    ? {
        villageId: village.id,
        personId: person.id,
        source,
        direction: direction.trim(),
        reason: reason.trim(),
        consentOn,
        consentPaper: consentPaper.trim(),
      }
    : null
  const values = { village, person, source, direction, reason, consentOn, consentPaper, input }
  const set = { setVillage, setPerson, setSource, setDirection, setReason, setOn, setPaper }
  return { ...values, ...set, sources: rules.data?.rules.reserve.sources ?? [] }
}

/** Who, from where, why, and that the person agreed. */
export function Nominate({ close }: { close: () => void }): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const form = useNomination()
  const { village, person, source, direction, reason, consentOn, consentPaper } = form
  return (
    <WriteDialog
      wide
      title={t('reserve.nominate')}
      confirm={t('reserve.nominate')}
      verb="nominateReserve"
      input={form.input}
      close={close}
      onDone={() => undefined}
    >
      {(faults) => (
        <div className="columns-2">
          <UnitPicker
            label={t('posting.village')}
            kind="village"
            value={village}
            onChange={form.setVillage}
          />
          <div>
            <UnitPicker
              label={t('reserve.person')}
              kind="person"
              value={person}
              onChange={form.setPerson}
            />
            <p className="field-error">{faults.at('personId')}</p>
          </div>
          <SelectField
            label={t('reserve.source')}
            value={source}
            placeholder={t('points.pick')}
            options={form.sources.map(({ key, title }) => ({
              value: key,
              label: say(title),
            }))}
            onChange={form.setSource}
          />
          <TextField
            label={t('reserve.direction')}
            value={direction}
            onChange={form.setDirection}
          />
          <TextArea label={t('reserve.reason')} value={reason} onChange={form.setReason} />
          <div className="stack">
            <TextField
              label={t('reserve.consentPaper')}
              hint={t('reserve.consentHint')}
              value={consentPaper}
              onChange={form.setPaper}
            />
            <DayField
              label={t('reserve.consentOn')}
              value={consentOn}
              max={clock.today}
              onChange={form.setOn}
            />
          </div>
        </div>
      )}
    </WriteDialog>
  )
}
