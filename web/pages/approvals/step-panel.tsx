import { type ReactElement, useEffect } from 'react'
import { isRefusal } from '../../api.ts'
import { useT } from '../../locale/approvals.ts'
import { asWritten, comma, say } from '../../locale/translate.ts'
import { useUrl } from '../../navigation.tsx'
import { SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { showInstant } from '../../ui/figures.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Notice, Panel, Tag } from '../../ui/page.tsx'
import { Segments } from '../../ui/segments.tsx'
import { Refused } from '../../ui/state.tsx'
import { Due } from './due.tsx'
import { Fields } from './fields.tsx'
import { type Signing, useSigning } from './signing.ts'
import { StepActs } from './step-acts.tsx'
import { StepPapers } from './step-papers.tsx'
import { BASIS_WORDS, type Basis, type Case, roleName, type Step, type StepNow } from './words.ts'
import { Written } from './written.tsx'

interface StepProps {
  readonly data: Case
  readonly step: Step
  readonly now: StepNow
}

/** One open step: what is asked, papers first, the form with its live verdict, the signature. */
export function StepPanel(props: StepProps): ReactElement {
  const t = useT()
  const { step, now } = props
  const mine = now.mine.prepares
  return (
    <Panel
      id={`step-${step.key}`}
      className={mine ? 'step-panel step-mine' : 'step-panel'}
      title={say(step.title)}
      hint={now.round > 1 ? t('case.round', { n: now.round }) : undefined}
      extra={<Due clock={now} />}
    >
      <div className="stack">
        {step.clause === '' ? null : (
          <p className="muted small">
            {t('step.clause')} {asWritten(step.clause)}
          </p>
        )}
        {!mine ? (
          <Others {...props} />
        ) : now.mine.seat === null ? (
          <Early {...props} />
        ) : (
          <Mine key={`${step.key} ${now.round}`} {...props} />
        )}
        <Seats {...props} />
        <StepActs {...props} />
      </div>
    </Panel>
  )
}

/** What somebody else does: why not the caller, what has been written, which papers have come. */
function Others({ data, step, now }: StepProps): ReactElement {
  return (
    <>
      {now.mine.because === null ? null : <Notice tone="info">{say(now.mine.because)}</Notice>}
      <StepPapers data={data} step={step} open={false} keep={() => Promise.resolve()} />
      {Object.keys(now.values).length > 0 ? (
        <Written fields={step.form} values={now.values} />
      ) : null}
    </>
  )
}

/** The period has not run out: the form may be filled in, the sheet printed, papers brought. */
function Early(props: StepProps): ReactElement {
  const t = useT()
  const { step, now } = props
  const [search] = useUrl()
  return (
    <>
      {now.mine.because === null ? null : <Notice tone="depends">{say(now.mine.because)}</Notice>}
      <details open={search['step'] === step.key}>
        <summary className="early">{t('step.early')}</summary>
        <div className="stack">
          <Mine key={`${step.key} ${now.round}`} {...props} />
        </div>
      </details>
    </>
  )
}

function Mine({ data, step, now }: StepProps): ReactElement {
  const t = useT()
  const signing = useSigning(data, step, now)
  const { act, sign } = signing
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      sign()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  })
  return (
    <>
      <StepPapers data={data} step={step} open keep={signing.draft.keep} />
      <Form step={step} now={now} signing={signing} />
      <Evidence now={now} />
      {signing.asksOpinion ? <OpinionFields step={step} signing={signing} /> : null}
      {now.mine.seat === null ? null : <Verdict step={step} signing={signing} />}
      <div className="step-sign">
        <button
          type="button"
          className="button button-primary big-button"
          disabled={act.isPending || now.mine.seat === null}
          onClick={sign}
        >
          {signing.asksOpinion ? t('step.sign') : t('step.finish')} <kbd>Ctrl+Enter</kbd>
        </button>
        {signing.form.length > 0 && signing.draft.isKept ? (
          <span className="muted small" role="status">
            {t('step.saved')}
          </span>
        ) : null}
      </div>
    </>
  )
}

function Form(props: { step: Step; now: StepNow; signing: Signing }): ReactElement | null {
  const t = useT()
  const { step, now, signing } = props
  if (step.form.length === 0) return null
  if (!signing.first) {
    return (
      <>
        <Notice tone="info">{t('step.first')}</Notice>
        <Written fields={step.form} values={now.values} />
      </>
    )
  }
  return (
    <section className="stack" aria-label={t('step.form')}>
      <h3>{t('step.form')}</h3>
      {now.draft === null ? null : (
        <p className="muted small">
          {t('step.draft', {
            who: now.draft.by,
            at: now.draft.at.length > 10 ? showInstant(now.draft.at) : now.draft.at,
          })}
        </p>
      )}
      <Fields
        fields={signing.form}
        typed={signing.typed}
        set={signing.setTyped}
        fault={signing.fault}
        path="$.values"
      />
      <Demands step={step} signing={signing} />
    </section>
  )
}

