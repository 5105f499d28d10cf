import type { ReactElement } from 'react'
import { useT } from '../../locale/desk.ts'
import { VillageList } from './village-list.tsx'

/** Villages with an industry and no branch-led co-op: where the next one should be formed, and why. */
export default function Candidates(): ReactElement {
  const t = useT()
  return (
    <VillageList
      candidates
      title={t('villages.candidatesTitle')}
      sentence={(data) => t('villages.candidatesSentence', { n: data.total })}
    />
  )
}
