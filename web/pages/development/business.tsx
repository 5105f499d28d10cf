import { useParams } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/development.ts'
import { asWritten, comma, say } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay, useMe } from '../../session.tsx'
import { DayField, TextField } from '../../ui/field.tsx'
import { Money, showPercent, showYuan } from '../../ui/figures.tsx'
import { Facts, PageHead, Panel, Tag } from '../../ui/page.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Loaded } from '../../ui/state.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { BusinessDialog } from './business-form.tsx'
import { LinesPanel } from './business-lines.tsx'
import { RecordDialog } from './business-record.tsx'
import { activityOf, FORM_WORDS, sizeOf } from './form-words.ts'
import './development.css'

export type One = Out<'readBusiness'>
type Row = One['records'][number]

/** One form of business: what it is, what happened, and which lines of the books are its own. */
export default function BusinessPage(): ReactElement {
  const { coopId = '', businessId = '' } = useParams({ strict: false }) as {
    coopId?: string
    businessId?: string
  }
  const read = useRead('readBusiness', { coopId, businessId })
  return (
    <div className="page">
      <Loaded read={read} lines={8}>
        {(one) => <Content one={one} />}
      </Loaded>
    </div>
  )
}

function Content({ one }: { one: One }): ReactElement {
  const t = useT()
  const may = useMay()
  const [opened, setOpened] = useState<'edit' | 'end' | null>(null)
  const close = (): void => setOpened(null)
  return (
    <>
      <PageHead
        title={asWritten(one.name)}
        trail={[
          { key: 'list', node: <Go to={paths.forms({ tab: one.form })}>{t('form.title')}</Go> },
          { key: 'coop', node: <Go to={paths.coop(one.coop.id)}>{one.coop.name}</Go> },
        ]}
        marks={
          <>
            <Tag tone="accent">{say(FORM_WORDS[one.form])}</Tag>
            {one.endedOn === null ? null : <Tag>{`${t('form.ended')} ${one.endedOn}`}</Tag>}
          </>
        }
        sentence={[asWritten(sizeOf(t, one.terms)), ...activityOf(t, one)].join(comma())}
        actions={
          one.endedOn === null && may('saveBusiness') ? (
            <>
              <button type="button" className="button" onClick={() => setOpened('edit')}>
                {t('form.edit')}
              </button>
              <button type="button" className="button" onClick={() => setOpened('end')}>
                {t('form.end')}
              </button>
            </>
          ) : undefined
        }
      />
      <FactPanel one={one} />
      <Phases one={one} />
      <Records one={one} />
      <LinesPanel one={one} />
      <Versions one={one} />
      {opened === 'edit' ? <BusinessDialog form={one.form} business={one} close={close} /> : null}
      {opened === 'end' ? <EndDialog one={one} close={close} /> : null}
    </>
  )
}

function FactPanel({ one }: { one: One }): ReactElement {
  const t = useT()
  const { sums, bySector } = one
  const sectors = [bySector.first, bySector.second, bySector.third]
  return (
    <Panel title={t('biz.facts')}>
      <Facts
        columns={3}
        facts={[
          { label: t('form.since'), value: one.startedOn },
          { label: t('form.invest'), value: <Money value={sums.investment} /> },
          { label: t('form.income'), value: <Money value={sums.income} /> },
          { label: t('form.cost'), value: <Money value={sums.cost} /> },
          { label: t('form.added'), value: <Money value={one.added} /> },
          { label: t('form.dividend'), value: <Money value={sums.dividend} /> },
          ...(one.totals.yield === null
            ? []
            : [{ label: t('form.activity'), value: showPercent(one.totals.yield) }]),
          ...(one.form === 'complex'
            ? [
                {
                  label: t('biz.sector'),
                  value: sectors
                    .map(
                      (amount, i) =>
                        `${t(`line.sector${(i + 1) as 1 | 2 | 3}`)} ${showYuan(amount)}`,
                    )
                    .join(comma()),
                },
              ]
            : []),
          ...(one.terms.form === 'stake'
            ? [{ label: t('form.risk'), value: asWritten(one.terms.risk) }]
            : []),
        ]}
      />
      {one.cap === null ? null : (
        <p className="small">
          {t('biz.cap', {
            used: showYuan(one.cap.used) ?? one.cap.used,
            limit: showYuan(one.cap.limit) ?? one.cap.limit,
          })}{' '}
          {one.assessmentId === null ? null : (
            <Go to={paths.risk(one.assessmentId, one.coop.id)}>{t('biz.assessed')}</Go>
          )}
        </p>
      )}
    </Panel>
  )
}

