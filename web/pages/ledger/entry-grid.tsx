import type { Dispatch, KeyboardEvent, ReactElement, RefObject, SetStateAction } from 'react'
import { flushSync } from 'react-dom'
import { formatYuan } from '../../../src/kernel/money.ts'
import { useT } from '../../locale/ledger.ts'
import { Icon } from '../../ui/icon.tsx'
import { Money } from '../../ui/figures.tsx'
import type { Book } from './book.ts'
import { Combobox } from './combobox.tsx'
import {
  balanceAt,
  changeLine,
  copyAbove,
  type Entry,
  type EntryLine,
  insertLine,
  isBlank,
  readAmount,
  removeLine,
  setAccount,
  setAmount,
  type Side,
  switchSide,
  totalsOf,
} from './entry.ts'
import { lineNeeds } from './needs.ts'
import { ItemCell, WhoCell } from './who-cell.tsx'

export type Column = 'summary' | 'account' | 'who' | 'item' | Side

/** What the server said of a row: by field, the empty name for the whole row. */
export type RowFaults = ReadonlyMap<string, string>

interface GridProps {
  readonly coopId: string
  readonly entry: Entry
  readonly change: Dispatch<SetStateAction<Entry>>
  readonly book: Book
  readonly faultsOf: (row: number) => RowFaults
  readonly warningsOf: (row: number) => readonly string[]
  /** Enter on a blank line of a voucher that balances. */
  readonly onDone: () => void
  /** The cursor has come into this row. */
  readonly onRow: (row: number) => void
  readonly root: RefObject<HTMLDivElement | null>
}

/** Puts the cursor into a cell: at once where it is drawn already, so that no key is lost on the way. */
export function focusCell(root: HTMLElement | null, row: number, column: Column): void {
  const take = (): boolean => {
    const cell = root?.querySelector<HTMLInputElement>(`[name="${row}-${column}"]`)
    cell?.focus()
    cell?.select()
    return cell !== null && cell !== undefined
  }
  if (!take()) requestAnimationFrame(take)
}

