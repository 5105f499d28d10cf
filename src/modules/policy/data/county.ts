import { date } from '../../../kernel/date.ts'
import { text } from '../../../kernel/text.ts'
import type { ClauseSeed, DocumentSeed } from '../model.ts'

const clause = (number: string, zh: string, en: string): ClauseSeed => ({
  number,
  gist: text(zh, en),
})

const ARTICLE = '沂水县农业农村局《一着妙棋活全盘》(2020-11-30)'
const SECOND_HAND = `文件原文未取得,要点据${ARTICLE}转述;取得原文后请登记新版本。`

const shareRules: readonly ClauseSeed[] = [
  clause(
    '(二)规范管理·集体占股',
    '牢牢把握“公有”属性,集体占股以20—40%为宜。',
    'The public nature is held firmly: a collective share of 20–40% is appropriate.',
  ),
  clause(
    '(二)规范管理·支部成员占股',
    '村党支部成员占股不低于1%。',
    'Members of the village Party branch hold no less than 1%.',
  ),
  clause(
    '(二)规范管理·单个社员出资',
    '单个社员出资比例不超过20%,从源头上防止“大户垄断”。',
    'A single member contributes no more than 20%, so that big households do not dominate.',
  ),
  clause(
    '(二)规范管理·入社户数',
    '入社户数不少于10%。',
    'No fewer than 10% of households join.',
  ),
]

const management: readonly ClauseSeed[] = [
  clause(
    '(二)规范管理·章程与议题',
    '乡镇(街道)党(工)委对章程制定、重大事项决策、成员大会议题及相关内容严格把关。',
    'The township Party committee checks the charter, major decisions and the topics of members’ assemblies.',
  ),
  clause(
    '(二)规范管理·风险评估',
    '对确定的增收项目进行风险评估。',
    'Chosen income projects are assessed for risk.',
  ),
  clause(
    '(二)规范管理·支出审批',
    '签订经济合同以及1万元以上的重大支出等严格审核,实行审批制度。',
    'Economic contracts and major expenditure of 10,000 yuan and above are reviewed and approved.',
  ),
  clause(
    '(二)规范管理·四议两公开',
    '建立民主议事、财务管理、利益分配、社务公开等制度,严格落实“四议两公开”程序和财务会计制度。',
    'Deliberation, finance, distribution and disclosure have rules; the four discussions and two disclosures and the accounting system are followed.',
  ),
]

/** Documents of Yishui County, as far as they are known, and the publication that reports them. */
export const COUNTY_DOCUMENTS: readonly DocumentSeed[] = [
  {
    code: 'yishui-opinions',
    kind: 'county_document',
    title: text(
      '关于推动党支部领办合作社工作的实施意见',
      'Implementation Opinions on Promoting Party-branch-led Cooperatives',
    ),
    issuer: '沂水县',
    label: '印发稿(原文未取得)',
    from: null,
    firstHand: false,
    sourceNote: SECOND_HAND,
    clauses: shareRules,
  },
  {
    code: 'yishui-procedures',
    kind: 'county_document',
    title: text(
      '党支部领办合作社操作规程',
      'Operating Procedures for Party-branch-led Cooperatives',
    ),
    issuer: '沂水县',
    label: '印发稿(原文未取得)',
    from: null,
    firstHand: false,
    sourceNote: SECOND_HAND,
    clauses: management,
  },
  {
    code: 'yishui-article',
    kind: 'publication',
    title: text(
      '山东:一着妙棋活全盘——沂水县推进村党支部领办合作社',
      'Shandong: one clever move brings the whole board to life',
    ),
    issuer: '沂水县农业农村局 沙泳君',
    label: '2020-11-30',
    from: date('2020-11-30'),
    firstHand: true,
    sourceNote: '农业农村部农机推广与监理网刊载;宣传文章,并非规定原文。',
    clauses: [
      ...shareRules,
      ...management,
      clause(
        '(一)村级·带头入社',
        '干部党员带头入社,把群众组织起来、资源利用起来。',
        'Cadres and Party members join first, organise people and put resources to use.',
      ),
      clause(
        '(三)深化拓展·扶贫股',
        '探索设立“扶贫股”,使贫困群众分享发展成果;已有21个合作社设立,受益贫困户达到1100人。',
        'Poverty shares let poor people take part; 21 co-ops have them, 1,100 people benefit.',
      ),
    ],
  },
]
