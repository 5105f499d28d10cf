import {
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
  type RefObject,
  useEffect,
  useRef,
} from 'react'

export interface KeyColumn<Row> {
  readonly key: string
  readonly title: string
  readonly cell: (row: Row) => ReactNode
  readonly right?: boolean
  /** Left out on a phone. */
  readonly wide?: boolean
}

interface KeyTableProps<Row> {
  readonly label: string
  readonly columns: readonly KeyColumn<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  /** The row under the cursor. */
  readonly current: string | null
  readonly onCurrent: (key: string) => void
  readonly onOpen: (row: Row) => void
  /** With it every row has a box; a row without a box says why in its place. */
  readonly chosen?: ReadonlySet<string>
  readonly onChoose?: (chosen: ReadonlySet<string>) => void
  readonly choosable?: (row: Row) => boolean
  readonly chooseLabel?: (row: Row) => string
  readonly allLabel?: string
  /** Keys of the page that act on the row under the cursor. */
  readonly onKey?: (event: KeyboardEvent, row: Row) => void
  /** The cursor stands in the table as soon as it is drawn. */
  readonly takesFocus?: boolean
}

/** The row under the cursor and what the keys do with it. */
function useRows<Row>(props: KeyTableProps<Row>, body: RefObject<HTMLElement | null>) {
  const { rows, rowKey, chosen, onChoose } = props
  const at = Math.max(
    0,
    rows.findIndex((row) => rowKey(row) === props.current),
  )
  const may = (row: Row): boolean => props.choosable?.(row) !== false
  const move = (to: number): void => {
    const place = Math.max(0, Math.min(rows.length - 1, to))
    const row = rows[place]
    if (row === undefined) return
    props.onCurrent(rowKey(row))
    const element = body.current?.children[place] as HTMLElement | undefined
    element?.focus()
    element?.scrollIntoView({ block: 'nearest' })
  }
  const flip = (row: Row): void => {
    if (chosen === undefined || onChoose === undefined || !may(row)) return
    const next = new Set(chosen)
    if (!next.delete(rowKey(row))) next.add(rowKey(row))
    onChoose(next)
  }
  const all = rows.filter(may)
  const allChosen = all.length > 0 && all.every((row) => chosen?.has(rowKey(row)) === true)
  const flipAll = (): void => onChoose?.(new Set(allChosen ? [] : all.map(rowKey)))
  const onKeyDown = (event: KeyboardEvent): void => {
    const row = rows[at]
    const target = event.target as HTMLElement
    if (row === undefined || target.closest('tr') === null) return
    const inside = target.matches('a, button, input')
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + 12,
      PageUp: at - 12,
      Home: 0,
      End: rows.length - 1,
    }
    const to = moves[event.key]
    const control = event.ctrlKey || event.metaKey
    const act =
      to !== undefined
        ? () => move(to)
        : event.key === 'Enter' && !inside && !control
          ? () => props.onOpen(row)
          : event.key === ' ' && !inside && onChoose !== undefined
            ? () => {
                flip(row)
                move(at + 1)
              }
            : control && event.key === 'a' && onChoose !== undefined
              ? flipAll
              : null
    if (act === null) return props.onKey?.(event, row)
    event.preventDefault()
    act()
  }
  return { at, may, flip, flipAll, allChosen, onKeyDown }
}

/** A list walked by the keyboard: arrows move, Enter opens, the space bar marks, Ctrl+A marks all. */
export function KeyTable<Row>(props: KeyTableProps<Row>): ReactElement {
  const { rows, rowKey, onChoose, takesFocus } = props
  const body = useRef<HTMLTableSectionElement>(null)
  const table = useRows(props, body)
  const filled = rows.length > 0
  useEffect(() => {
    if (takesFocus === true && filled && document.activeElement === document.body) {
      body.current?.querySelector<HTMLElement>('tr')?.focus({ preventScroll: true })
    }
  }, [takesFocus, filled])
  return (
    <div className="table-scroll">
      <table role="grid" aria-label={props.label} className="table key-table">
        <thead>
          <tr>
            {onChoose === undefined ? null : (
              <th scope="col" className="key-box">
                <input
                  type="checkbox"
                  aria-label={props.allLabel}
                  checked={table.allChosen}
                  onChange={table.flipAll}
                />
              </th>
            )}
            {props.columns.map((column) => (
              <th key={column.key} scope="col" className={classOf(column)}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={table.onKeyDown}>
          {rows.map((row, i) => (
            <TableRow
              key={rowKey(row)}
              {...props}
              row={row}
              here={i === table.at}
              may={table.may(row)}
              flip={() => table.flip(row)}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function TableRow<Row>(
  props: KeyTableProps<Row> & { row: Row; here: boolean; may: boolean; flip: () => void },
): ReactElement {
  const { row, here, chosen } = props
  const key = props.rowKey(row)
  return (
    <tr
      tabIndex={here ? 0 : -1}
      aria-selected={chosen?.has(key) ?? here}
      className={here ? 'key-current' : undefined}
      onFocus={() => props.onCurrent(key)}
      onDoubleClick={() => props.onOpen(row)}
      onClick={() => props.onCurrent(key)}
    >
      {props.onChoose === undefined ? null : (
        <td className="key-box">
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label={props.chooseLabel?.(row)}
            disabled={!props.may}
            checked={chosen?.has(key) ?? false}
            onChange={props.flip}
          />
        </td>
      )}
      {props.columns.map((column) => (
        <td key={column.key} className={classOf(column)}>
          {column.cell(row)}
        </td>
      ))}
    </tr>
  )
}

const classOf = (column: { readonly right?: boolean; readonly wide?: boolean }): string =>
  [column.right === true ? 'num' : '', column.wide === true ? 'wide-only' : ''].join(' ').trim()