/** The lines of a voucher, filled by the keyboard alone. */
export function EntryGrid(props: GridProps): ReactElement {
  const t = useT()
  const { entry } = props
  const totals = totalsOf(entry.lines)
  const size = totals.difference < 0n ? -totals.difference : totals.difference
  return (
    <div className="table-scroll entry-scroll">
      <table className="entry-grid">
        <thead>
          <tr>
            <th scope="col">{t('entry.summary')}</th>
            <th scope="col">{t('entry.account')}</th>
            <th scope="col">{t('entry.who')}</th>
            <th scope="col" className="num">
              {t('entry.debit')}
            </th>
            <th scope="col" className="num">
              {t('entry.credit')}
            </th>
            <td />
          </tr>
        </thead>
        <tbody>
          {entry.lines.map((line, row) => (
            <Row key={line.key} {...props} line={line} row={row} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={3}>
              {t('entry.total')}
              {size === 0n ? null : (
                <span className="entry-difference">
                  {t(totals.difference > 0n ? 'entry.lacksCredit' : 'entry.lacksDebit', {
                    n: formatYuan(size),
                  })}
                </span>
              )}
            </th>
            <td className="num">
              <Money value={formatYuan(totals.debit)} />
            </td>
            <td className="num">
              <Money value={formatYuan(totals.credit)} />
            </td>
            <td />
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

interface RowProps extends GridProps {
  readonly line: EntryLine
  readonly row: number
}

/** Where Enter goes from a cell; cells that the account does not ask for are passed over. */
function nextCell(
  line: EntryLine,
  from: Column,
  needs: { readonly who: boolean; readonly item: boolean },
): Column | null {
  if (from === 'summary') return 'account'
  if (from === 'account' && needs.who) return 'who'
  if ((from === 'account' || from === 'who') && needs.item) return 'item'
  if (from === 'account' || from === 'who' || from === 'item') {
    return line.credit === '' ? 'debit' : 'credit'
  }
  if (from === 'debit' && line.debit === '') return 'credit'
  return null
}

/** The keys that every cell of a row understands, and the way to the next one. */
function useRowKeys(props: RowProps) {
  const { entry, change, row, root } = props
  const go = (to: number, column: Column): void => focusCell(root.current, to, column)
  const next = (from: Column, line: EntryLine): void => {
    const column = nextCell(line, from, lineNeeds(props.book, line))
    if (column !== null) return go(row, column)
    const below = entry.lines[row + 1]
    const balanced = totalsOf(entry.lines).difference === 0n
    if (balanced && (below === undefined || isBlank(below)) && !isBlank(line)) return props.onDone()
    if (below === undefined) flushSync(() => change(insertLine(entry, row + 1)))
    go(row + 1, 'account')
  }
  const onKey = (event: KeyboardEvent, column: Column): void => {
    const control = event.ctrlKey || event.metaKey
    if (control && event.key.toLowerCase() === 'd') {
      event.preventDefault()
      const copied = copyAbove(entry, row)
      if (copied === null) return
      flushSync(() => change(copied.entry))
      go(copied.at, 'account')
    } else if (control && (event.key === 'Delete' || event.key === 'Backspace')) {
      event.preventDefault()
      flushSync(() => change(removeLine(entry, row)))
      go(Math.max(0, Math.min(row, entry.lines.length - 2)), 'account')
    } else if (control && event.key === 'Insert') {
      event.preventDefault()
      flushSync(() => change(insertLine(entry, row)))
      go(row, 'account')
    } else if (event.key === 'ArrowDown' && row < entry.lines.length - 1) {
      event.preventDefault()
      go(row + 1, column)
    } else if (event.key === 'ArrowUp' && row > 0) {
      event.preventDefault()
      go(row - 1, column)
    } else if (event.key === 'Enter' && event.shiftKey) {
      event.preventDefault()
      const cells = [...(root.current?.querySelectorAll<HTMLElement>('.cell') ?? [])]
      cells[cells.indexOf(event.target as HTMLElement) - 1]?.focus()
    }
  }
  return { next, onKey, go }
}

/** What the cells of a row share. */
export interface CellProps extends RowProps {
  readonly faults: RowFaults
  readonly note: string | undefined
  readonly next: (from: Column, line: EntryLine) => void
  readonly onKey: (event: KeyboardEvent, column: Column) => void
  readonly go: (row: number, column: Column) => void
}

function Row(props: RowProps): ReactElement {
  const t = useT()
  const { change, line, row, entry } = props
  const { next, onKey, go } = useRowKeys(props)
  const faults = props.faultsOf(row)
  const warnings = props.warningsOf(row)
  const said = [...faults.values()]
  const note = `line-${line.key}-note`
  const shared: CellProps = {
    ...props,
    faults,
    note: said.length > 0 ? note : undefined,
    next,
    onKey,
    go,
  }
  return (
    <>
      <tr
        className={said.length > 0 ? 'entry-row entry-wrong' : 'entry-row'}
        onFocus={() => props.onRow(row)}
      >
        <td>
          <SummaryCell {...shared} />
        </td>
        <td>
          <AccountCell {...shared} />
        </td>
        <td>
          <WhoCell {...shared} />
          <ItemCell {...shared} />
        </td>
        {(['debit', 'credit'] as const).map((side) => (
          <td key={side}>
            <AmountCell {...shared} side={side} />
          </td>
        ))}
        <td>
          <button
            type="button"
            className="cell-remove"
            tabIndex={-1}
            aria-label={t('entry.removeLine', { n: row + 1 })}
            onClick={() => change(removeLine(entry, row))}
          >
            <Icon name="close" size={14} />
          </button>
        </td>
      </tr>
      <Notes id={note} faults={said} warnings={warnings} />
    </>
  )
}

/** What the server said of a row, under it. */
function Notes(props: {
  id: string
  faults: readonly string[]
  warnings: readonly string[]
}): ReactElement | null {
  const { id, faults, warnings } = props
  if (faults.length + warnings.length === 0) return null
  return (
    <tr className="entry-notes">
      <td colSpan={6} id={id}>
        {faults.map((words) => (
          <p key={words} className="field-error">
            {words}
          </p>
        ))}
        {warnings.map((words) => (
          <p key={words} className="entry-warning">
            <Icon name="depends" size={14} /> {words}
          </p>
        ))}
      </td>
    </tr>
  )
}

function SummaryCell(props: CellProps): ReactElement {
  const t = useT()
  const { entry, change, line, row } = props
  return (
    <input
      className="cell"
      name={`${row}-summary`}
      autoComplete="off"
      aria-label={t('entry.cell', { n: row + 1, what: t('entry.summary') })}
      placeholder={row === 0 ? t('entry.summaryHint') : t('entry.sameSummary')}
      value={line.summary}
      onChange={(event) => change(changeLine(entry, row, { summary: event.target.value }))}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && plain(event)) {
          event.preventDefault()
          props.next('summary', line)
        } else props.onKey(event, 'summary')
      }}
    />
  )
}

function AccountCell(props: CellProps): ReactElement {
  const t = useT()
  const { entry, change, book, line, row } = props
  const copy = (): void => {
    const copied = copyAbove(entry, row)
    if (copied === null) return
    flushSync(() => change(copied.entry))
    props.go(copied.at, 'account')
  }
  return (
    <Combobox
      name={`${row}-account`}
      label={t('entry.cell', { n: row + 1, what: t('entry.account') })}
      shown={accountShown(book, line.account)}
      find={(typed) => book.findAccounts(typed)}
      invalid={props.faults.has('account')}
      describedBy={props.note}
      placeholder={t('entry.accountHint')}
      onPick={(option) => {
        const account = book.account(option.key)
        if (account !== undefined) change(setAccount(entry, row, account))
      }}
      onClear={() => change(changeLine(entry, row, { account: '' }))}
      onNext={() => afterAccount(props, props.next)}
      onKeyDown={(event, typed) => {
        if (event.key === '+' && typed.trim() === '') {
          event.preventDefault()
          copy()
        } else props.onKey(event, 'account')
      }}
    />
  )
}

const plain = (event: KeyboardEvent): boolean =>
  !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.nativeEvent.isComposing

/** The account has just been chosen: the cells of the line are asked of the newest entry. */
function afterAccount(props: RowProps, next: (from: Column, line: EntryLine) => void): void {
  const { line, root, row, entry } = props
  const cell = (name: string): Element | null | undefined => root.current?.querySelector(name)
  if (cell(`.cell-asked[name="${row}-who"]`)) return focusCell(root.current, row, 'who')
  if (cell(`[name="${row}-item"]`)) return focusCell(root.current, row, 'item')
  const account = root.current?.querySelector<HTMLInputElement>(`[name="${row}-account"]`)
  // Enter on an empty account of a voucher that is done: nothing more is to come.
  const balanced = totalsOf(entry.lines).difference === 0n
  if (account?.value === '' && line.account === '' && balanced) return props.onDone()
  next('item', line)
}

function accountShown(book: Book, code: string): string {
  const account = book.account(code)
  if (code === '') return ''
  return account === undefined ? code : `${code} ${account.fullName.zh}`
}

interface AmountProps extends CellProps {
  readonly side: Side
}

/** An amount: `=` or the space bar fills what is missing, `/` moves it to the other side. */
function AmountCell(props: AmountProps): ReactElement {
  const t = useT()
  const { entry, change, line, row, side, faults, go } = props
  const value = line[side]
  const wrong = value !== '' && readAmount(value) === null
  const settle = (): EntryLine => {
    const amount = readAmount(value)
    if (amount === null || amount === value) return line
    change(setAmount(entry, row, side, amount))
    return { ...line, [side]: amount }
  }
  return (
    <input
      className="cell cell-amount"
      name={`${row}-${side}`}
      inputMode="decimal"
      autoComplete="off"
      aria-label={t('entry.cell', { n: row + 1, what: t(`entry.${side}`) })}
      aria-invalid={wrong || faults.has(side) ? true : undefined}
      aria-describedby={props.note}
      value={value}
      onFocus={(event) => event.target.select()}
      onChange={(event) => change(setAmount(entry, row, side, event.target.value))}
      onBlur={settle}
      onKeyDown={(event) => {
        if (event.key === '=' || event.key === ' ') {
          event.preventDefault()
          const filled = balanceAt(entry, row)
          if (filled === null) return
          change(filled.entry)
          go(row, filled.side)
        } else if (event.key === '/') {
          event.preventDefault()
          change(switchSide(entry, row))
          go(row, side === 'debit' ? 'credit' : 'debit')
        } else if (event.key === 'Enter' && plain(event)) {
          event.preventDefault()
          props.next(side, settle())
        } else props.onKey(event, side)
      }}
    />
  )
}
