import { useParams } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/spending.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useAct, useRead } from '../../query.ts'
import { useMay, useMe } from '../../session.tsx'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { Money, showInstant, showYuan } from '../../ui/figures.tsx'
import { Facts, PageHead, Panel, Tag } from '../../ui/page.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Loaded, Refused } from '../../ui/state.tsx'
import { Ties } from './contract-form.tsx'
import { RecordDialog } from './contract-record.tsx'
import { ContractTag } from './contracts.tsx'
import { Paperwork } from './paperwork.tsx'
import { RouteView, useCoop } from './parts.tsx'
import { PaymentList, Quotes } from './request.tsx'
import { CONTRACT_KINDS, DIRECTIONS, RECORD_KINDS, TERM_KINDS } from './words.ts'

export type ContractData = Out<'readContract'>

/** One contract: where it stands, what falls due, who stands on the other side, what happened. */
export default function ContractPage(): ReactElement {
  const { contractId = '' } = useParams({ strict: false }) as { contractId?: string }
  const { coopId } = useCoop()
  const read = useRead('readContract', { coopId, contractId }, { enabled: coopId !== '' })
  return (
    <div className="page">
      <Loaded read={read} lines={10}>
        {(data) => <Content data={data} />}
      </Loaded>
    </div>
  )
}

function Content({ data }: { data: ContractData }): ReactElement {
  const t = useT()
  return (
    <>
      <PageHead
        title={data.title}
        marks={<ContractTag row={data} />}
        trail={[
          { key: 'list', node: <Go to={paths.contracts()}>{t('contract.title')}</Go> },
          { key: 'coop', node: asWritten(data.coopName) },
          { key: 'number', node: asWritten(data.number) },
        ]}
        sentence={`${asWritten(data.partner)} · ${say(DIRECTIONS[data.direction])} ${showYuan(data.amount) ?? ''} 元 · ${data.startsOn} — ${data.expiresOn}`}
        actions={<Acts data={data} />}
      />
      <div className="spend-form">
        <div className="stack">
          <Plan data={data} />
          <ContractFacts data={data} />
          <Happened data={data} />
        </div>
        <div className="stack">
          <Ties ties={data.ties} />
          {data.route.length === 0 ? null : (
            <Panel title={t('spend.route')}>
              <RouteView route={data.route} />
            </Panel>
          )}
          <Paperwork
            subject={{ coopId: data.coopId, about: 'contract', subjectId: data.contractId }}
            papers={data.quotes.length === 0 ? ['contract'] : ['contract', 'quotes']}
            came={data.papers}
          />
          <Versions data={data} />
        </div>
      </div>
    </>
  )
}

type Doing = 'submit' | 'record' | 'end' | null

function Acts({ data }: { data: ContractData }): ReactElement {
  const t = useT()
  const may = useMay()
  const me = useMe()
  const [doing, setDoing] = useState<Doing>(null)
  const close = (): void => setDoing(null)
  const { coopId, contractId, state } = data
  const running = state === 'in_force' || state === 'expired'
  if (!may('saveContract')) return <CaseLink data={data} />
  return (
    <>
      <CaseLink data={data} />
      {state === 'draft' || state === 'refused' ? (
        <button type="button" className="button button-primary" onClick={() => setDoing('submit')}>
          {t('contract.submit')}
        </button>
      ) : null}
      {running ? (
        <button type="button" className="button" onClick={() => setDoing('record')}>
          {t('contract.record')}
        </button>
      ) : null}
      {state === 'approving' || state === 'ended' ? null : (
        <Go to={paths.newContract({ coopId, contractId })} className="button">
          {t('contract.change')}
        </Go>
      )}
      {running ? (
        <button type="button" className="button" onClick={() => setDoing('end')}>
          {t('contract.end')}
        </button>
      ) : null}
      {doing === 'submit' ? <SubmitDialog data={data} close={close} /> : null}
      {doing === 'record' ? <RecordDialog data={data} close={close} /> : null}
      {doing === 'end' ? (
        <ReasonDialog
          title={t('contract.end')}
          confirm={t('contract.end')}
          verb="endContract"
          input={(reason) => ({ coopId, contractId, onDate: me.clock.today, reason })}
          close={close}
        />
      ) : null}
    </>
  )
}

