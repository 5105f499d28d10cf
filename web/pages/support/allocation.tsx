import { useParams } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import { download, type Out } from '../../api.ts'
import { useT } from '../../locale/support.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { ownUnit, useMay, useMe } from '../../session.tsx'
import { DayField, TextArea, TextField } from '../../ui/field.tsx'
import { Money, showYuan } from '../../ui/figures.tsx'
import { Facts, Notice, PageHead, Panel, Tag } from '../../ui/page.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { LinkDialog } from './link.tsx'
import { StateTag, Sums, Toned, Way } from './parts.tsx'
import {
  BASIS_WORDS,
  CLASS_WORDS,
  DECIDER_WORDS,
  LEVEL_WORDS,
  LINK_TONES,
  LINK_WORDS,
  showPoints,
} from './words.ts'
import './support.css'

type Read = Out<'readSupportAllocation'>
type Candidate = NonNullable<Read['candidates']>[number]
type Act = 'back' | { readonly link: Candidate } | { readonly unlink: string }

/** What became of one allocation: decided, arrived, used, left; every fen opens to its voucher. */
export default function AllocationPage(): ReactElement {
  const { unitId = '', allocationId = '' } = useParams({ strict: false })
  const read = useRead('readSupportAllocation', { unitId, allocationId })
  return (
    <div className="page">
      <Loaded read={read}>{(data) => <Whole data={data} />}</Loaded>
    </div>
  )
}

function Whole({ data }: { data: Read }): ReactElement {
  const t = useT()
  const may = useMay()
  const own = ownUnit(useMe())
  const [act, setAct] = useState<Act | null>(null)
  const close = (): void => setAct(null)
  const { allocation } = data
  const { money } = allocation
  const at = { unitId: allocation.unit.id, allocationId: allocation.allocationId }
  const notice = (format: 'pdf' | 'docx') => (): void =>
    void download('printSupportNotice', { ...at, format })
  return (
    <>
      <PageHead
        trail={[
          {
            key: 'support',
            node: <Go to={paths.support({ tab: 'allocations' })}>{t('support.title')}</Go>,
          },
        ]}
        title={asWritten(`${allocation.number} ${allocation.unit.name}`)}
        marks={<StateTag state={allocation.state} />}
        sentence={t('way.label', {
          arrived: showYuan(money.arrived) ?? '',
          used: showYuan(money.used) ?? '',
          waiting: showYuan(money.waiting) ?? '',
        })}
        actions={
          <>
            <button type="button" className="button" onClick={notice('pdf')}>
              {t('trace.notice')}
            </button>
            <button type="button" className="button" onClick={notice('docx')}>
              {t('support.word')}
            </button>
            {may('takeBackSupport') && own?.id === allocation.fund.unitId ? (
              <button type="button" className="button button-danger" onClick={() => setAct('back')}>
                {t('trace.back')}
              </button>
            ) : null}
          </>
        }
      />
      <Way money={money} />
      <Sums
        sums={[
          { label: t('sum.net'), value: money.net },
          { label: t('sum.arrived'), value: money.arrived },
          { label: t('sum.used'), value: money.used },
          { label: t('trace.asset'), value: allocation.asset },
          { label: t('sum.left'), value: money.left },
        ]}
      />
      {allocation.broken > 0 ? <Notice tone="fail">{t('trace.broken')}</Notice> : null}
      <Decision data={data} />
      {data.links === null ? (
        <Notice tone="info">{t('trace.noBooks')}</Notice>
      ) : (
        <>
          <Links links={data.links} unlink={(linkId) => setAct({ unlink: linkId })} />
          {may('linkSupport') ? (
            <Candidates rows={data.candidates ?? []} link={(link) => setAct({ link })} />
          ) : null}
        </>
      )}
      <Members data={data} />
      {act === null ? null : <Acting data={data} act={act} close={close} />}
    </>
  )
}

function Acting(props: { data: Read; act: Act; close: () => void }): ReactElement {
  const t = useT()
  const { data, act, close } = props
  const { unit, allocationId, number } = data.allocation
  if (act === 'back') return <TakeBack data={data} close={close} />
  return 'link' in act ? (
    <LinkDialog
      unitId={unit.id}
      allocationId={allocationId}
      number={number}
      line={act.link}
      amount={act.link.free}
      close={close}
    />
  ) : (
    <ReasonDialog
      title={t('link.undo')}
      confirm={t('link.undo')}
      danger
      verb="unlinkSupport"
      input={(reason) => ({ unitId: unit.id, linkId: act.unlink, reason })}
      close={close}
    />
  )
}

