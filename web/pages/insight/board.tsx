import { useParams } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { BoardView } from './board-view.tsx'

/** The board of any unit in one's scope. */
export default function Board(): ReactElement {
  const { unitId = '' } = useParams({ strict: false }) as { unitId?: string }
  return <BoardView unitId={unitId} />
}
