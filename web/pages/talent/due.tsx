import { type ReactElement, useState } from 'react'
import type { UseQueryResult } from '@tanstack/react-query'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/talent.ts'
import { asWritten } from '../../locale/translate.ts'
import { ownUnit, useMay, useMe } from '../../session.tsx'
import { DayField, TextField } from '../../ui/field.tsx'
import { Panel, Tag } from '../../ui/page.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import { type Picked, UnitPicker } from '../../ui/unit-picker.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'

type Row = Out<'listPostings'>['due'][number]

/** 选派村: which villages are to have a first secretary, gaps first. */
export function Due({ read }: { read: UseQueryResult<Out<'listPostings'>> }): ReactElement {
  const t = useT()
  const may = useMay()
  const { clock } = useMe()
  const county = ownUnit(useMe())?.kind === 'county'
  const [act, setAct] = useState<'add' | Row | null>(null)
  const close = (): void => setAct(null)
  const writes = may('markDueVillages') && county
  return (
    <Loaded read={read}>
      {({ due }) => {
        const rows = due.toSorted(
          (a, b) => Number(a.secretary !== null) - Number(b.secretary !== null),
        )
        const gaps = rows.filter(({ secretary }) => secretary === null).length
        return (
          <Panel
            title={t('talent.tabDue')}
            hint={t('due.sentence', { n: rows.length, gaps })}
            extra={
              writes ? (
                <button
                  type="button"
                  className="button button-primary"
                  onClick={() => setAct('add')}
                >
                  {t('due.add')}
                </button>
              ) : null
            }
          >
            {rows.length === 0 ? (
              <Empty title={t('due.none')} hint={t('due.noneHint')} />
            ) : (
              <DueList rows={rows} end={writes ? setAct : null} />
            )}
            {act === 'add' ? <Add close={close} /> : null}
            {act === null || act === 'add' ? null : (
              <ReasonDialog
                title={`${t('due.end')} · ${act.village.name}`}
                confirm={t('due.end')}
                verb="endDueVillage"
                input={(reason) => ({ villageId: act.village.id, on: clock.today, reason })}
                close={close}
              />
            )}
          </Panel>
        )
      }}
    </Loaded>
  )
}

function DueList(props: { rows: readonly Row[]; end: ((row: Row) => void) | null }): ReactElement {
  const t = useT()
  const { rows, end } = props
  return (
    <ul className="plain-list talent-list">
      {rows.map((row) => (
        <li key={row.dueId}>
          <div>
            <strong>{asWritten(row.village.name)}</strong>{' '}
            <span className="muted">{asWritten(row.town.name)}</span>
            <p className="muted small">
              {asWritten(row.reason)} · <span className="num">{row.from}</span>
            </p>
          </div>
          <div className="row">
            {row.secretary === null ? (
              <Tag tone="fail">{t('due.gap')}</Tag>
            ) : (
              <span>
                {t('due.secretary')} {asWritten(row.secretary)}
              </span>
            )}
            {end !== null ? (
              <button type="button" className="button-link" onClick={() => end(row)}>
                {t('due.end')}
              </button>
            ) : null}
          </div>
        </li>
      ))}
    </ul>
  )
}

function Add({ close }: { close: () => void }): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const [village, setVillage] = useState<Picked | null>(null)
  const [reason, setReason] = useState('')
  const [from, setFrom] = useState<string>(clock.today)
  return (
    <WriteDialog
      title={t('due.add')}
      confirm={t('common.save')}
      verb="markDueVillages"
      input={
        village === null || reason.trim() === ''
          ? null
          : { rows: [{ villageId: village.id, reason: reason.trim(), from }] }
      }
      close={close}
      onDone={() => undefined}
    >
      {(faults) => (
        <>
          <UnitPicker
            label={t('posting.village')}
            kind="village"
            value={village}
            onChange={setVillage}
          />
          <TextField
            label={t('due.reason')}
            value={reason}
            error={faults.at('rows[0].villageId')}
            onChange={setReason}
          />
          <DayField label={t('due.from')} value={from} max={clock.today} onChange={setFrom} />
        </>
      )}
    </WriteDialog>
  )
}
