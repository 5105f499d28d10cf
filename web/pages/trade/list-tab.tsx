import { type ReactElement, useState } from 'react'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/trade.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go, type Search, useGo, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay, useMe } from '../../session.tsx'
import { DayField } from '../../ui/field.tsx'
import { Money, showYuan } from '../../ui/figures.tsx'
import { ClearFilters, FilterDay, FilterSelect } from '../../ui/filters.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Tag } from '../../ui/page.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import { type KeyColumn, KeyTable } from '../ledger/key-table.tsx'
import { Pages } from '../ledger/pages.tsx'
import { showMicro } from './figures.ts'
import {
  type Entry,
  KIND_WORDS,
  kindName,
  KINDS,
  POSTED,
  POSTED_TONES,
  POSTED_WORDS,
  unitName,
  whoOf,
} from './words.ts'

const PAGE = 100
const FILTERS = [
  'kind',
  'productId',
  'posted',
  'pending',
  'with',
  'from',
  'to',
  'memberId',
  'batch',
  'orderId',
]

const oneOf = <T extends string>(list: readonly T[], value: string | undefined): T | undefined =>
  list.find((one) => one === value)

const filterOf = (coopId: string, search: Search): In<'listTrades'> => ({
  coopId,
  kind: oneOf(KINDS, search['kind']),
  productId: search['productId'],
  posted: oneOf(POSTED, search['posted']),
  pending: search['pending'] === 'true' ? 'true' : undefined,
  with: oneOf(['members', 'others'] as const, search['with']),
  from: search['from'] as In<'listTrades'>['from'],
  to: search['to'] as In<'listTrades'>['to'],
  memberId: search['memberId'],
  orderId: search['orderId'],
  batchId: search['batch'],
})

/** Everything that was traded, latest first: found, printed, taken back. */
export function ListTab({ coopId }: { coopId: string }): ReactElement {
  const t = useT()
  const [search] = useUrl()
  const page = Math.max(1, Number(search['page'] ?? '1') || 1)
  const read = useRead('listTrades', {
    ...filterOf(coopId, search),
    limit: PAGE,
    offset: (page - 1) * PAGE,
  })
  return (
    <div className="data-table">
      <div className="data-bar no-print">
        <div className="data-filters">
          <Filters coopId={coopId} rows={read.data?.rows ?? []} />
        </div>
      </div>
      <Loaded read={read} lines={8}>
        {(data) =>
          data.rows.length === 0 ? (
            <Empty title={t('list.none')} hint={t('list.noneHint')} />
          ) : (
            <>
              <Sums data={data} />
              <Rows key={page} coopId={coopId} rows={data.rows} />
              <Pages total={data.total} page={page} size={PAGE} />
            </>
          )
        }
      </Loaded>
    </div>
  )
}

