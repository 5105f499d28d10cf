import type { ClipboardEvent, KeyboardEvent, ReactElement, RefObject } from 'react'
import { flushSync } from 'react-dom'
import { displayYuan, parseYuan } from '../../../src/kernel/money.ts'
import { useT } from '../../locale/trade.ts'
import { Money } from '../../ui/figures.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Combobox } from '../ledger/combobox.tsx'
import { readMicro, readQuantity, showMicro, writeMicro } from './figures.ts'
import { focusField } from './focus.ts'
import { isBlock, pasteBlock } from './paste.ts'
import {
  amountOfRow,
  changeRow,
  type Column,
  copyAbove,
  insertRow,
  isBlank,
  isUnread,
  priceOf,
  removeRow,
  type Row,
  type Sheet,
  totalsOf,
  withRowAfter,
} from './sheet.ts'
import { type Traders, whoOfOption } from './traders.ts'
import type { Desk, RowFaults } from './use-sheet.ts'
import { unitName } from './words.ts'

interface GridProps {
  readonly desk: Desk
  readonly traders: Traders
  readonly root: RefObject<HTMLDivElement | null>
  /** Enter on a blank row: nothing more is to come. */
  readonly onDone: () => void
}

/** The rows of a sheet, filled by the keyboard alone. */
export function EntryGrid(props: GridProps): ReactElement {
  const t = useT()
  const { sheet } = props.desk
  return (
    <div className="table-scroll entry-scroll">
      <table className="entry-grid trade-grid">
        <thead>
          <tr>
            <th scope="col">{t('grid.who')}</th>
            <th scope="col">{t('grid.product')}</th>
            <th scope="col">{t('grid.quantity')}</th>
            <th scope="col">{t('grid.grade')}</th>
            <th scope="col">{t('grid.price')}</th>
            <th scope="col">{t('grid.amount')}</th>
            <th scope="col">{t('grid.remark')}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {sheet.rows.map((row, at) => (
            <GridRow key={row.key} {...props} row={row} at={at} />
          ))}
        </tbody>
        <Foot {...props} />
      </table>
    </div>
  )
}

function Foot({ desk, traders }: GridProps): ReactElement {
  const t = useT()
  const totals = totalsOf(desk.sheet, traders.terms)
  return (
    <tfoot>
      <tr>
        <th scope="row" colSpan={2}>
          {t('grid.total', { n: totals.rows })}
        </th>
        <td className="num">
          {totals.quantity === null
            ? ''
            : `${showMicro(totals.quantity.size)} ${unitName(totals.quantity.unit)}`}
        </td>
        <td colSpan={2} />
        <td className="num">
          <Money value={desk.total ?? totals.amount} />
        </td>
        <td colSpan={2} />
      </tr>
    </tfoot>
  )
}

interface RowProps extends GridProps {
  readonly row: Row
  readonly at: number
}

/** What the cells of a row share. */
interface CellProps extends RowProps {
  readonly faults: RowFaults
  readonly note: string | undefined
  readonly next: (from: Column) => void
  readonly onKey: (event: KeyboardEvent, column: Column) => void
  readonly onPaste: (event: ClipboardEvent, column: Column) => void
  readonly change: (change: Partial<Omit<Row, 'key'>>) => void
}

/**
 * Where Enter goes from a cell of the newest sheet; cells that are filled already are passed over: of most rows
 * only the member and the quantity are typed.
 */
function nextColumn(sheet: Sheet, at: number, from: Column, traders: Traders): Column | null {
  const row = sheet.rows[at]
  if (row === undefined) return null
  const order = sheet.orderId === null ? undefined : traders.terms.order(sheet.orderId)
  const graded = order?.formula.kind === 'graded' && row.grade.trim() === ''
  const priced = priceOf(sheet, row, traders.terms) !== null
  const free = sheet.kind === 'land' || sheet.kind === 'work'
  const wanted: readonly (readonly [Column, boolean])[] = [
    ['product', row.productId === '' && row.product === ''],
    ['quantity', true],
    ['grade', graded],
    ['price', !priced && !free && !(sheet.kind === 'agency_sale' && sheet.pending)],
    ['remark', row.amount.trim() !== '' && row.remark.trim() === ''],
  ]
  const places: readonly Column[] = [
    'who',
    'product',
    'quantity',
    'grade',
    'price',
    'amount',
    'remark',
  ]
  const place = places.indexOf(from)
  return wanted.find(([column, asked]) => asked && places.indexOf(column) > place)?.[0] ?? null
}

