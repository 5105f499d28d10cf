import {
  type KeyboardEvent,
  type ReactElement,
  type RefObject,
  useEffect,
  useRef,
  useState,
} from 'react'
import { flushSync } from 'react-dom'
import { useT } from '../../locale/trade.ts'
import { say } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useMay, useMe } from '../../session.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/page.tsx'
import { Empty, Refused, Skeleton } from '../../ui/state.tsx'
import { readShortDay } from '../ledger/entry.ts'
import { EntryGrid } from './entry-grid.tsx'
import { focusField } from './focus.ts'
import { ScaleForm } from './scale-form.tsx'
import { OrderChoice, RecordedLine, useKinds } from './sheet-parts.tsx'
import { emptySheet, setKind, type Sheet, sheetLike } from './sheet.ts'
import { type Traders, useTraders } from './traders.ts'
import { useNarrow } from './use-narrow.ts'
import { type Desk, lastSheet, useSheet } from './use-sheet.ts'
import { BROUGHT, KIND_HINTS, kindName, type TradeKind } from './words.ts'

/** What was traded, typed as fast as the hands go; at the scale on a telephone, one large form. */
export function EntryTab({ coopId }: { coopId: string }): ReactElement {
  const t = useT()
  const may = useMay()
  const narrow = useNarrow()
  const traders = useTraders(coopId)
  if (traders === undefined) return <Skeleton lines={10} />
  if (traders.products.length === 0) {
    return (
      <Empty
        title={t('entry.noProducts')}
        hint={t('entry.noProductsHint')}
        action={
          may('addProducts') ? (
            <Go to={paths.trade(coopId, { tab: 'products' })} className="button button-primary">
              {t('tab.products')}
            </Go>
          ) : null
        }
      />
    )
  }
  return narrow ? (
    <ScaleForm coopId={coopId} traders={traders} />
  ) : (
    <EntryDesk coopId={coopId} traders={traders} />
  )
}

function EntryDesk({ coopId, traders }: { coopId: string; traders: Traders }): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const root = useRef<HTMLDivElement>(null)
  const [keys, setKeys] = useState(false)
  const desk = useSheet(coopId, emptySheet(clock.today), {
    coopId,
    onSaved: ({ on, kind, pending, orderId }) => {
      flushSync(() => desk.setSheet({ ...emptySheet(on, kind), pending, orderId }))
      focusField(root.current, '0-who')
    },
  })
  useEffect(() => focusField(root.current, '0-who'), [])
  const copyLast = (): void => {
    const last = lastSheet(coopId)
    if (last === null) return
    flushSync(() => desk.setSheet(sheetLike(last, desk.sheet.on)))
    focusField(root.current, '0-quantity')
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const act = actOf(event)
    if (act === null) return
    event.preventDefault()
    if (act === 'save') desk.save()
    if (act === 'copy') copyLast()
    if (act === 'day') focusField(root.current, 'on-date')
    if (act === 'keys') setKeys(true)
  }
  return (
    <div className="stack" ref={root} onKeyDown={onKeyDown}>
      <section className="panel entry-pane" aria-label={t('tab.entry')}>
        <SheetHead desk={desk} traders={traders} root={root} />
        <EntryGrid
          desk={desk}
          traders={traders}
          root={root}
          onDone={() => focusField(root.current, 'save-sheet')}
        />
        {desk.general === null ? null : <Refused error={desk.general} write />}
        {desk.attempted && !desk.complete ? (
          <Notice tone="depends">{t('entry.incomplete')}</Notice>
        ) : null}
        <div className="row">
          <button
            type="button"
            name="save-sheet"
            className="button button-primary"
            disabled={desk.saving}
            onClick={desk.save}
          >
            {t('entry.save')} <kbd>Ctrl+Enter</kbd>
          </button>
          <button type="button" className="button" onClick={copyLast}>
            {t('entry.copyLast')} <kbd>F8</kbd>
          </button>
          <span className="muted small">{t('entry.pasteHint')}</span>
          <button type="button" className="button-plain keys-button" onClick={() => setKeys(true)}>
            {t('keys.title')} <kbd>F1</kbd>
          </button>
        </div>
        <RecordedLine coopId={coopId} desk={desk} />
      </section>
      {keys ? <KeyMap close={() => setKeys(false)} /> : null}
    </div>
  )
}

