import type { ReactElement } from 'react'
import {
  displayPercent,
  fraction,
  type Fraction,
  parseFraction,
} from '../../../src/kernel/fraction.ts'
import { displayYuan, formatYuan } from '../../../src/kernel/money.ts'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/trade.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMe } from '../../session.tsx'
import { csvOf, saveText } from '../../ui/csv.ts'
import { ClearFilters, FilterSelect } from '../../ui/filters.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import { showMicro, writeMicro } from './figures.ts'
import { type Basis, BASES, BASIS_WORDS, KIND_WORDS, KINDS } from './words.ts'

type Patronage = Out<'readPatronage'>

/** What each member traded in a year: the basis of the return by transactions (Art. 44). */
export function MembersTab({ coopId }: { coopId: string }): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const [search] = useUrl()
  const now = Number(clock.today.slice(0, 4))
  const year = Number(search['year'] ?? now) || now
  const by = BASES.find((one) => one === search['by']) ?? 'value'
  const input: In<'readPatronage'> = {
    coopId,
    year,
    by,
    kinds: KINDS.find((kind) => kind === search['kind']),
    productIds: search['productId'],
  }
  const read = useRead('readPatronage', input)
  const products = useRead('listProducts', { coopId, retired: 'true' })
  return (
    <div className="data-table">
      <div className="data-bar no-print">
        <div className="data-filters">
          <FilterSelect
            name="year"
            label={t('patronage.year')}
            all={String(now)}
            options={[1, 2, 3, 4].map((back) => ({
              value: String(now - back),
              label: String(now - back),
            }))}
          />
          <FilterSelect
            name="by"
            label={t('patronage.by')}
            all={say(BASIS_WORDS.value)}
            options={BASES.filter((one) => one !== 'value').map((value) => ({
              value,
              label: say(BASIS_WORDS[value]),
            }))}
          />
          <FilterSelect
            name="kind"
            label={t('entry.kind')}
            all={t('patronage.allKinds')}
            options={KINDS.map((value) => ({ value, label: say(KIND_WORDS[value]) }))}
          />
          <FilterSelect
            name="productId"
            label={t('grid.product')}
            options={(products.data?.rows ?? []).map(({ id, name }) => ({
              value: id,
              label: name,
            }))}
          />
          <ClearFilters names={['year', 'by', 'kind', 'productId']} />
        </div>
        {read.data === undefined ? null : <Save data={read.data} by={by} year={year} />}
      </div>
      <Loaded read={read} lines={8}>
        {(data) =>
          data.members.length === 0 ? (
            <Empty title={t('patronage.none')} hint={t('patronage.noneHint')} />
          ) : (
            <Table data={data} coopId={coopId} year={year} by={by} />
          )
        }
      </Loaded>
    </div>
  )
}

/** An exact amount of the basis for people: yuan with two decimals, quantities with at most six, cut. */
function shown(value: Fraction, by: Basis): string {
  const cut = (value.num * 1_000_000n) / value.den
  return by === 'value' ? displayYuan(cut / 10_000n) : showMicro(writeMicro(cut))
}

const exact = (value: string): Fraction => parseFraction(value) ?? fraction(0)

const shareOf = (part: Fraction, whole: Fraction): string =>
  whole.num === 0n ? '—' : displayPercent(fraction(part.num * whole.den, part.den * whole.num))

interface TableProps {
  readonly data: Patronage
  readonly coopId: string
  readonly year: number
  readonly by: Basis
}

function Table({ data, coopId, year, by }: TableProps): ReactElement {
  const t = useT()
  const [search] = useUrl()
  const whole = exact(data.total)
  const rows = data.members.toSorted((a, b) => {
    const [x, y] = [exact(a.amount), exact(b.amount)]
    const difference = y.num * x.den - x.num * y.den
    return difference < 0n ? -1 : difference > 0n ? 1 : a.number < b.number ? -1 : 1
  })
  const door = (memberId: string): string =>
    paths.trade(coopId, {
      tab: 'list',
      memberId,
      kind: search['kind'],
      productId: search['productId'],
      from: `${year}-01-01`,
      to: `${year}-12-31`,
    })
  return (
    <div className="table-scroll" tabIndex={0} role="group" aria-label={t('tab.members')}>
      <table className="table">
        <caption className="visually-hidden">{t('tab.members')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('patronage.number')}</th>
            <th scope="col">{t('grid.who')}</th>
            <th scope="col" className="num">
              {say(BASIS_WORDS[by])} ({say(data.unit)})
            </th>
            <th scope="col" className="num">
              {t('patronage.share')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.memberId}>
              <td className="num-left">{row.number}</td>
              <th scope="row">{asWritten(row.name)}</th>
              <td className="num">
                <Go to={door(row.memberId)} className="door">
                  {shown(exact(row.amount), by)}
                </Go>
              </td>
              <td className="num">{shareOf(exact(row.amount), whole)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>
              {t('patronage.total', { n: rows.length })}
            </th>
            <td className="num">{shown(whole, by)}</td>
            <td className="num">100.00%</td>
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

/** The table as CSV, and on paper. */
function Save({ data, by, year }: { data: Patronage; by: Basis; year: number }): ReactElement {
  const t = useT()
  const save = (): void => {
    const head = [
      t('patronage.number'),
      t('grid.who'),
      `${say(BASIS_WORDS[by])} (${say(data.unit)})`,
    ]
    const rows = data.members.map(({ number, name, amount }) => {
      const value = exact(amount)
      const cut = (value.num * 1_000_000n) / value.den
      return [number, name, by === 'value' ? formatYuan(cut / 10_000n) : writeMicro(cut)]
    })
    saveText(`${t('tab.members')} ${year}.csv`, csvOf([head, ...rows]))
  }
  return (
    <div className="data-tools">
      <button
        type="button"
        className="button-plain"
        aria-label={t('common.exportCsv')}
        title={t('common.exportCsv')}
        onClick={save}
      >
        <Icon name="export" size={18} />
      </button>
      <button
        type="button"
        className="button-plain"
        aria-label={t('common.print')}
        title={t('common.print')}
        onClick={() => window.print()}
      >
        <Icon name="print" size={18} />
      </button>
    </div>
  )
}
