import type { Role } from '../../../../kernel/role.ts'
import { text } from '../../../../kernel/text.ts'
import type { Process, Seat } from '../../model.ts'
import { days, event, line, scan, seat, sheet, step, table, words, yuan } from './words.ts'

/*
 * 问题整改: notice drafted, reviewed, issued, acknowledged; plan, rectification and reply; a check on the spot by
 * somebody else; closed or returned. The last day of the rectification itself stands with the problem, since it is
 * set for each, extended with approval and stopped only with a reason.
 */

const SEED = '《一着妙棋活全盘》(沂水县农业农村局,2020-11-30):季度研判、问题清单、挂牌督办'

const seats = (roles: readonly Role[]): Seat[] => roles.map((role) => seat(role.replaceAll('_', '-'), role))

/** Who does what: the level that issues the notice, and the level that has to mend. */
interface Sides {
  readonly draft: readonly Role[]
  readonly issue: readonly Role[]
  readonly verify: readonly Role[]
  readonly close: readonly Role[]
  readonly mend: readonly Role[]
  readonly escalate: Role
}

const COUNTY_DESKS: readonly Role[] = ['county_agriculture', 'county_organisation']
const BY_COUNTY = {
  draft: COUNTY_DESKS,
  issue: ['county_organisation', 'county_leader'],
  verify: [...COUNTY_DESKS, 'natural_resources', 'finance_centre', 'finance_bureau'],
  close: ['county_organisation', 'county_leader'],
  escalate: 'county_leader',
} as const
const BY_TOWN = {
  draft: ['town_station', 'town_secretary'],
  issue: ['town_secretary'],
  verify: ['town_station', 'town_secretary'],
  close: ['town_secretary', 'town_station'],
  escalate: 'town_secretary',
} as const

const notice = (sides: Sides) => [
  step('draft', ['拟制整改通知', 'The notice is drafted'], {
    after: [],
    seats: seats(sides.draft),
    signers: 1,
    form: [
      words('demands', ['整改要求', 'What is to be mended']),
      line('reply', ['回复方式', 'How to reply']),
      words('consequence', ['逾期不改的处理', 'What follows if not']),
      line('contact', ['联系人及电话', 'Contact']),
    ],
    clause: SEED,
  }),
  step('review', ['审核', 'The draft is reviewed'], {
    after: ['draft'],
    seats: seats(sides.draft),
    signers: 1,
    apart: ['draft'],
    due: days(2, { working: true }),
    escalate: sides.escalate,
    clause: SEED,
  }),
  step('issue', ['签发', 'The notice is issued'], {
    after: ['review'],
    seats: seats(sides.issue),
    signers: 1,
    form: [event('issuedOn', ['签发日期', 'Issued on'])],
    papers: [
      sheet('notice', ['整改通知书(签章)', 'The notice, signed and sealed'], {
        blanks: [
          ['签发人', 'Issued by'],
          ['签收人', 'Received by'],
        ],
      }),
    ].map((paper) => ({ ...paper, required: false })),
    apart: ['draft'],
    due: days(2, { working: true }),
    escalate: sides.escalate,
    clause: SEED,
  }),
]

const mending = (sides: Sides) => [
  step('acknowledge', ['签收', 'Acknowledged'], {
    after: ['issue'],
    seats: seats(sides.mend),
    signers: 1,
    due: days(2, { working: true, from: 'issue' }),
    escalate: sides.escalate,
    clause: SEED,
  }),
  step('plan', ['整改方案', 'The plan'], {
    after: ['acknowledge'],
    seats: seats(sides.mend),
    signers: 1,
    form: [
      table(
        'measures',
        ['整改措施', 'Measures'],
        [
          line('measure', ['措施', 'Measure']),
          line('person', ['责任人', 'Who']),
          { kind: 'day', key: 'until', title: text('完成时限', 'Until'), event: false },
        ],
        1,
      ),
    ],
    due: days(5, { working: true, from: 'acknowledge' }),
    escalate: sides.escalate,
    clause: SEED,
  }),
  step('reply', ['整改、自查并回复', 'Mended, checked by oneself, replied'], {
    after: ['plan'],
    seats: seats(sides.mend),
    signers: 1,
    form: [
      event('mendedOn', ['整改完成日期', 'Mended on']),
      words('done', ['整改情况', 'What was done']),
      yuan('recovered', ['追回、补交金额(元)', 'Recovered'], { optional: true }),
      words('selfCheck', ['自查结论', 'What the own check says']),
    ],
    papers: [scan('evidence', ['整改佐证(照片、凭据)', 'Proof: photographs, papers'])],
    escalate: sides.escalate,
    clause: SEED,
  }),
]

