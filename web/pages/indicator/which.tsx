import type { ReactElement } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/indicator.ts'
import { say } from '../../locale/translate.ts'
import { useUrl } from '../../navigation.tsx'
import { useRead } from '../../query.ts'
import { FilterSelect } from '../../ui/filters.tsx'
import { Tag } from '../../ui/page.tsx'

/** Which figures the address asks for: a period, or the very edition a report was made of; or reckoned anew. */
export function useWhich(): { period?: string; editionId?: string; live?: 'true' } {
  const [search] = useUrl()
  const { period, editionId, live } = search
  return {
    // Who picks a period after coming from a report wants that period.
    ...(period !== undefined ? { period } : editionId !== undefined ? { editionId } : {}),
    ...(live === 'true' ? { live: 'true' as const } : {}),
  }
}

/** The frozen periods and "now"; for a frozen one also whether to read the edition or to reckon anew. */
export function WhichPicker(): ReactElement {
  const t = useT()
  const [search] = useUrl()
  const read = useRead('listEditions', { limit: '200' })
  const editions = read.data?.editions ?? []
  const seen = new Map(editions.map((edition) => [edition.period, edition.title]))
  const { period } = search
  if (period !== undefined && !seen.has(period)) seen.set(period, { zh: period, en: period })
  return (
    <>
      <FilterSelect
        name="period"
        label={t('fg.period')}
        all={t('fg.now')}
        options={Array.from(seen, ([value, title]) => ({ value, label: say(title) }))}
      />
      {period === undefined ? null : (
        <FilterSelect
          name="live"
          label={t('fg.source')}
          all={t('fg.source.frozen')}
          options={[{ value: 'true', label: t('fg.source.live') }]}
        />
      )}
    </>
  )
}

type Origin = Out<'readFigures'>['origin']

/** Whether figures are frozen, said beside the title. */
export function OriginTag({ origin }: { origin: Origin }): ReactElement {
  const t = useT()
  return origin.edition === null ? (
    <Tag tone="depends">{t('fg.live')}</Tag>
  ) : (
    <Tag tone="pass">{t('fg.frozen', { n: origin.edition.edition })}</Tag>
  )
}
