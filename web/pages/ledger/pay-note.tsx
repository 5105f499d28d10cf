import type { ReactElement } from 'react'
import { useT } from '../../locale/spending.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { showYuan } from '../../ui/figures.tsx'
import { type Entry, fenOf, paysOut } from './entry.ts'

/** What the voucher of a payment says beside its lines: payee, approval, contract. Drawn only where money goes out. */
export function PayNote(props: {
  coopId: string
  entry: Entry
  change: (entry: Entry) => void
  /** The server would not post it as it stands. */
  refused: boolean
}): ReactElement | null {
  const t = useT()
  const may = useMay()
  const { coopId, entry, change } = props
  const pays = paysOut(entry)
  const known = useRead('listPayables', { coopId }, { enabled: pays && may('listPayables') })
  if (!pays || !may('listPayables')) return null
  const { requests = [], contracts = [] } = known.data ?? {}
  const { payment } = entry
  const set = (part: Partial<Entry['payment']>): void =>
    change({ ...entry, payment: { ...payment, ...part } })
  const named = payment.payee === '' ? nameIn(entry) : payment.payee
  return (
    <div className="pay-note" role="group" aria-label={t('pay.note')}>
      <label className="entry-field">
        <span>{t('pay.payee')}</span>
        <input
          className="cell cell-boxed"
          name="payee"
          value={payment.payee}
          placeholder={nameIn(entry)}
          onChange={(event) => set({ payee: event.target.value })}
        />
      </label>
      <Choice
        label={t('pay.request')}
        name="request"
        value={payment.requestId}
        onChange={(requestId) => set({ requestId })}
        options={requests.map((one) => ({
          value: one.requestId,
          label: `${t('pay.choice', {
            number: one.number,
            payee: one.payee,
            left: showYuan(one.left) ?? '',
          })}${one.emergency ? t('pay.emergency') : ''}`,
        }))}
      />
      {contracts.length === 0 ? null : (
        <Choice
          label={t('pay.contract')}
          name="contract"
          value={payment.contractId}
          onChange={(contractId) => set({ contractId })}
          options={contracts.map((one) => ({
            value: one.contractId,
            label: `${one.number} ${one.title}`,
          }))}
        />
      )}
      {props.refused && may('requestSpending') ? (
        <Go
          className="button"
          to={paths.newSpending({ coopId, payee: named, amount: amountOf(entry) })}
        >
          {t('pay.ask')}
        </Go>
      ) : null}
    </div>
  )
}

/** One of a list, or none. */
function Choice(props: {
  label: string
  name: string
  value: string
  onChange: (value: string) => void
  options: readonly { readonly value: string; readonly label: string }[]
}): ReactElement {
  const t = useT()
  return (
    <label className="entry-field">
      <span>{props.label}</span>
      <select
        className="cell cell-boxed"
        name={props.name}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      >
        <option value="">{t('pay.none')}</option>
        {props.options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </label>
  )
}

/** The one name the lines give, for the placeholder. */
function nameIn(entry: Entry): string {
  const names = [...new Set(entry.lines.map(({ who }) => who).filter((who) => who !== ''))]
  return names.length === 1 ? (names[0] ?? '') : ''
}

/** What goes out of cash and bank, as the request would begin with it. */
function amountOf(entry: Entry): string {
  const out = entry.lines
    .filter(({ account }) => /^10[129]/.test(account))
    .reduce((sum, line) => sum + fenOf(line.credit), 0n)
  const digits = out.toString().padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}
