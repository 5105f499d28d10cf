import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/spending.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay, useMe } from '../../session.tsx'
import { type Column, DataTable, usePage } from '../../ui/data-table.tsx'
import { Money } from '../../ui/figures.tsx'
import { ClearFilters, FilterSelect } from '../../ui/filters.tsx'
import { PageHead, TabPanel, Tabs, Tag } from '../../ui/page.tsx'
import { Empty } from '../../ui/state.tsx'
import { ScopeTag } from '../registry/scope-tag.tsx'
import { PrintRegister } from './paperwork.tsx'
import { AssessDialog } from './risk-assess.tsx'
import { OutcomeDialog, RiskDialog } from './risk-forms.tsx'
import {
  type Factor,
  FACTORS,
  keysOf,
  type Level,
  LEVEL_TONES,
  LEVELS,
  OUTCOMES,
  RISK_STATUSES,
  RISK_TONES,
  type RiskStatus,
} from './words.ts'
import './spending.css'

export type RiskRow = Out<'listRisks'>['rows'][number]
export type AssessmentRow = Out<'listRiskAssessments'>['rows'][number]

/** Risks that are watched, and the assessments of projects. */
export default function Risks(): ReactElement {
  const t = useT()
  const may = useMay()
  const [search, change] = useUrl()
  const [opened, setOpened] = useState<'risk' | 'assess' | null>(null)
  const tab = search['tab'] === 'assessments' ? 'assessments' : 'items'
  const counts = useRead('listRisks', { unitId: search['unitId'], limit: 1 })
  const close = (): void => setOpened(null)
  return (
    <div className="page">
      <PageHead
        title={t('risk.title')}
        sentence={
          counts.data === undefined
            ? '…'
            : t('risk.sentence', { total: counts.data.total, overdue: counts.data.overdue })
        }
        actions={
          <>
            {may('assessRisk') ? (
              <>
                <button
                  type="button"
                  className="button button-primary"
                  onClick={() => setOpened('assess')}
                >
                  {t('risk.assess')}
                </button>
                <button type="button" className="button" onClick={() => setOpened('risk')}>
                  {t('risk.new')}
                </button>
              </>
            ) : null}
            <PrintRegister register="risks" unitId={search['unitId']} />
          </>
        }
      />
      <Tabs
        label={t('risk.title')}
        current={tab}
        onChange={(key) => change({ tab: key, page: undefined })}
        tabs={[
          { key: 'items', label: t('risk.items') },
          { key: 'assessments', label: t('risk.assessments') },
        ]}
      />
      <TabPanel tab={tab}>{tab === 'items' ? <Items /> : <Assessments />}</TabPanel>
      {opened === 'risk' ? <RiskDialog row={null} close={close} /> : null}
      {opened === 'assess' ? <AssessDialog before={null} close={close} /> : null}
    </div>
  )
}

function Items(): ReactElement {
  const t = useT()
  const may = useMay()
  const [search] = useUrl()
  const { limit, offset } = usePage()
  const [edited, setEdited] = useState<RiskRow | null>(null)
  const list = useRead('listRisks', {
    unitId: search['unitId'],
    status: search['status'] as RiskStatus | undefined,
    factor: search['factor'] as Factor | undefined,
    limit,
    offset,
  })
  const { data } = list
  return (
    <>
      <DataTable
        name="risks"
        label={t('risk.items')}
        columns={useItemColumns(may('saveRiskItem') ? setEdited : null)}
        rows={data?.rows}
        rowKey={(row) => row.itemId}
        error={list.error}
        retry={() => void list.refetch()}
        busy={list.isPlaceholderData}
        empty={<Empty title={t('risk.none')} hint={t('risk.noneHint')} />}
        {...(data === undefined ? {} : { total: data.total })}
        filters={
          <>
            <FilterSelect
              name="status"
              label={t('risk.status')}
              options={keysOf(RISK_STATUSES).map((value) => ({
                value,
                label: say(RISK_STATUSES[value]),
              }))}
            />
            <FilterSelect
              name="factor"
              label={t('risk.factor')}
              options={keysOf(FACTORS).map((value) => ({ value, label: say(FACTORS[value]) }))}
            />
            <ScopeTag />
            <ClearFilters names={['status', 'factor', 'unitId']} />
          </>
        }
      />
      {edited === null ? null : <RiskDialog row={edited} close={() => setEdited(null)} />}
    </>
  )
}

function useItemColumns(onEdit: ((row: RiskRow) => void) | null): readonly Column<RiskRow>[] {
  const t = useT()
  return [
    {
      key: 'title',
      title: t('risk.item'),
      cell: (row) =>
        onEdit === null ? (
          asWritten(row.title)
        ) : (
          <button type="button" className="button-link" onClick={() => onEdit(row)}>
            {asWritten(row.title)}
          </button>
        ),
      text: (row) => row.title,
    },
    {
      key: 'coop',
      title: t('common.coop'),
      cell: (row) => asWritten(row.coopName),
      text: (row) => row.coopName,
    },
    {
      key: 'factor',
      title: t('risk.factor'),
      cell: (row) => say(FACTORS[row.factor]),
      text: (row) => say(FACTORS[row.factor]),
    },
    {
      key: 'mitigation',
      title: t('risk.mitigation'),
      cell: (row) => asWritten(row.mitigation),
      text: (row) => row.mitigation,
    },
    {
      key: 'owner',
      title: t('risk.owner'),
      cell: (row) => asWritten(row.owner),
      text: (row) => row.owner,
    },
    {
      key: 'due',
      title: t('risk.due'),
      cell: (row) => <span className="nowrap">{row.dueOn}</span>,
      text: (row) => row.dueOn,
    },
    {
      key: 'status',
      title: t('risk.status'),
      cell: (row) => {
        const tone = RISK_TONES[row.status]
        return (
          <>
            <Tag {...(tone === undefined ? {} : { tone })}>{say(RISK_STATUSES[row.status])}</Tag>
            {row.overdue ? <Tag tone="fail">{t('due.late')}</Tag> : null}
          </>
        )
      },
      text: (row) => say(RISK_STATUSES[row.status]),
    },
  ]
}

