import { text } from '../../../../kernel/text.ts'
import type { Process } from '../../model.ts'
import { routeSteps } from './organs.ts'
import { line, table, words, yes, yuan } from './words.ts'

const quotes = table('quotes', ['询价、招标记录', 'Quotes and tenders'], [
  line('supplier', ['供应方', 'Supplier']),
  yuan('amount', ['报价(元)', 'Offer']),
  yes('chosen', ['选用', 'Chosen']),
  line('note', ['说明', 'Note'], { optional: true }),
])

/** Major spending of a co-op: opened by the request for it, by the route of the matrix of limits. */
export const SPENDING: Process = {
  id: 'spending',
  title: text('支出审批', 'Approval of spending'),
  purpose: text(
    '合作社支出达到限额的,按支出审批权限表逐级审批后付款。',
    'What a co-op spends at or above a limit is approved by the organs of the county’s matrix before it is paid.',
  ),
  unit: 'coop',
  openers: [],
  facts: [
    line('number', ['申请编号', 'Number']),
    line('payee', ['收款人', 'Payee']),
    yuan('amount', ['金额(元)', 'Amount']),
    line('class', ['支出类别', 'Class']),
    words('purpose', ['用途', 'Purpose']),
    line('contract', ['合同', 'Contract'], { optional: true }),
    line('project', ['项目', 'Project'], { optional: true }),
    { kind: 'words', key: 'organs', title: text('应经审批机构', 'Organs of the route') },
    { kind: 'words', key: 'reasons', title: text('触发的口径', 'Readings that ask for it') },
    line('emergency', ['紧急支出的原因(先付款后补批)', 'Emergency: paid first, because'], {
      optional: true,
    }),
    line('singleSource', ['未询价的原因', 'Why not enough quotes'], { optional: true }),
    quotes,
  ],
  sources: ['《一着妙棋活全盘》(沂水县农业农村局,2020-11-30)', '农民专业合作社法 7, 29, 69'],
  steps: routeSteps(['spending.quotes-complete']),
}
