/* Who was sent where in the demonstration county, what was promised. Nobody here is a real person. */

const SURNAMES = Array.from('杨朱秦尤许何吕施张孔曹严华金魏陶')

/** A made-up name: a surname and 某. */
export const someName = (i: number): string => `${SURNAMES[i % SURNAMES.length] ?? '某'}某某`

export const DUE_REASONS = ['原贫困村', '软弱涣散党组织整顿村', '集体经济薄弱村']

/** Terms in days from today: when it began, when it ends. */
export const TERMS = [
  { began: -274, until: 456 },
  { began: -700, until: 30 },
  { began: -274, until: 456 },
  { began: -760, until: -30 },
  { began: -120, until: 610 },
] as const

export const TASKS_DONE = [
  '已走遍全村农户,建立需求台账 186 户',
  '合作社公开栏已更新,账目按季公开',
  '派出单位捐建冷藏间一座,已投入使用',
]

export const MORE_TASKS = [
  { what: '帮助合作社完善财务公开栏,按季公开', ago: 20 },
  { what: '对接县农业技术推广力量,办一期田间课堂', ago: -25 },
] as const

export const OFFER = {
  title: '果树修剪、病虫害防治技术员 2 名',
  detail: '每月到村 2 天,免费指导,旺季可驻点。',
} as const

export const SENT_VISIT = '到果园查看冬季管理,与合作社理事会商量技术员到村指导的时间。'

export const NOMINATED = [
  {
    source: 'graduate',
    direction: '合作社经营管理',
    reason: '农学专业毕业,返乡后在合作社做技术员。',
  },
  { source: 'returned', direction: '电商销售', reason: '外出经营多年,返乡办网店,帮合作社卖果品。' },
  { source: 'veteran', direction: '村党支部后备', reason: '退役后在村参加志愿服务,群众认可。' },
  { source: 'skilled', direction: '产业带头人', reason: '种植能手,愿意带动周边农户。' },
] as const

export const COURSES = [
  { course: '合作社规范管理', heldBy: '县委党校', ago: 60, days: 2, hours: 16 },
  { course: '果品冷藏和分级', heldBy: '县农业技术推广中心', ago: 25, days: 1, hours: 8 },
] as const

export const DEEDS = [
  { item: 'joined', times: 1, ago: 240, evidence: '3 月 5 日成员大会签到册,第 1 批入社' },
  { item: 'work', times: 4, ago: 150, evidence: '疏果义务出工 4 天,出工簿第 6 页,见证人 2 名' },
  { item: 'technique', times: 1, ago: 90, evidence: '请来技术员讲冬剪,到场 31 人,有照片' },
  { item: 'brought', times: 3, ago: 45, evidence: '动员 3 户入社,有入社申请书' },
  { item: 'helped', times: 1, ago: 30, evidence: '帮困难户代销果品 600 斤,村记账单' },
] as const

export const PROMISES = [
  {
    what: '带动 5 户困难户入社',
    ago: 200,
    due: 20,
    evidence: '已带动 4 户,1 户正在办手续',
    how: 'phone',
  },
  { what: '全年义务出工不少于 12 天', ago: 220, due: 25, evidence: '已出工 9 天', how: null },
  {
    what: '为合作社联系 2 家稳定买方',
    ago: 240,
    due: -15,
    evidence: '已签 2 份收购合同',
    how: 'paper',
  },
  { what: '把自家 3 亩果园作为新品种试验田', ago: 180, due: -5, evidence: null, how: null },
  { what: '每月到合作社参加一次理财公开', ago: 10, due: 380, evidence: null, how: null },
] as const
