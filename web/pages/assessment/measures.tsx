import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/assessment.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { useUrl } from '../../navigation.tsx'
import { useRead } from '../../query.ts'
import { useMay, useMe } from '../../session.tsx'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { TextArea, TextField } from '../../ui/field.tsx'
import { FilterSelect } from '../../ui/filters.tsx'
import { Notice, Panel, Tag } from '../../ui/page.tsx'
import { Segments } from '../../ui/segments.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { TownChoice, useUnitId } from '../statements/unit.tsx'
import { RulesEditor } from './rules-editor.tsx'
import { DECISION_WORDS, type Measure, MEASURE_WORDS, TOWN_FACT_WORDS } from './words.ts'

type Rules = Out<'readMeasureRules'>

/** Proposals to the organisation department and what it decided; the rules they come from. */
export function MeasuresTab(): ReactElement {
  const t = useT()
  const may = useMay()
  const [search] = useUrl()
  const [making, setMaking] = useState(false)
  const list = useRead('listMeasures', {
    unitId: useUnitId(),
    open: search['open'] === 'true' ? 'true' : 'false',
  })
  return (
    <div className="as-stack">
      <Notice tone="info">
        {t('as.rulesHint')}{' '}
        {list.data === undefined ? null : t('as.measuresOpen', { n: list.data.open })}
      </Notice>
      {may('proposeFromResults') ? (
        <div className="as-acts no-print">
          <button type="button" className="button" onClick={() => setMaking(true)}>
            {t('as.fromResults')}
          </button>
        </div>
      ) : null}
      <DataTable
        name="measures"
        label={t('as.tab.measures')}
        columns={useColumns()}
        rows={list.data?.rows}
        rowKey={(row) => row.measureId}
        error={list.error}
        retry={() => void list.refetch()}
        busy={list.isPlaceholderData}
        empty={<Empty title={t('as.measuresNone')} hint={t('as.measuresNoneHint')} />}
        filters={
          <>
            <FilterSelect
              name="open"
              label={t('as.decision')}
              options={[{ value: 'true', label: t('as.onlyOpen') }]}
            />
            <TownChoice />
          </>
        }
      />
      <RulesPanel />
      {making ? <Make close={() => setMaking(false)} /> : null}
    </div>
  )
}

function useColumns(): readonly Column<Measure>[] {
  const t = useT()
  return [
    {
      key: 'who',
      title: t('as.factOf'),
      cell: (row) => (
        <div className="as-cell">
          <span>{asWritten(row.name === '' ? row.unit.name : row.name)}</span>
          <span className="muted small">
            {row.name === '' ? null : asWritten(row.unit.name)} {row.periodText}
          </span>
        </div>
      ),
      text: (row) => `${row.name} ${row.unit.name} ${row.periodText}`,
    },
    {
      key: 'kind',
      title: t('as.measureKind'),
      cell: (row) => <Tag>{say(MEASURE_WORDS[row.kind])}</Tag>,
      text: (row) => say(MEASURE_WORDS[row.kind]),
    },
    {
      key: 'what',
      title: t('as.measure'),
      cell: (row) => (
        <div className="as-cell">
          <span>{asWritten(row.what)}</span>
          <span className="muted small">{row.grounds.map(asWritten).join(' · ')}</span>
        </div>
      ),
      text: (row) => `${row.what} ${row.grounds.join(' ')}`,
    },
    {
      key: 'decision',
      title: t('as.decision'),
      cell: (row) => <Decision row={row} />,
      text: (row) => (row.decision === null ? '' : say(DECISION_WORDS[row.decision])),
    },
  ]
}

function Decision({ row }: { row: Measure }): ReactElement {
  const t = useT()
  const may = useMay()
  const [deciding, setDeciding] = useState(false)
  if (row.decision !== null) {
    return (
      <div className="as-cell">
        <span>
          <Tag tone={row.decision === 'dropped' ? 'accent' : 'pass'}>
            {say(DECISION_WORDS[row.decision])}
          </Tag>{' '}
          {row.decidedWhat === '' ? null : asWritten(row.decidedWhat)}
        </span>
        <span className="muted small">
          {asWritten(row.reason)} · {row.decidedOn} {asWritten(row.decidedBy)}
        </span>
      </div>
    )
  }
  if (!may('decideMeasure')) return <Tag tone="depends">{t('as.waiting')}</Tag>
  return (
    <>
      <button type="button" className="button button-small" onClick={() => setDeciding(true)}>
        {t('as.decideMeasure')}
      </button>
      {deciding ? <Decide row={row} close={() => setDeciding(false)} /> : null}
    </>
  )
}

