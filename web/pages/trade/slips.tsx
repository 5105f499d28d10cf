import type { ReactElement } from 'react'
import { useT } from '../../locale/trade.ts'
import { asWritten, say, useLanguage } from '../../locale/translate.ts'
import { useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMe } from '../../session.tsx'
import { showDay, showYuan } from '../../ui/figures.tsx'
import { Segments } from '../../ui/segments.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import { useCoopId } from '../ledger/book-frame.tsx'
import { usePageSize } from '../ledger/voucher-print.tsx'
import { Paper } from '../shares/register-print.tsx'
import { inCapitals, showMicro } from './figures.ts'
import { type Entry, SLIP_TITLES, unitName, whoOf } from './words.ts'
import './trade.css'

const SHEETS = ['A6', 'A5'] as const

/** Slips of deliveries, one a sheet: large enough to be read without glasses. */
export default function TradeSlips(): ReactElement {
  const t = useT()
  const coopId = useCoopId()
  const [search, change] = useUrl()
  const sheet = search['sheet'] === 'A5' ? 'A5' : 'A6'
  const read = useRead('listTrades', {
    coopId,
    ids: search['ids'],
    batchId: search['batch'],
    limit: 500,
  })
  // A6 is no size that style sheets know by name.
  usePageSize(sheet === 'A6' ? '148mm 105mm' : 'A5 landscape')
  return (
    <Paper back={paths.trade(coopId, { tab: 'list', batch: search['batch'] })}>
      <div className="paper-bar no-print">
        <Segments
          legend={t('slip.sheet')}
          value={sheet}
          options={SHEETS.map((value) => ({ value, label: value }))}
          onChange={(value) => change({ sheet: value })}
        />
      </div>
      <Loaded read={read}>
        {(data) =>
          data.rows.length === 0 ? (
            <Empty title={t('list.none')} />
          ) : (
            <>
              <h1 className="visually-hidden">{t('slip.title')}</h1>
              {data.rows.toSorted(byNumber).map((entry) => (
                <Slip key={entry.id} entry={entry} large={sheet === 'A5'} />
              ))}
            </>
          )
        }
      </Loaded>
    </Paper>
  )
}

/** As they are handed out: by member number, others last. */
const byNumber = (a: Entry, b: Entry): number => {
  const [x, y] = [a, b].map(({ member, id }) => `${member?.number ?? '~'} ${id}`)
  return (x ?? '') < (y ?? '') ? -1 : 1
}

function Slip({ entry, large }: { entry: Entry; large: boolean }): ReactElement {
  const t = useT()
  const zh = useLanguage() === 'zh'
  const waits = entry.pending
  const { county } = useMe()
  return (
    <article className={large ? 'slip slip-large' : 'slip'}>
      <header>
        <p className="slip-coop">
          {entry.coopName}
          {county.demo ? <span className="slip-demo">{t('paper.demo')}</span> : null}
        </p>
        <h2>
          {say(SLIP_TITLES[entry.kind])}
          {entry.reversesId === null ? null : ` · ${t('list.reversal')}`}
        </h2>
        <p className="slip-top">
          <span>{showDay(entry.on, 'paper', zh)}</span>
          <span>{t('slip.number', { n: entry.id.slice(-8).toUpperCase() })}</span>
        </p>
      </header>
      <dl>
        <div className="slip-who">
          <dt>{t('grid.who')}</dt>
          <dd>{asWritten(whoOf(entry))}</dd>
        </div>
        <div>
          <dt>{t('grid.product')}</dt>
          <dd>
            {asWritten(entry.product.name)}
            {entry.grade === null ? '' : ` ${asWritten(entry.grade)}`}
          </dd>
        </div>
        <div>
          <dt>{t('grid.quantity')}</dt>
          <dd>
            {showMicro(entry.quantity)} {unitName(entry.product.unit)}
          </dd>
        </div>
        <div>
          <dt>{t('grid.price')}</dt>
          <dd>{entry.price === null ? '—' : t('slip.price', { price: showMicro(entry.price) })}</dd>
        </div>
        <div className="slip-amount">
          <dt>{t('slip.amount')}</dt>
          <dd>
            {waits ? (
              t('slip.waits')
            ) : (
              <>
                <strong>{t('slip.yuan', { amount: showYuan(entry.amount) ?? '' })}</strong>
                {zh ? <span className="slip-capitals">{inCapitals(entry.amount)}</span> : null}
              </>
            )}
          </dd>
        </div>
        {entry.reason === null && entry.note === null ? null : (
          <div>
            <dt>{t('grid.remark')}</dt>
            <dd>{asWritten([entry.reason, entry.note].filter(Boolean).join(' '))}</dd>
          </div>
        )}
      </dl>
      <footer>
        <span>{t('slip.bringer')}</span>
        <span>{t('slip.taker', { name: entry.recordedBy })}</span>
      </footer>
    </article>
  )
}
