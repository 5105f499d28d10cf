import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { type Label, useT } from '../../locale/ledger.ts'
import { say } from '../../locale/translate.ts'
import { useUrl } from '../../navigation.tsx'
import { useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { Money } from '../../ui/figures.tsx'
import { TabPanel, Tabs, Tag } from '../../ui/page.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import { BankImport } from './bank-import.tsx'
import { BankLines } from './bank-lines.tsx'
import { BankMatch } from './bank-match.tsx'
import { BankSheet } from './bank-sheet.tsx'
import { BookFrame, useCoopId } from './book-frame.tsx'

export type BankAccount = Out<'listBankAccounts'>['accounts'][number]

const TABS = ['match', 'lines', 'sheet'] as const
type Tab = (typeof TABS)[number]

const TAB_WORDS: Readonly<Record<Tab, Label>> = {
  match: 'bank.tab.match',
  lines: 'bank.tab.lines',
  sheet: 'bank.tab.sheet',
}

/** The bank beside the books: statements in, lines matched, the reconciliation. */
export default function Bank(): ReactElement {
  const t = useT()
  const may = useMay()
  const coopId = useCoopId()
  const [importing, setImporting] = useState(false)
  const [search] = useUrl()
  const read = useRead('listBankAccounts', { coopId })
  const accounts = read.data?.accounts ?? []
  const chosen = accounts.find((one) => one.account === search['account']) ?? accounts[0]
  const open = accounts.reduce((sum, one) => sum + one.open, 0)
  return (
    <BookFrame
      place="bank"
      title={t('bank.title')}
      sentence={() =>
        read.data === undefined
          ? '…'
          : accounts.every((one) => one.lines === 0)
            ? t('bank.noStatement')
            : t('bank.sentence', { n: accounts.length, open })
      }
      actions={
        may('importBankStatement') && chosen !== undefined ? (
          <button
            type="button"
            className="button button-primary"
            onClick={() => setImporting(true)}
          >
            {t('bank.import')}
          </button>
        ) : undefined
      }
    >
      {() => (
        <Loaded read={read} lines={6}>
          {() =>
            chosen === undefined ? (
              <Empty title={t('bank.noAccount')} hint={t('bank.noAccountHint')} />
            ) : (
              <>
                <Accounts accounts={accounts} chosen={chosen} />
                <Work key={chosen.account} coopId={coopId} account={chosen} />
                {importing ? (
                  <BankImport coopId={coopId} account={chosen} close={() => setImporting(false)} />
                ) : null}
              </>
            )
          }
        </Loaded>
      )}
    </BookFrame>
  )
}

function Accounts(props: { accounts: readonly BankAccount[]; chosen: BankAccount }): ReactElement {
  const t = useT()
  const [, change] = useUrl()
  return (
    <ul className="bank-accounts">
      {props.accounts.map((one) => (
        <li key={one.account}>
          <button
            type="button"
            aria-pressed={one.account === props.chosen.account}
            onClick={() => change({ account: one.account })}
          >
            <strong>
              {one.account} {say(one.name)}
            </strong>
            <span>
              {t('bank.book')} <Money value={one.book} />
            </span>
            <span>
              {t('bank.bank')}{' '}
              {one.bank === null ? (
                <span className="muted">{t('bank.unknown')}</span>
              ) : (
                <>
                  <Money value={one.bank} /> <span className="muted small">{one.through}</span>
                </>
              )}
            </span>
            {one.open > 0 ? <Tag tone="depends">{t('bank.open', { n: one.open })}</Tag> : null}
          </button>
        </li>
      ))}
    </ul>
  )
}

function Work({ coopId, account }: { coopId: string; account: BankAccount }): ReactElement {
  const t = useT()
  const [search, change] = useUrl()
  const tab = TABS.find((one) => one === search['tab']) ?? 'match'
  return (
    <>
      <Tabs
        label={t('bank.title')}
        current={tab}
        onChange={(next) => change({ tab: next, page: undefined })}
        tabs={TABS.map((key) => ({ key, label: t(TAB_WORDS[key]) }))}
      />
      <TabPanel tab={tab}>
        {tab === 'match' ? (
          <BankMatch coopId={coopId} account={account.account} />
        ) : tab === 'lines' ? (
          <BankLines coopId={coopId} account={account.account} />
        ) : (
          <BankSheet coopId={coopId} account={account} />
        )}
      </TabPanel>
    </>
  )
}
