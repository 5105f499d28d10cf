/* What the show co-op signs, spends and risks: invented names, said to be examples. */

interface Offer {
  readonly way: 'quote' | 'tender'
  readonly supplier: string
  readonly amount: string
  readonly chosen: boolean
  readonly note: string
}

const offers = (way: Offer['way'], rows: readonly (readonly [string, string])[]): Offer[] =>
  rows.map(([supplier, amount], i) => ({
    way,
    supplier,
    amount,
    chosen: i === 0,
    note: i === 0 ? '价格最低,送货上门' : '',
  }))

/** A contract; days are counted from the county's today. */
export interface DemoContract {
  readonly title: string
  readonly kind: 'purchase' | 'sale' | 'lease_in' | 'construction' | 'service'
  readonly direction: 'pays' | 'receives'
  readonly partner: {
    readonly name: string
    readonly creditCode?: string
    readonly legalRep?: string
    readonly address?: string
  }
  /** Whose number the other side gives. */
  readonly related: 'chair' | null
  readonly amount: string
  readonly priceBasis: string
  readonly from: number
  readonly to: number
  readonly schedule: readonly {
    readonly kind: 'performance' | 'payment' | 'collection'
    readonly away: number
    readonly amount: string | null
    readonly text: string
  }[]
  readonly quotes: readonly Offer[]
  /** Signed before approvals were in use, so many days ago (negative). */
  readonly signed: number | null
  readonly stage: 'kept' | 'ended' | 'approving' | 'in_force'
}

const PARTNERS = {
  cold: { name: '沂水示例冷链仓储有限公司', creditCode: '91371323MA3DEMO011', legalRep: '示例甲' },
  shop: { name: '沂水示例惠农农资有限公司', creditCode: '91371323MA3DEMO022', legalRep: '示例乙' },
  build: { name: '沂水示例建筑工程队', creditCode: '91371323MA3DEMO033', legalRep: '示例丙' },
  fresh: { name: '临沂示例生鲜配送有限公司', creditCode: '91371300MA3DEMO044', legalRep: '示例丁' },
  kin: { name: '沂水示例家庭农机服务部', creditCode: '91371323MA3DEMO055' },
} as const

export const CONTRACTS: readonly DemoContract[] = [
  {
    title: '冷库租赁合同',
    kind: 'lease_in',
    direction: 'pays',
    partner: PARTNERS.cold,
    related: null,
    amount: '36000',
    priceBasis: '参照周边冷库每平方米租金',
    from: -345,
    to: 20,
    schedule: [
      { kind: 'payment', away: -200, amount: '18000', text: '上半年租金' },
      { kind: 'payment', away: 12, amount: '18000', text: '下半年租金' },
    ],
    quotes: [],
    signed: -350,
    stage: 'kept',
  },
  {
    title: '生姜购销合同',
    kind: 'sale',
    direction: 'receives',
    partner: PARTNERS.fresh,
    related: null,
    amount: '280000',
    priceBasis: '随行就市,保底每公斤五元六角',
    from: -240,
    to: 160,
    schedule: [
      { kind: 'performance', away: -10, amount: null, text: '交付首批鲜姜二十吨' },
      { kind: 'collection', away: 25, amount: '140000', text: '首批货款' },
    ],
    quotes: [],
    signed: -245,
    stage: 'kept',
  },
  {
    title: '2019年度农资采购框架合同',
    kind: 'purchase',
    direction: 'pays',
    partner: PARTNERS.shop,
    related: null,
    amount: '52000',
    priceBasis: '三家比价后最低价',
    from: -420,
    to: -55,
    schedule: [],
    quotes: [],
    signed: -425,
    stage: 'kept',
  },
  {
    title: '仓库看护服务合同',
    kind: 'service',
    direction: 'pays',
    partner: PARTNERS.kin,
    related: null,
    amount: '9600',
    priceBasis: '参照本村公益岗位工资',
    from: -300,
    to: 65,
    schedule: [],
    quotes: [],
    signed: -305,
    stage: 'ended',
  },
  {
    title: '生姜种植大棚建设合同',
    kind: 'construction',
    direction: 'pays',
    partner: PARTNERS.build,
    related: null,
    amount: '86000',
    priceBasis: '招标,三家投标取最低价',
    from: 1,
    to: 120,
    schedule: [
      { kind: 'payment', away: 10, amount: '26000', text: '预付款' },
      { kind: 'performance', away: 80, amount: null, text: '完工验收' },
      { kind: 'payment', away: 95, amount: '60000', text: '验收后付清' },
    ],
    quotes: offers('tender', [
      [PARTNERS.build.name, '86000'],
      ['沂水示例第二工程队', '91500'],
      ['临沂示例温室工程有限公司', '98000'],
    ]),
    signed: null,
    stage: 'in_force',
  },
  {
    title: '农机代耕服务合同',
    kind: 'service',
    direction: 'pays',
    partner: PARTNERS.kin,
    related: 'chair',
    amount: '8600',
    priceBasis: '每亩八十六元,低于镇上市场价',
    from: 10,
    to: 200,
    schedule: [{ kind: 'payment', away: 60, amount: '8600', text: '作业验收后付款' }],
    quotes: [],
    signed: null,
    stage: 'approving',
  },
  {
    title: '有机肥采购合同',
    kind: 'purchase',
    direction: 'pays',
    partner: PARTNERS.shop,
    related: null,
    amount: '23800',
    priceBasis: '三家询价取最低',
    from: 15,
    to: 105,
    schedule: [{ kind: 'payment', away: 40, amount: '23800', text: '到货验收后付款' }],
    quotes: offers('quote', [
      [PARTNERS.shop.name, '23800'],
      ['沂水示例田园农资店', '24600'],
      ['临沂示例生物肥业有限公司', '25200'],
    ]),
    signed: null,
    stage: 'kept',
  },
]