/** The demands of a step: open ones as plain words, those not met in red with what was measured. */
function Demands({ step, signing }: { step: Step; signing: Signing }): ReactElement | null {
  const t = useT()
  if (step.demands.length === 0) return null
  const { findings } = signing
  const judged = signing.ready && signing.trial.current && !isRefusal(signing.error, 'bad_input')
  return (
    <details className="demands" open={findings.length > 0}>
      <summary>{t('step.demands')}</summary>
      <ul>
        {step.demands.map((demand) => {
          const finding = findings.find(({ rule }) => rule === demand.rule)
          const reading = finding?.readings[0]
          const [icon, tone] =
            finding !== undefined
              ? (['fails', 'demand-fails'] as const)
              : judged
                ? (['passes', 'demand-passes'] as const)
                : (['info', ''] as const)
          return (
            <li key={demand.rule} className={tone}>
              <Icon name={icon} size={16} /> {say(demand.text)}
              {reading === undefined ? null : (
                <strong>
                  {' '}
                  {reading.measured ?? '—'} / {reading.limit}
                </strong>
              )}
            </li>
          )
        })}
      </ul>
    </details>
  )
}

/** What other parts of the product say to what the step asks for. */
function Evidence({ now }: { now: StepNow }): ReactElement | null {
  const t = useT()
  if (now.evidence.length === 0) return null
  return (
    <section className="stack" aria-label={t('step.evidence')}>
      <h3>{t('step.evidence')}</h3>
      <ul className="plain-list">
        {now.evidence.map((one) => (
          <li key={one.name} className={one.holds ? 'demand-passes' : 'demand-fails'}>
            <Icon name={one.holds ? 'passes' : 'fails'} size={16} /> {say(one.text)}
          </li>
        ))}
      </ul>
    </section>
  )
}

function OpinionFields({ step, signing }: { step: Step; signing: Signing }): ReactElement {
  const t = useT()
  const { opinion, setOpinion, fault } = signing
  const opposed = opinion.outcome === 'opposed'
  return (
    <section className="stack" aria-label={t('step.opinion')}>
      <Segments
        titled
        legend={t('step.opinion')}
        value={opinion.outcome}
        options={[
          { value: 'agreed', label: t('step.agreed') },
          { value: 'opposed', label: t('step.opposed') },
        ]}
        onChange={(outcome) => setOpinion({ ...opinion, outcome })}
      />
      <div className="columns-2">
        <SelectField
          label={t('step.basis')}
          value={opinion.basis}
          onChange={(basis) => setOpinion({ ...opinion, basis: basis as Basis })}
          options={Object.entries(BASIS_WORDS).map(([value, label]) => ({
            value,
            label: say(label),
          }))}
        />
        <TextField
          label={t('step.basisText')}
          value={opinion.basisText}
          onChange={(basisText) => setOpinion({ ...opinion, basisText })}
          maxLength={500}
        />
      </div>
      {opposed ? (
        <TextArea
          label={t('step.reason')}
          hint={t('step.reasonNeeded')}
          value={opinion.reason}
          onChange={(reason) => setOpinion({ ...opinion, reason })}
          error={fault('$.reason')}
        />
      ) : null}
      {opposed && opinion.basis === 'guidance' && step.kind === 'approval' ? (
        step.guidanceBinds === true ? null : (
          <Notice tone="depends">{t('step.guidance')}</Notice>
        )
      ) : null}
    </section>
  )
}

/** What the server would say to it now: all well, or the first reason why not. */
function Verdict({ step, signing }: { step: Step; signing: Signing }): ReactElement | null {
  const t = useT()
  const { error, trial, findings, ready } = signing
  if (error !== null) {
    const placed = isRefusal(error, 'bad_input') && error.faults.every(({ path }) => path !== '$')
    if (placed && step.form.length > 0 && error.faults.length > 0) {
      return <Notice tone="fail">{say(isRefusal(error) ? error.text : { zh: '', en: '' })}</Notice>
    }
    return findings.length > 0 ? null : <Refused error={error} />
  }
  if (!ready) return null
  if (!trial.current) return <p className="muted small">{t('step.checking')}</p>
  return trial.data === undefined ? null : <Notice tone="pass">{t('step.fine')}</Notice>
}

function Seats({ now }: StepProps): ReactElement {
  const t = useT()
  return (
    <ul className="plain-list seats">
      {now.seats.map((seat) => (
        <li key={seat.key}>
          {seat.signed === null ? (
            <>
              <Icon name="person" size={16} />{' '}
              {t('step.waitsFor', { who: seat.appointed ?? roleName(seat.role) })}
            </>
          ) : (
            <>
              <Icon name={seat.signed.outcome === 'agreed' ? 'passes' : 'fails'} size={16} />{' '}
              {t('step.signedBy', { who: seat.signed.by.name, day: seat.signed.on })}
              {seat.signed.by.instead === null
                ? ''
                : ` ${t('story.instead', { name: seat.signed.by.instead })}`}
              {seat.signed.outcome === 'opposed' ? (
                <Tag tone="fail">{t('step.opposed')}</Tag>
              ) : null}
              {seat.signed.basis === null ? null : (
                <span className="muted small">
                  {' '}
                  {[say(BASIS_WORDS[seat.signed.basis as Basis]), asWritten(seat.signed.basisText)]
                    .filter((part) => part !== '')
                    .join(comma())}
                </span>
              )}
            </>
          )}
        </li>
      ))}
    </ul>
  )
}
