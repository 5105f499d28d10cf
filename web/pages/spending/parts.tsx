import { type ChangeEvent, type ReactElement, useState } from 'react'
import { addressOf, type Out } from '../../api.ts'
import { useT } from '../../locale/spending.ts'
import { say } from '../../locale/translate.ts'
import { useUrl } from '../../navigation.tsx'
import { useRead } from '../../query.ts'
import { useMay, useMe } from '../../session.tsx'
import { showYuan } from '../../ui/figures.tsx'
import { TextField } from '../../ui/field.tsx'
import { Notice, Panel } from '../../ui/page.tsx'
import { type Picked, UnitPicker } from '../../ui/unit-picker.tsx'
import type { FaultBook } from '../registry/use-trial.ts'
import { base64Of, picturesOf } from '../ledger/photo.ts'
import { BASIS_WORDS, type Organ, ORGAN_WORDS, READING_WORDS } from './words.ts'
import './spending.css'

type Needed = Out<'requestSpending'>['route'][number]

/** The organs a route passes, in their order, each with the readings that ask for it. */
export function RouteView({ route }: { route: readonly Needed[] }): ReactElement {
  const t = useT()
  const organs = [...new Set(route.map(({ organ }) => organ))]
  if (organs.length === 0) return <Notice tone="pass">{t('spend.routeFree')}</Notice>
  return (
    <ol className="route">
      {organs.map((organ) => (
        <li key={organ}>
          <strong>{say(ORGAN_WORDS[organ])}</strong>{' '}
          <span className="muted small">{say(BASIS_WORDS[basisOf(route, organ)])}</span>
          <ul className="muted small">
            {route
              .filter((one) => one.organ === organ)
              .map((one) => (
                <li key={one.reading}>
                  {t('spend.whyLine', {
                    reading: say(READING_WORDS[one.reading]),
                    measured: showYuan(one.measured) ?? '',
                    limit: showYuan(one.limit) ?? '',
                  })}
                </li>
              ))}
          </ul>
        </li>
      ))}
    </ol>
  )
}

const basisOf = (route: readonly Needed[], organ: Organ) =>
  route.find((one) => one.organ === organ)?.basis ?? 'charter'

/** The route beside a form that is being filled in. */
export function RoutePanel(props: {
  route: readonly Needed[] | undefined
  /** What must be filled in before it is known. */
  waits?: string
}): ReactElement {
  const { route } = props
  const t = useT()
  return (
    <Panel title={t('spend.route')} className="route-panel">
      {route === undefined ? (
        <p className="muted">{props.waits ?? t('spend.routeWaits')}</p>
      ) : (
        <RouteView route={route} />
      )}
    </Panel>
  )
}

export interface Quote {
  readonly supplier: string
  readonly amount: string
  readonly way: 'quote' | 'tender'
  readonly note: string
  readonly chosen: boolean
}

const NO_QUOTE: Quote = { supplier: '', amount: '', way: 'quote', note: '', chosen: false }

/** Quotes as the server takes them; rows nobody filled in are left out. */
export const quotesOf = (quotes: readonly Quote[]): Quote[] =>
  quotes.filter(({ supplier, amount }) => supplier.trim() !== '' && amount.trim() !== '')

/** Three rows to begin with: who offered, how much, who was chosen. */
export const FIRST_QUOTES: readonly Quote[] = [NO_QUOTE, NO_QUOTE, NO_QUOTE]

function QuoteRows(props: {
  quotes: readonly Quote[]
  onChange: (quotes: readonly Quote[]) => void
  asked: number
  error: string | null
}): ReactElement {
  const t = useT()
  const { quotes, onChange } = props
  const change = (at: number, part: Partial<Quote>): void =>
    onChange(
      quotes.map((quote, i) =>
        i === at
          ? { ...quote, ...part }
          : part.chosen === true
            ? { ...quote, chosen: false }
            : quote,
      ),
    )
  return (
    <fieldset className="quotes">
      <legend>
        {t('spend.quotes')}
        {props.asked === 0 ? null : (
          <span className="muted small"> {t('spend.quotesAsked', { n: props.asked })}</span>
        )}
      </legend>
      {quotes.map((quote, i) => (
        <div className="quote-row" key={i}>
          <input
            className="input"
            aria-label={`${t('spend.supplier')} ${i + 1}`}
            placeholder={t('spend.supplier')}
            value={quote.supplier}
            onChange={(event) => change(i, { supplier: event.target.value })}
          />
          <input
            className="input num"
            inputMode="decimal"
            aria-label={`${t('spend.offer')} ${i + 1}`}
            placeholder={t('spend.offer')}
            value={quote.amount}
            onChange={(event) => change(i, { amount: event.target.value })}
          />
          <label className="check">
            <input
              type="checkbox"
              checked={quote.way === 'tender'}
              onChange={(event) => change(i, { way: event.target.checked ? 'tender' : 'quote' })}
            />
            {t('spend.tender')}
          </label>
          <label className="check">
            <input
              type="checkbox"
              checked={quote.chosen}
              onChange={(event) => change(i, { chosen: event.target.checked })}
            />
            {t('spend.chosen')}
          </label>
        </div>
      ))}
      <button type="button" className="button-link" onClick={() => onChange([...quotes, NO_QUOTE])}>
        {t('spend.quotesAdd')}
      </button>
      {props.error === null ? null : <p className="field-error">{props.error}</p>}
    </fieldset>
  )
}

