/* Closed lists of spending as papers name them, in Chinese. */

export const BASIS_NAMES = {
  charter: '合作社章程',
  resolution: '成员大会决议',
  collective_rule: '集体资产管理规定',
  guidance: '党组织指导意见',
} as const

export const REQUEST_NAMES = {
  running: '审批中',
  approved: '已批准',
  free: '无须审批',
  refused: '未批准',
  withdrawn: '已撤回',
  cancelled: '已取消',
} as const

export const CONTRACT_NAMES = {
  purchase: '采购',
  sale: '销售',
  lease_in: '租入（含土地流转）',
  lease_out: '租出',
  construction: '工程建设',
  service: '服务',
  loan: '借款',
  cooperation: '合作经营',
  other: '其他',
} as const

export const CONTRACT_STATE_NAMES = {
  draft: '未送审',
  approving: '审批中',
  in_force: '生效',
  refused: '未批准',
  expired: '已到期',
  ended: '已终结',
} as const

export const DIRECTION_NAMES = { pays: '本社付款', receives: '本社收款' } as const

export const TERM_NAMES = { performance: '履行', payment: '付款', collection: '收款' } as const

export const RISK_STATUS_NAMES = {
  open: '待处理',
  watching: '关注中',
  closed: '已消除',
  happened: '已发生',
} as const

export const OUTCOME_NAMES = {
  as_expected: '与评估相符',
  better: '好于评估',
  worse: '差于评估',
} as const
