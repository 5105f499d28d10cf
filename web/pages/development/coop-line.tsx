import type { ReactElement } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/development.ts'
import { comma } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { ClassTag } from './class-tag.tsx'

type Proposals = Out<'proposePairings'>
export type Card = Proposals['proposals'][number]['lead']

/** How good a proposal is: proved best, or how far it may be from it. */
export function FoundLine({ found }: { found: Proposals['found'] }): ReactElement {
  const t = useT()
  return (
    <span>
      {found.status === 'none'
        ? t('pair.empty')
        : found.status === 'optimal'
          ? t('pair.optimal', { points: found.points })
          : t('pair.limit', { points: found.points, gap: found.gap })}
    </span>
  )
}

/** A co-op in a line: name, place, business, class, size. */
export function CoopLine({ coop }: { coop: Card }): ReactElement {
  const t = useT()
  const facts = [
    coop.town,
    coop.industry ?? '',
    coop.members === null ? '' : t('pair.members', { n: coop.members }),
  ].filter((fact) => fact !== '')
  return (
    <>
      <Go to={paths.coop(coop.id, { tab: 'development' })}>{coop.name}</Go>{' '}
      <ClassTag of={coop.class} /> <span className="muted small">{facts.join(comma())}</span>
    </>
  )
}
