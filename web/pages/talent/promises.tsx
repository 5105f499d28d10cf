import type { UseQueryResult } from '@tanstack/react-query'
import { type ReactElement, useState } from 'react'
import { download, type Out } from '../../api.ts'
import { useT } from '../../locale/talent.ts'
import { asWritten, comma, say } from '../../locale/translate.ts'
import { useUrl } from '../../navigation.tsx'
import { useRead } from '../../query.ts'
import { ownUnit, useMay, useMe } from '../../session.tsx'
import { usePage } from '../../ui/data-table.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ClearFilters, FilterSelect } from '../../ui/filters.tsx'
import { PageHead, Panel, Tag } from '../../ui/page.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import { type Picked, UnitPicker } from '../../ui/unit-picker.tsx'
import { optionsOf } from '../help/words.ts'
import { ScopeTag } from '../registry/scope-tag.tsx'
import { Assess, Evidence, Make, Publish } from './promise-forms.tsx'
import { PLACE_WORDS, PROMISE_TONES, PROMISE_WORDS, type Promised } from './words.ts'
import './talent.css'

type Act =
  | 'make'
  | 'board'
  | { readonly of: 'publish' | 'evidence' | 'assess' | 'withdraw'; readonly row: Promised }

/** 承诺、亮诺、践诺: what Party members promised, where it is shown, what came of it. */
export default function Promises(): ReactElement {
  const t = useT()
  const may = useMay()
  const own = ownUnit(useMe())
  const [search] = useUrl()
  const { limit, offset } = usePage(30)
  const [act, setAct] = useState<Act | null>(null)
  const read = useRead('listPromises', {
    unitId: search['unitId'],
    state: search['state'] as Promised['state'] | undefined,
    limit,
    offset,
  })
  const { open = 0, late = 0, kept = 0 } = read.data ?? {}
  const village = own?.kind === 'village' ? own : null
  return (
    <div className="page">
      <PageHead
        title={t('promise.title')}
        sentence={read.data === undefined ? '…' : t('promise.sentence', { open, late, kept })}
        actions={
          <>
            <button type="button" className="button" onClick={() => setAct('board')}>
              {t('promise.board')}
            </button>
            {village !== null && may('makePromise') && may('readBranchPoints') ? (
              <button
                type="button"
                className="button button-primary"
                onClick={() => setAct('make')}
              >
                {t('promise.add')}
              </button>
            ) : null}
          </>
        }
      />
      <div className="row">
        <FilterSelect
          name="state"
          label={t('promise.state')}
          options={optionsOf(PROMISE_WORDS, say)}
        />
        <ScopeTag />
        <ClearFilters names={['state', 'unitId']} />
      </div>
      <List read={read} act={setAct} />
      <Acts act={act} villageId={village?.id ?? null} close={() => setAct(null)} />
    </div>
  )
}