type Act = 'save' | 'copy' | 'day' | 'keys'

function actOf(event: KeyboardEvent): Act | null {
  const control = event.ctrlKey || event.metaKey
  if (control && event.key === 'Enter') return 'save'
  if (control && event.key === 'Home') return 'day'
  if (event.key === 'F8') return 'copy'
  return event.key === 'F1' ? 'keys' : null
}

interface HeadProps {
  readonly desk: Desk
  readonly traders: Traders
  readonly root: RefObject<HTMLDivElement | null>
}

/** Kind, day and contract: what all rows of a sheet share. */
function SheetHead({ desk, traders, root }: HeadProps): ReactElement {
  const t = useT()
  const kinds = useKinds()
  const { sheet, setSheet } = desk
  const brought = BROUGHT.includes(sheet.kind)
  return (
    <div className="entry-head">
      <label className="entry-field">
        <span>{t('entry.kind')}</span>
        <select
          className="cell cell-boxed"
          value={sheet.kind}
          onChange={(event) =>
            setSheet(setKind(sheet, event.target.value as TradeKind, traders.terms))
          }
        >
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {kindName(kind)}
            </option>
          ))}
        </select>
      </label>
      <span className="muted small">{say(KIND_HINTS[sheet.kind])}</span>
      <DayCell sheet={sheet} change={setSheet} onNext={() => focusField(root.current, '0-who')} />
      {sheet.kind === 'agency_sale' ? (
        <label className="check">
          <input
            type="checkbox"
            checked={sheet.pending}
            onChange={(event) => setSheet({ ...sheet, pending: event.target.checked })}
          />
          {t('entry.pending')}
        </label>
      ) : null}
      {brought && traders.orders.length > 0 ? (
        <OrderChoice sheet={sheet} change={setSheet} traders={traders} />
      ) : null}
    </div>
  )
}

/** The day, in as few keys as it takes. */
function DayCell(props: {
  sheet: Sheet
  change: (sheet: Sheet) => void
  onNext: () => void
}): ReactElement {
  const t = useT()
  const { sheet, change } = props
  const [typed, setTyped] = useState<string | null>(null)
  const take = (): void => {
    const day = typed === null ? null : readShortDay(typed, sheet.on)
    if (day !== null) change({ ...sheet, on: day })
    setTyped(null)
  }
  return (
    <label className="entry-field">
      <span>{t('entry.on')}</span>
      <input
        className="cell cell-boxed cell-day"
        name="on-date"
        autoComplete="off"
        inputMode="numeric"
        value={typed ?? sheet.on}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.ctrlKey) return
          event.preventDefault()
          flushSync(take)
          props.onNext()
        }}
      />
    </label>
  )
}

const KEYS = [
  ['Enter', 'keys.next'],
  ['Shift+Enter', 'keys.back'],
  ['↑ ↓', 'keys.rows'],
  ['Ctrl+D', 'keys.copyRow'],
  ['Ctrl+Del', 'keys.removeRow'],
  ['Ctrl+Ins', 'keys.insertRow'],
  ['Ctrl+V', 'keys.paste'],
  ['52.5+48-3', 'keys.sum'],
  ['F8', 'keys.copyLast'],
  ['Ctrl+Home', 'keys.day'],
  ['Ctrl+Enter', 'keys.save'],
] as const

function KeyMap({ close }: { close: () => void }): ReactElement {
  const t = useT()
  return (
    <Dialog open onClose={close} title={t('keys.title')}>
      <dl className="key-map">
        {KEYS.map(([key, label]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(label)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