function useRowKeys(props: RowProps) {
  const { desk, traders, at, root } = props
  const { sheet, setSheet } = desk
  const go = (to: number, column: Column): void => focusField(root.current, `${to}-${column}`)
  const put = (next: Sheet, to: number, column: Column): void => {
    flushSync(() => setSheet(next))
    go(to, column)
  }
  /** The cell may just have been chosen: the newest sheet says what is still asked. */
  const next = (from: Column): void => {
    const newest = desk.newest()
    const row = newest.rows[at]
    if (row !== undefined && from === 'who' && isBlank(row)) return props.onDone()
    const column = nextColumn(newest, at, from, traders)
    if (column !== null) return go(at, column)
    put(withRowAfter(newest, at), at + 1, 'who')
  }
  const onKey = (event: KeyboardEvent, column: Column): void => {
    const control = event.ctrlKey || event.metaKey
    if (control && event.key.toLowerCase() === 'd') {
      event.preventDefault()
      const copied = copyAbove(sheet, at)
      if (copied !== null) put(copied.sheet, copied.at, 'who')
    } else if (control && (event.key === 'Delete' || event.key === 'Backspace')) {
      event.preventDefault()
      put(removeRow(sheet, at), Math.max(0, Math.min(at, sheet.rows.length - 2)), 'who')
    } else if (control && event.key === 'Insert') {
      event.preventDefault()
      put(insertRow(sheet, at), at, 'who')
    } else if (event.key === 'ArrowDown' && at < sheet.rows.length - 1) {
      event.preventDefault()
      go(at + 1, column)
    } else if (event.key === 'ArrowUp' && at > 0) {
      event.preventDefault()
      go(at - 1, column)
    } else if (event.key === 'Enter' && event.shiftKey) {
      event.preventDefault()
      const cells = [...(root.current?.querySelectorAll<HTMLElement>('.trade-grid .cell') ?? [])]
      cells[cells.indexOf(event.target as HTMLElement) - 1]?.focus()
    }
  }
  const onPaste = (event: ClipboardEvent, column: Column): void => {
    const block = event.clipboardData.getData('text')
    if (!isBlock(block)) return
    event.preventDefault()
    const { known } = traders
    flushSync(() => setSheet(pasteBlock(sheet, block, { row: at, column, known })))
  }
  return { next, onKey, onPaste }
}

function GridRow(props: RowProps): ReactElement {
  const t = useT()
  const { desk, row, at } = props
  const keys = useRowKeys(props)
  const faults = desk.faultsOf(at)
  const said = [...faults.values()]
  const note = `trade-${row.key}-note`
  const shared: CellProps = {
    ...props,
    ...keys,
    faults,
    note: said.length > 0 ? note : undefined,
    change: (change) => desk.setSheet((now) => changeRow(now, at, change)),
  }
  return (
    <>
      <tr
        className={said.length > 0 ? 'entry-row entry-wrong' : 'entry-row'}
        onFocus={() => desk.setAt(at)}
      >
        <td>
          <WhoCell {...shared} />
        </td>
        <td>
          <ProductCell {...shared} />
        </td>
        {(['quantity', 'grade', 'price', 'amount', 'remark'] as const).map((column) => (
          <td key={column}>
            <TextCell {...shared} column={column} />
          </td>
        ))}
        <td>
          <button
            type="button"
            className="cell-remove"
            tabIndex={-1}
            aria-label={t('grid.remove', { n: at + 1 })}
            onClick={() => desk.setSheet(removeRow(desk.sheet, at))}
          >
            <Icon name="close" size={14} />
          </button>
        </td>
      </tr>
      {said.length === 0 ? null : (
        <tr className="entry-notes">
          <td colSpan={8} id={note}>
            {said.map((words) => (
              <p key={words} className="field-error">
                {words}
              </p>
            ))}
          </td>
        </tr>
      )}
    </>
  )
}

