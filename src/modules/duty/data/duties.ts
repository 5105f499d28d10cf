import type { Role } from '../../../kernel/role.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { DutySpec, Every, Mechanism, Post, SourceId } from '../model.ts'

/*
 * What the product ships until the county words its own: the duties that the seed article names, each with the words it
 * stands on. How often is the product's proposal where the article is silent.
 */

const ARTICLE = 'yishui-article'

const duty = (
  id: string,
  post: Post,
  of: {
    readonly title: Text
    readonly duty: Text
    readonly clause: string
    readonly every: Every
    readonly source: SourceId
    readonly least?: number
  },
): DutySpec => ({ id, post, department: null, document: ARTICLE, least: null, ...of })

const desk = (id: string, department: Role, said: Text): DutySpec => ({
  id: `dept-${id}`,
  post: 'department',
  department,
  title: text('按时办理', 'Answers in time'),
  duty: said,
  document: ARTICLE,
  clause: '“5部门专项领导小组”;“县抓、镇呼、村应”三位一体',
  every: 'month',
  source: 'desk',
  least: null,
})

export const SHIPPED_DUTIES: readonly DutySpec[] = [
  duty('county-meeting', 'county_secretary', {
    title: text('专题会议', 'Special meetings'),
    duty: text(
      '亲自谋划部署,每年主持召开专题会议不少于2次',
      'Plans and directs; holds special meetings, two a year at least',
    ),
    clause: '“县委书记亲自谋划部署,先后2次主持召开专题会议”',
    every: 'year',
    source: 'meetings',
    least: 2,
  }),
  duty('county-visit', 'county_secretary', {
    title: text('定点联系走访', 'Visits'),
    duty: text(
      '县级领导到定点联系的乡镇、合作社走访,每季度不少于1次',
      'County leaders visit the places they stand for, once a quarter at least',
    ),
    clause: '“县级领导定点联系”',
    every: 'quarter',
    source: 'visits',
    least: 1,
  }),
  duty('group-dispatch', 'leading_group', {
    title: text('周调度', 'Weekly dispatch'),
    duty: text('每周调度一次', 'One dispatch each week'),
    clause: '“周调度、月通报、季度研判”',
    every: 'week',
    source: 'dispatch',
    least: 1,
  }),
  duty('group-bulletin', 'leading_group', {
    title: text('月通报', 'Monthly bulletin'),
    duty: text('每月印发一期通报', 'One bulletin issued each month'),
    clause: '“周调度、月通报、季度研判”',
    every: 'month',
    source: 'bulletins',
    least: 1,
  }),
  duty('group-analysis', 'leading_group', {
    title: text('季度研判', 'Quarterly analysis'),
    duty: text('每季度研判一次', 'One analysis each quarter'),
    clause: '“周调度、月通报、季度研判”',
    every: 'quarter',
    source: 'analyses',
    least: 1,
  }),
  duty('group-site', 'leading_group', {
    title: text('现场观摩', 'On-site meetings'),
    duty: text(
      '每年组织现场观摩或现场会不少于1次',
      'A tour or on-site meeting, once a year at least',
    ),
    clause: '“走看评”现场观摩、“四比四看”擂台赛',
    every: 'year',
    source: 'site',
    least: 1,
  }),
  desk(
    'organisation',
    'county_organisation',
    text(
      '党组织一侧的办件、呼叫和反映的问题按时办理',
      'Cases, calls and issues of the Party side are answered in time',
    ),
  ),
  desk(
    'agriculture',
    'county_agriculture',
    text(
      '合作社指导服务的办件、呼叫和反映的问题按时办理',
      'Cases, calls and issues of guiding co-ops are answered in time',
    ),
  ),
  desk(
    'land',
    'natural_resources',
    text('用地的呼叫和反映的问题按时办理', 'Calls and issues about land are answered in time'),
  ),
  desk(
    'credit',
    'finance_centre',
    text('贷款的呼叫和反映的问题按时办理', 'Calls and issues about loans are answered in time'),
  ),
  desk(
    'funds',
    'finance_bureau',
    text(
      '资金的办件、呼叫和反映的问题按时办理',
      'Cases, calls and issues about funds are answered in time',
    ),
  ),
  duty('town-plan', 'town_secretary', {
    title: text('“一号工程”年度计划', 'Plan of the year'),
    duty: text(
      '纳入镇域经济发展规划,年度计划经县核定',
      'The plan of the year is part of the town’s development plan and confirmed by the county',
    ),
    clause: '“纳入镇域经济发展规划”,作为农村党建“一号工程”专项部署推进',
    every: 'year',
    source: 'plan',
    least: 1,
  }),
  duty('town-meeting', 'town_committee', {
    title: text('专题研究', 'Meetings'),
    duty: text(
      '党(工)委每季度专题研究不少于1次',
      'The committee meets about it, once a quarter at least',
    ),
    clause: '农村党建“一号工程”专项部署推进',
    every: 'quarter',
    source: 'meetings',
    least: 1,
  }),
  duty('town-force', 'town_committee', {
    title: text('专班周志', 'Weekly logs'),
    duty: text('工作专班每周记周志', 'The task force writes each week down'),
    clause: '“镇党(工)委书记牵头成立工作专班”',
    every: 'month',
    source: 'weeks',
  }),
  duty('town-check', 'town_secretary', {
    title: text('严格把关', 'Checks in time'),
    duty: text(
      '章程、重大事项、议题、合同和支出按时把关,村级呼叫按时答复',
      'Charters, matters, agendas, contracts and spending are checked, calls answered in time',
    ),
    clause:
      '“乡镇(街道)党(工)委对章程的制定、重大事项决策、成员大会议题及相关内容严格把关”',
    every: 'month',
    source: 'desk',
  }),
  duty('town-orders', 'town_committee', {
    title: text('落实县级交办', 'County’s assignments'),
    duty: text('县级交办按时回复', 'The county’s assignments are answered in time'),
    clause: '“县抓、镇呼、村应”三位一体',
    every: 'month',
    source: 'orders',
  }),
  duty('town-receipts', 'town_committee', {
    title: text('签收通报', 'Bulletins acknowledged'),
    duty: text('县级通报按时签收', 'The county’s bulletins are acknowledged in time'),
    clause: '“周调度、月通报、季度研判”',
    every: 'month',
    source: 'receipts',
  }),
  duty('town-problems', 'town_secretary', {
    title: text('问题整改', 'Problems mended'),
    duty: text(
      '本镇列入清单的问题按期整改销号',
      'Problems of the town’s list are mended and closed in time',
    ),
    clause: '“问题清单、挂牌督办”',
    every: 'month',
    source: 'problems',
  }),
  duty('town-visit', 'town_committee', {
    title: text('包帮走访', 'Visits'),
    duty: text(
      '领导班子成员到包帮合作社走访,每月不少于1次',
      'Members of the leading body visit their co-ops, once a month at least',
    ),
    clause: '“乡镇领导班子成员包帮”',
    every: 'month',
    source: 'visits',
    least: 1,
  }),
  duty('village-orders', 'village_secretary', {
    title: text('村应', 'Answers the town'),
    duty: text('镇级交办按时回复', 'The town’s assignments are answered in time'),
    clause: '“县抓、镇呼、村应”三位一体',
    every: 'month',
    source: 'orders',
  }),
  duty('village-check', 'village_secretary', {
    title: text('按时办理', 'Acts in time'),
    duty: text(
      '四议两公开、创办、整改中由村办理的环节按时办理',
      'Steps that lie with the village are done in time',
    ),
    clause: '“严格落实‘四议两公开’程序”',
    every: 'month',
    source: 'desk',
  }),
  duty('village-problems', 'village_secretary', {
    title: text('问题整改', 'Problems mended'),
    duty: text('列入清单的问题按期整改销号', 'Problems are mended and closed in time'),
    clause: '“问题清单、挂牌督办”',
    every: 'month',
    source: 'problems',
  }),
  duty('branch-assembly', 'branch', {
    title: text('成员大会', 'Assemblies'),
    duty: text(
      '领办的合作社每年至少召开一次成员大会',
      'Each co-op that the branch leads holds an assembly a year at least',
    ),
    clause: '农民专业合作社法第三十一条',
    every: 'year',
    source: 'assembly',
  }),
  duty('branch-closing', 'branch', {
    title: text('按月结账', 'Months closed'),
    duty: text(
      '领办的合作社按期结账,财务按时公开',
      'The books of the co-ops are closed in time, so that they can be disclosed',
    ),
    clause: '“财务管理、利益分配、社务公开等制度”',
    every: 'year',
    source: 'closing',
  }),
]

