import { type ReactElement, useState } from 'react'
import { formatFraction, fraction, parseFraction } from '../../../src/kernel/fraction.ts'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/desk.ts'
import { asWritten } from '../../locale/translate.ts'
import { useRead } from '../../query.ts'
import { useMay, useMe } from '../../session.tsx'
import { useAsOf } from '../../ui/as-of.tsx'
import { Day, Money, showPercent } from '../../ui/figures.tsx'
import { Facts, Panel } from '../../ui/page.tsx'
import { Popover } from '../../ui/popover.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import { AddBeneficiary, EndBeneficiary } from './beneficiary-forms.tsx'
import { AddFund, EndFund } from './fund-forms.tsx'
import { recorderName } from './words.ts'

type Assistance = Out<'readAssistance'>

/** The database's own list of statuses, as it comes over the wire. */
type Status = In<'endBeneficiary'>['status'] | 'added' | 'confirmed'
type Fund = Assistance['funds'][number]
type Beneficiary = Assistance['beneficiaries'][number]

type Asked =
  | { readonly what: 'add' }
  | { readonly what: 'list' | 'endFund'; readonly fund: Fund }
  | { readonly what: 'end' | 'confirm'; readonly one: Beneficiary }

/** The co-op's assistance shares: the funds, their terms, who benefits, and what may be done with them. */
export function AssistanceTab({ coopId }: { coopId: string }): ReactElement {
  const t = useT()
  const may = useMay()
  const asOf = useAsOf()
  const [asked, setAsked] = useState<Asked | null>(null)
  const assistance = useRead('readAssistance', { coopId, asOf })
  // What is written today cannot be written from the view of a past day.
  const writes = may('addAssistance') && asOf === undefined
  return (
    <Loaded read={assistance}>
      {(data) => {
        const add = writes ? (
          <button
            type="button"
            className="button button-primary"
            onClick={() => setAsked({ what: 'add' })}
          >
            {t('assist.add', { term: data.term })}
          </button>
        ) : null
        return (
          <div className="stack">
            {data.funds.length === 0 ? (
              <Empty title={t('assist.none')} action={add} />
            ) : (
              <div className="row">{add}</div>
            )}
            {data.funds.map((fund) => (
              <FundPanel key={fund.id} fund={fund} data={data} ask={writes ? setAsked : null} />
            ))}
            <Dialogs coopId={coopId} data={data} asked={asked} close={() => setAsked(null)} />
          </div>
        )
      }}
    </Loaded>
  )
}

function Dialogs(props: {
  coopId: string
  data: Assistance
  asked: Asked | null
  close: () => void
}): ReactElement | null {
  const t = useT()
  const { coopId, asked, data, close } = props
  switch (asked?.what) {
    case undefined:
      return null
    case 'add':
      return <AddFund coopId={coopId} term={data.term} close={close} />
    case 'list':
      return (
        <AddBeneficiary coopId={coopId} fund={asked.fund} left={leftOf(asked.fund)} close={close} />
      )
    case 'endFund':
      return <EndFund coopId={coopId} fund={asked.fund} close={close} />
    case 'end':
      return <EndBeneficiary coopId={coopId} beneficiary={asked.one} close={close} />
    case 'confirm':
      return (
        <ReasonDialog
          title={`${t('assist.confirmTitle')} · ${asked.one.name}`}
          confirm={t('assist.confirmOne')}
          verb="confirmBeneficiaries"
          input={(note) => ({ coopId, beneficiaryIds: [asked.one.id], note })}
          close={close}
        >
          <p>{t('assist.confirmBody')}</p>
        </ReasonDialog>
      )
  }
}

/** Units not given out yet: exact, whole or with decimals. */
function leftOf(fund: Fund): string {
  const [all, given] = [parseFraction(fund.units), parseFraction(fund.unitsGiven)]
  if (all === null || given === null) return fund.units
  const left = fraction(all.num * given.den - given.num * all.den, all.den * given.den)
  return left.den === 1n ? left.num.toString() : formatFraction(left)
}

