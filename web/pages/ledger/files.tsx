import { type ReactElement, useState } from 'react'
import { download } from '../../api.ts'
import { useT } from '../../locale/ledger.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useMay } from '../../session.tsx'
import { SelectField } from '../../ui/field.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Panel } from '../../ui/page.tsx'
import { Refused } from '../../ui/state.tsx'
import { BookFrame, useCoopId } from './book-frame.tsx'
import { saveBooks, type TextFormat } from './export-books.ts'
import { ImportVouchers } from './import-vouchers.tsx'
import { type BookRow, showPeriod } from './words.ts'

/** The book's doors for files: vouchers in, opening balances in, everything out. */
export default function Files(): ReactElement {
  const t = useT()
  const may = useMay()
  const coopId = useCoopId()
  return (
    <BookFrame place="files" title={t('files.title')} sentence={() => t('files.sentence')}>
      {(book) => (
        <>
          {may('importVoucherFile') ? <ImportVouchers key={coopId} coopId={coopId} /> : null}
          {may('readOpeningFile') && book.closedThrough === null ? (
            <Panel title={t('files.opening')} hint={t('files.openingHint')}>
              <Go to={paths.bookPlace(coopId, 'opening', { file: 1 })} className="button">
                <Icon name="import" /> {t('files.openingGo')}
              </Go>
            </Panel>
          ) : null}
          <Exports book={book} />
        </>
      )}
    </BookFrame>
  )
}

/** The periods of a book that may be exported. */
function periodsOf(book: BookRow): readonly number[] {
  const first = Math.floor(book.openedPeriod / 100)
  const years = Array.from({ length: book.year - first + 1 }, (_, i) => first + i)
  return years
    .flatMap((year) => Array.from({ length: 13 }, (_, i) => year * 100 + i + 1))
    .filter((period) => period >= book.openedPeriod)
}

const TEXTS = [
  ['hledger', 'files.hledger'],
  ['beancount', 'files.beancount'],
  ['csv', 'files.plainCsv'],
] as const satisfies readonly (readonly [TextFormat, string])[]

function Exports({ book }: { book: BookRow }): ReactElement {
  const t = useT()
  const { coopId } = book
  const periods = periodsOf(book).map((one) => ({ value: String(one), label: showPeriod(one) }))
  const [from, setFrom] = useState(String(book.year * 100 + 1))
  const [to, setTo] = useState(String(book.year * 100 + 13))
  const [busy, setBusy] = useState<TextFormat | null>(null)
  const [error, setError] = useState<unknown>(null)
  const table = (format: 'xlsx' | 'csv'): void => {
    setError(null)
    download('exportVouchers', { coopId, from: Number(from), to: Number(to), format }).catch(
      setError,
    )
  }
  const books = (format: TextFormat): void => {
    setError(null)
    setBusy(format)
    saveBooks(coopId, format)
      .catch(setError)
      .finally(() => setBusy(null))
  }
  return (
    <Panel title={t('files.out')} hint={t('files.outHint')}>
      <div className="stack">
        <div className="row files-span">
          <SelectField label={t('common.from')} value={from} onChange={setFrom} options={periods} />
          <SelectField label={t('common.to')} value={to} onChange={setTo} options={periods} />
          {(['xlsx', 'csv'] as const).map((format) => (
            <button key={format} type="button" className="button" onClick={() => table(format)}>
              <Icon name="export" /> {t('files.voucherTable', { format })}
            </button>
          ))}
        </div>
        <h3>{t('files.wholeBook')}</h3>
        <p className="muted small">{t('files.wholeBookHint')}</p>
        <div className="row">
          {TEXTS.map(([format, label]) => (
            <button
              key={format}
              type="button"
              className="button"
              disabled={busy !== null}
              onClick={() => books(format)}
            >
              <Icon name="export" /> {t(label)}
            </button>
          ))}
          {busy === null ? null : <span role="status">{t('files.making')}</span>}
        </div>
        {error === null ? null : <Refused error={error} />}
      </div>
    </Panel>
  )
}
