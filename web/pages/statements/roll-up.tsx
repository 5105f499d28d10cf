import type { ReactElement } from 'react'
import { fraction, formatFraction } from '../../../src/kernel/fraction.ts'
import { parseYuan } from '../../../src/kernel/money.ts'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/statements.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { showPercent } from '../../ui/figures.tsx'
import { PageHead, Panel, TabPanel, Tabs, Tag } from '../../ui/page.tsx'
import { Segments } from '../../ui/segments.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import { BalanceSheetForm, type DoorOf, EquityForm, SurplusForm } from './forms.tsx'
import { MoneyBars, Papers, PeriodPicker, usePeriod } from './parts.tsx'
import { TownChoice, useUnitId } from './unit.tsx'
import { FORM_WORDS, ROLL_UP_FORMS, type RollUpForm } from './words.ts'

type RollUp = Out<'readRollUp'>
const BASES = ['closed', 'current'] as const
type Basis = (typeof BASES)[number]

/** The statements of a town or the county: each figure shows the towns or co-ops that make it. */
export default function RollUpPage(): ReactElement {
  const t = useT()
  const [search, change] = useUrl()
  const unitId = useUnitId()
  const period = usePeriod()
  const form = ROLL_UP_FORMS.find((one) => one === search['form']) ?? '01'
  const basis: Basis = search['basis'] === 'current' ? 'current' : 'closed'
  const read = useRead('readRollUp', { unitId, form, period, basis })
  return (
    <div className="page page-wide">
      <PageHead
        title={t('ru.title')}
        trail={
          search['unitId'] === undefined
            ? []
            : [
                {
                  key: 'all',
                  node: <Go to={paths.rollUp({ form, period, basis })}>{t('ru.title')}</Go>,
                },
              ]
        }
        marks={read.data === undefined ? null : <Tag>{asWritten(read.data.unit.name)}</Tag>}
        sentence={
          read.data === undefined
            ? '…'
            : t('ru.sentence', {
                name: asWritten(read.data.unit.name),
                period: say(read.data.standing.name),
                coverage: say(read.data.coverage),
              })
        }
        actions={<Papers verb="rollUpFile" input={{ unitId, form, period, basis }} />}
      />
      <div className="data-bar no-print">
        <div className="data-filters">
          <PeriodPicker />
          <TownChoice />
          <Segments<Basis>
            legend={t('ru.basis')}
            value={basis}
            onChange={(next) => change({ basis: next })}
            options={BASES.map((value) => ({ value, label: t(`ru.basis.${value}`) }))}
          />
        </div>
      </div>
      <Tabs
        label={t('st.forms')}
        current={form}
        onChange={(next) => change({ form: next, row: undefined })}
        tabs={ROLL_UP_FORMS.map((key) => ({ key, label: say(FORM_WORDS[key]) }))}
      />
      <TabPanel tab={form}>
        <Loaded read={read} lines={14}>
          {(data) => <Content data={data} form={form} period={period} basis={basis} />}
        </Loaded>
      </TabPanel>
    </div>
  )
}

interface Shown {
  readonly data: RollUp
  readonly form: RollUpForm
  readonly period: string
  readonly basis: Basis
}

/** The row whose makers are shown first: total assets, the year's surplus, all equity. */
const FIRST_ROW: Readonly<Record<RollUpForm, number>> = { '01': 22, '02': 12, '03': 0 }

function Content({ data, form, period, basis }: Shown): ReactElement {
  const t = useT()
  const [search] = useUrl()
  const row = Number(search['row'] ?? FIRST_ROW[form])
  if (data.included === 0) {
    return (
      <>
        <Empty title={t('ru.noBooks')} />
        <Missing data={data} />
      </>
    )
  }
  const doorOf: DoorOf = (about) =>
    paths.rollUp({ unitId: search['unitId'], form, period, basis, row: about.row })
  const props = { doorOf, here: row }
  const { statement } = data
  return (
    <>
      <div className="roll-up">
        <div>
          {statement.form === '01' ? (
            <BalanceSheetForm sheet={statement.sheet} {...props} />
          ) : statement.form === '02' ? (
            <SurplusForm sheet={statement.sheet} {...props} />
          ) : (
            <EquityForm sheet={statement.sheet} {...props} />
          )}
        </div>
        <Parts data={data} form={form} period={period} basis={basis} row={row} />
      </div>
      <Missing data={data} />
    </>
  )
}

/** Which place of `amounts` stands for a row, and how the row is called. */
function placeOf({ statement }: RollUp, row: number): { index: number; name: string } {
  if (statement.form === '03') {
    return { index: row, name: say(statement.sheet.columns[row]?.label ?? { zh: '', en: '' }) }
  }
  const index = statement.sheet.rows.findIndex((each) => each.row === row)
  return { index, name: say(statement.sheet.rows[index]?.label ?? { zh: '', en: '' }) }
}

function Parts(props: Shown & { row: number }): ReactElement {
  const t = useT()
  const { data, form, period, basis, row } = props
  const { index, name } = placeOf(data, row)
  const parts = data.parts
    .map((part) => ({ ...part, amount: part.amounts[index] ?? '0.00' }))
    .filter((part) => part.amount !== '0.00')
    .toSorted((a, b) => Number(b.amount) - Number(a.amount))
  const whole = parts.reduce((sum, part) => sum + (parseYuan(part.amount) ?? 0n), 0n)
  const toOf = (part: (typeof parts)[number]): string =>
    part.kind === 'town'
      ? paths.rollUp({ unitId: part.id, form, period, basis, row })
      : paths.statements(part.id, { form, period, row })
  return (
    <Panel title={t('ru.partsOf', { item: name })} hint={t('ru.pick')} className="roll-up-parts">
      <MoneyBars
        rows={parts.map((part) => ({
          key: part.id,
          label: asWritten(part.name),
          amount: part.amount,
          to: toOf(part),
          note:
            whole <= 0n || part.amount.startsWith('-')
              ? t('ru.included', { n: part.included, all: part.expected })
              : showPercent(formatFraction(fraction(parseYuan(part.amount) ?? 0n, whole)), 1),
        }))}
      />
    </Panel>
  )
}

function Missing({ data }: { data: RollUp }): ReactElement | null {
  const t = useT()
  if (data.missing.length === 0) return null
  return (
    <details className="panel">
      <summary>
        {t('ru.missing', { n: data.missing.length })}{' '}
        <span className="muted">{t('ru.missingHint')}</span>
      </summary>
      <ul className="state-counts">
        {data.missing.map((coop) => (
          <li key={coop.coopId}>
            <Go to={paths.statements(coop.coopId)} className="tag">
              {asWritten(coop.name)}
            </Go>
          </li>
        ))}
      </ul>
    </details>
  )
}
