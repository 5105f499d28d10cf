import { type ReactElement, useState } from 'react'
import type { In } from '../../api.ts'
import { useT } from '../../locale/contest.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go, useGo, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { ownUnit, useMay, useMe } from '../../session.tsx'
import { type Column, DataTable, usePage } from '../../ui/data-table.tsx'
import { DayField, SelectField, TextField } from '../../ui/field.tsx'
import { ClearFilters, FilterSelect } from '../../ui/filters.tsx'
import { PageHead, Tag } from '../../ui/page.tsx'
import { Empty } from '../../ui/state.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { type ContestRow, KIND_WORDS, optionsOf, STATE_TONES, STATE_WORDS } from './words.ts'
import './contest.css'

/** Tours and contests: what runs, what waits for the reader's own score sheets. */
export default function Contests(): ReactElement {
  const t = useT()
  const may = useMay()
  const [search] = useUrl()
  const [adding, setAdding] = useState(false)
  const { limit, offset } = usePage()
  const list = useRead('listContests', {
    kind: search['kind'] as ContestRow['kind'] | undefined,
    state: search['state'] as ContestRow['state'] | undefined,
    unitId: search['unitId'],
    limit,
    offset,
  })
  const { data } = list
  return (
    <div className="page">
      <PageHead
        title={t('contest.title')}
        sentence={
          data === undefined ? '…' : t('contest.sentence', { total: data.total, mine: data.mine })
        }
        actions={
          may('addContest') ? (
            <button type="button" className="button button-primary" onClick={() => setAdding(true)}>
              {t('contest.add')}
            </button>
          ) : null
        }
      />
      <DataTable
        name="contests"
        label={t('contest.title')}
        columns={useColumns()}
        rows={data?.rows}
        rowKey={(row) => row.contestId}
        error={list.error}
        retry={() => void list.refetch()}
        busy={list.isPlaceholderData}
        empty={<Empty title={t('contest.none')} hint={t('contest.noneHint')} />}
        {...(data === undefined ? {} : { total: data.total })}
        filters={
          <>
            <FilterSelect
              name="kind"
              label={t('contest.kind')}
              options={optionsOf(KIND_WORDS, say)}
            />
            <FilterSelect
              name="state"
              label={t('contest.state')}
              options={optionsOf(STATE_WORDS, say)}
            />
            <ClearFilters names={['kind', 'state', 'unitId']} />
          </>
        }
      />
      {adding ? <AddContest close={() => setAdding(false)} /> : null}
    </div>
  )
}

function useColumns(): readonly Column<ContestRow>[] {
  const t = useT()
  return [
    {
      key: 'title',
      title: t('contest.name'),
      cell: (row) => (
        <div className="contest-cell">
          <Go to={paths.contest(row.contestId)}>{asWritten(row.title)}</Go>
          <span className="muted small">{asWritten(row.number)}</span>
        </div>
      ),
      text: (row) => `${row.number} ${row.title}`,
    },
    {
      key: 'kind',
      title: t('contest.kind'),
      cell: (row) => say(KIND_WORDS[row.kind]),
      text: (row) => say(KIND_WORDS[row.kind]),
    },
    {
      key: 'days',
      title: t('contest.days'),
      cell: (row) => <span className="nowrap">{row.from}</span>,
      text: (row) => row.from,
    },
    {
      key: 'units',
      title: t('contest.entries'),
      cell: (row) => t('contest.entriesOf', { n: row.units }),
      text: (row) => String(row.units),
    },
    {
      key: 'filed',
      title: t('contest.filed'),
      cell: (row) => t('contest.filedOf', { filed: row.filed, expected: row.expected }),
      text: (row) => `${row.filed}/${row.expected}`,
    },
    {
      key: 'state',
      title: t('contest.state'),
      cell: (row) => (
        <>
          <StateTag state={row.state} />{' '}
          {row.mine === 0 ? null : (
            <Go to={paths.scoreSheet(row.contestId)}>{t('contest.mine', { n: row.mine })}</Go>
          )}
        </>
      ),
      text: (row) => say(STATE_WORDS[row.state]),
    },
  ]
}

