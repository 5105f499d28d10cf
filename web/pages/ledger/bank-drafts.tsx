import { type ReactElement, useState } from 'react'
import { useT } from '../../locale/ledger.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { useAct, useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { Money } from '../../ui/figures.tsx'
import { Notice, Panel } from '../../ui/page.tsx'
import { Refused } from '../../ui/state.tsx'

/** Bank lines that no voucher answers, with the voucher they most likely want. */
export function BankDrafts(props: { coopId: string; account: string }): ReactElement | null {
  const t = useT()
  const may = useMay()
  const { coopId, account } = props
  const read = useRead('proposeBankVouchers', { coopId, account })
  const act = useAct('draftBankVouchers')
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const proposals = read.data?.proposals ?? []
  if (proposals.length === 0 || !may('draftBankVouchers')) return null
  const taken = proposals.filter((one) => !left.has(one.bankLine.id))
  const flip = (id: string): void => {
    const next = new Set(left)
    if (!next.delete(id)) next.add(id)
    setLeft(next)
  }
  return (
    <Panel title={t('bank.vouchers')} hint={t('bank.vouchersHint')}>
      <ul className="bank-side">
        {proposals.map((one) => (
          <li key={one.bankLine.id}>
            <label className="check">
              <input
                type="checkbox"
                checked={!left.has(one.bankLine.id)}
                onChange={() => flip(one.bankLine.id)}
              />
              <span className="nowrap">{one.bankLine.onDate}</span>
              <span className="bank-what">
                {asWritten(one.summary)} · {one.lines.map((line) => line.account).join(' / ')} ·{' '}
                {say(one.reason)}
              </span>
              <Money value={one.bankLine.amount} />
            </label>
          </li>
        ))}
      </ul>
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
                submit: false,
                drafts: taken.map((one) => ({ bankLineId: one.bankLine.id })),
              },
            })
          }
        >
          {t('bank.draft', { n: taken.length })}
        </button>
        {(read.data?.others ?? 0) > 0 ? (
          <span className="muted small">{t('bank.others', { n: read.data?.others ?? 0 })}</span>
        ) : null}
      </p>
      {act.data === undefined ? null : (
        <Notice tone="pass">{t('bank.drafted', { n: act.data.draftIds.length })}</Notice>
      )}
      {act.error === null ? null : <Refused error={act.error} write />}
    </Panel>
  )
}
