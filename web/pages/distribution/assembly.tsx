import { type ReactElement, useState } from 'react'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/distribution.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMe } from '../../session.tsx'
import { DayField, SelectField, TextField } from '../../ui/field.tsx'
import { Notice } from '../../ui/page.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import type { Plan } from './words.ts'

/* A plan on its way through the members' assembly: put on an agenda, voted on, entered from the vote. */

interface DialogProps {
  readonly plan: Plan
  readonly close: () => void
}

/** Whether the assembly has carried this very version of the plan. */
export const carried = ({ assembly }: Plan): boolean =>
  assembly !== null && assembly.sameVersion && assembly.decided?.carried === true

/** Where the plan stands before the assembly, with the way to the meeting. */
export function AssemblyNotice({ plan }: { plan: Plan }): ReactElement | null {
  const t = useT()
  const { assembly, state } = plan
  if (assembly === null || (state !== 'computed' && state !== 'resolved')) return null
  const { decided, heldOn, sameVersion } = assembly
  const title = asWritten(assembly.title)
  const said = !sameVersion
    ? t('assembly.otherVersion', { on: heldOn, title })
    : decided === null
      ? t('assembly.waiting', { on: heldOn, title })
      : t(decided.carried ? 'assembly.carried' : 'assembly.lost', {
          number: decided.number,
          yes: decided.inFavour,
          all: decided.votes,
        })
  const tone = sameVersion && decided !== null ? (decided.carried ? 'pass' : 'fail') : 'depends'
  return (
    <Notice tone={tone}>
      {said} <Go to={paths.meeting(assembly.meetingId)}>{t('assembly.open')}</Go>
    </Notice>
  )
}

/** Puts the plan on the agenda of a meeting that is being drafted, or of a new one; its print lies open with it. */
export function SubmitDialog({ plan, close }: DialogProps): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const drafts = useRead('listMeetings', { unitId: plan.coopId, state: 'draft', limit: 50 })
  const meetings = (drafts.data?.rows ?? []).filter(
    ({ kind }) => kind === 'assembly' || kind === 'delegates',
  )
  const [meetingId, setMeeting] = useState('')
  const [form, setForm] = useState({ title: t('assembly.usual'), startsAt: '09:00', place: '' })
  const [heldOn, setHeldOn] = useState('')
  const set = (key: keyof typeof form) => (value: string) => setForm({ ...form, [key]: value })
  const { coopId, year } = plan
  const fresh = form.title.trim() !== '' && form.place.trim() !== '' && heldOn !== ''
  const input: In<'submitPlan'> | null =
    meetingId !== ''
      ? { coopId, year, meetingId }
      : fresh
        ? { coopId, year, meeting: { ...form, heldOn } }
        : null
  return (
    <WriteDialog
      wide
      title={t('act.submit')}
      confirm={t('act.submit')}
      verb="submitPlan"
      input={input}
      close={close}
      onDone={() => undefined}
      preview={(answer) => <Open findings={answer.findings} />}
    >
      {(faults) => (
        <div className="terms">
          <SelectField
            label={t('assembly.meeting')}
            value={meetingId}
            placeholder={t('assembly.new')}
            onChange={setMeeting}
            options={meetings.map((one) => ({
              value: one.meetingId,
              label: `${one.heldOn} ${one.title}`,
            }))}
          />
          {meetingId === '' ? (
            <>
              <TextField label={t('assembly.title')} value={form.title} onChange={set('title')} />
              <DayField
                label={t('assembly.on')}
                value={heldOn}
                onChange={setHeldOn}
                min={clock.today}
              />
              <TextField
                label={t('assembly.at')}
                value={form.startsAt}
                onChange={set('startsAt')}
                error={faults.at('meeting.startsAt')}
              />
              <TextField label={t('assembly.place')} value={form.place} onChange={set('place')} />
            </>
          ) : null}
        </div>
      )}
    </WriteDialog>
  )
}

/** What the meeting still lacks. */
const Open = ({ findings }: { findings: Out<'submitPlan'>['findings'] }): ReactElement => (
  <>
    {findings
      .filter(({ outcome }) => outcome !== 'passes')
      .map(({ rule, text }) => (
        <Notice key={rule} tone="depends">
          {say(text)}
        </Notice>
      ))}
  </>
)

/** Enters the carried motion: nothing is typed but who answers for what the Act leaves open. */
export function CarriedDialog({ plan, close }: DialogProps): ReactElement {
  const t = useT()
  const [review, setReview] = useState('')
  const { coopId, year } = plan
  const said = review.trim() === '' ? null : review
  return (
    <WriteDialog
      title={t('act.resolve')}
      confirm={t('act.resolve')}
      verb="recordResolutions"
      input={{ unitId: coopId, resolutions: [{ coopId, year, review: said }] }}
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
        <>
          <AssemblyNotice plan={plan} />
          <TextField label={t('resolve.review')} value={review} onChange={setReview} />
        </>
      )}
    </WriteDialog>
  )
}
