import { text } from '../../../../kernel/text.ts'
import type { Process } from '../../model.ts'
import { days, line, seat, step, words } from './words.ts'

const SEED = '《一着妙棋活全盘》(沂水县农业农村局,2020-11-30):月通报'

/** 督导通报: figures checked, reviewed and signed before it gets its number and goes to the towns. */
export const BULLETIN: Process = {
  id: 'bulletin',
  title: text('督导通报签发', 'Issue of a bulletin'),
  purpose: text(
    '督导通报由数据冻结生成,乡镇(街道)核对后,经复核、审核、签发,编号印发。',
    'A bulletin is drawn from frozen figures; after the towns have looked at it, it is checked, reviewed and signed, then numbered and issued.',
  ),
  unit: 'county',
  openers: [],
  facts: [
    line('title', ['通报', 'Bulletin']),
    line('period', ['期间', 'Period']),
    line('version', ['稿次', 'Draft']),
    line('hash', ['内容校验', 'Fingerprint of the content']),
  ],
  sources: [SEED, '党政机关公文处理工作条例(中办发〔2012〕14号)'],
  steps: [
    step('figures', ['数据复核', 'The figures are checked'], {
      after: [],
      seats: [seat('agriculture', 'county_agriculture'), seat('finance', 'finance_bureau')],
      signers: 1,
      form: [words('opinion', ['复核意见', 'Opinion'])],
      apart: ['open'],
      evidence: ['supervision.objections-answered'],
      due: days(2, { working: true }),
      escalate: 'county_organisation',
      clause: SEED,
    }),
    step('review', ['审核', 'Reviewed'], {
      after: ['figures'],
      seats: [seat('organisation', 'county_organisation')],
      form: [words('opinion', ['审核意见', 'Opinion'])],
      apart: ['figures'],
      evidence: ['supervision.bulletin-unchanged'],
      due: days(2, { working: true }),
      escalate: 'county_leader',
      clause: SEED,
    }),
    step('sign', ['签发', 'Signed for issue'], {
      after: ['review'],
      kind: 'approval',
      guidanceBinds: true,
      seats: [seat('leader', 'county_leader')],
      apart: ['open', 'figures', 'review'],
      evidence: ['supervision.bulletin-unchanged'],
      due: days(2, { working: true }),
      clause: '党政机关公文处理工作条例 22',
    }),
  ],
}
