import { type ReactElement, useState } from 'react'
import { download, type In, newKey, type Out } from '../../api.ts'
import { useT } from '../../locale/ledger.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useAct, useAsk } from '../../query.ts'
import { Money } from '../../ui/figures.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Notice, Panel, Tag } from '../../ui/page.tsx'
import { Progress } from '../../ui/progress.tsx'
import { Refused, Skeleton } from '../../ui/state.tsx'
import { nameOfLine } from './line-table.tsx'
import {
  FileChoice,
  FileFaults,
  type Mapping,
  MappingTable,
  type TableFile,
} from './table-file.tsx'

type Preview = Out<'previewVoucherFile'>
type Shown = Preview['vouchers'][number]

const FIELDS = [
  'date',
  'period',
  'kind',
  'number',
  'summary',
  'account',
  'accountName',
  'debit',
  'credit',
  'memberNumber',
  'member',
  'party',
  'item',
  'attachments',
] as const

const isField = (field: string): field is (typeof FIELDS)[number] =>
  FIELDS.some((one) => one === field)

/** Vouchers out of a table: looked into first, every fault at its place, then all of them or none. */
export function ImportVouchers({ coopId }: { coopId: string }): ReactElement {
  const t = useT()
  const preview = useAsk('previewVoucherFile')
  const send = useAct('importVoucherFile')
  const [file, setFile] = useState<TableFile | null>(null)
  const [mapping, setMapping] = useState<Mapping>({})
  const [tooLarge, setTooLarge] = useState(false)
  const look = (chosen: TableFile, by: Mapping): void => {
    setTooLarge(false)
    setFile(chosen)
    setMapping(by)
    send.reset()
    preview.mutate({ coopId, ...chosen, mapping: by })
  }
  const input = file === null ? null : { coopId, ...file, mapping }
  return (
    <Panel
      title={t('files.vouchers')}
      hint={t('files.vouchersHint')}
      extra={
        <span className="row">
          {(['xlsx', 'csv'] as const).map((format) => (
            <button
              key={format}
              type="button"
              className="button"
              onClick={() => void download('voucherTemplate', { format })}
            >
              <Icon name="export" /> {t('files.template', { format })}
            </button>
          ))}
        </span>
      }
    >
      <div className="stack">
        <FileChoice
          label={t('files.file')}
          file={file}
          onFile={(chosen) => look(chosen, {})}
          onTooLarge={() => setTooLarge(true)}
        />
        {tooLarge ? <Notice tone="fail">{t('files.tooLarge')}</Notice> : null}
        {preview.isPending ? <Skeleton lines={4} /> : null}
        {preview.error === null ? null : <Refused error={preview.error} />}
        {preview.data === undefined || input === null || file === null ? null : (
          <>
            <MappingTable
              guess={preview.data.mapping}
              fields={FIELDS}
              fieldName={(field) => (isField(field) ? t(`files.field.${field}`) : field)}
              mapping={mapping}
              onChange={(next) => look(file, next)}
            />
            {send.data === undefined ? (
              <Understood coopId={coopId} preview={preview.data} input={input} send={send} />
            ) : (
              <Done coopId={coopId} answer={send.data} />
            )}
          </>
        )}
      </div>
    </Panel>
  )
}

function Understood(props: {
  coopId: string
  preview: Preview
  input: Omit<In<'importVoucherFile'>, 'submit' | 'again'>
  send: ReturnType<typeof useAct<'importVoucherFile'>>
}): ReactElement {
  const t = useT()
  const { preview, input, send } = props
  const [again, setAgain] = useState(false)
  const [submit, setSubmit] = useState(true)
  const [running, setRunning] = useState<string | null>(null)
  const errors = preview.faults.filter(({ level }) => level === 'error').length
  const count = again ? preview.total : preview.fresh
  const start = (): void => {
    const named = newKey()
    setRunning(named)
    send.mutate(
      { input: { ...input, again, submit }, options: { requestId: named } },
      { onSettled: () => setRunning(null) },
    )
  }
  return (
    <>
      <Notice tone={errors > 0 ? 'fail' : 'pass'}>
        {errors > 0
          ? t('files.wrong', { total: preview.total, n: errors })
          : t('files.right', { total: preview.total, fresh: preview.fresh, known: preview.known })}
      </Notice>
      <FileFaults faults={preview.faults} />
      <Vouchers vouchers={preview.vouchers} total={preview.total} />
      {errors > 0 ? null : (
        <div className="stack">
          {preview.known === 0 ? null : (
            <label className="check">
              <input
                type="checkbox"
                checked={again}
                onChange={(event) => setAgain(event.target.checked)}
              />
              {t('files.again', { n: preview.known })}
            </label>
          )}
          <label className="check">
            <input
              type="checkbox"
              checked={submit}
              onChange={(event) => setSubmit(event.target.checked)}
            />
            {t('files.submit')}
          </label>
          <div className="row">
            <button
              type="button"
              className="button button-primary"
              disabled={send.isPending || count === 0}
              onClick={start}
            >
              {t('files.take', { n: count })}
            </button>
            <span className="muted small">{t('files.whole')}</span>
          </div>
        </div>
      )}
      <Progress requestId={running} />
      {send.error === null ? null : <Refused error={send.error} write />}
    </>
  )
}

function Done(props: { coopId: string; answer: Out<'importVoucherFile'> }): ReactElement {
  const t = useT()
  const { coopId, answer } = props
  return (
    <Notice tone="pass">
      {t('files.taken', { n: answer.draftIds.length, known: answer.known })}{' '}
      <Go to={paths.bookPlace(coopId, 'drafts')}>{t('book.place.drafts')}</Go>
    </Notice>
  )
}

/** The first vouchers of the file as they were understood. */
function Vouchers(props: { vouchers: readonly Shown[]; total: number }): ReactElement | null {
  const t = useT()
  const { vouchers, total } = props
  if (vouchers.length === 0) return null
  return (
    <div
      className="table-scroll table-tall"
      tabIndex={0}
      role="group"
      aria-label={t('files.preview')}
    >
      <table className="table table-small">
        <caption className="muted small">
          {t('files.previewOf', { n: vouchers.length, total })}
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('files.row')}</th>
            <th scope="col">{t('common.day')}</th>
            <th scope="col">{t('entry.summary')}</th>
            <th scope="col">{t('entry.account')}</th>
            <th scope="col">{t('entry.who')}</th>
            <th scope="col" className="num">
              {t('entry.debit')}
            </th>
            <th scope="col" className="num">
              {t('entry.credit')}
            </th>
          </tr>
        </thead>
        {vouchers.map((voucher) => (
          <tbody key={voucher.row} className={voucher.known ? 'muted' : undefined}>
            {voucher.lines.map((line, i) => (
              <tr key={i}>
                <td className="muted">{i === 0 ? voucher.row : ''}</td>
                <td className="nowrap">{i === 0 ? voucher.onDate : ''}</td>
                <td>
                  {i === 0 ? asWritten(voucher.summary) : asWritten(line.summary ?? '')}
                  {i === 0 && voucher.known ? <Tag>{t('files.known')}</Tag> : null}
                </td>
                <td>
                  <span className="choice-code">{line.account}</span> {say(line.accountName)}
                </td>
                <td>{nameOfLine(line)}</td>
                <td className="num">{line.debit === '0.00' ? '' : <Money value={line.debit} />}</td>
                <td className="num">
                  {line.credit === '0.00' ? '' : <Money value={line.credit} />}
                </td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  )
}
