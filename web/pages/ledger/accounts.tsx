import { type ReactElement, useState } from 'react'
import { formatYuan } from '../../../src/kernel/money.ts'
import type { In } from '../../api.ts'
import { useT } from '../../locale/ledger.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { TextField } from '../../ui/field.tsx'
import { FilterSelect, FilterText } from '../../ui/filters.tsx'
import { Notice, Tag } from '../../ui/page.tsx'
import { Loaded } from '../../ui/state.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { BookFrame, useCoopId } from './book-frame.tsx'
import { fit, showSide } from './book.ts'
import { fenOf } from './entry.ts'
import { type ChartAccount, CLASS_WORDS, PARTY_WORDS, type PartyKind } from './words.ts'

/** The chart of one book with its balances; sub-accounts are added below the national accounts. */
export default function Accounts(): ReactElement {
  const t = useT()
  const coopId = useCoopId()
  const read = useRead('readChart', { coopId })
  const accounts = read.data?.accounts ?? []
  const own = accounts.filter((account) => account.own).length
  const used = accounts.filter((account) => fenOf(account.balance) !== 0n).length
  return (
    <BookFrame
      place="accounts"
      title={t('chart.title')}
      sentence={() =>
        read.data === undefined ? '…' : t('chart.sentence', { n: accounts.length - own, own, used })
      }
    >
      {() => (
        <Loaded read={read} lines={12}>
          {(data) => <Chart coopId={coopId} accounts={data.accounts} />}
        </Loaded>
      )}
    </BookFrame>
  )
}

/** Balance of an account with everything below it, in fen. */
const wholeOf = (accounts: readonly ChartAccount[], code: string): bigint =>
  accounts.reduce((sum, one) => (one.code.startsWith(code) ? sum + fenOf(one.balance) : sum), 0n)

function Chart(props: { coopId: string; accounts: readonly ChartAccount[] }): ReactElement {
  const t = useT()
  const [search] = useUrl()
  const [below, setBelow] = useState<ChartAccount | null>(null)
  const { accounts } = props
  const typed = search['search'] ?? ''
  const rows = accounts.filter((account) => {
    if (search['class'] !== undefined && account.class !== search['class']) return false
    if (search['used'] === 'yes' && wholeOf(accounts, account.code) === 0n) return false
    return typed === '' || fit({ ...account, name: account.fullName.zh }, typed) !== null
  })
  return (
    <div className="data-table">
      <div className="data-bar no-print">
        <div className="data-filters">
          <FilterText name="search" label={t('chart.find')} />
          <FilterSelect
            name="class"
            label={t('chart.class')}
            options={Object.entries(CLASS_WORDS).map(([value, words]) => ({
              value,
              label: say(words),
            }))}
          />
          <FilterSelect
            name="used"
            label={t('chart.balance')}
            options={[{ value: 'yes', label: t('chart.used') }]}
          />
        </div>
      </div>
      <div className="table-scroll">
        <table className="table table-small chart-table">
          <thead>
            <tr>
              <th scope="col">{t('chart.code')}</th>
              <th scope="col">{t('chart.name')}</th>
              <th scope="col">{t('chart.class')}</th>
              <th scope="col">{t('chart.dimension')}</th>
              <th scope="col" className="num">
                {t('chart.balance')}
              </th>
              <td />
            </tr>
          </thead>
          <tbody>
            {rows.map((account) => (
              <AccountRow key={account.code} {...props} account={account} onAdd={setBelow} />
            ))}
          </tbody>
        </table>
      </div>
      <Balance accounts={accounts} />
      {below === null ? null : (
        <AddAccount {...props} parent={below} close={() => setBelow(null)} />
      )}
    </div>
  )
}

