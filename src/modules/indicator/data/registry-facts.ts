import { text } from '../../../kernel/text.ts'
import type { FactSpec } from '../model.ts'
import { familyOf, SEED } from './words.ts'

/* Facts of the registry and of the registers of shares: places, co-ops, people, land, assistance, unions. */

const place = familyOf('village', { lowest: 'village' })
const coop = familyOf('coop', {
  leavesOut: text(
    '不在县计数口径之内的状态,以及联合社',
    'statuses outside the county’s counting rule, and unions',
  ),
})
const finding = familyOf('finding', {
  needs: 'shares.read',
  leavesOut: text(
    '县里准予例外的规则;以最近一次核验为准',
    'rules the county exempted; the last check counts',
  ),
})
const member = familyOf('member', {
  fold: 'distinct',
  needs: 'shares.read',
  leavesOut: text('集体、企业等单位成员', 'collectives, enterprises and other units'),
})
const money = familyOf('contribution', { measure: 'fen', needs: 'shares.read' })
const land = familyOf('land', { measure: 'mu' })
const help = familyOf('assistance', { needs: 'shares.read', fold: 'distinct' })
const union = familyOf('union', {})
const party = familyOf('party', { lowest: 'village', needs: 'party.read' })

const ofClass = (id: string, zh: string, en: string): FactSpec =>
  coop(
    `class-${id}`,
    text(zh, en),
    text(`当日分类为“${zh}”的计数合作社`, `counted co-ops classified “${en}” on the day`),
    { source: `${SEED} R67-R70` },
  )

