import { type ReactElement, useState } from 'react'
import { download, type In } from '../../api.ts'
import { useT } from '../../locale/distribution.ts'
import { say } from '../../locale/translate.ts'
import { useMay, useMe } from '../../session.tsx'
import { DayField, TextField } from '../../ui/field.tsx'
import { Notice } from '../../ui/page.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { carried, CarriedDialog, SubmitDialog } from './assembly.tsx'
import { TermsForm, termsOf, typedOf } from './terms-form.tsx'
import type { Plan } from './words.ts'

type Act = 'draft' | 'compute' | 'submit' | 'resolve' | 'withdraw' | 'post' | 'reverse'

interface ActProps {
  readonly plan: Plan
  readonly close: () => void
}

/** The next step of a plan first, then what can be printed or taken back. */
export function PlanActs({ plan }: { plan: Plan }): ReactElement {
  const t = useT()
  const may = useMay()
  const [act, setAct] = useState<Act | null>(null)
  const { state, coopId, year } = plan
  const close = (): void => setAct(null)
  const open = state === 'draft' || state === 'computed'
  const none = plan.computed === null && !open && state !== 'no_books'
  const of = { coopId, year: String(year) }
  const { clock } = useMe()
  const paper = clock.today < plan.meetingsFrom
  const button = (to: Act, label: string, primary = false) => (
    <button
      type="button"
      className={primary ? 'button button-primary' : 'button'}
      onClick={() => setAct(to)}
    >
      {label}
    </button>
  )
  return (
    <>
      {may('draftPlans') && (open || none)
        ? button('draft', t(none ? 'act.draft' : 'act.redraft'), none)
        : null}
      {may('computePlans') && open ? button('compute', t('act.compute'), state === 'draft') : null}
      {may('submitPlan') && state === 'computed' && plan.assembly?.sameVersion !== true
        ? button('submit', t('act.submit'), !paper)
        : null}
      {may('recordResolutions') && state === 'computed' && (paper || carried(plan))
        ? button('resolve', t('act.resolve'), true)
        : null}
      {may('withdrawResolution') && state === 'resolved'
        ? button('withdraw', t('act.withdraw'))
        : null}
      {may('postPlans') && state === 'resolved' ? button('post', t('act.post'), true) : null}
      {may('reversePlan') && state === 'posted' ? button('reverse', t('act.reverse')) : null}
      {plan.computed === null ? null : (
        <>
          <button type="button" className="button" onClick={() => void download('printPlan', of)}>
            {t('act.print')}
          </button>
          <button type="button" className="button" onClick={() => void download('printSlips', of)}>
            {t('act.slips')}
          </button>
        </>
      )}
      <PlanDialog act={act} plan={plan} close={close} />
    </>
  )
}

function PlanDialog({ act, plan, close }: ActProps & { act: Act | null }): ReactElement {
  const t = useT()
  const { coopId, year } = plan
  return (
    <>
      {act === 'draft' ? <DraftDialog plan={plan} close={close} /> : null}
      {act === 'compute' ? <ComputeDialog plan={plan} close={close} /> : null}
      {act === 'submit' ? <SubmitDialog plan={plan} close={close} /> : null}
      {act === 'resolve' ? (
        carried(plan) ? (
          <CarriedDialog plan={plan} close={close} />
        ) : (
          <ResolveDialog plan={plan} close={close} />
        )
      ) : null}
      {act === 'post' ? <PostDialog plan={plan} close={close} /> : null}
      {act === 'withdraw' ? (
        <ReasonDialog
          title={t('act.withdraw')}
          confirm={t('act.withdraw')}
          verb="withdrawResolution"
          input={(reason) => ({ coopId, year, reason })}
          close={close}
        />
      ) : null}
      {act === 'reverse' ? (
        <ReasonDialog
          danger
          title={t('act.reverse')}
          confirm={t('act.reverse')}
          verb="reversePlan"
          input={(reason) => ({ coopId, year, reason })}
          close={close}
        />
      ) : null}
    </>
  )
}

function DraftDialog({ plan, close }: ActProps): ReactElement {
  const t = useT()
  const [typed, setTyped] = useState(() => typedOf(plan.terms))
  const terms = termsOf(typed, plan.terms)
  const { coopId, year } = plan
  return (
    <WriteDialog
      wide
      title={t('act.draft')}
      confirm={t('act.draft')}
      verb="draftPlans"
      input={terms === null ? null : { unitId: coopId, plans: [{ coopId, year, terms }] }}
      close={close}
      onDone={() => undefined}
    >
      {() => <TermsForm typed={typed} onChange={setTyped} />}
    </WriteDialog>
  )
}

