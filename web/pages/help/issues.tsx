import { type ReactElement, useState } from 'react'
import type { In } from '../../api.ts'
import { useT } from '../../locale/help.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { useUrl } from '../../navigation.tsx'
import { useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { usePage } from '../../ui/data-table.tsx'
import { DayField, SelectField, TextArea } from '../../ui/field.tsx'
import { FilterSelect } from '../../ui/filters.tsx'
import { Panel, Tag } from '../../ui/page.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import { type Picked, UnitPicker } from '../../ui/unit-picker.tsx'
import { ScopeTag } from '../registry/scope-tag.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import {
  ACT_WORDS,
  ANSWERER_WORDS,
  DO_WORDS,
  type Issue,
  ISSUE_FILTERS,
  ISSUE_KIND_WORDS,
  ISSUE_STATE_WORDS,
  ISSUE_TONES,
  optionsOf,
} from './words.ts'

type Next = Issue['open'][number]
interface Act {
  readonly issue: Issue
  readonly act: Next
}

const done = (): void => undefined

/** Issues with their clock and story; what is the caller's to do stands as a button. */
export function Issues(): ReactElement {
  const t = useT()
  const may = useMay()
  const [search, change] = useUrl()
  const { limit, offset } = usePage(30)
  const [act, setAct] = useState<Act | null>(null)
  const [raising, setRaising] = useState(false)
  const state = (search['state'] as keyof typeof ISSUE_FILTERS | undefined) ?? 'all'
  const read = useRead('listIssues', { unitId: search['unitId'], state, limit, offset })
  return (
    <Panel
      title={t('visit.tabIssues')}
      extra={
        <span className="row">
          <FilterSelect
            name="state"
            label={t('help.state')}
            options={optionsOf(ISSUE_FILTERS, say)}
          />
          <ScopeTag />
          {may('raiseIssue') ? (
            <button type="button" className="button button-small" onClick={() => setRaising(true)}>
              {t('issue.add')}
            </button>
          ) : null}
        </span>
      }
    >
      <Loaded read={read}>
        {({ rows, total }) =>
          rows.length === 0 ? (
            <Empty title={t('issue.none')} hint={t('issue.noneHint')} />
          ) : (
            <>
              <ul className="plain-list issue-list">
                {rows.map((issue) => (
                  <IssueCard key={issue.issueId} issue={issue} act={setAct} />
                ))}
              </ul>
              {offset + limit < total ? (
                <button
                  type="button"
                  className="button"
                  onClick={() => change({ page: String(offset / limit + 2) }, false)}
                >
                  {t('common.next')}
                </button>
              ) : null}
            </>
          )
        }
      </Loaded>
      {act === null ? null : <Do {...act} close={() => setAct(null)} />}
      {raising ? <Raise close={() => setRaising(false)} /> : null}
    </Panel>
  )
}

