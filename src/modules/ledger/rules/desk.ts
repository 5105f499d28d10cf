import { type Text, text } from '../../../kernel/text.ts'

/* Warnings of a desk: one for each co-op and kind, in the order of their weight. */

export const WARNING_KINDS = [
  'negative_money',
  'months_open',
  'abnormal_side',
  'bank_unmatched',
  'advances',
  'inbox',
  'drafts',
  'documents_missing',
] as const
export type WarningKind = (typeof WARNING_KINDS)[number]

interface Said {
  readonly text: (count: number) => Text
  /** The verb that shows the rows. */
  readonly verb: string
  readonly input: Readonly<Record<string, string>>
}

const ownBook = (verb: string, input: Readonly<Record<string, string>> = {}) => ({ verb, input })

export const WARNINGS: Readonly<Record<WarningKind, Said>> = {
  negative_money: {
    ...ownBook('readChart'),
    text: (n) => text(`${n}个现金或银行科目余额为负`, `${n} cash or bank account(s) below zero`),
  },
  months_open: {
    ...ownBook('listBooks'),
    text: (n) => text(`${n}个月未按时结账`, `${n} month(s) not closed in time`),
  },
  abnormal_side: {
    ...ownBook('readChart'),
    text: (n) => text(`${n}个科目余额方向异常`, `${n} account(s) on the wrong side`),
  },
  bank_unmatched: {
    ...ownBook('listBankLines', { open: 'true' }),
    text: (n) => text(`${n}笔银行流水长期未对账`, `${n} bank line(s) long without a voucher`),
  },
  advances: {
    ...ownBook('listVouchers', { account: '114' }),
    text: (n) => text(`${n}户往来长期未清`, `${n} advance(s) or receivable(s) long open`),
  },
  inbox: {
    ...ownBook('listSourceDocuments'),
    text: (n) => text(`${n}份单据久未记账`, `${n} document(s) long in the inbox`),
  },
  drafts: {
    ...ownBook('listDrafts'),
    text: (n) => text(`${n}张凭证待审核过账`, `${n} voucher(s) not posted yet`),
  },
  documents_missing: {
    ...ownBook('listAuditPoints', { rule: 'NO-PAPER' }),
    text: (n) => text(`${n}张凭证没有附单据`, `${n} voucher(s) without a document`),
  },
}

/** The door to a co-op's rows: lists over several co-ops take it as `unitId`. */
export function doorOf(kind: WarningKind, coopId: string) {
  const { verb, input } = WARNINGS[kind]
  const lists = ['listBooks', 'listSourceDocuments', 'listDrafts', 'listAuditPoints']
  const at = lists.includes(verb) ? { unitId: coopId } : { coopId }
  return { verb, input: { ...at, ...input } }
}
