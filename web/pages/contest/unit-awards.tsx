import type { ReactElement } from 'react'
import { download } from '../../api.ts'
import { useT } from '../../locale/contest.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { Panel, Tag } from '../../ui/page.tsx'
import { AWARD_WORDS, type Award } from './words.ts'
import './contest.css'

/** Flags and stars of one unit, on its own page: what it holds, what came before. Nothing where it never had any. */
export default function UnitAwards({ unitId }: { unitId: string }): ReactElement | null {
  const may = useMay()
  return may('listAwards') ? <Shown unitId={unitId} /> : null
}

function Shown({ unitId }: { unitId: string }): ReactElement | null {
  const t = useT()
  const { data } = useRead('listAwards', { unitId, past: 'true', limit: 50 })
  if (data === undefined || data.rows.length === 0) return null
  const held = data.rows.filter(({ holds }) => holds)
  const past = data.rows.filter(({ holds }) => !holds)
  return (
    <Panel title={t('award.title')}>
      {held.length === 0 ? <p className="muted">{t('award.noneNow')}</p> : null}
      <ul className="plain-list award-list">
        {held.map((award) => (
          <Line key={award.awardId} award={award} />
        ))}
      </ul>
      {past.length === 0 ? null : (
        <details>
          <summary>{t('award.before_', { n: past.length })}</summary>
          <ul className="plain-list award-list">
            {past.map((award) => (
              <Line key={award.awardId} award={award} />
            ))}
          </ul>
        </details>
      )}
    </Panel>
  )
}

function Line({ award }: { award: Award }): ReactElement {
  const t = useT()
  const { awardId, unit } = award
  return (
    <li>
      <AwardName award={award} />{' '}
      <span className="muted small">
        {award.from} {asWritten(award.reason)} {asWritten(award.document)}
      </span>{' '}
      {award.contestId === null ? null : (
        <Go to={paths.contest(award.contestId)}>{asWritten(award.contest ?? '')}</Go>
      )}{' '}
      {award.to === null ? null : (
        <span className="muted small">
          {asWritten(t('award.ended', { day: award.to, why: award.endedWhy ?? '' }))}
        </span>
      )}{' '}
      {award.expired ? <Tag tone="depends">{t('award.expired')}</Tag> : null}{' '}
      <button
        type="button"
        className="button-link no-print"
        onClick={() => void download('printAward', { unitId: unit.id, awardId, format: 'pdf' })}
      >
        {t('award.print')}
      </button>
    </li>
  )
}

/** ★★★☆☆, or the name of a flag with its kind. */
export function AwardName({ award }: { award: Award }): ReactElement {
  const t = useT()
  if (award.stars === null) {
    return (
      <>
        <strong>{asWritten(award.title)}</strong>{' '}
        <span className="muted small">{say(AWARD_WORDS[award.kind])}</span>
      </>
    )
  }
  return (
    <span className="award-stars" role="img" aria-label={t('award.nStars', { n: award.stars })}>
      {'★'.repeat(award.stars)}
      {'☆'.repeat(5 - award.stars)}
    </span>
  )
}
