import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/help.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { useRead } from '../../query.ts'
import { ownUnit, useMay, useMe } from '../../session.tsx'
import { Notice, Panel, Tag } from '../../ui/page.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { TextArea, TextField } from '../../ui/field.tsx'
import { CHANGE_WORDS, CHANNEL_TITLES, CHANNEL_WORDS } from './words.ts'

type Whole = Out<'readHelpMatrix'>
type One = Whole['changes'][number]

const done = (): void => undefined

/** The fewest acts that make it one to one: done one by one, the gaps all at once. */
export function Changes({ read }: { read: ReturnType<typeof useWhole> }): ReactElement {
  return <Loaded read={read}>{(whole) => <List whole={whole} />}</Loaded>
}

const useWhole = () => useRead('readHelpMatrix', { limit: 1 })

function List({ whole }: { whole: Whole }): ReactElement {
  const t = useT()
  const own = ownUnit(useMe())
  const may = useMay()
  const [one, setOne] = useState<One | null>(null)
  const [all, setAll] = useState(false)
  const gaps = whole.changes.filter(({ kind, mine }) => kind === 'assign' && mine)
  return (
    <div className="stack">
      {whole.short.map(({ channel, places }) => (
        <Notice key={channel} tone="depends">
          {t('mend.short', { channel: say(CHANNEL_TITLES[channel]), n: places })}
        </Notice>
      ))}
      {whole.overloads.length === 0 ? null : <Overloads whole={whole} />}
      {whole.changes.length === 0 ? (
        <Empty title={t('mend.none')} hint={t('mend.noneHint')} />
      ) : (
        <Panel
          title={t('help.tabChanges')}
          extra={
            gaps.length > 0 && own !== null && may('assignHelpers') ? (
              <button type="button" className="button button-primary" onClick={() => setAll(true)}>
                {t('mend.all', { n: gaps.length })}
              </button>
            ) : null
          }
        >
          <p className="panel-lead">{t('mend.lead', { n: whole.changes.length })}</p>
          <ul className="plain-list change-list">
            {whole.changes.map((change) => (
              <Line
                key={`${change.kind}${change.channel}${change.place.id}${change.from?.id}`}
                change={change}
                act={setOne}
              />
            ))}
          </ul>
        </Panel>
      )}
      {one === null ? null : <Do change={one} close={() => setOne(null)} />}
      {all && own !== null ? (
        <DoAll unitId={own.id} gaps={gaps} close={() => setAll(false)} />
      ) : null}
    </div>
  )
}

function Overloads({ whole }: { whole: Whole }): ReactElement {
  const t = useT()
  return (
    <Panel title={t('mend.overloads')}>
      <ul className="notice-list">
        {whole.overloads.map(({ helper, channel, load, capacity }) => (
          <li key={helper.id}>
            {t('mend.overload', {
              name: helper.name,
              channel: say(CHANNEL_WORDS[channel]),
              load,
              capacity,
            })}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

const TONES = { assign: 'fail', replace: 'depends', end: 'depends' } as const

function Line({ change, act }: { change: One; act: (one: One) => void }): ReactElement {
  const t = useT()
  const may = useMay()
  const { from, to } = change
  return (
    <li>
      <Tag tone={TONES[change.kind]}>{say(CHANGE_WORDS[change.kind])}</Tag>
      <div>
        <strong>{asWritten(change.place.name)}</strong>{' '}
        <span className="muted small">
          {say(CHANNEL_WORDS[change.channel])}
          {change.coops > 1 ? ` · ${t('mend.coops', { n: change.coops })}` : ''}
        </span>
        <p>
          {from === null ? null : asWritten(from.name)}
          {from !== null && to !== null ? ' → ' : null}
          {to === null ? null : <strong>{asWritten(to.name)}</strong>}{' '}
          <span className="muted small">{asWritten(say(change.why))}</span>
        </p>
      </div>
      {change.mine ? (
        <button type="button" className="button button-small" onClick={() => act(change)}>
          {t('mend.do')}
        </button>
      ) : may('assignHelpers') ? (
        <span className="muted small">{t('mend.notMine')}</span>
      ) : null}
    </li>
  )
}

/** One act of the proposal, by the verb of its kind. */
function Do({ change, close }: { change: One; close: () => void }): ReactElement | null {
  if (change.kind === 'assign')
    return <DoAll unitId={change.place.id} gaps={[change]} close={close} />
  return change.kind === 'replace' ? (
    <DoReplace change={change} close={close} />
  ) : (
    <DoEnd change={change} close={close} />
  )
}

function DoAll(props: { unitId: string; gaps: readonly One[]; close: () => void }): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const [document, setDocument] = useState('')
  return (
    <WriteDialog
      title={t('mend.allTitle')}
      confirm={t('mend.allConfirm', { n: props.gaps.length })}
      verb="assignHelpers"
      input={{
        unitId: props.unitId,
        rows: props.gaps.map(({ place, to }) => ({
          placeId: place.id,
          helperId: to?.id ?? '',
          from: clock.today,
          document,
        })),
      }}
      close={props.close}
      onDone={done}
    >
      {() => (
        <>
          <ul className="notice-list change-preview">
            {props.gaps.map(({ place, to, channel }) => (
              <li key={`${channel}${place.id}`}>
                {asWritten(place.name)} ← <strong>{asWritten(to?.name ?? '')}</strong>
              </li>
            ))}
          </ul>
          <TextField label={t('assign.document')} value={document} onChange={setDocument} />
        </>
      )}
    </WriteDialog>
  )
}

function DoReplace({ change, close }: { change: One; close: () => void }): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const [why, setWhy] = useState(say(change.why))
  const [handover, setHandover] = useState('')
  const { from, to, assignmentId, place } = change
  const ready = why.trim() !== '' && handover.trim() !== '' && to !== null && assignmentId !== null
  return (
    <WriteDialog
      title={`${say(CHANGE_WORDS.replace)} · ${from?.name ?? ''} → ${to?.name ?? ''}`}
      confirm={t('mend.do')}
      verb="changeHelper"
      input={
        ready
          ? {
              unitId: place.id,
              assignmentId,
              helperId: to.id,
              on: clock.today,
              why: why.trim().slice(0, 200),
              handover: handover.trim(),
            }
          : null
      }
      close={close}
      onDone={done}
    >
      {() => (
        <>
          <p>{asWritten(t('assign.where', { place: place.name }))}</p>
          <TextField label={t('assign.why')} value={why} onChange={setWhy} />
          <TextArea label={t('assign.handover')} rows={3} value={handover} onChange={setHandover} />
        </>
      )}
    </WriteDialog>
  )
}

function DoEnd({ change, close }: { change: One; close: () => void }): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const [why, setWhy] = useState(say(change.why))
  const { assignmentId, from, place } = change
  return (
    <WriteDialog
      title={`${t('help.end')} · ${from?.name ?? ''}`}
      confirm={t('help.end')}
      danger
      verb="endHelp"
      input={
        why.trim() === '' || assignmentId === null
          ? null
          : { unitId: place.id, assignmentId, on: clock.today, why: why.trim().slice(0, 200) }
      }
      close={close}
      onDone={done}
    >
      {() => (
        <>
          <p>{asWritten(t('assign.where', { place: place.name }))}</p>
          <TextField label={t('assign.why')} value={why} onChange={setWhy} />
        </>
      )}
    </WriteDialog>
  )
}
