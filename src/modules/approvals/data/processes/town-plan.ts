import { text } from '../../../../kernel/text.ts'
import type { Process } from '../../model.ts'
import { days, line, seat, step, words } from './words.ts'

const SEED =
  '《一着妙棋活全盘》(沂水县农业农村局,2020-11-30):纳入镇域经济发展规划,作为农村党建“一号工程”专项部署推进'

/** 乡镇年度计划核定: the Party committee stands behind its plan, two desks of the county check and confirm it. */
export const TOWN_PLAN: Process = {
  id: 'town-plan',
  title: text('乡镇年度计划核定', 'Confirmation of a town’s plan'),
  purpose: text(
    '乡镇党(工)委书记签批本镇年度计划后报县,经县级业务部门审核、组织部门核定后执行。',
    'The town’s Party secretary signs the plan of the year; the county’s desks check and confirm it.',
  ),
  unit: 'town',
  openers: [],
  facts: [
    line('town', ['乡镇(街道)', 'Town']),
    line('year', ['年度', 'Year']),
    line('version', ['计划版次', 'Version of the plan']),
    words('summary', ['计划要点', 'The plan in short']),
    line('hash', ['内容校验', 'Fingerprint of the content']),
  ],
  sources: [SEED],
  steps: [
    step('sign', ['党(工)委书记签批', 'Signed by the Party secretary'], {
      after: [],
      seats: [seat('secretary', 'town_secretary')],
      form: [words('opinion', ['签批意见', 'Opinion'])],
      due: days(3, { working: true }),
      escalate: 'county_organisation',
      clause: SEED,
    }),
    step('check', ['业务审核', 'Checked'], {
      after: ['sign'],
      seats: [seat('agriculture', 'county_agriculture')],
      form: [words('opinion', ['审核意见', 'Opinion'])],
      apart: ['open', 'sign'],
      due: days(3, { working: true }),
      escalate: 'county_organisation',
      clause: SEED,
    }),
    step('confirm', ['核定', 'Confirmed'], {
      after: ['check'],
      kind: 'approval',
      guidanceBinds: true,
      seats: [seat('organisation', 'county_organisation')],
      apart: ['open', 'sign', 'check'],
      due: days(3, { working: true }),
      escalate: 'county_leader',
      clause: SEED,
    }),
  ],
}
