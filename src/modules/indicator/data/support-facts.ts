import { text } from '../../../kernel/text.ts'
import type { FactSpec } from '../model.ts'
import { familyOf, SEED } from './words.ts'

/* Support funds as they were allocated and traced to vouchers (R27, R29): never typed. */

const allocation = familyOf('allocation', {
  measure: 'fen',
  needs: 'support.read',
  source: `${SEED} R27、R29`,
  leavesOut: text('已收回的部分', 'what was taken back'),
})

/** Whose money it is, in the order of the pool. */
export const SUPPORT_LEVELS = ['central', 'province', 'city', 'county', 'town', 'social'] as const

const LEVEL_WORDS = {
  central: text('中央资金', 'central funds'),
  province: text('省级资金', 'provincial funds'),
  city: text('市级资金', 'city funds'),
  county: text('县级资金', 'county funds'),
  town: text('乡镇资金', 'town funds'),
  social: text('社会资金', 'private funds'),
} as const

export const SUPPORT_FACTS: readonly FactSpec[] = [
  allocation(
    'support-allocated',
    text('已分配的扶持资金', 'Support funds allocated'),
    text('当日前决定的分配减收回,逐笔相加', 'allocations decided by the day, less what was taken back'),
  ),
  allocation(
    'support-allocated-year',
    text('本年分配的扶持资金', 'Support funds allocated this year'),
    text('本年决定的分配减其收回', 'those decided this year, less what was taken back of them'),
    { span: 'year' },
  ),
  allocation(
    'support-linked',
    text('分配后到账的扶持资金', 'Allocated funds that arrived'),
    text('关联到分配的收款凭证金额减退回', 'receipts linked to allocations, less refunds'),
    { needs: 'ledger.read', leavesOut: text('已红字冲销的凭证', 'vouchers taken back with red ink') },
  ),
  allocation(
    'support-used',
    text('已使用的扶持资金', 'Allocated funds used'),
    text('关联到分配的支出凭证金额', 'spending linked to allocations'),
    { needs: 'ledger.read', leavesOut: text('已红字冲销的凭证', 'vouchers taken back with red ink') },
  ),
  ...SUPPORT_LEVELS.map((level) =>
    allocation(
      `support-allocated-${level}`,
      text(
        `已分配的${LEVEL_WORDS[level].zh}`,
        `Allocated ${LEVEL_WORDS[level].en}`,
      ),
      text(`其中${LEVEL_WORDS[level].zh}`, `of it ${LEVEL_WORDS[level].en}`),
    ),
  ),
]
