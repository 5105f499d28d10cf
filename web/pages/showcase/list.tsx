import type { ReactElement } from 'react'
import { useT } from '../../locale/showcase.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { type Column, DataTable, usePage } from '../../ui/data-table.tsx'
import { ClearFilters, FilterSelect } from '../../ui/filters.tsx'
import { Icon } from '../../ui/icon.tsx'
import { PageHead, Tag } from '../../ui/page.tsx'
import { Empty } from '../../ui/state.tsx'
import { type CaseRow, STATE_TONES, STATE_WORDS } from './words.ts'
import './showcase.css'

/** 典型案例: what worked, with where each stands. */
export default function Showcases(): ReactElement {
  const t = useT()
  const may = useMay()
  const [search] = useUrl()
  const list = useRead('listShowcases', {
    state: search['state'] as CaseRow['state'] | undefined,
    ...usePage(),
  })
  const { data } = list
  return (
    <div className="page">
      <PageHead
        title={t('sc.title')}
        sentence={data === undefined ? '…' : t('sc.sentence', { n: data.total })}
        actions={
          may('saveShowcase') ? (
            <Go to={paths.newShowcase} className="button button-primary">
              <Icon name="add" /> {t('sc.new')}
            </Go>
          ) : null
        }
      />
      <DataTable
        name="showcases"
        label={t('sc.title')}
        columns={useColumns()}
        rows={data?.rows}
        rowKey={(row) => row.showcaseId}
        error={list.error}
        retry={() => void list.refetch()}
        busy={list.isPlaceholderData}
        empty={<Empty title={t('sc.none')} hint={t('sc.noneHint')} />}
        {...(data === undefined ? {} : { total: data.total })}
        filters={
          <>
            <FilterSelect
              name="state"
              label={t('sc.state')}
              options={Object.entries(STATE_WORDS).map(([value, title]) => ({
                value,
                label: say(title),
              }))}
            />
            <ClearFilters names={['state']} />
          </>
        }
      />
    </div>
  )
}

function useColumns(): readonly Column<CaseRow>[] {
  const t = useT()
  return [
    {
      key: 'title',
      title: t('sc.case'),
      cell: (row) => (
        <div className="showcase-cell">
          <Go to={paths.showcase(row.unit.id, row.showcaseId)}>{asWritten(row.title)}</Go>
          <span className="muted small">{asWritten(row.summary)}</span>
        </div>
      ),
      text: (row) => row.title,
    },
    {
      key: 'unit',
      title: t('sc.unit'),
      cell: (row) => asWritten(row.unit.name),
      text: (row) => row.unit.name,
    },
    {
      key: 'state',
      title: t('sc.state'),
      cell: (row) => (
        <>
          <StateTag state={row.state} />{' '}
          {row.published === null || row.state === 'published' ? null : (
            <span className="muted small">{t('sc.out', { n: row.published })}</span>
          )}
          {row.number === null ? null : (
            <span className="muted small">{asWritten(row.number)}</span>
          )}
        </>
      ),
      text: (row) => say(STATE_WORDS[row.state]),
    },
    {
      key: 'flags',
      title: t('sc.flags'),
      cell: (row) =>
        row.flags === 0 ? (
          <span className="muted">—</span>
        ) : (
          <Tag tone="fail">{t('sc.flagsOf', { n: row.flags })}</Tag>
        ),
      text: (row) => String(row.flags),
    },
    {
      key: 'changed',
      title: t('sc.changed'),
      cell: (row) => <span className="nowrap">{row.changedOn}</span>,
      text: (row) => row.changedOn,
    },
  ]
}

/** Where a case stands. */
export function StateTag({ state }: { state: CaseRow['state'] }): ReactElement {
  const tone = STATE_TONES[state]
  return <Tag {...(tone === undefined ? {} : { tone })}>{say(STATE_WORDS[state])}</Tag>
}
