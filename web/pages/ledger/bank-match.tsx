import { type ReactElement, useState } from 'react'
import { formatYuan } from '../../../src/kernel/money.ts'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/ledger.ts'
import { asWritten, comma, say } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useAct, useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { Money } from '../../ui/figures.tsx'
import { Notice, Panel, Tag } from '../../ui/page.tsx'
import { Empty, Loaded, Refused } from '../../ui/state.tsx'
import { fenOf } from './entry.ts'
import { BankDrafts } from './bank-drafts.tsx'
import { voucherLabel, type VoucherRow } from './words.ts'

type Proposals = Out<'proposeBankMatches'>
type Proposal = Proposals['proposals'][number]
type BankLine = Proposals['openBank'][number]
type BookEntry = Proposals['openBook'][number]
type Match = In<'confirmBankMatches'>['matches'][number]

interface WorkProps {
  readonly coopId: string
  readonly account: string
}

/** What the machine would match, to be confirmed; then what is left, to be matched by hand. */
export function BankMatch({ coopId, account }: WorkProps): ReactElement {
  const t = useT()
  const read = useRead('proposeBankMatches', { coopId, account }, { keep: false })
  return (
    <Loaded read={read} lines={8}>
      {(data) =>
        data.proposals.length + data.openBank.length + data.openBook.length === 0 ? (
          <Empty title={t('bank.allMatched')} hint={t('bank.allMatchedHint')} />
        ) : (
          <div className="stack">
            {data.proposals.length === 0 ? null : (
              <Proposed coopId={coopId} account={account} proposals={data.proposals} />
            )}
            <ByHand coopId={coopId} account={account} data={data} />
            <BankDrafts coopId={coopId} account={account} />
          </div>
        )
      }
    </Loaded>
  )
}

/** The set without the key, or with it. */
function flipped(set: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(set)
  if (!next.delete(key)) next.add(key)
  return next
}

const keyOf = (proposal: Proposal): string =>
  [...proposal.bank.map((line) => line.id), ...proposal.book.map(entryKey)].join()

const entryKey = (entry: BookEntry): string => `${entry.voucherId}:${entry.line}`

const matchOf = (bank: readonly BankLine[], book: readonly BookEntry[]): Match => ({
  bankLineIds: bank.map((line) => line.id),
  entries: book.map(({ voucherId, line }) => ({ voucherId, line })),
})

function Proposed(props: WorkProps & { proposals: readonly Proposal[] }): ReactElement {
  const t = useT()
  const may = useMay()
  const act = useAct('confirmBankMatches')
  const { coopId, account, proposals } = props
  const [left, setLeft] = useState<ReadonlySet<string>>(
    () => new Set(proposals.filter((one) => one.doubtful).map(keyOf)),
  )
  const taken = proposals.filter((one) => !left.has(keyOf(one)))
  const flip = (key: string): void => setLeft(flipped(left, key))
  return (
    <Panel title={t('bank.proposed')} hint={t('bank.proposedHint', { n: proposals.length })}>
      <div
        className="table-scroll table-tall"
        tabIndex={0}
        role="group"
        aria-label={t('bank.proposed')}
      >
        <table className="table table-small">
          <thead>
            <tr>
              <td />
              <th scope="col">{t('bank.bankSide')}</th>
              <th scope="col">{t('bank.bookSide')}</th>
              <th scope="col" className="num">
                {t('entry.amount')}
              </th>
              <th scope="col">{t('bank.why')}</th>
            </tr>
          </thead>
          <tbody>
            {proposals.map((one) => (
              <ProposalRow
                key={keyOf(one)}
                coopId={coopId}
                proposal={one}
                taken={!left.has(keyOf(one))}
                flip={() => flip(keyOf(one))}
              />
            ))}
          </tbody>
        </table>
      </div>
      {may('confirmBankMatches') ? (
        <p className="row panel-note">
          <button
            type="button"
            className="button button-primary"
            disabled={taken.length === 0 || act.isPending}
            onClick={() =>
              act.mutate({
                input: {
                  coopId,
                  account,
                  matches: taken.map((one) => matchOf(one.bank, one.book)),
                },
              })
            }
          >
            {t('bank.confirm', { n: taken.length })}
          </button>
        </p>
      ) : null}
      {act.error === null ? null : <Refused error={act.error} write />}
    </Panel>
  )
}

