import { text } from '../../../../kernel/text.ts'
import { credit, debit } from '../lines.ts'
import {
  choice,
  counterpartyIfAny,
  money,
  system,
  type Template,
  template,
  workerIfAny,
} from '../template.ts'
import { settled } from './trade.ts'

/* Products and materials: issued, processed, produced. */

const AMOUNT = money('成本', 'Cost')

/** Templates of the store. */
export const stockTemplates: readonly Template[] = [
  template({
    id: 'stock-issue',
    title: text('领用物资', 'Materials issued'),
    clause: system('121'),
    kind: 'transfer',
    fields: {
      amount: AMOUNT,
      for: choice('用于', 'Used for', ['401', '521', '523', '529', '153', '141', '144']),
    },
    lines: (v) => [debit(v.for, v.amount), credit('121', v.amount)],
  }),
  template({
    id: 'production-done',
    title: text('产品完工入库', 'Products finished and taken into store'),
    clause: system('401', '121'),
    kind: 'transfer',
    fields: { amount: AMOUNT },
    lines: (v) => [debit('121', v.amount), credit('401', v.amount)],
  }),
  template({
    id: 'service-cost',
    title: text('结转劳务成本', 'Cost of services done'),
    clause: system('401', '521'),
    kind: 'transfer',
    fields: { amount: AMOUNT },
    lines: (v) => [debit('521', v.amount), credit('401', v.amount)],
  }),
  template({
    id: 'processing-sent',
    title: text('发出委托加工物资', 'Materials sent for processing'),
    clause: system('124'),
    kind: 'transfer',
    fields: { amount: AMOUNT },
    lines: (v) => [debit('124', v.amount), credit('121', v.amount)],
  }),
  template({
    id: 'processing-fee',
    title: text('委托加工费、运杂费', 'Processing fee and freight'),
    clause: system('124'),
    kind: 'transfer',
    fields: {
      amount: money('金额', 'Amount'),
      counterparty: counterpartyIfAny('加工单位', 'Processor'),
      worker: workerIfAny('劳务人员', 'Worker'),
      from: choice('付款方式', 'Settled by', ['211', '102', '101', '213']),
    },
    lines: (v) => [
      debit('124', v.amount),
      credit(
        v.from,
        v.amount,
        v.from.startsWith('213') ? { party: v.worker } : settled(v.from, { party: v.counterparty }),
      ),
    ],
  }),
  template({
    id: 'processing-returned',
    title: text('委托加工物资收回入库', 'Processed materials taken into store'),
    clause: system('124', '121'),
    kind: 'transfer',
    fields: { amount: AMOUNT },
    lines: (v) => [debit('121', v.amount), credit('124', v.amount)],
  }),
]
