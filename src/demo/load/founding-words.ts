/* What the demonstration's foundings, assets and meetings say. Days are counted back from the county's today. */

/** Where a project stands: the steps up to this one are done, this one is open. */
export type UpTo = 'survey' | 'mobilise' | 'feasibility' | 'village' | 'draft'

export interface ProjectWords {
  readonly key: string
  /** Which of the chosen villages; the first is the show village. */
  readonly place: number
  readonly name: string
  readonly mainKind: string
  /** Days ago on which it was begun. */
  readonly started: number
  readonly upTo: UpTo
  readonly withdrawn?: string
  readonly industry?: string
  /** What the village's collective brings; a hundred thousand in money unless said. */
  readonly brings?: { readonly what: string; readonly amount: string }
}

export const PROJECTS: readonly ProjectWords[] = [
  {
    key: 'home',
    place: 0,
    started: 20,
    upTo: 'mobilise',
    name: '示例农机服务专业合作社',
    mainKind: 'service',
  },
  {
    key: 'ginger',
    place: 1,
    started: 44,
    upTo: 'draft',
    name: '示例大姜专业合作社',
    mainKind: 'land_share',
  },
  {
    key: 'peach',
    place: 2,
    started: 26,
    upTo: 'village',
    name: '示例蜜桃专业合作社',
    mainKind: 'production',
  },
  {
    key: 'herb',
    place: 3,
    started: 42,
    upTo: 'feasibility',
    name: '示例中药材专业合作社',
    mainKind: 'production',
  },
  {
    key: 'grain',
    place: 4,
    started: 6,
    upTo: 'survey',
    name: '示例粮食专业合作社',
    mainKind: 'land_share',
  },
  {
    key: 'garlic',
    place: 5,
    started: 3,
    upTo: 'survey',
    name: '示例大蒜专业合作社',
    mainKind: 'production',
  },
  {
    key: 'tour',
    place: 6,
    started: 25,
    upTo: 'mobilise',
    name: '示例乡村旅游专业合作社',
    mainKind: 'service',
    withdrawn: '接待用房未落实,条件具备后再发起。',
  },
]

export const FEASIBILITY = {
  scale: '标准化种植 260 亩,配套分拣棚 400 平方米',
  market: '与县内两家冷库签订购销意向,保底收购',
  partner: '',
  budget: '320000',
  ownFunds: '220000',
  borrowed: '100000',
  income: '460000',
  cost: '330000',
  risks: '价格波动,已约定保底价;旱灾,配套水井和农业保险',
  benefits: '预计户均年增收 1,600 元,村集体年增收 3 万元',
}

export const TOLD_FEASIBILITY = {
  scale: '采摘园 30 亩,农家院 4 处,成员以劳务和设施入社',
  market: '县城周末客源,与一家旅行社签订意向',
  partner: '',
  budget: '36000',
  ownFunds: '14000',
  borrowed: '22000',
  income: '128000',
  cost: '92000',
  risks: '采摘期短,配套民宿和农事体验错开季节;客流安全由专人负责并投保',
  benefits: '预计户均年增收 900 元,村集体年增收 6,000 元',
}

const CASE = { guaranteed: '0', from: 1, workdays: 40, wage: '90', tradeCost: '0' }
const GROWN = [
  { title: '樱桃', kind: 'income' as const, quantity: '600', measure: '公斤', price: '9' },
  { title: '肥料、农药', kind: 'cost' as const, price: '1600' },
]
/** What a household of the tourism co-op assumes: it brings a little money and its labour. */
export const TOLD_ACCOUNT = {
  past: { year: 2018, lines: GROWN },
  present: {
    year: 2020,
    lines: [
      { title: '樱桃', kind: 'income' as const, quantity: '650', measure: '公斤', price: '9.5' },
      { title: '肥料、农药', kind: 'cost' as const, price: '1800' },
    ],
  },
  years: 3,
  brings: {
    landMu: '0',
    contribution: '400',
    outside: [{ title: '在外打零工', kind: 'income' as const, price: '4200' }],
  },
  terms: { contributions: '14000', allTrade: '128000', reserve: '1/10', returned: '3/5' },
  cases: {
    low: { ...CASE, surplus: '0', workdays: 20, trade: '4800' },
    middle: { ...CASE, surplus: '24000', trade: '6200' },
    high: { ...CASE, surplus: '36000', workdays: 60, trade: '7400' },
  },
}

