import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactElement, useCallback, useEffect, useState } from 'react'
import { call, type In, isRefusal, newKey, type Out } from '../../api.ts'
import { useT } from '../../locale/help.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { ownUnit, useMe } from '../../session.tsx'
import { DayField, SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { Notice, PageHead, Panel } from '../../ui/page.tsx'
import { Empty, Loaded, Refused } from '../../ui/state.tsx'
import { PhotoChoice } from '../ledger/photo-choice.tsx'
import { base64Of, type Picture } from '../ledger/photo.ts'
import { drop, keep, waiting, type Waiting } from './outbox.ts'
import { ANSWERER_WORDS, ISSUE_KIND_WORDS, type MatrixRow, optionsOf } from './words.ts'
import './help.css'

type Issue = NonNullable<In<'recordVisit'>['issues']>[number]

/** 登记走访: a photograph first, the co-op, a sentence; an issue where there is one. Without a network it waits. */
export default function NewVisit(): ReactElement {
  const t = useT()
  const read = useRead('readHelpMatrix', { limit: 500 })
  const queue = useWaiting()
  return (
    <div className="page visit-page">
      <PageHead
        title={t('visit.new')}
        trail={[{ key: 'visits', node: <Go to={paths.helpVisits()}>{t('visit.title')}</Go> }]}
      />
      <Queue queue={queue} />
      <Loaded read={read} lines={5}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty title={t('help.none')} />
          ) : (
            <Form rows={rows} onKept={() => void queue.refresh()} />
          )
        }
      </Loaded>
    </div>
  )
}

const KEPT = ['kept-visits']

/** Visits on this device that wait for a network; they go as soon as there is one. */
function useWaiting() {
  const client = useQueryClient()
  const kept = useQuery({
    queryKey: KEPT,
    queryFn: () => waiting().catch((): readonly Waiting[] => []),
    // It is the device's own: without a network it is read all the same.
    networkMode: 'always',
  })
  const [failed, setFailed] = useState<unknown>(null)
  const refresh = useCallback(() => client.invalidateQueries({ queryKey: KEPT }), [client])
  const send = useCallback(async () => {
    for (const one of await waiting().catch(() => [])) {
      try {
        await call('recordVisit', one.input, { idempotencyKey: one.key })
        await drop(one.key)
        setFailed(null)
      } catch (error) {
        if (isRefusal(error, 'offline')) break
        setFailed(error)
      }
    }
    await refresh()
    await client.invalidateQueries()
  }, [client, refresh])
  useEffect(() => {
    const online = (): void => void send()
    window.addEventListener('online', online)
    return () => window.removeEventListener('online', online)
  }, [send])
  const remove = async (key: string): Promise<void> => {
    await drop(key)
    setFailed(null)
    await refresh()
  }
  return { rows: kept.data ?? [], failed, refresh, send, remove }
}

function Queue({ queue }: { queue: ReturnType<typeof useWaiting> }): ReactElement | null {
  const t = useT()
  if (queue.rows.length === 0) return null
  return (
    <Notice tone="depends">
      <p>{t('visit.waiting', { n: queue.rows.length })}</p>
      <ul className="notice-list">
        {queue.rows.map((one) => (
          <li key={one.key}>
            {asWritten(one.coop)} {one.input.on}{' '}
            <button
              type="button"
              className="button-link"
              onClick={() => void queue.remove(one.key)}
            >
              {t('visit.drop')}
            </button>
          </li>
        ))}
      </ul>
      <button type="button" className="button" onClick={() => void queue.send()}>
        {t('visit.retry')}
      </button>
      {queue.failed === null ? null : <Refused error={queue.failed} write />}
    </Notice>
  )
}

const COOP = 'miaoqi.visit.coop'
const WORDS = 'miaoqi.visit.words'

/** What is being written, kept on the device while it is typed. */
function useVisit(rows: readonly MatrixRow[]) {
  const me = useMe()
  const { clock } = me
  const [search] = useUrl()
  const wanted = search['coop'] ?? localStorage.getItem(COOP)
  const [coopId, setCoopId] = useState(
    rows.find(({ coop }) => coop.id === wanted)?.coop.id ?? rows[0]?.coop.id ?? '',
  )
  const cells = rows.find(({ coop }) => coop.id === coopId)?.cells ?? []
  const helpers = cells.flatMap((cell) => cell.helpers)
  const [chosen, setHelper] = useState<string | null>(null)
  const helperId = helpers.some((one) => one.helperId === chosen) || chosen === '' ? chosen : null
  const [on, setOn] = useState<string>(clock.today)
  const [place, setPlace] = useState('')
  const [did, setDid] = useState(() => localStorage.getItem(WORDS) ?? '')
  const [issue, setIssue] = useState<Issue | null>(null)
  const [pictures, setPictures] = useState<readonly Picture[]>([])
  useEffect(() => {
    if (did === '') localStorage.removeItem(WORDS)
    else localStorage.setItem(WORDS, did)
  }, [did])
  const level = ownUnit(me)?.kind === 'town' ? 'town_leader' : 'county_leader'
  const guess = cells.find(({ channel }) => channel === level)?.helpers[0]?.helperId ?? ''
  return {
    coopId,
    setCoopId,
    helpers,
    helperId: helperId ?? guess,
    setHelper,
    on,
    setOn,
    place,
    setPlace,
    did,
    setDid,
    issue,
    setIssue,
    pictures,
    setPictures,
  }
}

type Visit = ReturnType<typeof useVisit>

