import { type ReactElement, useState } from 'react'
import { useT } from '../../locale/messages.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { useUrl } from '../../navigation.tsx'
import { useAct, useRead } from '../../query.ts'
import { ownUnit, useMe } from '../../session.tsx'
import { FilterSelect } from '../../ui/filters.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Notice, PageHead, Panel, Tag } from '../../ui/page.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Empty, Loaded, Refused } from '../../ui/state.tsx'
import { saveFile } from '../../ui/save-file.ts'
import { CHANNEL_WORDS, type Message, STATE_TONES, STATE_WORDS } from './words.ts'
import './messages.css'

const LIMIT = 200
const options = (words: Readonly<Record<string, { zh: string; en: string }>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label: say(label) }))

/** What still has to reach people outside the product: the list for the gateway, notices to print, how it ended. */
export default function Messages(): ReactElement {
  const t = useT()
  const [search] = useUrl()
  const unitId = ownUnit(useMe())?.id ?? ''
  const channel = search['channel'] as Message['channel'] | undefined
  const state = search['state'] as Message['state'] | undefined
  const read = useRead('listMessages', { channel, state, limit: LIMIT })
  const counts = read.data?.counts ?? []
  const count = (of: Message['channel'] | null, is: Message['state']): number =>
    counts
      .filter((one) => (of === null || one.channel === of) && one.state === is)
      .reduce((sum, one) => sum + one.messages, 0)
  const waiting = { sms: count('sms', 'waiting'), print: count('print', 'waiting') }
  return (
    <div className="page">
      <PageHead
        title={t('messages.title')}
        sentence={
          read.data === undefined
            ? '…'
            : t('messages.sentence', { ...waiting, failed: count(null, 'failed') })
        }
      />
      <Outgoing unitId={unitId} waiting={waiting} />
      <div className="row no-print">
        <FilterSelect name="state" label={t('messages.state')} options={options(STATE_WORDS)} />
        <FilterSelect
          name="channel"
          label={t('messages.channel')}
          options={options(CHANNEL_WORDS)}
        />
      </div>
      <Loaded read={read} lines={8}>
        {({ rows, total }) =>
          rows.length === 0 ? (
            <Empty title={t('messages.none')} hint={t('messages.noneHint')} />
          ) : (
            <>
              <List unitId={unitId} rows={rows} />
              {total > rows.length ? (
                <p className="muted small">{t('messages.shown', { n: rows.length, total })}</p>
              ) : null}
            </>
          )
        }
      </Loaded>
    </div>
  )
}

/** Everything that waits, in one go: the list, the notices. */
function Outgoing(props: {
  unitId: string
  waiting: { readonly sms: number; readonly print: number }
}): ReactElement {
  const t = useT()
  const { unitId, waiting } = props
  const list = useAct('exportMessages')
  const print = useAct('printMessages')
  const error = list.error ?? print.error
  const busy = list.isPending || print.isPending
  return (
    <Panel title={t('messages.out')} className="no-print">
      <div className="stack">
        <p className="muted small">{t('messages.hint')}</p>
        <div className="row">
          <button
            type="button"
            className="button button-primary"
            disabled={waiting.sms === 0 || busy}
            onClick={() => list.mutate({ input: { unitId } }, { onSuccess: saveFile })}
          >
            <Icon name="export" size={16} /> {t('messages.export', { n: waiting.sms })}
          </button>
          {(['a4', 'a5'] as const).map((size) => (
            <button
              key={size}
              type="button"
              className="button"
              disabled={waiting.print === 0 || busy}
              onClick={() => print.mutate({ input: { unitId, size } }, { onSuccess: saveFile })}
            >
              <Icon name="print" size={16} />{' '}
              {t(size === 'a4' ? 'messages.printA4' : 'messages.printA5', { n: waiting.print })}
            </button>
          ))}
        </div>
        {list.data === undefined ? null : (
          <Notice tone="pass">{t('messages.exported', { n: list.data.messages })}</Notice>
        )}
        {print.data === undefined ? null : (
          <Notice tone="pass">{t('messages.printed', { n: print.data.messages })}</Notice>
        )}
        {error === null ? null : <Refused error={error} write />}
      </div>
    </Panel>
  )
}

function List({ unitId, rows }: { unitId: string; rows: readonly Message[] }): ReactElement {
  const t = useT()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const ids = rows.map(({ messageId }) => messageId).filter((id) => chosen.has(id))
  const toggle = (id: string): void => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    setChosen(next)
  }
  return (
    <>
      <Settle
        unitId={unitId}
        ids={ids}
        all={() => setChosen(new Set(rows.map(({ messageId }) => messageId)))}
        done={() => setChosen(new Set())}
      />
      <ul className="messages">
        {rows.map((row) => (
          <li key={row.messageId} className="message">
            <label className="task-mark">
              <input
                type="checkbox"
                checked={chosen.has(row.messageId)}
                aria-label={t('messages.choose', { name: row.recipient })}
                onChange={() => toggle(row.messageId)}
              />
            </label>
            <span className="message-who">
              <strong>{asWritten(row.recipient)}</strong>{' '}
              <span className="muted small">
                {asWritten(row.unitName)} ·{' '}
                {(row.channel === 'mail' ? row.mail : row.phone) ?? t('messages.noPhone')}
              </span>
            </span>
            <span className="message-text">{say(row.text)}</span>
            <span className="message-state">
              <StateTag state={row.state} />
              <span className="muted small">
                {say(CHANNEL_WORDS[row.channel])} · {row.stateAt.slice(0, 10)}
                {row.note === '' ? '' : ` · ${asWritten(row.note)}`}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

function StateTag({ state }: { state: Message['state'] }): ReactElement {
  const tone = STATE_TONES[state]
  return <Tag {...(tone === null ? {} : { tone })}>{say(STATE_WORDS[state])}</Tag>
}

/** How the chosen ones ended: handed over, not arrived with the reason, or out again. */
function Settle(props: {
  unitId: string
  ids: readonly string[]
  all: () => void
  done: () => void
}): ReactElement {
  const t = useT()
  const act = useAct('settleMessages')
  const [failing, setFailing] = useState(false)
  const { unitId, ids, all, done } = props
  const none = ids.length === 0 || act.isPending
  const settle = (state: 'handed' | 'waiting'): void =>
    act.mutate({ input: { unitId, messageIds: [...ids], state } }, { onSuccess: done })
  return (
    <div className="row no-print">
      <button type="button" className="button" onClick={all}>
        {t('messages.chooseAll')}
      </button>
      <span className="muted small" role="status">
        {t('messages.chosen', { n: ids.length })}
        {act.data === undefined ? '' : ` ${t('messages.settled', { n: act.data.messages })}`}
      </span>
      <button type="button" className="button" disabled={none} onClick={() => settle('handed')}>
        {t('messages.handed')}
      </button>
      <button type="button" className="button" disabled={none} onClick={() => setFailing(true)}>
        {t('messages.failed')}
      </button>
      <button type="button" className="button" disabled={none} onClick={() => settle('waiting')}>
        {t('messages.again')}
      </button>
      {act.error === null ? null : <Refused error={act.error} write />}
      {failing ? (
        <ReasonDialog
          title={t('messages.failedTitle')}
          confirm={t('messages.failed')}
          verb="settleMessages"
          input={(note) => ({ unitId, messageIds: [...ids], state: 'failed', note })}
          close={() => setFailing(false)}
          onDone={done}
        >
          <p>{t('messages.chosen', { n: ids.length })}</p>
        </ReasonDialog>
      ) : null}
    </div>
  )
}
