import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/development.ts'
import { asWritten, comma, say } from '../../locale/translate.ts'
import { useRead } from '../../query.ts'
import { useMay, useMe } from '../../session.tsx'
import { DayField, SelectField, TextArea } from '../../ui/field.tsx'
import { Notice, Panel, Tag } from '../../ui/page.tsx'
import { Loaded } from '../../ui/state.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { ConfirmOne } from './confirm.tsx'
import { PlanPanel } from './plan.tsx'
import {
  CLASS_WORDS,
  CLASSES,
  type Result,
  SEEN_FACTS,
  SEEN_WORDS,
  type SeenFact,
  type Tone,
} from './words.ts'
import './development.css'

type One = Out<'readClassProposal'>

/** The class of a co-op: why, what is short of the next one, its plan, and how it came here. */
export default function ClassTab({ coopId }: { coopId: string }): ReactElement {
  const read = useRead('readClassProposal', { coopId })
  return (
    <Loaded read={read} lines={8}>
      {(one) => (
        <div className="stack">
          <Verdict one={one} />
          <Steps one={one} />
          <PlanPanel coopId={coopId} />
          <Tests results={one.results} />
          <Seen one={one} />
          <History one={one} />
        </div>
      )}
    </Loaded>
  )
}

function Verdict({ one }: { one: One }): ReactElement {
  const t = useT()
  const may = useMay()
  const [confirming, setConfirming] = useState(false)
  const held =
    one.class === null ? t('one.unheld') : t('one.held', { held: say(CLASS_WORDS[one.class]) })
  return (
    <Panel
      title={t('one.title')}
      hint={
        one.rulesVersion === 0 ? t('one.rulesShipped') : t('one.rules', { n: one.rulesVersion })
      }
      extra={
        may('confirmClasses') ? (
          <button type="button" className="button" onClick={() => setConfirming(true)}>
            {t('class.confirm')}
          </button>
        ) : undefined
      }
    >
      <p>
        <strong>{held}</strong>{' '}
        {t('one.says', { proposed: say(CLASS_WORDS[one.proposed]), said: say(one.said) })}
      </p>
      {one.unanimous ? null : (
        <Notice tone="depends">
          {t('one.possible', {
            list: one.possible.map((of) => say(CLASS_WORDS[of])).join(comma()),
          })}
        </Notice>
      )}
      {one.notes.map((note) => (
        <Notice key={note.en} tone="depends">
          {say(note)}
        </Notice>
      ))}
      {confirming ? (
        <ConfirmOne
          coop={one.coop}
          held={one.class}
          proposed={one.proposed}
          said={say(one.said)}
          close={() => setConfirming(false)}
          onDone={() => undefined}
        />
      ) : null}
    </Panel>
  )
}

function Steps({ one }: { one: One }): ReactElement {
  const t = useT()
  if (one.next === null) {
    return <Panel title={t('class.title')}>{t('one.top')}</Panel>
  }
  return (
    <Panel title={t('one.steps', { next: say(CLASS_WORDS[one.next]) })}>
      {one.steps.length === 0 ? (
        <p className="muted">{t('one.stepsNone')}</p>
      ) : (
        <ol className="class-steps">
          {one.steps.map((step) => (
            <li key={step.test}>
              <strong>{say(step.said)}</strong>
              <span>
                {say(step.cure)}{' '}
                <span className="muted small">
                  {t('one.stepWho', { who: asWritten(step.responsible), days: step.days })}
                </span>
              </span>
            </li>
          ))}
        </ol>
      )}
    </Panel>
  )
}

/** How a test came out, by the class it belongs to: of the lower two, holding is bad. */
function outcomeOf({ class: of, holds }: Result): { tone: Tone | undefined; key: OutcomeKey } {
  if (holds === null) return { tone: 'depends', key: 'one.unknown' }
  if (of === 'transform' || of === 'rebuild') {
    return holds ? { tone: 'fail', key: 'one.triggered' } : { tone: undefined, key: 'one.clear' }
  }
  return holds ? { tone: 'pass', key: 'one.met' } : { tone: 'depends', key: 'one.missed' }
}
type OutcomeKey = 'one.unknown' | 'one.triggered' | 'one.clear' | 'one.met' | 'one.missed'

function Tests({ results }: { results: readonly Result[] }): ReactElement {
  const t = useT()
  return (
    <Panel title={t('one.tests')} hint={t('one.testsHint')}>
      <div className="table-scroll" tabIndex={0} role="group" aria-label={t('one.tests')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('one.test')}</th>
              <th scope="col">{t('one.measured')}</th>
              <th scope="col">{t('one.limit')}</th>
              <th scope="col">{t('one.result')}</th>
              <th scope="col">{t('one.basis')}</th>
            </tr>
          </thead>
          {CLASSES.map((of) => (
            <tbody key={of}>
              <tr>
                <th scope="rowgroup" colSpan={5} className="group-row">
                  {say(CLASS_WORDS[of])}
                </th>
              </tr>
              {results
                .filter((result) => result.class === of)
                .map((result) => (
                  <TestRow key={result.id} result={result} />
                ))}
            </tbody>
          ))}
        </table>
      </div>
    </Panel>
  )
}