function FundPanel(props: {
  fund: Fund
  data: Assistance
  ask: ((asked: Asked) => void) | null
}): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const { fund, data, ask } = props
  const people = data.beneficiaries.filter((one) => one.fundId === fund.id)
  const ended = fund.to !== null && fund.to <= clock.today
  return (
    <Panel
      title={
        fund.name.includes(data.term)
          ? fund.name
          : t('common.of', { what: data.term, name: fund.name })
      }
      extra={
        ask === null || ended ? undefined : (
          <div className="row">
            <button type="button" className="button" onClick={() => ask({ what: 'list', fund })}>
              {t('assist.addPerson')}
            </button>
            <button type="button" className="button" onClick={() => ask({ what: 'endFund', fund })}>
              {t('assist.endFund', { term: data.term })}
            </button>
          </div>
        )
      }
    >
      <FundFacts fund={fund} />
      <h3 className="panel-sub">
        {t('assist.beneficiaries')} · {fund.households} {t('common.households')} {fund.persons}{' '}
        {t('common.people')}
      </h3>
      {people.length === 0 ? (
        <p className="muted">{t('assist.none.inForce')}</p>
      ) : (
        <Beneficiaries rows={people} ask={ended ? null : ask} />
      )}
    </Panel>
  )
}

function FundFacts({ fund }: { fund: Fund }): ReactElement {
  const t = useT()
  return (
    <Facts
      columns={2}
      facts={[
        { label: t('assist.source'), value: fund.fundSource },
        { label: t('assist.document'), value: fund.fundDocument },
        { label: t('assist.titleOwner'), value: fund.titleOwner },
        { label: t('assist.amount'), value: <Money value={fund.amount} /> },
        { label: t('assist.units'), value: `${fund.unitsGiven} / ${fund.units}` },
        {
          label: t('assist.guaranteed'),
          value: fund.guaranteedRate === null ? t('common.none') : showPercent(fund.guaranteedRate),
        },
        { label: t('assist.floating'), value: t(fund.floating ? 'common.yes' : 'common.no') },
        {
          label: t('assist.cap'),
          value: fund.cap === null ? t('common.none') : <Money value={fund.cap} />,
        },
        { label: t('assist.conversion'), value: asWritten(fund.conversionRule) },
        { label: t('assist.term'), value: `${fund.from} – ${fund.to ?? t('common.open')}` },
      ]}
    />
  )
}

function Beneficiaries(props: {
  rows: readonly Beneficiary[]
  ask: ((asked: Asked) => void) | null
}): ReactElement {
  const t = useT()
  const { ask } = props
  return (
    <div className="table-scroll">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('assist.beneficiary')}</th>
            <th scope="col" className="num">
              {t('assist.persons')}
            </th>
            <th scope="col" className="num">
              {t('assist.units')}
            </th>
            <th scope="col">{t('assist.priority')}</th>
            <th scope="col">{t('assist.term')}</th>
            <th scope="col">{t('assist.checkedOn')}</th>
            <th scope="col">{t('assist.history')}</th>
            {ask === null ? null : <th scope="col">{t('assist.acts')}</th>}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">{row.name}</th>
              <td className="num">{row.persons}</td>
              <td className="num">{row.units}</td>
              <td>{t(`assist.priority.${row.priority}`)}</td>
              <td>
                {row.from} – {row.to ?? t('common.open')}
              </td>
              <td>{row.checkedOn}</td>
              <td>
                <History rows={row.history} />
              </td>
              {ask === null ? null : (
                <td>{row.to === null ? <RowActs one={row} ask={ask} /> : null}</td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function RowActs(props: { one: Beneficiary; ask: (asked: Asked) => void }): ReactElement {
  const t = useT()
  const { one, ask } = props
  return (
    <div className="row">
      <button type="button" className="button-link" onClick={() => ask({ what: 'confirm', one })}>
        {t('assist.confirmOne')}
      </button>
      <button type="button" className="button-link" onClick={() => ask({ what: 'end', one })}>
        {t('assist.endOne')}
      </button>
    </div>
  )
}

/** The last thing that happened, and everything before it behind a click. */
function History({ rows }: { rows: Beneficiary['history'] }): ReactElement {
  const t = useT()
  const last = rows.at(-1)
  if (last === undefined) return <>—</>
  const status = (row: Beneficiary['history'][number]): string =>
    t(`assist.status.${row.status as Status}`)
  return (
    <Popover className="button-link" button={status(last)}>
      <ol className="timeline">
        {rows.map((row, index) => (
          <li key={index}>
            <Day value={row.on} /> <strong>{status(row)}</strong> {row.note}{' '}
            <span className="muted">{recorderName(t, row.by)}</span>
          </li>
        ))}
      </ol>
    </Popover>
  )
}