function ProposalRow(props: {
  coopId: string
  proposal: Proposal
  taken: boolean
  flip: () => void
}): ReactElement {
  const t = useT()
  const { proposal } = props
  return (
    <tr>
      <td>
        <input
          type="checkbox"
          aria-label={t('bank.takeOne', { reason: say(proposal.reason) })}
          checked={props.taken}
          onChange={props.flip}
        />
      </td>
      <td>{proposal.bank.map((line) => `${line.onDate} ${line.otherSide}`).join(comma())}</td>
      <td>
        {proposal.book.map((entry) => (
          <EntryName key={entryKey(entry)} coopId={props.coopId} entry={entry} />
        ))}
      </td>
      <td className="num">
        <Money value={sumOf(proposal.bank)} />
      </td>
      <td>
        {say(proposal.reason)}
        {proposal.doubtful ? <Tag tone="depends">{t('bank.doubtful')}</Tag> : null}
      </td>
    </tr>
  )
}

const sumOf = (rows: readonly { readonly amount: string }[]): string =>
  formatYuan(rows.reduce((sum, row) => sum + fenOf(row.amount), 0n))

function EntryName({ coopId, entry }: { coopId: string; entry: BookEntry }): ReactElement {
  return (
    <p>
      <Go to={paths.voucher(coopId, entry.voucherId)}>
        {voucherLabel({ kind: entry.kind as VoucherRow['kind'], number: entry.number })}
      </Go>{' '}
      {entry.onDate} {asWritten(entry.summary)}
    </p>
  )
}

/** Any lines of both sides with equal sums. */
function ByHand(props: WorkProps & { data: Proposals }): ReactElement | null {
  const t = useT()
  const may = useMay()
  const act = useAct('confirmBankMatches')
  const { coopId, account, data } = props
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const flip = (key: string): void => setChosen(flipped(chosen, key))
  const bank = data.openBank.filter((line) => chosen.has(line.id))
  const book = data.openBook.filter((entry) => chosen.has(entryKey(entry)))
  const equal = bank.length + book.length > 0 && sumOf(bank) === sumOf(book)
  if (data.openBank.length + data.openBook.length === 0) return null
  return (
    <Panel title={t('bank.byHand')} hint={t('bank.byHandHint')}>
      <div className="columns-2">
        <Side
          label={t('bank.bankSide')}
          rows={data.openBank.map((line) => ({
            key: line.id,
            day: line.onDate,
            amount: line.amount,
            what: `${line.otherSide} ${line.memo}`,
          }))}
          chosen={chosen}
          flip={flip}
        />
        <Side
          label={t('bank.bookSide')}
          rows={data.openBook.map((entry) => ({
            key: entryKey(entry),
            day: entry.onDate,
            amount: entry.amount,
            what: `${voucherLabel({ kind: entry.kind as VoucherRow['kind'], number: entry.number })} ${asWritten(entry.summary)}`,
          }))}
          chosen={chosen}
          flip={flip}
        />
      </div>
      {may('confirmBankMatches') && bank.length + book.length > 0 ? (
        <div className="row panel-note">
          <Notice tone={equal ? 'pass' : 'depends'}>
            {t('bank.sums', { bank: sumOf(bank), book: sumOf(book) })}
          </Notice>
          <button
            type="button"
            className="button button-primary"
            disabled={!equal || act.isPending}
            onClick={() =>
              act.mutate(
                { input: { coopId, account, matches: [matchOf(bank, book)] } },
                { onSuccess: () => setChosen(new Set()) },
              )
            }
          >
            {t('bank.matchChosen')}
          </button>
        </div>
      ) : null}
      {act.error === null ? null : <Refused error={act.error} write />}
    </Panel>
  )
}

function Side(props: {
  label: string
  rows: readonly { key: string; day: string; amount: string; what: string }[]
  chosen: ReadonlySet<string>
  flip: (key: string) => void
}): ReactElement {
  const t = useT()
  return (
    <div>
      <h3 className="panel-sub">
        {props.label} <span className="muted small">{props.rows.length}</span>
      </h3>
      <ul className="bank-side">
        {props.rows.map((row) => (
          <li key={row.key}>
            <label className="check">
              <input
                type="checkbox"
                checked={props.chosen.has(row.key)}
                onChange={() => props.flip(row.key)}
              />
              <span className="nowrap">{row.day}</span>
              <span className="bank-what">{row.what}</span>
              <Money value={row.amount} />
            </label>
          </li>
        ))}
        {props.rows.length === 0 ? <li className="muted">{t('common.none')}</li> : null}
      </ul>
    </div>
  )
}
