import type { ReactElement } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/statements.ts'
import { comma, say } from '../../locale/translate.ts'
import { Notice } from '../../ui/page.tsx'
import { Change, Door, Scroll } from './parts.tsx'
import { FORM_WORDS } from './words.ts'

type Statements = Out<'statements'>
export type Sheet = Statements['balanceSheet']
export type Surplus = Statements['surplus']
export type Equity = Statements['equity']

/** Where a figure leads: by the row of its form and the accounts behind it. Nothing where it leads nowhere. */
export type DoorOf = (about: {
  readonly row: number
  readonly name: string
  readonly accounts: readonly string[]
}) => string | undefined

interface FormProps {
  readonly doorOf: DoorOf
  /** The row that is being looked at. */
  readonly here?: number | undefined
}

interface RowLike {
  readonly row: number
  readonly accounts: readonly string[]
  readonly rows: readonly number[]
}

/** The accounts of a row, through all rows it adds up. */
function accountsOf(rows: readonly RowLike[], row: RowLike): string[] {
  const below = row.rows.flatMap((number) => {
    const part = rows.find((each) => each.row === number)
    return part === undefined ? [] : accountsOf(rows, part)
  })
  return [...new Set([...row.accounts, ...below])]
}

const rowClass = (kind: string, here: boolean): string =>
  [kind === 'sum' ? 'row-sum' : '', here ? 'row-here' : ''].join(' ').trim()

const FIRST_CLAIM = 23

/** 会农社01表: assets left, liabilities and equity right, with what changed since the first of January. */
export function BalanceSheetForm({ sheet, ...props }: FormProps & { sheet: Sheet }): ReactElement {
  const t = useT()
  return (
    <>
      {sheet.unplaced.length === 0 ? null : (
        <Notice tone="fail">
          {t('st.unplaced', { list: sheet.unplaced.map(({ account }) => account).join(comma()) })}
        </Notice>
      )}
      <div className="sheet-pair">
        <SheetHalf
          {...props}
          title={t('st.assets')}
          sheet={sheet}
          rows={sheet.rows.filter(({ row }) => row < FIRST_CLAIM)}
        />
        <SheetHalf
          {...props}
          title={t('st.claims')}
          sheet={sheet}
          rows={sheet.rows.filter(({ row }) => row >= FIRST_CLAIM)}
        />
      </div>
    </>
  )
}

