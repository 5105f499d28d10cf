import { type KeyboardEvent, type ReactElement, useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useT } from '../../locale/ledger.ts'
import { useUrl } from '../../navigation.tsx'
import { useRead } from '../../query.ts'
import { useMay, useMe } from '../../session.tsx'
import { Notice } from '../../ui/page.tsx'
import { Loaded, Refused, Skeleton } from '../../ui/state.tsx'
import { isRefusal, type Out } from '../../api.ts'
import { BalancePane } from './balance-pane.tsx'
import { BookFrame, useCoopId } from './book-frame.tsx'
import { type Book, useBook } from './book.ts'
import { DeskFoot, EntryHead } from './entry-head.tsx'
import { EntryGrid, focusCell } from './entry-grid.tsx'
import {
  emptyEntry,
  type Entry,
  entryOfDraft,
  isBlank,
  linesOfShown,
  NO_NOTE,
  totalsOf,
} from './entry.ts'
import { InboxPane, useInbox } from './inbox-pane.tsx'
import { KeyMap } from './key-map.tsx'
import { PayNote } from './pay-note.tsx'
import { type Made, TemplateDialog } from './template-dialog.tsx'
import { lastVoucher, nextEntry, useEntry, useVoucher } from './use-voucher.ts'
import { type BookRow, showPeriod } from './words.ts'

/** The voucher desk: photographs on the left, the voucher in the middle, what it does to the balances right. */
export default function VoucherDesk(): ReactElement {
  const t = useT()
  const coopId = useCoopId()
  const [search] = useUrl()
  const draftId = search['draft']
  return (
    <BookFrame
      place="entry"
      title={t('entry.title')}
      wide
      sentence={(book) =>
        t('entry.sentence', {
          closed:
            book.closedThrough === null ? t('books.notConfirmed') : showPeriod(book.closedThrough),
          waiting: book.waiting,
          drafts: book.drafts,
        })
      }
    >
      {(row) =>
        draftId !== undefined ? (
          <OpenedDraft key={draftId} row={row} draftId={draftId} />
        ) : search['like'] !== undefined ? (
          <LikeVoucher key={search['like']} row={row} voucherId={search['like']} />
        ) : (
          <NewVoucher key={coopId} row={row} />
        )
      }
    </BookFrame>
  )
}

function NewVoucher({ row }: { row: BookRow }): ReactElement {
  const { clock } = useMe()
  const [search] = useUrl()
  const first = emptyEntry(search['onDate'] ?? clock.today)
  return <Desk row={row} first={first} />
}

/** A posted voucher as the start of a similar one. */
function LikeVoucher({ row, voucherId }: { row: BookRow; voucherId: string }): ReactElement {
  const { clock } = useMe()
  const voucher = useRead('readVoucher', { coopId: row.coopId, voucherId })
  return (
    <Loaded read={voucher}>
      {(data) => <Desk row={row} first={entryLike(data, clock.today)} fresh />}
    </Loaded>
  )
}

function OpenedDraft({ row, draftId }: { row: BookRow; draftId: string }): ReactElement {
  const draft = useRead('readDraft', { coopId: row.coopId, draftId })
  return (
    <Loaded read={draft}>
      {(data) => <Desk row={row} first={entryOfDraft(data)} returned={data.returnReason} />}
    </Loaded>
  )
}

interface DeskProps {
  readonly row: BookRow
  readonly first: Entry
  /** Begins with `first` even where an unfinished voucher was kept. */
  readonly fresh?: boolean
  readonly returned?: string | null
}

function Desk(props: DeskProps): ReactElement {
  const may = useMay()
  const book = useBook(props.row.coopId, may('readRegister'))
  return book === undefined ? <Skeleton lines={10} /> : <Panes {...props} book={book} />
}

/** What the desk remembers of the vouchers it has sent since it was opened. */
interface Sent {
  readonly count: number
  readonly summary: string
  readonly amount: bigint
  readonly submitted: boolean
}