const ending = (sides: Sides) => [
  step('verify', ['现场核查', 'Checked on the spot'], {
    after: ['reply'],
    seats: seats(sides.verify),
    signers: 1,
    form: [
      event('visitedOn', ['核查日期', 'Visited on']),
      line('place', ['核查地点', 'Place']),
      words('found', ['核查情况和意见', 'What was found']),
    ],
    papers: [scan('site-photo', ['现场照片', 'Photograph of the place'])],
    apart: ['draft', 'acknowledge', 'plan', 'reply'],
    due: days(7, { working: true, from: 'reply' }),
    escalate: sides.escalate,
    clause: SEED,
  }),
  step('close', ['销号', 'Closed'], {
    after: ['verify'],
    seats: seats(sides.close),
    signers: 1,
    form: [words('conclusion', ['销号意见', 'Conclusion'])],
    apart: ['reply', 'verify'],
    due: days(3, { working: true, from: 'verify' }),
    escalate: sides.escalate,
    clause: SEED,
  }),
]

const FACTS: Process['facts'] = [
  line('number', ['问题编号', 'Number']),
  line('channel', ['发现渠道', 'Found through']),
  line('severity', ['严重程度', 'Severity']),
  { kind: 'day', key: 'foundOn', title: text('发现日期', 'Found on'), event: false },
  words('description', ['查明事实', 'Facts found']),
  line('clause', ['依据', 'Rule or clause']),
  yuan('amount', ['涉及金额(元)', 'Amount'], { optional: true }),
  { kind: 'words', key: 'evidence', title: text('证据', 'Evidence') },
  line('responsible', ['责任人', 'Responsible']),
  line('leader', ['包抓领导', 'Leader']),
  { kind: 'day', key: 'dueOn', title: text('整改期限', 'To be mended by'), event: false },
]

const problemProcess = (
  head: Pick<Process, 'id' | 'title' | 'purpose' | 'unit'>,
  sides: Sides,
): Process => ({
  ...head,
  openers: [],
  facts: FACTS,
  sources: [SEED],
  steps: [...notice(sides), ...mending(sides), ...ending(sides)],
})

/** A problem of a co-op or village, on notice of the county. */
export const PROBLEM_BY_COUNTY = problemProcess(
  {
    id: 'problem-by-county',
    title: text('问题整改(县级督办)', 'Rectification on notice of the county'),
    purpose: text(
      '县级发现的合作社、村问题,发整改通知书,限期整改,现场核查后销号。',
      'A problem of a co-op or village: on notice of the county it is mended, checked on the spot and closed.',
    ),
    unit: 'village',
  },
  { ...BY_COUNTY, mend: ['village_secretary'] },
)

/** A problem of a co-op or village, on notice of its town. */
export const PROBLEM_BY_TOWN = problemProcess(
  {
    id: 'problem-by-town',
    title: text('问题整改(镇级督办)', 'Rectification on notice of the town'),
    purpose: text(
      '乡镇(街道)发现的合作社、村问题,发整改通知书,限期整改,现场核查后销号。',
      'A problem of a co-op or village: on notice of its town it is mended, checked on the spot and closed.',
    ),
    unit: 'village',
  },
  { ...BY_TOWN, mend: ['village_secretary'] },
)

/** A problem of a town itself, on notice of the county. */
export const PROBLEM_OF_TOWN = problemProcess(
  {
    id: 'problem-of-town',
    title: text('乡镇问题整改', 'Rectification by a town'),
    purpose: text(
      '乡镇(街道)自身的问题,由县级发整改通知书,限期整改,现场核查后销号。',
      'A problem of a town itself: on notice of the county it is mended, checked on the spot and closed.',
    ),
    unit: 'town',
  },
  { ...BY_COUNTY, mend: ['town_secretary', 'town_station'] },
)

const extension = (
  head: Pick<Process, 'id' | 'title' | 'purpose'>,
  decide: readonly Role[],
): Process => ({
  ...head,
  unit: 'town',
  openers: [],
  facts: [
    line('number', ['问题编号', 'Number']),
    { kind: 'day', key: 'dueOn', title: text('原整改期限', 'Last day so far'), event: false },
    { kind: 'day', key: 'until', title: text('申请延至', 'Asked for'), event: false },
    words('reason', ['延期理由', 'Why']),
    words('done', ['已做的整改', 'Done so far']),
  ],
  sources: [SEED],
  steps: [
    step('decide', ['延期审批', 'The extension is decided'], {
      after: [],
      kind: 'approval',
      guidanceBinds: true,
      seats: seats(decide),
      signers: 1,
      apart: ['open'],
      due: days(3, { working: true }),
      escalate: null,
      clause: SEED,
    }),
  ],
})

/** More time for a problem under notice of the county. */
export const EXTENSION_BY_COUNTY = extension(
  {
    id: 'extension-by-county',
    title: text('整改延期(县级督办)', 'More time, from the county'),
    purpose: text(
      '确需延长整改期限的,在到期前说明理由,由签发的一级审批。',
      'More time for a rectification is asked for before it is due, and granted by the level that issued the notice.',
    ),
  },
  ['county_organisation', 'county_leader'],
)

/** More time for a problem under notice of a town. */
export const EXTENSION_BY_TOWN = extension(
  {
    id: 'extension-by-town',
    title: text('整改延期(镇级督办)', 'More time, from the town'),
    purpose: text(
      '确需延长整改期限的,在到期前说明理由,由签发的一级审批。',
      'More time for a rectification is asked for before it is due, and granted by the level that issued the notice.',
    ),
  },
  ['town_secretary'],
)