/** How the article words it; who leads and who answers the telephone the county writes in. */
export const SHIPPED_MECHANISM: Mechanism = {
  label: '“2+5”工作推进机制',
  reading:
    '“2”为《关于推动党支部领办合作社工作的实施意见》和《党支部领办合作社操作规程》两个文件,“5”为专项领导小组的5个部门。原文未逐一列名,部门按县里实际填写。',
  documents: ['yishui-opinions', 'yishui-procedures'],
  departments: [
    {
      role: 'county_organisation',
      name: '县委组织部',
      leader: '',
      liaison: '',
      duties: '牵头抓总;党支部建设、书记考核、通报和督办。',
    },
    {
      role: 'county_agriculture',
      name: '县农业农村局',
      leader: '',
      liaison: '',
      duties: '合作社指导服务、规范运营、财务和分配辅导。',
    },
    {
      role: 'natural_resources',
      name: '县自然资源和规划局',
      leader: '',
      liaison: '',
      duties: '产业用地、设施农业用地的指标和备案。',
    },
    {
      role: 'finance_centre',
      name: '县金融服务中心',
      leader: '',
      liaison: '',
      duties: '贷款“绿色通道”、“强村贷”等金融产品的对接。',
    },
    {
      role: 'finance_bureau',
      name: '县财政局',
      leader: '',
      liaison: '',
      duties: '整合涉农、扶贫资金,扶持资金的拨付和监管。',
    },
  ],
}
