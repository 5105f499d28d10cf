import type { ReactElement } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/statements.ts'
import { asWritten, comma, say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { Money, showPercent } from '../../ui/figures.tsx'
import { Notice } from '../../ui/page.tsx'
import { Empty } from '../../ui/state.tsx'
import { Change, Door, MoneyBars, Scroll } from './parts.tsx'
import { bookSpan, FORM_WORDS } from './words.ts'

type Statement = Out<'readStatement'>['statement']
type Trial = Extract<Statement, { form: 'trial-balance' }>['sheet']
type Notes = Extract<Statement, { form: 'notes' }>['items']
type Income = Extract<Statement, { form: 'income' }>['income']
type Account = Extract<Statement, { form: 'member-account' }>['account']

const PAIRS = ['opening', 'movement', 'yearToDate', 'closing'] as const

/** The trial balance; each account opens its ledger. With `accounts` in the address only those. */
export function TrialBalanceForm(props: {
  coopId: string
  period: string
  sheet: Trial
}): ReactElement {
  const t = useT()
  const [search, change] = useUrl()
  const only = search['accounts']?.split(',') ?? []
  const rows = props.sheet.rows.filter(
    ({ account }) => only.length === 0 || only.some((code) => account.startsWith(code)),
  )
  return (
    <>
      {only.length === 0 ? null : (
        <Notice tone="info">
          {t('st.onlyAccounts', { name: search['name'] ?? only.join(comma()) })}{' '}
          <button
            type="button"
            className="button-link"
            onClick={() => change({ accounts: undefined, name: undefined })}
          >
            {t('st.allAccounts')}
          </button>
        </Notice>
      )}
      <Scroll label={say(FORM_WORDS['trial-balance'])}>
        <table className="table table-small sheet">
          <TrialHead />
          <tbody>
            {rows.map((row) => (
              <TrialRow key={row.account} row={row} {...props} />
            ))}
          </tbody>
          {only.length > 0 ? null : (
            <tfoot>
              <tr>
                <td />
                <th scope="row">{t('st.total')}</th>
                {PAIRS.flatMap((pair) => [
                  <td key={`${pair}d`} className="num">
                    <Money value={props.sheet.total[pair].debit} />
                  </td>,
                  <td key={`${pair}c`} className="num">
                    <Money value={props.sheet.total[pair].credit} />
                  </td>,
                ])}
              </tr>
            </tfoot>
          )}
        </table>
      </Scroll>
    </>
  )
}

function TrialHead(): ReactElement {
  const t = useT()
  const names = {
    opening: t('st.begin'),
    movement: t('st.movement'),
    yearToDate: t('st.yearToDate'),
    closing: t('st.closing'),
  }
  return (
    <thead>
      <tr>
        <th scope="col" rowSpan={2}>
          {t('st.code')}
        </th>
        <th scope="col" rowSpan={2}>
          {t('st.account')}
        </th>
        {PAIRS.map((pair) => (
          <th key={pair} scope="colgroup" colSpan={2} style={{ textAlign: 'center' }}>
            {names[pair]}
          </th>
        ))}
      </tr>
      <tr>
        {PAIRS.flatMap((pair) => [
          <th key={`${pair}d`} scope="col" className="num">
            {t('st.debit')}
          </th>,
          <th key={`${pair}c`} scope="col" className="num">
            {t('st.credit')}
          </th>,
        ])}
      </tr>
    </thead>
  )
}

function TrialRow(props: {
  coopId: string
  period: string
  row: Trial['rows'][number]
}): ReactElement {
  const { row } = props
  const to = paths.ledgerPage(props.coopId, { account: row.account, ...bookSpan(props.period) })
  return (
    <tr>
      <td className="mono">{row.account}</td>
      <th scope="row" style={{ paddingLeft: `${8 + row.level * 18}px` }}>
        <Go to={to}>{asWritten(say(row.name))}</Go>
      </th>
      {PAIRS.flatMap((pair) => [
        <td key={`${pair}d`} className="num">
          <Door value={row[pair].debit} to={to} />
        </td>,
        <td key={`${pair}c`} className="num">
          <Door value={row[pair].credit} to={to} />
        </td>,
      ])}
    </tr>
  )
}

/** The nine notes; what nobody has supplied is said first. They are issued in Chinese. */
export function NotesForm({ items }: { items: Notes }): ReactElement {
  const t = useT()
  const missing = items.flatMap((item) => item.missing)
  return (
    <div className="notes" lang="zh-CN">
      {missing.length === 0 ? null : (
        <Notice tone="depends">{t('st.missing', { list: missing.join(comma()) })}</Notice>
      )}
      {items.map((item) => (
        <section key={item.number}>
          <h2>
            {item.number}. {item.title}
          </h2>
          {item.sections.map((section, i) => (
            <NoteSection key={i} section={section} />
          ))}
        </section>
      ))}
    </div>
  )
}

type Section = Notes[number]['sections'][number]

const isMoney = (cell: Section['rows'][number][number]): cell is { yuan: string } =>
  typeof cell === 'object' && cell !== null

function NoteSection({ section }: { section: Section }): ReactElement {
  return (
    <>
      {section.heading === null ? null : <h3>{section.heading}</h3>}
      {section.paragraphs.map((paragraph, i) => (
        <p key={i}>{paragraph}</p>
      ))}
      {section.rows.length === 0 ? null : (
        <Scroll label={section.heading ?? say(FORM_WORDS.notes)}>
          <table className="table table-small sheet">
            <thead>
              <tr>
                {section.columns.map((title, i) => (
                  <th
                    key={title}
                    scope="col"
                    className={
                      section.rows.some((row) => isMoney(row[i] ?? null)) ? 'num' : undefined
                    }
                  >
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {section.rows.map((row, n) => (
                <tr key={n}>
                  {row.map((cell, i) => (
                    <td key={i} className={isMoney(cell) ? 'num' : undefined}>
                      {isMoney(cell) ? <Money value={cell.yuan} /> : cell}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </>
  )
}

/** Income by source: the sentence, bars, and the two years side by side. */
export function IncomeForm({ income }: { income: Income }): ReactElement {
  const t = useT()
  if (income.lines.length === 0) return <Empty title={t('in.empty')} />
  return (
    <div className="stack">
      <p className="finding-text">{say(income.sentence)}</p>
      <MoneyBars
        rows={income.lines
          .toSorted((a, b) => Number(b.current) - Number(a.current))
          .map((line) => ({
            key: line.item ?? 'none',
            label: say(line.label),
            amount: line.current,
            note: line.share === null ? '' : showPercent(line.share),
          }))}
      />
      <IncomeTable income={income} />
    </div>
  )
}

export function IncomeTable({ income }: { income: Income }): ReactElement {
  const t = useT()
  const compared = income.verdict !== 'unknown'
  return (
    <Scroll label={t('in.sources')}>
      <table className="table table-small sheet">
        <thead>
          <tr>
            <th scope="col">{t('in.source')}</th>
            <th scope="col" className="num">
              {t('in.thisYear')}
            </th>
            <th scope="col" className="num">
              {t('in.share')}
            </th>
            <th scope="col" className="num">
              {t('in.lastYear')}
            </th>
            <th scope="col" className="num">
              {t('in.growth')}
            </th>
          </tr>
        </thead>
        <tbody>
          {income.lines.map((line) => (
            <tr key={line.item ?? 'none'}>
              <th scope="row">{say(line.label)}</th>
              <td className="num">
                <Money value={line.current} />
              </td>
              <td className="num">{line.share === null ? '—' : showPercent(line.share)}</td>
              <td className="num">{compared ? <Money value={line.prior} /> : '—'}</td>
              <td className="num">
                <Change now={line.current} before={compared ? line.prior : null} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('st.total')}</th>
            <td className="num">
              <Money value={income.current} />
            </td>
            <td />
            <td className="num">{compared ? <Money value={income.prior} /> : '—'}</td>
            <td className="num">
              <Change now={income.current} before={compared ? income.prior : null} />
            </td>
          </tr>
        </tfoot>
      </table>
    </Scroll>
  )
}

/** Who the account is for: a choice from the register, kept in the address. */
export function MemberChoice({ coopId }: { coopId: string }): ReactElement {
  const t = useT()
  const [search, change] = useUrl()
  const register = useRead('readRegister', { coopId })
  return (
    <label className="filter">
      <span>{t('st.chooseMember')}</span>
      <select
        value={search['memberId'] ?? ''}
        onChange={(event) => change({ memberId: event.target.value || undefined })}
      >
        <option value="">{t('st.memberFirst')}</option>
        {register.data?.rows.map((row) => (
          <option key={row.holderId} value={row.holderId}>
            {row.memberNumber} {asWritten(row.name)}
          </option>
        ))}
      </select>
    </label>
  )
}

const HOLDINGS = [
  'assistedContribution',
  'otherContribution',
  'reserveShare',
  'grantShare',
  'donationShare',
] as const

/** 成员账户 in the columns of the official form; each entry opens its voucher. */
export function MemberAccountForm(props: { coopId: string; account: Account }): ReactElement {
  const t = useT()
  const { products, rows } = props.account
  return (
    <Scroll label={say(FORM_WORDS['member-account'])}>
      <table className="table table-small sheet member-account">
        <thead>
          <tr>
            <th scope="col">{t('st.number')}</th>
            <th scope="col">{t('st.date')}</th>
            <th scope="col">{t('st.summary')}</th>
            <th scope="col">
              {t('st.contribution')} · {t('st.assisted')}
            </th>
            <th scope="col">
              {t('st.contribution')} · {t('st.other')}
            </th>
            <th scope="col">{t('st.reserveShare')}</th>
            <th scope="col">{t('st.grantShare')}</th>
            <th scope="col">{t('st.donationShare')}</th>
            {products.map((product) => (
              <th key={product.id} scope="col">
                {t('st.volume')} · {asWritten(product.name)}（{product.unit}）
              </th>
            ))}
            {products.map((product) => (
              <th key={product.id} scope="col">
                {t('st.value')} · {asWritten(product.name)}
              </th>
            ))}
            <th scope="col">{t('st.return')}</th>
            <th scope="col">{t('st.residual')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <AccountRow key={i} coopId={props.coopId} row={row} />
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

function AccountRow(props: { coopId: string; row: Account['rows'][number] }): ReactElement {
  const { row } = props
  const sum = row.kind !== 'entry'
  const to = row.voucherId === null ? undefined : paths.voucher(props.coopId, row.voucherId)
  const amounts = [
    ...HOLDINGS.map((key) => row.holding[key]),
    ...row.volumes.map((volume) => ({ volume })),
    ...row.values,
    row.surplusReturn,
    row.residual,
  ]
  return (
    <tr className={sum ? 'row-sum' : undefined}>
      <td className="row-number">{row.number}</td>
      <td>{row.onDate}</td>
      <th scope="row">{asWritten(say(row.summary))}</th>
      {amounts.map((amount, i) => (
        <td key={i} className="num">
          {amount === null ? null : typeof amount === 'string' ? (
            <Door value={amount} to={to} sum={sum} />
          ) : (
            amount.volume
          )}
        </td>
      ))}
    </tr>
  )
}
