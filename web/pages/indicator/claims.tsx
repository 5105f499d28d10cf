import { type ReactElement, useState } from 'react'
import { download, type Out } from '../../api.ts'
import { useT } from '../../locale/indicator.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { useUrl } from '../../navigation.tsx'
import { useRead } from '../../query.ts'
import { useMay, useMe } from '../../session.tsx'
import { SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { showInstant } from '../../ui/figures.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Notice, PageHead, Tag } from '../../ui/page.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { TownChoice, useUnitId } from '../statements/unit.tsx'
import { FORM_OF, showFigure } from './value.tsx'
import { MARK_WORDS } from './words.ts'
import './indicator.css'

type Claim = Out<'listClaims'>['claims'][number]

/** What people typed in about a unit and those below: who, when, on what evidence; withdrawn ones too. */
export default function ClaimsPage(): ReactElement {
  const t = useT()
  const may = useMay()
  const unitId = useUnitId()
  const read = useRead('listClaims', { unitId, limit: '200' })
  const [adding, setAdding] = useState(false)
  const [taking, setTaking] = useState<Claim | null>(null)
  return (
    <div className="page">
      <PageHead
        title={t('cl.title')}
        sentence={t('cl.sentence')}
        actions={
          may('recordClaim') ? (
            <button type="button" className="button button-primary" onClick={() => setAdding(true)}>
              <Icon name="add" /> {t('cl.add')}
            </button>
          ) : null
        }
      />
      <div className="data-bar no-print">
        <div className="data-filters">
          <TownChoice />
        </div>
      </div>
      <Loaded read={read} lines={6}>
        {({ claims }) =>
          claims.length === 0 ? (
            <Empty title={t('cl.none')} />
          ) : (
            <ul className="figure-edition-list">
              {claims.map((claim) => (
                <Row
                  key={claim.id}
                  claim={claim}
                  withdraw={may('withdrawClaim') ? () => setTaking(claim) : null}
                />
              ))}
            </ul>
          )
        }
      </Loaded>
      {adding ? <AddDialog unitId={unitId} close={() => setAdding(false)} /> : null}
      {taking === null ? null : (
        <ReasonDialog
          title={t('cl.withdraw')}
          confirm={t('cl.withdraw')}
          verb="withdrawClaim"
          input={(reason) => ({ unitId: taking.unit.id, claimId: taking.id, reason })}
          close={() => setTaking(null)}
        >
          <p>{t('cl.withdrawHint')}</p>
        </ReasonDialog>
      )}
    </div>
  )
}

const amountOf = ({ amount, measure }: Claim): string => showFigure(amount, FORM_OF[measure])

function Row(props: { claim: Claim; withdraw: (() => void) | null }): ReactElement {
  const t = useT()
  const { claim, withdraw } = props
  return (
    <li>
      <strong>
        {asWritten(claim.unit.name)} {claim.period} {say(claim.title)}{' '}
        <span className="num">{amountOf(claim)}</span>
      </strong>
      <Tag tone="depends">{say(MARK_WORDS.claim)}</Tag>
      <span>
        {asWritten(claim.evidence)} {asWritten(claim.note)}
      </span>
      <span className="muted small">
        {t('cl.by', { by: asWritten(claim.recordedBy), at: showInstant(claim.recordedAt) })}
      </span>
      {claim.fileName === null ? null : (
        <button
          type="button"
          className="button button-small"
          onClick={() => void download('claimFile', { unitId: claim.unit.id, claimId: claim.id })}
        >
          {t('cl.open')}
        </button>
      )}
      {claim.withdrawn === null ? (
        withdraw === null ? null : (
          <button type="button" className="button button-small" onClick={withdraw}>
            {t('cl.withdraw')}
          </button>
        )
      ) : (
        <Tag tone="fail">{t('cl.withdrawn', { reason: asWritten(claim.withdrawn.reason) })}</Tag>
      )}
    </li>
  )
}

/** What can be typed in: facts that nothing else proves first, then figures of whole amounts. */
function useAbout(): { value: string; label: string }[] {
  const read = useRead('listIndicators', {})
  const facts = (read.data?.facts ?? []).filter(
    ({ mark, span }) => mark === 'claim' && span === 'period',
  )
  const known = new Set(facts.map(({ id }) => id))
  const whole = (read.data?.indicators ?? []).filter(
    ({ id, form }) => !known.has(id) && form !== 'share' && form !== 'rate',
  )
  return [...facts, ...whole].map(({ id, title }) => ({ value: id, label: say(title) }))
}

async function base64(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary)
}

interface Attached {
  readonly fileName: string
  readonly content: string
}

function FileField({ set }: { set: (file: Attached | null) => void }): ReactElement {
  const t = useT()
  return (
    <label className="field">
      <span>{t('cl.file')}</span>
      <input
        type="file"
        accept="image/*,.pdf,.ofd"
        onChange={(event) => {
          const [chosen] = event.target.files ?? []
          if (chosen === undefined) return set(null)
          void base64(chosen).then((content) => set({ fileName: chosen.name, content }))
        }}
      />
    </label>
  )
}

function AddDialog(props: { unitId: string; close: () => void }): ReactElement {
  const t = useT()
  const me = useMe()
  const [search] = useUrl()
  const options = useAbout()
  const [form, setForm] = useState({
    about: search['about'] ?? 'trainings',
    period: me.clock.today.slice(0, 7),
    amount: '',
    evidence: '',
    note: '',
  })
  const [file, setFile] = useState<Attached | null>(null)
  const set = (field: keyof typeof form) => (value: string) =>
    setForm((now) => ({ ...now, [field]: value }))
  const complete =
    /^\d{1,12}(\.\d{1,6})?$/.test(form.amount) && form.evidence.trim() !== '' && form.period !== ''
  return (
    <WriteDialog
      verb="recordClaim"
      input={complete ? { unitId: props.unitId, ...form, ...file } : null}
      title={t('cl.add')}
      confirm={t('cl.add')}
      close={props.close}
      onDone={() => undefined}
      preview={({ claim }) => (
        <Notice tone="info">
          {t('cl.will', { title: say(claim.title), amount: amountOf(claim) })}
        </Notice>
      )}
    >
      {(faults) => (
        <>
          <SelectField
            label={t('cl.about')}
            value={form.about}
            onChange={set('about')}
            options={options}
          />
          <TextField
            label={t('cl.period')}
            hint={t('fg.freezeHintPeriod')}
            value={form.period}
            onChange={set('period')}
            error={faults.at('period')}
          />
          <TextField
            label={t('cl.amount')}
            inputMode="decimal"
            value={form.amount}
            onChange={set('amount')}
            error={faults.at('amount') ?? faults.at('about')}
          />
          <TextField
            label={t('cl.evidence')}
            hint={t('cl.evidenceHint')}
            value={form.evidence}
            onChange={set('evidence')}
            error={faults.at('evidence')}
          />
          <TextArea label={t('cl.note')} value={form.note} onChange={set('note')} rows={2} />
          <FileField set={setFile} />
        </>
      )}
    </WriteDialog>
  )
}
