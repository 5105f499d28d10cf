import { text } from '../../../../kernel/text.ts'
import type { Process } from '../../model.ts'
import { days, line, seat, step, table, words, yuan } from './words.ts'

const SEED = '《一着妙棋活全盘》(沂水县农业农村局,2020-11-30)'

/** The assessment of a project's risks: opinions from below to above; a high risk reaches the county. */
export const RISK: Process = {
  id: 'risk',
  title: text('项目风险评估', 'Risk assessment'),
  purpose: text(
    '对确定的增收项目逐项评估风险,提出防范措施,由乡镇(街道)党(工)委审定。',
    'The risks of a project are assessed one by one, with what is done about them, and settled by the town.',
  ),
  unit: 'coop',
  openers: [],
  facts: [
    line('title', ['项目', 'Project']),
    line('level', ['风险等级', 'Level']),
    line('total', ['总分', 'Total score']),
    yuan('exposure', ['集体可能损失(元)', 'What the collective may lose']),
    words('conclusion', ['评估结论', 'Conclusion']),
    line('reason', ['重新评估的原因', 'Why it was assessed again'], { optional: true }),
    table('factors', ['风险因素', 'Factors'], [
      line('factor', ['因素', 'Factor']),
      { kind: 'count', key: 'score', title: text('得分', 'Score') },
      line('mitigation', ['防范措施', 'Mitigation']),
    ]),
  ],
  sources: [SEED],
  steps: [
    step('village', ['村党支部意见', 'Opinion of the branch'], {
      after: [],
      kind: 'opinion',
      // What the secretary assessed the supervisors look at.
      seats: [seat('secretary', 'village_secretary'), seat('board', 'supervisory_board')],
      signers: 1,
      due: days(3, { working: true }),
      apart: ['open'],
      escalate: 'town_station',
      clause: SEED,
    }),
    step('station', ['乡镇经管站意见', 'Opinion of the station'], {
      after: [],
      kind: 'opinion',
      seats: [seat('station', 'town_station')],
      due: days(5, { working: true }),
      apart: ['open'],
      escalate: 'town_secretary',
      clause: SEED,
    }),
    step('finance', ['金融服务中心意见', 'Opinion of the financial service centre'], {
      after: [],
      kind: 'opinion',
      seats: [seat('finance', 'finance_centre')],
      when: { kind: 'is', value: 'case.level', equals: '高' },
      due: days(5, { working: true }),
      apart: ['open'],
      escalate: 'county_agriculture',
      clause: SEED,
    }),
    step('party', ['乡镇(街道)党(工)委审定', 'The town Party committee settles it'], {
      after: ['village', 'station', 'finance'],
      kind: 'approval',
      seats: [seat('secretary', 'town_secretary')],
      due: days(5, { working: true }),
      apart: ['open', 'station'],
      escalate: 'county_agriculture',
      clause: SEED,
    }),
  ],
}
