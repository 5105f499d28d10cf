import { type ReactElement, useState } from 'react'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/assessment.ts'
import { asWritten } from '../../locale/translate.ts'
import { useRead } from '../../query.ts'
import { useMay, useMe } from '../../session.tsx'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { DayField, SelectField, TextField } from '../../ui/field.tsx'
import { Tag } from '../../ui/page.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Segments } from '../../ui/segments.tsx'
import { Empty } from '../../ui/state.tsx'
import { type Picked, UnitPicker } from '../../ui/unit-picker.tsx'
import type { FaultBook } from '../registry/use-trial.ts'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { TownChoice, useUnitId } from '../statements/unit.tsx'
import { sayPoints, toPoints } from './words.ts'

type Facts = Out<'listAssessmentFacts'>
type Fact = Facts['rows'][number]

/** Bonus points and deductions: what happened, what proves it, by whom. */
export function FactsTab(): ReactElement {
  const t = useT()
  const may = useMay()
  const [adding, setAdding] = useState(false)
  const list = useRead('listAssessmentFacts', { unitId: useUnitId() })
  return (
    <>
      {may('recordAssessmentFact') ? (
        <div className="as-acts no-print">
          <button type="button" className="button button-primary" onClick={() => setAdding(true)}>
            {t('as.factAdd')}
          </button>
        </div>
      ) : null}
      <DataTable
        name="assessment-facts"
        label={t('as.tab.facts')}
        columns={useColumns()}
        rows={list.data?.rows}
        rowKey={(row) => row.factId}
        error={list.error}
        retry={() => void list.refetch()}
        busy={list.isPlaceholderData}
        empty={<Empty title={t('as.factNone')} hint={t('as.factNoneHint')} />}
        filters={<TownChoice />}
      />
      {adding && list.data !== undefined ? (
        <AddFact data={list.data} close={() => setAdding(false)} />
      ) : null}
    </>
  )
}

function useColumns(): readonly Column<Fact>[] {
  const t = useT()
  return [
    {
      key: 'unit',
      title: t('as.factOf'),
      cell: (row) => asWritten(row.unit.name),
      text: (row) => row.unit.name,
    },
    {
      key: 'period',
      title: t('as.period'),
      cell: (row) => row.period,
      text: (row) => row.period,
    },
    {
      key: 'points',
      title: t('as.factPoints'),
      right: true,
      cell: (row) => (
        <strong>
          {row.kind === 'deduction' ? '−' : '+'}
          {row.pointsText}
        </strong>
      ),
      text: (row) => `${row.kind === 'deduction' ? '-' : ''}${row.pointsText}`,
    },
    {
      key: 'what',
      title: t('as.factWhat'),
      cell: (row) => (
        <div className="as-cell">
          <span>
            <strong>{asWritten(row.title)}</strong> {asWritten(row.what)}
          </span>
          <span className="muted small">
            {row.on} · {t('as.evidence', { evidence: row.evidence })}
          </span>
        </div>
      ),
      text: (row) => `${row.title} ${row.what} ${row.evidence}`,
    },
    {
      key: 'by',
      title: t('as.factBy'),
      cell: (row) => asWritten(row.by),
      text: (row) => row.by,
    },
    { key: 'act', title: '', cell: (row) => <Take row={row} /> },
  ]
}

function Take({ row }: { row: Fact }): ReactElement {
  const t = useT()
  const may = useMay()
  const [taking, setTaking] = useState(false)
  if (row.withdrawnWhy !== null) return <Tag>{t('as.factTaken', { why: row.withdrawnWhy })}</Tag>
  if (!may('withdrawAssessmentFact')) return <></>
  return (
    <>
      <button type="button" className="button button-small" onClick={() => setTaking(true)}>
        {t('as.factTake')}
      </button>
      {taking ? (
        <ReasonDialog
          title={t('as.factTake')}
          confirm={t('as.factTake')}
          verb="withdrawAssessmentFact"
          input={(reason) => ({ unitId: row.unit.id, factId: row.factId, reason })}
          close={() => setTaking(false)}
        />
      ) : null}
    </>
  )
}