function Phases({ one }: { one: One }): ReactElement | null {
  const t = useT()
  if (one.terms.form !== 'complex') return null
  return (
    <Panel
      title={t('biz.phases')}
      hint={one.terms.partners
        .map(({ name, part }) => `${asWritten(name)}(${asWritten(part)})`)
        .join(comma())}
    >
      <div className="table-scroll" tabIndex={0} role="group" aria-label={t('biz.phases')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('biz.phase')}</th>
              <th scope="col">{t('rec.from')}</th>
              <th scope="col">{t('rec.to')}</th>
              <th scope="col" className="right">
                {t('biz.planned')}
              </th>
              <th scope="col" className="right">
                {t('biz.invested')}
              </th>
            </tr>
          </thead>
          <tbody>
            {one.phases.map((phase) => (
              <tr key={phase.phase}>
                <th scope="row">{asWritten(phase.name)}</th>
                <td>{phase.from}</td>
                <td>{phase.to}</td>
                <td className="right">
                  <Money value={phase.planned} />
                </td>
                <td className="right">
                  <Money value={phase.invested} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  )
}

function Measured({ row }: { row: Row }): ReactElement {
  const t = useT()
  const { measures } = row
  switch (measures.form) {
    case 'tourism':
      return (
        <>
          {t('form.visitors', { n: measures.visitors })}
          {comma()}
          {t('form.bookings', { n: measures.bookings })}
        </>
      )
    case 'logistics':
      return <>{t('form.volume', { n: measures.volume })}</>
    case 'stake':
      return <>{t('form.announced', { n: showYuan(measures.announced) ?? measures.announced })}</>
    case 'processing':
      return <>{t('form.yield', measures)}</>
    case 'complex':
      return <>{t('rec.progress', measures)}</>
  }
}

function Records({ one }: { one: One }): ReactElement {
  const t = useT()
  const may = useMay()
  const [recording, setRecording] = useState(false)
  const [back, setBack] = useState<Row | null>(null)
  return (
    <Panel
      title={t('rec.title')}
      extra={
        one.endedOn === null && may('recordBusiness') ? (
          <button type="button" className="button" onClick={() => setRecording(true)}>
            {t('rec.new')}
          </button>
        ) : undefined
      }
    >
      {one.records.length === 0 ? (
        <p className="muted">{t('rec.none')}</p>
      ) : (
        <ul className="record-list">
          {one.records.map((row) => (
            <li key={row.recordId}>
              <span className="nowrap">
                {row.from} — {row.to}
              </span>
              <span>
                <Measured row={row} /> <span className="muted small">{asWritten(row.note)}</span>
              </span>
              <span className="muted small">{row.by}</span>
              <span>
                {row.withdrawn !== null ? (
                  <Tag>{t('rec.withdrawn', { why: asWritten(row.withdrawn) })}</Tag>
                ) : may('withdrawBusinessRecord') ? (
                  <button type="button" className="button-link" onClick={() => setBack(row)}>
                    {t('rec.withdraw')}
                  </button>
                ) : null}
              </span>
            </li>
          ))}
        </ul>
      )}
      {recording ? <RecordDialog one={one} close={() => setRecording(false)} /> : null}
      {back === null ? null : (
        <ReasonDialog
          title={t('rec.withdraw')}
          confirm={t('rec.withdraw')}
          verb="withdrawBusinessRecord"
          input={(reason) => ({ coopId: one.coop.id, recordId: back.recordId, reason })}
          close={() => setBack(null)}
        />
      )}
    </Panel>
  )
}

function Versions({ one }: { one: One }): ReactElement | null {
  const t = useT()
  if (one.versions.length < 2) return null
  return (
    <Panel title={t('biz.versions')}>
      <ul className="stack-tight plain-list">
        {one.versions.map((row) => (
          <li key={row.version}>
            {t('biz.version', {
              n: row.version,
              name: asWritten(row.name),
              reason: asWritten(row.reason),
              by: row.by,
            })}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function EndDialog({ one, close }: { one: One; close: () => void }): ReactElement {
  const t = useT()
  const me = useMe()
  const [on, setOn] = useState<string>(me.clock.today)
  const [reason, setReason] = useState('')
  return (
    <WriteDialog
      danger
      verb="endBusiness"
      title={t('form.end')}
      confirm={t('form.end')}
      input={
        reason.trim() === ''
          ? null
          : { coopId: one.coop.id, businessId: one.businessId, on, reason: reason.trim() }
      }
      close={close}
      onDone={() => undefined}
    >
      {(faults) => (
        <>
          <DayField label={t('form.endOn')} value={on} max={me.clock.today} onChange={setOn} />
          <TextField
            label={t('common.reason')}
            value={reason}
            required
            error={faults.at('reason')}
            onChange={setReason}
          />
        </>
      )}
    </WriteDialog>
  )
}
