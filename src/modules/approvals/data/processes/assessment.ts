import { text } from '../../../../kernel/text.ts'
import type { Process } from '../../model.ts'
import { days, line, seat, step } from './words.ts'

const SEED = '《一着妙棋活全盘》(沂水县农业农村局,2020-11-30):纳入考核'

/** 考核结果审定: the organisation department signs what somebody else computed, after the time for appeals. */
export const ASSESSMENT_RESULT: Process = {
  id: 'assessment-result',
  title: text('考核结果审定', 'Sign-off of an assessment'),
  purpose: text(
    '得分由固化指标核算,告知被考核人、申诉办结后,由组织部门核算人以外的人审定。',
    'Scores are computed from frozen figures; after those assessed were told and appeals are settled, the organisation department signs, never who computed.',
  ),
  unit: 'county',
  openers: [],
  facts: [
    line('number', ['编号', 'Number']),
    line('title', ['考核', 'Assessment']),
    line('subjects', ['被考核对象数', 'Subjects']),
    line('hash', ['得分校验', 'Fingerprint of the scores']),
  ],
  sources: [SEED],
  steps: [
    step('sign', ['审定', 'Signed off'], {
      after: [],
      kind: 'approval',
      guidanceBinds: true,
      seats: [seat('organisation', 'county_organisation')],
      apart: ['open'],
      evidence: [
        'assessment.appeals-settled',
        'assessment.unchanged',
        'assessment.other-signer',
      ],
      due: days(5, { working: true }),
      escalate: 'county_leader',
      clause: SEED,
    }),
  ],
}
