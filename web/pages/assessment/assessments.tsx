import { type ReactElement, useState } from 'react'
import type { In } from '../../api.ts'
import { useT } from '../../locale/assessment.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go, useGo, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { FilterSelect } from '../../ui/filters.tsx'
import { PageHead, TabPanel, Tabs, Tag } from '../../ui/page.tsx'
import { Empty } from '../../ui/state.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { TownChoice, useUnitId } from '../statements/unit.tsx'
import { FactsTab } from './facts.tsx'
import { MeasuresTab } from './measures.tsx'
import { SchemesTab } from './scheme.tsx'
import { type Kind, KIND_WORDS, optionsOf, type RunRow, STATE_TONES, STATE_WORDS } from './words.ts'
import './assessment.css'

const TABS = ['runs', 'schemes', 'facts', 'measures'] as const

/** Assessments: what is computed, by which schemes, with which facts, and what follows. */
export default function Assessments(): ReactElement {
  const t = useT()
  const may = useMay()
  const [search, change] = useUrl()
  const shown = TABS.filter(
    (tab) =>
      (tab !== 'facts' || may('listAssessmentFacts')) &&
      (tab !== 'measures' || may('listMeasures')),
  )
  const tab = shown.find((one) => one === search['tab']) ?? 'runs'
  const labels = {
    runs: t('as.tab.runs'),
    schemes: t('as.tab.schemes'),
    facts: t('as.tab.facts'),
    measures: t('as.tab.measures'),
  }
  const [running, setRunning] = useState(false)
  return (
    <div className="page page-wide">
      <PageHead
        title={t('as.title')}
        sentence={t('as.sentence')}
        actions={
          may('runAssessment') && tab === 'runs' ? (
            <button
              type="button"
              className="button button-primary"
              onClick={() => setRunning(true)}
            >
              {t('as.run')}
            </button>
          ) : null
        }
      />
      <Tabs
        label={t('as.tabs')}
        current={tab}
        onChange={(key) => change({ tab: key })}
        tabs={shown.map((key) => ({ key, label: labels[key] }))}
      />
      <TabPanel tab={tab}>
        {tab === 'runs' ? <Runs /> : null}
        {tab === 'schemes' ? <SchemesTab /> : null}
        {tab === 'facts' ? <FactsTab /> : null}
        {tab === 'measures' ? <MeasuresTab /> : null}
      </TabPanel>
      {running ? <RunDialog close={() => setRunning(false)} /> : null}
    </div>
  )
}

function Runs(): ReactElement {
  const t = useT()
  const [search] = useUrl()
  const unitId = useUnitId()
  const list = useRead('listAssessments', { unitId, kind: search['kind'] as Kind | undefined })
  return (
    <DataTable
      name="assessments"
      label={t('as.title')}
      columns={useColumns(search['unitId'])}
      rows={list.data?.rows}
      rowKey={(row) => row.runId}
      error={list.error}
      retry={() => void list.refetch()}
      busy={list.isPlaceholderData}
      empty={<Empty title={t('as.none')} hint={t('as.noneHint')} />}
      filters={
        <>
          <FilterSelect name="kind" label={t('as.kind')} options={optionsOf(KIND_WORDS, say)} />
          <TownChoice />
        </>
      }
    />
  )
}

export function StateTag({ state }: { state: RunRow['state'] }): ReactElement {
  const tone = STATE_TONES[state]
  return <Tag {...(tone === undefined ? {} : { tone })}>{say(STATE_WORDS[state])}</Tag>
}

function useColumns(unitId: string | undefined): readonly Column<RunRow>[] {
  const t = useT()
  return [
    {
      key: 'period',
      title: t('as.period'),
      cell: (row) => (
        <div className="as-cell">
          <Go to={paths.assessmentRun(row.runId, { unitId })}>
            {row.periodText} {say(KIND_WORDS[row.kind])}
          </Go>
          <span className="muted small">{asWritten(row.number)}</span>
        </div>
      ),
      text: (row) => `${row.periodText} ${say(KIND_WORDS[row.kind])} ${row.number}`,
    },
    {
      key: 'state',
      title: t('as.state'),
      cell: (row) => <StateTag state={row.state} />,
      text: (row) => say(STATE_WORDS[row.state]),
    },
    {
      key: 'subjects',
      title: t('as.subjects'),
      right: true,
      cell: (row) => t('as.subjectsOf', { n: row.subjects }),
      text: (row) => String(row.subjects),
    },
    {
      key: 'appeals',
      title: t('as.appeals'),
      right: true,
      cell: (row) =>
        row.appeals === 0 ? '—' : <Tag tone="depends">{t('as.appealsOf', { n: row.appeals })}</Tag>,
      text: (row) => String(row.appeals),
    },
    {
      key: 'until',
      title: t('as.replyUntil'),
      cell: (row) => <span className="nowrap">{row.replyUntil ?? '—'}</span>,
      text: (row) => row.replyUntil ?? '',
    },
  ]
}

/** Computes a period; the dry run says how many will be scored and whom nobody stands for. */
function RunDialog({ close }: { close: () => void }): ReactElement {
  const t = useT()
  const go = useGo()
  const [kind, setKind] = useState<Kind>('secretary_month')
  const [period, setPeriod] = useState('')
  const input: In<'runAssessment'> | null =
    period.trim() === '' ? null : { kind, period: period.trim() }
  return (
    <WriteDialog
      title={t('as.run')}
      confirm={t('as.run')}
      verb="runAssessment"
      input={input}
      close={close}
      onDone={({ runId }) => go(paths.assessmentRun(runId))}
      preview={({ subjects, without }) => (
        <div>
          <p>{t('as.willScore', { n: subjects })}</p>
          {without.length === 0 ? null : (
            <p className="muted">
              {t('as.without', {
                n: without.length,
                names: without
                  .slice(0, 12)
                  .map(({ name }) => name)
                  .join('、'),
              })}
            </p>
          )}
        </div>
      )}
    >
      {(faults) => (
        <div className="columns-2">
          <SelectField
            label={t('as.kind')}
            value={kind}
            onChange={(value) => setKind(value as Kind)}
            options={optionsOf(KIND_WORDS, say)}
          />
          <TextField
            label={t('as.period')}
            value={period}
            hint={t('as.periodHint')}
            error={faults.at('period')}
            onChange={setPeriod}
          />
        </div>
      )}
    </WriteDialog>
  )
}
