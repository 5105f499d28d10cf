import { lazy, type ReactElement, Suspense } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/showcase.ts'
import { say } from '../../locale/translate.ts'
import { Skeleton } from '../../ui/state.tsx'
import { showFigure } from '../indicator/value.tsx'
import { useWatched } from './use-watched.ts'

// The chart library comes only when there is a line to draw.
const Line = lazy(() => import('../indicator/line-chart.tsx'))

/** A line goes by months: weeks and quarters are frozen beside them. */
const MONTH = /^\d{4}-\d{2}$/
const LINES = ['collective-per-village', 'members', 'findings-block'] as const

/** Three lines over the frozen periods: income, people, rules. */
export function Trends({ unitId }: { unitId: string }): ReactElement {
  return (
    <div className="cockpit-trends">
      {LINES.map((indicator) => (
        <Trend key={indicator} unitId={unitId} indicator={indicator} />
      ))}
    </div>
  )
}

function Trend({ unitId, indicator }: { unitId: string; indicator: string }): ReactElement | null {
  const t = useT()
  const editions = useWatched('listEditions', { limit: '60' })
  const period = editions.data?.editions.find((one) => MONTH.test(one.period))?.period
  const { data } = useWatched(
    'readIndicator',
    { unitId, indicator, ...(period === undefined ? {} : { period }) },
    period !== undefined,
  )
  if (data === undefined) return editions.data === undefined ? <Skeleton lines={3} /> : null
  const points = pointsOf(data)
  return (
    <figure>
      <figcaption>{say(data.indicator.title)}</figcaption>
      {points.length < 2 ? (
        <p className="cockpit-quiet">{t('ck.noTrend')}</p>
      ) : (
        <Suspense fallback={<Skeleton lines={3} />}>
          <Line points={points} show={SHOW[data.indicator.form]} />
        </Suspense>
      )}
    </figure>
  )
}

type Form = Out<'readIndicator'>['indicator']['form']

/** One function a form, the same at each drawing, so that a line is drawn again only when it moved. */
const SHOW: Readonly<Record<Form, (value: string) => string>> = {
  count: (value) => showFigure(value, 'count'),
  yuan: (value) => showFigure(value, 'yuan'),
  mu: (value) => showFigure(value, 'mu'),
  days: (value) => showFigure(value, 'days'),
  share: (value) => showFigure(value, 'share'),
  rate: (value) => showFigure(value, 'rate'),
}

const pointsOf = (data: Out<'readIndicator'>) =>
  data.trend.flatMap(({ period, value }) => (value === null ? [] : [{ period, value }]))