function IssueCard({ issue, act }: { issue: Issue; act: (act: Act) => void }): ReactElement {
  const t = useT()
  const who = issue.toRole === null ? '' : say(ANSWERER_WORDS[issue.toRole])
  return (
    <li className="issue-card">
      <p>
        <Tag tone={ISSUE_TONES[issue.state]}>{say(ISSUE_STATE_WORDS[issue.state])}</Tag>{' '}
        {issue.late ? <Tag tone="fail">{t('issue.late')}</Tag> : null}{' '}
        <Tag>{say(ISSUE_KIND_WORDS[issue.kind])}</Tag> <strong>{asWritten(issue.what)}</strong>
      </p>
      <p className="muted small">
        {asWritten(issue.unit.name)} ·{' '}
        {asWritten(t('issue.raised', { day: issue.raisedOn, by: issue.by }))}
        {issue.state === 'open'
          ? ` · ${issue.dueOn === null ? t('issue.waitsNoDay', { who }) : t('issue.waits', { who, day: issue.dueOn })}`
          : ''}
      </p>
      {issue.acts.length > 1 ? (
        <details open={issue.state !== 'solved'}>
          <summary>{t('issue.story')}</summary>
          <ul className="plain-list issue-story">
            {issue.acts.slice(1).map((one) => (
              <li key={`${one.act}${one.on}${one.said}`}>
                <span className="num">{one.on}</span> {asWritten(one.by)}{' '}
                <strong>{say(ACT_WORDS[one.act])}</strong>
                {one.toRole === null ? '' : ` → ${say(ANSWERER_WORDS[one.toRole])}`}:{' '}
                {asWritten(one.said)}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      {issue.open.length === 0 ? null : (
        <p className="row">
          {issue.open.map((next) => (
            <button
              key={next}
              type="button"
              className={
                next === 'answer' || next === 'solve'
                  ? 'button button-small button-primary'
                  : 'button button-small'
              }
              onClick={() => act({ issue, act: next })}
            >
              {say(DO_WORDS[next])}
            </button>
          ))}
        </p>
      )}
    </li>
  )
}

function Do({ issue, act, close }: Act & { close: () => void }): ReactElement {
  const t = useT()
  const [said, setSaid] = useState('')
  const [toRole, setRole] = useState<Issue['toRole']>(null)
  const [dueOn, setDue] = useState('')
  const forwards = act === 'forward'
  const ready = said.trim() !== '' && (!forwards || toRole !== null)
  return (
    <WriteDialog
      title={`${say(DO_WORDS[act])} · ${issue.unit.name}`}
      confirm={say(DO_WORDS[act])}
      verb="actOnIssue"
      input={
        ready
          ? {
              unitId: issue.unit.id,
              issueId: issue.issueId,
              act,
              said: said.trim(),
              toRole,
              dueOn: dueOn === '' ? null : dueOn,
            }
          : null
      }
      close={close}
      onDone={done}
    >
      {(faults) => (
        <>
          <p>{asWritten(issue.what)}</p>
          {forwards ? (
            <SelectField
              label={t('issue.to')}
              value={toRole ?? ''}
              placeholder={t('assign.pick')}
              options={optionsOf(ANSWERER_WORDS, say).filter(({ value }) => value !== issue.toRole)}
              onChange={(value) => setRole(value as Issue['toRole'])}
            />
          ) : null}
          <TextArea
            label={t('issue.said')}
            rows={3}
            value={said}
            error={faults.at('said')}
            onChange={setSaid}
          />
          {forwards || act === 'reopen' ? (
            <DayField label={t('issue.dueOn')} value={dueOn} onChange={setDue} />
          ) : null}
        </>
      )}
    </WriteDialog>
  )
}

function Raise({ close }: { close: () => void }): ReactElement {
  const t = useT()
  const [coop, setCoop] = useState<Picked | null>(null)
  const [kind, setKind] = useState<Issue['kind']>('market')
  const [what, setWhat] = useState('')
  const [toRole, setRole] = useState<In<'raiseIssue'>['toRole']>('town_station')
  return (
    <WriteDialog
      title={t('issue.add')}
      confirm={t('issue.add')}
      verb="raiseIssue"
      input={
        coop === null || what.trim() === ''
          ? null
          : { unitId: coop.id, kind, what: what.trim(), toRole }
      }
      close={close}
      onDone={done}
    >
      {(faults) => (
        <>
          <UnitPicker label={t('issue.unit')} kind="coop" value={coop} onChange={setCoop} />
          <SelectField
            label={t('issue.kind')}
            value={kind}
            options={optionsOf(ISSUE_KIND_WORDS, say)}
            onChange={(value) => setKind(value as typeof kind)}
          />
          <TextArea
            label={t('issue.what')}
            rows={3}
            value={what}
            error={faults.at('what')}
            onChange={setWhat}
          />
          <SelectField
            label={t('visit.toRole')}
            value={toRole}
            options={optionsOf(ANSWERER_WORDS, say)}
            onChange={(value) => setRole(value as typeof toRole)}
          />
        </>
      )}
    </WriteDialog>
  )
}
