import { Table } from 'antd'
import { type ReactElement, type ReactNode, useState } from 'react'
import { useT } from '../locale/desk.ts'
import { useUrl } from '../navigation.tsx'
import { Antd } from './antd.tsx'
import { copyText, csvOf, saveText } from './csv.ts'
import { Icon } from './icon.tsx'
import { Popover } from './popover.tsx'
import { Empty, ReadError, Refused, Skeleton } from './state.tsx'
import './stack-table.css'

export interface Column<Row> {
  readonly key: string
  readonly title: string
  readonly cell: (row: Row) => ReactNode
  /** The cell as text, for the export; left out of it where absent. */
  readonly text?: (row: Row) => string
  /** The server sorts by this word (and by `-word`); with `compare` the browser does. */
  readonly sort?: string
  readonly compare?: (a: Row, b: Row) => number
  readonly right?: boolean
  readonly width?: number
  /** Not shown until the reader asks for it. */
  readonly hidden?: boolean
}

interface DataTableProps<Row> {
  /** Names the table: its chosen columns are remembered, its export is called so. */
  readonly name: string
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[] | undefined
  readonly rowKey: (row: Row) => string
  readonly error?: unknown
  readonly retry?: () => void
  readonly busy?: boolean
  /** Rows of the whole answer, where the table shows a page of it. */
  readonly total?: number
  readonly pageSize?: number
  readonly filters?: ReactNode
  /** The server's own export of this list, with its filters; without one the shown rows leave as CSV. */
  readonly serverExport?: (format: 'xlsx' | 'csv') => Promise<void>
  readonly empty?: ReactNode
  readonly footer?: ReactNode
  readonly defaultSort?: string
}

const LONG = 400

function storedColumns(name: string): readonly string[] | null {
  try {
    const stored = JSON.parse(localStorage.getItem(`miaoqi.columns.${name}`) ?? 'null') as unknown
    return Array.isArray(stored) ? (stored as string[]) : null
  } catch {
    return null
  }
}

/** The page of a list that the address asks for. */
export function usePage(pageSize = 50): {
  limit: number
  offset: number
  sort: string | undefined
} {
  const [search] = useUrl()
  const page = Math.max(1, Math.trunc(Number(search['page'] ?? '1')) || 1)
  return { limit: pageSize, offset: (page - 1) * pageSize, sort: search['sort'] }
}

/** The rows in the order the address asks for, where the browser holds all of them. */
function inOrder<Row>(
  rows: readonly Row[] | undefined,
  columns: readonly Column<Row>[],
  sorted: string,
): readonly Row[] | undefined {
  const down = sorted.startsWith('-')
  const compare = columns.find((column) => column.sort === sorted.replace(/^-/, ''))?.compare
  if (rows === undefined || compare === undefined) return rows
  return rows.toSorted((a, b) => (down ? compare(b, a) : compare(a, b)))
}

/** A list as every page has it: filters, sort and page in the address; columns, export, print, link. */
export function DataTable<Row extends object>(props: DataTableProps<Row>): ReactElement {
  const t = useT()
  const { name, columns } = props
  const [search] = useUrl()
  const rows = inOrder(props.rows, columns, search['sort'] ?? props.defaultSort ?? '')
  const [chosen, setChosen] = useState(() => storedColumns(name))
  const shown = columns.filter((column) =>
    chosen === null ? column.hidden !== true : chosen.includes(column.key),
  )
  const choose = (keys: readonly string[]): void => {
    setChosen(keys)
    localStorage.setItem(`miaoqi.columns.${name}`, JSON.stringify(keys))
  }
  return (
    <div className="data-table">
      <div className="data-bar no-print">
        <div className="data-filters">{props.filters}</div>
        <div className="data-tools">
          <ColumnChooser columns={columns} shown={shown.map((one) => one.key)} choose={choose} />
          <Tools {...props} rows={rows} shown={shown} />
        </div>
      </div>
      {props.error !== null && props.error !== undefined ? (
        <ReadError error={props.error} retry={props.retry ?? (() => undefined)} />
      ) : rows === undefined ? (
        <Skeleton lines={8} />
      ) : rows.length === 0 ? (
        (props.empty ?? <Empty title={t('common.noRows')} hint={t('common.noRowsHint')} />)
      ) : (
        <Body {...props} rows={rows} shown={shown} />
      )}
      <Pager total={props.total} pageSize={props.pageSize ?? 50} count={rows?.length ?? 0} />
    </div>
  )
}

function Body<Row extends object>(
  props: DataTableProps<Row> & { rows: readonly Row[]; shown: readonly Column<Row>[] },
): ReactElement {
  const [search, change] = useUrl()
  const sorted = search['sort'] ?? props.defaultSort ?? ''
  const virtual = props.rows.length > LONG
  const orderOf = (word: string | undefined) =>
    word === undefined
      ? null
      : sorted === word
        ? 'ascend'
        : sorted === `-${word}`
          ? 'descend'
          : null
  return (
    <Antd>
      <Table<Row>
        aria-label={props.label}
        className={props.busy === true ? 'data-busy' : ''}
        size="middle"
        rowKey={props.rowKey}
        dataSource={props.rows as Row[]}
        pagination={false}
        virtual={virtual}
        scroll={virtual ? { x: 900, y: 560 } : { x: 'max-content' }}
        showSorterTooltip={false}
        columns={props.shown.map((column) => ({
          key: column.key,
          title: column.title,
          ...(column.right === true ? { align: 'right' as const } : {}),
          ...(column.width === undefined ? {} : { width: column.width }),
          ...(column.sort === undefined ? {} : { sorter: true, sortOrder: orderOf(column.sort) }),
          render: (_: unknown, row: Row) => column.cell(row),
          // On the phone the title stands before the cell.
          onCell: () => ({ 'data-title': column.title }) as object,
        }))}
        onChange={(_page, _filters, sorter) => {
          const one = Array.isArray(sorter) ? sorter[0] : sorter
          const word = props.columns.find((column) => column.key === one?.columnKey)?.sort
          if (word === undefined) return
          change({
            sort:
              one?.order === 'descend' ? `-${word}` : one?.order === 'ascend' ? word : undefined,
            page: undefined,
          })
        }}
        {...(props.footer === undefined ? {} : { footer: () => props.footer })}
      />
    </Antd>
  )
}

