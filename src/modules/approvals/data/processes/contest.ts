import { text } from '../../../../kernel/text.ts'
import type { Process } from '../../model.ts'
import { choice, days, line, seat, step, words } from './words.ts'

const TOUR = '《一着妙棋活全盘》(沂水县农业农村局,2020-11-30):“走看评”现场观摩、“四比四看”擂台赛'

/** 观摩擂台结果审定: checked, reviewed and approved, after the days for appeals, before it is made public. */
export const CONTEST_RESULT: Process = {
  id: 'contest-result',
  title: text('观摩擂台结果审定', 'Approval of a contest’s result'),
  purpose: text(
    '评分封存并核算、申诉期满后,结果经复核、审核、审定后公布。',
    'After scoring is closed and the days for appeals are over, the result is checked, reviewed and approved before it is made public.',
  ),
  unit: 'county',
  openers: [],
  facts: [
    line('number', ['编号', 'Number']),
    line('title', ['观摩擂台', 'Tour or contest']),
    line('edition', ['核算次', 'Edition']),
    line('hash', ['结果校验', 'Fingerprint of the result']),
  ],
  sources: [TOUR],
  steps: [
    step('check', ['复核', 'The result is checked'], {
      after: [],
      seats: [seat('agriculture', 'county_agriculture'), seat('organisation', 'county_organisation')],
      signers: 1,
      form: [words('opinion', ['复核意见', 'Opinion'])],
      apart: ['open'],
      evidence: ['contest.appeals-settled', 'contest.result-unchanged'],
      due: days(2, { working: true }),
      escalate: 'county_leader',
      clause: TOUR,
    }),
    step('approve', ['审定', 'The result is approved'], {
      after: ['check'],
      kind: 'approval',
      guidanceBinds: true,
      seats: [seat('leader', 'county_leader')],
      apart: ['open', 'check'],
      evidence: ['contest.appeals-settled', 'contest.result-unchanged'],
      due: days(3, { working: true }),
      clause: TOUR,
    }),
  ],
}

/** 观摩擂台申诉: a unit's objection to its result, examined and decided by two persons of the county. */
export const CONTEST_APPEAL: Process = {
  id: 'contest-appeal',
  title: text('观摩擂台结果申诉', 'Appeal against a contest’s result'),
  purpose: text(
    '参评单位对结果有异议的,在公布前提出,由未经手的人核查并答复。',
    'A unit that objects to its result says so before it is made public; somebody else examines it and answers.',
  ),
  unit: 'town',
  openers: [],
  facts: [
    line('number', ['编号', 'Number']),
    line('title', ['观摩擂台', 'Tour or contest']),
    line('unit', ['申诉单位', 'Unit']),
    words('what', ['申诉事项', 'What it objects to']),
  ],
  sources: [TOUR],
  steps: [
    step('examine', ['核查', 'It is examined'], {
      after: [],
      seats: [seat('agriculture', 'county_agriculture'), seat('organisation', 'county_organisation')],
      signers: 1,
      form: [words('found', ['核查情况', 'What was found'])],
      apart: ['open'],
      due: days(3, { working: true }),
      escalate: 'county_leader',
      clause: TOUR,
    }),
    step('decide', ['答复', 'It is decided'], {
      after: ['examine'],
      seats: [seat('organisation', 'county_organisation'), seat('leader', 'county_leader')],
      signers: 1,
      form: [
        choice(
          'decision',
          ['处理决定', 'Decision'],
          [
            ['rejected', '维持原结果', 'The result stands'],
            ['upheld', '申诉成立,重新核算', 'Upheld: it is computed again'],
          ],
        ),
        words('reasons', ['理由', 'Reasons']),
      ],
      apart: ['open', 'examine'],
      due: days(2, { working: true }),
      escalate: 'county_leader',
      clause: TOUR,
    }),
  ],
}
