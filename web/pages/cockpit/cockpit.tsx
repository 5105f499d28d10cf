import { type ReactElement, useEffect } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/showcase.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useMay } from '../../session.tsx'
import { FilterSelect } from '../../ui/filters.tsx'
import { Icon } from '../../ui/icon.tsx'
import { ReadError, Skeleton } from '../../ui/state.tsx'
import { useUnitId } from '../statements/unit.tsx'
import { Head, Heat } from './figures.tsx'
import { Problems, Tasks, Towns } from './lists.tsx'
import { Trends } from './trends.tsx'
import { useWatched } from './use-watched.ts'
import './cockpit.css'

const GROWTH = [
  'coverage',
  'coops',
  'members',
  'households',
  'collective-per-village',
  'member-per-household',
  'own-income',
  'support-received',
] as const
const RISK = [
  'findings-block',
  'concentrated',
  'zero-villages',
  'receivables',
  'receivables-old',
  'overdue-tasks',
  'spending-late',
  'bare-vouchers',
] as const

/** 驾驶舱: one screen of growth and risk, for a wall or a leader's telephone; every number a door to its rows. */
export default function Cockpit(): ReactElement {
  const t = useT()
  const [search, change] = useUrl()
  const unitId = useUnitId()
  const period = search['period']
  const which = period === undefined ? {} : { period }
  const figures = useWatched('readFigures', { unitId, parts: 'true', ...which }, unitId !== '')
  const light = search['light'] === 'true'
  const { data } = figures
  useEffect(() => {
    document.title = `${t('ck.title')} · 妙棋`
  }, [t])
  return (
    <div className={light ? 'cockpit' : 'cockpit cockpit-dark'}>
      <header className="cockpit-top">
        <h1>
          {data === undefined ? '' : asWritten(data.unit.name)} {t('ck.title')}
        </h1>
        <p className="cockpit-as-of">
          {data === undefined ? '…' : <AsOf data={data} at={figures.dataUpdatedAt} />}
        </p>
        <nav className="no-print" aria-label={t('ck.title')}>
          <Periods />
          <button
            type="button"
            className="button"
            onClick={() => change({ light: light ? undefined : 'true' })}
          >
            {t(light ? 'ck.dark' : 'ck.light')}
          </button>
          <button type="button" className="button" onClick={() => window.print()}>
            <Icon name="print" /> {t('ck.print')}
          </button>
          <Go to={paths.board(unitId)} className="button">
            {t('ck.exit')}
          </Go>
        </nav>
      </header>
      {data === undefined ? (
        figures.error === null ? (
          <Skeleton lines={14} />
        ) : (
          <ReadError error={figures.error} retry={() => void figures.refetch()} />
        )
      ) : (
        <Screen data={data} unitId={unitId} which={which} />
      )}
    </div>
  )
}

function Screen(props: {
  data: Out<'readFigures'>
  unitId: string
  which: { period?: string }
}): ReactElement {
  const t = useT()
  const may = useMay()
  const { data, unitId, which } = props
  return (
    <div className="cockpit-grid">
      <section className="cockpit-growth" aria-label={t('ck.growth')}>
        <h2>{t('ck.growth')}</h2>
        <Head data={data} wanted={GROWTH} />
      </section>
      <section className="cockpit-risk" aria-label={t('ck.risk')}>
        <h2>{t('ck.risk')}</h2>
        <Head data={data} wanted={RISK} />
      </section>
      <section className="cockpit-towns" aria-label={t('ck.towns')}>
        <h2>{t('ck.towns')}</h2>
        <Towns unitId={unitId} which={which} />
      </section>
      <section className="cockpit-heat" aria-label={t('ck.heat')}>
        <h2>{t('ck.heat')}</h2>
        <Heat data={data} />
      </section>
      <section className="cockpit-trend" aria-label={t('ck.trend')}>
        <h2>{t('ck.trend')}</h2>
        <Trends unitId={unitId} />
      </section>
      <section className="cockpit-lists">
        {may('listProblems') ? <Problems unitId={unitId} /> : null}
        {may('listTasks') ? <Tasks /> : null}
      </section>
    </div>
  )
}

function AsOf({ data, at }: { data: Out<'readFigures'>; at: number }): ReactElement {
  const t = useT()
  const { origin } = data
  const clock = new Intl.DateTimeFormat('zh-CN', {
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }).format(at)
  return (
    <>
      {t('ck.asOf', { period: say(origin.title), day: origin.asOf })}{' '}
      <strong>
        {origin.edition === null ? t('ck.live') : t('ck.frozen', { n: origin.edition.edition })}
      </strong>{' '}
      <span className="cockpit-quiet">{t('ck.refreshed', { at: clock })}</span>
    </>
  )
}

/** The frozen periods and now. */
function Periods(): ReactElement {
  const t = useT()
  const { data } = useWatched('listEditions', { limit: '60' })
  const seen = new Map((data?.editions ?? []).map(({ period, title }) => [period, say(title)]))
  const editions = Array.from(seen, ([value, label]) => ({ value, label }))
  return <FilterSelect name="period" label={t('ck.period')} all={t('ck.live')} options={editions} />
}
