import { type ReactElement, useState } from 'react'
import { download, type Out } from '../../api.ts'
import { useT } from '../../locale/development.ts'
import { comma, language, say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { type Column, DataTable, usePage } from '../../ui/data-table.tsx'
import { ClearFilters, FilterSelect, FilterText } from '../../ui/filters.tsx'
import { Notice, PageHead, Panel, TabPanel, Tabs, Tag } from '../../ui/page.tsx'
import { Empty } from '../../ui/state.tsx'
import { ScopeTag } from '../registry/scope-tag.tsx'
import { Campaigns } from './campaigns.tsx'
import { ClassTag } from './class-tag.tsx'
import { ConfirmMany, ConfirmOne } from './confirm.tsx'
import { ClassRules } from './rules.tsx'
import { ClassTasks } from './tasks.tsx'
import { CLASS_WORDS, CLASSES, type CoopClass, type Proposal } from './words.ts'
import './development.css'

const TABS = ['proposals', 'campaigns', 'tasks', 'rules'] as const
type TabKey = (typeof TABS)[number]

/** The four classes: what the tests propose, who confirms it, campaigns, tasks, and the tests themselves. */
export default function Classes(): ReactElement {
  const t = useT()
  const [search, change] = useUrl()
  const tab: TabKey = TABS.find((one) => one === search['tab']) ?? 'proposals'
  const whole = useRead('listClassProposals', { unitId: search['unitId'], limit: 1 })
  return (
    <div className="page">
      <PageHead
        title={t('class.title')}
        sentence={whole.data === undefined ? '…' : t('class.sentence', whole.data)}
      />
      <Tabs
        label={t('class.title')}
        current={tab}
        onChange={(key) => change({ tab: key, page: undefined })}
        tabs={TABS.map((key) => ({ key, label: t(`class.tab.${key}`) }))}
      />
      <TabPanel tab={tab}>
        {tab === 'proposals' ? (
          <Proposals />
        ) : tab === 'campaigns' ? (
          <Campaigns />
        ) : tab === 'tasks' ? (
          <ClassTasks />
        ) : (
          <ClassRules />
        )}
      </TabPanel>
    </div>
  )
}

const FILTERS = ['class', 'proposed', 'cohort', 'unanimous', 'differs', 'campaignId'] as const

/** The filters that stand in the address, as the server takes them. */
function useFilters() {
  const [search] = useUrl()
  return {
    unitId: search['unitId'],
    class: search['class'] as CoopClass | 'none' | undefined,
    proposed: search['proposed'] as CoopClass | undefined,
    cohort: search['cohort'] as 'before' | 'after' | undefined,
    unanimous: search['unanimous'],
    differs: search['differs'],
    campaignId: search['campaignId'],
    q: search['q'],
  }
}

function Proposals(): ReactElement {
  const t = useT()
  const may = useMay()
  const filters = useFilters()
  const { limit, offset } = usePage()
  const [one, setOne] = useState<Proposal | null>(null)
  const [many, setMany] = useState(false)
  const [done, setDone] = useState<Out<'confirmClasses'> | null>(null)
  const list = useRead('listClassProposals', { ...filters, limit, offset })
  const { data } = list
  const confirms = may('confirmClasses')
  return (
    <div className="stack">
      {done === null ? null : <Notice tone="pass">{t('class.confirmed', done)}</Notice>}
      {data === undefined || data.total === 0 ? null : <Matrix matrix={data.matrix} />}
      <DataTable
        name="class-proposals"
        label={t('class.tab.proposals')}
        columns={useColumns(confirms ? setOne : null)}
        rows={data?.rows}
        rowKey={(row) => row.coop.id}
        error={list.error}
        retry={() => void list.refetch()}
        busy={list.isPlaceholderData}
        empty={<Empty title={t('class.noRows')} />}
        {...(data === undefined ? {} : { total: data.total })}
        serverExport={(format) =>
          download('exportClassProposals', { ...filters, format, language: language() })
        }
        filters={
          <>
            <FilterText name="q" label={t('common.name')} />
            <ClassFilters />
            {confirms && data !== undefined && data.ready > 0 ? (
              <button type="button" className="button" onClick={() => setMany(true)}>
                {t('class.confirmAll')} · {data.ready}
              </button>
            ) : null}
          </>
        }
      />
      {one === null ? null : (
        <ConfirmOne
          coop={one.coop}
          held={one.class}
          proposed={one.proposed}
          said={say(one.said)}
          close={() => setOne(null)}
          onDone={setDone}
        />
      )}
      {many ? (
        <ConfirmMany filters={filters} close={() => setMany(false)} onDone={setDone} />
      ) : null}
    </div>
  )
}

function ClassFilters(): ReactElement {
  const t = useT()
  const classes = CLASSES.map((value) => ({ value, label: say(CLASS_WORDS[value]) }))
  return (
    <>
      <FilterSelect
        name="class"
        label={t('class.held')}
        options={[...classes, { value: 'none', label: t('class.none') }]}
      />
      <FilterSelect name="proposed" label={t('class.proposed')} options={classes} />
      <FilterSelect
        name="cohort"
        label={t('class.cohort')}
        options={[
          { value: 'before', label: t('class.cohort.before') },
          { value: 'after', label: t('class.cohort.after') },
        ]}
      />
      <FilterSelect
        name="unanimous"
        label={t('class.certainty')}
        options={[
          { value: 'true', label: t('class.certain') },
          { value: 'false', label: t('class.uncertain') },
        ]}
      />
      <FilterSelect
        name="differs"
        label={t('class.differs')}
        options={[{ value: 'true', label: t('class.differsYes') }]}
      />
      <ScopeTag />
      <ClearFilters names={[...FILTERS, 'unitId', 'q']} />
    </>
  )
}

/** Present class against proposed class: the numbers that move are off the diagonal. */
function Matrix(props: { matrix: Out<'listClassProposals'>['matrix'] }): ReactElement {
  const t = useT()
  const [, change] = useUrl()
  const { matrix } = props
  const sum = (of: CoopClass): number => matrix.reduce((all, row) => all + row[of], 0)
  const whole = CLASSES.reduce((all, of) => all + sum(of), 0)
  const held = (of: CoopClass | null): string => of ?? 'none'
  return (
    <Panel title={t('class.matrix')} hint={t('class.matrixHint')}>
      <div className="table-scroll" tabIndex={0} role="group" aria-label={t('class.matrix')}>
        <table className="table class-matrix">
          <thead>
            <tr>
              <th scope="col">{t('class.held')}</th>
              {CLASSES.map((of) => (
                <th key={of} scope="col" className="right">
                  {say(CLASS_WORDS[of])}
                </th>
              ))}
              <th scope="col" className="right">
                {t('class.sum')}
              </th>
            </tr>
          </thead>
          <tbody>
            {matrix.map((row) => (
              <tr key={held(row.class)}>
                <th scope="row">
                  {row.class === null ? t('class.none') : say(CLASS_WORDS[row.class])}
                </th>
                {CLASSES.map((of) => (
                  <td key={of} className={of === row.class ? 'right same-class' : 'right'}>
                    {row[of] === 0 ? (
                      <span className="muted">0</span>
                    ) : (
                      <button
                        type="button"
                        className="button-link num"
                        onClick={() =>
                          change({ class: held(row.class), proposed: of, page: undefined })
                        }
                      >
                        {row[of]}
                      </button>
                    )}
                  </td>
                ))}
                <td className="right num">{CLASSES.reduce((all, of) => all + row[of], 0)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('class.sum')}</th>
              {CLASSES.map((of) => (
                <td key={of} className="right num">
                  {sum(of)}
                </td>
              ))}
              <td className="right num">{whole}</td>
            </tr>
          </tfoot>
        </table>
      </div>
    </Panel>
  )
}

function PlanCell({ plan }: { plan: Proposal['plan'] }): ReactElement {
  const t = useT()
  if (plan === null) return <span className="muted">{t('class.noPlan')}</span>
  return (
    <span className="nowrap">
      {t('class.planDone', { done: plan.done, all: plan.done + plan.open })}{' '}
      {plan.overdue > 0 ? <Tag tone="fail">{t('class.planLate', { n: plan.overdue })}</Tag> : null}
    </span>
  )
}

function useColumns(onConfirm: ((row: Proposal) => void) | null): readonly Column<Proposal>[] {
  const t = useT()
  return [
    {
      key: 'coop',
      title: t('common.coop'),
      cell: (row) => <Go to={paths.coop(row.coop.id, { tab: 'development' })}>{row.coop.name}</Go>,
      text: (row) => row.coop.name,
    },
    {
      key: 'place',
      title: t('common.town'),
      cell: (row) => (
        <>
          {row.town.name} <span className="muted small">{row.village.name}</span>
        </>
      ),
      text: (row) => `${row.town.name}${row.village.name}`,
    },
    {
      key: 'class',
      title: t('class.held'),
      cell: (row) => <ClassTag of={row.class} />,
      text: (row) => (row.class === null ? '' : say(CLASS_WORDS[row.class])),
    },
    {
      key: 'proposed',
      title: t('class.proposed'),
      cell: (row) => (
        <span className="nowrap">
          <ClassTag of={row.proposed} />
          {row.unanimous ? null : <Tag>{t('class.uncertain')}</Tag>}
        </span>
      ),
      text: (row) => row.possible.map((of) => say(CLASS_WORDS[of])).join(comma()),
    },
    {
      key: 'said',
      title: t('class.reasons'),
      cell: (row) => <span className="small class-said">{say(row.said)}</span>,
      text: (row) => say(row.said),
      width: 360,
    },
    {
      key: 'plan',
      title: t('class.plan'),
      cell: (row) => <PlanCell plan={row.plan} />,
      text: (row) => (row.plan === null ? '' : `${row.plan.done}/${row.plan.done + row.plan.open}`),
    },
    ...(onConfirm === null
      ? []
      : [
          {
            key: 'act',
            title: t('common.actions'),
            cell: (row: Proposal) => (
              <button type="button" className="button-link" onClick={() => onConfirm(row)}>
                {t('class.confirm')}
              </button>
            ),
          },
        ]),
  ]
}
