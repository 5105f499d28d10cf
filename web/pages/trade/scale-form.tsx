import { type ReactElement, type RefObject, useRef } from 'react'
import { flushSync } from 'react-dom'
import { displayYuan, parseYuan } from '../../../src/kernel/money.ts'
import { useT } from '../../locale/trade.ts'
import { say } from '../../locale/translate.ts'
import { useRead } from '../../query.ts'
import { useMe } from '../../session.tsx'
import { Money } from '../../ui/figures.tsx'
import { Notice, Tag } from '../../ui/page.tsx'
import { Refused } from '../../ui/state.tsx'
import { Combobox } from '../ledger/combobox.tsx'
import { OrderChoice, RecordedLine, useKinds } from './sheet-parts.tsx'
import { readQuantity, showMicro, writeMicro } from './figures.ts'
import { focusField } from './focus.ts'
import {
  amountOfRow,
  changeRow,
  emptyRow,
  emptySheet,
  priceOf,
  type Row,
  setKind,
  type Sheet,
} from './sheet.ts'
import { type Traders, whoOfOption } from './traders.ts'
import { type Desk, useSheet } from './use-sheet.ts'
import {
  BROUGHT,
  kindName,
  KIND_WORDS,
  type TradeKind,
  UNIT_WORDS,
  unitName,
  whoOf,
} from './words.ts'

interface FormProps {
  readonly coopId: string
  readonly traders: Traders
}

/** The sheet of one row that a telephone shows; what was typed at a desk stays with the desk. */
const oneRow = (sheet: Sheet, more: Partial<Row> = {}): Sheet => ({
  ...sheet,
  rows: [emptyRow(more)],
})

/** At the scale: one entry, large fields, the last member and product still there. */
export function ScaleForm({ coopId, traders }: FormProps): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const root = useRef<HTMLDivElement>(null)
  const desk = useSheet(`${coopId}.scale`, oneRow(emptySheet(clock.today)), {
    coopId,
    onSaved: (saved) => {
      const [last] = saved.rows
      const { who = '', memberId = null, partyId = null, productId = '' } = last ?? {}
      flushSync(() => desk.setSheet(oneRow(saved, { who, memberId, partyId, productId })))
      focusField(root.current, 'quantity')
    },
  })
  const row = desk.sheet.rows[0] ?? emptyRow()
  const faults = desk.faultsOf(0)
  return (
    <div className="scale" ref={root}>
      <Kinds desk={desk} traders={traders} />
      {BROUGHT.includes(desk.sheet.kind) && traders.orders.length > 0 ? (
        <OrderChoice sheet={desk.sheet} change={desk.setSheet} traders={traders} />
      ) : null}
      <Big label={t('grid.who')} error={faults.get('who')}>
        <Combobox
          name="who"
          className="scale-input"
          label={t('grid.who')}
          shown={row.who}
          find={(typed) => traders.findWho(desk.sheet.kind, typed)}
          placeholder={t('grid.whoHint')}
          onPick={(option) => desk.setSheet(changeRow(desk.sheet, 0, whoOfOption(option)))}
          onClear={() =>
            desk.setSheet(changeRow(desk.sheet, 0, { who: '', memberId: null, partyId: null }))
          }
          onNext={() => focusField(root.current, row.productId === '' ? 'product' : 'quantity')}
        />
      </Big>
      <Big label={t('grid.product')} error={faults.get('product')}>
        <Combobox
          name="product"
          className="scale-input"
          label={t('grid.product')}
          shown={row.productId === '' ? row.product : traders.productName(row.productId)}
          find={(typed) => traders.findProducts(desk.sheet.kind, typed, desk.sheet.on)}
          placeholder={t('grid.productHint')}
          onPick={(option) =>
            desk.setSheet(changeRow(desk.sheet, 0, { productId: option.key, product: '' }))
          }
          onNext={() => focusField(root.current, 'quantity')}
        />
      </Big>
      <Figures desk={desk} row={row} traders={traders} root={root} />
      <Worth desk={desk} row={row} traders={traders} />
      {desk.general === null ? null : <Refused error={desk.general} write />}
      {desk.attempted && !desk.complete ? (
        <Notice tone="depends">{t('entry.incomplete')}</Notice>
      ) : null}
      <button
        type="button"
        className="button button-primary scale-save"
        disabled={desk.saving}
        onClick={desk.save}
      >
        {t('scale.save')}
      </button>
      <RecordedLine coopId={coopId} desk={desk} />
      <Today coopId={coopId} on={desk.sheet.on} />
    </div>
  )
}

function Kinds({ desk, traders }: { desk: Desk; traders: Traders }): ReactElement {
  const t = useT()
  const kinds = useKinds()
  return (
    <div className="scale-head">
      <label className="entry-field">
        <span>{t('entry.kind')}</span>
        <select
          className="cell cell-boxed"
          value={desk.sheet.kind}
          onChange={(event) =>
            desk.setSheet(setKind(desk.sheet, event.target.value as TradeKind, traders.terms))
          }
        >
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {say(KIND_WORDS[kind])}
            </option>
          ))}
        </select>
      </label>
      <label className="entry-field">
        <span>{t('entry.on')}</span>
        <input
          type="date"
          className="cell cell-boxed"
          value={desk.sheet.on}
          onChange={(event) => desk.setSheet({ ...desk.sheet, on: event.target.value })}
        />
      </label>
    </div>
  )
}