function AccountRow(props: {
  coopId: string
  accounts: readonly ChartAccount[]
  account: ChartAccount
  onAdd: (parent: ChartAccount) => void
}): ReactElement {
  const t = useT()
  const may = useMay()
  const { account } = props
  const whole = wholeOf(props.accounts, account.code)
  return (
    <tr className={account.code.length === 3 ? 'chart-top' : undefined}>
      <td className="mono">{account.code}</td>
      <th scope="row" style={{ paddingLeft: `${10 + (account.code.length - 3) * 9}px` }}>
        <Go to={paths.book(props.coopId, { account: account.code })}>
          {asWritten(say(account.name))}
        </Go>
        {account.own ? <Tag>{t('chart.own')}</Tag> : null}
        {account.retired ? <Tag tone="depends">{t('chart.retired')}</Tag> : null}
      </th>
      <td>{say(CLASS_WORDS[account.class] ?? { zh: '', en: '' })}</td>
      <td>{dimensionOf(account)}</td>
      <td className={whole === 0n ? 'num muted' : 'num'}>{showSide(whole)}</td>
      <td>
        {may('addAccounts') && account.code.length < 9 ? (
          <button
            type="button"
            className="button-link"
            aria-label={t('chart.addBelow', { code: account.code })}
            onClick={() => props.onAdd(account)}
          >
            {t('chart.add')}
          </button>
        ) : null}
      </td>
    </tr>
  )
}

const MEMBER = { zh: '成员', en: 'Member' }

function dimensionOf(account: ChartAccount): string {
  if (account.dimension === null) return ''
  return say(account.dimension === 'member' ? MEMBER : PARTY_WORDS[account.dimension as PartyKind])
}

/** All debits are all credits: said, with both sums. */
function Balance({ accounts }: { accounts: readonly ChartAccount[] }): ReactElement {
  const t = useT()
  const nets = accounts.map((account) => fenOf(account.balance))
  const debit = nets.reduce((sum, net) => (net > 0n ? sum + net : sum), 0n)
  const credit = nets.reduce((sum, net) => (net < 0n ? sum - net : sum), 0n)
  return (
    <p className="muted">
      {t(debit === credit ? 'chart.balanced' : 'chart.unbalanced', {
        debit: formatYuan(debit),
        credit: formatYuan(credit),
      })}
    </p>
  )
}

/** The code after the last one below this account: 10201, 10202, … */
function nextCode(accounts: readonly ChartAccount[], parent: string): string {
  const below = accounts
    .filter((one) => one.code.length === parent.length + 2 && one.code.startsWith(parent))
    .map((one) => Number(one.code.slice(-2)))
  return `${parent}${String(Math.max(0, ...below) + 1).padStart(2, '0')}`
}

function AddAccount(props: {
  coopId: string
  accounts: readonly ChartAccount[]
  parent: ChartAccount
  close: () => void
}): ReactElement {
  const t = useT()
  const { coopId, accounts, parent } = props
  const [code, setCode] = useState(() => nextCode(accounts, parent.code))
  const [name, setName] = useState('')
  const input: In<'addAccounts'> | null =
    name.trim() === '' ? null : { coopId, accounts: [{ code, name: name.trim() }] }
  return (
    <WriteDialog
      title={t('chart.addTitle', { name: say(parent.fullName) })}
      confirm={t('chart.add')}
      verb="addAccounts"
      input={input}
      close={props.close}
      onDone={() => undefined}
      preview={() => <Notice tone="pass">{t('chart.addPreview', { code, name })}</Notice>}
    >
      {(faults) => (
        <>
          <TextField label={t('chart.name')} value={name} onChange={setName} autoFocus />
          <TextField
            label={t('chart.code')}
            hint={t('chart.codeHint')}
            value={code}
            onChange={setCode}
            inputMode="numeric"
            error={faults.at('accounts[0].code')}
          />
          {fenOf(parent.balance) === 0n || !parent.leaf ? null : (
            <Notice tone="depends">
              {t('chart.hasBalance', { balance: showSide(fenOf(parent.balance)) })}
            </Notice>
          )}
        </>
      )}
    </WriteDialog>
  )
}
