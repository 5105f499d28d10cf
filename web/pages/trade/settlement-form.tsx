import { type ReactElement, useState } from 'react'
import { displayYuan, formatYuan } from '../../../src/kernel/money.ts'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/trade.ts'
import { asWritten, comma, say } from '../../locale/translate.ts'
import { Go, useGo } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMe } from '../../session.tsx'
import { DayField, SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { Notice, Panel } from '../../ui/page.tsx'
import { Segments } from '../../ui/segments.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import { fenOf, readAmount } from '../ledger/entry.ts'
import type { FaultBook } from '../registry/use-trial.ts'
import { RefusedRest, useWrite } from '../registry/write-dialog.tsx'
import { showMicro } from './figures.ts'
import { platformLines } from './platform-lines.ts'
import { ShareTable } from './share-table.tsx'
import { type Entry, INTO, INTO_WORDS, unitName, whoOf } from './words.ts'

interface Typed {
  readonly platform: string
  readonly number: string
  readonly settledOn: string
  readonly gross: string
  readonly fee: string
  readonly refunds: string
  readonly commission: string
  readonly basis: 'net' | 'gross'
  readonly splitBy: 'quantity' | 'value'
  readonly account: string
  readonly lines: string
  readonly chosen: ReadonlySet<string>
}

const SUMS = ['gross', 'fee', 'refunds', 'commission'] as const

/** An empty sum is nothing; what cannot be read is said by the server. */
const sumOf = (typed: string): string =>
  typed.trim() === '' ? '0' : (readAmount(typed) ?? typed.trim())

/** What came in: gross less fee and refunds. */
const netOf = (typed: Typed): string =>
  formatYuan(fenOf(typed.gross) - fenOf(typed.fee) - fenOf(typed.refunds))

function inputOf(coopId: string, typed: Typed): In<'recordSettlement'> | null {
  const missing = [typed.platform, typed.number, typed.settledOn, typed.gross]
  if (missing.some((text) => text.trim() === '') || typed.chosen.size === 0) return null
  const { lines, wrong } = platformLines(typed.lines)
  if (wrong.length > 0) return null
  return {
    coopId,
    platform: typed.platform.trim(),
    number: typed.number.trim(),
    settledOn: typed.settledOn as In<'recordSettlement'>['settledOn'],
    gross: sumOf(typed.gross),
    fee: sumOf(typed.fee),
    refunds: sumOf(typed.refunds),
    commission: sumOf(typed.commission),
    net: netOf(typed),
    basis: typed.basis,
    splitBy: typed.splitBy,
    account: typed.account,
    lines: [...lines],
    entryIds: [...typed.chosen],
  }
}

/** A platform's settlement: its sums, the deliveries it pays for, and the split as it will stand. */
export function SettlementForm({ coopId }: { coopId: string }): ReactElement {
  const t = useT()
  const go = useGo()
  const { clock } = useMe()
  const pending = useRead('listTrades', { coopId, pending: 'true', limit: 500 })
  const [typed, setTyped] = useState<Typed>({
    platform: '',
    number: '',
    settledOn: clock.today,
    gross: '',
    fee: '',
    refunds: '',
    commission: '',
    basis: 'net',
    splitBy: 'quantity',
    account: '109',
    lines: '',
    chosen: new Set(),
  })
  const set = (part: Partial<Typed>): void => setTyped({ ...typed, ...part })
  const write = useWrite({
    verb: 'recordSettlement',
    input: inputOf(coopId, typed),
    onDone: ({ settlementId }) =>
      go(paths.trade(coopId, { tab: 'settlements', settlement: settlementId })),
  })
  return (
    <div className="stack" onKeyDown={write.onKeyDown}>
      <p>
        <Go to={paths.trade(coopId, { tab: 'settlements' })}>← {t('settle.all')}</Go>
      </p>
      <Head typed={typed} set={set} faults={write.faults} />
      <Panel title={t('settle.goods')} hint={t('settle.goodsHint')}>
        <Loaded read={pending} lines={5}>
          {(data) => (
            <Pending
              coopId={coopId}
              rows={data.rows.filter((row) => row.on <= typed.settledOn)}
              chosen={typed.chosen}
              choose={(chosen) => set({ chosen })}
            />
          )}
        </Loaded>
      </Panel>
      <LinesField typed={typed} set={set} />
      <RefusedRest error={write.error} faults={write.faults} />
      <Preview answer={write.trial.data} rows={pending.data?.rows ?? []} />
      <div className="row">
        <button
          type="button"
          className="button button-primary"
          disabled={!write.ready || write.trial.data === undefined}
          onClick={write.submit}
        >
          {t('settle.save')} <kbd>Ctrl+Enter</kbd>
        </button>
      </div>
    </div>
  )
}

interface PartProps {
  readonly typed: Typed
  readonly set: (part: Partial<Typed>) => void
}

function Head({ typed, set, faults }: PartProps & { faults: FaultBook }): ReactElement {
  const t = useT()
  return (
    <Panel title={t('settle.add')}>
      <div className="stack">
        <div className="form-grid">
          {(['platform', 'number'] as const).map((key) => (
            <TextField
              key={key}
              label={t(`settle.${key}`)}
              value={typed[key]}
              onChange={(value) => set({ [key]: value })}
              error={faults.at(key)}
            />
          ))}
          <DayField
            label={t('settle.day')}
            value={typed.settledOn}
            onChange={(settledOn) => set({ settledOn })}
          />
          {SUMS.map((key) => (
            <TextField
              key={key}
              label={t(`settle.${key}`)}
              hint={key === 'commission' ? t('settle.commissionHint') : undefined}
              value={typed[key]}
              onChange={(value) => set({ [key]: value })}
              error={faults.at(key)}
              inputMode="decimal"
            />
          ))}
          <SelectField
            label={t('settle.into')}
            value={typed.account}
            onChange={(account) => set({ account })}
            options={INTO.map((value) => ({ value, label: `${value} ${say(INTO_WORDS[value])}` }))}
          />
        </div>
        <p className="settle-net">
          {t('settle.net')} <strong className="num">{displayYuan(fenOf(netOf(typed)))}</strong>
          {faults.at('net') === null ? null : (
            <span className="field-error"> {faults.at('net')}</span>
          )}
        </p>
        <Choices typed={typed} set={set} />
        {faults.at('splitBy') === null ? null : (
          <p className="field-error">{faults.at('splitBy')}</p>
        )}
      </div>
    </Panel>
  )
}

/** Who bears the fee, and by what is divided. */
function Choices({ typed, set }: PartProps): ReactElement {
  const t = useT()
  return (
    <div className="row settle-choices">
      <Segments
        legend={t('settle.basis')}
        titled
        value={typed.basis}
        options={(['net', 'gross'] as const).map((value) => ({
          value,
          label: t(`settle.basis.${value}`),
        }))}
        onChange={(basis) => set({ basis })}
      />
      <Segments
        legend={t('settle.splitBy')}
        titled
        value={typed.splitBy}
        options={(['quantity', 'value'] as const).map((value) => ({
          value,
          label: t(`settle.by.${value}`),
        }))}
        onChange={(splitBy) => set({ splitBy })}
      />
    </div>
  )
}

/** Goods that were taken for sale and wait to be paid for. */
function Pending(props: {
  coopId: string
  rows: readonly Entry[]
  chosen: ReadonlySet<string>
  choose: (chosen: ReadonlySet<string>) => void
}): ReactElement {
  const t = useT()
  const { rows, chosen, choose } = props
  if (rows.length === 0) {
    return (
      <Empty
        title={t('settle.noGoods')}
        hint={t('settle.noGoodsHint')}
        action={
          <Go to={paths.trade(props.coopId, { tab: 'entry' })} className="button">
            {t('tab.entry')}
          </Go>
        }
      />
    )
  }
  const all = rows.every(({ id }) => chosen.has(id))
  const flip = (id: string): void => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    choose(next)
  }
  return (
    <div
      className="table-scroll table-tall"
      tabIndex={0}
      role="group"
      aria-label={t('settle.goods')}
    >
      <table className="table table-small">
        <thead>
          <tr>
            <th scope="col" className="key-box">
              <input
                type="checkbox"
                aria-label={t('list.chooseAll')}
                checked={all}
                onChange={() => choose(all ? new Set() : new Set(rows.map(({ id }) => id)))}
              />
            </th>
            <th scope="col">{t('common.day')}</th>
            <th scope="col">{t('grid.who')}</th>
            <th scope="col">{t('grid.product')}</th>
            <th scope="col" className="num">
              {t('grid.quantity')}
            </th>
            <th scope="col" className="num">
              {t('settle.reference')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <PendingRow
              key={row.id}
              row={row}
              chosen={chosen.has(row.id)}
              onFlip={() => flip(row.id)}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function PendingRow(props: { row: Entry; chosen: boolean; onFlip: () => void }): ReactElement {
  const t = useT()
  const { row, chosen, onFlip } = props
  return (
    <tr>
      <td className="key-box">
        <input
          type="checkbox"
          aria-label={t('list.choose', { who: whoOf(row), day: row.on })}
          checked={chosen}
          onChange={() => onFlip()}
        />
      </td>
      <td className="nowrap">{row.on}</td>
      <th scope="row">{asWritten(whoOf(row))}</th>
      <td>{asWritten(row.product.name)}</td>
      <td className="num">
        {showMicro(row.quantity)} {unitName(row.product.unit)}
      </td>
      <td className="num">{row.price === null ? '—' : showMicro(row.price)}</td>
    </tr>
  )
}

/** The platform's own lines, pasted out of its table; they must add up to the sums above. */
function LinesField({ typed, set }: PartProps): ReactElement {
  const t = useT()
  const read = platformLines(typed.lines)
  const takeSums = (): void => set({ gross: read.gross, fee: read.fee, refunds: read.refunds })
  return (
    <Panel title={t('settle.lines')} hint={t('settle.linesHint')}>
      <TextArea
        label={t('settle.paste')}
        value={typed.lines}
        onChange={(lines) => set({ lines })}
        rows={3}
        error={
          read.wrong.length === 0
            ? null
            : t('settle.linesWrong', { rows: read.wrong.slice(0, 10).join(comma()) })
        }
      />
      {read.lines.length === 0 ? null : (
        <p className="row">
          <span>
            {t('settle.linesRead', {
              n: read.lines.length,
              gross: read.gross,
              fee: read.fee,
              refunds: read.refunds,
            })}
          </span>
          <button type="button" className="button" onClick={takeSums}>
            {t('settle.takeSums')}
          </button>
        </p>
      )}
    </Panel>
  )
}

/** The split by the code that will record it. */
function Preview(props: {
  answer: Out<'recordSettlement'> | undefined
  rows: readonly Entry[]
}): ReactElement | null {
  const t = useT()
  const { answer } = props
  if (answer === undefined) return <Notice tone="info">{t('settle.previewHint')}</Notice>
  const rows = new Map(props.rows.map((row) => [row.id, row]))
  const named = props.rows.filter((row) =>
    answer.shares.some((share) => share.settlesId === row.id),
  )
  return (
    <Panel title={t('settle.split')} hint={t('settle.preview', { n: named.length })}>
      <ShareTable
        pool={answer.pool}
        shares={answer.shares.flatMap((share) => {
          const row = share.settlesId === null ? undefined : rows.get(share.settlesId)
          return row === undefined
            ? []
            : [
                {
                  key: share.entryId,
                  who: whoOf(row),
                  goods: row.product.name,
                  unit: row.product.unit,
                  day: row.on,
                  quantity: share.quantity,
                  exact: share.exact,
                  amount: share.amount,
                },
              ]
        })}
      />
    </Panel>
  )
}
