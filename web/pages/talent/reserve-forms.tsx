import { type ReactElement, useState } from 'react'
import type { In } from '../../api.ts'
import { useT } from '../../locale/talent.ts'
import { say } from '../../locale/translate.ts'
import { useMe } from '../../session.tsx'
import { DayField, SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { Notice } from '../../ui/page.tsx'
import { Segments } from '../../ui/segments.tsx'
import { type Picked, UnitPicker } from '../../ui/unit-picker.tsx'
import { optionsOf } from '../help/words.ts'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { RESULT_WORDS, STEP_WORDS } from './words.ts'

interface FormProps {
  readonly of: { readonly villageId: string; readonly reserveId: string }
  readonly close: () => void
}
const nothing = (): void => undefined
const dayOrNull = (value: string): string | null => (value === '' ? null : value)

export function Decide({ of, close }: FormProps): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const [decision, setDecision] = useState<'confirm' | 'return'>('confirm')
  const [reason, setReason] = useState('')
  const [reviewOn, setReview] = useState('')
  return (
    <WriteDialog
      title={t('reserve.decide')}
      confirm={t(decision === 'confirm' ? 'reserve.confirm' : 'reserve.return')}
      verb="decideNomination"
      input={
        reason.trim() === ''
          ? null
          : { ...of, decision, reason: reason.trim(), reviewOn: dayOrNull(reviewOn) }
      }
      close={close}
      onDone={nothing}
    >
      {() => (
        <>
          <Segments
            titled
            legend={t('reserve.decision')}
            value={decision}
            options={[
              { value: 'confirm', label: t('reserve.confirm') },
              { value: 'return', label: t('reserve.return') },
            ]}
            onChange={setDecision}
          />
          <TextArea label={t('reserve.why')} value={reason} onChange={setReason} />
          {decision === 'confirm' ? (
            <DayField
              label={t('reserve.reviewOn')}
              value={reviewOn}
              min={clock.today}
              onChange={setReview}
            />
          ) : null}
        </>
      )}
    </WriteDialog>
  )
}

export function Mentor({ of, close }: FormProps): ReactElement {
  const t = useT()
  const [person, setPerson] = useState<Picked | null>(null)
  const [name, setName] = useState('')
  const [reason, setReason] = useState('')
  return (
    <WriteDialog
      title={t('reserve.setMentor')}
      confirm={t('common.save')}
      verb="assignMentor"
      input={
        name.trim() === ''
          ? null
          : { ...of, name: name.trim(), personId: person?.id ?? null, reason: reason.trim() }
      }
      close={close}
      onDone={nothing}
      preview={({ kin }) =>
        kin === null ? null : (
          <Notice tone="depends">{t('reserve.kinFound', { kin: say(kin) })}</Notice>
        )
      }
    >
      {(faults) => (
        <>
          <UnitPicker
            label={t('reserve.mentorPerson')}
            kind="person"
            value={person}
            onChange={(picked) => {
              setPerson(picked)
              if (picked !== null) setName(picked.name)
            }}
          />
          <p className="field-error">{faults.at('personId')}</p>
          <TextField label={t('reserve.mentorName')} value={name} onChange={setName} />
          <TextField label={t('reserve.why')} value={reason} onChange={setReason} />
        </>
      )}
    </WriteDialog>
  )
}

export function Train({ of, close }: FormProps): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const [course, setCourse] = useState('')
  const [heldBy, setHeldBy] = useState('')
  const [from, setFrom] = useState<string>(clock.today)
  const [until, setUntil] = useState<string>(clock.today)
  const [hours, setHours] = useState('8')
  const [result, setResult] = useState<In<'recordTraining'>['result']>('passed')
  const ready = course.trim() !== '' && heldBy.trim() !== '' && /^[1-9]\d{0,2}$/.test(hours)
  return (
    <WriteDialog
      title={t('reserve.train')}
      confirm={t('common.save')}
      verb="recordTraining"
      input={
        ready
          ? {
              ...of,
              course: course.trim(),
              heldBy: heldBy.trim(),
              from,
              until,
              hours: Number(hours),
              result,
            }
          : null
      }
      close={close}
      onDone={nothing}
    >
      {(faults) => (
        <div className="columns-2">
          <TextField label={t('reserve.course')} value={course} onChange={setCourse} />
          <TextField label={t('reserve.heldBy')} value={heldBy} onChange={setHeldBy} />
          <DayField
            label={t('reserve.trainFrom')}
            value={from}
            max={clock.today}
            onChange={setFrom}
          />
          <DayField
            label={t('reserve.trainUntil')}
            value={until}
            min={from}
            max={clock.today}
            onChange={setUntil}
          />
          <TextField
            label={t('reserve.hours')}
            inputMode="numeric"
            value={hours}
            error={faults.at('hours')}
            onChange={setHours}
          />
          <SelectField
            label={t('reserve.result')}
            value={result}
            options={optionsOf(RESULT_WORDS, say)}
            onChange={(value) => setResult(value as typeof result)}
          />
        </div>
      )}
    </WriteDialog>
  )
}

type Step = In<'moveReserve'>['step']

export function Move(props: FormProps & { step: Step | null }): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const [step, setStep] = useState<Step>(props.step ?? 'training')
  const [reason, setReason] = useState('')
  const [reviewOn, setReview] = useState('')
  return (
    <WriteDialog
      title={t('reserve.move')}
      confirm={t('common.save')}
      verb="moveReserve"
      input={
        reason.trim() === ''
          ? null
          : { ...props.of, step, reason: reason.trim(), reviewOn: dayOrNull(reviewOn) }
      }
      close={props.close}
      onDone={nothing}
    >
      {() => (
        <>
          <SelectField
            label={t('reserve.step')}
            value={step}
            options={optionsOf(STEP_WORDS, say)}
            onChange={(value) => setStep(value as Step)}
          />
          <TextArea label={t('reserve.why')} value={reason} onChange={setReason} />
          <DayField
            label={t('reserve.reviewOn')}
            value={reviewOn}
            min={clock.today}
            onChange={setReview}
          />
        </>
      )}
    </WriteDialog>
  )
}
