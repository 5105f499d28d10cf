import type { AnyId } from '../../../../kernel/id.ts'
import { fen } from '../../../../kernel/money.ts'
import { type Text, text } from '../../../../kernel/text.ts'
import type { BankItem } from '../../model/bank.ts'
import type { Line, VoucherKind } from '../../model.ts'

/* The voucher that an unanswered bank line most likely calls for. Only what is plain is proposed. */

/** Somebody the co-op knows, with what stands open between them: debit minus credit, in fen. */
export interface KnownParty {
  readonly kind: 'member' | 'counterparty'
  readonly id: AnyId
  readonly name: string
  /** Of 114 for members, of 113 (owed to the co-op) and 211 (owed by it) for others. */
  readonly open: readonly { readonly account: string; readonly net: bigint }[]
}

export interface Suggestion {
  readonly kind: VoucherKind
  readonly summary: string
  readonly lines: readonly Line[]
  readonly reason: Text
}

const blank = { memberId: null, partyId: null, item: null, assisted: false, summary: null }

/** Interest, charges and cash by the bank's own words; receipts and payments of known parties' open items. */
export function suggestVoucher(
  bank: BankItem,
  account: string,
  known: readonly KnownParty[],
): Suggestion | null {
  return byWords(bank, account) ?? byParty(bank, account, known)
}

interface Word {
  readonly pattern: RegExp
  readonly came: boolean
  readonly account: string
  readonly summary: string
  readonly reason: Text
}

const WORDS: readonly Word[] = [
  {
    pattern: /利息|结息|入息|付息/,
    came: true,
    account: '524',
    summary: '存款利息',
    reason: text('摘要写明存款利息', 'the bank calls it interest'),
  },
  {
    pattern: /手续费|工本费|汇费|邮电费|短信|服务费|账户管理费|年费|回单/,
    came: false,
    account: '524',
    summary: '银行手续费',
    reason: text('摘要写明银行收费', 'the bank calls it a charge'),
  },
  {
    pattern: /现金支取|取现|提现|现支|支取现金/,
    came: false,
    account: '101',
    summary: '提取现金',
    reason: text('摘要写明支取现金', 'the bank calls it cash taken out'),
  },
  {
    pattern: /现金存入|存现|现存|存入现金|缴存现金/,
    came: true,
    account: '101',
    summary: '现金存入银行',
    reason: text('摘要写明存入现金', 'the bank calls it cash paid in'),
  },
]

function byWords(bank: BankItem, account: string): Suggestion | null {
  const word = WORDS.find((each) => each.came === bank.amount > 0n && each.pattern.test(bank.memo))
  if (word === undefined) return null
  const { summary, reason } = word
  // Cash moved between own accounts is a payment of the account it leaves (会计基础工作规范 50).
  const kind = bank.amount > 0n && word.account !== '101' ? 'receipt' : 'payment'
  return { kind, summary, reason, lines: lines(bank, account, { account: word.account }) }
}

function byParty(bank: BankItem, account: string, known: readonly KnownParty[]): Suggestion | null {
  const named = known.filter(({ name }) => name === bank.otherSide)
  const [party] = named
  // Two people of one name: a person decides.
  if (party === undefined || named.length > 1) return null
  const came = bank.amount > 0n
  const size = came ? bank.amount : 0n - bank.amount
  const item = party.open.find(({ net }) => (came ? net >= size : -net >= size))
  if (item === undefined) return null
  const who =
    party.kind === 'member'
      ? { memberId: party.id, partyId: null }
      : { memberId: null, partyId: party.id }
  return {
    kind: came ? 'receipt' : 'payment',
    summary: came ? `收${party.name}款` : `付${party.name}款`,
    lines: lines(bank, account, { account: item.account, ...who }),
    reason: text(
      `对方户名是${party.kind === 'member' ? '成员' : '往来单位'}${party.name},账上有不少于此数的${came ? '应收' : '应付'}`,
      `the other side is a known ${party.kind} with at least this much ${came ? 'owed to' : 'owed by'} the co-op`,
    ),
  }
}

function lines(
  bank: BankItem,
  account: string,
  against: Partial<Line> & { account: string },
): Line[] {
  const came = bank.amount > 0n
  const size = fen(came ? bank.amount : 0n - bank.amount)
  const ours = { ...blank, account, debit: came ? size : fen(0), credit: came ? fen(0) : size }
  const theirs = { ...blank, ...against, debit: came ? fen(0) : size, credit: came ? size : fen(0) }
  return came ? [ours, theirs] : [theirs, ours]
}
