import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/supervision.ts'
import { useUrl } from '../../navigation.tsx'
import { useAct, useRead } from '../../query.ts'
import { ownUnit, useMay, useMe } from '../../session.tsx'
import { ClearFilters, FilterSelect } from '../../ui/filters.tsx'
import { Notice, PageHead } from '../../ui/page.tsx'
import { Empty, Loaded, Refused } from '../../ui/state.tsx'
import { ScopeTag } from '../registry/scope-tag.tsx'
import { type Doing, Errand } from './errand.tsx'
import { Call, Give, Judge, Pass, Reply, Withdraw } from './errand-forms.tsx'
import './supervision.css'

type State = 'mine' | 'open' | 'overdue' | 'ended' | 'all'
const STATES: readonly (readonly [State, 'assign.mine' | 'assign.overdueOnly' | 'assign.ended'])[] =
  [
    ['mine', 'assign.mine'],
    ['overdue', 'assign.overdueOnly'],
    ['ended', 'assign.ended'],
  ]

/** What was given out downward and called for upward; everybody sees their own sides. */
export default function Assignments(): ReactElement {
  const t = useT()
  const may = useMay()
  const own = ownUnit(useMe())
  const [search] = useUrl()
  const [doing, setDoing] = useState<Doing | null>(null)
  const [making, setMaking] = useState<'give' | 'call' | null>(null)
  const read = useRead('listAssignments', {
    state: (search['state'] as State | undefined) ?? 'open',
    direction: search['direction'] as 'down' | 'up' | undefined,
    unitId: search['unitId'],
    limit: 200,
  })
  const { data } = read
  const gives = may('giveAssignments') && (own?.kind === 'county' || own?.kind === 'town')
  const calls = may('callUp') && own !== null && own.kind !== 'county'
  return (
    <div className="page">
      <PageHead
        title={t('assign.title')}
        sentence={
          data === undefined
            ? '…'
            : t('assign.sentence', { mine: data.mine, open: data.open, overdue: data.overdue })
        }
        actions={
          <>
            {gives ? <FromMeetings unitId={own.id} /> : null}
            {calls ? (
              <button type="button" className="button" onClick={() => setMaking('call')}>
                {t('assign.call')}
              </button>
            ) : null}
            {gives ? (
              <button
                type="button"
                className="button button-primary"
                onClick={() => setMaking('give')}
              >
                {t('assign.give')}
              </button>
            ) : null}
          </>
        }
      />
      <div className="row no-print">
        <FilterSelect
          name="state"
          label={t('problem.state')}
          all={t('assign.openOnly')}
          options={STATES.map(([value, label]) => ({ value, label: t(label) }))}
        />
        <FilterSelect
          name="direction"
          label={t('assign.direction')}
          options={[
            { value: 'down', label: t('assign.down') },
            { value: 'up', label: t('assign.up') },
          ]}
        />
        <ScopeTag />
        <ClearFilters names={['state', 'direction', 'unitId']} />
      </div>
      <Loaded read={read}>{(answer) => <List data={answer} act={setDoing} />}</Loaded>
      {making === 'give' && own !== null ? <Give own={own} close={() => setMaking(null)} /> : null}
      {making === 'call' && own !== null ? <Call own={own} close={() => setMaking(null)} /> : null}
      {doing === null ? null : <Do doing={doing} close={() => setDoing(null)} />}
    </div>
  )
}

function List(props: { data: Out<'listAssignments'>; act: (doing: Doing) => void }): ReactElement {
  const t = useT()
  const { rows } = props.data
  if (rows.length === 0) return <Empty title={t('assign.none')} hint={t('assign.noneHint')} />
  return (
    <ul className="errands">
      {rows.map((row) => (
        <Errand key={row.assignmentId} row={row} act={props.act} />
      ))}
    </ul>
  )
}

function Do({ doing, close }: { doing: Doing; close: () => void }): ReactElement {
  const { row, move } = doing
  switch (move) {
    case 'reply':
      return <Reply row={row} close={close} />
    case 'confirm':
    case 'return':
      return <Judge row={row} done={move === 'confirm'} close={close} />
    case 'pass':
      return <Pass row={row} close={close} />
    case 'withdraw':
      return <Withdraw row={row} close={close} />
  }
}

/** Orders of meetings become assignments, each once. */
function FromMeetings({ unitId }: { unitId: string }): ReactElement {
  const t = useT()
  const take = useAct('takeMeetingOrders')
  return (
    <>
      {take.data === undefined ? null : (
        <Notice tone="info">{t('assign.taken', { n: take.data.given })}</Notice>
      )}
      {take.error === null ? null : <Refused error={take.error} write />}
      <button
        type="button"
        className="button"
        disabled={take.isPending}
        onClick={() => take.mutate({ input: { unitId } })}
      >
        {t('assign.fromMeetings')}
      </button>
    </>
  )
}
