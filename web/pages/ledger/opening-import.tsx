import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/ledger.ts'
import { comma, say } from '../../locale/translate.ts'
import { useAsk, useRead } from '../../query.ts'
import { Money } from '../../ui/figures.tsx'
import { Notice, Panel, Tag } from '../../ui/page.tsx'
import { Segments } from '../../ui/segments.tsx'
import { Refused, Skeleton } from '../../ui/state.tsx'
import type { Book } from './book.ts'
import { emptyLine, type EntryLine, fenOf } from './entry.ts'
import { OpeningSplits } from './opening-splits.tsx'
import {
  type Asked,
  balancesOf,
  differenceOf,
  type Part,
  partsOfRows,
  splitsOf,
} from './opening-split.ts'
import {
  FileChoice,
  FileFaults,
  type Mapping,
  MappingTable,
  type TableFile,
} from './table-file.tsx'

type Read = Out<'readOpeningFile'>
type Mapped = Out<'mapOpening'>
type Chart = '2007' | '2021'

const FIELDS = [
  'account',
  'accountName',
  'side',
  'balance',
  'debit',
  'credit',
  'memberNumber',
  'member',
  'party',
] as const

const isField = (field: string): field is (typeof FIELDS)[number] =>
  FIELDS.some((one) => one === field)

interface ImportProps {
  readonly coopId: string
  readonly book: Book
  /** The lines as they would be entered, ready to be looked through. */
  readonly onLines: (lines: readonly EntryLine[]) => void
}

/** Opening balances out of a table of balances, of the chart of 2021 or of 2007. */
export function OpeningImport({ coopId, book, onLines }: ImportProps): ReactElement {
  const t = useT()
  const read = useAsk('readOpeningFile')
  const [chart, setChart] = useState<Chart>('2021')
  const [file, setFile] = useState<TableFile | null>(null)
  const [mapping, setMapping] = useState<Mapping>({})
  const [tooLarge, setTooLarge] = useState(false)
  const look = (chosen: TableFile, by: Mapping, under: Chart): void => {
    setTooLarge(false)
    setFile(chosen)
    setMapping(by)
    read.mutate({ coopId, chart: under, ...chosen, mapping: by })
  }
  return (
    <Panel title={t('opening.fromFile')} hint={t('opening.fromFileHint')}>
      <div className="stack">
        <Segments
          legend={t('opening.chart')}
          titled
          value={chart}
          options={(['2021', '2007'] as const).map((value) => ({
            value,
            label: t(`opening.chart.${value}`),
          }))}
          onChange={(value) => {
            setChart(value)
            if (file !== null) look(file, mapping, value)
          }}
        />
        <FileChoice
          label={t('opening.file')}
          file={file}
          onFile={(chosen) => look(chosen, {}, chart)}
          onTooLarge={() => setTooLarge(true)}
        />
        {tooLarge ? <Notice tone="fail">{t('files.tooLarge')}</Notice> : null}
        {read.isPending ? <Skeleton lines={4} /> : null}
        {read.error === null ? null : <Refused error={read.error} />}
        {read.data === undefined || file === null ? null : (
          <>
            <MappingTable
              guess={read.data.mapping}
              fields={FIELDS}
              fieldName={(field) => (isField(field) ? t(`files.field.${field}`) : field)}
              mapping={mapping}
              onChange={(next) => look(file, next, chart)}
            />
            <Balance read={read.data} />
            <FileFaults faults={read.data.faults} />
            {read.data.faults.some(({ level }) => level === 'error') ? null : chart === '2021' ? (
              <TakeLines
                lines={read.data.rows.map((row) => ({ ...row, assisted: false }))}
                book={book}
                onLines={onLines}
              />
            ) : (
              <OldChart
                key={`${file.fileName}${file.content.length}`}
                read={read.data}
                book={book}
                onLines={onLines}
              />
            )}
          </>
        )}
      </div>
    </Panel>
  )
}

/** Both sides of what was read, and what is missing for them to balance. */
function Balance({ read }: { read: Read }): ReactElement {
  const t = useT()
  const difference = differenceOf(read.rows)
  return (
    <p className="opening-balance">
      {t('opening.read', { n: read.rows.length })} {t('opening.debit')} <Money value={read.debit} />
      {comma()}
      {t('opening.credit')} <Money value={read.credit} />{' '}
      {fenOf(difference) === 0n ? (
        <Tag tone="pass">{t('opening.balanced')}</Tag>
      ) : (
        <Tag tone="fail">{t('opening.off', { n: difference })}</Tag>
      )}
    </p>
  )
}