interface Fields {
  readonly period: string
  readonly item: string
  readonly points: string
  readonly on: string
  readonly what: string
  readonly evidence: string
}

function FactFields(props: {
  fields: Fields
  set: (change: Partial<Fields>) => void
  kinds: Facts['adjustments']
  faults: FaultBook
}): ReactElement {
  const t = useT()
  const { fields, set, kinds, faults } = props
  return (
    <>
      <div className="columns-2">
        <TextField
          label={t('as.period')}
          value={fields.period}
          hint={t('as.periodHint')}
          error={faults.at('period')}
          onChange={(period) => set({ period })}
        />
        <DayField label={t('as.factOn')} value={fields.on} onChange={(on) => set({ on })} />
        <SelectField
          label={t('as.factItem')}
          value={fields.item}
          placeholder="—"
          onChange={(item) => set({ item })}
          options={kinds.map((one) => ({
            value: one.id,
            label: `${t(one.kind === 'bonus' ? 'as.bonus' : 'as.deduction')} · ${asWritten(one.title)} (≤ ${sayPoints(one.most)})`,
          }))}
        />
        <TextField
          label={t('as.factPoints')}
          inputMode="decimal"
          value={fields.points}
          error={faults.at('points')}
          onChange={(points) => set({ points })}
        />
      </div>
      <TextField
        label={t('as.factWhat')}
        value={fields.what}
        error={faults.at('what')}
        onChange={(what) => set({ what })}
      />
      <TextField
        label={t('as.factEvidence')}
        value={fields.evidence}
        error={faults.at('evidence')}
        onChange={(evidence) => set({ evidence })}
      />
    </>
  )
}

function AddFact({ data, close }: { data: Facts; close: () => void }): ReactElement {
  const t = useT()
  const may = useMay()
  const { today } = useMe().clock
  const [level, setLevel] = useState<'village' | 'town'>('village')
  const [unit, setUnit] = useState<Picked | null>(null)
  const [fields, setFields] = useState<Fields>({
    period: today.slice(0, 7),
    item: '',
    points: '',
    on: today,
    what: '',
    evidence: '',
  })
  const set = (change: Partial<Fields>): void => setFields({ ...fields, ...change })
  const of =
    level === 'town' ? 'town' : fields.period.length === 4 ? 'secretary_year' : 'secretary_month'
  const kinds = data.adjustments.filter((one) => one.of === of)
  const ready = unit !== null && fields.item !== '' && fields.what.trim() !== ''
  const input: In<'recordAssessmentFact'> | null =
    ready && fields.points.trim() !== '' && fields.evidence.trim() !== ''
      ? {
          ...fields,
          unitId: unit.id,
          period: fields.period.trim(),
          points: toPoints(fields.points),
          what: fields.what.trim(),
          evidence: fields.evidence.trim(),
        }
      : null
  return (
    <WriteDialog
      title={t('as.factAdd')}
      confirm={t('as.factAdd')}
      verb="recordAssessmentFact"
      input={input}
      close={close}
      onDone={() => undefined}
    >
      {(faults) => (
        <>
          {may('runAssessment') ? (
            <Segments
              legend={t('as.factUnit')}
              value={level}
              onChange={(value) => {
                setLevel(value)
                setUnit(null)
                set({ item: '' })
              }}
              options={[
                { value: 'village', label: t('as.village') },
                { value: 'town', label: t('as.town') },
              ]}
            />
          ) : null}
          <UnitPicker
            label={t(level === 'town' ? 'as.town' : 'as.village')}
            kind={level}
            value={unit}
            onChange={setUnit}
          />
          <FactFields fields={fields} set={set} kinds={kinds} faults={faults} />
        </>
      )}
    </WriteDialog>
  )
}
