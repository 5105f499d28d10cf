import type { Department } from '../model.ts'

/** The five departments of R14 with the duties the seed gives them; who leads and who is the liaison the county says. */
export const SHIPPED_DEPARTMENTS: readonly Department[] = [
  {
    role: 'county_organisation',
    name: '县委组织部',
    leader: '',
    liaison: '',
    duties: ['牵头抓总', '党支部建设和书记队伍', '考核奖惩'],
  },
  {
    role: 'county_agriculture',
    name: '县农业农村局',
    leader: '',
    liaison: '',
    duties: ['合作社规范化指导', '登记、章程和账务辅导', '产业规划'],
  },
  {
    role: 'natural_resources',
    name: '县自然资源和规划局',
    leader: '',
    liaison: '',
    duties: ['产业用地需求优先纳入年度新增建设用地计划', '设施农业用地指导'],
  },
  {
    role: 'finance_centre',
    name: '县金融服务中心',
    leader: '',
    liaison: '',
    duties: ['协调银行开通贷款“绿色通道”', '“强村贷”等产品推荐'],
  },
  {
    role: 'finance_bureau',
    name: '县财政局',
    leader: '',
    liaison: '',
    duties: ['整合涉农、扶贫资金', '资金拨付和监管'],
  },
]
