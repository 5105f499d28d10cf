import type { ReactElement } from 'react'
import { compareFractions, type Fraction, parseFraction } from '../../../src/kernel/fraction.ts'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/showcase.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { ChangeOf, showFigure } from '../indicator/value.tsx'

type Figures = Out<'readFigures'>
type Head = Figures['indicators'][number]

const periodOf = (data: Figures): string | undefined =>
  data.origin.edition === null ? undefined : data.origin.period

/** Yuan from ten thousand on in 万元, as a wall can show it; the exact value stands behind the door. */
function short(value: string, head: Head): { readonly shown: string; readonly unit: string } {
  const exact = parseFraction(value)
  const unit = head.form === 'share' ? '' : say(head.unit)
  if (head.form !== 'yuan' || exact === null) return { shown: showFigure(value, head.form), unit }
  const whole = exact.num / exact.den
  if (whole < 1_000n) return { shown: showFigure(value, head.form), unit }
  if (whole < 10_000n) return { shown: showFigure(`${whole}/1`, 'count'), unit }
  if (whole >= 100_000_000n) {
    const shown = showFigure(`${exact.num}/${exact.den * 100_000_000n}`, 'mu')
    return { shown, unit: say({ zh: `亿${head.unit.zh}`, en: `10⁸ ${head.unit.en}` }) }
  }
  const tens = `${exact.num}/${exact.den * 10_000n}`
  return {
    // Six digits and their decimals would not fit the card.
    shown:
      whole < 10_000_000n ? showFigure(tens, 'mu') : showFigure(`${whole / 10_000n}/1`, 'count'),
    unit: say({ zh: `万${head.unit.zh}`, en: `10⁴ ${head.unit.en}` }),
  }
}

/** In a column without units every amount is in yuan: 1.14 beside 7,448 would read as less. */
function inColumn(value: string, head: Head): string {
  const exact = parseFraction(value)
  if (head.form !== 'yuan' || exact === null) return showFigure(value, head.form)
  return showFigure(`${exact.num / exact.den}/1`, 'count')
}

/** Headline figures with their change; each opens to its rows. */
export function Head({ data, wanted }: { data: Figures; wanted: readonly string[] }): ReactElement {
  const t = useT()
  const heads = new Map(data.indicators.map((head) => [head.id, head]))
  const values = new Map(data.figures.map((one) => [one.indicator, one]))
  return (
    <ul className="cockpit-heads">
      {wanted.flatMap((id) => {
        const [head, figure] = [heads.get(id), values.get(id)]
        if (head === undefined || figure === undefined) return []
        const said = figure.value === null ? null : short(figure.value, head)
        const alarm =
          head.direction === 'down' &&
          figure.value !== null &&
          parseFraction(figure.value)?.num !== 0n
        return [
          <li key={id}>
            <Go
              to={paths.figure(id, { unitId: data.unit.id, period: periodOf(data) })}
              className={alarm ? 'cockpit-head cockpit-alarm' : 'cockpit-head'}
            >
              <span className="cockpit-label">{say(head.title)}</span>
              <span className="cockpit-value" title={figure.value ?? ''}>
                {said === null ? '—' : said.shown}
                <small>{said === null ? '' : said.unit}</small>
              </span>
              <span className="cockpit-change">
                <ChangeOf change={figure.before} form={head.form} none={t('ck.live')} />
              </span>
            </Go>
          </li>,
        ]
      })}
    </ul>
  )
}

/** Of towns side by side: few enough to be read from the other end of a room. */
const HEAT = [
  'coverage',
  'collective-per-village',
  'member-per-household',
  'kept-share',
  'closed-on-time',
  'findings-block',
  'receivables-old',
  'overdue-tasks',
] as const

const LEVELS = 4

/** Towns by indicators, each cell by its place among the towns; a pattern of signs carries the same as the colour. */
export function Heat({ data }: { data: Figures }): ReactElement {
  const t = useT()
  const heads = HEAT.flatMap((id) => data.indicators.find((head) => head.id === id) ?? [])
  const towns = data.parts
  const places = new Map(heads.map((head) => [head.id, placesOf(data, head)]))
  return (
    <div className="cockpit-scroll">
      <table className="cockpit-heat-table">
        <thead>
          <tr>
            <td />
            {heads.map((head) => (
              <th key={head.id} scope="col">
                {say(head.title)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {towns.map((town) => (
            <tr key={town.unit.id}>
              <th scope="row">{asWritten(town.unit.name)}</th>
              {heads.map((head) => {
                const value = town.figures.find((one) => one.indicator === head.id)?.value ?? null
                const level = places.get(head.id)?.get(town.unit.id)
                return (
                  <td key={head.id} className={level === undefined ? '' : `heat-${level}`}>
                    {value === null ? (
                      '—'
                    ) : (
                      <Go
                        to={paths.figure(head.id, {
                          unitId: town.unit.id,
                          period: periodOf(data),
                        })}
                      >
                        {inColumn(value, head)}
                      </Go>
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="cockpit-legend">
        {t('ck.worse')}
        {Array.from({ length: LEVELS }, (_, i) => (
          <i key={i} className={`heat-${i}`} />
        ))}
        {t('ck.better')}
      </p>
    </div>
  )
}

/** Which quarter of the towns each stands in, 0 the worst; equal values stand together. */
function placesOf(data: Figures, head: Head): ReadonlyMap<string, number> {
  if (head.direction === 'none') return new Map()
  const known = data.parts.flatMap(({ unit, figures }) => {
    const value = figures.find(({ indicator }) => indicator === head.id)?.value ?? null
    const exact = value === null ? null : parseFraction(value)
    return exact === null ? [] : [{ id: unit.id, exact }]
  })
  const better = (a: Fraction, b: Fraction): boolean =>
    compareFractions(a, b) === (head.direction === 'up' ? 1 : -1)
  const [first] = known
  const alike = known.every(
    (one) => first === undefined || compareFractions(one.exact, first.exact) === 0,
  )
  if (alike) return new Map()
  return new Map(
    known.map(({ id, exact }) => {
      const above = known.filter((one) => better(one.exact, exact)).length
      return [id, LEVELS - 1 - Math.floor((above * LEVELS) / known.length)]
    }),
  )
}