function WhoCell(props: CellProps): ReactElement {
  const t = useT()
  const { desk, traders, row, at } = props
  const unknown = row.who !== '' && row.memberId === null && row.partyId === null
  return (
    <span onPaste={(event) => props.onPaste(event, 'who')}>
      <Combobox
        name={`${at}-who`}
        label={t('grid.cell', { n: at + 1, what: t('grid.who') })}
        shown={row.who}
        find={(typed) => traders.findWho(desk.sheet.kind, typed)}
        invalid={props.faults.has('who') || unknown}
        describedBy={props.note}
        placeholder={at === 0 ? t('grid.whoHint') : ''}
        onPick={(option) => props.change(whoOfOption(option))}
        onType={(typed) => {
          // Who fits nobody stays in the cell, so that it can be said.
          const fits = traders.findWho(desk.sheet.kind, typed).length > 0
          if (!fits || unknown)
            props.change({ who: fits ? '' : typed, memberId: null, partyId: null })
        }}
        onClear={() => props.change({ who: '', memberId: null, partyId: null })}
        onNext={() => props.next('who')}
        onKeyDown={(event) => props.onKey(event, 'who')}
      />
    </span>
  )
}

function ProductCell(props: CellProps): ReactElement {
  const t = useT()
  const { desk, traders, row, at } = props
  const { sheet } = desk
  return (
    <span onPaste={(event) => props.onPaste(event, 'product')}>
      <Combobox
        name={`${at}-product`}
        label={t('grid.cell', { n: at + 1, what: t('grid.product') })}
        shown={row.productId === '' ? row.product : traders.productName(row.productId)}
        find={(typed) => traders.findProducts(sheet.kind, typed, sheet.on)}
        invalid={props.faults.has('product')}
        describedBy={props.note}
        placeholder={at === 0 ? t('grid.productHint') : ''}
        onPick={(option) => props.change({ productId: option.key, product: '' })}
        onClear={() => props.change({ productId: '', product: '' })}
        onNext={() => props.next('product')}
        onKeyDown={(event) => props.onKey(event, 'product')}
      />
    </span>
  )
}

const plainKey = (event: KeyboardEvent): boolean =>
  !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.nativeEvent.isComposing

type TextColumn = 'quantity' | 'grade' | 'price' | 'amount' | 'remark'
const RIGHT: ReadonlySet<TextColumn> = new Set(['quantity', 'price', 'amount'])

/** What stands faintly in an empty cell: what counts unless something is typed. */
function useShadow({ desk, traders, row, at }: CellProps, column: TextColumn): string {
  const { sheet } = desk
  if (column === 'price') {
    const price =
      row.price === '' && row.productId !== '' ? priceOf(sheet, row, traders.terms) : null
    return price === null ? '' : writeMicro(price)
  }
  if (column !== 'amount' || isBlank(row)) return ''
  const said = desk.amounts.get(at)
  const judged = said === null || said === undefined ? null : parseYuan(said)
  const amount = judged ?? amountOfRow(sheet, row, traders.terms)
  return amount === null ? '' : displayYuan(amount)
}

function TextCell(props: CellProps & { column: TextColumn }): ReactElement {
  const t = useT()
  const { row, at, column } = props
  const value = row[column]
  const shadow = useShadow(props, column)
  const settle = (): void => {
    const read =
      column === 'quantity' ? readQuantity(value) : column === 'price' ? readMicro(value) : null
    if (read !== null && value !== '' && writeMicro(read) !== value) {
      props.change({ [column]: writeMicro(read) })
    }
  }
  const unit = props.traders.terms.product(row.productId)?.unit
  return (
    <span className="cell-measured">
      <input
        className={RIGHT.has(column) ? 'cell cell-amount' : 'cell'}
        name={`${at}-${column}`}
        autoComplete="off"
        inputMode={RIGHT.has(column) ? 'decimal' : 'text'}
        aria-label={t('grid.cell', { n: at + 1, what: t(`grid.${column}`) })}
        aria-invalid={isUnread(row, column) || props.faults.has(column) ? true : undefined}
        aria-describedby={props.note}
        placeholder={shadow}
        value={value}
        onFocus={(event) => event.target.select()}
        onChange={(event) => props.change({ [column]: event.target.value })}
        onBlur={settle}
        onPaste={(event) => props.onPaste(event, column)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && plainKey(event)) {
            event.preventDefault()
            settle()
            props.next(column)
          } else props.onKey(event, column)
        }}
      />
      {column === 'quantity' && unit !== undefined ? (
        <span className="cell-unit muted">{unitName(unit)}</span>
      ) : null}
    </span>
  )
}
