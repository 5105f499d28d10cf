import type { ReactElement } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/support.ts'
import { say } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { barLength, Money, showYuan } from '../../ui/figures.tsx'
import { Notice, Panel } from '../../ui/page.tsx'
import { Empty } from '../../ui/state.tsx'
import { Sums } from './parts.tsx'
import { LEVEL_WORDS } from './words.ts'

type Whole = Out<'listSupportAllocations'>

/** By year and source, from the allocations themselves; what is allocated beside what arrived by the books. */
export function Overview({ data }: { data: Whole }): ReactElement {
  const t = useT()
  const may = useMay()
  const { money } = data
  const books = useRead(
    'listSupportArrivals',
    { limit: 1 },
    { enabled: may('listSupportArrivals') },
  )
  if (data.total === 0) return <Empty title={t('alloc.none')} hint={t('alloc.noneHint')} />
  return (
    <>
      <Sums
        sums={[
          {
            label: t('sum.net'),
            value: money.net,
            note: t('sum.netNote', { returned: showYuan(money.returned) ?? '' }),
          },
          { label: t('sum.arrived'), value: money.arrived, note: t('sum.arrivedNote') },
          { label: t('sum.used'), value: money.used },
          { label: t('sum.left'), value: money.left },
          { label: t('sum.waiting'), value: money.waiting },
        ]}
      />
      {books.data === undefined ? null : (
        <Notice tone="info">
          {t('sum.books', {
            booked: showYuan(books.data.booked) ?? '',
            linked: showYuan(books.data.linked) ?? '',
            free: showYuan(books.data.free) ?? '',
          })}{' '}
          <Go to={paths.support({ tab: 'arrivals' })}>{t('sum.booksGo')}</Go>
          {' · '}
          <Go to={paths.support({ tab: 'allocations', state: 'waiting' })}>{t('sum.waitingGo')}</Go>
        </Notice>
      )}
      <Panel title={t('sum.by')} hint={t('sum.byHint')}>
        <Bars data={data} />
        <Totals data={data} />
      </Panel>
    </>
  )
}

function Bars({ data }: { data: Whole }): ReactElement {
  const whole = data.money.net.replace('.', '')
  return (
    <div className="support-bars" aria-hidden="true">
      {data.totals.map(({ year, level, money }) => (
        <div key={`${year}${level}`} className="support-bar">
          <span>{year}</span>
          <span>{say(LEVEL_WORDS[level])}</span>
          <i
            style={{
              width: `${Math.max(1, barLength(`${money.net.replace('.', '')}/${whole}`))}%`,
            }}
          />
          <span className="num">{showYuan(money.net)}</span>
        </div>
      ))}
    </div>
  )
}

function Totals({ data }: { data: Whole }): ReactElement {
  const t = useT()
  const keys = ['net', 'arrived', 'used', 'waiting'] as const
  return (
    <div className="table-scroll" tabIndex={0} role="group" aria-label={t('sum.by')}>
      <table className="table">
        <thead>
          <tr>
            <th>{t('fund.year')}</th>
            <th>{t('fund.level')}</th>
            <th className="num">{t('sum.count')}</th>
            <th className="num">{t('alloc.net')}</th>
            <th className="num">{t('alloc.arrived')}</th>
            <th className="num">{t('alloc.used')}</th>
            <th className="num">{t('sum.waiting')}</th>
          </tr>
        </thead>
        <tbody>
          {data.totals.map(({ year, level, count, money }) => (
            <tr key={`${year}${level}`}>
              <td>{year}</td>
              <td>
                <Go to={paths.support({ tab: 'allocations', year: String(year), level })}>
                  {say(LEVEL_WORDS[level])}
                </Go>
              </td>
              <td className="num">{count}</td>
              {keys.map((key) => (
                <td key={key} className="num">
                  <Money value={money[key]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th colSpan={2}>{t('sum.all')}</th>
            <th className="num">{data.total}</th>
            {keys.map((key) => (
              <th key={key} className="num">
                <Money value={data.money[key]} />
              </th>
            ))}
          </tr>
        </tfoot>
      </table>
    </div>
  )
}