function Assessments(): ReactElement {
  const t = useT()
  const [search] = useUrl()
  const { limit, offset } = usePage()
  const [again, setAgain] = useState<AssessmentRow | null>(null)
  const [outcome, setOutcome] = useState<AssessmentRow | null>(null)
  const list = useRead('listRiskAssessments', {
    unitId: search['unitId'],
    level: search['level'] as Level | undefined,
    limit,
    offset,
  })
  const { data } = list
  return (
    <>
      <DataTable
        name="risk-assessments"
        label={t('risk.assessments')}
        columns={useAssessmentColumns({ onAgain: setAgain, onOutcome: setOutcome })}
        rows={data?.rows}
        rowKey={(row) => row.assessmentId}
        error={list.error}
        retry={() => void list.refetch()}
        busy={list.isPlaceholderData}
        {...(data === undefined ? {} : { total: data.total })}
        filters={
          <>
            <FilterSelect
              name="level"
              label={t('risk.level')}
              options={keysOf(LEVELS).map((value) => ({ value, label: say(LEVELS[value]) }))}
            />
            <ScopeTag />
            <ClearFilters names={['level', 'unitId']} />
          </>
        }
      />
      {again === null ? null : <AssessDialog before={again} close={() => setAgain(null)} />}
      {outcome === null ? null : <OutcomeDialog row={outcome} close={() => setOutcome(null)} />}
    </>
  )
}

/** The day on which it is looked at; late once that day is past. */
function OutcomeDue({ row }: { row: AssessmentRow }): ReactElement | null {
  const t = useT()
  const { clock } = useMe()
  if (row.replaced) return null
  const said = t('risk.outcomeDue', { day: row.outcomeDue })
  return row.outcomeDue < clock.today ? (
    <Tag tone="fail">{said}</Tag>
  ) : (
    <span className="muted">{said}</span>
  )
}

interface AssessmentActs {
  readonly onAgain: (row: AssessmentRow) => void
  readonly onOutcome: (row: AssessmentRow) => void
}

function AssessmentActsCell(props: {
  row: AssessmentRow
  acts: AssessmentActs
}): ReactElement | null {
  const t = useT()
  const may = useMay()
  const { row, acts } = props
  if (row.replaced || !may('assessRisk')) return null
  return (
    <span className="row">
      <button type="button" className="button-link" onClick={() => acts.onAgain(row)}>
        {t('risk.reassess')}
      </button>
      {row.outcome === null ? (
        <button type="button" className="button-link" onClick={() => acts.onOutcome(row)}>
          {t('risk.recordOutcome')}
        </button>
      ) : null}
    </span>
  )
}

function useAssessmentColumns(acts: AssessmentActs): readonly Column<AssessmentRow>[] {
  const t = useT()
  return [
    {
      key: 'title',
      title: t('risk.project'),
      cell: (row) => <Go to={paths.risk(row.assessmentId, row.coopId)}>{asWritten(row.title)}</Go>,
      text: (row) => row.title,
    },
    {
      key: 'coop',
      title: t('common.coop'),
      cell: (row) => asWritten(row.coopName),
      text: (row) => row.coopName,
    },
    {
      key: 'level',
      title: t('risk.level'),
      cell: (row) => (
        <>
          <Tag tone={LEVEL_TONES[row.level]}>{say(LEVELS[row.level])}</Tag>
          {row.replaced ? <Tag>{t('risk.replaced')}</Tag> : null}
        </>
      ),
      text: (row) => say(LEVELS[row.level]),
    },
    {
      key: 'total',
      title: t('risk.total'),
      right: true,
      cell: (row) => <span className="num">{row.total}</span>,
      text: (row) => String(row.total),
    },
    {
      key: 'exposure',
      title: t('risk.exposure'),
      right: true,
      cell: (row) => <Money value={row.exposure} />,
      text: (row) => row.exposure,
    },
    {
      key: 'on',
      title: t('risk.assessedOn'),
      cell: (row) => <span className="nowrap">{row.assessedOn}</span>,
      text: (row) => row.assessedOn,
    },
    {
      key: 'outcome',
      title: t('risk.outcome'),
      cell: (row) => (row.outcome === null ? <OutcomeDue row={row} /> : say(OUTCOMES[row.outcome])),
      text: (row) => (row.outcome === null ? '' : say(OUTCOMES[row.outcome])),
    },
    {
      key: 'acts',
      title: '',
      cell: (row) => <AssessmentActsCell row={row} acts={acts} />,
    },
  ]
}