function Big(props: {
  label: string
  error?: string | undefined
  children: ReactElement
}): ReactElement {
  return (
    <div className="scale-field">
      <span className="scale-label">{props.label}</span>
      {props.children}
      {props.error === undefined ? null : <p className="field-error">{props.error}</p>}
    </div>
  )
}

interface PartProps {
  readonly desk: Desk
  readonly row: Row
  readonly traders: Traders
}

/** Weight, grade and price with the number pad; several bags are added up, the tare taken off. */
function Figures(props: PartProps & { root: RefObject<HTMLDivElement | null> }): ReactElement {
  const t = useT()
  const { desk, row, traders, root } = props
  const { sheet } = desk
  const faults = desk.faultsOf(0)
  const set = (change: Partial<Row>): void => desk.setSheet(changeRow(sheet, 0, change))
  const unit = traders.terms.product(row.productId)?.unit
  const more = (sign: '+' | '-'): void => {
    flushSync(() => set({ quantity: `${row.quantity.replace(/[+-]$/, '')}${sign}` }))
    const field = root.current?.querySelector<HTMLInputElement>('[name="quantity"]')
    field?.focus()
    field?.setSelectionRange(field.value.length, field.value.length)
  }
  const sum = /[+-]/.test(row.quantity) ? readQuantity(row.quantity) : null
  return (
    <>
      <Big
        label={`${t('grid.quantity')}${unit === undefined ? '' : ` (${say(UNIT_WORDS[unit])})`}`}
        error={faults.get('quantity')}
      >
        <div className="scale-row">
          <input
            className="cell scale-input scale-number"
            name="quantity"
            inputMode="decimal"
            autoComplete="off"
            aria-label={t('grid.quantity')}
            value={row.quantity}
            onChange={(event) => set({ quantity: event.target.value })}
          />
          <button
            type="button"
            className="button scale-add"
            disabled={row.quantity === ''}
            onClick={() => more('+')}
          >
            {t('scale.bag')}
          </button>
          <button
            type="button"
            className="button scale-add"
            disabled={row.quantity === ''}
            onClick={() => more('-')}
          >
            {t('scale.tare')}
          </button>
        </div>
      </Big>
      {sum === null || unit === undefined ? null : (
        <p className="scale-sum">
          {t('scale.sum', { n: showMicro(writeMicro(sum)), unit: unitName(unit) })}
        </p>
      )}
      <PriceAndGrade desk={desk} row={row} traders={traders} />
    </>
  )
}

function PriceAndGrade({ desk, row, traders }: PartProps): ReactElement {
  const t = useT()
  const { sheet } = desk
  const faults = desk.faultsOf(0)
  const set = (change: Partial<Row>): void => desk.setSheet(changeRow(sheet, 0, change))
  const price = row.productId === '' ? null : priceOf(sheet, { ...row, price: '' }, traders.terms)
  const graded = sheet.orderId !== null || row.grade !== ''
  return (
    <div className="scale-pair">
      <Big label={t('grid.price')} error={faults.get('price')}>
        <input
          className="cell scale-input scale-number"
          name="price"
          inputMode="decimal"
          autoComplete="off"
          aria-label={t('grid.price')}
          placeholder={price === null ? '' : writeMicro(price)}
          value={row.price}
          onChange={(event) => set({ price: event.target.value })}
        />
      </Big>
      <Big label={t(graded ? 'grid.grade' : 'scale.grade')} error={faults.get('grade')}>
        <input
          className="cell scale-input"
          name="grade"
          autoComplete="off"
          aria-label={t('grid.grade')}
          value={row.grade}
          onChange={(event) => set({ grade: event.target.value })}
        />
      </Big>
    </div>
  )
}

/** The amount as large as it is asked for across a yard. */
function Worth({ desk, row, traders }: PartProps): ReactElement {
  const t = useT()
  const said = parseYuan(desk.amounts.get(0) ?? '')
  const amount = said ?? amountOfRow(desk.sheet, row, traders.terms)
  const waits = desk.sheet.kind === 'agency_sale' && desk.sheet.pending
  return (
    <p className="scale-worth" role="status">
      <span>{t(waits ? 'scale.waits' : 'grid.amount')}</span>
      {waits ? null : (
        <strong className="num">{amount === null ? '—' : displayYuan(amount)}</strong>
      )}
    </p>
  )
}

const SHOWN = 8

/** What has been recorded of the day so far. */
function Today({ coopId, on }: { coopId: string; on: string }): ReactElement | null {
  const t = useT()
  const read = useRead('listTrades', { coopId, from: on, to: on, limit: SHOWN })
  if (read.data === undefined || read.data.total === 0) return null
  return (
    <section className="scale-today">
      <h2>{t('scale.today', { n: read.data.total })}</h2>
      <ul>
        {read.data.rows.map((entry) => (
          <li key={entry.id}>
            <span>
              {whoOf(entry)}
              {entry.reversesId === null ? null : <Tag tone="fail">{t('list.reversal')}</Tag>}
            </span>
            <span className="muted">
              {kindName(entry.kind)} {entry.product.name}{' '}
              {entry.settlesId !== null
                ? t('list.settlement')
                : `${showMicro(entry.quantity)} ${unitName(entry.product.unit)}`}
            </span>
            <Money value={entry.amount} />
          </li>
        ))}
      </ul>
    </section>
  )
}
