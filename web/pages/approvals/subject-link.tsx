import type { ReactElement } from 'react'
import { useT } from '../../locale/approvals.ts'
import { say } from '../../locale/translate.ts'
import { text } from '../../../src/kernel/text.ts'
import { Go } from '../../navigation.tsx'
import type { Case } from './words.ts'

/** Where the things stand that a case can be about; pages of other modules join here. */
const PLACES: Readonly<
  Record<string, { title: ReturnType<typeof text>; to: (id: string, unitId: string) => string }>
> = {
  spending: {
    title: text('支出申请', 'Spending request'),
    to: (id, unitId) => `/spending/${id}?coopId=${unitId}`,
  },
  contract: {
    title: text('合同', 'Contract'),
    to: (id, unitId) => `/contracts/${id}?coopId=${unitId}`,
  },
  risk: {
    title: text('风险评估', 'Risk assessment'),
    to: (_id, unitId) => `/risks?tab=assessments&unitId=${unitId}`,
  },
  founding: { title: text('创办项目', 'Founding'), to: (id) => `/foundings/${id}` },
  town_plan: {
    title: text('乡镇年度计划', 'Town plan'),
    to: (_id, unitId) => `/town-plans/${unitId}`,
  },
  coop: { title: text('合作社', 'Co-op'), to: (id) => `/coops/${id}` },
  village: { title: text('村', 'Village'), to: (id) => `/villages/${id}` },
}

/** The way to what a case is about in another part of the product. */
export function SubjectLink({ data }: { data: Case }): ReactElement | null {
  const t = useT()
  const place = data.subjectKind === null ? undefined : PLACES[data.subjectKind]
  if (place === undefined || data.subjectId === null) return null
  return (
    <p>
      {t('case.subject')} <Go to={place.to(data.subjectId, data.unitId)}>{say(place.title)}</Go>
    </p>
  )
}
