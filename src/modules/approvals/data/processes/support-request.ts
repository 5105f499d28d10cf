import type { Role } from '../../../../kernel/role.ts'
import { text } from '../../../../kernel/text.ts'
import type { Process } from '../../model.ts'
import { choice, count, days, is, line, seat, step, words, yuan } from './words.ts'

const SEED = '《一着妙棋活全盘》(沂水县农业农村局,2020-11-30):五部门专项领导小组,资金、贷款、用地扶持'

const DECISION = choice(
  'decision',
  ['答复意见', 'Decision'],
  [
    ['granted', '同意', 'Granted'],
    ['partly', '部分同意', 'Granted in part'],
    ['refused', '不同意', 'Refused'],
  ],
)
const ANSWER = words('answer', ['答复内容', 'Answer'])

const department = (
  kind: 'fund' | 'loan' | 'land',
  role: Role,
  what: readonly [readonly [string, string], ReturnType<typeof yuan>],
) =>
  step(kind, what[0], {
    after: ['town'],
    when: is('case.kind', kind),
    seats: [seat(role.replaceAll('_', '-'), role)],
    form: [DECISION, what[1], ANSWER],
    apart: ['open', 'town'],
    due: days(10, { working: true, from: 'town' }),
    escalate: 'county_leader',
    clause: SEED,
  })

/** 扶持申请: a village or co-op asks, the town says its opinion, the department that has it answers within its days. */
export const SUPPORT_REQUEST: Process = {
  id: 'support-request',
  title: text('扶持申请', 'Request for support'),
  purpose: text(
    '村、合作社申请扶持资金、贷款推荐、产业用地的,乡镇(街道)提出意见,由主管部门限时答复。',
    'A village or co-op asks for funds, a recommendation to a lender, or land; the town gives its opinion, the department answers in time.',
  ),
  unit: 'village',
  openers: [],
  facts: [
    line('number', ['编号', 'Number']),
    choice(
      'kind',
      ['申请类别', 'Kind'],
      [
        ['fund', '扶持资金', 'Funds'],
        ['loan', '贷款推荐', 'Loan recommendation'],
        ['land', '产业用地', 'Land'],
      ],
    ),
    line('title', ['申请事项', 'What is asked']),
    words('reason', ['理由', 'Reason']),
    yuan('amount', ['申请金额(元)', 'Amount'], { optional: true }),
    count('months', ['期限(月)', 'Months'], { optional: true }),
    line('lender', ['意向银行', 'Lender'], { optional: true }),
    line('landUse', ['用地用途', 'Use of the land'], { optional: true }),
    line('area', ['面积', 'Area'], { optional: true }),
    count('planYear', ['计划年度', 'Plan year'], { optional: true }),
  ],
  sources: [SEED],
  steps: [
    step('town', ['乡镇(街道)意见', 'The town’s opinion'], {
      after: [],
      seats: [seat('station', 'town_station'), seat('secretary', 'town_secretary')],
      signers: 1,
      form: [words('opinion', ['意见', 'Opinion'])],
      apart: ['open'],
      due: days(3, { working: true }),
      escalate: 'county_agriculture',
      clause: SEED,
    }),
    department('fund', 'finance_bureau', [
      ['财政局答复', 'The finance bureau answers'],
      yuan('grantedAmount', ['同意金额(元)', 'Amount granted'], { optional: true }),
    ]),
    department('loan', 'finance_centre', [
      ['金融服务中心答复', 'The financial centre answers'],
      yuan('grantedAmount', ['推荐金额(元)', 'Amount recommended'], { optional: true }),
    ]),
    department('land', 'natural_resources', [
      ['自然资源和规划局答复', 'The natural resources bureau answers'],
      line('grantedArea', ['同意面积(亩,数字)', 'Area granted, in mu'], { optional: true }),
    ]),
  ],
}
