import { text } from '../../../../kernel/text.ts'
import type { Demand, Field, Process } from '../../model.ts'
import {
  addUp,
  atLeast,
  choice,
  count,
  days,
  demand,
  event,
  is,
  line,
  moreThan,
  scan,
  seat,
  sheet,
  step,
  table,
  words,
  yes,
  yuan,
} from './words.ts'

/* 四议两公开: a village matter from the branch's proposal to the publication of its result. */

const ORGANIC = '村民委员会组织法 26'
const COLLECTIVE = '农村集体经济组织法 26-28'
const SHANDONG = '山东省实施《村民委员会组织法》办法 24'
const CUSTOM = '四议两公开工作法'

const attendance: readonly Field[] = [
  count('expected', ['应到人数', 'Should attend']),
  count('present', ['实到人数', 'Attended']),
]
const meeting = (title: readonly [string, string]): readonly Field[] => [
  event('heldOn', ['会议日期', 'Held on']),
  choice('form', ['会议形式', 'Form'], [
    ['meeting', '会议', 'Meeting'],
    ['joint', '联席会议', 'Joint meeting'],
    ['visit', '分组入户', 'By households'],
  ]),
  ...attendance,
  words('content', title),
]

const came = (rule: string): Demand =>
  demand(`${rule}-COUNT`, CUSTOM, {
    test: atLeast('expected', '1', 'present'),
    text: ['实到人数不能多于应到人数', 'No more can attend than should'],
  })
const agreed = (rule: string): Demand =>
  demand(`${rule}-VOTES`, CUSTOM, {
    test: atLeast('present', '1', 'agree'),
    text: ['同意人数不能多于实到人数', 'No more can agree than attended'],
  })

/** What is signed on the sheets of a meeting, and on those of a publication. */
const MEETING = [
  ['参会人员签名', 'Signed by those who attended'],
  ['乡镇(街道)列席人员签名、职务', 'Signed by those from the town, with their posts'],
  ['村务监督委员会意见', 'Opinion of the village supervisors'],
] as const
const PUBLISHED = [
  ['村务监督委员会签名', 'Signed by the village supervisors'],
  ['村党支部、村民委员会签章', 'Signed and sealed by branch and committee'],
] as const

const secretary = [seat('secretary', 'village_secretary')]
const townAttends: Field = line('townAttendant', ['乡镇(街道)列席人员及职务', 'Attended from the town'], {
  optional: true,
})

/** The collective's own decision asks for two thirds of all, whatever the villagers' representatives need. */
const collectiveVote: readonly Field[] = [
  choice('collectiveBody', ['集体经济组织表决机构', 'Body of the collective'], [
    ['members', '成员大会', 'Assembly of members'],
    ['delegates', '成员代表大会', 'Assembly of delegates'],
  ]),
  event('collectiveHeldOn', ['成员(代表)大会日期', 'Held on']),
  count('collectiveAll', ['全体成员(代表)人数', 'All members or delegates']),
  count('collectivePresent', ['实到人数', 'Attended']),
  count('collectiveYes', ['赞成票', 'In favour']),
]