/** Where a contest stands. */
export function StateTag({ state }: { state: ContestRow['state'] }): ReactElement {
  const tone = STATE_TONES[state]
  return <Tag {...(tone === undefined ? {} : { tone })}>{say(STATE_WORDS[state])}</Tag>
}

function toggled(from: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(from)
  if (!next.delete(id)) next.add(id)
  return next
}

interface Typed {
  readonly kind: ContestRow['kind']
  readonly title: string | null
  readonly from: string
  readonly to: string
  readonly place: string
}

function AddContest({ close }: { close: () => void }): ReactElement {
  const t = useT()
  const go = useGo()
  const me = useMe()
  const own = ownUnit(me)
  const { today } = me.clock
  const [typed, setTyped] = useState<Typed>({
    kind: 'contest',
    title: null,
    from: today,
    to: today,
    place: '',
  })
  const set = (change: Partial<Typed>): void => setTyped({ ...typed, ...change })
  const suggestion = useRead('suggestContest', { kind: typed.kind })
  const towns = useRead('divisionTree', own === null ? {} : { parentId: own.id })
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const entries = (towns.data?.nodes ?? []).filter(({ id }) => !left.has(id)).map(({ id }) => id)
  const title = typed.title ?? suggestion.data?.setup.title ?? ''
  const input: In<'addContest'> | null =
    own === null || suggestion.data === undefined || title.trim() === '' || entries.length < 2
      ? null
      : {
          unitId: own.id,
          kind: typed.kind,
          entries,
          setup: {
            ...suggestion.data.setup,
            title: title.trim(),
            from: typed.from,
            to: typed.to,
            place: typed.place,
          },
        }
  return (
    <WriteDialog
      wide
      title={t('contest.add')}
      confirm={t('contest.add')}
      verb="addContest"
      input={input}
      close={close}
      onDone={({ contestId }) => go(paths.contest(contestId))}
    >
      {(faults) => (
        <>
          <SelectField
            label={t('contest.kind')}
            value={typed.kind}
            options={optionsOf(KIND_WORDS, say)}
            onChange={(kind) => set({ kind: kind as Typed['kind'], title: null })}
          />
          <TextField
            label={t('contest.name')}
            value={title}
            error={faults.at('setup.title')}
            onChange={(value) => set({ title: value })}
          />
          <When typed={typed} set={set} />
          <Entries
            units={towns.data?.nodes ?? []}
            left={left}
            toggle={(id) => setLeft(toggled(left, id))}
          />
        </>
      )}
    </WriteDialog>
  )
}

interface Part {
  readonly typed: Typed
  readonly set: (change: Partial<Typed>) => void
}

function When({ typed, set }: Part): ReactElement {
  const t = useT()
  return (
    <>
      <div className="columns-2">
        <DayField label={t('contest.from')} value={typed.from} onChange={(from) => set({ from })} />
        <DayField label={t('contest.to')} value={typed.to} onChange={(to) => set({ to })} />
      </div>
      <TextField
        label={t('contest.place')}
        value={typed.place}
        onChange={(place) => set({ place })}
      />
    </>
  )
}

/** Who takes part: everybody, unless taken off. */
function Entries(props: {
  units: readonly { readonly id: string; readonly name: string }[]
  left: ReadonlySet<string>
  toggle: (id: string) => void
}): ReactElement {
  const t = useT()
  const { units, left, toggle } = props
  const n = units.filter(({ id }) => !left.has(id)).length
  return (
    <fieldset>
      <legend>
        {t('contest.entries')} · {t('contest.entriesOf', { n })}
      </legend>
      <div className="contest-picks">
        {units.map(({ id, name }) => (
          <label key={id} className="check">
            <input type="checkbox" checked={!left.has(id)} onChange={() => toggle(id)} />
            <span>{asWritten(name)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
