import type { ReactElement } from 'react'
import { useT } from '../../locale/desk.ts'
import { VillageList } from './village-list.tsx'

/** All villages and communities of one's scope. */
export default function Villages(): ReactElement {
  const t = useT()
  return (
    <VillageList
      title={t('villages.title')}
      sentence={(data) =>
        t('villages.sentence', {
          asOf: data.asOf,
          villages: data.villages,
          communities: data.communities,
        })
      }
    />
  )
}
