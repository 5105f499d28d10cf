import type { ReactElement } from 'react'
import { useT } from '../locale/desk.ts'
import { useUrl } from '../navigation.tsx'
import { useMe } from '../session.tsx'
import { DateInput } from './date-input.tsx'
import { Icon } from './icon.tsx'

/** The day the page is seen at, held in the address; absent means the county's today. */
export function useAsOf(): string | undefined {
  const [search] = useUrl()
  return search['asOf']
}

/** Sets the whole page to a day of the past, and back. */
export function AsOfPicker(): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const [search, change] = useUrl()
  const value = search['asOf'] ?? clock.today
  const past = value !== clock.today
  return (
    <span className={past ? 'asof asof-past' : 'asof'}>
      <span className="filter">
        {past ? <Icon name="history" /> : null}
        <span>{t('common.asOf')}</span>
        <DateInput
          label={t('common.asOf')}
          value={value}
          max={clock.today}
          onChange={(day) => change({ asOf: day === '' || day === clock.today ? undefined : day })}
        />
      </span>
      {past ? (
        <button type="button" className="button-link" onClick={() => change({ asOf: undefined })}>
          {t('common.today')}
        </button>
      ) : null}
    </span>
  )
}
