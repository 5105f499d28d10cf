import type { ReactElement } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/founding.ts'
import { say } from '../../locale/translate.ts'
import { Money, showYuan } from '../../ui/figures.tsx'
import { Panel } from '../../ui/page.tsx'
import { CASES } from './account-draft.ts'
import { CASE_WORDS } from './words.ts'

type Read = Out<'readAccounts'>
type Result = Read['kept'][number]['result']
type OneCase = Result['cases']['low']

/** What was reckoned: past and present, then each case with every line in words. */
export function Reckoning({ result, years }: { result: Result; years: number }): ReactElement {
  const t = useT()
  return (
    <div className="stack">
      <YearTable title={t('acc.past')} year={result.past} />
      <YearTable title={t('acc.present')} year={result.present} />
      <h3 className="panel-sub">{t('acc.future')}</h3>
      {CASES.map((name) => (
        <details key={name} className="account-case" open={name === 'middle'}>
          <summary>
            {say(CASE_WORDS[name])} <strong>{showYuan(result.cases[name].year)}</strong>
          </summary>
          <CaseTable of={result.cases[name]} years={years} />
        </details>
      ))}
    </div>
  )
}

function YearTable(props: { title: string; year: Result['past'] }): ReactElement {
  const t = useT()
  const sums = [[t('acc.total'), props.year.total]] as const
  return <LineTable caption={props.title} lines={props.year.lines} sums={sums} />
}

/** Every line with the words it was reckoned by, and the sums below. */
function LineTable(props: {
  caption?: string
  lines: Result['past']['lines']
  sums: readonly (readonly [label: string, amount: string])[]
}): ReactElement {
  return (
    <table className="table table-small">
      {props.caption === undefined ? null : (
        <caption className="panel-sub">{props.caption}</caption>
      )}
      <tbody>
        {props.lines.map((line, i) => (
          <tr key={i}>
            <th scope="row">
              {say(line.title)}
              <div className="account-words">{say(line.words)}</div>
            </th>
            <td className="num">
              <Money value={line.amount} />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        {props.sums.map(([label, amount]) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td className="num">
              <Money value={amount} />
            </td>
          </tr>
        ))}
      </tfoot>
    </table>
  )
}

function CaseTable({ of, years }: { of: OneCase; years: number }): ReactElement {
  const t = useT()
  const gain = of.gain.startsWith('-')
    ? t('acc.less', { amount: showYuan(of.gain.slice(1)) ?? '' })
    : t('acc.more', { amount: showYuan(of.gain) ?? '' })
  return (
    <>
      <LineTable
        lines={of.lines}
        sums={[
          [t('acc.perYear'), of.year],
          [t('acc.before'), of.before],
          [t('acc.inAll', { n: years }), of.total],
        ]}
      />
      <p>
        {t('acc.gain', { n: years })} <strong>{gain}</strong>
      </p>
      <p className="small">
        {of.breakEven === null
          ? t('acc.breakEvenNever')
          : of.breakEven === '0.00'
            ? t('acc.breakEvenNone')
            : t('acc.breakEven', { amount: showYuan(of.breakEven) ?? '' })}
      </p>
    </>
  )
}

/** Promise and outcome, year by year. */
export function Outcome({ outcome }: { outcome: Read['outcome'] }): ReactElement {
  const t = useT()
  return (
    <Panel title={t('acc.outcome')} hint={t('acc.outcomeHint')}>
      {outcome.map((year) => (
        <div key={year.year} className="table-scroll">
          <table className="table table-small">
            <caption className="panel-sub">
              {year.year} {t('acc.booked', { amount: showYuan(year.booked) ?? '' })}
            </caption>
            <thead>
              <tr>
                <th />
                <th className="num">{t('acc.promised')}</th>
                <th className="num">{t('acc.actual')}</th>
              </tr>
            </thead>
            <tbody>
              {year.lines.map((line) => (
                <tr key={line.key}>
                  <th scope="row">{say(line.title)}</th>
                  <td className="num">
                    {CASES.map((name) => showYuan(line.promised[name])).join(' / ')}
                  </td>
                  <td className="num">
                    <Money value={line.actual} />
                  </td>
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">{t('acc.total')}</th>
                <td className="num">
                  {CASES.map((name) => showYuan(year.promised[name])).join(' / ')}
                </td>
                <td className="num">
                  <Money value={year.actual} />
                </td>
              </tr>
            </tfoot>
          </table>
        </div>
      ))}
    </Panel>
  )
}