function List(props: {
  read: UseQueryResult<Out<'listPromises'>>
  act: (act: Act) => void
}): ReactElement {
  const t = useT()
  const [, change] = useUrl()
  const { limit, offset } = usePage(30)
  const { read, act } = props
  return (
    <Panel title={t('promise.title')}>
      <Loaded read={read} lines={8}>
        {({ rows, total }) =>
          rows.length === 0 ? (
            <Empty title={t('promise.none')} hint={t('promise.noneHint')} />
          ) : (
            <>
              <ul className="plain-list talent-list">
                {rows.map((row) => (
                  <PromiseCard key={row.promiseId} row={row} act={act} />
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
    </Panel>
  )
}

function Acts(props: {
  act: Act | null
  villageId: string | null
  close: () => void
}): ReactElement | null {
  const t = useT()
  const { act, villageId, close } = props
  if (act === null) return null
  if (act === 'board') return <Board villageId={villageId} close={close} />
  if (act === 'make') return villageId === null ? null : <Make {...{ villageId, close }} />
  const { row } = act
  if (act.of === 'publish') return <Publish row={row} close={close} />
  if (act.of === 'evidence') return <Evidence row={row} close={close} />
  if (act.of === 'assess') return <Assess row={row} close={close} />
  return (
    <ReasonDialog
      danger
      title={`${t('promise.withdraw')} · ${row.number}`}
      confirm={t('promise.withdraw')}
      verb="withdrawPromise"
      input={(reason) => ({ villageId: row.village.id, promiseId: row.promiseId, reason })}
      close={close}
    />
  )
}

function PromiseCard({ row, act }: { row: Promised; act: (act: Act) => void }): ReactElement {
  const t = useT()
  const tone = PROMISE_TONES[row.state]
  return (
    <li className={row.state === 'withdrawn' ? 'muted' : ''}>
      <div>
        <p>
          <strong>{asWritten(row.what)}</strong>
        </p>
        <p className="muted small">
          {asWritten(row.person.name)} · {row.number} · {asWritten(row.village.name)}
          {row.coop === null ? '' : ` · ${asWritten(row.coop.name)}`} ·{' '}
          {t('promise.due', { day: row.dueOn })}
        </p>
        <p className="small">
          {row.notices.length === 0
            ? t('promise.notShown')
            : row.notices
                .map(({ place, on }) =>
                  t('promise.shownAt', { day: on, place: say(PLACE_WORDS[place]) }),
                )
                .join(comma())}
        </p>
        {row.evidence.map((one) => (
          <p key={`${one.on}${one.said}`}>
            <span className="num">{one.on}</span> {asWritten(one.said)}{' '}
            <FileLink villageId={row.village.id} fileId={one.fileId} />
          </p>
        ))}
        <Assessment row={row} />
        {row.withdrawn === null ? null : (
          <p>{t('promise.withdrawn', { reason: asWritten(row.withdrawn) })}</p>
        )}
      </div>
      <div className="row">
        <Tag {...(tone === undefined ? {} : { tone })}>{say(PROMISE_WORDS[row.state])}</Tag>
        <Buttons row={row} act={act} />
      </div>
    </li>
  )
}

function FileLink(props: { villageId: string; fileId: string | null }): ReactElement | null {
  const t = useT()
  const { villageId, fileId } = props
  if (fileId === null) return null
  return (
    <button
      type="button"
      className="button-link"
      onClick={() => void download('readPointFile', { villageId, fileId })}
    >
      {t('points.showFile')}
    </button>
  )
}

function Assessment({ row }: { row: Promised }): ReactElement | null {
  const t = useT()
  const { assessment } = row
  if (assessment === null) return null
  if (assessment.open) {
    return <p className="small">{t('promise.rating', { day: assessment.until })}</p>
  }
  if (assessment.ballots === null) return null
  return (
    <p className="small">
      {t('promise.ballots', assessment.ballots)}{' '}
      {assessment.counters.length === 0
        ? ''
        : t('promise.counters', { names: assessment.counters.map(asWritten).join(comma()) })}{' '}
      <FileLink villageId={row.village.id} fileId={assessment.fileId} />
    </p>
  )
}

const OVER: readonly Promised['state'][] = ['kept', 'partly', 'unkept', 'withdrawn']

/** What may be done next with a promise. */
function Buttons({ row, act }: { row: Promised; act: (act: Act) => void }): ReactElement | null {
  const t = useT()
  const may = useMay()
  if (!may('publishPromise') || OVER.includes(row.state)) return null
  const shown = row.notices.length > 0
  const button = (label: string, of: Exclude<Act, string>['of']) => (
    <button type="button" className="button-link" onClick={() => act({ of, row })}>
      {label}
    </button>
  )
  const rating = row.assessment?.open === true
  return (
    <>
      {row.notices.length < 2 ? button(t('promise.publish'), 'publish') : null}
      {shown ? button(t('promise.evidence'), 'evidence') : null}
      {shown && row.evidence.length > 0 && !rating ? button(t('promise.assess'), 'assess') : null}
      {button(t('promise.withdraw'), 'withdraw')}
    </>
  )
}

/** The board of a village on paper: A4 or A3. */
function Board(props: { villageId: string | null; close: () => void }): ReactElement {
  const t = useT()
  const [picked, setPicked] = useState<Picked | null>(null)
  const villageId = props.villageId ?? picked?.id ?? null
  const print = (size: 'A4' | 'A3', format: 'pdf' | 'docx') => (): void => {
    if (villageId === null) return
    void download('printPromiseBoard', { villageId, size, format })
    props.close()
  }
  const button = (label: string, act: () => void) => (
    <button type="button" className="button" disabled={villageId === null} onClick={act}>
      {label}
    </button>
  )
  return (
    <Dialog
      open
      title={t('promise.board')}
      onClose={props.close}
      actions={
        <>
          {button(t('promise.boardWord'), print('A4', 'docx'))}
          {button(t('promise.boardA4'), print('A4', 'pdf'))}
          {button(t('promise.boardA3'), print('A3', 'pdf'))}
        </>
      }
    >
      {props.villageId === null ? (
        <UnitPicker
          label={t('promise.pickVillage')}
          kind="village"
          value={picked}
          onChange={setPicked}
        />
      ) : (
        <p>{t('promise.board')}</p>
      )}
    </Dialog>
  )
}
