import { type ReactElement, useState } from 'react'
import { download, type Out } from '../../api.ts'
import { useT } from '../../locale/ledger.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMe } from '../../session.tsx'
import { DateInput } from '../../ui/date-input.tsx'
import { Money } from '../../ui/figures.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Notice, Panel } from '../../ui/page.tsx'
import { Loaded, Refused } from '../../ui/state.tsx'
import type { BankAccount } from './bank.tsx'
import { fenOf } from './entry.ts'
import { voucherLabel, type VoucherRow } from './words.ts'

type Sheet = Out<'readBankReconciliation'>

/** 银行存款余额调节表: both balances, what each side has not booked, and whether they meet. */
export function BankSheet({
  coopId,
  account,
}: {
  coopId: string
  account: BankAccount
}): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const [on, setOn] = useState<string>(account.through ?? clock.today)
  const [error, setError] = useState<unknown>(null)
  const input = { coopId, account: account.account, on: on as Sheet['on'] }
  const read = useRead('readBankReconciliation', input)
  return (
    <Panel
      title={t('bank.sheet')}
      extra={
        <span className="row no-print">
          <span className="filter">
            <span>{t('common.asOf')}</span>
            <DateInput label={t('common.asOf')} value={on} onChange={setOn} />
          </span>
          <button
            type="button"
            className="button"
            onClick={() => {
              setError(null)
              download('printBankReconciliation', input).catch(setError)
            }}
          >
            <Icon name="print" /> {t('bank.pdf')}
          </button>
        </span>
      }
    >
      {error === null ? null : <Refused error={error} />}
      <Loaded read={read} lines={8}>
        {(data) => <Body coopId={coopId} sheet={data} />}
      </Loaded>
    </Panel>
  )
}

function Body({ coopId, sheet }: { coopId: string; sheet: Sheet }): ReactElement {
  const t = useT()
  return (
    <div className="stack">
      <Notice
        tone={
          sheet.difference === null ? 'info' : fenOf(sheet.difference) === 0n ? 'pass' : 'depends'
        }
      >
        {say(sheet.text)}
      </Notice>
      <Table sheet={sheet} />
      <div className="columns-2">
        <Only title={t('bank.onlyBank')} count={sheet.onlyBank.length}>
          {sheet.onlyBank.map((line) => (
            <li key={line.id}>
              {line.onDate} {line.otherSide} {asWritten(line.settledNote ?? line.memo)}{' '}
              <Money value={line.amount} />
            </li>
          ))}
        </Only>
        <Only title={t('bank.onlyBook')} count={sheet.onlyBook.length}>
          {sheet.onlyBook.map((entry) => (
            <li key={`${entry.voucherId}${entry.line}`}>
              <Go to={paths.voucher(coopId, entry.voucherId)}>
                {voucherLabel({
                  kind: entry.kind as VoucherRow['kind'],
                  number: entry.number,
                })}
              </Go>{' '}
              {entry.onDate} {asWritten(entry.summary)} <Money value={entry.amount} />
            </li>
          ))}
        </Only>
      </div>
    </div>
  )
}

function Table({ sheet }: { sheet: Sheet }): ReactElement {
  const t = useT()
  const money = (value: string | null): ReactElement =>
    value === null ? <span className="muted">{t('bank.unknown')}</span> : <Money value={value} />
  return (
    <div className="table-scroll">
      <table className="table bank-sheet">
        <tbody>
          <tr>
            <th scope="row">{t('bank.book')}</th>
            <td className="num">{money(sheet.book)}</td>
            <th scope="row">{t('bank.bank')}</th>
            <td className="num">{money(sheet.bank)}</td>
          </tr>
          <tr>
            <th scope="row">{t('bank.plusBank')}</th>
            <td className="num">{money(sheet.bankIn)}</td>
            <th scope="row">{t('bank.plusBook')}</th>
            <td className="num">{money(sheet.bookIn)}</td>
          </tr>
          <tr>
            <th scope="row">{t('bank.minusBank')}</th>
            <td className="num">{money(sheet.bankOut)}</td>
            <th scope="row">{t('bank.minusBook')}</th>
            <td className="num">{money(sheet.bookOut)}</td>
          </tr>
          <tr className="row-binding">
            <th scope="row">{t('bank.adjusted')}</th>
            <td className="num">{money(sheet.adjustedBook)}</td>
            <th scope="row">{t('bank.adjusted')}</th>
            <td className="num">{money(sheet.adjustedBank)}</td>
          </tr>
        </tbody>
      </table>
    </div>
  )
}

function Only(props: { title: string; count: number; children: ReactElement[] }): ReactElement {
  const t = useT()
  return (
    <div>
      <h3 className="panel-sub">
        {props.title} <span className="muted small">{props.count}</span>
      </h3>
      <ul className="links small">
        {props.count === 0 ? <li className="muted">{t('common.none')}</li> : props.children}
      </ul>
    </div>
  )
}
