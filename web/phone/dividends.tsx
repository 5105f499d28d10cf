import type { ReactElement } from 'react'
import type { Out } from '../api.ts'
import { useT } from '../locale/phone.ts'
import { asWritten, say } from '../locale/translate.ts'
import { useRead } from '../query.ts'
import { showYuan } from '../ui/figures.tsx'
import { Refusal, Sub } from './parts.tsx'

type Dividend = Out<'memberDividends'>['rows'][number]
type Benefit = Out<'memberAssistance'>['rows'][number]
type Account = Out<'memberAccountOwn'>['accounts'][number]

/** What I got of each year's surplus, how it was reckoned in words, and what my account holds. */
export function DividendsPage(): ReactElement {
  const t = useT()
  const dividends = useRead('memberDividends', {})
  const accounts = useRead('memberAccountOwn', {})
  const aid = useRead('memberAssistance', {})
  return (
    <Sub title={t('dividends')}>
      {dividends.error === null ? null : (
        <Refusal error={dividends.error} retry={() => void dividends.refetch()} />
      )}
      {dividends.data?.rows.length === 0 && aid.data?.rows.length === 0 ? (
        <p>{t('dividendsNone')}</p>
      ) : null}
      {dividends.data?.rows.map((row) => (
        <OneDividend key={`${row.coopId}${row.year}${row.memberNumber}`} row={row} />
      ))}
      {aid.data?.rows.map((row) => (
        <OneBenefit
          key={`${row.coopName}${row.fund}${row.year}${String(row.household)}`}
          row={row}
          term={aid.data.term}
        />
      ))}
      {accounts.data?.accounts.map((account) => (
        <OneAccount key={`${account.coopId}${account.memberNumber}`} account={account} />
      ))}
    </Sub>
  )
}

function OneDividend({ row }: { row: Dividend }): ReactElement {
  const t = useT()
  const facts = [
    [t('dividendReturned'), row.returned],
    [t('dividendResidual'), row.residual],
    ...(row.converted === '0.00' ? [] : [[t('dividendConverted'), row.converted] as const]),
    [t('dividendPaid'), row.paid],
    [t('dividendUnpaid'), row.unpaid],
  ] as const
  return (
    <section className="card">
      <h2>{t('dividendTotal', { coop: asWritten(row.coopName), year: String(row.year) })}</h2>
      <p className="card-figure">
        {showYuan(row.total)} <small>{t('yuan')}</small>
      </p>
      {row.resolution === null ? null : (
        <p className="phone-muted">
          {t('dividendDecided', {
            number: asWritten(row.resolution),
            day: row.decidedOn ?? '',
          })}
        </p>
      )}
      <dl>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{showYuan(value)}</dd>
          </div>
        ))}
      </dl>
      <details>
        <summary>{t('dividendHow')}</summary>
        {row.arithmetic.map((line) => (
          <div key={line.step}>
            <p>
              <strong>
                {say(line.title)} {showYuan(line.amount)}
              </strong>
              <br />
              {say(line.formula)}
            </p>
            {line.article === null ? null : (
              <p className="phone-muted">{t('dividendBy', { article: line.article })}</p>
            )}
          </div>
        ))}
      </details>
    </section>
  )
}

/** What the assistance shares give me or my household in a year, and what of it has come. */
function OneBenefit({ row, term }: { row: Benefit; term: string }): ReactElement {
  const t = useT()
  const facts = [
    ...(row.approved === null ? [] : [[t('aidApproved'), row.approved] as const]),
    [t('dividendPaid'), row.paid] as const,
    ...(row.open === null ? [] : [[t('dividendUnpaid'), row.open] as const]),
  ]
  return (
    <section className="card">
      <h2>
        {asWritten(row.coopName)} {t('aidYear', { year: String(row.year), term: asWritten(term) })}
      </h2>
      <p className="card-figure">
        {showYuan(row.approved ?? row.paid)} <small>{t('yuan')}</small>
      </p>
      <p className="phone-muted">
        {asWritten(row.fund)}
        {row.household ? ` · ${t('aidHousehold')}` : ''}
        {row.document === null ? '' : ` · ${t('dividendBy', { article: asWritten(row.document) })}`}
      </p>
      <dl>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{showYuan(value)}</dd>
          </div>
        ))}
      </dl>
      {row.payments.map((one) => (
        <p key={`${one.on}${one.amount}`} className="phone-muted">
          {t('aidPaid', { day: one.on, amount: showYuan(one.amount) ?? one.amount })}
          {one.received === null ? '' : ` · ${t('aidReceived', { day: one.received.on })}`}
        </p>
      ))}
    </section>
  )
}

function OneAccount({ account }: { account: Account }): ReactElement {
  const t = useT()
  return (
    <section className="card">
      <h2>
        {asWritten(account.coopName)} · {t('accountBook')}
      </h2>
      <dl>
        {(
          [
            [t('paid'), account.contribution],
            [t('accountReserve'), account.reserveShare],
            [t('accountGrant'), account.grantShare],
            [t('accountDonation'), account.donationShare],
          ] as const
        ).map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{showYuan(value)}</dd>
          </div>
        ))}
      </dl>
      <p className="phone-muted">{t('accountNote')}</p>
    </section>
  )
}