export const REGISTRY_FACTS: readonly FactSpec[] = [
  place('villages', text('村', 'Villages'), text('当日有效的行政村', 'villages in being on the day'), {
    leavesOut: text('社区', 'communities'),
  }),
  place(
    'communities',
    text('社区', 'Communities'),
    text('当日有效的社区(居委会)', 'communities in being on the day'),
  ),
  place(
    'covered',
    text('已有合作社的村(社区)', 'Villages with a co-op'),
    text('至少有一个计数合作社的村(社区)', 'villages and communities with a counted co-op'),
    { fold: 'distinct' },
  ),
  coop(
    'coops',
    text('党支部领办合作社', 'Branch-led co-ops'),
    text('按县计数口径当日计数的合作社', 'co-ops counted on the day by the county’s rule'),
  ),
  coop(
    'new-coops',
    text('新登记合作社', 'New co-ops'),
    text('登记日期在本期之内的计数合作社', 'counted co-ops registered in the period'),
    { span: 'period' },
  ),
  coop(
    'early-coops',
    text('往年注册的合作社', 'Earlier co-ops'),
    text(
      '实施意见之前登记的计数合作社(须逐社规范提升)',
      'counted co-ops registered before the opinions',
    ),
    { source: `${SEED} R66` },
  ),
  coop(
    'early-classed',
    text('往年社中已分类的', 'Earlier co-ops with a class'),
    text('其中当日已有分类的', 'those of them with a class on the day'),
    { source: `${SEED} R66` },
  ),
  ofClass('model', '示范引领型', 'Model-leading'),
  ofClass('improve', '规范提升型', 'Regulate-and-improve'),
  ofClass('transform', '改造转化型', 'Transform'),
  ofClass('rebuild', '重新组建型', 'Rebuild'),
  coop(
    'kept-coops',
    text('股权规则合规的合作社', 'Co-ops that keep the equity rules'),
    text(
      '最近一次核验没有硬性或提示性规则不合规的计数合作社',
      'counted co-ops whose last check broke neither a hard nor an advisory rule',
    ),
    { needs: 'shares.read' },
  ),
  finding(
    'findings-block',
    text('硬性规则不合规', 'Hard rules broken'),
    text('计数合作社按约束口径不合规的硬性规则条数', 'hard rules broken by the binding reading'),
  ),
  finding(
    'findings-warn',
    text('提示性规则不合规', 'Advisory rules broken'),
    text('按约束口径不合规的提示性规则条数', 'advisory rules broken by the binding reading'),
  ),
  finding(
    'concentrated',
    text('单户占股超限的合作社', 'Co-ops with a holder above the limit'),
    text(
      '“单个成员不超过20%”按约束口径不合规的计数合作社',
      'counted co-ops that break the limit of 20 % for one member',
    ),
    { source: `${SEED} R52、R54` },
  ),
  member(
    'members',
    text('入社群众', 'Members'),
    text('计数合作社名册上的自然人,一人只计一次', 'persons on registers of counted co-ops, each once'),
    { source: `${SEED} R7` },
  ),
  member(
    'households',
    text('入社农户', 'Member households'),
    text('上述成员所在的户,一户只计一次', 'their households, each once'),
  ),
  member(
    'new-members',
    text('新入社群众', 'New members'),
    text('本期入社、期末仍在册的自然人', 'persons who joined in the period and are still there'),
    { span: 'period' },
  ),
  member(
    'new-households',
    text('新入社农户', 'New member households'),
    text(
      '本期第一次有人入社(全县任何一社)的户',
      'households of which somebody joined a co-op of the county for the first time',
    ),
    { span: 'period' },
  ),
  money(
    'contributions',
    text('实缴出资', 'Contributions paid in'),
    text('计数合作社登记出资的实缴数', 'registered contributions paid in to counted co-ops'),
    { leavesOut: text('认缴未缴、内部股份', 'what is promised, internal units') },
  ),
  money(
    'collective-contributions',
    text('其中村集体出资', 'Of it by collectives'),
    text('村集体的实缴出资', 'contributions paid in by village collectives'),
  ),
  money(
    'new-contributions',
    text('本期新增出资', 'Contributions of the period'),
    text('本期实缴出资净增', 'contributions paid in in the period, less what was taken back'),
    { span: 'period' },
  ),
  land(
    'area',
    text('经营面积', 'Area managed'),
    text('计数合作社登记的经营面积', 'the area that counted co-ops manage'),
    { source: `${SEED} R24` },
  ),
  land(
    'land-shares',
    text('入股土地', 'Land held as shares'),
    text('当日在册的入股地块面积', 'parcels on the registers on the day'),
    { source: `${SEED} R65` },
  ),
  land(
    'new-land',
    text('本期新入股土地', 'Land of the period'),
    text('本期入股的地块面积', 'parcels brought in in the period'),
    { span: 'period' },
  ),
  help(
    'assistance-coops',
    text('设立扶贫股的合作社', 'Co-ops with assistance shares'),
    text('有一笔以上有效扶贫股(帮扶股)的计数合作社', 'counted co-ops with one in force'),
    { source: `${SEED} R83` },
  ),
  help(
    'beneficiaries',
    text('扶贫股受益人', 'Beneficiaries'),
    text(
      '有效受益人,一人只计一次;整户受益的按登记人数',
      'people who benefit, each once; a household named as a whole counts its persons',
    ),
    { source: `${SEED} R84` },
  ),
  help(
    'assisted-households',
    text('扶贫股受益户', 'Beneficiary households'),
    text('上述受益人所在的户', 'their households'),
    { source: `${SEED} R84` },
  ),
  union(
    'unions',
    text('联合社', 'Unions'),
    text('当日存续的联合社,计在住所所在单位', 'unions in being on the day, where they have their seat'),
    { lowest: 'village', source: `${SEED} R80` },
  ),
  union(
    'union-coops',
    text('加入联合社的合作社', 'Co-ops in unions'),
    text('当日是联合社成员的合作社', 'co-ops that are members of a union on the day'),
    { fold: 'distinct', source: `${SEED} R79` },
  ),
  union(
    'paired-coops',
    text('“1+N”结对的弱社小社', 'Co-ops led by another (1+N)'),
    text('当日有带动社的合作社', 'co-ops that another one leads on the day'),
    { fold: 'distinct', source: `${SEED} R78` },
  ),
  party(
    'party-members',
    text('党员', 'Party members'),
    text('村党支部当日在册党员', 'members of the village branches on the day'),
    { source: `${SEED} R23` },
  ),
  party(
    'party-joined',
    text('入社党员', 'Party members who joined'),
    text('其中当日在任一合作社入股的', 'those of them with shares in a co-op on the day'),
    { source: `${SEED} R23` },
  ),
]