function SheetHalf(
  props: FormProps & { title: string; sheet: Sheet; rows: Sheet['rows'] },
): ReactElement {
  const t = useT()
  const { sheet, doorOf, here } = props
  return (
    <Scroll label={props.title}>
      <table className="table table-small sheet">
        <thead>
          <tr>
            <th scope="col">{props.title}</th>
            <th scope="col" className="row-number wide-only">
              {t('st.row')}
            </th>
            <th scope="col" className="num">
              {t('st.closing')}
            </th>
            <th scope="col" className="num">
              {t('st.opening')}
            </th>
            <th scope="col" className="num wide-only">
              {t('st.change')}
            </th>
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => {
            const name = say(row.label)
            const to = doorOf({ row: row.row, name, accounts: accountsOf(sheet.rows, row) })
            const sum = row.kind === 'sum'
            return (
              <tr key={row.row} className={rowClass(row.kind, row.row === here)}>
                <th scope="row" className={sum ? undefined : 'indent'}>
                  {name}
                </th>
                <td className="row-number wide-only">{row.row}</td>
                <td className="num">
                  <Door value={row.closing} to={to} sum={sum} />
                </td>
                <td className="num">
                  <Door value={row.opening} to={to} sum={sum} />
                </td>
                <td className="num wide-only">
                  <Change now={row.closing} before={row.opening} />
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </Scroll>
  )
}

/** 会农社02表: this year beside the last, and what changed. */
export function SurplusForm(props: FormProps & { sheet: Surplus }): ReactElement {
  const t = useT()
  const { sheet, doorOf, here } = props
  const first = sheet.rows.every(({ prior }) => prior === null)
  return (
    <>
      <Scroll label={say(FORM_WORDS['02'])}>
        <table className="table table-small sheet">
          <thead>
            <tr>
              <th scope="col">{t('st.item')}</th>
              <th scope="col" className="row-number wide-only">
                {t('st.row')}
              </th>
              <th scope="col" className="num">
                {t('st.thisYear')}
              </th>
              <th scope="col" className="num">
                {t('st.lastYear')}
              </th>
              <th scope="col" className="num wide-only">
                {t('st.change')}
              </th>
            </tr>
          </thead>
          <tbody>
            {sheet.rows.map((row) => {
              const name = say(row.label)
              const sum = row.kind === 'sum'
              const to = doorOf({ row: row.row, name, accounts: accountsOf(sheet.rows, row) })
              return (
                <tr key={row.row} className={rowClass(row.kind, row.row === here)}>
                  <th scope="row" className={sum ? undefined : 'indent'}>
                    {name}
                  </th>
                  <td className="row-number wide-only">{row.row}</td>
                  <td className="num">
                    <Door value={row.current} to={to} sum={sum} />
                  </td>
                  <td className="num">
                    {row.prior === null ? (
                      <span className="muted">—</span>
                    ) : (
                      <Door value={row.prior} sum={sum} />
                    )}
                  </td>
                  <td className="num wide-only">
                    <Change now={row.current} before={row.prior} />
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </Scroll>
      {first ? <p className="muted small">{t('st.noPrior')}</p> : null}
    </>
  )
}

/** 会农社03表: each kind of equity a column; below each total its parts. */
export function EquityForm(props: FormProps & { sheet: Equity }): ReactElement {
  const t = useT()
  const { columns, total, remarks } = props.sheet
  const door = (column: Equity['columns'][number], i: number): string | undefined =>
    props.doorOf({ row: i, name: say(column.label), accounts: column.accounts })
  return (
    <>
      <Scroll label={say(FORM_WORDS['03'])}>
        <table className="table table-small sheet">
          <thead>
            <tr>
              <th scope="col">{t('st.item')}</th>
              {columns.map((column) => (
                <th key={column.key} scope="col" className="num">
                  {say(column.label)}
                </th>
              ))}
              <th scope="col" className="num">
                {say(total.label)}
              </th>
            </tr>
          </thead>
          <tbody>
            <EquityLine
              name={t('st.opening')}
              values={[...columns.map((column) => column.opening), total.opening]}
              doors={columns.map(door)}
            />
            <EquityLine
              name={t('st.increase')}
              values={[...columns.map((column) => column.increase.total), total.increase]}
              doors={columns.map(door)}
            />
            <EquityParts columns={columns} side="increase" />
            <EquityLine
              name={t('st.decrease')}
              values={[...columns.map((column) => column.decrease.total), total.decrease]}
              doors={columns.map(door)}
            />
            <EquityParts columns={columns} side="decrease" />
            <EquityLine
              name={t('st.closing')}
              values={[...columns.map((column) => column.closing), total.closing]}
              doors={columns.map(door)}
            />
          </tbody>
        </table>
      </Scroll>
      {remarks.map((remark) => (
        <p key={remark.zh} className="muted small">
          {say(remark)}
        </p>
      ))}
    </>
  )
}

function EquityLine(props: {
  name: string
  values: readonly string[]
  doors: readonly (string | undefined)[]
}): ReactElement {
  return (
    <tr className="row-sum">
      <th scope="row">{props.name}</th>
      {props.values.map((value, i) => (
        <td key={i} className="num">
          <Door value={value} to={props.doors[i]} sum />
        </td>
      ))}
    </tr>
  )
}

/** One line for each part that any column has, its name above its amount. */
function EquityParts(props: {
  columns: Equity['columns']
  side: 'increase' | 'decrease'
}): ReactElement {
  const t = useT()
  const depth = Math.max(...props.columns.map((column) => column[props.side].parts.length))
  return (
    <>
      {Array.from({ length: depth }, (_, i) => (
        <tr key={i}>
          <td className="indent muted">{i === 0 ? t('st.ofWhich') : null}</td>
          {props.columns.map((column) => {
            const part = column[props.side].parts[i]
            return (
              <td key={column.key} className="num">
                {part === undefined ? null : (
                  <>
                    <div className="muted small">{say(part.label)}</div>
                    <Door value={part.amount} />
                  </>
                )}
              </td>
            )
          })}
          <td />
        </tr>
      ))}
    </>
  )
}