export const REQUESTS = [
  {
    payee: PARTNERS.shop.name,
    amount: '12600',
    class: 'supplies',
    purpose: '冬季姜窖消毒用石灰和覆盖用薄膜',
    emergency: null,
    quotes: offers('quote', [
      [PARTNERS.shop.name, '12600'],
      ['沂水示例田园农资店', '13100'],
      ['临沂示例塑业有限公司', '13900'],
    ]),
    until: null,
  },
  {
    payee: '沂水示例装卸运输队',
    amount: '15800',
    class: 'labour',
    purpose: '鲜姜入库装卸和运输劳务',
    emergency: null,
    quotes: [],
    until: 'party',
  },
  {
    payee: '沂水示例农机维修部',
    amount: '11200',
    class: 'services',
    purpose: '抢修冷库压缩机',
    emergency: '压缩机停机,库内八十吨鲜姜两日内将受冻害,不能等待审批',
    quotes: offers('quote', [
      ['沂水示例农机维修部', '11200'],
      ['临沂示例制冷设备有限公司', '14500'],
      ['沂水示例机电服务站', '13800'],
    ]),
    until: null,
  },
  {
    payee: '沂水示例抢险工程队',
    amount: '18500',
    class: 'labour',
    purpose: '暴雪压塌大棚清理和加固',
    emergency: '大棚局部倒塌,随时危及作业人员安全',
    quotes: [],
    until: 'council',
  },
  {
    payee: '沂水示例文印店',
    amount: '860',
    class: 'office',
    purpose: '印制股权证和公示材料',
    emergency: null,
    quotes: [],
    until: null,
  },
  {
    payee: '沂水示例农机销售有限公司',
    amount: '32000',
    class: 'assets',
    purpose: '购置旋耕机一台',
    emergency: null,
    quotes: offers('quote', [
      ['沂水示例农机销售有限公司', '32000'],
      ['临沂示例农业机械有限公司', '33600'],
      ['沂水示例惠农农机店', '34800'],
    ]),
    until: 'cancelled',
  },
] as const

type Mark = readonly [factor: Factor, likelihood: number, impact: number, mitigation: string]
type Factor =
  | 'market'
  | 'technology'
  | 'funding'
  | 'land'
  | 'policy'
  | 'partner'
  | 'disaster'
  | 'collective'

const marks = (rows: readonly Mark[]) =>
  rows.map(([factor, likelihood, impact, mitigation]) => ({
    factor,
    likelihood,
    impact,
    mitigation,
  }))

export const ASSESSMENTS = [
  {
    title: '生姜种植大棚项目',
    factors: marks([
      ['market', 3, 4, '与配送企业签订保底价购销合同,分批上市'],
      ['technology', 2, 3, ''],
      ['funding', 2, 4, '分期付款,预付不超过三成'],
      ['land', 1, 3, ''],
      ['policy', 1, 2, ''],
      ['partner', 3, 3, '查询信用,验收后付清余款'],
      ['disaster', 3, 4, '参加设施农业保险,雨雪前加固'],
      ['collective', 2, 4, '集体以土地经营权入股,不提供担保'],
    ]),
    exposure: '86000',
    conclusion: '总体风险可控,按防范措施落实后实施。',
    until: null,
  },
  {
    title: '冷库扩容项目',
    factors: marks([
      ['market', 3, 3, '先签仓储意向再动工'],
      ['technology', 2, 2, ''],
      ['funding', 4, 4, '自筹比例不足,待项目资金批复后再启动'],
      ['land', 2, 4, '先办理设施农用地备案'],
      ['policy', 2, 3, ''],
      ['partner', 2, 3, ''],
      ['disaster', 2, 2, ''],
      ['collective', 3, 4, '不以集体资产抵押'],
    ]),
    exposure: '240000',
    conclusion: '资金缺口大,资金落实以前不启动。',
    until: 'station',
  },
] as const

export const RISK_ITEMS = [
  {
    factor: 'market',
    title: '鲜姜价格跌破保本价',
    mitigation: '每周比对批发市场价,低于五元启动保底收购',
    owner: '理事长',
    away: 45,
    status: 'watching',
    note: '本周批发价每公斤六元二角',
  },
  {
    factor: 'partner',
    title: '配送企业拖欠首批货款',
    mitigation: '逾期十日发催款函,停止第二批发货',
    owner: '会计',
    away: -5,
    status: 'open',
    note: '',
  },
  {
    factor: 'disaster',
    title: '大棚雪灾倒塌',
    mitigation: '投保设施农业险,雪前加固立柱',
    owner: '监事会',
    away: -30,
    status: 'closed',
    note: '已投保并加固',
  },
  {
    factor: 'funding',
    title: '冷库扩容资金缺口',
    mitigation: '项目资金批复前不签合同',
    owner: '理事会',
    away: 90,
    status: 'open',
    note: '',
  },
] as const
