import { useParams } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import { addressOf, type Out } from '../../api.ts'
import { useT } from '../../locale/support.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay, useMe } from '../../session.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { DayField, TextArea, TextField } from '../../ui/field.tsx'
import { Maybe, Money, showYuan } from '../../ui/figures.tsx'
import { Facts, PageHead, Panel } from '../../ui/page.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { AllocateDialog } from './allocate.tsx'
import { FundKind } from './funds.tsx'
import { useAllocationColumns } from './parts.tsx'
import { LEVEL_WORDS } from './words.ts'
import './support.css'

type Read = Out<'readSupportFund'>

/** One fund: its document, its changes, who got what of it. */
export default function FundPage(): ReactElement {
  const { unitId = '', fundId = '' } = useParams({ strict: false })
  const read = useRead('readSupportFund', { unitId, fundId })
  return (
    <div className="page">
      <Loaded read={read}>{(fund) => <Whole fund={fund} />}</Loaded>
    </div>
  )
}

function Whole({ fund }: { fund: Read }): ReactElement {
  const t = useT()
  const may = useMay()
  const [act, setAct] = useState<'change' | 'allocate' | null>(null)
  const close = (): void => setAct(null)
  return (
    <>
      <PageHead
        trail={[
          {
            key: 'support',
            node: <Go to={paths.support({ tab: 'funds' })}>{t('support.tabFunds')}</Go>,
          },
        ]}
        title={asWritten(fund.title)}
        sentence={t('fund.sentence', {
          amount: showYuan(fund.amount) ?? '',
          allocated: showYuan(fund.allocated) ?? '',
          free: showYuan(fund.free) ?? '',
        })}
        actions={
          may('changeSupportFund') ? (
            <>
              <button type="button" className="button" onClick={() => setAct('change')}>
                {t('fund.change')}
              </button>
              <button
                type="button"
                className="button button-primary"
                onClick={() => setAct('allocate')}
              >
                {t('support.allocate')}
              </button>
            </>
          ) : null
        }
      />
      <Source fund={fund} />
      <Panel title={t('support.tabAllocations')} hint={t('alloc.hint')}>
        <DataTable
          name="support-fund-allocations"
          label={t('support.tabAllocations')}
          columns={useAllocationColumns(['fund'])}
          rows={fund.rows}
          rowKey={(row) => row.allocationId}
          empty={<Empty title={t('alloc.none')} />}
        />
      </Panel>
      {act === 'change' ? <Change fund={fund} close={close} /> : null}
      {act === 'allocate' ? <AllocateDialog fund={fund} close={close} /> : null}
    </>
  )
}

/** Its document, and how its amount came to be. */
function Source({ fund }: { fund: Read }): ReactElement {
  const t = useT()
  return (
    <>
      <Panel title={t('fund.source')}>
        <Facts
          columns={2}
          facts={[
            { label: t('fund.level'), value: say(LEVEL_WORDS[fund.level]) },
            { label: t('fund.year'), value: fund.year },
            { label: t('fund.issuer'), value: asWritten(fund.issuer) },
            { label: t('fund.document'), value: <Scan fund={fund} /> },
            { label: t('fund.documentOn'), value: fund.documentOn },
            { label: t('fund.code'), value: fund.code },
            { label: t('fund.kind'), value: <FundKind fund={fund} /> },
            { label: t('fund.purpose'), value: asWritten(fund.purpose) },
            { label: t('fund.restrictions'), value: <Maybe value={fund.restrictions} /> },
            { label: t('fund.holder'), value: asWritten(fund.unit.name) },
          ]}
        />
      </Panel>
      <Panel title={t('fund.changes')}>
        <ul className="support-list">
          {fund.changes.map((one, i) => (
            <li key={`${one.on}${one.change}${i}`} className="support-line">
              <div>
                <span className="num">{one.on}</span> {asWritten(one.document)}
                {one.reason === '' ? null : <p>{asWritten(one.reason)}</p>}
                <p className="muted small">{asWritten(one.by)}</p>
              </div>
              <Money value={one.change} />
            </li>
          ))}
        </ul>
      </Panel>
    </>
  )
}

function Scan({ fund }: { fund: Read }): ReactElement {
  if (fund.file === null) return <>{asWritten(fund.document)}</>
  const { url } = addressOf('readSupportFile', { unitId: fund.unit.id, fileId: fund.file.fileId })
  return (
    <a href={url} target="_blank" rel="noreferrer">
      {asWritten(fund.document)}
    </a>
  )
}

function Change({ fund, close }: { fund: Read; close: () => void }): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const [change, setChange] = useState('')
  const [on, setOn] = useState<string>(clock.today)
  const [document, setDocument] = useState('')
  const [reason, setReason] = useState('')
  const ready = change.trim() !== '' && document.trim() !== '' && reason.trim() !== ''
  return (
    <WriteDialog
      title={t('fund.change')}
      confirm={t('fund.change')}
      verb="changeSupportFund"
      input={
        ready
          ? {
              unitId: fund.unit.id,
              fundId: fund.fundId,
              change: change.trim(),
              on,
              document: document.trim(),
              reason: reason.trim(),
            }
          : null
      }
      close={close}
      onDone={() => undefined}
      preview={(answer) => (
        <p className="muted">
          {t('fund.changed', {
            amount: showYuan(answer.amount) ?? '',
            free: showYuan(answer.free) ?? '',
          })}
        </p>
      )}
    >
      {(faults) => (
        <>
          <TextField
            label={t('fund.delta')}
            hint={t('fund.deltaHint')}
            inputMode="decimal"
            value={change}
            error={faults.at('change')}
            onChange={setChange}
          />
          <DayField label={t('fund.on')} value={on} max={clock.today} onChange={setOn} />
          <TextField
            label={t('fund.document')}
            value={document}
            error={faults.at('document')}
            onChange={setDocument}
          />
          <TextArea
            label={t('common.reason')}
            rows={2}
            value={reason}
            error={faults.at('reason')}
            onChange={setReason}
          />
        </>
      )}
    </WriteDialog>
  )
}