function useDesk(props: DeskProps & { book: Book }) {
  const { row, first } = props
  const [, changeUrl] = useUrl()
  const root = useRef<HTMLDivElement>(null)
  const { entry, setEntry } = useEntry(row.coopId, first, props.fresh === true)
  const inbox = useInbox(row.coopId, entry, setEntry)
  const [at, setAt] = useState(0)
  const [sent, setSent] = useState<Sent | null>(null)
  const desk = useVoucher({
    coopId: row.coopId,
    entry,
    setEntry,
    row: at,
    onSent: ({ entry: gone }) => {
      flushSync(() => {
        setEntry(inbox.withNext(nextEntry(gone)))
        setAt(0)
      })
      focusCell(root.current, 0, 'summary')
    },
    onSaved: ({ entry: saved, submit }) => {
      setSent((before) => ({
        count: (before?.count ?? 0) + 1,
        summary: saved.lines[0]?.summary ?? '',
        amount: totalsOf(saved.lines).debit,
        submitted: submit,
      }))
      if (saved.draftId !== null) changeUrl({ draft: undefined })
    },
  })
  return { root, entry, setEntry, inbox, at, setAt, sent, desk }
}

/** What each key of the desk does. */
function actsOf(
  state: ReturnType<typeof useDesk>,
  coopId: string,
  show: (what: 'template' | 'keys') => void,
): Readonly<Record<Act, () => void>> {
  const { root, entry, setEntry, inbox, desk } = state
  return {
    save: () => desk.save(true),
    keep: () => desk.save(false),
    template: () => show('template'),
    keys: () => show('keys'),
    copy: () => {
      const last = lastVoucher(coopId)
      if (last === null) return
      const { onDate, documentIds } = entry
      flushSync(() => setEntry({ ...last, onDate, documentIds, payment: NO_NOTE, attachments: '' }))
      focusCell(root.current, 0, 'summary')
    },
    date: () => focusNamed(root.current, 'on-date'),
    next: () => inbox.move(1),
    before: () => inbox.move(-1),
    turn: inbox.turn,
    zoom: inbox.zoom,
  }
}

function Panes(props: DeskProps & { book: Book }): ReactElement {
  const t = useT()
  const { row, book } = props
  const [shown, setShown] = useState<'template' | 'keys' | null>(null)
  const state = useDesk(props)
  const { root, entry, setEntry, inbox, desk, sent, setAt } = state
  useEffect(() => focusCell(root.current, 0, 'summary'), [root])
  const acts = actsOf(state, row.coopId, setShown)
  const onKeyDown = (event: KeyboardEvent): void => {
    const act = deskAct(event)
    if (act === null) return
    event.preventDefault()
    acts[act]()
  }
  return (
    <div className="voucher-desk" ref={root} onKeyDown={onKeyDown}>
      <InboxPane inbox={inbox} entry={entry} change={setEntry} />
      <section className="panel entry-pane" aria-label={t('entry.title')}>
        {props.returned === null || props.returned === undefined ? null : (
          <Notice tone="depends">{t('entry.returned', { reason: props.returned })}</Notice>
        )}
        <EntryHead
          entry={entry}
          change={setEntry}
          judged={desk.judged}
          onNext={() => focusCell(root.current, 0, 'summary')}
        />
        <EntryGrid
          coopId={row.coopId}
          entry={entry}
          change={setEntry}
          book={book}
          root={root}
          faultsOf={desk.judged.faultsOf}
          warningsOf={desk.judged.warningsOf}
          onRow={setAt}
          onDone={() => focusNamed(root.current, 'attachments')}
        />
        <BelowLines coopId={row.coopId} state={state} />
        <DeskFoot
          desk={desk}
          sent={sent}
          onTemplate={acts.template}
          onKeys={acts.keys}
          onCopy={acts.copy}
        />
      </section>
      <BalancePane coopId={row.coopId} book={book} entry={entry} />
      {shown === 'template' ? (
        <TemplateDialog
          book={book}
          close={() => setShown(null)}
          onMade={(made) => {
            flushSync(() => {
              setShown(null)
              setEntry(withTemplate(entry, made))
            })
            focusCell(root.current, entry.lines.filter((line) => !isBlank(line)).length, 'summary')
          }}
        />
      ) : null}
      {shown === 'keys' ? <KeyMap close={() => setShown(null)} /> : null}
    </div>
  )
}

