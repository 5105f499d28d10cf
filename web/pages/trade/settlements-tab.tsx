import { type ReactElement, useState } from 'react'
import type { In } from '../../api.ts'
import { useT } from '../../locale/trade.ts'
import { asWritten } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay, useMe } from '../../session.tsx'
import { DayField } from '../../ui/field.tsx'
import { Money } from '../../ui/figures.tsx'
import { ClearFilters, FilterDay } from '../../ui/filters.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Facts, Panel, Tag } from '../../ui/page.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import { Pages } from '../ledger/pages.tsx'
import { showMicro } from './figures.ts'
import { SettlementForm } from './settlement-form.tsx'
import { ShareTable } from './share-table.tsx'
import type { Settlement } from './words.ts'

const PAGE = 50

/** What platforms paid for goods sold on members' behalf, divided among those who delivered. */
export function SettlementsTab({ coopId }: { coopId: string }): ReactElement {
  const [search] = useUrl()
  const open = search['settlement']
  if (open !== undefined) return <OneSettlement coopId={coopId} settlementId={open} />
  if (search['new'] === '1') return <SettlementForm coopId={coopId} />
  return <Listed coopId={coopId} />
}

function Listed({ coopId }: { coopId: string }): ReactElement {
  const t = useT()
  const may = useMay()
  const [search] = useUrl()
  const page = Math.max(1, Number(search['page'] ?? '1') || 1)
  const read = useRead('listSettlements', {
    coopId,
    from: search['from'] as In<'listSettlements'>['from'],
    to: search['to'] as In<'listSettlements'>['to'],
    limit: PAGE,
    offset: (page - 1) * PAGE,
  })
  return (
    <div className="data-table">
      <div className="data-bar no-print">
        <div className="data-filters">
          <FilterDay name="from" label={t('common.from')} />
          <FilterDay name="to" label={t('common.to')} />
          <ClearFilters names={['from', 'to']} />
        </div>
        {may('recordSettlement') ? (
          <Go
            to={paths.trade(coopId, { tab: 'settlements', new: '1' })}
            className="button button-primary"
          >
            <Icon name="add" /> {t('settle.add')}
          </Go>
        ) : null}
      </div>
      <Loaded read={read} lines={6}>
        {(data) =>
          data.rows.length === 0 ? (
            <Empty title={t('settle.none')} hint={t('settle.noneHint')} />
          ) : (
            <>
              <SettlementRows coopId={coopId} rows={data.rows} />
              <Pages total={data.total} page={page} size={PAGE} />
            </>
          )
        }
      </Loaded>
    </div>
  )
}

