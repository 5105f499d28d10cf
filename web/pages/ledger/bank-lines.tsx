import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/ledger.ts'
import { asWritten } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useAct, useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { Money } from '../../ui/figures.tsx'
import { FilterDay, FilterSelect } from '../../ui/filters.tsx'
import { Tag } from '../../ui/page.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Empty, Loaded, Refused } from '../../ui/state.tsx'
import { Pages } from './pages.tsx'
import { voucherLabel, type VoucherRow } from './words.ts'

type Line = Out<'listBankLines'>['rows'][number]

const PAGE = 100

/** Every line of the bank, with the vouchers that answer it or the note that explains it. */
export function BankLines({ coopId, account }: { coopId: string; account: string }): ReactElement {
  const t = useT()
  const [search] = useUrl()
  const [settling, setSettling] = useState<Line | null>(null)
  const page = Math.max(1, Number(search['page'] ?? '1') || 1)
  const read = useRead('listBankLines', {
    coopId,
    account,
    from: search['from'] as Line['onDate'] | undefined,
    to: search['to'] as Line['onDate'] | undefined,
    open: search['open'] === 'true' ? 'true' : 'false',
    limit: PAGE,
    offset: (page - 1) * PAGE,
  })
  return (
    <div className="data-table">
      <div className="data-filters no-print">
        <FilterSelect
          name="open"
          label={t('bank.state')}
          options={[{ value: 'true', label: t('bank.onlyOpen') }]}
        />
        <FilterDay name="from" label={t('common.from')} />
        <FilterDay name="to" label={t('common.to')} />
      </div>
      <Loaded read={read} lines={8}>
        {(data) =>
          data.rows.length === 0 ? (
            <Empty title={t('bank.noLines')} hint={t('bank.noLinesHint')} />
          ) : (
            <>
              <LineRows coopId={coopId} lines={data.rows} settle={setSettling} />
              <Pages total={data.total} page={page} size={PAGE} />
            </>
          )
        }
      </Loaded>
      {settling === null ? null : (
        <ReasonDialog
          title={t('bank.settle')}
          confirm={t('bank.settle')}
          verb="settleBankLine"
          input={(note) => ({ coopId, bankLineId: settling.id, note })}
          close={() => setSettling(null)}
        >
          <p>{t('bank.settleBody')}</p>
        </ReasonDialog>
      )}
    </div>
  )
}

interface RowsProps {
  readonly coopId: string
  readonly lines: readonly Line[]
  readonly settle: (line: Line) => void
}

function LineRows({ coopId, lines, settle }: RowsProps): ReactElement {
  const t = useT()
  return (
    <div className="table-scroll">
      <table className="table table-small">
        <thead>
          <tr>
            <th scope="col">{t('common.day')}</th>
            <th scope="col">{t('bank.other')}</th>
            <th scope="col">{t('bank.memo')}</th>
            <th scope="col" className="num">
              {t('entry.amount')}
            </th>
            <th scope="col" className="num">
              {t('bank.balance')}
            </th>
            <th scope="col">{t('bank.answer')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <Row key={line.id} coopId={coopId} line={line} settle={settle} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row(props: { coopId: string; line: Line; settle: (line: Line) => void }): ReactElement {
  const t = useT()
  const may = useMay()
  const undo = useAct('undoBankMatches')
  const { coopId, line } = props
  const { matchId } = line
  const open = matchId === null && line.settledNote === null
  return (
    <tr>
      <td className="nowrap">{line.onDate}</td>
      <td>{line.otherSide}</td>
      <td>{asWritten(line.memo)}</td>
      <td className="num">
        <Money value={line.amount} />
      </td>
      <td className="num">{line.balance === null ? '' : <Money value={line.balance} />}</td>
      <td>
        {line.vouchers.map((voucher) => (
          <Go key={voucher.id} to={paths.voucher(coopId, voucher.id)}>
            {voucherLabel({ kind: voucher.kind as VoucherRow['kind'], number: voucher.number })}
          </Go>
        ))}{' '}
        {line.settledNote === null ? null : asWritten(line.settledNote)}
        {open ? <Tag tone="depends">{t('bank.isOpen')}</Tag> : null}{' '}
        {open && may('settleBankLine') ? (
          <button type="button" className="button-link" onClick={() => props.settle(line)}>
            {t('bank.settle')}
          </button>
        ) : null}
        {matchId !== null && may('undoBankMatches') ? (
          <button
            type="button"
            className="button-link"
            disabled={undo.isPending}
            onClick={() => undo.mutate({ input: { coopId, matchIds: [matchId] } })}
          >
            {t('bank.undo')}
          </button>
        ) : null}
        {undo.error === null ? null : <Refused error={undo.error} write />}
      </td>
    </tr>
  )
}
