import { lazy, type ReactElement, Suspense } from 'react'
import { useT } from '../../locale/indicator.ts'
import { Skeleton } from '../../ui/state.tsx'
import type { Indicator } from './figure.tsx'
import { showFigure } from './value.tsx'

// The chart library comes only when there is a line to draw.
const Line = lazy(() => import('./line-chart.tsx'))

/** An indicator by period: a line where two or more were frozen, and the same as a table for readers. */
export function Trend({ data }: { data: Indicator }): ReactElement {
  const t = useT()
  const { form } = data.indicator
  const points = data.trend.flatMap(({ period, value }) =>
    value === null ? [] : [{ period, value }],
  )
  if (points.length < 2) return <p className="muted">{t('fg.trendNone')}</p>
  return (
    <>
      <Suspense fallback={<Skeleton lines={4} />}>
        <Line points={points} show={(value) => showFigure(value, form)} />
      </Suspense>
      <ul className="figure-points">
        {points.map(({ period, value }) => (
          <li key={period}>
            <span className="muted">{period}</span>{' '}
            <span className="num">{showFigure(value, form)}</span>
          </li>
        ))}
      </ul>
    </>
  )
}
