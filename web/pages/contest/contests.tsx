import { type ReactElement, useState } from 'react'
import { useT } from '../../locale/contest.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { type Column, DataTable, usePage } from '../../ui/data-table.tsx'
import { ClearFilters, FilterSelect } from '../../ui/filters.tsx'
import { PageHead, Tag } from '../../ui/page.tsx'
import { Empty } from '../../ui/state.tsx'
import { AddContest } from './add-contest.tsx'
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
          data === undefined
            ? '…'
            : data.mine === 0
              ? t('contest.sentence', { total: data.total })
              : t('contest.sentenceMine', { total: data.total, mine: data.mine })
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
          {row.mine === 0 ? null : (
            <Go to={paths.scoreSheet(row.contestId)} className="button button-small">
              {t('contest.mine', { n: row.mine })}
            </Go>
          )}
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
      cell: (row) => <StateTag state={row.state} />,
      text: (row) => say(STATE_WORDS[row.state]),
    },
  ]
}

/** Where a contest stands. */
export function StateTag({ state }: { state: ContestRow['state'] }): ReactElement {
  const tone = STATE_TONES[state]
  return <Tag {...(tone === undefined ? {} : { tone })}>{say(STATE_WORDS[state])}</Tag>
}
