/* Who helps in the demonstration county, and what was seen on visits. Nobody here is a real person or firm. */

const SURNAMES = Array.from('赵钱孙李周吴郑王冯陈褚卫')

interface Helpers {
  readonly names: readonly string[]
  readonly posts: readonly string[]
  readonly capacity: number
}

export const HELPED: Readonly<Record<string, Helpers>> = {
  county_leader: {
    names: SURNAMES.map((surname) => `${surname}某某`),
    posts: ['县委常委', '副县长', '县人大副主任', '县政协副主席'],
    capacity: 2,
  },
  department: {
    names: [
      '县发展和改革局',
      '县教育和体育局',
      '县科学技术局',
      '县民政局',
      '县司法局',
      '县人力资源和社会保障局',
      '县住房和城乡建设局',
      '县交通运输局',
      '县水利局',
      '县商务局',
      '县文化和旅游局',
      '县卫生健康局',
      '县审计局',
      '县市场监督管理局',
      '县林业发展中心',
      '县畜牧发展中心',
      '县供销合作社',
      '县融媒体中心',
    ],
    posts: [''],
    capacity: 6,
  },
  enterprise: {
    names: [
      '演示绿源食品有限公司',
      '演示果蔬冷链有限公司',
      '演示姜蒜加工有限公司',
      '演示农机服务有限公司',
      '演示种苗科技有限公司',
      '演示文旅发展有限公司',
      '演示粮油贸易有限公司',
      '演示蜂业有限公司',
    ],
    posts: [''],
    capacity: 9,
  },
}

export const VISITS = [
  {
    ago: 12,
    place: '姜窖',
    did: '看大姜窖储,商量错峰出售',
    issues: [{ kind: 'land', what: '新建姜窖的用地手续不清楚怎么办', toRole: 'natural_resources' }],
  },
  {
    ago: 9,
    place: '办公室',
    did: '对照章程检查成员账户,指出两处漏记',
    issues: [{ kind: 'management', what: '会计刚换人,账务没有人带', toRole: 'town_station' }],
  },
  {
    ago: 6,
    place: '果园',
    did: '看剪枝,联系技术员到场指导',
    issues: [],
  },
  {
    ago: 3,
    place: '冷库',
    did: '帮助联系收购商两家,已看样',
    issues: [{ kind: 'market', what: '苹果压价,想对接县外市场', toRole: 'county_agriculture' }],
  },
  { ago: 1, place: '田间', did: '走访三户成员,核对土地入股面积', issues: [] },
] as const

export const RESOURCES = [
  {
    at: 'county',
    side: 'offer',
    kind: 'technology',
    title: '大姜轮作和土壤改良技术员',
    detail: '每周三可到社',
  },
  {
    at: 'county',
    side: 'offer',
    kind: 'market',
    title: '机关食堂采购',
    detail: '蔬菜、杂粮,按周下单',
  },
  { at: 'county', side: 'offer', kind: 'equipment', title: '冷藏车两辆', detail: '提前三天预约' },
  { at: 'coop', side: 'need', kind: 'equipment', title: '冷藏车', detail: '12 月运大姜约 20 吨' },
  { at: 'coop', side: 'need', kind: 'market', title: '大姜销路', detail: '窖藏姜约 60 吨' },
] as const