function Decision({ data }: { data: Read }): ReactElement {
  const t = useT()
  const { allocation, score, returns } = data
  const { fund } = allocation
  return (
    <Panel title={t('trace.decision')}>
      <Facts
        columns={2}
        facts={[
          {
            label: t('alloc.fund'),
            value: `${asWritten(fund.title)} · ${fund.year} · ${say(LEVEL_WORDS[fund.level])}`,
          },
          { label: t('fund.document'), value: asWritten(fund.document) },
          { label: t('fund.code'), value: fund.code },
          { label: t('fund.purpose'), value: asWritten(allocation.purpose) },
          { label: t('alloc.why'), value: asWritten(allocation.basis) },
          {
            label: t('allocate.decision'),
            value: `${say(DECIDER_WORDS[allocation.decidedBy])} ${asWritten(allocation.decision)} ${allocation.decidedOn}`,
          },
        ]}
      />
      {score === null ? (
        <p className="muted small">{t('trace.unscored')}</p>
      ) : (
        <p className="muted small">
          {t('alloc.points', {
            points: showPoints(allocation.points ?? 0),
            place: allocation.place ?? 0,
            among: allocation.among ?? 0,
          })}
          {' — '}
          {score
            .map(
              (one) =>
                `${say(one.title)} ${showPoints(one.points)}/${showPoints(one.of)}${one.value !== null && one.value in CLASS_WORDS ? ` (${say(CLASS_WORDS[one.value as keyof typeof CLASS_WORDS])})` : ''}`,
            )
            .join(' · ')}
        </p>
      )}
      {returns.length === 0 ? null : (
        <ul className="support-list">
          {returns.map((one) => (
            <li key={`${one.on}${one.amount}`} className="support-line">
              <span>
                <Tag tone="depends">{t('trace.back')}</Tag> <span className="num">{one.on}</span>{' '}
                {asWritten(`${one.document} ${one.reason}`)}
              </span>
              <Money value={one.amount} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

function Links(props: {
  links: NonNullable<Read['links']>
  unlink: (linkId: string) => void
}): ReactElement {
  const t = useT()
  const may = useMay()
  return (
    <Panel title={t('trace.links')} hint={t('trace.linksHint')}>
      {props.links.length === 0 ? (
        <Empty title={t('trace.noLinks')} hint={t('trace.noLinksHint')} />
      ) : (
        <ul className="support-list">
          {props.links.map((one) => (
            <li key={one.linkId} className="support-line">
              <div>
                <Toned tone={LINK_TONES[one.kind]}>{say(LINK_WORDS[one.kind])}</Toned>{' '}
                {one.asset ? <Tag>{t('trace.assetTag')}</Tag> : null}{' '}
                {one.broken ? <Tag tone="fail">{t('alloc.broken')}</Tag> : null}{' '}
                <Go to={paths.voucher(one.coop.id, one.voucherId)}>
                  <span className="num">{one.on}</span> {asWritten(one.voucher)}
                </Go>{' '}
                <span className="num">{one.account}</span>
                <p className="muted small">
                  {asWritten(one.summary)}
                  {one.note === '' ? '' : ` · ${asWritten(one.note)}`} · {asWritten(one.by)}
                </p>
                {one.withdrawn === null ? null : (
                  <p className="muted small">
                    {asWritten(t('link.undone', { on: one.withdrawn.on, why: one.withdrawn.why }))}
                  </p>
                )}
              </div>
              <span className="support-cell">
                <Money value={one.amount} />
                {one.withdrawn === null && may('unlinkSupport') ? (
                  <button
                    type="button"
                    className="button-link"
                    onClick={() => props.unlink(one.linkId)}
                  >
                    {t('link.undo')}
                  </button>
                ) : null}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

function Candidates(props: {
  rows: readonly Candidate[]
  link: (row: Candidate) => void
}): ReactElement | null {
  const t = useT()
  if (props.rows.length === 0) return null
  return (
    <Panel title={t('trace.candidates')} hint={t('trace.candidatesHint')}>
      <ul className="support-list">
        {props.rows.map((row) => (
          <li key={`${row.voucherId}/${row.line}`} className="support-line">
            <div>
              <Toned tone={LINK_TONES[row.kind]}>{say(LINK_WORDS[row.kind])}</Toned>{' '}
              <span className="num">{row.on}</span> {asWritten(row.voucher)}{' '}
              <span className="num">{row.account}</span> {asWritten(row.party ?? '')}
              <p className="muted small">{asWritten(row.summary)}</p>
            </div>
            <span className="support-cell">
              <Money value={row.free} />
              <button type="button" className="button button-small" onClick={() => props.link(row)}>
                {t('link.do')}
              </button>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

/** Whose the money is: the members of the day it came, each an equal part (R30). */
function Members({ data }: { data: Read }): ReactElement | null {
  const t = useT()
  const { members, quantified } = data
  if (members === null) return null
  return (
    <Panel title={t('trace.members')} hint={t('trace.membersHint')}>
      <p>{t('trace.heads', { on: members.asOf, heads: members.heads, people: members.people })}</p>
      {quantified === null ? null : quantified.length === 0 ? (
        <p className="muted">{t('trace.notQuantified')}</p>
      ) : (
        <ul className="support-list">
          {quantified.map((one) => (
            <li key={`${one.voucherId}${one.on}`} className="support-line">
              <span>
                {t('trace.quantified', {
                  on: one.on,
                  heads: one.heads,
                  basis: say(BASIS_WORDS[one.basis] ?? { zh: one.basis, en: one.basis }),
                })}
              </span>
              <Money value={one.amount} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

function TakeBack({ data, close }: { data: Read; close: () => void }): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const { allocation } = data
  const [amount, setAmount] = useState(allocation.money.waiting)
  const [on, setOn] = useState<string>(clock.today)
  const [document, setDocument] = useState('')
  const [reason, setReason] = useState('')
  const ready = [amount, document, reason].every((word) => word.trim() !== '')
  return (
    <WriteDialog
      danger
      title={t('trace.back')}
      confirm={t('trace.back')}
      verb="takeBackSupport"
      input={
        ready
          ? {
              unitId: allocation.fund.unitId,
              allocationId: allocation.allocationId,
              amount: amount.trim(),
              on,
              document: document.trim(),
              reason: reason.trim(),
            }
          : null
      }
      close={close}
      onDone={() => undefined}
    >
      {(faults) => (
        <>
          <TextField
            label={t('allocate.amount')}
            hint={t('trace.backHint')}
            inputMode="decimal"
            value={amount}
            error={faults.at('amount')}
            onChange={setAmount}
          />
          <DayField label={t('fund.on')} value={on} max={clock.today} onChange={setOn} />
          <TextField label={t('fund.document')} value={document} onChange={setDocument} />
          <TextArea label={t('common.reason')} rows={2} value={reason} onChange={setReason} />
        </>
      )}
    </WriteDialog>
  )
}
