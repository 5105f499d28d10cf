import { type ReactElement, useEffect } from 'react'
import { useT } from '../../locale/desk.ts'
import { paths } from '../../paths.ts'
import { useGo } from '../../navigation.tsx'
import { ownUnit, useMay, useMe } from '../../session.tsx'
import { menuFor } from '../../shell/side-nav.tsx'
import { Empty, Skeleton } from '../../ui/state.tsx'
import { BoardView } from './board-view.tsx'

/** Where the day begins: the board of one's own unit, the own co-op, or the first page one may open. */
export default function Home(): ReactElement {
  const t = useT()
  const me = useMe()
  const may = useMay()
  const go = useGo()
  const unit = ownUnit(me)
  const groups = menuFor(me)
  const ownWork = groups.find((group) => group.label === 'nav.group.security') ?? groups[0]
  const first = ownWork?.entries[0]
  const leads = me.grants.length > 0 && me.grants.every(({ role }) => role === 'county_leader')
  const elsewhere = leads
    ? paths.cockpit()
    : unit !== null && may('board')
      ? unit.kind === 'coop'
        ? paths.coop(unit.id)
        : null
      : first === undefined || first.to === paths.home
        ? null
        : first.to
  useEffect(() => {
    if (elsewhere !== null) go(elsewhere)
  }, [elsewhere, go])
  if (elsewhere !== null) return <Skeleton lines={6} />
  if (unit === null) return <Empty title={t('board.noUnit')} hint={t('board.noUnitHint')} />
  return <BoardView unitId={unit.id} />
}
