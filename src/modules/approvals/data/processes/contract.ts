import { text } from '../../../../kernel/text.ts'
import type { Process } from '../../model.ts'
import { routeSteps } from './organs.ts'
import { days, event, line, scan, seat, step, words, yuan } from './words.ts'

/** An economic contract of a co-op: approved, then signed, then filed with the town. */
export const CONTRACT: Process = {
  id: 'contract',
  title: text('合同审批', 'Approval of a contract'),
  purpose: text(
    '合作社签订经济合同,经审核审批后签订,报乡镇(街道)备案。',
    'A co-op’s economic contract is approved before it is signed, and filed with the town.',
  ),
  unit: 'coop',
  openers: [],
  facts: [
    line('number', ['合同编号', 'Number']),
    line('contract', ['合同名称', 'Contract']),
    line('partner', ['对方', 'Other side']),
    line('direction', ['收付方向', 'Direction']),
    yuan('amount', ['金额(元)', 'Amount']),
    words('price', ['定价依据', 'Basis of the price']),
    line('term', ['期限', 'Term']),
    { kind: 'words', key: 'related', title: text('关联核对结果', 'What ties the sides') },
    { kind: 'words', key: 'organs', title: text('应经审批机构', 'Organs of the route') },
    line('singleSource', ['未询价的原因', 'Why not enough quotes'], { optional: true }),
  ],
  sources: ['《一着妙棋活全盘》(沂水县农业农村局,2020-11-30)', '农民专业合作社法 7, 29, 36, 69'],
  steps: routeSteps(
    ['spending.quotes-complete', 'spending.partner-checked'],
    [
      step('sign', ['签订合同', 'The contract is signed'], {
        after: [],
        seats: [seat('coop', 'coop_accountant'), seat('chair', 'village_secretary')],
        signers: 1,
        form: [event('signedOn', ['签订日期', 'Signed on'])],
        papers: [scan('contract', ['已签订的合同', 'The signed contract'])],
        due: days(10, { working: true }),
        escalate: 'town_station',
        clause: '民法典第四百九十条',
      }),
      step('file', ['报乡镇(街道)备案', 'Filed with the town'], {
        after: [],
        seats: [seat('station', 'town_station')],
        form: [line('fileNumber', ['备案号', 'File number'])],
        due: days(5, { working: true }),
        apart: ['sign'],
        escalate: 'town_secretary',
        clause: '财农〔2021〕121号第七条',
      }),
    ],
  ),
}
