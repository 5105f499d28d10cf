import { type ReactElement, useState } from 'react'
import { useT } from '../../locale/talent.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { type Column, DataTable, usePage } from '../../ui/data-table.tsx'
import { ClearFilters, FilterSelect } from '../../ui/filters.tsx'
import { PageHead, TabPanel, Tabs, Tag } from '../../ui/page.tsx'
import { Empty } from '../../ui/state.tsx'
import { optionsOf } from '../help/words.ts'
import { ScopeTag } from '../registry/scope-tag.tsx'
import { Due } from './due.tsx'
import { Nominations } from './nominations.tsx'
import { SavePosting } from './posting-forms.tsx'
import { ReserveList } from './reserve-list.tsx'
import { TalentRules } from './rules.tsx'
import { KIND_WORDS, type Posting, STANDING_TONES, STANDING_WORDS } from './words.ts'
import './talent.css'

/** 驻村和储备: who was sent to villages, what is missing, who is being led on. */
export default function Talent(): ReactElement {
  const t = useT()
  const may = useMay()
  const [search, change] = useUrl()
  const tab = search['tab'] ?? 'postings'
  const whole = useRead('listPostings', { limit: 1 })
  const { data } = whole
  const gaps = data?.due.filter(({ secretary }) => secretary === null).length ?? 0
  return (
    <div className="page">
      <PageHead
        title={t('talent.title')}
        sentence={
          data === undefined
            ? '…'
            : t('talent.sentence', {
                secretaries: data.firstSecretaries,
                members: data.members,
                ending: data.ending,
                days: data.endingDays,
                over: data.over,
                late: data.lateTasks,
              })
        }
      />
      <Tabs
        label={t('talent.tabs')}
        current={tab}
        onChange={(key) => change({ tab: key === 'postings' ? undefined : key, page: undefined })}
        tabs={[
          { key: 'postings', label: t('talent.tabPostings') },
          { key: 'due', label: t('talent.tabDue'), badge: gaps === 0 ? undefined : gaps },
          ...(may('listReserve')
            ? [{ key: 'reserve', label: t('talent.tabReserve') }]
            : may('listNominations')
              ? [{ key: 'nominations', label: t('talent.tabNominations') }]
              : []),
          { key: 'rules', label: t('talent.tabRules') },
        ]}
      />
      <TabPanel tab={tab}>
        {tab === 'due' ? (
          <Due read={whole} />
        ) : tab === 'reserve' && may('listReserve') ? (
          <ReserveList />
        ) : tab === 'nominations' && may('listNominations') ? (
          <Nominations />
        ) : tab === 'rules' ? (
          <TalentRules />
        ) : (
          <Postings />
        )}
      </TabPanel>
    </div>
  )
}

function Postings(): ReactElement {
  const t = useT()
  const may = useMay()
  const [search] = useUrl()
  const { limit, offset } = usePage()
  const [adding, setAdding] = useState(false)
  const read = useRead('listPostings', {
    unitId: search['unitId'],
    kind: search['kind'] as Posting['kind'] | undefined,
    standing: search['standing'] as Posting['standing'] | undefined,
    limit,
    offset,
  })
  return (
    <>
      <DataTable
        name="postings"
        label={t('talent.tabPostings')}
        columns={useColumns()}
        rows={read.data?.rows}
        rowKey={(row) => row.postingId}
        error={read.error}
        retry={() => void read.refetch()}
        busy={read.isPlaceholderData}
        empty={<Empty title={t('posting.none')} hint={t('posting.noneHint')} />}
        {...(read.data === undefined ? {} : { total: read.data.total })}
        filters={
          <>
            <FilterSelect
              name="kind"
              label={t('posting.kind')}
              options={optionsOf(KIND_WORDS, say)}
            />
            <FilterSelect
              name="standing"
              label={t('posting.standing')}
              options={optionsOf(STANDING_WORDS, say)}
            />
            <ScopeTag />
            <ClearFilters names={['kind', 'standing', 'unitId']} />
            {may('savePosting') ? (
              <button
                type="button"
                className="button button-primary"
                onClick={() => setAdding(true)}
              >
                {t('posting.add')}
              </button>
            ) : null}
          </>
        }
      />
      {adding ? <SavePosting close={() => setAdding(false)} /> : null}
    </>
  )
}

function useColumns(): readonly Column<Posting>[] {
  const t = useT()
  return [
    {
      key: 'name',
      title: t('posting.name'),
      text: (row) => row.name,
      cell: (row) => (
        <div className="talent-cell">
          <Go to={paths.posting(row.village.id, row.postingId)}>
            <strong>{asWritten(row.name)}</strong>
          </Go>
          <span className="muted small">
            {say(KIND_WORDS[row.kind])} · {row.number}
          </span>
        </div>
      ),
    },
    {
      key: 'village',
      title: t('posting.village'),
      text: (row) => `${row.town.name}${row.village.name}`,
      cell: (row) => (
        <div className="talent-cell">
          <span>{asWritten(row.village.name)}</span>
          <span className="muted small">{asWritten(row.town.name)}</span>
        </div>
      ),
    },
    {
      key: 'unit',
      title: t('posting.unit'),
      text: (row) => row.sendingUnit,
      cell: (row) => asWritten(row.sendingUnit),
    },
    {
      key: 'term',
      title: t('posting.term'),
      text: (row) => `${row.from} ${row.endedOn ?? row.until}`,
      cell: (row) => (
        <span className="num talent-term">
          {row.from} — {row.endedOn ?? row.until}
        </span>
      ),
    },
    {
      key: 'standing',
      title: t('posting.standing'),
      text: (row) => say(STANDING_WORDS[row.standing]),
      cell: (row) => <StandingTag posting={row} />,
    },
    {
      key: 'tasks',
      title: t('posting.tasks'),
      right: true,
      text: (row) => String(row.openTasks),
      cell: (row) => (
        <span>
          <span className="num">{t('posting.tasksCell', { open: row.openTasks })}</span>{' '}
          {row.lateTasks === 0 ? null : (
            <Tag tone="fail">{t('posting.tasksLate', { n: row.lateTasks })}</Tag>
          )}
        </span>
      ),
    },
  ]
}

export function StandingTag({ posting }: { posting: Posting }): ReactElement {
  const tone = STANDING_TONES[posting.standing]
  return (
    <Tag {...(tone === undefined ? {} : { tone })}>{say(STANDING_WORDS[posting.standing])}</Tag>
  )
}