type Line = Pick<
  Mapped['lines'][number],
  'account' | 'debit' | 'credit' | 'memberId' | 'partyId' | 'assisted'
>

const asEntryLine =
  (book: Book) =>
  (line: Line): EntryLine => ({
    ...emptyLine(),
    account: line.account,
    debit: fenOf(line.debit) === 0n ? '' : line.debit,
    credit: fenOf(line.credit) === 0n ? '' : line.credit,
    memberId: line.memberId,
    partyId: line.partyId,
    who: book.nameOf(line.memberId ?? line.partyId ?? ''),
    assisted: line.assisted,
  })

function TakeLines(props: {
  lines: readonly Line[]
  book: Book
  onLines: (lines: readonly EntryLine[]) => void
}): ReactElement {
  const t = useT()
  const { lines, book, onLines } = props
  return (
    <div className="row">
      <button
        type="button"
        className="button button-primary"
        disabled={lines.length === 0}
        onClick={() => onLines(lines.map(asEntryLine(book)))}
      >
        {t('opening.takeLines', { n: lines.length })}
      </button>
      <span className="muted small">{t('opening.takeHint')}</span>
    </div>
  )
}

/** Balances of the chart of 2007: where each account goes, and the items that have to be looked at. */
function OldChart(props: {
  read: Read
  book: Book
  onLines: (lines: readonly EntryLine[]) => void
}): ReactElement {
  const t = useT()
  const { read, book, onLines } = props
  const [typed, setTyped] = useState<Readonly<Record<string, readonly Part[]>>>({})
  const balances = balancesOf(read.rows)
  const first = useRead('mapOpening', { balances })
  const asked = (first.data?.accounts ?? []).flatMap((one): Asked[] =>
    one.how === null ? [] : [{ ...one, how: one.how }],
  )
  const partsOf = (code: string): readonly Part[] =>
    typed[code] ?? partsOfRows(code, read.rows, book.nameOf)
  const splits = splitsOf(asked, Object.fromEntries(asked.map(({ code }) => [code, partsOf(code)])))
  const mapped = useRead('mapOpening', { balances, splits }, { enabled: first.data !== undefined })
  if (mapped.error !== null) return <Refused error={mapped.error} />
  if (mapped.data === undefined) return <Skeleton lines={4} />
  const { accounts, faults, lines } = mapped.data
  return (
    <>
      <Goes accounts={accounts} />
      <OpeningSplits
        asked={asked}
        book={book}
        partsOf={partsOf}
        change={(code, parts) => setTyped({ ...typed, [code]: parts })}
      />
      {faults.length === 0 ? null : (
        <Notice tone="fail">
          <ul className="notice-list">
            {faults.map((fault) => (
              <li key={`${fault.path}${fault.text.en}`}>
                {rowOf(read, fault.path, t)} {say(fault.text)}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {lines.length === 0 ? null : <TakeLines lines={lines} book={book} onLines={onLines} />}
    </>
  )
}

/** The row of the file that a fault speaks of. */
function rowOf(read: Read, path: string, t: ReturnType<typeof useT>): string {
  const place = /^\$\.balances\[(\d+)\]/.exec(path)?.[1]
  const row = place === undefined ? undefined : read.rows[Number(place)]
  return row === undefined ? '' : t('bank.atRow', { n: row.row })
}

/** Where each account of the old books goes, by name: the same code may mean another thing. */
function Goes({ accounts }: { accounts: Mapped['accounts'] }): ReactElement {
  const t = useT()
  return (
    <div
      className="table-scroll table-tall"
      tabIndex={0}
      role="group"
      aria-label={t('opening.goes')}
    >
      <table className="table table-small">
        <thead>
          <tr>
            <th scope="col">{t('opening.old')}</th>
            <th scope="col">{t('opening.new')}</th>
            <th scope="col" className="num">
              {t('opening.debit')}
            </th>
            <th scope="col" className="num">
              {t('opening.credit')}
            </th>
          </tr>
        </thead>
        <tbody>
          {accounts.map((one) => (
            <tr key={one.code}>
              <th scope="row">
                <span className="choice-code">{one.code}</span> {one.name}
              </th>
              <td>
                {one.into.map(({ account, name }) => `${account} ${say(name)}`).join(comma())}
                {one.how === null ? null : <Tag tone="depends">{t('opening.byItem')}</Tag>}
              </td>
              <td className="num">
                <Money value={one.debit} />
              </td>
              <td className="num">
                <Money value={one.credit} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