function SettlementRows(props: { coopId: string; rows: readonly Settlement[] }): ReactElement {
  const t = useT()
  const { coopId } = props
  return (
    <div className="table-scroll" tabIndex={0} role="group" aria-label={t('tab.settlements')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('settle.day')}</th>
            <th scope="col">{t('settle.platform')}</th>
            <th scope="col">{t('settle.number')}</th>
            {(['gross', 'fee', 'refunds', 'net', 'pool'] as const).map((key) => (
              <th key={key} scope="col" className="num">
                {t(`settle.${key}`)}
              </th>
            ))}
            <th scope="col" className="num">
              {t('settle.shares')}
            </th>
            <th scope="col">{t('common.status')}</th>
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr key={row.id}>
              <td className="nowrap">{row.settledOn}</td>
              <td>{asWritten(row.platform)}</td>
              <th scope="row">
                <Go to={paths.trade(coopId, { tab: 'settlements', settlement: row.id })}>
                  {row.number}
                </Go>
              </th>
              {(['gross', 'fee', 'refunds', 'net', 'pool'] as const).map((key) => (
                <td key={key} className="num">
                  <Money value={row[key]} />
                </td>
              ))}
              <td className="num">{row.entries}</td>
              <td>
                <Standing coopId={coopId} row={row} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Standing({ coopId, row }: { coopId: string; row: Settlement }): ReactElement {
  const t = useT()
  return (
    <span className="trade-state">
      <Tag tone={row.voucherId === null ? 'depends' : 'pass'}>
        {t(row.voucherId === null ? 'settle.open' : 'settle.posted')}
      </Tag>
      {row.reversesId === null ? null : <Tag tone="fail">{t('list.reversal')}</Tag>}
      {row.reversedById === null ? null : <Tag>{t('list.reversed')}</Tag>}
      {row.voucherId === null ? null : (
        <Go to={paths.voucher(coopId, row.voucherId)}>{t('list.voucher')}</Go>
      )}
    </span>
  )
}

/** One settlement: its sums, who got what of it, and the platform's own lines. */
function OneSettlement(props: { coopId: string; settlementId: string }): ReactElement {
  const t = useT()
  const may = useMay()
  const { coopId, settlementId } = props
  const [reversing, setReversing] = useState(false)
  const read = useRead('readSettlementShares', { coopId, settlementId }, { keep: false })
  return (
    <div className="stack">
      <p className="no-print">
        <Go to={paths.trade(coopId, { tab: 'settlements' })}>← {t('settle.all')}</Go>
      </p>
      <Loaded read={read} lines={8}>
        {({ settlement, shares }) => (
          <>
            <Panel
              title={`${asWritten(settlement.platform)} ${settlement.number}`}
              extra={
                <span className="row no-print">
                  <button type="button" className="button" onClick={() => window.print()}>
                    <Icon name="print" /> {t('common.print')}
                  </button>
                  {may('reverseSettlement') &&
                  settlement.reversesId === null &&
                  settlement.reversedById === null ? (
                    <button type="button" className="button" onClick={() => setReversing(true)}>
                      {t('settle.reverse')}
                    </button>
                  ) : null}
                </span>
              }
            >
              <SettlementFacts coopId={coopId} settlement={settlement} />
            </Panel>
            <Panel title={t('settle.split')} hint={t(`settle.by.${settlement.splitBy}`)}>
              <ShareTable
                pool={settlement.pool}
                shares={shares.map((share) => ({
                  key: share.entryId,
                  who:
                    share.member === null
                      ? (share.party ?? '')
                      : `${share.member.number} ${share.member.name}`,
                  goods: share.product.name,
                  unit: share.product.unit,
                  day: share.deliveredOn,
                  quantity: share.quantity,
                  exact: share.exact,
                  amount: share.amount,
                }))}
              />
            </Panel>
            {settlement.lines === 0 ? null : <Lines coopId={coopId} settlementId={settlementId} />}
            {reversing ? (
              <Reverse coopId={coopId} settlement={settlement} close={() => setReversing(false)} />
            ) : null}
          </>
        )}
      </Loaded>
    </div>
  )
}

function SettlementFacts(props: { coopId: string; settlement: Settlement }): ReactElement {
  const t = useT()
  const { coopId, settlement: of } = props
  return (
    <Facts
      columns={3}
      facts={[
        { label: t('settle.day'), value: of.settledOn },
        ...(['gross', 'fee', 'refunds', 'net', 'commission', 'pool'] as const).map((key) => ({
          label: t(`settle.${key}`),
          value: <Money value={of[key]} />,
        })),
        { label: t('settle.basis'), value: t(`settle.basis.${of.basis}`) },
        { label: t('settle.into'), value: of.account },
        { label: t('common.status'), value: <Standing coopId={coopId} row={of} /> },
        { label: t('list.recordedBy'), value: of.recordedBy },
        ...(of.reason === null ? [] : [{ label: t('common.reason'), value: asWritten(of.reason) }]),
      ]}
    />
  )
}

function Reverse(props: {
  coopId: string
  settlement: Settlement
  close: () => void
}): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const [on, setOn] = useState(clock.today)
  const { coopId, settlement } = props
  return (
    <ReasonDialog
      title={t('settle.reverseTitle', { number: settlement.number })}
      confirm={t('settle.reverse')}
      danger
      verb="reverseSettlement"
      input={(reason) => ({
        coopId,
        settlementId: settlement.id,
        on: on as In<'reverseSettlement'>['on'],
        reason,
      })}
      close={props.close}
    >
      <p>{t('settle.reverseBody', { n: settlement.entries })}</p>
      <DayField label={t('list.reverseOn')} value={on} onChange={setOn} max={clock.today} />
    </ReasonDialog>
  )
}

/** What the platform listed under it. */
function Lines(props: { coopId: string; settlementId: string }): ReactElement {
  const t = useT()
  const read = useRead('readSettlementLines', { ...props, limit: 500 })
  return (
    <Panel title={t('settle.lines')}>
      <Loaded read={read} lines={4}>
        {(data) => (
          <div
            className="table-scroll table-tall"
            tabIndex={0}
            role="group"
            aria-label={t('settle.lines')}
          >
            <table className="table table-small">
              <thead>
                <tr>
                  <th scope="col">{t('lines.orderNumber')}</th>
                  <th scope="col">{t('common.day')}</th>
                  <th scope="col">{t('lines.goods')}</th>
                  <th scope="col" className="num">
                    {t('grid.quantity')}
                  </th>
                  {(['gross', 'fee', 'refunds'] as const).map((key) => (
                    <th key={key} scope="col" className="num">
                      {t(`settle.${key}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {data.rows.map((line, i) => (
                  <tr key={i}>
                    <th scope="row">{line.orderNumber}</th>
                    <td className="nowrap">{line.soldOn}</td>
                    <td>{asWritten(line.goods)}</td>
                    <td className="num">{showMicro(line.quantity)}</td>
                    <td className="num">
                      <Money value={line.gross} />
                    </td>
                    <td className="num">
                      <Money value={line.fee ?? '0.00'} />
                    </td>
                    <td className="num">
                      <Money value={line.refund ?? '0.00'} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Loaded>
    </Panel>
  )
}