function ColumnChooser<Row>(props: {
  columns: readonly Column<Row>[]
  shown: readonly string[]
  choose: (keys: readonly string[]) => void
}): ReactElement {
  const t = useT()
  const { columns, shown, choose } = props
  const flip = (key: string): void => {
    const next = columns
      .filter((column) => (column.key === key ? !shown.includes(key) : shown.includes(column.key)))
      .map((column) => column.key)
    if (next.length > 0) choose(next)
  }
  return (
    <Popover align="end" label={t('common.columns')} button={<Icon name="columns" size={18} />}>
      <fieldset className="choice stack-tight">
        <legend>{t('common.columns')}</legend>
        {columns.map((column) => (
          <label key={column.key} className="check">
            <input
              type="checkbox"
              checked={shown.includes(column.key)}
              onChange={() => flip(column.key)}
            />
            {column.title}
          </label>
        ))}
      </fieldset>
    </Popover>
  )
}

function Tools<Row extends object>(
  props: DataTableProps<Row> & { shown: readonly Column<Row>[] },
): ReactElement {
  const t = useT()
  const [copied, setCopied] = useState(false)
  const copy = async (): Promise<void> => {
    await copyText(window.location.href)
    setCopied(true)
    setTimeout(() => setCopied(false), 1500)
  }
  return (
    <>
      <ExportButton {...props} />
      <button
        type="button"
        className="button-plain"
        aria-label={t('common.print')}
        title={t('common.print')}
        onClick={() => window.print()}
      >
        <Icon name="print" size={18} />
      </button>
      <button
        type="button"
        className="button-plain"
        aria-label={t('common.copyLink')}
        title={t('common.copyLink')}
        onClick={() => void copy()}
      >
        <Icon name={copied ? 'check' : 'link'} size={18} />
      </button>
      <span className="visually-hidden" role="status">
        {copied ? t('common.copied') : ''}
      </span>
    </>
  )
}

/** The whole list from the server as a workbook or as CSV; else the rows on the screen as CSV. */
function ExportButton<Row extends object>(
  props: DataTableProps<Row> & { shown: readonly Column<Row>[] },
): ReactElement {
  const t = useT()
  const { serverExport } = props
  const [error, setError] = useState<unknown>(null)
  const save = (): void => {
    const columns = props.shown.filter((column) => column.text !== undefined)
    const rows = (props.rows ?? []).map((row) => columns.map((one) => one.text?.(row) ?? ''))
    saveText(`${props.label}.csv`, csvOf([columns.map((column) => column.title), ...rows]))
  }
  if (serverExport === undefined) {
    return (
      <button
        type="button"
        className="button-plain"
        aria-label={t('common.exportCsv')}
        title={t('common.exportCsv')}
        disabled={(props.rows?.length ?? 0) === 0}
        onClick={save}
      >
        <Icon name="export" size={18} />
      </button>
    )
  }
  return (
    <Popover align="end" label={t('common.export')} button={<Icon name="export" size={18} />}>
      {(close) => (
        <div className="stack">
          {(['xlsx', 'csv'] as const).map((format) => (
            <button
              key={format}
              type="button"
              className="button"
              onClick={() => {
                setError(null)
                serverExport(format).then(close, setError)
              }}
            >
              {t(format === 'xlsx' ? 'common.exportXlsx' : 'common.exportCsv')}
            </button>
          ))}
          <p className="muted small">{t('common.exportNote')}</p>
          {error === null ? null : <Refused error={error} />}
        </div>
      )}
    </Popover>
  )
}

function Pager(props: {
  total: number | undefined
  pageSize: number
  count: number
}): ReactElement | null {
  const t = useT()
  const [search, change] = useUrl()
  const { total, pageSize, count } = props
  if (total === undefined || count === 0) return null
  const page = Math.max(1, Math.trunc(Number(search['page'] ?? '1')) || 1)
  const last = Math.max(1, Math.ceil(total / pageSize))
  const go = (to: number): void => change({ page: to === 1 ? undefined : String(to) }, false)
  return (
    <div className="pager">
      <span className="muted">
        {t('common.range', {
          from: (page - 1) * pageSize + 1,
          to: (page - 1) * pageSize + count,
          total,
        })}
      </span>
      {last > 1 ? (
        <span className="row no-print">
          <button
            type="button"
            className="button"
            disabled={page <= 1}
            onClick={() => go(page - 1)}
          >
            <Icon name="left" /> {t('common.previous')}
          </button>
          <span className="num">
            {page} / {last}
          </span>
          <button
            type="button"
            className="button"
            disabled={page >= last}
            onClick={() => go(page + 1)}
          >
            {t('common.next')} <Icon name="right" />
          </button>
        </span>
      ) : null}
    </div>
  )
}