/** What a household of the show village assumes of a machine service co-op. */
export const HOME_ACCOUNT = {
  past: {
    year: 2018,
    lines: [
      { title: '大姜', kind: 'income' as const, quantity: '3200', measure: '公斤', price: '3.6' },
      {
        title: '雇机耕、收获',
        kind: 'cost' as const,
        quantity: '4.5',
        measure: '亩',
        price: '420',
      },
      { title: '种苗、肥料', kind: 'cost' as const, price: '3900' },
    ],
  },
  present: {
    year: 2020,
    lines: [
      { title: '大姜', kind: 'income' as const, quantity: '3000', measure: '公斤', price: '4.1' },
      {
        title: '雇机耕、收获',
        kind: 'cost' as const,
        quantity: '4.5',
        measure: '亩',
        price: '460',
      },
      { title: '种苗、肥料', kind: 'cost' as const, price: '4200' },
    ],
  },
  years: 5,
  brings: {
    landMu: '4.5',
    contribution: '5000',
    outside: [{ title: '外出务工', kind: 'income' as const, price: '9600' }],
  },
  terms: { contributions: '200000', allTrade: '360000', reserve: '1/10', returned: '3/5' },
  cases: {
    low: { ...CASE, guaranteed: '600', surplus: '0', trade: '0' },
    middle: { ...CASE, guaranteed: '600', surplus: '60000', trade: '3000' },
    high: { ...CASE, guaranteed: '700', surplus: '110000', trade: '4500', workdays: 70 },
  },
}

export const QUESTIONS = [
  { question: '土地入股以后还能不能自己种?', answer: '入股期内由合作社统一经营,到期可以收回。' },
  { question: '合作社亏了,入股的钱还在不在?', answer: '以出资为限承担责任,家里其他财产不受影响。' },
  { question: '什么时候能分红?', answer: '' },
]

/** Quantities with what lay idle at first and, after some of it came into use, `used`. */
export const ASSETS = [
  {
    kind: 'building' as const,
    name: '旧校舍',
    quantity: '480',
    measure: '平方米',
    idle: '480',
    used: '180',
    place: '村东',
    note: '框架结构,可作分拣车间',
  },
  {
    kind: 'land' as const,
    name: '村南机动地',
    quantity: '62.5',
    measure: '亩',
    idle: '40',
    used: '12.5',
    place: '村南',
    note: '有机井一眼',
  },
  {
    kind: 'facility' as const,
    name: '冷库',
    quantity: '300',
    measure: '吨',
    idle: '120',
    used: '60',
    place: '村北',
    note: '2016 年建',
  },
  {
    kind: 'machine' as const,
    name: '拖拉机',
    quantity: '3',
    measure: '台',
    idle: '1',
    used: '0',
    place: '农机库',
    note: '',
  },
  {
    kind: 'water' as const,
    name: '塘坝',
    quantity: '18',
    measure: '亩',
    idle: '18',
    used: '6',
    place: '村西',
    note: '可养殖、可灌溉',
  },
]

export const MEETINGS = [
  {
    ago: 40,
    kind: 'special' as const,
    chair: '县委书记',
    place: '县委会议室',
    topic: '村党支部领办合作社专题会议',
    resolutions: '各乡镇成立工作专班,月底前完成村情摸底,逐村排出创办时间表。',
    tasks: [
      {
        what: '完成所有村的村情摸底',
        days: 20,
        town: 0,
      },
      {
        what: '排出创办时间表',
        days: 20,
        town: 1,
      },
      {
        what: '清产核资遗留问题销号',
        days: 25,
        town: 2,
      },
    ],
  },
  {
    ago: 18,
    kind: 'dispatch' as const,
    chair: '县委副书记',
    place: '县委农办',
    topic: '创办进度调度会',
    resolutions: '对逾期环节逐项督办;四议两公开材料不齐的退回补正。',
    tasks: [
      {
        what: '督办逾期的可行性论证',
        days: 10,
        town: 3,
      },
      {
        what: '报送闲置资产盘活清单',
        days: 21,
        town: 4,
      },
    ],
  },
  {
    ago: 4,
    kind: 'site' as const,
    chair: '县委组织部部长',
    place: '大姜种植示范村',
    topic: '现场观摩会',
    resolutions: '推广“保底+分红+务工”的账目公开做法,三笔账算到户。',
    tasks: [
      {
        what: '三笔账入户测算',
        days: 30,
        town: 5,
      },
    ],
  },
]
