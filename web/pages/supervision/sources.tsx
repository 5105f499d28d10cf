import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/supervision.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useAct, useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { type Column, DataTable, usePage } from '../../ui/data-table.tsx'
import { ClearFilters, FilterSelect } from '../../ui/filters.tsx'
import { Notice } from '../../ui/page.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Empty, Refused } from '../../ui/state.tsx'
import { ScopeTag } from '../registry/scope-tag.tsx'
import { AddProblem } from './add-problem.tsx'
import { Severity } from './marks.tsx'
import { CHANNEL_WORDS, optionsOf, type ProblemRow, SEVERITY_WORDS } from './words.ts'

type Source = Out<'listProblemSources'>['rows'][number]
type State = 'open' | 'taken' | 'dismissed' | 'mended'
const STATES: readonly State[] = ['taken', 'dismissed', 'mended']

/** What the product's own facts say may be a problem; a person decides. */
export function Sources(): ReactElement {
  const t = useT()
  const may = useMay()
  const [search] = useUrl()
  const { limit, offset } = usePage()
  const [taking, setTaking] = useState<Source | null>(null)
  const [dismissing, setDismissing] = useState<Source | null>(null)
  const refresh = useAct('refreshProblemSources')
  const list = useRead('listProblemSources', {
    unitId: search['unitId'],
    state: (search['state'] as State | undefined) ?? 'open',
    channel: search['channel'] as ProblemRow['channel'] | undefined,
    severity: search['severity'] as ProblemRow['severity'] | undefined,
    limit,
    offset,
  })
  const { data } = list
  return (
    <div className="stack">
      <p className="row">
        <span>{data === undefined ? '…' : t('source.sentence', data.counts)}</span>
        {may('refreshProblemSources') ? (
          <button
            type="button"
            className="button button-small"
            disabled={refresh.isPending}
            onClick={() => refresh.mutate({ input: {} })}
          >
            {t('source.refresh')}
          </button>
        ) : null}
      </p>
      {refresh.data === undefined ? null : (
        <Notice tone="info">{t('source.refreshed', refresh.data)}</Notice>
      )}
      {refresh.error === null ? null : <Refused error={refresh.error} write />}
      <DataTable
        name="problem-sources"
        label={t('problem.tabSources')}
        columns={useColumns({ take: setTaking, dismiss: setDismissing })}
        rows={data?.rows}
        rowKey={(row) => row.sourceId}
        error={list.error}
        retry={() => void list.refetch()}
        busy={list.isPlaceholderData}
        empty={<Empty title={t('source.none')} hint={t('source.noneHint')} />}
        {...(data === undefined ? {} : { total: data.total })}
        filters={<Filters />}
      />
      {taking === null ? null : <AddProblem from={taking} close={() => setTaking(null)} />}
      {dismissing === null ? null : (
        <ReasonDialog
          title={t('source.dismiss')}
          confirm={t('source.dismiss')}
          verb="dismissProblemSource"
          input={(why) => ({ unitId: dismissing.unit.id, sourceId: dismissing.sourceId, why })}
          close={() => setDismissing(null)}
        >
          <p>{asWritten(say(dismissing.text))}</p>
        </ReasonDialog>
      )}
    </div>
  )
}

function Filters(): ReactElement {
  const t = useT()
  return (
    <>
      <FilterSelect
        name="state"
        label={t('problem.state')}
        all={t('source.open')}
        options={STATES.map((value) => ({ value, label: t(`source.${value}` as 'source.taken') }))}
      />
      <FilterSelect
        name="channel"
        label={t('problem.channel')}
        options={optionsOf(CHANNEL_WORDS, say).slice(0, 4)}
      />
      <FilterSelect
        name="severity"
        label={t('problem.severity')}
        options={optionsOf(SEVERITY_WORDS, say)}
      />
      <ScopeTag />
      <ClearFilters names={['state', 'channel', 'severity', 'unitId']} />
    </>
  )
}

function useColumns(acts: {
  take: (row: Source) => void
  dismiss: (row: Source) => void
}): readonly Column<Source>[] {
  const t = useT()
  const may = useMay()
  return [
    {
      key: 'text',
      title: t('problem.what'),
      cell: (row) => (
        <div className="problem-cell">
          <span>{asWritten(say(row.text))}</span>
          <Refs refs={row.refs} />
        </div>
      ),
      text: (row) => say(row.text),
    },
    {
      key: 'unit',
      title: t('problem.unit'),
      cell: (row) => (
        <div className="problem-cell">
          <span>{asWritten(row.unit.name)}</span>
          <span className="muted small">{asWritten(row.townName ?? '')}</span>
        </div>
      ),
      text: (row) => row.unit.name,
    },
    {
      key: 'severity',
      title: t('problem.severity'),
      cell: (row) => <Severity value={row.severity} />,
      text: (row) => say(SEVERITY_WORDS[row.severity]),
    },
    {
      key: 'since',
      title: t('problem.foundOn'),
      cell: (row) => (
        <span className="nowrap">
          {row.mendedOn === null
            ? t('source.since', { day: row.firstSeen })
            : t('source.gone', { day: row.mendedOn })}
        </span>
      ),
      text: (row) => row.firstSeen,
    },
    {
      key: 'acts',
      title: '',
      cell: (row) => <Acts row={row} acts={acts} may={may('addProblem')} />,
    },
  ]
}

function Acts(props: {
  row: Source
  acts: { take: (row: Source) => void; dismiss: (row: Source) => void }
  may: boolean
}): ReactElement | null {
  const t = useT()
  const { row, acts } = props
  if (row.problemId !== null) {
    return <Go to={paths.problem(row.problemId)}>{t('source.taken')}</Go>
  }
  if (row.dismissedWhy !== null) {
    return <span className="muted small">{asWritten(row.dismissedWhy)}</span>
  }
  if (!props.may || row.mendedOn !== null) return null
  return (
    <span className="row nowrap">
      <button type="button" className="button button-small" onClick={() => acts.take(row)}>
        {t('source.take')}
      </button>
      <button type="button" className="button-link" onClick={() => acts.dismiss(row)}>
        {t('source.dismiss')}
      </button>
    </span>
  )
}

/** What a problem rests on: each a door to where it stands. */
export function Refs({ refs }: { refs: Source['refs'] }): ReactElement {
  return (
    <span className="problem-marks small">
      {refs.map((one) => (
        <Ref key={`${one.kind}${one.id}${one.label}`} one={one} />
      ))}
    </span>
  )
}

function Ref({ one }: { one: Source['refs'][number] }): ReactElement {
  const { kind, id, coopId, label } = one
  const to =
    id === null
      ? null
      : kind === 'coop'
        ? paths.coop(id)
        : kind === 'village'
          ? paths.village(id)
          : kind === 'case'
            ? paths.case(id)
            : kind === 'finding'
              ? paths.coop(id, { tab: 'checks' })
              : kind === 'voucher' && coopId !== null
                ? paths.voucher(coopId, id)
                : null
  return to === null ? (
    <span className="muted">{asWritten(label)}</span>
  ) : (
    <Go to={to}>{asWritten(label)}</Go>
  )
}
