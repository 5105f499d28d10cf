import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/spending.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go, useGo, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMe } from '../../session.tsx'
import { DayField, SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { Notice, PageHead, Panel, Tag } from '../../ui/page.tsx'
import { Loaded } from '../../ui/state.tsx'
import { type FaultBook, useTrial } from '../registry/use-trial.ts'
import { RefusedRest, useWrite } from '../registry/write-dialog.tsx'
import {
  askedOf,
  type ContractDraft,
  draftOf,
  emptyTerm,
  type PartnerField,
  type TermDraft,
  tiesAskedOf,
} from './contract-draft.ts'
import { BroughtFields, RoutePanel, useCoop } from './parts.tsx'
import { CONTRACT_KINDS, type ContractKind, DIRECTIONS, keysOf, TERM_KINDS } from './words.ts'

/** A contract is entered, or changed: the form left, ties and route right, live. */
export default function ContractForm(): ReactElement {
  const t = useT()
  const [search] = useUrl()
  const { coopId, name, picker } = useCoop()
  const contractId = search['contractId'] ?? null
  return (
    <div className="page">
      <PageHead
        title={t(contractId === null ? 'contract.new' : 'contract.change')}
        sentence={
          name === '' ? t('contract.newSentence') : `${name} · ${t('contract.newSentence')}`
        }
        trail={[{ key: 'list', node: <Go to={paths.contracts()}>{t('contract.title')}</Go> }]}
      />
      {picker === null ? null : <Panel title={t('spend.coop')}>{picker}</Panel>}
      {coopId === '' ? (
        <Notice tone="info">{t('spend.notFound')}</Notice>
      ) : contractId === null ? (
        <Form key={coopId} coopId={coopId} before={null} />
      ) : (
        <Before coopId={coopId} contractId={contractId} />
      )}
    </div>
  )
}

function Before(props: { coopId: string; contractId: string }): ReactElement {
  const read = useRead('readContract', props)
  return <Loaded read={read}>{(data) => <Form coopId={props.coopId} before={data} />}</Loaded>
}

function Form(props: { coopId: string; before: Out<'readContract'> | null }): ReactElement {
  const t = useT()
  const go = useGo()
  const { clock } = useMe()
  const { coopId, before } = props
  const [draft, setDraft] = useState(() => draftOf(clock.today, before))
  const change = (part: Partial<ContractDraft>): void => setDraft((now) => ({ ...now, ...part }))
  const write = useWrite({
    verb: 'saveContract',
    input: askedOf(coopId, before?.contractId ?? null, draft),
    onDone: ({ contractId }) => go(paths.contract(contractId, coopId)),
  })
  const preview = write.trial.data
  const early = useTrial('saveContract', tiesAskedOf(coopId, before?.contractId ?? null, draft))
  const shared = { draft, change, faults: write.faults }
  return (
    <form
      className="spend-form"
      onKeyDown={write.onKeyDown}
      onSubmit={(event) => {
        event.preventDefault()
        write.submit()
      }}
    >
      <div className="stack">
        <Panel title={t('contract.facts')}>
          <Terms {...shared} changed={before !== null} />
        </Panel>
        <Panel title={t('contract.partnerFacts')} hint={t('contract.sealed')}>
          <PartnerFields {...shared} />
        </Panel>
        <Panel title={t('contract.schedule')}>
          <Schedule {...shared} />
        </Panel>
        <Panel title={t('contract.brought')}>
          <div className="stack">
            <BroughtFields
              brought={draft}
              change={change}
              asked={preview?.quotesAsked ?? 0}
              faults={write.faults}
            />
          </div>
        </Panel>
        <RefusedRest error={write.error} faults={write.faults} />
        <div className="form-foot">
          <button type="submit" className="button button-primary" disabled={!write.ready}>
            {t('contract.save')} <kbd>Ctrl+Enter</kbd>
          </button>
        </div>
      </div>
      <div className="stack">
        <Ties ties={preview?.ties ?? early.data?.ties} />
        {draft.legacy ? null : <RoutePanel route={preview?.route} waits={t('contract.waits')} />}
      </div>
    </form>
  )
}

/** What ties the two sides: sure ones are named as such, a shared name is a question. */
export function Ties(props: { ties: Out<'saveContract'>['ties'] | undefined }): ReactElement {
  const t = useT()
  const { ties } = props
  return (
    <Panel title={t('contract.ties')}>
      {ties === undefined ? (
        <p className="muted">{t('contract.waits')}</p>
      ) : ties.length === 0 ? (
        <p>{t('contract.tiesNone')}</p>
      ) : (
        <ul className="paper-names">
          {ties.map((tie) => (
            <li key={`${tie.kind}${tie.name}`}>
              <Tag tone={tie.certain ? 'fail' : 'depends'}>
                {t(tie.certain ? 'contract.tieSure' : 'contract.tieAsk')}
              </Tag>{' '}
              {say(tie.text)}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

interface FieldsProps {
  readonly draft: ContractDraft
  readonly change: (part: Partial<ContractDraft>) => void
  readonly faults: FaultBook
}

function Terms(props: FieldsProps & { changed: boolean }): ReactElement {
  const t = useT()
  const { draft, change, faults } = props
  return (
    <div className="form-grid">
      <div className="wide">
        <TextField
          label={t('contract.name')}
          required
          value={draft.title}
          error={faults.at('title')}
          onChange={(title) => change({ title })}
        />
      </div>
      <SelectField
        label={t('contract.kind')}
        value={draft.kind}
        onChange={(kind) => change({ kind: kind as ContractKind })}
        options={keysOf(CONTRACT_KINDS).map((value) => ({
          value,
          label: say(CONTRACT_KINDS[value]),
        }))}
      />
      <SelectField
        label={t('contract.direction')}
        value={draft.direction}
        onChange={(direction) => change({ direction: direction as 'pays' })}
        options={keysOf(DIRECTIONS).map((value) => ({ value, label: say(DIRECTIONS[value]) }))}
      />
      <PriceAndTerm {...props} />
      {props.changed ? (
        <div className="wide">
          <TextArea
            label={t('contract.reason')}
            rows={2}
            required
            value={draft.reason}
            error={faults.at('reason')}
            onChange={(reason) => change({ reason })}
          />
        </div>
      ) : (
        <Legacy {...props} />
      )}
    </div>
  )
}

function PriceAndTerm({ draft, change, faults }: FieldsProps): ReactElement {
  const t = useT()
  return (
    <>
      <TextField
        label={t('spend.amount')}
        required
        inputMode="decimal"
        className="input num"
        value={draft.amount}
        error={faults.at('amount')}
        onChange={(amount) => change({ amount })}
      />
      <TextField
        label={t('contract.price')}
        required
        value={draft.priceBasis}
        error={faults.at('priceBasis')}
        onChange={(priceBasis) => change({ priceBasis })}
      />
      <DayField
        label={t('contract.starts')}
        value={draft.startsOn}
        onChange={(startsOn) => change({ startsOn })}
      />
      <DayField
        label={t('contract.expires')}
        value={draft.expiresOn}
        onChange={(expiresOn) => change({ expiresOn })}
      />
    </>
  )
}

function Legacy({ draft, change, faults }: FieldsProps): ReactElement {
  const t = useT()
  const wrong = faults.at('signedOn')
  return (
    <>
      <label className="check">
        <input
          type="checkbox"
          checked={draft.legacy}
          onChange={(event) => change({ legacy: event.target.checked })}
        />
        {t('contract.legacy')}
      </label>
      {draft.legacy ? (
        <div>
          <DayField
            label={t('contract.signedOn')}
            value={draft.signedOn}
            onChange={(signedOn) => change({ signedOn })}
          />
          {wrong === null ? null : <p className="field-error">{wrong}</p>}
        </div>
      ) : null}
    </>
  )
}

const PARTNER_LABELS = {
  name: 'contract.partner',
  creditCode: 'contract.creditCode',
  legalRep: 'contract.legalRep',
  idNumber: 'contract.idNumber',
  phone: 'contract.phone',
  account: 'contract.account',
  address: 'contract.address',
} as const satisfies Record<PartnerField, string>

function PartnerFields({ draft, change, faults }: FieldsProps): ReactElement {
  const t = useT()
  return (
    <div className="form-grid">
      {(Object.keys(PARTNER_LABELS) as PartnerField[]).map((field) => (
        <TextField
          key={field}
          label={t(PARTNER_LABELS[field])}
          required={field === 'name'}
          value={draft.partner[field]}
          error={faults.at(`partner.${field}`)}
          onChange={(value) => change({ partner: { ...draft.partner, [field]: value } })}
        />
      ))}
    </div>
  )
}

function Schedule({ draft, change, faults }: FieldsProps): ReactElement {
  const t = useT()
  const set = (at: number, part: Partial<TermDraft>): void =>
    change({ schedule: draft.schedule.map((term, i) => (i === at ? { ...term, ...part } : term)) })
  return (
    <div className="stack-tight">
      {draft.schedule.map((term, i) => (
        <div className="term-row" key={i}>
          <select
            className="input"
            aria-label={`${t('due.kind')} ${i + 1}`}
            value={term.kind}
            onChange={(event) => set(i, { kind: event.target.value as TermDraft['kind'] })}
          >
            {keysOf(TERM_KINDS).map((kind) => (
              <option key={kind} value={kind}>
                {say(TERM_KINDS[kind])}
              </option>
            ))}
          </select>
          <input
            className="input"
            aria-label={`${t('contract.dueOn')} ${i + 1}`}
            placeholder="2021-01-31"
            value={term.dueOn}
            onChange={(event) => set(i, { dueOn: event.target.value })}
          />
          <input
            className="input num"
            inputMode="decimal"
            aria-label={`${t('spend.amount')} ${i + 1}`}
            aria-invalid={faults.at(`schedule[${i}].amount`) === null ? undefined : true}
            placeholder={t('spend.amount')}
            value={term.amount}
            onChange={(event) => set(i, { amount: event.target.value })}
          />
          <input
            className="input"
            aria-label={`${t('contract.line')} ${i + 1}`}
            placeholder={t('contract.line')}
            value={term.text}
            onChange={(event) => set(i, { text: event.target.value })}
          />
          <button
            type="button"
            className="button-link"
            onClick={() => change({ schedule: draft.schedule.filter((_, at) => at !== i) })}
          >
            {t('spend.quotesRemove')}
          </button>
        </div>
      ))}
      <button
        type="button"
        className="button-link"
        onClick={() => change({ schedule: [...draft.schedule, emptyTerm(draft.expiresOn)] })}
      >
        {asWritten(t('contract.scheduleAdd'))}
      </button>
    </div>
  )
}
