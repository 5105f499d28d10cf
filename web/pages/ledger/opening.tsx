import { type Dispatch, type ReactElement, type SetStateAction, useRef, useState } from 'react'
import type { In } from '../../api.ts'
import { isRefusal } from '../../api.ts'
import { useT } from '../../locale/ledger.ts'
import { say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Notice, Panel } from '../../ui/page.tsx'
import { Loaded, Refused, Skeleton } from '../../ui/state.tsx'
import { useWrite } from '../registry/write-dialog.tsx'
import { BookFrame, useCoopId } from './book-frame.tsx'
import { type Book, useBook } from './book.ts'
import { EntryGrid, type RowFaults } from './entry-grid.tsx'
import { emptyEntry, type Entry, isBlank, readAmount, sentRows } from './entry.ts'
import { OpeningImport } from './opening-import.tsx'
import { LineTable } from './line-table.tsx'
import { useEntry } from './use-voucher.ts'
import { type BookRow, showPeriod, type VoucherRow } from './words.ts'

/** The balances a book begins with: entered once as lines, then confirmed by closing month 00. */
export default function Opening(): ReactElement {
  const t = useT()
  const coopId = useCoopId()
  return (
    <BookFrame
      place="opening"
      title={t('opening.title')}
      sentence={(book) =>
        book.closedThrough === null
          ? t('opening.sentence', { period: showPeriod(book.openedPeriod) })
          : t('opening.confirmed', { through: showPeriod(book.closedThrough) })
      }
    >
      {(book) => <Content key={coopId} book={book} />}
    </BookFrame>
  )
}

function Content({ book }: { book: BookRow }): ReactElement {
  const period = Math.floor(book.openedPeriod / 100) * 100
  const read = useRead('listVouchers', {
    coopId: book.coopId,
    from: period,
    to: period,
    limit: 1,
  })
  return (
    <Loaded read={read} lines={8}>
      {(data) => {
        const entered = data.rows[0]
        return entered === undefined ? (
          <Enter book={book} />
        ) : (
          <Entered book={book} voucher={entered} />
        )
      }}
    </Loaded>
  )
}

function Entered(props: { book: BookRow; voucher: VoucherRow }): ReactElement {
  const t = useT()
  const { book, voucher } = props
  return (
    <>
      {book.closedThrough === null ? (
        <Notice tone="depends">
          {t('opening.waits')}{' '}
          <Go to={paths.bookPlace(book.coopId, 'periods')}>{t('book.place.periods')}</Go>
        </Notice>
      ) : null}
      <Panel title={t('opening.lines')} hint={t('opening.by', { name: voucher.preparedBy })}>
        <LineTable lines={voucher.lines} summary={voucher.summary} label={t('opening.lines')} />
      </Panel>
    </>
  )
}

const LINE = /^\$\.books\[0\]\.lines\[(\d+)\](?:\.(\w+))?$/

/** The lines as the verb takes them; null while one of them names no account. */
function inputOf(coopId: string, entry: Entry): In<'enterOpeningBalances'> | null {
  const lines = entry.lines.filter((line) => !isBlank(line))
  if (lines.length === 0 || lines.some((line) => line.account === '')) return null
  const made = lines.map((line) => ({
    account: line.account,
    debit: readAmount(line.debit) ?? '0',
    credit: readAmount(line.credit) ?? '0',
    memberId: line.memberId,
    partyId: line.partyId,
    item: line.item,
    assisted: line.assisted,
  }))
  return { unitId: coopId, books: [{ coopId, lines: made }] }
}

function Enter({ book: row }: { book: BookRow }): ReactElement {
  const t = useT()
  const may = useMay()
  const { coopId } = row
  const book = useBook(coopId, may('readRegister'))
  // Kept beside the vouchers' own draft, under a name that no draft has.
  const first = { ...emptyEntry(`${Math.floor(row.openedPeriod / 100)}-01-01`), draftId: 'opening' }
  const { entry, setEntry } = useEntry(coopId, first, false)
  const [search] = useUrl()
  const [importing, setImporting] = useState(search['file'] !== undefined)
  if (!may('enterOpeningBalances')) return <Notice tone="info">{t('opening.none')}</Notice>
  if (book === undefined) return <Skeleton lines={8} />
  return (
    <>
      {importing ? (
        <OpeningImport
          coopId={coopId}
          book={book}
          onLines={(lines) => {
            setEntry({ ...entry, lines })
            setImporting(false)
          }}
        />
      ) : null}
      <Panel
        title={t('opening.lines')}
        hint={t('opening.hint')}
        extra={
          importing ? undefined : (
            <button type="button" className="button" onClick={() => setImporting(true)}>
              <Icon name="import" /> {t('opening.fromFile')}
            </button>
          )
        }
      >
        <Lines coopId={coopId} book={book} entry={entry} setEntry={setEntry} />
      </Panel>
    </>
  )
}

interface LinesProps {
  readonly coopId: string
  readonly book: Book
  readonly entry: Entry
  readonly setEntry: Dispatch<SetStateAction<Entry>>
}

/** The balances as lines of a voucher, judged while they are typed. */
function Lines({ coopId, book, entry, setEntry }: LinesProps): ReactElement {
  const t = useT()
  const root = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState(0)
  const rows = sentRows(entry)
  const write = useWrite({
    verb: 'enterOpeningBalances',
    input: inputOf(coopId, entry),
    onDone: () => setEntry(emptyEntry(entry.onDate)),
  })
  const faultsOf = (wanted: number): RowFaults => {
    const found = new Map<string, string>()
    for (const fault of isRefusal(write.error) && wanted !== at ? write.error.faults : []) {
      const match = LINE.exec(fault.path)
      if (match !== null && rows[Number(match[1])] === wanted)
        found.set(match[2] ?? '', say(fault.text))
    }
    return found
  }
  const general = isRefusal(write.error) && write.error.faults.every(({ path }) => !LINE.test(path))
  return (
    <div className="stack" ref={root} onKeyDown={write.onKeyDown}>
      <EntryGrid
        coopId={coopId}
        entry={entry}
        change={setEntry}
        book={book}
        root={root}
        faultsOf={faultsOf}
        warningsOf={() => []}
        onRow={setAt}
        onDone={() => root.current?.querySelector<HTMLButtonElement>('.button-primary')?.focus()}
      />
      {general ? <Refused error={write.error} write /> : null}
      <div className="row">
        <button
          type="button"
          className="button button-primary"
          disabled={!write.ready}
          onClick={write.submit}
        >
          {t('opening.enter')} <kbd>Ctrl+Enter</kbd>
        </button>
        <span className="muted small">{t('opening.once')}</span>
      </div>
    </div>
  )
}
