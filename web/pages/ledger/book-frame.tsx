import { useParams } from '@tanstack/react-router'
import { type ReactElement, type ReactNode, useEffect, useRef } from 'react'
import type { VerbName } from '../../api.ts'
import { useT } from '../../locale/ledger.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { PageHead } from '../../ui/page.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import { OpenBooks } from './open-books.tsx'
import type { BookRow } from './words.ts'
import './ledger.css'

export const useCoopId = (): string =>
  (useParams({ strict: false }) as { coopId?: string }).coopId ?? ''

const PLACES = [
  'vouchers',
  'ledger',
  'statements',
  'entry',
  'drafts',
  'trade',
  'accounts',
  'parties',
  'opening',
  'periods',
  'bank',
  'budget',
  'files',
] as const
export type Place = (typeof PLACES)[number]

const NEEDS = {
  vouchers: 'listVouchers',
  ledger: 'readLedgerPage',
  statements: 'statements',
  entry: 'saveDraft',
  drafts: 'listDrafts',
  trade: 'listTrades',
  accounts: 'readChart',
  parties: 'listParties',
  opening: 'enterOpeningBalances',
  periods: 'checkPeriod',
  bank: 'listBankLines',
  budget: 'readBudget',
  files: 'exportVouchers',
} as const satisfies Record<Place, VerbName>

/** The pages of one book, always in the same order; what nobody may open is not drawn. */
function Places({ coopId, current }: { coopId: string; current: Place | undefined }): ReactElement {
  const t = useT()
  const may = useMay()
  const nav = useRef<HTMLElement>(null)
  // On a narrow screen the page that is open may lie beyond the edge of the row.
  useEffect(() => {
    const here = nav.current?.querySelector<HTMLElement>('[aria-current]')
    if (here === null || here === undefined || nav.current === null) return
    nav.current.scrollLeft = here.offsetLeft - nav.current.offsetLeft - 24
  }, [current])
  return (
    <nav className="book-places no-print" aria-label={t('book.places')} ref={nav}>
      {PLACES.filter((place) => may(NEEDS[place])).map((place) => (
        <Go
          key={place}
          to={place === 'vouchers' ? paths.book(coopId) : paths.bookPlace(coopId, place)}
          current={place === current ? 'page' : undefined}
        >
          {t(`book.place.${place}`)}
        </Go>
      ))}
    </nav>
  )
}

interface FrameProps {
  readonly place?: Place
  readonly title: string
  readonly sentence?: (book: BookRow) => ReactNode
  readonly marks?: ReactNode
  readonly actions?: ReactNode
  readonly wide?: boolean
  readonly children: (book: BookRow) => ReactNode
}

/** A page of one co-op's book: whose it is, how it stands, its other pages, and the page itself. */
export function BookFrame(props: FrameProps): ReactElement {
  const t = useT()
  const coopId = useCoopId()
  const books = useRead('listBooks', { unitId: coopId, limit: 1 })
  const book = books.data?.rows.find((one) => one.coopId === coopId)
  return (
    <div className={props.wide === true ? 'page page-wide' : 'page'}>
      <PageHead
        title={props.title}
        trail={[
          { key: 'books', node: <Go to={paths.books()}>{t('nav.books')}</Go> },
          { key: 'coop', node: <Go to={paths.coop(coopId)}>{book?.name ?? '…'}</Go> },
        ]}
        {...(book === undefined || props.sentence === undefined
          ? {}
          : { sentence: props.sentence(book) })}
        marks={props.marks}
        actions={props.actions}
      />
      <Places coopId={coopId} current={props.place} />
      <Loaded read={books}>
        {() => (book === undefined ? <NoBook coopId={coopId} /> : props.children(book))}
      </Loaded>
    </div>
  )
}

/** A co-op without books: says so, and opens them for those who may. */
function NoBook({ coopId }: { coopId: string }): ReactElement {
  const t = useT()
  const may = useMay()
  return (
    <Empty
      title={t('book.none')}
      hint={t('book.noneHint')}
      action={may('openBooks') ? <OpenBooks unitId={coopId} coopIds={[coopId]} /> : null}
    />
  )
}