async function inputOf(visit: Visit): Promise<In<'recordVisit'>> {
  return {
    unitId: visit.coopId,
    helperId: visit.helperId === '' ? null : visit.helperId,
    on: visit.on,
    place: visit.place.trim(),
    did: visit.did.trim(),
    photos: await Promise.all(
      visit.pictures.map(async ({ name, blob }) => ({ name, content: await base64Of(blob) })),
    ),
    issues: visit.issue === null ? [] : [visit.issue],
  }
}

type Sent = { readonly done: Out<'recordVisit'> } | 'kept' | 'sending' | { readonly error: unknown }

/** Sends a visit, or keeps it on the device while there is no network. */
function useSending(rows: readonly MatrixRow[], visit: Visit, onKept: () => void) {
  const client = useQueryClient()
  const [sent, setSent] = useState<Sent | null>(null)
  const [key, setKey] = useState(newKey)
  const clear = (): void => {
    visit.setPictures([])
    visit.setDid('')
    visit.setIssue(null)
    visit.setPlace('')
    setKey(newKey())
  }
  const send = async (): Promise<void> => {
    setSent('sending')
    localStorage.setItem(COOP, visit.coopId)
    const input = await inputOf(visit)
    try {
      const done = await call('recordVisit', input, { idempotencyKey: key })
      clear()
      setSent({ done })
      await client.invalidateQueries()
    } catch (error) {
      if (!isRefusal(error, 'offline')) {
        setKey(newKey())
        setSent({ error })
        return
      }
      const coop = rows.find((row) => row.coop.id === visit.coopId)?.coop.name ?? ''
      await keep({ key, coop, input })
      clear()
      setSent('kept')
      onKept()
    }
  }
  return { sent, send }
}

function Form({ rows, onKept }: { rows: readonly MatrixRow[]; onKept: () => void }): ReactElement {
  const t = useT()
  const visit = useVisit(rows)
  const { sent, send } = useSending(rows, visit, onKept)
  const issueReady = visit.issue === null || visit.issue.what.trim() !== ''
  const ready = visit.did.trim() !== '' && issueReady && sent !== 'sending'
  return (
    <Panel title={t('visit.new')}>
      <div className="stack">
        <Photos visit={visit} />
        <SelectField
          label={t('visit.coop')}
          value={visit.coopId}
          onChange={visit.setCoopId}
          options={rows.map(({ coop, village }) => ({
            value: coop.id,
            label: `${coop.name} · ${village.name}`,
          }))}
        />
        <SelectField
          label={t('visit.helper')}
          value={visit.helperId}
          onChange={visit.setHelper}
          options={[
            ...visit.helpers.map((one) => ({
              value: one.helperId,
              label: one.post === '' ? one.name : `${one.name} · ${one.post}`,
            })),
            { value: '', label: t('visit.noHelper') },
          ]}
        />
        <TextArea
          label={t('visit.did')}
          hint={t('visit.didHint')}
          rows={3}
          value={visit.did}
          onChange={visit.setDid}
        />
        <Details visit={visit} />
        <IssueFields visit={visit} />
        <button
          type="button"
          className="button button-primary photo-button"
          disabled={!ready}
          onClick={() => void send()}
        >
          {sent === 'sending' ? t('visit.sending') : t('visit.send')}
        </button>
        <Outcome sent={sent} />
      </div>
    </Panel>
  )
}

function Details({ visit }: { visit: Visit }): ReactElement {
  const t = useT()
  const { clock } = useMe()
  return (
    <div className="columns-2">
      <DayField label={t('visit.when')} value={visit.on} max={clock.today} onChange={visit.setOn} />
      <TextField label={t('visit.place')} value={visit.place} onChange={visit.setPlace} />
    </div>
  )
}

function Outcome({ sent }: { sent: Sent | null }): ReactElement | null {
  const t = useT()
  if (sent === null || sent === 'sending') return null
  if (sent === 'kept') return <Notice tone="depends">{t('visit.kept')}</Notice>
  if ('error' in sent) return <Refused error={sent.error} write />
  const n = sent.done.issueIds.length
  return (
    <Notice tone="pass">
      {n === 0 ? t('visit.sent') : t('visit.sentIssues', { n })}{' '}
      <Go to={paths.helpVisits({ tab: 'visits' })}>{t('visit.tabVisits')}</Go>
    </Notice>
  )
}

function Photos({ visit }: { visit: Visit }): ReactElement {
  const t = useT()
  return (
    <PhotoChoice
      pictures={visit.pictures}
      onChange={visit.setPictures}
      words={{
        take: t('visit.take'),
        pick: t('visit.pick'),
        remove: (name) => t('visit.remove', { name }),
      }}
    />
  )
}

function IssueFields({ visit }: { visit: Visit }): ReactElement {
  const t = useT()
  const { issue, setIssue } = visit
  if (issue === null) {
    return (
      <button
        type="button"
        className="button"
        onClick={() => setIssue({ kind: 'market', what: '', toRole: 'town_station' })}
      >
        {t('visit.addIssue')}
      </button>
    )
  }
  return (
    <fieldset className="visit-issue">
      <legend>{t('visit.addIssue')}</legend>
      <SelectField
        label={t('issue.kind')}
        value={issue.kind}
        options={optionsOf(ISSUE_KIND_WORDS, say)}
        onChange={(value) => setIssue({ ...issue, kind: value as Issue['kind'] })}
      />
      <TextArea
        label={t('visit.issueWhat')}
        rows={2}
        value={issue.what}
        onChange={(what) => setIssue({ ...issue, what })}
      />
      <SelectField
        label={t('visit.toRole')}
        value={issue.toRole}
        options={optionsOf(ANSWERER_WORDS, say)}
        onChange={(value) => setIssue({ ...issue, toRole: value as Issue['toRole'] })}
      />
      <button type="button" className="button-link" onClick={() => setIssue(null)}>
        {t('visit.dropIssue')}
      </button>
    </fieldset>
  )
}
