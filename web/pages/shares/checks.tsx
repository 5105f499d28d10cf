import type { ReactElement } from 'react'
import type { Outcome, Severity } from '../../../src/kernel/finding.ts'
import { download, type In, type Out } from '../../api.ts'
import { type DeskTranslate, useT } from '../../locale/desk.ts'
import { language, say } from '../../locale/translate.ts'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { type Column, DataTable, usePage } from '../../ui/data-table.tsx'
import { ClearFilters, FilterSelect } from '../../ui/filters.tsx'
import { showMeasured } from '../../ui/finding-list.tsx'
import { PageHead, Panel, Tag } from '../../ui/page.tsx'
import { ruleName } from '../../ui/readings.ts'
import { OutcomeBar } from '../../ui/share-bar.tsx'
import { Verdict } from '../../ui/verdict.tsx'
import { OUTCOME_WORDS } from '../../ui/outcome-words.ts'
import { SEVERITY_WORDS } from '../../ui/words.ts'
import { ScopeTag } from '../registry/scope-tag.tsx'
import { useRuleNames } from './use-rules.ts'

type List = Out<'listCurrentChecks'>
type Row = List['rows'][number]
type Filter = Omit<In<'listCurrentChecks'>, 'limit' | 'offset'>

const OUTCOMES = Object.keys(OUTCOME_WORDS) as Outcome[]
const SEVERITIES = Object.keys(SEVERITY_WORDS) as Severity[]

/** The verdicts of all co-ops of one's scope, by rule. */
export default function Checks(): ReactElement {
  const t = useT()
  const [search] = useUrl()
  const { limit, offset } = usePage()
  useRuleNames()
  // What fails comes first: that is what somebody must do something about.
  const bound = (search['bound'] ?? 'fails') as Filter['bound']
  const filter: Filter = {
    unitId: search['unitId'],
    rule: search['rule'],
    ...(search['bound'] === 'all' ? {} : { bound }),
    severity: search['severity'] as Filter['severity'],
  }
  const list = useRead('listCurrentChecks', { ...filter, limit, offset })
  const failing = list.data?.rules.reduce((sum, row) => sum + row.fails, 0) ?? 0
  return (
    <div className="page">
      <PageHead
        title={t('checks.title')}
        sentence={
          list.data === undefined
            ? '…'
            : t('checks.sentence', {
                n: list.data.total,
                filter: filter.rule === undefined ? '' : ` · ${ruleName(filter.rule)}`,
                fails: failing,
              })
        }
      />
      {list.data === undefined ? null : <ByRule rules={list.data.rules} />}
      <DataTable
        name="checks"
        label={t('checks.title')}
        columns={columnsOf(t)}
        rows={list.data?.rows}
        rowKey={(row) => `${row.coopId}${row.rule}`}
        error={list.error}
        retry={() => void list.refetch()}
        busy={list.isPlaceholderData}
        {...(list.data === undefined ? {} : { total: list.data.total })}
        serverExport={(format) =>
          download('exportFindings', { ...filter, format, language: language() })
        }
        filters={<Filters rules={list.data?.rules ?? []} />}
      />
    </div>
  )
}

function Filters({ rules }: { rules: List['rules'] }): ReactElement {
  const t = useT()
  return (
    <>
      <ScopeTag />
      <FilterSelect
        name="rule"
        label={t('checks.rule')}
        options={rules.map((row) => ({
          value: row.rule,
          label: ruleName(row.rule),
        }))}
      />
      <FilterSelect
        name="bound"
        label={t('checks.bound')}
        all={say(OUTCOME_WORDS.fails)}
        options={[
          ...OUTCOMES.filter((value) => value !== 'fails').map((value) => ({
            value: value as string,
            label: say(OUTCOME_WORDS[value]),
          })),
          { value: 'all', label: t('common.all') },
        ]}
      />
      <FilterSelect
        name="severity"
        label={t('checks.severity')}
        options={SEVERITIES.map((value) => ({ value, label: say(SEVERITY_WORDS[value]) }))}
      />
      <ClearFilters names={['rule', 'bound', 'severity', 'unitId']} />
    </>
  )
}

function ByRule({ rules }: { rules: List['rules'] }): ReactElement {
  const t = useT()
  return (
    <Panel title={t('checks.byRule')}>
      <ul className="rule-grid">
        {rules.map((row) => (
          <li key={row.rule}>
            <Go to={paths.checks({ rule: row.rule })}>{ruleName(row.rule)}</Go>
            <OutcomeBar
              passes={row.passes}
              depends={row.depends}
              fails={row.fails}
              label={t('board.ruleOutcome', {
                passes: row.passes,
                depends: row.depends,
                fails: row.fails,
              })}
            />
            <span className="num">
              {row.passes} / {row.depends} / {row.fails}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function columnsOf(t: DeskTranslate): readonly Column<Row>[] {
  return [
    {
      key: 'coop',
      title: t('common.coop'),
      cell: (row) => (
        <Go to={paths.coop(row.coopId, { tab: 'findings', rule: row.rule })}>{row.coopName}</Go>
      ),
      text: (row) => row.coopName,
    },
    {
      key: 'rule',
      title: t('checks.rule'),
      cell: (row) => ruleName(row.rule),
      text: (row) => ruleName(row.rule),
    },
    {
      key: 'bound',
      title: t('checks.bound'),
      cell: (row) => (
        <>
          <Verdict outcome={row.bound} />
          {row.exempt ? <Tag tone="depends">{t('checks.exempt')}</Tag> : null}
        </>
      ),
      text: (row) => say(OUTCOME_WORDS[row.bound]),
    },
    {
      key: 'measured',
      title: t('checks.measured'),
      right: true,
      cell: (row) => showMeasured(row.measured),
      text: (row) => showMeasured(row.measured),
    },
    {
      key: 'outcome',
      title: t('checks.outcome'),
      cell: (row) => <Verdict outcome={row.outcome} plain />,
      text: (row) => say(OUTCOME_WORDS[row.outcome]),
    },
    {
      key: 'severity',
      title: t('checks.severity'),
      cell: (row) => say(SEVERITY_WORDS[row.severity]),
      text: (row) => say(SEVERITY_WORDS[row.severity]),
    },
    {
      key: 'since',
      title: t('checks.since'),
      cell: (row) => row.since,
      text: (row) => row.since,
    },
  ]
}