/** What a payment says beside its lines, and what is said of the voucher. */
function BelowLines(props: { coopId: string; state: ReturnType<typeof useDesk> }): ReactElement {
  const { entry, setEntry, desk } = props.state
  return (
    <>
      <PayNote
        coopId={props.coopId}
        entry={entry}
        change={setEntry}
        refused={desk.judged.needsApproval}
      />
      <Said desk={desk} />
      <CameBack desk={desk} />
    </>
  )
}

/** The lines of a template in the place of the blank ones. */
const withTemplate = (entry: Entry, made: Made): Entry => ({
  ...entry,
  kind: entry.kind === 'general' ? entry.kind : made.kind,
  template: made.template,
  clause: made.clause,
  lines: [...entry.lines.filter((line) => !isBlank(line)), ...made.lines],
})

/** A voucher that the server refused while the next one was being typed. */
function CameBack({ desk }: { desk: ReturnType<typeof useVoucher> }): ReactElement | null {
  const t = useT()
  if (desk.refused === null) return null
  return (
    <Notice tone="fail">
      {t('entry.cameBack', { summary: desk.refused.entry.lines[0]?.summary ?? '' })}{' '}
      <button type="button" className="button-link" onClick={desk.takeBack}>
        {t('entry.takeBack')}
      </button>
    </Notice>
  )
}

type Act =
  | 'save'
  | 'keep'
  | 'template'
  | 'keys'
  | 'copy'
  | 'date'
  | 'next'
  | 'before'
  | 'turn'
  | 'zoom'

const ALT: Readonly<Record<string, Act>> = {
  PageDown: 'next',
  PageUp: 'before',
  KeyR: 'turn',
  KeyZ: 'zoom',
}

/** Which act of the desk a key asks for; null when it belongs to the cell. */
function deskAct(event: KeyboardEvent): Act | null {
  const control = event.ctrlKey || event.metaKey
  const target = event.target as HTMLElement
  // A question mark belongs into a text, never into an amount.
  const typing =
    target.matches('input:not(.cell-amount), textarea') && (target as HTMLInputElement).value !== ''
  if (control && event.key === 'Enter') return 'save'
  if (control && event.key.toLowerCase() === 's') return 'keep'
  if (control && event.key === 'Home') return 'date'
  if (event.key === 'F2') return 'template'
  if (event.key === 'F8') return 'copy'
  if (event.key === 'F1') return 'keys'
  if (event.altKey && !control) return ALT[event.code] ?? null
  return event.key === '?' && !typing ? 'keys' : null
}

function focusNamed(root: HTMLElement | null, name: string): void {
  const field = root?.querySelector<HTMLInputElement>(`[name="${name}"]`)
  field?.focus()
  field?.select?.()
}

/** What concerns the whole voucher: faults without a place, and warnings. */
function Said({ desk }: { desk: ReturnType<typeof useVoucher> }): ReactElement | null {
  const t = useT()
  const { judged, attempted, complete } = desk
  if (attempted && !complete) return <Notice tone="depends">{t('entry.incomplete')}</Notice>
  const unplaced =
    isRefusal(judged.error) && !judged.error.faults.some(({ path }) => path.includes('lines['))
  const onDay = judged.faultAt('onDate') !== null
  const balance = judged.faultAt('lines')
  return (
    <>
      {judged.error !== null && unplaced && !onDay && balance === null ? (
        <Refused error={judged.error} write />
      ) : null}
      {attempted && balance !== null ? <Notice tone="fail">{balance}</Notice> : null}
      {judged.warnings.length === 0 ? null : (
        <ul className="entry-warnings">
          {judged.warnings.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      )}
    </>
  )
}

const entryLike = (voucher: Out<'readVoucher'>, onDate: string): Entry => ({
  ...emptyEntry(onDate, voucher.kind === 'opening' ? 'general' : voucher.kind),
  lines: [...linesOfShown(voucher)],
})
