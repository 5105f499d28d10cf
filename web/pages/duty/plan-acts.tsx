import { type ReactElement, useState } from 'react'
import { useT } from '../../locale/duty.ts'
import { asWritten } from '../../locale/translate.ts'
import { useMe } from '../../session.tsx'
import { DayField, Field, TextArea } from '../../ui/field.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import type { Plan } from './words.ts'

type Milestone = Plan['milestones'][number]

export type PlanAct =
  | { readonly of: 'explain'; readonly about: string; readonly name: string }
  | { readonly of: 'show'; readonly milestone: Milestone }
  | { readonly of: 'withdraw'; readonly proofId: string }

/** Why something planned is not there: kept beside what was said before. */
export function Explain(props: {
  plan: Plan
  act: Extract<PlanAct, { of: 'explain' }>
  close: () => void
}): ReactElement {
  const t = useT()
  const { plan, act } = props
  return (
    <ReasonDialog
      title={t('plan.explainOf', { name: act.name })}
      confirm={t('plan.explain')}
      verb="explainPlanGap"
      input={(reason) => ({
        townId: plan.town.id,
        year: String(plan.year),
        about: act.about,
        reason,
      })}
      close={props.close}
    >
      <p className="muted">{asWritten(act.name)}</p>
    </ReasonDialog>
  )
}

const asBase64 = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => {
      const { result } = reader
      resolve(typeof result === 'string' ? (result.split(',')[1] ?? '') : '')
    })
    reader.addEventListener('error', () => reject(reader.error ?? new Error('unreadable')))
    reader.readAsDataURL(file)
  })

/** What the town shows for a milestone that no record of the product proves. */
export function Show(props: { plan: Plan; milestone: Milestone; close: () => void }): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const { plan, milestone } = props
  const [on, setOn] = useState<string>(clock.today)
  const [said, setSaid] = useState('')
  const [file, setFile] = useState<{ name: string; content: string } | null>(null)
  const pick = async (picked: File | undefined): Promise<void> =>
    setFile(picked === undefined ? null : { name: picked.name, content: await asBase64(picked) })
  return (
    <WriteDialog
      title={`${t('plan.show')} · ${milestone.title}`}
      confirm={t('plan.show')}
      verb="showMilestone"
      input={
        said.trim() === '' || on === ''
          ? null
          : {
              townId: plan.town.id,
              year: String(plan.year),
              milestone: milestone.key,
              on,
              said: said.trim(),
              file,
            }
      }
      close={props.close}
      onDone={() => undefined}
    >
      {(faults) => (
        <>
          <DayField label={t('plan.showOn')} value={on} max={clock.today} onChange={setOn} />
          <TextArea
            label={t('plan.showSaid')}
            value={said}
            error={faults.at('said')}
            onChange={setSaid}
          />
          <Field label={t('plan.showFile')} error={faults.at('file.content')}>
            {(attributes) => (
              <input
                {...attributes}
                type="file"
                className="input"
                accept="image/*,.pdf,.ofd"
                onChange={(event) => void pick(event.target.files?.[0])}
              />
            )}
          </Field>
        </>
      )}
    </WriteDialog>
  )
}