function Filters({ coopId, rows }: { coopId: string; rows: readonly Entry[] }): ReactElement {
  const t = useT()
  const [search] = useUrl()
  const products = useRead('listProducts', { coopId, retired: 'true' })
  const member = rows.find((row) => row.member?.id === search['memberId'])?.member
  return (
    <>
      <FilterSelect
        name="posted"
        label={t('list.posted')}
        options={POSTED.map((value) => ({ value, label: say(POSTED_WORDS[value]) }))}
      />
      <FilterSelect
        name="kind"
        label={t('entry.kind')}
        options={KINDS.map((value) => ({ value, label: say(KIND_WORDS[value]) }))}
      />
      <FilterSelect
        name="productId"
        label={t('grid.product')}
        options={(products.data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      />
      <FilterSelect
        name="with"
        label={t('list.with')}
        options={[
          { value: 'members', label: t('list.members') },
          { value: 'others', label: t('list.others') },
        ]}
      />
      <FilterSelect
        name="pending"
        label={t('list.pending')}
        options={[{ value: 'true', label: t('list.pendingOnly') }]}
      />
      <FilterDay name="from" label={t('common.from')} />
      <FilterDay name="to" label={t('common.to')} />
      {search['memberId'] === undefined ? null : (
        <Tag tone="accent">
          {member === undefined || member === null
            ? t('list.oneMember')
            : `${member.number} ${member.name}`}
        </Tag>
      )}
      {search['batch'] === undefined ? null : <Tag tone="accent">{t('list.batch')}</Tag>}
      {search['orderId'] === undefined ? null : <Tag tone="accent">{t('list.ofOrder')}</Tag>}
      <ClearFilters names={FILTERS} />
    </>
  )
}

/** Members and others apart, as the law counts them (Art. 41). */
function Sums({ data }: { data: Out<'listTrades'> }): ReactElement {
  const t = useT()
  return (
    <p className="trade-sums">
      {t('list.sums', {
        n: data.members.entries,
        amount: showYuan(data.members.amount) ?? '',
        others: data.others.entries,
        otherAmount: showYuan(data.others.amount) ?? '',
      })}
    </p>
  )
}

const mayReverse = (row: Entry): boolean =>
  row.reversesId === null && row.reversedById === null && row.settlementId === null

function Rows({ coopId, rows }: { coopId: string; rows: readonly Entry[] }): ReactElement {
  const t = useT()
  const go = useGo()
  const may = useMay()
  const columns = useColumns(coopId)
  const [current, setCurrent] = useState<string | null>(rows[0]?.id ?? null)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [reversing, setReversing] = useState(false)
  const picked = rows.filter((row) => chosen.has(row.id))
  const undoable = picked.filter(mayReverse)
  return (
    <>
      {chosen.size === 0 ? null : (
        <div className="row no-print">
          <Go
            to={paths.tradeSlips(coopId, { ids: picked.map(({ id }) => id).join(',') })}
            className="button"
          >
            <Icon name="print" /> {t('list.slips', { n: picked.length })}
          </Go>
          {may('reverseTrades') && undoable.length > 0 ? (
            <button type="button" className="button" onClick={() => setReversing(true)}>
              {t('list.reverse', { n: undoable.length })}
            </button>
          ) : null}
        </div>
      )}
      <KeyTable
        label={t('tab.list')}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        current={current}
        onCurrent={setCurrent}
        onOpen={(row) =>
          go(
            row.voucherId === null
              ? paths.tradeSlips(coopId, { ids: row.id })
              : paths.voucher(coopId, row.voucherId),
          )
        }
        chosen={chosen}
        onChoose={setChosen}
        chooseLabel={(row) => t('list.choose', { who: whoOf(row), day: row.on })}
        allLabel={t('list.chooseAll')}
      />
      {reversing ? (
        <Reverse
          coopId={coopId}
          rows={undoable}
          close={() => setReversing(false)}
          onDone={() => setChosen(new Set())}
        />
      ) : null}
    </>
  )
}

/** Wrong entries are taken back by their mirror image, with a reason, on a day of an open month. */
function Reverse(props: {
  coopId: string
  rows: readonly Entry[]
  close: () => void
  onDone: () => void
}): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const [on, setOn] = useState(clock.today)
  const { coopId, rows } = props
  return (
    <ReasonDialog
      title={t('list.reverse', { n: rows.length })}
      confirm={t('list.reverseDo')}
      danger
      verb="reverseTrades"
      input={(reason) => ({
        coopId,
        reason,
        on: on as In<'reverseTrades'>['on'],
        entryIds: rows.map(({ id }) => id),
      })}
      close={props.close}
      onDone={props.onDone}
    >
      <p>{t('list.reverseBody')}</p>
      <ul className="trade-reversed">
        {rows.slice(0, 8).map((row) => (
          <li key={row.id}>
            {row.on} {kindName(row.kind)} {whoOf(row)} {row.product.name} {showMicro(row.quantity)}
            {unitName(row.product.unit)} <Money value={row.amount} />
          </li>
        ))}
        {rows.length > 8 ? <li>…</li> : null}
      </ul>
      <DayField label={t('list.reverseOn')} value={on} onChange={setOn} max={clock.today} />
    </ReasonDialog>
  )
}

function useColumns(coopId: string): readonly KeyColumn<Entry>[] {
  const t = useT()
  return [
    {
      key: 'day',
      title: t('common.day'),
      cell: (row) => <span className="nowrap">{row.on}</span>,
    },
    { key: 'kind', title: t('entry.kind'), wide: true, cell: (row) => kindName(row.kind) },
    {
      key: 'who',
      title: t('grid.who'),
      cell: (row) => (
        <>
          {asWritten(whoOf(row))}
          {row.member === null ? <Tag>{t('list.notMember')}</Tag> : null}
          <div className="narrow-only muted small">
            {kindName(row.kind)} {asWritten(row.product.name)}
          </div>
        </>
      ),
    },
    {
      key: 'product',
      title: t('grid.product'),
      wide: true,
      cell: (row) => (
        <>
          {asWritten(row.product.name)}
          {row.grade === null ? null : <span className="muted"> {asWritten(row.grade)}</span>}
        </>
      ),
    },
    {
      key: 'quantity',
      title: t('grid.quantity'),
      right: true,
      cell: (row) =>
        row.settlesId !== null && row.quantity === '0' ? (
          <span className="muted">—</span>
        ) : (
          <span className={row.quantity.startsWith('-') ? 'negative' : ''}>
            {showMicro(row.quantity)} {unitName(row.product.unit)}
          </span>
        ),
    },
    {
      key: 'price',
      title: t('grid.price'),
      right: true,
      wide: true,
      cell: (row) => (row.price === null ? '' : showMicro(row.price)),
    },
    {
      key: 'amount',
      title: t('grid.amount'),
      right: true,
      cell: (row) => <Money value={row.amount} />,
    },
    { key: 'state', title: t('common.status'), cell: (row) => <State coopId={coopId} row={row} /> },
    ...useSideColumns(),
  ]
}

/** What stands beside an entry: why, and who recorded it. */
function useSideColumns(): readonly KeyColumn<Entry>[] {
  const t = useT()
  return [
    {
      key: 'note',
      title: t('grid.remark'),
      wide: true,
      cell: (row) => (
        <span className="muted">{asWritten([row.reason, row.note].filter(Boolean).join(' '))}</span>
      ),
    },
    { key: 'by', title: t('list.recordedBy'), wide: true, cell: (row) => row.recordedBy },
  ]
}

/** Whether it stands in the books, and what became of it. */
function State({ coopId, row }: { coopId: string; row: Entry }): ReactElement {
  const t = useT()
  const tone = POSTED_TONES[row.posted]
  const waits = row.pending && row.reversedById === null && row.reversesId === null
  return (
    <span className="trade-state">
      {waits ? (
        <Tag tone="accent">{t('list.waits')}</Tag>
      ) : (
        <Tag {...(tone === undefined ? {} : { tone })}>{say(POSTED_WORDS[row.posted])}</Tag>
      )}
      {row.reversesId === null ? null : <Tag tone="fail">{t('list.reversal')}</Tag>}
      {row.reversedById === null ? null : <Tag>{t('list.reversed')}</Tag>}
      {row.voucherId === null ? null : (
        <Go to={paths.voucher(coopId, row.voucherId)}>{t('list.voucher')}</Go>
      )}
      {row.settlementId === null ? null : (
        <Go to={paths.trade(coopId, { tab: 'settlements', settlement: row.settlementId })}>
          {t('list.settlement')}
        </Go>
      )}
    </span>
  )
}