function CaseLink({ data }: { data: ContractData }): ReactElement | null {
  const t = useT()
  if (data.case === null) return null
  return (
    <Go to={`/cases/${data.case.caseId}`} className="button">
      {t('contract.case')} {asWritten(data.case.number)}
    </Go>
  )
}

function SubmitDialog(props: { data: ContractData; close: () => void }): ReactElement {
  const t = useT()
  const act = useAct('submitContract')
  const { coopId, contractId, title } = props.data
  return (
    <ConfirmDialog
      open
      title={t('contract.submit')}
      confirm={t('contract.submit')}
      busy={act.isPending}
      onClose={props.close}
      onConfirm={() => act.mutate({ input: { coopId, contractId } }, { onSuccess: props.close })}
    >
      <p>{t('contract.submitBody', { what: title })}</p>
      {act.error === null ? null : <Refused error={act.error} write />}
    </ConfirmDialog>
  )
}

const byDay = (a: { dueOn: string }, b: { dueOn: string }): number => (a.dueOn < b.dueOn ? -1 : 1)

/** What is planned, with what is done and what is late. */
function Plan({ data }: { data: ContractData }): ReactElement | null {
  const t = useT()
  if (data.schedule.length === 0) return null
  return (
    <Panel title={t('contract.schedule')}>
      <ul className="due-list">
        {data.schedule.toSorted(byDay).map((term) => (
          <li key={term.line}>
            <span className="nowrap">{term.dueOn}</span>
            <span>
              <Tag
                {...(term.done
                  ? { tone: 'pass' as const }
                  : term.overdue
                    ? { tone: 'fail' as const }
                    : {})}
              >
                {say(TERM_KINDS[term.kind])}
                {term.done
                  ? ` · ${t('contract.done')}`
                  : term.overdue
                    ? ` · ${t('contract.late')}`
                    : ''}
              </Tag>
            </span>
            <span>{asWritten(term.text)}</span>
            {term.amount === null ? <span /> : <Money value={term.amount} />}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

const fact = (label: string, value: string | null): { label: string; value: string }[] =>
  value === null || value === '' ? [] : [{ label, value }]

function ContractFacts({ data }: { data: ContractData }): ReactElement {
  const t = useT()
  const { partnerFacts: facts } = data
  return (
    <Panel title={t('contract.facts')}>
      <Facts
        columns={2}
        facts={[
          { label: t('contract.kind'), value: say(CONTRACT_KINDS[data.kind]) },
          { label: t('contract.price'), value: asWritten(data.priceBasis) },
          { label: t('spend.paid'), value: <Money value={data.paid} /> },
          { label: t('contract.collected'), value: <Money value={data.collected} /> },
          ...fact(t('contract.signedOn'), data.signedOn),
          ...fact(t('contract.endReason'), data.endReason),
          ...fact(t('contract.creditCode'), facts.creditCode),
          ...fact(t('contract.legalRep'), facts.legalRep),
          ...fact(t('contract.phone'), facts.phone),
          ...fact(t('contract.account'), facts.account),
          ...fact(t('contract.address'), facts.address),
          ...fact(t('spend.singleSource'), data.singleSource),
        ]}
      />
      <Quotes quotes={data.quotes} />
    </Panel>
  )
}

/** What the books paid under the contract, and what people wrote down. */
function Happened({ data }: { data: ContractData }): ReactElement {
  const t = useT()
  return (
    <Panel title={t('contract.records')}>
      {data.payments.length === 0 ? null : (
        <PaymentList coopId={data.coopId} payments={data.payments} />
      )}
      {data.records.length === 0 && data.payments.length === 0 ? (
        <p className="muted">{t('contract.noRecords')}</p>
      ) : null}
      <ul className="due-list">
        {data.records.map((record, i) => (
          <li key={i}>
            <span className="nowrap">{record.onDate}</span>
            <Tag>{say(RECORD_KINDS[record.kind])}</Tag>
            <span>
              {asWritten(record.note)} <span className="muted small">{record.recordedBy}</span>
            </span>
            {record.amount === null ? <span /> : <Money value={record.amount} />}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function Versions({ data }: { data: ContractData }): ReactElement {
  const t = useT()
  return (
    <Panel title={t('contract.versions')}>
      <ol className="paper-names" reversed>
        {data.versions.toReversed().map((version) => (
          <li key={version.version} value={version.version}>
            <Money value={version.amount} /> {asWritten(version.reason)}{' '}
            <span className="muted small">
              {version.recordedBy} {showInstant(version.recordedAt)}
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  )
}