function Decide({ row, close }: { row: Measure; close: () => void }): ReactElement {
  const t = useT()
  const [decision, setDecision] = useState<NonNullable<Measure['decision']>>('accepted')
  const [what, setWhat] = useState('')
  const [reason, setReason] = useState('')
  const ready = reason.trim() !== '' && (decision !== 'changed' || what.trim() !== '')
  return (
    <WriteDialog
      title={`${asWritten(row.name === '' ? row.unit.name : row.name)}: ${asWritten(row.what)}`}
      confirm={t('as.decideMeasure')}
      verb="decideMeasure"
      input={
        ready
          ? {
              unitId: row.unit.id,
              measureId: row.measureId,
              decision,
              what: decision === 'changed' ? what.trim() : '',
              reason: reason.trim(),
            }
          : null
      }
      close={close}
      onDone={() => undefined}
    >
      {(faults) => (
        <>
          <p className="muted">{row.grounds.map(asWritten).join(' · ')}</p>
          <Segments
            legend={t('as.decision')}
            value={decision}
            onChange={setDecision}
            options={[
              { value: 'accepted', label: t('as.accepted') },
              { value: 'changed', label: t('as.changed') },
              { value: 'dropped', label: t('as.dropped') },
            ]}
          />
          {decision === 'changed' ? (
            <TextField
              label={t('as.changedTo')}
              value={what}
              error={faults.at('what')}
              onChange={setWhat}
            />
          ) : null}
          <TextArea
            label={t('as.decideReason')}
            value={reason}
            error={faults.at('reason')}
            onChange={setReason}
            required
          />
        </>
      )}
    </WriteDialog>
  )
}

function Make({ close }: { close: () => void }): ReactElement {
  const t = useT()
  const { today } = useMe().clock
  const [period, setPeriod] = useState(today.slice(0, 7))
  return (
    <WriteDialog
      title={t('as.fromResults')}
      confirm={t('as.fromResults')}
      verb="proposeFromResults"
      input={period.trim() === '' ? null : { period: period.trim() }}
      close={close}
      onDone={() => undefined}
      preview={(answer) => <p>{t('as.proposed', { ...answer })}</p>}
    >
      {(faults) => (
        <TextField
          label={t('as.period')}
          value={period}
          hint={t('as.periodHint')}
          error={faults.at('period')}
          onChange={setPeriod}
        />
      )}
    </WriteDialog>
  )
}

function RulesPanel(): ReactElement {
  const t = useT()
  const may = useMay()
  const [changing, setChanging] = useState(false)
  const read = useRead('readMeasureRules', {})
  return (
    <Panel
      title={t('as.rulesTitle')}
      extra={
        may('saveMeasureRules') && read.data !== undefined ? (
          <button type="button" className="button" onClick={() => setChanging(true)}>
            {t('as.change')}
          </button>
        ) : null
      }
    >
      <Loaded read={read}>{(data) => <RulesList data={data} />}</Loaded>
      {changing && read.data !== undefined ? (
        <RulesEditor data={read.data} close={() => setChanging(false)} />
      ) : null}
    </Panel>
  )
}

function RulesList({ data }: { data: Rules }): ReactElement {
  const t = useT()
  const bands = new Map(data.bands.map(({ id, title }) => [id, title]))
  return (
    <>
      <p className="muted small">
        {data.origin.proposal ? <Tag tone="depends">{t('as.proposal')}</Tag> : null}{' '}
        {asWritten(data.origin.source)}
      </p>
      <div className="table-scroll">
        <table className="table table-small">
          <tbody>
            <tr>
              <th colSpan={3}>{t('as.personRules')}</th>
            </tr>
            {data.rules.persons.map((rule) => (
              <tr key={rule.id}>
                <td>{asWritten(bands.get(rule.band) ?? rule.band)}</td>
                <td>{say(MEASURE_WORDS[rule.kind])}</td>
                <td>{asWritten(rule.what)}</td>
              </tr>
            ))}
            <tr>
              <th colSpan={3}>{t('as.townRules')}</th>
            </tr>
            {data.rules.towns.map((rule) => (
              <tr key={rule.id}>
                <td>
                  {say(TOWN_FACT_WORDS[rule.fact])} {rule.compare === 'at_least' ? '≥' : '≤'}{' '}
                  {rule.value}
                </td>
                <td>{say(MEASURE_WORDS[rule.kind])}</td>
                <td>{asWritten(rule.what)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