function TestRow({ result }: { result: Result }): ReactElement {
  const t = useT()
  const { tone, key } = outcomeOf(result)
  const rest = [...(result.missing === null ? [] : [result.missing]), ...result.notes]
  return (
    <tr>
      <th scope="row">
        {say(result.title)}
        <span className="muted small block">{say(result.counts)}</span>
      </th>
      <td>
        <span className="nowrap">{say(result.measured)}</span>
        {rest.map((note) => (
          <span key={note.en} className="muted small block">
            {say(note)}
          </span>
        ))}
      </td>
      <td className="nowrap">{say(result.limit)}</td>
      <td>
        <Tag {...(tone === undefined ? {} : { tone })}>{t(key)}</Tag>
      </td>
      <td className="small">{asWritten(result.clause)}</td>
    </tr>
  )
}

function Seen({ one }: { one: One }): ReactElement {
  const t = useT()
  const may = useMay()
  const [recording, setRecording] = useState(false)
  return (
    <Panel
      title={t('one.facts')}
      hint={t('one.factsHint')}
      extra={
        may('recordClassFact') ? (
          <button type="button" className="button" onClick={() => setRecording(true)}>
            {t('one.record')}
          </button>
        ) : undefined
      }
    >
      {one.facts.length === 0 ? (
        <p className="muted">{t('common.none')}</p>
      ) : (
        <ul className="due-list">
          {one.facts.map((fact) => (
            <li key={fact.fact}>
              <span className="nowrap">{fact.on}</span>
              <span>
                <Tag>{t(fact.holds ? 'one.yes' : 'one.no')}</Tag>
              </span>
              <span>
                {say(fact.title)} <span className="muted small">{asWritten(fact.note)}</span>
              </span>
              <span className="muted small">{fact.by}</span>
            </li>
          ))}
        </ul>
      )}
      {recording ? <RecordFact coopId={one.coop.id} close={() => setRecording(false)} /> : null}
    </Panel>
  )
}

function RecordFact(props: { coopId: string; close: () => void }): ReactElement {
  const t = useT()
  const me = useMe()
  const [fact, setFact] = useState<SeenFact>('audited')
  const [holds, setHolds] = useState('yes')
  const [on, setOn] = useState<string>(me.clock.today)
  const [note, setNote] = useState('')
  return (
    <WriteDialog
      verb="recordClassFact"
      title={t('one.record')}
      confirm={t('one.record')}
      input={
        note.trim() === '' || on === ''
          ? null
          : { coopId: props.coopId, fact, holds: holds === 'yes', on, note: note.trim() }
      }
      close={props.close}
      onDone={() => undefined}
      preview={(answer) => (
        <p className="muted">
          {t('class.proposed')}: {say(CLASS_WORDS[answer.proposed])}
        </p>
      )}
    >
      {(faults) => (
        <>
          <SelectField
            label={t('one.fact')}
            value={fact}
            onChange={(value) => setFact(value as SeenFact)}
            options={SEEN_FACTS.map((value) => ({ value, label: say(SEEN_WORDS[value]) }))}
          />
          <div className="columns-2">
            <SelectField
              label={t('one.holds')}
              value={holds}
              onChange={setHolds}
              options={[
                { value: 'yes', label: t('one.yes') },
                { value: 'no', label: t('one.no') },
              ]}
            />
            <DayField label={t('class.on')} value={on} max={me.clock.today} onChange={setOn} />
          </div>
          <TextArea
            label={t('one.note')}
            required
            value={note}
            error={faults.at('note')}
            onChange={setNote}
          />
        </>
      )}
    </WriteDialog>
  )
}

function History({ one }: { one: One }): ReactElement {
  const t = useT()
  const shown = (of: One['class']): string => (of === null ? t('class.none') : say(CLASS_WORDS[of]))
  return (
    <Panel title={t('one.history')}>
      {one.history.length === 0 ? (
        <p className="muted">{t('one.historyNone')}</p>
      ) : (
        <ul className="stack plain-list">
          {one.history.map((row, i) => (
            // Two decisions of one day differ by nothing else.
            <li key={i}>
              <p>
                {t('one.historyAs', {
                  on: row.on,
                  before: shown(row.before),
                  class: shown(row.class),
                  proposed: shown(row.proposed),
                })}{' '}
                <span className="muted small">
                  {asWritten(row.document)} · {row.by}
                </span>
              </p>
              <p className="small">{asWritten(row.reason)}</p>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
