import { useParams } from '@tanstack/react-router'
import { type ReactElement, useEffect, useRef, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/desk.ts'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { useMe } from '../../session.tsx'
import { DayField } from '../../ui/field.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Notice, PageHead, Panel } from '../../ui/page.tsx'
import { ruleName } from '../../ui/readings.ts'
import { Loaded } from '../../ui/state.tsx'
import { ChangeFields } from './change-fields.tsx'
import { ChangeResult } from './change-result.tsx'
import { type Draft, emptyChange, useDraft } from './draft.ts'
import { NewHolders } from './new-holders.tsx'
import { useRuleNames } from './use-rules.ts'
import './change.css'

type Register = Out<'readRegister'>

/** Type a change, see at once what the rules say of it, then record it. */
export default function ChangePage(): ReactElement {
  const { coopId = '' } = useParams({ strict: false }) as { coopId?: string }
  const register = useRead('readRegister', { coopId })
  const coop = useRead('readCooperative', { coopId })
  const t = useT()
  useRuleNames()
  return (
    <div className="page">
      <PageHead
        title={t('change.title')}
        trail={[
          {
            key: 'coop',
            node: <Go to={paths.coop(coopId)}>{coop.data?.cooperative.name ?? '…'}</Go>,
          },
        ]}
        sentence={t('change.sentence')}
      />
      <Loaded read={register}>{(data) => <Desk coopId={coopId} register={data} />}</Loaded>
    </div>
  )
}

/** Fills the draft from the smallest fix of a rule, once. */
function useFix(coopId: string, setDraft: (change: (draft: Draft) => Draft) => void) {
  const [search] = useUrl()
  const rule = search['fix'] ?? ''
  const fix = useRead('draftFix', { coopId, rule }, { enabled: rule !== '' })
  const filled = useRef('')
  useEffect(() => {
    if (fix.data === undefined || filled.current === rule) return
    filled.current = rule
    const { changes, newHolders } = fix.data
    setDraft((draft) => ({ ...draft, changes, newHolders }))
  }, [fix.data, rule, setDraft])
  return { rule, fix: fix.data, error: fix.error }
}

function Desk({ coopId, register }: { coopId: string; register: Register }): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const { draft, setDraft, discard } = useDraft(coopId, clock.today)
  const { rule, fix } = useFix(coopId, setDraft)
  const [, changeUrl] = useUrl()
  const [recorded, setRecorded] = useState<number | null>(null)
  const onRecorded = (events: number): void => {
    discard()
    setRecorded(events)
    changeUrl({ fix: undefined })
  }
  const holders = [
    ...register.rows.map((row) => ({
      value: row.holderId,
      label: `${row.memberNumber} ${row.name}`,
    })),
    ...draft.newHolders.map((one) => ({
      value: one.key,
      label: `${t('change.newHolder')} ${one.name ?? one.key}`,
    })),
  ]
  const change = (index: number, next: Draft['changes'][number]): void =>
    setDraft({ ...draft, changes: draft.changes.map((one, i) => (i === index ? next : one)) })
  const remove = (index: number): void =>
    setDraft({ ...draft, changes: draft.changes.filter((_one, i) => i !== index) })
  return (
    <div className="change-desk">
      <div className="stack">
        <Recorded coopId={coopId} events={recorded} />
        <Fixed rule={rule} people={fix?.peopleMissing ?? null} />
        <Panel title={t('events.kind')}>
          <div className="stack">
            <DayField
              label={t('change.on')}
              value={draft.on}
              max={clock.today}
              onChange={(on) => setDraft({ ...draft, on })}
            />
            {draft.changes.map((one, index) => (
              <ChangeFields
                key={index}
                change={one}
                holders={holders}
                onChange={(next) => change(index, next)}
                onRemove={() => remove(index)}
              />
            ))}
            <DraftButtons
              onAdd={() =>
                setDraft({ ...draft, changes: [...draft.changes, emptyChange('contribution')] })
              }
              onDiscard={discard}
            />
            <p className="muted small">{t('change.draftKept')}</p>
          </div>
        </Panel>
        <NewHolders
          holders={draft.newHolders}
          onChange={(newHolders) => setDraft({ ...draft, newHolders })}
        />
      </div>
      <ChangeResult coopId={coopId} draft={draft} register={register} onRecorded={onRecorded} />
    </div>
  )
}

function Recorded(props: { coopId: string; events: number | null }): ReactElement | null {
  const t = useT()
  if (props.events === null) return null
  return (
    <Notice tone="pass">
      {t('change.recorded', { n: props.events })}{' '}
      <Go to={paths.coop(props.coopId, { tab: 'history' })}>{t('change.openCoop')}</Go>
    </Notice>
  )
}

/** Says that the draft came from a rule's smallest fix, and whom it still needs. */
function Fixed(props: { rule: string; people: number | null }): ReactElement | null {
  const t = useT()
  if (props.rule === '' || props.people === null) return null
  return (
    <Notice tone="info">
      {t('change.fixDrafted', { rule: ruleName(props.rule) })}{' '}
      {props.people > 0 ? t('change.peopleMissing', { n: props.people }) : null}
    </Notice>
  )
}

function DraftButtons(props: { onAdd: () => void; onDiscard: () => void }): ReactElement {
  const t = useT()
  return (
    <div className="row">
      <button type="button" className="button" onClick={props.onAdd}>
        <Icon name="add" /> {t('change.add')}
      </button>
      <button type="button" className="button-link" onClick={props.onDiscard}>
        {t('change.discard')}
      </button>
    </div>
  )
}