function ComputeDialog({ plan, close }: ActProps): ReactElement {
  const t = useT()
  const { coopId, year } = plan
  return (
    <WriteDialog
      title={t('act.compute')}
      confirm={t('act.compute')}
      verb="computePlans"
      input={{ unitId: coopId, year, coopIds: [coopId] }}
      close={close}
      onDone={() => undefined}
      preview={(answer) => (
        <Notice tone={answer.computed.some(({ outcome }) => outcome === 'fails') ? 'fail' : 'pass'}>
          {t('bulk.computeDone', {
            n: answer.computed.length,
            failing: answer.computed.filter(({ outcome }) => outcome === 'fails').length,
            left: answer.left.length,
          })}
        </Notice>
      )}
    >
      {() => null}
    </WriteDialog>
  )
}

const whole = (text: string): number | null => (/^\d{1,6}$/.test(text.trim()) ? Number(text) : null)

function ResolveDialog({ plan, close }: ActProps): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const heads = plan.computed?.members.length ?? 0
  const [form, setForm] = useState({
    number: '',
    document: '',
    review: '',
    heads: String(heads),
    present: '',
    votes: String(heads),
    inFavour: '',
  })
  const [on, setOn] = useState(clock.today)
  const [from, setFrom] = useState('')
  const counts = {
    heads: whole(form.heads),
    present: whole(form.present),
    votes: whole(form.votes),
    inFavour: whole(form.inFavour),
  }
  const set = (key: keyof typeof form) => (value: string) => setForm({ ...form, [key]: value })
  const field = (key: keyof typeof form, label: string, numeric = false) => (
    <TextField
      label={label}
      value={form[key]}
      onChange={set(key)}
      {...(numeric ? { inputMode: 'numeric' as const } : {})}
    />
  )
  return (
    <WriteDialog
      wide
      title={t('act.resolve')}
      confirm={t('act.resolve')}
      verb="recordResolutions"
      input={inputOf(plan, { ...form, ...counts, on, from })}
      close={close}
      onDone={() => undefined}
      preview={(answer) => (
        <>
          {answer.resolutions
            .flatMap(({ warnings }) => warnings)
            .map((warning) => (
              <Notice key={warning.zh} tone="depends">
                {say(warning)}
              </Notice>
            ))}
        </>
      )}
    >
      {() => (
        <div className="terms">
          {field('number', t('resolve.number'))}
          <DayField label={t('resolve.on')} value={on} onChange={setOn} max={clock.today} />
          {field('heads', t('resolve.heads'), true)}
          {field('present', t('resolve.present'), true)}
          {field('votes', t('resolve.votes'), true)}
          {field('inFavour', t('resolve.inFavour'), true)}
          <DayField label={t('resolve.available')} value={from} onChange={setFrom} max={on} />
          {field('document', t('resolve.document'))}
          {field('review', t('resolve.review'))}
        </div>
      )}
    </WriteDialog>
  )
}

interface Filled {
  readonly number: string
  readonly document: string
  readonly review: string
  readonly heads: number | null
  readonly present: number | null
  readonly votes: number | null
  readonly inFavour: number | null
  readonly on: string
  readonly from: string
}

function inputOf(plan: Plan, filled: Filled): In<'recordResolutions'> | null {
  const { number, document, review, heads, present, votes, inFavour, on, from } = filled
  if (number.trim() === '' || document.trim() === '' || on === '') return null
  if (heads === null || present === null || votes === null || inFavour === null) return null
  return {
    unitId: plan.coopId,
    resolutions: [
      {
        coopId: plan.coopId,
        year: plan.year,
        paper: {
          number,
          decidedOn: on,
          heads,
          present,
          votes,
          inFavour,
          availableFrom: from === '' ? null : from,
          document,
        },
        review: review.trim() === '' ? null : review,
      },
    ],
  }
}

function PostDialog({ plan, close }: ActProps): ReactElement {
  const t = useT()
  const { coopId, year } = plan
  return (
    <WriteDialog
      title={t('post.title')}
      confirm={t('act.post')}
      verb="postPlans"
      input={{ unitId: coopId, year, coopIds: [coopId] }}
      close={close}
      onDone={() => undefined}
      preview={(answer) => (
        <Notice tone="pass">
          {t('post.preview', { n: answer.posted.reduce((n, one) => n + one.vouchers, 0) })}
        </Notice>
      )}
    >
      {() => null}
    </WriteDialog>
  )
}
