import { type ReactElement, useState } from 'react'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/spending.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go, useGo, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMe } from '../../session.tsx'
import { DayField, SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { Notice, PageHead, Panel } from '../../ui/page.tsx'
import type { FaultBook } from '../registry/use-trial.ts'
import { RefusedRest, useWrite } from '../registry/write-dialog.tsx'
import { readAmount } from '../ledger/entry.ts'
import {
  type Brought,
  BroughtFields,
  FIRST_QUOTES,
  quotesOf,
  RoutePanel,
  useCoop,
} from './parts.tsx'
import { CLASS_WORDS, keysOf, type SpendingClass } from './words.ts'

type Asked = In<'requestSpending'>

interface Draft extends Brought {
  readonly payee: string
  readonly memberId: string | null
  readonly amount: string
  readonly class: SpendingClass
  readonly purpose: string
  readonly contractId: string
  readonly project: string
  readonly plannedOn: string
  readonly emergency: boolean
  readonly emergencyWhy: string
}

/** What the server is asked; null while payee, amount or purpose is missing. */
function askedOf(coopId: string, draft: Draft): Asked | null {
  const amount = readAmount(draft.amount)
  const missing = draft.payee.trim() === '' || draft.purpose.trim() === ''
  if (coopId === '' || amount === null || missing) return null
  if (draft.emergency && draft.emergencyWhy.trim() === '') return null
  return {
    coopId,
    payee: draft.payee.trim(),
    memberId: draft.memberId,
    amount,
    class: draft.class,
    purpose: draft.purpose.trim(),
    contractId: draft.contractId === '' ? null : draft.contractId,
    project: draft.project.trim() === '' ? null : { name: draft.project.trim() },
    plannedOn: draft.plannedOn as NonNullable<Asked['plannedOn']>,
    emergency: draft.emergency ? draft.emergencyWhy.trim() : null,
    quotes: quotesOf(draft.quotes).map((quote) => ({
      ...quote,
      amount: readAmount(quote.amount) ?? quote.amount,
    })),
    singleSource: draft.singleSource.trim() === '' ? null : draft.singleSource.trim(),
    papers: [...draft.papers],
  }
}

/** Asking for spending: the form on the left, the route it will take on the right, live. */
export default function NewSpending(): ReactElement {
  const t = useT()
  const { coopId, name, picker } = useCoop()
  const [done, setDone] = useState<Out<'requestSpending'> | null>(null)
  return (
    <div className="page">
      <PageHead
        title={t('spend.new')}
        sentence={name === '' ? t('spend.newSentence') : `${name} · ${t('spend.newSentence')}`}
        trail={[{ key: 'list', node: <Go to={paths.spending()}>{t('spend.title')}</Go> }]}
      />
      {picker === null ? null : <Panel title={t('spend.coop')}>{picker}</Panel>}
      {done !== null ? (
        <Done done={done} coopId={coopId} />
      ) : coopId === '' ? (
        <Notice tone="info">{t('spend.notFound')}</Notice>
      ) : (
        <Form key={coopId} coopId={coopId} onDone={setDone} />
      )}
    </div>
  )
}

function Done({ done, coopId }: { done: Out<'requestSpending'>; coopId: string }): ReactElement {
  const t = useT()
  const go = useGo()
  return (
    <Panel title={t('spend.sentTo', { number: done.number })}>
      <div className="row" role="status">
        {done.caseId === null ? null : (
          <button
            type="button"
            className="button button-primary"
            onClick={() => go(`/cases/${done.caseId}`)}
          >
            {t('spend.openCase')}
          </button>
        )}
        <Go to={paths.spendingRequest(done.requestId, coopId)} className="button">
          {asWritten(done.number)}
        </Go>
        <Go to={paths.spending()} className="button">
          {t('spend.toList')}
        </Go>
      </div>
    </Panel>
  )
}

function useDraft(): [Draft, (part: Partial<Draft>) => void] {
  const { clock } = useMe()
  const [search] = useUrl()
  const [draft, setDraft] = useState<Draft>({
    payee: search['payee'] ?? '',
    memberId: search['memberId'] ?? null,
    amount: search['amount'] ?? '',
    class: 'supplies',
    purpose: '',
    contractId: search['contractId'] ?? '',
    project: '',
    plannedOn: clock.today,
    emergency: false,
    emergencyWhy: '',
    quotes: FIRST_QUOTES,
    singleSource: '',
    papers: [],
  })
  return [draft, (part) => setDraft((before) => ({ ...before, ...part }))]
}

function Form(props: {
  coopId: string
  onDone: (done: Out<'requestSpending'>) => void
}): ReactElement {
  const t = useT()
  const { coopId, onDone } = props
  const [draft, change] = useDraft()
  const write = useWrite({ verb: 'requestSpending', input: askedOf(coopId, draft), onDone })
  const preview = write.trial.data
  const free = preview !== undefined && preview.route.length === 0
  return (
    <form
      className="spend-form"
      onKeyDown={write.onKeyDown}
      onSubmit={(event) => {
        event.preventDefault()
        write.submit()
      }}
    >
      <Panel title={t('spend.facts')}>
        <div className="stack">
          <Fields coopId={coopId} draft={draft} change={change} faults={write.faults} />
          <BroughtFields
            brought={draft}
            change={change}
            asked={preview?.quotesAsked ?? 0}
            faults={write.faults}
          />
          <RefusedRest error={write.error} faults={write.faults} />
          <div className="form-foot">
            <button type="submit" className="button button-primary" disabled={!write.ready}>
              {t(free ? 'spend.submitFree' : 'spend.submit')} <kbd>Ctrl+Enter</kbd>
            </button>
          </div>
        </div>
      </Panel>
      <div className="stack">
        <RoutePanel route={preview?.route} />
        {preview === undefined || preview.emergencyDue === null ? null : (
          <Notice tone="depends">{t('spend.emergencyDue', { day: preview.emergencyDue })}</Notice>
        )}
      </div>
    </form>
  )
}

interface FieldsProps {
  readonly coopId: string
  readonly draft: Draft
  readonly change: (part: Partial<Draft>) => void
  readonly faults: FaultBook
}

function Fields({ coopId, draft, change, faults }: FieldsProps): ReactElement {
  const t = useT()
  const payables = useRead('listPayables', { coopId })
  const contracts = payables.data?.contracts ?? []
  return (
    <div className="form-grid">
      <TextField
        label={t('spend.payee')}
        name="payee"
        required
        value={draft.payee}
        error={faults.at('payee')}
        onChange={(payee) => change({ payee, memberId: null })}
      />
      <TextField
        label={t('spend.amount')}
        name="amount"
        required
        inputMode="decimal"
        className="input num"
        value={draft.amount}
        error={faults.at('amount')}
        onChange={(amount) => change({ amount })}
      />
      <SelectField
        label={t('spend.class')}
        value={draft.class}
        onChange={(value) => change({ class: value as SpendingClass })}
        options={keysOf(CLASS_WORDS).map((value) => ({ value, label: say(CLASS_WORDS[value]) }))}
      />
      <DayField
        label={t('spend.planned')}
        value={draft.plannedOn}
        onChange={(plannedOn) => change({ plannedOn })}
      />
      <div className="wide">
        <TextArea
          label={t('spend.purpose')}
          rows={2}
          required
          value={draft.purpose}
          error={faults.at('purpose')}
          onChange={(purpose) => change({ purpose })}
        />
      </div>
      <SelectField
        label={t('spend.contract')}
        value={draft.contractId}
        onChange={(contractId) => change({ contractId })}
        options={[
          { value: '', label: t('spend.noContract') },
          ...contracts.map(({ contractId, number, title }) => ({
            value: contractId,
            label: `${number} ${title}`,
          })),
        ]}
      />
      <TextField
        label={t('spend.project')}
        value={draft.project}
        onChange={(project) => change({ project })}
      />
      <Emergency draft={draft} change={change} />
    </div>
  )
}

/** Paid first, approved afterwards: why it could not wait. */
function Emergency({ draft, change }: Pick<FieldsProps, 'draft' | 'change'>): ReactElement {
  const t = useT()
  return (
    <>
      <label className="check wide">
        <input
          type="checkbox"
          checked={draft.emergency}
          onChange={(event) => change({ emergency: event.target.checked })}
        />
        {t('spend.emergencyAsk')}
      </label>
      {draft.emergency ? (
        <div className="wide">
          <TextField
            label={t('spend.emergencyWhy')}
            required
            value={draft.emergencyWhy}
            onChange={(emergencyWhy) => change({ emergencyWhy })}
          />
        </div>
      ) : null}
    </>
  )
}