export interface Paper {
  readonly name: string
  readonly content: string
}

/** Photographs from the camera or files; pictures are made smaller before they are sent. */
export function PaperPicker(props: {
  papers: readonly Paper[]
  onChange: (papers: readonly Paper[]) => void
  error: string | null
  label?: string
}): ReactElement {
  const t = useT()
  const [busy, setBusy] = useState(false)
  const take = async (event: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const { files } = event.target
    if (files === null) return
    setBusy(true)
    const pictures = await picturesOf(files)
    const fresh = await Promise.all(
      pictures.map(async ({ name, blob }) => ({ name, content: await base64Of(blob) })),
    )
    props.onChange([...props.papers, ...fresh])
    setBusy(false)
  }
  return (
    <div className="field">
      <span className="field-label">{props.label ?? t('spend.papers')}</span>
      <label className="button papers-button">
        {t('spend.papersAdd')}
        <input
          type="file"
          multiple
          className="visually-hidden"
          accept="image/*,.pdf,.ofd"
          aria-label={t('spend.papersAdd')}
          disabled={busy}
          onChange={(event) => void take(event)}
        />
      </label>
      <ul className="paper-names">
        {props.papers.map((paper, i) => (
          <li key={`${paper.name}${paper.content.length}`}>
            {paper.name}{' '}
            <button
              type="button"
              className="button-link"
              onClick={() => props.onChange(props.papers.filter((_, at) => at !== i))}
            >
              {t('spend.quotesRemove')}
            </button>
          </li>
        ))}
      </ul>
      {props.error === null ? null : <p className="field-error">{props.error}</p>}
    </div>
  )
}

/** What a request and a contract bring along: quotes, why there are too few of them, photographs and files. */
export interface Brought {
  readonly quotes: readonly Quote[]
  readonly singleSource: string
  readonly papers: readonly Paper[]
}

export function BroughtFields(props: {
  brought: Brought
  change: (part: Partial<Brought>) => void
  /** How many quotes the matrix asks for. */
  asked: number
  faults: FaultBook
}): ReactElement {
  const t = useT()
  const { brought, change, faults } = props
  return (
    <>
      <QuoteRows
        quotes={brought.quotes}
        onChange={(quotes) => change({ quotes })}
        asked={props.asked}
        error={faults.at('quotes')}
      />
      <TextField
        label={t('spend.singleSource')}
        value={brought.singleSource}
        onChange={(singleSource) => change({ singleSource })}
      />
      <PaperPicker
        papers={brought.papers}
        onChange={(papers) => change({ papers })}
        error={faults.at('content')}
      />
    </>
  )
}

/** The co-op a form is for: named in the address, one’s own, or picked. */
export function useCoop(): {
  readonly coopId: string
  readonly name: string
  readonly picker: ReactElement | null
} {
  const t = useT()
  const me = useMe()
  const may = useMay()
  const [search, change] = useUrl()
  const own = me.grants.find(({ unit }) => unit?.kind === 'coop')?.unit ?? null
  const village = me.grants.find(({ unit }) => unit?.kind === 'village')?.unit ?? null
  // A village mostly has one co-op: its secretary need not look for it on the telephone.
  const local = useRead(
    'listCooperatives',
    { unitId: village?.id, limit: 2 },
    { enabled: own === null && village !== null && may('listCooperatives') },
  )
  const only = local.data?.rows.length === 1 ? local.data.rows[0]?.id : undefined
  const coopId = search['coopId'] ?? own?.id ?? only ?? ''
  const read = useRead(
    'readCooperative',
    { coopId },
    { enabled: coopId !== '' && may('readCooperative') },
  )
  const name = read.data?.cooperative.name ?? own?.name ?? ''
  if (own !== null) return { coopId, name, picker: null }
  const value: Picked | null = coopId === '' ? null : { id: coopId, name }
  return {
    coopId,
    name,
    picker: (
      <UnitPicker
        kind="coop"
        label={t('spend.coop')}
        value={value}
        onChange={(picked) => change({ coopId: picked?.id })}
      />
    ),
  }
}

/** Where a paper of a request or contract is read. */
const paperAddress = (coopId: string, paperId: string): string =>
  addressOf('readSpendingPaper', { coopId, paperId }).url

export function PaperList(props: {
  coopId: string
  papers: readonly { readonly paperId: string; readonly name: string }[]
}): ReactElement | null {
  if (props.papers.length === 0) return null
  return (
    <ul className="paper-names">
      {props.papers.map(({ paperId, name }) => (
        <li key={paperId}>
          <a href={paperAddress(props.coopId, paperId)} target="_blank" rel="noreferrer">
            {name}
          </a>
        </li>
      ))}
    </ul>
  )
}
