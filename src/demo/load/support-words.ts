/* The fund pool of the demonstration county. Documents, offices and sums are made up; the total is the seed's (R29). */

interface DemoFund {
  readonly key: string
  readonly level: 'central' | 'province' | 'city' | 'county' | 'town' | 'social'
  readonly year: number
  readonly code: string
  readonly title: string
  readonly purpose: string
  readonly issuer: string
  readonly document: string
  readonly documentOn: string
  readonly decidedOn: string
  readonly kind: 'integrated' | 'restricted' | 'apart'
  readonly restrictions: string
  /** What the voucher's project is called, where the books of the demo have such money. */
  readonly project: string | null
  /** Yuan that the pool holds beyond what is allocated. */
  readonly spare: string
}

const RULE = '专款专用,不得用于发放福利、偿还债务。'

export const FUNDS: readonly DemoFund[] = [
  {
    key: 'poverty-2019',
    level: 'central',
    year: 2019,
    code: '2130505',
    title: '2019年扶贫产业发展资金(示例)',
    purpose: '扶贫股入社和产业项目',
    issuer: '省财政厅(示例)',
    document: '演示财农〔2019〕11号',
    documentOn: '2019-06-20',
    decidedOn: '2019-07-15',
    kind: 'restricted',
    restrictions: `扶贫资金限定用于带贫项目,收益优先用于扶贫股。${RULE}`,
    project: null,
    spare: '0',
  },
  {
    key: 'agriculture-2019',
    level: 'county',
    year: 2019,
    code: '2130199',
    title: '2019年涉农整合资金(示例)',
    purpose: '合作社起步设施',
    issuer: '县财政局(示例)',
    document: '演示财农整〔2019〕3号',
    documentOn: '2019-08-05',
    decidedOn: '2019-09-10',
    kind: 'integrated',
    restrictions: RULE,
    project: null,
    spare: '0',
  },
  {
    key: 'storage-2020',
    level: 'province',
    year: 2020,
    code: '2130142',
    title: '2020年农产品仓储保鲜项目(示例)',
    purpose: '建设保鲜库、冷藏设施',
    issuer: '省财政厅(示例)',
    document: '演示财农〔2020〕6号',
    documentOn: '2020-04-10',
    decidedOn: '2020-05-06',
    kind: 'apart',
    restrictions: `须建成验收。${RULE}`,
    project: '2020年农产品仓储保鲜项目(示例)',
    spare: '120000',
  },
  {
    key: 'water-2020',
    level: 'central',
    year: 2020,
    code: '2130316',
    title: '2020年高效节水灌溉项目(示例)',
    purpose: '节水灌溉设施',
    issuer: '省财政厅(示例)',
    document: '演示财农〔2020〕9号',
    documentOn: '2020-04-16',
    decidedOn: '2020-05-06',
    kind: 'restricted',
    restrictions: `中央水利资金,限定用于灌溉。${RULE}`,
    project: '2020年高效节水灌溉项目(示例)',
    spare: '0',
  },
  {
    key: 'machine-2020',
    level: 'city',
    year: 2020,
    code: '2130122',
    title: '2020年农机购置补助项目(示例)',
    purpose: '购置农业机械',
    issuer: '市财政局(示例)',
    document: '演示市财农〔2020〕4号',
    documentOn: '2020-04-21',
    decidedOn: '2020-05-06',
    kind: 'integrated',
    restrictions: RULE,
    project: '2020年农机购置补助项目(示例)',
    spare: '60000',
  },
  {
    key: 'industry-2020',
    level: 'county',
    year: 2020,
    code: '2130124',
    title: '2020年产业扶持项目(示例)',
    purpose: '特色产业基地建设',
    issuer: '县财政局(示例)',
    document: '演示财农整〔2020〕2号',
    documentOn: '2020-04-28',
    decidedOn: '2020-05-06',
    kind: 'integrated',
    restrictions: RULE,
    project: '2020年产业扶持项目(示例)',
    spare: '200000',
  },
  {
    key: 'donation-2020',
    level: 'social',
    year: 2020,
    code: '社会',
    title: '2020年企业捐助产业资金(示例)',
    purpose: '良种和技术服务',
    issuer: '演示果蔬冷链有限公司',
    document: '演示捐赠协议〔2020〕1号',
    documentOn: '2020-09-01',
    decidedOn: '2020-11-12',
    kind: 'apart',
    restrictions: '',
    project: null,
    spare: '50000',
  },
]

export const REASONS = [
  '带动农户多,土地入股规范',
  '扶贫股受益面广',
  '新建设施带动村集体增收',
  '产业基础好,订单稳定',
  '账务规范,按月公开',
] as const

export const LEADERS = ['赵某', '钱某', '孙某', '李某', '周某'] as const
export const LIAISONS = ['吴某', '郑某', '王某', '冯某', '陈某'] as const
