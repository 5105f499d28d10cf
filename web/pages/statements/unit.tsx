import type { ReactElement } from 'react'
import { useT } from '../../locale/statements.ts'
import { useUrl } from '../../navigation.tsx'
import { useRead } from '../../query.ts'
import { ownUnit, useMe } from '../../session.tsx'
import { FilterSelect } from '../../ui/filters.tsx'

/** The unit in the address; without one the highest at which the person works. */
export function useUnitId(): string {
  const [search] = useUrl()
  const me = useMe()
  return search['unitId'] ?? ownUnit(me)?.id ?? ''
}

/** For people of the county: one of its towns, or all of it. */
export function TownChoice(): ReactElement | null {
  const t = useT()
  const own = ownUnit(useMe())
  const isCounty = own?.kind === 'county'
  const board = useRead('board', { unitId: own?.id ?? '' }, { enabled: isCounty })
  if (!isCounty || board.data === undefined) return null
  return (
    <FilterSelect
      name="unitId"
      label={t('common.town')}
      options={board.data.tiles.map((town) => ({ value: town.unitId, label: town.name }))}
    />
  )
}
