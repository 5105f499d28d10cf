import { type ReactElement, useState } from 'react'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/ledger.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { useUrl } from '../../navigation.tsx'
import { useRead } from '../../query.ts'
import { useMay, useMe } from '../../session.tsx'
import { DayField, TextArea, TextField } from '../../ui/field.tsx'
import { Money, Percent, showYuan } from '../../ui/figures.tsx'
import { FilterSelect } from '../../ui/filters.tsx'
import { Notice, Panel, Tag } from '../../ui/page.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import { SEVERITY_WORDS } from '../../ui/words.ts'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { BookFrame, useCoopId } from './book-frame.tsx'
import { readAmount } from './entry.ts'
import { showPeriod } from './words.ts'

type Budget = Out<'readBudget'>

/** The year's budget against what was earned and spent, and adopting one. */
export default function BudgetPage(): ReactElement {
  const t = useT()
  const may = useMay()
  const { clock } = useMe()
  const coopId = useCoopId()
  const [search] = useUrl()
  const [adopting, setAdopting] = useState(false)
  const thisYear = Number(clock.today.slice(0, 4))
  const year = Number(search['year'] ?? thisYear) || thisYear
  const read = useRead('readBudget', { coopId, year })
  const over = read.data?.rows.filter((row) => row.over).length ?? 0
  return (
    <BookFrame
      place="budget"
      title={t('budget.title', { year: String(year) })}
      sentence={() =>
        read.data === undefined
          ? '…'
          : read.data.adoptedOn === null
            ? t('budget.none', { year: String(year) })
            : t('budget.sentence', {
                day: read.data.adoptedOn,
                basis: asWritten(read.data.basis ?? ''),
                to: showPeriod(read.data.to),
                over,
              })
      }
      actions={
        may('adoptBudget') ? (
          <button type="button" className="button button-primary" onClick={() => setAdopting(true)}>
            {t('budget.adopt')}
          </button>
        ) : undefined
      }
    >
      {() => (
        <>
          <div className="data-filters no-print">
            <FilterSelect
              name="year"
              label={t('yearEnd.year')}
              all={String(thisYear)}
              options={[thisYear + 1, thisYear - 1].map((one) => ({
                value: String(one),
                label: String(one),
              }))}
            />
          </div>
          <Loaded read={read} lines={8}>
            {(data) => <Against budget={data} />}
          </Loaded>
          {adopting ? (
            <Adopt
              coopId={coopId}
              year={year}
              before={read.data}
              close={() => setAdopting(false)}
            />
          ) : null}
        </>
      )}
    </BookFrame>
  )
}

function Against({ budget }: { budget: Budget }): ReactElement {
  const t = useT()
  if (budget.rows.length === 0) {
    return <Empty title={t('budget.empty')} hint={t('budget.emptyHint')} />
  }
  return (
    <>
      {(['earn', 'spend'] as const).map((side) => {
        const rows = budget.rows.filter((row) => row.side === side)
        return rows.length === 0 ? null : (
          <Panel key={side} title={t(`budget.${side}`)}>
            <div
              className="table-scroll"
              tabIndex={0}
              role="group"
              aria-label={t(`budget.${side}`)}
            >
              <table className="table table-small">
                <thead>
                  <tr>
                    <th scope="col">{t('entry.account')}</th>
                    <th scope="col" className="num">
                      {t('budget.budget')}
                    </th>
                    <th scope="col" className="num">
                      {t('budget.actual')}
                    </th>
                    <th scope="col" className="num">
                      {t('budget.share')}
                    </th>
                    <th scope="col" className="num">
                      {t('budget.left')}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <BudgetRow key={row.account} row={row} />
                  ))}
                </tbody>
              </table>
            </div>
          </Panel>
        )
      })}
      {budget.findings.length === 0 ? null : (
        <Panel title={t('budget.toExplain')} hint={t('budget.toExplainHint')}>
          <ul className="checks">
            {budget.findings.map((finding) => (
              <li key={finding.text.zh}>
                <Tag tone="depends">{say(SEVERITY_WORDS[finding.severity])}</Tag>{' '}
                {say(finding.text)}
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </>
  )
}

function BudgetRow({ row }: { row: Budget['rows'][number] }): ReactElement {
  const t = useT()
  return (
    <tr>
      <th scope="row">
        {row.account} {say(row.name)}
        {row.over ? <Tag tone="fail">{t('budget.over')}</Tag> : null}
      </th>
      <td className="num">
        {row.budget === null ? (
          <span className="muted">{t('budget.notNamed')}</span>
        ) : (
          <Money value={row.budget} />
        )}
      </td>
      <td className="num">
        <Money value={row.actual} />
      </td>
      <td className="num">{row.share === null ? '—' : <Percent value={row.share} places={1} />}</td>
      <td className="num">{row.left === null ? '—' : <Money value={row.left} />}</td>
    </tr>
  )
}

/** "521 120000" a line: the account, then the amount. */
function readRows(typed: string): {
  readonly rows: readonly { readonly account: string; readonly amount: string }[]
  readonly bad: number | null
} {
  const lines = typed.split('\n').filter((line) => line.trim() !== '')
  const rows = lines.map((line) => {
    const parts = /^\s*(\d{3,9})\s+(?:\D*\s)?([\d,.，]+)\s*$/.exec(line)
    const amount = readAmount(parts?.[2] ?? '')
    return parts === null || amount === null ? null : { account: parts[1] ?? '', amount }
  })
  const bad = rows.indexOf(null)
  return { rows: rows.filter((row) => row !== null), bad: bad < 0 ? null : bad + 1 }
}

const written = (before: Budget | undefined): string =>
  (before?.rows ?? [])
    .filter((row) => row.budget !== null)
    .map((row) => `${row.account} ${row.budget ?? ''}`)
    .join('\n')

function Adopt(props: {
  coopId: string
  year: number
  before: Budget | undefined
  close: () => void
}): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const { coopId, year } = props
  const [adoptedOn, setAdoptedOn] = useState<string>(clock.today)
  const [basis, setBasis] = useState('')
  const [typed, setTyped] = useState(() => written(props.before))
  const { rows, bad } = readRows(typed)
  const input: In<'adoptBudget'> | null =
    rows.length === 0 || bad !== null || basis.trim() === ''
      ? null
      : {
          coopId,
          year,
          adoptedOn: adoptedOn as In<'adoptBudget'>['adoptedOn'],
          basis: basis.trim(),
          rows: [...rows],
        }
  return (
    <WriteDialog
      title={t('budget.adoptTitle', { year: String(year) })}
      confirm={t('budget.adopt')}
      verb="adoptBudget"
      input={input}
      close={props.close}
      onDone={() => undefined}
      preview={(answer) => (
        <Notice tone="pass">
          {t('budget.preview', {
            n: answer.adopted,
            total: showYuan(answer.total) ?? answer.total,
          })}
        </Notice>
      )}
    >
      {(faults) => (
        <>
          <DayField label={t('budget.adoptedOn')} value={adoptedOn} onChange={setAdoptedOn} />
          <TextField
            label={t('budget.basis')}
            hint={t('budget.basisHint')}
            value={basis}
            onChange={setBasis}
            error={faults.at('basis')}
          />
          <TextArea
            label={t('budget.rows')}
            hint={t('budget.rowsHint')}
            rows={8}
            value={typed}
            onChange={setTyped}
            error={bad === null ? null : t('budget.bad', { n: bad })}
          />
        </>
      )}
    </WriteDialog>
  )
}