export const FOUR_DISCUSSIONS: Process = {
  id: 'four-discussions',
  title: text('四议两公开', 'Four discussions, two publications'),
  purpose: text(
    '村级重大事项(集体入社、投资、资产投入)的决策与公开。合作社自身事项由合作社成员大会另行决定。',
    'How a village decides what the collective joins, invests or contributes. What the co-op decides is its own assembly’s.',
  ),
  unit: 'village',
  openers: ['village_secretary', 'town_station'],
  facts: [
    choice('origin', ['事项来源', 'Origin'], [
      ['villagers', '党员和群众提出', 'Members and villagers'],
      ['cadres', '村干部提出', 'Village cadres'],
      ['above', '上级安排', 'Ordered from above'],
    ]),
    choice('matter', ['事项类别', 'Matter'], [
      ['join', '集体加入合作社', 'The collective joins a co-op'],
      ['invest', '集体投资', 'The collective invests'],
      ['assets', '集体资产、资源投入', 'The collective contributes assets'],
      ['other', '其他村级重大事项', 'Another matter of the village'],
    ]),
    yuan('amount', ['涉及金额(元)', 'Amount'], { optional: true }),
    words('content', ['事项内容', 'The matter']),
    yes('collective', ['涉及集体资产或投资', 'Concerns collective property']),
  ],
  sources: [CUSTOM, ORGANIC, COLLECTIVE, SHANDONG],
  steps: [
    step('branch', ['村党支部提议', 'The branch proposes'], {
      after: [],
      seats: secretary,
      form: meeting(['提议内容', 'Proposal']),
      papers: [sheet('branch-sheet', ['村党支部会提议表', 'Sheet 1: the branch proposes'], { form: '表一', blanks: MEETING })],
      demands: [
        demand('4D-BRANCH', CUSTOM, {
          test: moreThan('present', '1/2', 'expected'),
          text: ['到会支委须超过半数', 'More than half of the branch committee must attend'],
        }),
        came('4D-BRANCH'),
      ],
      clause: CUSTOM,
    }),
    step('committees', ['村“两委”会商议', 'The two committees consult'], {
      after: ['branch'],
      seats: secretary,
      form: [...meeting(['商议意见', 'Opinion']), count('agree', ['同意人数', 'In favour'])],
      papers: [sheet('committees-sheet', ['村“两委”会商议表', 'Sheet 2: the committees consult'], { form: '表二', blanks: MEETING })],
      due: days(7),
      demands: [
        demand('4D-COMMITTEES', CUSTOM, {
          test: moreThan('agree', '1/2', 'present'),
          text: ['须到会人员过半数同意', 'More than half of those present must agree'],
        }),
        came('4D-COMMITTEES'),
        agreed('4D-COMMITTEES'),
      ],
      escalate: 'town_station',
      clause: CUSTOM,
    }),
    step('notice', ['方案送达党员,会议书面通知村民代表并张贴', 'The plan and the notice go out'], {
      after: ['committees'],
      seats: secretary,
      form: [event('sentOn', ['送达并张贴日期', 'Sent and posted on'])],
      papers: [
        scan('plan', ['实施方案', 'The plan']),
        scan('notice-photo', ['通知张贴照片', 'Photo of the posted notice'], false),
      ],
      clause: `${CUSTOM};${SHANDONG}`,
    }),
    step('collective-notice', ['集体经济组织成员(代表)大会通知', 'Notice to the collective’s members'], {
      after: ['committees'],
      when: is('case.collective', true),
      seats: secretary,
      form: [
        event('sentOn', ['通知日期', 'Notice given on']),
        words('agenda', ['会议时间、地点和审议事项', 'Time, place and matters']),
      ],
      papers: [scan('collective-notice-photo', ['通知(公告)照片', 'Photo of the notice'])],
      clause: COLLECTIVE,
    }),
    step('party', ['党员大会审议', 'Party members review'], {
      after: ['notice'],
      seats: secretary,
      form: [
        ...meeting(['审议意见', 'Opinion']),
        count('agree', ['同意人数', 'In favour']),
        townAttends,
      ],
      papers: [sheet('party-sheet', ['党员大会审议表', 'Sheet 3: Party members review'], { form: '表三', blanks: MEETING })],
      wait: days(3, { from: 'notice' }),
      demands: [
        demand('4D-PARTY-PRESENT', CUSTOM, {
          test: atLeast('present', '2/3', 'expected'),
          text: ['到会党员须达应到党员三分之二', 'Two thirds of the Party members must attend'],
        }),
        demand('4D-PARTY-AGREE', CUSTOM, {
          test: moreThan('agree', '1/2', 'expected'),
          text: [
            '须应到党员过半数同意(以应到人数计)',
            'More than half of those who should attend must agree',
          ],
        }),
        came('4D-PARTY'),
        agreed('4D-PARTY'),
      ],
      escalate: 'town_station',
      clause: CUSTOM,
    }),
    step('representatives', ['村民代表会议或村民会议决议', 'Villagers’ representatives decide'], {
      after: ['party'],
      seats: secretary,
      form: [
        choice('body', ['议事机构', 'Body'], [
          ['representatives', '村民代表会议', 'Villagers’ representatives'],
          ['villagers', '村民会议', 'Villagers’ assembly'],
        ]),
        ...meeting(['决议事项', 'Resolution']),
        count('womenExpected', ['应到妇女代表人数', 'Women representatives'], { optional: true }),
        count('womenPresent', ['实到妇女代表人数', 'Women who attended'], { optional: true }),
        count('agree', ['赞成票', 'In favour']),
        count('against', ['反对票', 'Against']),
        count('abstain', ['弃权票', 'Abstained']),
        townAttends,
      ],
      papers: [
        sheet('representatives-sheet', ['村民代表会议决议表', 'Sheet 4: the representatives decide'], { form: '表四', blanks: MEETING }),
        scan('sign-in', ['签到册', 'Sign-in sheet']),
      ],
      demands: [
        demand('4D-REP-PRESENT', ORGANIC, {
          when: is('body', 'representatives'),
          test: atLeast('present', '2/3', 'expected'),
          text: [
            '到会村民代表须达三分之二',
            'Two thirds of the villagers’ representatives must attend',
          ],
        }),
        demand('4D-REP-WOMEN', SHANDONG, {
          when: is('body', 'representatives'),
          test: atLeast('womenPresent', '2/3', 'womenExpected'),
          text: [
            '到会妇女代表须达妇女代表总数的三分之二',
            'Two thirds of the women representatives must attend',
          ],
        }),
        demand('4D-VILLAGERS-PRESENT', '村民委员会组织法 22', {
          when: is('body', 'villagers'),
          test: moreThan('present', '1/2', 'expected'),
          text: [
            '到会须超过十八周岁以上村民的半数',
            'More than half of the villagers of full age must attend',
          ],
        }),
        demand('4D-REP-AGREE', ORGANIC, {
          test: moreThan('agree', '1/2', 'present'),
          text: ['须到会人员过半数同意', 'More than half of those present must agree'],
        }),
        came('4D-REP'),
        demand('4D-REP-VOTES', ORGANIC, {
          test: addUp('present', ['agree', 'against', 'abstain']),
          text: ['赞成、反对、弃权之和须等于实到人数', 'The votes must add up to those present'],
        }),
      ],
      wait: days(5, { from: 'notice' }),
      escalate: 'town_station',
      clause: ORGANIC,
    }),
    step('collective', ['集体经济组织成员(代表)大会表决', 'The collective’s members decide'], {
      after: ['party', 'collective-notice'],
      when: is('case.collective', true),
      seats: secretary,
      form: collectiveVote,
      papers: [scan('collective-resolution', ['成员(代表)大会决议(已签字)', 'Resolution, signed'])],
      wait: days(10, { from: 'collective-notice' }),
      demands: [
        demand('COLL-COUNT', COLLECTIVE, {
          test: atLeast('collectiveAll', '1', 'collectivePresent'),
          text: ['实到人数不能多于全体人数', 'No more can attend than there are'],
        }),
        demand('COLL-VOTES', COLLECTIVE, {
          test: atLeast('collectivePresent', '1', 'collectiveYes'),
          text: ['赞成票不能多于实到人数', 'No more can agree than attended'],
        }),
        demand('COLL-PRESENT', COLLECTIVE, {
          test: atLeast('collectivePresent', '2/3', 'collectiveAll'),
          text: ['到会人数须达全体三分之二', 'Two thirds of all must attend'],
        }),
        demand('COLL-DEC', COLLECTIVE, {
          test: atLeast('collectiveYes', '2/3', 'collectiveAll'),
          text: [
            '须全体成员(代表)三分之二以上同意(以全体计,不以到会计)',
            'Two thirds of all members or delegates must agree, not of those present',
          ],
        }),
      ],
      escalate: 'town_station',
      clause: COLLECTIVE,
    }),
    step('publish', ['决议公开', 'The decision is published'], {
      after: ['representatives', 'collective'],
      seats: secretary,
      form: [
        event('postedOn', ['公开日期', 'Posted on']),
        line('place', ['公开地点和方式', 'Where and how']),
      ],
      papers: [scan('publish-photo', ['公开栏照片', 'Photo of the board'])],
      due: days(5),
      escalate: 'town_station',
      clause: CUSTOM,
    }),
    step('objections', ['公示期满,异议处理', 'The period ends, objections answered'], {
      after: ['publish'],
      seats: secretary,
      form: [
        table('objections', ['异议及答复', 'Objections and answers'], [
          line('who', ['提出人', 'By whom']),
          words('objection', ['异议', 'Objection']),
          words('answer', ['答复', 'Answer']),
        ]),
        words('supervision', ['村务监督委员会意见', 'Opinion of the village supervisors']),
      ],
      papers: [sheet('publish-sheet', ['决议公开表', 'Sheet 5: the decision is published'], { form: '表五', blanks: PUBLISHED })],
      wait: days(7, { over: true }),
      clause: CUSTOM,
    }),
    step('filing', ['报乡镇(街道)备案', 'Filed with the town'], {
      after: ['objections'],
      seats: [seat('station', 'town_station')],
      form: [words('opinion', ['备案意见', 'Remarks'], { optional: true })],
      due: days(5, { working: true }),
      apart: ['open'],
      escalate: 'town_secretary',
      clause: '财农〔2021〕121号 7',
    }),
    step('result', ['实施结果公开', 'The result is published'], {
      after: ['filing'],
      seats: secretary,
      form: [
        event('postedOn', ['公开日期', 'Posted on']),
        words('outcome', ['实施结果', 'Result']),
        words('supervision', ['村务监督委员会意见', 'Opinion of the village supervisors']),
      ],
      papers: [
        sheet('result-sheet', ['实施结果公开表', 'Sheet 6: the result is published'], { form: '表六', blanks: PUBLISHED }),
        scan('result-photo', ['公开栏照片', 'Photo of the board']),
      ],
      clause: CUSTOM,
    }),
  ],
}
