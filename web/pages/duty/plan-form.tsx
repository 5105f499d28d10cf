import { useNavigate, useParams } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import { useT } from '../../locale/duty.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMe } from '../../session.tsx'
import { TextArea, TextField } from '../../ui/field.tsx'
import { PageHead, Panel } from '../../ui/page.tsx'
import { Loaded } from '../../ui/state.tsx'
import type { FaultBook } from '../registry/use-trial.ts'
import { RefusedRest, useWrite } from '../registry/write-dialog.tsx'
import { draftOf, type PlanDraft, planInput, withLine, withMilestone } from './plan-draft.ts'
import { LineFields, MilestoneFields } from './plan-fields.tsx'
import type { Plan } from './words.ts'
import './duty.css'

/** Writes a version of a town's plan of a year. */
export default function PlanFormPage(): ReactElement {
  const { townId = '' } = useParams({ strict: false }) as { townId?: string }
  const [search] = useUrl()
  const { clock } = useMe()
  const year = search['year'] ?? clock.today.slice(0, 4)
  const read = useRead('readTownPlan', { townId, year, which: 'latest' }, { fresh: 0 })
  return (
    <div className="page">
      <Loaded read={read} lines={10}>
        {(plan) => <Form key={plan.version} plan={plan} />}
      </Loaded>
    </div>
  )
}

function Form({ plan }: { plan: Plan }): ReactElement {
  const t = useT()
  const navigate = useNavigate()
  const [draft, setDraft] = useState<PlanDraft>(() => draftOf(plan))
  const [reason, setReason] = useState('')
  const year = String(plan.year)
  const back = paths.townPlan(plan.town.id, { year, which: 'latest' })
  const write = useWrite({
    verb: 'saveTownPlan',
    input: planInput(draft, { townId: plan.town.id, year, reason }),
    onDone: () => void navigate({ to: back as never }),
  })
  const set = (change: Partial<PlanDraft>): void => setDraft({ ...draft, ...change })
  return (
    <div className="stack" onKeyDown={(event) => write.onKeyDown(event.nativeEvent)}>
      <PageHead
        title={t('plan.editTitle', { town: plan.town.name, year })}
        trail={[{ key: 'plan', node: <Go to={back}>{t('plan.back')}</Go> }]}
        sentence={t('plan.noneYetHint')}
        actions={
          <button
            type="button"
            className="button button-primary"
            disabled={!write.ready}
            onClick={write.submit}
          >
            {t('plan.save')}
          </button>
        }
      />
      <Panel title={t('plan.head')}>
        <div className="stack">
          <TextField
            label={t('plan.head')}
            value={draft.responsible}
            error={write.faults.at('responsible')}
            onChange={(responsible) => set({ responsible })}
          />
          <TextArea label={t('plan.aims')} value={draft.aims} onChange={(aims) => set({ aims })} />
        </div>
      </Panel>
      <Rows draft={draft} set={setDraft} townId={plan.town.id} faults={write.faults} />
      {plan.confirmed === null ? null : (
        <TextField
          label={t('plan.why')}
          value={reason}
          error={write.faults.at('reason')}
          onChange={setReason}
        />
      )}
      <RefusedRest error={write.error} faults={write.faults} />
      {write.trial.data === undefined ? null : (
        <p className="muted">{t('plan.savedAs', { n: write.trial.data.version })}</p>
      )}
    </div>
  )
}

function Rows(props: {
  draft: PlanDraft
  set: (draft: PlanDraft) => void
  townId: string
  faults: FaultBook
}): ReactElement {
  const t = useT()
  const { draft, set, townId, faults } = props
  const villages = useRead('listVillages', { townId, limit: '500' })
  const industries = useRead('listIndustries', {})
  return (
    <>
      <Panel title={t('plan.lines')}>
        {draft.lines.map((line, i) => (
          <LineFields
            key={line.key}
            line={line}
            at={(field) => faults.at(`lines[${i}].${field}`)}
            villages={villages.data?.rows ?? []}
            industries={industries.data?.industries ?? []}
            set={(next) => set(withLine(draft, line.key, next))}
          />
        ))}
        <p>
          <button
            type="button"
            className="button button-small"
            onClick={() => set(withLine(draft, null, null))}
          >
            {t('plan.addLine')}
          </button>
        </p>
      </Panel>
      <Panel title={t('plan.milestones')}>
        {draft.milestones.map((one, i) => (
          <MilestoneFields
            key={one.key}
            milestone={one}
            at={(field) => faults.at(`milestones[${i}].${field}`)}
            set={(next) => set(withMilestone(draft, one.key, next))}
          />
        ))}
        <p>
          <button
            type="button"
            className="button button-small"
            onClick={() => set(withMilestone(draft, null, null))}
          >
            {t('plan.addMilestone')}
          </button>
        </p>
      </Panel>
    </>
  )
}
