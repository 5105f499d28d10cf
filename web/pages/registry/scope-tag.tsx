import type { ReactElement } from 'react'
import { useT } from '../../locale/desk.ts'
import { useRead } from '../../query.ts'
import { useUrl } from '../../navigation.tsx'
import { Icon } from '../../ui/icon.tsx'

/** The unit a list is narrowed to, when a door named one; a click widens it again. */
export function ScopeTag(): ReactElement | null {
  const t = useT()
  const [search, change] = useUrl()
  const unitId = search['unitId'] ?? ''
  const board = useRead('board', { unitId }, { enabled: unitId !== '' })
  if (unitId === '') return null
  return (
    <button
      type="button"
      className="filter filter-on"
      title={t('coops.scopeClear')}
      onClick={() => change({ unitId: undefined, page: undefined })}
    >
      {t('coops.scope', { name: board.data?.unit.name ?? '…' })}
      <Icon name="close" size={14} />
    </button>
  )
}
